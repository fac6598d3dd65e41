//! The lines of a case.

use super::Lowering;
use super::parts::{Parsed, Parts};
use crate::ast::{Answer, CaseAttribute, CaseValue, Name};
use crate::keywords::Keyword;
use crate::syntax::grammar::{self, Rule};

impl Lowering<'_> {
    #[expect(clippy::option_option, reason = "failed, not of this kind, or understood: three answers")]
    pub(super) fn case_attribute(&mut self, rule: Rule, parts: &mut Parts<'_>) -> Option<Option<CaseAttribute>> {
        Some(Some(match rule {
            Rule::case_procedure_line => CaseAttribute::Procedure(self.name(&parts.take(Rule::id)?)),
            Rule::case_variant_line => CaseAttribute::Variant(self.name(&parts.take(Rule::variant_name)?)),
            Rule::filed_line => CaseAttribute::Filed(self.date_time(parts.take(Rule::date_time)?)?),
            Rule::all_actions_line => CaseAttribute::AllAtMaximum,
            Rule::case_step_line => {
                let within = self.within(parts);
                let completed = parts.take(Rule::k_completed).is_some();
                let step = self.step_ref(parts.take(Rule::step_ref)?)?;
                let value = match parts.take(Rule::date_time) {
                    Some(instant) => CaseValue::At(self.date_time(instant)?),
                    None => self.case_value(parts.take(Rule::case_value)?.into_inner().next()?)?,
                };
                CaseAttribute::Step { within, step, completed, value }
            }
            Rule::case_reply_line => {
                let within = self.within(parts);
                let title = self.text(&parts.take(Rule::title)?);
                let value = match parts.last()? {
                    never if never.as_rule() == Rule::k_no_reply => None,
                    value => Some(self.case_value(value)?),
                };
                CaseAttribute::Reply { within, title, value }
            }
            Rule::expected_outcome_line => {
                CaseAttribute::ExpectedOutcome(parts.take(Rule::id).map(|pair| self.name(&pair)))
            }
            Rule::expected_completion_line => {
                CaseAttribute::ExpectedCompletion(self.date_time(parts.take(Rule::date_time)?)?)
            }
            Rule::expected_limit_line => CaseAttribute::ExpectedLimit(self.date_time(parts.take(Rule::date_time)?)?),
            Rule::expected_line => CaseAttribute::ExpectedTermKept(parts.last_keyword() == Some(Keyword::TermKept)),
            _ => return Some(None),
        }))
    }

    pub(super) fn within(&self, parts: &mut Parts<'_>) -> Option<Name> {
        let within = parts.take(Rule::within_procedure)?;
        Some(self.name(&Parts::of(within).take(Rule::id)?))
    }

    /// The value given for a step: answers, an instant or a duration.
    pub(super) fn case_value(&mut self, pair: Parsed<'_>) -> Option<CaseValue> {
        Some(match pair.as_rule() {
            Rule::given_answers => {
                CaseValue::Answers(pair.into_inner().filter_map(|one| self.given_answer(one)).collect())
            }
            Rule::date_time => CaseValue::At(self.date_time(pair)?),
            _ => CaseValue::Lasts(self.bounded(&mut Parts::of(pair))?),
        })
    }

    /// Yes, no or a quoted answer.
    pub(super) fn given_answer(&self, pair: Parsed<'_>) -> Option<Answer> {
        let pair = pair.into_inner().next()?;
        Some(match grammar::keyword(pair.as_rule()) {
            Some(Keyword::Yes) => Answer::Yes,
            Some(Keyword::No) => Answer::No,
            _ => Answer::Other(self.text(&pair)),
        })
    }
}
