//! A calendar as its author states it: plain data, not yet checked.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveTime, Weekday, WeekdaySet};

use super::Zone;

/// Everything that a `calendar` block says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarSpec {
    /// The years whose days off are all listed; of any other year nothing is known.
    pub known_years: RangeInclusive<i32>,
    /// The time zone of the offices, for clock time and for exports.
    pub zone: Zone,
    /// The days of the week that are worked.
    pub working_week: WeekdaySet,
    /// The hours of a regular working day, in order and apart from each other.
    pub working_hours: Vec<WorkingInterval>,
    /// Whether the day of the event is the first day of a term.
    pub event_day: EventDay,
    /// The moment at which the last day of a term ends.
    pub end_of_day: EndOfDay,
    /// Where an end that falls on a day off goes.
    pub roll: Roll,
    /// When an application filed outside working hours counts as filed.
    pub after_hours: AfterHours,
    /// What a working day of a term is.
    pub counting: Counting,
    /// The days that differ from the working week, in the order written.
    pub exceptions: Vec<Exception>,
}

impl CalendarSpec {
    /// Monday to Friday without exceptions, counted as the Republic of Kazakhstan does (Civil Code,
    /// arts. 172–176): not the day of the event, up to closing, an end on a day off on to the next
    /// working day.
    #[must_use]
    pub fn five_day_week(known_years: RangeInclusive<i32>, zone: Zone, working_hours: Vec<WorkingInterval>) -> Self {
        Self {
            known_years,
            zone,
            working_week: WeekdaySet::from_array([
                Weekday::Mon,
                Weekday::Tue,
                Weekday::Wed,
                Weekday::Thu,
                Weekday::Fri,
            ]),
            working_hours,
            event_day: EventDay::NotCounted,
            end_of_day: EndOfDay::Closing,
            roll: Roll::NextWorkingDay,
            after_hours: AfterHours::NextWorkingTime,
            counting: Counting::ByDays,
            exceptions: Vec::new(),
        }
    }
}

/// Hours of work without a break: `09:00 to 13:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WorkingInterval {
    /// The first moment.
    pub start: NaiveTime,
    /// The moment after the last; 00:00 is the midnight that ends the day, which authors write 24:00.
    pub end: NaiveTime,
}

/// Whether the day of the event is the first day of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventDay {
    /// It is (as the European Medicines Agency counts).
    Counted,
    /// The term begins the day after (Civil Code of Kazakhstan, arts. 172–176; Regulation 1182/71, art. 3).
    NotCounted,
}

/// The moment at which the last day of a term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndOfDay {
    /// When the office closes (Civil Code of Kazakhstan, arts. 172–176).
    Closing,
    /// With the last minute of the day, 23:59 (Regulation 1182/71, art. 3).
    Midnight,
}

/// Where an end that falls on a day off goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Roll {
    /// On to the next working day (Civil Code of Kazakhstan, arts. 172–176; Regulation 1182/71, art. 3).
    NextWorkingDay,
    /// Back to the working day before.
    PreviousWorkingDay,
    /// It stays.
    None,
}

/// When an application filed outside working hours counts as filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AfterHours {
    /// At the next moment of working time.
    NextWorkingTime,
    /// When it was filed.
    AsFiled,
}

/// What a working day of a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counting {
    /// A day of the calendar: a term of days ends when its last day does.
    ByDays,
    /// The working time of a regular day, counted from the instant at which the term begins.
    ///
    /// Calendar days, weeks, months and years have no such time: they are counted by days all the same.
    ToTheMinute,
}

/// A line about days that differ from the working week.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Exception {
    /// Public holidays.
    Holiday(DaysOff),
    /// Other days off, such as the substitute of a holiday that fell on a weekend.
    DayOff(DaysOff),
    /// `working day: A instead of B`: A is worked, whatever its day of the week, and B is not.
    Moved {
        /// The day that is worked.
        worked: NaiveDate,
        /// The day that is not.
        instead_of: NaiveDate,
    },
    /// Working days that end early, such as the eves of holidays.
    Short {
        /// The days, both ends included.
        days: RangeInclusive<NaiveDate>,
        /// When work ends. Hours that begin then or later fall away.
        until: NaiveTime,
        /// What they are called.
        title: Option<String>,
    },
}

/// Days off in a row, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DaysOff {
    /// The days.
    pub days: RangeInclusive<NaiveDate>,
    /// What they are called.
    pub title: Option<String>,
}
