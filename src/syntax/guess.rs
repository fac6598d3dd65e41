//! What was meant by a line that is not understood: guesses, and among them the few that are sure.
//!
//! A guess is sure if the line is understood with it and with nothing else that is as near.

use pest::Parser;

use super::fold::Folded;
use super::grammar::{RegParser, Rule};
use super::line::{self, Reading};
use super::lower;
use crate::diagnostic::{Expected, Meant, Mend, Section};
use crate::keywords::{self, Entry, Keyword, Nearest, TABLE};
use crate::language::Language;
use crate::slip;
use crate::words;

/// Whether a folded line is understood where it stands.
pub fn is_understood(line: &str, section: Section) -> bool {
    match line::reading(line, section) {
        Reading::By(rule, _) => parses(rule, line),
        Reading::Named => parses(Rule::case_fact_line, line),
        _ => false,
    }
}

fn parses(rule: Rule, line: &str) -> bool {
    RegParser::parse(rule, line).is_ok()
}

/// The first so many words of a text, with single blanks between them.
fn first_words(text: &str, count: usize) -> Option<&str> {
    let mut end = 0;
    for index in 0..count {
        let rest = text.get(end..)?;
        let rest = if index == 0 { rest } else { rest.strip_prefix(' ')? };
        let word = rest.split(|letter| !keywords::is_word_char(letter)).next().filter(|word| !word.is_empty())?;
        end = text.len() - rest.len() + word.len();
    }
    text.get(..end)
}

// ---- The word a line begins with

/// The number that a line begins with, as a Kazakh step does: `2-іс-қимыл`.
pub fn number(line: &str) -> &str {
    if !line.starts_with(|first: char| first.is_ascii_digit()) {
        return "";
    }
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | ' '));
    let number = line.get(..line.len() - rest.len()).unwrap_or_default();
    if number.trim_end().ends_with('.') { "" } else { number }
}

/// The number of a list that a line begins with, `2)` or `2.`, where the line is understood without it.
pub fn list_number(line: &str, section: Section) -> Option<&str> {
    let behind = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let rest = behind.strip_prefix(['.', ')']).filter(|_| behind.len() < line.len())?;
    // `1.2` is one number.
    let parted = behind.starts_with(')') || rest.starts_with(' ');
    let listed = parted && is_understood(rest.trim_start(), section);
    line.get(..line.len() - rest.len()).filter(|_| listed)
}

/// The word of the language that a line begins with, behind its number if it has one, as far as it is near enough to
/// be meant.
pub fn keyword(line: &str, language: Language) -> Option<Nearest<'_>> {
    let line = line.get(number(line).len()..)?;
    let key = line.split([':', '«', '(']).next().unwrap_or(line).trim_end();
    let typed = key.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '.'));
    if let Some((verb, 0, both)) = half_a_jump(line, Rule::ending_line, language) {
        let keyword = jumps(language).find(|(_, _, other)| *other == both).map(|(keyword, ..)| keyword)?;
        return Some(Nearest { keyword, word: both, typed: line.get(..verb.len())? });
    }
    keywords::nearest(typed, language)
}

/// The nearest word as a suggestion.
pub fn meant(near: &Nearest<'_>, line: &str, section: Section, language: Language) -> Meant {
    Meant { word: format!("{}{}", number(line), near.word), sure: is_sure(near, line, section, language) }
}

/// The word of the language that was meant by the name which a line of a case begins with.
#[must_use]
pub fn keyword_of_case(line: &str, language: Language) -> Option<(Keyword, Meant)> {
    let mut folded = Folded::default();
    folded.fold(line, language != Language::En).ok()?;
    let near = keyword(folded.text(), language)?;
    Some((near.keyword, meant(&near, folded.text(), Section::Case, language)))
}

/// Whether the word that a line begins with can be nothing but the nearest one.
fn is_sure(near: &Nearest<'_>, line: &str, section: Section, language: Language) -> bool {
    let words = || keywords::line_words(language);
    let number = number(line);
    let text = line.get(number.len()..).unwrap_or_default();
    let found = slip(text, words, |text| is_understood(&format!("{number}{text}"), section));
    found.is_some_and(|found| found.word == near.word || found.keyword == near.keyword)
}

/// The word of which a text begins with a slip, if the text is understood with it, and with none of another
/// meaning that is as near, whatever kind of mistake that would be.
fn slip<Words: Iterator<Item = (Keyword, &'static str)>>(
    text: &str,
    words: impl Fn() -> Words,
    understood: impl Fn(&str) -> bool,
) -> Option<Nearest<'_>> {
    let understood = |word: &str, typed: &str| {
        let rest = text.get(typed.len()..);
        rest.is_some_and(|rest| understood(&format!("{word}{rest}")))
    };
    let typed_for = |word: &str| first_words(text, word.split(' ').count());
    let Nearest { keyword, word, typed } = words().find_map(|(keyword, word)| {
        let typed = typed_for(word)?;
        let meant = slip::is_slip(typed, word, slip::OF_KEYWORDS) && understood(word, typed);
        meant.then_some(Nearest { keyword, word, typed })
    })?;
    let most = strsim::osa_distance(typed, word);
    let as_near = |word: &str, typed: &str| {
        let far = word.chars().count().abs_diff(typed.chars().count()) > most;
        !far && strsim::osa_distance(typed, word) <= most
    };
    let mut others = words().filter(|(other, spelled)| *other != keyword && *spelled != word);
    let doubt = others
        .any(|(_, other)| typed_for(other).is_some_and(|typed| as_near(other, typed) && understood(other, typed)));
    (!doubt).then_some(Nearest { keyword, word, typed })
}

// ---- The place at which a line ceases to be understood

/// What alone would make a line understood, and how much of the line it takes the place of.
///
/// It ceases to be understood at `at`, a word's beginning; `rule` is the line's.
pub fn mend(line: &str, at: usize, rule: Rule, expected: &[Expected], language: Language) -> Option<(Mend, usize)> {
    let (before, rest) = line.split_at_checked(at)?;
    // Kinds of the service may stand before it, in a bracket: they are seen.
    let only_colon = |one: &Expected| matches!(one, Expected::Colon | Expected::Variants);
    if expected.contains(&Expected::Colon) && expected.iter().all(only_colon) {
        let with_colon = format!("{}: {rest}", before.trim_end());
        return parses(rule, &with_colon).then_some((Mend::Colon, 0));
    }
    // Where a procedure has to follow, that is said instead.
    let mark = mark(before, rest, rule).filter(|_| !expected.contains(&Expected::NextProcedure));
    if let Some(mark) = mark {
        return Some((mark, 0));
    }
    let understood = |rest: &str| parses(rule, &format!("{before}{rest}"));
    match slip(rest, || all_words(language), understood) {
        Some(found) => Some((Mend::Word(in_its_form(&found, before, rest, rule, language)), found.typed.len())),
        None => near(rest, language, understood).map(|found| (Mend::Perhaps(found.word), found.typed.len())),
    }
}

/// A unit in the form that the number before it wants: `3 рабочих дня`. Behind a word, as in «не более 3 рабочих
/// дней», the number has a case of its own.
fn in_its_form(found: &Nearest<'_>, before: &str, rest: &str, rule: Rule, language: Language) -> &'static str {
    let formed = || {
        let number = before.rsplit_once(':')?.1.trim().parse().ok()?;
        let word = words::unit_behind(number, lower::unit(found.keyword)?, language);
        let behind = rest.get(found.typed.len()..)?;
        parses(rule, &format!("{before}{word}{behind}")).then_some(word)
    };
    formed().filter(|_| language == Language::Ru).unwrap_or(found.word)
}

/// The verb of a jump without the word that has to follow it, `перейти действию 2`: where it stands, and both words.
pub fn half_a_jump(line: &str, rule: Rule, language: Language) -> Option<(&'static str, usize, &'static str)> {
    let begins = |at: usize| !line.get(..at).is_some_and(|before| before.ends_with(keywords::is_word_char));
    jumps(language).find_map(|(_, verb, both)| {
        let at = line.match_indices(verb).map(|(at, _)| at).find(|at| begins(*at))?;
        let (before, behind) = (line.get(..at)?, line.get(at + verb.len()..)?);
        parses(rule, &format!("{before}{both}{behind}")).then_some((verb, at, both))
    })
}

/// The jumps that are two words, the first of them, and both.
fn jumps(language: Language) -> impl Iterator<Item = (Keyword, &'static str, &'static str)> {
    let of = move |keyword: Keyword| {
        let spellings = keyword.entry().map_or(&[][..], |entry| entry.spellings(language));
        spellings.iter().filter_map(move |both| both.split_once(' ').map(|(verb, _)| (keyword, verb, *both)))
    };
    [Keyword::GoTo, Keyword::ReturnTo].into_iter().flat_map(of)
}

/// The mark that is missing where a line ceases to be understood, or is there too much.
fn mark(before: &str, rest: &str, rule: Rule) -> Option<Mend> {
    let parted = before.trim_end();
    if let Some(rest) = rest.strip_prefix(':') {
        return parses(rule, &format!("{parted} {rest}")).then_some(Mend::NoColon);
    }
    if rest.is_empty() {
        return parses(rule, &format!("{parted})")).then_some(Mend::Bracket);
    }
    let word = first_words(rest, 1)?;
    let behind = rest.strip_prefix(word).filter(|_| AND.contains(&word)).unwrap_or(rest);
    parses(rule, &format!("{parted}, {}", behind.trim_start())).then_some(Mend::Comma)
}

/// Words between the last two of several, where the language has a comma.
const AND: [&str; 6] = ["и", "және", "мен", "пен", "бен", "and"];

/// The word nearest to what a text begins with, of those that are near enough to be meant and with which the line is
/// understood.
fn near(text: &str, language: Language, understood: impl Fn(&str) -> bool) -> Option<Nearest<'_>> {
    let mut near: Vec<(usize, Nearest<'_>)> = all_words(language)
        .filter_map(|(keyword, word)| {
            let typed = first_words(text, word.split(' ').count())?;
            Some((distance(typed, word)?, Nearest { keyword, word, typed }))
        })
        .collect();
    near.sort_by_key(|(distance, found)| (*distance, found.word));
    let fits = |found: &Nearest<'_>| {
        text.get(found.typed.len()..).is_some_and(|rest| understood(&format!("{}{rest}", found.word)))
    };
    near.into_iter().map(|(_, found)| found).find(fits)
}

/// How many letters more than a word has what begins with it and is still the word.
const LONGER: usize = 3;

/// How far what was typed is from a word, if it is near enough.
fn distance(typed: &str, word: &str) -> Option<usize> {
    let (letters, typed_letters) = (word.chars().count(), typed.chars().count());
    let begins = letters > LONGER && typed.starts_with(word);
    let room = if begins { LONGER } else { (letters.min(typed_letters) / 3).min(3) };
    if letters.abs_diff(typed_letters) > room {
        return None;
    }
    Some(strsim::osa_distance(typed, word)).filter(|distance| *distance > 0 && *distance <= room)
}

/// Every word of a language that lines may have within them.
fn all_words(language: Language) -> impl Iterator<Item = (Keyword, &'static str)> {
    TABLE.iter().flat_map(move |entry| entry.spellings(language).iter().map(|word| (entry.keyword, *word)))
}

// ---- Quotations

/// What may follow a title, and so may have been meant to stand behind one that is not closed.
const BEHIND_TITLES: [Keyword; 9] = [
    Keyword::KindProvider,
    Keyword::KindApplicant,
    Keyword::KindExternal,
    Keyword::KindSystem,
    Keyword::Positive,
    Keyword::Negative,
    Keyword::Automatic,
    Keyword::Only,
    Keyword::Calendar,
];

/// Marks of which nobody knows whether the title or what follows it has them.
const DOUBTFUL: [&str; 10] = ["«", "»", "\"", "“", "”", "„", "(", ")", "#", "//"];

/// Whether a quotation that is not closed can only reach to the end of its line, by what it holds.
pub fn reaches_to_the_end(quoted: &str, folded: &str) -> bool {
    let doubtful = DOUBTFUL.iter().any(|mark| quoted.contains(mark));
    let behind = BEHIND_TITLES.iter().filter_map(|keyword| keyword.entry()).flat_map(Entry::all_spellings);
    !quoted.trim().is_empty() && !doubtful && !behind.into_iter().any(|(_, word)| has_inside(folded, word))
}

/// Whether a text has a word anywhere but at its beginning.
fn has_inside(text: &str, word: &str) -> bool {
    let is_boundary = |letter: Option<char>| letter.is_none_or(|letter| !keywords::is_word_char(letter));
    text.match_indices(word).any(|(at, _)| {
        let (before, behind) = (text.get(..at), text.get(at + word.len()..));
        let before = before.and_then(|text| text.chars().next_back());
        at > 0 && is_boundary(before) && is_boundary(behind.and_then(|text| text.chars().next()))
    })
}
