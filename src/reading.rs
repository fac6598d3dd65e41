//! A regulation read back: what its file means, told in sentences to be laid beside the act.
//!
//! A [`Reading`] is data: sections of paragraphs, points and steps. It is made of the graphs and of what has
//! been proved of them; the writers turn it into text, Markdown or HTML and know no process.

mod accepted;
mod criterion;
mod html;
mod limits;
mod markdown;
mod merge;
mod procedure;
mod regulation;
mod roles;
mod steps;
mod text;
mod told;
mod ways;

use crate::acceptance::Acceptance;
use crate::graph::{Process, ProcessSet};
use crate::language::Language;
use crate::proof::Proof;

pub use html::html;
pub use markdown::markdown;
pub use text::text;
pub use ways::{Bundle, Choice, FEW, GraphWays, Round, Sum, Trails, Way, Ways, length};

/// A regulation, told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The language it is told in; titles are in that of the file.
    pub language: Language,
    /// What it is about.
    pub title: String,
    /// Its parts, in order.
    pub sections: Vec<Section>,
}

/// A part of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// How deep its heading stands: 2 under the title, 3 under that.
    pub level: u8,
    /// The heading.
    pub title: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A line that says what the blocks after it are about.
    Lead(String),
    /// A paragraph.
    Paragraph(String),
    /// Points, one under another.
    Points(Vec<String>),
    /// Numbered items.
    Steps(Vec<Item>),
}

/// An item of a numbered list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// What it is about, in the words of the act.
    pub title: String,
    /// The clauses, as they are written; empty where none is cited.
    pub cites: String,
    /// Its sentences.
    pub sentences: Vec<String>,
    /// What stands under it, point by point.
    pub points: Vec<String>,
}

/// What a reading is made of.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The regulation.
    pub set: &'a ProcessSet,
    /// The graphs to be told, those of a procedure one after another.
    pub processes: &'a [&'a Process],
    /// What is proved of their limits.
    pub proofs: &'a [Proof<'a>],
    /// What the author lets stand.
    pub acceptances: &'a [Acceptance],
    /// The language to tell it in.
    pub language: Language,
}

/// The reading of a regulation.
#[must_use]
pub fn read(told: &Told<'_>) -> Reading {
    let ways = Ways::of(told.set);
    let mut sections = regulation::sections(told);
    for processes in told.processes.chunk_by(|one, next| one.procedure == next.procedure) {
        sections.extend(procedure::sections(told, processes, &ways));
    }
    sections.extend(accepted::section_of(told));
    Reading { language: told.language, title: told.set.head.title.clone(), sections }
}

/// A section with these blocks; none where there is nothing to tell.
fn section(level: u8, title: String, blocks: Vec<Block>) -> Option<Section> {
    (!blocks.is_empty()).then_some(Section { level, title, blocks })
}

/// Points, where there are any.
fn points(points: Vec<String>) -> Option<Block> {
    (!points.is_empty()).then_some(Block::Points(points))
}

/// A sentence with its full stop; the abbreviations of clauses end in one.
fn stopped(text: String) -> String {
    if text.ends_with('.') { text } else { text + "." }
}

/// Clauses in brackets, with a blank before them.
fn bracketed(cites: &[crate::model::Citation], language: Language) -> String {
    let cites = crate::words::citations(cites, language);
    if cites.is_empty() { cites } else { format!(" ({cites})") }
}
