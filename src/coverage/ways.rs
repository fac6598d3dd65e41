//! Where a case can go in the graphs of a regulation, and which way is the shortest to an end.

use std::collections::{BTreeSet, VecDeque};

use super::number;
use crate::graph::{EdgeRefTo, NodeId, NodeKind, Process, ProcessSet};
use crate::model::Answer;
use crate::run::is_favourable;

/// The ways through the graphs of a regulation.
pub struct Ways<'a> {
    pub set: &'a ProcessSet,
    /// By graph: whether it can end favourably. Where a called procedure cannot, its caller does not go on.
    granting: Vec<bool>,
}

impl<'a> Ways<'a> {
    /// The ways of a regulation.
    pub fn of(set: &'a ProcessSet) -> Self {
        let mut ways = Self { set, granting: vec![false; set.processes.len()] };
        // Whether one grants may depend on those it calls, which mostly stand before it.
        while ways.find_granting() {}
        ways
    }

    /// Looks for graphs that can end favourably as far as is known; tells whether one was found.
    fn find_granting(&mut self) -> bool {
        let mut found = false;
        for (index, process) in self.set.processes.iter().enumerate() {
            if self.grants(index) || !self.can_grant(process) {
                continue;
            }
            if let Some(granting) = self.granting.get_mut(index) {
                *granting = true;
                found = true;
            }
        }
        found
    }

    fn can_grant(&self, process: &Process) -> bool {
        let expires = process.limits.iter().filter_map(|limit| limit.expiry.as_ref());
        let consents = |outcome| self.set.head.outcome(outcome).is_none_or(|outcome| outcome.favourable);
        expires.into_iter().any(|expiry| expiry.outcome.is_none_or(consents))
            || self.live(process).into_iter().any(|node| self.is_grant(process, node))
    }

    /// Whether a node is a favourable end.
    pub fn is_grant(&self, process: &Process, node: NodeId) -> bool {
        let kind = process.node(node).map(|node| &node.kind);
        matches!(kind, Some(NodeKind::End(end)) if is_favourable(self.set, *end))
    }

    fn grants(&self, graph: usize) -> bool {
        self.granting.get(graph).copied().unwrap_or_default()
    }

    /// The number of the graph that a node calls.
    pub fn called(&self, process: &Process, node: NodeId) -> Option<usize> {
        match &process.node(node)?.kind {
            NodeKind::Call(call) => number(self.set, &call.procedure, process.variant),
            _ => None,
        }
    }

    /// The edges that a case can take out of a node, each with its place among all of them.
    pub fn edges<'p>(&self, process: &'p Process, id: NodeId) -> Vec<(usize, EdgeRefTo<'p>)> {
        process.outgoing(id).into_iter().enumerate().filter(|(_, edge)| self.takes(process, edge)).collect()
    }

    /// Whether a case can take an edge.
    fn takes(&self, process: &Process, edge: &EdgeRefTo<'_>) -> bool {
        match process.node(edge.from).map(|node| &node.kind) {
            Some(NodeKind::Call(_)) => self.called(process, edge.from).is_some_and(|graph| self.grants(graph)),
            // The time for a reply cannot run out where none is set.
            Some(NodeKind::Wait(wait)) => wait.bound.is_some() || edge.edge.answer != Some(Answer::Expiry),
            _ => true,
        }
    }

    /// The nodes that a case can come to, in text order.
    pub fn live(&self, process: &Process) -> BTreeSet<NodeId> {
        let mut live = BTreeSet::new();
        let mut open = vec![process.start()];
        while let Some(node) = open.pop() {
            if live.insert(node) {
                open.extend(self.edges(process, node).into_iter().map(|(_, edge)| edge.to));
            }
        }
        live
    }

    /// The shortest way from the start to a node: each node on it with the edge that is taken out of it.
    pub fn path(&self, process: &Process, to: NodeId) -> Option<Vec<(NodeId, usize)>> {
        let mut from: Vec<Option<(NodeId, usize)>> = vec![None; process.node_count()];
        let mut open = VecDeque::from([process.start()]);
        while let Some(node) = open.pop_front().filter(|node| *node != to) {
            for (index, edge) in self.edges(process, node) {
                if let Some(slot) = from.get_mut(edge.to.index())
                    && slot.is_none()
                    && edge.to != process.start()
                {
                    *slot = Some((node, index));
                    open.push_back(edge.to);
                }
            }
        }
        let mut path = Vec::new();
        let mut node = to;
        while node != process.start() {
            let hop = from.get(node.index()).copied().flatten()?;
            path.push(hop);
            node = hop.0;
        }
        path.reverse();
        Some(path)
    }

    /// By node, how far it is to the end of the case; see [`Distance`].
    pub fn homeward(&self, process: &Process, depths: &[usize], grant: bool) -> Vec<Option<Distance>> {
        let mut distances = vec![None; process.node_count()];
        let is_end = |id: NodeId| {
            let kind = process.node(id).map(|node| &node.kind);
            matches!(kind, Some(NodeKind::End(_))) && (!grant || self.is_grant(process, id))
        };
        let ends: Vec<NodeId> = process.nodes().map(|(id, _)| id).filter(|id| is_end(*id)).collect();
        let (within, beyond): (Vec<NodeId>, Vec<NodeId>) =
            ends.into_iter().partition(|id| depths.get(id.index()).is_some_and(|depth| *depth > 0));
        for (detour, ends) in [beyond, within].into_iter().enumerate() {
            self.measure(process, detour, &ends, &mut distances);
        }
        distances
    }

    fn measure(&self, process: &Process, detour: usize, ends: &[NodeId], distances: &mut [Option<Distance>]) {
        let mut open: VecDeque<(NodeId, usize)> = ends.iter().map(|end| (*end, 0)).collect();
        while let Some((node, steps)) = open.pop_front() {
            let Some(slot) = distances.get_mut(node.index()).filter(|slot| slot.is_none()) else { continue };
            *slot = Some(Distance { detour, steps });
            let taken = process.incoming(node).into_iter().filter(|edge| self.takes(process, edge));
            open.extend(taken.map(|edge| (edge.from, steps + 1)));
        }
    }
}

/// How far it is from a node to the end of a case. A way on which no parallel branch ends the case goes before any
/// on which one does, since that would break off the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Distance {
    detour: usize,
    steps: usize,
}

/// By node, in how many parallel blocks it stands.
pub fn depths(process: &Process) -> Vec<usize> {
    let mut depths: Vec<Option<usize>> = vec![None; process.node_count()];
    let mut open = vec![(process.start(), 0_usize)];
    while let Some((id, depth)) = open.pop() {
        let kind = process.node(id).map(|node| &node.kind);
        let own = if matches!(kind, Some(NodeKind::Join(_))) { depth.saturating_sub(1) } else { depth };
        let Some(slot) = depths.get_mut(id.index()).filter(|slot| slot.is_none()) else { continue };
        *slot = Some(own);
        let inner = if matches!(kind, Some(NodeKind::Fork)) { own + 1 } else { own };
        open.extend(process.outgoing(id).into_iter().map(|edge| (edge.to, inner)));
    }
    depths.into_iter().map(Option::unwrap_or_default).collect()
}
