//! Durations drawn at random: a case in which every step takes some of the time that it may.
//!
//! A draw is uniform over the whole minutes of working time from one minute to the maximum; for a system, and by
//! its clock, over all minutes. The language has no way to say a minimum, so one minute stands for it. What is
//! drawn becomes lines of the case: running it stays a matter of the case alone.

mod splitmix;

use std::collections::{HashMap, HashSet};

use splitmix::SplitMix64;

use super::{Entry, Plan, Stop, Trace};
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
        fixed: given.map(key).collect(),
        shares: HashMap::new(),
    };
    let plan = Plan::of_case(set, case);
    let mut walked = case.clone();
    // What ends earlier lets all that follows begin earlier, and have another maximum. The first step is settled at
    // once, each of the others when those before it are; so this comes to an end, and mostly soon.
    loop {
        let trace = plan.run(&walked)?;
        let lines = draws.lines(&trace)?;
        let is_settled = walked.given.get(case.given.len()..) == Some(lines.as_slice());
        if is_settled && !draws.lower(&trace, &lines)? {
            return Ok(walked);
        }
        if !is_settled {
            walked.given.truncate(case.given.len());
            walked.given.extend(lines);
        }
    }
}

/// A step or a wait, within its procedure.
type Key = (Option<String>, GivenFor);

fn key(given: &Given) -> Key {
    (given.within.clone(), given.about.clone())
}

/// How much of its time a step takes.
struct Share {
    /// Of all that there is, in parts of 2⁶⁴.
    part: u64,
    /// The most minutes that it may take wherever it is done again.
    cap: u32,
}

struct Draws<'a> {
    set: &'a ProcessSet,
    random: SplitMix64,
    /// What takes as long as the case says, or its maximum.
    fixed: HashSet<Key>,
    shares: HashMap<Key, Share>,
}

impl Draws<'_> {
    /// The draws as lines of the case, in the order in which the steps began.
    fn lines(&mut self, trace: &Trace) -> Result<Vec<Given>, UnknownYear> {
        let (mut lines, mut told) = (Vec::new(), HashSet::new());
        for entry in &trace.entries {
            let Some(work) = Work::of(self.set, trace, entry).filter(|work| !self.fixed.contains(&work.key)) else {
                continue;
            };
            if !told.insert(work.key.clone()) {
                continue;
            }
            let random = &mut self.random;
            let share = self.shares.entry(work.key.clone());
            let share = share.or_insert_with(|| Share { part: random.next(), cap: u32::MAX });
            let most = work.most()?;
            if most > 0 {
                let minutes = splitmix::up_to(share.part, most).min(share.cap);
                let (within, about) = work.key;
                lines.push(Given { within, about, value: GivenValue::Lasts(duration(minutes)), span: None });
            }
        }
        Ok(lines)
    }

    /// Lowers what is above its maximum where it is done again; tells whether there was any.
    fn lower(&mut self, trace: &Trace, lines: &[Given]) -> Result<bool, UnknownYear> {
        let drawn: HashMap<Key, u32> = lines.iter().map(|line| (key(line), minutes(line))).collect();
        let mut is_lowered = false;
        for entry in &trace.entries {
            let Some(work) = Work::of(self.set, trace, entry) else { continue };
            let (Some(drawn), most) = (drawn.get(&work.key), work.most()?) else { continue };
            if *drawn <= most {
                continue;
            }
            is_lowered = true;
            // By half at least: lowering it moves what comes after it, and it shall not take minutes one by one.
            let cap = most.min(drawn / 2);
            if cap == 0 {
                self.fixed.insert(work.key);
            } else if let Some(share) = self.shares.get_mut(&work.key) {
                share.cap = share.cap.min(cap);
            }
        }
        Ok(is_lowered)
    }
}

/// The minutes of a draw.
fn minutes(line: &Given) -> u32 {
    let GivenValue::Lasts(duration) = &line.value else { return 0 };
    duration.quantities.iter().map(|one| if one.unit == Unit::Hour { one.n.saturating_mul(60) } else { one.n }).sum()
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
