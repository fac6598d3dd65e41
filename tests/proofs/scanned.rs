//! Random small procedures: what is proved must be what a full scan finds, every minute of filing and
//! every answer tried, each case run token by token.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use proptest::prelude::*;
use regc::calendar::Calendar;
use regc::graph::ProcessSet;
use regc::model::{Answer, Case, Given, GivenFor, GivenValue, StepKind, StepName, StepNumber, StepRef};
use regc::proof::{Proof, Unprovable, Verdict};
use regc::run::{self, Stop};

use super::proofs;
use crate::support::{compile, random};

/// 35 minutes of work on one day of the week, so that every minute of a year can be tried.
const CALENDAR: &str = "
календарь малый «Две недолгие смены»
известны годы: 2015
часовой пояс: Asia/Almaty
рабочие дни: ср
рабочее время: 09:00 по 09:15; 09:40 по 10:00
праздник: 2015-03-11
праздник: 2015-06-01 по 2015-06-14
рабочий день: 2015-08-08 вместо 2015-08-12
";

#[derive(Debug, Clone)]
enum Part {
    Step(Term, NotBefore),
    Condition { no: Vec<Part>, no_ends: Way, yes_ends: Way },
    Parallel { branches: Vec<Vec<Part>>, first: bool },
    Wait { term: Term, effect: u8, expiry: Way },
}

#[derive(Debug, Clone, Copy)]
enum Term {
    None,
    Minutes(u8),
    WorkingDays(u8),
    CalendarDays(u8),
    Consecutive(u8),
}

/// The earliest moment of a step.
#[derive(Debug, Clone, Copy)]
enum NotBefore {
    Any,
    AfterFiling(u8),
    AfterTheFirstStep(u8),
}

/// How a branch ends.
#[derive(Debug, Clone, Copy)]
enum Way {
    Next,
    Refused,
    Back,
}

#[derive(Debug, Clone, Copy)]
enum From {
    Filing,
    StartOf(u8),
    EndOf(u8),
}

#[derive(Debug, Clone)]
struct Sample {
    parts: Vec<Part>,
    limit: Term,
    from: From,
    /// Another limit, to the end of a step.
    named: Option<(Term, From, u8)>,
    to_the_minute: bool,
    /// The rules of the calendar that differ from Kazakhstan's.
    rules: Vec<&'static str>,
}

fn rules() -> impl Strategy<Value = Vec<&'static str>> {
    let others = vec![
        "день события: считается",
        "конец дня: полночь",
        "конец в выходной: предыдущий рабочий день",
        "сокращённый день: 2015-04-01 до 09:10",
    ];
    prop::sample::subsequence(others, 0..=2)
}

fn term() -> impl Strategy<Value = Term> {
    prop_oneof![
        1 => Just(Term::None),
        3 => (1..50_u8).prop_map(Term::Minutes),
        2 => (1..4_u8).prop_map(Term::WorkingDays),
        1 => (1..6_u8).prop_map(Term::CalendarDays),
        1 => (1..40_u8).prop_map(Term::Consecutive),
    ]
}

fn not_before() -> impl Strategy<Value = NotBefore> {
    prop_oneof![
        6 => Just(NotBefore::Any),
        1 => (1..3_u8).prop_map(NotBefore::AfterFiling),
        1 => (1..40_u8).prop_map(NotBefore::AfterTheFirstStep),
    ]
}

fn way() -> impl Strategy<Value = Way> {
    prop_oneof![3 => Just(Way::Next), 1 => Just(Way::Refused), 1 => Just(Way::Back)]
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let leaf = prop_oneof![
        4 => (term(), not_before()).prop_map(|(term, not_before)| Part::Step(term, not_before)),
        1 => (term(), 0..3_u8, way()).prop_map(|(term, effect, expiry)| Part::Wait { term, effect, expiry }),
    ];
    let part = leaf.prop_recursive(2, 8, 2, |inner| {
        let body = prop::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            2 => inner,
            2 => (body.clone(), way(), way()).prop_map(|(no, no_ends, yes_ends)| Part::Condition { no, no_ends, yes_ends }),
            1 => (prop::collection::vec(body, 2..3), any::<bool>())
                .prop_map(|(branches, first)| Part::Parallel { branches, first }),
        ]
    });
    prop::collection::vec(part, 1..5)
}

fn sample() -> impl Strategy<Value = Sample> {
    let from = || {
        prop_oneof![
            2 => Just(From::Filing),
            1 => (0..4_u8).prop_map(From::StartOf),
            2 => (0..4_u8).prop_map(From::EndOf),
        ]
    };
    let named = prop::option::of((term(), from(), 0..4_u8));
    (parts(), term(), from(), named, any::<bool>(), rules()).prop_map(
        |(parts, limit, from, named, to_the_minute, rules)| Sample { parts, limit, from, named, to_the_minute, rules },
    )
}

/// Writes a sample out as an author would.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about what was written")]
#[derive(Default)]
struct Writer {
    text: String,
    to_the_minute: bool,
    steps: usize,
    conditions: usize,
    waits: usize,
    returns: bool,
    /// A wait goes another way when its time runs out.
    turns: bool,
    /// The first branch to arrive cancels others.
    cancels: bool,
    /// In a parallel branch no jump may lead to the first step.
    branches: usize,
    first_joins: usize,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
    }

    fn way(&mut self, way: Way) -> &'static str {
        match way {
            // Whether an end or the first arrival comes first is decided by chance where both fall on one
            // moment: the run takes one of them, the proof both.
            Way::Refused if self.first_joins == 0 => "завершить: отказ",
            Way::Back if self.branches == 0 => {
                self.returns = true;
                "вернуться к действию 0, не более 1 раза"
            }
            Way::Refused | Way::Back | Way::Next => "далее",
        }
    }

    fn term(&self, term: Term) -> Option<String> {
        Some(match term {
            Term::None => return None,
            Term::Minutes(n) => format!("{n} мин."),
            Term::WorkingDays(n) => format!("{n} раб. дн."),
            // Calendar days cannot be counted to the minute.
            Term::CalendarDays(n) if self.to_the_minute => format!("{n} раб. дн."),
            Term::CalendarDays(n) => format!("{n} кал. дн."),
            Term::Consecutive(n) => format!("{n} ч. подряд"),
        })
    }

    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            self.part(part);
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Step(term, not_before) => {
                self.steps += 1;
                let step = self.steps;
                self.line(&format!("действие {step} «Шаг {step}»"));
                // Whether a step that takes no time has been done when another branch breaks it off at that
                // very moment is decided by chance.
                let least = (self.first_joins > 0).then(|| "1 мин.".to_owned());
                if let Some(term) = self.term(*term).or(least) {
                    self.line(&format!("срок: {term}"));
                }
                match not_before {
                    NotBefore::Any => {}
                    NotBefore::AfterFiling(days) => self.line(&format!("не ранее: {days} раб. дн. после подачи")),
                    NotBefore::AfterTheFirstStep(minutes) => {
                        self.line(&format!("не ранее: {minutes} мин. после окончания действия 0"));
                    }
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
                self.first_joins += usize::from(*first);
                self.cancels |= *first;
                for (index, branch) in branches.iter().enumerate() {
                    self.line(&format!("ветвь «Ветвь {index}»"));
                    // A branch without steps is an error.
                    self.parts(if branch.is_empty() {
                        &[Part::Step(Term::Minutes(1), NotBefore::Any)]
                    } else {
                        branch
                    });
                }
                self.branches -= 1;
                self.first_joins -= usize::from(*first);
                self.line(if *first { "дождаться первой" } else { "дождаться всех" });
            }
            Part::Wait { term, effect, expiry } => {
                self.waits += 1;
                self.line(&format!("ожидание ответа «Ответ {}»", self.waits));
                let bound = self.term(*term).unwrap_or("5 мин.".to_owned());
                self.line(&format!("до {bound}"));
                match effect {
                    1 => self.line("приостанавливает: общий срок"),
                    2 => self.line("начинает заново: общий срок"),
                    _ => {}
                }
                let end = self.way(*expiry);
                self.turns |= end != "далее";
                self.line(&format!("по истечении: {end}"));
            }
        }
    }
}

fn written(sample: &Sample) -> Writer {
    let mut body = Writer { to_the_minute: sample.to_the_minute, ..Writer::default() };
    body.line("действие 0 «Приём»");
    body.line("срок: 7 мин.");
    body.parts(&sample.parts);
    body.line("завершить: выдано");
    let step = |number: u8| usize::from(number).min(body.steps);
    let from = |from: From| match from {
        From::Filing => "с подачи".to_owned(),
        // Whether a step has begun that another branch cancels at that very moment is decided by chance.
        From::StartOf(_) if body.cancels => "с подачи".to_owned(),
        From::StartOf(number) => format!("с начала действия {}", step(number)),
        From::EndOf(number) => format!("с окончания действия {}", step(number)),
    };
    let limit = |term: Term| body.term(term).unwrap_or("1 раб. дн.".to_owned());
    let overall = format!("{} {}", limit(sample.limit), from(sample.from));
    let named = sample.named.map(|(term, start, end)| {
        format!("предел «п»: {} {} до окончания действия {}\n", limit(term), from(start), step(end))
    });
    let named = named.unwrap_or_default();
    let counting = if sample.to_the_minute { "счёт сроков: до минуты\n" } else { "" };
    let rules = sample.rules.join("\n");
    let text = format!(
        "reg 1 ru\n{CALENDAR}{rules}\nрегламент р «Регламент»\nкалендарь: малый\n{counting}\
         исход выдано «Выдано»\nисход отказ «Отказ» отрицательный\n\
         порядок п «Порядок»\nобщий срок: {overall}\n{named}{}",
        body.text
    );
    Writer { text, ..body }
}

/// What a full scan finds.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    days: usize,
    clocked: usize,
    failing: usize,
    throughout: usize,
    fails_from: Option<NaiveTime>,
    /// Seconds by which the worst case is late; negative if it is early.
    worst: Option<i64>,
}

/// What comes of the only limit at every minute of filing up to a day, for every way to answer.
fn scan(set: &ProcessSet, calendar: &Calendar, writer: &Writer, until: NaiveDate) -> Found {
    let cases = cases(writer);
    let mut days: BTreeMap<NaiveDate, Vec<(NaiveTime, Option<i64>)>> = BTreeMap::new();
    for date in NaiveDate::from_ymd_opt(2015, 1, 1).unwrap().iter_days().take(365) {
        if date > until || !calendar.is_working_day(date).unwrap() {
            continue;
        }
        for (opens, minutes) in [((9, 0), 15), ((9, 40), 20)] {
            for minute in 0..minutes {
                let filed = date.and_hms_opt(opens.0, opens.1, 0).unwrap() + TimeDelta::minutes(minute);
                if calendar.local(calendar.filed(calendar.instant(filed)).unwrap()) != filed {
                    // The day is short: nothing counts as filed then.
                    continue;
                }
                let late = latest(set, &cases, filed).unwrap_or_else(|year| panic!("filed {filed}: {year}"));
                days.entry(date).or_default().push((filed.time(), late));
            }
        }
    }
    let mut found = Found { days: days.len(), ..Found::default() };
    for minutes in days.values() {
        found.clocked += usize::from(minutes.iter().any(|(_, late)| late.is_some()));
        found.worst = found.worst.max(minutes.iter().filter_map(|(_, late)| *late).max());
        let fails = |late: &Option<i64>| late.is_some_and(|late| late > 0);
        if let Some((first, _)) = minutes.iter().find(|(_, late)| fails(late)) {
            found.failing += 1;
            found.throughout += usize::from(fails(&minutes[0].1));
            found.fails_from = Some(found.fails_from.map_or(*first, |known| known.min(*first)));
        }
    }
    found
}

/// By how much the worst case filed at a moment is late; the year where some case leads out of the known ones.
fn latest(set: &ProcessSet, cases: &[Case], filed: NaiveDateTime) -> Result<Option<i64>, i32> {
    let mut worst = None;
    for case in cases {
        match run::run(set, &Case { filed, ..case.clone() }) {
            Ok(trace) => {
                let runs = trace.limits[0].done.zip(trace.limits[0].due);
                worst = worst.max(runs.map(|(done, due)| done.seconds() - due.seconds()));
            }
            Err(Stop::ReturnsUsedUp { .. }) => {}
            Err(Stop::UnknownYear(unknown)) => return Err(unknown.year),
            Err(stop) => panic!("{stop:?}"),
        }
    }
    Ok(worst)
}

/// A case for every way to answer: each question once, or twice where there are returns.
fn cases(writer: &Writer) -> Vec<Case> {
    let visits = if writer.returns { 3 } else { 1 };
    let bits = writer.conditions * visits + writer.waits;
    (0..1_u32 << bits).map(|answers| case(writer, visits, answers)).collect()
}

fn case(writer: &Writer, visits: usize, bits: u32) -> Case {
    let bit = |at: usize| bits >> at & 1 == 1;
    let answer = |at: usize| if bit(at) { Answer::Yes } else { Answer::No };
    let step = |number: usize| StepRef {
        kind: StepKind::Condition,
        name: StepName::Number(StepNumber { major: u32::try_from(number).unwrap(), minor: None }),
    };
    let given = |about, value| Given { within: None, about, value, span: None };
    let questions = (0..writer.conditions).map(|index| {
        let answers = (0..visits).map(|visit| answer(index * visits + visit)).collect();
        given(GivenFor::Step(step(index + 1)), GivenValue::Answers(answers))
    });
    let waits = (0..writer.waits).filter(|index| bit(writer.conditions * visits + index));
    let waits = waits.map(|index| given(GivenFor::Wait(format!("Ответ {}", index + 1)), GivenValue::Never));
    Case {
        title: String::new(),
        procedure: "п".to_owned(),
        variant: None,
        filed: NaiveDateTime::MIN,
        given: questions.chain(waits).collect(),
        results: Vec::new(),
        events: Vec::new(),
        facts: Vec::new(),
        extended: Vec::new(),
        expectations: Vec::new(),
        span: regc::source::Span::default(),
    }
}

proptest! {
    #![proptest_config(random(24))]

    #[test]
    fn a_proof_finds_what_a_full_scan_finds(sample in sample()) {
        let writer = written(&sample);
        // More ways than can be tried in a test; a return may make the others go on too long as well.
        prop_assume!(writer.conditions * if writer.returns { 3 } else { 1 } + writer.waits <= 5);
        let program = compile(&[&writer.text]);
        let unit = program.units.last().unwrap();
        prop_assume!(unit.is_sound());
        // A case cannot say that a reply comes the first time and not the second.
        prop_assume!(!(writer.returns && writer.turns));
        let set = unit.processes.as_ref().unwrap();
        let calendar = &set.head.calendar.as_ref().unwrap().calendar;
        for proof in proofs(&program) {
            // A run leaves the known years where any of its limits does; a proof is about one.
            let mut alone = ProcessSet::clone(set);
            alone.processes[0].limits.retain(|limit| limit.name == proof.limit.name);
            agree(&proof, &scan(&alone, calendar, &writer, proof.until.unwrap_or_default()))
                .map_err(|why| TestCaseError::fail(format!("{:?}: {why}\n{}", proof.limit.name, writer.text)))?;
        }
    }
}

/// Whether a proof says what a full scan found.
fn agree(proof: &Proof<'_>, found: &Found) -> Result<(), TestCaseError> {
    if let Verdict::Unprovable(why) = &proof.verdict {
        prop_assert_eq!(why, &Unprovable::NeverBegins);
        prop_assert_eq!(found.clocked, 0);
        return Ok(());
    }
    // Of a procedure that takes most of the year too few days are left to compare.
    prop_assume!(proof.until.unwrap() > NaiveDate::from_ymd_opt(2015, 6, 1).unwrap());
    prop_assert_eq!(proof.worst.as_ref().map(|witness| witness.sample.late()), found.worst);
    let expected = match found.fails_from {
        None => Verdict::Holds,
        Some(hour) if found.throughout == 0 => Verdict::HoldsBefore(hour),
        Some(_) => Verdict::Fails { days: found.failing, of: found.days },
    };
    prop_assert_eq!(&proof.verdict, &expected);
    Ok(())
}
