//! Tokens: the places a case has reached, taken in the order of their instants.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Stop;
use crate::calendar::Instant;
use crate::graph::{End, NodeId};

/// When something happens that never does: after all that can be counted.
pub const NEVER: Instant = Instant::from_seconds(i64::MAX);

/// A way through the procedure that a case is on, and when it comes to the next place.
pub struct Token {
    pub at: Instant,
    /// The parallel branches it is in: their fork's turn, from the outermost.
    pub turns: Vec<usize>,
    /// The entry of the step it comes from, which is going on until `at`.
    pub entry: Option<usize>,
}

/// A place that a token comes to.
pub enum Place {
    /// A node of the graph.
    Node(NodeId),
    /// An end that a called procedure has come to, and that is its caller's too.
    End(End),
    /// Where the case cannot go on, unless it ends before.
    Stop(Stop),
}

/// The tokens of one procedure.
///
/// Those of one instant are taken in the order they were made.
#[derive(Default)]
pub struct Tokens {
    tokens: Vec<Option<(Place, Token)>>,
    queue: BinaryHeap<Reverse<(Instant, usize)>>,
}

impl Tokens {
    /// Adds a token on its way to a place.
    pub fn put(&mut self, place: Place, token: Token) {
        self.queue.push(Reverse((token.at, self.tokens.len())));
        self.tokens.push(Some((place, token)));
    }

    /// Takes the next token, at the place it comes to.
    pub fn take(&mut self) -> Option<(Place, Token)> {
        while let Some(Reverse((_, index))) = self.queue.pop() {
            let token = self.tokens.get_mut(index).and_then(Option::take);
            if token.is_some() {
                return token;
            }
        }
        None
    }

    /// Cancels the tokens of a fork's turn; returns the entries of the steps they come from.
    pub fn cancel(&mut self, turn: usize) -> Vec<usize> {
        let is_in = |(_, token): &mut (Place, Token)| token.turns.contains(&turn);
        self.tokens.iter_mut().filter_map(|slot| slot.take_if(is_in)?.1.entry).collect()
    }
}
