//! Facts and the criteria over them: names resolved, types agreed.

use super::case::answer;
use super::scope::{Names, Scope, name_text, text};
use crate::ast::{self, AnswerCriterion, Literal, OperandValue, Test};
use crate::diagnostic::{Diagnostic, FactProblem, Problem};
use crate::keywords::Keyword;
use crate::model::{
    Answer, CodeKind, Comparison, Criteria, Criterion, Decimal, Fact, FactId, FactKind, Logic, Operand, Relation,
    Value, check_code,
};
use crate::source::{SourceFile, Span};

/// The facts a file declares.
pub fn facts(file: &ast::File, source: &SourceFile, findings: &mut Vec<Diagnostic>) -> Vec<Fact> {
    let facts = file.facts.iter();
    facts
        .map(|one| Fact {
            id: name_text(source, one.id),
            title: text(source, one.title),
            kind: kind(&one.kind, source, findings),
            cites: one.cites.clone(),
            span: one.id.0,
        })
        .collect()
}

fn kind(kind: &ast::FactKind, source: &SourceFile, findings: &mut Vec<Diagnostic>) -> FactKind {
    match kind {
        ast::FactKind::YesNo => FactKind::YesNo,
        ast::FactKind::Whole => FactKind::Whole,
        ast::FactKind::Number => FactKind::Number,
        ast::FactKind::Money => FactKind::Money,
        ast::FactKind::Date => FactKind::Date,
        ast::FactKind::Moment => FactKind::Moment,
        ast::FactKind::Text => FactKind::Text,
        ast::FactKind::Code(kind) => FactKind::Code(*kind),
        ast::FactKind::OneOf(choices) => {
            let mut known: Vec<String> = Vec::new();
            for choice in choices {
                let name = text(source, *choice);
                if known.contains(&name) {
                    findings.push(Diagnostic::new(Problem::DeclaredTwice(name), choice.0));
                } else {
                    known.push(name);
                }
            }
            FactKind::OneOf(known)
        }
    }
}

/// What decides a condition: its own criterion, for «yes», or those of its answers.
pub fn criteria(condition: &ast::Condition, scope: &mut Scope<'_>) -> Option<Criteria> {
    let own = condition.head.criterion.as_ref().map(|own| criterion(own, scope));
    let of_answers = condition.branches.iter().any(|branch| branch.criterion.is_some());
    match own {
        Some(own) => {
            let plain = |branch: &ast::AnswerBranch| {
                matches!(branch.answer, ast::Answer::Yes | ast::Answer::No) && branch.criterion.is_none()
            };
            if let Some(other) = condition.branches.iter().find(|branch| !plain(branch)) {
                scope.find(FactProblem::CriterionNeedsYesNo.into(), other.span);
                return None;
            }
            Some(Criteria(vec![(Answer::Yes, Some(own?)), (Answer::No, None)]))
        }
        None if of_answers => answers(condition, scope),
        None => None,
    }
}

/// The criteria of the answers: each has one, and the last may be for all other cases.
fn answers(condition: &ast::Condition, scope: &mut Scope<'_>) -> Option<Criteria> {
    let mut criteria = Vec::new();
    let mut otherwise = false;
    let mut complete = true;
    for branch in &condition.branches {
        let found = match &branch.criterion {
            Some(AnswerCriterion::If(written)) => criterion(written, scope).map(Some),
            Some(AnswerCriterion::Otherwise) => {
                scope.said_twice(otherwise, Keyword::Otherwise, branch.span);
                otherwise = true;
                Some(None)
            }
            None => {
                scope.find(FactProblem::AnswerWithoutCriterion.into(), branch.span);
                None
            }
        };
        match found {
            Some(found) => criteria.push((answer(scope.source, branch.answer), found)),
            None => complete = false,
        }
    }
    complete.then_some(Criteria(criteria))
}

fn criterion(written: &ast::Criterion, scope: &mut Scope<'_>) -> Option<Criterion> {
    written.map(&mut |comparison| self::comparison(comparison, scope))
}

/// An operand and what values it has.
struct Typed {
    operand: Operand,
    kind: FactKind,
    span: Span,
}

fn comparison(written: &ast::Comparison, scope: &mut Scope<'_>) -> Option<Criterion> {
    let left = operand(&written.left, scope)?;
    let span = written.span;
    let mut compare = |relation: Relation, right: &ast::Operand| {
        let right = operand(right, scope)?;
        agree(&left, relation, &right, scope)?;
        Some(Logic::Is(Comparison { left: left.operand.clone(), relation, right: right.operand, span }))
    };
    match &written.test {
        Test::Relation(relation, right) => compare(*relation, right),
        Test::OneOf(values) => {
            let each: Vec<_> = values.iter().map(|value| compare(Relation::Equal, value)).collect();
            each.into_iter().collect::<Option<Vec<_>>>().map(Logic::Any)
        }
        Test::Range { from, to } => {
            let from = from.as_ref().map(|(value, relation)| compare(*relation, value));
            let to = to.as_ref().map(|value| compare(Relation::NotMore, value));
            let ends: Vec<_> = from.into_iter().chain(to).collect();
            ends.into_iter().collect::<Option<Vec<_>>>().map(Logic::All)
        }
        Test::Holds if left.kind == FactKind::YesNo => {
            let right = Operand::Literal(Value::YesNo(true));
            Some(Logic::Is(Comparison { left: left.operand, relation: Relation::Equal, right, span }))
        }
        Test::Holds => {
            scope.find(FactProblem::NoSuchTest { kind: left.kind, order: false }.into(), left.span);
            None
        }
    }
}

/// Values that are held against each other must be of kinds that can be.
fn agree(left: &Typed, relation: Relation, right: &Typed, scope: &mut Scope<'_>) -> Option<()> {
    if !left.kind.compares_with(&right.kind) {
        let problem = FactProblem::TypesDiffer { left: left.kind.clone(), right: right.kind.clone() };
        scope.find(problem.into(), right.span);
        return None;
    }
    if relation.is_of_order() && !left.kind.is_ordered() {
        scope.find(FactProblem::NoSuchTest { kind: left.kind.clone(), order: true }.into(), left.span);
        return None;
    }
    for (one, other) in [(left, right), (right, left)] {
        if let (FactKind::OneOf(known), Operand::Literal(Value::Text(choice))) = (&one.kind, &other.operand)
            && !known.contains(choice)
        {
            scope.find(no_such_choice(choice, known), other.span);
            return None;
        }
    }
    Some(())
}

fn no_such_choice(choice: &str, known: &[String]) -> Problem {
    FactProblem::NoSuchChoice { choice: choice.to_owned(), known: known.to_vec() }.into()
}

fn operand(written: &ast::Operand, scope: &mut Scope<'_>) -> Option<Typed> {
    let span = written.span;
    let (operand, kind) = match &written.value {
        OperandValue::Today => (Operand::Today, FactKind::Date),
        OperandValue::Filing => (Operand::Filing, FactKind::Moment),
        OperandValue::Fact(name) => {
            let id = scope.facts.find(*name, scope.source, scope.findings)?;
            let kind = scope.fact_kinds.get(id.index())?.clone();
            (Operand::Fact(id), kind)
        }
        OperandValue::Literal(literal) => {
            let (value, kind) = literal_value(literal, scope.source);
            (Operand::Literal(value), kind)
        }
    };
    Some(Typed { operand, kind, span })
}

fn literal_value(literal: &Literal, source: &SourceFile) -> (Value, FactKind) {
    match literal {
        Literal::YesNo(yes) => (Value::YesNo(*yes), FactKind::YesNo),
        Literal::Number(number, _) => (Value::Number(*number), FactKind::Number),
        Literal::Money(sum) => (Value::Money(*sum), FactKind::Money),
        Literal::Date(day) => (Value::Date(*day), FactKind::Date),
        Literal::Moment(at) => (Value::Moment(*at), FactKind::Moment),
        Literal::Text(words) => (Value::Text(text(source, *words)), FactKind::Text),
    }
}

/// The value that a case gives for a fact.
pub fn given(fact: &Fact, written: &ast::Operand, source: &SourceFile) -> Result<Value, Problem> {
    let wrong = || Problem::from(FactProblem::WrongFactValue(fact.kind.clone()));
    let OperandValue::Literal(literal) = &written.value else { return Err(wrong()) };
    if let (FactKind::Code(kind), Literal::Number(_, digits)) = (&fact.kind, literal) {
        return code(source.slice(*digits), *kind);
    }
    let (value, _) = literal_value(literal, source);
    match (&fact.kind, &value) {
        (FactKind::OneOf(known), Value::Text(choice)) if !known.contains(choice) => Err(no_such_choice(choice, known)),
        (FactKind::YesNo, Value::YesNo(_))
        | (FactKind::Number, Value::Number(_))
        | (FactKind::Date, Value::Date(_))
        | (FactKind::Moment, Value::Moment(_))
        | (FactKind::Text | FactKind::OneOf(_), Value::Text(_)) => Ok(value),
        (FactKind::Whole, Value::Number(number)) if number.is_whole() => Ok(value),
        (FactKind::Money, Value::Money(sum)) if Decimal::is_sum(*sum) => Ok(value),
        _ => Err(wrong()),
    }
}

fn code(digits: &str, kind: CodeKind) -> Result<Value, Problem> {
    match check_code(digits, kind) {
        Ok(()) => Ok(Value::Code(digits.to_owned())),
        Err(fault) => Err(FactProblem::BadCode { code: digits.to_owned(), kind, fault }.into()),
    }
}

/// Declares the facts of a regulation under their names.
pub fn declare(facts: &[Fact], names: &mut Names<FactId>, findings: &mut Vec<Diagnostic>) {
    for (index, fact) in facts.iter().enumerate() {
        names.declare(fact.id.clone(), FactId::new(index), fact.span, findings);
    }
}
