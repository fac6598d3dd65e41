//! Random small regulations, sound and unsound, written as text.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

use proptest::prelude::*;
use regc::check::soundness::{self, Verdict};
use regc::diagnostic::Diagnostic;
use regc::graph::{EdgeRefTo, Flow, NodeId, NodeKind, Process, ProcessSet};
use regc::model::JoinMode;

use super::explorer::{Ends, Explorer, Space};
use super::{graphs, ways};
use crate::support::random;

#[derive(Debug, Clone)]
enum Part {
    Step,
    /// A step with an outcome, favourable or not, or a choice of both.
    Result(bool, bool),
    Condition(Vec<(Vec<Part>, Way)>),
    Parallel(Vec<Vec<Part>>, Mode),
    ForEach(Vec<Part>),
    Wait {
        bound: bool,
        reply: Option<Way>,
        expiry: Option<(Vec<Part>, Way)>,
    },
    /// One of the procedures further down.
    Call(usize),
    /// A branch of its own that leads away.
    Leave(Way),
    /// A question that leads on, ends the case, or leads to where it goes round for ever.
    Fate {
        on: bool,
        end: bool,
        round: bool,
    },
}

#[derive(Debug, Clone, Copy)]
enum Mode {
    All,
    First,
}

/// How a branch ends.
#[derive(Debug, Clone, Copy)]
enum Way {
    Next,
    End(bool),
    /// To one of the procedures further down.
    HandOver(usize),
    /// To a step of this share of those that may be jumped to, back at most so many times.
    Jump(f64, Option<u32>),
}

#[derive(Debug, Clone)]
struct Procedure {
    parts: Vec<Part>,
    last: Way,
    /// Its overall term ends it when it expires.
    expires: bool,
    /// What may break it off, before its last parts or behind them.
    interrupts: Vec<(bool, Vec<Part>, Way)>,
}

fn way() -> impl Strategy<Value = Way> {
    let bound = prop_oneof![3 => (0..3_u32).prop_map(Some), 1 => Just(None)];
    prop_oneof![
        4 => Just(Way::Next),
        2 => any::<bool>().prop_map(Way::End),
        1 => (0..3_usize).prop_map(Way::HandOver),
        3 => (0.0..1.0, bound).prop_map(|(share, bound)| Way::Jump(share, bound)),
    ]
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let leaf = prop_oneof![
        6 => Just(Part::Step),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(good, both)| Part::Result(good, both)),
        1 => (0..3_usize).prop_map(Part::Call),
        1 => way().prop_map(Part::Leave),
    ];
    let part = leaf.prop_recursive(3, 12, 3, |inner| {
        let body = prop::collection::vec(inner.clone(), 0..3);
        let mode = prop_oneof![2 => Just(Mode::All), 1 => Just(Mode::First)];
        prop_oneof![
            2 => inner,
            3 => prop::collection::vec((body.clone(), way()), 2..4).prop_map(Part::Condition),
            3 => (prop::collection::vec(body.clone(), 2..4), mode).prop_map(|(branches, mode)| Part::Parallel(branches, mode)),
            1 => body.clone().prop_map(Part::ForEach),
            1 => (any::<bool>(), prop::option::of(way()), prop::option::of((body, way())))
                .prop_map(|(bound, reply, expiry)| Part::Wait { bound, reply, expiry }),
        ]
    });
    prop::collection::vec(part, 1..6)
}

/// Parallel work within parallel work, in which each branch may help the others or not.
fn fates() -> impl Strategy<Value = Vec<Procedure>> {
    let fate = (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(on, end, round)| Part::Fate {
        on: on || !(end || round),
        end,
        round,
    });
    let part = fate.prop_recursive(3, 8, 2, |inner| {
        let branch = prop::collection::vec(inner, 1..3);
        let mode = prop_oneof![Just(Mode::All), Just(Mode::First)];
        (prop::collection::vec(branch, 2..3), mode).prop_map(|(branches, mode)| Part::Parallel(branches, mode))
    });
    let procedure = |parts| vec![Procedure { parts, last: Way::End(true), expires: false, interrupts: Vec::new() }];
    prop::collection::vec(part, 1..3).prop_map(procedure)
}

fn procedures() -> impl Strategy<Value = Vec<Procedure>> {
    let last = prop_oneof![3 => any::<bool>().prop_map(Way::End), 1 => way()];
    let expires = prop_oneof![19 => Just(false), 1 => Just(true)];
    let interrupts = prop::collection::vec((any::<bool>(), parts(), way()), 0..2);
    let procedure = (parts(), last, expires, interrupts).prop_map(|(parts, last, expires, interrupts)| Procedure {
        parts,
        last,
        expires,
        interrupts,
    });
    prop::collection::vec(procedure, 1..4)
}

/// A line, or a jump whose target is known when all steps are.
enum Line {
    Text(String),
    Jump { before: String, at: Place, share: f64, bound: Option<u32> },
}

/// Where a step or a jump stands: its number in text order, and the parallel branches around it.
#[derive(Clone)]
struct Place {
    order: usize,
    branches: Vec<usize>,
}

/// Writes a procedure out as an author would.
struct Writer {
    lines: Vec<Line>,
    /// The steps that can be jumped to, in the dative.
    steps: Vec<(String, Place)>,
    at: Place,
    numbers: usize,
    /// How many procedures there are further down, and the number of the first.
    below: usize,
    number: usize,
    /// Jumps may cross the borders of branches.
    crossing: bool,
}

impl Writer {
    fn line(&mut self, line: impl Into<String>) {
        self.lines.push(Line::Text(line.into()));
    }

    fn next(&mut self) -> usize {
        self.numbers += 1;
        self.at.order += 1;
        self.numbers
    }

    fn step(&mut self) -> usize {
        let number = self.next();
        self.steps.push((format!("действию {number}"), self.at.clone()));
        self.line(format!("действие {number} «Шаг {number}»"));
        number
    }

    fn way(&mut self, before: &str, way: Way) {
        self.at.order += 1;
        match way {
            Way::Next => self.line(format!("{before}далее")),
            Way::End(good) => self.line(format!("{before}завершить: {}", outcome(good))),
            Way::HandOver(which) if self.below > 0 => {
                let other = self.number + 1 + which % self.below;
                self.line(format!("{before}перенаправить: отдел, п{other}"));
            }
            Way::HandOver(_) => self.line(format!("{before}завершить: отказ")),
            Way::Jump(share, bound) => {
                self.lines.push(Line::Jump { before: before.to_owned(), at: self.at.clone(), share, bound });
            }
        }
    }

    /// The parts of a procedure or of a parallel branch; lines may follow what leads away.
    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            self.part(part);
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Step | Part::Leave(Way::Next) => {
                self.step();
            }
            Part::Leave(way) => self.way("", *way),
            Part::Fate { on, end, round } => self.fate(*on, *end, *round),
            Part::Result(good, both) => {
                self.step();
                let other = if *both { format!(" либо {}", outcome(!good)) } else { String::new() };
                self.line(format!("итог: {}{other}", outcome(*good)));
            }
            Part::Condition(branches) => self.condition(branches),
            Part::Parallel(branches, mode) => self.parallel(branches, *mode),
            Part::ForEach(parts) => {
                self.at.order += 1;
                self.line(format!("для каждого «Член {}»", self.at.order));
                self.at.branches.push(self.at.order);
                if parts.is_empty() {
                    self.step();
                }
                self.parts(parts);
                self.at.branches.pop();
                self.line("дождаться всех");
            }
            Part::Wait { bound, reply, expiry } => {
                let number = self.next();
                self.line(format!("ожидание ответа «Ответ {number}»"));
                self.line(if *bound { "до 3 рабочих дней" } else { "без срока" });
                if let Some(way) = reply {
                    self.way("при ответе: ", *way);
                }
                if let Some((parts, way)) = expiry {
                    self.branch("по истечении: ", parts, *way);
                }
            }
            Part::Call(which) if self.below > 0 => {
                self.at.order += 1;
                let called = self.number + 1 + which % self.below;
                self.line(format!("выполнить порядок п{called}"));
            }
            Part::Call(_) => {
                self.step();
            }
        }
    }

    /// A branch of a condition or a wait: an ending or an outcome is the last of its lines.
    fn branch(&mut self, begin: &str, parts: &[Part], way: Way) {
        let parts: Vec<_> = parts.iter().filter(|part| !matches!(part, Part::Leave(_))).collect();
        if parts.is_empty() {
            self.way(begin, way);
            return;
        }
        self.line(begin.trim_end());
        for part in parts {
            self.part(part);
            if matches!(part, Part::Result(..)) {
                return;
            }
        }
        self.way("", way);
    }

    /// What may break the procedure off: a part of its own, into which and out of which nothing leads.
    fn interrupts(&mut self, interrupts: &[(bool, Vec<Part>, Way)], before: bool) {
        for (_, parts, way) in interrupts.iter().filter(|(first, ..)| *first == before) {
            self.at.order += 1;
            self.at.branches.push(self.at.order);
            let begin = format!("в любой момент «Отзыв {}»: ", self.at.order);
            // Nothing follows behind it.
            self.branch(&begin, parts, if matches!(way, Way::Next) { Way::End(false) } else { *way });
            self.at.branches.pop();
        }
    }

    fn condition(&mut self, branches: &[(Vec<Part>, Way)]) {
        let number = self.next();
        self.steps.push((format!("условию {number}"), self.at.clone()));
        self.line(format!("условие {number} «Вопрос {number}»"));
        for (index, (parts, way)) in branches.iter().enumerate() {
            self.branch(&format!("ответ «{index}»: "), parts, *way);
        }
        self.line(format!("конец условия {number}"));
    }

    fn fate(&mut self, on: bool, end: bool, round: bool) {
        let number = self.next();
        self.line(format!("условие {number} «Вопрос {number}»"));
        for (_, answer) in [(on, "далее"), (end, "завершить: отказ")].into_iter().filter(|(is_there, _)| *is_there)
        {
            self.line(format!("ответ «{answer}»: {answer}"));
        }
        if round {
            let inner = self.next();
            self.line(format!("ответ «По кругу»:\nусловие {inner} «Ещё раз?»"));
            self.line(format!("да: вернуться к условию {inner}\nнет: вернуться к условию {inner}"));
            self.line(format!("конец условия {inner}"));
        }
        // One answer alone would decide nothing.
        self.line(format!("ответ «Снова»: вернуться к условию {number}\nконец условия {number}"));
    }

    fn parallel(&mut self, branches: &[Vec<Part>], mode: Mode) {
        self.at.order += 1;
        self.line("одновременно");
        for (index, parts) in branches.iter().enumerate() {
            self.at.order += 1;
            self.line(format!("ветвь «Ветвь {} {index}»", self.at.order));
            self.at.branches.push(self.at.order);
            if parts.is_empty() {
                self.step();
            }
            self.parts(parts);
            self.at.branches.pop();
        }
        self.line(match mode {
            Mode::All => "дождаться всех",
            Mode::First => "дождаться первой",
        });
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            match line {
                Line::Text(line) => writeln!(text, "{line}").unwrap(),
                Line::Jump { before, at, share, bound } => {
                    writeln!(text, "{before}{}", self.jump(at, *share, *bound)).unwrap();
                }
            }
        }
        text
    }

    fn jump(&self, at: &Place, share: f64, bound: Option<u32>) -> String {
        let targets: Vec<_> =
            self.steps.iter().filter(|(_, place)| self.crossing || place.branches == at.branches).collect();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a share of few"
        )]
        let chosen = (share * targets.len() as f64) as usize;
        match targets.get(chosen) {
            None => "завершить: отказ".to_owned(),
            Some((step, place)) if place.order <= at.order => match bound {
                None => format!("вернуться к {step}"),
                Some(1) => format!("вернуться к {step}, не более 1 раза"),
                Some(bound) => format!("вернуться к {step}, не более {bound} раз"),
            },
            Some((step, _)) => format!("к {step}"),
        }
    }
}

fn outcome(good: bool) -> &'static str {
    if good { "выдано" } else { "отказ" }
}

fn write(procedures: &[Procedure], crossing: bool) -> String {
    let mut text =
        "reg 1 ru\nрегламент р «Регламент»\nучастник отдел «Отдел»\nисход выдано «Выдано»\nисход отказ «Отказ» отрицательный\n".to_owned();
    for (number, procedure) in procedures.iter().enumerate() {
        let at = Place { order: 0, branches: Vec::new() };
        let below = procedures.len() - number - 1;
        let mut writer = Writer { lines: Vec::new(), steps: Vec::new(), at, numbers: 0, below, number, crossing };
        writer.line(format!("порядок п{number} «Порядок»"));
        if procedure.expires {
            writer.line("общий срок: 3 рабочих дня");
            writer.line("по истечении общего срока: завершить: отказ");
        }
        writer.step();
        writer.interrupts(&procedure.interrupts, true);
        writer.parts(&procedure.parts);
        // The text must lead to an outcome, or lead back.
        writer.way("", if matches!(procedure.last, Way::Next) { Way::End(true) } else { procedure.last });
        writer.interrupts(&procedure.interrupts, false);
        text += &writer.text();
    }
    text
}

/// A process of more states is passed over; few are.
const MOST: usize = 300;

/// The states of each process, found by search; called procedures stand further down. What is called and
/// is not nested is taken to end in any way.
fn search(set: &ProcessSet, verdicts: &[Verdict], counted: bool) -> Vec<Space> {
    let mut called: HashMap<String, Ends> = HashMap::new();
    let mut spaces: Vec<Space> = Vec::new();
    for (process, verdict) in set.processes.iter().zip(verdicts).rev() {
        let mut space = Explorer { set, process, called: &called, counted, most: MOST }.explore();
        // How it ends is not known to those who call it if not all of it was looked at.
        space.cut |= spaces.last().is_some_and(|space| space.cut);
        if matches!(verdict, Verdict::Nested { .. }) {
            called.insert(process.procedure.clone(), space.ends);
        }
        spaces.push(space);
    }
    spaces.reverse();
    spaces
}

fn all(process: &Process) -> BTreeSet<NodeId> {
    process.nodes().map(|(node, _)| node).collect()
}

/// The codes of what is told of a process: its findings lie between its head and the next one's.
fn codes(set: &ProcessSet, process: &Process, found: &[Diagnostic]) -> BTreeSet<&'static str> {
    let heads = set.processes.iter().map(|process| process.span.start);
    let end = heads.filter(|head| *head > process.span.start).min().unwrap_or(u32::MAX);
    let within = process.span.start..end;
    found.iter().filter(|one| within.contains(&one.span.start)).map(|one| one.problem.code()).collect()
}

/// The four verdicts against the search, and the findings against the verdicts.
fn agree(
    process: &Process,
    verdict: &Verdict,
    space: &Space,
    codes: &BTreeSet<&'static str>,
) -> Result<(), TestCaseError> {
    if space.cut {
        return Ok(());
    }
    let Verdict::Nested { dead, stuck } = verdict else {
        return Err(TestCaseError::fail(format!("{verdict:?}")));
    };
    // Safeness and proper completion.
    prop_assert_eq!((&space.two_at, &space.improper_at), (&BTreeSet::new(), &BTreeSet::new()));
    // No dead activities.
    let dead: BTreeSet<NodeId> = dead.iter().copied().collect();
    prop_assert_eq!(&dead, &(&all(process) - &space.reached));
    // Option to complete: a case without hope has come to a place that is blamed, or will; each of these is
    // one where a token cannot help itself and nobody else may. Where the first is waited for, another may
    // even if the case is lost for other reasons.
    let stuck: BTreeSet<NodeId> = stuck.iter().copied().collect();
    prop_assert!(space.loses_hope_at(&stuck), "{stuck:?} {space:?}");
    if process.nodes().any(|(_, node)| matches!(node.kind, NodeKind::Join(JoinMode::First))) {
        prop_assert!(stuck.is_subset(&space.lost_at), "{stuck:?} {space:?}");
    } else {
        prop_assert_eq!(&stuck, &space.lost_at);
    }
    prop_assert_eq!(!stuck.is_empty(), codes.contains("R0221") || codes.contains("R0223"));
    prop_assert_eq!(stuck.contains(&process.start()), codes.contains("R0223"));
    let is_step = |node: &NodeId| {
        use NodeKind::{End, ForEach, Fork, HandOver, Join};
        !matches!(process.node(*node).unwrap().kind, End(_) | HandOver(_) | Fork | ForEach(_) | Join(_))
    };
    if dead.iter().any(is_step) {
        prop_assert!(!codes.is_empty());
    }
    if codes.contains("R0206") || codes.contains("R0222") {
        prop_assert!(!dead.is_empty());
    }
    Ok(())
}

fn agree_on(text: &str) -> Result<(), TestCaseError> {
    let (set, errors) = graphs(text);
    prop_assert_eq!(errors, Vec::<&str>::new(), "{}", text);
    let (verdicts, found) = (soundness::verdicts(&set), soundness::check(&set));
    let spaces = search(&set, &verdicts, false);
    for ((process, verdict), space) in set.processes.iter().zip(&verdicts).zip(&spaces) {
        let agreed = agree(process, verdict, space, &codes(&set, process, &found));
        prop_assert!(agreed.is_ok(), "{}\n{:?}", text, agreed);
    }
    for finding in &found {
        ways::is_a_way(&set, finding);
    }
    // What the bounds of returns change: nothing is reached more or less, and where there is a way to the
    // end without them, a case can be without hope only before a return that is used up.
    let is_bounded = |edge: EdgeRefTo<'_>| matches!(edge.edge.flow, Flow::Return { at_most: Some(_) });
    if !set.processes.iter().flat_map(Process::edges).any(is_bounded) {
        return Ok(());
    }
    for (space, counted) in spaces.iter().zip(search(&set, &verdicts, true)) {
        if !space.cut && !counted.cut {
            prop_assert_eq!(&space.reached, &counted.reached, "{}", text);
            prop_assert!(space.is_hopeless() || counted.loses_hope_by_bounds(), "{}", text);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(random(1000))]

    #[test]
    fn verdicts_are_those_of_a_search_of_all_states(procedures in procedures()) {
        agree_on(&write(&procedures, false))?;
    }
}

proptest! {
    #![proptest_config(random(500))]

    #[test]
    fn branches_help_each_other_as_a_search_finds(procedures in fates()) {
        agree_on(&write(&procedures, false))?;
    }

    /// Jumps over the borders of branches, which a text must not have: what is not nested is not safe or
    /// does not complete properly, just as the verdict says, and what is nested is still judged rightly.
    #[test]
    fn jumps_over_borders_are_found_where_they_do_harm(procedures in procedures()) {
        let text = write(&procedures, true);
        let (set, errors) = graphs(&text);
        prop_assert!(errors.iter().all(|code| *code == "R0208"), "{:?}\n{}", errors, text);
        let (verdicts, found) = (soundness::verdicts(&set), soundness::check(&set));
        for ((process, verdict), space) in set.processes.iter().zip(&verdicts).zip(search(&set, &verdicts, false)) {
            let agreed = match verdict {
                Verdict::NotSafe(node) => space.cut || space.two_at.contains(node),
                Verdict::NotProper(node) => space.cut || space.improper_at.contains(node),
                Verdict::Nested { .. } => agree(process, verdict, &space, &codes(&set, process, &found)).is_ok(),
            };
            prop_assert!(agreed, "{}\n{:?}\n{:?}", text, verdict, space);
        }
    }
}
