//! The page of each rule: it is there in each language, its example breaks the rule, and what to write
//! instead does not.

use regc::diagnostic::Severity;
use regc::language::Language;
use regc::program::{ParsedFile, Program};
use regc::rule::{Page, RULES, Rule};
use regc::source::{SourceFile, Sources};

use crate::support::{regc, run};

/// Rules whose example is no single small `.reg` file: two files, a `regc.toml`, a thousand lines.
const WITHOUT_EXAMPLE: [&str; 6] = ["R0001", "R0002", "R0003", "R0004", "R0027", "R0030"];

/// The headings of a page, in order; the last only where there is a law behind the rule.
fn headings(language: Language) -> [&'static str; 4] {
    match language {
        Language::En => ["Why", "Example", "Instead", "Law"],
        Language::Ru => ["Почему это важно", "Пример", "Как исправить", "Право"],
        Language::Kk => ["Неліктен маңызды", "Мысал", "Қалай түзету керек", "Құқық"],
    }
}

/// The `reg` examples of a page.
fn examples(page: Page) -> Vec<&'static str> {
    page.body().split("```reg\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// The codes found in a text, its limits proved, with their severities.
fn found(text: &str) -> Vec<(&'static str, Severity)> {
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new("example.reg", text.to_owned()));
    let parsed = ParsedFile::parse(id, sources.get(id).unwrap());
    let program = Program::compile(sources, vec![parsed]);
    program.units[0].checked().findings.iter().map(|one| (one.problem.code(), one.problem.severity())).collect()
}

fn faults(rule: &Rule, language: Language) -> Option<String> {
    let Some(page) = rule.page(language) else { return Some("no page".to_owned()) };
    let found_headings: Vec<_> = page.body().lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let wanted = headings(language);
    if found_headings != wanted && found_headings != wanted[..3] {
        return Some(format!("headings {found_headings:?}"));
    }
    if page.title().ends_with('.') || page.title().is_empty() {
        return Some(format!("title {:?}", page.title()));
    }
    if WITHOUT_EXAMPLE.contains(&rule.code) {
        return None;
    }
    let examples = examples(page);
    let [broken, mended] = examples.as_slice() else { return Some(format!("{} examples", examples.len())) };
    let code = language.code();
    if rule.code > "R0012" && ![broken, mended].iter().all(|text| text.starts_with(&format!("reg 1 {code}\n"))) {
        return Some("an example in another language".to_owned());
    }
    let (before, after) = (found(broken), found(mended));
    if !before.iter().any(|(code, _)| *code == rule.code) {
        return Some(format!("the example does not break it: {before:?}"));
    }
    if after.iter().any(|(code, severity)| *code == rule.code || *severity == Severity::Error) {
        return Some(format!("what to write instead: {after:?}"));
    }
    None
}

#[test]
fn every_rule_has_its_page_in_each_language_and_the_examples_are_true() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for language in Language::ALL {
            wrong.extend(faults(rule, language).map(|fault| format!("{} {}: {fault}", rule.code, language.code())));
        }
    }
    assert!(wrong.is_empty(), "{} pages:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_rule_is_explained_by_its_page() {
    let output = run(regc().args(["explain", "r0301", "--lang", "ru"]));
    let page = RULES.iter().find(|rule| rule.code == "R0301").unwrap().page(Language::Ru).unwrap();
    assert_eq!(output.stdout, format!("# R0301: {}\n\nпримечание, law\n\n{}", page.title(), page.body()));
    let output = run(regc().args(["explain"]));
    assert!(RULES.iter().all(|rule| output.stdout.contains(rule.code)));
    let output = run(regc().args(["explain", "R0399"]));
    assert_eq!((output.code, output.stdout.as_str()), (2, ""));
}
