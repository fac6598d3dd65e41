//! `specs/calendars/kz.reg` against the outside check.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};
use regc::calendar::{Calendar, DaysOff, Exception};
use regc::model::Unit;

use super::{calendar, check, date, office};

const KZ: &str = include_str!("../../specs/calendars/kz.reg");
const OUTSIDE: &str = include_str!("../fixtures/calendars/kz-days-off.txt");

fn kz() -> Calendar {
    let mut spec = office(2014, 2026);
    spec.exceptions = KZ.lines().filter_map(exception).collect();
    calendar(spec)
}

/// Reads the three kinds of lines that name days, as long as nothing else reads them.
fn exception(line: &str) -> Option<Exception> {
    let (keyword, value) = line.trim().split_once(": ")?;
    let (value, title) = value.split_once(" «").unwrap_or((value, ""));
    let off = || DaysOff { days: days(value), title: Some(title.trim_end_matches('»').to_owned()) };
    match keyword {
        "праздник" => Some(Exception::Holiday(off())),
        "выходной" => Some(Exception::DayOff(off())),
        "рабочий день" => {
            let (worked, instead_of) = value.split_once(" вместо ")?;
            Some(Exception::Moved { worked: date(worked), instead_of: date(instead_of) })
        }
        _ => None,
    }
}

fn days(value: &str) -> RangeInclusive<NaiveDate> {
    let (first, last) = value.split_once(" по ").unwrap_or((value, value));
    date(first)..=date(last)
}

#[test]
fn every_day_of_every_known_year_is_as_the_outside_check_says() {
    let kz = kz();
    let outside: BTreeMap<_, _> = OUTSIDE.lines().filter_map(|line| line.split_once(' ')).collect();
    for day in date("2014-01-01").iter_days().take_while(|day| day.year() <= 2026) {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let worked = outside.get(day.to_string().as_str()).map_or(!weekend, |word| *word == "worked");
        assert_eq!(kz.is_working_day(day), Ok(worked), "{day}");
    }
}

#[test]
fn terms_over_holidays() {
    let kz = kz();
    // Nauryz of 2014: 21 to 23 March, and two days for the two that fell on a weekend.
    check(&kz, "2014-03-20 18:00", 1, Unit::Hour, "2014-03-26 09:30");
    // 7 to 9 May 2014 off, Sunday 11 May worked for Thursday 8 May.
    check(&kz, "2014-05-06 10:00", 1, Unit::WorkingDay, "2014-05-11 18:30");
    check(&kz, "2014-05-06 10:00", 2, Unit::WorkingDay, "2014-05-12 18:30");
    // 1 January 2017 was a Sunday, so 3 January was off too.
    check(&kz, "2016-12-30 18:00", 1, Unit::Hour, "2017-01-04 09:30");
}
