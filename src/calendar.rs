//! Pure time: working days and hours, and where a term that begins now will end.
//!
//! Which days are worked, whether the day of the event counts, when a day ends and where an end on a
//! day off goes are facts of a law, so they belong to the calendar and not to this code. There is no
//! clock here: every instant is an argument. Instants are local times of the calendar's zone, whole
//! seconds; a year outside the known ones is an error, never a guess.
//!
//! Every sum is a look-up in tables made once: nothing here walks the days or minutes of a term.

mod days;
mod error;
mod hours;
mod length;
mod spec;
mod validate;
mod zone;

use chrono::{FixedOffset, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use crate::duration::Duration;

use days::Days;
use hours::WorkingHours;
use length::Length;

pub use error::{CalendarError, UnknownYear};
pub use spec::{AfterHours, CalendarSpec, DaysOff, EndOfDay, EventDay, Exception, Roll, WorkingInterval};

/// The greatest number of years a calendar may know; its tables grow with it.
pub const MAX_YEARS: i32 = 400;

/// The second at which a day ends that runs to midnight: 23:59.
///
/// Not 00:00, which would be shown as the next day and make the next step's term run from it.
const LAST_MINUTE: u32 = hours::DAY - 60;

/// The time that minutes and hours are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// Working time, as for people.
    Working,
    /// Clock time, as for a system.
    RoundTheClock,
}

/// A calendar that has been checked and can be counted by.
#[derive(Debug, Clone)]
pub struct Calendar {
    spec: CalendarSpec,
    days: Days,
    hours: WorkingHours,
}

impl Calendar {
    /// Checks what an author states and prepares the tables.
    ///
    /// # Errors
    ///
    /// Every fault found, in the order: years, working week, hours, exceptions.
    pub fn new(spec: CalendarSpec) -> Result<Self, Vec<CalendarError>> {
        let exceptions = validate::validate(&spec)?;
        let days = Days::new(spec.known_years.clone(), spec.working_week, exceptions);
        let hours = WorkingHours::new(&spec.working_hours);
        Ok(Self { spec, days, hours })
    }

    /// What the author stated.
    #[must_use]
    pub fn spec(&self) -> &CalendarSpec {
        &self.spec
    }

    /// Whether a day is worked.
    ///
    /// # Errors
    ///
    /// The year of `date` is not known.
    pub fn is_working_day(&self, date: NaiveDate) -> Result<bool, UnknownYear> {
        self.days.is_working(date)
    }

    /// The moment at which the office closes on `date`, or would if it worked that day.
    #[must_use]
    pub fn closing(&self, date: NaiveDate) -> NaiveDateTime {
        instant(date, self.hours.closing().min(LAST_MINUTE))
    }

    /// When an application filed at `at` counts as filed.
    ///
    /// The moment of closing is outside working time, like the first moment of a break.
    ///
    /// # Errors
    ///
    /// The year of `at`, or of the next working time, is not known.
    pub fn filed(&self, at: NaiveDateTime) -> Result<NaiveDateTime, UnknownYear> {
        match self.spec.after_hours {
            AfterHours::NextWorkingTime => self.next_working_moment(at),
            AfterHours::AsFiled => self.known(at),
        }
    }

    /// The moment at which a term from `start` begins to run.
    ///
    /// A term of working minutes and hours begins at the next working moment. Any other term, and one
    /// of no length, begins at `start`.
    ///
    /// # Errors
    ///
    /// The year of `start`, or of the next working time, is not known.
    pub fn begin(&self, start: NaiveDateTime, duration: &Duration, clock: Clock) -> Result<NaiveDateTime, UnknownYear> {
        let length = Length::of(duration, clock);
        if length.working > 0 && length.clock == 0 && !length.has_days() {
            self.next_working_moment(start)
        } else {
            self.known(start)
        }
    }

    /// The moment at which a term from `start` ends: of a step, or of a limit (then [`Clock::Working`]).
    ///
    /// Quantities of one kind are summed first, and the larger kinds come first, whatever the order
    /// they are written in:
    ///
    /// 1. years and months, as one addition: the same date, or the month's last;
    /// 2. weeks, then calendar days;
    /// 3. working days: the n-th after the day reached;
    /// 4. if there were any of these, the end of that day: an end on a day off moves as the calendar
    ///    says, and the day ends when the calendar says;
    /// 5. 24-hour days, and minutes and hours by the clock, safe over a change of offset;
    /// 6. minutes and hours of working time, from the next working moment. What ends exactly at
    ///    closing or at a break ends then, not when work resumes.
    ///
    /// Where the day of the event counts, it is the first of a term of days: of calendar days always, of
    /// working days if it is worked. Weeks, months and years end on the like day either way (Law No 107-II
    /// of 2000-11-27, art. 12-1; Regulation 1182/71, art. 3), and days added to them are counted after it.
    ///
    /// A term of no length moves nothing. No term ends before it starts: an end that the rules put
    /// earlier (a day that counts but has closed; a roll back) is `start`.
    ///
    /// # Errors
    ///
    /// The year of `start`, of the end, or of a day that the end depends on, is not known.
    pub fn add(&self, start: NaiveDateTime, duration: &Duration, clock: Clock) -> Result<NaiveDateTime, UnknownYear> {
        let length = Length::of(duration, clock);
        let mut end = self.known(start)?;
        if length.has_days() {
            end = self.end_of(self.last_day(end.date(), length)?).max(end);
        }
        if length.clock > 0 {
            end = zone::add_seconds(self.spec.zone, end, length.clock).ok_or(self.days.after())?;
        }
        if length.working > 0 {
            end = self.add_working(end, length.working)?;
        }
        self.known(end)
    }

    /// The offset from UTC in force at a local time.
    ///
    /// A time that the clocks show twice has the later offset; one that they skip has the offset before
    /// the change.
    #[must_use]
    pub fn offset(&self, at: NaiveDateTime) -> FixedOffset {
        zone::offset(self.spec.zone, at)
    }

    fn known(&self, at: NaiveDateTime) -> Result<NaiveDateTime, UnknownYear> {
        self.days.known(at.date()).map(|()| at)
    }

    fn next_working_moment(&self, at: NaiveDateTime) -> Result<NaiveDateTime, UnknownYear> {
        let today = at.date();
        let now = at.num_seconds_from_midnight();
        match self.hours.next(now) {
            Some(second) if self.days.is_working(today)? => Ok(if second == now { at } else { instant(today, second) }),
            _ => Ok(instant(self.nth_working(self.days.through(today)?, 0)?, self.hours.opening())),
        }
    }

    /// Working days all have the same hours, so working time is a number of days and a rest.
    fn add_working(&self, start: NaiveDateTime, seconds: u64) -> Result<NaiveDateTime, UnknownYear> {
        let today = start.date();
        let worked_today =
            if self.days.is_working(today)? { self.hours.worked_by(start.num_seconds_from_midnight()) } else { 0 };
        let a_day = u64::from(self.hours.length());
        let total = seconds.saturating_add(u64::from(worked_today));
        // One second less: what fills a day ends at its closing, not at the next opening.
        let whole_days = total.saturating_sub(1) / a_day;
        let rest = u32::try_from(total - whole_days * a_day).unwrap_or(u32::MAX);
        Ok(instant(self.nth_working(self.days.before(today)?, whole_days)?, self.hours.reached(rest)))
    }

    /// The last day of a term of days, weeks, months and years.
    fn last_day(&self, event: NaiveDate, length: Length) -> Result<NaiveDate, UnknownYear> {
        if !length.has_dates() && length.days == 0 {
            let before = match self.spec.event_day {
                EventDay::Counted => self.days.before(event)?,
                EventDay::NotCounted => self.days.through(event)?,
            };
            return self.nth_working(before, length.working_days - 1);
        }
        let last = self.last_calendar_day(event, length).ok_or(self.days.after())?;
        if length.working_days == 0 {
            self.rolled(last)
        } else {
            self.nth_working(self.days.through(last)?, length.working_days - 1)
        }
    }

    /// The last day before it rolls; `None` beyond the range of dates.
    fn last_calendar_day(&self, event: NaiveDate, length: Length) -> Option<NaiveDate> {
        let like_date = event.checked_add_months(Months::new(u32::try_from(length.months).ok()?))?;
        let days = length.weeks.checked_mul(7)?.checked_add(length.days)?;
        let counted = u64::from(self.spec.event_day == EventDay::Counted && !length.has_dates());
        like_date.checked_add_signed(TimeDelta::try_days(i64::try_from(days.checked_sub(counted)?).ok()?)?)
    }

    fn rolled(&self, date: NaiveDate) -> Result<NaiveDate, UnknownYear> {
        if self.days.is_working(date)? {
            return Ok(date);
        }
        match self.spec.roll {
            Roll::NextWorkingDay => self.nth_working(self.days.before(date)?, 0),
            Roll::PreviousWorkingDay => self.days.previous(date),
            Roll::None => Ok(date),
        }
    }

    /// The working day that has `more` working days between it and the first `before`.
    fn nth_working(&self, before: usize, more: u64) -> Result<NaiveDate, UnknownYear> {
        self.days.nth(more.saturating_add(before as u64))
    }

    fn end_of(&self, date: NaiveDate) -> NaiveDateTime {
        match self.spec.end_of_day {
            EndOfDay::Closing => self.closing(date),
            EndOfDay::Midnight => instant(date, LAST_MINUTE),
        }
    }
}

/// The instant so many seconds, up to a whole day, after a date's midnight.
fn instant(date: NaiveDate, second: u32) -> NaiveDateTime {
    let midnight = date.and_time(NaiveTime::MIN);
    midnight.checked_add_signed(TimeDelta::seconds(i64::from(second))).unwrap_or(NaiveDateTime::MAX)
}
