//! The integration tests, one module a topic.

mod calendar;
mod cases;
mod findings;
mod support;
