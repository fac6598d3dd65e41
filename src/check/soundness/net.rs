//! A process as the token game plays it: its nodes and edges in plain lists, so that to go over all of
//! them costs as much as there are.

use super::calls::{Calls, Ends};
use crate::graph::{EdgeRefTo, Flow, NodeId, NodeKind, Process};
use crate::model::{Answer, Bound, Expiry, JoinMode};

/// A value for each node of a process.
#[derive(Debug)]
pub struct PerNode<T>(Vec<T>);

impl<T: Copy + Default> PerNode<T> {
    pub fn of(process: &Process) -> Self {
        Self(vec![T::default(); process.node_count()])
    }

    pub fn get(&self, node: NodeId) -> T {
        self.0.get(node.index()).copied().unwrap_or_default()
    }

    pub fn set(&mut self, node: NodeId, value: T) {
        if let Some(slot) = self.0.get_mut(node.index()) {
            *slot = value;
        }
    }
}

/// What a node does to tokens, as far as that is not the same for all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// One comes, one goes.
    #[default]
    Pass,
    /// One comes, and one goes along each edge.
    Fork,
    /// One goes for those that come.
    Join(JoinMode),
}

/// A node of the token game.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    pub role: Role,
    /// The case can end here: at an end, or because a procedure that is called ends it.
    pub ends: bool,
    /// The edges out of it can be followed; they cannot where a call always ends the case.
    pub goes_on: bool,
    /// It is carried out: a task, a condition, a wait or a call.
    pub is_step: bool,
}

/// An edge that can be followed: its place among all of them, in text order.
#[derive(Debug, Clone, Copy)]
pub struct EdgeNo(u32);

/// A process ready for the token game.
pub struct Net<'a> {
    pub process: &'a Process,
    places: PerNode<Place>,
    edges: Vec<EdgeRefTo<'a>>,
    /// Their places among all edges of the process.
    numbers: Vec<usize>,
    out: Fans,
    into: Fans,
}

impl<'a> Net<'a> {
    pub fn new(process: &'a Process, calls: &Calls<'_>) -> Self {
        let mut places = PerNode::of(process);
        for (id, node) in process.nodes() {
            places.set(id, place(process, &node.kind, calls));
        }
        let edges = process.edges().enumerate().filter(|(_, edge)| can_be_followed(process, *edge));
        let (numbers, edges): (Vec<_>, Vec<_>) = edges.unzip();
        let out = Fans::of(process, edges.iter().map(|edge| edge.from));
        let into = Fans::of(process, edges.iter().map(|edge| edge.to));
        Self { process, places, edges, numbers, out, into }
    }

    /// What ends the case when a limit expires; one without a number never does.
    pub fn expiries(&self) -> impl Iterator<Item = &'a Expiry> + use<'a> {
        let counted = self.process.limits.iter().filter(|limit| !matches!(limit.bound, Bound::Promise(_)));
        counted.filter_map(|limit| limit.expiry.as_ref())
    }

    pub fn place(&self, node: NodeId) -> Place {
        self.places.get(node)
    }

    pub fn is_join(&self, node: NodeId) -> bool {
        matches!(self.place(node).role, Role::Join(_))
    }

    pub fn edge(&self, edge: EdgeNo) -> Option<EdgeRefTo<'a>> {
        self.edges.get(edge.0 as usize).copied()
    }

    /// The place of an edge among all edges of the process.
    pub fn number(&self, edge: EdgeNo) -> Option<usize> {
        self.numbers.get(edge.0 as usize).copied()
    }

    /// The edges out of a node, in text order.
    pub fn out(&self, node: NodeId) -> impl ExactSizeIterator<Item = EdgeNo> + Clone {
        self.out.of_node(node).iter().copied()
    }

    /// The edges into a node, in text order.
    pub fn into(&self, node: NodeId) -> impl ExactSizeIterator<Item = EdgeNo> + Clone {
        self.into.of_node(node).iter().copied()
    }

    /// Where an edge leads; [`None`] for no edge of this net.
    pub fn to(&self, edge: EdgeNo) -> Option<NodeId> {
        self.edge(edge).map(|edge| edge.to)
    }

    /// Where an edge comes from.
    pub fn from(&self, edge: EdgeNo) -> Option<NodeId> {
        self.edge(edge).map(|edge| edge.from)
    }
}

fn place(process: &Process, kind: &NodeKind, calls: &Calls<'_>) -> Place {
    let step = Place { is_step: true, goes_on: true, ..Place::default() };
    match kind {
        NodeKind::Start | NodeKind::Interrupt(_) => Place { is_step: false, ..step },
        NodeKind::Task(_) | NodeKind::Decision(_) | NodeKind::Wait(_) => step,
        NodeKind::Call(call) => {
            let Ends { well, badly } = calls.ends(&call.procedure, process.variant);
            Place { ends: badly, goes_on: well, ..step }
        }
        // For one member the game is hardest: others could only help to end the case.
        NodeKind::Fork | NodeKind::ForEach(_) => Place { role: Role::Fork, is_step: false, ..step },
        NodeKind::Join(mode) => Place { role: Role::Join(*mode), is_step: false, ..step },
        NodeKind::End(_) | NodeKind::HandOver(_) => Place { ends: true, ..Place::default() },
    }
}

/// Not along a return that may be used no times, and not by the expiry of a wait without a bound. A fork
/// lets tokens go along all of its edges.
fn can_be_followed(process: &Process, EdgeRefTo { from, edge, .. }: EdgeRefTo<'_>) -> bool {
    match process.node(from).map(|node| &node.kind) {
        Some(NodeKind::Fork | NodeKind::ForEach(_)) => true,
        Some(NodeKind::Wait(wait)) if edge.answer == Some(Answer::Expiry) && wait.bound.is_none() => false,
        _ => edge.flow != Flow::Return { at_most: Some(0) },
    }
}

/// The edges at each node, one list after the other.
struct Fans {
    /// Where the list of each node ends, hence that of the next begins.
    ends: Vec<u32>,
    edges: Vec<EdgeNo>,
}

impl Fans {
    /// Of the node of each edge, edge by edge.
    fn of(process: &Process, nodes: impl Iterator<Item = NodeId> + Clone) -> Self {
        let mut begins = vec![0_u32; process.node_count() + 1];
        for node in nodes.clone() {
            if let Some(next) = begins.get_mut(node.index() + 1) {
                *next += 1;
            }
        }
        let mut sum = 0;
        for begin in &mut begins {
            sum += *begin;
            *begin = sum;
        }
        let mut edges = vec![EdgeNo(0); sum as usize];
        // As a list is filled, what was its beginning moves to its end.
        let mut ends = begins;
        for (node, edge) in nodes.zip(0..) {
            let Some(end) = ends.get_mut(node.index()) else { continue };
            if let Some(slot) = edges.get_mut(*end as usize) {
                *slot = EdgeNo(edge);
            }
            *end += 1;
        }
        Self { ends, edges }
    }

    fn of_node(&self, node: NodeId) -> &[EdgeNo] {
        let end = |index: usize| self.ends.get(index).map_or(0, |end| *end as usize);
        let begin = node.index().checked_sub(1).map_or(0, end);
        self.edges.get(begin..end(node.index())).unwrap_or_default()
    }
}
