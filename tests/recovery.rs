//! A typo is one finding at its own line: what is damaged elsewhere, or depends on it, is not told again.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use regc::diagnostic::{Diagnostic, Expected, Problem};
use regc::program::Program;

use crate::support::{compile, random, read, root, specs};

/// A slip of the hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    Lost,
    Doubled,
    Wrong,
    Swapped,
    /// The line's last colon or quotation mark is lost.
    Mark,
}

/// The word with the slip at one of its letters.
fn slipped(word: &str, at: usize, slip: Slip) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = at % letters.len();
    match slip {
        Slip::Lost | Slip::Mark => drop(letters.remove(at)),
        Slip::Doubled => letters.insert(at, letters[at]),
        Slip::Wrong => letters[at] = if letters[at] == 'ы' { 'э' } else { 'ы' },
        Slip::Swapped => letters.swap(at.saturating_sub(1), at),
    }
    letters.into_iter().collect()
}

/// The keywords and names of a line: byte ranges of its words of two letters or more that stand in no
/// quotation marks and no comment.
fn words(line: &str) -> Vec<(usize, usize)> {
    let line = line.split(" //").next().unwrap_or_default();
    let mut words = Vec::new();
    let (mut start, mut depth) = (None, 0_usize);
    for (at, letter) in line.char_indices().chain([(line.len(), ' ')]) {
        if (letter.is_alphabetic() || letter == '-') && depth == 0 {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            words.push((start, at));
        }
        match letter {
            '«' => depth += 1,
            '»' => depth -= 1,
            _ => {}
        }
    }
    words.retain(|(start, end)| line[*start..*end].chars().count() >= 2);
    words
}

/// The part of a line that a slip is made in.
fn place(line: &str, which: Index, slip: Slip) -> (usize, usize) {
    let mark = line.rfind([':', '»']).filter(|_| slip == Slip::Mark);
    let mark = mark.and_then(|at| Some((at, at + line[at..].chars().next()?.len_utf8())));
    mark.unwrap_or_else(|| {
        let words = words(line);
        words[which.index(words.len())]
    })
}

/// A text with slips, each in a line of its own.
pub struct Damaged {
    pub text: String,
    /// The lines, from 1, and the words as they were and as they are.
    pub slips: Vec<(usize, String, String)>,
}

pub fn damage(text: &str, choices: &[(Index, Index, Slip)]) -> Damaged {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let is_apt = |(number, line): &(usize, &String)| {
        *number > 0 && !line.trim_start().starts_with("//") && !words(line).is_empty()
    };
    let apt: Vec<usize> = lines.iter().enumerate().filter(is_apt).map(|(number, _)| number).collect();
    let mut slips: Vec<(usize, String, String)> = Vec::new();
    for (which, letter, slip) in choices {
        let number = *which.get(&apt);
        if slips.iter().any(|(line, ..)| *line == number + 1) {
            continue;
        }
        let (start, end) = place(&lines[number], *letter, *slip);
        let word = lines[number][start..end].to_owned();
        let wrong = slipped(&word, letter.index(97), *slip);
        if wrong != word {
            lines[number].replace_range(start..end, &wrong);
            slips.push((number + 1, word, wrong));
        }
    }
    Damaged { text: lines.join("\n") + "\n", slips }
}

/// Compiles one of the specs, with the files it uses as they are.
pub fn compile_with_uses(path: &str, text: &str) -> Program {
    let kz = read("specs/calendars/kz.reg");
    if path.ends_with("kz.reg") {
        compile(&[text])
    } else if let Some(act) = path.strip_suffix(".cases.reg") {
        compile(&[&kz, &read(format!("{act}.reg")), text])
    } else {
        compile(&[&kz, text])
    }
}

fn line_of(text: &str, finding: &Diagnostic) -> usize {
    text[..finding.span.start as usize].matches('\n').count() + 1
}

/// No more errors than slips, and each at a line with a slip or with the damaged name.
fn check(path: &str, choices: &[(Index, Index, Slip)]) -> Result<(), String> {
    let damaged = damage(&read(path), choices);
    let Damaged { text, slips } = &damaged;
    let program = compile_with_uses(path, text);
    let errors: Vec<_> = program.units.last().unwrap().findings.iter().filter(|one| one.is_error()).collect();
    let near: BTreeSet<usize> = text
        .lines()
        .enumerate()
        .filter(|(number, line)| {
            let names = |word: &str| word.chars().count() > 1 && line.contains(word);
            slips.iter().any(|(at, word, wrong)| number + 1 == *at || names(word) || names(wrong))
        })
        .map(|(number, _)| number + 1)
        .collect();
    let told: Vec<_> = errors.iter().map(|one| (line_of(text, one), one.problem.clone())).collect();
    if errors.len() > slips.len() {
        return Err(format!("{path}: {slips:?} gave {told:#?}"));
    }
    match told.iter().find(|(line, _)| !near.contains(line)) {
        Some(far) => Err(format!("{path}: {slips:?} gave {far:?}")),
        None => Ok(()),
    }
}

/// A regulation names one calendar, so a second such line opens the block of one, whatever it lacks: the lines below
/// belong there, and are no further errors.
#[test]
fn a_calendar_without_title_is_one_error() {
    let text = "reg 1 ru\nрегламент р «Р»\n  календарь: обычный\n\nкалендарь обычный\n  часовой пояс: Asia/Almaty\n";
    let program = compile(&[text]);
    let findings = &program.units.last().unwrap().findings;
    let told: Vec<_> = findings.iter().filter(|one| one.is_error()).map(|one| line_of(text, one)).collect();
    assert_eq!(told, [5]);
}

/// Where the line is damaged that brings other files in, names of theirs are not undeclared; and of its marks the one
/// that is missing is told.
#[test]
fn a_damaged_line_of_used_files_is_one_error() {
    let lines = [
        ("использует «kz.reg»", Expected::Colon),
        ("использует kz.reg", Expected::Colon),
        ("использует: kz.reg", Expected::Title),
        ("использует", Expected::Colon),
    ];
    for (line, missing) in lines {
        let program = compile(&[&format!("reg 1 ru\n{line}\nрегламент р «Р»\n  календарь: kz\n")]);
        let findings = &program.units.last().unwrap().findings;
        let told: Vec<_> = findings.iter().filter(|one| one.is_error()).collect();
        assert_eq!(told.len(), 1, "{line}: {told:?}");
        let Problem::NotUnderstood { expected, .. } = &told[0].problem else { panic!("{line}: {:?}", told[0]) };
        assert_eq!(expected, &[missing], "{line}");
    }
}

pub fn slip() -> impl Strategy<Value = Slip> {
    prop::sample::select(vec![Slip::Lost, Slip::Doubled, Slip::Wrong, Slip::Swapped, Slip::Mark])
}

proptest! {
    #![proptest_config(random(100))]

    #[test]
    fn so_many_typos_are_so_many_errors(
        which in any::<Index>(),
        choices in prop::collection::vec((any::<Index>(), any::<Index>(), slip()), 1..4),
    ) {
        let paths = specs();
        let path = which.get(&paths).strip_prefix(root()).unwrap().to_str().unwrap();
        prop_assert_eq!(check(path, &choices), Ok(()));
    }
}
