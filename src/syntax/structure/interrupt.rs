//! What may break a procedure off, and the lines that may stand under it.

use super::{Open, Structure, Target};
use crate::ast::{Attribute, Element, Ending, Interrupt, StepAttribute, Text};
use crate::model::Citation;
use crate::source::Span;

impl Structure<'_> {
    /// It is about the whole procedure, so whatever is still open ends here, with a finding of its own.
    pub(super) fn interrupt(&mut self, title: Text, ending: Option<Ending>, cites: Vec<Citation>, span: Span) {
        self.settle(span);
        while let Some(open) = self.stack.pop() {
            self.close(open, span);
        }
        let body = ending.map(|value| Element::Ending(Attribute { value, cites: Vec::new(), span }));
        let body = body.into_iter().collect();
        self.open(Open::Interrupt(Interrupt { title, attributes: Vec::new(), body, cites, span }), span);
    }

    /// Whether a line would belong to what may break the procedure off, and says nothing about it.
    pub(super) fn is_foreign_to_interrupt(&self, line: &StepAttribute) -> bool {
        let own = matches!(
            line,
            StepAttribute::Basis | StepAttribute::From(_) | StepAttribute::Happens(_) | StepAttribute::Only(_)
        );
        self.target == Target::Block && matches!(self.stack.last(), Some(Open::Interrupt(_))) && !own
    }
}
