//! The events that clocks start and stop at, numbered for one process.

use crate::graph::{NodeId, NodeKind, Process};
use crate::model::{Anchor, Limit};

/// An event, ready to be looked up.
#[derive(Debug, Clone)]
pub enum Event {
    /// The application is filed.
    Filing,
    /// The procedure ends.
    Completion,
    /// A single event that is remembered by this number.
    Mark(usize),
    /// Whichever of these comes first.
    Earlier(Vec<Event>),
    /// Whichever of these comes last.
    Later(Vec<Event>),
}

impl Event {
    /// The numbers of the single events it is made of.
    pub fn marks(&self) -> Vec<usize> {
        match self {
            Self::Filing | Self::Completion => Vec::new(),
            Self::Mark(mark) => vec![*mark],
            Self::Earlier(events) | Self::Later(events) => events.iter().flat_map(Self::marks).collect(),
        }
    }
}

/// The single events of one process that must be remembered: each has the number of its mark.
#[derive(Debug, Clone)]
pub struct Marks<'a> {
    events: Vec<&'a Anchor>,
    setters: Vec<Setter>,
}

/// A node that sets a mark.
#[derive(Debug, Clone, Copy)]
struct Setter {
    mark: usize,
    node: NodeId,
    /// When it begins; otherwise when it ends.
    begins: bool,
}

impl<'a> Marks<'a> {
    /// The events that some limits of a process and its own steps wait for.
    pub fn of(process: &'a Process, limits: impl IntoIterator<Item = &'a Limit>) -> Self {
        let tasks = process.nodes().filter_map(|(_, node)| match &node.kind {
            NodeKind::Task(task) => task.not_before.as_ref().map(|not_before| &not_before.after),
            _ => None,
        });
        let anchors = limits.into_iter().flat_map(|limit| [&limit.from, &limit.until]).chain(tasks);
        let mut marks = Self { events: Vec::new(), setters: Vec::new() };
        for event in anchors.flat_map(Anchor::events) {
            if !matches!(event, Anchor::Filing | Anchor::Completion) && !marks.events.contains(&event) {
                marks.remember(event, process);
            }
        }
        marks.setters.sort_by_key(|setter| setter.node);
        marks
    }

    fn remember(&mut self, event: &'a Anchor, process: &Process) {
        let mark = self.events.len();
        let nodes = process.nodes().filter(|(_, node)| sets(event, &node.kind));
        let begins = matches!(event, Anchor::StartOf(_));
        self.setters.extend(nodes.map(|(node, _)| Setter { mark, node, begins }));
        self.events.push(event);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// The event of a mark.
    pub fn event_of(&self, mark: usize) -> Option<&'a Anchor> {
        self.events.get(mark).copied()
    }

    /// The marks that are set when a node begins.
    pub fn begun_by(&self, node: NodeId) -> Vec<usize> {
        self.set_by(node).filter(|setter| setter.begins).map(|setter| setter.mark).collect()
    }

    /// The marks that are set when a node ends.
    pub fn ended_by(&self, node: NodeId) -> Vec<usize> {
        self.set_by(node).filter(|setter| !setter.begins).map(|setter| setter.mark).collect()
    }

    fn set_by(&self, node: NodeId) -> impl Iterator<Item = &Setter> {
        let first = self.setters.partition_point(|setter| setter.node < node);
        self.setters.iter().skip(first).take_while(move |setter| setter.node == node)
    }

    /// Whether any node sets a mark.
    pub fn is_set(&self, mark: usize) -> bool {
        self.setters.iter().any(|setter| setter.mark == mark)
    }

    /// An anchor, ready to be looked up; [`None`] if it is not remembered.
    pub fn event(&self, anchor: &Anchor) -> Option<Event> {
        let all = |anchors: &[Anchor]| anchors.iter().map(|anchor| self.event(anchor)).collect::<Option<_>>();
        Some(match anchor {
            Anchor::Filing => Event::Filing,
            Anchor::Completion => Event::Completion,
            Anchor::Earlier(anchors) => Event::Earlier(all(anchors)?),
            Anchor::Later(anchors) => Event::Later(all(anchors)?),
            single => Event::Mark(self.events.iter().position(|event| *event == single)?),
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
