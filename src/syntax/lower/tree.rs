//! The pairs of a line, laid out in a row.

use pest::Token;
use pest::iterators::Pairs;

use crate::keywords::Keyword;
use crate::syntax::grammar::{self, Rule};

/// The pairs of a line in the order they begin in: those inside a pair follow it.
///
/// A pair of pest's is a counted reference to all pairs of its line, and a line is asked for its parts
/// over and over. So they are laid out here once, in memory that serves every line.
#[derive(Default)]
pub struct Tree {
    nodes: Vec<Node>,
    /// Those that have begun and not ended, while the nodes are laid out.
    open: Vec<usize>,
}

/// A pair: its rule, its bytes in the folded text, and how many of the nodes after it are inside it.
struct Node {
    rule: Rule,
    start: usize,
    end: usize,
    inside: usize,
}

impl Tree {
    /// Lays out what pest made of a line; returns the pair of the whole line.
    pub fn lay_out<'a>(&'a mut self, pairs: Pairs<'a, Rule>) -> Option<Parsed<'a>> {
        self.nodes.clear();
        self.open.clear();
        let text = pairs.get_input();
        for token in pairs.tokens() {
            match token {
                Token::Start { rule, pos } => {
                    self.open.push(self.nodes.len());
                    self.nodes.push(Node { rule, start: pos.pos(), end: 0, inside: 0 });
                }
                Token::End { pos, .. } => {
                    let len = self.nodes.len();
                    let Some(at) = self.open.pop() else { continue };
                    let Some(node) = self.nodes.get_mut(at) else { continue };
                    (node.end, node.inside) = (pos.pos(), len - at - 1);
                }
            }
        }
        self.root(text)
    }

    /// The pair of the whole line that was laid out last; `text` is what was parsed.
    pub fn root<'a>(&'a self, text: &'a str) -> Option<Parsed<'a>> {
        Inner { text, nodes: &self.nodes }.next()
    }
}

/// A pair of the grammar, with those inside it.
#[derive(Clone, Copy)]
pub struct Parsed<'a> {
    text: &'a str,
    node: &'a Node,
    inside: &'a [Node],
}

impl<'a> Parsed<'a> {
    /// The rule that made it.
    pub fn rule(self) -> Rule {
        self.node.rule
    }

    /// The keyword it is, if its rule is a keyword's.
    pub fn as_keyword(self) -> Option<Keyword> {
        grammar::keyword(self.node.rule)
    }

    /// The offset in the folded text at which it begins.
    pub fn start(self) -> usize {
        self.node.start
    }

    /// The offset in the folded text at which it ends, blanks left out.
    pub fn end(self) -> usize {
        self.node.start + self.as_str().trim_end().len()
    }

    /// Its folded text.
    pub fn as_str(self) -> &'a str {
        self.text.get(self.node.start..self.node.end).unwrap_or_default()
    }

    /// The pairs directly inside it.
    pub fn inner(self) -> Inner<'a> {
        Inner { text: self.text, nodes: self.inside }
    }

    /// The pairs inside it at any depth.
    pub fn descendants(self) -> impl Iterator<Item = Parsed<'a>> {
        // Of these, none but their rule and text is asked for, so what is inside them is left out.
        self.inside.iter().map(move |node| Parsed { text: self.text, node, inside: &[] })
    }

    /// The pairs inside it that have none inside themselves: its words, numbers and quotations.
    pub fn leaves(self) -> impl Iterator<Item = Parsed<'a>> {
        let leaves = self.inside.iter().filter(|node| node.inside == 0);
        leaves.map(move |node| Parsed { text: self.text, node, inside: &[] })
    }

    /// The first pair of a rule directly inside it. The languages order them differently, so they are
    /// found by rule.
    pub fn find(self, rule: Rule) -> Option<Parsed<'a>> {
        self.all(rule).next()
    }

    /// Whether a pair of a rule is directly inside it.
    pub fn has(self, rule: Rule) -> bool {
        self.find(rule).is_some()
    }

    /// The pairs of a rule directly inside it: the items of a list.
    pub fn all(self, rule: Rule) -> impl Iterator<Item = Parsed<'a>> {
        self.inner().filter(move |pair| pair.node.rule == rule)
    }

    /// The dates directly inside it, in whatever form.
    pub fn dates(self) -> impl Iterator<Item = Parsed<'a>> {
        let is_date = |rule| matches!(rule, Rule::iso_date | Rule::dotted_date | Rule::slashed_date | Rule::long_date);
        self.inner().filter(move |pair| is_date(pair.node.rule))
    }

    /// The keywords directly inside it.
    pub fn keywords(self) -> impl Iterator<Item = Keyword> {
        self.inner().filter_map(Parsed::as_keyword)
    }

    /// The first keyword directly inside it.
    pub fn keyword(self) -> Option<Keyword> {
        self.keywords().next()
    }

    /// The last keyword directly inside it: the value of `key: word`.
    pub fn last_keyword(self) -> Option<Keyword> {
        self.keywords().last()
    }
}

/// Pairs one after another, those inside them passed over.
pub struct Inner<'a> {
    text: &'a str,
    nodes: &'a [Node],
}

impl<'a> Iterator for Inner<'a> {
    type Item = Parsed<'a>;

    fn next(&mut self) -> Option<Parsed<'a>> {
        let (node, after) = self.nodes.split_first()?;
        let (inside, rest) = after.split_at_checked(node.inside)?;
        self.nodes = rest;
        Some(Parsed { text: self.text, node, inside })
    }
}
