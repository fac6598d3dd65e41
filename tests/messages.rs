//! Findings as people read them: the exact text, in each of the three languages.
//!
//! To write the texts anew: `REGC_BLESS=1 cargo test messages`. Read them before they are committed.

use std::fs;

use crate::support::{read, regc, root, run};

/// The fixtures whose messages are held still.
const TOLD: [&str; 53] = [
    "act-silent",
    "any-time",
    "any-time-in-a-case",
    "answers",
    "behind-the-end-of-a-branch",
    "branch-without-ending",
    "branches-without-their-first-line",
    "broken-title",
    "calendar",
    "calendar-joins",
    "case",
    "case-limits",
    "dates",
    "dates-in-forms-of-their-own",
    "declared-twice",
    "direction",
    "fact-answers",
    "fact-brackets",
    "fact-ranges",
    "fact-types",
    "fact-values",
    "for-each",
    "for-each-in-a-case",
    "half-a-jump",
    "hand-over",
    "handed-in-circle",
    "limit-lines",
    "limits",
    "list-numbers",
    "mixed-script",
    "not-before-a-criterion-kk",
    "not-behind-a-criterion",
    "not-closed",
    "not-declared",
    "not-understood",
    "number-words-kk",
    "open-quote",
    "other-language",
    "never-reached",
    "short-days",
    "slips-of-habit",
    "to-the-minute",
    "which-days-kk",
    "limits-proved",
    "../rules/clauses",
    "../rules/mixed-titles",
    "../rules/performers-and-terms",
    "../rules/refusals",
    "accepted",
    "typo-behind-a-number-kk",
    "unsound-en",
    "unsound-kk",
    "unsound-ru",
];

#[test]
fn messages_are_those_that_were_read_and_agreed() {
    let bless = std::env::var_os("REGC_BLESS").is_some();
    let mut wrong = Vec::new();
    for (name, lang) in TOLD.iter().flat_map(|name| ["ru", "kk", "en"].map(|lang| (name, lang))) {
        let fixture = format!("tests/fixtures/check/{name}.reg");
        let output = run(regc().args(["check", "--lang", lang, "--color", "never", &fixture]).env("COLUMNS", "100"));
        let told = format!("tests/fixtures/messages/{}.{lang}.stdout", name.trim_start_matches("../rules/"));
        if bless {
            fs::write(root().join(&told), &output.stdout).unwrap();
        } else if output.stdout != read(&told) {
            wrong.push(format!("---- {told}, now:\n{}", output.stdout));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
