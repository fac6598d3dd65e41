//! When an application may count as filed.

use chrono::NaiveDate;

use super::shape::MINUTE;
use super::{AfterHours, Calendar, Instant};

impl Calendar {
    /// The whole minutes at which an application may count as filed on `date`, as the first and the last
    /// of each run of them: breaks lie between. There are none on a day when nothing counts as filed, and
    /// in an unknown year.
    #[must_use]
    pub fn filing_windows(&self, date: NaiveDate) -> Vec<(Instant, Instant)> {
        let Ok(day) = self.days.on(date) else { return Vec::new() };
        let runs: Vec<(Instant, Instant)> = match self.spec.after_hours {
            AfterHours::NextWorkingTime => day.work().collect(),
            AfterHours::AsFiled => vec![(day.begins(), day.ends())],
        };
        let seconds = |at| i64::from(self.offset(at).local_minus_utc()).rem_euclid(MINUTE);
        // In the years of local mean time offsets have seconds, and minutes begin between those of UTC.
        let odd = [day.begins(), day.ends()].into_iter().any(|at| seconds(at) != 0);
        let past_minute = |at: Instant| at.seconds() + if odd { seconds(at) } else { 0 };
        let whole = |at: Instant| at.later(-past_minute(at).rem_euclid(MINUTE));
        let minutes = runs.into_iter().map(|(first, end)| (whole(first.later(MINUTE - 1)), whole(end.later(-1))));
        minutes.filter(|(first, last)| first <= last).collect()
    }
}
