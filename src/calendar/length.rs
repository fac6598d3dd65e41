//! A duration sorted by the way its units are counted.

use crate::duration::{Duration, Quantity, Unit};

use super::Clock;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A duration that has been summed up, ready to be counted.
///
/// The sums saturate: a number that large is in no known year anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Length {
    /// Months; a year is twelve.
    pub(super) months: i64,
    /// Weeks.
    pub(super) weeks: i64,
    /// Calendar days.
    pub(super) days: i64,
    /// Working days.
    pub(super) working_days: i64,
    /// Seconds by the clock.
    pub(super) clock: i64,
    /// Seconds of working time.
    pub(super) working: i64,
}

impl Length {
    /// Sums a duration up; `clock` is that of whoever performs the step.
    #[must_use]
    pub fn of(duration: &Duration, clock: Clock) -> Self {
        let consecutive = duration.consecutive || clock == Clock::RoundTheClock;
        let mut length = Self::default();
        for quantity in &duration.quantities {
            length.push(*quantity, consecutive);
        }
        length
    }

    /// The quantities that it sums, in the order they are counted in; those by the clock are told apart.
    #[must_use]
    pub fn quantities(self) -> Vec<(Quantity, Clock)> {
        let whole = |sum: i64, unit, clock| {
            let n = u32::try_from(sum).unwrap_or(u32::MAX);
            (n > 0).then_some((Quantity { n, unit }, clock))
        };
        let days = [
            (self.months, Unit::Month),
            (self.weeks, Unit::Week),
            (self.days, Unit::CalendarDay),
            (self.working_days, Unit::WorkingDay),
        ];
        let days = days.into_iter().filter_map(|(sum, unit)| whole(sum, unit, Clock::Working));
        let times = [(self.clock, Clock::RoundTheClock), (self.working, Clock::Working)];
        let times = times.into_iter().flat_map(|(sum, clock)| {
            [whole(sum / HOUR, Unit::Hour, clock), whole(sum % HOUR / MINUTE, Unit::Minute, clock)]
        });
        days.chain(times.flatten()).collect()
    }

    /// Whether nothing is to be counted.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self == Self::default()
    }

    /// Whether it counts any working days, calendar days, weeks, months or years.
    #[must_use]
    pub fn counts_days(self) -> bool {
        self.counts_dates() || self.working_days > 0
    }

    /// Whether it counts any calendar days, weeks, months or years.
    pub(super) fn counts_dates(self) -> bool {
        self.has_dates() || self.days > 0
    }

    /// Whether it counts any weeks, months or years, which lead from a date to a like date.
    pub(super) fn has_dates(self) -> bool {
        self.months > 0 || self.weeks > 0
    }

    /// The same with each working day as so many seconds of working time.
    pub(super) fn to_the_minute(self, a_day: i64) -> Self {
        let working = self.working.saturating_add(self.working_days.saturating_mul(a_day));
        Self { working, working_days: 0, ..self }
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
        *sum = sum.saturating_add(i64::from(n) * times);
    }
}
