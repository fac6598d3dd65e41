//! The three languages a policy author may write in.

use serde::Serialize;

/// The language of a file, of its keywords and of the messages about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Russian.
    Ru,
    /// Kazakh.
    Kk,
    /// English.
    #[default]
    En,
}

impl Language {
    /// Every language, in the order of the keyword table's columns.
    pub const ALL: [Self; 3] = [Self::En, Self::Ru, Self::Kk];

    /// The code written in a file's first line: `ru`, `kk`, `en` (ISO 639-1).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::Kk => "kk",
            Self::En => "en",
        }
    }

    /// The language a text is probably written in, by its letters.
    #[must_use]
    pub fn guess(text: &str) -> Self {
        let mut cyrillic = false;
        for letter in text.chars() {
            match letter {
                'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'Ә' | 'Ғ' | 'Қ' | 'Ң' | 'Ө' | 'Ұ' | 'Ү' | 'Һ' =>
                {
                    return Self::Kk;
                }
                'а'..='я' | 'А'..='Я' => cyrillic = true,
                _ => {}
            }
        }
        if cyrillic { Self::Ru } else { Self::En }
    }

    /// The language of a code, in any letter case.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }
}
