//! What the facts of a case decide, and by which of them.

use chrono::{NaiveDate, NaiveDateTime};

use crate::calendar::Instant;
use crate::model::{Answer, Case, Comparison, Criteria, Criterion, FactId, Head, Logic, Operand, Value};

/// What criteria are held against.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The facts of the case.
    pub facts: &'a [(FactId, Value)],
    /// The day of the decision, local.
    pub today: NaiveDate,
    /// When the application counts as filed, local.
    pub filing: NaiveDateTime,
}

/// What comes of the criteria of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// This answer, for these reasons.
    Answer(Answer, Vec<Reason>),
    /// This fact is not known, and the answer depends on it.
    Missing(FactId),
    /// No criterion is met, though all is known that they ask for.
    NoAnswer(Vec<Reason>),
    /// The criteria of several answers are met.
    Several(Vec<Answer>, Vec<Reason>),
}

/// A comparison that decided, and the values it found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What was compared.
    pub comparison: Comparison,
    /// The value of its one side.
    pub left: Value,
    /// The value of the other.
    pub right: Value,
}

/// Whether a criterion is met, as far as is known, and why.
enum Found {
    Settled(bool, Vec<Reason>),
    Open(FactId),
}

/// What the criteria of a condition decide.
#[must_use]
pub fn decide(criteria: &Criteria, known: &Known<'_>) -> Decided {
    let mut met = Vec::new();
    let (mut reasons, mut against) = (Vec::new(), Vec::new());
    for (answer, criterion) in &criteria.0 {
        let Some(criterion) = criterion else { continue };
        match found(criterion, known) {
            Found::Open(fact) => return Decided::Missing(fact),
            Found::Settled(true, why) => {
                met.push(answer.clone());
                reasons.extend(why);
            }
            Found::Settled(false, why) => against.extend(why),
        }
    }
    let otherwise = criteria.0.iter().find(|(_, criterion)| criterion.is_none());
    match (met.as_slice(), otherwise) {
        ([], Some((answer, _))) => Decided::Answer(answer.clone(), against),
        ([], None) => Decided::NoAnswer(against),
        ([only], _) => Decided::Answer(only.clone(), reasons),
        _ => Decided::Several(met, reasons),
    }
}

/// Whether a criterion is met. What is not known does not matter where the rest settles it.
///
/// How deep a criterion nests is bounded where it is read.
fn found(criterion: &Criterion, known: &Known<'_>) -> Found {
    match criterion {
        Logic::Is(comparison) => compared(comparison, known),
        Logic::Not(inner) => match found(inner, known) {
            Found::Settled(met, why) => Found::Settled(!met, why),
            open @ Found::Open(_) => open,
        },
        Logic::All(parts) => joined(parts, known, false),
        Logic::Any(parts) => joined(parts, known, true),
    }
}

/// Parts of which one that comes out as `settles` settles the whole; else all of them do.
fn joined(parts: &[Criterion], known: &Known<'_>, settles: bool) -> Found {
    let mut reasons = Vec::new();
    let mut missing = None;
    for part in parts {
        match found(part, known) {
            Found::Settled(met, why) if met == settles => return Found::Settled(met, why),
            Found::Settled(_, why) => reasons.extend(why),
            Found::Open(fact) => missing = missing.or(Some(fact)),
        }
    }
    missing.map_or(Found::Settled(!settles, reasons), Found::Open)
}

fn compared(comparison: &Comparison, known: &Known<'_>) -> Found {
    let (left, right) = match (known.value(&comparison.left), known.value(&comparison.right)) {
        (Ok(left), Ok(right)) => (left, right),
        (Err(missing), _) | (_, Err(missing)) => return Found::Open(missing),
    };
    // Kinds that cannot be compared are told when the file is read.
    let met = left.compare(&right).is_some_and(|order| comparison.relation.holds(order));
    Found::Settled(met, vec![Reason { comparison: comparison.clone(), left, right }])
}

impl<'a> Known<'a> {
    /// What criteria are held against that are decided at a moment of a case.
    pub(super) fn at(at: Instant, filed: Instant, head: &Head, case: &'a Case) -> Self {
        Self { facts: &case.facts, today: head.local(at).date(), filing: head.local(filed) }
    }

    /// The value of an operand, or the fact that is missing.
    fn value(&self, operand: &Operand) -> Result<Value, FactId> {
        Ok(match operand {
            Operand::Literal(value) => value.clone(),
            Operand::Today => Value::Date(self.today),
            Operand::Filing => Value::Moment(self.filing),
            Operand::Fact(fact) => {
                let given = self.facts.iter().find(|(known, _)| known == fact);
                given.map(|(_, value)| value.clone()).ok_or(*fact)?
            }
        })
    }
}
