//! A case as it stands at a moment: what is done, what is open, where its limits stand, and what comes
//! next if everything keeps to its maximum.
//!
//! It is read off a trace. What the case says of steps that are not over by then is not known yet: they
//! take as long as they may.

mod clock;

use chrono::NaiveDateTime;

use crate::calendar::Instant;
use crate::graph::{End, Process, ProcessSet};
use crate::model::{Case, Given, GivenFor, GivenValue, Limit, LimitName};
use crate::run::{self, Did, Entry, Stop, Trace};

use clock::Clock;

/// A case at a moment.
#[derive(Debug)]
pub struct Moment {
    /// When.
    pub at: Instant,
    /// When the application was handed in.
    pub handed_in: Instant,
    /// When it counts as filed.
    pub filed: Instant,
    /// The steps that are over, in the order they began.
    pub done: Vec<Entry>,
    /// The steps that have begun and are not over; each ends when it must at the latest.
    pub open: Vec<Entry>,
    /// What follows, in the order in which it begins.
    pub next: Vec<Entry>,
    /// The limits of the procedure, and of those that it calls and that are going on; in text order.
    pub limits: Vec<LimitAt>,
    /// How the case ended, or will end if everything keeps to its maximum, and when. [`None`] where that
    /// hangs on an answer.
    pub end: Option<(End, Instant)>,
    /// The limit that ends it by expiring, if one does.
    pub expired: Option<LimitName>,
    /// What is to be answered before more can be said.
    pub stop: Option<Stop>,
}

impl Moment {
    /// Whether the case has ended by then.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.end.is_some_and(|(_, ended)| ended <= self.at)
    }
}

/// A limit at a moment.
#[derive(Debug, Clone)]
pub struct LimitAt {
    /// The called procedure it stands in; `None` is the case's own.
    pub within: Option<String>,
    /// The limit.
    pub limit: Limit,
    /// From when it runs; [`None`] where it has not begun.
    pub from: Option<Instant>,
    /// When it expires; [`None`] where it has not begun, or the act sets no number.
    pub due: Option<Instant>,
    /// When the event happened that it runs to.
    pub done: Option<Instant>,
    /// How it stands.
    pub state: State,
}

/// How a limit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The event that it runs from has not happened.
    NotBegun,
    /// It runs.
    Running,
    /// A wait suspends it, at most until then.
    Paused(Instant),
    /// It was kept.
    Kept,
    /// It expired before what it is about had happened.
    Broken,
    /// The case ended before it expired, without what it is about.
    Lapsed,
}

/// A case as it stands at a moment of local time.
///
/// # Errors
///
/// Why the case cannot go on, where no answer is missing but something in it is wrong.
pub fn at(set: &ProcessSet, case: &Case, at: NaiveDateTime) -> Result<Moment, Stop> {
    let calendar = &set.head.calendar.as_ref().ok_or(Stop::NoCalendar)?.calendar;
    let (at, handed_in) = (calendar.instant(at), calendar.instant(case.filed));
    let filed = calendar.filed(handed_in)?;
    let told = Told::by(set, case, at)?;
    let limits = limits(set, case, &told, Clock { case, calendar, at, ended: None, by_expiry: false }, filed)?;
    let (begun, next): (Vec<Entry>, Vec<Entry>) = told.entries.into_iter().partition(|entry| entry.begins <= at);
    let (done, open) = begun.into_iter().partition(|entry| entry.ends <= at);
    let end = told.trace.as_ref().map(|trace| (trace.end, trace.ended));
    let expired = told.trace.and_then(|trace| trace.expired);
    Ok(Moment { at, handed_in, filed, done, open, next, limits, end, expired, stop: told.stop })
}

/// Where the limits stand at a moment of a case that has come so far; nothing where that is not known.
#[must_use]
pub fn limits_by(set: &ProcessSet, case: &Case, entries: &[Entry], at: Instant) -> Vec<LimitAt> {
    let Some(known) = &set.head.calendar else { return Vec::new() };
    let calendar = &known.calendar;
    let clock = Clock { case, calendar, at, ended: None, by_expiry: false };
    let told = Told { entries: entries.to_vec(), trace: None, stop: None };
    let filed = calendar.filed(calendar.instant(case.filed));
    filed.map_or_else(|_| Vec::new(), |filed| limits(set, case, &told, clock, filed).unwrap_or_default())
}

/// Where the limits stand of the procedure and of those that it has called and that are going on.
fn limits(set: &ProcessSet, case: &Case, told: &Told, clock: Clock<'_>, filed: Instant) -> Result<Vec<LimitAt>, Stop> {
    let process = set.find(&case.procedure, case.variant).ok_or_else(|| Stop::NoProcess(case.procedure.clone()))?;
    let trace = told.trace.as_ref().filter(|trace| trace.ended <= clock.at);
    let by_expiry = trace.is_some_and(|trace| trace.expired.is_some());
    // A procedure that another one carries on has ended at the hand-over.
    let is_handed = |entry: &&Entry| entry.depth == 0 && matches!(entry.did, Did::HandedOver(_));
    let handed = told.entries.iter().find(is_handed).map(|entry| entry.begins).filter(|at| *at <= clock.at);
    let ended = handed.or(trace.map(|trace| trace.ended));
    let own = Clock { ended, by_expiry: by_expiry && handed.is_none(), ..clock };
    let mut limits = own.limits(process, None, filed, &told.entries)?;
    for (called, entry) in calls_going_on(set, case, &told.entries, clock.at) {
        let inner = inside(entry, called, &told.entries);
        limits.extend(clock.limits(called, Some(&called.procedure), entry.begins, &inner)?);
    }
    Ok(limits)
}

/// What a run tells of a case.
struct Told {
    entries: Vec<Entry>,
    trace: Option<Trace>,
    stop: Option<Stop>,
}

impl Told {
    /// What is told of a case at a moment. Where nothing is known of how it goes on unless by what it says
    /// of later steps, as by when a reply comes that is awaited without limit, that is taken as known.
    fn by(set: &ProcessSet, case: &Case, at: Instant) -> Result<Self, Stop> {
        let plan = run::Plan::of_case(set, case);
        let known = Self::of(&plan, case)?;
        let forecast = Self::of(&plan, &as_known_at(case, &known.entries, at));
        Ok(forecast.ok().filter(|told| told.stop.is_none() || known.stop.is_some()).unwrap_or(known))
    }

    /// A case that lacks an answer has come so far; any other that cannot go on is wrong.
    fn of(plan: &run::Plan<'_>, case: &Case) -> Result<Self, Stop> {
        match plan.as_far(case) {
            (entries, Ok(trace)) => Ok(Self { entries, trace: Some(trace), stop: None }),
            (
                entries,
                Err(
                    stop
                    @ (Stop::NoAnswer { .. } | Stop::Unanswered(_) | Stop::NoReply { .. } | Stop::NoMembers { .. }),
                ),
            ) => Ok(Self { entries, trace: None, stop: Some(stop) }),
            (_, Err(stop)) => Err(stop),
        }
    }
}

/// A case without what is not known at a moment: how long the steps take that are not over, and when the
/// replies come that are still awaited.
fn as_known_at(case: &Case, entries: &[Entry], at: Instant) -> Case {
    let mut known = case.clone();
    known.given.retain(|given| {
        let is_time = matches!(given.value, GivenValue::Lasts(_) | GivenValue::At(_));
        !is_time || entries.iter().any(|entry| is_about(given, entry) && entry.ends <= at)
    });
    known
}

fn is_about(given: &Given, entry: &Entry) -> bool {
    let is_it = match (&given.about, &entry.did) {
        (GivenFor::Step(step), Did::Task | Did::Decided(_)) => entry.step.is(step),
        (GivenFor::Wait(title), Did::Waited(_)) | (GivenFor::Interrupt(title), Did::Interrupted) => {
            entry.title == *title
        }
        _ => false,
    };
    is_it && entry.within == given.within
}

/// The calls and hand-overs that have begun and are not over, with the other procedure.
fn calls_going_on<'a>(
    set: &'a ProcessSet,
    case: &Case,
    entries: &'a [Entry],
    at: Instant,
) -> Vec<(&'a Process, &'a Entry)> {
    let called = |entry: &'a Entry| {
        let process = set.find(entry.within.as_deref().unwrap_or(&case.procedure), case.variant)?;
        let other = process.node(entry.node)?.kind.other_procedure()?;
        Some((set.find(other, case.variant)?, entry))
    };
    entries.iter().filter(|entry| entry.begins <= at && at < entry.ends).filter_map(called).collect()
}

/// The steps of a called procedure.
fn inside(call: &Entry, called: &Process, entries: &[Entry]) -> Vec<Entry> {
    let is_inside = |entry: &&Entry| {
        entry.depth == call.depth + 1
            && entry.within.as_deref() == Some(&called.procedure)
            && call.begins <= entry.begins
            && entry.ends <= call.ends
    };
    entries.iter().filter(is_inside).cloned().collect()
}
