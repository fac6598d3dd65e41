//! Source text and places in it: files, byte spans, lines and columns.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The number of a file in its [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(u32);

/// A stretch of bytes of one file.
///
/// Spans survive every stage: a finding about a graph still points at the words the author typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// Byte offset of the first byte.
    pub start: u32,
    /// Byte offset after the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `source` over the given bytes.
    #[must_use]
    pub fn new(source: SourceId, start: u32, end: u32) -> Self {
        Self { source, start, end: end.max(start) }
    }

    /// The smallest span that covers both; the other's file is taken to be the same.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.source, self.start.min(other.start), self.end.max(other.end))
    }

    /// The bytes as a range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place it was written at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A line and a column, both counted from 1; the column counts characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// One `.reg` file: its name as the user gave it, its text, and where its lines begin.
///
/// Clones share the text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    name: String,
    body: Arc<Body>,
}

#[derive(Debug, Clone)]
struct Body {
    text: String,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// Indexes the lines of `text`.
    #[must_use]
    pub fn new(name: impl Into<String>, text: String) -> Self {
        let after = |(end, _): (usize, &str)| u32::try_from(end + 1).unwrap_or(u32::MAX);
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(after)).collect();
        Self { name: name.into(), body: Arc::new(Body { text, line_starts }) }
    }

    /// The same text under another name.
    #[must_use]
    pub fn named(&self, name: impl Into<String>) -> Self {
        Self { name: name.into(), body: Arc::clone(&self.body) }
    }

    /// The name as the user gave it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.body.text
    }

    /// The whole text, for somebody else.
    #[must_use]
    pub fn into_text(self) -> String {
        Arc::unwrap_or_clone(self.body).text
    }

    /// The text of a span; empty where the span does not fit the file.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text().get(span.range()).unwrap_or_default()
    }

    /// The number of lines, at least one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.body.line_starts.len()
    }

    /// The line that holds a byte offset, counted from 0.
    #[must_use]
    pub fn line_index(&self, offset: u32) -> usize {
        self.body.line_starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The byte range of a line counted from 0, without its line end.
    #[must_use]
    pub fn line_range(&self, index: usize) -> Range<usize> {
        let len = self.text().len();
        let start = self.body.line_starts.get(index).map_or(len, |start| *start as usize);
        let end = self.body.line_starts.get(index + 1).map_or(len, |start| *start as usize);
        let line = self.text().get(start..end).unwrap_or_default();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    }

    /// The text of a line counted from 0, without its line end.
    #[must_use]
    pub fn line_text(&self, index: usize) -> &str {
        self.text().get(self.line_range(index)).unwrap_or_default()
    }

    /// The line and column of a byte offset.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let index = self.line_index(offset);
        let start = self.line_range(index).start;
        let before = self.text().get(start..offset as usize).unwrap_or_default();
        Position { line: index + 1, column: before.chars().count() + 1 }
    }
}

/// Files that are worked on together, numbered one after another.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    /// The number of the first of them.
    first: u32,
    files: Vec<SourceFile>,
}

impl Sources {
    /// No files yet; the first will have this number. So of many files those at hand are held alone, and
    /// still no number means two of them.
    #[must_use]
    pub fn starting_at(number: usize) -> Self {
        Self { first: u32::try_from(number).unwrap_or(u32::MAX), files: Vec::new() }
    }

    /// Adds a file and returns its number.
    pub fn add(&mut self, file: SourceFile) -> SourceId {
        let id = SourceId(self.first.saturating_add(u32::try_from(self.files.len()).unwrap_or(u32::MAX)));
        self.files.push(file);
        id
    }

    /// The file of a number, if it is one of these.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&SourceFile> {
        self.files.get(id.0.checked_sub(self.first)? as usize)
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).map_or("", |file| file.slice(span))
    }

    /// Every file with its number, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        (self.first..).map(SourceId).zip(&self.files)
    }
}
