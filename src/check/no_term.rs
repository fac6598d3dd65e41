//! A procedure that sets no limit, with steps of people for which the act sets no term: nobody can say when
//! the applicant will have an answer.
//!
//! Where there is a limit, the proof of it names such steps.

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeKind, Process, ProcessSet, TaskNode};
use crate::proof::PathStep;

/// Reports each procedure that sets no limit, with its steps without a term.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let unlimited = set.processes.iter().filter(|process| process.limits.is_empty());
    unlimited
        .filter_map(|process| {
            let steps = without_term(set, process);
            (!steps.is_empty()).then(|| Diagnostic::new(Problem::NoTerm(steps), process.span))
        })
        .collect()
}

fn without_term(set: &ProcessSet, process: &Process) -> Vec<PathStep> {
    let tasks = process.nodes().filter_map(|(_, node)| match &node.kind {
        NodeKind::Task(task) => Some(task),
        _ => None,
    });
    let by_people = |task: &&TaskNode| !task.automatic && !set.are_systems(&task.performers);
    let without = tasks.filter(by_people).filter(|task| task.term.is_none());
    without.map(|task| PathStep { within: None, step: task.step.clone(), title: task.title.clone() }).collect()
}
