//! A procedure that cannot end favourably for some kind of the service.

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::ProcessSet;

/// Reports each procedure without a favourable end.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let without = set.processes.iter().filter(|process| !super::ends(set, process).any(|favourable| favourable));
    let finding = |process| Problem::NoGrant { variant: super::variant(set, process) };
    without.map(|process| Diagnostic::new(finding(process), process.span)).collect()
}
