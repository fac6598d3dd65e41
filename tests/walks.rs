//! Walks: answers given one at a time come to what a run of them all comes to, wherever they are broken
//! off; and what is written into a file leaves everything else in it as it was.

use std::path::Path;

use proptest::prelude::*;
use regc::graph::ProcessSet;
use regc::model::Case;
use regc::program::Program;
use regc::run::{self, Stop, Trace};
use regc::saved::{self, CannotSave};
use regc::source::SourceFile;
use regc::walk::{Act, Point, Walk};

use crate::random::{case, parts, procedure};
use crate::support::{compile, files, random, read, specs};

/// Files with cases, each compiled with what it uses: the texts, the last of which has the cases.
fn with_cases() -> Vec<Vec<String>> {
    let cases = specs().into_iter().filter(|path| path.to_string_lossy().ends_with(".cases.reg"));
    let of_spec = |path: &Path| {
        let spec = path.with_file_name(path.file_name().unwrap().to_str().unwrap().replace(".cases", ""));
        vec![read("specs/calendars/kz.reg"), read(spec), read(path)]
    };
    let fixtures = files("tests/fixtures/run", "reg").into_iter().map(|path| vec![read(path)]);
    cases.map(|path| of_spec(&path)).chain(fixtures).collect()
}

fn program(texts: &[String]) -> Program {
    compile(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Every case of a file that comes to an end, with its regulation and its trace.
fn ended(program: &Program) -> Vec<(&ProcessSet, &Case, Trace)> {
    let unit = program.units.last().unwrap();
    let Some(set) = unit.processes.as_deref() else { return Vec::new() };
    unit.cases.iter().filter_map(|case| Some((set, case, run::run(set, case).ok()?))).collect()
}

fn told(trace: &Trace) -> String {
    format!("{trace:?}")
}

#[track_caller]
fn end_of(walk: &Walk<'_>) -> Trace {
    match walk.point() {
        Point::Ended(trace) => *trace,
        other => panic!("{other:?}"),
    }
}

/// A case that says what must come of it is finished, and its walk is its run. Going back leads to its
/// very beginning, a question at a time; the same answers lead to the same end again.
#[test]
fn a_finished_case_is_shown_and_can_be_gone_back_through() {
    let mut steps = 0;
    for texts in with_cases() {
        let program = program(&texts);
        for (set, case, trace) in ended(&program).into_iter().filter(|(_, case, _)| !case.expectations.is_empty()) {
            let mut walk = Walk::resume(set, case);
            assert_eq!(told(&end_of(&walk)), told(&trace), "{}", case.title);
            let again = Walk::resume(set, &Case { expectations: Vec::new(), ..walk.case() });
            assert_eq!(told(&end_of(&again)), told(&trace), "{}", case.title);
            while walk.back() {
                steps += 1;
                assert!(matches!(walk.point(), Point::Asks(_)), "{}", case.title);
            }
            assert_eq!(walk.answered(), 0);
        }
    }
    assert!(steps > 300, "{steps}");
}

/// Nothing of a case that has not been changed is touched, whatever stands around its lines.
#[test]
fn a_case_written_as_it_is_leaves_every_byte() {
    for texts in with_cases() {
        let program = program(&texts);
        let text = texts.last().unwrap();
        for (set, case, _) in ended(&program) {
            let file = SourceFile::new("a.reg", text.clone());
            assert_eq!(&saved::with_case(set, &file, case).unwrap(), text, "{}", case.title);
        }
    }
}

/// An answer that is taken back and given again: the file says again what it said.
#[test]
fn an_answer_taken_back_and_given_again_is_written() {
    for texts in with_cases() {
        let program = program(&texts);
        for (set, case, trace) in ended(&program).into_iter().take(12) {
            let mut walk = Walk::resume(set, case);
            let last = walk.case();
            if !walk.back() {
                continue;
            }
            let file = SourceFile::new("a.reg", texts.last().unwrap().clone());
            let shorter = saved::with_case(set, &file, &walk.case()).unwrap();
            assert_ne!(&shorter, texts.last().unwrap(), "{}", case.title);
            let again = saved::with_case(set, &SourceFile::new("a.reg", shorter), &last).unwrap();
            let mut texts = texts.clone();
            *texts.last_mut().unwrap() = again;
            let program = self::program(&texts);
            let known = ended(&program).into_iter().find(|(_, one, _)| one.title == case.title).unwrap();
            assert_eq!(told(&known.2), told(&trace), "{}", case.title);
        }
    }
}

/// Answers by chance: the first, the last or the one that stands for silence.
fn pick(walk: &mut Walk<'_>, set: &ProcessSet, bits: u64, at: usize) -> Option<Act> {
    let Point::Asks(question) = walk.point() else { return None };
    let choices = question.choices(set);
    let index = usize::try_from(bits >> (at % 61) & 3).unwrap() % choices.len();
    Some(choices[index].clone())
}

/// Where a walk ends: how, or at which return that is used up.
fn outcome(walk: &Walk<'_>) -> Result<String, Stop> {
    match walk.point() {
        Point::Ended(trace) => Ok(told(&trace)),
        Point::Stopped(stop) => Err(stop),
        Point::Asks(question) => panic!("{question:?}"),
    }
}

proptest! {
    #![proptest_config(random(60))]

    /// A walk that is written after every answer and read again goes on as one that never stopped; and a
    /// run of the case that was written comes to the same.
    #[test]
    fn a_walk_resumed_after_every_answer_comes_to_the_same(parts in parts(), bits in any::<u64>()) {
        let writer = procedure(&parts);
        let program = compile(&[&writer.text]);
        let set = program.units[0].processes.as_ref().unwrap();
        let mut bare = case(&writer, bits);
        bare.given.clear();
        bare.title = "Прогулка".to_owned();
        let mut walk = Walk::resume(set, &bare);
        let mut text = writer.text.clone();
        let mut answers = 0;
        while let Some(act) = pick(&mut walk, set, bits, answers) {
            walk.answer(act.clone());
            let file = SourceFile::new("a.reg", text.clone());
            text = saved::with_case(set, &file, &walk.case()).unwrap();
            prop_assert!(text.starts_with(&writer.text), "{}", text);
            let program = compile(&[&text]);
            let unit = &program.units[0];
            let resumed = Walk::resume(set, &unit.cases[0]);
            prop_assert_eq!(resumed.answered(), walk.answered(), "{}", text);
            walk = resumed;
            answers += 1;
            prop_assert!(answers < 200, "{}", text);
        }
        let written = walk.case();
        prop_assert_eq!(outcome(&walk), run::run(set, &written).map(|trace| told(&trace)), "{}", text);

        // In one go, and back again to where it began.
        let mut whole = Walk::resume(set, &bare);
        for at in 0..answers {
            let act = pick(&mut whole, set, bits, at).unwrap();
            whole.answer(act);
        }
        prop_assert_eq!(outcome(&whole), outcome(&walk));
        for _ in 0..answers {
            prop_assert!(whole.back());
        }
        prop_assert!(!whole.back());
        prop_assert_eq!(format!("{:?}", whole.case()), format!("{:?}", Walk::resume(set, &bare).case()));
    }
}

/// A small office with everything that is asked for.
const OFFICE: &str = "reg 1 ru
календарь kz «Календарь»
  известны годы: 2014
  рабочее время: 09:00 по 18:00
регламент р «Регламент»
  календарь: kz
исход а «Выдано» положительный
исход б «Отказано» отрицательный
порядок п «Порядок»
  действие 1 «Приём»
    срок: 1 ч.
  условие 1 «Полный?»
    нет: вернуться к действию 1, не более 2 раз
    да: далее
  действие 2 «Решение»
    срок: 1 раб. день
    итог: а либо б
";

const WALK: &str = "
// до случая
случай «Мой» // о чём он
    порядок: п
    подача: 2014-06-02 10:00

    // почему нет
    условие 1: нет // сначала
    ожидается исход: а // так и должно быть
// после случая
";

fn office() -> Program {
    compile(&[OFFICE])
}

#[track_caller]
fn walked(text: &str, title: &str, change: impl FnOnce(&mut Walk<'_>)) -> Result<String, CannotSave> {
    let program = compile(&[text]);
    let unit = &program.units[0];
    assert!(unit.is_sound(), "{:?}", unit.findings);
    let set = unit.processes.as_ref().unwrap();
    let case = unit.cases.iter().find(|case| case.title == title).unwrap();
    let mut walk = Walk::resume(set, case);
    change(&mut walk);
    saved::with_case(set, &SourceFile::new("a.reg", text.to_owned()), &walk.case())
}

/// Gives the answers of these places in the lists.
fn choose(walk: &mut Walk<'_>, set: &ProcessSet, indices: &[usize]) {
    for index in indices {
        let Point::Asks(question) = walk.point() else { panic!("{:?}", walk.point()) };
        walk.answer(question.choices(set)[*index].clone());
    }
}

/// The author's comments, blanks and expectations stay; the line of an answer grows, new ones stand behind it.
#[test]
fn the_author_s_text_stays_around_the_answers() {
    let set = office();
    let set = set.units[0].processes.as_ref().unwrap();
    let text = format!("{OFFICE}{WALK}");
    let made = walked(&text, "Мой", |walk| choose(walk, set, &[0, 0])).unwrap();
    let expected = text
        .replace("условие 1: нет //", "условие 1: нет; да //")
        .replace("нет; да // сначала\n", "нет; да // сначала\n    итог: а\n");
    assert_eq!(made, expected);
    // With the line ends of other systems too.
    let windows = |text: &str| text.replace('\n', "\r\n");
    let made = walked(&windows(&text), "Мой", |walk| choose(walk, set, &[0, 0])).unwrap();
    assert_eq!(made, windows(&expected));
    // A line that holds no longer goes, what is written behind it stays.
    let made = walked(&text, "Мой", |walk| assert!(walk.back())).unwrap();
    assert_eq!(made, text.replace("условие 1: нет // сначала", " // сначала"));
    // Where nothing is written behind it, the line goes whole.
    let bare = text.replace(" // сначала", "");
    let made = walked(&bare, "Мой", |walk| assert!(walk.back())).unwrap();
    assert_eq!(made, bare.replace("    условие 1: нет\n", ""));
}

#[test]
fn what_cannot_be_written_safely_is_refused() {
    let program = office();
    let set = program.units[0].processes.as_ref().unwrap();
    let text = format!("{OFFICE}{WALK}");
    let known = compile(&[&text]).units[0].cases[0].clone();
    let with = |text: &str, case: &Case| saved::with_case(set, &SourceFile::new("a.reg", text.to_owned()), case);
    assert_eq!(with(&format!("{text}{WALK}"), &known), Err(CannotSave::Unsound));
    let other = Case { filed: known.filed + chrono::TimeDelta::hours(1), ..known.clone() };
    assert_eq!(with(&text, &other), Err(CannotSave::Another));
    assert_eq!(with(&format!("{text}вздор\n"), &known), Err(CannotSave::Unsound));
    // Of two lines about one step nobody knows which the author meant.
    let twice = text.replace("    условие 1: нет // сначала\n", "    условие 1: да\n    условие 1: нет\n");
    assert_eq!(with(&twice, &known), Err(CannotSave::Unsound));
}

#[test]
fn a_new_case_stands_behind_all_else_under_a_title_of_its_own() {
    let program = office();
    let set = program.units[0].processes.as_ref().unwrap();
    let known = compile(&[&format!("{OFFICE}{WALK}")]).units[0].cases[0].clone();
    let file = SourceFile::new("a.reg", format!("{OFFICE}{}", WALK.trim_end()));
    let title = saved::free_title(set, &file, "Мой");
    assert_eq!(title, "Мой (2)");
    let made = saved::with_case(set, &file, &Case { title, expectations: Vec::new(), ..known }).unwrap();
    let block = "\n\nслучай «Мой (2)»\n  порядок: п\n  подача: 2014-06-02 10:00\n  условие 1: нет\n";
    assert_eq!(made, format!("{}{block}", file.text()));
    assert_eq!(saved::free_title(set, &file, "Другой «новый»"), "Другой новый");
}

/// How long a step took may be said at any time, as long as all that was answered is still asked for.
#[test]
fn the_time_of_a_step_is_taken_back_like_an_answer() {
    let program = compile(&[&format!(
        "{OFFICE}{WALK}\nслучай «Время»\n  порядок: п\n  подача: 2014-06-02 10:00\n  действие 1: 3 ч.\n  действие 2 завершено: 2014-06-01 10:00\n"
    )]);
    let set = program.units[0].processes.as_ref().unwrap();
    let [own, times] = program.units[0].cases.as_slice() else { panic!() };
    let mut walk = Walk::resume(set, &Case { expectations: Vec::new(), given: Vec::new(), ..own.clone() });
    choose(&mut walk, set, &[0]);
    let before = format!("{:?}", walk.case());
    walk.set_time(times.given[0].clone()).unwrap();
    assert_eq!((walk.answered(), walk.case().given.len()), (2, 2));
    assert!(walk.back());
    assert_eq!(format!("{:?}", walk.case()), before);
    choose(&mut walk, set, &[1]);
    // A step cannot be over before it begins; the walk stays as it was.
    let before = format!("{:?}", walk.case());
    assert!(walk.set_time(times.given[1].clone()).is_err());
    assert_eq!(format!("{:?}", walk.case()), before);
}
