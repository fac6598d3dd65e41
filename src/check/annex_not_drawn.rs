//! An annex of the act that ought to be a diagram and that no procedure draws.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::ProcessSet;
use crate::source::Span;

/// Reports the first annex that is left out between two that are drawn, at the procedure that draws the
/// next.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let mut drawn: BTreeMap<u32, Span> = BTreeMap::new();
    for process in &set.processes {
        let numbers = process.diagrams.iter().filter_map(|diagram| diagram.annex.split(' ').next()?.parse().ok());
        for number in numbers {
            drawn.entry(number).or_insert(process.span);
        }
    }
    let gap = drawn.keys().zip(drawn.iter().skip(1)).find(|(number, (next, _))| **number + 1 != **next);
    let finding = gap.map(|(number, (_, span))| Diagnostic::new(Problem::AnnexNotDrawn(number + 1), *span));
    finding.into_iter().collect()
}
