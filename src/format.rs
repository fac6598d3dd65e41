//! One canonical layout for a file, and the file in another language.
//!
//! A line keeps the words its author chose; what is put right is what stands around and between them. Indentation
//! says how blocks nest and means nothing, so it is written from the blocks. What a layout may not touch at all –
//! titles, comments, names, figures – is copied from the text as typed.

mod numeral;
mod page;
mod plain;
mod row;
mod translate;
mod typed;

use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::source::{SourceFile, SourceId};
use crate::syntax;
use crate::syntax::lines::{Seen, each_line};
use crate::syntax::lower::{Parsed, Place};

use page::Page;
use typed::Typed;

/// A file in the canonical layout.
///
/// # Errors
///
/// The first error that keeps its lines from being understood; names are not looked up. Such a file has no
/// layout, since nobody knows what its lines were meant to be.
pub fn format(source: &SourceFile, id: SourceId) -> Result<String, Box<Diagnostic>> {
    is_understood(source, id)?;
    let mut page = Page::default();
    each_line(source, id, |seen| {
        let text = seen.parts.map(|parts| line(parts, &seen));
        page.add(&seen, text);
    });
    Ok(page.finish())
}

/// A file in another language, in the canonical layout: every word of the language is the first of those that the
/// table has for its meaning. So a translation there and back is the same as one into the file's own language.
///
/// # Errors
///
/// It has an error, or a line would not be understood in that language.
pub fn translate(source: &SourceFile, id: SourceId, to: Language) -> Result<String, Refusal> {
    is_understood(source, id).map_err(Refusal::Error)?;
    let mut page = Page::default();
    each_line(source, id, |seen| {
        let text = seen.parts.map(|parts| translate::line(parts, seen.place, to));
        page.add(&seen, text);
    });
    let there = SourceFile::new(source.name(), page.finish());
    match is_understood(&there, id) {
        Ok(()) => Ok(there.into_text()),
        Err(error) => Err(Refusal::Lost(there.line_text(there.line_index(error.span.start)).trim().to_owned())),
    }
}

/// Why a file is not translated.
#[derive(Debug)]
pub enum Refusal {
    /// It has an error.
    Error(Box<Diagnostic>),
    /// A line of it, put into the other language, would not be understood; the line as it would be.
    Lost(String),
}

/// A line in its author's words; one with words of another language is put into that of the file.
fn line(parts: Parsed<'_>, seen: &Seen<'_>) -> String {
    if translate::has_foreign_words(parts, seen.language) {
        return translate::line(parts, seen.place, seen.language);
    }
    plain::line(parts, seen.place)
}

/// The comment of a line: its bytes in the line as typed.
pub(crate) fn comment(place: Place<'_>) -> Option<(usize, usize)> {
    let text = Typed::new(place).comment();
    let end = place.line.trim_end().len();
    (!text.is_empty()).then(|| (end - text.len(), end))
}

fn is_understood(source: &SourceFile, id: SourceId) -> Result<(), Box<Diagnostic>> {
    let (_, mut findings) = syntax::parse(source, id);
    findings.sort_by_key(|finding| finding.span);
    findings.into_iter().find(Diagnostic::is_error).map_or(Ok(()), |error| Err(Box::new(error)))
}
