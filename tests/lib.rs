//! The integration tests, one module a topic.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets what it did not expect has failed"
)]

mod calendar;
mod cases;
mod command_line;
mod findings;
mod languages;
mod messages;
mod random;
mod robust;
mod runs;
mod support;
mod typing;
