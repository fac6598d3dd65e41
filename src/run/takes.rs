//! When a step begins and ends.

use super::Stop;
use super::plan::Station;
use super::script::{Script, Site};
use super::token::NEVER;
use crate::calendar::{Calendar, Clock, Instant, Length, UnknownYear};
use crate::graph::{NodeKind, ProcessSet, StepLabel};
use crate::model::{Answer, Duration, GivenValue, ParticipantId, Term};

/// When a step begins and ends, and what was counted in between: the waiting, then the term.
#[derive(Debug, Clone, Copy)]
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
}

/// What the time of a node follows from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Work<'a> {
    /// What it is counted by; nothing where it takes no time.
    pace: Option<(&'a Calendar, Clock)>,
    /// It begins the moment it is come to, at work or not.
    at_once: bool,
    waiting: Option<Length>,
    term: Option<Length>,
}

impl<'a> Work<'a> {
    /// The work of a node. A wait is counted by the regulation's calendar, whoever is to reply, and begins at once;
    /// a choice that the act leaves unstated takes no time.
    pub fn of(set: &'a ProcessSet, node: &NodeKind) -> Self {
        match node {
            NodeKind::Task(task) => Self::done_by(set, &task.performers, task.automatic, [&task.waiting, &task.term]),
            NodeKind::Decision(decision) if !decision.unstated => {
                Self::done_by(set, &decision.checkers, false, [&decision.waiting, &decision.term])
            }
            NodeKind::Wait(wait) => Self {
                pace: set.head.calendar.as_ref().map(|calendar| (&calendar.calendar, Clock::Working)),
                at_once: true,
                waiting: None,
                term: wait.bound.as_ref().map(|term| Length::of(&term.duration, Clock::Working)),
            },
            _ => Self::default(),
        }
    }

    fn done_by(
        set: &'a ProcessSet,
        who: &[ParticipantId],
        automatic: bool,
        [waiting, term]: [&Option<Term>; 2],
    ) -> Self {
        let Some(pace) = set.pace(who, automatic) else { return Self::default() };
        let length = |term: &Term| Length::of(&term.duration, pace.1);
        let waiting = waiting.as_ref().filter(|term| !term.duration.quantities.is_empty());
        Self { pace: Some(pace), at_once: false, waiting: waiting.map(length), term: term.as_ref().map(length) }
    }

    /// The end of a term that is given, from a moment.
    fn lasts(&'a self, from: Instant, duration: &'a Duration) -> Result<Lasting<'a>, UnknownYear> {
        let Some((calendar, clock)) = self.pace else { return Ok(Lasting::none(from)) };
        let ends = calendar.add(from, Length::of(duration, clock))?;
        Ok(Lasting { ends, by: By::Given(self, duration) })
    }

    /// All that may be waited, then all that the work may take.
    fn at_most(&'a self, at: Instant) -> Result<Lasting<'a>, UnknownYear> {
        let Some((calendar, _)) = self.pace else { return Ok(Lasting::none(at)) };
        let served = self.served(calendar, at)?;
        let ends = self.term.map_or(Ok(served), |term| calendar.add(served, term))?;
        Ok(Lasting { ends, by: By::Act(self) })
    }

    /// When the waiting is over.
    fn served(&self, calendar: &Calendar, at: Instant) -> Result<Instant, UnknownYear> {
        self.waiting.map_or(Ok(at), |waiting| calendar.add(at, waiting))
    }

    /// When a length begins to be counted that is come to at `at`.
    fn begins(&self, at: Instant, length: Option<Length>) -> Result<Instant, UnknownYear> {
        match (self.pace, length) {
            (Some((calendar, _)), Some(length)) if !self.at_once => calendar.begin(at, length),
            _ => Ok(at),
        }
    }
}

/// A step of which it is known when it ends. When it begins, and what is counted, is looked up only where
/// somebody asks.
#[derive(Debug, Clone, Copy)]
pub struct Lasting<'a> {
    pub ends: Instant,
    by: By<'a>,
}

/// What the end of a step follows from.
#[derive(Debug, Clone, Copy)]
enum By<'a> {
    /// Nothing is counted.
    Nothing,
    /// The term that the case gives for the work.
    Given(&'a Work<'a>, &'a Duration),
    /// What the act gives the work.
    Act(&'a Work<'a>),
}

impl Lasting<'_> {
    fn none(ends: Instant) -> Self {
        Self { ends, by: By::Nothing }
    }

    /// When it begins that was come to at `at`.
    pub fn begins(&self, at: Instant) -> Result<Instant, UnknownYear> {
        match self.by {
            By::Nothing => Ok(at),
            By::Given(work, _) => work.begins(at, self.given()),
            By::Act(work) => work.begins(at, work.waiting.or(work.term)),
        }
    }

    /// All of it.
    pub fn takes(&self, at: Instant) -> Result<Takes, UnknownYear> {
        let counted = match self.by {
            By::Nothing => [None; 2],
            By::Given(..) => [None, self.given().map(|length| (at, length))],
            By::Act(work) => {
                let served = work.pace.map_or(Ok(at), |(calendar, _)| work.served(calendar, at))?;
                [work.waiting.map(|length| (at, length)), work.term.map(|length| (served, length))]
            }
        };
        Ok(Takes { begins: self.begins(at)?, ends: self.ends, counted })
    }

    /// The term that the case gives.
    fn given(&self) -> Option<Length> {
        let By::Given(work, duration) = self.by else { return None };
        work.pace.map(|(_, clock)| Length::of(duration, clock))
    }
}

/// How long a step takes that is come to at `at`: what the case gives for it replaces both its waiting and its
/// term.
pub fn lasts<'a>(station: &'a Station<'a>, site: Site, at: Instant, script: &Script<'a>) -> Result<Lasting<'a>, Stop> {
    match script.time(site, station.id) {
        Some(GivenValue::At(completed)) => {
            // What the case says is local time of the regulation, whoever performs the step.
            let ends = script.calendar.instant(*completed);
            let early = || Stop::CompletedTooEarly(label(station));
            (at <= ends).then_some(Lasting::none(ends)).ok_or_else(early)
        }
        Some(GivenValue::Lasts(duration)) => Ok(station.work.lasts(at, duration)?),
        _ => Ok(station.work.at_most(at)?),
    }
}

fn label(station: &Station<'_>) -> StepLabel {
    station.node.kind.label().cloned().unwrap_or_else(StepLabel::unnamed)
}

/// How a wait comes to its end.
pub struct Awaited<'a> {
    /// By a reply, or because time runs out.
    pub answer: Answer,
    pub lasts: Lasting<'a>,
}

/// How a wait that begins at `begins` comes to its end.
///
/// A reply that is not spoken of comes at the last moment. Where there is no last moment it must be; if the
/// case says that it does not come, the wait has no end.
pub fn awaits<'a>(
    station: &'a Station<'a>,
    site: Site,
    begins: Instant,
    script: &Script<'a>,
) -> Result<Option<Awaited<'a>>, Stop> {
    let bound = station.work.term.map(|_| station.work.at_most(begins)).transpose()?;
    let reply = match script.reply(site, station.id) {
        Some(GivenValue::Lasts(duration)) => Some(station.work.lasts(begins, duration)?),
        Some(GivenValue::At(at)) => Some(Lasting::none(script.calendar.instant(*at).max(begins))),
        Some(GivenValue::Never) => None,
        _ if bound.is_none() => return Ok(None),
        _ => bound,
    };
    let bound = bound.unwrap_or(Lasting::none(NEVER));
    Ok(Some(match reply.filter(|reply| reply.ends <= bound.ends) {
        Some(reply) => Awaited { answer: Answer::Reply, lasts: reply },
        None => Awaited { answer: Answer::Expiry, lasts: bound },
    }))
}
