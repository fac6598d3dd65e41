//! A limit that runs from a step which not every case carries out: on the other ways it does not begin.
//!
//! It is worth knowing where such a way still leads to what was applied for, or to the very step that
//! the limit is about; that a refused case does without the clock is what acts mean.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeId, NodeKind, Process, ProcessSet};
use crate::model::{Anchor, JoinMode, Limit, StepRef};
use crate::run::is_favourable;

/// Reports each limit that does not begin on some way, with a step by which it would have begun.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let limits = set.processes.iter().flat_map(|process| process.limits.iter().map(move |limit| (process, limit)));
    limits
        .filter_map(|(process, limit)| {
            let step = missed(set, process, limit)?;
            Some(Diagnostic::new(Problem::LimitMayNotBegin(step.clone()), limit.span))
        })
        .collect()
}

/// The first step by which a limit begins and without which a case can go well.
fn missed<'a>(set: &ProcessSet, process: &Process, limit: &'a Limit) -> Option<&'a StepRef> {
    starts(&limit.from).into_iter().find_map(|steps| {
        // A step that is left out for this kind of the service is a finding of its own.
        let without: HashSet<NodeId> = steps.iter().map(|step| node_of(process, step)).collect::<Option<_>>()?;
        // What only follows when the procedure has been broken off follows in no other case.
        if without.is_disjoint(&reached_without(process, &HashSet::new())) {
            return None;
        }
        let reached = reached_without(process, &without);
        let goes_well = match step_of(&limit.until).and_then(|step| node_of(process, step)) {
            Some(node) => reached.contains(&node),
            None => reached.iter().any(|node| ends_well(set, process, *node)),
        };
        steps.first().copied().filter(|_| goes_well)
    })
}

/// The sets of steps of which a case must carry out one each, or else the limit does not begin. Events
/// may come from outside, so nothing is known of them.
fn starts(from: &Anchor) -> Vec<Vec<&StepRef>> {
    match from {
        Anchor::Earlier(events) => events.iter().map(step_of).collect::<Option<_>>().into_iter().collect(),
        Anchor::Later(events) => events.iter().filter_map(step_of).map(|step| vec![step]).collect(),
        single => step_of(single).map(|step| vec![step]).into_iter().collect(),
    }
}

fn step_of(event: &Anchor) -> Option<&StepRef> {
    match event {
        Anchor::StartOf(step) | Anchor::EndOf(step) => Some(step),
        _ => None,
    }
}

fn node_of(process: &Process, step: &StepRef) -> Option<NodeId> {
    let is_it = |kind: &NodeKind| kind.label().is_some_and(|label| label.is(step));
    process.nodes().find(|(_, node)| is_it(&node.kind)).map(|(id, _)| id)
}

fn ends_well(set: &ProcessSet, process: &Process, node: NodeId) -> bool {
    match process.node(node).map(|node| &node.kind) {
        Some(NodeKind::End(end)) => is_favourable(set, *end),
        _ => false,
    }
}

/// The nodes that a case can get to without those of `without`. Where parallel work waits for all of its
/// branches, each must be able to arrive.
fn reached_without(process: &Process, without: &HashSet<NodeId>) -> HashSet<NodeId> {
    let mut reached = HashSet::new();
    let mut open = vec![process.start()];
    let mut joins = Vec::new();
    loop {
        while let Some(node) = open.pop() {
            if without.contains(&node) || reached.contains(&node) {
                continue;
            }
            if waits_for_all(process, node) {
                joins.push(node);
                continue;
            }
            reached.insert(node);
            open.extend(process.outgoing(node).iter().map(|edge| edge.to));
        }
        let (arrived, waiting): (Vec<_>, Vec<_>) =
            joins.into_iter().partition(|join| all_arrive(process, *join, &reached));
        if arrived.is_empty() {
            return reached;
        }
        for join in arrived {
            if reached.insert(join) {
                open.extend(process.outgoing(join).iter().map(|edge| edge.to));
            }
        }
        joins = waiting;
    }
}

fn waits_for_all(process: &Process, node: NodeId) -> bool {
    process.node(node).is_some_and(|node| matches!(node.kind, NodeKind::Join(JoinMode::All)))
}

/// Whether every branch of the parallel work leads to its join by way of nodes that can be reached.
fn all_arrive(process: &Process, join: NodeId, reached: &HashSet<NodeId>) -> bool {
    let Some(fork) = process.fork_of(join) else { return true };
    process.outgoing(fork).iter().all(|branch| leads(process, branch.to, join, reached))
}

fn leads(process: &Process, from: NodeId, join: NodeId, reached: &HashSet<NodeId>) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        if node == join {
            return true;
        }
        if reached.contains(&node) && seen.insert(node) {
            open.extend(process.outgoing(node).iter().map(|edge| edge.to));
        }
    }
    false
}
