//! A case that is handed over to a procedure which leads back to the one it came from: nothing bounds how often
//! it goes round.

use super::circles::{Lead, in_circles, leads};
use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeKind, ProcessSet};

/// Reports each hand-over that leads back, by others or by calls.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let handed: Vec<Lead<'_>> = leads(set, |kind| matches!(kind, NodeKind::HandOver(_)));
    let circles = in_circles(&leads(set, |_| true)).into_iter().filter(|lead| handed.contains(lead));
    circles.map(|(from, _, span)| Diagnostic::new(Problem::HandedInCircle(from.to_owned()), span)).collect()
}
