//! Random small procedures, written as text: a run ends or says why not, and keeps to the graph.

use std::collections::BTreeSet;

use proptest::prelude::*;
use regc::graph::{End, NodeId, NodeKind, Process, ProcessSet};
use regc::model::{Answer, Case, Given, GivenFor, GivenValue, StepRef};
use regc::run::{self, Did, Entry, Stop};

use crate::support::{compile, random};

/// An element of a procedure, to be written out.
#[derive(Debug, Clone)]
pub enum Part {
    Step(u8),
    Condition { no: Vec<Part>, no_ends: Way, yes_ends: Way },
    Parallel { branches: Vec<Vec<Part>>, first: bool },
    Wait { days: u8, expiry: Way },
}

/// How a branch ends.
#[derive(Debug, Clone, Copy)]
pub enum Way {
    Next,
    Refused,
    Back,
}

fn way() -> impl Strategy<Value = Way> {
    prop_oneof![3 => Just(Way::Next), 1 => Just(Way::Refused), 1 => Just(Way::Back)]
}

pub fn parts() -> impl Strategy<Value = Vec<Part>> {
    let leaf = prop_oneof![
        3 => (0..6_u8).prop_map(Part::Step),
        1 => (1..4_u8, way()).prop_map(|(days, expiry)| Part::Wait { days, expiry }),
    ];
    let part = leaf.prop_recursive(3, 16, 3, |inner| {
        let body = prop::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            2 => inner,
            2 => (body.clone(), way(), way()).prop_map(|(no, no_ends, yes_ends)| Part::Condition { no, no_ends, yes_ends }),
            1 => (prop::collection::vec(body, 2..4), any::<bool>())
                .prop_map(|(branches, first)| Part::Parallel { branches, first }),
        ]
    });
    prop::collection::vec(part, 1..6)
}

/// Writes parts out as an author would.
#[derive(Default)]
pub struct Writer {
    pub text: String,
    steps: usize,
    conditions: usize,
    waits: usize,
    /// In a parallel branch no jump may lead to the first step.
    branches: usize,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
    }

    fn way(&mut self, way: Way) -> &'static str {
        match way {
            Way::Refused => "завершить: отказ",
            Way::Back if self.branches == 0 => "вернуться к действию 0, не более 2 раз",
            Way::Back | Way::Next => "далее",
        }
    }

    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            self.part(part);
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Step(hours) => {
                self.steps += 1;
                let step = self.steps;
                self.line(&format!("действие {step} «Шаг {step}»"));
                if *hours > 0 {
                    self.line(&format!("срок: {hours} ч."));
                }
            }
            Part::Condition { no, no_ends, yes_ends } => {
                self.conditions += 1;
                let number = self.conditions;
                self.line(&format!("условие {number} «Вопрос {number}?»"));
                self.line("нет:");
                self.parts(no);
                let end = self.way(*no_ends);
                self.line(end);
                let end = self.way(*yes_ends);
                self.line(&format!("да: {end}"));
                self.line(&format!("конец условия {number}"));
            }
            Part::Parallel { branches, first } => {
                self.line("одновременно");
                self.branches += 1;
                for (index, branch) in branches.iter().enumerate() {
                    self.line(&format!("ветвь «Ветвь {index}»"));
                    // A branch without steps is an error.
                    self.parts(if branch.is_empty() { &[Part::Step(1)] } else { branch });
                }
                self.branches -= 1;
                self.line(if *first { "дождаться первой" } else { "дождаться всех" });
            }
            Part::Wait { days, expiry } => {
                self.waits += 1;
                self.line(&format!("ожидание ответа «Ответ {}»", self.waits));
                self.line(&format!("до {days} раб. дн."));
                let end = self.way(*expiry);
                self.line(&format!("по истечении: {end}"));
            }
        }
    }
}

pub fn procedure(parts: &[Part]) -> Writer {
    let mut writer = Writer::default();
    for line in [
        "reg 1 ru",
        "календарь kz «Календарь»",
        "известны годы: 2014 по 2016",
        "рабочее время: 09:00 по 18:00",
        "регламент р «Регламент»",
        "календарь: kz",
        "исход выдано «Выдано»",
        "исход отказ «Отказ» отрицательный",
        "порядок п «Порядок»",
        "действие 0 «Приём»",
    ] {
        writer.line(line);
    }
    writer.parts(parts);
    writer.line("завершить: выдано");
    writer
}

/// A case that answers every question and wait by the bits it is given.
pub fn case(writer: &Writer, bits: u64) -> Case {
    let bit = |at: usize| bits >> (at % 64) & 1 == 1;
    let answer = |at: usize| if bit(at) { Answer::Yes } else { Answer::No };
    let step = |number: usize| StepRef {
        kind: regc::model::StepKind::Condition,
        name: regc::model::StepName::Number(regc::model::StepNumber {
            major: u32::try_from(number).unwrap(),
            minor: None,
        }),
    };
    let questions = (1..=writer.conditions).map(|number| Given {
        within: None,
        about: GivenFor::Step(step(number)),
        value: GivenValue::Answers(vec![answer(number), answer(number + 17), answer(number + 31)]),
        span: None,
    });
    let waits = (1..=writer.waits).filter(|number| bit(number + 41)).map(|number| Given {
        within: None,
        about: GivenFor::Wait(format!("Ответ {number}")),
        value: GivenValue::Never,
        span: None,
    });
    let given = questions.chain(waits).collect();
    let filed = chrono::NaiveDate::from_ymd_opt(2014, 6, 2).unwrap().and_hms_opt(10, 0, 0).unwrap();
    Case {
        title: String::new(),
        procedure: "п".to_owned(),
        variant: None,
        filed,
        given,
        results: Vec::new(),
        events: Vec::new(),
        facts: Vec::new(),
        extended: Vec::new(),
        expectations: Vec::new(),
        span: regc::source::Span::default(),
    }
}

/// The node an entry of a trace stands for.
pub fn node_of(process: &Process, entry: &Entry) -> NodeId {
    let is_it = |kind: &NodeKind| match (kind, &entry.did) {
        (NodeKind::Task(task), Did::Task) => task.title == entry.title && task.step == entry.step,
        (NodeKind::Decision(decision), Did::Decided(_)) => decision.title == entry.title,
        (NodeKind::Wait(wait), Did::Waited(_)) => wait.title == entry.title,
        _ => false,
    };
    let mut found = process.nodes().filter(|(_, node)| is_it(&node.kind)).map(|(id, _)| id);
    let node = found.next().unwrap_or_else(|| panic!("no node for {entry:?}"));
    assert_eq!(found.next(), None);
    node
}

/// Where the case stands after an entry: behind its edge, and behind the forks and joins that follow.
fn follows(process: &Process, entry: &Entry) -> BTreeSet<NodeId> {
    let node = node_of(process, entry);
    let answer = match &entry.did {
        Did::Decided(answer) | Did::Waited(answer) => Some(answer),
        _ => None,
    };
    let edges = process.outgoing(node).into_iter().filter(|edge| edge.edge.answer.as_ref() == answer);
    let mut open: Vec<_> = edges.map(|edge| edge.to).collect();
    assert!(!open.is_empty(), "no edge for {entry:?}");
    let mut reached = BTreeSet::new();
    while let Some(node) = open.pop() {
        if reached.insert(node)
            && matches!(process.node(node).unwrap().kind, NodeKind::Fork | NodeKind::ForEach(_) | NodeKind::Join(_))
        {
            open.extend(process.outgoing(node).iter().map(|edge| edge.to));
        }
    }
    reached
}

/// Each entry but the first must follow from one that ended when it was reached; so must the end.
fn keeps_to_the_graph(set: &ProcessSet, trace: &run::Trace) {
    let process = &set.processes[0];
    let first = trace.entries.first().unwrap();
    assert_eq!(node_of(process, first), process.outgoing(process.start())[0].to);
    for (index, entry) in trace.entries.iter().enumerate().skip(1) {
        let node = node_of(process, entry);
        let cause = trace.entries.iter().enumerate().filter(|(other, _)| *other != index).any(|(_, other)| {
            !other.cancelled && other.ends <= entry.begins && follows(process, other).contains(&node)
        });
        assert!(cause, "nothing leads to {entry:?}");
        assert!(entry.begins <= entry.ends && entry.ends <= trace.ended, "{entry:?}");
    }
    let ends = |node: NodeId| matches!(process.node(node).unwrap().kind, NodeKind::End(end) if end == trace.end);
    let cause = trace
        .entries
        .iter()
        .any(|entry| !entry.cancelled && entry.ends == trace.ended && follows(process, entry).into_iter().any(ends));
    assert!(cause, "nothing leads to the end: {trace:?}");
    assert!(matches!(trace.end, End::Outcome(_)));
}

proptest! {
    #![proptest_config(random(400))]

    #[test]
    fn a_run_ends_and_keeps_to_the_graph(parts in parts(), bits in any::<u64>()) {
        let writer = procedure(&parts);
        let program = compile(&[&writer.text]);
        let unit = &program.units[0];
        // Branches that always lead back leave the procedure without an end: a run stops at a return that is
        // used up.
        let errors = unit.findings.iter().filter(|one| one.is_error() && one.problem.code() != "R0223").count();
        prop_assert_eq!(errors, 0, "{}\n{:?}", writer.text, unit.findings);
        let set = unit.processes.as_ref().unwrap();
        match run::run(set, &case(&writer, bits)) {
            Ok(trace) => keeps_to_the_graph(set, &trace),
            Err(Stop::ReturnsUsedUp { at_most, .. }) => prop_assert_eq!(at_most, 2),
            Err(stop) => prop_assert!(false, "{:?}\n{}", stop, writer.text),
        }
    }
}
