//! Words with letters of another script that look the same.

use super::fold::{self, Folded};
use super::lower::Place;
use crate::diagnostic::{Diagnostic, Problem};
use crate::language::Language;
use crate::source::{SourceFile, SourceId, Span};

/// Words with letters of another script, counted: they get one finding a file.
#[derive(Default)]
pub struct Mixed {
    first: Option<(Span, String, char)>,
    count: usize,
}

impl Mixed {
    /// Notes such words of a line.
    pub fn see(&mut self, place: Place<'_>) {
        for (start, end) in place.folded.mixed_words() {
            self.count += 1;
            if self.first.is_some() {
                continue;
            }
            let (start, end) = (*start as usize, *end as usize);
            let other = letters(place, start, end).next();
            if let Some((_, letter, _)) = other {
                self.first = Some((place.span(start, end), place.typed(start, end), letter));
            }
        }
    }

    /// What is found of them.
    pub fn finding(self) -> Option<Diagnostic> {
        let (span, word, letter) = self.first?;
        Some(Diagnostic::new(Problem::MixedScript { word, letter, count: self.count }, span))
    }
}

/// Every letter of a file that is read as one of another script, with the one that is meant.
///
/// In an English file a word with as many Latin letters as others may be a Latin one with a slip, and is left
/// out.
#[must_use]
pub fn mixed_letters(file: &SourceFile, source: SourceId, language: Language) -> Vec<(Span, char)> {
    let mut found = Vec::new();
    let mut folded = Folded::default();
    for index in 0..file.line_count() {
        let line = file.line_text(index);
        let base = u32::try_from(file.line_range(index).start).unwrap_or(u32::MAX);
        if folded.fold(line, language != Language::En).is_err() {
            continue;
        }
        let place = Place { folded: &folded, line, source, base };
        for (start, end) in folded.mixed_words() {
            let (start, end) = (*start as usize, *end as usize);
            let before = found.len();
            found.extend(letters(place, start, end).map(|(span, _, meant)| (span, meant)));
            let word = folded.text().get(start..end).unwrap_or_default();
            if language == Language::En && 2 * (found.len() - before) >= word.chars().count() {
                found.truncate(before);
            }
        }
    }
    found
}

/// The letters of a folded word that stand for others: their places, themselves, and what is meant.
fn letters(place: Place<'_>, start: usize, end: usize) -> impl Iterator<Item = (Span, char, char)> {
    let word = place.folded.text().get(start..end).unwrap_or_default();
    word.char_indices().filter_map(move |(at, meant)| {
        let span = place.span(start + at, start + at + meant.len_utf8());
        let typed = place.typed(start + at, start + at + meant.len_utf8()).chars().next()?;
        let meant = fold::twin(typed, meant)?;
        Some((span, typed, meant))
    })
}
