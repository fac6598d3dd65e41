//! A procedure that knows a refusal for some kinds of the service and none for another.

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{Process, ProcessSet};

/// Reports each kind of the service that a procedure cannot refuse although it can refuse others.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let refuses = |process: &Process| super::ends(set, process).any(|favourable| !favourable);
    let refuses_others = |process: &Process| set.of_procedure(&process.procedure).any(refuses);
    let without = set.processes.iter().filter(|process| !refuses(process) && refuses_others(process));
    let finding = |process: &Process| {
        let variant = super::variant(set, process)?;
        Some(Diagnostic::new(Problem::NoRefusal { variant }, process.span))
    };
    without.filter_map(finding).collect()
}
