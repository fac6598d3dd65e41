//! The clocks of a procedure: the events that limits run between, and where each limit stands.
//!
//! A step's beginning and end are known the moment it is begun, and so is a wait's; they count once they
//! have come, and not if the step is broken off before.

use chrono::NaiveDateTime;

use super::plan::{Ready, Station, Timer};
use super::token::NEVER;
use super::trace::Standing;
use crate::calendar::{Calendar, Instant, Length, UnknownYear};
use crate::limit::{self, Event, Measure};
use crate::model::{Anchor, Case, ClockAction, EventId, LimitName};

/// The clocks of one procedure that is being carried out.
#[derive(Debug)]
pub struct Clocks<'a> {
    ready: &'a Ready<'a>,
    calendar: &'a Calendar,
    filed: Instant,
    /// When the events happen that come from outside.
    outside: &'a [(EventId, NaiveDateTime)],
    /// How often limits are extended.
    extended: &'a [(LimitName, u32)],
    happenings: Vec<Happening>,
    waits: Vec<Effect>,
    /// How far the procedure has come.
    now: Instant,
}

/// Something that a step brings about.
#[derive(Debug, Clone, Copy)]
struct Happening {
    mark: usize,
    at: Instant,
    /// The record of the step.
    record: usize,
}

/// What a wait does to a limit.
#[derive(Debug, Clone, Copy)]
struct Effect {
    /// The number of the limit.
    timer: usize,
    action: ClockAction,
    begins: Instant,
    ends: Instant,
    /// The record of the wait.
    record: usize,
}

/// What is known of events when a moment is asked for.
#[derive(Debug, Clone, Copy)]
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
    fn for_start_of(self, timer: &Timer<'_>) -> Self {
        let outside = if matches!(timer.measure, Some(Measure::Before(_))) { NEVER } else { self.outside };
        Self { outside, ..self }
    }
}

/// How a procedure came to its end.
#[derive(Debug, Clone, Copy)]
pub struct Ending {
    pub at: Instant,
    /// The expiry of a limit ended it, which comes after all else of that instant.
    pub by_expiry: bool,
}

/// What is to be seen of a limit at a moment.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// From when it runs.
    pub from: Option<Instant>,
    /// When it expires, if all that has begun takes as long as it may.
    pub due: Option<Instant>,
    /// When the event happened that it runs to.
    pub done: Option<Instant>,
    /// The same, where the end by the expiry of a limit is none: it is no completion in time, and comes after all
    /// else of its instant.
    pub in_time: Option<Instant>,
    /// Until when a wait suspends it that is going on.
    pub suspended: Option<Instant>,
}

impl<'a> Clocks<'a> {
    /// The clocks of a procedure that is filed at `filed`, called by another one or not.
    ///
    /// A case extends limits of its own procedure only.
    pub fn new(ready: &'a Ready<'a>, (calendar, case): (&'a Calendar, &'a Case), filed: Instant, called: bool) -> Self {
        let extended = if called { &[] } else { case.extended.as_slice() };
        Self {
            ready,
            calendar,
            filed,
            outside: &case.events,
            extended,
            happenings: Vec::with_capacity(ready.marks.len()),
            waits: Vec::new(),
            now: filed,
        }
    }

    /// The procedure has come to this instant.
    pub fn reach(&mut self, at: Instant) {
        self.now = at;
    }

    /// These marks are set, by the step of a record. Only the first time counts: what has happened, and can
    /// no longer be broken off, needs no second.
    pub fn happen(&mut self, marks: &[usize], at: Instant, record: usize) {
        let now = self.now;
        for mark in marks {
            let is_known = |known: &Happening| known.at <= now && known.mark == *mark;
            if !self.happenings.iter().any(is_known) {
                self.happenings.push(Happening { mark: *mark, at, record });
            }
        }
    }

    /// A wait is begun that may do something to limits.
    pub fn wait(&mut self, station: &Station<'_>, (begins, ends): (Instant, Instant), record: usize) {
        let effect = |(timer, action): &(usize, ClockAction)| {
            let (timer, action) = (*timer, *action);
            Effect { timer, action, begins, ends, record }
        };
        self.waits.extend(station.effects.iter().map(effect));
    }

    /// A step is broken off: what it would have brought about later does not happen.
    pub fn break_off(&mut self, record: usize, at: Instant) {
        self.happenings.retain(|known| known.record != record || known.at <= at);
        self.waits.retain_mut(|wait| wait.record != record || wait.goes_on_to(at));
    }

    /// All that is going on is broken off.
    pub fn break_off_all(&mut self, at: Instant) {
        self.happenings.retain(|known| known.at <= at);
        self.waits.retain_mut(|wait| wait.goes_on_to(at));
    }

    /// The moment before which a step may not begin, if its event has happened by now.
    pub fn not_before(&self, (event, length): &(Event, Length)) -> Result<Option<Instant>, UnknownYear> {
        let event = self.moment(event, Known::by(self.now));
        event.map(|event| self.calendar.add(event, *length)).transpose()
    }

    /// The number of the first limit whose expiry ends the procedure before anything happens at `next`, and
    /// when. Of several at one moment it is the first in the text.
    pub fn expiry(&self, next: Instant) -> Result<Option<(usize, Instant)>, UnknownYear> {
        let mut first: Option<(usize, Instant)> = None;
        for (number, timer) in self.ready.timers.iter().enumerate().filter(|(_, timer)| timer.expiry.is_some()) {
            if let Some(at) = self.expires(number, timer, next)?
                && first.is_none_or(|(_, known)| at < known)
            {
                first = Some((number, at));
            }
        }
        Ok(first)
    }

    /// When a limit expires between now and `next`: nothing happens in between, so what has been begun
    /// goes on.
    ///
    /// While a wait suspends it, it cannot. One that is found to have expired already, because its event
    /// is known only now or a pause did not lengthen it, expires as soon as it can.
    fn expires(&self, number: usize, timer: &Timer<'_>, next: Instant) -> Result<Option<Instant>, UnknownYear> {
        let suspended = self.pauses(number, timer).any(|(_, to)| to > self.now);
        let from = self.runs_from(number, timer, Known::by(next)).filter(|_| self.now < next && !suspended);
        let Some(from) = from else { return Ok(None) };
        let due = self.due(number, timer, from, self.times_extended(timer))?;
        let at = due.map(|due| due.max(self.now)).filter(|at| *at < next);
        Ok(at.filter(|at| self.happened(timer.until.as_ref(), Known::by(*at)).is_none()))
    }

    /// Where every limit stands when the procedure has ended.
    pub fn standings(mut self, ending: Ending) -> Result<Vec<Standing>, UnknownYear> {
        self.break_off_all(ending.at);
        let mut standings = Vec::with_capacity(self.ready.timers.len());
        for (number, timer) in self.ready.timers.iter().enumerate() {
            standings.push(self.standing(number, timer, ending)?);
        }
        Ok(standings)
    }

    fn standing(&self, number: usize, timer: &Timer<'_>, ending: Ending) -> Result<Standing, UnknownYear> {
        let known = Known { completed: Some(ending.at), ..Known::by(ending.at) };
        let extended = self.times_extended(timer);
        let from = self.runs_from(number, timer, known);
        let due = |times| from.map_or(Ok(None), |from| self.due(number, timer, from, times));
        let due_at = due(extended)?;
        let notice = timer.limit.extension.as_ref().is_some_and(|extension| extension.notice) && extended > 0;
        let counts = |(begins, ends): &(Instant, Instant)| {
            from.is_some_and(|from| *ends > from) && due_at.is_some_and(|due| *begins <= due) && begins < ends
        };
        Ok(Standing {
            from,
            due: due_at,
            done: self.happened(timer.until.as_ref(), known),
            kept: due_at.is_none_or(|due| self.is_kept(timer, due, ending)),
            pauses: self.pauses(number, timer).filter(counts).collect(),
            restarted: from.is_some() && from == self.restarted(number, ending.at),
            extended,
            notice: if notice { due(extended - 1)? } else { None },
        })
    }

    /// Where a limit stands at a moment, of a procedure that has ended by then or goes on.
    pub fn seen(
        &self,
        number: usize,
        timer: &Timer<'_>,
        at: Instant,
        ended: Option<Ending>,
    ) -> Result<Seen, UnknownYear> {
        let known = Known { completed: ended.map(|ended| ended.at), ..Known::by(at) };
        let in_time = Known { completed: ended.filter(|ended| !ended.by_expiry).map(|ended| ended.at), ..known };
        let from = self.runs_from(number, timer, known).filter(|_| self.filed <= at);
        let due = from.map_or(Ok(None), |from| self.due(number, timer, from, self.times_extended(timer)))?;
        let goes_on = |(begins, ends): &(Instant, Instant)| *begins <= at && at < *ends;
        Ok(Seen {
            from,
            due,
            done: self.happened(timer.until.as_ref(), known),
            in_time: self.happened(timer.until.as_ref(), in_time),
            suspended: self.pauses(number, timer).filter(goes_on).map(|(_, ends)| ends).max(),
        })
    }

    /// Whether what a limit is about had happened when it expired, or the procedure had ended.
    ///
    /// Of a procedure that an expiry ended, the end is no completion in time, and comes after all else
    /// of its instant.
    fn is_kept(&self, timer: &Timer<'_>, due: Instant, ending: Ending) -> bool {
        let completed = (!ending.by_expiry).then_some(ending.at);
        match self.happened(timer.until.as_ref(), Known { completed, ..Known::by(ending.at) }) {
            Some(done) => done <= due,
            None if ending.by_expiry => ending.at < due,
            None => ending.at <= due,
        }
    }

    /// When a limit begins to run: at its event, or at the end of the last wait since then that began it anew. What
    /// has not begun cannot begin anew.
    fn runs_from(&self, number: usize, timer: &Timer<'_>, known: Known) -> Option<Instant> {
        let begun = self.happened(timer.from.as_ref(), known.for_start_of(timer))?;
        Some(self.restarted(number, known.inside).map_or(begun, |restarted| restarted.max(begun)))
    }

    fn restarted(&self, number: usize, by: Instant) -> Option<Instant> {
        self.effects(number, ClockAction::Restarts).map(|(_, ends)| ends).filter(|ends| *ends <= by).max()
    }

    /// The waits that suspend a limit; one that is counted back does not run, so nothing suspends it.
    fn pauses(&self, number: usize, timer: &Timer<'_>) -> impl Iterator<Item = (Instant, Instant)> {
        let runs = timer.runs;
        self.effects(number, ClockAction::Suspends).filter(move |_| runs)
    }

    fn effects(&self, number: usize, action: ClockAction) -> impl Iterator<Item = (Instant, Instant)> {
        let does = move |wait: &&Effect| wait.action == action && wait.timer == number;
        self.waits.iter().filter(does).map(|wait| (wait.begins, wait.ends))
    }

    fn times_extended(&self, timer: &Timer<'_>) -> u32 {
        self.extended.iter().find(|(name, _)| *name == timer.limit.name).map_or(0, |(_, times)| *times)
    }

    /// When a limit that runs from a moment expires; [`None`] where the act sets no number.
    fn due(
        &self,
        number: usize,
        timer: &Timer<'_>,
        from: Instant,
        extended: u32,
    ) -> Result<Option<Instant>, UnknownYear> {
        let measure = if extended == 0 { timer.measure } else { Measure::in_case(timer.limit, extended) };
        let Some(measure) = measure else { return Ok(None) };
        let pauses: Vec<_> = self.pauses(number, timer).collect();
        limit::due_still(self.calendar, measure, from, &pauses).map(Some)
    }

    fn happened(&self, event: Option<&Event>, known: Known) -> Option<Instant> {
        self.moment(event?, known)
    }

    /// When an event happened, as far as is known.
    fn moment(&self, event: &Event, known: Known) -> Option<Instant> {
        let all = |events: &[Event]| events.iter().map(|event| self.moment(event, known)).collect();
        match event {
            Event::Filing => Some(self.filed),
            Event::Completion => known.completed,
            Event::Earlier(events) => limit::earliest(all(events), Instant::min),
            Event::Later(events) => limit::latest(all(events), Instant::max),
            Event::Mark(mark) => self.first_time(*mark, known),
        }
    }

    /// The first time that a single event happened. An event that a step brings about and that comes from
    /// outside as well has happened at the earlier moment.
    fn first_time(&self, mark: usize, known: Known) -> Option<Instant> {
        let inside = self.happenings.iter().filter(|one| one.mark == mark && one.at <= known.inside);
        let inside = inside.map(|one| one.at).min();
        let Some(Anchor::Event(event)) = self.ready.marks.event_of(mark) else { return inside };
        let comes = self.outside.iter().filter(|(id, _)| id == event).map(|(_, at)| self.calendar.instant(*at));
        inside.into_iter().chain(comes.filter(|at| *at <= known.outside)).min()
    }
}

impl Effect {
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
