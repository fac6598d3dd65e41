//! Steps, their lines, and how branches end.

use super::Lowering;
use super::parts::{Parsed, Parts};
use super::step_kind;
use crate::ast::{Answer, Ending, StepAttribute, StepHead, StepName};
use crate::keywords::Keyword;
use crate::model::{Citation, StepKind};
use crate::source::Span;
use crate::syntax::grammar::Rule;
use crate::syntax::statement::Statement;

impl Lowering<'_> {
    pub(super) fn step_head(&mut self, mut parts: Parts<'_>, cites: Vec<Citation>, span: Span) -> Option<Statement> {
        let kind = parts.keyword().map_or(StepKind::Step, step_kind);
        let number = match parts.take(Rule::step_number) {
            Some(pair) => Some(StepName::Number(self.step_number(&pair)?)),
            None => None,
        };
        let id = parts.take(Rule::id).map(|pair| StepName::Id(self.name(&pair)));
        let automatic = parts.take(Rule::k_automatic).is_some();
        let title = self.text(&parts.take(Rule::title)?);
        Some(Statement::Step(StepHead { kind, name: number.or(id), title, automatic, cites, span }))
    }

    pub(super) fn step_attribute(&mut self, rule: Rule, parts: &mut Parts<'_>) -> Option<StepAttribute> {
        let variants = self.for_variants(parts);
        Some(match rule {
            Rule::performed_by_line => StepAttribute::PerformedBy(self.ids(parts.take(Rule::ids)?)),
            Rule::checked_by_line => StepAttribute::CheckedBy(self.ids(parts.take(Rule::ids)?)),
            Rule::from_whom_line => StepAttribute::From(self.ids(parts.take(Rule::ids)?)),
            Rule::sends_to_line => {
                let to = self.name(&parts.take(Rule::id)?);
                StepAttribute::SendsTo(to, parts.take(Rule::title).map(|pair| self.text(&pair)))
            }
            Rule::waiting_line => StepAttribute::Waiting(variants, self.bounded(parts)?),
            Rule::term_line => StepAttribute::Term(variants, self.bounded(parts)?),
            Rule::including_line => {
                let duration = self.bounded(parts)?;
                StepAttribute::Including(duration, parts.take(Rule::title).map(|pair| self.text(&pair)))
            }
            Rule::only_line => StepAttribute::Only(self.only(parts.take(Rule::only)?)),
            Rule::result_line => StepAttribute::Result(self.ids(parts.take(Rule::outcomes)?)),
            Rule::up_to_line => StepAttribute::UpTo(Some(self.duration(parts.take(Rule::duration)?)?)),
            Rule::no_limit_line => StepAttribute::UpTo(None),
            _ => return None,
        })
    }

    pub(super) fn answer_line(&mut self, mut parts: Parts<'_>, cites: Vec<Citation>) -> Option<Statement> {
        let answer = match parts.keyword() {
            Some(Keyword::Yes) => Answer::Yes,
            Some(Keyword::No) => Answer::No,
            _ => Answer::Other(self.text(&parts.take(Rule::title)?)),
        };
        let ending = match parts.take(Rule::ending) {
            Some(pair) => Some(self.ending(pair)?),
            None => None,
        };
        Some(Statement::Answer(answer, ending, cites))
    }

    pub(super) fn ending(&mut self, pair: Parsed<'_>) -> Option<Ending> {
        let kind = pair.into_inner().next()?;
        let rule = kind.as_rule();
        let mut parts = Parts::of(kind);
        Some(match rule {
            Rule::next => Ending::Next,
            Rule::finish => match parts.take(Rule::outcomes) {
                Some(outcomes) => Ending::Finish(self.ids(outcomes)),
                None => Ending::TacitConsent,
            },
            Rule::go_to => Ending::GoTo(self.step_ref(parts.take(Rule::step_ref)?)?),
            _ => {
                let step = self.step_ref(parts.take(Rule::step_ref)?)?;
                let bound = match parts.take(Rule::bound) {
                    Some(bound) => Some(self.number(Parts::of(bound).take(Rule::number)?)?),
                    None => None,
                };
                Ending::ReturnTo(step, bound)
            }
        })
    }
}
