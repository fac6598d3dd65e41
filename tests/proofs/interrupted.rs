//! Procedures that may be broken off at any moment: what is proved must be what comes of breaking them off at
//! every minute.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use regc::graph::ProcessSet;
use regc::model::{Answer, Case, Given, GivenFor, GivenValue, StepKind, StepName, StepNumber, StepRef};
use regc::proof::{Unprovable, Verdict};
use regc::run;

use super::proofs;
use crate::support::compile;

/// Every day is like every other, with 35 minutes of work.
pub(super) const HEAD: &str = "reg 1 ru
календарь малый «Две недолгие смены»
известны годы: 2015
рабочие дни: пн по вс
рабочее время: 09:00 по 09:15; 09:40 по 10:00
регламент р «Регламент»
календарь: малый
участник отдел «Отдел»
исход выдано «Выдано»
исход отозвано «Отозвано» отрицательный
событие отзыв «Отозвано»
порядок п «Порядок»
";

/// A day on which nothing is near the borders of the year.
pub(super) fn morning() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2015, 6, 3).unwrap().and_hms_opt(9, 0, 0).unwrap()
}

/// The minutes of that day at which something is filed.
pub(super) fn filings() -> impl Iterator<Item = NaiveDateTime> {
    (0..15).chain(40..60).map(|minute| morning() + TimeDelta::minutes(minute))
}

pub(super) fn case(set: &ProcessSet, filed: NaiveDateTime, given: Vec<Given>) -> Case {
    let process = &set.processes[0];
    Case {
        title: String::new(),
        procedure: process.procedure.clone(),
        variant: None,
        filed,
        given,
        results: Vec::new(),
        events: Vec::new(),
        facts: Vec::new(),
        extended: Vec::new(),
        expectations: Vec::new(),
        span: process.span,
    }
}

/// By how many seconds the first limit is overrun, if it begins and its event happens; and when the case ends.
pub(super) fn late(set: &ProcessSet, case: &Case) -> (Option<i64>, NaiveDateTime) {
    let trace = run::run(set, case).unwrap();
    let state = &trace.limits[0];
    let late = state.due.zip(state.done).map(|(due, done)| done.seconds() - due.seconds());
    (late, set.head.local(trace.ended))
}

/// The answers to the first condition, if there is one.
fn answers(text: &str) -> Vec<Vec<Given>> {
    if !text.contains("условие 1") {
        return vec![Vec::new()];
    }
    let name = StepName::Number(StepNumber { major: 1, minor: None });
    let about = GivenFor::Step(StepRef { kind: StepKind::Condition, name });
    let given =
        |answer| Given { within: None, about: about.clone(), value: GivenValue::Answers(vec![answer]), span: None };
    [Answer::Yes, Answer::No].map(|answer| vec![given(answer)]).into()
}

/// The worst of the cases filed at a moment: those that nothing breaks off, and those that are broken off at every
/// `step`-th minute and at the last one.
fn worst(set: &ProcessSet, text: &str, filed: NaiveDateTime, step: usize) -> Option<i64> {
    let within = text.contains("порядок в").then(|| "в".to_owned());
    let mut worst = None;
    for answers in answers(text) {
        let (found, ended) = late(set, &case(set, filed, answers.clone()));
        worst = worst.max(found);
        let minutes = (ended - filed).num_minutes();
        for minute in (0..minutes).step_by(step).chain([minutes - 1]).filter(|minute| *minute >= 0) {
            let at = GivenValue::At(filed + TimeDelta::minutes(minute));
            let about = GivenFor::Interrupt("Отзыв".to_owned());
            let given = Given { within: within.clone(), about, value: at, span: None };
            let given = answers.iter().cloned().chain([given]).collect();
            worst = worst.max(late(set, &case(set, filed, given)).0);
        }
    }
    worst
}

/// What is proved of the first limit is the worst that comes of breaking the procedure off at every minute.
#[track_caller]
fn is_proved_exactly(body: &str) {
    let text = HEAD.to_owned() + body;
    let program = compile(&[&text]);
    let proofs = proofs(&program);
    let set = program.units[0].processes.as_ref().unwrap();
    let proof = &proofs[0];
    let found = proof.worst.as_ref().unwrap_or_else(|| panic!("{:?}", proof.verdict));
    let filed = set.head.local(found.sample.filed);
    let same_day = morning().date().and_time(filed.time());
    assert_eq!(worst(set, &text, same_day, 1), Some(found.sample.late()), "{text}");
    assert_eq!(found.sample.is_kept(), proof.verdict == Verdict::Holds);
    // The case that is told does come to that.
    assert_eq!(late(set, &found.case).0, Some(found.sample.late()), "{text}");
    for filed in filings() {
        assert!(worst(set, &text, filed, 7) <= Some(found.sample.late()), "{filed} {text}");
    }
}

#[track_caller]
fn is_not_proved(body: &str) {
    let program = compile(&[&(HEAD.to_owned() + body)]);
    assert_eq!(proofs(&program)[0].verdict, Verdict::Unprovable(Unprovable::BrokenOff("Отзыв".to_owned())), "{body}");
}

const TWO_STEPS: &str = "действие 1 «Приём»\nвыполняет: отдел\nсрок: 10 минут\n\
    действие 2 «Решение»\nвыполняет: отдел\nсрок: 1 рабочий день\nитог: выдано\n";

/// A withdrawal whose documents take so long to be sent back.
fn withdrawal(term: &str) -> String {
    format!(
        "в любой момент «Отзыв»:\nсобытие: отзыв\nдействие 9 «Возврат»\nвыполняет: отдел\nсрок: {term}\nитог: отозвано\n"
    )
}

#[test]
fn what_follows_an_interruption_makes_a_case_later() {
    for term in ["20 минут", "1 рабочий день", "30 часов подряд"] {
        is_proved_exactly(&format!("общий срок: 2 рабочих дня\n{TWO_STEPS}{}", withdrawal(term)));
        is_proved_exactly(&format!("общий срок: 60 минут\n{TWO_STEPS}{}", withdrawal(term)));
    }
}

#[test]
fn a_case_that_is_only_broken_off_is_no_later() {
    is_proved_exactly(&format!("общий срок: 1 рабочий день\n{TWO_STEPS}в любой момент «Отзыв»: завершить: отозвано\n"));
}

/// Broken off before the step ends from which it runs, the limit does not begin.
#[test]
fn a_limit_that_has_not_begun_is_not_overrun() {
    is_proved_exactly(&format!(
        "общий срок: 1 рабочий день с окончания действия 1\n{TWO_STEPS}{}",
        withdrawal("25 минут")
    ));
    is_proved_exactly(&format!(
        "общий срок: 1 рабочий день с окончания действия 2\n{TWO_STEPS}{}",
        withdrawal("25 минут")
    ));
}

#[test]
fn each_answer_may_be_followed_by_an_interruption() {
    is_proved_exactly(&format!(
        "общий срок: 2 рабочих дня с окончания действия 1\nдействие 1 «Приём»\nвыполняет: отдел\nсрок: 10 минут\n\
         условие 1 «?»\nнет: завершить: отозвано\nда: далее\n\
         действие 2 «Решение»\nвыполняет: отдел\nсрок: 30 минут\nитог: выдано\n{}",
        withdrawal("2 рабочих дня")
    ));
}

#[test]
fn a_limit_may_run_to_a_step_that_only_an_interruption_leads_to() {
    let limit = "предел «возврат»: 1 рабочий день от подачи до окончания действия 9\n";
    is_proved_exactly(&format!("{limit}{TWO_STEPS}{}", withdrawal("12 минут")));
}

#[test]
fn parallel_work_is_broken_off_as_a_whole() {
    for join in ["дождаться всех", "дождаться первой"] {
        is_proved_exactly(&format!(
            "общий срок: 1 рабочий день с окончания действия 1\nодновременно\nветвь «А»\n\
             действие 1 «А»\nвыполняет: отдел\nсрок: 12 минут\nветвь «Б»\n\
             действие 2 «Б»\nвыполняет: отдел\nсрок: 1 рабочий день\n{join}\n\
             действие 3 «Решение»\nвыполняет: отдел\nсрок: 5 минут\nитог: выдано\n{}",
            withdrawal("20 минут")
        ));
    }
}

/// The wait begins the limit anew a minute after the case is broken off.
#[test]
fn a_limit_may_be_overrun_before_a_wait_begins_it_anew() {
    let wait = "ожидание ответа «Запрос»\nдо 3 рабочих дней\nначинает заново: общий срок\n";
    let text = |withdrawal: &str| format!("общий срок: 1 рабочий день\n{wait}{TWO_STEPS}{withdrawal}");
    is_proved_exactly(&text("в любой момент «Отзыв»: завершить: отозвано\n"));
    is_proved_exactly(&text(&withdrawal("20 минут")));
}

#[test]
fn a_suspended_limit_is_kept_if_nothing_follows() {
    let wait = "ожидание ответа «Запрос»\nдо 3 рабочих дней\nприостанавливает: общий срок\n";
    let text = |withdrawal: &str| format!("общий срок: 2 рабочих дня\n{wait}{TWO_STEPS}{withdrawal}");
    is_proved_exactly(&text("в любой момент «Отзыв»: завершить: отозвано\n"));
    // How much of the limit is left then, and what it is worth, differs from day to day.
    is_not_proved(&text(&withdrawal("20 минут")));
}

#[test]
fn a_called_procedure_may_be_broken_off_and_its_caller_go_on() {
    let called = |end: &str| {
        format!(
            "общий срок: 2 рабочих дня\nдействие 1 «Приём»\nвыполняет: отдел\nсрок: 10 минут\nвыполнить порядок в\n\
             действие 2 «Решение»\nвыполняет: отдел\nсрок: 15 минут\nитог: выдано\n\
             порядок в «Второй»\nдействие 1 «Проверка»\nвыполняет: отдел\nсрок: 30 минут\nитог: выдано\n\
             в любой момент «Отзыв»:\nдействие 9 «Возврат»\nвыполняет: отдел\nсрок: 1 рабочий день\nитог: {end}\n"
        )
    };
    is_proved_exactly(&called("выдано"));
    is_proved_exactly(&called("отозвано"));
}

/// The limit of the first procedure ends with it; that of its caller goes on until the second has ended.
#[test]
fn a_procedure_that_is_handed_over_has_ended_but_not_its_caller() {
    let handed = "действие 1 «Приём»\nвыполняет: отдел\nсрок: 10 минут\nперенаправить: отдел, в\n\
        порядок в «Второй»\nдействие 1 «Рассмотрение»\nвыполняет: отдел\nсрок: 2 рабочих дня\nитог: выдано\n\
        в любой момент «Отзыв»:\nдействие 9 «Возврат»\nвыполняет: отдел\nсрок: 1 рабочий день\nитог: отозвано\n";
    is_proved_exactly(&format!("общий срок: 1 рабочий день\n{handed}"));
    is_proved_exactly(&format!(
        "общий срок: 1 рабочий день\nвыполнить порядок а\nдействие 2 «Вручение»\nвыполняет: отдел\nсрок: 5 минут\n\
         итог: выдано\nпорядок а «Первый»\n{handed}"
    ));
}

/// Nobody knows when the interruption comes, so nobody knows how long the night behind it is.
#[test]
fn a_limit_that_begins_with_an_interruption_is_not_proved() {
    let limit = |from: &str| {
        format!("предел «возврат»: 1 рабочий день {from} до завершения\n{TWO_STEPS}{}", withdrawal("1 час"))
    };
    is_not_proved(&limit("с события отзыв"));
    is_not_proved(&limit("с окончания действия 9"));
}
