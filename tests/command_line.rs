//! The contract that scripts depend on: exit codes, which stream says what, and nothing half-written.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Output, regc, regc_in, root, run};

const SOUND: &str = "reg 1 ru
регламент р «Регламент»
  календарь: kz
исход выдано «Выдано»
исход отказ «Отказ» отрицательный
вариант новая «Новая»
вариант копия «Копия»
порядок п «Порядок»
  вариант: новая, копия
  действие 1 «Приём»
    срок: 15 минут
  условие 1 «Полный?»
    да: завершить: выдано
    нет: завершить: отказ
календарь kz «Календарь»
  известны годы: 2014
  рабочее время: 09:00 по 18:00
случай «Полный»
  порядок: п
  вариант: новая
  подача: 2014-06-02 10:00
  условие 1: да
  ожидается исход: выдано
случай «Неверно ожидаемый»
  порядок: п
  вариант: новая
  подача: 2014-06-02 10:00
  условие 1: да
  ожидается исход: отказ
";

/// A folder with one file.
fn folder(name: &str, bytes: impl AsRef<[u8]>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    folder
}

/// The files of a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn check(bytes: impl AsRef<[u8]>) -> Output {
    let folder = folder("a.reg", bytes);
    run(regc_in(folder.path()).args(["check", "a.reg"]))
}

/// `regc run a.reg` of the sound file with more arguments.
fn run_sound(arguments: &[&str]) -> Output {
    let folder = folder("a.reg", SOUND);
    run(regc_in(folder.path()).args(["run", "a.reg"]).args(arguments))
}

/// What went wrong is told on standard error, with exit code 2, and nothing on standard output.
#[track_caller]
fn refused(output: &Output, told: &str) {
    assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{}", output.stderr);
    assert!(output.stderr.contains(told), "{}", output.stderr);
    assert!(!output.stderr.contains("panicked"), "{}", output.stderr);
}

// ---- What is read

#[test]
fn a_clean_file_is_exit_code_0() {
    let output = check(SOUND);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.stdout);
    assert!(output.stdout.contains("0 ошибок"), "{}", output.stdout);
}

#[test]
fn the_specs_are_clean() {
    let output = run(regc().args(["check", "--format", "short"]));
    assert_eq!(output.code, 0, "{}", output.stdout);
}

#[test]
fn warnings_are_exit_code_0_unless_denied() {
    let folder = folder("a.reg", SOUND.replace("регламент р", "regulation р"));
    let run = |arguments: &[&str]| run(regc_in(folder.path()).args(["check", "a.reg"]).args(arguments));
    let (allowed, denied) = (run(&[]), run(&["--deny", "warnings"]));
    assert_eq!((allowed.code, denied.code), (0, 1));
    // Nothing of what is found is an error, so the last line says why the run has failed.
    assert_eq!(denied.stdout, allowed.stdout + "предупреждения не допускаются: --deny warnings\n");
}

/// What is found where no character stands is told with its remedy, as everywhere.
#[test]
fn at_the_end_of_a_file_it_is_told_what_to_write() {
    for (text, help) in [
        ("", "первой строкой напишите: reg 1 ru"),
        (
            "reg 1 ru\nрегламент а «А»\nпорядок б «Б»\n  одновременно\n  ветвь «а»\n    действие 1 «А»\n",
            "добавьте строку «дождаться всех»",
        ),
        (
            "reg 1 ru\nрегламент а «А»\nпорядок б «Б»\n  одновременно\n  ветвь «а»\n    действие 1 «А»",
            "добавьте строку «дождаться всех»",
        ),
    ] {
        let folder = folder("a.reg", text);
        let told = run(regc_in(folder.path()).args(["check", "--lang", "ru", "a.reg"]).env("COLUMNS", "100")).stdout;
        assert!(told.contains(help), "{told}");
    }
}

#[test]
fn an_empty_file_has_no_header() {
    for text in ["", "\n\n", "// reg 1 ru\n", "\u{feff}"] {
        let output = check(text);
        assert_eq!((output.code, output.stderr.as_str()), (1, ""), "{}", output.stdout);
        assert!(output.stdout.contains("R0010"), "{}", output.stdout);
    }
}

#[test]
fn a_file_of_windows_is_clean() {
    let output = check(format!("\u{feff}{}", SOUND.replace('\n', "\r\n")));
    assert_eq!(output.code, 0, "{}", output.stdout);
}

#[test]
fn a_file_that_is_not_utf_8_is_refused_with_the_line() {
    let mut bytes = b"reg 1 ru\n".to_vec();
    bytes.extend([0xd0, 0xe5, 0xe3, b'\n']);
    refused(&check(bytes), "line 2");
    refused(&check([0xff, 0xfe, b'r', 0]), "UTF-8");
}

#[test]
fn a_missing_file_is_refused() {
    for command in ["check", "run", "export", "render"] {
        let more: &[&str] = if command == "run" { &["--start", "2014-06-02 10:00"] } else { &[] };
        let output = run(regc().args([command, "no/such.reg"]).args(more));
        refused(&output, "no/such.reg");
    }
}

/// Programs read a whole document, whatever could be read; people read why nothing was.
#[test]
fn a_report_for_programs_is_whole_though_no_file_can_be_read() {
    for (format, told) in [("json", "[]\n"), ("short", ""), ("human", "")] {
        let output = run(regc().args(["check", "no-such.reg", "--format", format]));
        assert_eq!((output.code, output.stdout.as_str()), (2, told), "{format}");
    }
    let sarif = run(regc().args(["check", "no-such.reg", "--format", "sarif"])).stdout;
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_folder_is_refused_where_a_file_is_wanted() {
    for command in ["run", "export"] {
        let more: &[&str] = if command == "run" { &["--start", "2014-06-02 10:00"] } else { &[] };
        refused(&run(regc().args([command, "specs"]).args(more)), "specs");
    }
    let empty = tempfile::tempdir().unwrap();
    for command in ["check", "render"] {
        refused(&run(regc_in(empty.path()).args([command, "."])), ".reg");
    }
}

#[test]
fn a_folder_named_like_a_file_is_searched() {
    let outer = tempfile::tempdir().unwrap();
    fs::create_dir(outer.path().join("a.reg")).unwrap();
    fs::write(outer.path().join("a.reg/b.reg"), SOUND).unwrap();
    assert_eq!(run(regc_in(outer.path()).args(["check", "."])).code, 0);
}

#[test]
fn a_used_file_that_is_missing_is_a_finding_at_its_name() {
    let output = check(
        "reg 1 ru\nиспользует: «нет.reg»\nкалендарь kz «К»\n  известны годы: 2014\n  рабочее время: 09:00 по 18:00\n",
    );
    assert_eq!(output.code, 1);
    assert!(output.stdout.contains("R0001") && output.stdout.contains("a.reg:2:14"), "{}", output.stdout);
    assert!(output.stdout.contains("нет такого файла"), "{}", output.stdout);
}

#[test]
fn files_that_use_each_other_are_a_finding() {
    let folder = folder("a.reg", "reg 1 ru\nиспользует: «b.reg»\n");
    fs::write(folder.path().join("b.reg"), "reg 1 ru\nиспользует: «./a.reg»\n").unwrap();
    let output = run(regc_in(folder.path()).args(["check", "--format", "short", "."]));
    assert_eq!(output.code, 1);
    assert_eq!(output.stdout.matches("R0002").count(), 1, "{}", output.stdout);
}

#[test]
fn a_file_used_by_two_is_read_once() {
    let folder = folder("a.reg", "reg 1 ru\nиспользует: «c.reg»\nпраздник: 2014-01-01\n");
    fs::write(folder.path().join("b.reg"), "reg 1 ru\nиспользует: «./c.reg»\n").unwrap();
    fs::write(folder.path().join("c.reg"), "reg 1 ru\nбезделица\n").unwrap();
    let output = run(regc_in(folder.path()).args(["check", "--format", "short", "a.reg", "b.reg", "./c.reg", "a.reg"]));
    assert_eq!(output.stdout.matches("R0015").count(), 1, "{}", output.stdout);
}

#[test]
fn errors_keep_a_command_from_going_on() {
    let folder = folder("a.reg", SOUND.replace("срок: 15 минут", "срок: 15 дней"));
    for command in [&["export", "a.reg"][..], &["render", "a.reg", "-o", "out"], &["run", "a.reg", "--case", "Полный"]]
    {
        let output = run(regc_in(folder.path()).args(command));
        assert_eq!((output.code, output.stdout.as_str()), (1, ""), "{}", output.stderr);
        assert!(output.stderr.contains("R0019") && !output.stderr.starts_with("regc:"), "{}", output.stderr);
        assert_eq!(names(folder.path()), ["a.reg"]);
    }
}

#[test]
fn a_file_without_a_regulation_is_refused() {
    let folder =
        folder("a.reg", "reg 1 ru\nкалендарь kz «К»\n  известны годы: 2014\n  рабочее время: 09:00 по 18:00\n");
    refused(&run(regc_in(folder.path()).args(["export", "a.reg"])), "a.reg");
}

// ---- How it is called

#[test]
fn wrong_usage_is_exit_code_2() {
    for arguments in [
        &[][..],
        &["no-such-command"],
        &["check", "--format", "xml"],
        &["check", "--lang", "de"],
        &["check", "--deny", "notes"],
        &["run"],
        &["run", "specs/vko-2014-70/medical.reg"],
        &["run", "specs/vko-2014-70/medical.cases.reg", "--all-cases", "--answer", "условие 1=да"],
        &["run", "specs/vko-2014-70/medical.cases.reg", "--all-cases", "--fact", "оплата=да"],
        &["run", "specs/vko-2014-70/medical.cases.reg", "--case", "x", "--start", "2014-06-02 10:00"],
        &["export"],
        &["export", "specs/vko-2014-70/medical.reg", "--to", "xml"],
    ] {
        let output = run(regc().args(arguments));
        refused(&output, "");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for arguments in [&["--help"][..], &["--version"], &["check", "--help"], &["run", "-h"]] {
        let output = run(regc().args(arguments));
        assert_eq!((output.code, output.stderr.as_str()), (0, ""));
        assert!(!output.stdout.is_empty());
    }
}

// ---- One case

const NEW: [&str; 6] = ["--procedure", "п", "--variant", "новая", "--start", "2014-06-02 10:00"];

#[test]
fn a_case_of_arguments_runs() {
    let output = run_sound(&[&NEW[..], &["--answer", "условие 1=да"]].concat());
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert!(output.stdout.contains("завершение: 2014-06-02 10:15"), "{}", output.stdout);
}

#[test]
fn a_case_that_comes_out_otherwise_is_exit_code_1() {
    assert_eq!(run_sound(&["--case", "Полный"]).code, 0);
    let output = run_sound(&["--case", "Неверно"]);
    assert_eq!((output.code, output.stderr.as_str()), (1, ""));
    assert!(output.stdout.contains("ожидалось: Отказ; получено: Выдано"), "{}", output.stdout);
}

#[test]
fn a_case_of_arguments_is_held_against_what_it_expects() {
    let expecting = |outcome: &str| {
        let expected = format!("ожидается исход={outcome}");
        run_sound(&[&NEW[..], &["--answer", "условие 1=да", "--answer", &expected]].concat())
    };
    assert_eq!(expecting("выдано").code, 0);
    let output = expecting("отказ");
    assert_eq!(output.code, 1, "{}", output.stderr);
    assert!(output.stdout.contains("ожидалось: Отказ; получено: Выдано"), "{}", output.stdout);
}

#[test]
fn what_a_case_lacks_is_told_on_standard_error() {
    let start = ["--start", "2014-06-02 10:00"];
    let answer = ["--answer", "условие 1=да"];
    for (arguments, told) in [
        (NEW.to_vec(), "--answer 'условие 1=да' или --answer 'условие 1=нет'"),
        ([&["--procedure", "другой"][..], &start].concat(), "«другой» нигде не указан"),
        ([&["--variant", "другая"][..], &start].concat(), "«другая» нигде не указан"),
        (start.to_vec(), "новая, копия"),
        (vec!["--case", "Нет такого"], "Неверно ожидаемый"),
        (vec!["--case", ""], "Неверно ожидаемый"),
        ([&NEW[..], &answer, &["--answer", "условие 2=да"]].concat(), "нет шага «условие 2»"),
        ([&NEW[..], &["--answer", "условие 1=«может быть»"]].concat(), "его ответы: да, нет"),
        ([&NEW[..], &["--answer", "действие 1=да"]].concat(), "ни о чём не спрашивает"),
        ([&NEW[..], &answer, &["--answer", "условие 1=нет"]].concat(), "строка «условие 1» уже есть"),
        ([&NEW[..], &["--answer", "бессмыслица"]].concat(), "бессмыслица"),
        ([&NEW[..], &["--answer", ""]].concat(), ""),
        ([&NEW[..], &["--answer", "условие 1=да\nусловие 1=нет"]].concat(), "конца строки"),
        ([&NEW[..4], &["--start", "2014-06-02"]].concat(), "2014-06-02"),
        ([&NEW[..4], &["--start", "2014-02-30 10:00"]].concat(), "2014-02-30"),
        ([&NEW[..4], &["--start", "2013-06-03 10:00"], &answer].concat(), "нет сведений за 2013 год"),
        ([&NEW[..4], &["--start", "2014-12-31 17:55"], &answer].concat(), "нет сведений за 2015 год"),
        ([&NEW[..], &answer, &["--answer", "действие 1 завершено=2014-06-01 10:00"]].concat(), "завершено раньше"),
    ] {
        let output = run_sound(&arguments);
        refused(&output, told);
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn findings_about_arguments_are_a_report_and_sentences_name_the_program() {
    let report = run_sound(&[&NEW[..], &["--answer", "условие 2=да"]].concat()).stderr;
    assert!(report.starts_with("R0502\n"), "{report}");
    let sentence = run_sound(&NEW).stderr;
    assert!(sentence.starts_with("regc: нет ответа"), "{sentence}");
}

#[test]
fn messages_are_in_the_language_asked_for() {
    let lang = |lang| run_sound(&[&NEW[..], &["--lang", lang]].concat()).stderr;
    assert!(lang("en").starts_with("regc: no answer: condition 1"), "{}", lang("en"));
    assert!(lang("kk").starts_with("regc: жауап жоқ: 1-шарт"), "{}", lang("kk"));
}

// ---- What is written

#[test]
fn an_export_is_written_whole_and_leaves_nothing_else() {
    let folder = folder("a.reg", SOUND);
    let printed = run(regc_in(folder.path()).args(["export", "a.reg"])).stdout;
    let output = run(regc_in(folder.path()).args(["export", "a.reg", "-o", "out/deep/a.json"]));
    assert_eq!((output.code, output.stdout.as_str(), output.stderr.as_str()), (0, "", ""));
    assert_eq!(fs::read_to_string(folder.path().join("out/deep/a.json")).unwrap(), printed);
    assert_eq!(names(&folder.path().join("out/deep")), ["a.json"]);
    // A file that is there is replaced.
    fs::write(folder.path().join("out/deep/a.json"), "x".repeat(1 << 20)).unwrap();
    run(regc_in(folder.path()).args(["export", "a.reg", "-o", "out/deep/a.json"]));
    assert_eq!(fs::read_to_string(folder.path().join("out/deep/a.json")).unwrap(), printed);
    assert_eq!(names(&folder.path().join("out/deep")), ["a.json"]);
}

#[test]
fn what_cannot_be_written_is_refused_and_leaves_nothing() {
    let folder = folder("a.reg", SOUND);
    fs::create_dir(folder.path().join("taken")).unwrap();
    fs::write(folder.path().join("taken/kept"), "kept").unwrap();
    // The name of a folder, and a file where a folder would have to be.
    for path in ["taken", "a.reg/b.json", "/dev/null/b.json"] {
        refused(&run(regc_in(folder.path()).args(["export", "a.reg", "-o", path])), path);
    }
    refused(&run(regc_in(folder.path()).args(["render", "a.reg", "-o", "a.reg/out"])), "a.reg");
    assert_eq!(names(folder.path()), ["a.reg", "taken"]);
    assert_eq!(names(&folder.path().join("taken")), ["kept"]);
    assert_eq!(fs::read_to_string(folder.path().join("a.reg")).unwrap(), SOUND);
}

#[test]
fn the_same_call_prints_the_same_bytes() {
    for arguments in [
        &["check", "specs"][..],
        &["check", "--format", "json", "specs"],
        &["export", "specs/zhambyl-2015-173/medical.reg"],
        &["check", "--format", "json", "tests/fixtures/check/not-declared.reg"],
        &["check", "tests/fixtures/check"],
        &[
            "run",
            "specs/vko-2014-70/medical.reg",
            "--procedure",
            "выдача",
            "--start",
            "2014-06-02 10:00",
            "--answer",
            "условие 1=нет",
        ],
    ] {
        let (one, other) = (run(regc().args(arguments)), run(regc().args(arguments)));
        assert!(one.stdout == other.stdout && one.stderr == other.stderr, "{arguments:?}");
        assert!(one.code < 2 && !one.stdout.is_empty(), "{arguments:?}: {}", one.stderr);
    }
}

#[test]
fn no_path_of_the_machine_is_printed() {
    let output = run(regc().args(["check", "specs"]));
    assert!(!output.stdout.contains(root().to_str().unwrap()), "{}", output.stdout);
}

/// A format that has no place for the table of limits would leave it out without a word.
#[test]
fn the_table_of_limits_is_refused_where_the_format_has_no_place_for_it() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.reg"), SOUND).unwrap();
    let told = [
        ("ru", "с --limits возможны --format human и json"),
        ("kk", "--limits үшін --format human және json ғана бар"),
        ("en", "with --limits there are --format human and json"),
    ];
    let asked = |format, language| {
        let arguments = ["check", "a.reg", "--limits", "--format", format, "--lang", language];
        run(regc_in(folder.path()).args(arguments))
    };
    for (language, reason) in told {
        for format in ["short", "sarif", "junit", "github"] {
            let output = asked(format, language);
            assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{format}");
            assert!(output.stderr.contains(reason), "{}", output.stderr);
        }
    }
    for format in ["human", "json"] {
        assert_eq!(asked(format, "en").code, 0, "{format}");
    }
}

/// Whether one case is asked for or all, a file without cases is told to have none.
#[test]
fn a_file_without_cases_has_none_to_run() {
    let (bare, _) = SOUND.split_once("случай").unwrap();
    let folder = folder("a.reg", bare);
    let told = [("ru", "в файле нет случаев"), ("kk", "файлда жағдай жоқ"), ("en", "the file has no cases")];
    for (language, reason) in told {
        for asked in [vec!["--case", "Полный"], vec!["--all-cases"]] {
            let mut command = regc_in(folder.path());
            let output = run(command.args(["run", "a.reg", "--lang", language]).args(asked));
            refused(&output, reason);
        }
    }
}

/// Twelve digits in a criterion are a number, whatever they are compared with: what can be asked is told.
#[test]
fn an_identification_number_is_not_compared_with_a_value_written_out() {
    let text = SOUND.replace("исход выдано «Выдано»\n", "исход выдано «Выдано»\nсведение номер «ИИН» иин\n");
    let text = text.replace("«Полный?»\n", "«Полный?» если номер равно 791028302728\n");
    let folder = folder("a.reg", text);
    let told = [
        ("ru", "сравниваются только с другим таким же сведением"),
        ("kk", "осындай басқа мәліметпен ғана салыстырылады"),
        ("en", "compared with another fact of its kind only"),
    ];
    for (language, help) in told {
        let mut command = regc_in(folder.path());
        let output = run(command.args(["check", "a.reg", "--lang", language]).env("COLUMNS", "200"));
        assert_eq!(output.code, 1);
        assert!(output.stdout.contains("R0601") && output.stdout.contains(help), "{}", output.stdout);
    }
}
