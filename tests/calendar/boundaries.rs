//! Moments at which one rule gives way to another.

use chrono::{FixedOffset, NaiveDateTime};
use regc::calendar::{
    AfterHours, Calendar, CalendarSpec, Clock, DaysOff, EndOfDay, EventDay, Exception, Roll, UnknownYear,
};
use regc::model::{Duration, Unit};

use super::{add, at, begin, calendar, check, date, duration, filed, interval, office, zone};

fn june() -> Calendar {
    calendar(office(2014, 2014))
}

fn with(change: impl FnOnce(&mut CalendarSpec)) -> Calendar {
    let mut spec = office(2014, 2014);
    change(&mut spec);
    calendar(spec)
}

fn hours(hours: i32) -> FixedOffset {
    FixedOffset::east_opt(hours * 3600).unwrap()
}

#[test]
fn working_time_stops_at_lunch_and_at_closing() {
    let june = june();
    check(&june, "2014-06-02 12:30", 30, Unit::Minute, "2014-06-02 13:00");
    check(&june, "2014-06-02 12:30", 31, Unit::Minute, "2014-06-02 14:31");
    check(&june, "2014-06-02 12:59", 1, Unit::Minute, "2014-06-02 13:00");
    check(&june, "2014-06-02 13:00", 1, Unit::Minute, "2014-06-02 14:31");
    check(&june, "2014-06-02 18:29", 1, Unit::Minute, "2014-06-02 18:30");
    check(&june, "2014-06-02 18:30", 1, Unit::Minute, "2014-06-03 09:01");
    check(&june, "2014-06-02 09:00", 8, Unit::Hour, "2014-06-02 18:30");
    check(&june, "2014-06-02 09:00", 40, Unit::Hour, "2014-06-06 18:30");
    check(&june, "2014-06-06 18:00", 1, Unit::Hour, "2014-06-09 09:30");
    check(&june, "2014-06-07 12:00", 15, Unit::Minute, "2014-06-09 09:15");
}

#[test]
fn a_term_of_no_length_moves_nothing() {
    let june = june();
    for start in ["2014-06-02 10:00", "2014-06-02 13:30", "2014-06-02 18:30", "2014-06-07 03:00"] {
        for unit in [Unit::Minute, Unit::Hour, Unit::WorkingDay, Unit::CalendarDay, Unit::Week, Unit::Month] {
            check(&june, start, 0, unit, start);
        }
        assert_eq!(begin(&june, at(start), &Duration::default(), Clock::Working), Ok(at(start)));
    }
}

#[test]
fn minutes_begin_when_work_does_and_days_at_once() {
    let june = june();
    let minute = duration(&[(1, Unit::Minute)]);
    for (start, begins) in [
        ("2014-06-02 08:59", "2014-06-02 09:00"),
        ("2014-06-02 12:59", "2014-06-02 12:59"),
        ("2014-06-02 13:00", "2014-06-02 14:30"),
        ("2014-06-02 18:30", "2014-06-03 09:00"),
        ("2014-06-06 19:00", "2014-06-09 09:00"),
    ] {
        assert_eq!(begin(&june, at(start), &minute, Clock::Working), Ok(at(begins)));
        assert_eq!(begin(&june, at(start), &minute, Clock::RoundTheClock), Ok(at(start)));
        assert_eq!(begin(&june, at(start), &duration(&[(1, Unit::WorkingDay)]), Clock::Working), Ok(at(start)));
    }
}

#[test]
fn an_application_counts_from_the_next_working_moment() {
    let june = june();
    for (handed_in, counts) in [
        ("2014-06-02 08:00", "2014-06-02 09:00"),
        ("2014-06-02 09:00", "2014-06-02 09:00"),
        ("2014-06-02 13:30", "2014-06-02 14:30"),
        ("2014-06-02 18:29", "2014-06-02 18:29"),
        ("2014-06-02 18:30", "2014-06-03 09:00"),
        ("2014-06-07 10:00", "2014-06-09 09:00"),
    ] {
        assert_eq!(filed(&june, at(handed_in)), Ok(at(counts)));
    }
    let as_filed = with(|spec| spec.after_hours = AfterHours::AsFiled);
    assert_eq!(filed(&as_filed, at("2014-06-07 10:00")), Ok(at("2014-06-07 10:00")));
}

#[test]
fn seconds_are_counted() {
    let second = |text| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap();
    let minute = duration(&[(1, Unit::Minute)]);
    let end = add(&june(), second("2014-06-02 12:59:30"), &minute, Clock::Working);
    assert_eq!(end, Ok(second("2014-06-02 14:30:30")));
    assert_eq!(filed(&june(), second("2014-06-02 18:29:59")), Ok(second("2014-06-02 18:29:59")));
}

#[test]
fn larger_units_come_first_whatever_the_order() {
    let june = june();
    for term in [[(2, Unit::WorkingDay), (3, Unit::Hour)], [(3, Unit::Hour), (2, Unit::WorkingDay)]] {
        let end = add(&june, at("2014-06-02 10:30"), &duration(&term), Clock::Working);
        assert_eq!(end, Ok(at("2014-06-05 12:00")));
    }
    // 2 June + 1 month = 2 July, + 1 week = 9 July, + 3 calendar days = 12 July, a Saturday.
    let term = duration(&[(3, Unit::CalendarDay), (1, Unit::Week), (1, Unit::Month)]);
    assert_eq!(add(&june, at("2014-06-02 10:30"), &term, Clock::Working), Ok(at("2014-07-14 18:30")));
}

#[test]
fn months_are_one_addition() {
    let years = calendar(office(2014, 2025));
    let term = duration(&[(1, Unit::Month), (2, Unit::Month)]);
    assert_eq!(add(&years, at("2014-01-31 10:00"), &term, Clock::Working), Ok(at("2014-04-30 18:30")));
    check(&years, "2024-01-31 10:00", 1, Unit::Month, "2024-02-29 18:30");
    check(&years, "2023-01-31 10:00", 1, Unit::Month, "2023-02-28 18:30");
    check(&years, "2024-02-29 10:00", 1, Unit::Year, "2025-02-28 18:30");
    check(&years, "2023-02-28 10:00", 1, Unit::Year, "2024-02-28 18:30");
    check(&years, "2014-06-02 10:00", 2, Unit::Week, "2014-06-16 18:30");
}

#[test]
fn an_end_on_a_day_off_rolls_as_the_calendar_says() {
    // 4 June + 10 days is Saturday 14 June 2014.
    for (roll, end) in [
        (Roll::NextWorkingDay, "2014-06-16 18:30"),
        (Roll::PreviousWorkingDay, "2014-06-13 18:30"),
        (Roll::None, "2014-06-14 18:30"),
    ] {
        check(&with(|spec| spec.roll = roll), "2014-06-04 10:00", 10, Unit::CalendarDay, end);
    }
}

#[test]
fn a_day_may_end_at_midnight() {
    let midnight = with(|spec| spec.end_of_day = EndOfDay::Midnight);
    check(&midnight, "2014-06-02 10:00", 2, Unit::WorkingDay, "2014-06-04 23:59");
    // From 23:59 the next day is still the next day.
    check(&midnight, "2014-06-04 23:59", 1, Unit::WorkingDay, "2014-06-05 23:59");
}

#[test]
fn the_day_of_the_event_may_count() {
    let counted = with(|spec| spec.event_day = EventDay::Counted);
    check(&counted, "2014-06-02 10:00", 1, Unit::WorkingDay, "2014-06-02 18:30");
    check(&counted, "2014-06-02 10:00", 5, Unit::WorkingDay, "2014-06-06 18:30");
    check(&counted, "2014-06-07 10:00", 1, Unit::WorkingDay, "2014-06-09 18:30");
    check(&counted, "2014-06-02 10:00", 5, Unit::CalendarDay, "2014-06-06 18:30");
    // Weeks and months lead to the like day either way.
    check(&counted, "2014-06-02 10:00", 1, Unit::Week, "2014-06-09 18:30");
    check(&counted, "2014-06-02 10:00", 1, Unit::Month, "2014-07-02 18:30");
    // The day has closed, but no term ends before it starts.
    check(&counted, "2014-06-02 20:00", 1, Unit::WorkingDay, "2014-06-02 20:00");
}

#[test]
fn a_moved_day_is_worked_and_the_other_is_not() {
    let moved = with(|spec| {
        spec.exceptions = vec![
            Exception::Moved { worked: date("2014-06-07"), instead_of: date("2014-06-09") },
            holiday("2014-06-10"),
        ];
    });
    assert_eq!(moved.is_working_day(date("2014-06-07")), Ok(true));
    assert_eq!(moved.is_working_day(date("2014-06-09")), Ok(false));
    check(&moved, "2014-06-06 18:00", 1, Unit::Hour, "2014-06-07 09:30");
    check(&moved, "2014-06-07 18:00", 1, Unit::Hour, "2014-06-11 09:30");
    check(&moved, "2014-06-06 10:00", 2, Unit::WorkingDay, "2014-06-11 18:30");
}

fn holiday(day: &str) -> Exception {
    Exception::Holiday(DaysOff { days: date(day)..=date(day), title: None })
}

#[test]
fn a_system_works_round_the_clock() {
    let june = june();
    let quarter = duration(&[(15, Unit::Minute)]);
    assert_eq!(add(&june, at("2014-06-07 23:50"), &quarter, Clock::RoundTheClock), Ok(at("2014-06-08 00:05")));
    let three_days = Duration { consecutive: true, ..duration(&[(72, Unit::Hour)]) };
    assert_eq!(add(&june, at("2014-06-06 19:00"), &three_days, Clock::Working), Ok(at("2014-06-09 19:00")));
    check(&june, "2014-06-06 19:00", 1, Unit::Day24h, "2014-06-07 19:00");
    // Its days are those of the calendar all the same.
    let day = duration(&[(1, Unit::WorkingDay)]);
    assert_eq!(add(&june, at("2014-06-06 19:00"), &day, Clock::RoundTheClock), Ok(at("2014-06-09 18:30")));
}

/// At midnight of 1 March 2024 the clocks of Almaty went back from 00:00 to 23:00.
#[test]
fn clock_time_is_safe_over_a_change_of_offset() {
    let almaty = calendar(office(2024, 2024));
    check(&almaty, "2024-02-29 12:00", 3, Unit::Day24h, "2024-03-03 11:00");
    assert_eq!(almaty.offset(almaty.instant(at("2024-02-29 12:00"))), hours(6));
    assert_eq!(almaty.offset(almaty.instant(at("2024-02-29 22:59"))), hours(6));
    // Shown twice: the later.
    assert_eq!(almaty.offset(almaty.instant(at("2024-02-29 23:30"))), hours(5));
    assert_eq!(almaty.offset(almaty.instant(at("2024-03-01 00:00"))), hours(5));
    let one_hour = duration(&[(1, Unit::Hour)]);
    assert_eq!(add(&almaty, at("2024-02-29 23:30"), &one_hour, Clock::RoundTheClock), Ok(at("2024-03-01 00:30")));
    // Nobody works at midnight: working time does not notice.
    check(&almaty, "2024-02-29 18:00", 1, Unit::Hour, "2024-03-01 09:30");
}

/// On 31 March 2024 the clocks of London went forward from 01:00 to 02:00.
#[test]
fn a_skipped_time_has_the_offset_before_the_change() {
    let london = calendar(CalendarSpec { zone: zone("Europe/London"), ..office(2024, 2024) });
    assert_eq!(london.offset(london.instant(at("2024-03-31 00:59"))), hours(0));
    // Half past one by the old offset is half past two by the new.
    assert_eq!(london.local(london.instant(at("2024-03-31 01:30"))), at("2024-03-31 02:30"));
    assert_eq!(london.offset(london.instant(at("2024-03-31 02:00"))), hours(1));
    check(&london, "2024-03-30 12:00", 1, Unit::Day24h, "2024-03-31 13:00");
}

#[test]
fn an_unknown_year_is_never_guessed() {
    let june = june();
    let add = |start, n, unit| add(&june, at(start), &duration(&[(n, unit)]), Clock::Working);
    assert_eq!(add("2014-12-31 18:00", 30, Unit::Minute), Ok(at("2014-12-31 18:30")));
    for (n, unit) in [(31, Unit::Minute), (1, Unit::WorkingDay), (1, Unit::CalendarDay), (1, Unit::Day24h)] {
        assert_eq!(add("2014-12-31 18:00", n, unit), Err(UnknownYear { year: 2015 }));
    }
    assert_eq!(add("2014-06-02 10:00", 24, Unit::Month), Err(UnknownYear { year: 2016 }));
    assert_eq!(add("2013-12-31 10:00", 1, Unit::WorkingDay), Err(UnknownYear { year: 2013 }));
    assert_eq!(filed(&june, at("2014-12-31 19:00")), Err(UnknownYear { year: 2015 }));
    assert_eq!(june.is_working_day(date("2015-01-01")), Err(UnknownYear { year: 2015 }));
    for unit in [Unit::Minute, Unit::Hour, Unit::WorkingDay, Unit::CalendarDay, Unit::Day24h, Unit::Week, Unit::Year] {
        assert_eq!(add("2014-06-02 10:00", u32::MAX, unit), Err(UnknownYear { year: 2015 }), "{unit:?}");
    }
}

#[test]
fn a_roll_back_may_need_the_year_before() {
    let back = with(|spec| {
        spec.roll = Roll::PreviousWorkingDay;
        spec.exceptions =
            vec![Exception::DayOff(DaysOff { days: date("2014-01-01")..=date("2014-01-03"), title: None })];
    });
    let end = add(&back, at("2014-01-01 10:00"), &duration(&[(1, Unit::CalendarDay)]), Clock::Working);
    assert_eq!(end, Err(UnknownYear { year: 2013 }));
}

#[test]
fn hours_may_last_until_midnight() {
    let late = with(|spec| spec.working_hours = vec![interval("12:00", "00:00")]);
    check(&late, "2014-06-02 23:00", 1, Unit::Hour, "2014-06-03 00:00");
    check(&late, "2014-06-02 23:00", 2, Unit::Hour, "2014-06-03 13:00");
    // A day's end belongs to the day.
    check(&late, "2014-06-02 13:00", 1, Unit::WorkingDay, "2014-06-03 23:59");
    assert_eq!(late.local(late.closing(date("2014-06-03"))), at("2014-06-03 23:59"));
    assert_eq!(june().local(june().closing(date("2014-06-07"))), at("2014-06-07 18:30"));
}
