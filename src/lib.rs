//! `regc` turns the transcription of a regulation into a process graph that is checked, run and drawn.

pub mod ast;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod duration;
pub mod export;
pub mod graph;
pub mod keywords;
pub mod language;
pub mod model;
pub mod program;
pub mod render;
pub mod report;
pub mod resolve;
pub mod run;
pub mod source;
pub mod syntax;
pub mod words;
