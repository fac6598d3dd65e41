//! Every count done again, minute by minute and day by day, on calendars drawn at random.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use proptest::prelude::*;
use regc::calendar::{
    AfterHours, CalendarSpec, Clock, Counting, EndOfDay, EventDay, Exception, Instant, Length, Roll, WorkingInterval,
};
use regc::model::{Duration, Unit};

use super::filing_window;
use super::random::{self, Stated, minutes_after};

const MINUTE: i64 = 60;

/// The working time of a day, in instants; nothing where its year is not known.
type Hours = Option<Vec<Range<i64>>>;

/// The slow, obvious way. `None` stands for a year that is not known; instants are seconds.
struct Reference<'a> {
    spec: &'a CalendarSpec,
    /// Time zones are looked up in another library than the code uses.
    zone: Tz,
    joined: &'a [CalendarSpec],
    hours: RefCell<HashMap<NaiveDate, Hours>>,
}

/// What a term asks for.
struct Asked {
    months: u32,
    weeks: u32,
    days: u32,
    working_days: u32,
    clock_minutes: i64,
    working_minutes: i64,
}

impl<'a> Reference<'a> {
    fn new(stated: &'a Stated) -> Self {
        Self { joined: &stated.joined, ..Self::alone(&stated.spec) }
    }

    /// That of a calendar that is joined with none.
    fn alone(spec: &'a CalendarSpec) -> Self {
        let zone = spec.zone.name().parse().unwrap();
        Self { spec, zone, joined: &[], hours: RefCell::default() }
    }

    // ---- Days

    fn date(&self, at: i64) -> NaiveDate {
        self.zone.timestamp_opt(at, 0).unwrap().date_naive()
    }

    fn hours(&self, day: NaiveDate) -> Hours {
        self.hours.borrow_mut().entry(day).or_insert_with(|| self.hours_of(day)).clone()
    }

    fn hours_of(&self, day: NaiveDate) -> Hours {
        let is_known = |spec: &CalendarSpec| spec.known_years.contains(&day.year());
        if !is_known(self.spec) || !self.joined.iter().all(is_known) {
            return None;
        }
        let works = |spec: &CalendarSpec| {
            is_declared_working(spec, day) && !Reference::alone(spec).hours_declared(day).is_empty()
        };
        let worked = self.joined.iter().all(works) && is_declared_working(self.spec, day);
        Some(if worked { self.hours_declared(day) } else { Vec::new() })
    }

    fn hours_declared(&self, day: NaiveDate) -> Vec<Range<i64>> {
        let last = day.succ_opt().unwrap();
        let until = short_until(self.spec, day);
        let hours = self.spec.working_hours.iter().filter(|hours| until.is_none_or(|until| hours.start < until));
        let range = |hours: &WorkingInterval| {
            let start = instant(self.zone, day.and_time(hours.start)).max(self.midnight(day));
            start..self.end_of_hours(day, hours, until).min(self.midnight(last))
        };
        hours.map(range).filter(|hours| !hours.is_empty()).collect()
    }

    fn end_of_hours(&self, day: NaiveDate, hours: &WorkingInterval, until: Option<NaiveTime>) -> i64 {
        let end = match (hours.end == NaiveTime::MIN, until) {
            (true, None) => return instant(self.zone, day.succ_opt().unwrap().and_time(NaiveTime::MIN)),
            (true, Some(until)) => until,
            (false, until) => until.map_or(hours.end, |until| until.min(hours.end)),
        };
        instant(self.zone, day.and_time(end))
    }

    fn is_working_day(&self, day: NaiveDate) -> Option<bool> {
        self.hours(day).map(|hours| !hours.is_empty())
    }

    /// The first moment since when it has been this day or later, looked for from noon backwards.
    fn midnight(&self, day: NaiveDate) -> i64 {
        let mut at = instant(self.zone, day.and_hms_opt(12, 0, 0).unwrap());
        while self.date(at - 30 * MINUTE) >= day {
            at -= 30 * MINUTE;
        }
        at
    }

    fn end_of_day(&self, day: NaiveDate) -> i64 {
        let last_minute = self.midnight(day.succ_opt().unwrap()) - MINUTE;
        let until = short_until(self.spec, day);
        let left = |hours: &&WorkingInterval| until.is_none_or(|until| hours.start < until);
        let closing = self.end_of_hours(day, self.spec.working_hours.iter().rfind(left).unwrap(), until);
        if self.spec.end_of_day == EndOfDay::Midnight { last_minute } else { closing.min(last_minute) }
    }

    // ---- Terms

    fn asked(&self, term: &Duration, clock: Clock) -> Asked {
        let sum = |unit| term.quantities.iter().filter(|part| part.unit == unit).map(|part| part.n).sum::<u32>();
        let minutes = i64::from(sum(Unit::Hour) * 60 + sum(Unit::Minute));
        let by_the_clock = term.consecutive || clock == Clock::RoundTheClock;
        let to_the_minute = self.spec.counting == Counting::ToTheMinute;
        let minutes_of = |time: NaiveTime| i64::from(chrono::Timelike::num_seconds_from_midnight(&time)) / 60;
        let regular = |hours: &WorkingInterval| {
            let end = if hours.end == NaiveTime::MIN { 1440 } else { minutes_of(hours.end) };
            end - minutes_of(hours.start)
        };
        let a_day: i64 = self.spec.working_hours.iter().map(regular).sum();
        let day_minutes = if to_the_minute { i64::from(sum(Unit::WorkingDay)) * a_day } else { 0 };
        Asked {
            months: sum(Unit::Year) * 12 + sum(Unit::Month),
            weeks: sum(Unit::Week),
            days: sum(Unit::CalendarDay),
            working_days: if to_the_minute { 0 } else { sum(Unit::WorkingDay) },
            clock_minutes: i64::from(sum(Unit::Day24h)) * 1440 + if by_the_clock { minutes } else { 0 },
            working_minutes: day_minutes + if by_the_clock { 0 } else { minutes },
        }
    }

    fn add(&self, start: i64, term: &Duration, clock: Clock) -> Option<i64> {
        self.due(start, term, clock, &[])
    }

    fn due(&self, from: i64, term: &Duration, clock: Clock, pauses: &[(i64, i64)]) -> Option<i64> {
        let mut pauses = pauses.to_vec();
        pauses.sort_unstable();
        let mut due = self.lengthened(from, self.asked(term, clock), &[])?;
        for counted in 1..=pauses.len() {
            if pauses[counted - 1].0 > due {
                break;
            }
            due = self.lengthened(from, self.asked(term, clock), &pauses[..counted])?;
        }
        Some(due)
    }

    /// The end of a term, which is lengthened by the pauses in the largest of its kinds.
    fn lengthened(&self, from: i64, mut asked: Asked, pauses: &[(i64, i64)]) -> Option<i64> {
        self.hours(self.date(from))?;
        if asked.counts_dates() {
            asked.days_lost(self.lost_days(from, pauses, |_| Some(true))?);
        } else if asked.working_days > 0 {
            asked.working_days += self.lost_days(from, pauses, |day| self.is_working_day(day))?;
        } else if asked.clock_minutes > 0 {
            asked.clock_minutes += lost_minutes(from, pauses, |_| Some(true))?;
        } else if asked.working_minutes > 0 {
            let is_known = |end: i64| self.hours(self.date(end.max(from))).is_some();
            pauses.iter().all(|(_, end)| is_known(*end)).then_some(())?;
            asked.working_minutes += lost_minutes(from, pauses, |at| self.is_working_minute(at))?;
        }
        self.end(from, &asked)
    }

    /// The days that are lost to some pause, each after the one it begins on.
    fn lost_days(&self, from: i64, pauses: &[(i64, i64)], counts: impl Fn(NaiveDate) -> Option<bool>) -> Option<u32> {
        let mut lost = 0;
        let end = pauses.iter().map(|(_, end)| self.date(*end)).max().unwrap_or(self.date(from));
        self.hours(end.max(self.date(from)))?;
        let mut day = self.date(from);
        while day < end {
            day = day.succ_opt()?;
            let is_lost = |(begin, end): &(i64, i64)| self.date(from.max(*begin)) < day && day <= self.date(*end);
            lost += u32::from(pauses.iter().any(is_lost) && counts(day)?);
        }
        Some(lost)
    }

    fn end(&self, from: i64, asked: &Asked) -> Option<i64> {
        let mut now = from;
        if asked.counts_dates() || asked.working_days > 0 {
            now = now.max(self.end_of_day(self.last_day(self.date(from), asked)?));
        }
        now += asked.clock_minutes * MINUTE;
        now = self.by_working_time(now, asked.working_minutes)?;
        self.hours(self.date(now)).map(|_| now)
    }

    fn last_day(&self, event: NaiveDate, asked: &Asked) -> Option<NaiveDate> {
        let mut day = months_later(event, asked.months) + Days::new(u64::from(asked.weeks) * 7);
        let mut event_counts = self.spec.event_day == EventDay::Counted && asked.months == 0 && asked.weeks == 0;
        for _ in 0..asked.days {
            day = if event_counts { day } else { day.succ_opt()? };
            event_counts = false;
        }
        self.hours(day)?;
        for _ in 0..asked.working_days {
            if !(event_counts && self.is_working_day(day)?) {
                day = day.succ_opt()?;
                while !self.is_working_day(day)? {
                    day = day.succ_opt()?;
                }
            }
            event_counts = false;
        }
        while !self.is_working_day(day)? {
            match self.spec.roll {
                Roll::NextWorkingDay => day = day.succ_opt()?,
                Roll::PreviousWorkingDay => day = day.pred_opt()?,
                Roll::None => break,
            }
        }
        Some(day)
    }

    fn by_working_time(&self, start: i64, minutes: i64) -> Option<i64> {
        let (mut now, mut left) = (start, minutes);
        while left > 0 {
            let (hours, tomorrow) = self.today(now)?;
            if hours.is_empty() {
                now = tomorrow;
            }
            while left > 0 && now < tomorrow {
                left -= i64::from(hours.iter().any(|hours| hours.contains(&now)));
                now += MINUTE;
            }
        }
        Some(now)
    }

    fn next_working_minute(&self, start: i64) -> Option<i64> {
        let mut now = start;
        while !self.is_working_minute(now)? {
            let (hours, tomorrow) = self.today(now)?;
            now = if hours.is_empty() { tomorrow } else { now + MINUTE };
        }
        Some(now)
    }

    fn is_working_minute(&self, at: i64) -> Option<bool> {
        Some(self.hours(self.date(at))?.iter().any(|hours| hours.contains(&at)))
    }

    fn today(&self, at: i64) -> Option<(Vec<Range<i64>>, i64)> {
        let day = self.date(at);
        Some((self.hours(day)?, self.midnight(day.succ_opt()?)))
    }

    // ---- Backwards

    fn subtract(&self, from: i64, term: &Duration, clock: Clock) -> Option<i64> {
        let asked = self.asked(term, clock);
        self.hours(self.date(from))?;
        let mut now = from;
        if asked.counts_dates() || asked.working_days > 0 {
            now = now.min(self.end_of_day(self.day_before(self.date(from), &asked)?));
        }
        now -= asked.clock_minutes * MINUTE;
        self.hours(self.date(now))?;
        let mut left = asked.working_minutes;
        while left > 0 {
            now -= MINUTE;
            left -= i64::from(self.is_working_minute(now)?);
        }
        Some(now)
    }

    fn day_before(&self, event: NaiveDate, asked: &Asked) -> Option<NaiveDate> {
        let mut day = months_earlier(event, asked.months) - Days::new(u64::from(asked.weeks) * 7);
        for _ in 0..asked.days {
            day = day.pred_opt()?;
        }
        let mut is_off = !self.is_working_day(day)?;
        if asked.working_days == 0 && self.spec.roll != Roll::None {
            while is_off {
                day = day.pred_opt()?;
                is_off = !self.is_working_day(day)?;
            }
        }
        for _ in 0..asked.working_days {
            day = day.pred_opt()?;
            while !self.is_working_day(day)? {
                day = day.pred_opt()?;
            }
        }
        Some(day)
    }
}

impl Asked {
    fn counts_dates(&self) -> bool {
        self.months > 0 || self.weeks > 0 || self.days > 0
    }

    /// Where there are no calendar days of its own, those lost are not counted from the day of the event.
    fn days_lost(&mut self, lost: u32) {
        self.days += lost;
    }
}

fn lost_minutes(from: i64, pauses: &[(i64, i64)], counts: impl Fn(i64) -> Option<bool>) -> Option<i64> {
    let mut lost = 0;
    let mut at = from;
    while at < pauses.iter().map(|(_, end)| *end).max().unwrap_or(from) {
        lost += i64::from(pauses.iter().any(|(begin, end)| (*begin..*end).contains(&at)) && counts(at)?);
        at += MINUTE;
    }
    Some(lost)
}

fn is_declared_working(spec: &CalendarSpec, day: NaiveDate) -> bool {
    let said = spec.exceptions.iter().find_map(|line| match line {
        Exception::Holiday(off) | Exception::DayOff(off) => off.days.contains(&day).then_some(false),
        Exception::Moved { worked, .. } if *worked == day => Some(true),
        Exception::Moved { instead_of, .. } => (*instead_of == day).then_some(false),
        Exception::Short { .. } => None,
    });
    said.unwrap_or_else(|| spec.working_week.contains(day.weekday()))
}

fn short_until(spec: &CalendarSpec, day: NaiveDate) -> Option<NaiveTime> {
    spec.exceptions.iter().find_map(|line| match line {
        Exception::Short { days, until, .. } if days.contains(&day) => Some(*until),
        _ => None,
    })
}

fn months_later(day: NaiveDate, months: u32) -> NaiveDate {
    let (mut year, mut month) = (day.year(), day.month());
    for _ in 0..months {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    day_or_last(year, month, day.day())
}

fn months_earlier(day: NaiveDate, months: u32) -> NaiveDate {
    let (mut year, mut month) = (day.year(), day.month());
    for _ in 0..months {
        (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    }
    day_or_last(year, month, day.day())
}

fn day_or_last(year: i32, month: u32, day: u32) -> NaiveDate {
    (1..=day).rev().find_map(|number| NaiveDate::from_ymd_opt(year, month, number)).unwrap()
}

/// The later of two readings; a time that the clocks skip is so long after the last one they showed.
fn instant(zone: Tz, local: NaiveDateTime) -> i64 {
    fn of(zone: Tz, local: NaiveDateTime) -> DateTime<Tz> {
        let minute = TimeDelta::minutes(1);
        zone.from_local_datetime(&local).latest().unwrap_or_else(|| of(zone, local - minute) + minute)
    }
    of(zone, local).timestamp()
}

fn seconds(at: Result<Instant, regc::calendar::UnknownYear>) -> Option<i64> {
    at.ok().map(Instant::seconds)
}

proptest! {
    #![proptest_config(crate::support::random(128))]

    #[test]
    fn addition_agrees((stated, start) in random::start(), term in random::term(), clock in random::performer()) {
        let expected = Reference::new(&stated).add(start.seconds(), &term, clock);
        prop_assert_eq!(seconds(stated.calendar().add(start, Length::of(&term, clock))), expected);
    }

    #[test]
    fn subtraction_agrees((stated, from) in random::start(), term in random::term(), clock in random::performer()) {
        let expected = Reference::new(&stated).subtract(from.seconds(), &term, clock);
        prop_assert_eq!(seconds(stated.calendar().subtract(from, Length::of(&term, clock))), expected);
    }

    #[test]
    fn pauses_agree(
        (stated, from) in random::start(), term in random::term(), clock in random::performer(),
        stretches in random::stretches(),
    ) {
        let pauses: Vec<_> =
            stretches.iter().map(|(a, b)| (minutes_after(from, *a), minutes_after(from, *b))).collect();
        let slow: Vec<_> = pauses.iter().map(|(a, b)| (a.seconds(), b.seconds())).collect();
        let expected = Reference::new(&stated).due(from.seconds(), &term, clock, &slow);
        prop_assert_eq!(seconds(stated.calendar().due(from, Length::of(&term, clock), &pauses)), expected);
    }

    #[test]
    fn work_begins_when_the_reference_says((stated, start) in random::start()) {
        let (calendar, reference) = (stated.calendar(), Reference::new(&stated));
        let expected = reference.next_working_minute(start.seconds());
        let minute = Length::of(&super::duration(&[(1, Unit::Minute)]), Clock::Working);
        prop_assert_eq!(seconds(calendar.begin(start, minute)), expected);
        let as_filed = stated.spec.after_hours == AfterHours::AsFiled;
        let counts = if as_filed { reference.hours(calendar.date(start)).map(|_| start.seconds()) } else { expected };
        prop_assert_eq!(seconds(calendar.filed(start)), counts);
        let day = reference.date(start.seconds());
        prop_assert_eq!(calendar.date(start), day);
        prop_assert_eq!(calendar.is_working_day(day).ok(), reference.is_working_day(day));
    }

    #[test]
    fn what_lies_between_agrees((stated, start) in random::start(), minutes in -9000..9000i64) {
        let (calendar, reference) = (stated.calendar(), Reference::new(&stated));
        let end = minutes_after(start, minutes);
        let (first, last, sign) = if start < end { (start, end, 1) } else { (end, start, -1) };
        let work = |at: &i64| reference.is_working_minute(*at).unwrap_or(false);
        let worked = (first.seconds()..last.seconds()).step_by(60).filter(work).count();
        prop_assert_eq!(calendar.working_seconds_between(start, end), sign * 60 * i64::try_from(worked).unwrap());
        let (from, to) = (reference.date(first.seconds()), reference.date(last.seconds()));
        let days = || from.iter_days().skip(1).take_while(|day| *day <= to);
        prop_assert_eq!(calendar.days_between(start, end), sign * i64::try_from(days().count()).unwrap());
        let working = days().filter(|day| reference.is_working_day(*day) == Some(true)).count();
        prop_assert_eq!(calendar.working_days_between(start, end), sign * i64::try_from(working).unwrap());
    }

    /// Every minute at which something may count as filed lies between the first and the last, which may.
    #[test]
    fn the_window_of_filing_is_exact((stated, start) in random::start()) {
        let calendar = stated.calendar();
        let (day, reference) = (calendar.date(start), Reference::new(&stated));
        let minutes = (reference.midnight(day)..reference.midnight(day.succ_opt().unwrap())).step_by(60);
        let may: Vec<_> =
            minutes.map(Instant::from_seconds).filter(|at| calendar.filed(*at) == Ok(*at)).collect();
        let expected = may.first().copied().zip(may.last().copied());
        prop_assert_eq!(filing_window(&calendar, day), expected);
    }
}
