//! A process made ready to be passed through many times: lengths summed, targets looked up.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::event;
use super::interrupt;
use super::race::Ended;
use super::state::Past;
use super::{PathStep, Unprovable};
use crate::calendar::{Calendar, Clock, Length};
use crate::graph::{EdgeRefTo, Flow, Node, NodeId, NodeKind, Process, ProcessSet, TaskNode, WaitNode};
use crate::limit::{Event, Marks};
use crate::model::{
    Anchor, Answer, ClockAction, Duration, Head, JoinMode, Limit, NotBefore, ParticipantId, Term, VariantId,
};
use crate::run::{MAX_CALLS, is_favourable};
use crate::source::Span;

/// One process, ready to be passed through. Node `i` of the plan is node `i` of the graph.
pub struct Plan<'a> {
    pub procedure: &'a str,
    pub nodes: Vec<PlanNode<'a>>,
    /// The nodes from which that begins which may break it off and make a case later.
    pub interrupts: Vec<usize>,
    /// What may break it off, or a procedure that it calls.
    broken_by: Option<&'a str>,
    /// The past of a case at its beginning; [`None`] where nothing that can happen matters later.
    pub past: Option<Rc<Past>>,
}

/// A node.
pub struct PlanNode<'a> {
    pub id: NodeId,
    pub op: Op<'a>,
    pub ways: Vec<Way<'a>>,
    /// Whether the moment of arrival here still decides where a clock will stand. If not, of two ways
    /// to the node only the slower one matters.
    pub decides: bool,
}

/// What a node does to the time of a case.
pub enum Op<'a> {
    Pass,
    Take(Box<Take<'a>>),
    Await(Await),
    /// Another procedure is carried out: the place of its plan.
    Call(usize),
    Fork(Fork),
    /// The case ends, or the procedure does.
    End(Ended),
}

impl Op<'_> {
    /// Whether something happens here that a clock waits for.
    fn sets_clocks(&self) -> bool {
        match self {
            Self::Take(take) => !take.begins.is_empty() || !take.ends.is_empty(),
            Self::Await(wait) => wait.effect.is_some() || !wait.replied.is_empty(),
            _ => false,
        }
    }
}

/// A step that takes time.
pub struct Take<'a> {
    pub calendar: &'a Calendar,
    pub waiting: Length,
    pub term: Length,
    pub not_before: Option<(Event, Length)>,
    /// The marks that its beginning and its end set.
    pub begins: Vec<usize>,
    pub ends: Vec<usize>,
}

impl<'a> Take<'a> {
    /// What the step does; one that takes no time and that nothing waits for does nothing.
    fn op(self) -> Op<'a> {
        let idle = self.waiting.is_zero() && self.term.is_zero() && self.not_before.is_none();
        if idle && self.begins.is_empty() && self.ends.is_empty() { Op::Pass } else { Op::Take(Box::new(self)) }
    }
}

/// A wait for a reply.
pub struct Await {
    pub bound: Length,
    /// What it does to the limit in question.
    pub effect: Option<ClockAction>,
    /// The marks that a reply sets.
    pub replied: Vec<usize>,
}

/// Parallel branches.
pub struct Fork {
    pub mode: JoinMode,
    /// The join; [`None`] where every branch ends the case.
    pub join: Option<usize>,
    pub branches: Vec<Branch>,
    /// The one branch is carried out as often as the case says.
    pub for_each: bool,
    /// One branch may break another off while it matters how far that one has come: then every moment of
    /// arrival counts.
    pub races: bool,
}

/// The nodes of a branch: they stand together in the text, hence in the graph.
#[derive(Debug, Clone, Copy)]
pub struct Branch {
    pub first: usize,
    /// The number after the last.
    pub end: usize,
}

/// Where a node leads.
pub struct Way<'a> {
    pub to: usize,
    pub answer: Option<&'a Answer>,
    /// The number of the return, and how often it may be used.
    pub back: Option<(usize, u32)>,
}

/// A step of which the act does not say how long it may take.
#[derive(Debug, Clone, Copy)]
pub struct Silent<'a> {
    /// The called procedure it stands in; [`None`] is the process's own.
    pub within: Option<&'a str>,
    pub task: &'a TaskNode,
}

impl Silent<'_> {
    /// The step by its names.
    pub fn named(&self) -> PathStep {
        let within = self.within.map(str::to_owned);
        PathStep { within, step: self.task.step.clone(), title: self.task.title.clone() }
    }
}

/// The limit in question, ready to be counted.
pub struct Clocked {
    pub from: Event,
    pub until: Event,
}

/// A process, what it calls, and the limit that is to be proved.
pub struct Plans<'a> {
    all: Vec<Plan<'a>>,
    own: usize,
    pub clocked: Clocked,
    pub silent: Vec<Silent<'a>>,
}

impl<'a> Plans<'a> {
    pub fn new(set: &'a ProcessSet, process: &'a Process, limit: &'a Limit) -> Result<Self, Unprovable> {
        let mut maker =
            Maker { set, variant: process.variant, known: HashMap::new(), plans: Vec::new(), silent: Vec::new() };
        let marks = Marks::of(process, [limit]);
        let clocked = Clocked {
            from: event::required(&marks, &limit.from, &set.head)?,
            until: event::required(&marks, &limit.until, &set.head)?,
        };
        let own = maker.plan(process, Some(limit), &marks, 0)?;
        Ok(Self { all: maker.plans, own, clocked, silent: maker.silent })
    }

    /// The plan of the process itself.
    pub fn own(&self) -> Option<&Plan<'a>> {
        self.get(self.own)
    }

    /// Whether parallel branches may break each other off while it matters how far they have come.
    pub fn races(&self) -> bool {
        let mut nodes = self.all.iter().flat_map(|plan| &plan.nodes);
        nodes.any(|node| matches!(&node.op, Op::Fork(fork) if fork.races))
    }

    pub fn get(&self, index: usize) -> Option<&Plan<'a>> {
        self.all.get(index)
    }
}

struct Maker<'a> {
    set: &'a ProcessSet,
    variant: Option<VariantId>,
    /// The place of each called procedure's plan; [`None`] while it is being made.
    known: HashMap<&'a str, Option<usize>>,
    plans: Vec<Plan<'a>>,
    silent: Vec<Silent<'a>>,
}

impl<'a> Maker<'a> {
    fn plan(
        &mut self,
        process: &'a Process,
        limit: Option<&'a Limit>,
        marks: &Marks<'a>,
        depth: usize,
    ) -> Result<usize, Unprovable> {
        let mut returns = Returns::default();
        let mut nodes = Vec::with_capacity(process.node_count());
        for (id, node) in process.nodes() {
            let op = self.op(process, id, node, limit, marks, depth)?;
            nodes.push(PlanNode { id, op, ways: ways(process, id, &mut returns)?, decides: false });
        }
        let interrupts = interrupt::of(process, limit, &nodes)?;
        let of_called = nodes.iter().find_map(|node| match node.op {
            Op::Call(plan) | Op::End(Ended::HandedOver(plan)) => self.plans.get(plan)?.broken_by,
            _ => None,
        });
        if let Some(title) = of_called.filter(|_| interrupt::waits_in_parallel(&nodes)) {
            return Err(Unprovable::BrokenOff(title.to_owned()));
        }
        let broken_by = process.interrupts().next().map(|(_, interrupt)| interrupt.title.as_str()).or(of_called);
        find_races(&mut nodes);
        decide(&mut nodes, process, limit);
        let is_clock = |node: &PlanNode<'_>| matches!(&node.op, Op::Await(wait) if wait.effect.is_some());
        let matters = marks.len() > 0 || !returns.known.is_empty() || nodes.iter().any(is_clock);
        let past = matters.then(|| Rc::new(Past::new(marks.len(), returns.known.len())));
        self.plans.push(Plan { procedure: &process.procedure, nodes, interrupts, broken_by, past });
        Ok(self.plans.len() - 1)
    }

    fn op(
        &mut self,
        process: &'a Process,
        id: NodeId,
        node: &'a Node,
        limit: Option<&Limit>,
        marks: &Marks<'a>,
        depth: usize,
    ) -> Result<Op<'a>, Unprovable> {
        Ok(match &node.kind {
            NodeKind::Start | NodeKind::Join(_) => Op::Pass,
            NodeKind::Interrupt(_) => Take { ends: marks.ended_by(id), ..self.take(&[], true, [&None, &None])? }.op(),
            NodeKind::Decision(decision) if decision.unstated => Op::Pass,
            NodeKind::Task(task) => {
                let take = self.take(&task.performers, task.automatic, [&task.waiting, &task.term])?;
                let timed = task.term.as_ref().is_some_and(|term| term.promise.is_none());
                if !timed && !task.automatic && !self.set.are_systems(&task.performers) {
                    self.silent.push(Silent { within: (depth > 0).then_some(process.procedure.as_str()), task });
                }
                let not_before = not_before(task.not_before.as_ref(), marks, &self.set.head)?;
                Take { not_before, begins: marks.begun_by(id), ends: marks.ended_by(id), ..take }.op()
            }
            NodeKind::Decision(decision) => {
                let take = self.take(&decision.checkers, false, [&decision.waiting, &decision.term])?;
                Take { begins: marks.begun_by(id), ends: marks.ended_by(id), ..take }.op()
            }
            NodeKind::Wait(wait) => Op::Await(wait_op(wait, id, limit, marks)?),
            NodeKind::Call(call) => Op::Call(self.call(&call.procedure, depth)?),
            NodeKind::Fork | NodeKind::ForEach(_) => Op::Fork(fork(process, id)),
            NodeKind::End(end) if is_favourable(self.set, *end) => Op::End(Ended::Granted),
            NodeKind::End(_) => Op::End(Ended::Refused),
            // What a limit of this procedure is about has ended then.
            NodeKind::HandOver(_) if depth == 0 => Op::End(Ended::Granted),
            NodeKind::HandOver(hand_over) => Op::End(Ended::HandedOver(self.call(&hand_over.procedure, depth)?)),
        })
    }

    fn take(
        &self,
        performers: &[ParticipantId],
        automatic: bool,
        terms: [&Option<Term>; 2],
    ) -> Result<Take<'a>, Unprovable> {
        let (calendar, clock) = self.set.pace(performers, automatic).ok_or(Unprovable::NoCalendar)?;
        let none = Duration::default();
        let [waiting, term] = terms.map(|term| Length::of(term.as_ref().map_or(&none, |term| &term.duration), clock));
        Ok(Take { calendar, waiting, term, not_before: None, begins: Vec::new(), ends: Vec::new() })
    }

    /// The plan of a called procedure; it is made once.
    fn call(&mut self, procedure: &'a str, depth: usize) -> Result<usize, Unprovable> {
        match self.known.get(procedure) {
            Some(Some(known)) => return Ok(*known),
            Some(None) => return Err(Unprovable::TooDeep),
            None if depth >= MAX_CALLS as usize => return Err(Unprovable::TooDeep),
            None => {}
        }
        self.known.insert(procedure, None);
        let called = self.set.find(procedure, self.variant).ok_or(Unprovable::TooDeep)?;
        let plan = self.plan(called, None, &Marks::of(called, []), depth + 1)?;
        self.known.insert(procedure, Some(plan));
        Ok(plan)
    }
}

fn not_before(
    not_before: Option<&NotBefore>,
    marks: &Marks<'_>,
    head: &Head,
) -> Result<Option<(Event, Length)>, Unprovable> {
    let Some(not_before) = not_before else { return Ok(None) };
    let event = event::required(marks, &not_before.after, head)?;
    Ok(Some((event, Length::of(&not_before.duration, Clock::Working))))
}

fn wait_op(wait: &WaitNode, id: NodeId, limit: Option<&Limit>, marks: &Marks<'_>) -> Result<Await, Unprovable> {
    let bound = wait.bound.as_ref().ok_or_else(|| Unprovable::EndlessWait(wait.title.clone()))?;
    let effect = wait.clocks.iter().find(|effect| limit.is_some_and(|limit| limit.name == effect.limit));
    Ok(Await {
        bound: Length::of(&bound.duration, Clock::Working),
        effect: effect.map(|effect| effect.action),
        replied: marks.ended_by(id),
    })
}

/// The returns of a process, numbered. Those of one line out of one node are one return, as in a run.
#[derive(Default)]
struct Returns {
    known: Vec<(NodeId, Span)>,
}

impl Returns {
    fn number(&mut self, from: NodeId, span: Span) -> usize {
        self.known.iter().position(|known| *known == (from, span)).unwrap_or_else(|| {
            self.known.push((from, span));
            self.known.len() - 1
        })
    }
}

fn ways<'a>(process: &'a Process, id: NodeId, returns: &mut Returns) -> Result<Vec<Way<'a>>, Unprovable> {
    let edges = process.outgoing(id).into_iter();
    let way = |edge: EdgeRefTo<'a>| {
        let back = match edge.edge.flow {
            // A way forward leads to a node further down the text: a pass goes through the nodes in order.
            Flow::Forward if edge.to > id => None,
            Flow::Return { at_most: Some(at_most) } => Some((returns.number(id, edge.edge.span), at_most)),
            Flow::Forward | Flow::Return { at_most: None } => return Err(Unprovable::EndlessReturn),
        };
        Ok(Way { to: edge.to.index(), answer: edge.edge.answer.as_ref(), back })
    };
    edges.map(way).collect()
}

/// The branches of a fork, and the join that they lead to.
fn fork(process: &Process, id: NodeId) -> Fork {
    let join = process.join_of(id);
    let mode = match join.and_then(|join| process.node(join)).map(|node| &node.kind) {
        Some(NodeKind::Join(mode)) => *mode,
        _ => JoinMode::All,
    };
    let branches: Vec<_> = process.outgoing(id).into_iter().map(|edge| branch(process, edge.to, join)).collect();
    let for_each = matches!(process.node(id).map(|node| &node.kind), Some(NodeKind::ForEach(_)));
    Fork { mode, branches, join: join.map(NodeId::index), for_each, races: false }
}

fn branch(process: &Process, first: NodeId, join: Option<NodeId>) -> Branch {
    let mut last = first;
    let mut open = vec![first];
    let mut seen = HashSet::new();
    while let Some(node) = open.pop() {
        if Some(node) == join || !seen.insert(node) {
            continue;
        }
        last = last.max(node);
        open.extend(process.outgoing(node).iter().map(|edge| edge.to));
    }
    let end = if seen.is_empty() { first.index() } else { last.index() + 1 };
    Branch { first: first.index(), end }
}

/// Finds the forks in which one branch may break another off while it matters how far that one has come:
/// the first to arrive goes on while another may end the case, or a branch that breaks others off races
/// one in which something happens that a clock waits for.
fn find_races(nodes: &mut [PlanNode<'_>]) {
    let op = |index: usize| nodes.get(index).map(|node| &node.op);
    let races = |fork: &Fork| {
        let mut inside = fork.branches.iter().flat_map(|branch| branch.first..branch.end).filter_map(op);
        let first = fork.mode == JoinMode::First;
        let ends = inside.clone().any(|op| matches!(op, Op::End(_) | Op::Call(_)));
        first && ends || (first || ends) && inside.any(Op::sets_clocks)
    };
    let racing: Vec<bool> = nodes.iter().map(|node| matches!(&node.op, Op::Fork(fork) if races(fork))).collect();
    for (node, racing) in nodes.iter_mut().zip(racing) {
        if let Op::Fork(fork) = &mut node.op {
            fork.races = racing;
        }
    }
}

/// Finds the nodes from which something can still be reached that the moment of arrival decides: an
/// event that a clock waits for, a wait that stops one, a branch that races another to the end. Where a
/// limit runs from the completion, everything decides.
fn decide(nodes: &mut [PlanNode<'_>], process: &Process, limit: Option<&Limit>) {
    let mut open: Vec<usize> = Vec::new();
    let from_completion = limit.is_some_and(|limit| limit.from.events().any(|event| *event == Anchor::Completion));
    if from_completion {
        open.extend(0..nodes.len());
    }
    for (index, node) in nodes.iter().enumerate() {
        match &node.op {
            op if op.sets_clocks() => open.push(index),
            Op::Fork(fork) if fork.races => {
                open.extend(fork.branches.iter().flat_map(|branch| branch.first..branch.end));
            }
            _ => {}
        }
    }
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for edge in process.edges() {
        if let Some(before) = before.get_mut(edge.to.index()) {
            before.push(edge.from.index());
        }
    }
    while let Some(index) = open.pop() {
        if let Some(node) = nodes.get_mut(index)
            && !std::mem::replace(&mut node.decides, true)
        {
            open.extend(before.get(index).into_iter().flatten());
        }
    }
}
