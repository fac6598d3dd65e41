//! What decides a condition: comparisons of facts, put together by «and», «or» and «not».

use std::cmp::Ordering;

use super::{Answer, FactId, Value};
use crate::source::Span;

/// Conditions put together. How deep they nest is bounded where they are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Logic<T> {
    /// It holds by itself.
    Is(T),
    /// It does not hold.
    Not(Box<Logic<T>>),
    /// Each of them holds.
    All(Vec<Logic<T>>),
    /// At least one of them holds.
    Any(Vec<Logic<T>>),
}

impl<T> Logic<T> {
    /// The same with each part exchanged; [`None`] where one has no other.
    pub fn map<U>(&self, other: &mut impl FnMut(&T) -> Option<Logic<U>>) -> Option<Logic<U>> {
        let mut each = |parts: &[Self]| {
            // What is wrong with one part is told of the others as well.
            let mapped: Vec<_> = parts.iter().map(|part| part.map(other)).collect();
            mapped.into_iter().collect::<Option<Vec<_>>>()
        };
        Some(match self {
            Self::All(parts) => Logic::All(each(parts)?),
            Self::Any(parts) => Logic::Any(each(parts)?),
            Self::Not(part) => Logic::Not(Box::new(part.map(other)?)),
            Self::Is(one) => other(one)?,
        })
    }

    /// Its parts, in text order.
    pub fn parts(&self) -> Vec<&T> {
        match self {
            Self::Is(one) => vec![one],
            Self::Not(part) => part.parts(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::parts).collect(),
        }
    }
}

/// What decides a yes-or-no condition, or for one of several answers.
pub type Criterion = Logic<Comparison>;

/// Two values held against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The one.
    pub left: Operand,
    /// How they have to stand to each other.
    pub relation: Relation,
    /// The other.
    pub right: Operand,
    /// Where it is written.
    pub span: Span,
}

/// Something with a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Operand {
    /// A fact of the case.
    Fact(FactId),
    /// Always the same.
    Literal(Value),
    /// The day on which the condition is decided.
    Today,
    /// The moment the application counts as filed.
    Filing,
}

/// How two values stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// They are the same.
    Equal,
    /// They are not the same.
    Differs,
    /// The one is less or earlier.
    Less,
    /// The one is more or later.
    More,
    /// The one is not more and not later.
    NotMore,
    /// The one is not less and not earlier.
    NotLess,
}

impl Relation {
    /// Whether values in this order stand so to each other.
    #[must_use]
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Differs => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::More => order.is_gt(),
            Self::NotMore => order.is_le(),
            Self::NotLess => order.is_ge(),
        }
    }

    /// Whether it asks for an order of the values.
    #[must_use]
    pub fn is_of_order(self) -> bool {
        !matches!(self, Self::Equal | Self::Differs)
    }
}

/// What decides between the answers of a condition, each in text order with its criterion; the answer without
/// one is given where no other is. At most one is without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criteria(pub Vec<(Answer, Option<Criterion>)>);

impl Criteria {
    /// The comparisons of all answers, in text order.
    pub fn comparisons(&self) -> impl Iterator<Item = &Comparison> {
        self.0.iter().filter_map(|(_, criterion)| criterion.as_ref()).flat_map(Logic::parts)
    }

    /// The facts they are about, each once, in the order declared.
    #[must_use]
    pub fn facts(&self) -> Vec<FactId> {
        let operands = self.comparisons().flat_map(|comparison| [&comparison.left, &comparison.right]);
        let mut facts: Vec<FactId> = operands
            .filter_map(|operand| match operand {
                Operand::Fact(fact) => Some(*fact),
                _ => None,
            })
            .collect();
        facts.sort();
        facts.dedup();
        facts
    }
}
