//! Where a case can go in the graphs of a regulation, and which way is the shortest to an end.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::numbers::Numbers;
use crate::graph::{EdgeRefTo, NodeId, NodeKind, Process, ProcessSet};
use crate::model::Answer;
use crate::run::is_favourable;

/// The ways through the graphs of a regulation.
pub struct Ways<'a> {
    pub set: &'a ProcessSet,
    pub numbers: Numbers<'a>,
    /// By graph: whether it can end favourably. Where a called procedure cannot, its caller does not go on.
    granting: Vec<bool>,
}

impl<'a> Ways<'a> {
    /// The ways of a regulation.
    pub fn of(set: &'a ProcessSet) -> Self {
        let mut ways = Self { set, numbers: Numbers::of(set), granting: vec![false; set.processes.len()] };
        ways.find_granting();
        ways
    }

    /// Looks for graphs that can end favourably. Whether one grants may depend on those it calls, so it is looked at
    /// again when one of them does.
    fn find_granting(&mut self) {
        let callers = self.callers();
        let mut open: Vec<usize> = (0..self.set.processes.len()).rev().collect();
        while let Some(graph) = open.pop() {
            let Some(process) = self.set.processes.get(graph) else { continue };
            if self.grants(graph) || !self.can_grant(process) {
                continue;
            }
            if let Some(granting) = self.granting.get_mut(graph) {
                *granting = true;
            }
            open.extend(callers.get(graph).into_iter().flatten());
        }
    }

    /// By graph, those that call it or hand a case over to it.
    fn callers(&self) -> Vec<Vec<usize>> {
        let mut callers = vec![Vec::new(); self.set.processes.len()];
        for (caller, process) in self.set.processes.iter().enumerate() {
            let called: BTreeSet<usize> = process.nodes().filter_map(|(node, _)| self.called(process, node)).collect();
            for graph in called {
                if let Some(callers) = callers.get_mut(graph) {
                    callers.push(caller);
                }
            }
        }
        callers
    }

    fn can_grant(&self, process: &Process) -> bool {
        let expires = process.limits.iter().filter_map(|limit| limit.expiry.as_ref());
        let consents = |outcome| self.set.head.outcome(outcome).is_none_or(|outcome| outcome.favourable);
        expires.into_iter().any(|expiry| expiry.outcome.is_none_or(consents))
            || self.live(process).into_iter().any(|node| self.is_grant(process, node))
    }

    /// Whether a node is a favourable end, or hands the case over to a procedure that has one.
    pub fn is_grant(&self, process: &Process, node: NodeId) -> bool {
        match process.node(node).map(|node| &node.kind) {
            Some(NodeKind::End(end)) => is_favourable(self.set, *end),
            Some(NodeKind::HandOver(_)) => self.called(process, node).is_some_and(|graph| self.grants(graph)),
            _ => false,
        }
    }

    fn grants(&self, graph: usize) -> bool {
        self.granting.get(graph).copied().unwrap_or_default()
    }

    /// The number of the graph that a node calls, or hands the case over to.
    pub fn called(&self, process: &Process, node: NodeId) -> Option<usize> {
        let called = self.numbers.find(process.node(node)?.kind.other_procedure()?, process.variant);
        called.map(|(graph, _)| graph)
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
        let mut open: Vec<NodeId> = process.beginnings().collect();
        while let Some(node) = open.pop() {
            if live.insert(node) {
                open.extend(self.edges(process, node).into_iter().map(|(_, edge)| edge.to));
            }
        }
        live
    }

    /// The shortest way from a beginning to a node: each node on it with the edge that is taken out of it.
    pub fn path(&self, process: &Process, to: NodeId) -> Option<Vec<(NodeId, usize)>> {
        let mut from: Vec<Option<(NodeId, usize)>> = vec![None; process.node_count()];
        let beginnings: BTreeSet<NodeId> = process.beginnings().collect();
        let mut open: VecDeque<NodeId> = beginnings.iter().copied().collect();
        while let Some(node) = open.pop_front().filter(|node| *node != to) {
            for (index, edge) in self.edges(process, node) {
                if let Some(slot) = from.get_mut(edge.to.index())
                    && slot.is_none()
                    && !beginnings.contains(&edge.to)
                {
                    *slot = Some((node, index));
                    open.push_back(edge.to);
                }
            }
        }
        let mut path = Vec::new();
        let mut node = to;
        while !beginnings.contains(&node) {
            let hop = from.get(node.index()).copied().flatten()?;
            path.push(hop);
            node = hop.0;
        }
        path.reverse();
        Some(path)
    }

    /// By node, how far it is to the end of the case, which must be favourable if `grant`; see [`Distance`].
    pub fn homeward(&self, process: &Process, grant: bool, settled: &Settled) -> Vec<Option<Distance>> {
        let depths = depths(process);
        let is_end = |id: NodeId| {
            let kind = process.node(id).map(|node| &node.kind);
            matches!(kind, Some(NodeKind::End(_) | NodeKind::HandOver(_))) && (!grant || self.is_grant(process, id))
        };
        let ends: Vec<NodeId> = process.nodes().map(|(id, _)| id).filter(|id| is_end(*id)).collect();
        let (within, beyond): (Vec<NodeId>, Vec<NodeId>) =
            ends.into_iter().partition(|id| depths.get(id.index()).is_some_and(|depth| *depth > 0));
        self.measured(process, &[&beyond, &within], settled)
    }

    /// By node, how far it is to another one.
    pub fn toward(&self, process: &Process, node: NodeId, settled: &Settled) -> Vec<Option<Distance>> {
        self.measured(process, &[&[node]], settled)
    }

    /// How far it is to ends of the first kind; where none can be come to, to those of the next.
    fn measured(&self, process: &Process, ends: &[&[NodeId]], settled: &Settled) -> Vec<Option<Distance>> {
        let mut distances = vec![None; process.node_count()];
        for turned in [false, true] {
            for (kind, ends) in ends.iter().enumerate() {
                let open = |edge: &EdgeRefTo<'_>| self.takes(process, edge) && settled.allows(edge, turned);
                measure(process, Distance { turned, broken: kind > 0, steps: 0 }, ends, open, &mut distances);
            }
        }
        distances
    }
}

/// Measures how far the nodes are from some ends that are not measured yet.
fn measure(
    process: &Process,
    none: Distance,
    ends: &[NodeId],
    open: impl Fn(&EdgeRefTo<'_>) -> bool,
    distances: &mut [Option<Distance>],
) {
    // What was measured before goes on too: a way may lead on to it only now.
    let known = process.nodes().filter(|(id, _)| distances.get(id.index()).is_some_and(Option::is_some));
    let known: Vec<NodeId> = if none.turned { known.map(|(id, _)| id).collect() } else { Vec::new() };
    let mut next: VecDeque<(NodeId, usize)> = ends.iter().chain(&known).map(|end| (*end, 0)).collect();
    while let Some((node, steps)) = next.pop_front() {
        let Some(slot) = distances.get_mut(node.index()) else { continue };
        if slot.is_some() && steps > 0 {
            continue;
        }
        slot.get_or_insert(Distance { steps, ..none });
        let taken = process.incoming(node).into_iter().filter(&open);
        next.extend(taken.map(|edge| (edge.from, steps + 1)));
    }
}

/// How waits have ended once on the way; a case can say so only once for all the times it comes to a wait.
#[derive(Debug, Clone, Default)]
pub struct Settled(HashMap<NodeId, Answer>);

impl Settled {
    /// A wait has ended so.
    pub fn settle(&mut self, wait: NodeId, answer: Answer) {
        self.0.insert(wait, answer);
    }

    /// Whether a case that comes to a wait again can take an edge out of it: as before, or `turned`, with a
    /// reply where the time ran out before.
    pub fn allows(&self, edge: &EdgeRefTo<'_>, turned: bool) -> bool {
        let answer = edge.edge.answer.as_ref();
        self.0.get(&edge.from).is_none_or(|settled| answer == Some(settled) || turned && answer == Some(&Answer::Reply))
    }
}

/// How far it is from a node to the end of a case. A way on which waits end as they did before goes before any on
/// which one does not; then one on which no parallel branch ends the case, since that would break off the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Distance {
    /// A wait whose time ran out is answered when it is come to again.
    pub turned: bool,
    /// A parallel branch ends the case.
    pub broken: bool,
    /// So many edges.
    pub steps: usize,
}

/// By node, in how many parallel blocks it stands.
pub fn depths(process: &Process) -> Vec<usize> {
    let mut depths: Vec<Option<usize>> = vec![None; process.node_count()];
    let mut open: Vec<(NodeId, usize)> = process.beginnings().map(|beginning| (beginning, 0)).collect();
    while let Some((id, depth)) = open.pop() {
        let kind = process.node(id).map(|node| &node.kind);
        let own = if matches!(kind, Some(NodeKind::Join(_))) { depth.saturating_sub(1) } else { depth };
        let Some(slot) = depths.get_mut(id.index()).filter(|slot| slot.is_none()) else { continue };
        *slot = Some(own);
        let inner = if kind.is_some_and(NodeKind::is_fork) { own + 1 } else { own };
        open.extend(process.outgoing(id).into_iter().map(|edge| (edge.to, inner)));
    }
    depths.into_iter().map(Option::unwrap_or_default).collect()
}
