//! A case as the walk that leads to it: its answers in the order in which they are asked for.

use std::mem;
use std::rc::Rc;

use super::question::{About, Question};
use super::{Act, Point, Walk};
use crate::graph::ProcessSet;
use crate::model::{Answer, Case, Given, GivenFor, GivenValue, StepRef};
use crate::run::Plan;

/// The walk of a case.
///
/// Of several outcomes chosen, the first that a choice offers is taken; where they cannot be asked for in
/// the order in which they are written, they are taken as known from the beginning.
pub fn walk<'a>(set: &'a ProcessSet, case: &Case) -> Walk<'a> {
    let walk = begin(set, case, false);
    if walk.case().results == case.results { walk } else { begin(set, case, true) }
}

fn begin<'a>(set: &'a ProcessSet, case: &Case, keep_results: bool) -> Walk<'a> {
    let plan = Rc::new(Plan::of_case(set, case));
    let is_finished = !case.expectations.is_empty() && plan.run(case).is_ok();
    let mut base = case.clone();
    let mut rest = Vec::new();
    base.given.clear();
    for (index, given) in case.given.iter().enumerate() {
        let is_said_again = case.given.iter().skip(index + 1).any(|later| is_same(given, later));
        match said(given) {
            _ if is_said_again => {}
            said if said.is_empty() => base.given.push(given.clone()),
            said => rest.extend(said),
        }
    }
    rest.extend(mem::take(&mut base.facts).into_iter().map(|(fact, value)| Act::Fact(fact, value)));
    if !keep_results {
        rest.extend(mem::take(&mut base.results).into_iter().map(Act::Outcome));
    }
    let mut walk = Walk { set, plan, base, acts: Vec::new(), rest, is_finished };
    go_on(&mut walk);
    walk
}

/// Whether a later line says the same anew, so that it is the one that counts.
fn is_same(given: &Given, later: &Given) -> bool {
    let is_answer = |given: &Given| matches!(given.value, GivenValue::Answers(_));
    (&given.within, &given.about, is_answer(given)) == (&later.within, &later.about, is_answer(later))
}

/// What a line of a case answers: nothing where it says how long a step took, or something that is known
/// beforehand.
fn said(given: &Given) -> Vec<Act> {
    let within = || given.within.clone();
    match (&given.about, &given.value) {
        (GivenFor::Step(step), GivenValue::Answers(answers)) => {
            let act = |answer: &Answer| Act::Answer { within: within(), step: step.clone(), answer: answer.clone() };
            answers.iter().map(act).collect()
        }
        (GivenFor::Wait(_), GivenValue::Answers(_))
        | (GivenFor::Step(_) | GivenFor::ForEach(_) | GivenFor::Interrupt(_), _) => Vec::new(),
        (GivenFor::Wait(title), value) => {
            vec![Act::Reply { within: within(), title: title.clone(), value: value.clone() }]
        }
    }
}

/// Answers by what the case says already, until something is asked that it says nothing of.
pub fn go_on(walk: &mut Walk<'_>) {
    while !walk.rest.is_empty() || walk.is_finished {
        let Point::Asks(question) = walk.point() else { return };
        if let Some(act) = take(&mut walk.rest, &question) {
            walk.acts.push(act);
        } else if let Some(act) = as_run(&question).filter(|_| walk.is_finished) {
            walk.acts.push(act);
        } else if !know_facts(walk) {
            return;
        }
    }
}

/// What the case answers to a question, taken from what it has not been asked for yet.
fn take(rest: &mut Vec<Act>, question: &Question) -> Option<Act> {
    let is_answer = |act: &Act| match act {
        Act::Answer { within, step, .. } => *within == question.within && question.step.is(step),
        _ => false,
    };
    let answers = |act: &Act| match (&question.about, act) {
        (About::Condition { .. }, act) => is_answer(act),
        (About::Outcome(known), Act::Outcome(outcome)) => known.contains(outcome),
        (About::Reply { .. }, Act::Reply { within, title, .. }) => {
            *within == question.within && *title == question.title
        }
        (About::Fact(fact), Act::Fact(known, _)) => fact == known,
        _ => false,
    };
    // Somebody may have answered a question that facts would decide.
    let at = rest.iter().position(answers).or_else(|| rest.iter().position(is_answer))?;
    Some(rest.remove(at))
}

/// What a run takes where a case says nothing.
fn as_run(question: &Question) -> Option<Act> {
    let within = question.within.clone();
    match &question.about {
        About::Condition { last: Some(answer), .. } => {
            let step = StepRef { kind: question.step.kind, name: question.step.name.clone()? };
            Some(Act::Answer { within, step, answer: answer.clone() })
        }
        About::Reply { bound: Some(bound), .. } => {
            Some(Act::Reply { within, title: question.title.clone(), value: GivenValue::Lasts(bound.clone()) })
        }
        _ => None,
    }
}

/// Facts that were not asked for are known all the same, and may decide what is asked now. `false` where
/// there are none.
fn know_facts(walk: &mut Walk<'_>) -> bool {
    let before = walk.rest.len();
    for act in mem::take(&mut walk.rest) {
        match act {
            Act::Fact(fact, value) => walk.base.facts.push((fact, value)),
            other => walk.rest.push(other),
        }
    }
    walk.rest.len() < before
}
