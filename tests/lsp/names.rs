//! Names, blocks and layout, as an editor asks for them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::PERMIT;
use super::client::{Client, at, uri};

/// The place of a word that stands once in a text; `|` in it marks the place.
fn find(text: &str, marked: &str) -> Value {
    let (word, inside) = (marked.replace('|', ""), marked.find('|').unwrap_or(0));
    assert_eq!(text.matches(&word).count(), 1, "{word}");
    let offset = text.find(&word).unwrap() + inside;
    let line = text[..offset].matches('\n').count();
    let column = text[..offset].rsplit('\n').next().unwrap().encode_utf16().count();
    at(u32::try_from(line).unwrap(), u32::try_from(column).unwrap())
}

fn offset(text: &str, place: &Value) -> usize {
    let line: usize =
        text.split_inclusive('\n').take(usize::try_from(place["line"].as_u64().unwrap()).unwrap()).map(str::len).sum();
    let mut left = usize::try_from(place["character"].as_u64().unwrap()).unwrap();
    for (at, letter) in text[line..].char_indices() {
        if left == 0 {
            return line + at;
        }
        left -= letter.len_utf16();
    }
    text.len()
}

/// Makes edits, all of which are places of the text as it was.
pub fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(text, &range["start"]), offset(text, &range["end"]), edit["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    let mut after = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        after.replace_range(start..end, new);
    }
    after
}

fn here(name: &str, place: Value) -> Value {
    let mut here = json!({ "textDocument": { "uri": name } });
    here["position"] = place;
    here
}

fn opened(text: &str) -> (Client, String) {
    let name = uri("/names/a.reg");
    let mut client = Client::start();
    client.initialize(json!({}));
    client.open(&name, text);
    (client, name)
}

#[test]
fn a_name_leads_to_its_declaration_and_to_every_place_it_stands_in() {
    let (mut client, name) = opened(PERMIT);
    let asked = here(&name, find(PERMIT, "result: perm|it"));
    let told = client.request("textDocument/definition", asked.clone()).unwrap();
    assert_eq!(
        told[0]["range"],
        json!({ "start": find(PERMIT, "outcome |permit"), "end": find(PERMIT, "outcome permit|") })
    );

    let mut with_declaration = asked.clone();
    with_declaration["context"] = json!({ "includeDeclaration": true });
    let told = client.request("textDocument/references", with_declaration).unwrap();
    let starts: Vec<&Value> = told.as_array().unwrap().iter().map(|one| &one["range"]["start"]).collect();
    // The regulation has the same name and is another thing.
    assert_eq!(
        starts,
        [
            &find(PERMIT, "outcome |permit"),
            &find(PERMIT, "result: |permit"),
            &find(PERMIT, "expected outcome: |permit")
        ]
    );
    let told = client.request("textDocument/documentHighlight", asked).unwrap();
    assert_eq!(told.as_array().unwrap().len(), 3);

    let told = client.request("textDocument/definition", here(&name, find(PERMIT, "condi|tion 1: yes"))).unwrap();
    assert_eq!(told[0]["range"]["start"], find(PERMIT, "|condition 1 «Complete"));
    assert_eq!(client.request("textDocument/definition", here(&name, find(PERMIT, "09:|00"))), Ok(Value::Null));
    client.leave();
}

#[test]
fn names_are_found_in_all_files_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let (head, case) = PERMIT.split_at(PERMIT.find("case «").unwrap());
    let case = format!("reg 1 en\nuses: «act.reg»\n{case}");
    std::fs::write(root.join("act.reg"), head).unwrap();
    std::fs::write(root.join("cases.reg"), &case).unwrap();
    // Another regulation with the same names.
    std::fs::write(root.join("other.reg"), head).unwrap();
    let act = uri(root.join("act.reg"));
    let mut client = Client::start();
    client.initialize(json!({ "workspaceFolders": [{ "uri": uri(&root), "name": "acts" }] }));
    client.open(&act, head);
    let mut asked = here(&act, find(head, "procedure iss|ue"));
    asked["newName"] = json!("granting");
    let told = client.request("textDocument/rename", asked).unwrap();
    let changes: BTreeMap<String, Value> = serde_json::from_value(told["changes"].clone()).unwrap();
    let cases = uri(root.join("cases.reg"));
    assert_eq!(changes.keys().collect::<Vec<_>>(), [&act, &cases]);
    assert_eq!(edited(head, &changes[&act]), head.replace("procedure issue", "procedure granting"));
    assert_eq!(edited(&case, &changes[&cases]), case.replace("procedure: issue", "procedure: granting"));

    let told = client.request("workspace/symbol", json!({ "query": "complete application" })).unwrap();
    assert_eq!(told[0]["location"]["uri"], cases);
    let told = client.request("workspace/symbol", json!({ "query": "ISSUE" })).unwrap();
    assert_eq!(told.as_array().unwrap().len(), 2);
    client.leave();
}

/// Among more files than are looked into, some places of a name are not known.
#[test]
fn a_name_is_exchanged_everywhere_or_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let act = uri(root.join("act.reg"));
    std::fs::write(root.join("act.reg"), PERMIT).unwrap();
    (1..2_000).for_each(|number| std::fs::write(root.join(format!("{number}.reg")), "reg 1 en\n").unwrap());
    let mut client = Client::start();
    client.initialize(json!({ "workspaceFolders": [{ "uri": uri(&root), "name": "acts" }] }));
    client.open(&act, PERMIT);
    let mut asked = here(&act, find(PERMIT, "procedure iss|ue"));
    asked["newName"] = json!("granting");
    assert!(client.request("textDocument/rename", asked.clone()).is_ok());
    std::fs::write(root.join("one more.reg"), "reg 1 en\n").unwrap();
    let refused = client.request("textDocument/rename", asked.clone()).unwrap_err();
    assert!(refused["message"].as_str().unwrap().contains("2000"), "{refused}");
    // What is only looked for is told as far as it is found.
    asked["context"] = json!({ "includeDeclaration": true });
    assert_eq!(client.request("textDocument/references", asked).unwrap().as_array().unwrap().len(), 2);
    client.leave();
}

/// One folder that may not be read does not hide what stands beside it.
#[cfg(unix)]
#[test]
fn folders_that_cannot_be_read_are_passed_over() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let (closed, act) = (root.join("closed"), uri(root.join("act.reg")));
    let (head, case) = PERMIT.split_at(PERMIT.find("case «").unwrap());
    std::fs::write(root.join("act.reg"), head).unwrap();
    std::fs::write(root.join("cases.reg"), format!("reg 1 en\nuses: «act.reg»\n{case}")).unwrap();
    std::fs::create_dir(&closed).unwrap();
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    let mut client = Client::start();
    client.initialize(json!({ "workspaceFolders": [{ "uri": uri(&root), "name": "acts" }] }));
    client.open(&act, head);
    let mut asked = here(&act, find(head, "procedure iss|ue"));
    asked["newName"] = json!("granting");
    let told = client.request("textDocument/rename", asked).unwrap();
    assert_eq!(told["changes"].as_object().unwrap().len(), 2);
    client.leave();
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_name_that_is_taken_or_none_is_refused() {
    let (mut client, name) = opened(PERMIT);
    let place = find(PERMIT, "result: perm|it");
    let told = client.request("textDocument/prepareRename", here(&name, place.clone())).unwrap();
    assert_eq!(told["placeholder"], "permit");
    for (new, fits) in
        [("licence", true), ("Refusal", false), ("two words", false), ("1a", false), ("permit", true), ("", false)]
    {
        let mut asked = here(&name, place.clone());
        asked["newName"] = json!(new);
        assert_eq!(client.request("textDocument/rename", asked).is_ok(), fits, "{new}");
    }
    // Numbers are the act's, and words are the language's.
    for place in [find(PERMIT, "act|ion 1 «"), find(PERMIT, "overall te|rm"), find(PERMIT, "«Sign|ature»")] {
        assert_eq!(client.request("textDocument/prepareRename", here(&name, place)), Ok(Value::Null));
    }
    client.leave();
}

/// Each refusal says what is wrong with the word that was typed.
#[test]
fn a_refusal_tells_its_own_reason() {
    let text = PERMIT
        .replace("procedure issue", "fact paid «Paid?» yes/no\nprocedure issue")
        .replace("  overall term", "  limit «soon»: 5 working days from filing\n  overall term")
        .replace("  condition 1: yes\n", "  condition 1: yes\n  paid: yes\n");
    let reasons = [
        ("ru", ["не может быть пустым", "есть своя", "слово языка", "двух алфавитов", "одно слово"]),
        ("kk", ["бос бола алмайды", "жұбы бар", "тіл сөзі", "екі әліпбидің", "бір сөз"]),
        ("en", ["cannot be empty", "every « has its »", "a word of the language", "two alphabets", "one word"]),
    ];
    for (language, [empty, marks, word, alphabets, none]) in reasons {
        let mut client = Client::with(&["--lang", language]);
        client.initialize(json!({}));
        let name = uri("/names/a.reg");
        client.open(&name, &text);
        for (place, new, reason) in [
            ("limit «so|on»", " ", empty),
            ("limit «so|on»", "a » b", marks),
            ("fact pa|id", "filed", word),
            ("fact pa|id", "оплатаZ", alphabets),
            ("fact pa|id", "two words", none),
        ] {
            let mut asked = here(&name, find(&text, place));
            asked["newName"] = json!(new);
            let refused = client.request("textDocument/rename", asked).unwrap_err();
            let message = refused["message"].as_str().unwrap();
            assert!(message.contains(reason), "{new}: {message}");
        }
        client.leave();
    }
}

/// What differs by the kind of the service says for which kind it holds; what is the same for all
/// does not.
#[test]
fn a_term_of_one_kind_of_the_service_is_told_with_the_kind() {
    let text = PERMIT
        .replace(
            "procedure issue «Issue of a permit»\n",
            "variant first «First»\nvariant copy «Copy»\nprocedure issue «Issue of a permit»\n  variant: first, copy\n",
        )
        .replace("    term: 2 working days\n", "    term (first): 2 working days\n    term (copy): 1 working day\n")
        .replace("  procedure: issue\n", "  procedure: issue\n  variant: copy\n");
    let (mut client, name) = opened(&text);
    let told = client.request("textDocument/hover", here(&name, find(&text, "act|ion 1 «"))).unwrap();
    let told = told["contents"]["value"].as_str().unwrap();
    for line in
        ["- performed by: Clerk\n", "- term: 2 working days (only first)\n", "- term: 1 working day (only copy)\n"]
    {
        assert!(told.contains(line), "{line} in {told}");
    }
    client.leave();
}

#[test]
fn a_name_that_would_be_taken_for_a_word_of_the_language_is_refused() {
    let text = PERMIT
        .replace("procedure issue", "fact paid «Paid?» yes/no\nprocedure issue")
        .replace("  condition 1: yes\n", "  condition 1: yes\n  paid: yes\n");
    let (mut client, name) = opened(&text);
    for (new, fits) in [("settled", true), ("filed", false)] {
        let mut asked = here(&name, find(&text, "fact pa|id"));
        asked["newName"] = json!(new);
        assert_eq!(client.request("textDocument/rename", asked).is_ok(), fits, "{new}");
    }
    client.leave();
}

#[test]
fn renaming_changes_what_a_file_is_called_by_and_not_what_it_means() {
    let (mut client, name) = opened(PERMIT);
    let mut text = PERMIT.to_owned();
    for (version, (place, new)) in
        (2..).zip([("participant cle|rk", "служащий"), ("outcome refu|sal", "no-permit"), ("calendar off|ice", "week")])
    {
        let mut asked = here(&name, find(&text, place));
        asked["newName"] = json!(new);
        let told = client.request("textDocument/rename", asked).unwrap();
        text = edited(&text, &told["changes"][&name]);
        client.change(&name, version, &[(at(0, 0), at(999, 0), &text)]);
        let codes = client.findings(&name, version);
        assert!(codes.iter().all(|one| one.ends_with("R0425") || one.ends_with("R0424")), "{codes:?}");
    }
    assert!(!text.contains("clerk") && !text.contains(": refusal"));
    client.leave();
}

#[test]
fn a_word_is_explained_and_a_step_told() {
    let (mut client, name) = opened(PERMIT);
    let mut hover = |place: &str| {
        let told = client.request("textDocument/hover", here(&name, find(PERMIT, place))).unwrap();
        told["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let word = hover("perfor|med by: clerk\n    term: 2");
    assert!(
        word.contains("Who carries the step out") && word.contains("`выполняет`") && word.contains("`орындайды`"),
        "{word}"
    );
    let step = hover("act|ion 1 «");
    for part in [
        "action 1 «Examination»",
        "performed by: Clerk",
        "term: 2 working days",
        "para 3 sub 1",
        "overall term: 5 working days",
    ] {
        assert!(step.contains(part), "{part} in {step}");
    }
    // Filed on a Friday: the two working days are Monday and Tuesday, up to closing; the third is Wednesday.
    let dates = "- «A complete application»: 2026-06-05 10:00 – 2026-06-09 18:00\n";
    assert!(step.ends_with(&format!("In cases:\n{dates}")), "{step}");
    assert!(hover("act|ion 3 «").contains("2026-06-09 18:00 – 2026-06-10 18:00"));
    // No case comes here.
    assert!(!hover("act|ion 2 «").contains("In cases"));
    assert!(hover("procedure: iss|ue").contains("procedure issue «Issue of a permit»"));
    assert_eq!(hover("09:|00"), "");
    client.leave();
}

/// In a case it is that case's dates; in the act, those of the cases in the files that are open.
#[test]
fn a_step_is_told_with_the_dates_of_the_case_it_stands_in() {
    let (act, _) = PERMIT.split_once("case «").unwrap();
    let case = |title: &str, filed: &str| {
        format!("case «{title}»\n  procedure: issue\n  filed: {filed}\n  action 1: 1 working day\n  condition 1: yes\n")
    };
    let cases =
        format!("reg 1 en\nuses: «a.reg»\n{}{}", case("June", "2026-06-05 10:00"), case("July", "2026-07-06 10:00"));
    let (mut client, name) = opened(act);
    let other = uri("/names/b.reg");
    client.open(&other, &cases);
    let mut hover = |name: &str, place: Value| {
        let told = client.request("textDocument/hover", here(name, place)).unwrap();
        told["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let in_july = hover(&other, find(&cases, "2026-07-06 10:00\n  act|ion 1"));
    assert!(in_july.ends_with("In cases:\n- «July»: 2026-07-06 10:00 – 2026-07-07 18:00\n"), "{in_july}");
    let in_act = hover(&name, find(act, "act|ion 1 «"));
    let both = "- «June»: 2026-06-05 10:00 – 2026-06-08 18:00\n- «July»: 2026-07-06 10:00 – 2026-07-07 18:00\n";
    assert!(in_act.ends_with(&format!("In cases:\n{both}")), "{in_act}");
    client.leave();
}

/// A procedure that is written below the cases is no part of the last of them.
#[test]
fn a_step_below_the_cases_is_told_with_the_dates_of_all_of_them() {
    let (act, case) = PERMIT.split_at(PERMIT.find("case «").unwrap());
    let (head, procedure) = act.split_at(act.find("procedure issue").unwrap());
    let july = case.replace("A complete application", "July").replace("2026-06-05", "2026-07-06");
    let text = format!("{head}{case}{july}{procedure}");
    let (mut client, name) = opened(&text);
    let mut hover = |place: &str| {
        let told = client.request("textDocument/hover", here(&name, find(&text, place))).unwrap();
        told["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let (june, july) = ("- «A complete application»: 2026-06-05 10:00", "- «July»: 2026-07-06 10:00");
    let step = hover("act|ion 1 «");
    assert!(step.contains(june) && step.contains(july), "{step}");
    // The one of a case alone.
    let step = hover("2026-06-05 10:00\n  condi|tion 1: yes");
    assert!(step.contains("- «A complete application»") && !step.contains("- «July»"), "{step}");
    let step = hover("2026-07-06 10:00\n  condi|tion 1: yes");
    assert!(!step.contains("- «A complete application»") && step.contains("- «July»"), "{step}");
    client.leave();
}

#[test]
fn blocks_are_listed_and_folded() {
    let (mut client, name) = opened(PERMIT);
    let document = json!({ "textDocument": { "uri": name } });
    let told = client.request("textDocument/documentSymbol", document.clone()).unwrap();
    let names: Vec<&str> = told.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["office", "permit", "clerk", "permit", "refusal", "issue", "A complete application"]);
    let steps: Vec<&str> =
        told[5]["children"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(steps, ["action 1", "condition 1", "action 2", "action 3"]);
    let line = |marked: &str| find(PERMIT, marked)["line"].as_u64().unwrap();
    assert_eq!(told[5]["range"]["end"]["line"], line("result: permit"));

    let told = client.request("textDocument/foldingRange", document).unwrap();
    let folded: Vec<(u64, u64)> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["startLine"].as_u64().unwrap(), one["endLine"].as_u64().unwrap()))
        .collect();
    for (first, last) in [
        ("calendar office «", "working hours"),
        ("procedure issue «", "result: permit"),
        ("condition 1 «", "yes: next"),
        ("case «", "expected outcome"),
    ] {
        assert!(folded.contains(&(line(first), line(last))), "{first} in {folded:?}");
    }
    client.leave();
}

#[test]
fn a_file_is_laid_out_as_the_formatter_does_and_one_with_mistakes_left_alone() {
    let text = PERMIT.replace("  action 3", "action   3").replace("yes: next", "YES :next");
    let (mut client, name) = opened(&text);
    let options = json!({ "textDocument": { "uri": name }, "options": { "tabSize": 4, "insertSpaces": true } });
    let told = client.request("textDocument/formatting", options.clone()).unwrap();
    assert_eq!(edited(&text, &told), PERMIT);
    client.change(&name, 2, &[(at(0, 0), at(0, 0), "gibberish")]);
    assert_eq!(client.request("textDocument/formatting", options), Ok(Value::Null));
    client.leave();
}

#[test]
fn every_fix_is_an_action_and_there_is_one_for_all() {
    let text =
        PERMIT.replace("participant clerk", "particpant clerk").replace("yes: next", "yes next").replace('\n', "\r\n");
    let (mut client, name) = opened(&text);
    let whole = json!({ "start": at(0, 0), "end": at(99, 0) });
    let asked = |only: Value| json!({ "textDocument": { "uri": name }, "range": whole, "context": { "diagnostics": [], "only": only } });
    let told = client.request("textDocument/codeAction", asked(json!(["quickfix"]))).unwrap();
    let actions = told.as_array().unwrap();
    assert_eq!(actions.len(), 2);
    assert_eq!(actions[0]["title"], "replace «particpant» with «participant»");
    assert_eq!(actions[0]["diagnostics"][0]["code"], "R0015");
    let told = client.request("textDocument/codeAction", asked(json!(["source"]))).unwrap();
    assert_eq!(told.as_array().unwrap().len(), 1);
    assert_eq!(edited(&text, &told[0]["edit"]["changes"][&name]), PERMIT.replace('\n', "\r\n"));
    client.leave();
}
