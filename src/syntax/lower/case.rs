//! The lines of a case.

use super::Lowering;
use super::tree::Parsed;
use crate::ast::{Answer, CaseAttribute, CaseValue, Members, Name};
use crate::keywords::Keyword;
use crate::syntax::grammar::Rule;

impl Lowering<'_> {
    #[expect(clippy::option_option, reason = "failed, not of this kind, or understood: three answers")]
    pub(super) fn case_attribute(&mut self, line: Parsed<'_>) -> Option<Option<CaseAttribute>> {
        Some(Some(match line.rule() {
            Rule::case_procedure_line => CaseAttribute::Procedure(self.name(line.find(Rule::id)?)),
            Rule::case_variant_line => CaseAttribute::Variant(self.name(line.find(Rule::variant_name)?)),
            Rule::filed_line => CaseAttribute::Filed(self.date_time(line)?),
            Rule::all_actions_line => CaseAttribute::AllAtMaximum,
            Rule::case_step_line => {
                let within = self.within(line);
                let completed = line.has(Rule::k_completed);
                let step = self.step_ref(line.find(Rule::step_ref)?)?;
                let value = self.case_value(line.find(Rule::case_value).unwrap_or(line))?;
                CaseAttribute::Step { within, step, completed, value }
            }
            Rule::case_reply_line => {
                let within = self.within(line);
                let title = self.text(line.find(Rule::title)?);
                let value = if line.has(Rule::k_no_reply) { None } else { Some(self.case_value(line)?) };
                CaseAttribute::Reply { within, title, value }
            }
            Rule::case_for_each_line => {
                let within = self.within(line);
                let title = self.text(line.find(Rule::title)?);
                CaseAttribute::Members { within, title, members: self.members(line.find(Rule::members)?)? }
            }
            Rule::case_any_time_line => {
                let within = self.within(line);
                let title = self.text(line.find(Rule::title)?);
                CaseAttribute::Interrupt { within, title, at: self.date_time(line)? }
            }
            Rule::case_event_line => {
                let event = self.name(line.find(Rule::id)?);
                CaseAttribute::Event(event, self.date_time(line)?)
            }
            Rule::case_fact_line => {
                let value = line.find(Rule::fact_value)?;
                CaseAttribute::Fact(self.name(line.find(Rule::id)?), self.literal(value)?)
            }
            Rule::extended_line => {
                let times = match line.find(Rule::number) {
                    Some(number) => self.number(number)?,
                    None => 1,
                };
                CaseAttribute::Extended(self.limit_ref(line.find(Rule::limit_name)?)?, times)
            }
            Rule::expected_outcome_line => {
                CaseAttribute::ExpectedOutcome(line.find(Rule::id).map(|pair| self.name(pair)))
            }
            Rule::expected_completion_line => CaseAttribute::ExpectedCompletion(self.date_time(line)?),
            Rule::expected_limit_line => CaseAttribute::ExpectedLimit(self.date_time(line)?),
            Rule::expected_line => CaseAttribute::ExpectedTermKept(line.last_keyword() == Some(Keyword::TermKept)),
            _ => return Some(None),
        }))
    }

    pub(super) fn within(&self, line: Parsed<'_>) -> Option<Name> {
        let within = line.find(Rule::within_procedure)?;
        Some(self.name(within.find(Rule::id)?))
    }

    /// The value given for a step: answers, an instant or a duration.
    pub(super) fn case_value(&mut self, pair: Parsed<'_>) -> Option<CaseValue> {
        Some(if pair.has(Rule::given_answer) {
            CaseValue::Answers(pair.all(Rule::given_answer).filter_map(|one| self.given_answer(one)).collect())
        } else if pair.dates().next().is_some() {
            CaseValue::At(self.date_time(pair)?)
        } else {
            CaseValue::Lasts(self.bounded(pair)?)
        })
    }

    /// How many members there are, or who they are.
    fn members(&mut self, pair: Parsed<'_>) -> Option<Members> {
        Some(match pair.find(Rule::number) {
            Some(number) => Members::Number(self.number(number)?),
            None => Members::Names(pair.all(Rule::title).map(|title| self.text(title)).collect()),
        })
    }

    /// Yes, no or a quoted answer.
    pub(super) fn given_answer(&self, pair: Parsed<'_>) -> Option<Answer> {
        let pair = pair.inner().next()?;
        Some(match pair.as_keyword() {
            Some(Keyword::Yes) => Answer::Yes,
            Some(Keyword::No) => Answer::No,
            _ => Answer::Other(self.text(pair)),
        })
    }
}
