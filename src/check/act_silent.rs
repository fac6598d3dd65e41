//! `итог: A либо B`: the act names two outcomes and no criterion by which one is chosen.

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeKind, ProcessSet};

/// Reports each choice of outcome for which the act gives no criterion.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let nodes = set.processes.iter().flat_map(crate::graph::Process::nodes);
    nodes
        .filter(|(_, node)| matches!(&node.kind, NodeKind::Decision(decision) if decision.unstated))
        .map(|(_, node)| Diagnostic::new(Problem::ActSilent, node.span))
        .collect()
}
