//! The process graph: one per procedure and kind of the service. It is the only thing that checking,
//! running, drawing and exporting read.
//!
//! Nodes and edges are BPMN's: task, exclusive decision, parallel fork and join, event wait, call,
//! start and end; edges are sequence flows that carry the answer they stand for. Both carry the
//! clauses of the act. The petgraph index types stay inside this room: outside it a node is a
//! [`NodeId`], and every iteration is in text order, so that the same act gives the same bytes.

mod build;

use std::collections::HashMap;

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::calendar::{Calendar, Clock};
use crate::model::{
    Answer, Citation, ClockEffect, Criteria, Diagram, EventId, Head, JoinMode, Limit, LimitName, Message, NotBefore,
    OutcomeId, ParticipantId, ParticipantKind, StepKind, StepName, StepRef, Term, VariantId,
};
use crate::source::Span;

pub use build::build;

/// A node of one [`Process`]; ids of one process mean nothing in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(NodeIndex);

impl NodeId {
    /// The node's number: 0 is the start, the others follow in text order.
    #[must_use]
    pub fn index(self) -> usize {
        self.0.index()
    }
}

/// A regulation as the commands see it: names, and a graph per procedure and variant.
#[derive(Debug, Clone)]
pub struct ProcessSet {
    /// The names that the graphs refer to.
    pub head: Head,
    /// The graphs, procedures in text order and variants in the order declared.
    pub processes: Vec<Process>,
}

impl ProcessSet {
    /// The ids of the procedures, in text order.
    #[must_use]
    pub fn procedures(&self) -> Vec<&str> {
        // The graphs of one procedure stand together.
        let mut ids: Vec<_> = self.processes.iter().map(|process| process.procedure.as_str()).collect();
        ids.dedup();
        ids
    }

    /// The graphs of the procedure with this id, one per variant.
    pub fn of_procedure<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Process> {
        self.processes.iter().filter(move |process| process.procedure == id)
    }

    /// The calendar and the clock that work of these participants is counted by; [`None`] where the
    /// regulation names no calendar.
    ///
    /// The calendar is that of the first of them who has one of his own, else the regulation's. Systems
    /// work round the clock, people in the working time of the calendar.
    #[must_use]
    pub fn pace(&self, performers: &[ParticipantId], automatic: bool) -> Option<(&Calendar, Clock)> {
        let own = performers.iter().find_map(|id| self.head.participant(*id)?.calendar.as_ref());
        let calendar = &own.or(self.head.calendar.as_ref())?.calendar;
        let clock = if automatic || self.are_systems(performers) { Clock::RoundTheClock } else { Clock::Working };
        Some((calendar, clock))
    }

    /// Whether there are participants, and all of them are systems.
    #[must_use]
    pub fn are_systems(&self, participants: &[ParticipantId]) -> bool {
        let is_system = |id: &ParticipantId| {
            self.head.participant(*id).is_some_and(|participant| participant.kind == ParticipantKind::System)
        };
        !participants.is_empty() && participants.iter().all(is_system)
    }

    /// The graph of a procedure for a kind of the service; a procedure that is the same for every
    /// kind serves any `variant`.
    #[must_use]
    pub fn find(&self, procedure: &str, variant: Option<VariantId>) -> Option<&Process> {
        self.processes
            .iter()
            .find(|process| process.procedure == procedure && (process.variant.is_none() || process.variant == variant))
    }
}

/// One procedure for one kind of the service, as a graph.
#[derive(Debug, Clone)]
pub struct Process {
    /// The procedure's id.
    pub procedure: String,
    /// The procedure's title.
    pub title: String,
    /// The kind of the service; `None` for a procedure that is the same for all.
    pub variant: Option<VariantId>,
    /// The participant through whom an application is filed.
    pub channel: Option<ParticipantId>,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// The annexes that draw it.
    pub diagrams: Vec<Diagram>,
    /// The limits that apply to this variant, in text order.
    pub limits: Vec<Limit>,
    /// Where the procedure is declared.
    pub span: Span,
    graph: DiGraph<Node, Edge>,
    /// The fork of each join, and the join of each fork.
    forks: HashMap<NodeId, NodeId>,
    joins: HashMap<NodeId, NodeId>,
    interrupts: Vec<NodeId>,
}

/// A node and the clauses that lay it down.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The clauses of the act.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// What a node is, in BPMN's terms.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// Start event: the application is filed.
    Start,
    /// Task.
    Task(TaskNode),
    /// Exclusive gateway: one of the outgoing edges, by its answer.
    Decision(DecisionNode),
    /// Parallel gateway that splits: all outgoing edges.
    Fork,
    /// The beginning of a parallel multi-instance sub-process: its only edge is followed for every member of a
    /// list.
    ForEach(ForEachNode),
    /// Parallel gateway that joins.
    Join(JoinMode),
    /// Wait for a message or a timer: the edges carry [`Answer::Reply`] and [`Answer::Expiry`].
    Wait(WaitNode),
    /// Call activity.
    Call(CallNode),
    /// Interrupting start event of an event sub-process: no edge leads to it, and the one out of it leads to
    /// what follows when the process has been broken off.
    Interrupt(InterruptNode),
    /// End event.
    End(End),
    /// End event after which another process begins in the place of this one.
    HandOver(HandOverNode),
}

impl NodeKind {
    /// Whether work at the same time begins here.
    #[must_use]
    pub fn is_fork(&self) -> bool {
        matches!(self, Self::Fork | Self::ForEach(_))
    }

    /// The id of the procedure that a case goes on in from here: one that is called, or begun in the place of
    /// this one.
    #[must_use]
    pub fn other_procedure(&self) -> Option<&str> {
        match self {
            Self::Call(call) => Some(&call.procedure),
            Self::HandOver(hand_over) => Some(&hand_over.procedure),
            _ => None,
        }
    }

    /// What the act calls a step that takes time; a choice of outcome has only borrowed its name.
    #[must_use]
    pub fn label(&self) -> Option<&StepLabel> {
        match self {
            Self::Task(task) => Some(&task.step),
            Self::Decision(decision) if !decision.unstated => Some(&decision.step),
            _ => None,
        }
    }
}

/// How a case ends at an end event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// In a declared outcome.
    Outcome(OutcomeId),
    /// In consent by silence.
    TacitConsent,
}

/// What a step is called in the act.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepLabel {
    /// Action, process, condition or unnumbered step.
    pub kind: StepKind,
    /// Its number or name, if it has one.
    pub name: Option<StepName>,
}

impl StepLabel {
    /// What the act does not name.
    #[must_use]
    pub fn unnamed() -> Self {
        Self { kind: StepKind::Step, name: None }
    }

    /// Whether a reference names this step.
    #[must_use]
    pub fn is(&self, step: &StepRef) -> bool {
        self.kind == step.kind && self.name.as_ref() == Some(&step.name)
    }
}

/// A step that somebody does.
#[derive(Debug, Clone)]
pub struct TaskNode {
    /// What the act calls it.
    pub step: StepLabel,
    /// Its title.
    pub title: String,
    /// Who performs it.
    pub performers: Vec<ParticipantId>,
    /// Done by a system of itself, round the clock.
    pub automatic: bool,
    /// To whom it hands what.
    pub sends: Vec<Message>,
    /// How long one may have to queue for it.
    pub waiting: Option<Term>,
    /// How long it may take; `None` where the act is silent.
    pub term: Option<Term>,
    /// The earliest moment at which it may begin.
    pub not_before: Option<NotBefore>,
    /// The events that happen when it is done.
    pub events: Vec<EventId>,
}

/// A question, or a choice of outcome that the act leaves unstated.
#[derive(Debug, Clone)]
pub struct DecisionNode {
    /// What the act calls it; for an unstated choice, the step it follows.
    pub step: StepLabel,
    /// The question; for an unstated choice, the title of the step it follows.
    pub title: String,
    /// Who decides.
    pub checkers: Vec<ParticipantId>,
    /// How long one may have to queue for it.
    pub waiting: Option<Term>,
    /// How long the check may take; `None` where the act is silent.
    pub term: Option<Term>,
    /// What decides it; a person is asked where there is nothing.
    pub criteria: Option<Criteria>,
    /// The act names the outcomes but no criterion (`A либо B`).
    pub unstated: bool,
}

/// Waiting for a reply.
#[derive(Debug, Clone)]
pub struct WaitNode {
    /// What is awaited.
    pub title: String,
    /// From whom.
    pub from: Vec<ParticipantId>,
    /// How long at most; `None` is without limit.
    pub bound: Option<Term>,
    /// What it does to the process's limits.
    pub clocks: Vec<ClockEffect>,
    /// The events that happen when the reply comes.
    pub events: Vec<EventId>,
}

/// Another procedure of the regulation, carried out as a step.
#[derive(Debug, Clone)]
pub struct CallNode {
    /// The called procedure's id.
    pub procedure: String,
    /// The called procedure's title.
    pub title: String,
}

/// What is done for every member of a list that a case gives.
#[derive(Debug, Clone)]
pub struct ForEachNode {
    /// What each member is.
    pub title: String,
}

/// Another procedure of the regulation, begun where this one ends.
#[derive(Debug, Clone)]
pub struct HandOverNode {
    /// Whose case it is from then on.
    pub to: ParticipantId,
    /// The other procedure's id.
    pub procedure: String,
    /// The other procedure's title.
    pub title: String,
}

/// What may break the process off at any moment.
#[derive(Debug, Clone)]
pub struct InterruptNode {
    /// What happens.
    pub title: String,
    /// Who brings it about.
    pub from: Vec<ParticipantId>,
    /// The events that it is.
    pub events: Vec<EventId>,
}

/// A sequence flow.
#[derive(Debug, Clone)]
pub struct Edge {
    /// The answer it stands for, on edges out of a decision or a wait.
    pub answer: Option<Answer>,
    /// Whether it leads forward or back.
    pub flow: Flow,
    /// The title of the parallel branch it opens, on edges out of a fork.
    pub branch: Option<String>,
    /// The clauses of the act.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// Whether an edge leads forward or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flow {
    /// To a later node.
    Forward,
    /// Back to an earlier node, at most so many times.
    Return {
        /// The bound; `None` where the act sets none.
        at_most: Option<u32>,
    },
}

/// An edge with its ends.
#[derive(Debug, Clone, Copy)]
pub struct EdgeRefTo<'a> {
    /// The node it leaves.
    pub from: NodeId,
    /// The node it enters.
    pub to: NodeId,
    /// What it carries.
    pub edge: &'a Edge,
}

impl Process {
    /// A process without nodes yet.
    pub(crate) fn empty(procedure: String, title: String) -> Self {
        Self {
            procedure,
            title,
            variant: None,
            channel: None,
            cites: Vec::new(),
            diagrams: Vec::new(),
            limits: Vec::new(),
            span: Span::default(),
            graph: DiGraph::new(),
            forks: HashMap::new(),
            joins: HashMap::new(),
            interrupts: Vec::new(),
        }
    }

    /// The limit of this name.
    #[must_use]
    pub fn limit(&self, name: &LimitName) -> Option<&Limit> {
        self.limits.iter().find(|limit| limit.name == *name)
    }

    /// The overall term.
    #[must_use]
    pub fn overall(&self) -> Option<&Limit> {
        self.limit(&LimitName::Overall)
    }

    /// The start event.
    #[must_use]
    pub fn start(&self) -> NodeId {
        NodeId(NodeIndex::new(0))
    }

    /// What may break the process off, in text order.
    pub fn interrupts(&self) -> impl Iterator<Item = (NodeId, &InterruptNode)> {
        self.interrupts.iter().filter_map(|id| match &self.node(*id)?.kind {
            NodeKind::Interrupt(interrupt) => Some((*id, interrupt)),
            _ => None,
        })
    }

    /// The nodes at which something begins: the start event, then what may break the process off.
    pub fn beginnings(&self) -> impl Iterator<Item = NodeId> {
        std::iter::once(self.start()).chain(self.interrupts.iter().copied())
    }

    /// The node of an id made for this process.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.graph.node_weight(id.0)
    }

    /// Every node, in text order, the start first.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.graph.node_indices().filter_map(|index| Some((NodeId(index), self.graph.node_weight(index)?)))
    }

    /// The number of nodes.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    /// Every edge, in text order.
    pub fn edges(&self) -> impl Iterator<Item = EdgeRefTo<'_>> {
        self.graph.edge_references().map(edge_ref)
    }

    /// The edges out of a node, in text order.
    #[must_use]
    pub fn outgoing(&self, id: NodeId) -> Vec<EdgeRefTo<'_>> {
        self.incident(id, Direction::Outgoing)
    }

    /// The edges into a node, in text order.
    #[must_use]
    pub fn incoming(&self, id: NodeId) -> Vec<EdgeRefTo<'_>> {
        self.incident(id, Direction::Incoming)
    }

    /// The join that waits for the branches of a fork; [`None`] where every branch ends the case.
    #[must_use]
    pub fn join_of(&self, fork: NodeId) -> Option<NodeId> {
        self.joins.get(&fork).copied()
    }

    /// The fork whose branches a join waits for.
    #[must_use]
    pub fn fork_of(&self, join: NodeId) -> Option<NodeId> {
        self.forks.get(&join).copied()
    }

    /// Adds a node; the first one added must be the start.
    pub(crate) fn push_node(&mut self, node: Node) -> NodeId {
        let interrupts = matches!(node.kind, NodeKind::Interrupt(_));
        let id = NodeId(self.graph.add_node(node));
        if interrupts {
            self.interrupts.push(id);
        }
        id
    }

    /// Notes that a join waits for the branches of a fork.
    pub(crate) fn pair(&mut self, fork: NodeId, join: NodeId) {
        self.forks.insert(join, fork);
        self.joins.insert(fork, join);
    }

    /// Adds an edge between two nodes of this process.
    pub(crate) fn push_edge(&mut self, from: NodeId, to: NodeId, edge: Edge) {
        self.graph.add_edge(from.0, to.0, edge);
    }

    /// petgraph lists the newest edge first; text order is oldest first.
    fn incident(&self, id: NodeId, direction: Direction) -> Vec<EdgeRefTo<'_>> {
        let mut edges: Vec<_> = self.graph.edges_directed(id.0, direction).collect();
        edges.sort_by_key(EdgeRef::id);
        edges.into_iter().map(edge_ref).collect()
    }
}

fn edge_ref(edge: petgraph::graph::EdgeReference<'_, Edge>) -> EdgeRefTo<'_> {
    EdgeRefTo { from: NodeId(edge.source()), to: NodeId(edge.target()), edge: edge.weight() }
}
