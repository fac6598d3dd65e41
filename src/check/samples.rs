//! Facts for which criteria may come out differently: every value that a criterion names, and some between,
//! before and behind them.
//!
//! Two cases whose facts stand alike to each other, and to all the values that are written out, are decided
//! alike. So it is enough to look at one of each sort.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::graph::ProcessSet;
use crate::model::{Criteria, Decimal, FactId, FactKind, Operand, Value};
use crate::run::Known;

/// More sorts of cases than this are not looked at, and nothing is said then.
const MAX_SAMPLES: usize = 4_096;

/// One of each sort of cases.
pub struct Samples {
    /// What the criteria look at.
    names: Vec<Operand>,
    /// The values of each.
    values: Vec<Vec<Value>>,
}

/// A case of a sort.
pub struct Sample {
    facts: Vec<(FactId, Value)>,
    today: NaiveDate,
    filing: NaiveDateTime,
}

impl Sample {
    /// The case, as criteria are held against it.
    pub fn known(&self) -> Known<'_> {
        Known { facts: &self.facts, today: self.today, filing: self.filing }
    }

    /// Its facts by their names.
    pub fn facts(&self, set: &ProcessSet) -> Vec<(String, Value)> {
        let named = |(fact, value): &(FactId, Value)| Some((set.head.fact(*fact)?.id.clone(), value.clone()));
        self.facts.iter().filter_map(named).collect()
    }
}

impl Samples {
    /// The sorts of cases that criteria tell apart; [`None`] where there are too many.
    pub fn of(set: &ProcessSet, criteria: &Criteria) -> Option<Self> {
        let names = names(criteria);
        let values: Vec<_> = names.iter().map(|name| values(set, criteria, name)).collect();
        let count = values.iter().try_fold(1_usize, |count, values| count.checked_mul(values.len()))?;
        (count <= MAX_SAMPLES).then_some(Self { names, values })
    }

    /// Whether the criteria look at one thing only, so that the samples stand in its order.
    pub fn are_of_one(&self) -> bool {
        self.names.len() == 1
    }

    /// A case of each sort; none is decided before the day it is filed.
    pub fn cases(&self) -> impl Iterator<Item = Sample> {
        let count: usize = self.values.iter().map(Vec::len).product();
        (0..count).map(|index| self.case(index)).filter(|case| case.filing.date() <= case.today)
    }

    /// The case of a number: its digits, one for each name, tell which of the values.
    fn case(&self, mut index: usize) -> Sample {
        let mut facts = Vec::new();
        let (mut today, mut filing) = (None, None);
        for (name, values) in self.names.iter().zip(&self.values) {
            let (digit, rest) = (index % values.len().max(1), index / values.len().max(1));
            index = rest;
            match (name, values.get(digit)) {
                (Operand::Fact(fact), Some(value)) => facts.push((*fact, value.clone())),
                (Operand::Today, Some(Value::Date(day))) => today = Some(*day),
                (_, Some(Value::Moment(at))) => filing = Some(*at),
                _ => {}
            }
        }
        let filing = filing.unwrap_or_else(|| today.unwrap_or(some_day()).and_time(noon()));
        Sample { facts, today: today.unwrap_or(filing.date()), filing }
    }
}

/// What criteria look at, each once, in text order.
fn names(criteria: &Criteria) -> Vec<Operand> {
    let mut names = Vec::new();
    for operand in criteria.comparisons().flat_map(|one| [&one.left, &one.right]) {
        if !matches!(operand, Operand::Literal(_)) && !names.contains(operand) {
            names.push(operand.clone());
        }
    }
    names
}

/// All that one name is compared with, directly or by way of others.
fn compared<'a>(criteria: &'a Criteria, name: &'a Operand) -> Vec<&'a Operand> {
    let mut known = vec![name];
    let mut at = 0;
    while let Some(one) = known.get(at).copied() {
        at += 1;
        if matches!(one, Operand::Literal(_)) {
            continue;
        }
        for comparison in criteria.comparisons() {
            let sides = [(&comparison.left, &comparison.right), (&comparison.right, &comparison.left)];
            for (side, other) in sides {
                if side == one && !known.contains(&other) {
                    known.push(other);
                }
            }
        }
    }
    known
}

fn values(set: &ProcessSet, criteria: &Criteria, name: &Operand) -> Vec<Value> {
    let compared = compared(criteria, name);
    let literals = compared.iter().filter_map(|operand| match operand {
        Operand::Literal(value) => Some(value),
        _ => None,
    });
    let literals: Vec<&Value> = literals.collect();
    // Between two values there is one for each name, so that these can stand in any order.
    let many = compared.len() - literals.len();
    let fact = |fact: &FactId| set.head.fact(*fact).map(|fact| &fact.kind);
    match name {
        Operand::Today => days(&literals, many),
        Operand::Filing => moments(&literals, many),
        Operand::Fact(id) => fact(id).map(|kind| of_kind(kind, &literals, many)).unwrap_or_default(),
        Operand::Literal(_) => Vec::new(),
    }
}

fn of_kind(kind: &FactKind, literals: &[&Value], many: usize) -> Vec<Value> {
    match kind {
        FactKind::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        FactKind::Whole => numbers(literals, many, ONE).into_iter().map(Value::Number).collect(),
        FactKind::Number => numbers(literals, many, 1).into_iter().map(Value::Number).collect(),
        FactKind::Money => numbers(literals, many, ONE / 100).into_iter().map(Value::Money).collect(),
        FactKind::Date => days(literals, many),
        FactKind::Moment => moments(literals, many),
        FactKind::OneOf(known) => known.iter().cloned().map(Value::Text).collect(),
        FactKind::Text => {
            let others = (1..=many).map(|n| Value::Text("…".repeat(n)));
            literals.iter().copied().cloned().chain(others).collect()
        }
        FactKind::Code(_) => (0..many).map(|n| Value::Code(n.to_string().repeat(12))).collect(),
    }
}

/// A whole one, in the millionths that decimals are counted in.
const ONE: i64 = 1_000_000;

/// The numbers that are written out, as many steps apart as their kind has them, and some beside them.
fn numbers(literals: &[&Value], many: usize, step: i64) -> Vec<Decimal> {
    let written = literals.iter().filter_map(|value| match value {
        Value::Number(number) | Value::Money(number) => Some(number.in_millionths()),
        _ => None,
    });
    let written: BTreeSet<i64> = written.collect();
    let many = i64::try_from(many).unwrap_or(1);
    let mut found: BTreeSet<i64> = written.iter().copied().filter(|number| number % step == 0).collect();
    found.insert(0);
    let mut below = 0;
    for number in &written {
        let room = number - below;
        let between = (1..=many).map(|n| below + room / (many + 1) * n).map(|at| at - at.rem_euclid(step));
        let between: Vec<i64> = between.filter(|at| *at > below).collect();
        // Where there is room for one only, it is the next.
        let next = below + step - below.rem_euclid(step);
        found.extend(if between.is_empty() && next < *number { vec![next] } else { between });
        below = *number;
    }
    let last = below.max(0);
    found.extend((1..=many).map(|n| last - last % ONE + n * ONE));
    found.into_iter().map(Decimal::millionths).collect()
}

/// A day like any other.
fn some_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2014, 6, 2).unwrap_or_default()
}

/// The middle of a day, so that there are moments of it on either side.
fn noon() -> NaiveTime {
    NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()
}

fn days(literals: &[&Value], many: usize) -> Vec<Value> {
    let days: BTreeSet<NaiveDate> = points(literals, many).into_iter().map(|at| at.date()).collect();
    days.into_iter().map(Value::Date).collect()
}

fn moments(literals: &[&Value], many: usize) -> Vec<Value> {
    points(literals, many).into_iter().map(Value::Moment).collect()
}

/// The moments that are written out and, for days, a moment of theirs; beside each, the next minute and the
/// next days on either side.
fn points(literals: &[&Value], many: usize) -> BTreeSet<NaiveDateTime> {
    let written = literals.iter().filter_map(|value| match value {
        Value::Date(day) => Some(day.and_time(noon())),
        Value::Moment(at) => Some(*at),
        _ => None,
    });
    let mut written: Vec<_> = written.collect();
    if written.is_empty() {
        written.push(some_day().and_time(noon()));
    }
    let mut points = BTreeSet::new();
    for at in written {
        points.insert(at);
        points.extend(
            [at.checked_sub_signed(TimeDelta::minutes(1)), at.checked_add_signed(TimeDelta::minutes(1))]
                .into_iter()
                .flatten(),
        );
        for n in 1..=many as u64 {
            points.extend([at.checked_sub_days(Days::new(n)), at.checked_add_days(Days::new(n))].into_iter().flatten());
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(literals: &[u32], step: i64) -> Vec<String> {
        let values: Vec<Value> = literals.iter().map(|n| Value::Number(Decimal::whole(*n))).collect();
        numbers(&values.iter().collect::<Vec<_>>(), 1, step).into_iter().map(|number| number.to_string()).collect()
    }

    #[test]
    fn there_is_a_number_before_between_and_behind_those_that_are_written() {
        assert_eq!(around(&[99, 100], 1), ["0", "49,5", "99", "99,5", "100", "101"]);
        assert_eq!(around(&[99, 100], ONE), ["0", "49", "99", "100", "101"]);
        assert_eq!(around(&[0], ONE), ["0", "1"]);
        assert_eq!(around(&[], ONE), ["0", "1"]);
    }

    #[test]
    fn a_day_has_a_day_on_either_side() {
        let day = Value::Date(some_day());
        assert_eq!(days(&[&day], 1).len(), 3);
    }
}
