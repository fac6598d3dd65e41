//! A plain search of all states of a process: tokens move wherever they can, one at a time, and every
//! marking is kept. Slow, and simple enough to be believed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use regc::graph::{EdgeRefTo, End, Flow, NodeId, NodeKind, Process, ProcessSet};
use regc::model::{Answer, JoinMode};

/// Where a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    At(NodeId),
    /// It has come to a join, which has not let the case go on yet.
    Waiting(NodeId),
}

/// The branches that a token is in, from the outermost: their fork and their number.
pub type Stack = Vec<(NodeId, usize)>;

pub type Token = (Spot, Stack);

/// The tokens, sorted, and how often each bounded return has been used.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    tokens: Vec<Token>,
    used: BTreeMap<usize, u32>,
    /// Nothing breaks the case off: that has happened, or is not asked.
    settled: bool,
}

/// How a called procedure can end: so that the caller goes on, or so that it ends too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ends {
    pub well: bool,
    pub badly: bool,
}

/// All states of a process.
#[derive(Debug, Default)]
pub struct Space {
    /// Not everything was looked at: there are too many states.
    pub cut: bool,
    /// The nodes that a token comes to; joins that let the case go on.
    pub reached: BTreeSet<NodeId>,
    /// The nodes at which two tokens can be at once.
    pub two_at: BTreeSet<NodeId>,
    /// The nodes at which a token can be in a block and another time outside of it, and the joins that a
    /// token comes to which does not belong to their block.
    pub improper_at: BTreeSet<NodeId>,
    /// The nodes with a token in some state from which the case cannot end,
    hopeless_at: BTreeSet<NodeId>,
    /// and of these, where the token by itself can neither end the case nor come to the join of its branch.
    pub lost_at: BTreeSet<NodeId>,
    pub ends: Ends,
    /// The branches that tokens at each node are in.
    stacks: BTreeMap<NodeId, BTreeSet<Stack>>,
    states: Vec<State>,
    /// The nodes with a token in each state.
    nodes: Vec<Vec<NodeId>>,
    /// Whether in each state a token stands before a return that is used up.
    used_up: Vec<bool>,
    /// The states that come before each state.
    before: Vec<Vec<usize>>,
    /// The states from which the case cannot end.
    hopeless: Vec<usize>,
}

impl Space {
    pub fn is_hopeless(&self) -> bool {
        !self.hopeless.is_empty()
    }

    /// Whether each case without hope has come to one of these nodes, or can.
    pub fn loses_hope_at(&self, nodes: &BTreeSet<NodeId>) -> bool {
        self.leads_from_hopeless(|state| self.nodes[state].iter().any(|node| nodes.contains(node)))
    }

    /// Whether each case without hope has come to a return that is used up, or can.
    pub fn loses_hope_by_bounds(&self) -> bool {
        self.leads_from_hopeless(|state| self.used_up[state])
    }

    /// Whether in some state the only token is one of these branches that waits at a join.
    fn waits_alone(&self, stack: &Stack) -> bool {
        let waits = |state: &State| matches!(state.tokens.as_slice(), [(Spot::Waiting(_), own)] if own == stack);
        self.states.iter().any(waits)
    }

    fn leads_from_hopeless(&self, is_there: impl Fn(usize) -> bool) -> bool {
        let there = back((0..self.nodes.len()).filter(|state| is_there(*state)).collect(), &self.before);
        self.hopeless.iter().all(|state| there[*state])
    }
}

pub struct Explorer<'a> {
    pub set: &'a ProcessSet,
    pub process: &'a Process,
    /// How the procedures end that it calls.
    pub called: &'a HashMap<String, Ends>,
    /// Whether returns are counted.
    pub counted: bool,
    pub most: usize,
}

impl Explorer<'_> {
    /// All states from the beginning.
    pub fn explore(&self) -> Space {
        let mut space = self.explore_from((Spot::At(self.process.start()), Vec::new()), false);
        let lost = |(node, stacks): (&NodeId, &BTreeSet<Stack>)| {
            let is_lost = space.hopeless_at.contains(node) && stacks.iter().any(|stack| self.is_lost(*node, stack));
            is_lost.then_some(*node)
        };
        space.lost_at = space.stacks.iter().filter_map(lost).collect();
        space
    }

    /// Whether a token at a node, in branches in which there are no others, can neither end the case nor
    /// come to the join of its branch.
    fn is_lost(&self, node: NodeId, stack: &Stack) -> bool {
        let space = self.explore_from((Spot::At(node), stack.clone()), true);
        space.hopeless.contains(&0) && !space.waits_alone(stack)
    }

    fn explore_from(&self, token: Token, settled: bool) -> Space {
        let start = State { tokens: vec![token], used: BTreeMap::new(), settled };
        let mut states = vec![start.clone()];
        let mut known: HashMap<State, usize> = HashMap::from([(start, 0)]);
        let mut follow: Vec<Vec<usize>> = Vec::new();
        let mut can_end: Vec<bool> = Vec::new();
        let mut space = Space::default();
        let mut stacks: BTreeMap<NodeId, BTreeSet<Stack>> = BTreeMap::new();
        while let Some(state) = states.get(follow.len()).cloned() {
            self.look(&state, &mut space, &mut stacks);
            let (next, ends) = self.step(&state, &mut space);
            can_end.push(ends);
            let mut after = Vec::new();
            for state in next {
                let index = *known.entry(state.clone()).or_insert_with(|| {
                    states.push(state);
                    states.len() - 1
                });
                after.push(index);
            }
            follow.push(after);
            // What breaks the case off may do so in any state, but no case has to be broken off: that is no way
            // to an end.
            for (interrupt, _) in self.process.interrupts().filter(|_| !state.settled) {
                let tokens = vec![(Spot::At(interrupt), Vec::new())];
                let broken_off = State { tokens, used: state.used.clone(), settled: true };
                known.entry(broken_off.clone()).or_insert_with(|| {
                    states.push(broken_off);
                    states.len() - 1
                });
            }
            if states.len() > self.most {
                space.cut = true;
                break;
            }
        }
        for (node, stacks) in &stacks {
            if stacks.iter().any(|one| stacks.iter().any(|other| leaves_its_block(one, other))) {
                space.improper_at.insert(*node);
            }
        }
        if !space.cut {
            self.judge(&states, &follow, &can_end, &mut space);
        }
        space.stacks = stacks;
        space.states = states;
        space
    }

    /// What a state shows by itself.
    fn look(&self, state: &State, space: &mut Space, stacks: &mut BTreeMap<NodeId, BTreeSet<Stack>>) {
        let mut taken = BTreeSet::new();
        for (spot, stack) in &state.tokens {
            match spot {
                Spot::At(node) => {
                    space.reached.insert(*node);
                    stacks.entry(*node).or_default().insert(stack.clone());
                    if !taken.insert(*node) {
                        space.two_at.insert(*node);
                    }
                }
                Spot::Waiting(join) => {
                    let fork = self.process.fork_of(*join);
                    if fork.is_none() || stack.last().map(|(fork, _)| *fork) != fork {
                        space.improper_at.insert(*join);
                    }
                }
            }
        }
    }

    /// From which states the case can end is found by going back from those in which it does.
    fn judge(&self, states: &[State], follow: &[Vec<usize>], ends: &[bool], space: &mut Space) {
        space.before = vec![Vec::new(); states.len()];
        for (index, after) in follow.iter().enumerate() {
            for next in after {
                space.before[*next].push(index);
            }
        }
        let can_end = back((0..states.len()).filter(|index| ends[*index]).collect(), &space.before);
        space.hopeless = (0..states.len()).filter(|index| !can_end[*index]).collect();
        space.nodes = states.iter().map(|state| nodes(state).collect()).collect();
        space.used_up = states.iter().map(|state| self.is_used_up(state)).collect();
        space.hopeless_at = space.hopeless.iter().flat_map(|index| space.nodes[*index].clone()).collect();
    }

    fn is_used_up(&self, state: &State) -> bool {
        self.process.edges().enumerate().any(|(index, edge)| match edge.edge.flow {
            Flow::Return { at_most: Some(at_most) } => {
                nodes(state).any(|node| node == edge.from)
                    && state.used.get(&index).copied().unwrap_or_default() >= at_most
            }
            _ => false,
        })
    }

    /// The states that follow, and whether the case can end in the next step.
    fn step(&self, state: &State, space: &mut Space) -> (Vec<State>, bool) {
        let mut next = Vec::new();
        // A limit that ends the case when it expires may do so at any moment.
        let mut ends = false;
        for expiry in self.process.limits.iter().filter_map(|limit| limit.expiry.as_ref()) {
            ends |= self.end(expiry.outcome.map_or(End::TacitConsent, End::Outcome), space);
        }
        for (index, (spot, stack)) in state.tokens.iter().enumerate() {
            let mut rest = state.tokens.clone();
            rest.remove(index);
            match spot {
                Spot::At(node) => ends |= self.move_on(*node, stack, &rest, state, &mut next, space),
                Spot::Waiting(join) => next.extend(self.fire(*join, stack, state)),
            }
        }
        (next, ends)
    }

    /// Moves the token at a node; returns whether that can end the case.
    fn move_on(
        &self,
        node: NodeId,
        stack: &Stack,
        rest: &[Token],
        state: &State,
        next: &mut Vec<State>,
        space: &mut Space,
    ) -> bool {
        match &self.process.node(node).unwrap().kind {
            NodeKind::End(end) => return self.end(*end, space),
            // Members beside the first are copies that know nothing of it.
            NodeKind::Fork | NodeKind::ForEach(_) => {
                let mut tokens = rest.to_vec();
                for (branch, edge) in self.process.outgoing(node).iter().enumerate() {
                    let mut stack = stack.clone();
                    stack.push((node, branch));
                    tokens.push((self.enter(edge.to), stack));
                }
                next.push(sorted(tokens, state.used.clone(), state.settled));
                return false;
            }
            NodeKind::HandOver(hand_over) => {
                let Ends { well, badly } = self.called.get(&hand_over.procedure).copied().unwrap_or_default();
                space.ends.well |= well || !badly;
                space.ends.badly |= badly || !well;
                return true;
            }
            NodeKind::Call(call) => {
                let Ends { well, badly } = self.called.get(&call.procedure).copied().unwrap_or_default();
                // Of a procedure that never ends nothing is held against those who call it.
                let (well, badly) = if well || badly { (well, badly) } else { (true, true) };
                space.ends.badly |= badly;
                if well {
                    self.follow_any(node, stack, rest, state, next);
                }
                return badly;
            }
            _ => self.follow_any(node, stack, rest, state, next),
        }
        false
    }

    fn follow_any(&self, node: NodeId, stack: &Stack, rest: &[Token], state: &State, next: &mut Vec<State>) {
        for edge in self.process.outgoing(node) {
            if let Some(used) = self.take(node, &edge, state) {
                next.push(sorted(with(rest, self.enter(edge.to), stack), used, state.settled));
            }
        }
    }

    fn end(&self, end: End, space: &mut Space) -> bool {
        let favourable = match end {
            End::TacitConsent => true,
            End::Outcome(id) => self.set.head.outcome(id).unwrap().favourable,
        };
        space.ends.well |= favourable;
        space.ends.badly |= !favourable;
        true
    }

    /// How often returns have been used after an edge is taken; [`None`] if it cannot be.
    fn take(&self, node: NodeId, edge: &EdgeRefTo<'_>, state: &State) -> Option<BTreeMap<usize, u32>> {
        let mut used = state.used.clone();
        if edge.edge.answer == Some(Answer::Expiry)
            && let NodeKind::Wait(wait) = &self.process.node(node).unwrap().kind
            && wait.bound.is_none()
        {
            return None;
        }
        if let Flow::Return { at_most: Some(at_most) } = edge.edge.flow {
            if at_most == 0 {
                return None;
            }
            if self.counted {
                let index = self.process.edges().position(|one| std::ptr::eq(one.edge, edge.edge)).unwrap();
                let used = used.entry(index).or_default();
                *used += 1;
                if *used > at_most {
                    return None;
                }
            }
        }
        Some(used)
    }

    fn enter(&self, node: NodeId) -> Spot {
        match self.process.node(node).unwrap().kind {
            NodeKind::Join(_) => Spot::Waiting(node),
            _ => Spot::At(node),
        }
    }

    /// Lets the case go on from a join, if the token of this stack and those beside it allow that.
    fn fire(&self, join: NodeId, stack: &Stack, state: &State) -> Option<State> {
        let NodeKind::Join(mode) = self.process.node(join).unwrap().kind else { return None };
        let ((fork, _), outer) = stack.split_last()?;
        if self.process.fork_of(join) != Some(*fork) {
            return None;
        }
        let arrived = |branch: usize| {
            let mut stack = outer.to_vec();
            stack.push((*fork, branch));
            state.tokens.contains(&(Spot::Waiting(join), stack))
        };
        let branches = self.process.outgoing(*fork).len();
        if mode == JoinMode::All && !(0..branches).all(arrived) {
            return None;
        }
        let in_block =
            |(_, stack): &Token| stack.starts_with(outer) && stack.get(outer.len()).is_some_and(|(one, _)| one == fork);
        let mut tokens: Vec<Token> = state.tokens.iter().filter(|token| !in_block(token)).cloned().collect();
        tokens.push((Spot::At(join), outer.to_vec()));
        Some(sorted(tokens, state.used.clone(), state.settled))
    }
}

/// Whether one of two tokens at a node, each alone there, is in a block that the other is not in.
fn leaves_its_block(one: &Stack, other: &Stack) -> bool {
    match one.iter().zip(other).find(|(one, other)| one != other) {
        Some(((fork, _), (other, _))) => fork != other,
        None => one.len() != other.len(),
    }
}

fn with(rest: &[Token], spot: Spot, stack: &Stack) -> Vec<Token> {
    let mut tokens = rest.to_vec();
    tokens.push((spot, stack.clone()));
    tokens
}

fn sorted(mut tokens: Vec<Token>, used: BTreeMap<usize, u32>, settled: bool) -> State {
    tokens.sort();
    State { tokens, used, settled }
}

fn nodes(state: &State) -> impl Iterator<Item = NodeId> {
    state.tokens.iter().filter_map(|(spot, _)| match spot {
        Spot::At(node) => Some(*node),
        Spot::Waiting(_) => None,
    })
}

/// Which states are among these, or lead to them.
fn back(mut open: Vec<usize>, before: &[Vec<usize>]) -> Vec<bool> {
    let mut leads = vec![false; before.len()];
    while let Some(index) = open.pop() {
        if !std::mem::replace(&mut leads[index], true) {
            open.extend(&before[index]);
        }
    }
    leads
}
