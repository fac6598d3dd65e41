//! `specs/calendars/kz.reg` against the outside check.

use std::collections::BTreeMap;

use chrono::{Datelike, Weekday};
use regc::calendar::{AfterHours, Calendar, EndOfDay, EventDay, Roll};
use regc::model::Unit;

use super::{check, date, office};
use crate::support;

const OUTSIDE: &str = include_str!("../fixtures/calendars/kz-days-off.txt");

fn kz() -> Calendar {
    let program = support::compile(&[&support::read("specs/calendars/kz.reg")]);
    let unit = &program.units[0];
    assert!(unit.findings.is_empty(), "{:?}", unit.findings);
    unit.calendars[0].calendar.clone()
}

/// Civil Code, arts. 172–176; the hours are those the acts count by.
#[test]
fn days_hours_and_counting_rules_are_those_of_the_law() {
    let kz = kz();
    let (stated, wanted) = (kz.spec(), office(2014, 2026));
    assert_eq!(stated.known_years, 2014..=2026);
    assert_eq!(stated.zone.name(), "Asia/Almaty");
    assert_eq!(stated.working_week, wanted.working_week);
    assert_eq!(stated.working_hours, wanted.working_hours);
    assert_eq!(stated.event_day, EventDay::NotCounted);
    assert_eq!(stated.end_of_day, EndOfDay::Closing);
    assert_eq!(stated.roll, Roll::NextWorkingDay);
    assert_eq!(stated.after_hours, AfterHours::NextWorkingTime);
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
