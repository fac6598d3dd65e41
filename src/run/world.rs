//! What every procedure of a case shares.

use super::given::Givens;
use super::trace::Entry;
use super::{MAX_STEPS, Stop};
use crate::calendar::{Calendar, Instant};
use crate::graph::ProcessSet;
use crate::model::Case;

/// The regulation, the case, and how much of it has been carried out.
pub struct World<'a> {
    pub set: &'a ProcessSet,
    /// The regulation's calendar: its limits and waits are counted by it.
    pub calendar: &'a Calendar,
    pub case: &'a Case,
    pub givens: Givens<'a>,
    /// Whether limits that expire end the case, where the act says so.
    pub expires: bool,
    /// When the application counts as filed.
    pub filed: Instant,
    /// Where the case cannot go on: the steps carried out until then.
    pub stopped: Vec<Entry>,
    steps: usize,
}

impl<'a> World<'a> {
    /// A case that has not begun.
    pub fn new(set: &'a ProcessSet, case: &'a Case, expires: bool) -> Result<Self, Stop> {
        let calendar = &set.head.calendar.as_ref().ok_or(Stop::NoCalendar)?.calendar;
        let filed = calendar.filed(calendar.instant(case.filed))?;
        Ok(Self { set, calendar, case, givens: Givens::of(case), expires, filed, stopped: Vec::new(), steps: 0 })
    }

    /// Counts a step.
    pub fn step(&mut self) -> Result<(), Stop> {
        self.steps += 1;
        if self.steps > MAX_STEPS { Err(Stop::Endless) } else { Ok(()) }
    }
}
