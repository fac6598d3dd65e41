//! Terms in different units without a calendar by which they could be compared.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeKind, Process, ProcessSet};
use crate::model::{Bound, Duration};

/// Reports each procedure whose terms are in more than one unit, in a regulation that names no calendar.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    if set.head.calendar.is_some() {
        return Vec::new();
    }
    let mixed = set.processes.iter().filter(|process| has_mixed_units(process));
    mixed.map(|process| Diagnostic::new(Problem::NoCalendar, process.span)).collect()
}

fn has_mixed_units(process: &Process) -> bool {
    let of_steps = process.nodes().flat_map(|(_, node)| {
        let [waiting, term] = match &node.kind {
            NodeKind::Task(task) => [&task.waiting, &task.term],
            NodeKind::Decision(decision) => [&decision.waiting, &decision.term],
            NodeKind::Wait(wait) => [&None, &wait.bound],
            _ => [&None, &None],
        };
        [waiting, term].into_iter().flatten().map(|term| &term.duration)
    });
    let of_limits = process.limits.iter().filter_map(|limit| match &limit.bound {
        Bound::After(duration) | Bound::Before(duration) => Some(duration),
        Bound::Promise(_) => None,
    });
    let units = |duration: &Duration| duration.quantities.iter().map(|part| part.unit).collect::<Vec<_>>();
    of_steps.chain(of_limits).flat_map(units).collect::<BTreeSet<_>>().len() > 1
}
