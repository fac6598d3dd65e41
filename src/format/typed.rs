//! What the author typed where the folded line has a word.

use crate::keywords::{self, Keyword};
use crate::syntax::fold;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::{Parsed, Place};

/// A line as typed.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    place: Place<'a>,
}

impl<'a> Typed<'a> {
    /// The line of a place.
    pub fn new(place: Place<'a>) -> Self {
        Self { place }
    }

    /// The folded line.
    pub fn folded(self) -> &'a str {
        self.place.folded.text()
    }

    /// What stands behind the last word: nothing, or a comment.
    pub fn comment(self) -> &'a str {
        fold::trim_start(self.place.line.get(self.end()..).unwrap_or_default()).trim_end()
    }

    /// The place behind the last letter, and the marks that belong to it.
    fn end(self) -> usize {
        let end = (self.place.span(0, self.folded().len()).end - self.place.base) as usize;
        end + fold::marks_len(self.place.line.get(end..).unwrap_or_default())
    }

    /// A word or number, as the author wrote it.
    pub fn word(self, leaf: Parsed<'_>) -> String {
        let start = self.place.folded.original(leaf.start());
        let end = if leaf.end() < self.folded().len() { self.place.folded.original(leaf.end()) } else { self.end() };
        let typed = self.place.line.get(start..end).unwrap_or_default();
        match leaf.rule() {
            // These are printed as they are, whatever they hold.
            Rule::act_number | Rule::zone_name => typed.trim_end().to_owned(),
            _ => fold::tidy(typed),
        }
    }

    /// A word of the language in the letters of its script; `ё` is the author's.
    pub fn keyword(self, leaf: Parsed<'_>) -> String {
        let spelling = leaf.as_str().trim_end();
        if leaf.as_keyword() == Some(Keyword::NumberSign) {
            return number_sign(spelling).to_owned();
        }
        let typed = self.word(leaf).to_lowercase().replace(DASHES, "-");
        if typed.replace('ё', "е") == spelling { typed } else { keywords::printed(spelling).to_owned() }
    }

    /// The words between quotation marks, and the marks to put around them.
    pub fn quotation(self, leaf: Parsed<'_>) -> (&'a str, (&'a str, &'a str)) {
        let line = self.place.line;
        let span = self.place.quoted(leaf.start());
        let (start, end) = ((span.start - self.place.base) as usize, (span.end - self.place.base) as usize);
        let quoted = line.get(start..end).unwrap_or_default();
        if fold::fits_guillemets(quoted) {
            return (quoted, ("«", "»"));
        }
        let open = line.get(..start).and_then(|before| before.char_indices().next_back()).map_or(start, |(at, _)| at);
        let close = line.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let mark = |from: usize, to: usize| line.get(from..to).unwrap_or_default();
        (quoted, (mark(open, start), mark(end, end + close)))
    }
}

/// The dashes that are read as a hyphen.
const DASHES: [char; 7] = ['–', '—', '‒', '―', '‐', '\u{2011}', '−'];

/// The sign before an act's number, as it is printed.
pub fn number_sign(spelling: &str) -> &str {
    match spelling {
        "no" => "No",
        "n" => "N",
        sign => sign,
    }
}
