//! A text as words that are set in lines, again and again as columns and font sizes are tried.

use super::{Face, is_combining, points, thousandths, units, width};

/// The words of a text, each measured once.
#[derive(Debug, Clone)]
pub(in crate::render) struct Words {
    text: String,
    face: Face,
    /// In text order.
    list: Vec<Word>,
    /// The widths of the whole text and of its widest word, in thousandths of the font size.
    whole: u32,
    longest: u32,
}

/// A word of a text.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    /// In thousandths of the font size.
    width: u32,
}

/// A word, or a piece of one.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    /// Whether it is followed by a hyphen, since its word goes on.
    is_divided: bool,
    /// In thousandths of the font size, with the hyphen.
    width: u32,
}

impl Piece<'_> {
    fn ends_in_hyphen(&self) -> bool {
        self.is_divided || self.text.ends_with('-')
    }

    fn write(&self, line: &mut String) {
        line.push_str(self.text);
        if self.is_divided {
            line.push('-');
        }
    }
}

/// How much room a text takes that has been set in lines.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::render) struct Extent {
    /// How many lines there are.
    pub(in crate::render) lines: usize,
    /// The width of the widest, in points.
    pub(in crate::render) width: f64,
    /// How many lines end with a hyphen.
    pub(in crate::render) hyphens: usize,
}

impl Extent {
    /// That of two texts under each other.
    pub(in crate::render) fn and(self, other: Self) -> Self {
        Self {
            lines: self.lines + other.lines,
            width: self.width.max(other.width),
            hyphens: self.hyphens + other.hyphens,
        }
    }
}

impl Words {
    /// The words of a text.
    pub(in crate::render) fn new(text: &str, face: Face) -> Self {
        let mut list = Vec::new();
        let mut start = 0;
        for piece in text.split(is_break) {
            let end = start + piece.len();
            if !piece.is_empty() {
                list.push(Word { start, end, width: thousandths(piece, face) });
            }
            start = end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        let longest = list.iter().map(|word| word.width).max().unwrap_or(0);
        Self { text: text.to_owned(), face, list, whole: thousandths(text, face), longest }
    }

    /// The face they are set in.
    pub(in crate::render) fn face(&self) -> Face {
        self.face
    }

    /// The width of the text on one line.
    pub(in crate::render) fn width(&self, size: f64) -> f64 {
        points(self.whole, size)
    }

    /// The width of the widest word.
    pub(in crate::render) fn longest(&self, size: f64) -> f64 {
        points(self.longest, size)
    }

    /// Breaks the text into lines, as [`wrap`](super::wrap) says.
    pub(in crate::render) fn lines(&self, limit: f64, size: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        self.set(limit, size, |piece, begins_line| {
            if begins_line {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(if begins_line { "" } else { " " });
                piece.write(line);
            }
        });
        lines
    }

    /// How much room those lines take.
    pub(in crate::render) fn extent(&self, limit: f64, size: f64) -> Extent {
        let blank = width(" ", self.face, size);
        let (mut extent, mut line, mut ends_in_hyphen) = (Extent::default(), 0.0, false);
        self.set(limit, size, |piece, begins_line| {
            if begins_line {
                extent.hyphens += usize::from(ends_in_hyphen);
                extent.lines += 1;
                line = points(piece.width, size);
            } else {
                line += blank + points(piece.width, size);
            }
            extent.width = extent.width.max(line);
            ends_in_hyphen = piece.ends_in_hyphen();
        });
        extent.hyphens += usize::from(ends_in_hyphen);
        extent
    }

    /// Puts word after word on lines no wider than `limit`, where that is possible: `put` is told whether one
    /// begins a line.
    fn set(&self, limit: f64, size: f64, mut put: impl FnMut(Piece<'_>, bool)) {
        let blank = width(" ", self.face, size);
        let mut used: Option<f64> = None;
        let mut add = |piece: Piece<'_>, is_later_piece: bool| {
            let width = points(piece.width, size);
            let room = used.map(|used| used + blank + width).filter(|wide| *wide <= limit && !is_later_piece);
            used = Some(room.unwrap_or(width));
            put(piece, room.is_none());
        };
        for word in &self.list {
            let text = self.text.get(word.start..word.end).unwrap_or_default();
            if points(word.width, size) <= limit {
                add(Piece { text, is_divided: false, width: word.width }, false);
                continue;
            }
            for (place, piece) in Divided::new(text, limit, self.face, size).enumerate() {
                add(piece, place > 0);
            }
        }
    }
}

/// A no-break space keeps its words together; control characters part them.
fn is_break(letter: char) -> bool {
    letter.is_control() || (letter.is_whitespace() && letter != '\u{a0}')
}

/// The pieces of a word that is wider than a line, each of which fits one.
struct Divided<'a> {
    /// The word, and what is left of it.
    letters: Vec<char>,
    begins: usize,
    text: &'a str,
    limit: f64,
    face: Face,
    size: f64,
}

impl<'a> Divided<'a> {
    fn new(word: &'a str, limit: f64, face: Face, size: f64) -> Self {
        Self { letters: word.chars().collect(), begins: 0, text: word, limit, face, size }
    }

    /// How many of the letters that are left make up the next piece.
    fn cut(&self, left: &[char]) -> usize {
        if points(wide(left, self.face), self.size) <= self.limit {
            return left.len();
        }
        let fit = fitting(left, self.limit - width("-", self.face, self.size), self.face, self.size);
        if fit < left.len() { syllable(left, fit) } else { left.len() }
    }
}

impl<'a> Iterator for Divided<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let left = self.letters.get(self.begins..).filter(|left| !left.is_empty())?;
        let (piece, rest) = left.split_at_checked(self.cut(left))?;
        let is_divided = !rest.is_empty() && piece.last().is_some_and(|letter| letter.is_alphabetic());
        let hyphen = if is_divided { thousandths("-", self.face) } else { 0 };
        let width = wide(piece, self.face).saturating_add(hyphen);
        let (text, rest) = self.text.split_at_checked(piece.iter().map(|letter| letter.len_utf8()).sum())?;
        self.begins += piece.len();
        self.text = rest;
        Some(Piece { text, is_divided, width })
    }
}

/// The width of letters, in thousandths of the font size.
fn wide(letters: &[char], face: Face) -> u32 {
    letters.iter().map(|letter| u32::from(units(*letter, face))).fold(0, u32::saturating_add)
}

/// How many characters fit, at least one, never parting a letter from its combining mark.
fn fitting(letters: &[char], limit: f64, face: Face, size: f64) -> usize {
    let mut used = 0.0;
    let mut fit = 0;
    for (place, letter) in letters.iter().enumerate() {
        used += points(u32::from(units(*letter, face)), size);
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
