//! The hours of a regular working day, counted in seconds from midnight by its clock.

use chrono::{NaiveTime, Timelike};

use super::spec::WorkingInterval;

/// Seconds of a day by the clock.
pub(super) const DAY: u32 = 24 * 60 * 60;

/// The hours of a working day.
///
/// INVARIANT: the intervals are in order, apart, not empty, and at least one (`validate`).
#[derive(Debug, Clone)]
pub(super) struct WorkingHours {
    intervals: Vec<Interval>,
}

/// From one second to before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    /// The first second.
    pub(super) start: u32,
    /// The second after the last.
    pub(super) end: u32,
}

impl WorkingHours {
    /// Takes intervals that have been validated.
    pub(super) fn new(intervals: &[WorkingInterval]) -> Self {
        let intervals = intervals.iter().map(|hours| Interval { start: start(*hours), end: end(*hours) });
        Self { intervals: intervals.collect() }
    }

    /// The hours of a day that ends early: what begins at or after `until` falls away.
    pub(super) fn until(&self, until: u32) -> Self {
        let kept = self.intervals.iter().filter(|hours| hours.start < until);
        Self { intervals: kept.map(|hours| Interval { end: hours.end.min(until), ..*hours }).collect() }
    }

    /// The hours, in order.
    pub(super) fn intervals(&self) -> &[Interval] {
        &self.intervals
    }

    /// The seconds worked in a whole day.
    pub(super) fn length(&self) -> u32 {
        self.intervals.iter().map(|hours| hours.end - hours.start).sum()
    }

    /// The second at which work ends.
    pub(super) fn closing(&self) -> u32 {
        self.intervals.last().map_or(DAY, |hours| hours.end)
    }
}

/// The second at which hours begin.
pub(super) fn start(hours: WorkingInterval) -> u32 {
    hours.start.num_seconds_from_midnight()
}

/// The second at which hours end: midnight ends the day, it does not begin it.
pub(super) fn end(hours: WorkingInterval) -> u32 {
    if hours.end == NaiveTime::MIN { DAY } else { hours.end.num_seconds_from_midnight() }
}
