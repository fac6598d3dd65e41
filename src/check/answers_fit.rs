//! Answers over facts of which none fits some case, or two do.

use super::criteria;
use super::samples::Samples;
use crate::diagnostic::{Diagnostic, FactProblem, Problem};
use crate::graph::ProcessSet;
use crate::model::Criteria;
use crate::run::{Decided, decide};

/// Reports the facts that fall between the answers of a condition, and those that fall into two of them.
///
/// Over one fact each such stretch of its values is told of; over several facts, one example.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let found = criteria(set).flat_map(|(span, criteria)| {
        faults(set, criteria).into_iter().map(move |problem| Diagnostic::new(problem, span))
    });
    found.collect()
}

fn faults(set: &ProcessSet, criteria: &Criteria) -> Vec<Problem> {
    // Of one criterion and an answer for all else, exactly one fits, whatever the case.
    let (criteria_there_are, for_all_else): (Vec<_>, Vec<_>) = criteria.0.iter().partition(|(_, one)| one.is_some());
    if criteria_there_are.len() == 1 && for_all_else.len() == 1 {
        return Vec::new();
    }
    let Some(samples) = Samples::of(set, criteria) else { return Vec::new() };
    let mut faults = Vec::new();
    let mut before = None;
    for case in samples.cases() {
        let (sort, problem) = match decide(criteria, &case.known()) {
            Decided::NoAnswer(_) => (Some(Vec::new()), FactProblem::NoAnswerFor(case.facts(set))),
            Decided::Several(answers, _) => {
                (Some(answers.clone()), FactProblem::AnswersOverlap { facts: case.facts(set), answers })
            }
            Decided::Answer(..) | Decided::Missing(_) => {
                before = None;
                continue;
            }
        };
        if sort != before {
            faults.push((sort.as_ref().is_some_and(Vec::is_empty), Problem::from(problem)));
        }
        before = sort;
    }
    if !samples.are_of_one() {
        let gap = faults.iter().position(|(is_gap, _)| *is_gap);
        let overlap = faults.iter().position(|(is_gap, _)| !is_gap);
        let mut at = 0;
        faults.retain(|_| {
            at += 1;
            [gap, overlap].contains(&Some(at - 1))
        });
    }
    faults.into_iter().map(|(_, problem)| problem).collect()
}
