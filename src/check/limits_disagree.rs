//! Two limits of different length that cite the same clause for the same kind of the service.

use crate::diagnostic::{Diagnostic, Problem, Related};
use crate::graph::{Process, ProcessSet};
use crate::model::Limit;

/// Reports each limit whose clause has been cited for another length before: one of the two is not what the
/// clause says, or the clause says both.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let mut known: Vec<(&Process, &Limit)> = Vec::new();
    let mut found = Vec::new();
    for (process, limit) in
        set.processes.iter().flat_map(|process| process.limits.iter().map(move |one| (process, one)))
    {
        let differs = |(other_process, other): &&(&Process, &Limit)| {
            other.cites == limit.cites
                && other.name == limit.name
                && other_process.variant == process.variant
                && other.bound != limit.bound
        };
        match known.iter().find(differs) {
            Some((_, first)) => {
                let problem = Diagnostic::new(Problem::TermsDisagree, limit.span);
                found.push(problem.with(Related::FirstSaid, first.span));
            }
            None if limit.cites.is_empty() => {}
            None => known.push((process, limit)),
        }
    }
    found
}
