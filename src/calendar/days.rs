//! Which days of the known years are worked, and how many of them come before a day.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, WeekdaySet};

use super::error::UnknownYear;

/// The days of the known years, with the sums that make counting working days one look-up.
#[derive(Debug, Clone)]
pub(super) struct Days {
    years: RangeInclusive<i32>,
    first: NaiveDate,
    /// For each day, the number of working days before it; one entry more for the end.
    worked_before: Vec<usize>,
    /// The working days, in order.
    working: Vec<NaiveDate>,
}

impl Days {
    /// The days of `years`: the working week, except where `exceptions` says whether a day is worked.
    pub(super) fn new(
        years: RangeInclusive<i32>,
        week: WeekdaySet,
        exceptions: impl IntoIterator<Item = (NaiveDate, bool)>,
    ) -> Self {
        let exceptions: BTreeMap<_, _> = exceptions.into_iter().collect();
        let first = NaiveDate::from_ymd_opt(*years.start(), 1, 1).unwrap_or_default();
        let mut days = Self { first, worked_before: vec![0], working: Vec::new(), years };
        for date in first.iter_days().take_while(|date| date.year() <= *days.years.end()) {
            if exceptions.get(&date).copied().unwrap_or_else(|| week.contains(date.weekday())) {
                days.working.push(date);
            }
            days.worked_before.push(days.working.len());
        }
        days
    }

    /// Fails unless the year of `date` is known.
    pub(super) fn known(&self, date: NaiveDate) -> Result<(), UnknownYear> {
        if self.years.contains(&date.year()) { Ok(()) } else { Err(UnknownYear { year: date.year() }) }
    }

    /// Whether a day is worked.
    pub(super) fn is_working(&self, date: NaiveDate) -> Result<bool, UnknownYear> {
        Ok(self.before(date)? != self.through(date)?)
    }

    /// The number of working days of the known years before `date`.
    pub(super) fn before(&self, date: NaiveDate) -> Result<usize, UnknownYear> {
        self.sum(date, 0)
    }

    /// The number of working days of the known years up to and including `date`.
    pub(super) fn through(&self, date: NaiveDate) -> Result<usize, UnknownYear> {
        self.sum(date, 1)
    }

    /// The working day with so many before it.
    pub(super) fn nth(&self, before: u64) -> Result<NaiveDate, UnknownYear> {
        let day = usize::try_from(before).ok().and_then(|index| self.working.get(index));
        day.copied().ok_or(self.after())
    }

    /// The last working day before `date`.
    pub(super) fn previous(&self, date: NaiveDate) -> Result<NaiveDate, UnknownYear> {
        let index = self.before(date)?.checked_sub(1);
        let day = index.and_then(|index| self.working.get(index));
        day.copied().ok_or(UnknownYear { year: self.years.start() - 1 })
    }

    /// What there is to say of a day too far ahead to be named: the first year after the known ones.
    pub(super) fn after(&self) -> UnknownYear {
        UnknownYear { year: self.years.end() + 1 }
    }

    fn sum(&self, date: NaiveDate, offset: usize) -> Result<usize, UnknownYear> {
        let index = usize::try_from((date - self.first).num_days()).ok();
        let sum = self.known(date).map(|()| index.and_then(|index| self.worked_before.get(index + offset)))?;
        sum.copied().ok_or(UnknownYear { year: date.year() })
    }
}
