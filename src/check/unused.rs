//! A name that is declared and that no procedure uses.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Namespace, Problem};
use crate::graph::{End, NodeKind, Process, ProcessSet};
use crate::model::{Anchor, Criteria, EventId, FactId, OutcomeId, ParticipantId, VariantId};
use crate::source::Span;

/// Reports each participant, outcome, kind of the service, event and fact that no procedure uses.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let used = Used::by(set);
    let head = &set.head;
    let participants = head.participants.iter().enumerate().map(|(index, one)| {
        (Namespace::Participant, &one.id, one.span, used.participants.contains(&ParticipantId::new(index)))
    });
    let outcomes =
        head.outcomes.iter().enumerate().map(|(index, one)| {
            (Namespace::Outcome, &one.id, one.span, used.outcomes.contains(&OutcomeId::new(index)))
        });
    let variants =
        head.variants.iter().enumerate().map(|(index, one)| {
            (Namespace::Variant, &one.id, one.span, used.variants.contains(&VariantId::new(index)))
        });
    let events = head
        .events
        .iter()
        .enumerate()
        .map(|(index, one)| (Namespace::Event, &one.id, one.span, used.events.contains(&EventId::new(index))));
    let facts = head
        .facts
        .iter()
        .enumerate()
        .map(|(index, one)| (Namespace::Fact, &one.id, one.span, used.facts.contains(&FactId::new(index))));
    let all = participants.chain(outcomes).chain(variants).chain(events).chain(facts);
    all.filter(|(.., is_used)| !is_used).map(|(namespace, name, span, _)| finding(namespace, name, span)).collect()
}

fn finding(namespace: Namespace, name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Problem::Unused { namespace, name: name.to_owned() }, span)
}

/// The names that procedures use.
#[derive(Default)]
struct Used {
    participants: HashSet<ParticipantId>,
    outcomes: HashSet<OutcomeId>,
    variants: HashSet<VariantId>,
    events: HashSet<EventId>,
    facts: HashSet<FactId>,
}

impl Used {
    fn by(set: &ProcessSet) -> Self {
        let mut used = Self::default();
        for process in &set.processes {
            used.process(process);
        }
        used
    }

    fn process(&mut self, process: &Process) {
        self.participants.extend(process.channel);
        self.variants.extend(process.variant);
        for limit in &process.limits {
            self.anchors([&limit.from, &limit.until]);
            self.outcomes.extend(limit.expiry.as_ref().and_then(|expiry| expiry.outcome));
        }
        for (_, node) in process.nodes() {
            self.node(&node.kind);
        }
    }

    fn node(&mut self, node: &NodeKind) {
        match node {
            NodeKind::Task(task) => {
                self.participants.extend(&task.performers);
                self.participants.extend(task.sends.iter().map(|message| message.to));
                self.events.extend(&task.events);
                self.anchors(task.not_before.as_ref().map(|not_before| &not_before.after));
            }
            NodeKind::Decision(decision) => {
                self.participants.extend(&decision.checkers);
                self.facts.extend(decision.criteria.iter().flat_map(Criteria::facts));
            }
            NodeKind::Wait(wait) => {
                self.participants.extend(&wait.from);
                self.events.extend(&wait.events);
            }
            NodeKind::HandOver(hand_over) => {
                self.participants.insert(hand_over.to);
            }
            NodeKind::Interrupt(interrupt) => {
                self.participants.extend(&interrupt.from);
                self.events.extend(&interrupt.events);
            }
            NodeKind::End(End::Outcome(outcome)) => {
                self.outcomes.insert(*outcome);
            }
            _ => {}
        }
    }

    fn anchors<'a>(&mut self, anchors: impl IntoIterator<Item = &'a Anchor>) {
        let events = anchors.into_iter().flat_map(Anchor::events);
        self.events.extend(events.filter_map(|event| match event {
            Anchor::Event(event) => Some(*event),
            _ => None,
        }));
    }
}
