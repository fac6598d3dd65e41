//! The lines of a file and the words of each, as the grammar takes them.

use crate::diagnostic::Section;
use crate::format::comment;
use crate::keywords::Keyword;
use crate::source::{SourceFile, SourceId, Span};
use crate::syntax::grammar::Rule;
use crate::syntax::lines::each_line;
use crate::syntax::lower::Parsed;

/// A line.
#[derive(Debug, Clone)]
pub struct Row {
    /// How deep it stands.
    pub level: usize,
    /// Nothing stands in it, or a comment alone.
    pub is_empty: bool,
    /// The part of the file it stands in.
    pub section: Section,
    /// The keyword it begins with.
    pub keyword: Option<Keyword>,
    /// The line without its indentation and end.
    pub span: Span,
    /// Its words, in text order; of a line that is not understood, none.
    pub words: Vec<(Word, Span)>,
    /// The comment behind them, if there is one.
    pub comment: Option<Span>,
}

/// What a word of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// A word of the language.
    Keyword(Keyword),
    /// A number, a date, a time.
    Number,
    /// Words between quotation marks, the marks with them.
    Title,
    /// A name.
    Name,
    /// The code of a rule.
    Code,
}

/// The lines of a file.
pub fn rows(file: &SourceFile, id: SourceId) -> Vec<Row> {
    let mut rows = Vec::with_capacity(file.line_count());
    each_line(file, id, |seen| {
        let place = seen.place;
        let word = |leaf: Parsed<'_>| Some((word(leaf)?, place.pair(leaf)));
        let typed = place.line.trim();
        let start = place.line.len() - place.line.trim_start().len();
        let at = |offset: usize| place.base + u32::try_from(offset).unwrap_or(u32::MAX);
        rows.push(Row {
            level: seen.level,
            is_empty: place.folded.text().is_empty(),
            section: seen.section,
            keyword: seen.keyword,
            span: Span::new(id, at(start), at(start + typed.len())),
            words: seen.parts.into_iter().flat_map(Parsed::leaves).filter_map(word).collect(),
            comment: comment(place).map(|(from, to)| Span::new(id, at(from), at(to))),
        });
    });
    rows
}

fn word(leaf: Parsed<'_>) -> Option<Word> {
    if let Some(keyword) = leaf.as_keyword() {
        return Some(Word::Keyword(keyword));
    }
    Some(match leaf.rule() {
        Rule::title => Word::Title,
        Rule::id | Rule::fact_name | Rule::variant_name | Rule::zone_name => Word::Name,
        Rule::rule_code => Word::Code,
        Rule::integer
        | Rule::number
        | Rule::numeral
        | Rule::step_number
        | Rule::figures
        | Rule::amount
        | Rule::time
        | Rule::iso_date
        | Rule::dotted_date
        | Rule::slashed_date
        | Rule::annex_number
        | Rule::act_number
        | Rule::cite_number
        | Rule::numeral_word
        | Rule::month_name => Word::Number,
        _ => return None,
    })
}
