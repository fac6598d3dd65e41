//! Whether words can be a name or a title.

use pest::Parser;

use super::fold::{self, Folded};
use super::grammar::{RegParser, Rule};
use crate::language::Language;

/// Whether a text is a name, in a file of a language.
#[must_use]
pub fn is_name(text: &str, language: Language) -> bool {
    let mut folded = Folded::default();
    if text.contains(['\n', '\r']) || text.trim() != text || folded.fold(text, language != Language::En).is_err() {
        return false;
    }
    let name = folded.text();
    !name.is_empty()
        && !mixes_alphabets(text, language)
        && RegParser::parse(Rule::id, name).is_ok_and(|pairs| pairs.as_str().len() == name.len())
}

/// Whether a name has letters of two alphabets in one of its words, which `-` and `_` part: `отдел-R1` has not.
///
/// Letters that look like those of the other alphabet are read as meant, and are none of another.
#[must_use]
pub fn mixes_alphabets(name: &str, language: Language) -> bool {
    // Nearly every name is of Cyrillic letters alone, or of Latin ones.
    if name.is_ascii() || !name.contains(|letter: char| letter.is_ascii_alphabetic()) {
        return false;
    }
    let mut folded = Folded::default();
    if folded.fold(name, language != Language::En).is_err() {
        return false;
    }
    folded
        .text()
        .split(['-', '_'])
        .any(|word| word.contains(|letter: char| letter.is_ascii_alphabetic()) && word.contains(fold::is_cyrillic))
}

/// Whether a text can stand between `«` and `»`.
#[must_use]
pub fn is_title(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(['\n', '\r']) && fold::fits_guillemets(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_word_that_does_not_begin_with_a_figure() {
        for name in ["clerk", "Отдел", "a-1_б"] {
            assert!(is_name(name, Language::Ru), "{name}");
        }
        for other in ["", "two words", "1a", "-a", "a:", "a#b", "«a»", "a\nb", " a"] {
            assert!(!is_name(other, Language::Ru), "{other}");
        }
    }

    #[test]
    fn a_word_of_a_name_is_of_one_alphabet() {
        for name in ["clerk", "отдел", "отдел-R1", "egov_портал", "R2-отдел", "cрок", "отдел-A1"]
        {
            assert!(!mixes_alphabets(name, Language::Ru) && is_name(name, Language::Ru), "{name}");
        }
        for name in ["канцеляриr", "отделR", "R2отдел", "мой-отдеl", "Rотдел_1"] {
            assert!(mixes_alphabets(name, Language::Ru) && !is_name(name, Language::Ru), "{name}");
        }
    }

    #[test]
    fn a_title_fits_between_its_marks() {
        assert!(is_title("Выдача «А»") && is_title("a \"b\""));
        assert!(!is_title(" ") && !is_title("a » b") && !is_title("a\nb"));
    }
}
