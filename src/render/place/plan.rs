//! What hangs from what: the tree of steps a flowchart is laid out by.
//!
//! A step hangs from its only predecessor, or, where several arrows meet, from the last step that
//! all of them have passed (its immediate dominator). Text order is the order of the node numbers,
//! so an arrow to a greater number leads forward and one pass in that order finds the tree.

use crate::render::layout::{at, put};

/// What the layout has to know of a node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Trait {
    /// Drawn as a bar, from which arrows leave anywhere along its length.
    pub(super) bar: bool,
    /// An end that stands beside its condition if it can.
    pub(super) refusal: bool,
}

/// An arrow of the process, between node numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The answer that rather leads on downwards: yes, or the reply came.
    pub(super) preferred: bool,
    /// Something is written beside it.
    pub(super) labelled: bool,
}

impl Link {
    pub(super) fn is_forward(self) -> bool {
        self.to > self.from
    }
}

/// The tree. Slots are the nodes, by number, and after them the passages.
///
/// A passage is an empty slot that an arrow is led through, so that each of three or more answers,
/// or of the branches of a fork, has a place for its label even if it holds no step.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) traits: Vec<Trait>,
    pub(super) links: Vec<Link>,
    /// The link each passage serves; passage `i` is slot `traits.len() + i`.
    pub(super) passages: Vec<usize>,
    /// The node that hangs from each passage.
    pub(super) held: Vec<Option<usize>>,
    /// The slots right under a node, from the left; the first in the node's own column.
    pub(super) below: Vec<Vec<usize>>,
    /// The node at its right, in its row.
    pub(super) beside: Vec<Option<usize>>,
    /// The nodes under all of these, in the node's own column: there its branches meet.
    pub(super) meets: Vec<Vec<usize>>,
    /// The start, and nodes that cannot be reached from anywhere.
    pub(super) roots: Vec<usize>,
}

impl Plan {
    pub(super) fn new(traits: Vec<Trait>, links: Vec<Link>) -> Self {
        let count = traits.len();
        let tree = Tree::new(count, &links);
        let mut plan = Self {
            below: vec![Vec::new(); count],
            beside: vec![None; count],
            meets: vec![Vec::new(); count],
            roots: (0..count).filter(|node| at(&tree.parent, *node).is_none()).collect(),
            traits,
            links,
            ..Self::default()
        };
        plan.hang_meets(&tree);
        for (node, links) in tree.outgoing.iter().enumerate() {
            plan.hang_links(&tree, node, links);
        }
        plan
    }

    pub(super) fn slots(&self) -> usize {
        self.traits.len() + self.passages.len()
    }

    pub(super) fn is_bar(&self, slot: usize) -> bool {
        at(&self.traits, slot).bar
    }

    /// The node right under a passage, if no other arrow leads there.
    pub(super) fn under_passage(&self, slot: usize) -> Option<usize> {
        at(&self.held, slot.checked_sub(self.traits.len())?)
    }

    fn link(&self, link: usize) -> Link {
        at(&self.links, link)
    }

    fn hang_meets(&mut self, tree: &Tree) {
        for node in 0..self.traits.len() {
            if let Some(parent) = at(&tree.parent, node)
                && !at(&tree.single, node)
                && let Some(meets) = self.meets.get_mut(parent)
            {
                meets.push(node);
            }
        }
    }

    fn hang_links(&mut self, tree: &Tree, node: usize, links: &[usize]) {
        match *links {
            [] => {}
            [only] => self.hang_only(tree, only),
            [first, second] if !self.is_bar(node) => self.hang_two(tree, node, first, second),
            _ => self.hang_many(tree, node, links),
        }
    }

    fn hang_only(&mut self, tree: &Tree, link: usize) {
        let Link { from, to, .. } = self.link(link);
        if tree.is_child(self.link(link)) {
            put(&mut self.below, from, vec![to]);
        }
    }

    /// One of two answers leads down, the other to the side.
    fn hang_two(&mut self, tree: &Tree, node: usize, first: usize, second: usize) {
        let (down, aside) = if self.leads_down(tree, second) > self.leads_down(tree, first) {
            (second, first)
        } else {
            (first, second)
        };
        if tree.is_child(self.link(down)) {
            let under = self.link(down).to;
            put(&mut self.below, node, vec![under]);
        }
        let beside = tree.is_child(self.link(aside)).then(|| self.link(aside).to);
        put(&mut self.beside, node, beside);
    }

    /// How much rather than the other of two answers a link should lead down.
    ///
    /// First the place where the branches meet; then whatever goes forward, a refusal last; of two
    /// that hold steps the longer one, which keeps the picture narrow, unless they meet later.
    fn leads_down(&self, tree: &Tree, link: usize) -> (u8, usize, bool) {
        let at_link = self.link(link);
        let target = at(&self.traits, at_link.to);
        let meets_here = at(&tree.parent, at_link.to) == Some(at_link.from);
        let rank = match (tree.is_child(at_link), at_link.is_forward()) {
            (false, true) if meets_here => 4,
            (true, _) if !target.refusal => 3,
            (false, true) => 2,
            (true, _) => 1,
            (false, false) => 0,
        };
        let branches_meet = self.meets.get(at_link.from).is_some_and(|meets| !meets.is_empty());
        let weight = if branches_meet { 0 } else { at(&tree.weight, at_link.to) };
        (rank, weight, at_link.preferred)
    }

    /// Three or more answers, or the branches of a fork, stand side by side in the next row.
    fn hang_many(&mut self, tree: &Tree, node: usize, links: &[usize]) {
        let mut order = links.to_vec();
        if !self.is_bar(node) {
            let weight =
                |link: &usize| if tree.is_child(self.link(*link)) { at(&tree.weight, self.link(*link).to) } else { 0 };
            let heaviest = (0..order.len()).rev().max_by_key(|place| order.get(*place).map_or(0, weight)).unwrap_or(0);
            order.get_mut(..=heaviest).unwrap_or_default().rotate_right(1);
        }
        let slots = order.into_iter().map(|link| self.drop_into(tree, link)).collect();
        put(&mut self.below, node, slots);
    }

    fn drop_into(&mut self, tree: &Tree, link: usize) -> usize {
        let Link { to, labelled, .. } = self.link(link);
        let is_child = tree.is_child(self.link(link));
        if is_child && !labelled {
            return to;
        }
        self.passages.push(link);
        self.held.push(is_child.then_some(to));
        self.slots() - 1
    }
}

/// Who dominates whom, by the forward links alone.
struct Tree {
    /// The node each hangs from; none for roots.
    parent: Vec<Option<usize>>,
    /// Whether exactly one arrow leads forward to it.
    single: Vec<bool>,
    /// How many nodes hang from it, itself included.
    weight: Vec<usize>,
    /// The links out of each node, in text order.
    outgoing: Vec<Vec<usize>>,
}

impl Tree {
    fn new(count: usize, links: &[Link]) -> Self {
        let (mut outgoing, mut sources) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for (number, link) in links.iter().enumerate() {
            outgoing.get_mut(link.from).into_iter().for_each(|list| list.push(number));
            if link.is_forward() {
                sources.get_mut(link.to).into_iter().for_each(|list| list.push(link.from));
            }
        }
        let mut tree = Self { parent: vec![None; count], single: vec![false; count], weight: vec![1; count], outgoing };
        tree.hang(&sources);
        tree.weigh();
        tree
    }

    /// A jump out of a part that is never reached must not tear the rest apart, so its arrows count
    /// only for nodes that are not reached either.
    fn hang(&mut self, sources: &[Vec<usize>]) {
        let mut reached = vec![false; sources.len()];
        let mut depth = vec![0_usize; sources.len()];
        for (node, from) in sources.iter().enumerate() {
            let is_reached = node == 0 || from.iter().any(|source| at(&reached, *source));
            put(&mut reached, node, is_reached);
            let counted: Vec<usize> =
                from.iter().copied().filter(|source| at(&reached, *source) == is_reached).collect();
            let parent = counted
                .iter()
                .map(|source| Some(*source))
                .reduce(|one, other| self.common(&depth, one?, other?))
                .flatten();
            put(&mut self.parent, node, parent);
            put(&mut self.single, node, counted.len() == 1);
            let deep = parent.map_or(0, |parent| at(&depth, parent) + 1);
            put(&mut depth, node, deep);
        }
    }

    /// The nearest node that both hang from.
    fn common(&self, depth: &[usize], mut one: usize, mut other: usize) -> Option<usize> {
        while one != other {
            if at(depth, one) >= at(depth, other) {
                one = at(&self.parent, one)?;
            } else {
                other = at(&self.parent, other)?;
            }
        }
        Some(one)
    }

    fn weigh(&mut self) {
        for node in (0..self.parent.len()).rev() {
            if let Some(parent) = at(&self.parent, node) {
                let weight = at(&self.weight, parent) + at(&self.weight, node);
                put(&mut self.weight, parent, weight);
            }
        }
    }

    /// Whether the link is the only way to its target, which then hangs right from its source.
    fn is_child(&self, link: Link) -> bool {
        link.is_forward() && at(&self.single, link.to) && at(&self.parent, link.to) == Some(link.from)
    }
}
