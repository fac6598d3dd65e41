//! Process graphs for other tools, one format a file.

mod json;

pub use json::json;
