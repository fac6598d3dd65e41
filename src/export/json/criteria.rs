//! Facts and criteria as JSON.

use serde::Serialize;

use super::{CiteRecord, cites};
use crate::graph::ProcessSet;
use crate::model::{
    Answer, CodeKind, Comparison, Criteria, Criterion, Fact, FactKind, Logic, Operand, Relation, Value,
};

#[derive(Serialize)]
pub(super) struct FactRecord<'a> {
    id: &'a str,
    title: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<&'a [String]>,
    cite: Vec<CiteRecord<'a>>,
}

/// What decides for an answer; of the answer for all other cases, nothing does.
#[derive(Serialize)]
pub(super) struct CriterionRecord<'a> {
    answer: String,
    #[serde(rename = "if", skip_serializing_if = "Option::is_none")]
    criterion: Option<LogicRecord<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum LogicRecord<'a> {
    All(Vec<LogicRecord<'a>>),
    Any(Vec<LogicRecord<'a>>),
    Not(Box<LogicRecord<'a>>),
    Compare { left: OperandRecord<'a>, relation: &'static str, right: OperandRecord<'a> },
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum OperandRecord<'a> {
    Fact(&'a str),
    Value(String),
    Today,
    Filing,
}

pub(super) fn fact(fact: &Fact) -> FactRecord<'_> {
    let values = match &fact.kind {
        FactKind::OneOf(values) => Some(values.as_slice()),
        _ => None,
    };
    FactRecord { id: &fact.id, title: &fact.title, kind: kind(&fact.kind), values, cite: cites(&fact.cites) }
}

fn kind(kind: &FactKind) -> &'static str {
    match kind {
        FactKind::YesNo => "yes_no",
        FactKind::Whole => "whole_number",
        FactKind::Number => "number",
        FactKind::Money => "money",
        FactKind::Date => "date",
        FactKind::Moment => "moment",
        FactKind::Text => "text",
        FactKind::OneOf(_) => "one_of",
        FactKind::Code(CodeKind::Iin) => "iin",
        FactKind::Code(CodeKind::Bin) => "bin",
        FactKind::Code(CodeKind::IinOrBin) => "iin_or_bin",
    }
}

pub(super) fn criteria<'a>(set: &'a ProcessSet, criteria: &'a Criteria) -> Vec<CriterionRecord<'a>> {
    let record = |(answer, criterion): &'a (Answer, Option<Criterion>)| CriterionRecord {
        answer: super::answer(set, answer),
        criterion: criterion.as_ref().map(|criterion| logic(set, criterion)),
    };
    criteria.0.iter().map(record).collect()
}

/// How deep a criterion nests is bounded where it is read.
fn logic<'a>(set: &'a ProcessSet, criterion: &'a Criterion) -> LogicRecord<'a> {
    let each = |parts: &'a [Criterion]| parts.iter().map(|part| logic(set, part)).collect();
    match criterion {
        Logic::All(parts) => LogicRecord::All(each(parts)),
        Logic::Any(parts) => LogicRecord::Any(each(parts)),
        Logic::Not(part) => LogicRecord::Not(Box::new(logic(set, part))),
        Logic::Is(Comparison { left, relation: by, right, .. }) => {
            LogicRecord::Compare { left: operand(set, left), relation: relation(*by), right: operand(set, right) }
        }
    }
}

fn operand<'a>(set: &'a ProcessSet, operand: &'a Operand) -> OperandRecord<'a> {
    match operand {
        Operand::Fact(fact) => OperandRecord::Fact(set.head.fact(*fact).map_or("", |fact| fact.id.as_str())),
        Operand::Literal(literal) => OperandRecord::Value(value(literal)),
        Operand::Today => OperandRecord::Today,
        Operand::Filing => OperandRecord::Filing,
    }
}

/// A value in the form of no language: numbers with a point, a moment as ISO 8601 has it.
fn value(value: &Value) -> String {
    match value {
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) | Value::Money(number) => number.to_string().replace(' ', "").replace(',', "."),
        Value::Date(day) => day.to_string(),
        Value::Moment(at) => at.format("%Y-%m-%dT%H:%M").to_string(),
        Value::Text(text) | Value::Code(text) => text.clone(),
    }
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "equal",
        Relation::Differs => "differs",
        Relation::Less => "less",
        Relation::More => "more",
        Relation::NotMore => "not_more",
        Relation::NotLess => "not_less",
    }
}
