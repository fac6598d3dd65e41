//! What could stand next in a line that is being typed.

use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};

use super::fold::Folded;
use super::grammar::{self, RegParser, Rule};
use super::line::{self, Reading};
use crate::diagnostic::{Expected, Section};
use crate::keywords::Keyword;
use crate::language::Language;

/// A mark that no line has: it shows what could stand in its place.
const CURSOR: &str = " \u{1}";

/// What could stand behind the beginning of a line; nothing where it does not begin with a word of the language, or
/// is not understood so far.
#[must_use]
pub fn ahead(before: &str, section: Section, language: Language) -> Option<Vec<Expected>> {
    let mut folded = Folded::default();
    folded.fold(before, language != Language::En).ok()?;
    let line = folded.text();
    let rule = match line::reading(line, section) {
        Reading::By(rule, Some(_)) => rule,
        Reading::By(rule, None) if rule == Rule::ending_line => rule,
        Reading::Named => Rule::case_fact_line,
        _ => return None,
    };
    let found = match RegParser::parse(rule, line) {
        Err(error) => expected(&error, line.len()),
        Ok(_) => {
            RegParser::parse(rule, &format!("{line}{CURSOR}")).err().and_then(|error| expected(&error, line.len()))
        }
    };
    let found = found?.into_iter().filter(|rule| grammar::is_for(*rule, language));
    Some(found.filter_map(grammar::expected).fold(Vec::new(), add))
}

fn add(mut list: Vec<Expected>, one: Expected) -> Vec<Expected> {
    if !list.contains(&one) {
        list.push(one);
    }
    list
}

/// The rules that would have gone on at the end of a text, if that is where it ceased to be understood.
fn expected(error: &Error<Rule>, end: usize) -> Option<Vec<Rule>> {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    match &error.variant {
        ErrorVariant::ParsingError { positives, .. } if at >= end => Some(positives.clone()),
        _ => None,
    }
}

/// Whether a line may begin with a spelling of a keyword in a part of a file, and be read by it: `подача` in
/// `подача вне рабочего времени` is another keyword.
#[must_use]
pub fn begins_line(keyword: Keyword, word: &str, section: Section) -> bool {
    let fits = |line: &str| matches!(line::reading(line, section), Reading::By(_, Some(read)) if read == keyword);
    fits(&format!("{word}: 1")) || fits(&format!("{word} 1 «»"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(before: &str, section: Section) -> Vec<Expected> {
        ahead(before, section, Language::Ru).unwrap_or_default()
    }

    #[test]
    fn what_is_asked_for_is_what_the_grammar_would_take() {
        assert_eq!(at("выполняет: ", Section::Procedure), [Expected::Name]);
        assert_eq!(at("выполняет: отдел,", Section::Procedure), [Expected::Name]);
        assert!(at("срок: 5 ", Section::Procedure).contains(&Expected::Unit));
        assert!(at("да: ", Section::Procedure).contains(&Expected::Ending));
        assert!(at("общий срок: 5 дней ", Section::Procedure).contains(&Expected::From));
        assert!(at("завершить: ", Section::Procedure).contains(&Expected::Word(Keyword::TacitConsent)));
        assert!(at("участник отдел «Отдел» ", Section::Head).contains(&Expected::ParticipantKind));
        assert!(at("рабочие дни: ", Section::Calendar).contains(&Expected::WeekDay));
        assert!(at("условие 1: ", Section::Case).contains(&Expected::Answer));
        assert_eq!(ahead("выпол", Section::Procedure, Language::Ru), None);
        assert_eq!(ahead("выполняет: ) ", Section::Procedure, Language::Ru), None);
    }

    #[test]
    fn words_begin_lines_in_their_part_of_the_file() {
        let begins = |keyword: Keyword, section| begins_line(keyword, keyword.canonical(Language::Ru), section);
        assert!(begins(Keyword::PerformedBy, Section::Procedure) && !begins(Keyword::PerformedBy, Section::Calendar));
        assert!(begins(Keyword::Holiday, Section::Calendar) && !begins(Keyword::Holiday, Section::Procedure));
        assert!(begins(Keyword::Procedure, Section::Head) && begins(Keyword::Filed, Section::Case));
        // It begins with the word of another line, which stands in a case.
        assert!(begins(Keyword::AfterHours, Section::Calendar) && !begins(Keyword::AfterHours, Section::Case));
    }
}
