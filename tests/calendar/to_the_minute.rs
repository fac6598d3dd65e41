//! Working days counted as working time.

use regc::calendar::{Calendar, CalendarSpec, Clock, Counting, Exception};
use regc::model::Unit;

use super::{add, at, begin, calendar, check, date, duration, office, time};

fn june() -> Calendar {
    calendar(office(2014, 2014)).with_counting(Counting::ToTheMinute)
}

#[test]
fn a_working_day_is_eight_hours() {
    let june = june();
    check(&june, "2014-06-02 10:30", 1, Unit::WorkingDay, "2014-06-03 10:30");
    check(&june, "2014-06-02 09:00", 1, Unit::WorkingDay, "2014-06-02 18:30");
    check(&june, "2014-06-06 18:00", 1, Unit::WorkingDay, "2014-06-09 18:00");
    check(&june, "2014-06-07 12:00", 1, Unit::WorkingDay, "2014-06-09 18:30");
    // 19 hours: six and a half on Monday, eight on Tuesday, four and a half on Wednesday.
    let term = duration(&[(2, Unit::WorkingDay), (3, Unit::Hour)]);
    assert_eq!(add(&june, at("2014-06-02 10:30"), &term, Clock::Working), Ok(at("2014-06-04 15:00")));
    let day = duration(&[(1, Unit::WorkingDay)]);
    assert_eq!(begin(&june, at("2014-06-02 18:30"), &day, Clock::Working), Ok(at("2014-06-03 09:00")));
}

#[test]
fn other_days_are_counted_by_dates() {
    let june = june();
    check(&june, "2014-06-02 10:30", 1, Unit::CalendarDay, "2014-06-03 18:30");
    check(&june, "2014-06-02 10:30", 1, Unit::Month, "2014-07-02 18:30");
}

#[test]
fn a_short_day_is_no_whole_day() {
    let short = Exception::Short { days: date("2014-06-03")..=date("2014-06-03"), until: time("13:00"), title: None };
    let spec = CalendarSpec { exceptions: vec![short], counting: Counting::ToTheMinute, ..office(2014, 2014) };
    // Six and a half hours on Monday; an hour and a half is left for Tuesday, which has four.
    check(&calendar(spec.clone()), "2014-06-02 10:30", 1, Unit::WorkingDay, "2014-06-03 10:30");
    // Sixteen: six and a half, four, and five and a half on Wednesday.
    check(&calendar(spec), "2014-06-02 10:30", 2, Unit::WorkingDay, "2014-06-04 16:00");
}

/// The act of 2014: its steps take a quarter of an hour more than its limit from the beginning of the first,
/// and another with the wait; from the end of the first they fit exactly.
#[test]
fn the_licence_overruns_by_a_quarter_of_an_hour() {
    let june = june();
    let steps: [&[(u32, Unit)]; 6] = [
        &[(15, Unit::Minute)],
        &[(7, Unit::Hour), (45, Unit::Minute)],
        &[(2, Unit::WorkingDay)],
        &[(10, Unit::WorkingDay)],
        &[(1, Unit::WorkingDay)],
        &[(1, Unit::WorkingDay)],
    ];
    let end = steps
        .iter()
        .fold(at("2014-06-02 10:30"), |now, term| add(&june, now, &duration(term), Clock::Working).unwrap());
    assert_eq!(end, at("2014-06-23 10:30"));
    check(&june, "2014-06-02 10:00", 15, Unit::WorkingDay, "2014-06-23 10:00");
    check(&june, "2014-06-02 10:15", 15, Unit::WorkingDay, "2014-06-23 10:15");
    check(&june, "2014-06-02 10:30", 15, Unit::WorkingDay, "2014-06-23 10:30");
}
