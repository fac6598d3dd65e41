//! No dead activities: steps that no case comes to, and parallel work whose join waits in vain.
//!
//! Of what is never reached only the beginning is told: the rest follows from it.

use super::Game;
use super::net::PerNode;
use super::reach::{Block, BranchId};
use super::stuck;
use crate::diagnostic::{Diagnostic, Problem, Related, Unsound};
use crate::graph::NodeId;

/// What is never reached in a process.
pub fn faults(game: &Game<'_>) -> Vec<Diagnostic> {
    let mut dead = Dead { game, told: PerNode::of(game.net.process), faults: Vec::new() };
    dead.steps(Dead::begins_at);
    dead.joins();
    // What is left leads to itself and to nothing that has been told.
    dead.steps(|dead, node| dead.game.net.place(node).is_step);
    dead.faults
}

struct Dead<'g, 'a> {
    game: &'g Game<'a>,
    told: PerNode<bool>,
    faults: Vec<Diagnostic>,
}

impl Dead<'_, '_> {
    /// Tells the steps where something dead begins.
    fn steps(&mut self, begins: impl Fn(&Self, NodeId) -> bool) {
        let process = self.game.net.process;
        let mut last = process.start();
        for (node, _) in process.nodes() {
            if self.game.reach.is_reached(node) {
                last = node;
            } else if !self.told.get(node) && begins(self, node) {
                self.tell_step(node, last);
            }
        }
    }

    /// Whether a dead node follows from no other: nothing leads to it, or a call that always ends the case.
    fn begins_at(&self, node: NodeId) -> bool {
        let net = &self.game.net;
        !net.is_join(node) && (net.into(node).len() == 0 || self.call_before(node).is_some())
    }

    /// A call that is reached and leads to a node that is not.
    fn call_before(&self, node: NodeId) -> Option<NodeId> {
        let net = &self.game.net;
        net.into(node).filter_map(|edge| net.from(edge)).find(|from| self.game.reach.is_reached(*from))
    }

    /// The way is that to the call, or else to what stands before it in the text: there it ends or leads
    /// elsewhere.
    fn tell_step(&mut self, node: NodeId, last: NodeId) {
        let Some(step) = self.follow(node) else { return };
        let call = self.call_before(node);
        let way = self.game.way_to(call.unwrap_or(last));
        let fault = Diagnostic::new(Problem::NeverReached(Box::new(Unsound::by(way))), self.game.span(step));
        self.faults.push(match call {
            Some(call) => fault.with(Related::CallEnds, self.game.span(call)),
            None => fault,
        });
    }

    /// Takes what follows from a dead node as told; returns its first step, if there is one.
    fn follow(&mut self, node: NodeId) -> Option<NodeId> {
        let net = &self.game.net;
        let mut first = None;
        let mut open = vec![node];
        while let Some(dead) = open.pop() {
            if self.game.reach.is_reached(dead) || self.told.get(dead) {
                continue;
            }
            self.told.set(dead, true);
            if net.place(dead).is_step && first.is_none_or(|first| dead < first) {
                first = Some(dead);
            }
            open.extend(net.out(dead).filter_map(|edge| net.to(edge)));
        }
        if net.place(node).is_step { Some(node) } else { first }
    }

    /// Tells the joins that wait in vain while their branches are carried out.
    fn joins(&mut self) {
        let process = self.game.net.process;
        for (node, _) in process.nodes() {
            if self.game.reach.is_reached(node) || self.told.get(node) || !self.game.net.is_join(node) {
                continue;
            }
            let Some(index) = self.game.reach.block(node) else { continue };
            let Some(block) = self.game.reach.blocks.get(index) else { continue };
            self.faults.extend(self.in_vain(node, block));
            self.follow(node);
        }
    }

    /// What to tell of such a join: nothing if a branch is stuck, for that is told where it begins.
    fn in_vain(&self, join: NodeId, block: &Block) -> Option<Diagnostic> {
        let Game { net, reach, .. } = self.game;
        let arrives = |branch: BranchId| reach.get(branch).is_some_and(|branch| branch.arrives);
        let mut absent = block.branches().zip(net.out(block.fork)).filter(|(branch, _)| !arrives(*branch));
        let leads_to_stuck = |edge| net.to(edge).is_some_and(|to| stuck::is_stuck(self.game, to));
        if absent.clone().any(|(_, edge)| leads_to_stuck(edge)) {
            return None;
        }
        let (_, edge) = absent.next()?;
        let branch = net.edge(edge)?;
        let title = branch.edge.branch.clone().filter(|_| block.all);
        let way = if self.game.completion.is_lost(branch.to) {
            self.game.way_in_circles_past(branch.to)
        } else {
            self.game.way_to_end_past(branch.to)
        };
        let in_vain = Problem::JoinInVain(title, Box::new(Unsound::by(way)));
        let fault = Diagnostic::new(in_vain, self.game.span(join));
        Some(fault.with(Related::NeverArrives, branch.edge.span))
    }
}
