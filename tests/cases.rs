//! Every case of the shipped specs comes out as it expects, and together they reach every outcome.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use regc::graph::{End, NodeKind, Process, ProcessSet};
use regc::model::VariantId;
use regc::program::Program;
use regc::run;

use crate::support;

/// Compiles a case file with the files it uses, all of them beside it or one folder up.
fn compile(cases: &Path) -> Program {
    let folder = cases.parent().unwrap();
    let spec = cases.file_name().unwrap().to_str().unwrap().replace(".cases", "");
    let texts = [folder.join("../calendars/kz.reg"), folder.join(spec), cases.to_owned()].map(support::read);
    support::compile(&texts.each_ref().map(String::as_str))
}

/// The case files of the specs.
fn case_files() -> Vec<PathBuf> {
    support::specs().into_iter().filter(|path| path.to_string_lossy().ends_with(".cases.reg")).collect()
}

/// The ends that a path from the start leads to.
fn reachable(process: &Process) -> Vec<End> {
    let mut seen = BTreeSet::new();
    let mut open = vec![process.start()];
    let mut ends = Vec::new();
    while let Some(node) = open.pop() {
        if !seen.insert(node) {
            continue;
        }
        if let Some(NodeKind::End(end)) = process.node(node).map(|node| &node.kind) {
            ends.push(*end);
        }
        open.extend(process.outgoing(node).iter().map(|edge| edge.to));
    }
    ends
}

fn end_name(set: &ProcessSet, end: End) -> String {
    match end {
        End::TacitConsent => "tacit consent".to_owned(),
        End::Outcome(outcome) => set.head.outcome(outcome).unwrap().id.clone(),
    }
}

/// Together the cases of a procedure, for each kind of the service, come to every outcome that its graph
/// leads to; and no procedure has fewer than two.
#[test]
fn cases_reach_every_outcome_of_every_procedure_and_variant() {
    let mut lacking = Vec::new();
    let mut graphs = 0;
    for path in case_files() {
        let program = compile(&path);
        let unit = program.units.last().unwrap();
        let set = unit.processes.as_ref().unwrap();
        let mut reached: BTreeMap<(&str, Option<usize>), BTreeSet<String>> = BTreeMap::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for case in &unit.cases {
            let trace = run::run(set, case).unwrap();
            let key = (case.procedure.as_str(), trace.variant.map(VariantId::index));
            reached.entry(key).or_default().insert(end_name(set, trace.end));
            *counts.entry(&case.procedure).or_default() += 1;
        }
        let file = path.strip_prefix(crate::support::root()).unwrap().display();
        for process in &set.processes {
            graphs += 1;
            let key = (process.procedure.as_str(), process.variant.map(VariantId::index));
            let none = BTreeSet::new();
            let reached = reached.get(&key).unwrap_or(&none);
            let missing: Vec<_> = reachable(process)
                .into_iter()
                .map(|end| end_name(set, end))
                .filter(|end| !reached.contains(end))
                .collect();
            let variant =
                process.variant.and_then(|variant| set.head.variant(variant)).map_or("", |variant| variant.id.as_str());
            if !missing.is_empty() {
                lacking.push(format!(
                    "{file}: {} {variant}: no case ends in {}",
                    process.procedure,
                    missing.join(", ")
                ));
            }
            let count = counts.get(process.procedure.as_str()).copied().unwrap_or_default();
            if count < 2 {
                lacking.push(format!("{file}: {}: {count} cases", process.procedure));
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
    assert!(graphs > 30, "{graphs}");
}

#[test]
fn every_case_of_the_specs_comes_out_as_expected() {
    let mut failed = Vec::new();
    let mut count = 0;
    for path in case_files() {
        let program = compile(&path);
        let unit = program.units.last().unwrap();
        let set = unit.processes.as_ref().unwrap();
        let file = path.strip_prefix(crate::support::root()).unwrap().display();
        for case in &unit.cases {
            count += 1;
            match run::run(set, case) {
                Ok(trace) => {
                    let differences = run::differences(set, case, &trace);
                    if !differences.is_empty() {
                        failed.push(format!("{file} {}: {differences:?}", case.title));
                    }
                }
                Err(stop) => failed.push(format!("{file} {}: {stop:?}", case.title)),
            }
        }
    }
    assert!(failed.is_empty(), "{} of {count} cases:\n{}", failed.len(), failed.join("\n"));
    assert!(count > 100);
}
