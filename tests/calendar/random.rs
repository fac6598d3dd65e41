//! Calendars, terms and moments drawn at random, with many of them where something happens: at the edges
//! of hours, on days whose clocks are changed, at the ends of years.

use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate, NaiveTime, Timelike, WeekdaySet};
use proptest::prelude::*;
use regc::calendar::{
    AfterHours, Calendar, CalendarSpec, Clock, Counting, DaysOff, EndOfDay, EventDay, Exception, Instant, Roll,
    WorkingInterval, Zone,
};
use regc::model::{Duration, Quantity, Unit};

use super::{date, zone};

/// A calendar as it is stated: its own spec, and those it is joined with.
#[derive(Debug, Clone)]
pub struct Stated {
    pub spec: CalendarSpec,
    pub joined: Vec<CalendarSpec>,
    calendar: Calendar,
}

impl Stated {
    fn new(spec: CalendarSpec, joined: Vec<CalendarSpec>) -> Self {
        let others: Vec<_> = joined.iter().map(|spec| Calendar::new(spec.clone()).unwrap()).collect();
        let calendar = Calendar::new_joined(spec.clone(), &others.iter().collect::<Vec<_>>()).unwrap();
        Self { spec, joined, calendar }
    }

    pub fn calendar(&self) -> Calendar {
        self.calendar.clone()
    }
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

/// Some of the working days of 2024 made short, each in a line of its own.
fn shorten(mut spec: CalendarSpec, days: &[(u64, u32)]) -> CalendarSpec {
    let regular = Calendar::new(CalendarSpec { known_years: 2024..=2024, ..spec.clone() }).unwrap();
    let opening = spec.working_hours[0].start.num_seconds_from_midnight() / 60;
    let mut shortened = std::collections::BTreeSet::new();
    for (day, minutes) in days {
        let date = date("2024-01-01") + Days::new(*day);
        let until = opening + minutes;
        if until < 1440 && regular.is_working_day(date) == Ok(true) && shortened.insert(date) {
            spec.exceptions.push(Exception::Short { days: date..=date, until: clock(until), title: None });
        }
    }
    spec
}

fn years() -> impl Strategy<Value = RangeInclusive<i32>> {
    prop_oneof![Just(2024..=2024), Just(2023..=2025)]
}

/// Zones whose clocks are changed in 2024: once for good, twice a year, by half an hour, and at midnight.
fn zones() -> impl Strategy<Value = Zone> {
    let names = prop::sample::select(vec![
        "UTC",
        "Asia/Almaty",
        "Europe/London",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Havana",
    ]);
    names.prop_map(zone)
}

fn spec() -> impl Strategy<Value = CalendarSpec> {
    let roll = prop_oneof![Just(Roll::NextWorkingDay), Just(Roll::PreviousWorkingDay), Just(Roll::None)];
    let rules = (any::<bool>(), any::<bool>(), any::<bool>(), roll, prop::bool::weighted(0.3));
    let shorts = prop::collection::vec((0..366u64, 1..400u32), 0..60);
    (years(), zones(), prop::collection::vec(any::<bool>(), 7), hours(), exceptions(), shorts, rules).prop_map(
        |(known_years, zone, week, working_hours, exceptions, shorts, (counted, closing, later, roll, minutes))| {
            let spec = CalendarSpec {
                working_week: working_week(&week),
                event_day: if counted { EventDay::Counted } else { EventDay::NotCounted },
                end_of_day: if closing { EndOfDay::Closing } else { EndOfDay::Midnight },
                roll,
                after_hours: if later { AfterHours::NextWorkingTime } else { AfterHours::AsFiled },
                counting: if minutes { Counting::ToTheMinute } else { Counting::ByDays },
                exceptions,
                ..CalendarSpec::five_day_week(known_years, zone, working_hours)
            };
            shorten(spec, &shorts)
        },
    )
}

/// A calendar, sometimes joined with another.
pub fn stated() -> impl Strategy<Value = Stated> {
    prop_oneof![
        2 => spec().prop_map(|spec| Stated::new(spec, Vec::new())),
        1 => (spec(), spec()).prop_map(|(spec, other)| Stated::new(spec, vec![other])),
    ]
}

/// The days drawn, and Wednesday, so that the week is not empty.
fn working_week(drawn: &[bool]) -> WeekdaySet {
    let days = WeekdaySet::ALL.iter(chrono::Weekday::Mon).zip(drawn).filter(|(_, worked)| **worked);
    days.map(|(day, _)| day).chain([chrono::Weekday::Wed]).collect()
}

pub fn quantity() -> impl Strategy<Value = Quantity> {
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

pub fn term() -> impl Strategy<Value = Duration> {
    let one = quantity().prop_map(|one| vec![one]);
    let some = prop_oneof![one, prop::collection::vec(quantity(), 0..4)];
    (some, prop::bool::weighted(0.2)).prop_map(|(quantities, consecutive)| Duration { quantities, consecutive })
}

pub fn performer() -> impl Strategy<Value = Clock> {
    prop_oneof![4 => Just(Clock::Working), 1 => Just(Clock::RoundTheClock)]
}

/// The days of 2024 on which some zone changes its clocks, a leap day, and the ends of the year.
const NOTABLE: [&str; 12] = [
    "2024-01-01",
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
    "2024-03-10",
    "2024-03-31",
    "2024-04-07",
    "2024-10-06",
    "2024-10-27",
    "2024-11-03",
    "2024-12-30",
    "2024-12-31",
];

fn day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        2 => (0..366u64).prop_map(|day| date("2024-01-01") + Days::new(day)),
        1 => prop::sample::select(NOTABLE.map(date).to_vec()),
    ]
}

/// A whole minute of 2024, often the first or last of some hours.
pub fn moment(stated: &Stated) -> impl Strategy<Value = Instant> + use<> {
    let edges: Vec<u32> = stated
        .spec
        .working_hours
        .iter()
        .flat_map(|hours| [hours.start, hours.end])
        .map(|time| time.num_seconds_from_midnight() / 60)
        .flat_map(|minute| [minute + 1439, minute, minute + 1])
        .collect();
    let minute = prop_oneof![0..1440u32, prop::sample::select(edges)];
    let calendar = stated.calendar();
    (day(), minute).prop_map(move |(day, minute)| calendar.instant(day.and_time(clock(minute))))
}

/// A calendar and a moment.
pub fn start() -> impl Strategy<Value = (Stated, Instant)> {
    stated().prop_flat_map(|stated| (Just(stated.clone()), moment(&stated)))
}

/// Up to three stretches of time around a moment, as minutes from it; they may overlap.
pub fn stretches() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let minutes = prop_oneof![-3000..20_000i64, 0..2000i64];
    prop::collection::vec((minutes, 0..9000i64), 0..4)
        .prop_map(|drawn| drawn.into_iter().map(|(begin, lasts)| (begin, begin + lasts)).collect())
}

/// The instant so many minutes later.
pub fn minutes_after(at: Instant, minutes: i64) -> Instant {
    Instant::from_seconds(at.seconds() + minutes * 60)
}
