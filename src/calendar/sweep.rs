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

    /// Where it is so many seconds of sweeping later.
    #[must_use]
    pub const fn after(self, seconds: i64) -> Instant {
        if self.moves { self.at.later(seconds) } else { self.at }
    }

    /// The later of two; lowers `steady`, see [`Calendar::add_sweeping`](super::Calendar::add_sweeping).
    #[must_use]
    #[inline]
    pub fn later(self, other: Self, steady: &mut i64) -> Self {
        if self.precedes(other, steady) { other } else { self }
    }

    /// The earlier of two; lowers `steady`.
    #[must_use]
    pub fn earlier(self, other: Self, steady: &mut i64) -> Self {
        if self.precedes(other, steady) { self } else { other }
    }

    /// Whether it comes before another; lowers `steady`. Of two at one moment the one that stands still
    /// does: the other is about to leave it behind.
    #[must_use]
    #[inline]
    pub fn precedes(self, other: Self, steady: &mut i64) -> bool {
        let precedes = (self.at, self.moves) < (other.at, other.moves);
        let (behind, ahead) = if precedes { (self, other) } else { (other, self) };
        if !ahead.moves {
            while_before(behind, ahead.at, steady);
        }
        precedes
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
#[inline]
pub(super) fn lower(steady: &mut i64, seconds: i64) {
    *steady = (*steady).min(seconds.max(1));
}

/// Notes that a result holds as long as a moving instant is before `end`.
#[inline]
pub(super) fn while_before(moving: Moving, end: Instant, steady: &mut i64) {
    if moving.moves {
        lower(steady, end.seconds().saturating_sub(moving.at.seconds()));
    }
}

/// Notes that a result holds as long as a moving instant is not after `end`.
#[inline]
pub(super) fn until(moving: Moving, end: Instant, steady: &mut i64) {
    while_before(moving, end.later(1), steady);
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moving() -> impl Strategy<Value = Moving> {
        (0..20_i64, any::<bool>()).prop_map(|(at, moves)| Moving { at: Instant::from_seconds(at), moves })
    }

    proptest! {
        /// What is said of two instants holds for every second of the time it is said to.
        #[test]
        fn the_later_one_stays_the_later_one(a in moving(), b in moving()) {
            let mut steady = 100;
            let (last, first) = (a.later(b, &mut steady), a.earlier(b, &mut steady));
            prop_assert!(steady >= 1);
            for by in 0..steady {
                prop_assert_eq!(last.after(by), a.after(by).max(b.after(by)));
                prop_assert_eq!(first.after(by), a.after(by).min(b.after(by)));
            }
        }
    }
}
