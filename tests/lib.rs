//! The integration tests, one module a topic.

mod calendar;
mod cases;
