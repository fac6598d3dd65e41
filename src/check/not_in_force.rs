//! A case that is filed when the act was not in force.

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::ProcessSet;
use crate::model::Case;

/// Reports each case filed before the act was signed, or on the day of the act that repealed it or later.
///
/// An act comes into force some time after it is signed; when is not told in its head, so the days between
/// are let pass.
#[must_use]
pub fn check(set: &ProcessSet, cases: &[Case]) -> Vec<Diagnostic> {
    let signed = set.head.act.as_ref().map(|act| act.date);
    let repealed = set.head.repealed.as_ref().map(|repeal| repeal.date);
    let finding = |case: &Case| {
        let day = case.filed.date();
        let since = signed.filter(|signed| day < *signed);
        let until = repealed.filter(|repealed| *repealed <= day);
        let problem = since.map(Problem::NotYetInForce).or(until.map(Problem::NoLongerInForce))?;
        Some(Diagnostic::new(problem, case.span))
    };
    cases.iter().filter_map(finding).collect()
}
