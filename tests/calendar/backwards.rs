//! No later than so long before an event.

use chrono::NaiveDateTime;
use regc::calendar::{Calendar, CalendarSpec, Clock, EndOfDay, EventDay, Length, Roll, UnknownYear};
use regc::model::{Duration, Unit};

use super::{at, calendar, duration, office};

fn before(calendar: &Calendar, from: &str, term: &Duration) -> Result<NaiveDateTime, UnknownYear> {
    calendar.subtract(calendar.instant(at(from)), Length::of(term, Clock::Working)).map(|start| calendar.local(start))
}

#[track_caller]
fn check(calendar: &Calendar, from: &str, n: u32, unit: Unit, start: &str) {
    assert_eq!(before(calendar, from, &duration(&[(n, unit)])), Ok(at(start)));
}

#[test]
fn days_are_counted_from_the_day_before_the_event() {
    let june = calendar(office(2014, 2014));
    // Thursday, 12 June 2014: the 11th, 10th and 9th.
    check(&june, "2014-06-12 10:00", 3, Unit::WorkingDay, "2014-06-09 18:30");
    check(&june, "2014-06-12 10:00", 4, Unit::WorkingDay, "2014-06-06 18:30");
    check(&june, "2014-06-14 10:00", 1, Unit::WorkingDay, "2014-06-13 18:30");
    check(&june, "2014-06-12 10:00", 10, Unit::CalendarDay, "2014-06-02 18:30");
    check(&june, "2014-06-12 10:00", 1, Unit::Week, "2014-06-05 18:30");
    check(&june, "2014-03-31 10:00", 1, Unit::Month, "2014-02-28 18:30");
    // Whether the day of the event counts is a rule of terms, not of notice.
    let counted = calendar(CalendarSpec { event_day: EventDay::Counted, ..office(2014, 2014) });
    check(&counted, "2014-06-12 10:00", 3, Unit::WorkingDay, "2014-06-09 18:30");
    let midnight = calendar(CalendarSpec { end_of_day: EndOfDay::Midnight, ..office(2014, 2014) });
    check(&midnight, "2014-06-12 10:00", 3, Unit::WorkingDay, "2014-06-09 23:59");
}

#[test]
fn a_day_off_gives_way_to_the_working_day_before() {
    for (roll, start) in [
        (Roll::NextWorkingDay, "2014-06-06 18:30"),
        (Roll::PreviousWorkingDay, "2014-06-06 18:30"),
        (Roll::None, "2014-06-07 18:30"),
    ] {
        check(&calendar(CalendarSpec { roll, ..office(2014, 2014) }), "2014-06-12 10:00", 5, Unit::CalendarDay, start);
    }
}

#[test]
fn working_time_leads_to_the_latest_moment() {
    let june = calendar(office(2014, 2014));
    check(&june, "2014-06-12 09:30", 1, Unit::Hour, "2014-06-11 18:00");
    // Not the closing of the day before, from which as much is worked.
    check(&june, "2014-06-12 09:30", 30, Unit::Minute, "2014-06-12 09:00");
    check(&june, "2014-06-12 18:30", 4, Unit::Hour, "2014-06-12 14:30");
    check(&june, "2014-06-12 20:00", 8, Unit::Hour, "2014-06-12 09:00");
    check(&june, "2014-06-14 12:00", 1, Unit::Minute, "2014-06-13 18:29");
    check(&june, "2014-06-12 12:00", 1, Unit::Day24h, "2014-06-11 12:00");
}

#[test]
fn kinds_are_subtracted_in_turn() {
    let june = calendar(office(2014, 2014));
    // A day before 12 June, up to closing, less an hour.
    let term = duration(&[(1, Unit::Hour), (1, Unit::WorkingDay)]);
    assert_eq!(before(&june, "2014-06-12 10:00", &term), Ok(at("2014-06-11 17:30")));
    // A week before Monday the 16th is the 9th; a working day before that, the 6th.
    let term = duration(&[(1, Unit::Week), (1, Unit::WorkingDay)]);
    assert_eq!(before(&june, "2014-06-16 10:00", &term), Ok(at("2014-06-06 18:30")));
    assert_eq!(before(&june, "2014-06-14 10:00", &duration(&[(0, Unit::WorkingDay)])), Ok(at("2014-06-14 10:00")));
}

#[test]
fn a_year_before_the_known_ones_is_not_guessed() {
    let june = calendar(office(2014, 2014));
    for unit in [Unit::Hour, Unit::WorkingDay, Unit::CalendarDay, Unit::Week, Unit::Month, Unit::Year, Unit::Day24h] {
        for n in [24, u32::MAX] {
            let year = if unit == Unit::Year && n == 24 { 1990 } else { 2013 };
            let year = if unit == Unit::Month && n == 24 { 2012 } else { year };
            let found = before(&june, "2014-01-02 10:00", &duration(&[(n, unit)]));
            assert_eq!(found, Err(UnknownYear { year }), "{n} {unit:?}");
        }
    }
}
