//! What can be wrong with a calendar, and what a sound one cannot answer.

use std::error::Error;
use std::fmt;

use chrono::{NaiveDate, NaiveTime};

/// The answer lies in, or depends on, a year whose days off the calendar does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownYear {
    /// The year; where it cannot be told how far the answer lies, the first unknown year on the way.
    pub year: i32,
}

impl fmt::Display for UnknownYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the calendar does not know the year {}", self.year)
    }
}

impl Error for UnknownYear {}

/// A fault of a [`CalendarSpec`](super::CalendarSpec).
///
/// `interval` is an index into its `working_hours`; `exception` and `earlier` are indices into its
/// `exceptions`, so that the caller can point at the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CalendarError {
    /// The first known year is after the last.
    YearsReversed {
        /// The first, as written.
        first: i32,
        /// The last, as written.
        last: i32,
    },
    /// More years than [`MAX_YEARS`](super::MAX_YEARS).
    TooManyYears {
        /// The first.
        first: i32,
        /// The last.
        last: i32,
    },
    /// A known year is not between 1 and 9999.
    YearOutOfRange {
        /// The year.
        year: i32,
    },
    /// No day of the week is worked.
    NoWorkingWeek,
    /// There are no working hours.
    NoWorkingHours,
    /// Hours end before they begin, or at once.
    HoursReversed {
        /// Which.
        interval: usize,
        /// Their beginning.
        start: NaiveTime,
        /// Their end.
        end: NaiveTime,
    },
    /// Hours begin before those written ahead of them end.
    HoursOverlap {
        /// Which.
        interval: usize,
        /// Their beginning.
        start: NaiveTime,
        /// The end of those ahead.
        previous_end: NaiveTime,
    },
    /// The first of the days off is after the last.
    DaysReversed {
        /// Which line.
        exception: usize,
        /// The first, as written.
        first: NaiveDate,
        /// The last, as written.
        last: NaiveDate,
    },
    /// A line is about a day outside the known years.
    OutsideKnownYears {
        /// Which line.
        exception: usize,
        /// The day.
        date: NaiveDate,
    },
    /// A short day would end before its first working hour, or as it begins.
    ShortTooShort {
        /// Which line.
        exception: usize,
        /// When it is to end.
        until: NaiveTime,
        /// When work begins.
        opening: NaiveTime,
    },
    /// A short day is not worked at all.
    ShortOff {
        /// Which line.
        exception: usize,
        /// The first such day.
        date: NaiveDate,
    },
    /// Calendars that are joined have no known year in common.
    NoCommonYear,
    /// Two lines say the same of a day, or both shorten it.
    Repeated {
        /// The later line.
        exception: usize,
        /// The earlier line.
        earlier: usize,
        /// The first such day.
        date: NaiveDate,
    },
    /// One line makes a day worked and another a day off; `earlier` equals `exception` where a day
    /// is worked instead of itself.
    Contradiction {
        /// The later line.
        exception: usize,
        /// The earlier line.
        earlier: usize,
        /// The first such day.
        date: NaiveDate,
    },
}

impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YearsReversed { first, last } => write!(f, "known years end before they begin: {first} to {last}"),
            Self::TooManyYears { first, last } => write!(f, "too many known years: {first} to {last}"),
            Self::YearOutOfRange { year } => write!(f, "year {year} is not between 1 and 9999"),
            Self::NoWorkingWeek => f.write_str("no day of the week is worked"),
            Self::NoWorkingHours => f.write_str("there are no working hours"),
            Self::HoursReversed { start, end, .. } => {
                write!(f, "working hours end before they begin: {start} to {end}")
            }
            Self::HoursOverlap { start, previous_end, .. } => {
                write!(f, "working hours begin at {start}, before the ones ahead end at {previous_end}")
            }
            Self::DaysReversed { first, last, .. } => write!(f, "days off end before they begin: {first} to {last}"),
            Self::OutsideKnownYears { date, .. } => write!(f, "{date} is outside the known years"),
            Self::ShortTooShort { until, opening, .. } => {
                write!(f, "a short day until {until} leaves nothing of hours that begin at {opening}")
            }
            Self::ShortOff { date, .. } => write!(f, "{date} is to be a short day but is not worked"),
            Self::NoCommonYear => f.write_str("the joined calendars have no known year in common"),
            Self::Repeated { date, .. } => write!(f, "{date} is declared twice"),
            Self::Contradiction { date, .. } => write!(f, "{date} is both worked and a day off"),
        }
    }
}

impl Error for CalendarError {}
