//! Cut, mangled, deep and huge files: findings, never a panic, an overflow or an endless run.

use std::thread;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use regc::diagnostic::Problem;
use regc::program::Program;
use regc::report::{self, Finding};
use regc::source::Sources;

use crate::support::{compile, random, read, specs};

/// Compiles a text and writes its findings out in every form; each must lie within the file.
fn survives(text: &str) -> Program {
    let program = compile(&[text]);
    let unit = &program.units[0];
    for finding in &unit.findings {
        let places = std::iter::once(finding.span).chain(finding.related.map(|(_, span)| span));
        for span in places {
            assert!(text.get(span.range()).is_some(), "{finding:?} is not within {text:?}");
        }
    }
    write_out(&program.sources, unit);
    program
}

/// The longest forms are tried on the first findings only: each finding has a block of its own.
fn write_out(sources: &Sources, unit: &regc::program::Unit) {
    let findings: Vec<_> = unit
        .findings
        .iter()
        .map(|diagnostic| {
            let severity = diagnostic.problem.severity();
            Finding { diagnostic, severity, accepted: None, language: unit.language, file: unit.language }
        })
        .collect();
    let first = findings.get(..findings.len().min(5)).unwrap_or_default();
    assert_eq!(report::short(&findings, sources).lines().count(), findings.len());
    assert!(!report::json(first, sources).is_empty());
    assert_eq!(report::human(first, sources, false, 80).is_empty(), first.is_empty());
}

/// A text up to a byte, which may lie within a character: then as an editor would show it.
fn cut(text: &str, at: usize) -> String {
    String::from_utf8_lossy(&text.as_bytes()[..at]).into_owned()
}

/// The header and the lines before and at `line`: what a cut there leaves, without the long beginning.
fn window(text: &str, line: usize) -> String {
    const LINES: usize = 8;
    let header = text.lines().next().unwrap();
    let lines: Vec<_> = text.lines().skip(1).take(line).collect();
    format!("{header}\n{}\n", lines[lines.len().saturating_sub(LINES)..].join("\n"))
}

#[test]
fn specs_cut_around_every_line_end_are_read() {
    thread::scope(|scope| {
        for path in specs() {
            scope.spawn(move || {
                let text = read(path);
                for line in 1..text.lines().count() {
                    let window = window(&text, line);
                    for back in 0..=3 {
                        survives(&cut(&window, window.len() - back));
                    }
                }
            });
        }
    });
}

#[test]
fn specs_cut_at_bytes_all_over_are_read() {
    thread::scope(|scope| {
        for path in specs() {
            scope.spawn(move || {
                let text = read(path);
                for at in (0..text.len()).step_by(997) {
                    survives(&cut(&text, at));
                }
            });
        }
    });
}

#[test]
fn every_line_cut_at_every_byte_is_read() {
    let text = read("tests/fixtures/languages/every-construct.kk.reg");
    let head: String =
        text.lines().take_while(|line| !line.starts_with("тәртіп q")).map(|line| line.to_owned() + "\n").collect();
    let short = "reg 1 kk\nрегламент r «R»\nнәтиже granted «G»\nтәртіп p «P»\n";
    for line in head.lines().skip(1) {
        for at in 0..=line.len() {
            survives(&format!("{short}{}", cut(line, at)));
        }
    }
}

/// A change somebody might make by mistake, and some that nobody would.
#[derive(Debug, Clone)]
pub enum Change {
    Delete(usize),
    Double(usize),
    Swap(usize, usize),
    Insert(usize, String),
    DeleteLetter(usize),
}

pub fn change() -> impl Strategy<Value = Change> {
    let words = prop::sample::select(vec![
        "условие 1 «?»",
        "конец условия",
        "нет:",
        "да: далее",
        "одновременно",
        "ветвь «А»",
        "дождаться всех",
        "завершить:",
        "к",
        "порядок",
        "случай «С»",
        "календарь",
        "ожидание ответа «О»",
        "по истечении:",
        "только (",
        "«",
        "»",
        "\"",
        "(",
        ")",
        ":",
        "1 - шарт «?»",
        "тарам",
        "барлығын күту",
        "үш",
        "15 (пять) дней",
        "31.02.2014",
        "1/2/3",
        "reg 1 en",
        "\u{306}",
        "\u{feff}",
        "\u{a0}",
        "–",
        "\u{1f600}",
        "a\u{301}",
        "ẞ",
        "İ",
        "ﬁ",
        "\u{202e}",
        "\0",
        "\r",
        "\n",
        "//",
        "#",
        "№",
        "24:00",
        "99999999999",
    ]);
    let typed = prop_oneof![3 => words.prop_map(str::to_owned), 1 => "\\PC{1,8}"];
    prop_oneof![
        any::<usize>().prop_map(Change::Delete),
        any::<usize>().prop_map(Change::Double),
        (any::<usize>(), any::<usize>()).prop_map(|(one, other)| Change::Swap(one, other)),
        (any::<usize>(), typed).prop_map(|(at, text)| Change::Insert(at, text)),
        any::<usize>().prop_map(Change::DeleteLetter),
    ]
}

pub fn changed(text: &str, changes: &[Change]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for change in changes {
        if lines.is_empty() {
            break;
        }
        let count = lines.len();
        match change {
            Change::Delete(at) => drop(lines.remove(at % count)),
            Change::Double(at) => lines.insert(at % count, lines[at % count].clone()),
            Change::Swap(one, other) => lines.swap(one % count, other % count),
            Change::Insert(at, text) => {
                let line = &mut lines[at % count];
                let letter =
                    line.char_indices().map(|(at, _)| at).nth(at / count % line.chars().count().max(1)).unwrap_or(0);
                line.insert_str(letter, text);
            }
            Change::DeleteLetter(at) => {
                let line = &mut lines[at % count];
                if let Some((at, _)) = line.char_indices().nth(at / count % line.chars().count().max(1)) {
                    line.remove(at);
                }
            }
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(random(150))]

    #[test]
    fn mangled_specs_are_read(which in any::<prop::sample::Index>(), changes in prop::collection::vec(change(), 1..12)) {
        let paths = specs();
        survives(&changed(&read(which.get(&paths)), &changes));
    }

    #[test]
    fn mangled_constructs_are_read(which in 0..3_usize, changes in prop::collection::vec(change(), 1..8)) {
        let language = ["ru", "kk", "en"][which];
        survives(&changed(&read(format!("tests/fixtures/languages/every-construct.{language}.reg")), &changes));
    }

    #[test]
    fn any_text_is_read(text in "(reg 1 (ru|kk|en)\n)?(\\PC|\n|«|»|\"|:|\\(|\\)|[а-яa-z0-9]| ){0,200}") {
        survives(&text);
    }
}

/// Runs in a thread with the stack of a thread that nobody gave more.
fn in_two_mebibytes<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap()
}

fn codes(program: &Program) -> Vec<&'static str> {
    program.units[0].findings.iter().map(|finding| finding.problem.code()).collect()
}

const HEAD: &str = "reg 1 ru\nрегламент р «Р»\nисход а «А»\nпорядок п «П»\n";

#[test]
fn ten_thousand_blocks_within_each_other_are_one_finding() {
    let inner = [
        "условие 1 «?»\nнет: завершить: а\nда:\n",
        "одновременно\nветвь «В»\n",
        "ожидание ответа «О»\nпо истечении:\n",
    ];
    for open in inner {
        let found = in_two_mebibytes(move || {
            let program = survives(&(HEAD.to_owned() + &open.repeat(10_000)));
            codes(&program)
        });
        assert_eq!(found, ["R0030"], "{open}");
    }
}

#[test]
fn the_deepest_blocks_that_are_read_fit_the_stack() {
    let nested = (1..=99).map(|n| format!("условие {n} «?»\nнет: завершить: а\nда:\n"));
    let closed = (1..=99).rev().map(|n| format!("завершить: а\nконец условия {n}\n"));
    let text = HEAD.to_owned() + &nested.chain(closed).collect::<Vec<_>>().concat();
    let nodes = in_two_mebibytes(move || {
        let program = survives(&text);
        assert!(program.units[0].findings.is_empty(), "{:?}", program.units[0].findings);
        let set = program.units[0].processes.clone().unwrap();
        assert!(regc::export::json(&set).len() > 1000);
        set.processes[0].node_count()
    });
    // The start, 99 questions, and an end for each «нет» and for the innermost «да» and 98 more around it.
    assert_eq!(nodes, 1 + 99 + 99 + 99);
}

/// Letters change their length in folding; a span must end where the word as typed ends.
#[test]
fn a_finding_at_the_end_of_a_line_ends_there() {
    for (text, words) in [
        ("reg 1 ru\nрегламент р «Р»\nкалендарь: k", "k"),
        ("reg 1 ru\nрегламент р «Р»\nкалендарь: k\n", "k"),
        ("reg 1 ru\nрегламент р «Р»\nкалендарь: каx // далее", "каx"),
        ("reg 1 ru\nреглaмент р «Р»\nкалендарь: cорок\u{ad}  ", "cорок"),
    ] {
        let program = survives(text);
        let finding = program.units[0].findings.iter().find(|one| one.problem.code() == "R0101").unwrap();
        assert_eq!(text.get(finding.span.range()), Some(words), "{text}");
    }
}

/// The same for the words that a finding repeats.
#[test]
fn a_finding_at_the_end_of_a_line_repeats_what_was_typed() {
    for (line, words) in [("шаг «Ш» –", "–"), ("шаг «Ш» отделk", "отделk"), ("шаг «Ш» “Ш”", "“Ш”")]
    {
        let program = survives(&format!("{HEAD}{line}"));
        let found = program.units[0].findings.iter().find_map(|one| match &one.problem {
            Problem::NotUnderstood { found, .. } => Some(found.as_str()),
            _ => None,
        });
        assert_eq!(found, Some(words), "{line}");
    }
}

#[test]
fn ten_thousand_quotation_marks_within_each_other_are_one_finding() {
    let deep = format!("{HEAD}шаг {}{}\nзавершить: а\n", "«".repeat(10_000), "»".repeat(10_000));
    assert_eq!(in_two_mebibytes(move || codes(&survives(&deep))), ["R0014"]);
    let open = format!("{HEAD}шаг {}\nзавершить: а\n", "«".repeat(10_000));
    assert_eq!(in_two_mebibytes(move || codes(&survives(&open))), ["R0014"]);
    let straight = format!("{HEAD}шаг {}\nзавершить: а\n", "\"".repeat(2001));
    assert_eq!(in_two_mebibytes(move || codes(&survives(&straight))).len(), 1);
}

#[test]
fn brackets_units_and_names_may_be_many() {
    for line in [
        format!("шаг «Ш» {}", "(".repeat(10_000)),
        format!("шаг «Ш» (п. 1{})", "; п. 1".repeat(10_000)),
        format!("общий срок: {}", "1 час ".repeat(10_000)),
        format!("общий срок: {} час", "двадцать ".repeat(10_000)),
        format!("шаг «Ш»\nвыполняет: а{}", ", а".repeat(1000)),
        format!("шаг {} «Ш»", "а".repeat(100_000)),
        "а".repeat(100_000),
        "0".repeat(100_000),
    ] {
        let text = format!("{HEAD}{line}\nзавершить: а\n");
        in_two_mebibytes(move || drop(survives(&text)));
    }
}

#[test]
fn a_chain_of_twenty_thousand_steps_is_compiled_and_exported() {
    let steps = (1..=20_000).map(|n| format!("  действие {n} «Шаг»\n    срок: 1 минута\n"));
    let text = HEAD.to_owned() + &steps.collect::<Vec<_>>().concat() + "  завершить: а\n";
    in_two_mebibytes(move || {
        let program = survives(&text);
        assert!(program.units[0].is_sound());
        assert!(regc::export::json(program.units[0].processes.as_ref().unwrap()).len() > 1_000_000);
    });
}

/// A file of 4 MB: a debug build would take minutes for 50. What counts is that four times the length
/// takes no more than about four times as long.
#[test]
fn a_huge_file_is_read_in_time_that_grows_with_its_length() {
    let procedure = read("specs/vko-2014-70/medical.reg");
    let (head, body) = procedure.split_at(procedure.find("\nпорядок выдача").unwrap() + 1);
    let body = &body[..body.find("\nпорядок дубликат").unwrap()];
    let times = |bytes: usize| {
        let copies = (1..=bytes / body.len()).map(|n| body.replace("порядок ", &format!("порядок п{n}-")));
        let text = head.to_owned() + &copies.collect::<String>();
        let before = Instant::now();
        let program = compile(&[&text]);
        assert_eq!(program.units[0].findings.iter().filter(|one| one.problem.code() != "R0301").count(), 1);
        before.elapsed()
    };
    let (one, four) = (times(1 << 20), times(4 << 20));
    assert!(four < one * 12 + Duration::from_secs(5), "1 MB: {one:?}, 4 MB: {four:?}");
}
