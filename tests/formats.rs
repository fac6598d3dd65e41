//! The forms of findings that other programs read.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Output, regc, run};

/// A file with a note that is accepted, and one with an error that has a related place.
const FILES: [&str; 2] = ["tests/fixtures/check/accepted.reg", "tests/fixtures/check/declared-twice.reg"];

fn check(format: &str) -> Output {
    run(regc().args(["check", "--lang", "en", "--format", format]).args(FILES))
}

/// The findings as JSON tells them: the measure of the other forms.
fn told() -> Vec<Value> {
    serde_json::from_str(&check("json").stdout).unwrap()
}

#[test]
fn sarif_has_what_its_standard_asks_for() {
    let log: Value = serde_json::from_str(&check("sarif").stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules: Vec<_> = run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| &rule["id"]).collect();
    let results = run["results"].as_array().unwrap();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index], &result["ruleId"], "§ 3.27.6: the index is that of the rule");
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
    }
    let open: Vec<_> = results.iter().filter(|result| result["suppressions"].as_array().unwrap().is_empty()).collect();
    let place = |result: &Value| {
        let location = &result["locations"][0]["physicalLocation"];
        let region = &location["region"];
        (location["artifactLocation"]["uri"].clone(), region["startLine"].clone(), region["startColumn"].clone())
    };
    let same: Vec<_> =
        told().iter().map(|one| (one["file"].clone(), one["line"].clone(), one["column"].clone())).collect();
    assert_eq!(open.iter().map(|result| place(result)).collect::<Vec<_>>(), same);
}

#[test]
fn only_sarif_tells_what_is_accepted_with_its_reason() {
    let log: Value = serde_json::from_str(&check("sarif").stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let suppressed: Vec<_> = results.iter().filter_map(|result| result["suppressions"].get(0)).collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["kind"], "inSource");
    assert_eq!(suppressed[0]["justification"], "в акте именно так, п. 10");
    assert!(!told().iter().any(|one| one["file"] == FILES[0] && one["line"] == 9));
}

#[test]
fn junit_is_well_formed_and_fails_where_there_are_errors() {
    let output = check("junit");
    let report = roxmltree::Document::parse(&output.stdout).unwrap();
    let errors = told().iter().filter(|one| one["severity"] == "error").count();
    assert!(errors > 0);
    let root = report.root_element();
    assert_eq!(root.attribute("failures"), Some(errors.to_string().as_str()));
    assert_eq!(report.descendants().filter(|node| node.has_tag_name("failure")).count(), errors);
    let tests = report.descendants().filter(|node| node.has_tag_name("testcase")).count();
    assert_eq!(root.attribute("tests"), Some(tests.to_string().as_str()));
    let suites: BTreeSet<_> = report
        .descendants()
        .filter(|node| node.has_tag_name("testsuite"))
        .filter_map(|one| one.attribute("name"))
        .collect();
    assert_eq!(suites, BTreeSet::from(FILES));
}

#[test]
fn github_has_a_command_for_each_finding() {
    let output = check("github");
    let lines: Vec<_> = output.stdout.lines().collect();
    let told = told();
    assert_eq!(lines.len(), told.len());
    for (line, one) in lines.iter().zip(told) {
        let command = match one["severity"].as_str().unwrap() {
            "note" => "notice",
            severity => severity,
        };
        let start = format!("::{command} file={},line={},", one["file"].as_str().unwrap(), one["line"]);
        assert!(line.starts_with(&start), "{line}\n{start}");
        assert!(line.contains(&format!(
            "title={}::{}",
            one["code"].as_str().unwrap(),
            one["message"].as_str().unwrap()
        )));
    }
}

#[test]
fn the_same_findings_are_the_same_bytes() {
    for format in ["human", "short", "json", "sarif", "junit", "github"] {
        assert_eq!(check(format).stdout, check(format).stdout, "{format}");
    }
}
