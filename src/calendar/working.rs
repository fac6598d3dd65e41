//! Working time: how much there is between two instants, and where so much of it ends.

use super::days::KnownDay;
use super::error::UnknownYear;
use super::sweep::{Amount, Moving, lower, until, while_before};
use super::{Calendar, Instant};

impl Calendar {
    /// The working time from one instant to another, piece by piece; there is none in unknown years.
    #[must_use]
    pub fn working_times(&self, from: Instant, to: Instant) -> Vec<(Instant, Instant)> {
        let mut times = Vec::new();
        let mut day = self.days.at(from);
        while let Ok(known) = day {
            if known.begins() >= to {
                break;
            }
            let within = known.work().map(|(start, end)| (start.max(from), end.min(to)));
            times.extend(within.filter(|(start, end)| start < end));
            day = self.days.nth(known.index() + 1);
        }
        times
    }

    /// The working time since the first known day.
    pub(super) fn worked(&self, at: Moving, steady: &mut i64) -> Result<Amount, UnknownYear> {
        Ok(self.worked_on(self.days.at(at.at)?, at, steady))
    }

    /// The same of an instant whose day has been looked up.
    #[inline]
    fn worked_on(&self, day: KnownDay<'_>, at: Moving, steady: &mut i64) -> Amount {
        let mut worked = Amount::fixed(day.worked_by(at.at));
        if at.moves {
            let (start, end) = self.work_from(day, at.at).unwrap_or((self.days.end(), self.days.end()));
            worked.rate = i64::from(start <= at.at);
            until(at, if worked.rate == 0 { start } else { end }, steady);
            while_before(at, self.days.end(), steady);
        }
        worked
    }

    /// The first moment of work that is not before `at`.
    pub(super) fn next_work(&self, at: Moving, steady: &mut i64) -> Result<Moving, UnknownYear> {
        let (start, end) = self.work_from(self.days.at(at.at)?, at.at)?;
        if start <= at.at {
            while_before(at, end, steady);
            Ok(at)
        } else {
            until(at, start, steady);
            Ok(Moving::still(start))
        }
    }

    /// The earliest instant by which `more` has been worked after `start`: what ends exactly at closing
    /// or at a break ends then, not when work resumes. `more` is not 0.
    #[inline]
    pub(super) fn add_work(&self, start: Moving, more: Amount, steady: &mut i64) -> Result<Moving, UnknownYear> {
        let today = self.days.at(start.at)?;
        let worked = self.worked_on(today, start, steady).plus(more);
        // Right unless a day on the way is short or its clocks are changed.
        let near = today.working_before() + self.full_days(worked.seconds - 1 - today.worked_before());
        let last = self.days.reaching(worked.seconds, false, near)?;
        let end = last.reached(worked.seconds);
        Ok(pace(end, worked.rate, last.work_until(end), steady))
    }

    /// The latest instant from which `less` is worked until `from`: what begins exactly at closing or at a
    /// break begins when work resumes. `less` is not 0.
    pub(super) fn subtract_work(&self, from: Moving, less: Amount, steady: &mut i64) -> Result<Moving, UnknownYear> {
        let today = self.days.at(from.at)?;
        let worked = self.worked_on(today, from, steady).minus(less);
        if worked.seconds < 0 {
            return Err(self.days.before());
        }
        let near = today.working_before() + self.full_days(worked.seconds - today.worked_before());
        let first = self.days.reaching(worked.seconds, true, near)?;
        let start = first.left(worked.seconds);
        let end = first.next_work(start).map(|(_, end)| end.later(-1));
        Ok(pace(start, worked.rate, end, steady))
    }

    /// So many seconds of working time as regular days, those begun left out; downwards from 0 too.
    fn full_days(&self, seconds: i64) -> i64 {
        seconds.div_euclid(self.day_seconds)
    }

    /// The first working time that ends after `at`: its first instant and that after its last.
    fn work_from(&self, day: KnownDay<'_>, at: Instant) -> Result<(Instant, Instant), UnknownYear> {
        if let Some(work) = day.next_work(at) {
            return Ok(work);
        }
        let next = self.days.nth_working(day.working_through())?;
        next.next_work(next.begins()).ok_or_else(|| self.days.after())
    }
}

/// An instant that follows from working time which grows so fast; it keeps step with it until `end`.
fn pace(at: Instant, rate: i64, end: Option<Instant>, steady: &mut i64) -> Moving {
    let moving = Moving { at, moves: rate == 1 };
    match (rate, end) {
        (0, _) => {}
        (1, Some(end)) => until(moving, end, steady),
        // It goes back, or forward twice as fast: nothing can be said of the next second.
        _ => lower(steady, 1),
    }
    moving
}
