//! Where a case can get stuck: there is no way left for it to end.
//!
//! A token by itself may be able to end the case, or to leave its branch for the join. One that can do
//! neither is lost, and the case with it, unless somebody else may help: another branch that can end the
//! case, or one that comes to a join which waits for the first.

use super::net::{EdgeNo, Net, PerNode, Role};
use super::reach::{Block, BranchId, Reach};
use crate::graph::NodeId;

/// What a token can still do by itself.
#[derive(Debug, Clone, Copy, Default)]
struct Prospects {
    /// End the case.
    ends: bool,
    /// Come to the join of its branch.
    leaves: bool,
}

/// What is known of the states that a branch can be in.
#[derive(Debug, Clone, Copy, Default)]
struct States {
    /// In some state the branch cannot end the case.
    may_not_end: bool,
    /// In some state it can neither end the case nor come to its join.
    may_be_lost: bool,
    /// If the branch is lost, so may be the case.
    decides: bool,
}

/// Where cases can end, and where they get stuck.
pub struct Completion {
    prospects: PerNode<Prospects>,
    towards_end: PerNode<Option<EdgeNo>>,
    states: Vec<States>,
}

impl Completion {
    pub fn of(net: &Net<'_>, reach: &Reach) -> Self {
        let (prospects, towards_end) = Spread::over(net, reach);
        let states = vec![States::default(); reach.branches.len()];
        let mut completion = Self { prospects, towards_end, states };
        completion.sum_up(reach);
        completion.blame(net, reach);
        completion
    }

    /// Whether a token at a node can neither end the case nor leave its branch.
    pub fn is_lost(&self, node: NodeId) -> bool {
        let Prospects { ends, leaves } = self.prospects.get(node);
        !ends && !leaves
    }

    /// Whether a case may have no way to end once a token has come to a node that is reached.
    pub fn is_stuck(&self, reach: &Reach, node: NodeId) -> bool {
        self.is_lost(node) && reach.branch(node).is_some_and(|branch| self.states(branch).decides)
    }

    /// The edge by which a token at a node goes to an end; none where it is there, or has to pass a join.
    pub fn towards_end(&self, node: NodeId) -> Option<EdgeNo> {
        self.towards_end.get(node)
    }

    fn states(&self, branch: BranchId) -> States {
        self.states.get(branch.index()).copied().unwrap_or_default()
    }

    fn note(&mut self, branch: BranchId, may_not_end: bool, may_be_lost: bool) {
        if let Some(states) = self.states.get_mut(branch.index()) {
            states.may_not_end |= may_not_end;
            states.may_be_lost |= may_be_lost;
        }
    }

    /// From the innermost branches outwards: which states there can be.
    ///
    /// The branches of a block are in any states side by side. If the join lets the case go on, the state is
    /// that of a token at the join; it does not if a branch is lost, or all of them where it waits for the
    /// first, and then the block is lost unless a branch can end the case.
    fn sum_up(&mut self, reach: &Reach) {
        for node in &reach.order {
            let Some(branch) = reach.branch(*node) else { continue };
            self.note(branch, !self.prospects.get(*node).ends, self.is_lost(*node));
        }
        for (states, branch) in self.states.iter_mut().zip(&reach.branches) {
            // A branch that waits at the join for the others ends nothing.
            states.may_not_end |= branch.arrives;
        }
        for block in reach.blocks.iter().rev() {
            let is_lost = |branch| self.states(branch).may_be_lost;
            let held = if block.all { block.branches().any(is_lost) } else { block.branches().all(is_lost) };
            let lost = held && block.branches().all(|branch| self.states(branch).may_not_end);
            self.note(block.within, lost, lost);
        }
    }

    /// From the outermost branches inwards: whether the others may leave a lost one without help.
    ///
    /// A limit that ends the case when it expires helps them all.
    fn blame(&mut self, net: &Net<'_>, reach: &Reach) {
        if let Some(outside) = self.states.get_mut(BranchId::OUTSIDE.index()) {
            outside.decides = net.expiries().next().is_none();
        }
        for block in &reach.blocks {
            if !self.states(block.within).decides {
                continue;
            }
            let helpless = block.branches().filter(|branch| self.is_helpless(block, *branch)).count();
            for branch in block.branches() {
                let others = helpless - usize::from(self.is_helpless(block, branch));
                if let Some(states) = self.states.get_mut(branch.index()) {
                    states.decides = others + 1 == block.branches().len();
                }
            }
        }
    }

    /// Whether a branch can be in a state in which it is no help to one that is lost.
    fn is_helpless(&self, block: &Block, branch: BranchId) -> bool {
        let states = self.states(branch);
        if block.all { states.may_not_end } else { states.may_be_lost }
    }
}

/// One of the prospects.
#[derive(Debug, Clone, Copy)]
enum Hope {
    Ending,
    Leaving,
}

/// Prospects, spread from ends and joins backwards along the edges.
struct Spread<'n, 'a> {
    net: &'n Net<'a>,
    reach: &'n Reach,
    prospects: PerNode<Prospects>,
    towards_end: PerNode<Option<EdgeNo>>,
    /// How many branches of each block can come to its join.
    leaving: Vec<usize>,
    open: Vec<(NodeId, Hope)>,
}

impl<'n, 'a> Spread<'n, 'a> {
    fn over(net: &'n Net<'a>, reach: &'n Reach) -> (PerNode<Prospects>, PerNode<Option<EdgeNo>>) {
        let mut spread = Self {
            net,
            reach,
            prospects: PerNode::of(net.process),
            towards_end: PerNode::of(net.process),
            leaving: vec![0; reach.blocks.len()],
            open: Vec::new(),
        };
        for node in &reach.order {
            spread.begin(*node);
        }
        while let Some((node, hope)) = spread.open.pop() {
            spread.go_back(node, hope);
        }
        (spread.prospects, spread.towards_end)
    }

    /// What a node has of itself.
    fn begin(&mut self, node: NodeId) {
        let place = self.net.place(node);
        if place.ends {
            self.gain(node, Hope::Ending, None);
        }
        for edge in self.net.out(node).filter(|_| place.goes_on) {
            if self.net.to(edge).is_some_and(|to| self.net.is_join(to)) {
                self.leave_by(edge);
            }
        }
    }

    /// What a node has, those before it have too.
    fn go_back(&mut self, node: NodeId, hope: Hope) {
        if self.net.is_join(node) {
            self.go_back_over(node, hope);
            return;
        }
        for edge in self.net.into(node) {
            let Some(from) = self.net.from(edge).filter(|from| self.reach.is_reached(*from)) else { continue };
            match hope {
                _ if !self.net.place(from).goes_on => {}
                Hope::Ending => self.gain(from, hope, Some(edge)),
                Hope::Leaving => self.leave_by(edge),
            }
        }
    }

    /// What follows a join, its fork has if enough branches can come to the join.
    fn go_back_over(&mut self, join: NodeId, hope: Hope) {
        let Some(index) = self.reach.block(join) else { return };
        let leaving = self.leaving.get(index).copied().unwrap_or_default();
        if let Some(block) = self.reach.blocks.get(index).filter(|block| block.passes(leaving)) {
            self.gain(block.fork, hope, None);
        }
    }

    /// By this edge a token can come to the join of its branch; out of a fork, the edge is a branch.
    fn leave_by(&mut self, edge: EdgeNo) {
        let Some(from) = self.net.from(edge) else { return };
        if self.net.place(from).role != Role::Fork {
            self.gain(from, Hope::Leaving, Some(edge));
            return;
        }
        let Some(index) = self.reach.block(from) else { return };
        if let Some(leaving) = self.leaving.get_mut(index) {
            *leaving += 1;
        }
        let Some(join) = self.reach.blocks.get(index).and_then(|block| block.join) else { return };
        let Prospects { ends, leaves } = self.prospects.get(join);
        for hope in [ends.then_some(Hope::Ending), leaves.then_some(Hope::Leaving)].into_iter().flatten() {
            self.go_back_over(join, hope);
        }
    }

    fn gain(&mut self, node: NodeId, hope: Hope, by: Option<EdgeNo>) {
        let mut prospects = self.prospects.get(node);
        let known = match hope {
            Hope::Ending => std::mem::replace(&mut prospects.ends, true),
            Hope::Leaving => std::mem::replace(&mut prospects.leaves, true),
        };
        if known {
            return;
        }
        self.prospects.set(node, prospects);
        self.open.push((node, hope));
        if matches!(hope, Hope::Ending) {
            self.towards_end.set(node, by);
        }
    }
}
