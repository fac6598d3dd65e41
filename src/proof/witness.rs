//! A case that shows what was found: the answers that lead along the way in question, and its run.

use std::collections::HashSet;

use super::Process;
use super::pass::{Passes, Reached, Watch};
use super::scan::Sample;
use super::trail::{Choice, Made};
use crate::calendar::{Calendar, Moving};
use crate::graph::{NodeKind, ProcessSet};
use crate::model::{Answer, Case, Given, GivenFor, GivenValue, StepRef};
use crate::run::{LimitState, Plan, Trace};

/// A case and its run.
#[derive(Debug, Clone)]
pub struct Witness {
    /// How the limit stands in it.
    pub sample: Sample,
    /// The case, ready to be run again.
    pub case: Case,
    /// Every step of it.
    pub trace: Trace,
}

impl Witness {
    /// The case in which the limit stands as in `sample`.
    pub fn of<'a>(
        set: &'a ProcessSet,
        process: &'a Process,
        calendar: &Calendar,
        passes: &mut Passes<'_, 'a>,
        sample: Sample,
    ) -> Option<Self> {
        passes.trail.kept = true;
        let filed = Moving { at: sample.filed, moves: false };
        let (reached, _) = passes.pass(filed, Watch::Nothing).ok()?;
        passes.trail.kept = false;
        let late = |reached: &&Reached| reached.done.at.seconds() - reached.due.at.seconds();
        let worst = reached.iter().max_by_key(late)?;
        let choices = passes.trail.choices(worst.trail);
        let plain = case(set, process, calendar, sample, &choices);
        // Of lists, as few members as show it.
        let mut shown = (1..=MAX_MEMBERS).filter_map(|members| {
            let mut case = plain.clone();
            case.given.extend(lists(set, process, members));
            let trace = Plan::of_case(set, &case).run_through(&case).ok()?;
            Some(Self { sample, case, trace })
        });
        let first = shown.next()?;
        if first.shows(process, sample) {
            return Some(first);
        }
        Some(shown.find(|witness| witness.shows(process, sample)).unwrap_or(first))
    }

    /// Whether the limit stands in it as in `sample`.
    fn shows(&self, process: &Process, sample: Sample) -> bool {
        let has_lists = process.nodes().any(|(_, node)| matches!(node.kind, NodeKind::ForEach(_)));
        let stands = |state: &LimitState| state.due == Some(sample.due) && state.done == Some(sample.done);
        !has_lists || self.trace.limits.iter().any(stands)
    }
}

/// So many members of each list are tried.
const MAX_MEMBERS: u32 = 4;

/// That the lists of a process, and of those it may lead to, have so many members.
fn lists(set: &ProcessSet, process: &Process, members: u32) -> Vec<Given> {
    let mut given: Vec<Given> = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    let mut open = vec![process];
    while let Some(other) = open.pop() {
        if !seen.insert(&other.procedure) {
            continue;
        }
        let leads = other.nodes().filter_map(|(_, node)| node.kind.other_procedure());
        open.extend(leads.filter_map(|procedure| set.find(procedure, process.variant)));
        let within = (other.procedure != process.procedure).then(|| other.procedure.clone());
        for (_, node) in other.nodes() {
            let NodeKind::ForEach(each) = &node.kind else { continue };
            let about = GivenFor::ForEach(each.title.clone());
            let one = Given { within: within.clone(), about, value: GivenValue::Count(members), span: None };
            if !given.contains(&one) {
                given.push(one);
            }
        }
    }
    given
}

fn case(set: &ProcessSet, process: &Process, calendar: &Calendar, sample: Sample, choices: &[Choice<'_>]) -> Case {
    let mut case = Case {
        title: process.title.clone(),
        procedure: process.procedure.clone(),
        variant: process.variant,
        filed: calendar.local(sample.filed),
        given: Vec::new(),
        results: Vec::new(),
        events: Vec::new(),
        facts: Vec::new(),
        extended: Vec::new(),
        expectations: Vec::new(),
        span: process.span,
    };
    for choice in choices {
        let made_in = set.find(choice.procedure, process.variant);
        let Some(node) = made_in.and_then(|process| process.node(choice.node)) else { continue };
        let within = (choice.procedure != process.procedure).then(|| choice.procedure.to_owned());
        let answer = match choice.made {
            Made::Answer(answer) => answer,
            Made::BrokenOff(at) => {
                if let NodeKind::Interrupt(interrupt) = &node.kind {
                    let about = GivenFor::Interrupt(interrupt.title.clone());
                    let value = GivenValue::At(calendar.local(at));
                    case.given.push(Given { within, about, value, span: None });
                }
                continue;
            }
        };
        match (&node.kind, answer) {
            (NodeKind::Decision(_), Answer::Outcome(outcome)) => case.results.push(*outcome),
            (NodeKind::Decision(decision), answer) => {
                if let Some(name) = decision.step.name.clone() {
                    give(&mut case.given, within, StepRef { kind: decision.step.kind, name }, answer);
                }
            }
            (NodeKind::Wait(wait), Answer::Expiry) => {
                let about = GivenFor::Wait(wait.title.clone());
                case.given.push(Given { within, about, value: GivenValue::Never, span: None });
            }
            _ => {}
        }
    }
    case
}

/// Adds the answer to a question, after those to it before.
fn give(given: &mut Vec<Given>, within: Option<String>, step: StepRef, answer: &Answer) {
    let about = GivenFor::Step(step);
    match given.iter_mut().find(|given| given.within == within && given.about == about) {
        Some(Given { value: GivenValue::Answers(answers), .. }) => answers.push(answer.clone()),
        _ => given.push(Given { within, about, value: GivenValue::Answers(vec![answer.clone()]), span: None }),
    }
}
