//! The integration tests, one module a topic.

mod calendar;
mod cases;
mod findings;
mod languages;
mod messages;
#[allow(dead_code)]
mod robust;
mod support;
mod typing;
