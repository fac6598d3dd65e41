//! Limits: clocks that run from one event and must not be overrun at another.

use serde::Serialize;

use super::{Citation, EventId, OutcomeId, StepRef, VariantSet};
use crate::duration::Duration;
use crate::source::Span;

/// A limit of a procedure: so long, from one event to another.
#[derive(Debug, Clone)]
pub struct Limit {
    /// What it is called.
    pub name: LimitName,
    /// The kinds of the service it is set for.
    pub variants: VariantSet,
    /// How it is measured.
    pub bound: Bound,
    /// The event it is counted from; of [`Bound::Before`], the event it is counted back from.
    pub from: Anchor,
    /// The event that must have happened when it expires.
    pub until: Anchor,
    /// By how much it may be extended, if it may.
    pub extension: Option<Extension>,
    /// What happens, of itself, when it expires.
    pub expiry: Option<Expiry>,
    /// What the applicant may do once it has expired.
    pub right: Option<Right>,
    /// The clauses that set it.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// What a limit is called.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LimitName {
    /// The overall term of the procedure.
    Overall,
    /// A limit of the author's naming: `предел «регистрация»`.
    Named(String),
    /// The moment by which a step must be done: its line `не позднее`.
    Deadline(StepRef),
}

/// How a limit is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// So long after its event.
    After(Duration),
    /// So long before its event: `за 3 рабочих дня до …`.
    Before(Duration),
    /// No number is set: nothing can be proved of it.
    Promise(Promise),
}

/// A promise of speed without a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Promise {
    /// `незамедлительно`.
    Immediately,
    /// `разумный срок`.
    ReasonableTime,
}

/// An event that a clock starts or stops at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The application is filed.
    Filing,
    /// A step begins, the first time it does.
    StartOf(StepRef),
    /// A step ends, the first time it does.
    EndOf(StepRef),
    /// A declared event happens, the first time it does.
    Event(EventId),
    /// The procedure ends.
    Completion,
    /// Whichever of these comes first; those that never come do not count.
    Earlier(Vec<Anchor>),
    /// Whichever of these comes last; none of them does before all have come.
    Later(Vec<Anchor>),
}

/// By how much a limit may be extended.
#[derive(Debug, Clone)]
pub struct Extension {
    /// How the extension is measured.
    pub by: ExtensionBy,
    /// Only one time.
    pub once: bool,
    /// The applicant must be told before the limit would have expired.
    pub notice: bool,
    /// The clauses that allow it.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// How an extension is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExtensionBy {
    /// So much more: added to the limit before its end rolls.
    Added(Duration),
    /// So much in total, in place of the limit.
    Total(Duration),
}

/// What happens of itself when a limit expires.
#[derive(Debug, Clone)]
pub struct Expiry {
    /// The outcome the case ends in; `None` is consent by silence.
    pub outcome: Option<OutcomeId>,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// What the applicant may do once a limit has expired.
#[derive(Debug, Clone)]
pub struct Right {
    /// What, in the author's words.
    pub title: String,
    /// The clauses that give it.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// What a wait does to a limit while it lasts.
#[derive(Debug, Clone)]
pub struct ClockEffect {
    /// The limit.
    pub limit: LimitName,
    /// What is done to it.
    pub action: ClockAction,
    /// Where it is written.
    pub span: Span,
}

/// What is done to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockAction {
    /// It stands still from the beginning of the wait to its end.
    Suspends,
    /// It runs from the end of the wait, as if its event were then.
    Restarts,
}

/// The earliest moment at which a step may begin: `не ранее: 10 календарных дней после …`.
#[derive(Debug, Clone)]
pub struct NotBefore {
    /// How long after the event.
    pub duration: Duration,
    /// The event.
    pub after: Anchor,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

impl Limit {
    /// A limit of so long from an event to the end of the procedure.
    #[must_use]
    pub fn overall(duration: Duration, from: Anchor, span: Span) -> Self {
        Self {
            name: LimitName::Overall,
            variants: None,
            bound: Bound::After(duration),
            from,
            until: Anchor::Completion,
            extension: None,
            expiry: None,
            right: None,
            cites: Vec::new(),
            span,
        }
    }
}

impl Anchor {
    /// The single events it is made of.
    pub fn events(&self) -> impl Iterator<Item = &Anchor> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            loop {
                match open.pop()? {
                    Self::Earlier(anchors) | Self::Later(anchors) => open.extend(anchors.iter().rev()),
                    single => return Some(single),
                }
            }
        })
    }
}
