//! Clauses of the act: `п. 5 пп. 1`, `5-т. 1) тш.`, `para 5 sub 1`.

use super::Translator;
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::CitationLevel;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::{Parsed, citation_level};
use crate::words;

impl Translator<'_> {
    /// A clause, its larger parts before the smaller ones.
    pub(super) fn cite(&mut self, cite: Parsed<'_>) {
        let mut words = cite.inner();
        let mut parts = Vec::new();
        while let (Some(one), Some(other)) = (words.next(), words.next()) {
            let (number, level) = if one.rule() == Rule::cite_number { (one, other) } else { (other, one) };
            parts.extend(citation_level(level).map(|level| (level, self.typed.word(number))));
        }
        parts.sort_by_key(|(level, _)| *level);
        for (level, number) in parts {
            self.cite_part(level, number.trim_end_matches(')'));
        }
    }

    fn cite_part(&mut self, level: CitationLevel, number: &str) {
        let word = words::citation_level(level, self.to);
        let part = match (self.to, level) {
            (Language::Ru | Language::En, _) => format!("{word} {number}"),
            (Language::Kk, CitationLevel::Subparagraph) => format!("{number}) {word}"),
            // A letter and a hyphen would be one word.
            (Language::Kk, _) if number.starts_with(char::is_alphabetic) => format!("{number} {word}"),
            (Language::Kk, _) => format!("{number}-{word}"),
        };
        self.row.word(&part);
    }

    /// `приложение 1`, `1-қосымша`.
    pub(super) fn annex(&mut self, annex: Parsed<'_>) {
        let number = annex.find(Rule::annex_number).map_or_else(String::new, |number| self.typed.word(number));
        if self.is_kazakh() {
            self.row.word(&number);
            self.row.hyphen();
            self.keyword(Keyword::CiteAnnex);
        } else {
            self.keyword(Keyword::CiteAnnex);
            self.row.word(&number);
        }
        self.parts(annex.all(Rule::annex_part));
    }
}
