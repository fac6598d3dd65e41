//! What a diagram says: what is written in its boxes and beside its arrows, and whose each box is.

use std::collections::{BTreeMap, BTreeSet};

use super::drawing::{Line, Symbol};
use super::roles::Roles;
use super::text::Face;
use super::wording;
use crate::graph::{EdgeRefTo, End, Flow, Node, NodeId, NodeKind, Process, ProcessSet, StepLabel};
use crate::language::Language;
use crate::model::{Answer, DiagramStyle, JoinMode, OutcomeId, ParticipantId, StepKind, StepName};
use crate::words;

/// A symbol before it has a size.
#[derive(Debug, Clone)]
pub(super) struct Content {
    pub(super) id: String,
    pub(super) symbol: Symbol,
    /// What it is called where it is not seen.
    pub(super) name: String,
    /// Paragraphs, each in one face.
    pub(super) text: Vec<(String, Face)>,
    pub(super) tooltip: Option<String>,
    /// The lane it stands in; 0 where there are no lanes.
    pub(super) lane: usize,
    /// The nodes that it stands for, by number.
    pub(super) nodes: Vec<usize>,
}

/// An arrow before it has a way.
#[derive(Debug, Clone)]
pub(super) struct Tie {
    /// The boxes it joins, by number.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: String,
    /// The clauses it rests on.
    pub(super) tooltip: Option<String>,
    pub(super) line: Line,
    /// The answer that rather leads on with the flow: yes, or the reply came.
    pub(super) preferred: bool,
    /// The edge that it stands for, by its place.
    pub(super) edge: Option<usize>,
}

/// All that a diagram of one process says.
pub(super) struct Figure {
    pub(super) boxes: Vec<Content>,
    pub(super) ties: Vec<Tie>,
    /// The headings of the lanes.
    pub(super) lanes: Vec<String>,
}

pub(super) fn figure(set: &ProcessSet, process: &Process, style: DiagramStyle) -> Figure {
    let roles = Roles::new(set, process, style);
    let writer = Writer { set, process, style, language: set.head.language, roles: &roles };
    let mut drafter = Drafter { writer, boxes: Vec::new(), ties: Vec::new(), taken: BTreeSet::new() };
    drafter.draft();
    Figure { boxes: drafter.boxes, ties: drafter.ties, lanes: roles.headings(set) }
}

/// Makes boxes and arrows of nodes and edges.
struct Drafter<'a> {
    writer: Writer<'a>,
    boxes: Vec<Content>,
    ties: Vec<Tie>,
    taken: BTreeSet<String>,
}

impl Drafter<'_> {
    fn draft(&mut self) {
        let process = self.writer.process;
        let mut numbers: BTreeMap<NodeId, usize> = BTreeMap::new();
        for (id, node) in process.nodes() {
            // An end that only repeats the refusal before it is drawn with it.
            if let Some(before) = self.writer.message_before(id).and_then(|before| numbers.get(&before).copied()) {
                numbers.insert(id, before);
                self.boxes.get_mut(before).into_iter().for_each(|content| content.nodes.push(id.index()));
                continue;
            }
            let content = self.writer.content(id, node, &mut self.taken);
            numbers.insert(id, self.boxes.len());
            self.boxes.push(content);
            self.draft_messages(id, node);
        }
        for (place, edge) in process.edges().enumerate() {
            let (Some(from), Some(to)) = (numbers.get(&edge.from), numbers.get(&edge.to)) else { continue };
            if from == to && edge.from != edge.to {
                continue;
            }
            let lanes = [*from, *to].map(|number| self.boxes.get(number).map(|content| content.lane));
            let [one, other] = lanes;
            self.ties.push(Tie {
                from: *from,
                to: *to,
                label: self.writer.label(edge),
                tooltip: self.writer.cited(&edge.edge.cites),
                line: if self.writer.style == DiagramStyle::Interaction && one != other {
                    Line::Message
                } else {
                    Line::Flow
                },
                preferred: matches!(edge.edge.answer, Some(Answer::Yes | Answer::Reply)),
                edge: Some(place),
            });
        }
    }

    /// What a step hands to a participant who has no step of his own would be seen nowhere else.
    fn draft_messages(&mut self, id: NodeId, node: &Node) {
        let NodeKind::Task(task) = &node.kind else { return };
        let from = self.boxes.len() - 1;
        for message in &task.sends {
            let Some(lane) = self.writer.roles.receiver(message.to) else { continue };
            let title = message.title.clone().unwrap_or_default();
            let number = self.boxes.len();
            self.boxes.push(Content {
                id: unique(&format!("message-n{}", id.index()), &mut self.taken),
                symbol: Symbol::Message,
                name: title.clone(),
                text: Vec::new(),
                tooltip: (!title.is_empty()).then_some(title),
                lane,
                nodes: vec![id.index()],
            });
            let tooltip = self.writer.cited(&node.cites);
            let label = String::new();
            self.ties.push(Tie { from, to: number, label, tooltip, line: Line::Message, preferred: false, edge: None });
        }
    }
}

struct Writer<'a> {
    set: &'a ProcessSet,
    process: &'a Process,
    style: DiagramStyle,
    language: Language,
    roles: &'a Roles,
}

impl Writer<'_> {
    fn content(&self, id: NodeId, node: &Node, taken: &mut BTreeSet<String>) -> Content {
        let tooltip = self.tooltip(node);
        let symbol = self.symbol(id, node);
        let text = self.text(node);
        let name = text.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" ");
        let text = if symbol.has_text() { text } else { Vec::new() };
        Content {
            id: unique(&self::name(id, node), taken),
            symbol,
            name,
            text,
            tooltip,
            lane: self.roles.lane(id),
            nodes: vec![id.index()],
        }
    }

    /// The step whose message is the refusal itself: nothing but this end follows it.
    fn message_before(&self, id: NodeId) -> Option<NodeId> {
        if self.style == DiagramStyle::Flowchart || !self.is_refusal(id) {
            return None;
        }
        let incoming = self.process.incoming(id);
        let [only] = incoming.as_slice() else { return None };
        let is_task = matches!(self.process.node(only.from)?.kind, NodeKind::Task(_));
        (is_task && self.process.outgoing(only.from).len() == 1).then_some(only.from)
    }

    fn is_refusal(&self, id: NodeId) -> bool {
        match self.process.node(id).map(|node| &node.kind) {
            Some(NodeKind::End(End::Outcome(id))) => {
                self.set.head.outcome(*id).is_some_and(|outcome| !outcome.favourable)
            }
            _ => false,
        }
    }

    /// Whether nothing but a refusal follows a step, so that both are drawn as one.
    fn refuses(&self, id: NodeId) -> bool {
        let outgoing = self.process.outgoing(id);
        matches!(outgoing.as_slice(), [only] if self.message_before(only.to) == Some(id))
    }

    /// A diagram of interaction begins and ends with a message; if it ends in several ways, each says
    /// which it is.
    fn end(&self) -> Symbol {
        let ends =
            self.process.nodes().filter(|(id, node)| matches!(node.kind, NodeKind::End(_)) && !self.is_refusal(*id));
        match self.style {
            DiagramStyle::Interaction if ends.count() == 1 => Symbol::MessageEnd,
            _ => Symbol::Favourable,
        }
    }

    fn symbol(&self, id: NodeId, node: &Node) -> Symbol {
        match &node.kind {
            NodeKind::Start if self.style == DiagramStyle::Interaction => Symbol::MessageStart,
            NodeKind::Start => Symbol::Start,
            NodeKind::Task(_) if self.refuses(id) => Symbol::Refusal,
            NodeKind::Task(_) => Symbol::Task,
            NodeKind::Decision(_) => Symbol::Decision,
            NodeKind::Fork | NodeKind::ForEach(_) | NodeKind::Join(_) => Symbol::Bar,
            NodeKind::Wait(_) => Symbol::Wait,
            NodeKind::Call(_) => Symbol::Call,
            NodeKind::HandOver(_) => Symbol::HandOver,
            NodeKind::Interrupt(_) => Symbol::Interrupt,
            NodeKind::End(_) if self.is_refusal(id) => Symbol::Refusal,
            NodeKind::End(_) => self.end(),
        }
    }

    fn text(&self, node: &Node) -> Vec<(String, Face)> {
        let term = |waiting, term| words::waiting_and_term(waiting, term, self.language);
        let (title, people, term) = match &node.kind {
            NodeKind::Start => (wording::filing(self.language, self.style).to_owned(), self.channel(), None),
            NodeKind::Task(task) => (
                self.headed(&task.step, &task.title),
                self.people(self.unseen(&task.performers)),
                term(task.waiting.as_ref(), task.term.as_ref()),
            ),
            NodeKind::Decision(choice) if choice.unstated => {
                (wording::unstated_choice(self.language).to_owned(), String::new(), None)
            }
            NodeKind::Decision(decision) => (
                self.headed(&decision.step, &decision.title),
                String::new(),
                term(decision.waiting.as_ref(), decision.term.as_ref()),
            ),
            NodeKind::Fork | NodeKind::ForEach(_) | NodeKind::Join(_) => return Vec::new(),
            NodeKind::Wait(wait) => {
                let bound = wait.bound.as_ref().map(|bound| words::term(bound, self.language));
                (
                    wording::wait_for(&wait.title, self.language),
                    self.people(&wait.from),
                    bound.map(|bound| wording::bound(&bound, self.language)),
                )
            }
            NodeKind::Call(call) => (call.title.clone(), String::new(), None),
            NodeKind::HandOver(hand_over) => {
                (wording::handed_over(&hand_over.title, self.language), self.people(&[hand_over.to]), None)
            }
            NodeKind::Interrupt(interrupt) => {
                (wording::at_any_time(&interrupt.title, self.language), self.people(&interrupt.from), None)
            }
            NodeKind::End(End::Outcome(id)) => (words::capitalised(self.outcome(*id)), String::new(), None),
            NodeKind::End(End::TacitConsent) => (wording::tacit_consent(self.language).to_owned(), String::new(), None),
        };
        let term = term.map(|term| whole_numbers(&format!("({term})"))).unwrap_or_default();
        [(title, Face::Regular), (people, Face::Italic), (term, Face::Bold)]
            .into_iter()
            .filter(|(text, _)| !text.trim().is_empty())
            .collect()
    }

    /// A title after the number the act gives the step; a name of the author's is not printed.
    fn headed(&self, step: &StepLabel, title: &str) -> String {
        match step.name {
            Some(StepName::Number(_)) => {
                let label = words::capitalised(&words::step_label(step, self.language));
                format!("{}. {title}", label.replace(' ', "\u{a0}"))
            }
            _ => title.to_owned(),
        }
    }

    /// Whom the lane does not name.
    fn unseen<'b>(&self, performers: &'b [ParticipantId]) -> &'b [ParticipantId] {
        if self.style == DiagramStyle::Flowchart || performers.len() > 1 { performers } else { &[] }
    }

    fn channel(&self) -> String {
        if self.style != DiagramStyle::Flowchart {
            return String::new();
        }
        self.process.channel.map(|id| self.people(&[id])).unwrap_or_default()
    }

    fn people(&self, ids: &[ParticipantId]) -> String {
        let titles: Vec<_> = ids.iter().filter_map(|id| Some(self.set.head.participant(*id)?.title.as_str())).collect();
        titles.join(", ")
    }

    fn outcome(&self, id: OutcomeId) -> &str {
        self.set.head.outcome(id).map_or("", |outcome| &outcome.title)
    }

    /// The clauses of the act, and who decides where the rhombus has no room for that.
    fn tooltip(&self, node: &Node) -> Option<String> {
        let deciders = match &node.kind {
            NodeKind::Decision(decision) => self.people(&decision.checkers),
            _ => String::new(),
        };
        let parts: Vec<_> =
            [Some(deciders), self.cited(&node.cites)].into_iter().flatten().filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    fn cited(&self, cites: &[crate::model::Citation]) -> Option<String> {
        (!cites.is_empty()).then(|| words::citations(cites, self.language))
    }

    fn label(&self, edge: EdgeRefTo<'_>) -> String {
        let answer = edge.edge.answer.as_ref().map_or("", |answer| self.answer(answer, edge.to));
        let branch = edge.edge.branch.as_deref().unwrap_or_default();
        let of_each = match self.process.node(edge.from).map(|node| &node.kind) {
            Some(NodeKind::ForEach(each)) => Some(wording::for_each(&each.title, self.language)),
            _ => None,
        };
        let branch = of_each.as_deref().unwrap_or(branch);
        let bound = match edge.edge.flow {
            Flow::Return { at_most: Some(n) } => format!("({})", words::at_most_times(n, self.language)),
            _ => String::new(),
        };
        let first = match self.process.node(edge.from).map(|node| &node.kind) {
            Some(NodeKind::Join(JoinMode::First)) => wording::first_suffices(self.language),
            _ => "",
        };
        let parts: Vec<_> = [answer, branch, &bound, first].into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }

    fn answer<'a>(&'a self, answer: &'a Answer, to: NodeId) -> &'a str {
        match answer {
            Answer::Yes => words::yes_no(true, self.language),
            Answer::No => words::yes_no(false, self.language),
            Answer::Other(text) => text,
            // The end it leads to says the same.
            Answer::Outcome(id) if self.ends_in(to, *id) => "",
            Answer::Outcome(id) => self.outcome(*id),
            Answer::Reply => wording::reply(self.language),
            Answer::Expiry => wording::expiry(self.language),
        }
    }

    fn ends_in(&self, node: NodeId, outcome: OutcomeId) -> bool {
        let kind = self.process.node(node).map(|node| &node.kind);
        matches!(kind, Some(NodeKind::End(End::Outcome(id))) if *id == outcome)
    }
}

/// A number stays on the line of what it counts.
fn whole_numbers(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for letter in text.chars() {
        let is_after_digit = whole.ends_with(|before: char| before.is_ascii_digit());
        whole.push(if letter == ' ' && is_after_digit { '\u{a0}' } else { letter });
    }
    whole
}

/// A name made of the node's kind and number, the same in every language.
fn name(id: NodeId, node: &Node) -> String {
    let numbered = |kind: &str| format!("{kind}-n{}", id.index());
    match &node.kind {
        NodeKind::Start => "start".to_owned(),
        NodeKind::Task(task) => step_name(&task.step).unwrap_or_else(|| numbered(step_kind(task.step.kind))),
        NodeKind::Decision(choice) if choice.unstated => {
            step_name(&choice.step).map_or_else(|| numbered("choice"), |step| format!("choice-{step}"))
        }
        NodeKind::Decision(decision) => step_name(&decision.step).unwrap_or_else(|| numbered("condition")),
        NodeKind::Fork => numbered("fork"),
        NodeKind::ForEach(_) => numbered("for-each"),
        NodeKind::Join(_) => numbered("join"),
        NodeKind::Wait(_) => numbered("wait"),
        NodeKind::Call(_) => numbered("call"),
        NodeKind::HandOver(_) => numbered("hand-over"),
        NodeKind::Interrupt(_) => numbered("interrupt"),
        NodeKind::End(_) => numbered("end"),
    }
}

fn step_name(step: &StepLabel) -> Option<String> {
    let safe = |letter: char| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '_' };
    let name: String = step.name.as_ref()?.to_string().chars().map(safe).collect();
    Some(format!("{}-{name}", step_kind(step.kind)))
}

fn step_kind(kind: StepKind) -> &'static str {
    words::step_kind(kind, Language::En)
}

fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(free.clone());
    free
}
