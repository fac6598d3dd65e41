//! Steps, their lines, and how branches end.

use super::Lowering;
use super::step_kind;
use super::tree::Parsed;
use crate::ast::{Answer, AnswerCriterion, Ending, StepAttribute, StepHead, StepName};
use crate::keywords::Keyword;
use crate::model::{Citation, ClockAction, StepKind};
use crate::source::Span;
use crate::syntax::grammar::Rule;
use crate::syntax::statement::Statement;

impl Lowering<'_> {
    pub(super) fn step_head(&mut self, line: Parsed<'_>, cites: Vec<Citation>, span: Span) -> Option<Statement> {
        let kind = line.keyword().map_or(StepKind::Step, step_kind);
        let number = match line.find(Rule::step_number) {
            Some(pair) => Some(StepName::Number(self.step_number(pair)?)),
            None => None,
        };
        let id = line.find(Rule::id).map(|pair| StepName::Id(self.name(pair)));
        let automatic = line.has(Rule::k_automatic);
        let title = self.text(line.find(Rule::title)?);
        let criterion = self.criterion(line)?;
        Some(Statement::Step(StepHead { kind, name: number.or(id), title, automatic, criterion, cites, span }))
    }

    pub(super) fn step_attribute(&mut self, line: Parsed<'_>) -> Option<StepAttribute> {
        let variants = self.for_variants(line);
        Some(match line.rule() {
            Rule::performed_by_line => StepAttribute::PerformedBy(self.ids(line)),
            Rule::checked_by_line => StepAttribute::CheckedBy(self.ids(line)),
            Rule::from_whom_line => StepAttribute::From(self.ids(line)),
            Rule::sends_to_line => {
                let to = self.name(line.find(Rule::id)?);
                StepAttribute::SendsTo(to, line.find(Rule::title).map(|pair| self.text(pair)))
            }
            Rule::waiting_line => StepAttribute::Waiting(variants, self.bounded(line)?),
            Rule::term_line => StepAttribute::Term(variants, self.length(line)?),
            Rule::deadline_line => StepAttribute::Deadline(variants, self.moment(line.find(Rule::deadline)?)?),
            Rule::not_before_line => StepAttribute::NotBefore(self.moment(line.find(Rule::not_before)?)?),
            Rule::happens_line => StepAttribute::Happens(self.ids(line)),
            Rule::clock_line => {
                let limits = line.all(Rule::limit_name).map(|limit| self.limit_ref(limit)).collect::<Option<_>>()?;
                StepAttribute::Clock(clock_action(line.keyword()?), limits)
            }
            Rule::including_line => {
                let duration = self.bounded(line)?;
                StepAttribute::Including(duration, line.find(Rule::title).map(|pair| self.text(pair)))
            }
            Rule::only_line => StepAttribute::Only(self.only(line.find(Rule::only)?)),
            Rule::result_line => StepAttribute::Result(self.ids(line)),
            Rule::up_to_line => StepAttribute::UpTo(Some(self.duration(line.find(Rule::duration)?)?)),
            Rule::no_limit_line => StepAttribute::UpTo(None),
            _ => return None,
        })
    }

    pub(super) fn answer_line(&mut self, line: Parsed<'_>, cites: Vec<Citation>) -> Option<Statement> {
        let answer = match line.keyword() {
            Some(Keyword::Yes) => Answer::Yes,
            Some(Keyword::No) => Answer::No,
            _ => Answer::Other(self.text(line.find(Rule::title)?)),
        };
        let ending = match line.find(Rule::ending) {
            Some(pair) => Some(self.ending(pair)?),
            None => None,
        };
        let criterion = match self.criterion(line)? {
            Some(criterion) => Some(AnswerCriterion::If(criterion)),
            None => line.has(Rule::k_otherwise).then_some(AnswerCriterion::Otherwise),
        };
        Some(Statement::Answer(answer, criterion, ending, cites))
    }

    pub(super) fn ending(&mut self, pair: Parsed<'_>) -> Option<Ending> {
        let kind = pair.inner().next()?;
        Some(match kind.rule() {
            Rule::next => Ending::Next,
            Rule::finish if kind.has(Rule::id) => Ending::Finish(self.ids(kind)),
            Rule::finish => Ending::TacitConsent,
            Rule::hand_over => {
                let procedure = kind.find(Rule::next_procedure)?.find(Rule::id)?;
                Ending::HandOver { to: self.name(kind.find(Rule::id)?), procedure: self.name(procedure) }
            }
            Rule::go_to => Ending::GoTo(self.step_ref(kind.find(Rule::step_ref)?)?, self.jump_word(kind)?),
            _ => {
                let step = self.step_ref(kind.find(Rule::step_ref)?)?;
                let bound = match kind.find(Rule::bound) {
                    Some(bound) => Some(self.number(bound.find(Rule::number)?)?),
                    None => None,
                };
                Ending::ReturnTo(step, self.jump_word(kind)?, bound)
            }
        })
    }

    /// The word of a jump that says whether it leads back.
    fn jump_word(&self, jump: Parsed<'_>) -> Option<Span> {
        jump.inner().find(|pair| pair.as_keyword().is_some()).map(|word| self.place.pair(word))
    }
}

fn clock_action(keyword: Keyword) -> ClockAction {
    match keyword {
        Keyword::Suspends => ClockAction::Suspends,
        _ => ClockAction::Restarts,
    }
}
