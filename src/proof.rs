//! Whether a limit can be kept: proved for every moment at which an application may be filed.
//!
//! Every step takes its maximum, and every way through the process is taken. No way is followed by
//! itself (`pass`: what steps do to time is monotone, so the slowest arrival at a node stands for all),
//! and no minute by itself (`scan`: a day is cut where something changes). What is found is exact: the
//! worst lateness, or the least slack, with the moment of filing and the way that show it.

mod event;
mod gap;
mod interrupt;
mod kept;
mod pass;
mod plan;
mod race;
mod scan;
mod state;
mod trail;
mod witness;

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{NaiveDate, NaiveTime};

use crate::calendar::Calendar;
use crate::graph::{Process, ProcessSet, StepLabel};
use crate::limit::Measure;
use crate::model::{Bound, Limit, Promise};
use crate::run::Entry;
use crate::workers;

use pass::{Cut, Passes};
use plan::Plans;
use scan::{FilingDay, Scan};

pub use gap::gap;
pub use kept::Kept;
pub use scan::Sample;
pub use witness::Witness;

/// What is proved of one limit of one process.
#[derive(Debug, Clone)]
pub struct Proof<'a> {
    /// The process.
    pub process: &'a Process,
    /// The limit.
    pub limit: &'a Limit,
    /// Whether it can be kept.
    pub verdict: Verdict,
    /// Whether it can be kept once it has been extended, if it may be and has to.
    pub extended: Option<Verdict>,
    /// The last day of filing for which every case stays within the years that the calendar knows.
    pub until: Option<NaiveDate>,
    /// The case in which it stands worst: by the least slack it is kept, or the most overrun.
    pub worst: Option<Witness>,
    /// The case in which it is overrun by the least.
    pub mildest: Option<Sample>,
    /// Steps of people for which the act sets no term: the proof lets them take none.
    pub silent: Vec<PathStep>,
}

/// A step of a process, or of one that it calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathStep {
    /// The called procedure it stands in; [`None`] is the process's own.
    pub within: Option<String>,
    /// What the act calls it.
    pub step: StepLabel,
    /// Its title.
    pub title: String,
}

impl PathStep {
    /// The step of an entry of a trace.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self { within: entry.within.clone(), step: entry.step.clone(), title: entry.title.clone() }
    }
}

/// Whether a limit can be kept if every step takes its maximum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It can, whenever the application is filed.
    Holds,
    /// It can if the application is filed before this hour of the day.
    HoldsBefore(NaiveTime),
    /// It cannot on so many of the days on which something can be filed.
    Fails {
        /// Days on which it cannot.
        days: usize,
        /// All days.
        of: usize,
    },
    /// Nothing can be proved.
    Unprovable(Unprovable),
}

/// Why nothing can be proved of a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unprovable {
    /// The regulation names no calendar.
    NoCalendar,
    /// The act promises speed and sets no number.
    NoNumber(Promise),
    /// A wait without bound: the title of what is awaited.
    EndlessWait(String),
    /// A return without bound.
    EndlessReturn,
    /// It waits for an event that no step brings about: its title.
    FromOutside(String),
    /// What becomes of it depends on when the procedure is broken off, which nobody knows: by what.
    BrokenOff(String),
    /// It begins in no case.
    NeverBegins,
    /// Too many ways lead through the process.
    TooManyWays,
    /// Procedures call each other too deep.
    TooDeep,
    /// Every case leads out of the years that the calendar knows.
    OutsideYears,
}

/// Room for the deepest text there can be: branches and calls within each other, a frame each.
const STACK: usize = 64 << 20;

/// What is proved of every limit of a regulation, in the order of its processes and of the text.
///
/// The limits are shared out to the cores.
#[must_use]
pub fn prove_all(set: &ProcessSet) -> Vec<Proof<'_>> {
    let limits: Vec<_> = limits(set).collect();
    if limits.is_empty() {
        return Vec::new();
    }
    let calendar = set.head.calendar.as_ref().map(|named| &named.calendar);
    let days = calendar.map(scan::filing_days).unwrap_or_default();
    let next = AtomicUsize::new(0);
    let prove_some = || {
        let numbers = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let taken = numbers.map_while(|number| Some((number, *limits.get(number)?)));
        taken.map(|(number, (process, limit))| (number, prove_on(set, process, limit, &days))).collect::<Vec<_>>()
    };
    let mut proofs = std::thread::scope(|scope| {
        let start = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, prove_some).ok();
        let provers: Vec<_> = (0..workers::for_cores().min(limits.len())).filter_map(start).collect();
        // Where no thread can be had, the limits are proved all the same.
        let own = if provers.is_empty() { prove_some() } else { Vec::new() };
        let proved = provers.into_iter().flat_map(|prover| prover.join().unwrap_or_else(|panic| resume_unwind(panic)));
        proved.chain(own).collect::<Vec<_>>()
    });
    proofs.sort_unstable_by_key(|(number, _)| *number);
    proofs.into_iter().map(|(_, proof)| proof).collect()
}

/// Every limit of a regulation with its process, in the order of both.
fn limits(set: &ProcessSet) -> impl Iterator<Item = (&Process, &Limit)> {
    set.processes.iter().flat_map(|process| process.limits.iter().map(move |limit| (process, limit)))
}

/// What is proved of one limit of a process of `set`.
#[must_use]
pub fn prove<'a>(set: &'a ProcessSet, process: &'a Process, limit: &'a Limit) -> Proof<'a> {
    let calendar = set.head.calendar.as_ref().map(|named| &named.calendar);
    prove_on(set, process, limit, &calendar.map(scan::filing_days).unwrap_or_default())
}

/// What is proved of a limit on days of filing.
fn prove_on<'a>(set: &'a ProcessSet, process: &'a Process, limit: &'a Limit, days: &[FilingDay]) -> Proof<'a> {
    let mut proof = Proof {
        process,
        limit,
        verdict: Verdict::Holds,
        extended: None,
        until: None,
        worst: None,
        mildest: None,
        silent: Vec::new(),
    };
    if let Err(why) = Prover::new(set, process, limit).and_then(|prover| prover.fill(&mut proof, days)) {
        proof.verdict = Verdict::Unprovable(why);
    }
    proof
}

struct Prover<'a> {
    set: &'a ProcessSet,
    calendar: &'a Calendar,
    plans: Plans<'a>,
    measure: Measure,
}

impl<'a> Prover<'a> {
    fn new(set: &'a ProcessSet, process: &'a Process, limit: &'a Limit) -> Result<Self, Unprovable> {
        if let Bound::Promise(promise) = limit.bound {
            return Err(Unprovable::NoNumber(promise));
        }
        let calendar = &set.head.calendar.as_ref().ok_or(Unprovable::NoCalendar)?.calendar;
        let measure = Measure::of(&limit.bound).ok_or(Unprovable::NeverBegins)?;
        Ok(Self { set, calendar, plans: Plans::new(set, process, limit)?, measure })
    }

    fn fill(&self, proof: &mut Proof<'a>, days: &[FilingDay]) -> Result<(), Unprovable> {
        let mut passes = Passes::new(&self.plans, self.calendar, self.measure);
        let scan = self.scan(&mut passes, days)?;
        proof.verdict = verdict(&scan);
        proof.until = scan.last_day;
        proof.mildest = scan.mildest;
        proof.silent = self.plans.silent.iter().map(plan::Silent::named).collect();
        proof.worst =
            scan.worst.and_then(|sample| Witness::of(self.set, proof.process, self.calendar, &mut passes, sample));
        if let Some(extension) = proof.limit.extension.as_ref().filter(|_| proof.verdict != Verdict::Holds) {
            let measure = Measure::extended(&proof.limit.bound, extension, 1).ok_or(Unprovable::NeverBegins)?;
            let mut passes = Passes::new(&self.plans, self.calendar, measure);
            proof.extended = Some(verdict(&self.scan(&mut passes, days)?));
        }
        Ok(())
    }

    fn scan(&self, passes: &mut Passes<'_, 'a>, days: &[FilingDay]) -> Result<Scan, Unprovable> {
        let scan = scan::scan(passes, self.calendar, days).map_err(|cut| match cut {
            Cut::TooManyWays => Unprovable::TooManyWays,
            Cut::UnknownYear(_) => Unprovable::OutsideYears,
        })?;
        match scan {
            Scan { days: 0, .. } => Err(Unprovable::OutsideYears),
            Scan { clocked: 0, .. } => Err(Unprovable::NeverBegins),
            scan => Ok(scan),
        }
    }
}

fn verdict(scan: &Scan) -> Verdict {
    match scan.fails_from {
        None => Verdict::Holds,
        Some(hour) if scan.failing_throughout == 0 => Verdict::HoldsBefore(hour),
        Some(_) => Verdict::Fails { days: scan.failing, of: scan.days },
    }
}
