//! Keywords of another language than the file's.

use super::cite::citation_level;
use super::place::Place;
use super::step_kind;
use super::time;
use super::tree::Parsed;
use crate::diagnostic::{Diagnostic, Problem};
use crate::keywords::{self, Keyword};
use crate::language::Language;
use crate::syntax::grammar::Rule;
use crate::words;

/// Reports the keywords of a line that belong to another language than the file's.
pub fn foreign_keywords(line: Parsed<'_>, place: Place<'_>, language: Language, findings: &mut Vec<Diagnostic>) {
    for pair in line.descendants() {
        if let Some(keyword) = pair.as_keyword() {
            findings.extend(foreign(keyword, pair, line, place, language));
        }
    }
}

fn foreign(
    keyword: Keyword,
    pair: Parsed<'_>,
    line: Parsed<'_>,
    place: Place<'_>,
    language: Language,
) -> Option<Diagnostic> {
    let spelling = pair.as_str();
    if keyword.belongs_to(spelling, language) {
        return None;
    }
    let other = keyword.language_of(spelling)?;
    let form = form(keyword, pair, line, language);
    let moves = (other == Language::Kk) != (language == Language::Kk) && moves_in_kazakh(keyword);
    let in_place = form.is_some() && !moves;
    let write = form.unwrap_or(keyword.canonical(language)).to_owned();
    Some(Diagnostic::new(Problem::OtherLanguage { language: other, write, in_place }, place.pair(pair)))
}

/// The word to write, in the form that the words around it want; [`None`] where no word fits among them.
fn form(keyword: Keyword, pair: Parsed<'_>, line: Parsed<'_>, language: Language) -> Option<&'static str> {
    let before = || line.descendants().take_while(|other| other.start() < pair.start());
    match keyword {
        Keyword::Consecutive | Keyword::BareDay => None,
        Keyword::CitePara
        | Keyword::CiteSub
        | Keyword::CiteArticle
        | Keyword::CiteChapter
        | Keyword::CitePart
        | Keyword::CiteIndent => citation_level(pair).map(|level| words::citation_level(level, language)),
        Keyword::Action | Keyword::Process | Keyword::Condition | Keyword::Step if language == Language::Ru => {
            let kind = step_kind(keyword);
            let refers = before().filter_map(|other| reference(other.rule())).last();
            Some(match refers {
                Some(Reference::Jump) => words::step_kind_dative(kind, language),
                Some(Reference::Event) => words::step_kind_genitive(kind),
                None => keyword.canonical(language),
            })
        }
        _ => match time::unit(keyword) {
            Some(unit) => {
                let number = before().filter(|other| other.rule() == Rule::number).last()?;
                Some(words::unit_behind(figure(number.as_str())?, unit, language))
            }
            None => Some(keyword.canonical(language)),
        },
    }
}

/// What a step is named for.
enum Reference {
    Jump,
    Event,
}

fn reference(rule: Rule) -> Option<Reference> {
    match rule {
        Rule::go_to | Rule::return_to => Some(Reference::Jump),
        Rule::from | Rule::until | Rule::after | Rule::limit_name => Some(Reference::Event),
        _ => None,
    }
}

/// The value of a number in figures, or in words alone.
fn figure(number: &str) -> Option<u32> {
    let figures = number.split(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
    if figures.is_empty() { keywords::numeral(number.split_whitespace()) } else { figures.parse().ok() }
}

/// Whether Kazakh puts a word behind what the other languages put it before.
fn moves_in_kazakh(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::Dated
            | Keyword::Action
            | Keyword::ActionForm
            | Keyword::Process
            | Keyword::ProcessForm
            | Keyword::Condition
            | Keyword::ConditionForm
            | Keyword::Step
            | Keyword::StepForm
            | Keyword::GoTo
            | Keyword::ReturnTo
            | Keyword::Times
            | Keyword::EndCondition
            | Keyword::UpTo
            | Keyword::AtMost
            | Keyword::Within
            | Keyword::Not
            | Keyword::FromFiling
            | Keyword::FromEndOf
            | Keyword::FromStartOf
            | Keyword::FromEvent
            | Keyword::FromCompletion
            | Keyword::UntilFiling
            | Keyword::UntilEndOf
            | Keyword::UntilStartOf
            | Keyword::UntilEvent
            | Keyword::UntilCompletion
            | Keyword::AfterFiling
            | Keyword::AfterEndOf
            | Keyword::AfterStartOf
            | Keyword::AfterEvent
            | Keyword::AfterCompletion
            | Keyword::TermOf
            | Keyword::InTotal
            | Keyword::Ahead
            | Keyword::CiteAnnex
            | Keyword::CiteChapter
            | Keyword::CiteArticle
            | Keyword::CitePara
            | Keyword::CiteSub
            | Keyword::CitePart
            | Keyword::CiteIndent
    )
}
