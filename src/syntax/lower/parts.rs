//! The pairs inside a pair, taken by rule.

use pest::iterators::Pair;

use crate::keywords::Keyword;
use crate::syntax::grammar::{self, Rule};

/// A pair of the grammar.
pub type Parsed<'a> = Pair<'a, Rule>;

/// The first keyword inside a pair, at any depth.
pub fn first_keyword(pair: Parsed<'_>) -> Option<Keyword> {
    grammar::keyword(pair.as_rule())
        .or_else(|| pair.into_inner().flatten().find_map(|part| grammar::keyword(part.as_rule())))
}

/// The pairs of a rule directly inside a pair: the items of a list.
pub fn of_rule(pair: Parsed<'_>, rule: Rule) -> impl Iterator<Item = Parsed<'_>> {
    pair.into_inner().filter(move |inner| inner.as_rule() == rule)
}

/// The pairs directly inside a pair. The languages order them differently, so they are taken by rule.
pub struct Parts<'a>(Vec<Parsed<'a>>);

impl<'a> Parts<'a> {
    /// The pairs inside `pair`.
    pub fn of(pair: Parsed<'a>) -> Self {
        // Few lines have more parts; growing step by step would cost more than the rest of this.
        let mut parts = Vec::with_capacity(8);
        parts.extend(pair.into_inner());
        Self(parts)
    }

    /// Takes out the first pair of a rule.
    pub fn take(&mut self, rule: Rule) -> Option<Parsed<'a>> {
        let at = self.0.iter().position(|pair| pair.as_rule() == rule)?;
        Some(self.0.remove(at))
    }

    /// The pairs of a rule.
    pub fn rest(&self, rule: Rule) -> impl Iterator<Item = Parsed<'a>> {
        self.0.iter().filter(move |pair| pair.as_rule() == rule).cloned()
    }

    /// The first keyword.
    pub fn keyword(&self) -> Option<Keyword> {
        self.0.iter().find_map(|pair| grammar::keyword(pair.as_rule()))
    }

    /// The last keyword: the value of `key: word`.
    pub fn last_keyword(&self) -> Option<Keyword> {
        self.0.iter().rev().find_map(|pair| grammar::keyword(pair.as_rule()))
    }

    /// The last pair but the end of the line.
    pub fn last(&self) -> Option<Parsed<'a>> {
        self.0.iter().rfind(|pair| pair.as_rule() != Rule::EOI).cloned()
    }
}
