//! A procedure that calls itself, directly or by way of others: no case of it could ever end.

use super::circles::{in_circles, leads};
use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeKind, ProcessSet};

/// Reports each call that leads back to the procedure it stands in.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let calls = leads(set, |kind| matches!(kind, NodeKind::Call(_)));
    let finding =
        |(caller, _, span): &(&str, &str, _)| Diagnostic::new(Problem::CallsItself((*caller).to_owned()), *span);
    in_circles(&calls).iter().map(finding).collect()
}
