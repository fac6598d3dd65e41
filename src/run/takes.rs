//! When a step begins and ends.

use super::Stop;
use super::token::NEVER;
use super::world::World;
use crate::calendar::{Calendar, Clock, Instant, Length, UnknownYear};
use crate::graph::{DecisionNode, StepLabel, TaskNode, WaitNode};
use crate::model::{Answer, GivenValue, ParticipantId, Term};

/// When a step begins and ends, and what was counted in between: the waiting, then the term.
#[derive(Clone, Copy)]
pub struct Takes {
    pub begins: Instant,
    pub ends: Instant,
    pub counted: [Option<(Instant, Length)>; 2],
}

impl Takes {
    /// From a moment to another, with nothing counted.
    pub fn given(begins: Instant, ends: Instant) -> Self {
        Self { begins, ends, counted: [None; 2] }
    }

    fn of_term(calendar: &Calendar, from: Instant, length: Length) -> Result<Self, UnknownYear> {
        let (begins, ends) = (calendar.begin(from, length)?, calendar.add(from, length)?);
        Ok(Self { begins, ends, counted: [None, Some((from, length))] })
    }
}

/// What the time of a step follows from.
pub struct Work<'a> {
    step: &'a StepLabel,
    /// Who does it.
    who: &'a [ParticipantId],
    automatic: bool,
    waiting: Option<&'a Term>,
    term: Option<&'a Term>,
}

impl<'a> Work<'a> {
    /// The work of a task.
    pub fn of_task(task: &'a TaskNode) -> Self {
        let (waiting, term) = (task.waiting.as_ref(), task.term.as_ref());
        Self { step: &task.step, who: &task.performers, automatic: task.automatic, waiting, term }
    }

    /// The work of answering a question.
    pub fn of_decision(decision: &'a DecisionNode) -> Self {
        let (waiting, term) = (decision.waiting.as_ref(), decision.term.as_ref());
        Self { step: &decision.step, who: &decision.checkers, automatic: false, waiting, term }
    }

    /// When it begins and ends if it may begin at `at`: what the case gives for it replaces both its
    /// waiting and its term.
    pub fn takes(&self, at: Instant, world: &World<'_>, within: Option<&str>) -> Result<Takes, Stop> {
        let (calendar, clock) = world.set.pace(self.who, self.automatic).ok_or(Stop::NoCalendar)?;
        match world.givens.time(within, self.step) {
            Some(GivenValue::At(completed)) => {
                // What the case says is local time of the regulation, whoever performs the step.
                let ends = world.calendar.instant(*completed);
                let early = || Stop::CompletedTooEarly(self.step.clone());
                (at <= ends).then_some(Takes::given(at, ends)).ok_or_else(early)
            }
            Some(GivenValue::Lasts(duration)) => Ok(Takes::of_term(calendar, at, Length::of(duration, clock))?),
            _ => Ok(self.at_most(at, calendar, clock)?),
        }
    }

    /// All that may be waited, then all that the work may take.
    fn at_most(&self, at: Instant, calendar: &Calendar, clock: Clock) -> Result<Takes, UnknownYear> {
        let length = |term: Option<&Term>| term.map(|term| Length::of(&term.duration, clock));
        let waiting = length(self.waiting.filter(|term| !term.duration.quantities.is_empty()));
        let term = length(self.term);
        let begins = calendar.begin(at, waiting.or(term).unwrap_or_default())?;
        let served = calendar.add(at, waiting.unwrap_or_default())?;
        let ends = calendar.add(served, term.unwrap_or_default())?;
        Ok(Takes { begins, ends, counted: [waiting.map(|length| (at, length)), term.map(|length| (served, length))] })
    }
}

/// How a wait comes to its end.
pub struct Awaited {
    /// By a reply, or because time runs out.
    pub answer: Answer,
    pub takes: Takes,
}

/// How a wait that begins at `begins` comes to its end. It is counted by the regulation's calendar,
/// whoever is to reply.
///
/// A reply that is not spoken of comes at the last moment. Where there is no last moment it must be; if the
/// case says that it does not come, the wait has no end.
pub fn awaits(wait: &WaitNode, begins: Instant, world: &World<'_>, within: Option<&str>) -> Result<Awaited, Stop> {
    let calendar = world.calendar;
    let until = |duration| {
        let length = Length::of(duration, Clock::Working);
        let counted = [None, Some((begins, length))];
        calendar.add(begins, length).map(|ends| Takes { begins, ends, counted })
    };
    let bound = wait.bound.as_ref().map(|term| until(&term.duration)).transpose()?;
    let no_reply = || Stop::NoReply { within: within.map(str::to_owned), title: wait.title.clone() };
    let reply = match world.givens.reply(within, &wait.title) {
        Some(GivenValue::Lasts(duration)) => Some(until(duration)?),
        Some(GivenValue::At(at)) => Some(Takes::given(begins, calendar.instant(*at).max(begins))),
        Some(GivenValue::Never) => None,
        Some(GivenValue::Answers(_) | GivenValue::Count(_) | GivenValue::Names(_)) | None => {
            Some(bound.ok_or_else(no_reply)?)
        }
    };
    let bound = bound.unwrap_or(Takes::given(begins, NEVER));
    Ok(match reply.filter(|reply| reply.ends <= bound.ends) {
        Some(takes) => Awaited { answer: Answer::Reply, takes },
        None => Awaited { answer: Answer::Expiry, takes: bound },
    })
}
