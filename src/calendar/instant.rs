//! Moments of absolute time.

use chrono::NaiveDateTime;

/// A moment: seconds since 1970-01-01 00:00 UTC.
///
/// Local time is not an order of events: in the night the clocks go back it shows an hour twice. What is
/// counted, compared and proved is therefore an instant, and only input and output are local time; see
/// [`Calendar::instant`](super::Calendar::instant) and [`Calendar::local`](super::Calendar::local).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The moment so many seconds after 1970-01-01 00:00 UTC, or before it.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// The seconds since 1970-01-01 00:00 UTC.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The local time of UTC.
    #[must_use]
    pub(crate) fn local_in_utc(self) -> NaiveDateTime {
        super::Zone::UTC.local(self)
    }

    /// The moment so many seconds later; the last one that there is beyond it.
    pub(super) const fn later(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}
