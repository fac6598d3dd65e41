//! Why a term ends when it does, as data.
//!
//! An explanation is made for people, one at a time, so unlike a count it may walk over the days.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::error::UnknownYear;
use super::spec::{EndOfDay, EventDay, Exception};
use super::{Calendar, Instant, Length};

/// Why a term that begins at one moment ends at another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The moment from which it was asked.
    pub start: Instant,
    /// What was asked.
    pub length: Length,
    /// When it begins to run.
    pub begins: Instant,
    /// When it ends.
    pub ends: Instant,
    /// What is counted by days, if anything is.
    pub days: Option<CountedDays>,
    /// The working time spent, where there is any: on each of these days so many seconds.
    pub work: Vec<(RangeInclusive<NaiveDate>, i64)>,
}

/// The part of a term that is counted by days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedDays {
    /// Whether the day of the event is the first; `None` where the term leads to a like date.
    pub event_counts: Option<bool>,
    /// The days off that are not counted.
    pub skipped: Vec<Skipped>,
    /// The last day before it moves.
    pub reached: NaiveDate,
    /// The last day; another than `reached` if that is a day off.
    pub last: NaiveDate,
    /// The moment at which the last day ends.
    pub end_of_day: EndOfDay,
}

/// Days off in a row, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The days.
    pub days: RangeInclusive<NaiveDate>,
    /// Why they are not worked.
    pub reason: Reason,
}

/// Why a day is not worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It is no day of the working week.
    Weekend,
    /// A public holiday, and what it is called.
    Holiday(Option<String>),
    /// Another day off, and what it is called.
    DayOff(Option<String>),
    /// Another day is worked instead.
    Moved {
        /// That day.
        worked: NaiveDate,
    },
    /// Its hours are skipped by the clocks.
    NoHours,
}

impl Calendar {
    /// Why a term from `start` ends when [`add`](Self::add) says.
    ///
    /// # Errors
    ///
    /// As [`add`](Self::add).
    pub fn explain(&self, start: Instant, length: Length) -> Result<Explanation, UnknownYear> {
        let (begins, ends) = (self.begin(start, length)?, self.add(start, length)?);
        let counted = self.counted(length);
        let days = if counted.counts_days() { Some(self.explain_days(start, &counted)?) } else { None };
        let before_work = self.add(start, Length { working: 0, ..counted })?;
        let work = if counted.working > 0 { self.work_between(before_work, ends) } else { Vec::new() };
        Ok(Explanation { start, length, begins, ends, days, work })
    }

    fn explain_days(&self, start: Instant, length: &Length) -> Result<CountedDays, UnknownYear> {
        let event = self.days.at(start)?;
        let reached = self.days.date(self.reached_day(event, length, 0)?);
        let last = self.days.date(self.last_day(event, length, 0)?);
        let from = match length.working_days {
            0 => reached,
            _ if length.counts_dates() => {
                self.days.date(self.reached_day(event, &Length { working_days: 0, ..*length }, 0)?)
            }
            _ => self.days.date(event),
        };
        // What the working days are counted from is no day of theirs, unless the day of the event is.
        let is_first = length.working_days == 0 || !length.counts_dates() && self.spec.event_day == EventDay::Counted;
        let first = if is_first { from } else { from.succ_opt().unwrap_or(from) };
        Ok(CountedDays {
            event_counts: (!length.has_dates()).then_some(self.spec.event_day == EventDay::Counted),
            skipped: self.days_off(first.min(last), first.max(last)),
            reached,
            last,
            end_of_day: self.spec.end_of_day,
        })
    }

    /// The days off from one date to another, in a row where they are for one reason.
    fn days_off(&self, from: NaiveDate, to: NaiveDate) -> Vec<Skipped> {
        let mut skipped: Vec<Skipped> = Vec::new();
        for date in from.iter_days().take_while(|date| *date <= to) {
            let Some(reason) = self.reason(date) else { continue };
            match skipped.last_mut().filter(|last| last.reason == reason && last.days.end().succ_opt() == Some(date)) {
                Some(last) => last.days = *last.days.start()..=date,
                None => skipped.push(Skipped { days: date..=date, reason }),
            }
        }
        skipped
    }

    /// Why a day is not worked; `None` if it is.
    fn reason(&self, date: NaiveDate) -> Option<Reason> {
        if self.is_working_day(date) != Ok(false) {
            return None;
        }
        let said = self.spec.exceptions.iter().find_map(|line| match line {
            Exception::Holiday(off) if off.days.contains(&date) => Some(Reason::Holiday(off.title.clone())),
            Exception::DayOff(off) if off.days.contains(&date) => Some(Reason::DayOff(off.title.clone())),
            Exception::Moved { worked, instead_of } if *instead_of == date => Some(Reason::Moved { worked: *worked }),
            _ => None,
        });
        let is_moved_here =
            self.spec.exceptions.iter().any(|line| matches!(line, Exception::Moved { worked, .. } if *worked == date));
        let is_weekend = !is_moved_here && !self.spec.working_week.contains(date.weekday());
        let of_others = || self.joined.iter().find_map(|other| other.reason(date));
        said.or(is_weekend.then_some(Reason::Weekend)).or_else(of_others).or(Some(Reason::NoHours))
    }

    /// The working time between two instants by days, those with as much together.
    fn work_between(&self, from: Instant, to: Instant) -> Vec<(RangeInclusive<NaiveDate>, i64)> {
        let mut work: Vec<(RangeInclusive<NaiveDate>, i64)> = Vec::new();
        for date in self.date(from).iter_days().take_while(|date| *date <= self.date(to)) {
            let Ok(day) = self.days.on(date) else { break };
            let seconds = self.working_seconds_between(day.begins().max(from), day.ends().min(to));
            match work.last_mut().filter(|(days, before)| *before == seconds && days.end().succ_opt() == Some(date)) {
                _ if seconds == 0 => {}
                Some((days, _)) => *days = *days.start()..=date,
                None => work.push((date..=date, seconds)),
            }
        }
        work
    }
}
