//! Where a line stands, and what stood there before it was folded.

use super::tree::Parsed;
use crate::source::{SourceId, Span};
use crate::syntax::fold::Folded;

/// The most letters of the author's that a finding repeats.
const LONGEST_QUOTE: usize = 60;

/// Where a line stands: turns places of the folded text into places of the file.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The folded line.
    pub folded: &'a Folded,
    /// The line as typed.
    pub line: &'a str,
    /// The file.
    pub source: SourceId,
    /// The byte the line begins at.
    pub base: u32,
}

impl Place<'_> {
    /// The span in the file of a range of the folded text.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let at = |offset: usize| self.base + u32::try_from(offset).unwrap_or(u32::MAX);
        let begins = if start < self.folded.text().len() { self.folded.original(start) } else { self.end(start) };
        Span::new(self.source, at(begins), at(self.end(end)))
    }

    /// The place behind the letter before an offset of the folded text. Letters change their length in
    /// folding, so it is found by the letter as typed, and what follows that letter does not matter.
    fn end(&self, offset: usize) -> usize {
        let last = self.folded.text().get(..offset).and_then(|text| text.char_indices().next_back());
        last.map_or(0, |(at, _)| self.after(self.folded.original(at)))
    }

    /// The place behind the letter that stands at a place of the line.
    fn after(&self, at: usize) -> usize {
        at + self.line.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    }

    /// The span in the file of what stands between the quotation marks that begin at an offset of the
    /// folded text.
    pub fn quoted(&self, start: usize) -> Span {
        let at = |offset: usize| self.base + u32::try_from(offset).unwrap_or(u32::MAX);
        let begins = self.after(self.folded.original(start));
        Span::new(self.source, at(begins), at(self.folded.original(start + '«'.len_utf8())))
    }

    /// What the author typed where the folded text has this range; of a long text, the beginning.
    pub fn typed(&self, start: usize, end: usize) -> String {
        let ends = if end < self.folded.text().len() { self.folded.original(end) } else { self.end(end) };
        let typed = self.line.get(self.folded.original(start)..ends).unwrap_or_default().trim_end();
        match typed.char_indices().nth(LONGEST_QUOTE) {
            Some((cut, _)) => format!("{}…", typed.get(..cut).unwrap_or_default()),
            None => typed.to_owned(),
        }
    }

    pub fn pair(&self, pair: Parsed<'_>) -> Span {
        let start = pair.start();
        self.span(start, start + pair.as_str().trim_end().len())
    }
}
