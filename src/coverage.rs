//! How much of a regulation its cases walk through: the steps, branches and outcomes of each graph.
//!
//! A graph is one procedure for one kind of the service. What a case does in a procedure that it calls
//! counts for the called procedure too. What no case can come to does not count at all.

mod cover;
mod numbers;
mod walked;
mod ways;

use std::collections::BTreeSet;

use crate::graph::{NodeId, NodeKind, Process, ProcessSet};
use crate::model::Answer;
use crate::run::{Did, Entry, Trace};

pub use cover::{MAX_COVERING, Missing, Plan, Planned, plan};
use numbers::Numbers;
pub use walked::{Walked, walked};
use ways::Ways;

/// Something of a graph that cases are to come to; in text order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item {
    /// The node.
    pub node: NodeId,
    /// What of it.
    pub part: Part,
}

/// What of a node cases are to come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The step itself: a task, a condition, a wait or a call that was carried out to its end, or what broke the
    /// procedure off.
    Step,
    /// One answer of a condition, wait or choice of outcome, by its place among the edges out of the node.
    Branch(usize),
    /// The end event, or that the case is handed over.
    Outcome,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Steps.
    Steps,
    /// Branches.
    Branches,
    /// Outcomes.
    Outcomes,
}

impl Measure {
    /// Everything that is counted, in the order it is told.
    pub const ALL: [Self; 3] = [Self::Steps, Self::Branches, Self::Outcomes];
}

impl Item {
    /// What it counts for.
    #[must_use]
    pub fn measure(&self) -> Measure {
        match self.part {
            Part::Step => Measure::Steps,
            Part::Branch(_) => Measure::Branches,
            Part::Outcome => Measure::Outcomes,
        }
    }
}

/// How many of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Come to by a case.
    pub covered: usize,
    /// All that a case can come to.
    pub total: usize,
}

impl Share {
    /// In percent, rounded down, so that 100 is all; of nothing, all is covered.
    #[must_use]
    pub fn percent(self) -> usize {
        (self.covered * 100).checked_div(self.total).unwrap_or(100)
    }
}

/// What cases have come to in one graph.
#[derive(Debug, Clone)]
pub struct GraphCoverage<'a> {
    /// The graph.
    pub process: &'a Process,
    items: BTreeSet<Item>,
    covered: BTreeSet<Item>,
}

impl<'a> GraphCoverage<'a> {
    fn new(process: &'a Process, ways: &Ways<'_>) -> Self {
        let items = ways.live(process).into_iter().flat_map(|node| items(process, node, ways)).collect();
        Self { process, items, covered: BTreeSet::new() }
    }

    /// How much of one measure is covered.
    #[must_use]
    pub fn share(&self, measure: Measure) -> Share {
        let count = |items: &BTreeSet<Item>| items.iter().filter(|item| item.measure() == measure).count();
        Share { covered: count(&self.covered), total: count(&self.items) }
    }

    /// What no case has come to, in text order.
    pub fn uncovered(&self) -> impl Iterator<Item = Item> {
        self.items.difference(&self.covered).copied()
    }

    /// Whether a case has come to this.
    #[must_use]
    pub fn covers(&self, item: Item) -> bool {
        self.covered.contains(&item)
    }

    /// Marks an item; tells whether it is new.
    fn mark(&mut self, item: Item) -> bool {
        self.items.contains(&item) && self.covered.insert(item)
    }
}

/// What of a node there is to come to.
fn items(process: &Process, id: NodeId, ways: &Ways<'_>) -> Vec<Item> {
    let Some(node) = process.node(id) else { return Vec::new() };
    let item = |part| Item { node: id, part };
    let mut items = Vec::new();
    match &node.kind {
        NodeKind::Task(_) | NodeKind::Call(_) | NodeKind::Wait(_) | NodeKind::Interrupt(_) => {
            items.push(item(Part::Step));
        }
        // A choice that the act leaves unstated is no step of its own.
        NodeKind::Decision(decision) if !decision.unstated => items.push(item(Part::Step)),
        NodeKind::End(_) | NodeKind::HandOver(_) => items.push(item(Part::Outcome)),
        _ => {}
    }
    let answered = ways.edges(process, id).into_iter().filter(|(_, edge)| edge.edge.answer.is_some());
    items.extend(answered.map(|(index, _)| item(Part::Branch(index))));
    items
}

/// What cases have come to in a regulation.
#[derive(Debug, Clone)]
pub struct Coverage<'a> {
    /// The regulation.
    pub set: &'a ProcessSet,
    /// Its graphs, in its order.
    pub graphs: Vec<GraphCoverage<'a>>,
    numbers: Numbers<'a>,
}

impl<'a> Coverage<'a> {
    /// A regulation of which no case has been run.
    #[must_use]
    pub fn new(set: &'a ProcessSet) -> Self {
        let ways = Ways::of(set);
        let graphs = set.processes.iter().map(|process| GraphCoverage::new(process, &ways)).collect();
        Self { set, graphs, numbers: ways.numbers }
    }

    /// Counts a case in.
    pub fn add(&mut self, trace: &Trace) {
        self.mark(trace);
    }

    /// Counts a case in; returns what no case had come to before, each with its graph's number.
    fn mark(&mut self, trace: &Trace) -> Vec<(usize, Item)> {
        let Self { graphs, numbers, .. } = self;
        let mut mark = |(graph, item): &(usize, Item)| graphs.get_mut(*graph).is_some_and(|graph| graph.mark(*item));
        come_to(numbers, trace).filter(|found| mark(found)).collect()
    }

    /// How much of one measure is covered in all graphs together.
    #[must_use]
    pub fn share(&self, measure: Measure) -> Share {
        self.graphs.iter().map(|graph| graph.share(measure)).fold(Share::default(), |all, one| Share {
            covered: all.covered + one.covered,
            total: all.total + one.total,
        })
    }

    /// The least share, in percent, of any measure in any graph; [`None`] without one.
    #[must_use]
    pub fn least(&self) -> Option<usize> {
        let shares = self.graphs.iter().flat_map(|graph| Measure::ALL.map(|measure| graph.share(measure).percent()));
        shares.min()
    }
}

/// What a case has come to, each with its graph's number. What was broken off does not count.
fn come_to<'t>(numbers: &'t Numbers<'_>, trace: &'t Trace) -> impl Iterator<Item = (usize, Item)> + 't {
    let own = numbers.find(&trace.procedure, trace.variant);
    let entries = trace.entries.iter().filter(|entry| !entry.cancelled);
    let by_steps = entries.filter_map(move |entry| {
        let of = |procedure: &str| numbers.find(procedure, trace.variant);
        let (graph, process) = entry.within.as_deref().map_or(own, of)?;
        let own = by_step(entry, process).into_iter().flatten().map(move |item| (graph, item));
        Some(own.chain(beyond(numbers, trace, entry, process)))
    });
    let end = own.zip(trace.reached).map(|((graph, _), node)| (graph, outcome(node)));
    by_steps.flatten().chain(end)
}

/// What a step comes to in its own graph.
fn by_step(entry: &Entry, process: &Process) -> [Option<Item>; 2] {
    let more = match &entry.did {
        Did::Task | Did::Interrupted => None,
        Did::Decided(answer) | Did::Waited(answer) => branch(process, entry.node, answer),
        // Of a call this is nothing there is to come to.
        Did::Called(_) | Did::HandedOver(_) => Some(outcome(entry.node)),
    };
    [Some(Item { node: entry.node, part: Part::Step }), more]
}

/// The end that a called procedure came to.
fn beyond(numbers: &Numbers<'_>, trace: &Trace, entry: &Entry, process: &Process) -> Option<(usize, Item)> {
    let reached = entry.reached.filter(|_| matches!(entry.did, Did::Called(_) | Did::HandedOver(_)))?;
    let (graph, _) = numbers.find(process.node(entry.node)?.kind.other_procedure()?, trace.variant)?;
    Some((graph, outcome(reached)))
}

fn outcome(node: NodeId) -> Item {
    Item { node, part: Part::Outcome }
}

/// The branch of an answer.
fn branch(process: &Process, node: NodeId, answer: &Answer) -> Option<Item> {
    let edges = process.outgoing(node);
    let index = edges.iter().position(|edge| edge.edge.answer.as_ref() == Some(answer))?;
    Some(Item { node, part: Part::Branch(index) })
}
