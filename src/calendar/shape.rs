//! What a day looks like: its working time as seconds that have passed since it began.
//!
//! Most days of a calendar share a shape or two. A short day has its own, and so has a day on which the
//! clocks are changed: its hours are as long as they really last.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::hours::{DAY, Interval, WorkingHours};
use super::{Instant, Zone};

/// A minute: no day ends later than so long before the next one begins, so that its end belongs to it.
///
/// An end at 24:00 would be shown as the next day's 00:00 and make the next step's term run from there.
pub(super) const MINUTE: i64 = 60;

/// The working time of a day, in seconds since it began.
///
/// INVARIANT: the intervals are in order, apart or touching, and none is empty.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    intervals: Vec<Interval>,
    closing: u32,
}

impl Shape {
    /// The seconds worked in the whole day.
    pub(super) fn length(&self) -> u32 {
        self.intervals.iter().map(|hours| hours.end - hours.start).sum()
    }

    /// The seconds of work in the day's first `second` seconds.
    pub(super) fn worked_by(&self, second: u32) -> u32 {
        self.intervals.iter().map(|hours| second.clamp(hours.start, hours.end) - hours.start).sum()
    }

    /// The earliest second by which `worked` seconds have been worked; closing for more than a day's.
    ///
    /// Work that is done when a break begins is done then, not when the break ends.
    pub(super) fn reached(&self, worked: u32) -> u32 {
        self.after(worked, |length, left| left <= length)
    }

    /// The latest second at which no more than `worked` seconds have been worked: where a break begins
    /// then, its end.
    pub(super) fn left(&self, worked: u32) -> u32 {
        self.after(worked, |length, left| left < length)
    }

    /// The first interval that ends after `second`.
    pub(super) fn next(&self, second: u32) -> Option<Interval> {
        self.intervals.iter().find(|hours| second < hours.end).copied()
    }

    /// The interval that has begun before `second` and lasts at least until then.
    pub(super) fn until(&self, second: u32) -> Option<Interval> {
        self.intervals.iter().find(|hours| hours.start < second && second <= hours.end).copied()
    }

    /// The intervals, in order.
    pub(super) fn intervals(&self) -> &[Interval] {
        &self.intervals
    }

    /// The second at which the office closes, or would if it worked that day.
    pub(super) fn closing(&self) -> u32 {
        self.closing
    }

    fn after(&self, worked: u32, is_it: impl Fn(u32, u32) -> bool) -> u32 {
        let mut left = worked;
        for hours in &self.intervals {
            let length = hours.end - hours.start;
            if is_it(length, left) {
                return hours.start + left;
            }
            left = left.saturating_sub(length);
        }
        self.closing
    }
}

/// How a day is worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    pub(super) is_worked: bool,
    /// The second of the day at which it ends early. A joined calendar may take a short day off: it still
    /// closes then for a term that ends on it.
    pub(super) short: Option<u32>,
}

impl Kind {
    /// Not worked at all.
    pub(super) const OFF: Self = Self { is_worked: false, short: None };
    /// Worked for the regular hours.
    pub(super) const FULL: Self = Self { is_worked: true, short: None };
}

/// The shapes of a calendar's days, each kept once.
#[derive(Debug)]
pub(super) struct Shapes<'a> {
    hours: &'a WorkingHours,
    zone: Zone,
    known: BTreeMap<Kind, Arc<Shape>>,
}

impl<'a> Shapes<'a> {
    /// No shapes yet.
    pub(super) fn new(hours: &'a WorkingHours, zone: Zone) -> Self {
        Self { hours, zone, known: BTreeMap::new() }
    }

    /// The shape of a day that lasts so long.
    pub(super) fn of(&mut self, date: NaiveDate, lasts: &Range<Instant>, kind: Kind) -> Arc<Shape> {
        // A day of 24 hours has no change of offset: no zone has ever made two in a day.
        if lasts.end.seconds() - lasts.start.seconds() != i64::from(DAY) {
            return Arc::new(self.changed(date, lasts, kind));
        }
        if let Some(shape) = self.known.get(&kind) {
            return Arc::clone(shape);
        }
        let shape = Arc::new(self.shape(kind, &|second| second, DAY));
        self.known.insert(kind, Arc::clone(&shape));
        shape
    }

    /// The shape of a day on which the clocks are changed.
    fn changed(&self, date: NaiveDate, lasts: &Range<Instant>, kind: Kind) -> Shape {
        let length = u32::try_from(lasts.end.seconds() - lasts.start.seconds()).unwrap_or(DAY);
        let passed = |second: u32| {
            let local = date.and_time(NaiveTime::MIN) + TimeDelta::seconds(i64::from(second));
            let passed = self.zone.instant(local).seconds() - lasts.start.seconds();
            u32::try_from(passed.max(0)).map_or(length, |passed| passed.min(length))
        };
        self.shape(kind, &passed, length)
    }

    /// The shape of a day; `passed` is how long after its beginning its clocks show a second.
    fn shape(&self, kind: Kind, passed: &dyn Fn(u32) -> u32, length: u32) -> Shape {
        let hours = match kind.short {
            None => self.hours.clone(),
            Some(until) => self.hours.until(until),
        };
        let mut intervals: Vec<Interval> = Vec::new();
        if kind.is_worked {
            for hours in hours.intervals() {
                // Where the clocks skip time, hours may seem to begin before those ahead of them end.
                let before = intervals.last().map_or(0, |before| before.end);
                let (start, end) = (passed(hours.start).max(before), passed(hours.end));
                intervals.extend((start < end).then_some(Interval { start, end }));
            }
        }
        let last_minute = length.saturating_sub(60);
        Shape { intervals, closing: passed(hours.closing()).min(last_minute) }
    }
}
