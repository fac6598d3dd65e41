//! A duration sorted by the way its units are counted.

use crate::duration::{Duration, Quantity, Unit};

use super::Clock;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// The sums of a duration's quantities. They saturate: a number that large is in no known year anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Length {
    /// Months; a year is twelve.
    pub(super) months: u64,
    /// Weeks.
    pub(super) weeks: u64,
    /// Calendar days.
    pub(super) days: u64,
    /// Working days.
    pub(super) working_days: u64,
    /// Seconds by the clock.
    pub(super) clock: u64,
    /// Seconds of working time.
    pub(super) working: u64,
}

impl Length {
    /// Sums a duration up; `clock` is that of whoever performs the step.
    pub(super) fn of(duration: &Duration, clock: Clock) -> Self {
        let consecutive = duration.consecutive || clock == Clock::RoundTheClock;
        let mut length = Self::default();
        for quantity in &duration.quantities {
            length.push(*quantity, consecutive);
        }
        length
    }

    /// Whether it counts any days, weeks, months or years.
    pub(super) fn has_days(self) -> bool {
        self.has_dates() || self.days > 0 || self.working_days > 0
    }

    /// Whether it counts any weeks, months or years, which lead from a date to a like date.
    pub(super) fn has_dates(self) -> bool {
        self.months > 0 || self.weeks > 0
    }

    fn push(&mut self, Quantity { n, unit }: Quantity, consecutive: bool) {
        let (sum, times) = match unit {
            Unit::Minute | Unit::Hour if consecutive => {
                (&mut self.clock, if unit == Unit::Hour { HOUR } else { MINUTE })
            }
            Unit::Minute => (&mut self.working, MINUTE),
            Unit::Hour => (&mut self.working, HOUR),
            Unit::Day24h => (&mut self.clock, DAY),
            Unit::WorkingDay => (&mut self.working_days, 1),
            Unit::CalendarDay => (&mut self.days, 1),
            Unit::Week => (&mut self.weeks, 1),
            Unit::Month => (&mut self.months, 1),
            Unit::Year => (&mut self.months, 12),
        };
        *sum = sum.saturating_add(u64::from(n) * times);
    }
}
