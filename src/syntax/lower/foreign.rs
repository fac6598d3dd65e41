//! Keywords of another language than the file's.

use pest::Token;

use super::parts::Parsed;
use super::place::Place;
use crate::diagnostic::{Diagnostic, Problem};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::syntax::grammar;

/// Reports the keywords of a line that belong to another language than the file's.
pub fn foreign_keywords(line: &Parsed<'_>, place: Place<'_>, language: Language, findings: &mut Vec<Diagnostic>) {
    // A keyword holds no other rule, so its end is the token after its start.
    let mut open = None;
    for token in line.clone().tokens() {
        match token {
            Token::Start { rule, pos } => open = grammar::keyword(rule).map(|keyword| (keyword, pos)),
            Token::End { pos, .. } => {
                if let Some((keyword, start)) = open.take() {
                    let written = (start.pos(), start.span(&pos).as_str().trim_end());
                    findings.extend(foreign(keyword, written, place, language));
                }
            }
        }
    }
}

fn foreign(
    keyword: Keyword,
    (at, spelling): (usize, &str),
    place: Place<'_>,
    language: Language,
) -> Option<Diagnostic> {
    if keyword.belongs_to(spelling, language) {
        return None;
    }
    let other = keyword.language_of(spelling)?;
    let problem = Problem::OtherLanguage { language: other, write: keyword.canonical(language).to_owned() };
    Some(Diagnostic::new(problem, place.span(at, at + spelling.len())))
}
