//! A step of which the act does not say who performs it.

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeKind, Process, ProcessSet};

/// Reports each step without a performer; one that is automatic needs none.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let nodes = set.processes.iter().flat_map(Process::nodes);
    let lacks = |kind: &NodeKind| matches!(kind, NodeKind::Task(task) if task.performers.is_empty() && !task.automatic);
    nodes
        .filter(|(_, node)| lacks(&node.kind))
        .map(|(_, node)| Diagnostic::new(Problem::NoPerformer, node.span))
        .collect()
}
