//! Tokens: the places a case has reached, taken in the order of their instants.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::calendar::Instant;
use crate::graph::{End, NodeId};

/// When something happens that never does: after all that can be counted.
pub const NEVER: Instant = Instant::from_seconds(i64::MAX);

/// A way through the procedure that a case is on, and when it comes to the next place.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub at: Instant,
    /// The innermost fork it is a branch of.
    pub turn: Option<Turn>,
    /// The record of the step it comes from, which is going on until `at`.
    pub record: Option<u32>,
}

/// One time that a fork was come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn(u32);

/// A place that a token comes to.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    /// A node of the graph.
    Node(NodeId),
    /// An end that a called procedure has come to, and that is its caller's too.
    End(End),
    /// Where the case cannot go on, unless it ends before: a wait that no reply comes to.
    Silence(NodeId),
    /// A call that is broken off before it comes to its end.
    Nowhere,
}

/// The tokens of one procedure.
///
/// Those of one instant are taken in the order they were made.
///
/// INVARIANT: `next` comes before all of `queue`, and is there unless there are none. Most procedures have one
/// token at a time, so the queue is seldom needed.
#[derive(Debug, Default)]
pub struct Tokens {
    next: Option<Queued>,
    queue: BinaryHeap<Queued>,
    made: u32,
    turns: Vec<Branches>,
}

/// The branches of a fork's turn.
#[derive(Debug)]
struct Branches {
    /// The turn that it is a branch of itself.
    outer: Option<Turn>,
    /// How many have come to the join.
    arrived: usize,
}

#[derive(Debug)]
struct Queued {
    token: Token,
    place: Place,
    number: u32,
}

impl Tokens {
    /// Adds a token on its way to a place.
    pub fn put(&mut self, place: Place, token: Token) {
        let mut later = Queued { token, place, number: self.made };
        self.made += 1;
        match &mut self.next {
            None => self.next = Some(later),
            Some(next) => {
                if later > *next {
                    std::mem::swap(next, &mut later);
                }
                self.queue.push(later);
            }
        }
    }

    /// Takes the next token, at the place it comes to.
    pub fn take(&mut self) -> Option<(Place, Token)> {
        let taken = self.next.take()?;
        self.next = self.queue.pop();
        Some((taken.place, taken.token))
    }

    /// A fork is come to by a token.
    pub fn fork(&mut self, token: &Token) -> Turn {
        self.turns.push(Branches { outer: token.turn, arrived: 0 });
        Turn(u32::try_from(self.turns.len() - 1).unwrap_or(u32::MAX))
    }

    /// A branch comes to its join: how many have by now, and the turn that the fork is a branch of.
    pub fn join(&mut self, turn: Turn) -> (usize, Option<Turn>) {
        let Some(branches) = self.turns.get_mut(turn.0 as usize) else { return (0, None) };
        branches.arrived += 1;
        (branches.arrived, branches.outer)
    }

    /// Cancels the tokens of a fork's turn; returns the records of the steps they come from.
    pub fn cancel(&mut self, turn: Turn) -> Vec<u32> {
        let mut records = Vec::new();
        let turns = &self.turns;
        let mut goes_on = |queued: &Queued| {
            let cancelled = is_in(turns, queued.token.turn, turn);
            records.extend(queued.token.record.filter(|_| cancelled));
            !cancelled
        };
        self.queue.retain(&mut goes_on);
        self.next = self.next.take().filter(goes_on).or_else(|| self.queue.pop());
        records
    }
}

/// Whether a token of the turn `of` is in a branch of another.
fn is_in(turns: &[Branches], mut of: Option<Turn>, other: Turn) -> bool {
    while let Some(turn) = of {
        if turn == other {
            return true;
        }
        of = turns.get(turn.0 as usize).and_then(|branches| branches.outer);
    }
    false
}

/// The greatest is taken first: the earliest, and of one instant the one that was made first.
impl Ord for Queued {
    fn cmp(&self, other: &Self) -> Ordering {
        (other.token.at, other.number).cmp(&(self.token.at, self.number))
    }
}

impl PartialOrd for Queued {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Queued {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Queued {}
