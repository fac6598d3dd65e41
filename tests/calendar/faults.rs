//! Calendars that contradict themselves: every fault is found, with the line it stands on.

use std::ops::RangeInclusive;

use chrono::WeekdaySet;
use regc::calendar::{Calendar, CalendarError, CalendarSpec, DaysOff, Exception};

use super::{date, interval, office, time};

#[track_caller]
fn check(change: impl FnOnce(&mut CalendarSpec), expected: &[CalendarError]) {
    let mut spec = office(2014, 2015);
    change(&mut spec);
    assert_eq!(Calendar::new(spec).err().unwrap_or_default(), expected);
}

fn off(first: &str, last: &str) -> Exception {
    Exception::Holiday(DaysOff { days: date(first)..=date(last), title: None })
}

fn moved(worked: &str, instead_of: &str) -> Exception {
    Exception::Moved { worked: date(worked), instead_of: date(instead_of) }
}

#[test]
fn years() {
    check(
        |spec| spec.known_years = RangeInclusive::new(2015, 2014),
        &[CalendarError::YearsReversed { first: 2015, last: 2014 }],
    );
    check(|spec| spec.known_years = 1700..=2100, &[CalendarError::TooManyYears { first: 1700, last: 2100 }]);
    check(|spec| spec.known_years = 2014..=20_200, &[CalendarError::YearOutOfRange { year: 20_200 }]);
    check(|spec| spec.known_years = 0..=2014, &[CalendarError::YearOutOfRange { year: 0 }]);
    check(|spec| spec.known_years = 1701..=2100, &[]);
}

#[test]
fn week_and_hours() {
    check(|spec| spec.working_week = WeekdaySet::EMPTY, &[CalendarError::NoWorkingWeek]);
    check(|spec| spec.working_hours.clear(), &[CalendarError::NoWorkingHours]);
    check(
        |spec| spec.working_hours = vec![interval("09:00", "09:00"), interval("14:00", "13:00")],
        &[
            CalendarError::HoursReversed { interval: 0, start: time("09:00"), end: time("09:00") },
            CalendarError::HoursReversed { interval: 1, start: time("14:00"), end: time("13:00") },
        ],
    );
    check(
        |spec| spec.working_hours = vec![interval("09:00", "13:00"), interval("12:30", "18:00")],
        &[CalendarError::HoursOverlap { interval: 1, start: time("12:30"), previous_end: time("13:00") }],
    );
    check(
        |spec| spec.working_hours = vec![interval("20:00", "00:00"), interval("09:00", "18:00")],
        &[CalendarError::HoursOverlap { interval: 1, start: time("09:00"), previous_end: time("00:00") }],
    );
}

#[test]
fn exceptions() {
    check(
        |spec| spec.exceptions = vec![off("2014-03-23", "2014-03-21"), off("2015-12-31", "2016-01-02")],
        &[
            CalendarError::DaysReversed { exception: 0, first: date("2014-03-23"), last: date("2014-03-21") },
            CalendarError::OutsideKnownYears { exception: 1, date: date("2016-01-02") },
        ],
    );
    check(
        |spec| spec.exceptions = vec![moved("2013-12-28", "2014-01-03")],
        &[CalendarError::OutsideKnownYears { exception: 0, date: date("2013-12-28") }],
    );
}

#[test]
fn a_day_is_declared_once() {
    check(
        |spec| spec.exceptions = vec![off("2014-03-21", "2014-03-23"), off("2014-03-22", "2014-03-25")],
        &[CalendarError::Repeated { exception: 1, earlier: 0, date: date("2014-03-22") }],
    );
    check(
        |spec| spec.exceptions = vec![off("2014-05-04", "2014-05-04"), moved("2014-05-04", "2014-05-02")],
        &[CalendarError::Contradiction { exception: 1, earlier: 0, date: date("2014-05-04") }],
    );
    check(
        |spec| spec.exceptions = vec![moved("2014-05-04", "2014-05-02"), moved("2014-05-11", "2014-05-02")],
        &[CalendarError::Repeated { exception: 1, earlier: 0, date: date("2014-05-02") }],
    );
    check(
        |spec| spec.exceptions = vec![moved("2014-05-04", "2014-05-04")],
        &[CalendarError::Contradiction { exception: 0, earlier: 0, date: date("2014-05-04") }],
    );
}
