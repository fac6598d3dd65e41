//! Which condition an answer belongs to.

use super::ends::is_finished;
use super::{Open, Structure, Target};
use crate::ast::{Answer, AnswerBranch, Attribute, Condition, Element, Ending, StepName, Text};
use crate::diagnostic::{Diagnostic, Problem, Related};
use crate::model::StepNumber;
use crate::source::Span;

impl Structure<'_> {
    pub(super) fn answer(&mut self, mut branch: AnswerBranch, ending: Option<Ending>) {
        let span = branch.span;
        self.reopen(branch.answer);
        if !self.find_condition(branch.answer, span) {
            return;
        }
        let Some(Open::Condition { condition, open, .. }) = self.stack.last_mut() else { return };
        *open = ending.is_none();
        let body = ending.map(|value| Element::Ending(Attribute { value, cites: Vec::new(), span }));
        branch.body.extend(body);
        condition.branches.push(branch);
        self.target = Target::Nothing;
    }

    /// Closes blocks until the innermost is the condition that an answer belongs to.
    pub(super) fn find_condition(&mut self, answer: Answer, span: Span) -> bool {
        loop {
            let source = self.source;
            let same = |one: Text, other: Text| source.slice(one.0) == source.slice(other.0);
            let outer_lacks_it = self.stack.iter().rev().skip(1).any(
                |open| matches!(open, Open::Condition { condition, .. } if condition.branch(answer, same).is_none()),
            );
            let over = self.innermost_is_over();
            match self.stack.last() {
                Some(Open::Condition { condition, open, .. }) => {
                    let unfinished = condition.branches.last().filter(|branch| *open && !is_finished(&branch.body));
                    if let Some(branch) = unfinished {
                        let (answer, span) = (branch.answer, branch.span);
                        self.branch_without_ending(answer, span);
                        if let Some(Open::Condition { open, .. }) = self.stack.last_mut() {
                            *open = false;
                        }
                        continue;
                    }
                    let Some(first) = condition.branch(answer, same).map(|branch| branch.span) else { return true };
                    if !outer_lacks_it {
                        let problem = Problem::AnswerTwice(self.answer_text(answer));
                        self.find_shape(Diagnostic::new(problem, span).with(Related::FirstDeclared, first));
                        return true;
                    }
                }
                Some(Open::Wait { .. }) if over => {}
                // The answer belongs further out: what is still open here lacks its end.
                Some(Open::Wait { .. } | Open::Parallel { .. }) if outer_lacks_it => {}
                _ => {
                    self.nothing_to_belong_to(span);
                    return false;
                }
            }
            let Some(open) = self.stack.pop() else { return false };
            self.close(open, span);
        }
    }

    pub(super) fn end_condition(&mut self, number: Option<StepNumber>, span: Span) {
        let is_it = |condition: &Condition| match (number, condition.head.name) {
            (Some(number), Some(StepName::Number(own))) => number == own,
            (None, _) => true,
            _ => false,
        };
        let wanted =
            self.stack.iter().rposition(|open| matches!(open, Open::Condition { condition, .. } if is_it(condition)));
        let Some(wanted) = wanted else {
            self.find_shape(Diagnostic::new(Problem::NoSuchConditionOpen, span));
            return;
        };
        while self.stack.len() > wanted {
            let Some(mut open) = self.stack.pop() else { return };
            if let (Open::Condition { holds_condition, .. }, true) = (&mut open, self.stack.len() == wanted) {
                *holds_condition = false;
            }
            self.close(open, span);
        }
        self.target = Target::Nothing;
    }
}
