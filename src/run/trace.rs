//! What happened in a case, step by step.

use super::criterion::Reason;
use crate::calendar::{Instant, Length};
use crate::graph::{End, NodeId, StepLabel};
use crate::model::{Answer, Citation, Limit, LimitName, ParticipantId, VariantId};

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
    /// The end event it came to; [`None`] where a limit ended it, or a procedure it called did.
    pub reached: Option<NodeId>,
    /// When it ended.
    pub ended: Instant,
    /// The limit that ended it by expiring, if one did.
    pub expired: Option<LimitName>,
    /// The limits of the procedure, in text order.
    pub limits: Vec<LimitState>,
}

impl Trace {
    /// The overall term, if the procedure has one.
    #[must_use]
    pub fn overall(&self) -> Option<&LimitState> {
        self.limits.iter().find(|state| state.limit.name == LimitName::Overall)
    }
}

/// A step that was carried out.
#[derive(Debug, Clone)]
pub struct Entry {
    /// 0 in the case's own procedure, 1 in one it calls, and so on.
    pub depth: usize,
    /// The called procedure it stands in; `None` is the case's own.
    pub within: Option<String>,
    /// Its node in the graph of that procedure.
    pub node: NodeId,
    /// What the act calls it; a kind without a name for a wait or a call.
    pub step: StepLabel,
    /// Its title.
    pub title: String,
    /// What it is.
    pub did: Did,
    /// The end event that a called procedure came to, by itself.
    pub reached: Option<NodeId>,
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
    /// By which facts a question was decided; nothing where somebody answered it.
    pub reasons: Vec<Reason>,
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
    /// The procedure ended, and another one was begun in its place; the limits of that one, in text order.
    HandedOver(Vec<LimitState>),
    /// The procedure was broken off.
    Interrupted,
    /// Another procedure was carried out; its own limits, in text order. Of one that was broken off there
    /// are none.
    Called(Vec<LimitState>),
}

/// A limit, and where it stands when the case has ended.
#[derive(Debug, Clone)]
pub struct LimitState {
    /// The limit.
    pub limit: Limit,
    /// Where it stands.
    pub standing: Standing,
}

/// The limit's standing is what is asked for nearly always.
impl std::ops::Deref for LimitState {
    type Target = Standing;

    fn deref(&self) -> &Standing {
        &self.standing
    }
}

/// Where a limit stands when the case has ended.
///
/// A limit that did not begin to run has not been broken. One whose event did not happen before the end
/// of the case is broken if it expired before that; otherwise it lapsed with the case, and was kept.
#[derive(Debug, Clone)]
pub struct Standing {
    /// From when it runs: its event, or the end of the wait that began it anew. [`None`] where neither
    /// happened.
    pub from: Option<Instant>,
    /// When it expires, as often as it was extended and with all its pauses; [`None`] where it did not
    /// begin, or the act sets no number.
    pub due: Option<Instant>,
    /// When the event happened that it runs to; [`None`] where it did not.
    pub done: Option<Instant>,
    /// Whether it was kept. One that is counted by no number is never broken; one that ended the case by
    /// expiring is.
    pub kept: bool,
    /// The pauses that lengthened it, from when to when, in the order they began.
    pub pauses: Vec<(Instant, Instant)>,
    /// Whether a wait began it anew.
    pub restarted: bool,
    /// How often the case extended it.
    pub extended: u32,
    /// By when the applicant had to be told of the last extension: when it would have expired without it.
    /// [`None`] where nobody must be told.
    pub notice: Option<Instant>,
}
