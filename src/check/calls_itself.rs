//! A procedure that calls itself, directly or by way of others: no case of it could ever end.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeKind, ProcessSet};
use crate::source::Span;

/// Reports each call that leads back to the procedure it stands in.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let calls = calls(set);
    let mut findings = Vec::new();
    for (caller, called) in &calls {
        for (procedure, span) in called {
            if leads_to(procedure, caller, &calls) {
                findings.push(Diagnostic::new(Problem::CallsItself((*caller).to_owned()), *span));
            }
        }
    }
    findings
}

type Calls<'a> = BTreeMap<&'a str, Vec<(&'a str, Span)>>;

fn calls(set: &ProcessSet) -> Calls<'_> {
    let mut calls: Calls<'_> = BTreeMap::new();
    for process in &set.processes {
        for (_, node) in process.nodes() {
            if let NodeKind::Call(call) = &node.kind {
                calls.entry(&process.procedure).or_default().push((&call.procedure, node.span));
            }
        }
    }
    calls
}

fn leads_to(from: &str, to: &str, calls: &Calls<'_>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(procedure) = open.pop() {
        if procedure == to {
            return true;
        }
        if seen.insert(procedure) {
            open.extend(calls.get(procedure).into_iter().flatten().map(|(called, _)| *called));
        }
    }
    false
}
