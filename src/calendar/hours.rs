//! The hours of a working day, counted in seconds from midnight.

use chrono::{NaiveTime, Timelike};

use super::spec::WorkingInterval;

/// Seconds of a day by the clock.
pub(super) const DAY: u32 = 24 * 60 * 60;

/// The hours of every working day of one calendar.
///
/// INVARIANT: the intervals are in order, apart, not empty, and at least one (`validate::hours`).
#[derive(Debug, Clone)]
pub(super) struct WorkingHours {
    intervals: Vec<Interval>,
}

#[derive(Debug, Clone, Copy)]
struct Interval {
    start: u32,
    end: u32,
}

impl WorkingHours {
    /// Takes intervals that have been validated.
    pub(super) fn new(intervals: &[WorkingInterval]) -> Self {
        let intervals = intervals.iter().map(|hours| Interval { start: start(*hours), end: end(*hours) });
        Self { intervals: intervals.collect() }
    }

    /// The seconds worked in a whole day.
    pub(super) fn length(&self) -> u32 {
        self.worked_by(DAY)
    }

    /// The seconds of work between midnight and `second`.
    pub(super) fn worked_by(&self, second: u32) -> u32 {
        self.intervals.iter().map(|hours| second.clamp(hours.start, hours.end) - hours.start).sum()
    }

    /// The earliest second by which `worked` seconds have been worked; closing for more than a day's.
    ///
    /// Work that is done when a break begins is done then, not when the break ends.
    pub(super) fn reached(&self, worked: u32) -> u32 {
        let mut left = worked;
        for hours in &self.intervals {
            let length = hours.end - hours.start;
            if left <= length {
                return hours.start + left;
            }
            left -= length;
        }
        self.closing()
    }

    /// The first second of work at or after `second`; `None` once the office has closed.
    pub(super) fn next(&self, second: u32) -> Option<u32> {
        self.intervals.iter().find(|hours| second < hours.end).map(|hours| second.max(hours.start))
    }

    /// The second at which work begins.
    pub(super) fn opening(&self) -> u32 {
        self.intervals.first().map_or(0, |hours| hours.start)
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
