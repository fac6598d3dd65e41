//! How wide a text is, and where its lines break.

mod widths;

use widths::{BOLD, ITALIC, REGULAR, Run};

/// The cut of the typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// Upright.
    Regular,
    /// Bold: terms and headings.
    Bold,
    /// Italic: performers and answers.
    Italic,
}

/// A character no table knows may come from any fallback font; an em and a half holds emoji too.
const UNKNOWN: u16 = 1500;

/// The width of a text in points.
#[must_use]
pub fn width(text: &str, face: Face, size: f64) -> f64 {
    text.chars().map(|letter| advance(letter, face, size)).sum()
}

fn advance(letter: char, face: Face, size: f64) -> f64 {
    f64::from(units(letter, face)) * size / 1000.0
}

fn units(letter: char, face: Face) -> u16 {
    if is_combining(letter) {
        return 0;
    }
    let table = match face {
        Face::Regular => REGULAR,
        Face::Bold => BOLD,
        Face::Italic => ITALIC,
    };
    table.iter().find_map(|run| in_run(run, letter)).unwrap_or(UNKNOWN)
}

fn in_run(run: &Run, letter: char) -> Option<u16> {
    let place = u32::from(letter).checked_sub(u32::from(run.first))?;
    run.widths.get(usize::try_from(place).ok()?).copied()
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Breaks a text into lines no wider than `limit`, between words where that is possible.
///
/// A word wider than a whole line is divided. At least one character stands on each line, so a
/// limit narrower than a character is the only one that is exceeded.
#[must_use]
pub fn wrap(text: &str, limit: f64, face: Face, size: f64) -> Vec<String> {
    let mut paragraph = Paragraph { limit, blank: width(" ", face, size), ..Paragraph::default() };
    for word in text.split(is_break).filter(|word| !word.is_empty()) {
        let wide = width(word, face, size);
        if wide <= limit {
            paragraph.add(word, wide, false);
            continue;
        }
        for (place, piece) in divide(word, limit, face, size).into_iter().enumerate() {
            paragraph.add(&piece, width(&piece, face, size), place > 0);
        }
    }
    paragraph.lines.extend(Some(paragraph.line).filter(|line| !line.is_empty()));
    paragraph.lines
}

/// Lines being filled.
#[derive(Default)]
struct Paragraph {
    limit: f64,
    /// The width of a blank.
    blank: f64,
    lines: Vec<String>,
    line: String,
    /// The width of `line`.
    used: f64,
}

impl Paragraph {
    /// Puts a word, or a piece of one, on the line or a new one; a later piece begins one always.
    fn add(&mut self, word: &str, wide: f64, is_later_piece: bool) {
        if !self.line.is_empty() && (is_later_piece || self.used + self.blank + wide > self.limit) {
            self.lines.push(std::mem::take(&mut self.line));
            self.used = 0.0;
        }
        if !self.line.is_empty() {
            self.line.push(' ');
            self.used += self.blank;
        }
        self.line.push_str(word);
        self.used += wide;
    }
}

/// A no-break space keeps its words together; control characters part them.
fn is_break(letter: char) -> bool {
    letter.is_control() || (letter.is_whitespace() && letter != '\u{a0}')
}

/// A word that is wider than a line, as pieces that each fit one.
fn divide(word: &str, limit: f64, face: Face, size: f64) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest: Vec<char> = word.chars().collect();
    while rest.iter().map(|letter| advance(*letter, face, size)).sum::<f64>() > limit {
        let fit = fitting(&rest, limit - width("-", face, size), face, size);
        if fit >= rest.len() {
            break;
        }
        let cut = syllable(&rest, fit);
        let tail = rest.split_off(cut);
        let mut piece: String = rest.iter().collect();
        if rest.last().is_some_and(|letter| letter.is_alphabetic()) {
            piece.push('-');
        }
        pieces.push(piece);
        rest = tail;
    }
    pieces.push(rest.into_iter().collect());
    pieces
}

/// How many characters fit, at least one, never parting a letter from its combining mark.
fn fitting(letters: &[char], limit: f64, face: Face, size: f64) -> usize {
    let mut used = 0.0;
    let mut fit = 0;
    for (place, letter) in letters.iter().enumerate() {
        used += advance(*letter, face, size);
        if used > limit && fit > 0 {
            break;
        }
        if letters.get(place + 1).is_none_or(|next| !is_combining(*next)) {
            fit = place + 1;
        }
    }
    fit.max(1)
}

/// Moves a cut back, by a third of the line at most, to stand after a vowel and before a consonant,
/// and with two letters at least after it.
fn syllable(letters: &[char], fit: usize) -> usize {
    let vowel = |place: usize| letters.get(place).is_some_and(|letter| is_vowel(*letter));
    let consonant =
        |place: usize| letters.get(place).is_some_and(|letter| letter.is_alphabetic() && !is_vowel(*letter));
    let soft = |place: usize| matches!(letters.get(place), Some('ь' | 'ъ'));
    let latest = fit.min(letters.len().saturating_sub(2));
    let earliest = (fit * 2 / 3).max(2);
    (earliest..=latest).rev().find(|cut| vowel(cut - 1) && consonant(*cut) && !soft(cut + 1)).unwrap_or(fit)
}

fn is_vowel(letter: char) -> bool {
    letter.to_lowercase().all(|letter| "аеёиоуыэюяәіөұүaeiouy".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn kazakh_letters_have_widths_of_their_own() {
        for letter in "әғқңөұүһіӘҒҚҢӨҰҮҺІ".chars() {
            for face in [Face::Regular, Face::Bold, Face::Italic] {
                assert!((250..1000).contains(&units(letter, face)), "{letter}");
            }
        }
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(wrap("приём и регистрация", 60.0, Face::Regular, 10.0), ["приём и", "регистрация"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_divided_after_a_vowel() {
        assert_eq!(wrap("переосвидетельствование", 60.0, Face::Regular, 10.0), ["переосвиде-", "тельствова-", "ние"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_limit(text in "\\PC{0,200}", limit in 30.0..300.0) {
            for line in wrap(&text, limit, Face::Bold, 10.0) {
                prop_assert!(width(&line, Face::Bold, 10.0) <= limit + 1e-6);
            }
        }
    }
}
