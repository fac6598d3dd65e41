//! Limits and the events they run from, as records.

use serde::Serialize;

use super::{CiteRecord, cites};
use crate::model::{
    Anchor, Bound, ClockAction, ClockEffect, Expiry, Extension, ExtensionBy, Head, Limit, LimitName, NotBefore,
    Promise, Quantity, Right, StepKind, StepRef,
};

#[derive(Serialize)]
pub struct OverallRecord<'a> {
    /// A limit of one quantity is told flat; of several, by `duration` alone.
    #[serde(flatten)]
    single: Option<Quantity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<&'a [Quantity]>,
    from: String,
    cite: Vec<CiteRecord<'a>>,
}

/// A limit by its one measure: `duration` after `from`, `before` it, or a `promise`.
#[derive(Serialize)]
pub struct LimitRecord<'a> {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<&'a [Quantity]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a [Quantity]>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    consecutive: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    promise: Option<Promise>,
    from: String,
    until: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    extension: Option<ExtensionRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiry: Option<ExpiryRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<RightRecord<'a>>,
    cite: Vec<CiteRecord<'a>>,
}

#[derive(Serialize)]
struct ExtensionRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a [Quantity]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<&'a [Quantity]>,
    once: bool,
    notice: bool,
    cite: Vec<CiteRecord<'a>>,
}

#[derive(Serialize)]
struct ExpiryRecord<'a> {
    outcome: &'a str,
    cite: Vec<CiteRecord<'a>>,
}

#[derive(Serialize)]
struct RightRecord<'a> {
    title: &'a str,
    cite: Vec<CiteRecord<'a>>,
}

#[derive(Serialize)]
pub struct NotBeforeRecord<'a> {
    duration: &'a [Quantity],
    after: String,
    cite: Vec<CiteRecord<'a>>,
}

#[derive(Serialize)]
pub struct ClockRecord {
    limit: String,
    action: ClockAction,
}

/// The overall term as the first edition of the format tells it.
pub fn overall<'a>(head: &Head, limit: &'a Limit) -> OverallRecord<'a> {
    let quantities = match &limit.bound {
        Bound::After(duration) | Bound::Before(duration) => duration.quantities.as_slice(),
        Bound::Promise(_) => &[],
    };
    let single = match quantities {
        [single] => Some(*single),
        _ => None,
    };
    OverallRecord {
        single,
        duration: single.is_none().then_some(quantities),
        from: anchor_key(head, &limit.from),
        cite: cites(&limit.cites),
    }
}

pub fn limit<'a>(head: &'a Head, limit: &'a Limit) -> LimitRecord<'a> {
    let (duration, before, promise) = match &limit.bound {
        Bound::After(duration) => (Some(duration), None, None),
        Bound::Before(duration) => (None, Some(duration), None),
        Bound::Promise(promise) => (None, None, Some(*promise)),
    };
    LimitRecord {
        name: name_key(&limit.name),
        duration: duration.map(|duration| duration.quantities.as_slice()),
        before: before.map(|duration| duration.quantities.as_slice()),
        consecutive: duration.or(before).is_some_and(|duration| duration.consecutive),
        promise,
        from: anchor_key(head, &limit.from),
        until: anchor_key(head, &limit.until),
        extension: limit.extension.as_ref().map(extension),
        expiry: limit.expiry.as_ref().map(|one| expiry(head, one)),
        right: limit.right.as_ref().map(|Right { title, cites: of, .. }| RightRecord { title, cite: cites(of) }),
        cite: cites(&limit.cites),
    }
}

fn extension(extension: &Extension) -> ExtensionRecord<'_> {
    let (by, total) = match &extension.by {
        ExtensionBy::Added(duration) => (Some(duration.quantities.as_slice()), None),
        ExtensionBy::Total(duration) => (None, Some(duration.quantities.as_slice())),
    };
    ExtensionRecord { by, total, once: extension.once, notice: extension.notice, cite: cites(&extension.cites) }
}

fn expiry<'a>(head: &'a Head, expiry: &'a Expiry) -> ExpiryRecord<'a> {
    let outcome = match expiry.outcome {
        None => "tacit_consent",
        Some(outcome) => head.outcome(outcome).map_or("", |outcome| &outcome.id),
    };
    ExpiryRecord { outcome, cite: cites(&expiry.cites) }
}

pub fn not_before<'a>(head: &Head, moment: &'a NotBefore) -> NotBeforeRecord<'a> {
    NotBeforeRecord {
        duration: &moment.duration.quantities,
        after: anchor_key(head, &moment.after),
        cite: cites(&moment.cites),
    }
}

pub fn clock(effect: &ClockEffect) -> ClockRecord {
    ClockRecord { limit: name_key(&effect.limit), action: effect.action }
}

/// `deadline:action:3`: a limit, whatever the language of the file.
pub fn name_key(name: &LimitName) -> String {
    match name {
        LimitName::Overall => "overall".to_owned(),
        LimitName::Named(title) => format!("limit:{title}"),
        LimitName::Deadline(step) => format!("deadline:{}", step_key(step)),
    }
}

/// `end:action:1`: an event, whatever the language of the file.
fn anchor_key(head: &Head, anchor: &Anchor) -> String {
    let keys = |anchors: &[Anchor]| anchors.iter().map(|one| anchor_key(head, one)).collect::<Vec<_>>().join(",");
    match anchor {
        Anchor::Filing => "filing".to_owned(),
        Anchor::StartOf(step) => format!("start:{}", step_key(step)),
        Anchor::EndOf(step) => format!("end:{}", step_key(step)),
        Anchor::Event(event) => format!("event:{}", head.event(*event).map_or("", |event| &event.id)),
        Anchor::Completion => "completion".to_owned(),
        Anchor::Earlier(anchors) => format!("earlier:({})", keys(anchors)),
        Anchor::Later(anchors) => format!("later:({})", keys(anchors)),
    }
}

/// `action:1`: a step, whatever the language of the file.
fn step_key(step: &StepRef) -> String {
    format!("{}:{}", kind_key(step.kind), step.name)
}

fn kind_key(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Action => "action",
        StepKind::Process => "process",
        StepKind::Condition => "condition",
        StepKind::Step => "step",
    }
}
