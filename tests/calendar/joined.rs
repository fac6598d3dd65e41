//! Days that several offices must work.

use chrono::{Weekday, WeekdaySet};
use regc::calendar::{Calendar, CalendarError, CalendarSpec, DaysOff, Exception, Roll};
use regc::model::Unit;

use super::{calendar, check, date, interval, office, time};

/// Tuesday to Saturday, closed on Tuesday, 10 June 2014.
fn other() -> Calendar {
    let days = [Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat];
    calendar(CalendarSpec {
        working_week: WeekdaySet::from_array(days),
        working_hours: vec![interval("08:00", "12:00")],
        exceptions: vec![Exception::DayOff(DaysOff { days: date("2014-06-10")..=date("2014-06-10"), title: None })],
        ..office(2014, 2015)
    })
}

#[test]
fn a_day_off_of_either_is_a_day_off_of_both() {
    let both = Calendar::new_joined(office(2014, 2014), &[&other()]).unwrap();
    let worked = |day: &str| both.is_working_day(date(day)).unwrap();
    let june = ["2014-06-06", "2014-06-07", "2014-06-09", "2014-06-10", "2014-06-11"];
    assert_eq!(june.map(worked), [true, false, false, false, true]);
    check(&both, "2014-06-05 10:00", 1, Unit::WorkingDay, "2014-06-06 18:30");
    check(&both, "2014-06-06 10:00", 1, Unit::WorkingDay, "2014-06-11 18:30");
    // The hours are those of the first.
    check(&both, "2014-06-06 18:00", 1, Unit::Hour, "2014-06-11 09:30");
}

#[test]
fn known_are_the_common_years() {
    let both = Calendar::new_joined(office(2015, 2020), &[&other()]).unwrap();
    assert_eq!(both.spec().known_years, 2015..=2015);
    let ends = (both.dates().next(), both.dates().last());
    assert_eq!(ends, (Some(date("2015-01-01")), Some(date("2015-12-31"))));
    let apart = Calendar::new_joined(office(2016, 2020), &[&other()]);
    assert_eq!(apart.err(), Some(vec![CalendarError::NoCommonYear]));
}

#[test]
fn exceptions_outside_the_common_years_do_no_harm() {
    let holiday = Exception::Holiday(DaysOff { days: date("2016-01-01")..=date("2016-01-02"), title: None });
    let spec = CalendarSpec { exceptions: vec![holiday], ..office(2014, 2016) };
    assert!(Calendar::new_joined(spec, &[&other()]).is_ok());
}

/// Friday, 6 June 2014, is short here and a day off there: nobody works, and a term that ends on it all the
/// same ends when the office would have closed.
#[test]
fn a_short_day_that_another_calendar_takes_off_keeps_its_closing() {
    let friday = date("2014-06-06")..=date("2014-06-06");
    let short = Exception::Short { days: friday.clone(), until: time("16:00"), title: None };
    let off = Exception::DayOff(DaysOff { days: friday, title: None });
    let spec = CalendarSpec { exceptions: vec![short], roll: Roll::None, ..office(2014, 2014) };
    let other = calendar(CalendarSpec { exceptions: vec![off], ..office(2014, 2014) });
    let both = Calendar::new_joined(spec, &[&other]).unwrap();
    assert_eq!(both.is_working_day(date("2014-06-06")), Ok(false));
    check(&both, "2014-06-05 10:00", 1, Unit::CalendarDay, "2014-06-06 16:00");
    check(&both, "2014-06-05 18:00", 1, Unit::Hour, "2014-06-09 09:30");
}
