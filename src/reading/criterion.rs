//! What decides a condition, in words.

use crate::graph::ProcessSet;
use crate::language::Language;
use crate::model::{Comparison, Criterion, FactKind, Logic, Operand, Relation, Value};
use crate::report::facts::value;
use crate::report::message::say;
use crate::words;

/// A criterion as part of a sentence. How deep it nests is bounded where it is read.
pub fn told(set: &ProcessSet, criterion: &Criterion, language: Language) -> String {
    match criterion {
        Logic::Is(comparison) => compared(set, comparison, comparison.relation, language),
        Logic::Not(inner) => match inner.as_ref() {
            Logic::Is(comparison) => compared(set, comparison, opposite(comparison.relation), language),
            inner => {
                let inner = told(set, inner, language);
                say!(language, "неверно, что ({inner})", "({inner}) дегені дұрыс емес", "it is not so that ({inner})")
            }
        },
        Logic::All(parts) => joined(set, parts, &say!(language, ", и ", " және ", ", and "), language),
        Logic::Any(parts) => joined(set, parts, &say!(language, ", или ", " немесе ", ", or "), language),
    }
}

/// Parts that are made up of others stand in brackets.
fn joined(set: &ProcessSet, parts: &[Criterion], between: &str, language: Language) -> String {
    let part = |part: &Criterion| {
        let text = told(set, part, language);
        if matches!(part, Logic::All(_) | Logic::Any(_)) { format!("({text})") } else { text }
    };
    parts.iter().map(part).collect::<Vec<_>>().join(between)
}

fn opposite(relation: Relation) -> Relation {
    match relation {
        Relation::Equal => Relation::Differs,
        Relation::Differs => Relation::Equal,
        Relation::Less => Relation::NotLess,
        Relation::NotLess => Relation::Less,
        Relation::More => Relation::NotMore,
        Relation::NotMore => Relation::More,
    }
}

fn compared(set: &ProcessSet, comparison: &Comparison, relation: Relation, language: Language) -> String {
    let left = operand(set, &comparison.left, language);
    // «Услуга оплачена» is a yes or a no by itself.
    if let (Operand::Literal(Value::YesNo(yes)), Relation::Equal | Relation::Differs) = (&comparison.right, relation) {
        let yes = words::yes_no(*yes == (relation == Relation::Equal), language);
        return format!("{left} – {yes}");
    }
    let of_time = is_of_time(set, &comparison.left) || is_of_time(set, &comparison.right);
    if language == Language::Kk {
        return kazakh(set, &left, relation, &comparison.right, of_time);
    }
    let right = operand(set, &comparison.right, language);
    let relation = match (relation, of_time) {
        (Relation::Equal, _) => say!(language, "совпадает с", "", "is the same as"),
        (Relation::Differs, _) => say!(language, "не совпадает с", "", "differs from"),
        (Relation::Less, true) => say!(language, "раньше, чем", "", "is earlier than"),
        (Relation::Less, false) => say!(language, "меньше, чем", "", "is less than"),
        (Relation::More, true) => say!(language, "позже, чем", "", "is later than"),
        (Relation::More, false) => say!(language, "больше, чем", "", "is more than"),
        (Relation::NotMore, true) => say!(language, "не позже, чем", "", "is no later than"),
        (Relation::NotMore, false) => say!(language, "не больше, чем", "", "is no more than"),
        (Relation::NotLess, true) => say!(language, "не раньше, чем", "", "is no earlier than"),
        (Relation::NotLess, false) => say!(language, "не меньше, чем", "", "is no less than"),
    };
    format!("{left} {relation} {right}")
}

/// In Kazakh the relation stands behind both, and what is compared with takes an ending.
fn kazakh(set: &ProcessSet, left: &str, relation: Relation, right: &Operand, of_time: bool) -> String {
    let (same, than) = match right {
        Operand::Today => ("тексеру күнімен".to_owned(), "тексеру күнінен".to_owned()),
        Operand::Filing => ("өтініш берілген сәтпен".to_owned(), "өтініш берілген сәттен".to_owned()),
        right => {
            let right = operand(set, right, Language::Kk);
            (format!("{right} мәнімен"), format!("{right} мәнінен"))
        }
    };
    match (relation, of_time) {
        (Relation::Equal, _) => format!("{left} {same} бірдей"),
        (Relation::Differs, _) => format!("{left} {same} бірдей емес"),
        (Relation::Less, true) => format!("{left} {than} ерте"),
        (Relation::Less, false) => format!("{left} {than} кем"),
        (Relation::More, true) => format!("{left} {than} кеш"),
        (Relation::More, false) => format!("{left} {than} артық"),
        (Relation::NotMore, true) => format!("{left} {than} кеш емес"),
        (Relation::NotMore, false) => format!("{left} {than} артық емес"),
        (Relation::NotLess, true) => format!("{left} {than} ерте емес"),
        (Relation::NotLess, false) => format!("{left} {than} кем емес"),
    }
}

fn operand(set: &ProcessSet, operand: &Operand, language: Language) -> String {
    match operand {
        Operand::Fact(fact) => format!("«{}»", set.head.fact(*fact).map_or("", |fact| &fact.title)),
        Operand::Literal(literal) => value(literal, language),
        Operand::Today => say!(language, "день проверки", "тексеру күні", "the day of the check"),
        Operand::Filing => say!(language, "подача заявления", "өтініш беру", "filing"),
    }
}

fn is_of_time(set: &ProcessSet, operand: &Operand) -> bool {
    match operand {
        Operand::Today | Operand::Filing => true,
        Operand::Literal(value) => matches!(value, Value::Date(_) | Value::Moment(_)),
        Operand::Fact(fact) => {
            set.head.fact(*fact).is_some_and(|fact| matches!(fact.kind, FactKind::Date | FactKind::Moment))
        }
    }
}
