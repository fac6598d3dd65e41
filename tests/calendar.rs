//! Calendars: known answers, boundaries, faults, and a slow reference that must agree.
#![expect(clippy::unwrap_used, reason = "a test that cannot build its own dates should stop")]

mod backwards;
mod boundaries;
mod explained;
mod faults;
mod joined;
mod kz;
mod offsets;
mod pauses;
mod random;
mod reference;
mod short_days;
mod sweep;
mod to_the_minute;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use regc::calendar::{Calendar, CalendarSpec, Clock, Instant, Length, UnknownYear, WorkingInterval, Zone};
use regc::model::{Duration, Quantity, Unit};

/// `2014-06-02`.
fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// `2014-06-02 10:00`.
fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

/// `09:00`.
fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

fn interval(start: &str, end: &str) -> WorkingInterval {
    WorkingInterval { start: time(start), end: time(end) }
}

fn duration(quantities: &[(u32, Unit)]) -> Duration {
    let quantities = quantities.iter().map(|&(n, unit)| Quantity { n, unit }).collect();
    Duration { quantities, consecutive: false }
}

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

/// The hours of the acts of 2014 and no holidays, as in June 2014.
fn office(first: i32, last: i32) -> CalendarSpec {
    let hours = vec![interval("09:00", "13:00"), interval("14:30", "18:30")];
    CalendarSpec::five_day_week(first..=last, zone("Asia/Almaty"), hours)
}

fn calendar(spec: CalendarSpec) -> Calendar {
    Calendar::new(spec).unwrap()
}

/// The first and the last minute at which something may count as filed on a day.
fn filing_window(calendar: &Calendar, day: NaiveDate) -> Option<(Instant, Instant)> {
    let windows = calendar.filing_windows(day);
    Some((windows.first()?.0, windows.last()?.1))
}

/// [`Calendar::add`] from local time to local time.
fn add(calendar: &Calendar, start: NaiveDateTime, term: &Duration, clock: Clock) -> Result<NaiveDateTime, UnknownYear> {
    calendar.add(calendar.instant(start), Length::of(term, clock)).map(|end| calendar.local(end))
}

/// [`Calendar::begin`] likewise.
fn begin(
    calendar: &Calendar,
    start: NaiveDateTime,
    term: &Duration,
    clock: Clock,
) -> Result<NaiveDateTime, UnknownYear> {
    calendar.begin(calendar.instant(start), Length::of(term, clock)).map(|begin| calendar.local(begin))
}

/// [`Calendar::filed`] likewise.
fn filed(calendar: &Calendar, at: NaiveDateTime) -> Result<NaiveDateTime, UnknownYear> {
    calendar.filed(calendar.instant(at)).map(|filed| calendar.local(filed))
}

/// Adds one quantity to `start` in working time and checks where it ends.
#[track_caller]
fn check(calendar: &Calendar, start: &str, n: u32, unit: Unit, end: &str) {
    assert_eq!(add(calendar, at(start), &duration(&[(n, unit)]), Clock::Working), Ok(at(end)));
}

/// Point 5.1 of the act of 2014, every step at its maximum.
#[test]
fn the_licence_of_2014_ends_on_the_last_day_of_its_limit() {
    let office = calendar(office(2014, 2014));
    let steps: [(&[(u32, Unit)], &str); 7] = [
        (&[(15, Unit::Minute), (15, Unit::Minute)], "2014-06-02 10:30"),
        (&[(15, Unit::Minute)], "2014-06-02 10:45"),
        (&[(7, Unit::Hour), (45, Unit::Minute)], "2014-06-03 10:30"),
        (&[(2, Unit::WorkingDay)], "2014-06-05 18:30"),
        (&[(10, Unit::WorkingDay)], "2014-06-19 18:30"),
        (&[(1, Unit::WorkingDay)], "2014-06-20 18:30"),
        (&[(1, Unit::WorkingDay)], "2014-06-23 18:30"),
    ];
    let mut now = at("2014-06-02 10:00");
    for (term, end) in steps {
        now = add(&office, now, &duration(term), Clock::Working).unwrap();
        assert_eq!(now, at(end));
    }
    check(&office, "2014-06-02 10:30", 15, Unit::WorkingDay, "2014-06-23 18:30");
}
