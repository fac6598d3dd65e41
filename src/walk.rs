//! A walk through a procedure: a case that grows by one answer at a time, and what it asks for next.
//!
//! After every answer the case is carried out anew from its beginning, so a walk and a run cannot mean
//! different things. What has been answered is a list in the order of asking; going back takes the last
//! off. Nothing here reads or prints: see `cli/run/walk.rs`.

mod question;
mod resume;
mod unasked;

use std::rc::Rc;

use crate::graph::ProcessSet;
use crate::model::{Answer, Case, FactId, Given, GivenFor, GivenValue, OutcomeId, StepRef, Value};
use crate::moment::{self, LimitAt};
use crate::run::{Did, Entry, Plan, Stop, Trace, Unsettled};

pub use question::{About, Question};
pub use unasked::unasked;

/// Where a walk stands.
#[derive(Debug)]
pub enum Point {
    /// It needs to know something.
    Asks(Box<Question>),
    /// The case has come to its end.
    Ended(Box<Trace>),
    /// The case cannot go on, whatever is answered.
    Stopped(Stop),
}

/// Something that was answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// A question, the next time it is come to.
    Answer {
        /// The called procedure it stands in; `None` is the case's own.
        within: Option<String>,
        /// The question.
        step: StepRef,
        /// What was answered.
        answer: Answer,
    },
    /// Which outcome, where the act leaves it open.
    Outcome(OutcomeId),
    /// What becomes of an awaited reply.
    Reply {
        /// The called procedure the wait stands in; `None` is the case's own.
        within: Option<String>,
        /// What is awaited.
        title: String,
        /// When it comes, if it does.
        value: GivenValue,
    },
    /// What is known of the case.
    Fact(FactId, Value),
    /// How long a step took or when it was completed, how many members a list has, when something broke the
    /// procedure off.
    Line(Given),
}

/// A case that is being walked through.
#[derive(Debug, Clone)]
pub struct Walk<'a> {
    set: &'a ProcessSet,
    /// What the case is carried out on.
    plan: Rc<Plan<'a>>,
    /// What was known of the case before anything was asked.
    base: Case,
    /// What has been answered, in the order of asking.
    acts: Vec<Act>,
    /// What the case says to questions that have not been asked yet.
    rest: Vec<Act>,
    /// What the case waits for and does not speak of comes at the last moment; questions that are come to
    /// again keep their last answer.
    is_finished: bool,
}

impl<'a> Walk<'a> {
    /// A walk that goes on from where the answers of a case end.
    ///
    /// A case that says what must come of it, and comes to an end, is finished: nothing more is asked.
    #[must_use]
    pub fn resume(set: &'a ProcessSet, case: &Case) -> Self {
        resume::walk(set, case)
    }

    /// Where it stands.
    #[must_use]
    pub fn point(&self) -> Point {
        let case = self.asked_so_far();
        let (entries, result) = self.plan.as_far(&case);
        let here = question::Here { set: self.set, plan: &self.plan, case: &case, entries: &entries };
        if let Some(question) = here.silent() {
            return Point::Asks(Box::new(question));
        }
        match result {
            Ok(trace) => Point::Ended(Box::new(trace)),
            Err(stop) => here.asked(&stop).map_or(Point::Stopped(stop), |asked| Point::Asks(Box::new(asked))),
        }
    }

    /// Answers what is asked.
    pub fn answer(&mut self, act: Act) {
        self.is_finished = false;
        self.acts.push(act);
        resume::go_on(self);
    }

    /// Says how long a step took. What has been answered must still be asked for then.
    ///
    /// # Errors
    ///
    /// Why the step cannot have taken so long; then nothing is changed.
    pub fn set_time(&mut self, given: Given) -> Result<(), Misfit> {
        let mut other = self.clone();
        other.acts.push(Act::Line(given));
        let fresh = Self::resume(self.set, &Case { expectations: Vec::new(), ..other.case() });
        let unasked = |walk: &Self| walk.rest.clone();
        if let Point::Stopped(stop) = fresh.point() {
            return Err(Misfit::Stop(stop));
        }
        if unasked(&fresh).len() > unasked(self).len() {
            return Err(Misfit::Unasked(unasked(&fresh)));
        }
        self.is_finished = false;
        self.acts = other.acts;
        resume::go_on(self);
        Ok(())
    }

    /// Takes back the last answer; `false` where there is none.
    pub fn back(&mut self) -> bool {
        self.is_finished = false;
        self.acts.pop().is_some()
    }

    /// What the facts of the case decide otherwise than the case itself says, if there is such a thing: one
    /// of the two is wrong.
    #[must_use]
    pub fn contradiction(&self) -> Option<Stop> {
        let stop = self.plan.run(&self.case()).err()?;
        let Stop::Unanswered(question) = &stop else { return None };
        let is_said = |act: &Act| match act {
            Act::Answer { within, step, .. } => *within == question.within && question.step.is(step),
            _ => false,
        };
        let is_against = matches!(question.why, Unsettled::Against { .. });
        (is_against && self.rest.iter().any(is_said)).then_some(stop)
    }

    /// How many answers have been given.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.acts.len()
    }

    /// Where the limits stand when something is asked.
    #[must_use]
    pub fn limits(&self, question: &Question) -> Vec<LimitAt> {
        let Some(entry) = &question.entry else { return Vec::new() };
        let entries: Vec<Entry> = question.done.iter().chain([entry]).cloned().collect();
        // What a wait does to a limit it does from its beginning.
        let at = if matches!(entry.did, Did::Waited(_)) { entry.begins } else { entry.ends };
        moment::limits_by(self.set, &self.plan, &self.asked_so_far(), &entries, at)
    }

    /// What the case says though nobody has asked for it, once it has come to its end.
    #[must_use]
    pub fn unasked(&self, trace: &Trace) -> Vec<Act> {
        unasked(self.set, &self.case(), trace)
    }

    /// The case with all that has been answered, and what its author had said beyond that.
    #[must_use]
    pub fn case(&self) -> Case {
        with_acts(&self.base, self.acts.iter().chain(&self.rest))
    }

    /// The case with what has been answered.
    fn asked_so_far(&self) -> Case {
        with_acts(&self.base, &self.acts)
    }
}

/// Why a case does not fit its regulation.
#[derive(Debug)]
pub enum Misfit {
    /// It cannot go on.
    Stop(Stop),
    /// Nobody asks for these answers.
    Unasked(Vec<Act>),
}

/// A case with so many answers more.
fn with_acts<'a>(base: &Case, acts: impl IntoIterator<Item = &'a Act>) -> Case {
    let mut case = base.clone();
    for act in acts {
        match act.clone() {
            Act::Outcome(outcome) => case.results.push(outcome),
            Act::Fact(fact, value) => case.facts.push((fact, value)),
            Act::Line(given) => {
                case.given.retain(|known| !is_of_same(known, &given));
                case.given.push(given);
            }
            Act::Reply { within, title, value } => {
                case.given.push(Given { within, about: GivenFor::Wait(title), value, span: None });
            }
            Act::Answer { within, step, answer } => add_answer(&mut case.given, within, step, answer),
        }
    }
    case
}

/// Whether both say the same of the same step, other than answers.
fn is_of_same(known: &Given, given: &Given) -> bool {
    let is_answer = matches!(known.value, GivenValue::Answers(_));
    !is_answer && known.within == given.within && known.about == given.about
}

/// Adds the answer to a question behind those it has already.
fn add_answer(all: &mut Vec<Given>, within: Option<String>, step: StepRef, answer: Answer) {
    let about = GivenFor::Step(step);
    for given in all.iter_mut().filter(|given| given.within == within && given.about == about) {
        if let GivenValue::Answers(answers) = &mut given.value {
            answers.push(answer);
            return;
        }
    }
    all.push(Given { within, about, value: GivenValue::Answers(vec![answer]), span: None });
}
