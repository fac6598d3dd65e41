//! A number that the act's steps of one kind leave out: 1, 2, 4.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{Process, ProcessSet};
use crate::model::{StepKind, StepName};
use crate::source::Span;

/// Reports the first number that is left out, for each procedure and kind of step. A step that is left
/// out for one kind of the service has its number all the same, so all graphs of a procedure count.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    set.procedures().into_iter().flat_map(|procedure| gaps(&set.of_procedure(procedure).collect::<Vec<_>>())).collect()
}

fn gaps(processes: &[&Process]) -> Vec<Diagnostic> {
    let mut numbers: BTreeMap<(StepKind, u32), Span> = BTreeMap::new();
    for (_, node) in processes.iter().flat_map(|process| process.nodes()) {
        let label = node.kind.label();
        if let Some((kind, Some(StepName::Number(number)))) = label.map(|label| (label.kind, label.name.as_ref())) {
            numbers.entry((kind, number.major)).or_insert(node.span);
        }
    }
    let mut before: Option<(StepKind, u32)> = None;
    let mut told: Option<StepKind> = None;
    let mut found = Vec::new();
    for ((kind, number), span) in numbers {
        let follows = before.is_none_or(|(other, last)| other != kind || last + 1 == number);
        if !follows && told != Some(kind) {
            let problem = Problem::NumberingGap { kind, missing: before.map_or(1, |(_, last)| last + 1) };
            found.push(Diagnostic::new(problem, span));
            told = Some(kind);
        }
        before = Some((kind, number));
    }
    found
}
