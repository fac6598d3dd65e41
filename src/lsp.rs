//! The author's desk: what `regc lsp` answers an editor, as the Language Server Protocol has it.
//!
//! A [`Server`] is a state that takes messages and gives messages back. It starts nothing, waits for nothing and knows
//! no clock: `cli` reads and writes, says when it is quiet, and is asked for files by way of [`Disk`]. So whatever
//! comes in whatever order, the answer is a function of what came before.

mod across;
mod actions;
mod address;
mod answers;
mod commands;
mod complete;
mod desk;
mod disk;
mod document;
mod entry;
mod findings;
mod folding;
mod hints;
mod hover;
mod inbox;
mod names;
mod place;
mod projects;
mod proving;
mod rename;
mod rows;
mod server;
mod setup;
mod symbols;
mod tokens;

pub use disk::{Disk, Stamp};
pub use inbox::Inbox;
pub use proving::{Proved, Proving};
pub use server::{Rest, Server};
