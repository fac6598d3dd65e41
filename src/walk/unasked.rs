//! What a case says though nobody asks for it: answers to questions that it does not come to.

use super::Act;
use crate::graph::ProcessSet;
use crate::model::{Answer, Case, Given, GivenFor, GivenValue, OutcomeId};
use crate::run::{Did, Entry, Plan, Trace};

/// What a case that has come to its end says of steps, waits and choices that it did not come to.
///
/// A run may ask for something that is overtaken before it begins; what it cannot do without is asked for.
#[must_use]
pub fn unasked(set: &ProcessSet, case: &Case, trace: &Trace) -> Vec<Act> {
    let plan = Plan::of_case(set, case);
    let runs = |other: &Case| plan.run(other).is_ok();
    let mut unasked = Vec::new();
    for (index, given) in case.given.iter().enumerate() {
        let (kept, left_over) = split(given, &trace.entries);
        let mut other = case.clone();
        other.given.splice(index..=index, kept);
        if !left_over.is_empty() && runs(&other) {
            unasked.extend(left_over);
        }
    }
    for (index, outcome) in case.results.iter().enumerate() {
        let mut other = case.clone();
        other.results.remove(index);
        if !is_chosen(*outcome, &trace.entries) && runs(&other) {
            unasked.push(Act::Outcome(*outcome));
        }
    }
    unasked
}

/// What of a line was asked for, and what was not.
fn split(given: &Given, entries: &[Entry]) -> (Option<Given>, Vec<Act>) {
    // Nobody asks for what comes from outside; it may come too late.
    if matches!(given.about, GivenFor::Interrupt(_)) {
        return (Some(given.clone()), Vec::new());
    }
    let visits = entries.iter().filter(|entry| is_about(given, entry)).count();
    match &given.value {
        GivenValue::Answers(answers) => {
            let (asked, left_over) = answers.split_at(visits.min(answers.len()));
            let kept = Given { value: GivenValue::Answers(asked.to_vec()), ..given.clone() };
            let GivenFor::Step(step) = &given.about else { return (Some(given.clone()), Vec::new()) };
            let act = |answer: &Answer| Act::Answer {
                within: given.within.clone(),
                step: step.clone(),
                answer: answer.clone(),
            };
            ((!asked.is_empty()).then_some(kept), left_over.iter().map(act).collect())
        }
        _ if visits > 0 => (Some(given.clone()), Vec::new()),
        value => (None, vec![unasked_line(given, value)]),
    }
}

fn unasked_line(given: &Given, value: &GivenValue) -> Act {
    match &given.about {
        GivenFor::Step(_) | GivenFor::ForEach(_) | GivenFor::Interrupt(_) => Act::Line(given.clone()),
        GivenFor::Wait(title) => {
            Act::Reply { within: given.within.clone(), title: title.clone(), value: value.clone() }
        }
    }
}

/// Whether an entry is a step that something was given for. A choice of outcome has only borrowed the
/// name of its step.
fn is_about(given: &Given, entry: &Entry) -> bool {
    let is_it = match (&given.about, &entry.did) {
        (GivenFor::Step(_), Did::Decided(Answer::Outcome(_))) => false,
        (GivenFor::Step(step), Did::Task | Did::Decided(_)) => entry.step.is(step),
        (GivenFor::Wait(title), Did::Waited(_)) => entry.title == *title,
        _ => false,
    };
    is_it && entry.within == given.within
}

fn is_chosen(outcome: OutcomeId, entries: &[Entry]) -> bool {
    entries.iter().any(|entry| matches!(entry.did, Did::Decided(Answer::Outcome(chosen)) if chosen == outcome))
}
