//! A step that cites no clause, in a regulation that names its act: it cannot be compared with the text.

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeKind, Process, ProcessSet};
use crate::source::Span;

/// Reports, for each procedure, the first step without a clause, and how many there are.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    if set.head.act.is_none() {
        return Vec::new();
    }
    set.procedures().into_iter().filter_map(|procedure| uncited(set.of_procedure(procedure))).collect()
}

fn uncited<'a>(processes: impl Iterator<Item = &'a Process>) -> Option<Diagnostic> {
    let nodes = processes.flat_map(Process::nodes);
    let is_step = |kind: &NodeKind| {
        kind.label().is_some() || matches!(kind, NodeKind::Wait(_) | NodeKind::Call(_) | NodeKind::Interrupt(_))
    };
    let mut spans: Vec<Span> =
        nodes.filter(|(_, node)| is_step(&node.kind) && node.cites.is_empty()).map(|(_, node)| node.span).collect();
    spans.sort();
    spans.dedup();
    let first = spans.first()?;
    Some(Diagnostic::new(Problem::NoClause { count: spans.len() }, *first))
}
