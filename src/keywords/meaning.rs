//! What the words of the language mean, a sentence each.

use super::Keyword;
use crate::language::Language;

/// What a word means; nothing of the small words within lines.
#[must_use]
pub fn meaning(keyword: Keyword, language: Language) -> Option<&'static str> {
    let (ru, kk, en) = told(keyword)?;
    Some(match language {
        Language::Ru => ru,
        Language::Kk => kk,
        Language::En => en,
    })
}

fn told(keyword: Keyword) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match keyword {
        Keyword::PerformedBy => (
            "Кто выполняет шаг: участники, через запятую.",
            "Қадамды кім орындайды: қатысушылар, үтір арқылы.",
            "Who carries the step out: participants, with commas between.",
        ),
        _ => return None,
    })
}
