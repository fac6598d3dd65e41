//! Durations drawn at random: a case in which every step takes some of the time that it may.
//!
//! A draw is uniform over the whole minutes of working time from one minute to the maximum; for a system, and by
//! its clock, over all minutes. The language has no way to say a minimum, so one minute stands for it. What is
//! drawn becomes lines of the case: running it stays a matter of the case alone.

mod splitmix;

use std::collections::HashMap;

use splitmix::SplitMix64;

use super::{Entry, Stop, Trace};
use crate::calendar::{Calendar, Clock, Instant, Length, UnknownYear};
use crate::duration::{Duration, Quantity, Unit};
use crate::graph::{NodeKind, ProcessSet};
use crate::model::{Case, Given, GivenFor, GivenValue, StepRef, Term};

const MINUTE: i64 = 60;

/// The case with durations drawn for the steps and replies for which it gives no time, at the end of its lines.
///
/// A step that is done several times takes as long each time, and never longer than it may at any of them. A step
/// that has no name, no term, or no minute of working time before its end takes its maximum.
///
/// # Errors
///
/// Why the case cannot go on; see [`Stop`].
pub fn drawn(set: &ProcessSet, case: &Case, seed: u64) -> Result<Case, Stop> {
    let given = case.given.iter().filter(|given| !matches!(given.value, GivenValue::Answers(_)));
    let mut draws = Draws {
        set,
        random: SplitMix64::for_text(seed, &case.title),
        known: given.map(|given| (key(given), Takes::Fixed)).collect(),
        lines: Vec::new(),
    };
    let mut walked = case.clone();
    // What ends earlier lets all that follows begin earlier, so a step is drawn when those before it are.
    while draws.settle_next(&super::run(set, &walked)?)? {
        walked.given.truncate(case.given.len());
        walked.given.extend(draws.lines.iter().cloned());
    }
    Ok(walked)
}

/// A step or a wait, within its procedure.
type Key = (Option<String>, GivenFor);

fn key(given: &Given) -> Key {
    (given.within.clone(), given.about.clone())
}

/// How long a step takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// As the case says, or its maximum.
    Fixed,
    /// So many minutes.
    Drawn(u32),
}

struct Draws<'a> {
    set: &'a ProcessSet,
    random: SplitMix64,
    known: HashMap<Key, Takes>,
    /// The draws as lines of the case, in the order in which the steps began.
    lines: Vec<Given>,
}

impl Draws<'_> {
    /// Draws for the first step that has no draw yet, or again for one that takes longer than it may when it is
    /// done once more; tells whether there was one.
    fn settle_next(&mut self, trace: &Trace) -> Result<bool, UnknownYear> {
        for entry in &trace.entries {
            let Some(work) = Work::of(self.set, trace, entry) else { continue };
            let known = self.known.get(&work.key).copied();
            if known == Some(Takes::Fixed) {
                continue;
            }
            let most = work.most()?;
            if !matches!(known, Some(Takes::Drawn(minutes)) if minutes <= most) {
                self.settle(work.key, most);
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn settle(&mut self, key: Key, most: u32) {
        self.lines.retain(|line| self::key(line) != key);
        if most == 0 {
            self.known.insert(key, Takes::Fixed);
            return;
        }
        let minutes = self.random.up_to(most);
        let (within, about) = key.clone();
        self.lines.push(Given { within, about, value: GivenValue::Lasts(duration(minutes)), span: None });
        self.known.insert(key, Takes::Drawn(minutes));
    }
}

/// So many minutes, as hours and minutes.
fn duration(minutes: u32) -> Duration {
    let parts = [(minutes / 60, Unit::Hour), (minutes % 60, Unit::Minute)];
    let quantities = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, unit)| Quantity { n, unit });
    Duration { quantities: quantities.collect(), consecutive: false }
}

/// The work of an entry whose duration may be drawn.
struct Work<'a> {
    key: Key,
    calendar: &'a Calendar,
    clock: Clock,
    /// From when it is counted.
    from: Instant,
    waiting: Option<&'a Term>,
    term: Option<&'a Term>,
}

impl<'a> Work<'a> {
    /// Nothing where nothing is counted, or where the step has no name to give a duration to.
    fn of(set: &'a ProcessSet, trace: &Trace, entry: &Entry) -> Option<Self> {
        let process = set.find(entry.within.as_deref().unwrap_or(&trace.procedure), trace.variant)?;
        let own = || Some((&set.head.calendar.as_ref()?.calendar, Clock::Working));
        let ((calendar, clock), waiting, term) = match &process.node(entry.node)?.kind {
            NodeKind::Task(task) => (set.pace(&task.performers, task.automatic)?, &task.waiting, &task.term),
            NodeKind::Decision(decision) if !decision.unstated => {
                (set.pace(&decision.checkers, false)?, &decision.waiting, &decision.term)
            }
            NodeKind::Wait(wait) => (own()?, &None, &wait.bound),
            _ => return None,
        };
        let about = match &process.node(entry.node)?.kind {
            NodeKind::Wait(wait) => GivenFor::Wait(wait.title.clone()),
            _ => GivenFor::Step(StepRef { kind: entry.step.kind, name: entry.step.name.clone()? }),
        };
        let (from, _) = entry.counted.iter().flatten().next().copied()?;
        let key = (entry.within.clone(), about);
        Some(Self { key, calendar, clock, from, waiting: waiting.as_ref(), term: term.as_ref() })
    }

    /// The minutes that there are until it must have ended.
    fn most(&self) -> Result<u32, UnknownYear> {
        let length = |term: Option<&Term>| term.map(|term| Length::of(&term.duration, self.clock)).unwrap_or_default();
        let served = self.calendar.add(self.from, length(self.waiting))?;
        let ends = self.calendar.add(served, length(self.term))?;
        let seconds = match self.clock {
            Clock::Working => self.calendar.working_seconds_between(self.from, ends),
            Clock::RoundTheClock => ends.seconds() - self.from.seconds(),
        };
        Ok(u32::try_from(seconds / MINUTE).unwrap_or_default())
    }
}
