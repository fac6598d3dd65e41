//! The canonical layout: it changes blanks and nothing else, and says where it does not.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;
use regc::export;
use regc::format;
use regc::report::case::block;
use regc::source::{SourceFile, SourceId};
use regc::syntax::fold::Folded;
use regc::syntax::parse;
use tempfile::TempDir;

use crate::random::{parts, procedure};
use crate::recovery::compile_with_uses;
use crate::robust::{change, changed};
use crate::support::{Output, compile, random, read, regc_in, root, run, specs};
use crate::typing::outside_quotes;

/// The text in the canonical layout, if it has no errors.
fn formatted(text: &str) -> Option<String> {
    format::format(&SourceFile::new("a.reg", text.to_owned()), SourceId::default()).ok()
}

/// The same of a text that has none.
#[track_caller]
fn sound(text: &str) -> String {
    formatted(text).unwrap_or_else(|| panic!("not understood:\n{text}"))
}

/// Every `.reg` file of the repository, fixtures included.
pub fn everything() -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), VecDeque::from([root().join("specs"), root().join("tests/fixtures")]));
    while let Some(folder) = folders.pop_front() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push_back(path);
            } else if path.extension().is_some_and(|extension| extension == "reg") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 150, "{}", found.len());
    found
}

/// What a layout may not touch: the words and marks of each line without blanks and the kind of dash, and its
/// quotations and comment letter by letter.
fn substance(text: &str) -> Vec<(String, Vec<String>, String)> {
    let mut lines = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        let mut folded = Folded::default();
        folded.fold(line, true).unwrap();
        let words = folded.text().replace([' ', '-', '–'], "");
        let (quotations, comment) = quotations_and_comment(line);
        if !words.is_empty() || !comment.is_empty() {
            lines.push((words, quotations, comment));
        }
    }
    lines
}

/// Taken apart letter by letter, as the language says: marks nest, and a comment begins behind a blank.
fn quotations_and_comment(line: &str) -> (Vec<String>, String) {
    let (mut quotations, mut at, mut blank) = (Vec::new(), 0, true);
    while let Some(letter) = line[at..].chars().next() {
        let rest = &line[at..];
        if blank && (rest.starts_with("//") || rest.starts_with('#')) {
            return (quotations, rest.trim_end().to_owned());
        }
        let inner = at + letter.len_utf8();
        let len = match letter {
            '«' => nested(&line[inner..]),
            '"' => line[inner..].find('"').unwrap(),
            '“' | '„' => line[inner..].find(['”', '“', '"']).unwrap(),
            _ => {
                blank = letter.is_whitespace();
                at = inner;
                continue;
            }
        };
        quotations.push(line[inner..inner + len].to_owned());
        at = inner + len;
        at += line[at..].chars().next().unwrap().len_utf8();
        blank = false;
    }
    (quotations, String::new())
}

fn nested(text: &str) -> usize {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '«' => depth += 1,
            '»' if depth == 0 => return at,
            '»' => depth -= 1,
            _ => {}
        }
    }
    panic!("open: {text}")
}

/// What a file means alone: its graphs, if they can be made, its calendars and cases, and what is found in it.
fn meaning(text: &str) -> (Option<String>, String, Vec<&'static str>) {
    let program = compile(&[text]);
    let unit = &program.units[0];
    // A layout puts words right that are of another language, or have letters of another script.
    let told = unit.findings.iter().map(|finding| finding.problem.code());
    let mut codes: Vec<_> = told.filter(|code| !["R0025", "R0026"].contains(code)).collect();
    codes.sort_unstable();
    let calendars: Vec<_> = unit.calendars.iter().map(|one| format!("{:?}", one.calendar.spec())).collect();
    let set = unit.processes.as_ref();
    let written = |set| unit.cases.iter().map(move |case| block(set, case, &case.title, unit.language));
    let cases: String = set.into_iter().flat_map(|set| written(set)).collect();
    (set.map(|set| export::json(set)), calendars.concat() + &cases, codes)
}

/// Words of another language are put into that of the file, and these are others.
fn has_foreign_words(text: &str) -> bool {
    let (_, findings) = parse(&SourceFile::new("a.reg", text.to_owned()), SourceId::default());
    findings.iter().any(|finding| finding.problem.code() == "R0025")
}

/// A text that is laid out says what it said, and stays as it is when it is laid out again.
#[track_caller]
fn keeps(text: &str) {
    let after = sound(text);
    if !has_foreign_words(text) {
        assert_eq!(substance(&after), substance(text));
    }
    assert_eq!(sound(&after), after, "laid out twice");
    assert_eq!(meaning(&after), meaning(text), "{text}\n{after}");
    assert!(after.lines().all(|line| line.trim_end() == line) && after.ends_with('\n'));
    assert!(!after.contains("\n\n\n") && !after.contains(['\r', '\t', '\u{feff}']));
}

#[test]
fn every_file_says_what_it_said_and_one_with_errors_is_refused() {
    let (mut laid_out, mut refused) = (0, 0);
    for path in everything() {
        let Ok(text) = String::from_utf8(fs::read(&path).unwrap()) else { continue };
        let source = SourceFile::new("a.reg", text.clone());
        if parse(&source, SourceId::default()).1.iter().any(regc::diagnostic::Diagnostic::is_error) {
            assert_eq!(formatted(&text), None, "{}", path.display());
            refused += 1;
        } else {
            keeps(&text);
            laid_out += 1;
        }
    }
    assert!(laid_out > 100 && refused > 30, "{laid_out} {refused}");
}

/// The specs were laid out by hand, before there was a formatter.
#[test]
fn the_specs_are_in_the_canonical_layout_whatever_their_indentation_was() {
    let constructs = root().join("tests/fixtures/languages/every-construct.ru.reg");
    for path in specs().into_iter().chain([constructs]) {
        let text = read(&path);
        assert!(sound(&text) == text, "{}", path.display());
        let flat: String = text.lines().map(|line| line.trim().to_owned() + "\n").collect();
        assert!(sound(&flat) == text, "{} flat", path.display());
        let ragged = |(n, line): (usize, &str)| "\t".repeat(n % 3) + line + &" ".repeat(n % 2) + "\n\n\n";
        let ragged: String = text.lines().enumerate().map(ragged).collect();
        assert_eq!(substance(&sound(&ragged)), substance(&text));
    }
}

/// Changes a text outside its quotation marks and comments.
fn words(text: &str, change: impl Fn(&str) -> String) -> String {
    let is_comment = |line: &str| line.trim_start().starts_with("//");
    let lines = text.split_inclusive('\n');
    lines.map(|line| if is_comment(line) { line.to_owned() } else { outside_quotes(line, &change) }).collect()
}

#[test]
fn other_blanks_marks_and_line_ends_come_to_the_same_layout() {
    for code in ["ru", "kk", "en"] {
        let text = read(format!("tests/fixtures/languages/every-construct.{code}.reg"));
        let wanted = sound(&text);
        let same = |typed: String| assert!(sound(&typed) == wanted, "{code}:\n{}", sound(&typed));
        for blank in ["\u{a0}", "\u{202f}", "\u{2009}", "\t", "   "] {
            same(words(&text, |part| part.replace(' ', blank)));
        }
        same("\u{feff}".to_owned() + &text);
        same(text.replace('\n', "\r\n"));
        same(text.replace("\n\n", "\n \n\t\n\n"));
        same("\n\n".to_owned() + &text + "\n\n");
        same(text.trim_end().to_owned());
        let marks = |part: &str| part.replace(" (", "(").replace(": ", " : ").replace(", ", " ,").replace("; ", " ;");
        same(words(&text, marks));
        for (open, close) in [("\"", "\""), ("“", "”"), ("„", "“")] {
            same(text.replace('«', open).replace('»', close));
        }
    }
}

#[test]
fn blanks_stand_between_words_and_not_before_marks() {
    let head = "reg 1 ru\nрегламент р «Р»\nучастник отдел «О»\nисход выдано «В»\n\nпорядок п «П»\n";
    for (typed, wanted) in [
        ("Действие  1«Приём»(п.5 пп.1;п.8)", "  действие 1 «Приём» (п. 5 пп. 1; п. 8)"),
        ("шаг \"Ёж\" автоматически", "  шаг «Ёж» автоматически"),
        ("шаг „Ёж «тут»”", "  шаг «Ёж «тут»»"),
        // Between «» this would end too soon.
        ("шаг \"a » b\"", "  шаг \"a » b\""),
        ("шаг «  Два   слова — тут »", "  шаг «  Два   слова — тут »"),
        ("действие 1 «Д» # note  «x» ", "  действие 1 «Д» # note  «x»"),
        ("ШАГ «a»\n\u{feff}\u{a0}//  note\u{a0}", "  шаг «a»\n//  note"),
        ("дeйcтвие 1 «Д»\nпеpедает:отдел«бумагу»", "  действие 1 «Д»\n    передаёт: отдел «бумагу»"),
        ("вздор", ""),
        ("действие 1 «Д»\nсрок:7ч 45мин.", "  действие 1 «Д»\n    срок: 7 ч 45 мин."),
    ] {
        let text = head.to_owned() + typed;
        match formatted(&text) {
            Some(after) => assert_eq!(after, format!("{head}{wanted}\n"), "{typed}"),
            None => assert_eq!(wanted, "", "{typed}"),
        }
    }
}

#[test]
fn comments_stay_where_they_are() {
    let text = "\
// above all

reg 1 ru // language
# about the regulation
регламент р «Р»
исход в «В» // why

// about nothing in particular

// about the procedure
порядок п «П»

  // about the step
  действие 1 «Д» // its number
    // about its outcome
    итог: в
    // at its end

// at the end of all
";
    assert_eq!(sound(text), text);
    let flat: String = text.lines().map(|line| line.trim().to_owned() + "\n").collect();
    assert_eq!(sound(&flat), text.replace("    // at its end", "// at its end"));
}

#[test]
fn sections_stand_apart_with_their_comments() {
    let text = "reg 1 ru\nкалендарь к «К»\nизвестны годы: 2014\n// 1\n// 2\nпорядок п «П»\nшаг «Ш»\nслучай «С»\nпорядок: п\n\n\n\nслучай «Т»\n";
    let wanted = "reg 1 ru\n\nкалендарь к «К»\n  известны годы: 2014\n\n// 1\n// 2\nпорядок п «П»\n  шаг «Ш»\n\nслучай «С»\n  порядок: п\n\nслучай «Т»\n";
    assert_eq!(sound(text), wanted);
}

proptest! {
    #![proptest_config(random(60))]

    #[test]
    fn random_procedures_say_what_they_said(parts in parts()) {
        keeps(&procedure(&parts).text);
    }

    #[test]
    fn mangled_specs_say_what_they_said_or_are_refused(which in any::<Index>(), changes in prop::collection::vec(change(), 1..4)) {
        let paths = specs();
        let path = which.get(&paths).strip_prefix(root()).unwrap().to_str().unwrap();
        let text = changed(&read(path), &changes);
        if let Some(after) = formatted(&text) {
            prop_assert!(has_foreign_words(&text) || substance(&after) == substance(&text));
            prop_assert_eq!(formatted(&after), Some(after.clone()));
            let graphs = |text: &str| compile_with_uses(path, text).units.last().unwrap().processes.as_ref().map(|set| export::json(set));
            prop_assert_eq!(graphs(&after), graphs(&text));
        }
    }
}

// ---- The command

const MESSY: &str = "reg 1 ru\nрегламент  р  «Р»\nисход в «В»\nпорядок п «П»\nшаг «Ш»\n";
const TIDY: &str = "reg 1 ru\nрегламент р «Р»\nисход в «В»\n\nпорядок п «П»\n  шаг «Ш»\n";
const BROKEN: &str = "reg 1 ru\nрегламент  р  «Р»\nвздор\n";

/// A folder with a file that is to be laid out, one that is, and one with an error.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("messy.reg", MESSY), ("tidy.reg", TIDY), ("broken.reg", BROKEN)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn fmt(folder: &Path, arguments: &[&str]) -> Output {
    run(regc_in(folder).arg("fmt").args(arguments))
}

#[test]
fn files_are_written_in_place_and_those_with_errors_are_named() {
    let folder = folder();
    let output = fmt(folder.path(), &["."]);
    assert_eq!((output.code, output.stdout.as_str()), (1, "./messy.reg\n"));
    assert!(output.stderr.starts_with("./broken.reg:3:1: R0015: "), "{}", output.stderr);
    let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!([text("messy.reg"), text("tidy.reg"), text("broken.reg")], [TIDY, TIDY, BROKEN]);
    let again = fmt(folder.path(), &["messy.reg", "tidy.reg"]);
    assert_eq!((again.code, again.stdout.as_str(), again.stderr.as_str()), (0, "", ""));
}

#[test]
fn check_and_diff_write_nothing() {
    let folder = folder();
    let checked = fmt(folder.path(), &["--check", "messy.reg", "tidy.reg"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (1, "messy.reg\n"));
    assert_eq!(fmt(folder.path(), &["--check", "tidy.reg"]).code, 0);
    let shown = fmt(folder.path(), &["--diff", "messy.reg", "tidy.reg"]);
    let wanted = "--- messy.reg\n+++ messy.reg\n@@ -1,5 +1,6 @@\n reg 1 ru\n-регламент  р  «Р»\n+регламент р «Р»\n исход в «В»\n+\n порядок п «П»\n-шаг «Ш»\n+  шаг «Ш»\n";
    assert_eq!((shown.code, shown.stdout.as_str()), (1, wanted));
    assert_eq!(fs::read_to_string(folder.path().join("messy.reg")).unwrap(), MESSY);
}

#[test]
fn standard_input_is_printed_in_the_layout_or_refused() {
    let folder = folder();
    let fmt = |arguments: &[&str], text: &str| run(regc_in(folder.path()).arg("fmt").args(arguments).write_stdin(text));
    let output = fmt(&["-"], MESSY);
    assert_eq!((output.code, output.stdout.as_str()), (0, TIDY));
    let checked = fmt(&["--check", "-"], MESSY);
    assert_eq!((checked.code, checked.stdout.as_str()), (1, "-\n"));
    let refused = fmt(&["-"], BROKEN);
    assert_eq!((refused.code, refused.stdout.as_str()), (1, ""));
    assert!(refused.stderr.starts_with("-:3:1: R0015: "), "{}", refused.stderr);
}

#[test]
fn what_cannot_be_read_does_not_keep_the_others_from_being_done() {
    let folder = folder();
    fs::write(folder.path().join("bytes.reg"), b"reg 1 ru\n\xff").unwrap();
    let output = fmt(folder.path(), &["none.reg", "bytes.reg", "messy.reg"]);
    assert_eq!((output.code, output.stdout.as_str()), (2, "messy.reg\n"));
    assert!(output.stderr.contains("none.reg") && output.stderr.contains("bytes.reg"), "{}", output.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("messy.reg")).unwrap(), TIDY);
}
