//! Whether anything can follow a body.

use crate::ast::{Element, Ending, StepAttribute};

/// Whether the last line of a body is an ending or a step with an outcome: nothing can follow it.
pub(super) fn ends(body: &[Element]) -> bool {
    match body.last() {
        Some(Element::Ending(_)) => true,
        Some(Element::Step(step)) => {
            step.attributes.iter().any(|attribute| matches!(attribute.value, StepAttribute::Result(_)))
        }
        _ => false,
    }
}

/// Whether a branch says how it ends: by its last line, or because every path through the block that
/// it ends with leads away, so that a `далее` after that block could never be reached.
pub(super) fn is_finished(body: &[Element]) -> bool {
    ends(body) || leads_away(body)
}

/// Whether every path through a body leaves the block around it. Blocks nest [`MAX_DEPTH`] deep at most.
pub(super) fn leads_away(body: &[Element]) -> bool {
    match body.last() {
        Some(Element::Ending(ending)) => !matches!(ending.value, Ending::Next),
        Some(Element::Step(_)) => ends(body),
        Some(Element::Condition(condition)) => {
            !condition.branches.is_empty() && condition.branches.iter().all(|branch| leads_away(&branch.body))
        }
        Some(Element::Wait(wait)) => leads_away(&wait.on_reply) && wait.on_expiry.as_deref().is_none_or(leads_away),
        _ => false,
    }
}
