//! Pure time: working days and hours, and where a term that begins now will end.
//!
//! Which days are worked, whether the day of the event counts, when a day ends and where an end on a
//! day off goes are facts of a law, so they belong to the calendar and not to this code. There is no
//! clock here: every instant is an argument. Dates and hours are those of the calendar's zone; a year
//! outside the known ones is an error, never a guess.
//!
//! Every sum is a look-up in tables made once: nothing here walks the days or minutes of a term. And
//! every one is a step function of absolute time that never falls, so that it can be proved over all
//! instants by looking at its steps: see [`Moving`].

mod backwards;
mod days;
mod error;
mod explain;
mod filing;
mod hours;
mod instant;
mod length;
mod pauses;
mod shape;
mod spec;
mod sweep;
mod term;
mod validate;
mod working;
mod zone;

use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock};

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use days::Days;
use hours::WorkingHours;
use shape::Kind;

pub use error::{CalendarError, UnknownYear};
pub use explain::{CountedDays, Explanation, Reason, Skipped};
pub use instant::Instant;
pub use length::Length;
pub use spec::{AfterHours, CalendarSpec, Counting, DaysOff, EndOfDay, EventDay, Exception, Roll, WorkingInterval};
pub use sweep::Moving;
pub use zone::{UnknownZone, Zone};

/// The greatest number of years a calendar may know; its tables grow with it.
pub const MAX_YEARS: i32 = 400;

/// The time that minutes and hours are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// Working time, as for people.
    Working,
    /// Clock time, as for a system.
    RoundTheClock,
}

/// A calendar that has been checked and can be counted by.
///
/// Its tables are shared by its clones, and made when something is first counted: who draws an act counts
/// nothing.
#[derive(Debug, Clone)]
pub struct Calendar {
    spec: CalendarSpec,
    days: Arc<LazyLock<Days, MakeDays>>,
    hours: WorkingHours,
    /// The working time of a regular day, in seconds.
    day_seconds: i64,
    /// Those it has been joined with, for the reasons of their days off.
    joined: Arc<[Calendar]>,
}

/// What makes the tables of a calendar.
type MakeDays = Box<dyn FnOnce() -> Days + Send>;

impl Calendar {
    /// Checks what an author states.
    ///
    /// # Errors
    ///
    /// Every fault found, in the order: years, working week, hours, days, short days.
    pub fn new(spec: CalendarSpec) -> Result<Self, Vec<CalendarError>> {
        Self::new_joined(spec, &[])
    }

    /// A calendar that works only on days that `spec` and all of `joined` work: the days off of any of them
    /// are days off of the union, as of two offices that a thing has to pass on one day.
    ///
    /// Known are the years that all of them know; the [`spec`](Self::spec) of the result is narrowed to
    /// them. Hours, short days, zone and rules are those of `spec`.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), and [`CalendarError::NoCommonYear`].
    pub fn new_joined(mut spec: CalendarSpec, joined: &[&Calendar]) -> Result<Self, Vec<CalendarError>> {
        let kinds = validate::validate(&spec)?;
        spec.known_years = common_years(&spec.known_years, joined).ok_or_else(|| vec![CalendarError::NoCommonYear])?;
        let hours = WorkingHours::new(&spec.working_hours);
        let joined: Arc<[Self]> = joined.iter().map(|other| (*other).clone()).collect();
        let (years, zone, week) = (spec.known_years.clone(), spec.zone, spec.working_week);
        let (day_hours, others) = (hours.clone(), Arc::clone(&joined));
        let make = move || {
            let mut kinds = kinds.into_iter().peekable();
            Days::new(years, zone, &day_hours, |date| {
                // The days come in order, as the exceptions do; those of years that the others do not know are passed over.
                while kinds.next_if(|(exceptional, _)| *exceptional < date).is_some() {}
                let exceptional = kinds.next_if(|(exceptional, _)| *exceptional == date);
                let own = exceptional.map_or_else(|| validate::regular(week, date), |(_, kind)| kind);
                let others_work = others.iter().all(|other| other.is_working_day(date) == Ok(true));
                Kind { is_worked: own.is_worked && others_work, ..own }
            })
        };
        let day_seconds = i64::from(hours.length());
        Ok(Self { spec, days: Arc::new(LazyLock::new(Box::new(make))), hours, day_seconds, joined })
    }

    /// The same calendar with another meaning of a working day in a term.
    #[must_use]
    pub fn with_counting(&self, counting: Counting) -> Self {
        let mut calendar = self.clone();
        calendar.spec.counting = counting;
        calendar
    }

    /// What the author stated.
    #[must_use]
    pub fn spec(&self) -> &CalendarSpec {
        &self.spec
    }

    /// The known days, in order.
    pub fn dates(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        days::dates(&self.spec.known_years)
    }

    /// Whether a day is worked.
    ///
    /// # Errors
    ///
    /// The year of `date` is not known.
    pub fn is_working_day(&self, date: NaiveDate) -> Result<bool, UnknownYear> {
        self.days.on(date).map(days::KnownDay::is_worked)
    }

    /// The moment at which the office closes on `date`, or would if it worked that day.
    ///
    /// An office that works until midnight closes at 23:59, so that the moment belongs to the day.
    #[must_use]
    pub fn closing(&self, date: NaiveDate) -> Instant {
        self.days.on(date).map_or_else(
            |_| {
                let closing = TimeDelta::seconds(i64::from(self.hours.closing().min(hours::DAY - 60)));
                self.instant(date.and_time(NaiveTime::MIN).checked_add_signed(closing).unwrap_or(NaiveDateTime::MAX))
            },
            days::KnownDay::closing,
        )
    }

    /// When an application filed at `at` counts as filed: `at` or later.
    ///
    /// The moment of closing is outside working time, like the first moment of a break.
    ///
    /// # Errors
    ///
    /// The year of `at`, or of the next working time, is not known.
    pub fn filed(&self, at: Instant) -> Result<Instant, UnknownYear> {
        self.filed_sweeping(Moving::still(at), &mut 1).map(|filed| filed.at)
    }

    /// [`filed`](Self::filed) of an instant that moves; see [`add_sweeping`](Self::add_sweeping).
    ///
    /// # Errors
    ///
    /// As [`filed`](Self::filed).
    pub fn filed_sweeping(&self, at: Moving, steady: &mut i64) -> Result<Moving, UnknownYear> {
        match self.spec.after_hours {
            AfterHours::NextWorkingTime => self.next_work(at, steady),
            AfterHours::AsFiled => self.known(at, steady),
        }
    }

    /// The local time that the clocks of the calendar's zone show.
    #[must_use]
    pub fn local(&self, at: Instant) -> NaiveDateTime {
        self.spec.zone.local(at)
    }

    /// The instant at which the clocks of the calendar's zone show `local`.
    ///
    /// A time that they show twice is the later one; one that they skip is read with the offset before
    /// the change.
    #[must_use]
    pub fn instant(&self, local: NaiveDateTime) -> Instant {
        let of_day = |day: days::KnownDay<'_>| day.showing(local.time());
        self.days.on(local.date()).ok().and_then(of_day).unwrap_or_else(|| self.spec.zone.instant(local))
    }

    /// The offset from UTC in force.
    #[must_use]
    pub fn offset(&self, at: Instant) -> FixedOffset {
        self.spec.zone.offset(at)
    }

    /// The day that an instant belongs to.
    ///
    /// That is the date the clocks show, except where they were set back over midnight: there the new day
    /// begins with its last midnight.
    #[must_use]
    pub fn date(&self, at: Instant) -> NaiveDate {
        self.days.at(at).map_or_else(|_| self.local(at).date(), |day| self.days.date(day))
    }

    /// The dates from that of `a` to that of `b`: 0 on one day, negative backwards.
    #[must_use]
    pub fn days_between(&self, a: Instant, b: Instant) -> i64 {
        (self.date(b) - self.date(a)).num_days()
    }

    /// The working days after the day of `a` up to and including that of `b`; negative backwards.
    ///
    /// There are none in unknown years.
    #[must_use]
    pub fn working_days_between(&self, a: Instant, b: Instant) -> i64 {
        self.days.sums(b).days - self.days.sums(a).days
    }

    /// The working time from `a` to `b` in seconds; negative backwards.
    ///
    /// There is none in unknown years.
    #[must_use]
    pub fn working_seconds_between(&self, a: Instant, b: Instant) -> i64 {
        self.days.sums(b).seconds - self.days.sums(a).seconds
    }
}

/// The years that all of them know.
fn common_years(own: &RangeInclusive<i32>, joined: &[&Calendar]) -> Option<RangeInclusive<i32>> {
    let all = || joined.iter().map(|other| &other.spec.known_years).chain([own]);
    let first = all().map(|years| *years.start()).max()?;
    let last = all().map(|years| *years.end()).min()?;
    (first <= last).then_some(first..=last)
}
