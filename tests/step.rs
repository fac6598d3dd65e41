//! `regc run --step` and `--at` through the program: sessions of lines, what they write, and what is refused.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::support::{Output, compile, read, regc_in, root, run};

/// A regulation with a condition, a wait, a fact by its type and a choice of outcome.
const OFFICE: &str = "reg 1 ru
календарь kz «Календарь»
  известны годы: 2014
  рабочее время: 09:00 по 18:00
регламент р «Регламент»
  календарь: kz
участник другие «Другие» внешний
исход выдано «Выдано» положительный
исход отказ «Отказ» отрицательный
сведение иин «ИИН заявителя» иин
сведение ключ «ИИН в ключе» иин
сведение лет «Возраст» целое число
порядок п «Порядок»
  общий срок: 20 рабочих дней с подачи
  действие 1 «Приём»
    срок: 1 час
  условие 1 «Полный?» (п. 3)
    нет: завершить: отказ
    да: далее
  ожидание ответа «Справка»
    от: другие
    до 4 рабочих дней
    по истечении: завершить: отказ
  условие 2 «Взрослый?» если лет не меньше 18
    нет: завершить: отказ
    да: далее
  условие 3 «Тот самый?» если иин = ключ
    нет: завершить: отказ
    да: далее
  действие 2 «Решение»
    срок: 1 рабочий день
    итог: выдано либо отказ
случай «Начатый»
  порядок: п
  подача: 2014-06-02 10:00
  условие 1: да
";

const START: [&str; 5] = ["run", "a.reg", "--step", "--start", "2014-06-02 10:00"];

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.reg"), OFFICE).unwrap();
    folder
}

/// A session of these lines.
fn session(folder: &Path, arguments: &[&str], lines: &str) -> Output {
    let mut command = regc_in(folder);
    run(command.args(arguments).write_stdin(lines.to_owned()))
}

fn written(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[track_caller]
fn refused(output: &Output, told: &str) {
    assert_eq!(output.code, 2, "{}", output.stdout);
    assert!(output.stderr.contains(told), "{}", output.stderr);
}

#[test]
fn a_session_asks_by_kind_checks_what_is_typed_and_writes_a_case() {
    let folder = folder();
    // Words for an answer, a duration for the reply, a number that is no age, an IIN that is none.
    let lines = "да\n2 рабочих дня\nда\n40\n900101300008\n900101300007\n900101300007\n1\n\n";
    let output = session(folder.path(), &[&START[..], &["--save", "b.reg"]].concat(), lines);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.stdout);
    for told in [
        "условие 1 «Полный?» (п. 3)",
        "когда: 2014-06-02 11:00",
        "общий срок: до 2014-06-30 18:00, осталось: 20 рабочих дней",
        "* 1  ответ приходит в последний момент: 2014-06-06 18:00",
        "кто: Другие",
        "сведение «Возраст» (целое число), по нему решается условие 2",
        "у этого сведения другой вид: целое число",
        "контрольная, последняя цифра не сходится",
        "какой исход?",
        "исход: Выдано",
    ] {
        assert!(output.stdout.replace("*  1", "* 1").contains(told), "{told}\n{}", output.stdout);
    }
    // Nothing that moves a cursor or colours is sent where nobody looks.
    assert!(!output.stdout.contains('\u{1b}'));
    let case = "reg 1 ru

использует: «a.reg»

случай «Порядок, 2014-06-02 10:00»
  порядок: п
  подача: 2014-06-02 10:00
  условие 1: да
  ожидание ответа «Справка»: 2 рабочих дня
  сведение лет: 40
  сведение иин: 900101300007
  сведение ключ: 900101300007
  итог: выдано
";
    assert_eq!(written(folder.path(), "b.reg"), case);
    // By adding its expectations it becomes a test.
    let tested = run(regc_in(folder.path()).args(["test", "b.reg", "--write"]));
    assert_eq!(tested.code, 0, "{}", tested.stdout);
    assert!(written(folder.path(), "b.reg").contains("ожидается исход: выдано"));
    let again = run(regc_in(folder.path()).args(["run", "b.reg", "--case", "Порядок"]));
    assert!(again.stdout.contains("случай подтверждён"), "{}", again.stdout);
}

#[test]
fn sessions_speak_three_languages() {
    let folder = folder();
    for (language, told, back) in [
        ("ru", "это начало: назад некуда", "назад"),
        ("kk", "бұл – басы: артқа жол жоқ", "артқа"),
        ("en", "this is the beginning", "back"),
    ] {
        let lines = format!("{back}\n1\n{back}\n1\n\n");
        let arguments = [&START[..], &["--lang", language]].concat();
        let output = session(folder.path(), &arguments, &lines);
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.stdout);
        assert!(output.stdout.contains(told), "{}", output.stdout);
    }
    let english = session(folder.path(), &[&START[..], &["--lang", "en"]].concat(), "yes\nno reply\n\n");
    assert!(english.stdout.contains("outcome: Отказ"), "{}", english.stdout);
}

#[test]
fn nothing_is_written_without_an_answer() {
    let folder = folder();
    let arguments = [&START[..], &["--save", "b.reg"]].concat();
    for lines in ["выход\n", "назад\nq\n", "вздор\nq\n"] {
        assert_eq!(session(folder.path(), &arguments, lines).code, 0);
    }
    refused(&session(folder.path(), &arguments, ""), "--answer 'условие 1=…'");
    assert!(!folder.path().join("b.reg").exists());
}

/// Back to the very beginning, from the end of a case that was broken off and gone on with.
#[test]
fn a_case_is_gone_on_with_and_gone_back_through() {
    let folder = folder();
    let path = folder.path();
    let resume = ["run", "a.reg", "--case", "Начатый", "--step", "--save", "a.reg"];
    // The condition is answered, the wait is asked for first.
    let output = session(path, &resume, "без ответа\n");
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.stdout);
    assert!(output.stdout.trim_start().contains("ожидание ответа «Справка»"), "{}", output.stdout);
    assert!(output.stdout.contains("исход: Отказ"));
    assert_eq!(written(path, "a.reg"), format!("{OFFICE}  ожидание ответа «Справка»: без ответа\n"));
    // It is finished now: it is shown, and back steps into it.
    let output = session(path, &resume, "назад\nназад\nназад\nвыход\n");
    assert!(output.stdout.trim_start().starts_with("Порядок\n") && output.stdout.contains("это начало"));
    assert_eq!(written(path, "a.reg"), OFFICE.replace("  условие 1: да\n", ""));
}

/// The time of a step may be given at any question, and is a line of the case.
#[test]
fn a_step_s_time_is_given_between_questions() {
    let folder = folder();
    let arguments = [&START[..], &["--save", "b.reg"]].concat();
    let lines = "действие 1: 3 часа\nдействие 1 завершено=2014-06-01 10:00\nусловие 3: да\nнет\n";
    let output = session(folder.path(), &arguments, lines);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert!(output.stdout.contains("когда: 2014-06-02 13:00"), "{}", output.stdout);
    assert!(output.stdout.contains("завершено раньше, чем начато"), "{}", output.stdout);
    assert!(output.stdout.contains("только время шага"), "{}", output.stdout);
    assert!(written(folder.path(), "b.reg").ends_with("  действие 1: 3 часа\n  условие 1: нет\n"));
}

/// A session of these lines that is killed: as soon as the next question is asked, or at once.
fn killed(folder: &Path, lines: &[&str], at_question: bool) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_regc"));
    command.args(START).args(["--save", "b.reg"]).current_dir(folder);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut heard = Vec::new();
    let mut next_question = |asked: usize| {
        while String::from_utf8_lossy(&heard).matches("\n> ").count() < asked {
            let mut byte = [0];
            output.read_exact(&mut byte).unwrap();
            heard.push(byte[0]);
        }
    };
    for (index, line) in lines.iter().enumerate() {
        next_question(index + 1);
        writeln!(input, "{line}").unwrap();
    }
    if at_question {
        next_question(lines.len() + 1);
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

/// What the program killed at any moment leaves behind is whole, and holds what had been answered: all of it
/// once the next question is asked.
#[test]
fn a_walk_that_is_killed_leaves_a_whole_file() {
    let folder = folder();
    let lines = ["да", "2 рабочих дня", "40", "900101300007", "900101300007", "1"];
    let said = ["условие 1: да", "«Справка»: 2", "лет: 40", "иин: 9001", "ключ: 9001", "итог: выдано"];
    for (given, at_question) in (1..=lines.len()).flat_map(|given| [(given, true), (given, false)]) {
        let _ = fs::remove_file(folder.path().join("b.reg"));
        killed(folder.path(), &lines[..given], at_question);
        let text = fs::read_to_string(folder.path().join("b.reg")).unwrap_or_default();
        let sure = if at_question { given } else { given - 1 };
        assert!(said[..sure].iter().all(|line| text.contains(line)), "{given}: {text}");
        if !text.is_empty() {
            let program = compile(&[OFFICE, &text]);
            assert!(program.units[1].is_sound() && program.units[1].cases.len() == 1, "{text}");
        }
    }
}

/// A file that cannot be written keeps what it held, and the walk says so.
#[test]
fn where_it_cannot_be_written_nothing_is_begun() {
    let folder = folder();
    let path = folder.path();
    fs::create_dir(path.join("taken")).unwrap();
    fs::write(path.join("other.reg"), OFFICE).unwrap();
    fs::write(path.join("broken.reg"), "reg 1 ru\nвздор\n").unwrap();
    let twice = "\nслучай «Начатый»\n  порядок: п\n  подача: 2014-06-02 10:00\n";
    fs::write(path.join("twice.reg"), format!("reg 1 ru\nиспользует: «a.reg»\n{twice}{twice}")).unwrap();
    for (file, told) in [
        ("taken", "taken"),
        ("none/b.reg", "none/b.reg"),
        ("other.reg", "другой регламент"),
        ("broken.reg", "ошибки"),
        ("twice.reg", "указано дважды"),
    ] {
        let arguments = ["run", "a.reg", "--case", "Начатый", "--step", "--save", file];
        let before = fs::read(path.join(file)).ok();
        let output = session(path, &arguments, "1\n1\n");
        refused(&output, told);
        assert_eq!((output.stdout.as_str(), fs::read(path.join(file)).ok()), ("", before), "{file}");
    }
    assert_eq!(written(path, "a.reg"), OFFICE);
}

/// What is asked has as many answers as are numbered; a number alone is no length of time either.
#[test]
fn a_number_that_no_answer_has_is_told() {
    let folder = folder();
    let told = "нет ответа с номером 3; номера ответов: 1–2";
    let output = session(folder.path(), &START, "3\nнет\n");
    assert_eq!((output.code, output.stdout.matches(told).count()), (0, 1), "{}", output.stdout);
    // Awaited is a length of time, of which the unit is missing.
    let output = session(folder.path(), &START, "да\n3\n1\n");
    assert!(!output.stdout.contains("номером 3") && output.stdout.contains("единица"), "{}", output.stdout);
}

/// A file of calendars, or one with a header alone, gets the line that names the regulation.
#[test]
fn a_file_that_uses_nothing_yet_is_made_to_use_the_regulation() {
    let folder = folder();
    let path = folder.path();
    fs::create_dir(path.join("deep")).unwrap();
    for (before, after) in [
        ("", "reg 1 ru\n\nиспользует: «../a.reg»\n"),
        (
            "// мои случаи\nreg 1 ru // так\n// конец\n",
            "// мои случаи\nreg 1 ru // так\n\nиспользует: «../a.reg»\n// конец\n",
        ),
    ] {
        fs::write(path.join("deep/b.reg"), before).unwrap();
        let output = session(path, &[&START[..], &["--save", "deep/b.reg"]].concat(), "нет\n");
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.stdout);
        let case = "\nслучай «Порядок, 2014-06-02 10:00»\n  порядок: п\n  подача: 2014-06-02 10:00\n  условие 1: нет\n";
        assert_eq!(written(path, "deep/b.reg"), format!("{after}{case}"));
    }
    // The next walk of the same start is another case.
    session(path, &[&START[..], &["--save", "deep/b.reg"]].concat(), "нет\n");
    assert!(written(path, "deep/b.reg").contains("случай «Порядок, 2014-06-02 10:00 (2)»"));
}

/// A case that does not fit its regulation any more is refused with what does not fit, and where.
#[test]
fn a_case_that_does_not_fit_is_refused() {
    let folder = folder();
    let path = folder.path();
    let with = |lines: &str| {
        let case = "  порядок: п\n  подача: 2014-06-02 10:00\n";
        let text = format!("reg 1 ru\nиспользует: «a.reg»\nслучай «С»\n{case}{lines}");
        fs::write(path.join("c.reg"), text).unwrap();
        session(path, &["run", "c.reg", "--case", "С", "--step", "--save", "b.reg"], "выход\n")
    };
    for (lines, told) in [
        ("  условие 1: нет\n  условие 9: да\n", "c.reg:7:3"),
        ("  условие 1: «может быть»\n", "c.reg:6:3"),
        ("  условие 1: нет\n  итог: выдано\n", "никто не спрашивает, уберите лишнее:\n  итог: выдано"),
        ("  условие 1: нет; да\n", "уберите лишнее:\n  условие 1: да"),
        ("  условие 1: нет\n  ожидание ответа «Справка»: без ответа\n", "ожидание ответа «Справка»: без ответа"),
        ("  условие 1: нет\n  действие 2: 2 часа\n", "действие 2: 2 часа"),
        ("  иин: 900101300008\n", "контрольная"),
        ("  лет: да\n", "другой вид"),
        (
            "  условие 1: да\n  ожидание ответа «Справка»: 1 час\n  лет: 40\n  условие 2: нет\n",
            "исправьте одно из двух",
        ),
        ("  действие 1 завершено: 2014-06-01 10:00\n", "завершено раньше"),
    ] {
        let output = with(lines);
        refused(&output, told);
        assert!(output.stdout.is_empty() && !path.join("b.reg").exists(), "{lines}");
    }
}

/// What is wrong with arguments is exit code 2 and a sentence; nobody's answer is passed over in silence.
#[test]
fn arguments_that_do_not_fit_are_refused() {
    let folder = folder();
    let start = |more: &[&str]| {
        let arguments = [&["run", "a.reg", "--start", "2014-06-02 10:00"][..], more].concat();
        session(folder.path(), &arguments, "")
    };
    let no = ["--answer", "условие 1=нет"];
    for (more, told) in [
        (&["--answer", "условие 2=да"][..], "уберите лишнее:\n  условие 2: да"),
        (&["--answer", "итог=выдано"], "уберите лишнее:\n  итог: выдано"),
        (&["--answer", "действие 2=3 часа"], "уберите лишнее:\n  действие 2: 3 часа"),
        (&["--fact", "нечто=да"], "«нечто» нигде не указан"),
        (&["--fact", "лет=да"], "другой вид"),
        (&["--fact", "иин=900101300008"], "контрольная"),
        (&["--save", "b.reg"], "--step"),
        (&["--at", "2014-06-02"], "2014-06-10 12:00"),
    ] {
        refused(&start(&[&no[..], more].concat()), told);
    }
    refused(&start(&[]), "--answer 'условие 1=нет'");
    refused(
        &session(folder.path(), &["run", "a.reg", "--step", "--start", "1999-06-02 10:00"], ""),
        "известны годы: 2014",
    );
    refused(&session(folder.path(), &["run", "a.reg", "--case", "Начатый", "--fact", "лет=1"], ""), "--case");
}

#[test]
fn a_case_is_told_as_it_stands_in_three_languages() {
    let folder = folder();
    let at = |language: &str, at: &str| {
        session(folder.path(), &["run", "a.reg", "--case", "Начатый", "--at", at, "--lang", language], "").stdout
    };
    assert_eq!(
        at("ru", "2014-06-04 12:00"),
        "на 2014-06-04 12:00 (подано: 2014-06-02 10:00)
сделано:
  2014-06-02 10:00 – 2014-06-02 11:00  действие 1 «Приём»
  2014-06-02 11:00 – 2014-06-02 11:00  условие 1 «Полный?» – да
идёт сейчас:
  ожидание ответа «Справка» – Другие; с 2014-06-02 11:00, не позднее 2014-06-06 18:00 (осталось: 2 рабочих дня)
сроки:
  общий срок: до 2014-06-30 18:00, осталось: 18 рабочих дней; 20 рабочих дней с подачи
дальше: нет сведения «Возраст», по которому решается условие 2 «Взрослый?»; добавьте --fact 'лет=15' либо ответ: --answer 'условие 2=нет' или --answer 'условие 2=да'
"
    );
    assert_eq!(at("en", "2014-06-01 12:00"), "2014-06-01 12:00: not filed yet (filed: 2014-06-02 10:00)\n");
    let kazakh = at("kk", "2014-06-04 12:00");
    assert!(kazakh.contains("қалды: 18 жұмыс күні") && kazakh.contains("қазір жүріп жатыр:"), "{kazakh}");
}

/// The cases of the specs can be looked at on their way, whatever the moment.
#[test]
fn the_specs_are_told_at_moments() {
    assert!(read("specs/vko-2014-70/medical.cases.reg").contains("ЦОН, выдача: подача в праздник"));
    for at in ["2014-09-02 09:30", "2014-09-15 12:00", "2015-01-01 00:00"] {
        let case = "ЦОН, выдача: подача в праздник";
        let arguments = ["run", "specs/vko-2014-70/medical.cases.reg", "--case", case, "--at", at];
        let output = session(root(), &arguments, "");
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.stdout);
        assert!(output.stdout.contains("срок"), "{}", output.stdout);
    }
}
