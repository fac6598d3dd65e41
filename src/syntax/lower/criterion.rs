//! Criteria: a row of comparisons, brackets and words between them, put together.
//!
//! The grammar reads them one after another; the brackets are matched here, on a stack of its own.

use super::Lowering;
use super::tree::Parsed;
use crate::ast::{Comparison, Criterion, Literal, Operand, OperandValue, Test};
use crate::diagnostic::{Diagnostic, Expected, FactProblem, Problem};
use crate::keywords::Keyword;
use crate::model::{Decimal, Logic, Relation};
use crate::source::Span;
use crate::syntax::grammar::Rule;

/// How deep brackets may nest. More cannot be followed on one line.
const MAX_BRACKETS: usize = 16;

/// What stands in a bracket that is open, or outside all of them.
struct Level {
    /// Where the bracket stands.
    opened: Span,
    parts: Vec<Criterion>,
    /// What joins them.
    junction: Option<Keyword>,
    /// The next part is denied.
    denied: bool,
}

impl Level {
    fn new(opened: Span) -> Self {
        Self { opened, parts: Vec::new(), junction: None, denied: false }
    }

    fn put(&mut self, part: Criterion) {
        let denied = std::mem::take(&mut self.denied);
        self.parts.push(if denied { deny(part) } else { part });
    }

    /// The Kazakh word for «not» stands behind what it denies.
    fn deny_last(&mut self) {
        if let Some(part) = self.parts.pop() {
            self.parts.push(deny(part));
        }
    }

    fn close(mut self) -> Option<Criterion> {
        let only = self.parts.pop()?;
        if self.parts.is_empty() {
            return Some(only);
        }
        self.parts.push(only);
        Some(if self.junction == Some(Keyword::And) { Logic::All(self.parts) } else { Logic::Any(self.parts) })
    }
}

/// Denied twice, it is as it was, so that denials do not pile up.
fn deny(criterion: Criterion) -> Criterion {
    match criterion {
        Logic::Not(inner) => *inner,
        other => Logic::Not(Box::new(other)),
    }
}

impl Lowering<'_> {
    /// The criterion of a line, if it has one; nothing at all where it makes no sense.
    #[expect(clippy::option_option, reason = "failed, not there, or understood: three answers")]
    pub(super) fn criterion(&mut self, line: Parsed<'_>) -> Option<Option<Criterion>> {
        let Some(pair) = line.find(Rule::criterion) else { return Some(None) };
        let mut levels = vec![Level::new(self.place.pair(pair))];
        for token in pair.inner() {
            self.token(token, &mut levels)?;
        }
        let last = levels.pop()?;
        if levels.is_empty() {
            return last.close().map(Some);
        }
        self.findings.push(Diagnostic::new(FactProblem::UnpairedBracket.into(), last.opened));
        None
    }

    fn token(&mut self, token: Parsed<'_>, levels: &mut Vec<Level>) -> Option<()> {
        let depth = levels.len();
        let level = levels.last_mut()?;
        match token.rule() {
            Rule::comparison => {
                let comparison = self.comparison(token)?;
                level.put(Logic::Is(comparison));
            }
            Rule::open if depth > MAX_BRACKETS => {
                self.find(FactProblem::BracketsTooDeep(MAX_BRACKETS).into(), token);
                return None;
            }
            Rule::open => levels.push(Level::new(self.place.pair(token))),
            Rule::close if depth == 1 => {
                self.find(FactProblem::UnpairedBracket.into(), token);
                return None;
            }
            Rule::close => {
                let closed = levels.pop()?.close()?;
                levels.last_mut()?.put(closed);
            }
            Rule::denied => level.denied = !level.denied,
            Rule::denied_behind => level.deny_last(),
            Rule::k_and | Rule::k_either => {
                let junction = token.as_keyword()?;
                if level.junction.is_some_and(|other| other != junction) {
                    self.find(FactProblem::MixedJunctions.into(), token);
                    return None;
                }
                level.junction = Some(junction);
            }
            _ => {}
        }
        Some(())
    }

    fn comparison(&mut self, pair: Parsed<'_>) -> Option<Comparison> {
        let mut values = pair.all(Rule::value);
        let left = self.operand(values.next()?)?;
        let test = if let Some(relation) = pair.find(Rule::relation) {
            Test::Relation(relation_of(relation)?, self.operand(values.next()?)?)
        } else if let Some(list) = pair.find(Rule::values) {
            Test::OneOf(list.all(Rule::value).map(|value| self.operand(value)).collect::<Option<_>>()?)
        } else {
            let from = match pair.find(Rule::from_value) {
                Some(from) => {
                    let relation = if from.has(Rule::k_above) { Relation::More } else { Relation::NotLess };
                    Some((self.operand(from.find(Rule::value)?)?, relation))
                }
                None => None,
            };
            let to = match pair.find(Rule::to_value) {
                Some(to) => Some(self.operand(to.find(Rule::value)?)?),
                None => None,
            };
            if from.is_none() && to.is_none() { Test::Holds } else { Test::Range { from, to } }
        };
        Some(Comparison { left, test, span: self.place.pair(pair) })
    }

    fn operand(&mut self, pair: Parsed<'_>) -> Option<Operand> {
        let span = self.place.pair(pair);
        let value = match pair.inner().next()?.rule() {
            Rule::k_today => OperandValue::Today,
            Rule::k_filing => OperandValue::Filing,
            Rule::fact_name => OperandValue::Fact(self.name(pair.find(Rule::fact_name)?.find(Rule::id)?)),
            _ => return self.literal(pair),
        };
        Some(Operand { value, span })
    }

    /// A value written out.
    pub(super) fn literal(&mut self, pair: Parsed<'_>) -> Option<Operand> {
        let span = self.place.pair(pair);
        let value = pair.inner().next()?;
        let literal = match value.rule() {
            Rule::k_yes | Rule::k_no => Literal::YesNo(value.rule() == Rule::k_yes),
            Rule::title => Literal::Text(self.text(value)),
            Rule::money => Literal::Money(self.figures(value.find(Rule::amount)?)?),
            Rule::amount => {
                let digits = self.place.pair(value.find(Rule::figures)?);
                Literal::Number(self.figures(value)?, digits)
            }
            _ if pair.has(Rule::time) => Literal::Moment(self.date_time(pair)?),
            _ => Literal::Date(self.date(pair.dates().next()?)?),
        };
        Some(Operand { value: OperandValue::Literal(literal), span })
    }

    /// A number in figures, with a comma perhaps. One that has too many of them is a finding.
    fn figures(&mut self, amount: Parsed<'_>) -> Option<Decimal> {
        let figures = amount.find(Rule::figures)?;
        let number = Decimal::parse(figures.as_str());
        if number.is_none() {
            let (expected, found) = (vec![Expected::Number], figures.as_str().to_owned());
            self.find(Problem::NotUnderstood { expected, found, mend: None }, figures);
        }
        number
    }
}

fn relation_of(pair: Parsed<'_>) -> Option<Relation> {
    Some(match pair.inner().next()?.rule() {
        Rule::equal => Relation::Equal,
        Rule::differs => Relation::Differs,
        Rule::less => Relation::Less,
        Rule::more => Relation::More,
        Rule::not_more => Relation::NotMore,
        _ => Relation::NotLess,
    })
}
