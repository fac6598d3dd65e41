//! A refusal for which no clause is named, neither at the outcome nor on the way to it.

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeKind, Process, ProcessSet};

/// Reports each unfavourable end whose clauses are named nowhere, in a regulation that names its act.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    if set.head.act.is_none() {
        return Vec::new();
    }
    set.processes.iter().flat_map(|process| ungrounded(set, process)).collect()
}

fn ungrounded(set: &ProcessSet, process: &Process) -> Vec<Diagnostic> {
    let ends = process.nodes().filter(|(_, node)| super::is_refusal(set, &node.kind) && node.cites.is_empty());
    let cited = |edge: &crate::graph::EdgeRefTo<'_>| {
        let from = process.node(edge.from);
        !edge.edge.cites.is_empty()
            || from.is_some_and(|node| !matches!(node.kind, NodeKind::Start) && !node.cites.is_empty())
    };
    ends.filter(|(id, _)| !process.incoming(*id).iter().any(cited))
        .map(|(_, node)| Diagnostic::new(Problem::RefusalWithoutGround, node.span))
        .collect()
}
