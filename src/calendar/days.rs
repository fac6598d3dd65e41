//! The days of the known years: when each begins, and how much has been worked before it.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::error::UnknownYear;
use super::hours::{DAY, WorkingHours};
use super::shape::{Kind, MINUTE, Shape, Shapes};
use super::{Instant, zone};

/// The days of the known years, with the sums that make every count a look-up.
#[derive(Debug)]
pub(super) struct Days {
    years: RangeInclusive<i32>,
    zone: Tz,
    first: NaiveDate,
    /// The days in order, and one more for the end.
    table: Vec<Day>,
    /// The working days, by their index in `table`.
    working: Vec<u32>,
    shapes: Vec<Shape>,
}

/// A row of the table. The sums are those of all days before it.
#[derive(Debug, Clone, Copy)]
struct Day {
    begins: Instant,
    worked_seconds: i64,
    worked_days: u32,
    shape: u32,
}

/// The work since the first known day.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    /// The seconds worked before an instant.
    pub(super) seconds: i64,
    /// The working days up to and including its day.
    pub(super) days: i64,
}

/// A day of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct KnownDay<'a> {
    /// Its place among the known days.
    pub(super) index: i64,
    day: &'a Day,
    next: &'a Day,
    shape: &'a Shape,
}

impl Days {
    /// The days of `years`, each worked as `kind` says.
    pub(super) fn new(
        years: RangeInclusive<i32>,
        zone: Tz,
        hours: &WorkingHours,
        kind: impl Fn(NaiveDate) -> Kind,
    ) -> Self {
        let first = NaiveDate::from_ymd_opt(*years.start(), 1, 1).unwrap_or_default();
        let mut shapes = Shapes::new(hours, zone);
        let (mut table, mut working) = (Vec::new(), Vec::new());
        let mut row = Day { begins: zone::beginning(zone, first), worked_seconds: 0, worked_days: 0, shape: 0 };
        for (index, date) in (0..).zip(first.iter_days().take_while(|date| date.year() <= *years.end())) {
            let tomorrow = date.succ_opt().map_or(row.begins, |next| zone::beginning(zone, next).max(row.begins));
            let (shape, worked) = shapes.of(date, &(row.begins..tomorrow), kind(date));
            table.push(Day { shape, ..row });
            // A day whose hours the clocks skip, as Samoa skipped 2011-12-30, is worked by nobody.
            working.extend((worked > 0).then_some(index));
            row.begins = tomorrow;
            row.worked_seconds += i64::from(worked);
            row.worked_days += u32::from(worked > 0);
        }
        table.push(row);
        Self { years, zone, first, table, working, shapes: shapes.all }
    }

    /// The known days, in order.
    pub(super) fn dates(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = *self.years.end();
        self.first.iter_days().take_while(move |date| date.year() <= last)
    }

    /// The day that an instant belongs to.
    ///
    /// A day begins with the first instant from which on the clocks show its date or a later one, so days
    /// follow each other even where the clocks go back over midnight.
    pub(super) fn at(&self, at: Instant) -> Result<KnownDay<'_>, UnknownYear> {
        let begins = |index: usize| self.table.get(index).map(|day| day.begins);
        let passed = at.seconds().saturating_sub(begins(0).map_or(0, Instant::seconds));
        // The guess is off by the change of offset since the first day, which is a day at the most.
        let mut index = usize::try_from(passed / i64::from(DAY)).unwrap_or(0).min(self.table.len());
        while begins(index).is_none_or(|begins| at < begins) {
            index = index.checked_sub(1).ok_or_else(|| self.unknown(at))?;
        }
        while begins(index + 1).is_some_and(|begins| begins <= at) {
            index += 1;
        }
        self.get(index).ok_or_else(|| self.unknown(at))
    }

    /// The day of a date.
    pub(super) fn on(&self, date: NaiveDate) -> Result<KnownDay<'_>, UnknownYear> {
        self.nth((date - self.first).num_days()).map_err(|_| UnknownYear { year: date.year() })
    }

    /// The day so many after the first.
    pub(super) fn nth(&self, index: i64) -> Result<KnownDay<'_>, UnknownYear> {
        let day = usize::try_from(index).ok().and_then(|index| self.get(index));
        day.ok_or_else(|| match self.first.checked_add_signed(TimeDelta::try_days(index).unwrap_or(TimeDelta::MAX)) {
            Some(date) => UnknownYear { year: date.year() },
            None if index < 0 => self.before(),
            None => self.after(),
        })
    }

    /// The working day with so many before it.
    pub(super) fn nth_working(&self, before: i64) -> Result<KnownDay<'_>, UnknownYear> {
        let index = usize::try_from(before).map_err(|_| self.before())?;
        let day = self.working.get(index).and_then(|day| self.get(*day as usize));
        day.ok_or_else(|| self.after())
    }

    /// The day on which the seconds worked since the first day come to `worked`, or with `at_once` to more
    /// than it: the last second of a day's work is its own, and the next one the next day's.
    ///
    /// `near` is a working day, by the number of those before it, that is tried first.
    pub(super) fn reaching(&self, worked: i64, at_once: bool, near: i64) -> Result<KnownDay<'_>, UnknownYear> {
        let comes_later = |sum: i64| if at_once { sum <= worked } else { sum < worked };
        let is_it = |day: &KnownDay<'_>| comes_later(day.day.worked_seconds) && !comes_later(day.next.worked_seconds);
        if let Some(day) = self.nth_working(near).ok().filter(is_it) {
            return Ok(day);
        }
        let index = self.table.partition_point(|day| comes_later(day.worked_seconds));
        let index = index.checked_sub(1).ok_or_else(|| self.before())?;
        self.get(index).ok_or_else(|| self.after())
    }

    /// The work of the known days up to an instant, which need not be known itself.
    pub(super) fn sums(&self, at: Instant) -> Sums {
        match self.at(at) {
            Ok(day) => Sums { seconds: day.worked_by(at), days: day.working_through() },
            Err(_) if at < self.end() => Sums::default(),
            Err(_) => self
                .table
                .last()
                .map_or(Sums::default(), |end| Sums { seconds: end.worked_seconds, days: i64::from(end.worked_days) }),
        }
    }

    /// What there is to say of a day too far ahead to be named: the first year after the known ones.
    pub(super) fn after(&self) -> UnknownYear {
        UnknownYear { year: self.years.end() + 1 }
    }

    /// What there is to say of a day too far back to be named: the last year before the known ones.
    pub(super) fn before(&self) -> UnknownYear {
        UnknownYear { year: self.years.start() - 1 }
    }

    /// The first instant after the known days.
    pub(super) fn end(&self) -> Instant {
        self.table.last().map_or(Instant::from_seconds(i64::MIN), |day| day.begins)
    }

    /// The date of a day.
    pub(super) fn date(&self, day: KnownDay<'_>) -> NaiveDate {
        self.first.checked_add_signed(TimeDelta::days(day.index)).unwrap_or(self.first)
    }

    fn get(&self, index: usize) -> Option<KnownDay<'_>> {
        let (day, next) = (self.table.get(index)?, self.table.get(index + 1)?);
        let shape = self.shapes.get(day.shape as usize)?;
        Some(KnownDay { index: i64::try_from(index).ok()?, day, next, shape })
    }

    fn unknown(&self, at: Instant) -> UnknownYear {
        let year = zone::local(self.zone, at).year();
        let named = (-9999..=99_999).contains(&year) && !self.years.contains(&year);
        match (named, at < self.end()) {
            (true, _) => UnknownYear { year },
            (false, true) => self.before(),
            (false, false) => self.after(),
        }
    }
}

impl<'a> KnownDay<'a> {
    /// Its first instant.
    pub(super) fn begins(self) -> Instant {
        self.day.begins
    }

    /// The first instant of the next day.
    pub(super) fn ends(self) -> Instant {
        self.next.begins
    }

    /// Its last whole minute.
    pub(super) fn last_minute(self) -> Instant {
        self.ends().later(-MINUTE).max(self.begins())
    }

    /// When the office closes, or would if it worked that day.
    pub(super) fn closing(self) -> Instant {
        self.instant(self.shape.closing())
    }

    /// Whether it is worked.
    pub(super) fn is_worked(self) -> bool {
        self.day.worked_days != self.next.worked_days
    }

    /// The working days before it.
    pub(super) fn working_before(self) -> i64 {
        i64::from(self.day.worked_days)
    }

    /// The working days up to and including it.
    pub(super) fn working_through(self) -> i64 {
        i64::from(self.next.worked_days)
    }

    /// The seconds worked from the first known day to its beginning.
    pub(super) fn worked_before(self) -> i64 {
        self.day.worked_seconds
    }

    /// The seconds worked from the first known day to `at`, which is of this day.
    pub(super) fn worked_by(self, at: Instant) -> i64 {
        self.day.worked_seconds + i64::from(self.shape.worked_by(self.second(at)))
    }

    /// The earliest instant by which so many seconds have been worked since the first known day; the day
    /// must be the one that they are [reached](Days::reaching) on.
    pub(super) fn reached(self, worked: i64) -> Instant {
        self.instant(self.shape.reached(self.of_today(worked)))
    }

    /// The latest instant at which no more have been worked; likewise.
    pub(super) fn left(self, worked: i64) -> Instant {
        self.instant(self.shape.left(self.of_today(worked)))
    }

    /// The first working time of the day that ends after `at`: its first instant and that after its last.
    pub(super) fn next_work(self, at: Instant) -> Option<(Instant, Instant)> {
        let hours = self.shape.next(self.second(at))?;
        Some((self.instant(hours.start), self.instant(hours.end)))
    }

    /// The instant up to which work goes on that was going on just before `at`.
    pub(super) fn work_until(self, at: Instant) -> Option<Instant> {
        self.shape.until(self.second(at)).map(|hours| self.instant(hours.end))
    }

    /// The day's working time, in order: the first instants and those after the last.
    pub(super) fn work(self) -> impl DoubleEndedIterator<Item = (Instant, Instant)> + use<'a> {
        self.shape.intervals().iter().map(move |hours| (self.instant(hours.start), self.instant(hours.end)))
    }

    fn of_today(self, worked: i64) -> u32 {
        u32::try_from(worked - self.day.worked_seconds).unwrap_or(0)
    }

    fn second(self, at: Instant) -> u32 {
        u32::try_from(at.seconds() - self.day.begins.seconds()).unwrap_or(0)
    }

    fn instant(self, second: u32) -> Instant {
        self.day.begins.later(i64::from(second))
    }
}
