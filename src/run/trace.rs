//! What happened in a case, step by step.

use crate::calendar::{Instant, Length};
use crate::graph::{End, StepLabel};
use crate::model::{Answer, Citation, Limit, ParticipantId, VariantId};

/// The record of a case.
#[derive(Debug, Clone)]
pub struct Trace {
    /// The procedure's id.
    pub procedure: String,
    /// The procedure's title.
    pub title: String,
    /// The kind of the service.
    pub variant: Option<VariantId>,
    /// When the application was handed in.
    pub handed_in: Instant,
    /// When it counts as filed.
    pub filed: Instant,
    /// The steps, in the order they began.
    pub entries: Vec<Entry>,
    /// How the case ended.
    pub end: End,
    /// When it ended.
    pub ended: Instant,
    /// The overall term, if the procedure has one.
    pub limit: Option<LimitState>,
}

/// A step that was carried out.
#[derive(Debug, Clone)]
pub struct Entry {
    /// 0 in the case's own procedure, 1 in one it calls, and so on.
    pub depth: usize,
    /// The called procedure it stands in; `None` is the case's own.
    pub within: Option<String>,
    /// What the act calls it; a kind without a name for a wait or a call.
    pub step: StepLabel,
    /// Its title.
    pub title: String,
    /// What it is.
    pub did: Did,
    /// Who performs, decides or is awaited.
    pub who: Vec<ParticipantId>,
    /// When it begins.
    pub begins: Instant,
    /// When it ends.
    pub ends: Instant,
    /// What was counted from when: the waiting, then the term; nothing where the case says when it ends.
    pub counted: [Option<(Instant, Length)>; 2],
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// It was broken off because the case ended, or another branch came first.
    pub cancelled: bool,
}

/// What an entry of a trace is.
#[derive(Debug, Clone)]
pub enum Did {
    /// A step was done.
    Task,
    /// A question was answered.
    Decided(Answer),
    /// A reply was awaited; it came, or time ran out.
    Waited(Answer),
    /// Another procedure was carried out; its own limit, if it has one.
    Called(Option<Box<LimitState>>),
}

/// A limit in a case.
#[derive(Debug, Clone)]
pub struct LimitState {
    /// The limit.
    pub limit: Limit,
    /// When it began to run and when it expires; `None` where its event did not happen.
    pub runs: Option<(Instant, Instant)>,
    /// Whether the procedure ended in time; a limit that did not begin is kept.
    pub kept: bool,
}
