//! What `regc check --limits` prints, and that its commands show what it says.

use serde_json::Value;

use crate::support::{regc, run};

const FIXTURE: &str = "tests/fixtures/check/limits-proved.reg";

fn records(file: &str) -> Vec<Value> {
    let output = run(regc().args(["check", "--limits", "--format", "json", file]));
    assert_eq!(output.code, 0, "{}", output.stderr);
    serde_json::from_str(&output.stdout).unwrap()
}

#[test]
fn every_limit_has_a_record() {
    let told: Vec<_> = records(FIXTURE)
        .iter()
        .map(|record| {
            (record["procedure"].as_str().unwrap().to_owned(), record["verdict"].as_str().unwrap().to_owned())
        })
        .collect();
    let expected =
        [("поздний", "fails"), ("до-закрытия", "holds_before"), ("скорый", "unprovable"), ("молчаливый", "holds")];
    assert_eq!(told, expected.map(|(procedure, verdict)| (procedure.to_owned(), verdict.to_owned())));
}

/// Closing is at 18:00 and the first step takes 15 minutes: filed at 17:45 it still ends that day.
#[test]
fn the_hour_is_the_first_at_which_the_limit_is_overrun() {
    assert_eq!(records(FIXTURE)[1]["before"], "17:46");
}

/// Nothing is said of how long receipt may take, and receipt is all that is so.
#[test]
fn steps_without_a_term_are_named() {
    assert_eq!(records(FIXTURE)[3]["without_term"], serde_json::json!(["действие 1"]));
}

#[test]
fn the_table_names_every_procedure_and_the_worst_case_of_each_that_does_not_hold() {
    let output = run(regc().args(["check", "--limits", FIXTURE]));
    assert_eq!(output.code, 0, "{}", output.stderr);
    for procedure in ["поздний", "до-закрытия", "скорый", "молчаливый"] {
        assert!(output.stdout.contains(procedure), "{procedure}\n{}", output.stdout);
    }
    assert_eq!(output.stdout.matches("чтобы повторить: regc run").count(), 2, "{}", output.stdout);
}

/// The words of a command line as a shell takes them, quotation marks of one kind only.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in command.chars() {
        match letter {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words
}

#[test]
fn a_replayed_case_ends_as_the_proof_says() {
    let mut replayed = 0;
    for file in [FIXTURE, "specs/vko-2014-70/narcotics.reg", "specs/zhambyl-2015-173/medical.reg"] {
        for record in records(file) {
            let Some(worst) = record.get("worst") else { continue };
            let command = words(record["replay"].as_str().unwrap());
            let output = run(regc().args(&command[1..]).args(["--lang", "en"]));
            assert_eq!(output.code, 0, "{command:?}\n{}", output.stderr);
            let minute = |name: &str| worst[name].as_str().unwrap()[..16].replace('T', " ");
            assert!(
                output.stdout.contains(&format!("completion: {}", minute("done"))),
                "{command:?}\n{}",
                output.stdout
            );
            assert!(output.stdout.contains(&format!("limit: {}", minute("due"))), "{command:?}\n{}", output.stdout);
            replayed += 1;
        }
    }
    assert!(replayed > 10);
}
