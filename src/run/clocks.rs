//! The clocks of a procedure: the events that limits run between, and where each limit stands.
//!
//! A step's beginning and end are known the moment it is begun, and so is a wait's; they count once they
//! have come, and not if the step is broken off before.

use std::collections::HashSet;

use chrono::NaiveDateTime;

use super::token::NEVER;
use super::trace::LimitState;
use super::world::World;
use crate::calendar::{Calendar, Clock, Instant, Length, UnknownYear};
use crate::graph::{NodeKind, Process, StepLabel};
use crate::limit::{self, Measure};
use crate::model::{Anchor, Bound, ClockAction, ClockEffect, EventId, Expiry, Limit, LimitName, NotBefore, StepRef};

/// The clocks of one procedure that is being carried out.
pub struct Clocks<'a> {
    calendar: &'a Calendar,
    limits: &'a [Limit],
    filed: Instant,
    /// When the events happen that come from outside.
    outside: &'a [(EventId, NaiveDateTime)],
    /// How often limits are extended.
    extended: &'a [(LimitName, u32)],
    /// The single events that a limit or a step waits for.
    awaited: HashSet<&'a Anchor>,
    happenings: Vec<Happening>,
    waits: Vec<Effect<'a>>,
    /// How far the procedure has come.
    now: Instant,
}

/// Something that a step brings about.
struct Happening {
    event: Anchor,
    at: Instant,
    /// The entry of the step.
    entry: usize,
}

/// What a wait does to a limit.
struct Effect<'a> {
    limit: &'a LimitName,
    action: ClockAction,
    begins: Instant,
    ends: Instant,
    /// The entry of the wait.
    entry: usize,
}

/// What is known of events when a moment is asked for.
#[derive(Clone, Copy)]
struct Known {
    /// What steps bring about is known up to here.
    inside: Instant,
    /// What comes from outside is known up to here.
    outside: Instant,
    /// When the procedure ended, if it has.
    completed: Option<Instant>,
}

impl Known {
    /// What has happened by `at` in a procedure that has not ended.
    fn by(at: Instant) -> Self {
        Self { inside: at, outside: at, completed: None }
    }

    /// As the event must be known that a limit runs from: what is counted back is counted from a date
    /// set beforehand.
    fn for_bound(self, bound: &Bound) -> Self {
        let outside = if matches!(bound, Bound::Before(_)) { NEVER } else { self.outside };
        Self { outside, ..self }
    }
}

/// How a procedure came to its end.
#[derive(Debug, Clone, Copy)]
pub struct Ended {
    pub at: Instant,
    /// The expiry of a limit ended it, which comes after all else of that instant.
    pub by_expiry: bool,
}

impl<'a> Clocks<'a> {
    /// The clocks of a procedure that is filed at `filed`, called by another one or not.
    ///
    /// A case extends limits of its own procedure only.
    pub fn new(process: &'a Process, world: &World<'a>, filed: Instant, called: bool) -> Self {
        let extended = if called { &[] } else { world.case.extended.as_slice() };
        Self {
            calendar: world.calendar,
            limits: &process.limits,
            filed,
            outside: &world.case.events,
            extended,
            awaited: awaited(process),
            happenings: Vec::new(),
            waits: Vec::new(),
            now: filed,
        }
    }

    /// The procedure has come to this instant.
    pub fn reach(&mut self, at: Instant) {
        self.now = at;
    }

    /// A step of this name is begun.
    pub fn step(&mut self, step: &StepLabel, (begins, ends): (Instant, Instant), entry: usize) {
        let Some(name) = step.name.clone() else { return };
        let step = StepRef { kind: step.kind, name };
        self.happens(Anchor::StartOf(step.clone()), begins, entry);
        self.happens(Anchor::EndOf(step), ends, entry);
    }

    /// A step is begun whose end brings events about.
    pub fn events(&mut self, events: &[EventId], ends: Instant, entry: usize) {
        for event in events {
            self.happens(Anchor::Event(*event), ends, entry);
        }
    }

    /// A wait is begun that does something to limits.
    pub fn wait(&mut self, effects: &'a [ClockEffect], (begins, ends): (Instant, Instant), entry: usize) {
        let effect =
            |effect: &'a ClockEffect| Effect { limit: &effect.limit, action: effect.action, begins, ends, entry };
        self.waits.extend(effects.iter().map(effect));
    }

    /// Only the first time counts: what has happened, and can no longer be broken off, needs no second.
    fn happens(&mut self, event: Anchor, at: Instant, entry: usize) {
        let now = self.now;
        let is_known = |known: &Happening| known.at <= now && known.event == event;
        if self.awaited.contains(&event) && !self.happenings.iter().any(is_known) {
            self.happenings.push(Happening { event, at, entry });
        }
    }

    /// A step is broken off: what it would have brought about later does not happen.
    pub fn break_off(&mut self, entry: usize, at: Instant) {
        self.happenings.retain(|known| known.entry != entry || known.at <= at);
        self.waits.retain_mut(|wait| wait.entry != entry || wait.goes_on_to(at));
    }

    /// All that is going on is broken off.
    pub fn break_off_all(&mut self, at: Instant) {
        self.happenings.retain(|known| known.at <= at);
        self.waits.retain_mut(|wait| wait.goes_on_to(at));
    }

    /// The moment before which a step may not begin, if its event has happened by now.
    pub fn not_before(&self, not_before: &NotBefore) -> Result<Option<Instant>, UnknownYear> {
        let length = Length::of(&not_before.duration, Clock::Working);
        let event = self.moment(&not_before.after, Known::by(self.now));
        event.map(|event| self.calendar.add(event, length)).transpose()
    }

    /// The first limit whose expiry ends the procedure before anything happens at `next`, and when. Of
    /// several at one moment it is the first in the text.
    pub fn expiry(&self, next: Instant) -> Result<Option<(&'a Limit, &'a Expiry, Instant)>, UnknownYear> {
        let mut first: Option<(&Limit, &Expiry, Instant)> = None;
        for limit in self.limits {
            let Some(expiry) = &limit.expiry else { continue };
            if let Some(at) = self.expires(limit, next)?
                && first.is_none_or(|(.., known)| at < known)
            {
                first = Some((limit, expiry, at));
            }
        }
        Ok(first)
    }

    /// When a limit expires between now and `next`: nothing happens in between, so what has been begun
    /// goes on.
    ///
    /// While a wait suspends it, it cannot. One that is found to have expired already, because its event
    /// is known only now or a pause did not lengthen it, expires as soon as it can.
    fn expires(&self, limit: &Limit, next: Instant) -> Result<Option<Instant>, UnknownYear> {
        let suspended = self.pauses(limit).any(|(_, to)| to > self.now);
        let Some(from) = self.runs_from(limit, Known::by(next)).filter(|_| self.now < next && !suspended) else {
            return Ok(None);
        };
        let due = self.due(limit, from, self.times_extended(limit))?;
        let at = due.map(|due| due.max(self.now)).filter(|at| *at < next);
        Ok(at.filter(|at| self.moment(&limit.until, Known::by(*at)).is_none()))
    }

    /// Where every limit stands when the procedure has ended.
    pub fn states(&mut self, ended: Ended) -> Result<Vec<LimitState>, UnknownYear> {
        self.break_off_all(ended.at);
        self.limits.iter().map(|limit| self.state(limit, ended)).collect()
    }

    fn state(&self, limit: &Limit, ended: Ended) -> Result<LimitState, UnknownYear> {
        let known = Known { completed: Some(ended.at), ..Known::by(ended.at) };
        let extended = self.times_extended(limit);
        let from = self.runs_from(limit, known);
        let due = |times| from.map_or(Ok(None), |from| self.due(limit, from, times));
        let due_at = due(extended)?;
        let notice = limit.extension.as_ref().is_some_and(|extension| extension.notice) && extended > 0;
        let counts = |(begins, ends): &(Instant, Instant)| {
            from.is_some_and(|from| *ends > from) && due_at.is_some_and(|due| *begins <= due) && begins < ends
        };
        Ok(LimitState {
            limit: limit.clone(),
            from,
            due: due_at,
            done: self.moment(&limit.until, known),
            kept: due_at.is_none_or(|due| self.is_kept(limit, due, ended)),
            pauses: self.pauses(limit).filter(counts).collect(),
            restarted: self.restarted(limit, ended.at).is_some(),
            extended,
            notice: if notice { due(extended - 1)? } else { None },
        })
    }

    /// Whether what a limit is about had happened when it expired, or the procedure had ended.
    ///
    /// Of a procedure that an expiry ended, the end is no completion in time, and comes after all else
    /// of its instant.
    fn is_kept(&self, limit: &Limit, due: Instant, ended: Ended) -> bool {
        let completed = (!ended.by_expiry).then_some(ended.at);
        match self.moment(&limit.until, Known { completed, ..Known::by(ended.at) }) {
            Some(done) => done <= due,
            None if ended.by_expiry => ended.at < due,
            None => ended.at <= due,
        }
    }

    /// When a limit begins to run: at its event, or at the end of the last wait that began it anew.
    fn runs_from(&self, limit: &Limit, known: Known) -> Option<Instant> {
        self.restarted(limit, known.inside).or_else(|| self.moment(&limit.from, known.for_bound(&limit.bound)))
    }

    fn restarted(&self, limit: &Limit, by: Instant) -> Option<Instant> {
        self.effects(limit, ClockAction::Restarts).map(|(_, ends)| ends).filter(|ends| *ends <= by).max()
    }

    /// The waits that suspend a limit; one that is counted back does not run, so nothing suspends it.
    fn pauses(&self, limit: &Limit) -> impl Iterator<Item = (Instant, Instant)> {
        let runs = matches!(limit.bound, Bound::After(_));
        self.effects(limit, ClockAction::Suspends).filter(move |_| runs)
    }

    fn effects(&self, limit: &Limit, action: ClockAction) -> impl Iterator<Item = (Instant, Instant)> {
        let does = move |wait: &&Effect<'_>| wait.action == action && *wait.limit == limit.name;
        self.waits.iter().filter(does).map(|wait| (wait.begins, wait.ends))
    }

    fn times_extended(&self, limit: &Limit) -> u32 {
        self.extended.iter().find(|(name, _)| *name == limit.name).map_or(0, |(_, times)| *times)
    }

    /// When a limit that runs from a moment expires; [`None`] where the act sets no number.
    fn due(&self, limit: &Limit, from: Instant, extended: u32) -> Result<Option<Instant>, UnknownYear> {
        let Some(measure) = Measure::in_case(limit, extended) else { return Ok(None) };
        let pauses: Vec<_> = self.pauses(limit).collect();
        limit::due_still(self.calendar, measure, from, &pauses).map(Some)
    }

    /// When an event happened, as far as is known.
    fn moment(&self, event: &Anchor, known: Known) -> Option<Instant> {
        let all = |events: &[Anchor]| events.iter().map(|event| self.moment(event, known)).collect();
        match event {
            Anchor::Filing => Some(self.filed),
            Anchor::Completion => known.completed,
            Anchor::Earlier(events) => limit::earliest(all(events), Instant::min),
            Anchor::Later(events) => limit::latest(all(events), Instant::max),
            single => self.first_time(single, known),
        }
    }

    /// The first time that a single event happened. An event that a step brings about and that comes from
    /// outside as well has happened at the earlier moment.
    fn first_time(&self, event: &Anchor, known: Known) -> Option<Instant> {
        let inside = self.happenings.iter().filter(|one| one.event == *event && one.at <= known.inside);
        let comes = |(id, at): &(EventId, NaiveDateTime)| {
            matches!(event, Anchor::Event(event) if event == id).then(|| self.calendar.instant(*at))
        };
        let outside = self.outside.iter().filter_map(comes).filter(|at| *at <= known.outside);
        inside.map(|one| one.at).chain(outside).min()
    }
}

/// The single events that the limits and the steps of a process wait for.
fn awaited(process: &Process) -> HashSet<&Anchor> {
    let of_limits = process.limits.iter().flat_map(|limit| [&limit.from, &limit.until]);
    let of_steps = process.nodes().filter_map(|(_, node)| match &node.kind {
        NodeKind::Task(task) => task.not_before.as_ref().map(|not_before| &not_before.after),
        _ => None,
    });
    of_limits.chain(of_steps).flat_map(Anchor::events).collect()
}

impl Effect<'_> {
    /// Whether it has an effect if the wait is broken off at `at`: it suspends until then, but begins
    /// nothing anew.
    fn goes_on_to(&mut self, at: Instant) -> bool {
        if self.ends <= at {
            return true;
        }
        self.ends = at.max(self.begins);
        self.action == ClockAction::Suspends
    }
}
