//! The first hour: a file to begin with, completions for the shell, manual pages.

use std::fs;

use tempfile::TempDir;

use crate::support::{Output, regc_in, run};

const LANGUAGES: [&str; 3] = ["ru", "kk", "en"];

fn ran(folder: &TempDir, arguments: &[&str]) -> Output {
    run(regc_in(folder.path()).args(arguments))
}

/// What an author begins with has nothing to complain of, is laid out as `fmt` lays it out, does what its cases say, all of it, and is drawn.
#[test]
fn a_new_file_checks_clean_keeps_its_cases_and_is_drawn() {
    for language in LANGUAGES {
        let folder = TempDir::new().unwrap();
        assert_eq!(ran(&folder, &["new", "new.reg", "--lang", language]).code, 0);
        assert!(fs::read_to_string(folder.path().join("new.reg")).unwrap().starts_with(&format!("reg 1 {language}\n")));

        // In this format there is a line for each finding, be it a note.
        let checked = ran(&folder, &["check", "new.reg", "--format", "short"]);
        assert_eq!((checked.code, checked.stdout.as_str(), checked.stderr.as_str()), (0, "", ""));
        let laid_out = ran(&folder, &["fmt", "--check", "new.reg"]);
        assert_eq!((laid_out.code, laid_out.stdout.as_str(), laid_out.stderr.as_str()), (0, "", ""));
        assert_eq!(ran(&folder, &["test", "new.reg", "--coverage-min", "100"]).code, 0);
        assert_eq!(ran(&folder, &["render", "new.reg", "--out", "out", "--format", "svg"]).code, 0);
    }
}

/// Terms of 15 minutes, three working days and four hours, from a Monday morning: Friday at one o'clock.
#[test]
fn the_cases_of_a_new_file_expect_what_follows_from_its_terms() {
    for language in LANGUAGES {
        let folder = TempDir::new().unwrap();
        let text = ran(&folder, &["new", "-", "--lang", language]).stdout;
        assert!(text.contains(" 2026-02-02 10:00\n") && text.contains(" 2026-02-06 13:00\n"), "{text}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_new_file_is_never_written_over_another() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("mine.reg");
    fs::write(&file, "work of a week").unwrap();
    let refused = ran(&folder, &["new", "mine.reg", "--lang", "ru"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("mine.reg уже есть"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), "work of a week");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// Every command that `--help` lists has completions in each shell, and a manual page.
#[test]
fn every_command_is_completed_and_has_a_manual_page() {
    let folder = TempDir::new().unwrap();
    let help = ran(&folder, &["--help"]).stdout;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty() && *name != "help").collect();
    assert!(names.contains(&"check") && names.contains(&"man"), "{names:?}");

    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = ran(&folder, &["completions", shell]);
        assert_eq!(script.code, 0);
        for name in &names {
            assert!(script.stdout.contains(name), "{shell} does not complete {name}");
        }
    }
    assert_eq!(ran(&folder, &["man", "--out", "man1"]).code, 0);
    for name in &names {
        let page = fs::read_to_string(folder.path().join(format!("man1/regc-{name}.1"))).unwrap();
        assert!(page.contains(&format!(".TH regc-{name} 1")), "{page}");
    }
    assert!(ran(&folder, &["man"]).stdout.contains(".TH regc 1"));
}
