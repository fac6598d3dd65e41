//! The command: what it writes, and what it leaves as it is.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Output, regc, regc_in, run};

const WRONG: &str = "reg 1 ru
регламент р «Р»
учасник отдел «Отдел»
исход выдано «Выдано»
порядок п «П»
  action 1 «Приём»
    выполняет: отдел
    срок 15 минут
    итог: выданно
";

const RIGHT: &str = "reg 1 ru
регламент р «Р»
участник отдел «Отдел»
исход выдано «Выдано»
порядок п «П»
  действие 1 «Приём»
    выполняет: отдел
    срок: 15 минут
    итог: выдано
";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    run(regc_in(folder).arg("check").args(arguments))
}

#[test]
fn files_are_mended_and_what_remains_is_told() {
    let folder = folder(&[("a.reg", WRONG), ("b.reg", &WRONG.replace("15 минут", "15 дней")), ("c.reg", RIGHT)]);
    let output = check(folder.path(), &["--fix", "."]);
    assert_eq!((output.code, output.stderr.as_str()), (1, ""), "{}", output.stdout);
    assert!(output.stdout.contains("R0019") && !output.stdout.contains("R0015"), "{}", output.stdout);
    assert!(
        output.stdout.ends_with("1 ошибка, 0 предупреждений, 0 примечаний\nисправлено: 8 в 2 файлах\n"),
        "{}",
        output.stdout
    );
    assert_eq!(fs::read_to_string(folder.path().join("a.reg")).unwrap(), RIGHT);
    assert_eq!(fs::read_to_string(folder.path().join("b.reg")).unwrap(), RIGHT.replace("15 минут", "15 дней"));
    let again = check(folder.path(), &["--fix", "."]);
    assert!(again.stdout.ends_with("исправлено: 0\n"), "{}", again.stdout);
}

#[test]
fn how_much_was_mended_or_can_be_is_told_in_each_language() {
    for (lang, can, done) in [
        ("ru", "можно исправить с --fix: 4\n", "исправлено: 4 в 1 файле\n"),
        ("kk", "--fix арқылы түзетуге болады: 4\n", "түзетілді: 1 файлда 4\n"),
        ("en", "--fix can mend: 4\n", "mended: 4 in 1 file\n"),
    ] {
        let folder = folder(&[("a.reg", WRONG)]);
        let told = check(folder.path(), &["--lang", lang, "a.reg"]).stdout;
        assert!(told.ends_with(can), "{told}");
        let told = check(folder.path(), &["--lang", lang, "--fix", "a.reg"]).stdout;
        assert!(told.ends_with(done), "{told}");
    }
}

#[test]
fn line_ends_a_byte_order_mark_and_all_else_stay() {
    let odd = |text: &str| {
        let text = text.replace("отдел\n", "отдел\u{a0}  \t// «О»\n\n").replace('\n', "\r\n");
        format!("\u{feff}{}", text.trim_end())
    };
    let folder = folder(&[("a.reg", &odd(WRONG))]);
    assert_eq!(check(folder.path(), &["--fix", "a.reg"]).code, 0);
    assert_eq!(fs::read_to_string(folder.path().join("a.reg")).unwrap(), odd(RIGHT));
}

#[test]
fn a_difference_is_shown_and_nothing_written() {
    let folder = folder(&[("a.reg", WRONG), ("b.reg", RIGHT)]);
    let output = check(folder.path(), &["--fix", "--diff", "a.reg", "b.reg"]);
    assert_eq!((output.code, output.stderr.as_str()), (1, ""));
    let wanted = "--- a.reg
+++ a.reg
@@ -1,9 +1,9 @@
 reg 1 ru
 регламент р «Р»
-учасник отдел «Отдел»
+участник отдел «Отдел»
 исход выдано «Выдано»
 порядок п «П»
-  action 1 «Приём»
+  действие 1 «Приём»
     выполняет: отдел
-    срок 15 минут
-    итог: выданно
+    срок: 15 минут
+    итог: выдано
";
    assert_eq!(output.stdout, wanted);
    assert_eq!(fs::read_to_string(folder.path().join("a.reg")).unwrap(), WRONG);
    let output = check(folder.path(), &["--fix", "--diff", "b.reg"]);
    assert_eq!((output.code, output.stdout.as_str()), (0, ""));
}

#[test]
fn a_file_that_is_only_used_is_not_changed() {
    let case = "reg 1 ru\nиспользует: «a.reg»\nслучай «С»\n  порядок: п\n  подача: 2014-06-02 10:00\n  итог: выданно\n";
    let folder = folder(&[("a.reg", WRONG), ("c.reg", case)]);
    check(folder.path(), &["--fix", "c.reg"]);
    assert_eq!(fs::read_to_string(folder.path().join("a.reg")).unwrap(), WRONG);
    assert_eq!(fs::read_to_string(folder.path().join("c.reg")).unwrap(), case, "what it uses has errors");
    // Once what it uses is mended, in the same run, it is looked at anew.
    let output = check(folder.path(), &["--fix", "c.reg", "a.reg"]);
    assert_eq!(fs::read_to_string(folder.path().join("c.reg")).unwrap(), case.replace("выданно", "выдано"));
    assert!(output.stdout.ends_with("исправлено: 5 в 2 файлах\n"), "{}", output.stdout);
}

#[test]
fn what_is_accepted_or_allowed_is_not_mended() {
    let head = "reg 1 ru\nрегламент р «Р»\nисход выдано «Выдано»\nпорядок п «П»\n";
    let foreign = format!("{head}  action 1 «Приём»\n    итог: выдано\n");
    let accepted = format!("{head}  action 1 «Приём»\n    принято: R0025 «так и надо»\n    итог: выдано\n");
    let project = "[rules]\nR0025 = \"allow\"\n";
    for (files, arguments) in [
        (vec![("a.reg", accepted.as_str())], &["--fix", "a.reg"][..]),
        (vec![("a.reg", foreign.as_str())], &["--fix", "--allow", "R0025", "a.reg"]),
        (vec![("a.reg", foreign.as_str()), ("regc.toml", project)], &["--fix", "a.reg"]),
    ] {
        let folder = folder(&files);
        let output = check(folder.path(), arguments);
        assert!(output.stdout.ends_with("исправлено: 0\n"), "{}", output.stdout);
        assert_eq!(fs::read_to_string(folder.path().join("a.reg")).unwrap(), files[0].1);
    }
    let folder = folder(&[("a.reg", &foreign)]);
    check(folder.path(), &["--fix", "a.reg"]);
    assert!(fs::read_to_string(folder.path().join("a.reg")).unwrap().contains("действие 1"));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay_and_a_read_only_file_is_refused() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let folder = folder(&[("a.reg", WRONG), ("c.reg", RIGHT)]);
    let path = |name: &str| folder.path().join(name);
    symlink("a.reg", path("b.reg")).unwrap();
    let mode = |name: &str| fs::metadata(path(name)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(path("a.reg"), fs::Permissions::from_mode(0o640)).unwrap();
    let unchanged = fs::metadata(path("c.reg")).unwrap().ino();
    let output = check(folder.path(), &["--fix", "b.reg", "c.reg"]);
    assert_eq!(output.code, 0, "{}", output.stdout);
    assert!(fs::symlink_metadata(path("b.reg")).unwrap().is_symlink());
    assert_eq!((fs::read_to_string(path("a.reg")).unwrap().as_str(), mode("a.reg")), (RIGHT, 0o640));
    assert_eq!(fs::metadata(path("c.reg")).unwrap().ino(), unchanged, "a file without a change is not written");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);

    fs::write(path("a.reg"), WRONG).unwrap();
    fs::set_permissions(path("a.reg"), fs::Permissions::from_mode(0o444)).unwrap();
    let output = check(folder.path(), &["--fix", "a.reg"]);
    assert_eq!((output.code, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains("a.reg") && output.stderr.contains("read-only"), "{}", output.stderr);
    assert_eq!(fs::read_to_string(path("a.reg")).unwrap(), WRONG);
}

#[test]
fn a_file_that_cannot_be_read_does_not_keep_others_from_being_mended() {
    let folder = folder(&[("a.reg", WRONG)]);
    let output = check(folder.path(), &["--fix", "no.reg", "a.reg"]);
    assert_eq!(output.code, 2);
    assert!(output.stderr.contains("no.reg"), "{}", output.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("a.reg")).unwrap(), RIGHT);
}

#[test]
fn only_what_belongs_together_is_wrong_usage() {
    for arguments in [&["--diff"][..], &["--fix", "--limits"]] {
        let output = run(regc().arg("check").args(arguments));
        assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{arguments:?}");
    }
}

/// The columns count characters, as those of the finding do; `to` is behind the last character.
#[test]
fn a_fix_is_told_to_other_programs() {
    let folder = folder(&[("a.reg", WRONG)]);
    let told: Vec<Value> = serde_json::from_str(&check(folder.path(), &["--format", "json", "a.reg"]).stdout).unwrap();
    let edit = |from: [usize; 2], to: [usize; 2], text: &str| {
        serde_json::json!([{ "from": { "line": from[0], "column": from[1] }, "to": { "line": to[0], "column": to[1] },
            "text": text }])
    };
    let wanted = [
        edit([3, 1], [3, 8], "участник"),
        edit([6, 3], [6, 9], "действие"),
        edit([8, 9], [8, 9], ":"),
        edit([9, 11], [9, 18], "выдано"),
    ];
    assert_eq!(told.iter().map(|one| one["fix"].clone()).collect::<Vec<_>>(), wanted);
    let log: Value = serde_json::from_str(&check(folder.path(), &["--format", "sarif", "a.reg"]).stdout).unwrap();
    let replacement = &log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    let region = serde_json::json!({ "startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 8 });
    assert_eq!(
        (&replacement["deletedRegion"], &replacement["insertedContent"]["text"]),
        (&region, &Value::from("участник"))
    );
    let told: Vec<Value> =
        serde_json::from_str(&check(folder.path(), &["--fix", "--format", "json", "a.reg"]).stdout).unwrap();
    assert!(told.iter().all(|one| one.get("fix").is_none()), "{told:?}");
}
