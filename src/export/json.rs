//! The JSON that scripts depend on; `schema` counts its incompatible changes.

mod criteria;
mod limits;

use serde::Serialize;

use crate::graph::{EdgeRefTo, End, Flow, Node, NodeKind, Process, ProcessSet, StepLabel};
use crate::language::Language;
use crate::model::{
    Act, Answer, Citation, CitationLevel, Counting, Diagram, EventId, JoinMode, ParticipantId, ParticipantKind,
    Promise, Quantity, Repeal, StepKind, Term,
};

use criteria::{CriterionRecord, FactRecord};
use limits::{ClockRecord, LimitRecord, NotBeforeRecord, OverallRecord};

pub use limits::name_key as limit_key;

/// The format's edition.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    regulation: RegulationRecord<'a>,
    procedures: Vec<ProcedureRecord<'a>>,
}

#[derive(Serialize)]
struct RegulationRecord<'a> {
    id: &'a str,
    title: &'a str,
    language: Language,
    act: Option<&'a Act>,
    repealed: Option<&'a Repeal>,
    calendar: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counting: Option<&'static str>,
    participants: Vec<ParticipantRecord<'a>>,
    outcomes: Vec<OutcomeRecord<'a>>,
    variants: Vec<VariantRecord<'a>>,
    events: Vec<EventRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    facts: Vec<FactRecord<'a>>,
}

#[derive(Serialize)]
struct ParticipantRecord<'a> {
    id: &'a str,
    title: &'a str,
    kind: ParticipantKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<&'a str>,
}

#[derive(Serialize)]
struct OutcomeRecord<'a> {
    id: &'a str,
    title: &'a str,
    favourable: bool,
    cite: Vec<CiteRecord<'a>>,
}

#[derive(Serialize)]
struct VariantRecord<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct EventRecord<'a> {
    id: &'a str,
    title: &'a str,
    cite: Vec<CiteRecord<'a>>,
}

#[derive(Serialize)]
struct ProcedureRecord<'a> {
    id: &'a str,
    variant: Option<&'a str>,
    title: &'a str,
    channel: Option<&'a str>,
    cite: Vec<CiteRecord<'a>>,
    diagrams: &'a [Diagram],
    /// The overall term, told alone for readers that know of no other limit.
    limit: Option<OverallRecord<'a>>,
    limits: Vec<LimitRecord<'a>>,
    nodes: Vec<NodeRecord<'a>>,
    edges: Vec<EdgeRecord<'a>>,
}

/// A citation: `{"paragraph": "5", "subparagraph": "1"}`, in this order of levels.
pub type CiteRecord<'a> = std::collections::BTreeMap<CitationLevel, &'a str>;

#[derive(Serialize, Default)]
struct NodeRecord<'a> {
    id: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<StepKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    performer: Vec<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    automatic: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sends: Vec<MessageRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waiting: Vec<Quantity>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    term: Vec<Quantity>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    consecutive: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<PartRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    promise: Option<Promise>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_before: Option<NotBeforeRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    clocks: Vec<ClockRecord>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    criteria: Vec<CriterionRecord<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unstated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    join: Option<JoinMode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    procedure: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    favourable: Option<bool>,
    cite: Vec<CiteRecord<'a>>,
}

#[derive(Serialize)]
struct MessageRecord<'a> {
    to: &'a str,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct PartRecord<'a> {
    term: &'a [Quantity],
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct EdgeRecord<'a> {
    from: String,
    to: String,
    answer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    branch: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    returns: Option<ReturnRecord>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cite: Vec<CiteRecord<'a>>,
}

#[derive(Serialize)]
struct ReturnRecord {
    at_most: Option<u32>,
}

/// The graphs of a regulation as JSON, indented, with a line end.
#[must_use]
pub fn json(set: &ProcessSet) -> String {
    let document = Document {
        schema: SCHEMA,
        regulation: regulation(set),
        procedures: set.processes.iter().map(|process| procedure(set, process)).collect(),
    };
    // The records hold strings, numbers and maps with string keys only, which always serialise.
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

fn regulation(set: &ProcessSet) -> RegulationRecord<'_> {
    RegulationRecord {
        id: &set.head.id,
        title: &set.head.title,
        language: set.head.language,
        act: set.head.act.as_ref(),
        repealed: set.head.repealed.as_ref(),
        calendar: set.head.calendar.as_ref().map(|calendar| calendar.id.as_str()),
        counting: set.head.calendar.as_ref().map(|named| counting_key(named.calendar.spec().counting)),
        participants: set
            .head
            .participants
            .iter()
            .map(|one| ParticipantRecord {
                id: &one.id,
                title: &one.title,
                kind: one.kind,
                calendar: one.calendar.as_ref().map(|calendar| calendar.id.as_str()),
            })
            .collect(),
        outcomes: set
            .head
            .outcomes
            .iter()
            .map(|one| OutcomeRecord {
                id: &one.id,
                title: &one.title,
                favourable: one.favourable,
                cite: cites(&one.cites),
            })
            .collect(),
        variants: set.head.variants.iter().map(|one| VariantRecord { id: &one.id, title: &one.title }).collect(),
        events: set
            .head
            .events
            .iter()
            .map(|one| EventRecord { id: &one.id, title: &one.title, cite: cites(&one.cites) })
            .collect(),
        facts: set.head.facts.iter().map(criteria::fact).collect(),
    }
}

fn counting_key(counting: Counting) -> &'static str {
    match counting {
        Counting::ByDays => "by_days",
        Counting::ToTheMinute => "to_the_minute",
    }
}

fn procedure<'a>(set: &'a ProcessSet, process: &'a Process) -> ProcedureRecord<'a> {
    ProcedureRecord {
        id: &process.procedure,
        variant: process.variant.and_then(|variant| set.head.variant(variant)).map(|variant| variant.id.as_str()),
        title: &process.title,
        channel: process.channel.and_then(|channel| participant(set, channel)),
        cite: cites(&process.cites),
        diagrams: &process.diagrams,
        limit: process.overall().map(|limit| limits::overall(&set.head, limit)),
        limits: process.limits.iter().map(|limit| limits::limit(&set.head, limit)).collect(),
        nodes: process.nodes().map(|(id, one)| node(set, id.index(), one)).collect(),
        edges: process.edges().map(|one| edge(set, &one)).collect(),
    }
}

fn participant(set: &ProcessSet, id: ParticipantId) -> Option<&str> {
    set.head.participant(id).map(|participant| participant.id.as_str())
}

/// Citations as records.
pub fn cites(citations: &[Citation]) -> Vec<CiteRecord<'_>> {
    citations.iter().map(|one| one.parts.iter().map(|part| (part.level, part.number.as_str())).collect()).collect()
}

fn node<'a>(set: &'a ProcessSet, index: usize, node: &'a Node) -> NodeRecord<'a> {
    let base = NodeRecord { id: format!("n{index}"), cite: cites(&node.cites), ..NodeRecord::default() };
    let performers = |ids: &'a [ParticipantId]| ids.iter().filter_map(|id| participant(set, *id)).collect();
    match &node.kind {
        NodeKind::Start => NodeRecord { kind: "start", ..base },
        NodeKind::Task(task) => NodeRecord {
            kind: "step",
            title: Some(&task.title),
            performer: performers(&task.performers),
            automatic: task.automatic,
            sends: task
                .sends
                .iter()
                .filter_map(|one| Some(MessageRecord { to: participant(set, one.to)?, title: one.title.as_deref() }))
                .collect(),
            not_before: task.not_before.as_ref().map(|moment| limits::not_before(&set.head, moment)),
            events: events(set, &task.events),
            ..timed(labelled(base, &task.step), task.waiting.as_ref(), task.term.as_ref())
        },
        NodeKind::Decision(decision) => NodeRecord {
            kind: "decision",
            title: Some(&decision.title),
            performer: performers(&decision.checkers),
            criteria: decision.criteria.as_ref().map(|of| criteria::criteria(set, of)).unwrap_or_default(),
            unstated: decision.unstated,
            ..timed(labelled(base, &decision.step), decision.waiting.as_ref(), decision.term.as_ref())
        },
        NodeKind::Fork => NodeRecord { kind: "fork", ..base },
        NodeKind::ForEach(each) => NodeRecord { kind: "for_each", title: Some(&each.title), ..base },
        NodeKind::Join(mode) => NodeRecord { kind: "join", join: Some(*mode), ..base },
        NodeKind::Wait(wait) => NodeRecord {
            kind: "wait",
            title: Some(&wait.title),
            performer: performers(&wait.from),
            clocks: wait.clocks.iter().map(limits::clock).collect(),
            events: events(set, &wait.events),
            ..timed(base, None, wait.bound.as_ref())
        },
        NodeKind::Call(call) => {
            NodeRecord { kind: "call", title: Some(&call.title), procedure: Some(&call.procedure), ..base }
        }
        NodeKind::HandOver(hand_over) => NodeRecord {
            kind: "hand_over",
            title: Some(&hand_over.title),
            performer: performers(std::slice::from_ref(&hand_over.to)),
            procedure: Some(&hand_over.procedure),
            ..base
        },
        NodeKind::Interrupt(interrupt) => NodeRecord {
            kind: "interrupt",
            title: Some(&interrupt.title),
            performer: performers(&interrupt.from),
            events: events(set, &interrupt.events),
            ..base
        },
        NodeKind::End(End::TacitConsent) => {
            NodeRecord { kind: "end", outcome: Some("tacit_consent"), favourable: Some(true), ..base }
        }
        NodeKind::End(End::Outcome(outcome)) => {
            let outcome = set.head.outcome(*outcome);
            NodeRecord {
                kind: "end",
                outcome: outcome.map(|outcome| outcome.id.as_str()),
                favourable: outcome.map(|outcome| outcome.favourable),
                ..base
            }
        }
    }
}

fn events<'a>(set: &'a ProcessSet, ids: &[EventId]) -> Vec<&'a str> {
    ids.iter().filter_map(|id| set.head.event(*id)).map(|event| event.id.as_str()).collect()
}

fn labelled<'a>(record: NodeRecord<'a>, label: &StepLabel) -> NodeRecord<'a> {
    let (mut number, mut name) = (None, None);
    match &label.name {
        // `5` is a number, `5.1` is a name of two numbers and no fraction.
        Some(crate::model::StepName::Number(of)) if of.minor.is_none() => number = Some(of.major.into()),
        Some(crate::model::StepName::Number(of)) => number = Some(of.to_string().into()),
        Some(crate::model::StepName::Id(id)) => name = Some(id.clone()),
        None => {}
    }
    NodeRecord { step: Some(label.kind), number, name, ..record }
}

fn timed<'a>(record: NodeRecord<'a>, waiting: Option<&'a Term>, term: Option<&'a Term>) -> NodeRecord<'a> {
    let quantities = |term: Option<&Term>| term.map(|term| term.duration.quantities.clone()).unwrap_or_default();
    NodeRecord {
        waiting: quantities(waiting),
        term: quantities(term),
        promise: term.and_then(|term| term.promise),
        consecutive: term.is_some_and(|term| term.duration.consecutive),
        parts: term
            .map(|term| term.parts.as_slice())
            .unwrap_or_default()
            .iter()
            .map(|part| PartRecord { term: &part.duration.quantities, title: part.title.as_deref() })
            .collect(),
        ..record
    }
}

fn answer(set: &ProcessSet, answer: &Answer) -> String {
    match answer {
        Answer::Yes => "yes".to_owned(),
        Answer::No => "no".to_owned(),
        Answer::Other(title) => title.clone(),
        Answer::Outcome(outcome) => set.head.outcome(*outcome).map(|outcome| outcome.id.clone()).unwrap_or_default(),
        Answer::Reply => "reply".to_owned(),
        Answer::Expiry => "expiry".to_owned(),
    }
}

fn edge<'a>(set: &ProcessSet, edge: &EdgeRefTo<'a>) -> EdgeRecord<'a> {
    let answer = edge.edge.answer.as_ref().map(|answer| self::answer(set, answer));
    EdgeRecord {
        from: format!("n{}", edge.from.index()),
        to: format!("n{}", edge.to.index()),
        answer,
        branch: edge.edge.branch.as_deref(),
        returns: match edge.edge.flow {
            Flow::Forward => None,
            Flow::Return { at_most } => Some(ReturnRecord { at_most }),
        },
        cite: cites(&edge.edge.cites),
    }
}
