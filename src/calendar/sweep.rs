//! Instants that depend on another one, and how long they go on depending on it alike.
//!
//! A proof of a limit looks at every moment of filing. Between two changes of what happens (a break, a
//! closing, a midnight) each instant of a case either stands still or moves along with the filing, so the
//! moments in between need not be looked at one by one. Every function here lowers `steady`, the number of
//! seconds for which what it returns stays true: a result for 0 seconds is one for each `k < steady`.

use super::Instant;

/// An instant that depends on another one, such as the moment of filing, as that sweeps forward in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moving {
    /// Where it is now.
    pub at: Instant,
    /// Whether it moves along, second for second; otherwise it stands still.
    pub moves: bool,
}

impl Moving {
    /// An instant that stands still.
    #[must_use]
    pub const fn still(at: Instant) -> Self {
        Self { at, moves: false }
    }

    /// An instant that moves along.
    #[must_use]
    pub const fn along(at: Instant) -> Self {
        Self { at, moves: true }
    }
}

/// A number of seconds that may grow or shrink as time sweeps on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Amount {
    /// How many now.
    pub(super) seconds: i64,
    /// By how many they grow in a second.
    pub(super) rate: i64,
}

impl Amount {
    /// Seconds that stay as many.
    pub(super) const fn fixed(seconds: i64) -> Self {
        Self { seconds, rate: 0 }
    }

    pub(super) const fn plus(self, other: Self) -> Self {
        Self { seconds: self.seconds.saturating_add(other.seconds), rate: self.rate + other.rate }
    }

    pub(super) const fn minus(self, other: Self) -> Self {
        Self { seconds: self.seconds.saturating_sub(other.seconds), rate: self.rate - other.rate }
    }
}

/// Notes that a result holds for so many seconds only.
///
/// It always holds for the present one.
pub(super) fn lower(steady: &mut i64, seconds: i64) {
    *steady = (*steady).min(seconds.max(1));
}

/// Notes that a result holds as long as a moving instant is before `end`.
pub(super) fn while_before(moving: Moving, end: Instant, steady: &mut i64) {
    if moving.moves {
        lower(steady, end.seconds().saturating_sub(moving.at.seconds()));
    }
}

/// Notes that a result holds as long as a moving instant is not after `end`.
pub(super) fn until(moving: Moving, end: Instant, steady: &mut i64) {
    while_before(moving, end.later(1), steady);
}

/// The later of two instants.
pub(super) fn later(one: Moving, other: Moving, steady: &mut i64) -> Moving {
    let ahead = if (one.at, one.moves) >= (other.at, other.moves) { one } else { other };
    let behind = if ahead == one { other } else { one };
    if !ahead.moves {
        until(behind, ahead.at, steady);
    }
    ahead
}

/// The earlier of two instants.
pub(super) fn earlier(one: Moving, other: Moving, steady: &mut i64) -> Moving {
    let behind = if (one.at, one.moves) <= (other.at, other.moves) { one } else { other };
    let ahead = if behind == one { other } else { one };
    if !ahead.moves {
        until(behind, ahead.at, steady);
    }
    behind
}

/// Whether `one` is not after `other`.
pub(super) fn not_after(one: Moving, other: Moving, steady: &mut i64) -> bool {
    if one.at > other.at {
        if !one.moves {
            while_before(other, one.at, steady);
        }
        return false;
    }
    if !other.moves {
        until(one, other.at, steady);
    }
    true
}
