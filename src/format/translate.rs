//! A line in the words of a language, phrase by phrase.
//!
//! Where the table has several words for one meaning, the first is written. Words stand in the order of the
//! language: what Russian and English put before a number, a step or an event, Kazakh puts behind it. Names,
//! titles, figures and comments stay as they are.

mod cite;
mod criterion;
mod date;
mod event;
mod length;
mod step;

use super::plain;
use super::row::Row;
use super::typed::{Typed, number_sign};
use crate::keywords::{self, Keyword};
use crate::language::Language;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::{Parsed, Place};

use length::Inflection;
use step::Role;

/// A line in a language.
pub fn line(parts: Parsed<'_>, place: Place<'_>, to: Language) -> String {
    let spans = plain::has_spans(parts.rule());
    let mut translator = Translator { typed: Typed::new(place), to, row: Row::default(), spans };
    translator.part(parts);
    translator.row.finish()
}

/// Whether a line has a word of another language than its own.
pub fn has_foreign_words(parts: Parsed<'_>, language: Language) -> bool {
    let keywords = parts.leaves().filter_map(|leaf| Some((leaf.as_keyword()?, leaf.as_str().trim_end())));
    keywords.into_iter().any(|(keyword, spelling)| !keyword.belongs_to(spelling, language))
}

/// A line while it is written in a language.
struct Translator<'a> {
    typed: Typed<'a>,
    to: Language,
    row: Row,
    /// A dash between two words reaches from one to the other.
    spans: bool,
}

impl Translator<'_> {
    /// Writes a part of the line. The grammar has no rule within itself, so neither has this.
    fn part(&mut self, part: Parsed<'_>) {
        match part.rule() {
            Rule::header_line => self.header(part),
            Rule::title => self.title(part),
            Rule::act_line | Rule::repealed_line => self.act(part),
            Rule::long_date => self.long_date(part),
            Rule::short_day_line => self.short_day(part),
            Rule::moved_working_day_line => self.moved_day(part),
            Rule::cite => self.cite(part),
            Rule::annex => self.annex(part),
            Rule::step_line | Rule::condition_line => self.step_head(part),
            Rule::end_condition_line => self.end_condition(part),
            Rule::step_ref => self.step_ref(part, Role::Line),
            Rule::go_to | Rule::return_to => self.jump(part),
            Rule::only => self.only(part),
            Rule::limit | Rule::named_limit => self.limit(part),
            Rule::deadline | Rule::not_before => self.moment(part),
            Rule::from | Rule::until | Rule::after => self.event(part, false),
            Rule::limit_name => self.limit_name(part),
            Rule::extension_line => self.extension(part),
            Rule::number => self.number(part, None, Inflection::Plain),
            Rule::criterion => self.criterion(part),
            Rule::k_range => self.range(),
            Rule::for_each_line | Rule::case_for_each_line => self.for_each(part),
            // An ending that Kazakh puts to figures, and a word that it puts behind what is done for each.
            Rule::k_case_suffix | Rule::k_for_each_end => {}
            _ => self.as_it_stands(part),
        }
    }

    /// Writes a part whose words stand in the same order in every language.
    fn as_it_stands(&mut self, part: Parsed<'_>) {
        if let Some(keyword) = part.as_keyword() {
            return self.keyword(keyword);
        }
        let mut at = part.start();
        let mut is_measured = false;
        let mut number = None;
        for inner in part.inner() {
            self.marks(at, inner.start());
            at = inner.end();
            if part.has(Rule::duration) && length::measures(inner) {
                if !std::mem::replace(&mut is_measured, true) {
                    self.measured(part, Inflection::Plain);
                }
            } else if inner.rule() == Rule::k_times {
                self.times(number);
            } else {
                number = length::value(inner).or(number);
                self.part(inner);
            }
        }
        if part.inner().next().is_none() {
            return self.row.word(&self.typed.word(part));
        }
        self.marks(at, part.end());
    }

    /// The marks between two places of the folded line.
    fn marks(&mut self, from: usize, to: usize) {
        let between = self.typed.folded().get(from..to).unwrap_or_default();
        if self.spans && between.trim() == "-" {
            return self.range();
        }
        plain::marks(&mut self.row, between, false);
    }

    fn keyword(&mut self, keyword: Keyword) {
        let word = self.word(keyword);
        self.row.word(word);
    }

    /// A word of the language, as it is printed.
    fn word(&self, keyword: Keyword) -> &'static str {
        let word = keyword.canonical(self.to);
        if keyword == Keyword::NumberSign { number_sign(word) } else { keywords::printed(word) }
    }

    /// The words of one of the languages.
    fn say(&mut self, ru: &str, kk: &str, en: &str) {
        self.row.word(match self.to {
            Language::Ru => ru,
            Language::Kk => kk,
            Language::En => en,
        });
    }

    fn is_kazakh(&self) -> bool {
        self.to == Language::Kk
    }

    fn header(&mut self, part: Parsed<'_>) {
        self.keyword(Keyword::Reg);
        if let Some(edition) = part.find(Rule::integer) {
            self.part(edition);
        }
        self.row.word(self.to.code());
    }

    fn title(&mut self, title: Parsed<'_>) {
        let (quoted, marks) = self.typed.quotation(title);
        self.row.quotation(quoted, marks);
    }

    /// `для каждого «…»`, `әрбір «…» үшін`.
    fn for_each(&mut self, line: Parsed<'_>) {
        let mut at = line.start();
        for part in line.inner() {
            self.marks(at, part.start());
            at = part.end();
            self.part(part);
            if part.rule() == Rule::title && self.is_kazakh() {
                self.keyword(Keyword::ForEachEnd);
            }
        }
    }

    /// `только (выдача)`, where the author may have put a colon.
    fn only(&mut self, only: Parsed<'_>) {
        self.keyword(Keyword::Only);
        if let Some(variants) = only.find(Rule::for_variants) {
            return self.part(variants);
        }
        self.row.open();
        for (index, variant) in only.all(Rule::variant_name).enumerate() {
            if index > 0 {
                self.row.ending(",");
            }
            self.part(variant);
        }
        self.row.close();
    }

    /// Parts of the line, one after another.
    fn parts<'p>(&mut self, parts: impl Iterator<Item = Parsed<'p>>) {
        for part in parts {
            self.part(part);
        }
    }
}
