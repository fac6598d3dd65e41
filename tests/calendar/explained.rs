//! Why a term ends when it does.

use chrono::NaiveDate;
use regc::calendar::{Calendar, CalendarSpec, Clock, DaysOff, Exception, Explanation, Length, Reason, Skipped};
use regc::model::Unit;

use super::{at, calendar, date, duration, office};

fn explain(calendar: &Calendar, start: &str, term: &[(u32, Unit)]) -> Explanation {
    calendar.explain(calendar.instant(at(start)), Length::of(&duration(term), Clock::Working)).unwrap()
}

fn skipped(first: &str, last: &str, reason: Reason) -> Skipped {
    Skipped { days: date(first)..=date(last), reason }
}

/// Days off around the weekend of 7 and 8 June 2014.
fn june() -> Calendar {
    let title = Some("День".to_owned());
    let exceptions = vec![
        Exception::Holiday(DaysOff { days: date("2014-06-06")..=date("2014-06-06"), title: title.clone() }),
        Exception::DayOff(DaysOff { days: date("2014-06-09")..=date("2014-06-09"), title: None }),
        Exception::Moved { worked: date("2014-06-14"), instead_of: date("2014-06-11") },
    ];
    calendar(CalendarSpec { exceptions, ..office(2014, 2014) })
}

#[test]
fn days_off_are_told_with_their_reasons() {
    let told = explain(&june(), "2014-06-05 10:00", &[(3, Unit::WorkingDay)]);
    let days = told.days.unwrap();
    assert_eq!(
        days.skipped,
        [
            skipped("2014-06-06", "2014-06-06", Reason::Holiday(Some("День".to_owned()))),
            skipped("2014-06-07", "2014-06-08", Reason::Weekend),
            skipped("2014-06-09", "2014-06-09", Reason::DayOff(None)),
            skipped("2014-06-11", "2014-06-11", Reason::Moved { worked: date("2014-06-14") }),
        ]
    );
    // The 10th, 12th and 13th.
    let last: NaiveDate = date("2014-06-13");
    assert_eq!((days.event_counts, days.reached, days.last), (Some(false), last, last));
}

#[test]
fn an_end_that_rolls_is_told_before_and_after() {
    let days = explain(&june(), "2014-05-28 10:00", &[(10, Unit::CalendarDay)]).days.unwrap();
    assert_eq!((days.reached, days.last), (date("2014-06-07"), date("2014-06-10")));
    let [first, second] = [("2014-06-07", "2014-06-08"), ("2014-06-09", "2014-06-09")];
    assert_eq!(
        days.skipped,
        [skipped(first.0, first.1, Reason::Weekend), skipped(second.0, second.1, Reason::DayOff(None))]
    );
}

#[test]
fn working_time_is_told_by_days() {
    let told = explain(&june(), "2014-06-02 18:00", &[(25, Unit::Hour)]);
    let work = |first: &str, last: &str, minutes: i64| (date(first)..=date(last), minutes * 60);
    // Half an hour on Monday, three days of eight hours, and half an hour after the holidays.
    assert_eq!(
        told.work,
        [
            work("2014-06-02", "2014-06-02", 30),
            work("2014-06-03", "2014-06-05", 480),
            work("2014-06-10", "2014-06-10", 30)
        ]
    );
    assert!(told.days.is_none());
}
