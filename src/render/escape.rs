//! The only place where text becomes markup.

use std::fmt::{self, Display, Formatter, Write};

/// Text for XML content and attributes.
///
/// Characters that XML 1.0 has no way to write become the replacement character.
pub(crate) fn xml(text: &str) -> Xml<'_> {
    Xml(text)
}

/// A text that is written as XML.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Xml<'a>(&'a str);

impl Display for Xml<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let mut plain = 0;
        for (at, letter) in self.0.char_indices() {
            let Some(written) = xml_letter(letter) else { continue };
            out.write_str(self.0.get(plain..at).unwrap_or_default())?;
            out.write_str(written)?;
            plain = at + letter.len_utf8();
        }
        out.write_str(self.0.get(plain..).unwrap_or_default())
    }
}

/// What XML has instead of a character that cannot stand for itself.
fn xml_letter(letter: char) -> Option<&'static str> {
    Some(match letter {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '\t' | '\n' | '\r' => " ",
        _ if is_forbidden(letter) => "\u{fffd}",
        _ => return None,
    })
}

/// Text for a line of Markdown: none of its signs means anything. Line ends become blanks.
pub(crate) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let begins_list = letter == '-' || letter == '+' || matches!(letter, '.' | ')') && is_number(text.get(..at));
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => out.extend(['\\', letter]),
            _ if begins_list && (at == 0 || letter != '-' && letter != '+') => out.extend(['\\', letter]),
            '\t' | '\n' | '\r' => out.push(' '),
            _ if is_forbidden(letter) => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
    out
}

/// Whether a text is a number, as one that stands before an item of a list.
fn is_number(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// C1 controls are allowed but discouraged; no text of an act holds one on purpose.
fn is_forbidden(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') || (u32::from(letter) & 0xfffe) == 0xfffe
}

/// A quoted string of DOT. Graphviz reads entities in it and takes a backslash for an escape, so
/// both are written in a way that yields the text itself.
pub(super) fn dot_string(text: &str) -> String {
    format!("\"{}\"", dot_text(text))
}

/// A label of DOT: one line as it is, several flush left.
pub(super) fn dot_lines(lines: &[&str]) -> String {
    if let [only] = lines {
        return dot_string(only);
    }
    dot_flush_left(lines)
}

/// A label of DOT whose lines stand in the middle.
pub(super) fn dot_centred(lines: &[&str]) -> String {
    let lines: Vec<_> = lines.iter().map(|line| dot_text(line)).collect();
    format!("\"{}\"", lines.join("\\n"))
}

/// A label of DOT whose lines begin at the left edge of its node.
pub(super) fn dot_flush_left(lines: &[&str]) -> String {
    let ended: Vec<_> = lines.iter().map(|line| dot_text(line) + "\\l").collect();
    format!("\"{}\"", ended.concat())
}

fn dot_text(text: &str) -> String {
    xml(text).to_string().replace('\\', "\\\\")
}

/// A length with at most two decimals: `12`, `12.5`, `0`.
///
/// A picture has hundreds of them, and hundredths are much quicker to write than what is exact of a float.
pub(super) fn number(value: f64) -> Number {
    #[expect(clippy::cast_possible_truncation, reason = "no length of a picture is nearly so great")]
    let hundredths = (value * 100.0).round() as i64;
    Number { hundredths }
}

/// A length as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    hundredths: i64,
}

impl Display for Number {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        if self.hundredths < 0 {
            out.write_char('-')?;
        }
        let (whole, rest) = (self.hundredths.unsigned_abs() / 100, self.hundredths.unsigned_abs() % 100);
        write!(out, "{whole}")?;
        match (rest / 10, rest % 10) {
            (0, 0) => Ok(()),
            (tenths, 0) => write!(out, ".{tenths}"),
            (tenths, hundredths) => write!(out, ".{tenths}{hundredths}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_is_off_by_half_a_hundredth_at_most(value in -1e6..1e6) {
            let written: f64 = number(value).to_string().parse().unwrap();
            prop_assert!((written - value).abs() < 0.005 + 1e-9);
        }

        #[test]
        fn nothing_escapes(text in any::<String>()) {
            let written = xml(&text).to_string();
            prop_assert!(!written.contains(['<', '>', '"', '\'']));
            prop_assert!(!written.contains(is_forbidden));
            let dot = dot_string(&text);
            prop_assert!(!dot.trim_matches('"').contains('"') && !dot.ends_with("\\\"") || dot.ends_with("\\\\\""));
        }
    }

    #[test]
    fn markup_loses_its_force() {
        assert_eq!(
            xml("<b a=\"1\" c='2'>&amp;\u{1}\n").to_string(),
            "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;\u{fffd} "
        );
        assert_eq!(dot_string("\"]; x\\N"), "\"&quot;]; x\\\\N\"");
    }

    #[test]
    fn numbers_are_short() {
        let written = |value| number(value).to_string();
        assert_eq!([-0.001, 12.0, 12.5, 100.0, 2.71449].map(written), ["0", "12", "12.5", "100", "2.71"]);
        assert_eq!([-0.05, -3.5, 0.07, 0.996].map(written), ["-0.05", "-3.5", "0.07", "1"]);
    }
}
