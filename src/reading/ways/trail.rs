//! Which choices a way takes. Ways that begin alike share what they have in common, so that a million of them
//! cost no more than the places where they part.

use crate::graph::NodeId;
use crate::model::Answer;

/// A choice on a way: by which answer it goes on from a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The number of the graph in its regulation.
    pub graph: usize,
    /// The decision or wait.
    pub node: NodeId,
    /// The answer.
    pub answer: Answer,
}

/// The choices of one way; what they are is in [`Trails`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trail(Option<usize>);

#[derive(Debug)]
enum Link {
    /// A choice, after those before it.
    Took(Trail, Choice),
    /// Other choices, after those before them: of a called procedure, or of branches side by side.
    Along(Trail, Vec<Trail>),
}

/// The choices of all ways.
#[derive(Debug, Default)]
pub struct Trails(Vec<Link>);

impl Trails {
    /// A way that goes on by a choice.
    pub(in crate::reading) fn took(&mut self, before: Trail, choice: Choice) -> Trail {
        self.push(Link::Took(before, choice))
    }

    /// A way that goes on by other ways, one told after another.
    pub(in crate::reading) fn along(&mut self, before: Trail, others: &[Trail]) -> Trail {
        let others: Vec<_> = others.iter().copied().filter(|other| other.0.is_some()).collect();
        match (before, others.as_slice()) {
            (_, []) => before,
            (Trail(None), [only]) => *only,
            _ => self.push(Link::Along(before, others)),
        }
    }

    fn push(&mut self, link: Link) -> Trail {
        self.0.push(link);
        Trail(Some(self.0.len() - 1))
    }

    /// The choices of a way, in order.
    #[must_use]
    pub fn choices(&self, trail: Trail) -> Vec<&Choice> {
        let mut choices = Vec::new();
        let mut open = vec![trail];
        while let Some(Trail(at)) = open.pop() {
            match at.and_then(|at| self.0.get(at)) {
                Some(Link::Took(before, choice)) => {
                    choices.push(choice);
                    open.push(*before);
                }
                // From the last to the first: those before them are looked at when all of them have been.
                Some(Link::Along(before, others)) => {
                    open.push(*before);
                    open.extend(others);
                }
                None => {}
            }
        }
        choices.reverse();
        choices
    }
}
