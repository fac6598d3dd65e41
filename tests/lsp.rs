//! `regc lsp`, driven by a client over standard input and output, as an editor drives it.

mod client;
mod names;
mod sync;
mod wishes;

use serde_json::{Value, json};

use client::{Client, at, uri};

/// A regulation with nothing wrong in it.
const PERMIT: &str = "reg 1 en

calendar office «A plain week»
  known years: 2026
  time zone: Asia/Almaty
  working days: mon to fri
  working hours: 09:00 to 18:00

regulation permit «Fishing permit»
  calendar: office
participant clerk «Clerk»
outcome permit «Permit» positive
outcome refusal «Refusal» negative

procedure issue «Issue of a permit»
  overall term: 5 working days from filing (para 2)
  action 1 «Examination» (para 3 sub 1)
    performed by: clerk
    term: 2 working days
  condition 1 «Complete?» (para 3 sub 2)
    checked by: clerk
    no:
      action 2 «Reasoned refusal» (para 3 sub 3)
        performed by: clerk
        term: 1 working day
      finish: refusal
    yes: next
  action 3 «Signature» (para 3 sub 4)
    performed by: clerk
    term: 1 working day
    result: permit

case «A complete application»
  procedure: issue
  filed: 2026-06-05 10:00
  condition 1: yes
  expected outcome: permit
";

fn code(error: &Value) -> i64 {
    error["code"].as_i64().unwrap()
}

// ---- Its life

#[test]
fn it_introduces_itself_and_leaves_in_good_order() {
    let mut client = Client::start();
    let told = client.initialize(json!({}));
    assert_eq!(told["serverInfo"]["name"], "regc");
    assert_eq!(told["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(told["capabilities"]["textDocumentSync"]["change"], 2);
    assert_eq!(client.request("shutdown", Value::Null), Ok(Value::Null));
    assert_eq!(code(&client.request("shutdown", Value::Null).unwrap_err()), -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn one_that_ends_without_being_told_first_has_not_ended_well() {
    let mut client = Client::start();
    client.initialize(json!({}));
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 1);

    let mut client = Client::start();
    client.initialize(json!({}));
    client.close_input();
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn messages_in_any_order_are_answered() {
    let mut client = Client::start();
    assert_eq!(code(&client.request("textDocument/hover", json!({})).unwrap_err()), -32002);
    client.notify("textDocument/didOpen", json!({}));
    client.initialize(json!({}));
    assert_eq!(code(&client.request("initialize", json!({ "capabilities": {} })).unwrap_err()), -32600);
    assert_eq!(code(&client.request("regc/noSuchThing", json!({})).unwrap_err()), -32601);
    // Of texts that are not open, and with nothing understandable in them.
    let name = uri("/nowhere.reg");
    client.notify(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": name, "version": 3 }, "contentChanges": [{ "text": "x" }] }),
    );
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": name } }));
    client.notify("textDocument/didChange", json!({ "nothing": 1 }));
    client.notify("$/cancelRequest", json!({ "id": 99 }));
    client.notify("regc/noSuchNotification", json!([]));
    client.raw("Content-Length: 9\r\n\r\nnot json!");
    let answer = client.wait(|message| message.get("error").is_some());
    assert_eq!((code(&answer["error"]), &answer["id"]), (-32700, &Value::Null));
    client.open(&name, "nothing\n");
    assert_eq!(client.findings(&name, 1), ["0:0-0:7 R0010"]);
    client.leave();
}

#[test]
fn a_request_that_is_taken_back_is_answered_once() {
    let mut client = Client::start();
    client.initialize(json!({}));
    let name = uri("/a.reg");
    client.open(&name, PERMIT);
    let id = client.send("regc/slow", json!({}));
    client.notify("$/cancelRequest", json!({ "id": id }));
    let answer = client.wait(|message| message["id"] == id);
    // Whether it was still waiting is for the machine to say.
    assert!([-32800, -32601].contains(&code(&answer["error"])), "{answer}");
    client.leave();
    assert_eq!(client.seen.iter().filter(|message| message["id"] == id && message.get("method").is_none()).count(), 0);
}

/// More warnings than an editor wants are no mistake of the file, and all of it was read.
#[test]
fn that_not_all_findings_are_shown_is_told_and_is_no_error() {
    let unused = |number| format!("outcome o{number} «Outcome {number}»\n");
    let text = PERMIT.to_owned() + &(0..700).map(unused).collect::<Vec<_>>().concat();
    let told = [("ru", "500 из 70"), ("kk", "ішінен 500"), ("en", "500 of 70")];
    for (language, words) in told {
        let name = uri("/many.reg");
        let mut client = Client::with(&["--lang", language]);
        client.initialize(json!({}));
        client.open(&name, &text);
        let shown = client.published(&name, 1);
        assert_eq!(shown.len(), 501);
        let last = &shown[500];
        assert!(last["message"].as_str().unwrap().contains(words), "{last}");
        assert_eq!((&last["severity"], &last["code"]), (&json!(3), &Value::Null));
        assert!(shown.iter().all(|one| one["severity"] != 1 && one["code"] != "R0027"));
        client.leave();
    }
}

// ---- Languages and columns

#[test]
fn findings_are_told_in_the_language_of_the_file_or_the_one_asked_for() {
    let name = uri("/a.reg");
    let first = |client: &mut Client| {
        client.open(&name, "reg 1 ru\nучасник а «б»\n");
        let shown = client.published(&name, 1);
        shown[0]["message"].as_str().unwrap().to_owned()
    };
    let mut client = Client::start();
    client.initialize(json!({}));
    assert!(first(&mut client).contains("участник"));
    client.leave();

    let mut client = Client::start();
    client.initialize(json!({ "initializationOptions": { "lang": "en", "rulePages": "https://example.org/rules/" } }));
    assert!(first(&mut client).contains("a line cannot begin with"));
    let shown = client.published_last(&name);
    assert_eq!(shown[0]["codeDescription"]["href"], "https://example.org/rules/en/R0015.md");
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "regc": { "lang": "kk" } } }));
    let shown = client.published(&name, 1);
    assert!(!shown[0]["message"].as_str().unwrap().contains("a line cannot begin with"));
    // Without a wish it is the language of the file again.
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "regc": { "lang": null } } }));
    let shown = client.published(&name, 1);
    assert!(shown[0]["message"].as_str().unwrap().contains("участник"));
    client.leave();

    let mut client = Client::with(&["--lang", "en"]);
    client.initialize(json!({}));
    assert!(first(&mut client).contains("a line cannot begin with"));
    client.leave();
}

#[test]
fn columns_count_what_the_editor_asked_for() {
    let text = "reg 1 en\nregulation a «😀» 7\n";
    let name = uri("/a.reg");
    for (encodings, column) in [(json!(["utf-16"]), 18), (json!(["utf-32", "utf-8", "utf-16"]), 22), (json!(null), 18)]
    {
        let mut client = Client::start();
        client.initialize(json!({ "capabilities": { "general": { "positionEncodings": encodings } } }));
        client.open(&name, text);
        assert_eq!(client.findings(&name, 1), [format!("1:{column}-1:{} R0017", column + 1)]);
        client.leave();
    }
}

// ---- Files

#[test]
fn a_file_that_is_used_counts_as_it_stands_on_the_desk() {
    let folder = tempfile::tempdir().unwrap();
    let (act, cases) = (folder.path().join("разрешение.reg"), folder.path().join("cases.reg"));
    let (head, case) = PERMIT.split_at(PERMIT.find("case «").unwrap());
    std::fs::write(&act, head).unwrap();
    let (act, cases) = (uri(&act), uri(&cases));
    let case = format!("reg 1 en\nuses: «разрешение.reg»\n{case}");

    let mut client = Client::start();
    client.initialize(json!({ "capabilities": {} }));
    client.open(&cases, &case);
    client.settles(&cases, &[]);

    // Unsaved text goes before the text on disk.
    client
        .open(&act, &head.replace("permit «Permit»", "licence «Permit»").replace("result: permit", "result: licence"));
    client.settles(&cases, &["6:20-6:26 R0101"]);
    client.change(&act, 2, &[(at(0, 0), at(0, 3), "gibberish")]);
    client.settles(&act, &["0:0-0:14 R0010"]);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": act } }));
    client.settles(&cases, &[]);

    // The file goes from under it, and comes back as something that is no text.
    let path = folder.path().join("разрешение.reg");
    std::fs::remove_file(&path).unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": act, "type": 3 }] }));
    client.settles(&cases, &["1:7-1:21 R0001", "2:0-2:29 R0036"]);
    std::fs::write(&path, b"reg 1 en\n\xff\n").unwrap();
    client.change(&cases, 2, &[(at(8, 0), at(8, 0), "# \n")]);
    assert_eq!(client.findings(&cases, 2), ["1:7-1:21 R0001", "2:0-2:29 R0036"]);
    std::fs::write(&path, head).unwrap();
    client.change(&cases, 3, &[(at(8, 0), at(8, 0), "# \n")]);
    client.settles(&cases, &[]);
    client.leave();
}

#[test]
fn settings_with_mistakes_are_told_and_the_rest_works() {
    let folder = tempfile::tempdir().unwrap();
    let (act, settings) = (folder.path().join("a.reg"), folder.path().join("regc.toml"));
    std::fs::write(&settings, "[rules]\nR0105 = \"deny\"\nR9999 = \"allow\"\n").unwrap();
    let (act, settings) = (uri(&act), uri(settings.canonicalize().unwrap()));
    let unused = PERMIT.replace("participant clerk", "participant other «Other»\nparticipant clerk");

    let mut client = Client::start();
    client.initialize(
        json!({ "capabilities": { "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } } }),
    );
    let asked = client.wait(|message| message["method"] == "client/registerCapability");
    assert!(asked["params"].to_string().contains("regc.toml"));
    client.open(&act, &unused);
    let shown = client.published(&act, 1);
    assert_eq!(
        (&shown[0]["code"], &shown[0]["severity"], &shown[0]["tags"]),
        (&json!("R0105"), &json!(1), &json!([1]))
    );
    client.settles(&settings, &["2:0-2:5 R0005"]);

    // As it is typed in the editor, before it is saved.
    client.open(&settings, "[rules]\nR0105 = \"allow\"\n");
    client.settles(&act, &[]);
    client.settles(&settings, &[]);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": settings } }));
    client.settles(&act, &["10:12-10:17 R0105"]);
    client.leave();
}

#[test]
fn ten_thousand_mistakes_are_shown_in_part_and_said_to_be_more() {
    let name = uri("/a.reg");
    let mut client = Client::start();
    client.initialize(json!({}));
    let text = format!("reg 1 en\n{}", "😀 gibberish\n".repeat(10_000));
    client.open(&name, &text);
    let shown = client.published(&name, 1);
    assert_eq!(shown.len(), 501);
    assert_eq!(shown[500]["code"], "R0027");
    client.change(&name, 2, &[(at(1, 0), at(20_000, 0), "")]);
    assert!(client.published(&name, 2).len() < 3);
    client.leave();
}

#[test]
fn a_text_of_ten_megabytes_is_edited_like_any_other() {
    let name = uri("/a.reg");
    let mut client = Client::start();
    client.initialize(json!({}));
    let comment = format!("# {}\n", "б".repeat(2_000)).repeat(10 << 20 >> 12);
    client.open(&name, &format!("{PERMIT}{comment}gibberish\n"));
    let lines = u32::try_from(PERMIT.lines().count() + comment.lines().count()).unwrap();
    assert_eq!(client.findings(&name, 1), [format!("{lines}:0-{lines}:9 R0015")]);
    client.change(&name, 2, &[(at(lines, 0), at(lines + 1, 0), "")]);
    assert_eq!(client.findings(&name, 2), [""; 0]);
    client.leave();
}
