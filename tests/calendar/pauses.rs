//! Limits that stand still for a while.

use regc::calendar::{Calendar, CalendarSpec, Clock, Length, Roll};
use regc::model::Unit;

use super::{at, calendar, duration, office};

/// A limit from `from`, and when it is due with these pauses.
#[track_caller]
fn check(calendar: &Calendar, from: &str, limit: (u32, Unit), pauses: &[(&str, &str)], due: &str) {
    let instant = |text: &str| calendar.instant(at(text));
    let pauses: Vec<_> = pauses.iter().map(|(begin, end)| (instant(begin), instant(end))).collect();
    let length = Length::of(&duration(&[limit]), Clock::Working);
    assert_eq!(calendar.due(instant(from), length, &pauses).map(|due| calendar.local(due)), Ok(at(due)));
}

fn june() -> Calendar {
    calendar(office(2014, 2014))
}

#[test]
fn working_days_after_the_one_a_pause_begins_on_are_lost() {
    let limit = (15, Unit::WorkingDay);
    let check = |pauses, due| check(&june(), "2014-06-02 10:30", limit, pauses, due);
    check(&[], "2014-06-23 18:30");
    // Thursday to Tuesday: the 6th, 9th and 10th.
    check(&[("2014-06-05 12:00", "2014-06-10 09:00")], "2014-06-26 18:30");
    check(&[("2014-06-05 10:00", "2014-06-05 18:00")], "2014-06-23 18:30");
    check(&[("2014-06-06 12:00", "2014-06-08 12:00")], "2014-06-23 18:30");
    // An hour over midnight is a day, and a weekend between makes no difference.
    check(&[("2014-06-05 23:30", "2014-06-06 00:30")], "2014-06-24 18:30");
    check(&[("2014-06-05 12:00", "2014-06-06 09:00"), ("2014-06-09 12:00", "2014-06-10 09:00")], "2014-06-25 18:30");
}

#[test]
fn pauses_that_overlap_count_once() {
    let limit = (15, Unit::WorkingDay);
    let check = |pauses| check(&june(), "2014-06-02 10:30", limit, pauses, "2014-06-26 18:30");
    check(&[("2014-06-06 10:00", "2014-06-09 10:00"), ("2014-06-05 12:00", "2014-06-10 09:00")]);
    check(&[("2014-06-05 12:00", "2014-06-09 10:00"), ("2014-06-06 10:00", "2014-06-10 09:00")]);
    check(&[("2014-06-05 12:00", "2014-06-10 09:00"), ("2014-06-05 12:00", "2014-06-10 09:00")]);
}

#[test]
fn calendar_days_are_added_before_the_end_rolls() {
    let limit = (10, Unit::CalendarDay);
    let check_june = |pauses, due| check(&june(), "2014-06-04 10:00", limit, pauses, due);
    // 14 June 2014 is a Saturday; with a day more it is Sunday, with two Monday, with three Tuesday.
    check_june(&[], "2014-06-16 18:30");
    check_june(&[("2014-06-05 10:00", "2014-06-06 10:00")], "2014-06-16 18:30");
    check_june(&[("2014-06-05 10:00", "2014-06-07 10:00")], "2014-06-16 18:30");
    check_june(&[("2014-06-05 10:00", "2014-06-08 10:00")], "2014-06-17 18:30");
    let stays = calendar(CalendarSpec { roll: Roll::None, ..office(2014, 2014) });
    check(&stays, "2014-06-04 10:00", limit, &[("2014-06-05 10:00", "2014-06-06 10:00")], "2014-06-15 18:30");
    // A month from the 2nd is 2 July; six days more, 8 July.
    check(
        &june(),
        "2014-06-02 10:00",
        (1, Unit::Month),
        &[("2014-06-03 10:00", "2014-06-09 10:00")],
        "2014-07-08 18:30",
    );
}

#[test]
fn hours_lose_what_would_have_been_worked() {
    let day = [("2014-06-02 10:00", "2014-06-02 15:00")];
    // Three hours before lunch and half an hour after it.
    check(&june(), "2014-06-02 09:00", (8, Unit::Hour), &day, "2014-06-03 12:30");
    check(&june(), "2014-06-02 09:00", (1, Unit::Day24h), &day, "2014-06-03 14:00");
    let to_the_minute = june().with_counting(regc::calendar::Counting::ToTheMinute);
    check(&to_the_minute, "2014-06-02 09:00", (1, Unit::WorkingDay), &day, "2014-06-03 12:30");
}

#[test]
fn what_is_before_or_after_the_limit_does_not_count() {
    let limit = (1, Unit::WorkingDay);
    let check = |pauses, due| check(&june(), "2014-06-02 10:00", limit, pauses, due);
    check(&[("2014-05-20 10:00", "2014-06-01 10:00")], "2014-06-03 18:30");
    // Of a pause that was going on already only the rest counts: the 3rd and 4th.
    check(&[("2014-05-20 10:00", "2014-06-04 10:00")], "2014-06-05 18:30");
    // What has expired cannot be lengthened; at its last moment it can.
    check(&[("2014-06-03 18:31", "2014-06-10 10:00")], "2014-06-03 18:30");
    check(&[("2014-06-03 18:30", "2014-06-04 10:00")], "2014-06-04 18:30");
    // The first pause keeps the limit alive for the second.
    check(&[("2014-06-03 10:00", "2014-06-05 10:00"), ("2014-06-05 12:00", "2014-06-06 10:00")], "2014-06-06 18:30");
}
