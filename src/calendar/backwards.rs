//! The last moment that is no later than so long before an event.

use super::days::KnownDay;
use super::error::UnknownYear;
use super::spec::Roll;
use super::sweep::{Amount, Moving};
use super::term::by_clock;
use super::{Calendar, Instant, Length};

impl Calendar {
    /// The last moment at which something may happen that must happen no later than `length` before
    /// `from`.
    ///
    /// In the order of [`add`](Self::add), the larger kinds first:
    ///
    /// 1. years and months, as one subtraction: the same date, or the month's last;
    /// 2. weeks, then calendar days;
    /// 3. if there were any of these and no working days, a day off gives way to the working day before
    ///    it, since the one after would shorten the notice; it stays where ends of terms stay ([`Roll`]);
    /// 4. working days: the n-th before the day reached;
    /// 5. if there were any of these, the end of that day, when the calendar says;
    /// 6. 24-hour days, and minutes and hours by the clock;
    /// 7. minutes and hours of working time: the latest moment from which so much is worked. What would
    ///    begin exactly at closing or at a break begins when work resumes.
    ///
    /// The day of the event is not counted, whatever the calendar says of terms: notice of a day is a
    /// whole day. Working days that are counted to the minute are working time and belong to 7. The result
    /// is never after `from`, and a later `from` never gives an earlier result.
    ///
    /// For who asks the calendar of one moment, as by [`add`](Self::add). A limit is counted as its event moves, by
    /// [`subtract_sweeping`](Self::subtract_sweeping), which is held to this at every moment.
    ///
    /// # Errors
    ///
    /// The year of `from`, of the result, or of a day that the result depends on, is not known.
    pub fn subtract(&self, from: Instant, length: Length) -> Result<Instant, UnknownYear> {
        self.subtract_sweeping(Moving::still(from), length, &mut 1).map(|start| start.at)
    }

    /// [`subtract`](Self::subtract) from an instant that moves; see [`add_sweeping`](Self::add_sweeping).
    ///
    /// # Errors
    ///
    /// As [`subtract`](Self::subtract).
    pub fn subtract_sweeping(&self, from: Moving, length: Length, steady: &mut i64) -> Result<Moving, UnknownYear> {
        let length = self.counted(length);
        let mut start = self.known(from, steady)?;
        if length.counts_days() {
            let day = self.day_before(self.day(from, steady)?, length)?;
            start = Moving::still(self.end_of(day)).earlier(start, steady);
        }
        if length.clock > 0 {
            start = by_clock(start, Amount::fixed(-length.clock), steady);
        }
        if length.working > 0 {
            start = self.subtract_work(start, Amount::fixed(length.working), steady)?;
        }
        self.known(start, steady)
    }

    /// The day that is so many days, weeks, months and years before that of the event.
    fn day_before(&self, event: KnownDay<'_>, length: Length) -> Result<KnownDay<'_>, UnknownYear> {
        let days = length.weeks.saturating_mul(7).saturating_add(length.days);
        let day = self.days.nth(self.days.months_later(event, -length.months)?.saturating_sub(days))?;
        let stays = day.is_worked() || self.spec.roll == Roll::None || !length.counts_dates();
        if length.working_days > 0 {
            self.days.nth_working(day.working_before().saturating_sub(length.working_days))
        } else if stays {
            Ok(day)
        } else {
            self.days.nth_working(day.working_before() - 1)
        }
    }
}
