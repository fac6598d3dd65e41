//! Where limits stand at a moment, read off the steps of a trace.

use super::{LimitAt, State};
use crate::calendar::{Calendar, Instant, UnknownYear};
use crate::graph::{NodeKind, Process};
use crate::limit::{self, Measure};
use crate::model::{Anchor, Answer, Bound, Case, ClockAction, Limit};
use crate::run::{Did, Entry};

/// What limits are counted by.
#[derive(Clone, Copy)]
pub struct Clock<'a> {
    pub case: &'a Case,
    pub calendar: &'a Calendar,
    pub at: Instant,
    /// When the procedure ended, if it has by then.
    pub ended: Option<Instant>,
    /// The expiry of a limit ended it, which is no completion in time.
    pub by_expiry: bool,
}

/// A procedure that is being carried out.
struct Carried<'a> {
    clock: Clock<'a>,
    process: &'a Process,
    filed: Instant,
    /// Its own steps.
    entries: Vec<&'a Entry>,
    is_called: bool,
}

/// What is known of events from outside the steps.
#[derive(Clone, Copy)]
struct Seen {
    /// What comes from outside is known up to here.
    outside: Instant,
    /// When the procedure ended, if it has.
    completed: Option<Instant>,
}

impl<'a> Clock<'a> {
    /// Where the limits of a procedure stand that was filed at `filed`.
    pub fn limits(
        self,
        process: &'a Process,
        within: Option<&str>,
        filed: Instant,
        entries: &'a [Entry],
    ) -> Result<Vec<LimitAt>, UnknownYear> {
        let own = entries.iter().filter(|entry| entry.within.as_deref() == within && entry.begins <= self.at);
        let carried = Carried { clock: self, process, filed, entries: own.collect(), is_called: within.is_some() };
        process.limits.iter().map(|limit| carried.limit(limit, within)).collect()
    }
}

impl<'a> Carried<'a> {
    fn limit(&self, limit: &'a Limit, within: Option<&str>) -> Result<LimitAt, UnknownYear> {
        let at = self.clock.at;
        let from = self.runs_from(limit).filter(|_| self.filed <= at);
        let pauses = self.pauses(limit);
        let measure = Measure::in_case(limit, self.times_extended(limit));
        let due =
            from.zip(measure).map(|(from, measure)| limit::due_still(self.clock.calendar, measure, from, &pauses));
        let due = due.transpose()?;
        let done = self.moment(&limit.until, Seen { outside: at, completed: self.clock.ended });
        let state = if from.is_none() { State::NotBegun } else { self.state(limit, (due, done), &pauses) };
        Ok(LimitAt { within: within.map(str::to_owned), limit: limit.clone(), from, due, done, state })
    }

    fn state(
        &self,
        limit: &Limit,
        (due, done): (Option<Instant>, Option<Instant>),
        pauses: &[(Instant, Instant)],
    ) -> State {
        let at = self.clock.at;
        // An expiry that ends the case is no completion in time, and comes after all else of its instant.
        let completed = self.clock.ended.filter(|_| !self.clock.by_expiry);
        let in_time = self.moment(&limit.until, Seen { outside: at, completed });
        let is_over = |due: Instant| match self.clock.ended {
            Some(ended) if self.clock.by_expiry => due <= ended,
            Some(ended) => due < ended,
            None => due < at,
        };
        let suspended = pauses.iter().filter(|(begins, ends)| *begins <= at && at < *ends).map(|(_, ends)| *ends).max();
        match (in_time, due) {
            (Some(done), Some(due)) if due < done => State::Broken,
            (Some(_), _) => State::Kept,
            (None, Some(due)) if is_over(due) => State::Broken,
            (None, _) if self.clock.ended.is_some() && done.is_some() => State::Kept,
            (None, _) if self.clock.ended.is_some() => State::Lapsed,
            (None, _) => suspended.map_or(State::Running, State::Paused),
        }
    }

    /// What is counted back is counted from a date set beforehand, so its event from outside is known.
    fn runs_from(&self, limit: &Limit) -> Option<Instant> {
        let outside =
            if matches!(limit.bound, Bound::Before(_)) { Instant::from_seconds(i64::MAX) } else { self.clock.at };
        let restarts = self.effects(limit, ClockAction::Restarts).into_iter();
        let restarted = restarts.filter(|(.., broken_off)| !broken_off).map(|(_, ends, _)| ends);
        let restarted = restarted.filter(|ends| *ends <= self.clock.at).max();
        restarted.or_else(|| self.moment(&limit.from, Seen { outside, completed: self.clock.ended }))
    }

    /// The waits that suspend a limit. One that goes on suspends it until it ends at the latest.
    fn pauses(&self, limit: &Limit) -> Vec<(Instant, Instant)> {
        if !matches!(limit.bound, Bound::After(_)) {
            return Vec::new();
        }
        let effects = self.effects(limit, ClockAction::Suspends).into_iter();
        effects.map(|(begins, ends, _)| (begins, ends)).collect()
    }

    /// The waits that do something to a limit: from when to when, and whether they were broken off.
    fn effects(&self, limit: &Limit, action: ClockAction) -> Vec<(Instant, Instant, bool)> {
        let mut effects = Vec::new();
        for entry in &self.entries {
            let Some(NodeKind::Wait(wait)) = self.process.node(entry.node).map(|node| &node.kind) else { continue };
            let does = wait.clocks.iter().filter(|effect| effect.action == action && effect.limit == limit.name);
            effects.extend(does.map(|_| (entry.begins, entry.ends, entry.cancelled)));
        }
        effects
    }

    /// A case extends limits of its own procedure only.
    fn times_extended(&self, limit: &Limit) -> u32 {
        let extended = self.clock.case.extended.iter().filter(|_| !self.is_called);
        extended.into_iter().find(|(name, _)| *name == limit.name).map_or(0, |(_, times)| *times)
    }

    /// When an event happened, as far as is known.
    fn moment(&self, event: &Anchor, seen: Seen) -> Option<Instant> {
        let all = |events: &[Anchor]| events.iter().map(|event| self.moment(event, seen)).collect();
        match event {
            Anchor::Filing => Some(self.filed),
            Anchor::Completion => seen.completed,
            Anchor::Earlier(events) => limit::earliest(all(events), Instant::min),
            Anchor::Later(events) => limit::latest(all(events), Instant::max),
            single => self.first_time(single, seen.outside),
        }
    }

    fn first_time(&self, event: &Anchor, outside: Instant) -> Option<Instant> {
        let inside = self.entries.iter().filter_map(|entry| self.brought_about(event, entry));
        let inside = inside.filter(|at| *at <= self.clock.at);
        let from_outside = self.clock.case.events.iter().filter(|(id, _)| *event == Anchor::Event(*id));
        let comes = from_outside.map(|(_, at)| self.clock.calendar.instant(*at));
        inside.chain(comes.filter(|at| *at <= outside)).min()
    }

    /// When a step brought an event about. A choice of outcome has only borrowed the name of its step.
    fn brought_about(&self, event: &Anchor, entry: &Entry) -> Option<Instant> {
        if matches!(entry.did, Did::Decided(Answer::Outcome(_))) {
            return None;
        }
        let ended = (!entry.cancelled).then_some(entry.ends);
        match event {
            Anchor::StartOf(step) => entry.step.is(step).then_some(entry.begins),
            Anchor::EndOf(step) => ended.filter(|_| entry.step.is(step)),
            Anchor::Event(event) => {
                let events = match &self.process.node(entry.node)?.kind {
                    NodeKind::Task(task) => task.events.as_slice(),
                    NodeKind::Wait(wait) if matches!(entry.did, Did::Waited(Answer::Reply)) => wait.events.as_slice(),
                    NodeKind::Interrupt(interrupt) => interrupt.events.as_slice(),
                    _ => &[],
                };
                ended.filter(|_| events.contains(event))
            }
            _ => None,
        }
    }
}
