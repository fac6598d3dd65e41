//! A case that shows what was found: the answers that lead along the way in question, and its run.

use super::Process;
use super::pass::{Passes, Reached, Watch};
use super::scan::Sample;
use super::trail::{Choice, Made};
use crate::calendar::{Calendar, Moving};
use crate::graph::{NodeKind, ProcessSet};
use crate::model::{Answer, Case, Given, GivenFor, GivenValue, StepRef};
use crate::run::{self, Trace};

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
        let case = case(set, process, calendar, sample, &choices);
        let trace = run::run_through(set, &case).ok()?;
        Some(Self { sample, case, trace })
    }
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
