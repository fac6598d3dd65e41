//! What may break a procedure off, in a proof: at which moments that is worst.
//!
//! Moments are whole minutes, and what is done at the moment of an interruption is done. So a case that ends
//! at a moment may be broken off a minute before, and since all that steps do is monotone, no earlier moment is
//! worse, but one: a minute before a wait begins the limit anew.

use std::collections::HashSet;

use super::Unprovable;
use super::plan::{Op, PlanNode};
use super::state::State;
use crate::calendar::{Instant, Moving};
use crate::graph::{NodeId, Process};
use crate::limit::sets;
use crate::model::{Anchor, ClockAction, Limit};

/// Cases are broken off at whole minutes.
const MINUTE: i64 = 60;

/// The last moment before another at which a case may be broken off.
pub fn before(at: Moving) -> Moving {
    Moving { at: Instant::from_seconds(at.at.seconds().saturating_sub(MINUTE)), ..at }
}

/// A case that has ended, as it was at the last moment at which it might have been broken off. [`None`] if there
/// was none, or a wait began the limit anew only afterwards: that case is another one.
pub fn at_last(ended: &State, filed: Moving, steady: &mut i64) -> Option<State> {
    let at = before(ended.at);
    if at.at < filed.at {
        return None;
    }
    let mut case = ended.at_moment(at);
    let Some(past) = case.past_mut() else { return Some(case) };
    let mut happened = |event: Moving| event.at == at.at || !at.precedes(event, steady);
    for mark in &mut past.marks {
        *mark = mark.filter(|mark| happened(*mark));
    }
    if !past.restarts.iter().all(|restart| happened(*restart)) {
        return None;
    }
    past.pauses.retain(|(begun, _)| happened(*begun));
    for (_, ended) in &mut past.pauses {
        *ended = if happened(*ended) { *ended } else { at };
    }
    Some(case)
}

/// The nodes from which what follows an interruption begins, where that can make a case later for a limit; all
/// of them where the process is called by another, whose limit is in question.
///
/// # Errors
///
/// How the limit stands depends on the very moment of the interruption, which nobody knows.
pub fn of(process: &Process, limit: Option<&Limit>, nodes: &[PlanNode<'_>]) -> Result<Vec<usize>, Unprovable> {
    let Some(limit) = limit else { return Ok(process.interrupts().map(|(id, _)| id.index()).collect()) };
    let mut worse = Vec::new();
    for (id, interrupt) in process.interrupts() {
        let behind = behind(process, id);
        let begins = limit.from.events().any(|event| is_set_in(process, event, &behind));
        let effects: Vec<_> = effects(nodes).filter(|(index, _)| !behind.contains(index)).collect();
        let suspends = effects.iter().any(|(_, action)| *action == ClockAction::Suspends);
        let in_parallel = effects.iter().any(|(index, _)| is_in_parallel(nodes, *index));
        let idle = nodes.iter().enumerate().all(|(index, node)| !behind.contains(&index) || is_idle(node));
        if begins || in_parallel || suspends && !idle {
            return Err(Unprovable::BrokenOff(interrupt.title.clone()));
        }
        let restarts = effects.iter().any(|(_, action)| *action == ClockAction::Restarts);
        // What takes no time only makes a case end earlier.
        if !idle || restarts {
            worse.push(id.index());
        }
    }
    Ok(worse)
}

/// Whether a wait in parallel work does something to the limit in question.
pub fn waits_in_parallel(nodes: &[PlanNode<'_>]) -> bool {
    effects(nodes).any(|(index, _)| is_in_parallel(nodes, index))
}

/// The waits that do something to the limit in question, and what.
fn effects(nodes: &[PlanNode<'_>]) -> impl Iterator<Item = (usize, ClockAction)> {
    nodes.iter().enumerate().filter_map(|(index, node)| match &node.op {
        Op::Await(wait) => Some((index, wait.effect?)),
        _ => None,
    })
}

fn is_in_parallel(nodes: &[PlanNode<'_>], index: usize) -> bool {
    nodes.iter().any(|node| match &node.op {
        Op::Fork(fork) => fork.branches.iter().any(|branch| (branch.first..branch.end).contains(&index)),
        _ => false,
    })
}

fn is_idle(node: &PlanNode<'_>) -> bool {
    matches!(node.op, Op::Pass | Op::End(_) | Op::Fork(_))
}

/// The nodes that a case comes to only when it has been broken off.
fn behind(process: &Process, interrupt: NodeId) -> HashSet<usize> {
    let mut behind = HashSet::new();
    let mut open = vec![interrupt];
    while let Some(node) = open.pop() {
        if behind.insert(node.index()) {
            open.extend(process.outgoing(node).iter().map(|edge| edge.to));
        }
    }
    behind
}

/// Whether one of these nodes brings an event about.
fn is_set_in(process: &Process, event: &Anchor, nodes: &HashSet<usize>) -> bool {
    process.nodes().any(|(id, node)| nodes.contains(&id.index()) && sets(event, &node.kind))
}
