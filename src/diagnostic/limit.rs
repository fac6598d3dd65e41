//! What a proof has found of a limit, as a finding tells it.

use chrono::NaiveDateTime;

use crate::model::{Duration, Given, LimitName};
use crate::proof::{PathStep, Verdict};

/// What a proof has found of a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitFinding {
    /// What the limit is called.
    pub name: LimitName,
    /// The procedure's id.
    pub procedure: String,
    /// The id of the kind of the service.
    pub variant: Option<String>,
    /// Whether it can be kept.
    pub verdict: Verdict,
    /// Whether it can be kept once it has been extended.
    pub extended: Option<Verdict>,
    /// The case in which it stands worst.
    pub worst: Option<WorstCase>,
    /// The least by which it is overrun, where it is.
    pub least: Option<Duration>,
    /// Steps of people for which the act sets no term; the proof lets them take none.
    pub silent: Vec<PathStep>,
}

/// The case in which a limit stands worst.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorstCase {
    /// When the application counts as filed, by the regulation's clocks, as are the others.
    pub filed: NaiveDateTime,
    /// When the event has happened that the limit is about.
    pub done: NaiveDateTime,
    /// When the limit expires.
    pub due: NaiveDateTime,
    /// The slack or the lateness.
    pub gap: Duration,
    /// The steps of the way, as they follow each other.
    pub path: Vec<PathStep>,
    /// The answers that lead along it.
    pub given: Vec<Given>,
    /// The ids of the outcomes chosen on it where the act leaves the choice unstated.
    pub results: Vec<String>,
}
