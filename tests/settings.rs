//! What a project, a run and a file set for the rules.

use std::fs;

use tempfile::TempDir;

use crate::support::{Output, regc_in, run};

/// An unbounded return (R0210, a warning) and a choice without a criterion (R0301, a note).
const FILE: &str = "reg 1 ru
регламент р «Регламент»
исход выдано «Выдано»
исход отказ «Отказ» отрицательный
порядок п «Порядок»
  действие 1 «Приём»
  условие 1 «Полный?»
    нет: вернуться к действию 1
    да: далее
  действие 2 «Выдача»
    итог: выдано либо отказ
";

fn project(settings: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("specs")).unwrap();
    fs::write(folder.path().join("specs/a.reg"), FILE).unwrap();
    if !settings.is_empty() {
        fs::write(folder.path().join("regc.toml"), settings).unwrap();
    }
    folder
}

fn check(project: &TempDir, arguments: &[&str]) -> Output {
    let shown = ["check", "--format", "short", "--lang", "en", "--allow", "style"];
    run(regc_in(project.path()).args(shown).args(arguments))
}

/// Which of the two rules is told, with its severity; other rules are not what these tests are about.
fn told(output: &Output) -> Vec<String> {
    let code = |line: &str| line.split(": ").skip(1).take(2).collect::<Vec<_>>().join(" ");
    let is_asked = |code: &String| code.starts_with("R0210") || code.starts_with("R0301");
    output.stdout.lines().map(code).filter(is_asked).collect()
}

#[test]
fn a_project_sets_a_rule_for_all_its_files() {
    let output = check(&project("[rules]\nR0210 = \"deny\"\nR0301 = \"allow\"\n"), &[]);
    assert_eq!((output.code, told(&output)), (1, vec!["R0210 error".to_owned()]));
}

#[test]
fn a_run_goes_before_the_project() {
    let project = project("[rules]\nR0210 = \"deny\"\n");
    let output = check(&project, &["--allow", "R0210", "--warn", "R0301"]);
    assert_eq!((output.code, told(&output)), (0, vec!["R0301 warning".to_owned()]));
    assert_eq!(check(&project, &["--allow", "R0210", "--warn", "R0301", "--deny", "warnings"]).code, 1);
}

#[test]
fn a_preset_sets_all_its_rules_but_those_that_are_named() {
    let output = check(&project(""), &["--allow", "correctness,law", "--warn", "R0301"]);
    assert_eq!((output.code, told(&output)), (0, vec!["R0301 warning".to_owned()]));
}

#[test]
fn a_broken_setting_is_told_at_its_place_and_the_rest_holds() {
    let output = check(&project("[rules]\nR0999 = \"allow\"\nR0210 = \"off\"\nR0301 = \"allow\"\n"), &[]);
    let lines: Vec<_> = output.stdout.lines().take(2).collect();
    assert!(lines[0].starts_with("regc.toml:2:1: R0005: warning: "), "{lines:?}");
    assert!(lines[1].starts_with("regc.toml:3:9: R0004: warning: "), "{lines:?}");
    assert_eq!((output.code, told(&output).last().cloned()), (0, Some("R0210 warning".to_owned())));
    let output = check(&project("[rules\n"), &[]);
    assert!(output.stdout.starts_with("regc.toml:1:"), "{}", output.stdout);
    assert!(output.stdout.contains("R0003: warning: ") && output.stdout.contains("R0210: warning: "));
}

#[test]
fn a_rule_that_is_none_is_wrong_usage() {
    let output = check(&project(""), &["--deny", "R0299"]);
    assert_eq!((output.code, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains("R0299"), "{}", output.stderr);
    assert_eq!(check(&project(""), &["--allow", "R0101"]).code, 2);
}
