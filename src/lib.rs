//! `regc` turns the transcription of a regulation into a process graph that is checked, run and drawn.

pub mod graph;
pub mod language;
pub mod model;
pub mod render;
pub mod source;
pub mod words;
