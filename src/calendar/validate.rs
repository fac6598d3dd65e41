//! The checks that a calendar must pass before anything is counted by it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Timelike, WeekdaySet};

use super::MAX_YEARS;
use super::error::CalendarError;
use super::hours;
use super::shape::Kind;
use super::spec::{CalendarSpec, Exception, WorkingInterval};

/// What the exceptions make of each day they name, or every fault of the calendar.
pub(super) fn validate(spec: &CalendarSpec) -> Result<BTreeMap<NaiveDate, Kind>, Vec<CalendarError>> {
    let mut errors = Vec::new();
    years(&spec.known_years, &mut errors);
    // With wrong years every exception would be outside them: one mistake, one error.
    let years_are_sound = errors.is_empty();
    if spec.working_week.is_empty() {
        errors.push(CalendarError::NoWorkingWeek);
    }
    working_hours(&spec.working_hours, &mut errors);
    let mut days = ExceptionalDays { years: &spec.known_years, declared: BTreeMap::new(), errors: &mut errors };
    if years_are_sound {
        days.extend(&spec.exceptions);
    }
    let mut kinds: BTreeMap<_, _> = days.declared.into_iter().map(|(date, day)| (date, day.kind())).collect();
    if years_are_sound {
        short_days(spec, &mut kinds, &mut errors);
    }
    if errors.is_empty() { Ok(kinds) } else { Err(errors) }
}

/// Shortens the days that are to end early, once it is known which days are worked.
fn short_days(spec: &CalendarSpec, kinds: &mut BTreeMap<NaiveDate, Kind>, errors: &mut Vec<CalendarError>) {
    let mut shortened = BTreeMap::new();
    for (exception, line) in spec.exceptions.iter().enumerate() {
        let Exception::Short { days, until, .. } = line else { continue };
        if let Some(error) = wrong_range(exception, days, &spec.known_years) {
            errors.push(error);
            continue;
        }
        if let Some(opening) = spec.working_hours.first().map(|hours| hours.start).filter(|start| until <= start) {
            errors.push(CalendarError::ShortTooShort { exception, until: *until, opening });
        }
        let short = Kind { short: Some(until.num_seconds_from_midnight()), ..Kind::FULL };
        for date in days.start().iter_days().take_while(|date| date <= days.end()) {
            let kind = kinds.entry(date).or_insert_with(|| regular(spec.working_week, date));
            let error = match (*kind, shortened.insert(date, exception)) {
                (Kind::OFF, _) => CalendarError::ShortOff { exception, date },
                (_, Some(earlier)) => CalendarError::Repeated { exception, earlier, date },
                _ => {
                    *kind = short;
                    continue;
                }
            };
            // One line is wrong once, however many of its days are.
            errors.push(error);
            break;
        }
    }
}

/// How a day is worked of which no exception speaks.
pub(super) fn regular(week: WeekdaySet, date: NaiveDate) -> Kind {
    if week.contains(date.weekday()) { Kind::FULL } else { Kind::OFF }
}

/// What is wrong with the days that a line names.
fn wrong_range(
    exception: usize,
    days: &RangeInclusive<NaiveDate>,
    years: &RangeInclusive<i32>,
) -> Option<CalendarError> {
    let (first, last) = (*days.start(), *days.end());
    if first > last {
        return Some(CalendarError::DaysReversed { exception, first, last });
    }
    let date = [first, last].into_iter().find(|date| !years.contains(&date.year()))?;
    Some(CalendarError::OutsideKnownYears { exception, date })
}

fn years(years: &RangeInclusive<i32>, errors: &mut Vec<CalendarError>) {
    let (first, last) = (*years.start(), *years.end());
    if first > last {
        errors.push(CalendarError::YearsReversed { first, last });
    } else if let Some(year) = [first, last].into_iter().find(|year| !(1..=9999).contains(year)) {
        errors.push(CalendarError::YearOutOfRange { year });
    } else if last - first >= MAX_YEARS {
        errors.push(CalendarError::TooManyYears { first, last });
    }
}

fn working_hours(intervals: &[WorkingInterval], errors: &mut Vec<CalendarError>) {
    if intervals.is_empty() {
        errors.push(CalendarError::NoWorkingHours);
    }
    for (interval, hours) in intervals.iter().enumerate() {
        if hours::end(*hours) <= hours::start(*hours) {
            errors.push(CalendarError::HoursReversed { interval, start: hours.start, end: hours.end });
        }
    }
    for (interval, (previous, hours)) in (1..).zip(intervals.iter().zip(intervals.iter().skip(1))) {
        if hours::start(*hours) < hours::end(*previous) {
            let (start, previous_end) = (hours.start, previous.end);
            errors.push(CalendarError::HoursOverlap { interval, start, previous_end });
        }
    }
}

/// The days named by the exceptions so far.
struct ExceptionalDays<'a> {
    years: &'a RangeInclusive<i32>,
    declared: BTreeMap<NaiveDate, Declared>,
    errors: &'a mut Vec<CalendarError>,
}

/// What a line says of a day.
#[derive(Clone, Copy)]
struct Declared {
    worked: bool,
    exception: usize,
}

impl Declared {
    fn kind(self) -> Kind {
        if self.worked { Kind::FULL } else { Kind::OFF }
    }
}

impl ExceptionalDays<'_> {
    fn extend(&mut self, exceptions: &[Exception]) {
        for (exception, line) in exceptions.iter().enumerate() {
            match line {
                Exception::Holiday(off) | Exception::DayOff(off) => self.days_off(exception, &off.days),
                Exception::Moved { worked, instead_of } => {
                    self.day(exception, *worked, true);
                    self.day(exception, *instead_of, false);
                }
                // Whether it is worked is said by the other lines.
                Exception::Short { .. } => {}
            }
        }
    }

    fn days_off(&mut self, exception: usize, days: &RangeInclusive<NaiveDate>) {
        if let Some(error) = wrong_range(exception, days, self.years) {
            self.errors.push(error);
            return;
        }
        let days = days.start().iter_days().take_while(|date| date <= days.end());
        days.for_each(|date| self.declare(exception, date, false));
    }

    fn day(&mut self, exception: usize, date: NaiveDate, worked: bool) {
        if self.is_known(date) {
            self.declare(exception, date, worked);
        } else {
            self.errors.push(CalendarError::OutsideKnownYears { exception, date });
        }
    }

    fn is_known(&self, date: NaiveDate) -> bool {
        self.years.contains(&date.year())
    }

    fn declare(&mut self, exception: usize, date: NaiveDate, worked: bool) {
        let Some(Declared { worked: before, exception: earlier }) = self.declared.get(&date).copied() else {
            self.declared.insert(date, Declared { worked, exception });
            return;
        };
        if self.is_reported(exception, earlier) {
            return;
        }
        self.errors.push(if before == worked {
            CalendarError::Repeated { exception, earlier, date }
        } else {
            CalendarError::Contradiction { exception, earlier, date }
        });
    }

    /// Two lines that clash over a week clash once.
    fn is_reported(&self, later: usize, before: usize) -> bool {
        self.errors.iter().any(|error| match error {
            CalendarError::Repeated { exception, earlier, .. }
            | CalendarError::Contradiction { exception, earlier, .. } => (*exception, *earlier) == (later, before),
            _ => false,
        })
    }
}
