//! Process graphs for other tools, one format a file.

mod json;

pub use json::json;
pub(crate) use json::{CiteRecord, cites, limit_key};
