//! The choices that lead a case to where it is, kept only when a witness is wanted.

use crate::calendar::Instant;
use crate::graph::NodeId;
use crate::model::Answer;

/// One choice on a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<'a> {
    /// The procedure it is made in.
    pub procedure: &'a str,
    /// The node it is made at.
    pub node: NodeId,
    pub made: Made<'a>,
}

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made<'a> {
    Answer(&'a Answer),
    /// The procedure is broken off at this moment.
    BrokenOff(Instant),
}

/// All ways at once, as a tree whose branches can come together again: each place knows the places
/// before it. Place 0 is the beginning.
#[derive(Debug, Default)]
pub struct Trail<'a> {
    /// Nothing is kept unless this is set.
    pub kept: bool,
    places: Vec<Place<'a>>,
}

#[derive(Debug)]
enum Place<'a> {
    After(usize, Choice<'a>),
    /// Two parallel branches have come together.
    Both(usize, usize),
}

impl<'a> Trail<'a> {
    /// The place after a choice.
    pub fn after(&mut self, place: usize, choice: Choice<'a>) -> usize {
        self.push(place, || Place::After(place, choice))
    }

    /// The place where two branches have come together.
    pub fn both(&mut self, one: usize, other: usize) -> usize {
        self.push(one, || Place::Both(one, other))
    }

    fn push(&mut self, otherwise: usize, place: impl FnOnce() -> Place<'a>) -> usize {
        if !self.kept {
            return otherwise;
        }
        self.places.push(place());
        self.places.len()
    }

    /// The choices that lead to a place, in the order they were made in each procedure and branch.
    pub fn choices(&self, place: usize) -> Vec<Choice<'a>> {
        let mut seen = vec![false; self.places.len() + 1];
        let mut found: Vec<(usize, Choice<'a>)> = Vec::new();
        let mut open = vec![place];
        while let Some(place) = open.pop() {
            if seen.get_mut(place).is_none_or(|seen| std::mem::replace(seen, true)) {
                continue;
            }
            match place.checked_sub(1).and_then(|index| self.places.get(index)) {
                Some(Place::After(before, choice)) => {
                    found.push((place, *choice));
                    open.push(*before);
                }
                Some(Place::Both(one, other)) => open.extend([*one, *other]),
                None => {}
            }
        }
        // A place is always made after those before it.
        found.sort_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, choice)| choice).collect()
    }
}
