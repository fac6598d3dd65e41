//! A refusal that follows from an answer at once: nobody gives it, and there is no time for it.

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeKind, Process, ProcessSet};

/// Reports each answer to a question that leads to an unfavourable end without a step.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    set.processes.iter().flat_map(|process| at_once(set, process)).collect()
}

fn at_once(set: &ProcessSet, process: &Process) -> Vec<Diagnostic> {
    let is_question = |kind: &NodeKind| matches!(kind, NodeKind::Decision(decision) if !decision.unstated);
    process
        .edges()
        .filter(|edge| process.node(edge.to).is_some_and(|node| super::is_refusal(set, &node.kind)))
        .filter(|edge| process.node(edge.from).is_some_and(|node| is_question(&node.kind)))
        .map(|edge| Diagnostic::new(Problem::RefusalWithoutStep, edge.edge.span))
        .collect()
}
