//! Cases through the program: the right answers that the design names, and one construct each.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use regc::calendar::Instant;
use regc::model::GivenFor;
use regc::program::Program;
use regc::run::{self, Did, Entry, Stop, Trace};
use tempfile::TempDir;

use crate::support::{Output, compile, files, read, regc, regc_in};

const MEDICAL: &str = "specs/vko-2014-70/medical.reg";

/// A case of arguments about the first regulation of the 2014 act, filed on Monday, 2 June 2014 at 10:00.
fn medical(procedure: &str, answers: &[&str]) -> Output {
    let mut command = regc();
    command.args(["run", MEDICAL, "--procedure", procedure, "--start", "2014-06-02 10:00", "--durations", "max"]);
    for answer in answers {
        command.args(["--answer", answer]);
    }
    crate::support::run(&mut command)
}

#[track_caller]
fn ends(output: &Output, completion: &str, limit: &str) {
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let line = |start: &str| output.stdout.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
    assert_eq!(line("завершение:"), format!("завершение: {completion}"));
    assert!(line("предел:").starts_with(&format!("предел: {limit} (")), "{}", line("предел:"));
    assert!(line("предел:").ends_with("срок соблюдён"), "{}", line("предел:"));
    // It was handed in within working time, so it counts as filed when it was.
    assert!(!output.stdout.contains("подача:"), "{}", output.stdout);
    assert!(output.stdout.contains("┆ 2014-06-02 10:00 ┆"), "{}", output.stdout);
}

#[test]
fn issue_ends_on_the_last_day_of_its_limit() {
    ends(&medical("выдача", &["условие 1=да", "итог=лицензия"]), "2014-06-23 18:30", "2014-06-23 18:30");
}

#[test]
fn reissue_ends_on_the_last_day_of_its_limit() {
    ends(&medical("переоформление", &["итог=переоформление"]), "2014-06-16 18:30", "2014-06-16 18:30");
}

#[test]
fn duplicate_ends_on_the_last_day_of_its_limit() {
    ends(&medical("дубликат", &["итог=дубликат"]), "2014-06-04 18:30", "2014-06-04 18:30");
}

#[test]
fn a_refusal_ends_where_the_check_ends() {
    let output = medical("выдача", &["условие 1=нет"]);
    // 10:00, 15 minutes of waiting, 15 and 15 minutes, then 7 h 45 of eight hours a day: the next day at 10:30.
    assert!(output.stdout.contains("завершение: 2014-06-03 10:30"), "{}", output.stdout);
    assert!(output.stdout.contains("исход: Мотивированный отказ"), "{}", output.stdout);
}

/// What `--explain` adds for a case of the first regulation, filed on Monday, 2 June 2014 at 10:00.
fn explained(procedure: &str, answers: &[&str], language: &str) -> String {
    let mut command = regc();
    command.args(["run", MEDICAL, "--procedure", procedure, "--start", "2014-06-02 10:00", "--explain"]);
    command.args(["--lang", language]);
    for answer in answers {
        command.args(["--answer", answer]);
    }
    let output = crate::support::run(&mut command);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let heading = ["почему такие даты:", "күндер неге осындай:", "why these dates:"];
    let found = heading.iter().find_map(|heading| output.stdout.split_once(heading));
    found.unwrap().1.trim_start_matches('\n').to_owned()
}

#[test]
fn each_date_is_explained() {
    let told = "  действие 1  ожидание 15 минут с 2014-06-02 10:00: конец 2014-06-02 10:15
              15 минут с 2014-06-02 10:15: конец 2014-06-02 10:30
  действие 2  15 минут с 2014-06-02 10:30: конец 2014-06-02 10:45
  действие 3  7 часов 45 минут с 2014-06-02 10:45: работа: 2 июня 6 ч 15 мин, 3 июня 1 ч 30 мин;
              конец 2014-06-03 10:30
  действие 4  2 рабочих дня с 2014-06-03 10:30: день события не считается; конец 2014-06-05 18:30,
              закрытие
  действие 5  10 рабочих дней с 2014-06-05 18:30: день события не считается; пропущены 7–8, 14–15
              июня (выходные); конец 2014-06-19 18:30, закрытие
  действие 6  1 рабочий день с 2014-06-19 18:30: день события не считается; конец 2014-06-20 18:30,
              закрытие
  действие 7  1 рабочий день с 2014-06-20 18:30: день события не считается; пропущены 21–22 июня
              (выходные); конец 2014-06-23 18:30, закрытие
  предел      15 рабочих дней с 2014-06-02 10:30: день события не считается; пропущены 7–8, 14–15,
              21–22 июня (выходные); конец 2014-06-23 18:30, закрытие
";
    assert_eq!(explained("выдача", &["условие 1=да", "итог=лицензия"], "ru"), told);
}

#[test]
fn dates_are_explained_in_each_language() {
    let english = "  action 1  waiting 15 minutes from 2014-06-02 10:00: ends 2014-06-02 10:15
            15 minutes from 2014-06-02 10:15: ends 2014-06-02 10:30
  action 2  15 minutes from 2014-06-02 10:30: ends 2014-06-02 10:45
  action 3  7 hours 45 minutes from 2014-06-02 10:45: work: 2 June 6 h 15 min, 3 June 1 h 30 min;
            ends 2014-06-03 10:30
  action 4  1 working day from 2014-06-03 10:30: the day of the event does not count; ends
            2014-06-04 18:30, closing
  limit     2 working days from 2014-06-02 10:30: the day of the event does not count; ends
            2014-06-04 18:30, closing
";
    assert_eq!(explained("дубликат", &["итог=дубликат"], "en"), english);
    let kazakh = explained("дубликат", &["итог=дубликат"], "kk");
    let last = "  шекті мерзім  2014-06-02 10:30 бастап 2 жұмыс күні: оқиға күні есептелмейді; аяқталуы
                2014-06-04 18:30, жұмыс соңы
";
    assert!(kazakh.ends_with(last), "{kazakh}");
}

/// A file of `fixtures/run` with the calendar it uses.
fn fixture(name: &str) -> Program {
    let calendar = read("tests/fixtures/run/calendar.reg");
    compile(&[&calendar, &read(format!("tests/fixtures/run/{name}.reg"))])
}

/// Runs the case of a fixture whose title begins so.
fn trace(name: &str, title: &str) -> Trace {
    let program = fixture(name);
    let unit = program.units.last().unwrap();
    let case = unit.cases.iter().find(|case| case.title.starts_with(title)).unwrap();
    run::run(unit.processes.as_ref().unwrap(), case).unwrap()
}

fn entries(name: &str, title: &str) -> Vec<Entry> {
    trace(name, title).entries
}

#[test]
fn every_case_of_the_fixtures_comes_out_as_reasoned() {
    let mut failed = Vec::new();
    for path in files("tests/fixtures/run", "reg") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let program = fixture(name);
        let unit = program.units.last().unwrap();
        let errors = unit.findings.iter().filter(|one| one.is_error()).count();
        assert_eq!(errors, 0, "{name}: {:?}", unit.findings);
        for case in &unit.cases {
            match run::run(unit.processes.as_ref().unwrap(), case) {
                Ok(trace) => {
                    let differences = run::differences(unit.processes.as_ref().unwrap(), case, &trace);
                    failed.extend((!differences.is_empty()).then(|| format!("{name} {}: {differences:?}", case.title)));
                }
                Err(stop) => failed.push(format!("{name} {}: {stop:?}", case.title)),
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// What was done, when it ended, and whether it was broken off.
fn told(entries: &[Entry]) -> Vec<(String, String, bool)> {
    // The fixtures share a calendar.
    let program = fixture("parallel");
    let head = &program.units.last().unwrap().processes.as_ref().unwrap().head;
    entries.iter().map(|one| (one.title.clone(), head.local(one.ends).to_string(), one.cancelled)).collect()
}

fn row(title: &str, ends: &str, cancelled: bool) -> (String, String, bool) {
    (title.to_owned(), format!("2014-06-{ends}:00"), cancelled)
}

#[test]
fn the_first_branch_breaks_the_others_off() {
    let first = entries("parallel", "Первая: другая");
    assert_eq!(
        told(&first),
        [
            row("Ответ", "05 10:00", true),
            row("Поиск", "04 18:00", false),
            row("Запись", "05 10:00", false),
            row("Выдача", "05 11:00", false),
        ]
    );
    let early = entries("parallel", "Первая: до второго");
    assert_eq!(
        told(&early),
        [row("Ответ", "02 11:00", false), row("Поиск", "02 11:00", true), row("Выдача", "02 12:00", false)]
    );
}

#[test]
fn an_outcome_in_a_branch_breaks_the_others_off() {
    let ended = entries("parallel", "Все: исход в ветви застаёт");
    assert_eq!(
        told(&ended),
        [
            row("Приём", "02 11:00", false),
            row("Долгое", "02 16:00", true),
            row("Короткое", "02 15:00", false),
            row("Есть препятствие?", "02 16:00", false),
        ]
    );
}

#[test]
fn steps_of_a_called_procedure_stand_under_the_call() {
    let called = entries("calls", "Отрицательный");
    let depths: Vec<_> = called.iter().map(|one| (one.title.as_str(), one.depth)).collect();
    assert_eq!(depths, [("Приём", 0), ("В отделе", 0), ("Проверка", 1), ("Полный?", 1)]);
}

/// Where each limit of a case stands: from when it runs, when it expires, when its event happened, whether
/// it was kept.
#[track_caller]
fn stand(name: &str, title: &str, expected: &[[&str; 4]]) {
    // The fixtures share a calendar.
    let program = fixture("parallel");
    let head = &program.units.last().unwrap().processes.as_ref().unwrap().head;
    let moment = |at: Option<Instant>| at.map_or("-".to_owned(), |at| head.local(at).format("%m-%d %H:%M").to_string());
    let states = trace(name, title).limits;
    let states: Vec<_> = states
        .iter()
        .map(|state| {
            let kept = if state.kept { "kept" } else { "broken" };
            [moment(state.from), moment(state.due), moment(state.done), kept.to_owned()]
        })
        .collect();
    assert_eq!(states, expected);
}

#[test]
fn every_limit_of_a_procedure_stands_by_itself() {
    stand(
        "events",
        "Между: оплата по действию",
        &[
            ["06-02 11:00", "06-04 18:00", "06-05 10:00", "broken"],
            ["06-02 11:00", "06-03 18:00", "06-04 18:00", "broken"],
        ],
    );
    stand("events", "Позже: не начал течь", &[["-", "-", "06-04 10:00", "kept"]]);
    stand("events", "Прервано", &[["-", "-", "06-05 18:00", "kept"]]);
    // Registered in the minute in which its limit ends, or broken off by its expiry.
    let overall = |done| ["06-02 10:00", "06-16 18:00", done, "kept"];
    stand("expiry", "Этап: вовремя", &[overall("06-09 18:00"), ["06-02 10:00", "06-02 13:00", "06-02 13:00", "kept"]]);
    stand("expiry", "Этап: поздно", &[overall("06-02 13:00"), ["06-02 10:00", "06-02 13:00", "-", "broken"]]);
}

#[test]
fn a_limit_is_counted_back_from_a_date_set_beforehand() {
    stand("events", "Заранее: вовремя", &[["06-10 10:00", "06-05 18:00", "06-03 18:00", "kept"]]);
    stand("events", "Заранее: поздно", &[["06-10 10:00", "06-05 18:00", "06-06 18:00", "broken"]]);
}

#[test]
fn a_limit_whose_event_does_not_happen_lapses_with_the_case() {
    stand(
        "clocks-en",
        "In time",
        &[
            ["06-03 18:00", "06-26 18:00", "06-11 18:00", "kept"],
            ["06-02 10:00", "06-03 18:00", "06-03 18:00", "kept"],
            ["06-09 18:00", "06-12 18:00", "06-11 18:00", "kept"],
            ["06-03 18:00", "-", "06-09 18:00", "kept"],
            // It expired long before the case ended, and no hearing was held.
            ["06-03 18:00", "06-05 18:00", "-", "broken"],
        ],
    );
}

#[test]
fn what_a_called_procedure_was_doing_is_broken_off_with_the_call() {
    let told = told(&entries("expiry", "Вызов"));
    assert_eq!(
        told,
        [("Молчание – согласие", true), ("Рассмотрение", true)].map(|(title, cancelled)| (
            title.to_owned(),
            "2014-06-03 18:00:00".to_owned(),
            cancelled
        ))
    );
}

#[test]
fn an_interruption_breaks_off_all_that_is_going_on() {
    let withdrawn = entries("any-time", "Отозвано посреди");
    assert_eq!(
        told(&withdrawn),
        [
            row("Регистрация", "02 11:00", false),
            row("Проверка", "03 11:00", true),
            row("Запрос", "03 11:00", true),
            row("Отзыв заявления", "03 11:00", false),
            row("Возврат документов", "03 16:00", false),
            row("Запись в журнал", "03 17:00", false),
        ]
    );
    let closed = entries("any-time", "Прервано вместе");
    assert_eq!(
        told(&closed),
        [
            row("Приём", "02 11:00", false),
            row("Приём", "03 11:00", true),
            row("Регистрация", "02 12:00", false),
            row("Проверка", "03 11:00", true),
            row("Запрос", "03 11:00", true),
            row("Закрытие центра", "03 11:00", false),
        ]
    );
}

#[test]
fn what_is_handed_over_stands_under_the_hand_over() {
    let handed = entries("hand-over", "Исход и завершение");
    let depths: Vec<_> = handed.iter().map(|one| (one.title.as_str(), one.depth)).collect();
    assert_eq!(
        depths,
        [("Приём", 0), ("Вопрос отдела?", 0), ("В департаменте", 0), ("Рассмотрение", 1), ("Можно?", 1)]
    );
    // The first procedure ended with it; of the second, which began then, nobody was late but the department.
    stand("hand-over", "Исход и завершение", &[["06-02 10:00", "06-03 18:00", "06-02 11:00", "kept"]]);
    let Did::HandedOver(limits) = &handed[2].did else { panic!("{:?}", handed[2].did) };
    assert!(limits.len() == 1 && !limits[0].kept && limits[0].done == Some(handed[2].ends), "{limits:?}");
}

#[test]
fn the_same_is_done_for_every_member() {
    let each = entries("for-each", "Члены названы");
    let concluded = each.iter().filter(|one| one.title == "Заключение").count();
    let dissent = each.iter().filter(|one| one.title == "Особое мнение").count();
    assert_eq!((concluded, dissent), (3, 1));
    let veto = entries("for-each", "Один решает");
    let reports: Vec<_> = veto.iter().filter(|one| one.title == "Отчёт").map(|one| one.cancelled).collect();
    assert_eq!(reports, [true], "the third was never asked");
}

#[test]
fn a_case_must_say_how_many_there_are() {
    let program = fixture("for-each");
    let unit = program.units.last().unwrap();
    let mut case = unit.cases[0].clone();
    case.given.retain(|given| !matches!(given.about, GivenFor::ForEach(_)));
    let stop = run::run(unit.processes.as_ref().unwrap(), &case).unwrap_err();
    assert_eq!(stop, Stop::NoMembers { within: None, title: "член комиссии".to_owned() });
    let mut command = regc();
    command.args(["run", "tests/fixtures/run/for-each.reg", "--procedure", "центр", "--start", "2014-06-02 10:00"]);
    command.args(["--answer", "порядок комиссия, условие 1=да"]);
    let asked = crate::support::run(&mut command);
    let line = "порядок комиссия, для каждого «член комиссии»";
    assert_eq!((asked.code, asked.stdout.as_str()), (2, ""));
    assert!(asked.stderr.contains(&format!("{line}; добавьте, например, --answer '{line}=3'")), "{}", asked.stderr);
    command.args(["--answer", &format!("{line}=3")]);
    assert_eq!(crate::support::run(&mut command).code, 0);
}

/// Each begins where the one before has ended, not within it: a text of any length is carried out.
#[test]
fn a_case_may_be_handed_over_as_often_as_there_are_procedures() {
    const PROCEDURES: usize = 2000;
    let mut text = "reg 1 ru\nрегламент р «Р»\nкалендарь: kz\nучастник отдел «О»\nисход выдано «В»\n".to_owned();
    for number in 0..PROCEDURES {
        let last = number + 1 == PROCEDURES;
        let end = if last {
            "завершить: выдано".to_owned()
        } else {
            format!("перенаправить: отдел, п{}", number + 1)
        };
        let step = "действие 1 «Ш»\nвыполняет: отдел\nсрок: 1 минута";
        text.extend([format!("порядок п{number} «П»\n{step}\n{end}\n")]);
    }
    text += "случай «Цепь»\nпорядок: п0\nподача: 2014-06-02 10:00\n";
    let program = compile(&[&read("tests/fixtures/run/calendar.reg"), &text]);
    let unit = program.units.last().unwrap();
    let trace = run::run(unit.processes.as_ref().unwrap(), &unit.cases[0]).unwrap();
    assert_eq!(trace.entries.len(), 2 * PROCEDURES - 1);
    // 33 hours and 20 minutes of work: 7 hours on 2 June, 8 on each of three days, 2 h 20 on 6 June.
    let local = |at| unit.processes.as_ref().unwrap().head.local(at).to_string();
    assert_eq!(local(trace.ended), "2014-06-06 11:20:00");
}

/// The wait suspends the overall term until it is broken off, a day later. No decision is taken any more, so the
/// limit for it lapses; the one that runs from the interruption begins with it.
#[test]
fn limits_go_on_until_what_follows_an_interruption_has_ended() {
    stand(
        "any-time",
        "Отозвано посреди",
        &[
            ["06-02 10:00", "06-10 18:00", "06-03 17:00", "kept"],
            ["06-02 10:00", "06-05 18:00", "-", "kept"],
            ["06-03 11:00", "06-04 18:00", "06-03 16:00", "kept"],
        ],
    );
}

/// The lines under the table of a case.
fn told_below(name: &str, title: &str, language: &str) -> String {
    let mut command = regc();
    let file = Path::new("tests/fixtures/run").join(name).with_extension("reg");
    command.arg("run").arg(file).args(["--case", title, "--lang", language]);
    let output = crate::support::run(&mut command);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    output.stdout.rsplit_once('┘').unwrap().1.trim_start().to_owned()
}

/// To pass is to meet what is expected: a case that expects nothing has not passed, least of all one with a limit that
/// is broken, and has not failed either.
#[test]
fn a_case_that_expects_nothing_does_not_pass() {
    let folder = TempDir::new().unwrap();
    let text = read("tests/fixtures/run/clocks-en.reg");
    let bare: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("expected")).collect();
    assert!(bare.len() < text.lines().count());
    fs::write(folder.path().join("bare.reg"), bare.join("\n") + "\n").unwrap();
    fs::copy("tests/fixtures/run/calendar.reg", folder.path().join("calendar.reg")).unwrap();
    let told = [
        ("ru", "срок нарушен", "в случае ничего не ожидается"),
        ("kk", "мерзім бұзылды", "жағдайда ештеңе күтілмейді"),
        ("en", "term broken", "nothing is expected of the case"),
    ];
    for (language, broken, verdict) in told {
        let mut command = regc_in(folder.path());
        let output = crate::support::run(command.args(["run", "bare.reg", "--case", "Too late", "--lang", language]));
        assert_eq!((output.code, output.stderr.as_str()), (0, ""));
        assert!(output.stdout.contains(broken), "{}", output.stdout);
        assert_eq!(output.stdout.lines().last(), Some(verdict));
    }
}

#[test]
fn limits_are_told_in_three_languages() {
    assert_eq!(
        told_below("clocks-en", "In time", "en"),
        "outcome: Granted
completion: 2014-06-11 18:00
overall term: 2014-06-26 18:00 (10 working days from the event «Payment»; para 1) – term kept
  extended 1 time (para 2)
  notice of the extension by 2014-06-19 18:00
  suspended: 2014-06-03 18:00 – 2014-06-05 12:00
limit «registration»: 2014-06-03 18:00 (1 working day from filing) – term kept
limit «answer»: 2014-06-12 18:00 (3 working days from the end of action 1) – term kept
  began anew: 2014-06-09 18:00
limit «at once»: no number is set (immediately from the end of action 1)
limit «hearing»: 2014-06-05 18:00 (2 working days from the event «Payment») – term broken
case passed
"
    );
    assert_eq!(
        told_below("clocks-en", "Too late", "ru"),
        "исход: Refused
завершение: 2014-06-12 18:00
общий срок: 2014-06-19 18:00 (10 рабочих дней с события «Payment»; п. 1) – срок соблюдён
  приостановлен: 2014-06-04 18:00 – 2014-06-05 12:00
предел «registration»: 2014-06-03 18:00 (1 рабочий день с подачи) – срок нарушен
  заявитель вправе с 2014-06-03 18:00: «Complain» (п. 3)
предел «answer»: 2014-06-12 18:00 (3 рабочих дня с окончания действия 1) – срок нарушен
  начат заново: 2014-06-09 18:00
  по истечении: Refused (п. 4)
предел «at once»: без числа (незамедлительно с окончания действия 1)
предел «hearing»: 2014-06-06 18:00 (2 рабочих дня с события «Payment») – срок нарушен
случай подтверждён
"
    );
    assert_eq!(
        told_below("clocks-kk", "Кеш", "kk"),
        "нәтиже: Берілді
аяқталуы: 2014-06-30 18:00
шекті мерзім: 2014-06-24 18:00 (күнтізбелік 10 күн өтініш берілген күннен бастап; 1-т.) – мерзім бұзылды
  1 рет ұзартылды (2-т.)
  ұзарту туралы 2014-06-16 18:00 дейін хабарлау
  тоқтатыла тұрды: 2014-06-02 11:00 – 2014-06-04 12:00
  өтініш беруші 2014-06-24 18:00 бастап құқылы: «Шағым беру» (3-т.)
жағдай расталды
"
    );
}

/// Runs a procedure of a fixture by arguments, filed on 2 June 2014 at 10:00.
fn arguments(name: &str, procedure: &str, answers: &[&str]) -> Output {
    let mut command = regc();
    let file = Path::new("tests/fixtures/run").join(name).with_extension("reg");
    command.arg("run").arg(file).args(["--procedure", procedure, "--start", "2014-06-02 10:00"]);
    for answer in answers {
        command.args(["--answer", answer]);
    }
    crate::support::run(&mut command)
}

#[track_caller]
fn stops(output: &Output, told: &str) {
    assert_eq!((output.code, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains(told), "{}", output.stderr);
}

#[test]
fn a_case_stops_where_the_act_does_not_say_what_follows() {
    stops(&arguments("returns", "дважды", &["условие 1=нет"]), "возвраты исчерпаны (2)");
    stops(&arguments("returns", "дважды", &["условие 1=нет; нет; нет; да"]), "возвраты исчерпаны (2)");
    stops(&arguments("returns", "после-ветвей", &["условие 1=нет"]), "возвраты исчерпаны (1)");
    stops(&arguments("returns", "два-возврата", &["условие 1=«А»; «Б»; «А»"]), "возвраты исчерпаны (1)");
    stops(&arguments("returns", "без-конца", &["условие 1=нет"]), "случай не кончается");
    stops(
        &arguments("wait", "молчание", &["ожидание ответа «Заключение»=без ответа"]),
        "что делать по истечении срока",
    );
    stops(&arguments("wait", "без-срока", &[]), "--answer 'ожидание ответа «Заключение»=2 рабочих дня'");
    stops(&arguments("calls", "центр", &[]), "--answer 'порядок отдел, условие 1=да'");
}

/// What the program asks for is what it takes.
#[test]
fn the_answers_that_are_asked_for_are_taken() {
    assert_eq!(arguments("wait", "без-срока", &["ожидание ответа «Заключение»=2 рабочих дня"]).code, 0);
    assert_eq!(arguments("calls", "центр", &["порядок отдел, условие 1=да"]).code, 0);
}

#[test]
fn procedures_call_each_other_a_hundred_deep_and_no_deeper() {
    let chain = |depth: usize| {
        let mut text = "reg 1 ru\nрегламент р «Р»\n  календарь: к\nисход а «А»\n".to_owned();
        for number in 0..depth {
            let next = number + 1;
            writeln!(text, "порядок п{number} «П»\n  выполнить порядок п{next}\n  завершить: а").unwrap();
        }
        writeln!(text, "порядок п{depth} «П»\n  завершить: а").unwrap();
        text += "календарь к «К»\n  известны годы: 2014\n  рабочее время: 09:00 по 18:00\n";
        text + "случай «С»\n  порядок: п0\n  подача: 2014-06-02 10:00\n"
    };
    let outcome = |depth: usize| {
        let program = compile(&[&chain(depth)]);
        let unit = &program.units[0];
        run::run(unit.processes.as_ref().unwrap(), &unit.cases[0]).map(|_| ())
    };
    assert_eq!(outcome(100), Ok(()));
    assert_eq!(outcome(101), Err(Stop::CallsTooDeep));
    assert_eq!(outcome(3000), Err(Stop::CallsTooDeep));
}

#[test]
fn a_procedure_without_a_calendar_cannot_run() {
    let text = "reg 1 ru\nрегламент р «Р»\nисход а «А»\nпорядок п «П»\nдействие 1 «Д»\nитог: а\nслучай «С»\nпорядок: п\nподача: 2014-06-02 10:00\n";
    let program = compile(&[text]);
    let unit = &program.units[0];
    let stop = run::run(unit.processes.as_ref().unwrap(), &unit.cases[0]).unwrap_err();
    assert_eq!(stop, Stop::NoCalendar);
}

#[test]
fn the_same_case_gives_the_same_trace() {
    for name in ["parallel", "wait", "calls", "clock"] {
        let program = fixture(name);
        let unit = program.units.last().unwrap();
        for case in &unit.cases {
            let trace = || format!("{:?}", run::run(unit.processes.as_ref().unwrap(), case).unwrap());
            assert_eq!(trace(), trace());
        }
    }
}

/// A call tells the limits of the procedure that was called, whatever limits the caller has.
#[test]
fn a_call_tells_the_limits_of_what_it_calls() {
    let calendar = read("tests/fixtures/run/calendar.reg");
    let act = "reg 1 ru\nрегламент р «Р»\n  календарь: kz\nисход в «В»\n\
        порядок свой «Свой»\n  предел «первый»: 1 рабочий день с подачи\n  предел «второй»: 2 рабочих дня с подачи\n\
        \x20 выполнить порядок другой\n  завершить: в\n\
        порядок другой «Другой»\n  общий срок: 3 рабочих дня с подачи\n  действие 1 «А»\n    срок: 1 час\n    итог: в\n\
        случай «С»\n  порядок: свой\n  подача: 2014-06-02 10:00\n";
    let program = compile(&[&calendar, act]);
    let unit = program.units.last().unwrap();
    let trace = run::run(unit.processes.as_ref().unwrap(), &unit.cases[0]).unwrap();
    let Did::Called(limits) = &trace.entries[0].did else { panic!("{:?}", trace.entries) };
    let names: Vec<_> = limits.iter().map(|state| (&state.limit.name, state.due)).collect();
    // Three working days after Monday, 2 June, 10:00: Thursday at closing.
    let calendar = &unit.processes.as_ref().unwrap().head.calendar.as_ref().unwrap().calendar;
    let due = calendar.instant("2014-06-05T18:00:00".parse().unwrap());
    assert_eq!(names, [(&regc::model::LimitName::Overall, Some(due))]);
}
