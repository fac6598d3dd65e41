//! A line in its author's words.

use super::row::Row;
use super::typed::Typed;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::{Parsed, Place};

/// The words of a line and the marks between them, in the order they stand.
pub fn line(parts: Parsed<'_>, place: Place<'_>) -> String {
    let typed = Typed::new(place);
    let mut row = Row::default();
    let spans = has_spans(parts.rule());
    let mut at = 0;
    for leaf in parts.leaves() {
        marks(&mut row, typed.folded().get(at..leaf.start()).unwrap_or_default(), spans);
        self::leaf(&mut row, leaf, typed);
        at = leaf.end();
    }
    marks(&mut row, typed.folded().get(at..).unwrap_or_default(), spans);
    row.finish()
}

/// A word, a number or a quotation.
fn leaf(row: &mut Row, leaf: Parsed<'_>, typed: Typed<'_>) {
    match leaf.rule() {
        Rule::title => {
            let (quoted, marks) = typed.quotation(leaf);
            row.quotation(quoted, marks);
        }
        Rule::open => row.open(),
        Rule::close => row.close(),
        Rule::k_case_suffix => row.ending(&typed.keyword(leaf)),
        _ if leaf.as_keyword().is_some() => row.word(&typed.keyword(leaf)),
        _ => row.word(&typed.word(leaf)),
    }
}

/// The marks between two words.
pub fn marks(row: &mut Row, between: &str, spans: bool) {
    for mark in between.chars().filter(|mark| *mark != ' ') {
        match mark {
            '(' => row.open(),
            ')' => row.close(),
            ':' | ',' | ';' => row.ending(mark.encode_utf8(&mut [0; 4])),
            '-' if spans => row.word("–"),
            '-' => row.hyphen(),
            _ => row.word(mark.encode_utf8(&mut [0; 4])),
        }
    }
}

/// Whether a dash in a line of this kind reaches from one day, year or hour to another. In all others it is a
/// hyphen, as in `1-шарт`.
pub fn has_spans(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::known_years_line
            | Rule::week_days_line
            | Rule::hours_line
            | Rule::holiday_line
            | Rule::day_off_line
            | Rule::short_day_line
    )
}
