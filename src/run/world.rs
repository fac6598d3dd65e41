//! What every procedure of a case shares.

use super::log::Log;
use super::plan::{Plan, Ready};
use super::script::Script;
use super::{MAX_STEPS, Stop};
use crate::calendar::{Calendar, Instant};
use crate::model::Case;

/// The regulation, the case, and how much of it has been carried out.
#[derive(Debug)]
pub struct World<'a> {
    pub plan: &'a Plan<'a>,
    /// The regulation's calendar: its limits and waits are counted by it.
    pub calendar: &'a Calendar,
    pub case: &'a Case,
    pub script: Script<'a>,
    /// Whether limits that expire end the case, where the act says so.
    pub expires: bool,
    /// When the application counts as filed.
    pub filed: Instant,
    pub log: &'a mut Log,
    steps: usize,
}

impl<'a> World<'a> {
    /// A case of its `own` procedure that has not begun.
    pub fn new(
        plan: &'a Plan<'a>,
        own: &'a Ready<'a>,
        case: &'a Case,
        expires: bool,
        log: &'a mut Log,
    ) -> Result<Self, Stop> {
        let calendar = plan.calendar.ok_or(Stop::NoCalendar)?;
        let filed = calendar.filed(calendar.instant(case.filed))?;
        log.clear();
        Ok(Self { plan, calendar, case, script: Script::of(plan, own, case, calendar), expires, filed, log, steps: 0 })
    }

    /// Counts a step.
    pub fn step(&mut self) -> Result<(), Stop> {
        self.steps += 1;
        if self.steps > MAX_STEPS { Err(Stop::Endless) } else { Ok(()) }
    }
}
