//! Places as editors count them: lines from 0, columns in units of UTF-16 (or in bytes, where the editor prefers it).

use std::ops::Range;

use lsp_types::{Position, PositionEncodingKind};

use crate::source::Span;

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16: two for a letter outside the first plane.
    #[default]
    Utf16,
}

impl Encoding {
    /// The first that is known of those an editor offers.
    pub fn of(offered: &[PositionEncodingKind]) -> Self {
        let known = offered.iter().find_map(|kind| match kind.as_str() {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            _ => None,
        });
        known.unwrap_or_default()
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn len(self, letter: char) -> usize {
        match self {
            Self::Utf8 => letter.len_utf8(),
            Self::Utf16 => letter.len_utf16(),
        }
    }
}

/// Where the lines of a text begin. A line ends as the protocol has it: at `\n`, `\r\n` or `\r`.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<u32>,
    encoding: Encoding,
}

impl Lines {
    /// The lines of a text.
    pub fn new(text: &str, encoding: Encoding) -> Self {
        Self { starts: std::iter::once(0).chain(starts(text, 0..text.len())).collect(), encoding }
    }

    /// Some bytes were exchanged for others, so many; the text is now this.
    ///
    /// Whether a line begins at a place is told by the bytes before and behind it. So only what stands between the
    /// new bytes, or touches them, is looked at; what stands behind has moved.
    pub fn replace(&mut self, text: &str, old: Range<usize>, length: usize) {
        let end = old.start + length;
        let kept = self.starts.partition_point(|start| (*start as usize) < old.start).max(1);
        let behind = self.starts.partition_point(|start| *start as usize <= old.end).max(1);
        for start in self.starts.iter_mut().skip(behind) {
            *start = in_u32(*start as usize - old.end + end);
        }
        self.starts.splice(kept..behind, starts(text, old.start.saturating_sub(1)..end));
    }

    /// The number of lines, at least one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line of an offset, from 0.
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of a line, without its end.
    pub fn range(&self, text: &str, line: usize) -> Range<usize> {
        let start = self.starts.get(line).map_or(text.len(), |start| *start as usize);
        let end = self.starts.get(line + 1).map_or(text.len(), |start| *start as usize);
        let length = text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']).len();
        start..start + length
    }

    /// The place of an offset.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.starts.get(line).map_or(0, |start| *start as usize);
        let mut end = (offset as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = text.get(start..end).unwrap_or_default();
        let column: usize = before.chars().map(|letter| self.encoding.len(letter)).sum();
        Position::new(in_u32(line), in_u32(column))
    }

    /// The offset of a place. One behind the end of its line is the end of the line, one within a letter the
    /// letter's beginning, and one behind the last line the end of the text.
    pub fn offset(&self, text: &str, position: Position) -> u32 {
        let line = position.line as usize;
        if line >= self.count() {
            return in_u32(text.len());
        }
        let range = self.range(text, line);
        let mut column = 0;
        for (at, letter) in text.get(range.clone()).unwrap_or_default().char_indices() {
            column += self.encoding.len(letter);
            if column > position.character as usize {
                return in_u32(range.start + at);
            }
        }
        in_u32(range.end)
    }

    /// The range of a span.
    pub fn range_of(&self, text: &str, span: Span) -> lsp_types::Range {
        lsp_types::Range::new(self.position(text, span.start), self.position(text, span.end))
    }
}

/// Where lines begin behind those that end among some bytes of a text.
fn starts(text: &str, within: Range<usize>) -> impl Iterator<Item = u32> {
    let bytes = text.as_bytes();
    let is_end = |at: &usize| match bytes.get(*at) {
        Some(b'\n') => true,
        Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    within.filter(is_end).map(|at| in_u32(at + 1))
}

fn in_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letter U+1F600 is one letter, two units of UTF-16 and four bytes.
    const TEXT: &str = "а😀б\r\nв\rг\n";

    #[test]
    fn columns_count_units_of_the_encoding() {
        let utf16 = Lines::new(TEXT, Encoding::Utf16);
        let utf8 = Lines::new(TEXT, Encoding::Utf8);
        let at = u32::try_from(TEXT.find('б').unwrap()).unwrap();
        assert_eq!(utf16.position(TEXT, at), Position::new(0, 3));
        assert_eq!(utf8.position(TEXT, at), Position::new(0, 6));
        assert_eq!(utf16.count(), 4);
    }

    #[test]
    fn every_letter_is_found_again_and_places_outside_come_to_the_nearest() {
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let lines = Lines::new(TEXT, encoding);
            for (at, letter) in TEXT.char_indices().filter(|(_, letter)| !matches!(letter, '\r' | '\n')) {
                let at = u32::try_from(at).unwrap();
                assert_eq!(lines.offset(TEXT, lines.position(TEXT, at)), at, "{letter}");
            }
            assert_eq!(lines.offset(TEXT, Position::new(0, 99)) as usize, TEXT.find('\r').unwrap());
            assert_eq!(lines.offset(TEXT, Position::new(99, 0)) as usize, TEXT.len());
        }
        let inside_the_pair = Position::new(0, 2);
        assert_eq!(Lines::new(TEXT, Encoding::Utf16).offset(TEXT, inside_the_pair) as usize, 'а'.len_utf8());
    }

    /// All texts of up to `most` letters, of which some end lines together and some alone.
    fn texts(most: usize) -> Vec<String> {
        let mut texts = vec![String::new()];
        for _ in 0..most {
            let longer = texts.iter().flat_map(|text| ["\r", "\n", "б"].map(|letter| format!("{text}{letter}")));
            texts = std::iter::once(String::new()).chain(longer).collect();
        }
        texts
    }

    /// After every change that can be made in a short text, and after one more.
    #[test]
    fn lines_that_are_kept_through_changes_are_those_of_the_text() {
        let inserted = texts(2);
        for before in texts(4) {
            let ends: Vec<usize> = before.char_indices().map(|(at, _)| at).chain([before.len()]).collect();
            let ranges =
                ends.iter().flat_map(|from| ends.iter().filter(move |to| from <= to).map(move |to| *from..*to));
            for range in ranges {
                for new in &inserted {
                    let (mut text, mut lines) = (before.clone(), Lines::new(&before, Encoding::Utf8));
                    text.replace_range(range.clone(), new);
                    lines.replace(&text, range.clone(), new.len());
                    assert_eq!(lines.starts, Lines::new(&text, Encoding::Utf8).starts, "{before:?} {range:?} {new:?}");
                    let end = text.len();
                    text.push_str("\n\r");
                    lines.replace(&text, end..end, 2);
                    assert_eq!(lines.starts, Lines::new(&text, Encoding::Utf8).starts, "{before:?} {range:?} {new:?}");
                }
            }
        }
    }
}
