//! The way a case took through the graph of its own procedure: nodes it came to, edges it followed.

use std::collections::BTreeSet;

use super::{Part, branch};
use crate::graph::{EdgeRefTo, NodeId, NodeKind, Process, ProcessSet};
use crate::run::{Did, Entry, Trace};

/// What a case came to in one graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walked {
    /// The nodes it came to; what was broken off was come to.
    pub nodes: BTreeSet<NodeId>,
    /// The edges it followed, by their place in [`Process::edges`].
    pub edges: BTreeSet<usize>,
}

/// The way of a case through its own procedure.
///
/// A trace tells the steps and the end. That a fork or a join was passed follows from what comes right behind it; a
/// join that still waited when the case ended was not come to, but the branches that had reached it had.
#[must_use]
pub fn walked(set: &ProcessSet, trace: &Trace) -> Walked {
    let process = set.find(&trace.procedure, trace.variant);
    process.map(|process| Way::of(process, trace).walked()).unwrap_or_default()
}

struct Way<'a> {
    process: &'a Process,
    come: BTreeSet<NodeId>,
    /// The steps that were done, and of those with answers which edge out of them was followed.
    done: BTreeSet<NodeId>,
    answered: BTreeSet<(NodeId, usize)>,
}

impl<'a> Way<'a> {
    fn of(process: &'a Process, trace: &Trace) -> Self {
        let start = process.start();
        let mut way = Self {
            process,
            come: std::iter::once(start).chain(trace.reached).collect(),
            done: BTreeSet::from([start]),
            answered: BTreeSet::new(),
        };
        trace.entries.iter().filter(|entry| entry.within.is_none()).for_each(|entry| way.step(entry));
        way.gateways();
        way
    }

    fn step(&mut self, entry: &Entry) {
        self.come.insert(entry.node);
        if entry.cancelled {
            return;
        }
        self.done.insert(entry.node);
        if let Did::Decided(answer) | Did::Waited(answer) = &entry.did
            && let Some(item) = branch(self.process, entry.node, answer)
            && let Part::Branch(place) = item.part
        {
            self.answered.insert((entry.node, place));
        }
    }

    /// Forks and joins right before what the case came to.
    fn gateways(&mut self) {
        let mut open: Vec<NodeId> = self.come.iter().copied().collect();
        while let Some(node) = open.pop() {
            for edge in self.process.incoming(node) {
                // A list without members has been come to as well as its join, and nothing between.
                for gateway in [Some(edge.from), self.process.fork_of(edge.from)].into_iter().flatten() {
                    if self.is_gateway(gateway) && self.come.insert(gateway) {
                        self.done.insert(gateway);
                        open.push(gateway);
                    }
                }
            }
        }
    }

    fn is_gateway(&self, node: NodeId) -> bool {
        let kind = self.process.node(node).map(|node| &node.kind);
        kind.is_some_and(|kind| kind.is_fork() || matches!(kind, NodeKind::Join(_)))
    }

    fn walked(self) -> Walked {
        let edges = self.process.edges().enumerate();
        let edges = edges.filter(|(_, edge)| self.follows(edge)).map(|(place, _)| place).collect();
        Walked { nodes: self.come, edges }
    }

    fn follows(&self, edge: &EdgeRefTo<'_>) -> bool {
        let arrives = self.come.contains(&edge.to) || self.is_gateway(edge.to);
        let goes_on = match &edge.edge.answer {
            None => self.done.contains(&edge.from),
            Some(answer) => branch(self.process, edge.from, answer).is_some_and(
                |item| matches!(item.part, Part::Branch(place) if self.answered.contains(&(item.node, place))),
            ),
        };
        arrives && goes_on
    }
}
