//! The integration tests, one module a topic.

mod calendar;
mod cases;
mod command_line;
mod findings;
mod languages;
mod messages;
#[allow(dead_code)]
mod random;
mod robust;
mod runs;
mod support;
mod typing;
