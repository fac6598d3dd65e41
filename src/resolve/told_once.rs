//! A name that is missing is one finding, however often it stands.

use std::collections::HashMap;

use crate::ast;
use crate::diagnostic::{Diagnostic, Namespace, Problem};
use crate::model::GivenFor;
use crate::source::Span;

/// Puts the findings about one missing name together: the first tells where else it stands.
///
/// The findings are in text order and stay so.
#[must_use]
pub fn told_once(findings: Vec<Diagnostic>, file: &ast::File) -> Vec<Diagnostic> {
    let blocks = blocks(file);
    let mut told: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    let mut first: HashMap<Name, usize> = HashMap::new();
    for mut finding in findings {
        let name = name(&finding, &blocks);
        if let Some(known) = name.as_ref().and_then(|name| told.get_mut(*first.get(name)?)) {
            add(known, &mut finding);
        } else {
            first.extend(name.map(|name| (name, told.len())));
            told.push(finding);
        }
    }
    told
}

/// A missing name, as it is told apart from others.
#[derive(PartialEq, Eq, Hash)]
enum Name {
    /// A name of the file.
    Declared(Namespace, String),
    /// A name of one procedure or case: in another the same name is another step or limit.
    Within(usize, Namespace, String),
    /// A step that a case names, and its procedure.
    Given(GivenFor, String),
}

/// Where the blocks of a file begin that have steps and limits of their own.
fn blocks(file: &ast::File) -> Vec<u32> {
    let procedures = file.procedures.iter().map(|procedure| procedure.id.0.start);
    let mut blocks: Vec<u32> = procedures.chain(file.cases.iter().map(|case| case.span.start)).collect();
    blocks.sort_unstable();
    blocks
}

fn name(finding: &Diagnostic, blocks: &[u32]) -> Option<Name> {
    match &finding.problem {
        Problem::NotDeclared { namespace: namespace @ (Namespace::Step | Namespace::Limit), name, .. } => {
            let block = blocks.partition_point(|start| *start <= finding.span.start);
            Some(Name::Within(block, *namespace, name.clone()))
        }
        Problem::NotDeclared { namespace, name, .. } => Some(Name::Declared(*namespace, name.clone())),
        Problem::NoSuchStep { step, procedure, .. } => Some(Name::Given(step.clone(), procedure.clone())),
        _ => None,
    }
}

/// Adds the place of a later finding to the first. A suggestion that was made later is not lost.
fn add(first: &mut Diagnostic, later: &mut Diagnostic) {
    if let (Problem::NotDeclared { meant, .. }, Problem::NotDeclared { meant: later, .. }) =
        (&mut first.problem, &mut later.problem)
    {
        *meant = meant.take().or_else(|| later.take());
    }
    if let Some(places) = places(&mut first.problem) {
        places.push(later.span);
    }
}

fn places(problem: &mut Problem) -> Option<&mut Vec<Span>> {
    match problem {
        Problem::NotDeclared { also, .. } | Problem::NoSuchStep { also, .. } => Some(also),
        _ => None,
    }
}
