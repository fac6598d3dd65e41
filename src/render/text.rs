//! How wide a text is, and where its lines break.

mod widths;
mod words;

pub(super) use words::{Extent, Words};

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
    points(thousandths(text, face), size)
}

/// The width of a text in thousandths of the font size.
fn thousandths(text: &str, face: Face) -> u32 {
    text.chars().map(|letter| u32::from(units(letter, face))).fold(0, u32::saturating_add)
}

/// Thousandths of a font size in points.
fn points(thousandths: u32, size: f64) -> f64 {
    f64::from(thousandths) * size / 1000.0
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
    Words::new(text, face).lines(limit, size)
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
        fn the_extent_is_that_of_the_lines(text in "(\\PC{0,9}|[а-я-]{1,12} ){0,20}", limit in 8.0..200.0) {
            let words = Words::new(&text, Face::Regular);
            let (extent, lines) = (words.extent(limit, 8.5), words.lines(limit, 8.5));
            prop_assert_eq!(extent.lines, lines.len());
            prop_assert_eq!(extent.hyphens, lines.iter().filter(|line| line.ends_with('-')).count());
            let widest = lines.iter().map(|line| width(line, Face::Regular, 8.5)).fold(0.0, f64::max);
            prop_assert!((extent.width - widest).abs() < 1e-6);
        }

        #[test]
        fn no_line_is_wider_than_the_limit(text in "\\PC{0,200}", limit in 30.0..300.0) {
            for line in wrap(&text, limit, Face::Bold, 10.0) {
                prop_assert!(width(&line, Face::Bold, 10.0) <= limit + 1e-6);
            }
        }
    }
}
