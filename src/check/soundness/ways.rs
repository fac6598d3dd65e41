//! Ways through a process that show what is wrong with it.
//!
//! They are told from near: what lies far before or behind is left out, so that a finding costs no more in
//! a long procedure than in a short one.

use super::Game;
use super::net::EdgeNo;
use crate::diagnostic::{Track, Way, WayStep};
use crate::graph::{End, Node, NodeId, NodeKind};
use crate::model::Answer;

/// So many nodes before a place are told, and as many behind it.
const NEAR: usize = 12;

/// A node on a way, and the edge by which the way goes on from it; none over parallel work to its join,
/// and none at the last.
type Stop = (NodeId, Option<EdgeNo>);

impl Game<'_> {
    /// The way to a node that is reached.
    pub fn way_to(&self, node: NodeId) -> Way {
        self.way_past(node, |_| None)
    }

    /// The way to a node that a token can end the case from, and on to that end.
    pub fn way_to_end_past(&self, node: NodeId) -> Way {
        self.way_past(node, |at| match self.completion.towards_end(at) {
            Some(edge) => Some((Some(edge), self.net.to(edge)?)),
            None => Some((None, self.net.process.join_of(at)?)),
        })
    }

    /// The way to a node where a token is lost, and on to where that shows: round in a circle, as a rule.
    pub fn way_in_circles_past(&self, node: NodeId) -> Way {
        self.way_past(node, |at| {
            let is_lost = |edge: &EdgeNo| {
                self.net.to(*edge).is_some_and(|to| !self.net.is_join(to) && self.completion.is_lost(to))
            };
            match self.net.out(at).find(is_lost) {
                Some(edge) => Some((Some(edge), self.net.to(edge)?)),
                None => Some((None, self.net.process.join_of(at)?)),
            }
        })
    }

    /// The way to a node, and on as `next` leads.
    fn way_past(&self, node: NodeId, next: impl Fn(NodeId) -> Option<(Option<EdgeNo>, NodeId)>) -> Way {
        let (from_afar, mut stops) = self.stops_before(node);
        let before = stops.len();
        let mut at = node;
        loop {
            let behind = stops.get(before..).unwrap_or_default();
            let enough = behind.len() >= NEAR || behind.iter().any(|(known, _)| *known == at);
            let onward = next(at);
            let Some((by, to)) = onward.filter(|_| !enough) else {
                stops.push((at, None));
                return Way {
                    from_afar,
                    steps: self.tell(&stops),
                    goes_on: onward.is_some(),
                    track: self.trace(&stops),
                };
            };
            stops.push((at, by));
            at = to;
        }
    }

    /// What is near before a node, and whether something is left out before that.
    fn stops_before(&self, node: NodeId) -> (bool, Vec<Stop>) {
        let before = |(node, _): &Stop| self.before(*node);
        let mut stops: Vec<Stop> = std::iter::successors(self.before(node), before).take(NEAR).collect();
        stops.reverse();
        let from_afar = stops.first().is_some_and(|(first, _)| self.before(*first).is_some());
        (from_afar, stops)
    }

    /// What comes before a node: of a join, its fork, for what the branches do is not a way but many.
    fn before(&self, node: NodeId) -> Option<Stop> {
        if self.net.is_join(node) {
            return Some((self.net.process.fork_of(node)?, None));
        }
        let edge = self.reach.by(node)?;
        Some((self.net.from(edge)?, Some(edge)))
    }

    fn trace(&self, stops: &[Stop]) -> Track {
        let process = self.net.process;
        Track {
            procedure: process.procedure.clone(),
            variant: process.variant,
            nodes: stops.iter().map(|(node, _)| *node).collect(),
            edges: stops.iter().filter_map(|(_, edge)| self.net.number((*edge)?)).collect(),
        }
    }

    fn tell(&self, stops: &[Stop]) -> Vec<WayStep> {
        let step = |(node, by): &Stop| self.step(self.net.process.node(*node)?, *by);
        stops.iter().filter_map(step).collect()
    }

    /// What a node is called on a way that leaves it by an edge. Nothing is said of what only leads on.
    fn step(&self, node: &Node, by: Option<EdgeNo>) -> Option<WayStep> {
        let edge = by.and_then(|by| self.net.edge(by)).map(|edge| edge.edge);
        let answer: Option<Answer> = edge.and_then(|edge| edge.answer.clone());
        Some(match &node.kind {
            NodeKind::Task(task) => WayStep::Step { step: task.step.clone(), title: task.title.clone(), answer: None },
            NodeKind::Decision(decision) if !decision.unstated => {
                WayStep::Step { step: decision.step.clone(), title: decision.title.clone(), answer }
            }
            NodeKind::Wait(wait) => WayStep::Wait { title: wait.title.clone(), answer },
            NodeKind::Call(call) => WayStep::Call(call.procedure.clone()),
            NodeKind::HandOver(hand_over) => WayStep::HandOver(hand_over.procedure.clone()),
            NodeKind::Interrupt(interrupt) => WayStep::Interrupt(interrupt.title.clone()),
            // Over parallel work to its join a way is told without it.
            NodeKind::ForEach(each) => edge.map(|_| WayStep::ForEach(each.title.clone()))?,
            NodeKind::Fork => WayStep::Branch(edge?.branch.clone()?),
            NodeKind::End(end) => WayStep::End(self.outcome(*end)),
            NodeKind::Start | NodeKind::Decision(_) | NodeKind::Join(_) => return None,
        })
    }

    fn outcome(&self, end: End) -> Option<String> {
        match end {
            End::TacitConsent => None,
            End::Outcome(outcome) => self.set.head.outcome(outcome).map(|outcome| outcome.title.clone()),
        }
    }
}
