//! A criterion that is met by every case, or by none, and so decides nothing.

use super::criteria;
use super::samples::Samples;
use crate::diagnostic::{Diagnostic, FactProblem};
use crate::graph::ProcessSet;
use crate::model::{Answer, Criteria, Criterion};
use crate::run::{Decided, decide};
use crate::source::Span;

/// Reports each criterion that comes out the same for every case.
///
/// Of several answers, one that always fits is told as fitting beside the others.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (_, of_condition) in criteria(set) {
        let several = of_condition.0.iter().any(|(answer, _)| matches!(answer, Answer::Other(_)));
        for criterion in of_condition.0.iter().filter_map(|(_, criterion)| criterion.as_ref()) {
            if let Some(met) = always(set, criterion).filter(|met| !several || !met) {
                found.push(Diagnostic::new(FactProblem::AlwaysDecided { met }.into(), span(criterion)));
            }
        }
    }
    found
}

/// How a criterion comes out, if always alike.
fn always(set: &ProcessSet, criterion: &Criterion) -> Option<bool> {
    let alone = Criteria(vec![(Answer::Yes, Some(criterion.clone()))]);
    let samples = Samples::of(set, &alone)?;
    let mut results = samples.cases().map(|case| matches!(decide(&alone, &case.known()), Decided::Answer(..)));
    let first = results.next()?;
    results.all(|met| met == first).then_some(first)
}

fn span(criterion: &Criterion) -> Span {
    let parts = criterion.parts();
    let first = parts.first().map(|part| part.span).unwrap_or_default();
    let end = parts.last().map_or(first.end, |part| part.span.end);
    Span { end, ..first }
}
