//! The days of the known years: when each begins, and how much has been worked before it.

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use chrono::{Datelike, Months, NaiveDate, NaiveTime, TimeDelta, Timelike};

use super::error::UnknownYear;
use super::hours::{DAY, WorkingHours};
use super::shape::{Kind, MINUTE, Shape, Shapes};
use super::zone::Beginnings;
use super::{Instant, Zone};

/// The days of the known years, with the sums that make every count a look-up.
#[derive(Debug)]
pub(super) struct Days {
    years: RangeInclusive<i32>,
    zone: Zone,
    first: NaiveDate,
    /// The first instant of the known days, and that after them.
    lasts: Range<Instant>,
    /// All their work.
    sums: Sums,
    /// The days in order.
    table: Vec<Day>,
    /// The working days, by their index in `table`.
    working: Vec<u32>,
    /// The months in order, each as the indices of its first and its last day.
    months: Vec<(u32, u32)>,
}

/// A row of the table. The sums are those of all days before it.
#[derive(Debug)]
pub(super) struct Day {
    begins: Instant,
    /// When the next day begins.
    ends: Instant,
    worked_seconds: i64,
    worked_days: u32,
    /// The seconds worked in it.
    length: u32,
    /// Its place in the table.
    index: u32,
    /// Its place in its month, from 0.
    of_month: u16,
    /// The place of its month.
    month: u16,
    shape: Arc<Shape>,
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
pub(super) struct KnownDay<'a>(&'a Day);

impl Days {
    /// The days of `years`, each worked as `kind` says, which is asked once for each, in order.
    pub(super) fn new(
        years: RangeInclusive<i32>,
        zone: Zone,
        hours: &WorkingHours,
        mut kind: impl FnMut(NaiveDate) -> Kind,
    ) -> Self {
        let first = first(&years);
        let mut shapes = Shapes::new(hours, zone);
        let mut beginnings = Beginnings::new(zone);
        let mut begins = beginnings.of(first);
        let mut days = Self {
            lasts: begins..begins,
            sums: Sums::default(),
            table: Vec::with_capacity(dates(&years).count()),
            working: Vec::new(),
            months: Vec::new(),
            years,
            zone,
            first,
        };
        for date in dates(&days.years) {
            let ends = date.succ_opt().map_or(begins, |next| beginnings.of(next).max(begins));
            days.push(date, begins..ends, shapes.of(date, &(begins..ends), kind(date)));
            begins = ends;
        }
        days.lasts.end = begins;
        days
    }

    /// Adds the next day.
    fn push(&mut self, date: NaiveDate, lasts: Range<Instant>, shape: Arc<Shape>) {
        let (index, length) = (place(self.table.len()), shape.length());
        match self.months.last_mut().filter(|_| date.day0() > 0) {
            Some((_, last)) => *last = index,
            None => self.months.push((index, index)),
        }
        self.table.push(Day {
            begins: lasts.start,
            ends: lasts.end,
            worked_seconds: self.sums.seconds,
            worked_days: place(self.working.len()),
            length,
            index,
            of_month: place(date.day0()),
            month: place(self.months.len() - 1),
            shape,
        });
        // A day whose hours the clocks skip, as Samoa skipped 2011-12-30, is worked by nobody.
        self.working.extend((length > 0).then_some(index));
        self.sums.seconds += i64::from(length);
        self.sums.days += i64::from(length > 0);
    }

    /// The day that an instant belongs to.
    ///
    /// A day begins with the first instant from which on the clocks show its date or a later one, so days
    /// follow each other even where the clocks go back over midnight.
    #[inline]
    pub(super) fn at(&self, at: Instant) -> Result<KnownDay<'_>, UnknownYear> {
        let passed = at.seconds().saturating_sub(self.lasts.start.seconds());
        let guess = usize::try_from(passed / i64::from(DAY)).unwrap_or(usize::MAX);
        match self.table.get(guess) {
            Some(day) if day.holds(at) => Ok(KnownDay(day)),
            _ => self.near(guess, at),
        }
    }

    /// The day that an instant belongs to, close to a guess: that is off by the change of offset since the
    /// first day, which is a day at the most.
    #[cold]
    fn near(&self, guess: usize, at: Instant) -> Result<KnownDay<'_>, UnknownYear> {
        self.check(at)?;
        let around = guess.saturating_sub(2)..=guess.saturating_add(2).min(self.table.len() - 1);
        let day = self.table.get(around).and_then(|days| days.iter().find(|day| day.holds(at)));
        day.map(KnownDay).ok_or_else(|| self.unknown(at))
    }

    /// Fails unless the year of an instant is known.
    pub(super) fn check(&self, at: Instant) -> Result<(), UnknownYear> {
        if self.lasts.contains(&at) { Ok(()) } else { Err(self.unknown(at)) }
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

    /// The index of the day so many months after another, before it if negative, or of that month's last.
    ///
    /// It may be beyond the known days.
    pub(super) fn months_later(&self, day: KnownDay<'_>, months: i64) -> Result<i64, UnknownYear> {
        let place = usize::try_from(months.saturating_add(i64::from(day.0.month)));
        match place.ok().and_then(|place| self.months.get(place)) {
            Some((first, last)) => Ok(i64::from((first + u32::from(day.0.of_month)).min(*last))),
            None => self.unknown_month(day, months),
        }
    }

    /// The same of an unknown month.
    #[cold]
    fn unknown_month(&self, day: KnownDay<'_>, months: i64) -> Result<i64, UnknownYear> {
        let (date, back) = (self.date(day), months < 0);
        let like = u32::try_from(months.unsigned_abs())
            .ok()
            .map(Months::new)
            .and_then(|months| if back { date.checked_sub_months(months) } else { date.checked_add_months(months) });
        let unnamed = || if back { self.before() } else { self.after() };
        like.map(|like| (like - self.first).num_days()).ok_or_else(unnamed)
    }

    /// The working day with so many before it.
    #[inline]
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
        let is_it = |day: &KnownDay<'_>| comes_later(day.worked_before()) && !comes_later(day.worked_through());
        if let Some(day) = self.nth_working(near).ok().filter(is_it) {
            return Ok(day);
        }
        let index = self.table.partition_point(|day| comes_later(day.worked_seconds));
        let day = index.checked_sub(1).map(|index| self.table.get(index)).ok_or_else(|| self.before())?;
        day.map(KnownDay).filter(is_it).ok_or_else(|| self.after())
    }

    /// The work of the known days up to an instant, which need not be known itself.
    pub(super) fn sums(&self, at: Instant) -> Sums {
        match self.at(at) {
            Ok(day) => Sums { seconds: day.worked_by(at), days: day.working_through() },
            Err(_) if at < self.end() => Sums::default(),
            Err(_) => self.sums,
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
        self.lasts.end
    }

    /// The date of a day.
    pub(super) fn date(&self, day: KnownDay<'_>) -> NaiveDate {
        self.first.checked_add_signed(TimeDelta::days(day.index())).unwrap_or(self.first)
    }

    fn get(&self, index: usize) -> Option<KnownDay<'_>> {
        self.table.get(index).map(KnownDay)
    }

    #[cold]
    fn unknown(&self, at: Instant) -> UnknownYear {
        let year = self.zone.local(at).year();
        let named = (-9999..=99_999).contains(&year) && !self.years.contains(&year);
        match (named, at < self.end()) {
            (true, _) => UnknownYear { year },
            (false, true) => self.before(),
            (false, false) => self.after(),
        }
    }
}

impl Day {
    /// Whether an instant is of this day.
    fn holds(&self, at: Instant) -> bool {
        self.begins <= at && at < self.ends
    }
}

impl<'a> KnownDay<'a> {
    /// Its place among the known days.
    pub(super) fn index(self) -> i64 {
        i64::from(self.0.index)
    }

    /// Its first instant.
    pub(super) fn begins(self) -> Instant {
        self.0.begins
    }

    /// The first instant of the next day.
    pub(super) fn ends(self) -> Instant {
        self.0.ends
    }

    /// The instant at which the clocks show a time of it; [`None`] unless they run through from its midnight to
    /// the next, as is known of a day of 24 hours.
    pub(super) fn showing(self, time: NaiveTime) -> Option<Instant> {
        let is_whole = self.ends().seconds() - self.begins().seconds() == i64::from(DAY);
        is_whole.then(|| self.instant(time.num_seconds_from_midnight()))
    }

    /// Its last whole minute.
    pub(super) fn last_minute(self) -> Instant {
        self.ends().later(-MINUTE).max(self.begins())
    }

    /// When the office closes, or would if it worked that day.
    pub(super) fn closing(self) -> Instant {
        self.instant(self.0.shape.closing())
    }

    /// Whether it is worked.
    pub(super) fn is_worked(self) -> bool {
        self.0.length > 0
    }

    /// The working days before it.
    pub(super) fn working_before(self) -> i64 {
        i64::from(self.0.worked_days)
    }

    /// The working days up to and including it.
    pub(super) fn working_through(self) -> i64 {
        i64::from(self.0.worked_days) + i64::from(self.is_worked())
    }

    /// The seconds worked from the first known day to its beginning.
    pub(super) fn worked_before(self) -> i64 {
        self.0.worked_seconds
    }

    /// The seconds worked from the first known day to its end.
    pub(super) fn worked_through(self) -> i64 {
        self.0.worked_seconds + i64::from(self.0.length)
    }

    /// The seconds worked from the first known day to `at`, which is of this day.
    pub(super) fn worked_by(self, at: Instant) -> i64 {
        self.0.worked_seconds + i64::from(self.0.shape.worked_by(self.second(at)))
    }

    /// The earliest instant by which so many seconds have been worked since the first known day; the day
    /// must be the one that they are [reached](Days::reaching) on.
    pub(super) fn reached(self, worked: i64) -> Instant {
        self.instant(self.0.shape.reached(self.of_today(worked)))
    }

    /// The latest instant at which no more have been worked; likewise.
    pub(super) fn left(self, worked: i64) -> Instant {
        self.instant(self.0.shape.left(self.of_today(worked)))
    }

    /// The first working time of the day that ends after `at`: its first instant and that after its last.
    pub(super) fn next_work(self, at: Instant) -> Option<(Instant, Instant)> {
        let hours = self.0.shape.next(self.second(at))?;
        Some((self.instant(hours.start), self.instant(hours.end)))
    }

    /// The instant up to which work goes on that was going on just before `at`.
    pub(super) fn work_until(self, at: Instant) -> Option<Instant> {
        self.0.shape.until(self.second(at)).map(|hours| self.instant(hours.end))
    }

    /// The day's working time, in order: the first instants and those after the last.
    pub(super) fn work(self) -> impl DoubleEndedIterator<Item = (Instant, Instant)> + use<'a> {
        self.0.shape.intervals().iter().map(move |hours| (self.instant(hours.start), self.instant(hours.end)))
    }

    fn of_today(self, worked: i64) -> u32 {
        u32::try_from(worked - self.0.worked_seconds).unwrap_or(0)
    }

    fn second(self, at: Instant) -> u32 {
        u32::try_from(at.seconds() - self.0.begins.seconds()).unwrap_or(0)
    }

    fn instant(self, second: u32) -> Instant {
        self.0.begins.later(i64::from(second))
    }
}

/// The days of so many years, in order.
pub(super) fn dates(years: &RangeInclusive<i32>) -> impl Iterator<Item = NaiveDate> + use<> {
    let last = *years.end();
    first(years).iter_days().take_while(move |date| date.year() <= last)
}

fn first(years: &RangeInclusive<i32>) -> NaiveDate {
    NaiveDate::from_ymd_opt(*years.start(), 1, 1).unwrap_or_default()
}

/// A place in a table, or the number of its rows; [`MAX_YEARS`](super::MAX_YEARS) keeps them small.
fn place<N: TryInto<M>, M: Default>(place: N) -> M {
    place.try_into().unwrap_or_default()
}
