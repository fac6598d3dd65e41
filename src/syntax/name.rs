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
    !name.is_empty() && RegParser::parse(Rule::id, name).is_ok_and(|pairs| pairs.as_str().len() == name.len())
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
    fn a_title_fits_between_its_marks() {
        assert!(is_title("Выдача «А»") && is_title("a \"b\""));
        assert!(!is_title(" ") && !is_title("a » b") && !is_title("a\nb"));
    }
}
