//! Where a line ceases to be understood, and what could stand there.
//!
//! The grammar stops at the furthest place it comes to by any of its ways, and asks for what that way wants: of a date
//! in a form of its own it has read the day, and asks for the month. Here the place is taken back to
//! where the author began what he meant.

use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};

use super::fold::QUOTATION;
use super::grammar::{self, RegParser, Rule};
use crate::diagnostic::Expected;
use crate::keywords::{self, Keyword};
use crate::language::Language;

/// A mark that no line has: it shows what could stand in its place.
const CURSOR: char = '\u{1}';

/// A place at which a line ceases to be understood.
pub struct Stop {
    /// Where it begins in the folded line.
    pub start: usize,
    /// Where what cannot stand there ends.
    pub end: usize,
    /// What could stand there.
    pub expected: Vec<Expected>,
}

/// Where a folded line ceases to be understood, by the error that its rule gave.
pub fn stop(text: &str, error: &Error<Rule>, rule: Rule, language: Language) -> Stop {
    let at = place(error);
    let expected = expected(error, language);
    let rest = text.get(at..).unwrap_or_default();
    let start = at + rest.len() - rest.trim_start().len();
    let end = start + word_at(rest.trim_start()).len();
    let mut stop = Stop { start, end, expected };
    if takes_moment(rule) {
        stop.expected.iter_mut().filter(|one| **one == Expected::Date).for_each(|one| *one = Expected::DateTime);
    }
    let dates = positives(error).contains(&Rule::month_name);
    if dates {
        // It would stand between the year and the day of a Kazakh date, and is not what anybody misses.
        stop.expected.retain(|one| *one != Expected::Word(Keyword::Dated));
    }
    figure(text, at, &stop, rule, dates).or_else(|| ending(text, &stop, rule, language)).unwrap_or(stop)
}

fn place(error: &Error<Rule>) -> usize {
    match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    }
}

fn positives(error: &Error<Rule>) -> &[Rule] {
    match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => &[],
    }
}

fn expected(error: &Error<Rule>, language: Language) -> Vec<Expected> {
    let mut expected = Vec::new();
    let rules = positives(error).iter().filter(|rule| grammar::is_for(**rule, language));
    for one in rules.filter_map(|rule| grammar::expected(*rule)) {
        if !expected.contains(&one) {
            expected.push(one);
        }
    }
    expected
}

/// The word, number, title or mark a text begins with.
pub fn word_at(text: &str) -> &str {
    if text.starts_with(QUOTATION) {
        return QUOTATION;
    }
    let word = text.split(|letter: char| !keywords::is_word_char(letter)).next().unwrap_or_default();
    if !word.is_empty() {
        return word;
    }
    text.chars().next().and_then(|mark| text.get(..mark.len_utf8())).unwrap_or_default()
}

/// Whether a line is about a day with its hour.
fn takes_moment(rule: Rule) -> bool {
    use Rule as R;
    takes_length(rule)
        || matches!(
            rule,
            R::filed_line
                | R::case_event_line
                | R::case_any_time_line
                | R::expected_completion_line
                | R::expected_limit_line
        )
}

/// Whether a line is about a moment or about how long something takes.
fn takes_length(rule: Rule) -> bool {
    matches!(rule, Rule::case_step_line | Rule::case_reply_line)
}

/// A date or a number in a form that the language does not have: figures were read, and what follows them is
/// not understood. `dates` tells that they could begin a date with the name of its month.
fn figure(text: &str, at: usize, stop: &Stop, rule: Rule, dates: bool) -> Option<Stop> {
    let before = text.get(..at)?.trim_end();
    let start = before.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let token = text.get(start..)?.split([' ', '«', '(', ')', ';']).next()?;
    if start == before.len() {
        return None;
    }
    let asks = !stop.expected.is_empty();
    let whole = |expected| Some(Stop { start, end: start + token.len(), expected: vec![expected] });
    // In Kazakh the number of a step comes first, so that a step could follow any number.
    let asks_for_step = stop.expected.iter().all(|one| *one == Expected::Step);
    if is_fraction(token) && asks_for_step && (!dates || takes_length(rule)) {
        return whole(Expected::WholeNumber);
    }
    let date = if takes_moment(rule) { Expected::DateTime } else { Expected::Date };
    // Glued to the figures, it is a date or none; behind a blank it may be the name of a month.
    let glued = stop.start == before.len() && stop.start < text.len();
    match (dates, asks, glued) {
        (true, false, false) => Some(Stop { start, end: stop.end, expected: vec![date] }),
        (true, false, true) => whole(date),
        (true, true, true) if is_date_like(token) => whole(date),
        _ => None,
    }
}

/// `4,5`
fn is_fraction(token: &str) -> bool {
    let figures = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    token.split_once([',', '.']).is_some_and(|(whole, part)| figures(whole) && figures(part))
}

/// `2-2-26`, `9:00`
fn is_date_like(token: &str) -> bool {
    token.contains(':') || token.matches(['-', '.', '/']).count() > 1
}

/// What follows an answer was read as the name of a step, whose kind would stand behind it in Kazakh, but the line
/// has no such word.
fn ending(text: &str, stop: &Stop, rule: Rule, language: Language) -> Option<Stop> {
    if stop.expected != [Expected::Step] {
        return None;
    }
    let before = text.get(..stop.start)?.trim_end();
    let start = before.trim_end_matches(keywords::is_word_char).len();
    let error = RegParser::parse(rule, &format!("{}{CURSOR}", text.get(..start)?)).err()?;
    let here = place(&error) == start && expected(&error, language).contains(&Expected::Ending);
    // The word may be one of two: `одан ары`.
    let two = text.get(stop.start..).is_some_and(|rest| rest.starts_with(keywords::is_word_char));
    let end = if two { stop.end } else { before.len() };
    here.then(|| Stop { start, end, expected: vec![Expected::Ending] })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What cannot stand in a line, and what could.
    #[track_caller]
    fn stops(rule: Rule, line: &str, found: &str, wanted: &[Expected]) {
        let error = RegParser::parse(rule, line).unwrap_err();
        let stop = stop(line, &error, rule, Language::Ru);
        assert_eq!(&line[stop.start..stop.end], found, "{line}");
        assert_eq!(stop.expected, wanted, "{line}");
    }

    #[test]
    fn a_date_in_a_form_of_its_own_is_one_from_its_beginning() {
        for date in ["2026-02-02t10:00", "02.02.26", "2026-2-2", "10:00", "12 янавря", "2026 жылғы 12"] {
            let line = format!("праздник: {date}");
            let found = date.strip_prefix("2026 жылғы ").unwrap_or(date);
            stops(Rule::holiday_line, &line, found, &[Expected::Date]);
        }
        stops(Rule::filed_line, "подача: 2.2.26 10:00", "2.2.26", &[Expected::DateTime]);
        stops(Rule::case_step_line, "действие 1: 2.2.26 10:00", "2.2.26", &[Expected::DateTime]);
    }

    #[test]
    fn a_fraction_is_no_number_and_no_date() {
        stops(Rule::term_line, "срок: 4,5 часа", "4,5", &[Expected::WholeNumber]);
        stops(Rule::case_step_line, "действие 1: 4.5 часа", "4.5", &[Expected::WholeNumber]);
        stops(Rule::overall_term_line, "общий срок: 5,5 рабочих дней", "5,5", &[Expected::WholeNumber]);
    }

    #[test]
    fn what_follows_an_answer_is_an_ending() {
        stops(Rule::answer_line, "да: дальше", "дальше", &[Expected::Ending]);
        stops(Rule::answer_line, "да: дальше (п. 4)", "дальше", &[Expected::Ending]);
        stops(Rule::answer_line, "ия: одан ары", "одан ары", &[Expected::Ending]);
    }
}
