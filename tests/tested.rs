//! `regc test`: what it tells, when it fails, and what it writes.

use std::fs;
use std::path::Path;

use regc::language::Language;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Output, read, regc, regc_in, root, run};

/// A regulation and four cases of it: one passes, one does not, one expects nothing, one lacks an answer.
const OFFICE: &str = "tests/fixtures/test";

fn office(arguments: &[&str]) -> Output {
    run(regc().args(["test", OFFICE, "--color", "never"]).args(arguments))
}

fn told() -> Value {
    serde_json::from_str(&office(&["--format", "json", "--lang", "en"]).stdout).unwrap()
}

/// The report for people, in each language, is the one that was read and agreed; `REGC_BLESS=1` writes it anew.
#[test]
fn messages_of_the_report_are_those_agreed() {
    for language in Language::ALL {
        let output = office(&["--lang", language.code(), "--coverage-min", "90"]);
        let path = format!("{OFFICE}/office.{}.stdout", language.code());
        if std::env::var_os("REGC_BLESS").is_some() {
            fs::write(root().join(&path), &output.stdout).unwrap();
        }
        assert_eq!(output.stdout, read(&path), "{path}");
        assert_eq!((output.code, output.stderr.as_str()), (1, ""));
    }
}

#[test]
fn the_specs_pass_and_are_covered_whole() {
    let output = run(regc().args(["test", "specs", "--coverage-min", "100"]));
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.stdout);
    // Every case is listed, those that pass too.
    let cases = crate::support::specs().iter().map(|path| read(path).matches("\nслучай «").count()).sum::<usize>();
    let kazakh = crate::support::specs().iter().map(|path| read(path).matches("\nжағдай «").count()).sum::<usize>();
    assert_eq!(output.stdout.lines().filter(|line| line.starts_with('✓')).count(), cases + kazakh);
}

/// Each case that fails says at which line, and a case that cannot go on fails by itself.
#[test]
fn json_names_verdicts_lines_and_cases_to_add() {
    let report = told();
    let cases = report["cases"].as_array().unwrap();
    let verdicts: Vec<_> = cases.iter().map(|case| case["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["passed", "failed", "expects_nothing", "failed"]);
    let lines: Vec<_> = cases.iter().map(|case| case["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [6, 13, 20, 25]);
    let failures = |case: &Value| -> Vec<u64> {
        case["failures"].as_array().unwrap().iter().map(|one| one["line"].as_u64().unwrap()).collect()
    };
    // The outcome and the completion of the second; the last never comes to its outcome.
    assert_eq!((failures(&cases[1]), failures(&cases[3])), (vec![17, 18], vec![25]));
    let procedure = &report["coverage"][0]["procedures"][0];
    // Of reception, question, wait and issue the cases come to the first two; of four answers to «no».
    assert_eq!(procedure["steps"], serde_json::json!({ "covered": 2, "total": 4 }));
    assert_eq!(procedure["branches"], serde_json::json!({ "covered": 1, "total": 4 }));
    assert_eq!(procedure["outcomes"], serde_json::json!({ "covered": 1, "total": 3 }));
    assert_eq!(procedure["uncovered"].as_array().unwrap().len(), 2 + 3 + 2);
    assert_eq!(report["least_coverage"], 25);
}

#[test]
fn junit_is_well_formed_and_counts_what_failed() {
    for (min, tests, failures) in
        [(&[][..], "4", "2"), (&["--coverage-min", "25"], "5", "2"), (&["--coverage-min", "26"], "5", "3")]
    {
        let output = office(&[&["--format", "junit"], min].concat());
        let report = roxmltree::Document::parse(&output.stdout).unwrap();
        let named = |name: &str| report.descendants().filter(|node| node.has_tag_name(name)).count().to_string();
        assert_eq!((named("testcase"), named("failure")), (tests.to_owned(), failures.to_owned()));
        let root = report.root_element();
        assert_eq!((root.attribute("tests"), root.attribute("failures")), (Some(tests), Some(failures)));
    }
}

/// A folder with the office and these cases of it.
fn folder(cases: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("office.reg"), read(format!("{OFFICE}/office.reg"))).unwrap();
    fs::write(folder.path().join("cases.reg"), cases).unwrap();
    folder
}

fn test_in(folder: &Path, arguments: &[&str]) -> Output {
    run(regc_in(folder).arg("test").args(arguments))
}

#[test]
fn exit_codes_keep_to_the_contract() {
    let case = "reg 1 ru\nиспользует: «office.reg»\nслучай «Нет»\n  порядок: выдача\n  подача: 2014-06-02 10:00\n  условие 1: нет\n";
    let sound = folder(case);
    let code = |arguments: &[&str]| test_in(sound.path(), arguments).code;
    assert_eq!(code(&["cases.reg"]), 0, "a case that expects nothing does not fail");
    assert_eq!(code(&["cases.reg", "--coverage-min", "25"]), 0);
    assert_eq!(code(&["cases.reg", "--coverage-min", "26"]), 1);
    assert_eq!(code(&["cases.reg", "--coverage-min", "101"]), 2);
    assert_eq!(code(&["absent.reg"]), 2);
    assert_eq!(code(&["."]), 0);
}

/// A file with errors is told and left out; the others are tested.
#[test]
fn a_file_with_errors_does_not_keep_the_others_from_being_tested() {
    let wrong =
        folder("reg 1 ru\nиспользует: «office.reg»\nслучай «Нет»\n  порядок: выдочи\n  подача: 2014-06-02 10:00\n");
    let right = "reg 1 ru\nиспользует: «office.reg»\nслучай «Да»\n  порядок: выдача\n  подача: 2014-06-02 10:00\n  условие 1: нет\n";
    fs::write(wrong.path().join("right.reg"), right).unwrap();
    let output = test_in(wrong.path(), &["."]);
    assert_eq!(output.code, 1);
    assert!(output.stderr.contains("R0101") && output.stderr.contains("выдочи"), "{}", output.stderr);
    assert!(output.stdout.contains("○ Да"), "{}", output.stdout);
    assert!(!output.stdout.contains("Нет ·"), "{}", output.stdout);
}

/// Cases as different hands write them: four blanks, a tab, a comment after the last line, some expectations
/// there already, one without any line end.
const UNTIDY: &str = "reg 1 ru
использует: «office.reg»

случай «Нет»
    порядок: выдача
    подача: 2014-06-02 10:00
    условие 1: нет // сразу

// Между ними.
случай «Частью»
\tпорядок: выдача
\tподача: 2014-06-02 10:00
\tусловие 1: нет
\tожидается исход: отказ
случай «Неверно»
  порядок: выдача
  подача: 2014-06-02 10:00
  условие 1: нет
  ожидается исход: справка
случай «Да»
  порядок: выдача
  условие 1: да
  подача: 2014-06-02 10:00
  ожидание ответа «Оплата»: 2014-06-02 12:00";

/// Received by 11:00, refused at once; the limit of two working days is the end of 4 June. Paid at 12:00, issued
/// an hour later; a limit in working days gets back the working days it lost, and an hour of waiting is none.
const TIDY: &str = "reg 1 ru
использует: «office.reg»

случай «Нет»
    порядок: выдача
    подача: 2014-06-02 10:00
    условие 1: нет // сразу
    ожидается исход: отказ
    ожидается завершение: 2014-06-02 11:00
    ожидается предел: 2014-06-04 18:00
    ожидается: срок соблюдён

// Между ними.
случай «Частью»
\tпорядок: выдача
\tподача: 2014-06-02 10:00
\tусловие 1: нет
\tожидается исход: отказ
\tожидается завершение: 2014-06-02 11:00
\tожидается предел: 2014-06-04 18:00
\tожидается: срок соблюдён
случай «Неверно»
  порядок: выдача
  подача: 2014-06-02 10:00
  условие 1: нет
  ожидается исход: справка
случай «Да»
  порядок: выдача
  условие 1: да
  подача: 2014-06-02 10:00
  ожидание ответа «Оплата»: 2014-06-02 12:00
  ожидается исход: справка
  ожидается завершение: 2014-06-02 13:00
  ожидается предел: 2014-06-04 18:00
  ожидается: срок соблюдён";

/// What is missing is added, nothing else is touched, and a second time nothing is left to add.
#[test]
fn write_adds_what_is_missing_and_nothing_else() {
    for line_end in ["\n", "\r\n"] {
        let folder = folder(&UNTIDY.replace('\n', line_end));
        let path = folder.path().join("cases.reg");
        let output = test_in(folder.path(), &["cases.reg", "--write"]);
        assert_eq!(output.code, 1, "one case fails");
        assert!(output.stdout.contains("cases.reg: добавлено: 11 строк; случаев: 3"), "{}", output.stdout);
        assert_eq!(fs::read_to_string(&path).unwrap(), TIDY.replace('\n', line_end));
        let again = test_in(folder.path(), &["cases.reg", "--write"]);
        assert!(!again.stdout.contains("добавлено"), "{}", again.stdout);
        assert_eq!(fs::read_to_string(&path).unwrap(), TIDY.replace('\n', line_end));
        assert_eq!(again.stdout.lines().filter(|line| line.starts_with('✓')).count(), 3);
    }
}

/// The same in the words of the other languages.
#[test]
fn write_uses_the_words_of_the_file() {
    for (language, case, words) in [
        (
            "en",
            "case «x»\nprocedure: выдача\nfiled: 2014-06-02 10:00\ncondition 1: no\n",
            "expected completion: 2014-06-02 11:00",
        ),
        (
            "kk",
            "жағдай «x»\nтәртіп: выдача\nөтініш берілді: 2014-06-02 10:00\n1-шарт: жоқ\n",
            "күтілетін аяқталу: 2014-06-02 11:00",
        ),
    ] {
        let uses = if language == "en" { "uses" } else { "пайдаланады" };
        let folder = folder(&format!("reg 1 {language}\n{uses}: «office.reg»\n{case}"));
        let output = test_in(folder.path(), &["cases.reg", "--write"]);
        assert_eq!(output.code, 0, "{}{}", output.stdout, output.stderr);
        let written = fs::read_to_string(folder.path().join("cases.reg")).unwrap();
        assert!(written.contains(words), "{written}");
        assert!(test_in(folder.path(), &["cases.reg"]).stdout.contains('✓'));
    }
}

/// What is proposed can be pasted: then nothing is missing.
#[test]
fn pasting_what_is_proposed_covers_the_rest() {
    for arguments in [vec!["specs/vko-2014-70/medical.reg"], vec!["specs/zhambyl-2015-173/medical.reg"], vec![OFFICE]] {
        let report = run(regc().arg("test").args(&arguments).args(["--format", "json"]));
        let report: Value = serde_json::from_str(&report.stdout).unwrap();
        let blocks = report["coverage"][0]["cases_to_add"].as_array().unwrap();
        assert!(!blocks.is_empty());
        let name = report["coverage"][0]["file"].as_str().unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("calendars")).unwrap();
        fs::create_dir_all(folder.path().join("act")).unwrap();
        fs::write(folder.path().join("calendars/kz.reg"), read("specs/calendars/kz.reg")).unwrap();
        let text = blocks.iter().fold(read(name), |text, block| text + "\n" + block.as_str().unwrap());
        let text = text + &read(name.replace(".reg", ".cases.reg")).replacen("reg 1", "// reg 1", 1);
        let text = text.replace("использует: «office.reg»", "").replace("использует: «medical.reg»", "");
        fs::write(folder.path().join("act/a.reg"), text.replace("пайдаланады: «medical.reg»", "")).unwrap();
        let output = test_in(&folder.path().join("act"), &["a.reg", "--format", "json"]);
        let after: Value = serde_json::from_str(&output.stdout).unwrap_or_else(|_| panic!("{}", output.stderr));
        assert_eq!(after["least_coverage"], 100, "{name}");
    }
}

/// Where no procedure is looked at, nothing is said of how much is covered.
#[test]
fn of_no_procedure_there_is_no_coverage() {
    let calendar = "specs/calendars/kz.reg";
    let told = run(regc().arg("test").args([calendar, "--coverage-min", "80"]));
    assert!(told.stdout.starts_with("0 случаев") && !told.stdout.contains('%'), "{}", told.stdout);
    let report = run(regc().arg("test").args([calendar, "--format", "json"]));
    let report: Value = serde_json::from_str(&report.stdout).unwrap();
    assert_eq!(report["least_coverage"], Value::Null);
}
