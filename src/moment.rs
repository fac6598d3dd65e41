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
use crate::run::{Did, Ending, Entry, Plan, Retold, Stop, Trace};

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
    let plan = Plan::of_case(set, case);
    let told = Told::by(&plan, case, at)?;
    let limits = limits(set, &plan, case, &told, (filed, at))?;
    let (begun, next): (Vec<Entry>, Vec<Entry>) = told.entries.into_iter().partition(|entry| entry.begins <= at);
    let (done, open) = begun.into_iter().partition(|entry| entry.ends <= at);
    let end = told.trace.as_ref().map(|trace| (trace.end, trace.ended));
    let expired = told.trace.and_then(|trace| trace.expired);
    Ok(Moment { at, handed_in, filed, done, open, next, limits, end, expired, stop: told.stop })
}

/// Where the limits stand at a moment of a case that has come so far; nothing where that is not known.
#[must_use]
pub(crate) fn limits_by(
    set: &ProcessSet,
    plan: &Plan<'_>,
    case: &Case,
    entries: &[Entry],
    at: Instant,
) -> Vec<LimitAt> {
    let Some(known) = &set.head.calendar else { return Vec::new() };
    let told = Told { entries: entries.to_vec(), trace: None, stop: None };
    let filed = known.calendar.filed(known.calendar.instant(case.filed));
    filed.map_or_else(|_| Vec::new(), |filed| limits(set, plan, case, &told, (filed, at)).unwrap_or_default())
}

/// Where the limits stand at `at` of the procedure that was filed at `filed`, and of those that it has called and
/// that are going on.
fn limits(
    set: &ProcessSet,
    plan: &Plan<'_>,
    case: &Case,
    told: &Told,
    (filed, at): (Instant, Instant),
) -> Result<Vec<LimitAt>, Stop> {
    let begun = |entry: &&Entry| entry.begins <= at;
    let entries = told.entries.iter().filter(|entry| entry.within.is_none()).filter(begun).collect();
    let (procedure, ended) = (case.procedure.as_str(), told.ended_by(at));
    let own = Retold { case, procedure, called: false, filed, entries, at, ended };
    let mut limits = clock::limits(plan, &own)?;
    for (called, entry) in calls_going_on(set, case, &told.entries, at) {
        let entries = inside(entry, called, &told.entries).filter(begun).collect();
        let (procedure, filed) = (called.procedure.as_str(), entry.begins);
        let called = Retold { case, procedure, called: true, filed, entries, at, ended: None };
        limits.extend(clock::limits(plan, &called)?);
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
    fn by(plan: &Plan<'_>, case: &Case, at: Instant) -> Result<Self, Stop> {
        let known = Self::of(plan, case)?;
        let forecast = Self::of(plan, &as_known_at(case, &known.entries, at));
        Ok(forecast.ok().filter(|told| told.stop.is_none() || known.stop.is_some()).unwrap_or(known))
    }

    /// How the case's own procedure has ended by a moment. One that another carries on has ended at the
    /// hand-over.
    fn ended_by(&self, at: Instant) -> Option<Ending> {
        let is_handed = |entry: &&Entry| entry.depth == 0 && matches!(entry.did, Did::HandedOver(_));
        let handed = self.entries.iter().find(is_handed).map(|entry| Ending { at: entry.begins, by_expiry: false });
        let trace = self.trace.as_ref().map(|trace| Ending { at: trace.ended, by_expiry: trace.expired.is_some() });
        let has_come = |ended: &Ending| ended.at <= at;
        handed.filter(has_come).or(trace.filter(has_come))
    }

    /// A case that lacks an answer has come so far; any other that cannot go on is wrong.
    fn of(plan: &Plan<'_>, case: &Case) -> Result<Self, Stop> {
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
fn inside<'a>(call: &Entry, called: &Process, entries: &'a [Entry]) -> impl Iterator<Item = &'a Entry> {
    let is_inside = |entry: &&Entry| {
        entry.depth == call.depth + 1
            && entry.within.as_deref() == Some(called.procedure.as_str())
            && call.begins <= entry.begins
            && entry.ends <= call.ends
    };
    entries.iter().filter(is_inside)
}
