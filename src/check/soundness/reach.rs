//! Where tokens can come, and in which branch of which parallel work they are then.
//!
//! Parallel work is a block: a fork, its branches, and the join that waits for them. A join is passed only
//! if enough branches can come to it, so what follows a join that waits in vain is not reached. Branches
//! know nothing of each other, so each can be taken as far as it goes by itself.

use std::ops::Range;

use super::net::{EdgeNo, Net, PerNode, Role};
use crate::graph::NodeId;
use crate::model::JoinMode;

/// A branch: its place in [`Reach::branches`]. The first is the procedure outside of all parallel work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BranchId(usize);

impl BranchId {
    pub const OUTSIDE: Self = Self(0);

    pub fn index(self) -> usize {
        self.0
    }
}

/// A branch that is entered.
#[derive(Debug)]
pub struct Branch {
    /// The block it belongs to; [`None`] is the procedure outside.
    pub block: Option<usize>,
    /// A token comes from it to the join.
    pub arrives: bool,
}

/// Parallel work that is entered.
#[derive(Debug)]
pub struct Block {
    pub fork: NodeId,
    pub join: Option<NodeId>,
    /// Whether the join waits for all branches.
    pub all: bool,
    /// The branch it stands in.
    pub within: BranchId,
    branches: Range<usize>,
    arrived: usize,
}

impl Block {
    /// Its branches, in the order of the edges out of the fork.
    pub fn branches(&self) -> impl ExactSizeIterator<Item = BranchId> + Clone + use<> {
        self.branches.clone().map(BranchId)
    }

    /// Whether the join lets the case go on when so many branches have come to it.
    pub fn passes(&self, arrived: usize) -> bool {
        arrived >= if self.all { self.branches.len() } else { 1 }
    }
}

/// A way over the border of a branch: the rest of the parallel work stays behind, or is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crossing {
    /// Two branches of one block lead here, so two tokens can be here at once.
    Meets(NodeId),
    /// A token comes here while the rest of its block goes on elsewhere, though tokens can be here without
    /// that; or it comes to a join that does not wait for it.
    Leaves(NodeId),
}

/// What the token game can reach.
pub struct Reach {
    /// The nodes that a token comes to, each after one that it comes from.
    pub order: Vec<NodeId>,
    pub branches: Vec<Branch>,
    /// The blocks that are entered, each after those it stands in.
    pub blocks: Vec<Block>,
    branch: PerNode<Option<u32>>,
    by: PerNode<Option<EdgeNo>>,
    block: PerNode<Option<u32>>,
}

impl Reach {
    /// Lets tokens go wherever they can, up to the first border that they cross.
    pub fn of(net: &Net<'_>) -> Result<Self, Crossing> {
        let outside = Branch { block: None, arrives: false };
        let mut reach = Self {
            order: Vec::with_capacity(net.process.node_count()),
            branches: vec![outside],
            blocks: Vec::new(),
            branch: PerNode::of(net.process),
            by: PerNode::of(net.process),
            block: PerNode::of(net.process),
        };
        // What breaks the process off takes every token away: its own is then outside of all parallel work.
        for beginning in net.process.beginnings() {
            reach.come(beginning, BranchId::OUTSIDE, None)?;
        }
        let mut left = 0;
        while let Some(node) = reach.order.get(left).copied() {
            left += 1;
            reach.leave(net, node)?;
        }
        Ok(reach)
    }

    /// Whether a token comes to a node.
    pub fn is_reached(&self, node: NodeId) -> bool {
        self.branch.get(node).is_some()
    }

    /// The branch that tokens at a node are in.
    pub fn branch(&self, node: NodeId) -> Option<BranchId> {
        self.branch.get(node).map(|branch| BranchId(branch as usize))
    }

    pub fn get(&self, branch: BranchId) -> Option<&Branch> {
        self.branches.get(branch.0)
    }

    /// The edge by which a token first came to a node.
    pub fn by(&self, node: NodeId) -> Option<EdgeNo> {
        self.by.get(node)
    }

    /// The place of the block that a fork opens or a join closes, if it is entered.
    pub fn block(&self, node: NodeId) -> Option<usize> {
        self.block.get(node).map(|block| block as usize)
    }

    fn leave(&mut self, net: &Net<'_>, node: NodeId) -> Result<(), Crossing> {
        let place = net.place(node);
        let Some(branch) = self.branch(node).filter(|_| place.goes_on) else { return Ok(()) };
        if place.role == Role::Fork {
            let first = self.open(net, node, branch);
            return net.out(node).zip(first..).try_for_each(|(edge, index)| self.travel(net, edge, BranchId(index)));
        }
        net.out(node).try_for_each(|edge| self.travel(net, edge, branch))
    }

    /// Opens a block; returns the place of its first branch.
    fn open(&mut self, net: &Net<'_>, fork: NodeId, within: BranchId) -> usize {
        let (block, first) = (self.blocks.len(), self.branches.len());
        self.branches.extend(net.out(fork).map(|_| Branch { block: Some(block), arrives: false }));
        let join = net.process.join_of(fork);
        let all = join.is_none_or(|join| net.place(join).role == Role::Join(JoinMode::All));
        let branches = first..self.branches.len();
        self.blocks.push(Block { fork, join, all, within, branches, arrived: 0 });
        for node in join.into_iter().chain([fork]) {
            self.block.set(node, u32::try_from(block).ok());
        }
        first
    }

    fn travel(&mut self, net: &Net<'_>, edge: EdgeNo, branch: BranchId) -> Result<(), Crossing> {
        match net.to(edge) {
            Some(join) if net.is_join(join) => self.arrive(join, branch, edge),
            Some(node) => self.come(node, branch, Some(edge)),
            None => Ok(()),
        }
    }

    /// A token of a branch comes to a join.
    fn arrive(&mut self, join: NodeId, branch: BranchId, edge: EdgeNo) -> Result<(), Crossing> {
        let Some(arriving) = self.branches.get_mut(branch.0) else { return Ok(()) };
        let block = arriving.block.and_then(|block| self.blocks.get_mut(block));
        let Some(block) = block.filter(|block| block.join == Some(join)) else { return Err(Crossing::Leaves(join)) };
        if std::mem::replace(&mut arriving.arrives, true) {
            return Ok(());
        }
        block.arrived += 1;
        let within = block.within;
        if block.passes(block.arrived) { self.come(join, within, Some(edge)) } else { Ok(()) }
    }

    fn come(&mut self, node: NodeId, branch: BranchId, by: Option<EdgeNo>) -> Result<(), Crossing> {
        match self.branch(node) {
            None => {
                self.branch.set(node, u32::try_from(branch.0).ok());
                self.by.set(node, by);
                self.order.push(node);
                Ok(())
            }
            Some(known) if known == branch => Ok(()),
            Some(known) if self.are_side_by_side(known, branch) => Err(Crossing::Meets(node)),
            Some(_) => Err(Crossing::Leaves(node)),
        }
    }

    /// Whether two branches are, or stand in, different branches of one block.
    fn are_side_by_side(&self, one: BranchId, other: BranchId) -> bool {
        let (one, other) = (self.around(one), self.around(other));
        let parting = one.iter().rev().zip(other.iter().rev()).find(|(one, other)| one != other);
        let block = |branch: BranchId| self.get(branch).and_then(|branch| branch.block);
        parting.is_some_and(|(one, other)| block(*one) == block(*other))
    }

    /// The branches that a branch stands in, from itself outwards.
    fn around(&self, branch: BranchId) -> Vec<BranchId> {
        let outer = |inner: &BranchId| Some(self.blocks.get(self.get(*inner)?.block?)?.within);
        std::iter::successors(Some(branch), outer).collect()
    }
}
