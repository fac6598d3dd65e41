//! Running a case: tokens walk the process graph, as BPMN says, and every instant follows from the
//! calendar.
//!
//! A step takes the time it is given, or else its maximum. The same case always gives the same trace.

mod clocks;
mod criterion;
mod drawn;
mod interrupts;
mod log;
mod machine;
mod plan;
mod question;
mod recount;
mod retold;
mod script;
mod takes;
mod token;
mod trace;
mod verdict;
mod world;

use crate::calendar::UnknownYear;
use crate::graph::{End, ProcessSet, StepLabel};
use crate::model::{Answer, Case};

pub(crate) use clocks::{Ending, Seen};
pub use criterion::{Decided, Known, Reason, decide};
pub use drawn::drawn;
pub use log::{Ended, Log};
pub use plan::Plan;
pub use question::{Unanswered, Unsettled};
pub(crate) use retold::Retold;
pub use trace::{Did, Entry, LimitState, Standing, Trace};
pub use verdict::{Difference, differences};

/// So many steps are no case any more but a loop without end.
pub const MAX_STEPS: usize = 100_000;

/// Runs one case; for many, make a [`Plan`].
///
/// # Errors
///
/// Why the case cannot go on; see [`Stop`].
pub fn run(set: &ProcessSet, case: &Case) -> Result<Trace, Stop> {
    Plan::of_case(set, case).run(case)
}

/// So deep procedures may call each other. No act comes near it, and a run needs room for each.
pub const MAX_CALLS: u32 = 100;

/// Why a case cannot go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The regulation names no calendar to count by.
    NoCalendar,
    /// The regulation has no such procedure for this kind of the service.
    NoProcess(String),
    /// Procedures call each other more than [`MAX_CALLS`] deep.
    CallsTooDeep,
    /// The answer lies in a year the calendar does not know.
    UnknownYear(UnknownYear),
    /// A question has no answer.
    NoAnswer {
        /// The called procedure the question stands in; `None` is the case's own.
        within: Option<String>,
        /// What the question is called.
        step: StepLabel,
        /// The question.
        title: String,
        /// The answers it has.
        known: Vec<Answer>,
    },
    /// Facts and the case together give a question no answer.
    Unanswered(Box<Unanswered>),
    /// An answer the question does not have.
    WrongAnswer {
        /// What the question is called.
        step: StepLabel,
        /// The answer.
        answer: Answer,
        /// The answers it has.
        known: Vec<Answer>,
    },
    /// A wait without limit, and nothing is said about the reply.
    NoReply {
        /// The called procedure the wait stands in; `None` is the case's own.
        within: Option<String>,
        /// What is awaited.
        title: String,
    },
    /// Nothing is said of how many members a list has.
    NoMembers {
        /// The called procedure that has it; `None` is the case's own.
        within: Option<String>,
        /// What each member is.
        title: String,
    },
    /// The time for a reply ran out, and the act does not say what follows.
    SilentExpiry(String),
    /// A return has been used as often as it may be.
    ReturnsUsedUp {
        /// What the step that returns is called.
        step: StepLabel,
        /// How often it may be used.
        at_most: u32,
    },
    /// A step is said to be completed before it begins.
    CompletedTooEarly(StepLabel),
    /// Nothing can happen any more, and no end has been reached: a join waits for a branch that does not
    /// come. A graph that passed the checks cannot do this.
    Stuck(String),
    /// The case goes on for more than [`MAX_STEPS`] steps.
    Endless,
}

impl From<UnknownYear> for Stop {
    fn from(year: UnknownYear) -> Self {
        Self::UnknownYear(year)
    }
}

/// Whether a case that ends so gives the applicant what was asked for.
pub(crate) fn is_favourable(set: &ProcessSet, end: End) -> bool {
    match end {
        End::TacitConsent => true,
        End::Outcome(outcome) => set.head.outcome(outcome).is_none_or(|outcome| outcome.favourable),
    }
}
