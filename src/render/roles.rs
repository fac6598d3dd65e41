//! Whose each step is: the lanes of a diagram, and the lane of every node.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Flow, Node, NodeId, NodeKind, Process, ProcessSet};
use crate::model::{DiagramStyle, ParticipantId, ParticipantKind};

/// The participants of a diagram, a lane each.
#[derive(Debug, Default)]
pub(super) struct Roles {
    /// In the order of the lanes; [`None`] is a lane of steps that nobody is named for.
    order: Vec<Option<ParticipantId>>,
    /// By node.
    lanes: BTreeMap<NodeId, usize>,
    /// Those who only receive.
    receivers: BTreeSet<ParticipantId>,
}

impl Roles {
    pub(super) fn new(set: &ProcessSet, process: &Process, style: DiagramStyle) -> Self {
        if style == DiagramStyle::Flowchart {
            return Self::default();
        }
        let owners = owners(set, process);
        let active: BTreeSet<ParticipantId> = owners.values().filter_map(|owner| *owner).collect();
        let receivers = match style {
            DiagramStyle::Interaction => receivers(process).filter(|to| !active.contains(to)).collect(),
            _ => BTreeSet::new(),
        };
        let mut order: Vec<Option<ParticipantId>> = owners.values().copied().collect();
        order.extend(receivers.iter().map(|to| Some(*to)));
        order.sort_by_key(|owner| (rank(set, *owner, style), *owner));
        order.dedup();
        let lane = |owner: &Option<ParticipantId>| order.iter().position(|other| other == owner).unwrap_or(0);
        let lanes = owners.iter().map(|(node, owner)| (*node, lane(owner))).collect();
        Self { order, lanes, receivers }
    }

    pub(super) fn lane(&self, node: NodeId) -> usize {
        self.lanes.get(&node).copied().unwrap_or(0)
    }

    /// The lane of a participant who only receives.
    pub(super) fn receiver(&self, participant: ParticipantId) -> Option<usize> {
        let lane = self.order.iter().position(|owner| *owner == Some(participant))?;
        self.receivers.contains(&participant).then_some(lane)
    }

    pub(super) fn headings(&self, set: &ProcessSet) -> Vec<String> {
        let title = |owner: &Option<ParticipantId>| owner.and_then(|id| Some(set.head.participant(id)?.title.clone()));
        self.order.iter().map(|owner| title(owner).unwrap_or_default()).collect()
    }
}

/// The applicant comes first. A diagram of interaction has the provider at its end, after the systems
/// that stand between the two; a directory of processes has the systems there.
fn rank(set: &ProcessSet, owner: Option<ParticipantId>, style: DiagramStyle) -> u8 {
    let kind = owner.and_then(|id| set.head.participant(id)).map(|participant| participant.kind);
    match (kind, style) {
        (Some(ParticipantKind::Applicant), _) => 0,
        (Some(ParticipantKind::External), _) => 1,
        (Some(ParticipantKind::Provider), DiagramStyle::Interaction) => 3,
        (Some(ParticipantKind::System), DiagramStyle::Interaction) | (Some(ParticipantKind::Provider), _) => 2,
        (Some(ParticipantKind::System), _) => 3,
        (None, _) => 4,
    }
}

fn receivers(process: &Process) -> impl Iterator<Item = ParticipantId> {
    process.nodes().flat_map(|(_, node)| match &node.kind {
        NodeKind::Task(task) => task.sends.iter().map(|message| message.to).collect::<Vec<_>>(),
        _ => Vec::new(),
    })
}

/// Who has each node. What nobody is named for belongs to whoever was at work before it.
fn owners(set: &ProcessSet, process: &Process) -> BTreeMap<NodeId, Option<ParticipantId>> {
    let applicant = set.head.participants.iter().position(|one| one.kind == ParticipantKind::Applicant);
    let applicant = applicant.map(ParticipantId::new);
    let first = process.nodes().find_map(|(_, node)| named(node));
    let is_provider = |id: &ParticipantId| {
        set.head.participant(*id).is_some_and(|participant| participant.kind == ParticipantKind::Provider)
    };
    let provider = process.nodes().filter_map(|(_, node)| named(node)).find(is_provider);
    let mut owners: BTreeMap<NodeId, Option<ParticipantId>> = BTreeMap::new();
    for (id, node) in process.nodes() {
        let inherited = || {
            let incoming = process.incoming(id);
            let forward = incoming.iter().find(|edge| edge.edge.flow == Flow::Forward && edge.from < id);
            forward.and_then(|edge| owners.get(&edge.from).copied().flatten()).or(first)
        };
        let owner = match &node.kind {
            NodeKind::Start => applicant.or(process.channel).or(first),
            NodeKind::End(_) if is_favourable(set, node) => applicant.or_else(inherited),
            // A procedure of the same regulation is the provider's work, whoever was at work before it.
            NodeKind::Call(_) => provider.or_else(inherited),
            _ => named(node).or_else(inherited),
        };
        owners.insert(id, owner);
    }
    owners
}

/// Who is named for a node.
pub(super) fn named(node: &Node) -> Option<ParticipantId> {
    match &node.kind {
        NodeKind::Task(task) => task.performers.first().copied(),
        NodeKind::Decision(decision) => decision.checkers.first().copied(),
        NodeKind::Interrupt(interrupt) => interrupt.from.first().copied(),
        _ => None,
    }
}

fn is_favourable(set: &ProcessSet, node: &Node) -> bool {
    match node.kind {
        NodeKind::End(crate::graph::End::Outcome(id)) => set.head.outcome(id).is_some_and(|outcome| outcome.favourable),
        NodeKind::End(crate::graph::End::TacitConsent) => true,
        _ => false,
    }
}
