//! What a case expected, held against what came of it.

use chrono::NaiveDateTime;

use super::trace::Trace;
use crate::graph::End;
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
        /// What was expected.
        expected: NaiveDateTime,
        /// What came.
        got: NaiveDateTime,
    },
    /// Another moment at which the limit expires; `None` where there is no limit or it did not begin.
    Limit {
        /// What was expected.
        expected: NaiveDateTime,
        /// What came.
        got: Option<NaiveDateTime>,
    },
    /// The limit was kept where it was to be broken, or the other way round.
    TermKept {
        /// What was expected.
        expected: bool,
    },
}

/// The expectations of a case that its trace does not meet.
#[must_use]
pub fn differences(case: &Case, trace: &Trace) -> Vec<Difference> {
    case.expectations.iter().filter_map(|expectation| difference(*expectation, trace)).collect()
}

fn difference(expectation: Expectation, trace: &Trace) -> Option<Difference> {
    let due = trace.limit.as_ref().and_then(|limit| limit.runs).map(|(_, due)| due);
    let kept = trace.limit.as_ref().is_none_or(|limit| limit.kept);
    match expectation {
        Expectation::Outcome(outcome) => {
            let expected = outcome.map_or(End::TacitConsent, End::Outcome);
            (expected != trace.end).then_some(Difference::Outcome { expected, got: trace.end })
        }
        Expectation::Completion(expected) => {
            (expected != trace.ended).then_some(Difference::Completion { expected, got: trace.ended })
        }
        Expectation::Limit(expected) => (Some(expected) != due).then_some(Difference::Limit { expected, got: due }),
        Expectation::TermKept(expected) => (expected != kept).then_some(Difference::TermKept { expected }),
    }
}
