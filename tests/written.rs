//! Where things are written: never over a regulation, through links and pipes, and under a name of their own.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Output, regc_in, run};

const ACT: &str = "reg 1 ru
регламент р «Регламент»
  календарь: kz
исход выдано «Выдано»
порядок п «Порядок»
  действие 1 «Приём»
    срок: 15 минут
  завершить: выдано
календарь kz «Календарь»
  известны годы: 2014
  рабочее время: 09:00 по 18:00
случай «Обычный»
  порядок: п
  подача: 2014-06-02 10:00
";

/// A folder with the act, as `act.reg`.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("act.reg"), ACT).unwrap();
    folder
}

fn regc(folder: &Path, arguments: &[&str]) -> Output {
    run(regc_in(folder).args(arguments))
}

#[track_caller]
fn refused(output: &Output, told: &str) {
    assert_eq!(output.code, 2, "{}", output.stderr);
    assert!(output.stderr.contains(told), "{}", output.stderr);
}

#[test]
fn nothing_made_of_a_regulation_is_written_over_one() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("copy.txt"), ACT).unwrap();
    let commands: [&[&str]; 6] = [
        &["run", "act.reg", "--case", "Обычный", "-o", "act.reg"],
        &["run", "act.reg", "--case", "Обычный", "--diagram", "copy.txt"],
        &["export", "act.reg", "-o", "act.reg"],
        &["export", "act.reg", "-o", "copy.txt"],
        &["read", "act.reg", "--format", "md", "-o", "act.reg"],
        &["render", "act.reg", "--format", "dot", "-o", "act.reg"],
    ];
    for command in commands {
        assert_eq!(regc(path, command).code, 2, "{command:?}");
        for file in ["act.reg", "copy.txt"] {
            assert_eq!(fs::read_to_string(path.join(file)).unwrap(), ACT, "{command:?}");
        }
    }
}

#[test]
fn a_picture_is_not_written_under_the_name_of_another_kind() {
    let folder = folder();
    let case = ["run", "act.reg", "--case", "Обычный"];
    refused(&regc(folder.path(), &[&case[..], &["--gantt", "g.png"]].concat()), ".svg");
    refused(&regc(folder.path(), &[&case[..], &["--gantt", "a.svg", "--diagram", "a.svg"]].concat()), "два файла");
    refused(&regc(folder.path(), &["read", "act.reg", "-o", "a.pdf"]), ".html");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn names_that_come_to_the_same_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let text = "reg 1 en\nregulation r «R»\noutcome done «Done»\nvariant x «X»\n\
        procedure a «A»\n  variant: x\n  action 1 «One»\n  finish: done\n\
        procedure a-x «B»\n  action 1 «Two»\n  finish: done\n";
    fs::write(folder.path().join("r.reg"), text).unwrap();
    let output = regc(folder.path(), &["render", "r.reg", "--format", "svg"]);
    let written: Vec<&str> = output.stdout.lines().collect();
    assert_eq!(written, ["out/r-a-x.svg", "out/r-a-x_2.svg"], "{}", output.stderr);
    let has = |file: &str, title: &str| fs::read_to_string(folder.path().join(file)).unwrap().contains(title);
    assert!(has(written[0], "One") && has(written[1], "Two"));
}

#[test]
fn sheets_that_a_longer_drawing_left_are_told_of() {
    let folder = folder();
    let path = folder.path();
    fs::create_dir(path.join("out")).unwrap();
    for stale in ["out/act-п-2.svg", "out/act-п-3.svg", "out/act-п-5.svg"] {
        fs::write(path.join(stale), "old").unwrap();
    }
    let output = regc(path, &["render", "act.reg", "--format", "svg"]);
    assert_eq!((output.code, output.stdout.as_str()), (0, "out/act-п.svg\n"));
    assert!(output.stderr.ends_with("удалите их: out/act-п-2.svg – out/act-п-3.svg\n"), "{}", output.stderr);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_link_stays_one_and_what_it_leads_to_is_written() {
        let folder = folder();
        let path = folder.path();
        fs::write(path.join("real.json"), "").unwrap();
        for (link, real) in [("there.json", "real.json"), ("not-yet.json", "new.json")] {
            symlink(real, path.join(link)).unwrap();
            assert_eq!(regc(path, &["export", "act.reg", "-o", link]).code, 0);
            assert!(path.join(link).is_symlink());
            assert!(!fs::read_to_string(path.join(real)).unwrap().is_empty(), "{real}");
        }
    }

    #[test]
    fn expectations_are_written_behind_a_link() {
        let folder = folder();
        let path = folder.path();
        symlink("act.reg", path.join("link.reg")).unwrap();
        assert_eq!(regc(path, &["test", "link.reg", "--write"]).code, 0);
        assert!(path.join("link.reg").is_symlink());
        assert!(fs::read_to_string(path.join("act.reg")).unwrap().contains("ожидается исход: выдано"));
    }

    #[test]
    fn a_pipe_takes_the_bytes_and_stays_one() {
        let folder = folder();
        let pipe = folder.path().join("pipe.json");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = {
            let pipe = pipe.clone();
            std::thread::spawn(move || fs::read_to_string(pipe).unwrap())
        };
        assert_eq!(regc(folder.path(), &["export", "act.reg", "-o", "pipe.json"]).code, 0);
        assert!(reader.join().unwrap().contains("\"schema\""));
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    }

    #[test]
    fn a_file_that_is_for_reading_only_is_left_alone() {
        let folder = folder();
        let path = folder.path();
        for (file, command) in
            [("old.json", vec!["export", "act.reg", "-o", "old.json"]), ("act.reg", vec!["test", "act.reg", "--write"])]
        {
            let before = if file == "act.reg" { ACT } else { "old" };
            fs::write(path.join(file), before).unwrap();
            fs::set_permissions(path.join(file), fs::Permissions::from_mode(0o444)).unwrap();
            refused(&regc(path, &command), "только для чтения");
            assert_eq!(fs::read_to_string(path.join(file)).unwrap(), before);
        }
    }

    /// Two links back would be followed in ever new orders.
    #[test]
    fn links_that_lead_back_are_followed_once() {
        let folder = folder();
        let path = folder.path();
        for link in ["one", "two"] {
            symlink(".", path.join(link)).unwrap();
        }
        fs::create_dir(path.join("deep")).unwrap();
        fs::write(path.join("deep/other.reg"), ACT).unwrap();
        symlink("deep", path.join("a-link")).unwrap();
        let output = regc(path, &["check", ".", "--format", "junit"]);
        assert_eq!(output.code, 0, "{}", output.stdout);
        let told = output.stdout.matches("<testsuite ").count();
        assert_eq!(told, 2, "{}", output.stdout);
        assert!(output.stdout.contains("deep/other.reg") && !output.stdout.contains("a-link"), "{}", output.stdout);
    }
}
