//! What the cases of a regulation come to, and the cases that are proposed for the rest.

use std::collections::BTreeSet;

use proptest::prelude::*;
use regc::coverage::{Coverage, GraphCoverage, Item, MAX_COVERING, Measure, Part, Plan, plan};
use regc::diagnostic::Diagnostic;
use regc::graph::{End, NodeId, NodeKind, Process, ProcessSet};
use regc::language::Language;
use regc::model::Case;
use regc::program::{Program, Unit};
use regc::report::tested::{blocks, item};
use regc::run::{self, Did, Trace};

use crate::random::{Writer, case, node_of, parts, procedure};
use crate::support::{self, compile, random};

fn set(program: &Program) -> &ProcessSet {
    program.units.last().unwrap().processes.as_ref().unwrap()
}

/// What cases come to; those that cannot go on come to nothing.
fn covered<'a>(set: &'a ProcessSet, cases: &[Case]) -> Coverage<'a> {
    let mut coverage = Coverage::new(set);
    for trace in cases.iter().filter_map(|case| run::run(set, case).ok()) {
        coverage.add(&trace);
    }
    coverage
}

/// The texts with the cases of a plan pasted at the end of the last of them.
fn pasted(texts: &[String], set: &ProcessSet, plan: &Plan, words: Language) -> Program {
    let blocks: String = blocks(set, plan, words).into_iter().map(|block| block + "\n").collect();
    let mut texts = texts.to_vec();
    let last = texts.last_mut().unwrap();
    *last = format!("{last}\n{blocks}");
    let program = compile(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    // A random procedure may be one that never ends.
    let is_wrong = |one: &&Diagnostic| one.is_error() && one.problem.code() != "R0223";
    let errors: Vec<_> = program.units.last().unwrap().findings.iter().filter(is_wrong).collect();
    assert!(errors.is_empty(), "{errors:?}\n{blocks}");
    program
}

/// What of a plan has no case, in words.
fn without_case(set: &ProcessSet, plan: &Plan) -> Vec<String> {
    let lacking = plan.missing.iter().filter(|missing| missing.case.is_none());
    lacking.map(|one| item(set, &set.processes[one.graph], one.item, Language::En)).collect()
}

/// Pasting what is proposed where there is no case covers all that a case is proposed for.
#[track_caller]
fn proposals_cover(texts: &[String]) -> Vec<String> {
    let program = compile(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let unit: &Unit = program.units.last().unwrap();
    let there = unit.cases.len();
    let set = set(&program);
    let coverage = covered(set, &[]);
    let plan = plan(&coverage, &[]);
    assert!(plan.cases.len() < MAX_COVERING);
    let after = pasted(texts, set, &plan, unit.language);
    let unit = after.units.last().unwrap();
    let added = &unit.cases[there..];
    assert_eq!(added.len(), plan.cases.len());
    let cover = covered(unit.processes.as_ref().unwrap(), added);
    for missing in plan.missing.iter().filter(|missing| missing.case.is_some()) {
        assert!(cover.graphs[missing.graph].covers(missing.item), "{missing:?}");
    }
    let without = without_case(set, &plan);
    assert!(!without.is_empty() || cover.least() == Some(100));
    without
}

#[test]
fn the_specs_without_their_cases_are_covered_by_what_is_proposed() {
    for path in support::specs() {
        let name = path.to_string_lossy().into_owned();
        if name.ends_with(".cases.reg") || name.contains("calendars") {
            continue;
        }
        let texts = [path.parent().unwrap().join("../calendars/kz.reg"), path.clone()].map(support::read);
        assert_eq!(proposals_cover(&texts), Vec::<String>::new(), "{name}");
    }
}

/// Every regulation among the fixtures that compiles: what has no case is named here, with the reason.
#[test]
fn fixtures_are_covered_by_what_is_proposed() {
    let mut lacking = Vec::new();
    let mut count = 0;
    let folders = ["tests/fixtures/run", "tests/fixtures/check", "tests/fixtures/rules", "tests/fixtures/readme"];
    for path in folders.into_iter().flat_map(|folder| support::files(folder, "reg")) {
        let text = support::read(&path);
        let calendar = support::read("tests/fixtures/run/calendar.reg");
        let texts = if text.contains("calendar.reg") { vec![calendar, text] } else { vec![text] };
        let program = compile(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let unit = program.units.last().unwrap();
        let has_calendar = unit.processes.as_ref().is_some_and(|set| set.head.calendar.is_some());
        if !unit.is_sound() || !unit.declares_regulation || !has_calendar {
            continue;
        }
        count += 1;
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        lacking.extend(proposals_cover(&texts).into_iter().map(|item| format!("{name}: {item}")));
    }
    assert!(count > 12, "{count}");
    // «вызов» must end within a working day, and the procedure it calls consents by silence after two: what stands
    // behind the call can never be come to.
    assert_eq!(lacking, ["expiry.reg: action 1 «Выдача»", "expiry.reg: outcome «Выдано»"]);
}

/// What stands behind a call can be come to if the called procedure can grant, wherever in the text it stands.
#[test]
fn callers_may_stand_before_what_they_call_or_behind_it() {
    let head = "reg 1 ru\nкалендарь kz «Календарь»\nизвестны годы: 2014\nрабочее время: 09:00 по 18:00\n\
        регламент р «Регламент»\nкалендарь: kz\nисход выдано «Выдано»\nисход отказ «Отказ» отрицательный\n";
    for (last, behind_calls) in [("выдано", 1), ("отказ", 0)] {
        let caller = |number: usize| {
            let called = number + 1;
            format!("порядок п{number} «П»\nвыполнить порядок п{called}\nдействие 1 «Дальше»\nзавершить: выдано\n")
        };
        let mut chain: Vec<String> = (0..4).map(caller).collect();
        chain.push(format!("порядок п4 «П»\nзавершить: {last}\n"));
        for _ in 0..2 {
            let program = compile(&[&format!("{head}{}", chain.concat())]);
            let coverage = covered(set(&program), &[]);
            let steps = |graph: &GraphCoverage<'_>| graph.share(Measure::Steps).total;
            let callers = coverage.graphs.iter().filter(|graph| graph.process.procedure != "п4");
            let expected: BTreeSet<usize> = callers.clone().map(|_| 1 + behind_calls).collect();
            assert_eq!(callers.map(steps).collect::<BTreeSet<_>>(), expected, "{last}");
            chain.reverse();
        }
    }
}

/// What one case comes to in a procedure that calls no other, by the titles in its trace alone.
fn slowly(process: &Process, trace: &Trace) -> BTreeSet<Item> {
    let mut items = BTreeSet::new();
    for entry in trace.entries.iter().filter(|entry| !entry.cancelled) {
        let node = node_of(process, entry);
        items.insert(Item { node, part: Part::Step });
        let (Did::Decided(answer) | Did::Waited(answer)) = &entry.did else { continue };
        let taken = |index: &usize| process.outgoing(node)[*index].edge.answer.as_ref() == Some(answer);
        items.extend(
            (0..process.outgoing(node).len()).filter(taken).map(|index| Item { node, part: Part::Branch(index) }),
        );
    }
    items
}

fn ends(process: &Process, nodes: impl Iterator<Item = NodeId>) -> BTreeSet<String> {
    let name = |node| match process.node(node).unwrap().kind {
        NodeKind::End(End::Outcome(outcome)) => format!("{outcome:?}"),
        _ => "tacit consent".to_owned(),
    };
    nodes.map(name).collect()
}

fn random_cases(writer: &Writer, seeds: &[u64]) -> Vec<Case> {
    seeds.iter().map(|bits| case(writer, *bits)).collect()
}

proptest! {
    #![proptest_config(random(200))]

    /// Steps and branches are those that the traces name; the outcomes are those the cases end in.
    #[test]
    fn coverage_is_what_the_traces_name(parts in parts(), seeds in prop::collection::vec(any::<u64>(), 0..6)) {
        let writer = procedure(&parts);
        let program = compile(&[&writer.text]);
        let set = set(&program);
        let process = &set.processes[0];
        let cases = random_cases(&writer, &seeds);
        let traces: Vec<Trace> = cases.iter().filter_map(|case| run::run(set, case).ok()).collect();
        let coverage = covered(set, &cases);
        let own = &coverage.graphs[0];
        let expected: BTreeSet<Item> = traces.iter().flat_map(|trace| slowly(process, trace)).collect();
        for measure in [Measure::Steps, Measure::Branches] {
            let count = expected.iter().filter(|item| item.measure() == measure).count();
            prop_assert_eq!(own.share(measure).covered, count);
            let left = own.uncovered().filter(|item| item.measure() == measure).count();
            prop_assert_eq!(own.share(measure).total, count + left);
        }
        prop_assert!(expected.iter().all(|item| own.covers(*item)));
        let nodes = process.nodes().map(|(node, _)| node);
        let reached = ends(process, nodes.filter(|node| own.covers(Item { node: *node, part: Part::Outcome })));
        let ended: BTreeSet<String> = traces.iter().map(|trace| match trace.end {
            End::Outcome(outcome) => format!("{outcome:?}"),
            End::TacitConsent => "tacit consent".to_owned(),
        }).collect();
        prop_assert_eq!(reached, ended);
    }

    /// What is proposed can be pasted and covers what it is proposed for; and where no case is found,
    /// none of many drawn at random comes there either.
    #[test]
    fn proposals_for_random_procedures_cover(parts in parts(), seeds in prop::collection::vec(any::<u64>(), 24)) {
        let writer = procedure(&parts);
        let without = proposals_cover(std::slice::from_ref(&writer.text));
        if !without.is_empty() {
            let program = compile(&[&writer.text]);
            let set = set(&program);
            let drawn = covered(set, &random_cases(&writer, &seeds));
            for missing in plan(&covered(set, &[]), &[]).missing.iter().filter(|missing| missing.case.is_none()) {
                prop_assert!(!drawn.graphs[0].covers(missing.item), "{:?}\n{}", missing, writer.text);
            }
        }
    }
}

/// A case that says nothing of its steps, and one that is broken off.
const BROKEN_OFF: &str = "reg 1 ru
календарь kz «Календарь»
известны годы: 2014
рабочее время: 09:00 по 18:00
регламент р «Регламент»
календарь: kz
исход выдано «Выдано»
порядок п «Порядок»
одновременно
ветвь «Быстрая»
действие 1 «Быстро»
срок: 1 час
ветвь «Медленная»
действие 2 «Медленно»
срок: 5 часов
действие 3 «После него»
срок: 1 час
дождаться первой
действие 4 «Выдача»
итог: выдано
";

/// What another branch broke off was not done, and what stood behind it was not begun.
#[test]
fn a_step_that_was_broken_off_is_not_covered() {
    let program = compile(&[&format!("{BROKEN_OFF}случай «а»\nпорядок: п\nподача: 2014-06-02 10:00\n")]);
    let coverage = covered(set(&program), &program.units[0].cases);
    let steps = coverage.graphs[0].share(Measure::Steps);
    assert_eq!((steps.covered, steps.total), (2, 4), "actions 1 and 4 of four");
    assert_eq!(proposals_cover(&[BROKEN_OFF.to_owned()]), Vec::<String>::new());
}

/// So many cases are proposed at a time; those for the rest come once these are there.
#[test]
fn more_cases_than_are_proposed_at_a_time_are_proposed_in_turns() {
    let question = |number| format!("условие {number} «Вопрос {number}?»\nнет: завершить: отказ\nда: далее\n");
    let questions: Vec<String> = (1..=MAX_COVERING + 5).map(question).collect();
    let questions = questions.concat();
    let head = "reg 1 ru\nкалендарь kz «Календарь»\nизвестны годы: 2014\nрабочее время: 09:00 по 18:00\n";
    let outcomes = "регламент р «Регламент»\nкалендарь: kz\nисход выдано «Выдано»\nисход отказ «Отказ» отрицательный\n";
    let text = format!("{head}{outcomes}порядок п «Порядок»\n{questions}завершить: выдано\n");
    let program = compile(&[&text]);
    let first = plan(&covered(set(&program), &[]), &[]);
    assert!(first.is_full());
    let program = pasted(&[text], set(&program), &first, Language::Ru);
    let after = covered(set(&program), &program.units[0].cases);
    let second = plan(&after, &[]);
    // One refusal a question, and the grant.
    assert_eq!((first.cases.len(), second.cases.len()), (MAX_COVERING, 6));
    assert_eq!(without_case(set(&program), &second), Vec::<String>::new());
}

/// What stands behind a procedure that can only refuse is dead, and is not asked of the cases.
#[test]
fn what_no_case_can_reach_does_not_count() {
    let text = "reg 1 ru
календарь kz «Календарь»
известны годы: 2014
рабочее время: 09:00 по 18:00
регламент р «Регламент»
календарь: kz
исход выдано «Выдано»
исход отказ «Отказ» отрицательный
порядок отказывает «Отказывает»
действие 1 «Отказ»
итог: отказ
порядок п «Порядок»
выполнить порядок отказывает
действие 1 «Выдача»
итог: выдано
";
    let program = compile(&[text]);
    let coverage = covered(set(&program), &[]);
    let totals: Vec<_> =
        coverage.graphs.iter().map(|one| Measure::ALL.map(|measure| one.share(measure).total)).collect();
    assert_eq!(totals, [[1, 0, 1], [1, 0, 0]]);
    assert_eq!(proposals_cover(&[text.to_owned()]), Vec::<String>::new());
}
