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
    waiting: Option<Length>,
    term: Option<Length>,
}

impl<'a> Work<'a> {
    /// The work of a node. A wait is counted by the regulation's calendar, whoever is to reply; a choice that the
    /// act leaves unstated takes no time.
    pub fn of(set: &'a ProcessSet, node: &NodeKind) -> Self {
        match node {
            NodeKind::Task(task) => Self::done_by(set, &task.performers, task.automatic, [&task.waiting, &task.term]),
            NodeKind::Decision(decision) if !decision.unstated => {
                Self::done_by(set, &decision.checkers, false, [&decision.waiting, &decision.term])
            }
            NodeKind::Wait(wait) => Self {
                pace: set.head.calendar.as_ref().map(|calendar| (&calendar.calendar, Clock::Working)),
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
        Self { pace: Some(pace), waiting: waiting.map(length), term: term.as_ref().map(length) }
    }

    /// The end of a term that is given, from a moment.
    fn lasts(&self, from: Instant, duration: &Duration) -> Result<Lasting<'a>, UnknownYear> {
        let Some((calendar, clock)) = self.pace else { return Ok(Lasting::none(from)) };
        let length = Length::of(duration, clock);
        let ends = calendar.add(from, length)?;
        Ok(Lasting { calendar: Some(calendar), begins_with: length, ends, counted: [None, Some((from, length))] })
    }

    /// All that may be waited, then all that the work may take.
    fn at_most(&self, at: Instant) -> Result<Lasting<'a>, UnknownYear> {
        let Some((calendar, _)) = self.pace else { return Ok(Lasting::none(at)) };
        let begins_with = self.waiting.or(self.term).unwrap_or_default();
        let served = self.waiting.map_or(Ok(at), |waiting| calendar.add(at, waiting))?;
        let ends = calendar.add(served, self.term.unwrap_or_default())?;
        let counted = [self.waiting.map(|length| (at, length)), self.term.map(|length| (served, length))];
        Ok(Lasting { calendar: Some(calendar), begins_with, ends, counted })
    }
}

/// A step of which it is known when it ends. When it begins is looked up only where somebody asks.
#[derive(Debug, Clone, Copy)]
pub struct Lasting<'a> {
    pub ends: Instant,
    /// What is counted, and by which calendar; nothing where it begins at once.
    calendar: Option<&'a Calendar>,
    begins_with: Length,
    counted: [Option<(Instant, Length)>; 2],
}

impl Lasting<'_> {
    fn none(ends: Instant) -> Self {
        Self { ends, calendar: None, begins_with: Length::default(), counted: [None; 2] }
    }

    /// The same, but it begins at once.
    fn at_once(self) -> Self {
        Self { calendar: None, ..self }
    }

    /// When it begins that was come to at `at`.
    pub fn begins(&self, at: Instant) -> Result<Instant, UnknownYear> {
        self.calendar.map_or(Ok(at), |calendar| calendar.begin(at, self.begins_with))
    }

    /// All of it.
    pub fn takes(&self, at: Instant) -> Result<Takes, UnknownYear> {
        Ok(Takes { begins: self.begins(at)?, ends: self.ends, counted: self.counted })
    }
}

/// How long a step takes that is come to at `at`: what the case gives for it replaces both its waiting and its
/// term.
pub fn lasts<'a>(station: &Station<'a>, site: Site, at: Instant, script: &Script<'a>) -> Result<Lasting<'a>, Stop> {
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
    station: &Station<'a>,
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
        Some(reply) => Awaited { answer: Answer::Reply, lasts: reply.at_once() },
        None => Awaited { answer: Answer::Expiry, lasts: bound.at_once() },
    }))
}
