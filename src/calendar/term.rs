//! Where a term that begins now will end.

use super::days::KnownDay;
use super::error::UnknownYear;
use super::pauses::{self, Pause, Pauses};
use super::spec::{Counting, EndOfDay, EventDay, Roll};
use super::sweep::{Amount, Moving, lower, not_after, while_before};
use super::{Calendar, Instant, Length};

/// What a term counts first, and a pause lengthens it by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leading {
    CalendarDays,
    WorkingDays,
    Clock,
    WorkingTime,
}

impl Calendar {
    /// The moment at which a term from `start` begins to run.
    ///
    /// A term of working minutes and hours, or of working days that are counted to the minute, begins at
    /// the next working moment. Any other term, and one of no length, begins at `start`.
    ///
    /// # Errors
    ///
    /// The year of `start`, or of the next working time, is not known.
    pub fn begin(&self, start: Instant, length: Length) -> Result<Instant, UnknownYear> {
        self.begin_sweeping(Moving::still(start), length, &mut 1).map(|begin| begin.at)
    }

    /// [`begin`](Self::begin) of a start that moves; see [`add_sweeping`](Self::add_sweeping).
    ///
    /// # Errors
    ///
    /// As [`begin`](Self::begin).
    pub fn begin_sweeping(&self, start: Moving, length: Length, steady: &mut i64) -> Result<Moving, UnknownYear> {
        let length = self.counted(length);
        if length.working > 0 && length.clock == 0 && !length.counts_days() {
            self.next_work(start, steady)
        } else {
            self.known(start, steady)
        }
    }

    /// The moment at which a term from `start` ends, of a step or of a limit.
    ///
    /// Quantities of one kind have been summed, and the larger kinds come first, whatever the order they
    /// are written in:
    ///
    /// 1. years and months, as one addition: the same date, or the month's last;
    /// 2. weeks, then calendar days;
    /// 3. working days: the n-th after the day reached;
    /// 4. if there were any of these, the end of that day: an end on a day off moves as the calendar
    ///    says, and the day ends when the calendar says;
    /// 5. 24-hour days, and minutes and hours by the clock: so many seconds, whatever the offset;
    /// 6. minutes and hours of working time, from the next working moment. What ends exactly at
    ///    closing or at a break ends then, not when work resumes.
    ///
    /// Where working days are counted to the minute ([`Counting`]), each is the working time of a regular
    /// day and belongs to 6.
    ///
    /// Where the day of the event counts, it is the first of a term of days: of calendar days always, of
    /// working days if it is worked. Weeks, months and years end on the like day either way (Law No 107-II
    /// of 2000-11-27, art. 12-1; Regulation 1182/71, art. 3), and days added to them are counted after it.
    ///
    /// A term of no length moves nothing. No term ends before it starts: an end that the rules put
    /// earlier (a day that counts but has closed; a roll back) is `start`. A later start never gives an
    /// earlier end.
    ///
    /// # Errors
    ///
    /// The year of `start`, of the end, or of a day that the end depends on, is not known.
    pub fn add(&self, start: Instant, length: Length) -> Result<Instant, UnknownYear> {
        // As `add_sweeping`, which is compiled once more here, for what stands still.
        self.end(Moving::still(start), &self.counted(length), Amount::default(), &mut 1).map(|end| end.at)
    }

    /// [`add`](Self::add) of a start that moves.
    ///
    /// Lowers `steady` so that for every `0 <= k < steady`, in seconds, `add` of the start moved by `k`, if
    /// it moves, is the result moved by `k`, if that moves. A start that stands still gives an end that
    /// does, for ever.
    ///
    /// # Errors
    ///
    /// As [`add`](Self::add).
    pub fn add_sweeping(&self, start: Moving, length: Length, steady: &mut i64) -> Result<Moving, UnknownYear> {
        self.end(start, &self.counted(length), Amount::default(), steady)
    }

    /// The moment at which a limit that runs from `from` expires, if it stands still in `pauses`, each from
    /// a moment to another, in any order.
    ///
    /// Like [`add`](Self::add), with as much added as was lost, before an end rolls: to a term with
    /// calendar days, weeks, months or years the calendar days after that of a pause's beginning up to and
    /// including that of its end; to one of working days the working days among them; to one by the clock
    /// the seconds of the pause; to one of working time (so to working days counted to the minute) its
    /// working time. A term of several kinds is lengthened once, in the first of them in this order.
    ///
    /// Pauses that overlap count once, and what of them is before `from` does not count. A pause that
    /// begins after the limit, with the pauses before, has expired comes too late to lengthen it.
    ///
    /// A later `from` with the same pauses never gives an earlier end, but for two. Months differ in length:
    /// those from 30 and from 31 January end on the same day, and the former lose a day more to a pause; so
    /// the end may be up to four days earlier, before it rolls. And where the day of the event counts, a
    /// working day within a pause counts as the first of a term of working days from it, but is lost to one
    /// from the day off before it; so the end may be one working day earlier.
    ///
    /// # Errors
    ///
    /// As [`add`](Self::add), and the year of a pause is not known.
    pub fn due(&self, from: Instant, length: Length, pauses: &[(Instant, Instant)]) -> Result<Instant, UnknownYear> {
        self.due_sweeping(Moving::still(from), length, &pauses::still(pauses), &mut 1).map(|due| due.at)
    }

    /// [`due`](Self::due) of instants that move; see [`add_sweeping`](Self::add_sweeping).
    ///
    /// # Errors
    ///
    /// As [`due`](Self::due).
    pub fn due_sweeping(
        &self,
        from: Moving,
        length: Length,
        pauses: &[(Moving, Moving)],
        steady: &mut i64,
    ) -> Result<Moving, UnknownYear> {
        let length = self.counted(length);
        let mut extra = Amount::default();
        let mut due = self.end(from, &length, extra, steady)?;
        if pauses.is_empty() {
            return Ok(due);
        }
        let mut pauses = Pauses::new(from, pauses, steady);
        while let Some((began, pause)) = pauses.next(steady) {
            if !not_after(began, due, steady) {
                break;
            }
            if let Some(leading) = leading(length) {
                extra = extra.plus(self.lost(pause, leading, steady)?);
                due = self.end(from, &length, extra, steady)?;
            }
        }
        Ok(due)
    }

    /// What a pause takes from a term.
    fn lost(&self, pause: Pause, leading: Leading, steady: &mut i64) -> Result<Amount, UnknownYear> {
        Ok(match leading {
            Leading::CalendarDays => {
                Amount::fixed(self.day(pause.to, steady)?.index() - self.day(pause.from, steady)?.index())
            }
            Leading::WorkingDays => {
                let (from, to) = (self.day(pause.from, steady)?, self.day(pause.to, steady)?);
                Amount::fixed(to.working_through() - from.working_through())
            }
            Leading::Clock => by_the_clock(pause.to).minus(by_the_clock(pause.from)),
            Leading::WorkingTime => self.worked(pause.to, steady)?.minus(self.worked(pause.from, steady)?),
        })
    }

    /// The end of a term that has been lengthened by `extra` in its leading kind.
    #[expect(clippy::inline_always, reason = "then what stands still pays nothing for what might move")]
    #[inline(always)]
    fn end(&self, start: Moving, length: &Length, extra: Amount, steady: &mut i64) -> Result<Moving, UnknownYear> {
        if !length.counts_days() {
            return self.end_of_time(start, length, extra, steady);
        }
        let last = self.last_day(self.day(start, steady)?, length, extra.seconds)?;
        let end = Moving::still(self.end_of(last)).later(start, steady);
        if length.clock == 0 && length.working == 0 {
            // Both days are known, so it need not be looked up.
            return Ok(end);
        }
        self.end_of_time(end, length, Amount::default(), steady)
    }

    /// The end of the part of a term that is time, by the clock and then of work; the first of them has been
    /// lengthened by `extra`.
    #[expect(clippy::inline_always, reason = "as for `end`")]
    #[inline(always)]
    fn end_of_time(
        &self,
        start: Moving,
        length: &Length,
        extra: Amount,
        steady: &mut i64,
    ) -> Result<Moving, UnknownYear> {
        let (mut end, mut extra) = (start, extra);
        if length.clock > 0 {
            self.known(end, steady)?;
            end = by_clock(end, Amount::fixed(length.clock).plus(extra), steady);
            extra = Amount::default();
        }
        if length.working > 0 {
            end = self.add_work(end, Amount::fixed(length.working).plus(extra), steady)?;
        }
        self.known(end, steady)
    }

    /// The last day of a term of days, weeks, months and years.
    pub(super) fn last_day(
        &self,
        event: KnownDay<'_>,
        length: &Length,
        extra: i64,
    ) -> Result<KnownDay<'_>, UnknownYear> {
        let day = self.reached_day(event, length, extra)?;
        if length.working_days == 0 { self.rolled(day) } else { Ok(day) }
    }

    /// The last day of such a term before it rolls.
    pub(super) fn reached_day(
        &self,
        event: KnownDay<'_>,
        length: &Length,
        extra: i64,
    ) -> Result<KnownDay<'_>, UnknownYear> {
        if !length.counts_dates() {
            let before = match self.spec.event_day {
                EventDay::Counted => event.working_before(),
                EventDay::NotCounted => event.working_through(),
            };
            return self.days.nth_working(before.saturating_add(length.working_days - 1).saturating_add(extra));
        }
        let counted = i64::from(self.spec.event_day == EventDay::Counted && !length.has_dates());
        let like = self.days.months_later(event, length.months)?;
        let days = length.weeks.saturating_mul(7).saturating_add(length.days - counted).saturating_add(extra);
        let last = self.days.nth(like.saturating_add(days))?;
        if length.working_days == 0 {
            Ok(last)
        } else {
            self.days.nth_working(last.working_through().saturating_add(length.working_days - 1))
        }
    }

    /// The day on which a term ends that has reached a day.
    fn rolled<'a>(&'a self, day: KnownDay<'a>) -> Result<KnownDay<'a>, UnknownYear> {
        match self.spec.roll {
            _ if day.is_worked() => Ok(day),
            Roll::NextWorkingDay => self.days.nth_working(day.working_before()),
            Roll::PreviousWorkingDay => self.days.nth_working(day.working_before() - 1),
            Roll::None => Ok(day),
        }
    }

    /// The moment at which a day of a term ends.
    pub(super) fn end_of(&self, day: KnownDay<'_>) -> Instant {
        match self.spec.end_of_day {
            EndOfDay::Closing => day.closing(),
            EndOfDay::Midnight => day.last_minute(),
        }
    }

    /// A length as this calendar counts it.
    pub(super) fn counted(&self, length: Length) -> Length {
        match self.spec.counting {
            Counting::ByDays => length,
            Counting::ToTheMinute => length.to_the_minute(self.day_seconds),
        }
    }

    /// The day of an instant.
    pub(super) fn day(&self, at: Moving, steady: &mut i64) -> Result<KnownDay<'_>, UnknownYear> {
        let day = self.days.at(at.at)?;
        while_before(at, day.ends(), steady);
        Ok(day)
    }

    /// Fails unless the year of an instant is known.
    pub(super) fn known(&self, at: Moving, steady: &mut i64) -> Result<Moving, UnknownYear> {
        self.days.check(at.at)?;
        while_before(at, self.days.end(), steady);
        Ok(at)
    }
}

/// The first kind of a length, in the order of addition.
fn leading(length: Length) -> Option<Leading> {
    if length.counts_dates() {
        Some(Leading::CalendarDays)
    } else if length.working_days > 0 {
        Some(Leading::WorkingDays)
    } else if length.clock > 0 {
        Some(Leading::Clock)
    } else {
        (length.working > 0).then_some(Leading::WorkingTime)
    }
}

/// The seconds of an instant.
fn by_the_clock(at: Moving) -> Amount {
    Amount { seconds: at.at.seconds(), rate: i64::from(at.moves) }
}

/// So many seconds later, or earlier.
pub(super) fn by_clock(start: Moving, more: Amount, steady: &mut i64) -> Moving {
    let Amount { seconds, rate } = by_the_clock(start).plus(more);
    if !(0..=1).contains(&rate) {
        lower(steady, 1);
    }
    Moving { at: Instant::from_seconds(seconds), moves: rate == 1 }
}
