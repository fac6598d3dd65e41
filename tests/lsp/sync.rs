//! What is shown while somebody types is what a fresh check of the text finds.

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::PERMIT;
use super::client::{Client, at, uri};
use crate::support;

/// What `regc check` finds in a text, as an editor would be shown it: range, code, text.
fn fresh(folder: &Path, text: &str) -> Vec<(String, String)> {
    std::fs::write(folder.join("fresh.reg"), text).unwrap();
    let output = support::run(support::regc_in(folder).args(["check", "fresh.reg", "--format", "json"]));
    let found: Vec<Value> = serde_json::from_str(&output.stdout).unwrap();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let place = |line: &Value, column: &Value| {
        let (line, column) = (number(line), number(column));
        let letters = text.split('\n').nth(line - 1).unwrap_or("").chars().take(column - 1);
        format!("{}:{}", line - 1, letters.map(char::len_utf16).sum::<usize>())
    };
    let one = |found: &Value| {
        let from = place(&found["line"], &found["column"]);
        let to = place(&found["end_line"], &found["end_column"]);
        let help = found["help"].as_str().map(|help| format!("\n{help}")).unwrap_or_default();
        let code = found["code"].as_str().unwrap();
        (format!("{from}-{to} {code}"), format!("{}{help}", found["message"].as_str().unwrap()))
    };
    found.iter().map(one).collect()
}

fn shown(findings: &[Value]) -> Vec<(String, String)> {
    findings.iter().map(|one| (super::client::finding(one), one["message"].as_str().unwrap().to_owned())).collect()
}

/// Findings about limits come when the author rests; while he types, the others are compared.
fn but_for_limits(findings: Vec<(String, String)>) -> Vec<(String, String)> {
    findings.into_iter().filter(|(place, _)| !place.contains(" R042")).collect()
}

#[test]
fn a_mistake_comes_and_goes_as_a_line_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let name = uri("/a.reg");
    let mut client = Client::start();
    client.initialize(json!({}));
    let line = "participant board «Совет 😀 council» external";
    let mut text = format!("{PERMIT}\n");
    client.open(&name, &text);
    client.published(&name, 1);
    let number = u32::try_from(text.lines().count()).unwrap();
    let mut column = 0;
    let mut states = Vec::new();
    for (version, letter) in (2..).zip(line.chars()) {
        client.change(&name, version, &[(at(number, column), at(number, column), &letter.to_string())]);
        column += u32::try_from(letter.len_utf16()).unwrap();
        text.push(letter);
        let found = but_for_limits(shown(&client.published(&name, version)));
        states.push(found.iter().any(|(place, _)| place.contains(&format!("{number}:"))));
        if version % 8 == 0 {
            assert_eq!(found, but_for_limits(fresh(folder.path(), &text)), "{text}");
        }
    }
    // Half a word is a mistake; the whole line is one only in that nobody uses the name.
    assert!(states.iter().any(|wrong| *wrong));
    let found = but_for_limits(shown(&client.published_last(&name)));
    assert_eq!(found.iter().map(|(place, _)| place.rsplit(' ').next().unwrap()).collect::<Vec<_>>(), ["R0105"]);
    client.leave();
}

#[test]
fn limits_are_proved_when_the_author_rests() {
    let folder = tempfile::tempdir().unwrap();
    let text = PERMIT.replace("overall term: 5", "overall term: 2");
    let name = uri("/fresh.reg");
    let mut client = Client::start();
    client.initialize(json!({}));
    client.open(&name, &text);
    let early = but_for_limits(shown(&client.published(&name, 1)));
    let late = shown(&client.published(&name, 1));
    let codes = |found: &[(String, String)]| found.iter().map(|(place, _)| place.clone()).collect::<Vec<_>>();
    assert_eq!(codes(&late), codes(&fresh(folder.path(), &text)));
    assert!(late.iter().any(|(place, _)| place.ends_with("R0421")));
    assert!(early.len() < late.len());
    client.leave();
}

/// What somebody does to a text: where, how many letters go, what comes instead.
type Edit = (Index, usize, &'static str);

fn edit() -> impl Strategy<Value = Edit> {
    let words = [
        "",
        "",
        "x",
        "😀",
        "«",
        "»",
        "\n",
        ":",
        " ",
        "й",
        "(",
        "term",
        "  action 9 «Nine»\n",
        "finish: permit\n",
        "# ",
        "\r\n",
        "clerk",
        "yes: next\n",
        "case «Two»\n",
        "\t",
        "é",
        "procedure more «More»\n",
    ];
    (any::<Index>(), 0..6_usize, select(words.to_vec()))
}

fn utf16(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap()
}

fn place(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.matches('\n').count();
    at(u32::try_from(line).unwrap(), utf16(before.rsplit('\n').next().unwrap()))
}

/// An edit on a text: the change to be sent, and the text after it.
fn make(text: &str, (index, length, word): &Edit) -> (Value, Value, String) {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    // A place between the two marks of a line end is none that an editor would name.
    let is_inside = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
    let first = index.index(places.len());
    let mut last = (first + length).min(places.len() - 1);
    let mut from = first;
    while is_inside(places[from]) {
        from -= 1;
    }
    while is_inside(places[last]) {
        last += 1;
    }
    let (start, end) = (places[from], places[last]);
    let after = format!("{}{word}{}", &text[..start], &text[end..]);
    (place(text, start), place(text, end), after)
}

#[test]
fn after_any_edits_what_is_shown_is_what_a_fresh_check_finds() {
    let folder = tempfile::tempdir().unwrap();
    let name = uri("/a.reg");
    let mut client = Client::start();
    client.initialize(json!({}));
    client.open(&name, PERMIT);
    client.published(&name, 1);
    let mut version = 1;
    let mut runner = TestRunner::new(support::random(40));
    let rounds = proptest::collection::vec(edit(), 1..4);
    let mut text = PERMIT.to_owned();
    let state = std::cell::RefCell::new((&mut client, &mut version, &mut text));
    runner
        .run(&rounds, |edits| {
            let mut state = state.borrow_mut();
            let (client, version, text) = &mut *state;
            // A text full of mistakes tells little: now and then it begins anew.
            if **version % 8 == 0 {
                **text = PERMIT.to_owned();
            }
            let document = json!({ "uri": name, "version": **version + 1 });
            let mut changes = vec![json!({ "text": &**text })];
            for edit in &edits {
                let (from, to, after) = make(text, edit);
                changes.push(json!({ "range": { "start": from, "end": to }, "text": edit.2 }));
                **text = after;
            }
            **version += 1;
            let params = json!({ "textDocument": document, "contentChanges": changes });
            client.notify("textDocument/didChange", params);
            let found = but_for_limits(shown(&client.published(&name, **version)));
            prop_assert_eq!(found, but_for_limits(fresh(folder.path(), text)), "{}", text);
            Ok(())
        })
        .unwrap();
    client.leave();
}

/// Whatever a text looks like while it is typed, every request is answered.
#[test]
fn after_any_edits_every_request_is_answered() {
    let name = uri("/b.reg");
    let mut client = Client::start();
    client.initialize(json!({ "capabilities": { "general": { "positionEncodings": ["utf-8"] } } }));
    client.open(&name, PERMIT);
    let client = std::cell::RefCell::new(client);
    let edits = (proptest::collection::vec(edit(), 1..12), 0..60_u32, 0..40_u32);
    TestRunner::new(support::random(24))
        .run(&edits, |(edits, line, column)| {
            let mut client = client.borrow_mut();
            let text = edits.iter().fold(PERMIT.to_owned(), |text, edit| make(&text, edit).2);
            let document = json!({ "uri": name, "version": 2 });
            let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
            client.notify("textDocument/didChange", params);
            for method in [
                "hover",
                "completion",
                "definition",
                "references",
                "documentHighlight",
                "prepareRename",
                "rename",
                "codeAction",
                "codeLens",
                "inlayHint",
                "foldingRange",
                "documentSymbol",
                "semanticTokens/full",
                "formatting",
            ] {
                let place = at(line, column);
                let params = json!({
                    "textDocument": { "uri": name },
                    "position": place,
                    "range": { "start": at(0, 0), "end": place },
                    "context": { "includeDeclaration": true, "diagnostics": [], "triggerKind": 1 },
                    "newName": "other",
                    "options": { "tabSize": 2, "insertSpaces": true },
                });
                let answer = client.request(&format!("textDocument/{method}"), params);
                // A name may be refused; nothing else may fail.
                prop_assert!(answer.is_ok() || method == "rename", "{method}: {answer:?} {text}");
            }
            Ok(())
        })
        .unwrap();
    client.borrow_mut().leave();
}
