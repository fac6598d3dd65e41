//! The lines of a file one by one, each with its parts and how deep it stands.
//!
//! Those who write a file anew need what [`parse`](super::parse()) lets go: which words make up a line. They
//! go through a file once it is known to have no errors.

use pest::Parser;

use super::fold::Folded;
use super::grammar::{RegParser, Rule};
use super::line::{self, Reading};
use super::lower::{Parsed, Place, Tree};
use super::parse::{header, keyword_of, lines, understand};
use super::statement::{Line, Statement};
use super::structure::levels::Stands;
use super::structure::{Structure, opens_block};
use crate::ast::File;
use crate::diagnostic::{Diagnostic, Section};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::source::{SourceFile, SourceId};

/// A line of a file.
pub struct Seen<'a> {
    /// The language of the file.
    pub language: Language,
    /// What the grammar makes of it; nothing of a line that is empty, holds a comment alone or is not understood.
    pub parts: Option<Parsed<'a>>,
    /// The line, as typed and as folded.
    pub place: Place<'a>,
    /// How deep it stands.
    pub level: usize,
    /// The part of the file it stands in.
    pub section: Section,
    /// The keyword it begins with, if it begins with one that may stand there.
    pub keyword: Option<Keyword>,
    /// It begins a procedure, a calendar or a case.
    pub opens_section: bool,
}

/// Goes through the lines of a file without errors. One with errors is gone through as far as it is understood.
pub fn each_line(source: &SourceFile, id: SourceId, mut see: impl FnMut(Seen<'_>)) {
    let mut findings = Vec::new();
    let Ok(language) = header(&mut lines(source), id, &mut findings) else { return };
    let structure = Structure::new(source, File { language, ..File::default() }, &mut findings);
    let (folded, tree) = (Folded::default(), Tree::default());
    let mut reader = Reader { id, language, structure, folded, tree, is_first: true, block: 0 };
    for (base, text) in lines(source) {
        reader.line(text, base, &mut see);
    }
}

struct Reader<'a> {
    id: SourceId,
    language: Language,
    structure: Structure<'a>,
    folded: Folded,
    tree: Tree,
    /// The line that names the language is still to come.
    is_first: bool,
    /// How deep the line stands that opened the block.
    block: usize,
}

impl Reader<'_> {
    fn line(&mut self, text: &str, base: u32, see: &mut impl FnMut(Seen<'_>)) {
        // The language is known behind the first line only, and that has no words of its own.
        if self.folded.fold(text, !self.is_first && self.language != Language::En).is_err() {
            return;
        }
        let is_empty = self.folded.text().is_empty();
        let section = self.structure.section();
        let keyword = if self.is_first { None } else { keyword_of(self.folded.text(), section) };
        let taken = match is_empty {
            true => None,
            false if self.is_first => self.header(),
            false => self.take(text, base),
        };
        let (level, opens_section) = taken.unwrap_or_default();
        let (language, id) = (self.language, self.id);
        let place = Place { folded: &self.folded, line: text, source: id, base };
        let parts = self.tree.root(self.folded.text()).filter(|_| taken.is_some());
        see(Seen { language, parts, place, level, section, keyword, opens_section });
    }

    fn header(&mut self) -> Option<(usize, bool)> {
        self.is_first = false;
        let pairs = RegParser::parse(Rule::header_line, self.folded.text()).ok()?;
        self.tree.lay_out(pairs);
        Some((0, false))
    }

    /// Understands a line and hands it to the structure: how deep it stands, and whether it begins a section.
    fn take(&mut self, text: &str, base: u32) -> Option<(usize, bool)> {
        let place = Place { folded: &self.folded, line: text, source: self.id, base };
        let span = place.span(0, place.folded.text().len());
        let rule = match line::reading(place.folded.text(), self.structure.section()) {
            Reading::By(rule, _) => rule,
            Reading::Named => Rule::case_fact_line,
            _ => return None,
        };
        let mut findings: Vec<Diagnostic> = Vec::new();
        let statement = understand(rule, place, self.language, &mut self.tree, &mut findings)?;
        let stands = Stands::of(&statement);
        let accepts = matches!(statement, Statement::Accepted(..));
        let opens_block = opens_block(&statement);
        let opens_section =
            matches!(statement, Statement::Procedure(..) | Statement::Calendar(..) | Statement::Case(_));
        self.structure.take(Line { statement, span });
        let level = if accepts { self.block + 1 } else { self.structure.level(stands) };
        if opens_block {
            self.block = level;
        }
        Some((level, opens_section))
    }
}
