//! A case as it stands at a moment: held against what a run says that is cut off there, and against what
//! the whole run says at its end.

use chrono::{NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use regc::graph::ProcessSet;
use regc::model::{Anchor, Case, LimitName};
use regc::moment::{self, LimitAt, State};
use regc::run::{self, LimitState, Stop};

use crate::random::{case, parts, procedure};
use crate::support::{compile, files, random, read, regc, run as run_program};

fn minute(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

/// What the state of a limit says when its case has ended.
fn state_at_end(state: &LimitState) -> State {
    match (state.from, state.done, state.kept) {
        (None, ..) => State::NotBegun,
        (_, _, false) => State::Broken,
        (_, Some(_), true) => State::Kept,
        (_, None, true) => State::Lapsed,
    }
}

/// At its end a case stands as its run says.
#[track_caller]
fn is_the_run_at_its_end(set: &ProcessSet, case: &Case) {
    let trace = run::run(set, case).unwrap();
    let ended = set.head.local(trace.ended);
    // Seconds cannot be asked for.
    let Some(whole) = Some(ended).filter(|ended| chrono::Timelike::second(ended) == 0) else { return };
    let moment = moment::at(set, case, whole).unwrap();
    assert!(moment.has_ended() && moment.open.is_empty() && moment.next.is_empty(), "{moment:?}");
    assert_eq!(moment.end, Some((trace.end, trace.ended)));
    assert_eq!(moment.done.len(), trace.entries.len());
    assert_eq!(moment.limits.len(), trace.limits.len());
    for (limit, state) in moment.limits.iter().zip(&trace.limits) {
        let is_promise = state.due.is_none() && state.from.is_some();
        let of_run = (&state.limit.name, state.from, state.due, state.done);
        assert_eq!((&limit.limit.name, limit.from, limit.due, limit.done), of_run, "{}", case.title);
        assert!(is_promise || limit.state == state_at_end(state), "{}: {limit:?} {state:?}", case.title);
    }
}

#[test]
fn at_its_end_a_case_stands_as_its_run_says() {
    let calendar = read("tests/fixtures/run/calendar.reg");
    let mut cases = 0;
    for path in files("tests/fixtures/run", "reg") {
        let program = compile(&[&calendar, &read(path)]);
        let unit = program.units.last().unwrap();
        let Some(set) = &unit.processes else { continue };
        for case in unit.cases.iter().filter(|case| run::run(set, case).is_ok()) {
            is_the_run_at_its_end(set, case);
            cases += 1;
        }
    }
    assert!(cases > 40, "{cases}");
}

/// The office of the next test, with one limit that ends the case after so many minutes of clock time.
fn cut_after(text: &str, minutes: i64) -> String {
    let cut =
        format!("  предел «обрыв»: {minutes} минут подряд с подачи\n  по истечении: завершить: отказ\n  действие 1");
    text.replacen("  действие 1", &cut, 1)
}

const OFFICE: &str = "reg 1 ru
календарь kz «Календарь»
  известны годы: 2014
  рабочее время: 09:00 по 18:00
регламент р «Регламент»
  календарь: kz
участник другие «Другие» внешний
исход выдано «Выдано» положительный
исход отказ «Отказ» отрицательный
событие оплата «Оплата»
порядок п «Порядок»
  общий срок: 5 рабочих дней с подачи
  предел «решение»: 2 рабочих дня с окончания действия 1 до окончания действия 2
  предел «приём»: 1 рабочий день с подачи до окончания действия 1
  предел «после оплаты»: 1 рабочий день с события оплата
  действие 1 «Приём»
    срок: 3 ч.
  ожидание ответа «Бумаги»
    от: другие
    до 4 рабочих дней
    приостанавливает: общий срок
  ожидание ответа «Поправки»
    от: другие
    до 1 рабочего дня
    начинает заново: предел «решение»
  действие 2 «Решение»
    срок: 3 рабочих дня
    событие: оплата
  действие 3 «Выдача»
    срок: 2 рабочих дня
    итог: выдано
случай «Длинный»
  порядок: п
  подача: 2014-06-02 10:00
";

/// A limit's state where a run was cut off: what it has paused is not over.
fn state_of_cut(limit: &LimitAt, state: &LimitState) -> bool {
    // The cut itself is no completion.
    let done = state.done.filter(|_| state.limit.until != Anchor::Completion);
    let same = (limit.from, limit.done) == (state.from, done);
    same && match limit.state {
        State::NotBegun => state.from.is_none(),
        State::Paused(_) => state.kept && done.is_none(),
        State::Running => state.kept && done.is_none() && limit.due == state.due,
        State::Kept => state.kept && done.is_some() && limit.due == state.due,
        State::Broken => !state.kept && limit.due == state.due,
        State::Lapsed => false,
    }
}

/// A run that a limit cuts off at a moment knows of nothing later. What it says then of the other limits is
/// what they are at that moment; a step that it breaks off is open.
#[test]
fn at_every_moment_a_case_stands_as_a_run_that_is_cut_off_there() {
    let program = compile(&[OFFICE]);
    let unit = &program.units[0];
    assert!(unit.is_sound(), "{:?}", unit.findings);
    let (set, case) = (unit.processes.as_ref().unwrap(), &unit.cases[0]);
    let filed = minute("2014-06-02 10:00");
    let mut states = std::collections::BTreeSet::new();
    for minutes in (7..60 * 24 * 20).step_by(131) {
        let at = filed + TimeDelta::minutes(minutes);
        let moment = moment::at(set, case, at).unwrap();
        if moment.has_ended() {
            break;
        }
        let cut = compile(&[&cut_after(OFFICE, minutes)]);
        let unit = &cut.units[0];
        assert!(unit.is_sound(), "{:?}", unit.findings);
        let trace = run::run(unit.processes.as_ref().unwrap(), &unit.cases[0]).unwrap();
        assert_eq!((trace.ended, trace.expired.is_some()), (moment.at, true));
        let others = trace.limits.iter().filter(|state| state.limit.name != LimitName::Named("обрыв".to_owned()));
        for (limit, state) in moment.limits.iter().zip(others) {
            // Just at its end a limit that runs on is kept still, and a cut there comes too late.
            let at_its_end = limit.due == Some(moment.at);
            assert!(at_its_end || state_of_cut(limit, state), "{at}: {limit:?}\n{state:?}");
            states.insert(format!("{:?}", limit.state).split('(').next().unwrap().to_owned());
        }
        let broken_off: Vec<_> = trace.entries.iter().filter(|entry| entry.cancelled).map(|one| &one.title).collect();
        assert_eq!(broken_off, moment.open.iter().map(|entry| &entry.title).collect::<Vec<_>>(), "{at}");
    }
    assert_eq!(states.into_iter().collect::<Vec<_>>(), ["Broken", "Kept", "NotBegun", "Paused", "Running"]);
}

/// What the case says of a step that is not over by then is not known: it takes as long as it may.
#[test]
fn what_is_not_over_takes_its_longest() {
    let text = OFFICE.to_owned() + "  действие 2: 1 рабочий день\n";
    let program = compile(&[&text]);
    let unit = &program.units[0];
    assert!(unit.is_sound(), "{:?}", unit.findings);
    let (set, case) = (unit.processes.as_ref().unwrap(), &unit.cases[0]);
    let trace = run::run(set, case).unwrap();
    let decision = trace.entries.iter().find(|entry| entry.title == "Решение").unwrap();
    let before = set.head.local(decision.begins) + TimeDelta::hours(2);
    let moment = moment::at(set, case, before).unwrap();
    let [open] = moment.open.as_slice() else { panic!("{moment:?}") };
    let calendar = &set.head.calendar.as_ref().unwrap().calendar;
    assert_eq!(calendar.working_days_between(open.begins, open.ends), 3);
    // A day later it is over, and what follows is counted from there.
    let after = moment::at(set, case, set.head.local(decision.ends)).unwrap();
    assert!(after.done.iter().any(|entry| entry.title == "Решение" && entry.ends == decision.ends));
    assert_eq!(after.end, Some((trace.end, trace.ended)));
}

proptest! {
    #![proptest_config(random(80))]

    /// Each step is done, open or to come, by its own times; the case is past nothing that is not over.
    #[test]
    fn every_step_is_done_open_or_to_come(parts in parts(), bits in any::<u64>(), hours in 0_i64..300) {
        let writer = procedure(&parts);
        let program = compile(&[&writer.text]);
        let set = program.units[0].processes.as_ref().unwrap();
        let case = case(&writer, bits);
        let at = case.filed + TimeDelta::hours(hours);
        match (moment::at(set, &case, at), run::run(set, &case)) {
            (Ok(moment), Ok(trace)) => {
                let all = moment.done.len() + moment.open.len() + moment.next.len();
                prop_assert_eq!(all, trace.entries.len());
                prop_assert!(moment.done.iter().all(|entry| entry.ends <= moment.at));
                prop_assert!(moment.open.iter().all(|one| one.begins <= moment.at && moment.at < one.ends));
                prop_assert!(moment.next.iter().all(|entry| entry.begins > moment.at));
                prop_assert_eq!(moment.has_ended(), trace.ended <= moment.at);
                if trace.ended <= moment.at {
                    is_the_run_at_its_end(set, &case);
                }
            }
            (Err(Stop::ReturnsUsedUp { .. }), Err(Stop::ReturnsUsedUp { .. })) => {}
            (moment, trace) => prop_assert!(false, "{:?} {:?}", moment, trace),
        }
    }
}

/// The form for tools holds the moment that was asked for; forms of whole cases cannot.
#[test]
fn a_moment_is_given_out_for_people_and_as_json() {
    let case = ["run", "specs/vko-2014-70/medical.cases.reg", "--case", "Выдача: неполный пакет"];
    let at = |more: &[&str]| run_program(regc().args(case).args(["--at", "2014-06-02 12:00"]).args(more));
    let told = at(&["--format", "json"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let json: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
    assert!(json.to_string().contains("2014-06-02T12:00:00"), "{json}");
    let refused = at(&["--format", "xes"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("--format human и json"), "{}", refused.stderr);
    assert_eq!(at(&["--gantt", "g.svg"]).code, 2);
}
