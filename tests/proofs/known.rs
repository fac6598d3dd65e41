//! The right answers that the design names, worked out without the program.

use regc::calendar::Calendar;
use regc::model::{Duration, Quantity, Unit};
use regc::program::Program;
use regc::proof::{Proof, Verdict, gap};

use super::{never_holds, proofs};
use crate::support::{compile, read};

const MEDICAL: &str = "specs/vko-2014-70/medical.reg";
const CENTRE_2015: [&str; 2] = ["specs/zhambyl-2015-173/medical.reg", "specs/zhambyl-2015-173/narcotics.reg"];

fn with_calendar(text: &str) -> Program {
    compile(&[&read("specs/calendars/kz.reg"), text])
}

fn calendar(program: &Program) -> &Calendar {
    let set = program.units.last().unwrap().processes.as_ref().unwrap();
    &set.head.calendar.as_ref().unwrap().calendar
}

fn of<'p, 'a>(proofs: &'p [Proof<'a>], procedure: &str) -> &'p Proof<'a> {
    proofs.iter().find(|proof| proof.process.procedure == procedure).unwrap()
}

/// The slack or lateness of the worst case.
fn worst(program: &Program, proof: &Proof<'_>) -> Duration {
    gap(calendar(program), &proof.limit.bound, proof.worst.as_ref().unwrap().sample)
}

fn duration(n: u32, unit: Unit) -> Duration {
    Duration { quantities: vec![Quantity { n, unit }], consecutive: false }
}

/// 15 min + 7 h 45 = 8 h = one day, and 2 + 10 + 1 + 1 days are the rest of the 15; likewise the others.
#[test]
fn the_office_of_2014_keeps_its_limits_with_nothing_to_spare() {
    let program = with_calendar(&read(MEDICAL));
    let proofs = proofs(&program);
    for procedure in ["выдача", "переоформление", "дубликат"] {
        let proof = of(&proofs, procedure);
        assert_eq!(proof.verdict, Verdict::Holds, "{procedure}");
        assert_eq!(worst(&program, proof), Duration::default(), "{procedure}");
        assert!(proof.silent.is_empty(), "{procedure}");
    }
}

/// The procedure of issue alone, with terms counted to the minute and its limit changed.
fn to_the_minute(limit: &str, waits: bool) -> Program {
    let text = read(MEDICAL);
    let (head, rest) = text.split_once("порядок выдача").unwrap();
    let (issue, _) = rest.split_once("\nпорядок ").unwrap();
    let issue = issue.replacen("общий срок: 15 рабочих дней с окончания действия 1", limit, 1);
    assert!(issue.contains(limit));
    let issue: String =
        issue.lines().filter(|line| waits || !line.contains("ожидание:")).map(|line| line.to_owned() + "\n").collect();
    let head = head.replacen("  календарь: kz", "  календарь: kz\n  счёт сроков: до минуты", 1);
    assert!(head.contains("до минуты"));
    with_calendar(&format!("{head}порядок выдача{issue}"))
}

#[test]
fn to_the_minute_the_issue_overruns_by_what_precedes_the_check() {
    for (waits, minutes) in [(false, 15), (true, 30)] {
        let program = to_the_minute("общий срок: 15 рабочих дней с начала действия 1", waits);
        let proofs = proofs(&program);
        let proof = of(&proofs, "выдача");
        assert!(never_holds(&proof.verdict), "{:?}", proof.verdict);
        assert_eq!(worst(&program, proof), duration(minutes, Unit::Minute));
        let least = gap(calendar(&program), &proof.limit.bound, proof.mildest.unwrap());
        assert_eq!(least, duration(minutes, Unit::Minute));
    }
}

#[test]
fn to_the_minute_the_issue_fits_exactly_from_the_end_of_action_1() {
    let program = to_the_minute("общий срок: 15 рабочих дней с окончания действия 1", true);
    let proofs = proofs(&program);
    let proof = of(&proofs, "выдача");
    assert_eq!(proof.verdict, Verdict::Holds);
    assert_eq!(worst(&program, proof), Duration::default());
}

/// 15 calendar days against 14 working days and 9 h 15 of other work.
#[test]
fn the_centre_of_2015_is_late_whatever_the_day_by_three_days_at_least() {
    for file in CENTRE_2015 {
        let program = with_calendar(&read(file));
        let proofs = proofs(&program);
        let issue = of(&proofs, "хқко-арқылы");
        assert!(never_holds(&issue.verdict), "{file}: {:?}", issue.verdict);
        let least = gap(calendar(&program), &issue.limit.bound, issue.mildest.unwrap());
        assert_eq!(least, duration(3, Unit::CalendarDay), "{file}");
    }
}

/// The witness is a case that anybody can run: it must come out as the proof says.
#[test]
fn a_witness_runs_as_the_proof_says() {
    for file in [MEDICAL, CENTRE_2015[0]] {
        let program = with_calendar(&read(file));
        for proof in proofs(&program) {
            let witness = proof.worst.as_ref().unwrap();
            assert_eq!(witness.trace.ended, witness.sample.done, "{}", proof.process.procedure);
        }
    }
}

/// The office works on Wednesdays, 35 minutes. Filed at 9:53, the first step ends at 10:00; the first wait is
/// over at 11:00 and begins the limit of a week anew, which then ends on the next Wednesday at 11:00. There the branch
/// of the step is the first to arrive, at 9:01, before the second wait could begin the limit anew once more.
#[test]
fn a_wait_that_is_broken_off_leaves_the_restart_before_it() {
    let program = compile(&["\
reg 1 ru
календарь малый «Две недолгие смены»
известны годы: 2015
часовой пояс: Asia/Almaty
рабочие дни: ср
рабочее время: 09:00 по 09:15; 09:40 по 10:00

регламент р «Регламент»
календарь: малый
исход выдано «Выдано»
порядок п «Порядок»
общий срок: 168 ч. подряд с окончания действия 0
действие 0 «Приём»
срок: 7 мин.
одновременно
ветвь «Один»
действие 1 «Шаг»
срок: 1 мин.
ветвь «Другой»
ожидание ответа «Ответ 1»
до 1 ч. подряд
начинает заново: общий срок
по истечении: далее
ожидание ответа «Ответ 2»
до 5 мин.
начинает заново: общий срок
по истечении: далее
дождаться первой
завершить: выдано
"]);
    let proofs = proofs(&program);
    let proof = of(&proofs, "п");
    assert_eq!(proof.verdict, Verdict::Holds);
    let worst = proof.worst.as_ref().unwrap();
    assert_eq!(worst.sample.late(), -119 * 60);
}

/// The office works on Wednesdays. Filed on 16 December at 9:53, the first step ends at 10:00 and the other on the
/// 23rd at 9:01; until then the wait suspends the limit, so the 23rd is lost to it and it ends on the 30th. Filed a
/// week later it ends in a year that the calendar does not know.
#[test]
fn a_pause_that_the_first_branch_cuts_short_counts_until_then() {
    let program = compile(&["\
reg 1 ru
календарь малый «Две недолгие смены»
известны годы: 2015
часовой пояс: Asia/Almaty
рабочие дни: ср
рабочее время: 09:00 по 09:15; 09:40 по 10:00

регламент р «Регламент»
календарь: малый
исход выдано «Выдано»
порядок п «Порядок»
общий срок: 1 раб. дн. с подачи
действие 0 «Приём»
срок: 7 мин.
одновременно
ветвь «Один»
действие 1 «Шаг»
срок: 1 мин.
ветвь «Другой»
ожидание ответа «Ответ»
до 5 мин.
приостанавливает: общий срок
по истечении: далее
дождаться первой
завершить: выдано
"]);
    let proofs = proofs(&program);
    assert_eq!(of(&proofs, "п").until, chrono::NaiveDate::from_ymd_opt(2015, 12, 16));
}

/// The limit is the next Wednesday, and 1 April has ten minutes only. Of 31 minutes, 21 are done on 25 March by who
/// files there at 9:14, the last minute of the morning: ten are left, which fit. Who files next, at 9:40, has done 20.
#[test]
fn the_hour_before_which_a_limit_holds_is_one_of_filing() {
    let program = compile(&["\
reg 1 ru
календарь малый «Две недолгие смены»
известны годы: 2015
часовой пояс: Asia/Almaty
рабочие дни: ср
рабочее время: 09:00 по 09:15; 09:40 по 10:00
сокращённый день: 2015-04-01 до 09:10

регламент р «Регламент»
календарь: малый
исход выдано «Выдано»
порядок п «Порядок»
общий срок: 1 раб. дн. с подачи
действие 1 «Шаг»
срок: 31 мин.
завершить: выдано
"]);
    let proofs = proofs(&program);
    assert_eq!(of(&proofs, "п").verdict, Verdict::HoldsBefore(chrono::NaiveTime::from_hms_opt(9, 40, 0).unwrap()));
}

/// Filed on 25 March at 9:58, action 2 ends on 1 April at 9:10, a short day's closing and the limit's end, and action 3
/// an hour later. Filed a minute later, action 2 ends on the 8th, and there the other branch is the first to arrive and
/// breaks action 3 off: so of the two the earlier filing is the worse.
#[test]
fn a_step_that_a_later_filing_breaks_off_is_seen() {
    let program = compile(&["\
reg 1 ru
календарь малый «Две недолгие смены»
известны годы: 2015
часовой пояс: Asia/Almaty
рабочие дни: ср
рабочее время: 09:00 по 09:15; 09:40 по 10:00
сокращённый день: 2015-04-01 до 09:10

регламент р «Регламент»
календарь: малый
исход выдано «Выдано»
порядок п «Порядок»
предел «п»: 1 раб. дн. с подачи до окончания действия 3
действие 1 «Приём»
срок: 7 мин.
одновременно
ветвь «Один»
действие 2 «Шаг 2»
срок: 5 мин.
действие 3 «Шаг 3»
срок: 1 ч. подряд
ветвь «Другой»
действие 4 «Шаг 4»
срок: 30 мин.
дождаться первой
завершить: выдано
"]);
    let proofs = proofs(&program);
    let proof = of(&proofs, "п");
    let worst = proof.worst.as_ref().unwrap().sample;
    let filed = chrono::NaiveDate::from_ymd_opt(2015, 3, 25).unwrap().and_hms_opt(9, 58, 0);
    assert_eq!((worst.late(), Some(calendar(&program).local(worst.filed))), (3600, filed));
}

/// A wait before the event that a limit runs from cannot begin anew what has not begun: the limit runs from its event,
/// two of its three days are used, and where the event never happens there is no limit at all.
#[test]
fn a_wait_before_the_event_of_a_limit_does_not_begin_it() {
    let text = "\
reg 1 en
calendar office «Office»
known years: 2024
time zone: UTC
working hours: 09:00 to 18:00

regulation r «Regulation»
calendar: office
participant other «Other» external
outcome issued «Issued» positive
procedure p «Procedure»
limit «decision»: 3 working days from the start of action 2 until completion
wait for reply «Reply»
from: other
up to 1 working day
restarts: limit «decision»
on expiry: next
condition 1 «Simple?»
yes: finish: issued
no: next
action 1 «Examination»
term: 5 working days
action 2 «Decision»
term: 2 working days
result: issued
";
    let program = compile(&[text]);
    let proofs = proofs(&program);
    let proof = of(&proofs, "p");
    assert_eq!(proof.verdict, Verdict::Holds);
    assert_eq!(worst(&program, proof), duration(1, Unit::WorkingDay));
    for (answer, from) in [("no", Some("2024-04-09 18:00")), ("yes", None)] {
        let case = "case «C»\nprocedure: p\nfiled: 2024-04-01 10:00\nwait for reply «Reply»: no reply\ncondition 1: ";
        let program = compile(&[&format!("{text}{case}{answer}\n")]);
        let unit = &program.units[0];
        let trace = regc::run::run(unit.processes.as_ref().unwrap(), &unit.cases[0]).unwrap();
        let standing = &trace.limits[0];
        let told = standing.from.map(|at| calendar(&program).local(at).format("%F %H:%M").to_string());
        assert_eq!((told.as_deref(), standing.restarted, standing.kept), (from, false, true), "{answer}");
    }
}
