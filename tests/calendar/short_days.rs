//! Days that end early.

use regc::calendar::{CalendarError, CalendarSpec, Counting, DaysOff, Exception};
use regc::model::Unit;

use super::{at, calendar, check, date, duration, filed, filing_window, interval, office, time};

fn short(first: &str, last: &str, until: &str) -> Exception {
    Exception::Short { days: date(first)..=date(last), until: time(until), title: None }
}

fn with(exceptions: Vec<Exception>) -> CalendarSpec {
    CalendarSpec { exceptions, ..office(2014, 2014) }
}

/// Friday, 6 June 2014, until 16:00.
#[test]
fn work_stops_early() {
    let friday = calendar(with(vec![short("2014-06-06", "2014-06-06", "16:00")]));
    check(&friday, "2014-06-06 15:00", 1, Unit::Hour, "2014-06-06 16:00");
    check(&friday, "2014-06-06 15:00", 2, Unit::Hour, "2014-06-09 10:00");
    check(&friday, "2014-06-02 10:00", 4, Unit::WorkingDay, "2014-06-06 16:00");
    check(&friday, "2014-06-05 10:00", 1, Unit::CalendarDay, "2014-06-06 16:00");
    // The week has two and a half hours less.
    check(&friday, "2014-06-02 09:00", 40, Unit::Hour, "2014-06-09 11:30");
    assert_eq!(filed(&friday, at("2014-06-06 15:59")), Ok(at("2014-06-06 15:59")));
    assert_eq!(filed(&friday, at("2014-06-06 16:00")), Ok(at("2014-06-09 09:00")));
    assert_eq!(friday.local(friday.closing(date("2014-06-06"))), at("2014-06-06 16:00"));
    // Where days are counted to the minute, a working day is as long as a regular one: an hour is left on Friday.
    let to_the_minute = friday.with_counting(Counting::ToTheMinute);
    check(&to_the_minute, "2014-06-06 15:00", 1, Unit::WorkingDay, "2014-06-09 17:30");
    let (first, last) = filing_window(&friday, date("2014-06-06")).unwrap();
    assert_eq!((friday.local(first), friday.local(last)), (at("2014-06-06 09:00"), at("2014-06-06 15:59")));
}

#[test]
fn hours_that_would_begin_later_fall_away() {
    for until in ["13:00", "13:30", "14:30"] {
        let friday = calendar(with(vec![short("2014-06-06", "2014-06-06", until)]));
        check(&friday, "2014-06-06 12:30", 1, Unit::Hour, "2014-06-09 09:30");
        check(&friday, "2014-06-05 10:00", 1, Unit::WorkingDay, "2014-06-06 13:00");
    }
}

#[test]
fn hours_until_midnight_may_be_cut() {
    let spec = CalendarSpec {
        working_hours: vec![interval("12:00", "00:00")],
        ..with(vec![short("2014-06-06", "2014-06-06", "23:00")])
    };
    check(&calendar(spec), "2014-06-06 22:00", 2, Unit::Hour, "2014-06-09 13:00");
}

#[test]
fn a_moved_day_may_be_short() {
    let moved = Exception::Moved { worked: date("2014-06-07"), instead_of: date("2014-06-09") };
    let calendar = calendar(with(vec![short("2014-06-07", "2014-06-07", "12:00"), moved]));
    check(&calendar, "2014-06-06 10:00", 1, Unit::WorkingDay, "2014-06-07 12:00");
    let term = duration(&[(2, Unit::WorkingDay)]);
    assert_eq!(
        super::add(&calendar, at("2014-06-06 10:00"), &term, regc::calendar::Clock::Working),
        Ok(at("2014-06-10 18:30"))
    );
}

#[track_caller]
fn faults(exceptions: Vec<Exception>, expected: &[CalendarError]) {
    assert_eq!(regc::calendar::Calendar::new(with(exceptions)).err().unwrap_or_default(), expected);
}

#[test]
fn faults_of_short_days() {
    faults(
        vec![short("2014-06-06", "2014-06-08", "16:00")],
        &[CalendarError::ShortOff { exception: 0, date: date("2014-06-07") }],
    );
    let holiday = Exception::Holiday(DaysOff { days: date("2014-06-05")..=date("2014-06-05"), title: None });
    faults(
        vec![holiday, short("2014-06-04", "2014-06-06", "16:00")],
        &[CalendarError::ShortOff { exception: 1, date: date("2014-06-05") }],
    );
    faults(
        vec![short("2014-06-06", "2014-06-06", "09:00")],
        &[CalendarError::ShortTooShort { exception: 0, until: time("09:00"), opening: time("09:00") }],
    );
    faults(
        vec![short("2014-06-04", "2014-06-06", "16:00"), short("2014-06-05", "2014-06-06", "17:00")],
        &[CalendarError::Repeated { exception: 1, earlier: 0, date: date("2014-06-05") }],
    );
    faults(
        vec![short("2014-06-06", "2014-06-04", "16:00"), short("2014-12-31", "2015-01-05", "16:00")],
        &[
            CalendarError::DaysReversed { exception: 0, first: date("2014-06-06"), last: date("2014-06-04") },
            CalendarError::OutsideKnownYears { exception: 1, date: date("2015-01-05") },
        ],
    );
}
