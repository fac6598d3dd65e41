//! The integration tests, one module a topic.

#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests read fixtures and start regc, and a test that cannot go on has failed"
)]

mod begin;
mod book;
mod calendar;
mod cases;
mod command_line;
mod coverage;
mod criteria;
mod documents;
mod drawn;
mod editor;
mod findings;
mod fixes;
mod fmt;
mod formats;
mod graphviz;
mod languages;
mod lsp;
mod many_files;
mod messages;
mod moments;
mod outputs;
mod proofs;
mod random;
mod reading;
mod readme;
mod recovery;
mod robust;
mod rules;
mod runs;
mod settings;
mod soundness;
mod step;
mod support;
mod tested;
mod translation;
mod typing;
mod walks;
mod written;
