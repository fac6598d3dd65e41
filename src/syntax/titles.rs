//! Words of titles that mix letters of two alphabets: they look right and are found by no search.
//!
//! A title stays as it is typed, since it is printed; its words get one finding a file.

use super::fold::{QUOTATION, cyrillic_twin, latin_twin};
use super::lower::Place;
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::Span;

/// The mixed words of a file's titles.
#[derive(Default)]
pub struct MixedTitles {
    first: Option<(Span, String, char)>,
    count: usize,
}

impl MixedTitles {
    /// Looks at the titles of a line.
    pub fn see(&mut self, place: Place<'_>) {
        // Most lines have letters of one alphabet alone, and this is soon seen.
        if place.line.is_ascii() || !has_latin(place.line) {
            return;
        }
        for (at, _) in place.folded.text().match_indices(QUOTATION) {
            let title = place.quoted(at);
            let begins = title.start.saturating_sub(place.base) as usize;
            let ends = title.end.saturating_sub(place.base) as usize;
            self.title(place.line.get(begins..ends).unwrap_or_default(), title);
        }
    }

    fn title(&mut self, text: &str, span: Span) {
        let mut at = 0;
        for word in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
            let letters = word.trim_end_matches(|letter: char| !letter.is_alphabetic());
            if let Some(letter) = strange(letters) {
                self.count += 1;
                let place = |offset: usize| span.start + u32::try_from(offset).unwrap_or(u32::MAX);
                let found = Span::new(span.source, place(at), place(at + letters.len()));
                self.first.get_or_insert_with(|| (found, letters.to_owned(), letter));
            }
            at += word.len();
        }
    }

    /// What there is to tell of the file.
    pub fn finding(self) -> Option<Diagnostic> {
        let (span, word, letter) = self.first?;
        Some(Diagnostic::new(Problem::MixedTitle { word, letter, count: self.count }, span))
    }
}

/// Whether a text has a Latin letter; asked of stretches at once, for which processors have instructions.
fn has_latin(text: &str) -> bool {
    let is_in = |stretch: &[u8]| stretch.iter().fold(false, |is_in, byte| is_in | byte.is_ascii_alphabetic());
    text.as_bytes().chunks(32).any(is_in)
}

/// The first letter of a word that belongs to another alphabet than most of them, if all such letters look
/// like letters of that alphabet: other mixtures are meant.
fn strange(word: &str) -> Option<char> {
    let is_cyrillic = |letter: &char| matches!(letter, '\u{400}'..='\u{52f}');
    let latin = word.chars().filter(char::is_ascii_alphabetic).count();
    let cyrillic = word.chars().filter(is_cyrillic).count();
    if latin == 0 || cyrillic == 0 {
        return None;
    }
    let twin = if latin <= cyrillic { cyrillic_twin } else { latin_twin };
    let is_own = |letter: &char| if latin <= cyrillic { is_cyrillic(letter) } else { letter.is_ascii_alphabetic() };
    let mut strange = word.chars().filter(|letter| !is_own(letter)).peekable();
    let first = strange.peek().copied();
    let all_alike = strange.flat_map(char::to_lowercase).all(|letter| twin(letter).is_some_and(|twin| twin != letter));
    first.filter(|_| all_alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_of_another_alphabet_is_strange_if_it_looks_like_one_of_the_words() {
        assert_eq!(strange("тiркеу"), Some('i'));
        assert_eq!(strange("elіcense"), Some('і'));
        assert_eq!(strange("Oтдел"), Some('O'));
        assert_eq!(strange("отдел"), None);
        assert_eq!(strange("license"), None);
        // «z» has no Cyrillic look-alike: such a word was made on purpose.
        assert_eq!(strange("zона"), None);
    }
}
