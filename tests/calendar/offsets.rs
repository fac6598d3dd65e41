//! Nights and days on which the clocks are changed.

use chrono::{NaiveDate, TimeDelta};
use regc::calendar::{AfterHours, Calendar, CalendarSpec, Clock, EndOfDay, Instant, Length};
use regc::model::Unit;

use super::{at, calendar, check, date, duration, filing_window, interval, office, zone};

fn in_zone(name: &str, first: i32, last: i32, hours: (&str, &str)) -> CalendarSpec {
    CalendarSpec { zone: zone(name), working_hours: vec![interval(hours.0, hours.1)], ..office(first, last) }
}

fn utc(text: &str) -> Instant {
    Instant::from_seconds(at(text).and_utc().timestamp())
}

/// On Thursday, 29 February 2024 the clocks of Almaty showed the hour from 23:00 to 24:00 twice.
#[test]
fn an_hour_that_is_shown_twice_is_worked_twice() {
    let night = calendar(in_zone("Asia/Almaty", 2024, 2024, ("20:00", "00:00")));
    let hours = |n| Length::of(&duration(&[(n, Unit::Hour)]), Clock::Working);
    let evening = night.instant(at("2024-02-29 20:00"));
    assert_eq!(evening, utc("2024-02-29 14:00"));
    // The first 23:00 is 17:00 UTC; the second, an hour later, is the last but one of the day.
    assert_eq!(night.add(evening, hours(3)), Ok(utc("2024-02-29 17:00")));
    assert_eq!(night.add(evening, hours(4)), Ok(utc("2024-02-29 18:00")));
    assert_eq!(night.add(evening, hours(5)), Ok(utc("2024-02-29 19:00")));
    assert_eq!(night.working_seconds_between(evening, utc("2024-03-01 00:00")), 5 * 3600);
    assert_eq!(night.local(utc("2024-02-29 17:30")), at("2024-02-29 23:30"));
    assert_eq!(night.local(utc("2024-02-29 18:30")), at("2024-02-29 23:30"));
    assert_eq!(night.instant(at("2024-02-29 23:30")), utc("2024-02-29 18:30"));
    // The day ends once, and belongs to itself.
    assert_eq!(night.closing(date("2024-02-29")), utc("2024-02-29 18:59"));
    assert_eq!(night.date(utc("2024-02-29 18:59")), date("2024-02-29"));
    assert_eq!(night.date(utc("2024-02-29 19:00")), date("2024-03-01"));
}

#[test]
fn a_day_of_25_hours_may_be_filed_on_for_25_hours() {
    let spec =
        CalendarSpec { after_hours: AfterHours::AsFiled, ..in_zone("Asia/Almaty", 2024, 2024, ("09:00", "18:00")) };
    let window = filing_window(&calendar(spec), date("2024-02-29"));
    assert_eq!(window, Some((utc("2024-02-28 18:00"), utc("2024-02-29 18:59"))));
}

/// On Sunday, 31 March 2024 the clocks of Berlin went from 02:00 to 03:00.
#[test]
fn an_hour_that_is_skipped_is_not_worked() {
    let week = chrono::WeekdaySet::ALL;
    let spec = CalendarSpec { working_week: week, ..in_zone("Europe/Berlin", 2024, 2024, ("00:00", "08:00")) };
    let berlin = calendar(spec);
    check(&berlin, "2024-03-31 00:00", 2, Unit::Hour, "2024-03-31 03:00");
    check(&berlin, "2024-03-31 00:00", 8, Unit::Hour, "2024-04-01 01:00");
    assert_eq!(berlin.working_seconds_between(utc("2024-03-30 23:00"), utc("2024-03-31 22:00")), 7 * 3600);
}

/// Samoa went over the date line: after Thursday, 29 December 2011 came Saturday, the 31st.
#[test]
fn a_day_that_never_was_is_not_worked() {
    let samoa = calendar(in_zone("Pacific/Apia", 2011, 2012, ("09:00", "17:00")));
    assert_eq!(samoa.is_working_day(date("2011-12-30")), Ok(false));
    check(&samoa, "2011-12-29 10:00", 1, Unit::WorkingDay, "2012-01-02 17:00");
    check(&samoa, "2011-12-29 16:00", 2, Unit::Hour, "2012-01-02 10:00");
    assert_eq!(filing_window(&samoa, date("2011-12-30")), None);
}

/// On 29 October 2006 the clocks of St John's went from 00:01 back to 23:01 of the day before.
#[test]
fn a_day_begins_with_its_last_midnight() {
    let calendar = calendar(CalendarSpec {
        end_of_day: EndOfDay::Midnight,
        ..in_zone("America/St_Johns", 2006, 2006, ("09:00", "17:00"))
    });
    // 00:00 daylight time is 02:30 UTC; a minute of the 29th, then an hour of the 28th again.
    assert_eq!(calendar.local(utc("2006-10-29 02:30")), at("2006-10-29 00:00"));
    assert_eq!(calendar.date(utc("2006-10-29 02:30")), date("2006-10-28"));
    assert_eq!(calendar.date(utc("2006-10-29 03:29")), date("2006-10-28"));
    assert_eq!(calendar.date(utc("2006-10-29 03:30")), date("2006-10-29"));
}

/// The first and last days of each year, and those on which the offset changes.
fn is_consistent(calendar: &Calendar, day: NaiveDate) {
    let noon = calendar.instant(day.and_hms_opt(12, 0, 0).unwrap());
    assert_eq!(calendar.date(noon), day);
    let closing = day.and_hms_opt(18, 0, 0).unwrap();
    assert_eq!(calendar.local(calendar.closing(day)), closing);
    if calendar.is_working_day(day) == Ok(true) {
        let work = calendar.working_seconds_between(noon, calendar.closing(day));
        assert_eq!(work, 6 * 3600, "{day}");
        let (first, last) = filing_window(calendar, day).unwrap();
        assert_eq!(calendar.local(first), day.and_hms_opt(9, 0, 0).unwrap());
        assert_eq!(calendar.local(last), closing - TimeDelta::minutes(1));
    }
}

/// Local mean time differed from UTC by odd seconds: Almaty by 5:07:48 until 1924, Paris by 0:09:21 until 1911.
#[test]
fn offsets_of_odd_seconds_do_no_harm() {
    for (name, first, last) in
        [("Asia/Almaty", 1900, 1932), ("Europe/Paris", 1900, 1915), ("Africa/Monrovia", 1960, 1975)]
    {
        let calendar = calendar(in_zone(name, first, last, ("09:00", "18:00")));
        calendar.dates().for_each(|day| is_consistent(&calendar, day));
    }
    let almaty = calendar(in_zone("Asia/Almaty", 1900, 1900, ("09:00", "18:00")));
    assert_eq!(almaty.instant(at("1900-01-01 05:08")).seconds() - utc("1900-01-01 00:00").seconds(), 12);
}

/// Which years a calendar knows says nothing about the clocks: a local time is the same instant by one that knows its
/// year, and by one that knows another. In these zones clocks were changed at midnight, by half an hour, by a day.
#[test]
fn what_the_clocks_show_does_not_depend_on_the_known_years() {
    let zones = ["Asia/Almaty", "Asia/Beirut", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia"];
    for name in zones {
        let known = calendar(in_zone(name, 2008, 2019, ("09:00", "18:00")));
        let unknown = calendar(in_zone(name, 1999, 1999, ("09:00", "18:00")));
        for day in date("2008-01-01").iter_days().take_while(|day| *day <= date("2019-12-31")) {
            for minute in [0, 29, 30, 60, 119, 150, 720, 23 * 60, 23 * 60 + 59] {
                let local = day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minute);
                assert_eq!(known.instant(local), unknown.instant(local), "{name} {local}");
            }
        }
    }
}
