//! Cases that were run, as event logs that other programs read, one format a file.

mod csv;
mod json;
mod xes;

use chrono::NaiveDateTime;

use super::facts;
use super::message::say;
use super::trace;
use crate::calendar::Instant;
use crate::graph::{Node, NodeKind, ProcessSet};
use crate::language::Language;
use crate::model::{Answer, ParticipantId, StepKind};
use crate::run::{Did, Entry, Trace};
use crate::words;

pub use csv::csv;
pub use json::json;
pub use xes::xes;

/// A case and what came of it.
#[derive(Debug, Clone, Copy)]
pub struct Walk<'a> {
    /// The case's title.
    pub title: &'a str,
    /// What happened.
    pub trace: &'a Trace,
}

/// A moment as RFC 3339 writes it: local time of the regulation's calendar, with the offset in force then.
fn stamp(set: &ProcessSet, at: Instant) -> String {
    stamp_with(set, at, "")
}

/// The same with a fraction of the second after it.
///
/// An offset that is no whole number of minutes, as those of local mean times were, cannot be written so; then
/// the moment is told in UTC.
fn stamp_with(set: &ProcessSet, at: Instant, fraction: &str) -> String {
    let offset = set.head.calendar.as_ref().map(|named| named.calendar.offset(at));
    let written = |local: NaiveDateTime| local.format("%Y-%m-%dT%H:%M:%S").to_string() + fraction;
    match offset.filter(|offset| offset.local_minus_utc() % 60 == 0) {
        Some(offset) => format!("{}{offset}", written(set.head.local(at))),
        None => format!("{}+00:00", written(at.local_in_utc())),
    }
}

/// What kind of a step an entry is, the same word in every language.
fn kind(set: &ProcessSet, of: &Trace, entry: &Entry) -> &'static str {
    match &entry.did {
        Did::Waited(_) => "wait",
        Did::Called(_) => "call",
        Did::HandedOver(_) => "hand_over",
        Did::Interrupted => "interrupt",
        Did::Decided(_) if is_unstated(set, of, entry) => "choice",
        Did::Task | Did::Decided(_) => match entry.step.kind {
            StepKind::Action => "action",
            StepKind::Process => "process",
            StepKind::Condition => "condition",
            StepKind::Step => "step",
        },
    }
}

/// Whether it is a choice of outcome, which has only borrowed the name of the step before it.
fn is_unstated(set: &ProcessSet, of: &Trace, entry: &Entry) -> bool {
    let kind = node(set, of, entry).map(|node| &node.kind);
    matches!(kind, Some(NodeKind::Decision(decision)) if decision.unstated)
}

fn node<'a>(set: &'a ProcessSet, of: &Trace, entry: &Entry) -> Option<&'a Node> {
    set.find(entry.within.as_deref().unwrap_or(&of.procedure), of.variant)?.node(entry.node)
}

/// The number or name of a step; nothing for a wait, a call or a choice of outcome.
fn number(set: &ProcessSet, of: &Trace, entry: &Entry) -> Option<String> {
    let name = entry.step.name.as_ref().filter(|_| !is_unstated(set, of, entry))?;
    Some(name.to_string())
}

/// What a step is called: `действие 1 «Приём»`.
fn activity(set: &ProcessSet, of: &Trace, entry: &Entry, language: Language) -> String {
    let title = &entry.title;
    match number(set, of, entry) {
        Some(_) => format!("{} «{title}»", words::step_label(&entry.step, language)),
        None if is_unstated(set, of, entry) => {
            say!(language, "выбор исхода «{title}»", "нәтижені таңдау «{title}»", "choice of outcome «{title}»")
        }
        None => title.clone(),
    }
}

/// The answer of a question or a wait.
fn answer(entry: &Entry) -> Option<&Answer> {
    match &entry.did {
        Did::Decided(answer) | Did::Waited(answer) => Some(answer),
        Did::Task | Did::Called(_) | Did::HandedOver(_) | Did::Interrupted => None,
    }
}

fn answer_in_words(set: &ProcessSet, entry: &Entry, language: Language) -> Option<String> {
    answer(entry).map(|answer| trace::answer(set, answer, language))
}

/// The facts that decided, in words.
fn reason(set: &ProcessSet, entry: &Entry, language: Language) -> Option<String> {
    facts::reason(set, &entry.reasons, language)
}

fn names(set: &ProcessSet, ids: &[ParticipantId]) -> String {
    ids.iter().filter_map(|id| set.head.participant(*id)).map(|one| one.title.as_str()).collect::<Vec<_>>().join(", ")
}

fn variant<'a>(set: &'a ProcessSet, of: &Trace) -> Option<&'a str> {
    Some(set.head.variant(of.variant?)?.id.as_str())
}
