//! Pauses of a term, put in order and cut where they overlap.

use std::borrow::Cow;

use super::Instant;
use super::sweep::Moving;

/// The pauses that lengthen a term, in the order they begin.
///
/// What is before the term, or within an earlier pause, is cut off, so each moment counts once.
pub(super) struct Pauses<'a> {
    all: Cow<'a, [(Moving, Moving)]>,
    /// How many of them have been taken.
    taken: usize,
    reached: Moving,
}

impl<'a> Pauses<'a> {
    /// The pauses of a term from `from`.
    pub(super) fn new(from: Moving, pauses: &'a [(Moving, Moving)], steady: &mut i64) -> Self {
        let order = |(begin, end): &(Moving, Moving)| (begin.at, begin.moves, end.at, end.moves);
        let mut all = Cow::Borrowed(pauses);
        if !pauses.is_sorted_by_key(order) {
            all.to_mut().sort_by_key(order);
        }
        for ((begin, _), (next, _)) in all.iter().zip(all.iter().skip(1)) {
            let _ = begin.precedes(*next, steady);
        }
        Self { all, taken: 0, reached: from }
    }

    /// The next pause: when it began, and what is left of it.
    pub(super) fn next(&mut self, steady: &mut i64) -> Option<(Moving, Pause)> {
        let (begin, end) = *self.all.get(self.taken)?;
        self.taken += 1;
        let from = begin.later(self.reached, steady);
        let to = end.later(from, steady);
        self.reached = self.reached.later(end, steady);
        Some((begin, Pause { from, to }))
    }
}

/// A stretch of time that a term does not run in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pause {
    /// When it begins.
    pub(super) from: Moving,
    /// When it ends, not before it begins.
    pub(super) to: Moving,
}

/// Pauses that stand still.
pub(super) fn still(pauses: &[(Instant, Instant)]) -> Vec<(Moving, Moving)> {
    pauses.iter().map(|(begin, end)| (Moving::still(*begin), Moving::still(*end))).collect()
}
