//! Which lines an acceptance covers: those of the block it stands in.
//!
//! A block is a line that declares or begins something, with the lines after it that say more about it.

use crate::ast::{Accepted, Name, Text};
use crate::source::Span;
use crate::syntax::statement::Statement;

/// The acceptances of a file; those of the open block do not know yet where it ends.
#[derive(Default)]
pub struct Acceptance {
    all: Vec<Accepted>,
    /// The line that opened the block.
    block: Option<Span>,
    /// How many of `all` are of earlier blocks.
    closed: usize,
}

impl Acceptance {
    /// A line opens a block, and so closes the one before.
    pub fn open_block(&mut self, line: Span) {
        self.close_block(line.start);
        self.block = Some(line);
    }

    /// The open block ends before this place.
    pub fn close_block(&mut self, end: u32) {
        for accepted in self.all.iter_mut().skip(self.closed) {
            accepted.covers.end = end;
        }
        self.closed = self.all.len();
    }

    /// Takes an acceptance of the open block; there must be one.
    pub fn accept(&mut self, codes: Vec<Name>, reason: Text) -> bool {
        self.all.extend(self.block.map(|covers| Accepted { codes, reason, covers }));
        self.block.is_some()
    }

    /// All of them, in text order.
    pub fn finish(&mut self) -> Vec<Accepted> {
        std::mem::take(&mut self.all)
    }
}

/// Whether a line opens a block.
pub fn opens_block(statement: &Statement) -> bool {
    matches!(
        statement,
        Statement::Uses(_)
            | Statement::Regulation(..)
            | Statement::Participant(_)
            | Statement::Outcome(_)
            | Statement::Event(_)
            | Statement::Fact(_)
            | Statement::Variant(_)
            | Statement::Procedure(..)
            | Statement::Step(_)
            | Statement::Parallel
            | Statement::Branch(..)
            | Statement::ForEach(..)
            | Statement::Join(_)
            | Statement::Wait(..)
            | Statement::Interrupt(..)
            | Statement::Call(..)
            | Statement::Calendar(..)
            | Statement::Case(_)
    )
}
