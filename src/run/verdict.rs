//! What a case expected, held against what came of it.

use chrono::NaiveDateTime;

use super::trace::Trace;
use crate::calendar::Instant;
use crate::graph::{End, ProcessSet};
use crate::model::{Case, Expectation};

/// An expectation that was not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Another outcome.
    Outcome {
        /// What was expected.
        expected: End,
        /// What came.
        got: End,
    },
    /// Another moment of completion.
    Completion {
        /// What was expected, in local time.
        expected: NaiveDateTime,
        /// What came.
        got: Instant,
    },
    /// Another moment at which the limit expires; `None` where there is no limit or it did not begin.
    Limit {
        /// What was expected, in local time.
        expected: NaiveDateTime,
        /// What came.
        got: Option<Instant>,
    },
    /// The limit was kept where it was to be broken, or the other way round.
    TermKept {
        /// What was expected.
        expected: bool,
    },
}

/// The expectations of a case that its trace does not meet.
///
/// Moments are compared as the file writes them, in local time.
#[must_use]
pub fn differences(set: &ProcessSet, case: &Case, trace: &Trace) -> Vec<Difference> {
    case.expectations.iter().filter_map(|expectation| difference(set, *expectation, trace)).collect()
}

fn difference(set: &ProcessSet, expectation: Expectation, trace: &Trace) -> Option<Difference> {
    let due = trace.overall().and_then(|limit| limit.due);
    let kept = trace.overall().is_none_or(|limit| limit.kept);
    let is_at = |at: Instant, expected: NaiveDateTime| set.head.local(at) == expected;
    match expectation {
        Expectation::Outcome(outcome) => {
            let expected = outcome.map_or(End::TacitConsent, End::Outcome);
            (expected != trace.end).then_some(Difference::Outcome { expected, got: trace.end })
        }
        Expectation::Completion(expected) => {
            (!is_at(trace.ended, expected)).then_some(Difference::Completion { expected, got: trace.ended })
        }
        Expectation::Limit(expected) => {
            let is_met = due.is_some_and(|due| is_at(due, expected));
            (!is_met).then_some(Difference::Limit { expected, got: due })
        }
        Expectation::TermKept(expected) => (expected != kept).then_some(Difference::TermKept { expected }),
    }
}
