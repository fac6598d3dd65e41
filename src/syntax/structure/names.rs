//! Names as they are declared: of one alphabet each.

use super::{Structure, namespace};
use crate::ast::{Name, StepName};
use crate::diagnostic::{Diagnostic, Problem};
use crate::keywords::Keyword;
use crate::syntax::name::mixes_alphabets;
use crate::syntax::statement::Statement;

impl Structure<'_> {
    /// A name that mixes alphabets is told where it is declared. Whoever types it anew types another one, so others
    /// that are nearly the same are not held against it: what they name may be declared here.
    pub(super) fn check_name(&mut self, statement: &Statement) {
        let Some((name, keyword)) = declared(statement) else { return };
        let typed = self.source.slice(name.0);
        if !mixes_alphabets(typed, self.file.language) {
            return;
        }
        self.findings.push(Diagnostic::new(Problem::MixedName(typed.to_owned()), name.0));
        self.file.incomplete.extend(namespace(keyword));
        if let (Keyword::Step, Some(procedure)) = (keyword, &mut self.procedure) {
            procedure.broken = true;
        }
    }
}

/// The name that a line declares, and the word it begins with.
fn declared(statement: &Statement) -> Option<(Name, Keyword)> {
    Some(match statement {
        Statement::Regulation(id, _) => (*id, Keyword::Regulation),
        Statement::Participant(participant) => (participant.id, Keyword::Participant),
        Statement::Outcome(outcome) => (outcome.id, Keyword::Outcome),
        Statement::Variant(variant) => (variant.id, Keyword::Variant),
        Statement::Event(event) => (event.id, Keyword::Event),
        Statement::Fact(fact) => (fact.id, Keyword::Fact),
        Statement::Procedure(id, ..) => (*id, Keyword::Procedure),
        Statement::Calendar(id, _) => (*id, Keyword::Calendar),
        Statement::Step(head) => match head.name {
            Some(StepName::Id(id)) => (id, Keyword::Step),
            _ => return None,
        },
        _ => return None,
    })
}
