//! Model to graph.

use super::{Process, ProcessSet};
use crate::model::Regulation;

/// Builds the graphs of every procedure and variant of a regulation.
#[must_use]
pub fn build(regulation: &Regulation) -> ProcessSet {
    let processes: Vec<Process> = Vec::new();
    ProcessSet {
        id: regulation.id.clone(),
        title: regulation.title.clone(),
        language: regulation.language,
        act: regulation.act.clone(),
        repealed: regulation.repealed.clone(),
        calendar: regulation.calendar,
        participants: regulation.participants.clone(),
        outcomes: regulation.outcomes.clone(),
        variants: regulation.variants.clone(),
        processes,
    }
}
