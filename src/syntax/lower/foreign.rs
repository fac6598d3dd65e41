//! Keywords of another language than the file's.

use super::place::Place;
use super::tree::Parsed;
use crate::diagnostic::{Diagnostic, Problem};
use crate::keywords::Keyword;
use crate::language::Language;

/// Reports the keywords of a line that belong to another language than the file's.
pub fn foreign_keywords(line: Parsed<'_>, place: Place<'_>, language: Language, findings: &mut Vec<Diagnostic>) {
    for pair in line.descendants() {
        if let Some(keyword) = pair.as_keyword() {
            findings.extend(foreign(keyword, pair, place, language));
        }
    }
}

fn foreign(keyword: Keyword, pair: Parsed<'_>, place: Place<'_>, language: Language) -> Option<Diagnostic> {
    let spelling = pair.as_str();
    if keyword.belongs_to(spelling, language) {
        return None;
    }
    let other = keyword.language_of(spelling)?;
    let problem = Problem::OtherLanguage { language: other, write: keyword.canonical(language).to_owned() };
    Some(Diagnostic::new(problem, place.pair(pair)))
}
