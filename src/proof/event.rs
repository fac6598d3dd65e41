//! The events that clocks start and stop at, as marks that a pass sets when it comes to them.

use super::Unprovable;
use super::state::State;
use crate::calendar::Moving;
use crate::graph::{NodeId, NodeKind, Process};
use crate::limit;
use crate::model::{Anchor, Head, Limit};

/// An event, ready to be looked up.
#[derive(Debug, Clone)]
pub enum Event {
    Filing,
    Completion,
    /// What a state remembers in this place.
    Mark(usize),
    Earlier(Vec<Event>),
    Later(Vec<Event>),
}

impl Event {
    /// When it happened in a case that was filed at `filed`, has come to `state`, and ended at
    /// `completed`, if it has.
    pub fn at(&self, filed: Moving, completed: Option<Moving>, state: &State, steady: &mut i64) -> Option<Moving> {
        match self {
            Self::Filing => Some(filed),
            Self::Completion => completed,
            Self::Mark(mark) => state.past().and_then(|past| past.marks.get(*mark).copied().flatten()),
            Self::Earlier(events) => {
                let known = events.iter().map(|event| event.at(filed, completed, state, steady)).collect();
                limit::earliest(known, |a, b| a.earlier(b, steady))
            }
            Self::Later(events) => {
                let known = events.iter().map(|event| event.at(filed, completed, state, steady)).collect();
                limit::latest(known, |a, b| a.later(b, steady))
            }
        }
    }
}

/// The single events of one process that must be remembered: each has the number of its mark.
pub struct Marks<'a> {
    events: Vec<&'a Anchor>,
    setters: Vec<Setter>,
}

/// A node that sets a mark.
struct Setter {
    mark: usize,
    node: NodeId,
    /// When it begins; otherwise when it ends.
    begins: bool,
}

impl<'a> Marks<'a> {
    /// The events that a limit of a process and its own steps wait for.
    pub fn of(process: &'a Process, limit: Option<&'a Limit>) -> Self {
        let tasks = process.nodes().filter_map(|(_, node)| match &node.kind {
            NodeKind::Task(task) => task.not_before.as_ref().map(|not_before| &not_before.after),
            _ => None,
        });
        let anchors = limit.into_iter().flat_map(|limit| [&limit.from, &limit.until]).chain(tasks);
        let mut marks = Self { events: Vec::new(), setters: Vec::new() };
        for event in anchors.flat_map(Anchor::events) {
            if !matches!(event, Anchor::Filing | Anchor::Completion) && !marks.events.contains(&event) {
                marks.remember(event, process);
            }
        }
        marks
    }

    fn remember(&mut self, event: &'a Anchor, process: &Process) {
        let mark = self.events.len();
        let nodes = process.nodes().filter(|(_, node)| sets(event, &node.kind));
        let begins = matches!(event, Anchor::StartOf(_));
        self.setters.extend(nodes.map(|(node, _)| Setter { mark, node, begins }));
        self.events.push(event);
    }

    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// The marks that are set when a node begins.
    pub fn begun_by(&self, node: NodeId) -> Vec<usize> {
        self.setters.iter().filter(|setter| setter.node == node && setter.begins).map(|setter| setter.mark).collect()
    }

    /// The marks that are set when a node ends.
    pub fn ended_by(&self, node: NodeId) -> Vec<usize> {
        self.setters.iter().filter(|setter| setter.node == node && !setter.begins).map(|setter| setter.mark).collect()
    }

    /// An anchor, ready to be looked up.
    ///
    /// # Errors
    ///
    /// It cannot happen by anything the process does: it comes from outside, at a moment nobody knows.
    pub fn required(&self, anchor: &Anchor, head: &Head) -> Result<Event, Unprovable> {
        Ok(match anchor {
            Anchor::Filing => Event::Filing,
            Anchor::Completion => Event::Completion,
            Anchor::Earlier(anchors) => Event::Earlier(self.all(anchors, head)?),
            Anchor::Later(anchors) => Event::Later(self.all(anchors, head)?),
            single => Event::Mark(self.mark(single, head)?),
        })
    }

    fn all(&self, anchors: &[Anchor], head: &Head) -> Result<Vec<Event>, Unprovable> {
        anchors.iter().map(|anchor| self.required(anchor, head)).collect()
    }

    fn mark(&self, anchor: &Anchor, head: &Head) -> Result<usize, Unprovable> {
        let mark = self.events.iter().position(|event| *event == anchor);
        let set = mark.filter(|mark| self.setters.iter().any(|setter| setter.mark == *mark));
        set.ok_or_else(|| match anchor {
            Anchor::Event(event) => {
                let title = head.event(*event).map(|event| event.title.clone());
                Unprovable::FromOutside(title.unwrap_or_default())
            }
            _ => Unprovable::NeverBegins,
        })
    }
}

/// Whether a node makes an event happen.
pub fn sets(event: &Anchor, node: &NodeKind) -> bool {
    match event {
        Anchor::StartOf(step) | Anchor::EndOf(step) => node.label().is_some_and(|label| label.is(step)),
        Anchor::Event(event) => match node {
            NodeKind::Task(task) => task.events.contains(event),
            NodeKind::Wait(wait) => wait.events.contains(event),
            NodeKind::Interrupt(interrupt) => interrupt.events.contains(event),
            _ => false,
        },
        _ => false,
    }
}
