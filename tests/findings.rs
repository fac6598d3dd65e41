//! Each file of `tests/fixtures/check` gives the findings that it names, no more and no less.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use regc::diagnostic::{Diagnostic, Problem};
use regc::rule::RULES;
use serde_json::Value;

use crate::support::{compile, files, read, regc, run};

/// Codes whose smallest example is too long for a fixture; the tests below make the files up.
const MADE_UP: [&str; 2] = ["R0027", "R0030"];

/// Codes of `regc.toml`, which is no `.reg` file: `settings.rs` has them.
const SETTINGS: [&str; 2] = ["R0003", "R0004"];

/// The fixtures: those of the language, and those of the rules that the former are not held against.
fn fixtures() -> Vec<PathBuf> {
    ["tests/fixtures/check", "tests/fixtures/rules"].into_iter().flat_map(|folder| files(folder, "reg")).collect()
}

/// The findings a fixture names: `// expect: 7:11 R0019 which days`.
fn expected(text: &str) -> Option<Vec<String>> {
    let lines: Vec<_> = text.lines().filter_map(|line| line.trim().strip_prefix("// expect: ")).collect();
    if lines == ["nothing"] {
        return Some(Vec::new());
    }
    let finding = |line: &&str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    (!lines.is_empty()).then(|| lines.iter().map(finding).collect())
}

/// The findings of a file, those of the files it uses left out.
fn found(path: &Path) -> Vec<String> {
    let output = run(regc().args(["check", "--format", "json"]).arg(path));
    let records: Vec<Value> = serde_json::from_str(&output.stdout).unwrap_or_else(|_| panic!("{}", output.stderr));
    let here = path.display().to_string();
    let own = records.iter().filter(|record| record["file"] == here.as_str());
    own.map(|record| format!("{}:{} {}", record["line"], record["column"], record["code"].as_str().unwrap())).collect()
}

#[test]
fn every_fixture_gives_the_findings_it_names() {
    let mut wrong = Vec::new();
    for path in fixtures() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some(expected) = expected(&read(&path)) else {
            wrong.push(format!("{name}: names no findings (`// expect: nothing` for none)"));
            continue;
        };
        let found = found(&path);
        if found != expected {
            wrong.push(format!("{name}:\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_fixture() {
    // The list of codes is the function that gives them, so that a new one cannot be forgotten here.
    let source = read("src/diagnostic.rs");
    let codes: BTreeSet<&str> = source.split('"').filter(|word| word.len() == 5 && word.starts_with('R')).collect();
    assert_eq!(codes, RULES.iter().map(|rule| rule.code).collect());
    let mut named: BTreeSet<String> = MADE_UP.iter().chain(&SETTINGS).map(|code| (*code).to_owned()).collect();
    for path in fixtures() {
        named.extend(
            expected(&read(path)).into_iter().flatten().filter_map(|one| Some(one.split_once(' ')?.1.to_owned())),
        );
    }
    let without: Vec<_> = codes.iter().filter(|code| !named.contains(**code)).collect();
    assert!(without.is_empty(), "no fixture in tests/fixtures/check triggers {without:?}");
    let unknown: Vec<_> = named.iter().filter(|code| !codes.contains(code.as_str())).collect();
    assert!(unknown.is_empty(), "no such code: {unknown:?}");
}

/// The codes of a text and how often each is found.
fn codes(text: &str) -> BTreeMap<&'static str, usize> {
    let program = compile(&[text]);
    let mut codes = BTreeMap::new();
    for finding in &program.units[0].findings {
        *codes.entry(finding.problem.code()).or_default() += 1;
    }
    codes
}

#[test]
fn after_a_thousand_findings_reading_stops_and_says_so() {
    let text = "reg 1 ru\nрегламент р «Р»\n".to_owned() + &"ерунда\n".repeat(5000);
    assert_eq!(codes(&text), BTreeMap::from([("R0015", 1000), ("R0027", 1)]));
}

#[test]
fn blocks_a_hundred_deep_are_read_and_deeper_ones_are_one_finding() {
    let nested = |depth: usize| {
        let open = |n: usize| format!("условие {n} «?»\nнет: завершить: а\nда:\n");
        let close = |n: usize| format!("завершить: а\nконец условия {n}\n");
        let head = "reg 1 ru\nрегламент р «Р»\nисход а «А»\nпорядок п «П»\n";
        head.to_owned() + &(1..=depth).map(open).collect::<String>() + &(1..=depth).rev().map(close).collect::<String>()
    };
    assert_eq!(codes(&nested(100)), BTreeMap::new());
    assert_eq!(codes(&nested(101)), BTreeMap::from([("R0030", 1)]));
    assert_eq!(codes(&nested(10_000)), BTreeMap::from([("R0030", 1)]));
}

#[test]
fn a_missing_name_is_told_with_the_name_that_was_meant() {
    let output = run(regc().args(["check", "--format", "short", "tests/fixtures/check/not-declared.reg"]));
    let lines: Vec<_> = output.stdout.lines().collect();
    // «отдл» is too short to be sure of; of «выданно» nothing else can be meant.
    assert!(lines.iter().any(|line| line.contains("«отдл»") && line.contains("имелось в виду «отдел»")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("«выданно»") && line.contains("напишите «выдано»")), "{lines:?}");
    assert_eq!(output.code, 1);
}

/// To look for suggestions takes time that grows with the square of the file, so there is an end to it.
#[test]
fn only_the_first_of_thousands_of_missing_names_have_suggestions() {
    let declared = |n: usize| format!("участник учаснтик-номер-{n} «У»\n");
    let steps = |n: usize| format!("действие {n} «Д»\nвыполняет: участник-номер-{n}\n");
    let text = "reg 1 ru\nрегламент р «Р»\nисход а «А»\n".to_owned()
        + &(1..=1000).map(declared).collect::<String>()
        + "порядок п «П»\n"
        + &(1..=1000).map(steps).collect::<String>()
        + "завершить: а\n";
    let program = compile(&[&text]);
    let findings = &program.units[0].findings;
    let meant = |finding: &&Diagnostic| matches!(finding.problem, Problem::NotDeclared { meant: Some(_), .. });
    assert_eq!((findings.len(), findings.iter().filter(meant).count()), (1000, 100));
}
