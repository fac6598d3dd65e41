//! What is written in the symbols and beside the arrows of a flowchart.

use std::collections::BTreeSet;

use super::plan::{Link, Trait};
use crate::graph::{EdgeRefTo, End, Flow, Node, NodeId, NodeKind, Process, ProcessSet, StepLabel};
use crate::language::Language;
use crate::model::{Answer, JoinMode, OutcomeId, ParticipantId, StepKind, StepName};
use crate::render::drawing::Symbol;
use crate::render::text::Face;
use crate::render::wording;
use crate::words;

/// A symbol before it has a size.
#[derive(Debug, Clone)]
pub(super) struct Content {
    pub(super) id: String,
    pub(super) symbol: Symbol,
    /// Paragraphs, each in one face.
    pub(super) text: Vec<(String, Face)>,
    pub(super) tooltip: Option<String>,
}

/// All that a flowchart of one process says.
pub(super) struct Contents {
    /// By node number.
    pub(super) nodes: Vec<Content>,
    /// By link.
    pub(super) labels: Vec<String>,
    /// By link: the clauses it rests on.
    pub(super) tooltips: Vec<Option<String>>,
}

pub(super) fn contents(set: &ProcessSet, process: &Process) -> Contents {
    let writer = Writer { set, process, language: set.head.language };
    let mut taken = BTreeSet::new();
    Contents {
        nodes: process.nodes().map(|(id, node)| writer.content(id, node, &mut taken)).collect(),
        labels: process.edges().map(|edge| writer.label(edge)).collect(),
        tooltips: process.edges().map(|edge| writer.cited(&edge.edge.cites)).collect(),
    }
}

/// What the layout has to know of the nodes.
pub(super) fn traits(contents: &Contents) -> Vec<Trait> {
    let of =
        |content: &Content| Trait { bar: content.symbol == Symbol::Bar, refusal: content.symbol == Symbol::Refusal };
    contents.nodes.iter().map(of).collect()
}

pub(super) fn links(process: &Process) -> Vec<Link> {
    let of = |edge: EdgeRefTo<'_>| Link {
        from: edge.from.index(),
        to: edge.to.index(),
        preferred: matches!(edge.edge.answer, Some(Answer::Yes | Answer::Reply)),
    };
    process.edges().map(of).collect()
}

struct Writer<'a> {
    set: &'a ProcessSet,
    process: &'a Process,
    language: Language,
}

impl Writer<'_> {
    fn content(&self, id: NodeId, node: &Node, taken: &mut BTreeSet<String>) -> Content {
        let tooltip = self.tooltip(node);
        Content { id: unique(&name(id, node), taken), symbol: self.symbol(node), text: self.text(node), tooltip }
    }

    fn symbol(&self, node: &Node) -> Symbol {
        match &node.kind {
            NodeKind::Start => Symbol::Start,
            NodeKind::Task(_) => Symbol::Task,
            NodeKind::Decision(_) => Symbol::Decision,
            NodeKind::Fork | NodeKind::ForEach(_) | NodeKind::Join(_) => Symbol::Bar,
            NodeKind::Wait(_) => Symbol::Wait,
            NodeKind::Call(_) => Symbol::Call,
            NodeKind::HandOver(_) => Symbol::HandOver,
            NodeKind::Interrupt(_) => Symbol::Interrupt,
            NodeKind::End(End::Outcome(id))
                if self.set.head.outcome(*id).is_some_and(|outcome| !outcome.favourable) =>
            {
                Symbol::Refusal
            }
            NodeKind::End(_) => Symbol::Favourable,
        }
    }

    fn text(&self, node: &Node) -> Vec<(String, Face)> {
        let term = |waiting, term| words::waiting_and_term(waiting, term, self.language);
        let (title, people, term) = match &node.kind {
            NodeKind::Start => (wording::filing(self.language).to_owned(), self.channel(), None),
            NodeKind::Task(task) => (
                self.headed(&task.step, &task.title),
                self.people(&task.performers),
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
        let term = term.map(|term| format!("({term})")).unwrap_or_default();
        [(title, Face::Regular), (people, Face::Italic), (term, Face::Bold)]
            .into_iter()
            .filter(|(text, _)| !text.trim().is_empty())
            .collect()
    }

    /// A title after the number the act gives the step; a name of the author's is not printed.
    fn headed(&self, step: &StepLabel, title: &str) -> String {
        match step.name {
            Some(StepName::Number(_)) => {
                format!("{}. {title}", words::capitalised(&words::step_label(step, self.language)))
            }
            _ => title.to_owned(),
        }
    }

    fn channel(&self) -> String {
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
