//! What `--fix` mends is mended, and nothing else is touched.

mod written;

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use regc::export;
use regc::fix::{Checked, Mended, apply, mend};
use regc::language::Language;
use regc::levels::Levels;
use regc::program::Program;

use crate::recovery::{compile_with_uses, damage, slip};
use crate::robust::{change, changed};
use crate::support::{compile, files, random, read, root, specs};

/// What is found in the last file of a program, and what mends it.
fn checked(program: &Program) -> Checked {
    Checked::of(program, program.units.last().unwrap().source, &Levels::default()).unwrap()
}

/// A text with its sure fixes; `compile` compiles it, with what it uses.
fn mended(text: &str, compile: impl Fn(&str) -> Program) -> Mended {
    mend(checked(&compile(text)), |text| Some(checked(&compile(&text))))
}

fn alone(text: &str) -> Program {
    compile(&[text])
}

/// How often each error is found in a program's last file.
fn errors(program: &Program) -> BTreeMap<&'static str, usize> {
    let mut errors = BTreeMap::new();
    for finding in program.units.last().unwrap().findings.iter().filter(|one| one.is_error()) {
        *errors.entry(finding.problem.code()).or_default() += 1;
    }
    errors
}

// ---- The fixtures

/// Errors that were there before, but could not be seen while a name was not known: that an event is given
/// twice; that the limit which runs from an event has two extensions, of which one makes it shorter; that a
/// participant is not declared.
const BROUGHT_OUT: [(&str, &[&str]); 3] =
    [("case-limits", &["R0103"]), ("limits", &["R0103", "R0405"]), ("typos-in-declarations", &["R0101"])];

#[test]
fn a_mended_finding_is_gone_and_no_error_is_new() {
    let mut mended_files = 0;
    for path in files("tests/fixtures/check", "reg").into_iter().chain(files("tests/fixtures/rules", "reg")) {
        let (text, name) = (read(&path), path.display());
        let before = alone(&text);
        let fixes = checked(&before).fixes;
        let after = mended(&text, alone);
        let now = after.checked.file.text();
        let stem = path.file_stem().unwrap();
        let brought_out = BROUGHT_OUT.iter().find(|(fixture, _)| stem == *fixture).map_or(&[][..], |(_, codes)| codes);
        assert!(after.count >= fixes.len() && after.checked.fixes.is_empty(), "{name}: {:?}", after.checked.fixes);
        assert_eq!(now == text, fixes.is_empty(), "{name}");
        let (old, new) = (errors(&before), errors(&alone(now)));
        for (code, count) in new.iter().filter(|(code, _)| !brought_out.contains(code)) {
            assert!(count <= old.get(code).unwrap_or(&0), "{name}: {code} in\n{now}");
        }
        assert_eq!(mended(now, alone).checked.file.text(), now, "{name}: mended twice");
        mended_files += usize::from(after.count > 0);
    }
    assert!(mended_files >= 15, "{mended_files}");
}

/// What is mended in a text, line by line: `number: new line`.
fn mended_lines(text: &str) -> Vec<String> {
    let after = mended(text, alone);
    let lines = text.lines().zip(after.checked.file.text().lines()).zip(1..);
    lines.filter(|((old, new), _)| old != new).map(|((_, new), number)| format!("{number}: {}", new.trim())).collect()
}

#[track_caller]
fn mends(language: &str, lines: &[&str], wanted: &[&str]) {
    let text = format!("reg 1 {language}\n{}\n", lines.join("\n"));
    assert_eq!(mended_lines(&text), wanted, "{text}");
}

const RU: [&str; 5] =
    ["регламент р «Р»", "участник отдел «О»", "участник канцелярия «К»", "исход выдано «В»", "порядок п «П»"];

#[track_caller]
fn mends_step(lines: &[&str], wanted: &[&str]) {
    let all = [&RU[..], &["действие 1 «Д»", "выполняет: канцелярия"], lines, &["итог: выдано"]].concat();
    mends("ru", &all, wanted);
}

#[test]
fn a_keyword_a_slip_away_is_mended_where_the_line_is_understood_with_it() {
    mends_step(&["срк: 15 минут"], &["9: срок: 15 минут"]);
    mends_step(&["Передает: отдел", "передавт: отдел"], &["10: передает: отдел"]);
    mends_step(&["срок: 15 минт"], &["9: срок: 15 минут"]);
    mends_step(&["срок: 15 рабочх дней (п. 5)"], &["9: срок: 15 рабочих дней (п. 5)"]);
    mends_step(&["Ожидане: не болле 15 минут"], &[]);
    mends_step(&["ожидание: не болле 15 минут"], &["9: ожидание: не более 15 минут"]);
    // Two letters are as near to «да» as to «нет» or a name, and a word in two places may be of two kinds.
    mends_step(&["дп: далее"], &[]);
    mends_step(&["срок: 15 мнт"], &[]);
    mends_step(&["срок: 15 минут (п 5 ст. 1 гдава 3)"], &["9: срок: 15 минут (п 5 ст. 1 глава 3)"]);
    mends_step(&["срок: 15 минут (гл. 5 пат. 1)"], &[]);
    mends_step(&["Срк: 15 минут"], &["9: Срок: 15 минут"]);
}

#[test]
fn a_colon_that_alone_can_stand_there_is_put_in() {
    mends_step(&["срок 15 минут"], &["9: срок: 15 минут"]);
    mends_step(&["срок   (п) 15 минут"], &["9: срок   (п): 15 минут"]);
    mends_step(&["срок 15"], &[]);
}

#[test]
fn a_name_a_slip_away_is_mended_in_every_place() {
    mends_step(&["передаёт: канцелряия"], &["9: передаёт: канцелярия"]);
    mends_step(
        &["передаёт: Канцелряия", "действие 2 «Д»", "выполняет: отдел, канцелряия"],
        &["9: передаёт: Канцелярия", "11: выполняет: отдел, канцелярия"],
    );
    // Of a short name, or one that stands for the next number, nobody can be sure.
    mends_step(&["передаёт: отдл"], &[]);
    let numbered = ["регламент р «Р»", "участник отдел-1 «О»", "исход выдано «В»", "порядок п «П»"];
    mends("ru", &[&numbered[..], &["действие 1 «Д»", "выполняет: отдел-2", "итог: выдано"]].concat(), &[]);
}

/// Twice wrong and nowhere right: then the declaration is as likely to have the slip.
#[test]
fn a_name_that_is_nowhere_right_is_left_alone() {
    let head = ["регламент р «Р»", "участник канцеярия «К»", "исход выдано «В»", "порядок п «П»", "действие 1 «Д»"];
    let once = ["выполняет: канцелярия", "итог: выдано"];
    let twice = ["выполняет: канцелярия", "передаёт: канцелярия", "итог: выдано"];
    mends("ru", &[&head[..], &once].concat(), &["7: выполняет: канцеярия"]);
    mends("ru", &[&head[..], &twice].concat(), &[]);
}

#[test]
fn two_names_as_near_leave_it_open_which_is_meant() {
    let head = ["регламент р «Р»", "участник отделы «О»", "участник отдела «О»", "исход выдано «В»", "порядок п «П»"];
    mends("ru", &[&head[..], &["действие 1 «Д»", "выполняет: отделу", "итог: выдано"]].concat(), &[]);
}

#[test]
fn a_named_step_is_mended_and_a_numbered_one_is_not() {
    let steps = ["условие 1 «?»", "да: к шагу выдачи", "нет: к действию 7", "шаг выдача «В»", "итог: выдано"];
    mends("ru", &[&RU[..], &steps].concat(), &["8: да: к шагу выдача"]);
}

#[test]
fn letters_of_another_script_are_replaced_one_by_one_in_every_word() {
    // Latin are c, K, e, a and o; the rest of each word stays, a letter made of two signs as well.
    mends_step(
        &["cрок: 15 минут", "Пеpедaет: Kанцелярия", "действие 2 «c»", "передаё\u{308}т: oтдел // c"],
        &["9: срок: 15 минут", "10: Передает: Канцелярия", "12: передаё\u{308}т: отдел // c"],
    );
    mends(
        "kk",
        &["регламент р «Р»", "нәтиже бердi «Б»", "тәртіп т «Т»", "1-әрекет «Ә»", "қорытынды: берді"],
        &["3: нәтиже берді «Б»"],
    );
    // In English it is the other way about; what is mostly Cyrillic in an English file may be anything.
    let en =
        ["regulation r «R»", "outcome issuеd «I»", "procedure p «P»", "aсtion 1 «A»", "tiмe: 1 hour", "result: issued"];
    mends("en", &en, &["3: outcome issued «I»", "5: action 1 «A»"]);
}

#[test]
fn a_quotation_is_closed_where_nothing_can_stand_behind_it() {
    let step = |title: &str| {
        ["регламент р «Р»", "исход выдано «В»", "порядок п «П»", title, "итог: выдано"].map(str::to_owned)
    };
    for (line, wanted) in [
        ("действие 1 «Приём документов", "5: действие 1 «Приём документов»"),
        ("действие 1 \"Приём", "5: действие 1 \"Приём\""),
        ("действие 1 „Приём", "5: действие 1 „Приём”"),
        // The clause, the way it is done, a quotation within or a comment may or may not be the title's.
        ("действие 1 «Приём (п. 5)", ""),
        ("действие 1 «Приём автоматически", ""),
        ("действие 1 «Приём «пакета»", ""),
        ("действие 1 «Приём // заявления", ""),
        ("действие 1 «", ""),
    ] {
        let lines = step(line);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let wanted: Vec<&str> = [wanted].into_iter().filter(|line| !line.is_empty()).collect();
        mends("ru", &lines, &wanted);
    }
    mends("ru", &["регламент р «Р»", "исход отказ «Отказ отрицательный", "исход выдано «В"], &["4: исход выдано «В»"]);
}

/// A title that goes on in the next line would lose half of it.
#[test]
fn a_title_broken_over_two_lines_is_not_closed_in_the_first() {
    for (first, second) in [
        ("действие 1 «Приём и регистрация", "заявления» (п. 5 пп. 1)"),
        ("действие 1 \"Приём и регистрация", "заявления\" (п. 5 пп. 1)"),
        ("действие 1 “Приём и регистрация", "заявления”"),
        ("действие 1 «Приём и регистрация", "заявления» чего-то ещё"),
    ] {
        let lines = ["регламент р «Р»", "исход выдано «В»", "порядок п «П»", first, second, "итог: выдано"];
        mends("ru", &lines, &[]);
        let text = format!("reg 1 ru\n{}\n", lines.join("\n"));
        assert_eq!(errors(&alone(&text)), BTreeMap::from([("R0013", 1)]), "{first} {second}");
    }
}

#[test]
fn a_unit_takes_the_form_its_number_wants() {
    for (line, wanted) in [
        ("срок: 3 рабочий дней", "6: срок: 3 рабочих дня"),
        ("срок: 5 рабочий дней", "6: срок: 5 рабочих дней"),
        ("срок: 21 рабочих днй", "6: срок: 21 рабочий день"),
        // Behind a word the number has a case of its own.
        ("срок: не более 3 рабочий дней", "6: срок: не более 3 рабочих дней"),
    ] {
        let lines = ["регламент р «Р»", "исход выдано «В»", "порядок п «П»", "действие 1 «Д»", line, "итог: выдано"];
        mends("ru", &lines, &[wanted]);
    }
}

#[test]
fn a_kazakh_step_is_mended_behind_its_number() {
    let body = |step: &'static str| ["регламент р «Р»", "нәтиже берілді «Б»", "тәртіп т «Т»", step, "нәтиже: берілді"];
    mends("kk", &body("1-іс-қмиыл «Қарау»"), &["5: 1-іс-қимыл «Қарау»"]);
    // Two words with a letter of the Russian keyboard each are near, but no slip.
    mends("kk", &body("1-ис-кимыл «Қарау»"), &[]);
}

#[test]
fn a_jump_the_wrong_way_gets_the_other_word() {
    let body = |jump: &str, other: &str| -> Vec<String> {
        let lines = ["действие 1 «Д»", "условие 1 «?»", jump, other, "действие 2 «Д»", "итог: выдано"];
        RU.iter().chain(&lines).map(|line| (*line).to_owned()).collect()
    };
    for (jump, wanted) in [
        ("да: к действию 1", &["9: да: вернуться к действию 1"][..]),
        ("да: перейти к действию 1", &["9: да: вернуться к действию 1"]),
        // Half a jump is made whole; then its direction counts.
        ("да: вернуться действию 1", &["9: да: вернуться к действию 1"]),
        ("да: перейти действию 2", &["9: да: перейти к действию 2"]),
        ("да: вернуться к действию 2", &["9: да: к действию 2"]),
        // Who sets a bound means a return, and the step is wrong.
        ("да: вернуться к действию 2, не более 2 раз", &[]),
    ] {
        let lines = body(jump, "нет: далее");
        mends("ru", &lines.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
    }
    let kk = [
        "регламент р «Р»",
        "нәтиже берілді «Б»",
        "тәртіп т «Т»",
        "1-іс-қимыл «Д»",
        "1-шарт «?»",
        "иә: 1-іс-қимылға өту",
    ];
    let kk = [&kk[..], &["жоқ: одан әрі", "2-іс-қимыл «Д»", "қорытынды: берілді"]].concat();
    mends("kk", &kk, &["7: иә: 1-іс-қимылға оралу"]);
}

#[test]
fn a_word_of_another_language_takes_the_form_that_stands_there() {
    let lines = [
        "condition 1 «?» (para 5 sub 1)",
        "no: return to action 2, at most 3 times",
        "yes: next",
        "action 2 «Д»",
        "term: 1 working day",
        "including: 2 hours «ч»",
        "no later than: 22 calendar days from the end of condition 1",
        "result: выдано",
    ];
    mends(
        "ru",
        &[&RU[..], &lines].concat(),
        &[
            "7: условие 1 «?» (п. 5 пп. 1)",
            "8: нет: вернуться к действию 2, не более 3 раз",
            "9: да: далее",
            "10: действие 2 «Д»",
            "11: срок: 1 рабочий день",
            "12: в том числе: 2 часа «ч»",
            "13: не позднее: 22 календарных дня с окончания условия 1",
            "14: итог: выдано",
        ],
    );
}

// ---- Any file

/// The graphs of a text without errors, the names in them as they were before a slip.
fn graphs(program: &Program, as_before: impl Fn(&str) -> String) -> Option<String> {
    let unit = program.units.last().unwrap();
    let set = unit.processes.as_ref().filter(|_| unit.is_sound())?;
    Some(as_before(&export::json(set)))
}

/// The words by which every language begins the same file.
const LANGUAGES: [(Language, &str); 3] = [(Language::Ru, "ru"), (Language::Kk, "kk"), (Language::En, "en")];

/// A file that says it is in another language than it is gets its words changed, and means what it meant.
#[test]
fn words_of_another_language_are_put_into_that_of_the_file() {
    for (language, code) in LANGUAGES {
        let text = read(format!("tests/fixtures/languages/every-construct.{code}.reg"));
        for (other, to) in LANGUAGES.into_iter().filter(|(other, _)| *other != language) {
            let relabelled = text.replacen(&format!("reg 1 {code}"), &format!("reg 1 {to}"), 1);
            let after = mended(&relabelled, alone);
            let now = after.checked.file.text();
            let foreign = alone(now).units[0].findings.iter().filter(|one| one.problem.code() == "R0025").count();
            let meant =
                |text: &str| graphs(&alone(text), |json| json.replace(&format!("\"{code}\""), &format!("\"{to}\"")));
            assert_eq!(meant(now), meant(&text), "{code} to {to}:\n{now}");
            // Where Kazakh has no part, everything is put right but days between numbers, said once each.
            let kazakh = [language, other].contains(&Language::Kk);
            assert!(after.count > 100 && (kazakh || foreign <= 2), "{code} to {to}: {} {foreign}\n{now}", after.count);
        }
    }
}

proptest! {
    #![proptest_config(random(25))]

    /// What is sure is right: a text with one slip that is mended means what it meant before the slip. Where
    /// it is the declaration that has the slip, and one place uses it, both have it afterwards.
    #[test]
    fn a_slip_that_is_mended_leaves_what_was_meant(
        which in any::<Index>(), line in any::<Index>(), letter in any::<Index>(), slip in slip(),
    ) {
        let paths = specs();
        let path = which.get(&paths).strip_prefix(root()).unwrap().to_str().unwrap();
        let text = read(path);
        let damaged = damage(&text, &[(line, letter, slip)]);
        let compile = |text: &str| compile_with_uses(path, text);
        let after = mended(&damaged.text, compile);
        for (_, word, wrong) in &damaged.slips {
            let as_before = |json: &str| json.replace(&format!("\"{wrong}\""), &format!("\"{word}\""));
            let now = compile(after.checked.file.text());
            if after.count > 0 && now.units.last().unwrap().is_sound() {
                prop_assert_eq!(graphs(&now, as_before), graphs(&compile(&text), as_before), "{} to {}", word, wrong);
            }
        }
    }

    /// Whatever a file holds, its lines stay, those without an edit as they were, and nothing gets worse.
    #[test]
    fn mangled_specs_are_mended_line_by_line(which in any::<Index>(), changes in prop::collection::vec(change(), 1..12)) {
        let paths = specs();
        let path = which.get(&paths).strip_prefix(root()).unwrap().to_str().unwrap();
        stays_whole(&changed(&read(path), &changes), |text| compile_with_uses(path, text))?;
    }

    #[test]
    fn typos_are_mended_line_by_line(
        which in any::<Index>(),
        choices in prop::collection::vec((any::<Index>(), any::<Index>(), slip()), 1..20),
    ) {
        let paths = specs();
        let path = which.get(&paths).strip_prefix(root()).unwrap().to_str().unwrap();
        stays_whole(&damage(&read(path), &choices).text, |text| compile_with_uses(path, text))?;
    }
}

fn stays_whole(text: &str, compile: impl Fn(&str) -> Program) -> Result<(), TestCaseError> {
    let before = checked(&compile(text));
    // One round: each line that is another has an edit, and without the edits' texts nothing is new.
    let once = apply(text, &before.fixes);
    let edits: Vec<_> = before.fixes.iter().flat_map(|fix| &fix.edits).collect();
    let line_of = |at: u32| text[..at as usize].matches('\n').count();
    let touched: Vec<usize> = edits.iter().map(|edit| line_of(edit.span.start)).collect();
    prop_assert!(edits.iter().all(|edit| !edit.text.contains(['\n', '\r'])));
    prop_assert_eq!(once.matches('\n').count(), text.matches('\n').count());
    for (number, (old, new)) in text.split('\n').zip(once.split('\n')).enumerate() {
        prop_assert!(old == new || touched.contains(&number), "{} became {}", old, new);
    }
    let removed: usize = edits.iter().map(|edit| edit.span.range().len()).sum();
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    prop_assert_eq!(once.len(), text.len() - removed + added);
    // All rounds.
    let after = mended(text, &compile);
    let now = after.checked.file.text();
    prop_assert_eq!(now.matches('\n').count(), text.matches('\n').count());
    prop_assert_eq!(now == text, after.count == 0);
    prop_assert_eq!(mended(now, &compile).count, 0, "mended twice");
    Ok(())
}
