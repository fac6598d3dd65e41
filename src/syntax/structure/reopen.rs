//! An answer behind lines that its condition does not hold: they stand behind the end of a branch.

use super::ends::{ends, is_finished};
use super::{Open, Structure};
use crate::ast::{Answer, Condition, Element, Text};
use crate::diagnostic::{Diagnostic, Problem, Related};
use crate::source::Span;

impl Structure<'_> {
    /// Opens a condition again that a line behind the end of its last branch has closed, if an answer can only be
    /// one of it. That line has the finding; it is left in the branch, so that its names are known.
    pub(super) fn reopen(&mut self, answer: Answer) {
        let Some(at) = self.closed_too_early(answer) else { return };
        let Some(body) = self.body() else { return };
        let behind = body.split_off(at + 1);
        let Some(Element::Condition(mut condition)) = body.pop() else { return };
        if let (Some(branch), Some(first)) = (condition.branches.last_mut(), behind.first().map(place)) {
            let (end, answer) = (branch.body.last().map(place), branch.answer);
            branch.body.extend(behind);
            let finding = Diagnostic::new(Problem::BehindEnd(self.answer_text(answer)), first);
            self.find_shape(match end {
                Some(end) => finding.with(Related::BranchEnds, end),
                None => finding,
            });
        }
        self.stack.push(Open::Condition { condition, open: false, holds_condition: false });
        if let Some(procedure) = &mut self.procedure {
            procedure.broken = true;
        }
    }

    /// Where in the innermost body the condition stands that lacks an answer and is closed all the same.
    fn closed_too_early(&mut self, answer: Answer) -> Option<usize> {
        let source = self.source;
        let same = |one: Text, other: Text| source.slice(one.0) == source.slice(other.0);
        let lacks = |condition: &Condition| condition.branch(answer, same).is_none();
        let open_lacks =
            self.stack.iter().any(|open| matches!(open, Open::Condition { condition, .. } if lacks(condition)));
        let body = &*self.body()?;
        let at = body.iter().rposition(|element| matches!(element, Element::Condition(_)))?;
        let Some(Element::Condition(condition)) = body.get(at) else { return None };
        let other = match answer {
            Answer::Yes => condition.branch(Answer::No, same).is_some(),
            Answer::No => condition.branch(Answer::Yes, same).is_some(),
            // Other answers may be any number: those of a condition around it come first.
            Answer::Other(_) => {
                condition.branches.iter().any(|one| matches!(one.answer, Answer::Other(_))) && !open_lacks
            }
        };
        let ended = condition.branches.last().is_some_and(|branch| ends(&branch.body));
        // A branch around it that has its own end is over, and the answer is that of its condition.
        let over = open_lacks && is_finished(body);
        (at + 1 < body.len() && lacks(condition) && other && ended && !over).then_some(at)
    }
}

/// The line that an element begins with.
fn place(element: &Element) -> Span {
    match element {
        Element::Step(step) => step.head.span,
        Element::Condition(condition) => condition.head.span,
        Element::Ending(ending) => ending.span,
        Element::Parallel(parallel) => parallel.span,
        Element::Wait(wait) => wait.span,
        Element::Interrupt(interrupt) => interrupt.span,
        Element::Call(call) => call.span,
    }
}
