//! The rules a compiled regulation is held against, in a fixed order; one file each.
//!
//! A rule reads the process graphs and nothing else. [`soundness`] and [`limits`] stand by themselves: they
//! are asked only of what has no errors so far. What is found for several kinds of the service at
//! one place of the text is found for each of them; [`crate::program`] tells it once.

mod act_silent;
mod always_decided;
mod annex_not_drawn;
mod answers_fit;
mod call_absent;
mod calls_itself;
mod circles;
mod clause_gap;
mod handed_in_circle;
mod limit_may_not_begin;
pub mod limits;
mod limits_disagree;
mod no_calendar;
mod no_clause;
mod no_grant;
mod no_performer;
mod no_refusal;
mod no_term;
pub mod not_in_force;
mod numbering_gap;
mod refusal_without_ground;
mod refusal_without_step;
mod samples;
pub mod soundness;
mod unused;

use crate::diagnostic::Diagnostic;
use crate::graph::{NodeKind, Process, ProcessSet};
use crate::model::Criteria;
use crate::run::is_favourable;
use crate::source::Span;

/// A rule over the graphs of a regulation.
type Check = fn(&ProcessSet) -> Vec<Diagnostic>;

/// The rules, in the order of their codes.
const CHECKS: [Check; 20] = [
    unused::check,
    calls_itself::check,
    handed_in_circle::check,
    call_absent::check,
    numbering_gap::check,
    act_silent::check,
    no_performer::check,
    no_term::check,
    refusal_without_ground::check,
    refusal_without_step::check,
    no_grant::check,
    no_refusal::check,
    no_clause::check,
    clause_gap::check,
    limits_disagree::check,
    annex_not_drawn::check,
    limit_may_not_begin::check,
    no_calendar::check,
    always_decided::check,
    answers_fit::check,
];

/// Holds a regulation against every rule.
#[must_use]
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    CHECKS.iter().flat_map(|rule| rule(set)).collect()
}

/// The conditions that facts decide: where each is written, and what decides it.
fn criteria(set: &ProcessSet) -> impl Iterator<Item = (Span, &Criteria)> {
    let nodes = set.processes.iter().flat_map(Process::nodes);
    nodes.filter_map(|(_, node)| match &node.kind {
        NodeKind::Decision(decision) => Some((node.span, decision.criteria.as_ref()?)),
        _ => None,
    })
}

/// Whether a node ends the case unfavourably.
fn is_refusal(set: &ProcessSet, node: &NodeKind) -> bool {
    matches!(node, NodeKind::End(end) if !is_favourable(set, *end))
}

/// The ends of a process: whether each is favourable. What it is handed over to may end either way.
fn ends(set: &ProcessSet, process: &Process) -> impl Iterator<Item = bool> {
    process.nodes().flat_map(|(_, node)| match &node.kind {
        NodeKind::End(end) => vec![is_favourable(set, *end)],
        NodeKind::HandOver(_) => vec![true, false],
        _ => Vec::new(),
    })
}

/// The kind of the service that a process is for, by its id.
fn variant(set: &ProcessSet, process: &Process) -> Option<String> {
    process.variant.and_then(|variant| set.head.variant(variant)).map(|variant| variant.id.clone())
}
