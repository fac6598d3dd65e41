//! A step that no case can reach (BPMN soundness: no dead activities).

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeId, NodeKind, Process, ProcessSet};

/// Reports each task, condition, wait or call that no path from the start leads to.
///
/// Only the first of a run of such steps is reported: the others follow from it.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    set.processes.iter().flat_map(unreached).collect()
}

fn unreached(process: &Process) -> Vec<Diagnostic> {
    let reached = reached(process);
    let is_step = |kind: &NodeKind| {
        matches!(kind, NodeKind::Task(_) | NodeKind::Decision(_) | NodeKind::Wait(_) | NodeKind::Call(_))
    };
    process
        .nodes()
        .filter(|(id, node)| !reached.contains(id) && is_step(&node.kind))
        .filter(|(id, _)| process.incoming(*id).is_empty())
        .map(|(_, node)| Diagnostic::new(Problem::NeverReached, node.span))
        .collect()
}

/// The nodes that a path from the start leads to.
fn reached(process: &Process) -> HashSet<NodeId> {
    let mut reached = HashSet::new();
    let mut open = vec![process.start()];
    while let Some(node) = open.pop() {
        if reached.insert(node) {
            open.extend(process.outgoing(node).iter().map(|edge| edge.to));
        }
    }
    reached
}
