//! Addition done again, minute by minute and day by day, on calendars drawn at random.

use std::ops::RangeInclusive;

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, WeekdaySet,
};
use chrono_tz::Tz;
use proptest::prelude::*;
use regc::calendar::{
    AfterHours, Calendar, CalendarSpec, Clock, DaysOff, EndOfDay, EventDay, Exception, Roll, WorkingInterval,
};
use regc::model::{Duration, Quantity, Unit};

use super::{add, begin, date, duration, filed};

/// The slow, obvious way. `None` stands for a year that is not known.
struct Reference<'a>(&'a CalendarSpec);

impl Reference<'_> {
    fn add(&self, start: NaiveDateTime, term: &Duration, clock: Clock) -> Option<NaiveDateTime> {
        self.is_working_day(start.date())?;
        let by_the_clock = term.consecutive || clock == Clock::RoundTheClock;
        let sum = |unit| term.quantities.iter().filter(|part| part.unit == unit).map(|part| part.n).sum::<u32>();
        let minutes = sum(Unit::Hour) * 60 + sum(Unit::Minute);
        let mut now = start;
        if term.quantities.iter().any(|part| part.n > 0 && is_date_unit(part.unit)) {
            now = now.max(self.end_of_day(self.last_day(start.date(), &sum)?));
        }
        now = self.by_the_clock(now, sum(Unit::Day24h) * 24 * 60 + if by_the_clock { minutes } else { 0 });
        now = self.by_working_time(now, if by_the_clock { 0 } else { minutes })?;
        self.is_working_day(now.date()).map(|_| now)
    }

    fn last_day(&self, event: NaiveDate, sum: &impl Fn(Unit) -> u32) -> Option<NaiveDate> {
        let (months, weeks) = (sum(Unit::Year) * 12 + sum(Unit::Month), sum(Unit::Week));
        let mut day = months_later(event, months) + Days::new(u64::from(weeks) * 7);
        let mut event_counts = self.0.event_day == EventDay::Counted && months == 0 && weeks == 0;
        for _ in 0..sum(Unit::CalendarDay) {
            day = if event_counts { day } else { day.succ_opt()? };
            event_counts = false;
        }
        for _ in 0..sum(Unit::WorkingDay) {
            if !(event_counts && self.is_working_day(day)?) {
                day = day.succ_opt()?;
                while !self.is_working_day(day)? {
                    day = day.succ_opt()?;
                }
            }
            event_counts = false;
        }
        while !self.is_working_day(day)? {
            match self.0.roll {
                Roll::NextWorkingDay => day = day.succ_opt()?,
                Roll::PreviousWorkingDay => day = day.pred_opt()?,
                Roll::None => break,
            }
        }
        Some(day)
    }

    fn by_the_clock(&self, start: NaiveDateTime, minutes: u32) -> NaiveDateTime {
        let mut now = instant(self.0.zone, start);
        for _ in 0..minutes {
            now += TimeDelta::minutes(1);
        }
        if minutes == 0 { start } else { now.naive_local() }
    }

    fn by_working_time(&self, start: NaiveDateTime, minutes: u32) -> Option<NaiveDateTime> {
        let mut now = start;
        let mut left = minutes;
        while left > 0 {
            if !self.is_working_day(now.date())? {
                now = now.date().succ_opt()?.and_time(NaiveTime::MIN);
                continue;
            }
            left -= u32::from(self.is_working_minute(now));
            now += TimeDelta::minutes(1);
        }
        Some(now)
    }

    fn next_working_minute(&self, start: NaiveDateTime) -> Option<NaiveDateTime> {
        let mut now = start;
        while !(self.is_working_day(now.date())? && self.is_working_minute(now)) {
            now += TimeDelta::minutes(1);
        }
        Some(now)
    }

    fn is_working_minute(&self, at: NaiveDateTime) -> bool {
        let begins_before_midnight = |hours: &WorkingInterval| hours.end == NaiveTime::MIN || at.time() < hours.end;
        self.0.working_hours.iter().any(|hours| hours.start <= at.time() && begins_before_midnight(hours))
    }

    fn is_working_day(&self, day: NaiveDate) -> Option<bool> {
        if !self.0.known_years.contains(&day.year()) {
            return None;
        }
        let said = self.0.exceptions.iter().find_map(|line| match line {
            Exception::Holiday(off) | Exception::DayOff(off) => off.days.contains(&day).then_some(false),
            Exception::Moved { worked, .. } if *worked == day => Some(true),
            Exception::Moved { instead_of, .. } => (*instead_of == day).then_some(false),
            Exception::Short { .. } => None,
        });
        said.or(Some(self.0.working_week.contains(day.weekday())))
    }

    fn end_of_day(&self, day: NaiveDate) -> NaiveDateTime {
        let last_minute = day.and_hms_opt(23, 59, 0).unwrap();
        let closing = self.0.working_hours.last().unwrap().end;
        let at_midnight = self.0.end_of_day == EndOfDay::Midnight || closing == NaiveTime::MIN;
        if at_midnight { last_minute } else { day.and_time(closing).min(last_minute) }
    }
}

fn is_date_unit(unit: Unit) -> bool {
    !matches!(unit, Unit::Minute | Unit::Hour | Unit::Day24h)
}

fn months_later(day: NaiveDate, months: u32) -> NaiveDate {
    let (mut year, mut month) = (day.year(), day.month());
    for _ in 0..months {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    (1..=day.day()).rev().find_map(|number| NaiveDate::from_ymd_opt(year, month, number)).unwrap()
}

/// The later of two readings; a time that the clocks skip is so long after the last one they showed.
fn instant(zone: Tz, local: NaiveDateTime) -> DateTime<Tz> {
    let minute = TimeDelta::minutes(1);
    zone.from_local_datetime(&local).latest().unwrap_or_else(|| instant(zone, local - minute) + minute)
}

fn hours() -> impl Strategy<Value = Vec<WorkingInterval>> {
    let one_day = (0..600u32, 30..300u32, 0..120u32, 30..=420u32);
    prop_oneof![
        one_day.prop_map(|(start, work, lunch, rest)| {
            let again = start + work + lunch;
            vec![(start, start + work), (again, again + rest)]
        }),
        (0..1200u32).prop_map(|start| vec![(start, 1440)]),
        (0..1200u32, 60..=240u32).prop_map(|(start, work)| vec![(start, start + work)]),
    ]
    .prop_map(|hours| {
        hours.into_iter().map(|(start, end)| WorkingInterval { start: clock(start), end: clock(end) }).collect()
    })
}

fn clock(minute: u32) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(minute % 1440 * 60, 0).unwrap()
}

/// Every five days of 2024: nothing, days off, or a day that is worked instead of another.
fn exceptions() -> impl Strategy<Value = Vec<Exception>> {
    let slot = prop_oneof![3 => Just(None), 1 => (0..4u64).prop_map(Some), 1 => Just(Some(9))];
    prop::collection::vec(slot, 73).prop_map(|slots| {
        let day = |slot: u64, more: u64| date("2024-01-01") + Days::new(slot * 5 + more);
        let line = |(slot, kind): (u64, Option<u64>)| match kind? {
            9 => Some(Exception::Moved { worked: day(slot, 3), instead_of: day(slot, 1) }),
            more => Some(Exception::Holiday(DaysOff { days: day(slot, 0)..=day(slot, more), title: None })),
        };
        (0..).zip(slots).filter_map(line).collect()
    })
}

fn years() -> impl Strategy<Value = RangeInclusive<i32>> {
    prop_oneof![Just(2024..=2024), Just(2023..=2026)]
}

fn spec() -> impl Strategy<Value = CalendarSpec> {
    let zone = Just(Tz::UTC);
    let roll = prop_oneof![Just(Roll::NextWorkingDay), Just(Roll::PreviousWorkingDay), Just(Roll::None)];
    let rules = (any::<bool>(), any::<bool>(), any::<bool>(), roll);
    (years(), zone, prop::collection::vec(any::<bool>(), 7), hours(), exceptions(), rules).prop_map(
        |(known_years, zone, week, working_hours, exceptions, (counted, closing, later, roll))| CalendarSpec {
            working_week: working_week(&week),
            event_day: if counted { EventDay::Counted } else { EventDay::NotCounted },
            end_of_day: if closing { EndOfDay::Closing } else { EndOfDay::Midnight },
            roll,
            after_hours: if later { AfterHours::NextWorkingTime } else { AfterHours::AsFiled },
            exceptions,
            ..CalendarSpec::five_day_week(known_years, zone, working_hours)
        },
    )
}

/// The days drawn, and Wednesday, so that the week is not empty.
fn working_week(drawn: &[bool]) -> WeekdaySet {
    let days = WeekdaySet::ALL.iter(chrono::Weekday::Mon).zip(drawn).filter(|(_, worked)| **worked);
    days.map(|(day, _)| day).chain([chrono::Weekday::Wed]).collect()
}

fn quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![
        (0..1500u32).prop_map(|n| Quantity { n, unit: Unit::Minute }),
        (0..25u32).prop_map(|n| Quantity { n, unit: Unit::Hour }),
        (0..30u32).prop_map(|n| Quantity { n, unit: Unit::WorkingDay }),
        (0..60u32).prop_map(|n| Quantity { n, unit: Unit::CalendarDay }),
        (0..4u32).prop_map(|n| Quantity { n, unit: Unit::Day24h }),
        (0..6u32).prop_map(|n| Quantity { n, unit: Unit::Week }),
        (0..14u32).prop_map(|n| Quantity { n, unit: Unit::Month }),
        (0..2u32).prop_map(|n| Quantity { n, unit: Unit::Year }),
    ]
}

fn term() -> impl Strategy<Value = Duration> {
    (prop::collection::vec(quantity(), 0..4), prop::bool::weighted(0.2))
        .prop_map(|(quantities, consecutive)| Duration { quantities, consecutive })
}

fn performer() -> impl Strategy<Value = Clock> {
    prop_oneof![4 => Just(Clock::Working), 1 => Just(Clock::RoundTheClock)]
}

/// A minute of 2024, often the first or last of some hours.
fn start(spec: CalendarSpec) -> impl Strategy<Value = (CalendarSpec, NaiveDateTime)> {
    let edges: Vec<u32> = spec
        .working_hours
        .iter()
        .flat_map(|hours| [hours.start, hours.end])
        .map(|time| time.num_seconds_from_midnight() / 60)
        .flat_map(|minute| [minute + 1439, minute, minute + 1])
        .collect();
    let minute = prop_oneof![0..1440u32, prop::sample::select(edges)];
    (Just(spec), 0..366u64, minute)
        .prop_map(|(spec, day, minute)| (spec, (date("2024-01-01") + Days::new(day)).and_time(clock(minute))))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn addition_agrees((spec, start) in spec().prop_flat_map(start), term in term(), clock in performer()) {
        let calendar = Calendar::new(spec.clone()).unwrap();
        let expected = Reference(&spec).add(start, &term, clock);
        prop_assert_eq!(add(&calendar, start, &term, clock).ok(), expected);
    }

    #[test]
    fn every_single_unit_agrees((spec, start) in spec().prop_flat_map(start), part in quantity(), clock in performer()) {
        let calendar = Calendar::new(spec.clone()).unwrap();
        let term = duration(&[(part.n, part.unit)]);
        prop_assert_eq!(add(&calendar, start, &term, clock).ok(), Reference(&spec).add(start, &term, clock));
    }

    #[test]
    fn work_begins_when_the_reference_says((spec, start) in spec().prop_flat_map(start)) {
        let calendar = Calendar::new(spec.clone()).unwrap();
        let expected = Reference(&spec).next_working_minute(start);
        prop_assert_eq!(begin(&calendar, start, &duration(&[(1, Unit::Minute)]), Clock::Working).ok(), expected);
        let counts = if spec.after_hours == AfterHours::AsFiled { Some(start) } else { expected };
        prop_assert_eq!(filed(&calendar, start).ok(), counts);
        prop_assert_eq!(calendar.is_working_day(start.date()).ok(), Reference(&spec).is_working_day(start.date()));
    }

    /// In a zone whose clocks never go back: elsewhere a later instant may be an earlier local time.
    #[test]
    fn a_later_start_never_ends_earlier(
        (spec, start) in spec().prop_flat_map(start), minutes in 0..5000u32, term in term(), clock in performer(),
    ) {
        let calendar = Calendar::new(CalendarSpec { zone: Tz::UTC, ..spec }).unwrap();
        let later = start + TimeDelta::minutes(i64::from(minutes));
        if let (Ok(end), Ok(later_end)) = (add(&calendar, start, &term, clock), add(&calendar, later, &term, clock)) {
            prop_assert!(end <= later_end);
            prop_assert!(start <= end);
        }
    }
}
