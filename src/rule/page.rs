//! The page of each rule, in each language: what it says, why, an example, and what to write instead.
//!
//! The pages are files of the docs, and the tests hold their examples against the rules.

use super::Rule;
use crate::language::Language;

/// A rule's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    text: &'static str,
}

impl Page {
    /// The first line: what is wrong, in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }

    /// What follows the title, as Markdown.
    #[must_use]
    pub fn body(self) -> &'static str {
        self.text.split_once("\n\n").map_or("", |(_, body)| body)
    }
}

impl Rule {
    /// Its page in a language.
    #[must_use]
    pub fn page(&self, language: Language) -> Option<Page> {
        let (_, en, ru, kk) = PAGES.iter().find(|(code, ..)| *code == self.code)?;
        let text = match language {
            Language::En => en,
            Language::Ru => ru,
            Language::Kk => kk,
        };
        Some(Page { text })
    }
}

macro_rules! pages {
    ($($code:literal)*) => {
        /// The pages by code: English, Russian, Kazakh.
        static PAGES: &[(&str, &str, &str, &str)] = &[$((
            $code,
            include_str!(concat!("../../docs/rules/en/", $code, ".md")),
            include_str!(concat!("../../docs/rules/ru/", $code, ".md")),
            include_str!(concat!("../../docs/rules/kk/", $code, ".md")),
        ),)*];
    };
}

pages! {
    "R0001"
    "R0002"
    "R0003"
    "R0004"
    "R0005"
    "R0006"
    "R0007"
    "R0010"
    "R0011"
    "R0012"
    "R0013"
    "R0014"
    "R0015"
    "R0016"
    "R0017"
    "R0019"
    "R0020"
    "R0021"
    "R0022"
    "R0023"
    "R0024"
    "R0025"
    "R0026"
    "R0027"
    "R0028"
    "R0029"
    "R0030"
    "R0031"
    "R0032"
    "R0033"
    "R0034"
    "R0035"
    "R0036"
    "R0037"
    "R0101"
    "R0102"
    "R0103"
    "R0104"
    "R0105"
    "R0106"
    "R0201"
    "R0202"
    "R0203"
    "R0204"
    "R0205"
    "R0206"
    "R0207"
    "R0208"
    "R0209"
    "R0210"
    "R0211"
    "R0212"
    "R0213"
    "R0214"
    "R0215"
    "R0216"
    "R0217"
    "R0220"
    "R0221"
    "R0222"
    "R0223"
    "R0224"
    "R0301"
    "R0302"
    "R0303"
    "R0304"
    "R0305"
    "R0306"
    "R0307"
    "R0308"
    "R0309"
    "R0310"
    "R0311"
    "R0401"
    "R0402"
    "R0403"
    "R0404"
    "R0405"
    "R0406"
    "R0407"
    "R0408"
    "R0409"
    "R0411"
    "R0412"
    "R0413"
    "R0414"
    "R0421"
    "R0422"
    "R0423"
    "R0424"
    "R0425"
    "R0501"
    "R0502"
    "R0503"
    "R0504"
    "R0505"
    "R0506"
    "R0601"
    "R0602"
    "R0603"
    "R0604"
    "R0605"
    "R0606"
    "R0607"
    "R0608"
    "R0609"
    "R0610"
    "R0611"
    "R0612"
    "R0613"
}
