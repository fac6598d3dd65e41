//! Every way through a procedure to an end, and what the terms along it add up to.
//!
//! No way is followed by itself: one pass in text order brings to each node the bundle of all ways that come
//! to it (dynamic programming over an acyclic graph; edges that lead back are left out). Parallel branches are
//! passed each from its own beginning and brought together at their join. What a return adds is the bundle of
//! the ways from where it leads to where it stands: a round.

mod bundle;
mod sum;
mod trail;

use std::collections::HashMap;

use crate::graph::{EdgeRefTo, End, Flow, Node, NodeId, NodeKind, Process, ProcessSet};
use crate::model::{Answer, JoinMode, Term, VariantId};
use crate::run::is_favourable;

pub use bundle::{Bundle, FEW, Way};
pub use sum::Sum;
pub use trail::{Choice, Trails};

/// The ways through the graphs of a regulation.
#[derive(Debug)]
pub struct Ways {
    /// By the number of the graph.
    graphs: Vec<Option<GraphWays>>,
    /// The choices of all of them.
    pub trails: Trails,
}

/// The ways through one graph.
#[derive(Debug, Default)]
pub struct GraphWays {
    /// The nodes that a case can come to, in text order, with the shortest and the longest sum of terms by which it
    /// does, that of the node among them.
    pub reached: Vec<(NodeId, Sum, Sum)>,
    /// The ways to each end, in the order in which the text comes to them.
    pub ends: Vec<(End, Bundle)>,
    /// The returns, in text order.
    pub rounds: Vec<Round>,
    /// How many returns there are besides, whose rounds are not counted.
    pub more_rounds: usize,
}

/// A return, and the ways from where it leads back to it.
#[derive(Debug)]
pub struct Round {
    /// The node that the return leads to.
    pub to: NodeId,
    /// How often it may be taken; [`None`] is without bound.
    pub at_most: Option<u32>,
    /// The ways; there are none where the return stands on no way from there.
    pub ways: Option<Bundle>,
}

/// As many returns of a graph as have their rounds counted: each is a pass over what it goes back over.
const MAX_ROUNDS: usize = 12;

impl Ways {
    /// The ways through every graph of a regulation.
    #[must_use]
    pub fn of(set: &ProcessSet) -> Self {
        let calls = Calls::of(set);
        let graphs = std::iter::repeat_with(|| None).take(set.processes.len()).collect();
        let mut ways = Self { graphs, trails: Trails::default() };
        for graph in calls.order() {
            let found = ways.through(set, graph, &calls);
            if let (Some(place), found @ Some(_)) = (ways.graphs.get_mut(graph), found) {
                *place = found;
            }
        }
        ways
    }

    /// The ways through the graph of this number.
    #[must_use]
    pub fn graph(&self, graph: usize) -> Option<&GraphWays> {
        self.graphs.get(graph)?.as_ref()
    }

    fn through(&mut self, set: &ProcessSet, graph: usize, calls: &Calls) -> Option<GraphWays> {
        let process = set.processes.get(graph)?;
        let Self { graphs, trails } = self;
        let from = Start { set, process, graph, calls, graphs: graphs.as_slice() };
        let Pass { ends, reached, .. } = Pass::over(&from, process.start(), None, trails);
        let mut returns: Vec<_> = process.edges().filter(leads_back).collect();
        returns.sort_by_key(|edge| edge.edge.span);
        let more_rounds = returns.len().saturating_sub(MAX_ROUNDS);
        let round = |edge: &EdgeRefTo<'_>| Round {
            to: edge.to,
            at_most: match edge.edge.flow {
                Flow::Return { at_most } => at_most,
                Flow::Forward => None,
            },
            ways: Pass::over(&from, edge.to, Some(*edge), trails).round,
        };
        let rounds = returns.iter().take(MAX_ROUNDS).map(round).collect();
        Some(GraphWays { reached, ends, rounds, more_rounds })
    }
}

/// Whether an edge leads to a node that stands before it in the text, or to its own.
fn leads_back(edge: &EdgeRefTo<'_>) -> bool {
    edge.to.index() <= edge.from.index()
}

/// What one step takes; nothing where the act is silent or sets no number.
#[must_use]
pub fn length(node: &Node) -> Sum {
    let mut sum = Sum::default();
    let mut add = |term: &Option<Term>| {
        if let Some(term) = term {
            sum.add(&term.duration);
        }
    };
    match &node.kind {
        NodeKind::Task(task) => {
            add(&task.waiting);
            add(&task.term);
        }
        NodeKind::Decision(decision) => {
            add(&decision.waiting);
            add(&decision.term);
        }
        NodeKind::Wait(wait) if wait.bound.is_none() => return Sum::endless(),
        NodeKind::Wait(wait) => add(&wait.bound),
        _ => {}
    }
    sum
}

/// Which graph each call of a regulation carries out.
#[derive(Debug)]
struct Calls<'a> {
    numbers: HashMap<(&'a str, Option<VariantId>), usize>,
    /// By the number of a graph: those it calls.
    called: Vec<Vec<usize>>,
}

impl<'a> Calls<'a> {
    fn of(set: &'a ProcessSet) -> Self {
        let key = |process: &'a Process| (process.procedure.as_str(), process.variant);
        let numbers = set.processes.iter().enumerate().map(|(number, process)| (key(process), number)).collect();
        let mut calls = Self { numbers, called: Vec::new() };
        let called = |process: &Process| {
            let nodes = process.nodes().filter_map(|(_, node)| calls.number(process, node));
            nodes.collect()
        };
        calls.called = set.processes.iter().map(called).collect();
        calls
    }

    /// The graph that a node of a process carries out.
    fn number(&self, process: &Process, node: &Node) -> Option<usize> {
        let called = node.kind.other_procedure()?;
        let of = |variant| self.numbers.get(&(called, variant)).copied();
        of(process.variant).or_else(|| of(None))
    }

    /// The graphs, each behind those it calls. Those that call each other in a circle are left out.
    fn order(&self) -> Vec<usize> {
        let mut callers: Vec<Vec<usize>> = vec![Vec::new(); self.called.len()];
        let mut open: Vec<usize> = self.called.iter().map(Vec::len).collect();
        for (caller, called) in self.called.iter().enumerate() {
            for number in called {
                if let Some(callers) = callers.get_mut(*number) {
                    callers.push(caller);
                }
            }
        }
        let mut order: Vec<usize> = (0..open.len()).filter(|graph| open.get(*graph) == Some(&0)).collect();
        let mut done = 0;
        while let Some(graph) = order.get(done).copied() {
            done += 1;
            for caller in callers.get(graph).into_iter().flatten() {
                let Some(left) = open.get_mut(*caller) else { continue };
                *left -= 1;
                if *left == 0 {
                    order.push(*caller);
                }
            }
        }
        order
    }
}

/// What every pass over a graph starts from.
struct Start<'a> {
    set: &'a ProcessSet,
    process: &'a Process,
    graph: usize,
    calls: &'a Calls<'a>,
    graphs: &'a [Option<GraphWays>],
}

/// A branch of parallel work: the fork, and which of its branches.
type Branch = (NodeId, usize);

/// One pass over a graph, from a node onwards in text order.
struct Pass<'a> {
    from: &'a Start<'a>,
    trails: &'a mut Trails,
    /// The return that the pass is to come to, if it is a round.
    until: Option<EdgeRefTo<'a>>,
    /// What has come to the nodes that are still ahead, with the branch they stand in.
    arrivals: HashMap<NodeId, (Option<Bundle>, Option<Branch>)>,
    /// What came to each fork, and the branch it stands in itself.
    forks: HashMap<NodeId, (Bundle, Option<Branch>)>,
    /// What has come to a join by each of the branches.
    joins: HashMap<NodeId, Vec<Option<Bundle>>>,
    ends: Vec<(End, Bundle)>,
    reached: Vec<(NodeId, Sum, Sum)>,
    /// Where each of the ends stands in the list.
    places: HashMap<End, usize>,
    round: Option<Bundle>,
}

impl<'a> Pass<'a> {
    fn over(from: &'a Start<'a>, start: NodeId, until: Option<EdgeRefTo<'a>>, trails: &'a mut Trails) -> Self {
        let arrivals = HashMap::from([(start, (Some(Bundle::one()), None))]);
        let (forks, joins, places) = (HashMap::new(), HashMap::new(), HashMap::new());
        let (ends, reached) = (Vec::new(), Vec::new());
        let mut pass = Self { from, trails, until, arrivals, forks, joins, ends, reached, places, round: None };
        let last = until.map_or(usize::MAX, |edge| edge.from.index());
        for (id, node) in from.process.nodes().skip(start.index()) {
            if id.index() > last {
                break;
            }
            if let Some((bundle, branch)) = pass.arrived(id, node) {
                let bundle = bundle.step(&length(node));
                pass.reach(id, &bundle, branch);
                pass.leave(id, node, bundle, branch);
            }
        }
        pass
    }

    /// The ways that come to a node, if any do.
    fn arrived(&mut self, id: NodeId, node: &Node) -> Option<(Bundle, Option<Branch>)> {
        let NodeKind::Join(mode) = node.kind else {
            let (bundle, branch) = self.arrivals.remove(&id)?;
            return Some((bundle?, branch));
        };
        let branches = self.joins.remove(&id)?;
        let (before, branch) = self.forks.remove(&self.from.process.fork_of(id)?)?;
        let mut together: Option<Bundle> = None;
        for bundle in branches {
            let bundle = match (bundle, mode) {
                (Some(bundle), _) => bundle,
                (None, JoinMode::First) => continue,
                // It is waited for by all of them, and has ended the case or comes to nothing.
                (None, JoinMode::All) => return None,
            };
            together = Some(match together {
                Some(others) => others.beside(&bundle, mode == JoinMode::All, self.trails),
                None => bundle,
            });
        }
        Some((before.then(&together?, self.trails), branch))
    }

    /// Notes what a case has taken when it has been through a node, with what came before the branches it stands in.
    fn reach(&mut self, id: NodeId, bundle: &Bundle, mut branch: Option<Branch>) {
        let (mut least, mut greatest) = (bundle.least.sum.clone(), bundle.greatest.sum.clone());
        while let Some((before, outer)) = branch.and_then(|(fork, _)| self.forks.get(&fork)) {
            least = before.least.sum.plus(&least);
            greatest = before.greatest.sum.plus(&greatest);
            branch = *outer;
        }
        self.reached.push((id, least, greatest));
    }

    /// The ways go on from a node by its edges.
    fn leave(&mut self, id: NodeId, node: &Node, bundle: Bundle, branch: Option<Branch>) {
        let edges = self.from.process.outgoing(id);
        match &node.kind {
            NodeKind::End(end) => self.end(*end, bundle, branch),
            NodeKind::Fork | NodeKind::ForEach(_) => {
                self.forks.insert(id, (bundle, branch));
                if let Some(join) = self.from.process.join_of(id) {
                    self.joins.insert(join, vec![None; edges.len()]);
                }
                for (number, edge) in edges.into_iter().enumerate() {
                    self.go(edge, Bundle::one(), Some((id, number)));
                }
            }
            NodeKind::HandOver(_) => self.hand_over(node, &bundle, branch),
            NodeKind::Call(_) => {
                if let Some(granted) = self.call(node, &bundle, branch) {
                    for edge in edges {
                        self.go(edge, granted.clone(), branch);
                    }
                }
            }
            // The time for a reply cannot run out where none is set.
            NodeKind::Wait(wait) if wait.bound.is_none() => {
                let replies = edges.into_iter().filter(|edge| edge.edge.answer != Some(Answer::Expiry));
                replies.for_each(|edge| self.go(edge, bundle.clone(), branch));
            }
            _ => edges.into_iter().for_each(|edge| self.go(edge, bundle.clone(), branch)),
        }
    }

    /// The ways by which a called procedure grants what was asked for; where it does not, it has ended the
    /// case.
    fn call(&mut self, node: &Node, bundle: &Bundle, branch: Option<Branch>) -> Option<Bundle> {
        let from = self.from;
        let called = from.calls.number(from.process, node)?;
        let mut granted = None;
        for (end, ways) in &from.graphs.get(called)?.as_ref()?.ends {
            let ways = bundle.then(ways, self.trails);
            if is_favourable(from.set, *end) { ways.join(&mut granted) } else { self.end(*end, ways, branch) }
        }
        granted
    }

    /// The ways of the procedure that goes on in the place of this one.
    fn hand_over(&mut self, node: &Node, bundle: &Bundle, branch: Option<Branch>) {
        let from = self.from;
        let other = from.calls.number(from.process, node).and_then(|other| from.graphs.get(other)?.as_ref());
        for (end, ways) in other.into_iter().flat_map(|other| &other.ends) {
            let ways = bundle.then(ways, self.trails);
            self.end(*end, ways, branch);
        }
    }

    fn go(&mut self, edge: EdgeRefTo<'a>, bundle: Bundle, branch: Option<Branch>) {
        let bundle = match &edge.edge.answer {
            // A choice that the act leaves unstated is told by its end.
            Some(Answer::Outcome(_)) | None => bundle,
            Some(answer) => {
                let choice = Choice { graph: self.from.graph, node: edge.from, answer: answer.clone() };
                bundle.choose(&choice, self.trails)
            }
        };
        if leads_back(&edge) {
            if self.until.is_some_and(|until| same(&until, &edge)) {
                bundle.join(&mut self.round);
            }
            return;
        }
        match (self.from.process.fork_of(edge.to), branch) {
            (Some(_), Some((_, number))) => {
                if let Some(arrived) = self.joins.get_mut(&edge.to).and_then(|branches| branches.get_mut(number)) {
                    bundle.join(arrived);
                }
            }
            (Some(_), None) => {}
            (None, _) => {
                let (arrived, within) = self.arrivals.entry(edge.to).or_default();
                bundle.join(arrived);
                *within = branch;
            }
        }
    }

    /// The ways end the case; those of a branch come there by way of its fork.
    fn end(&mut self, end: End, mut bundle: Bundle, mut branch: Option<Branch>) {
        if self.until.is_some() {
            return;
        }
        while let Some((before, outer)) = branch.and_then(|(fork, _)| self.forks.get(&fork)) {
            bundle = before.then(&bundle, self.trails);
            branch = *outer;
        }
        let place = *self.places.entry(end).or_insert(self.ends.len());
        match self.ends.get_mut(place) {
            Some((_, known)) => {
                let before = std::mem::replace(known, Bundle::one());
                *known = before.or(bundle);
            }
            None => self.ends.push((end, bundle)),
        }
    }
}

fn same(one: &EdgeRefTo<'_>, other: &EdgeRefTo<'_>) -> bool {
    one.from == other.from && one.to == other.to && one.edge.answer == other.edge.answer
}
