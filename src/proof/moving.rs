//! Which of two sweeping instants comes first, and for how long that stays so.

use crate::calendar::{Instant, Moving};

/// How long, in seconds, what a pass found stays true while the moment of filing moves on.
pub type Steady = i64;

impl Moving {
    /// The later of two instants.
    #[must_use]
    pub fn later(self, other: Self, steady: &mut Steady) -> Self {
        if self.precedes(other, steady) { other } else { self }
    }

    /// The earlier of two instants.
    #[must_use]
    pub fn earlier(self, other: Self, steady: &mut Steady) -> Self {
        if self.precedes(other, steady) { self } else { other }
    }

    /// Whether this instant comes before another. Of two at one moment the one that stands still does:
    /// the other is about to leave it behind.
    #[must_use]
    pub fn precedes(self, other: Self, steady: &mut Steady) -> bool {
        let gap = other.at.seconds() - self.at.seconds();
        match (self.moves, other.moves) {
            (true, false) if gap > 0 => {
                *steady = (*steady).min(gap);
                true
            }
            (false, true) if gap < 0 => {
                *steady = (*steady).min(-gap);
                false
            }
            (true, false) => false,
            (false, true) => true,
            _ => gap > 0,
        }
    }

    /// Where it is so many seconds of sweeping later.
    #[must_use]
    pub fn after(self, seconds: i64) -> Instant {
        Instant::from_seconds(self.at.seconds() + if self.moves { seconds } else { 0 })
    }
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
