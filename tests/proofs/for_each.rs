//! Work for every member of a list: what is proved must be what comes of any number of members, each of whom goes
//! any way.

use regc::model::{Answer, Case, Given, GivenFor, GivenValue, StepKind, StepName, StepNumber, StepRef};

use super::interrupted::{HEAD, case, filings, late, morning};
use super::proofs;
use crate::support::compile;

/// What a case says of its members: so many, and the answer of each to the one question.
fn givens() -> Vec<Vec<Given>> {
    let name = StepName::Number(StepNumber { major: 1, minor: None });
    let about = GivenFor::Step(StepRef { kind: StepKind::Condition, name });
    let mut all = Vec::new();
    for members in 1..=3_u32 {
        for answers in 0..1_u32 << members {
            let answer = |member| if answers >> member & 1 == 1 { Answer::Yes } else { Answer::No };
            let answers = GivenValue::Answers((0..members).map(answer).collect());
            let of_members = (GivenFor::ForEach("член".to_owned()), GivenValue::Count(members));
            let lines = [(about.clone(), answers), of_members];
            all.push(lines.map(|(about, value)| Given { within: None, about, value, span: None }).into());
        }
    }
    all
}

#[track_caller]
fn is_proved_exactly(body: &str) {
    let text = HEAD.to_owned() + body;
    let program = compile(&[&text]);
    let proofs = proofs(&program);
    let set = program.units[0].processes.as_ref().unwrap();
    let found = proofs[0].worst.as_ref().unwrap_or_else(|| panic!("{:?}", proofs[0].verdict));
    let worst = |filed| givens().into_iter().filter_map(|given| late(set, &case(set, filed, given)).0).max();
    let same_day = morning().date().and_time(set.head.local(found.sample.filed).time());
    assert_eq!(worst(same_day), Some(found.sample.late()), "{text}");
    assert!(filings().all(|filed| worst(filed) <= Some(found.sample.late())), "{text}");
    // The case that is told does come to that.
    let told: &Case = &found.case;
    assert_eq!(late(set, told).0, Some(found.sample.late()), "{text}");
}

/// A member who agrees is done; another has more to do, or ends the case.
fn for_each(no: &str) -> String {
    format!(
        "для каждого «член»\nдействие 2 «Заключение»\nвыполняет: отдел\nсрок: 10 минут\n\
         условие 1 «Согласен?»\nда: далее\nнет: {no}\nдождаться всех\n\
         действие 3 «Решение»\nвыполняет: отдел\nсрок: 20 минут\nитог: выдано\n"
    )
}

const MORE: &str = "\nдействие 4 «Мнение»\nвыполняет: отдел\nсрок: 1 рабочий день\nдалее";

#[test]
fn all_members_are_waited_for() {
    is_proved_exactly(&format!("общий срок: 1 рабочий день\n{}", for_each(MORE)));
    is_proved_exactly(&format!("общий срок: 1 рабочий день\n{}", for_each("завершить: отозвано")));
}

/// One member starts the clock that another is too slow for: no single member does both.
#[test]
fn what_one_member_does_may_make_another_late() {
    let quick = "общий срок: 10 минут с окончания действия 5\n".to_owned()
        + &for_each(MORE).replace("да: далее", "да:\nдействие 5 «Подпись»\nвыполняет: отдел\nсрок: 5 минут\nдалее");
    is_proved_exactly(&quick);
    is_proved_exactly(&quick.replace("общий срок: 10 минут", "общий срок: 3 рабочих дня"));
}
