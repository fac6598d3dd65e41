//! What an editor offers: what could be typed, what words are, totals, cases to be run and diagrams.

use serde_json::{Value, json};

use super::PERMIT;
use super::client::{Client, at, uri};

fn opened(text: &str) -> (Client, String) {
    let name = uri("/wishes/a.reg");
    let mut client = Client::start();
    client.initialize(json!({}));
    client.open(&name, text);
    (client, name)
}

/// What is offered at the place that `|` marks in a text.
fn offered(marked: &str) -> Vec<String> {
    items(marked).iter().map(|one| one["label"].as_str().unwrap().to_owned()).collect()
}

/// The text with each offer put where it says, marked where it ends.
fn taken(marked: &str) -> Vec<String> {
    let text = marked.replacen('|', "", 1);
    let put = |item: &Value| {
        let edit = &item["textEdit"];
        let place = |end: &str| {
            let place = |what: &str| usize::try_from(edit["range"][end][what].as_u64().unwrap()).unwrap();
            let line_start: usize = text.split_inclusive('\n').take(place("line")).map(str::len).sum();
            // No letter here takes two units of UTF-16.
            line_start + text[line_start..].chars().take(place("character")).map(char::len_utf8).sum::<usize>()
        };
        format!("{}{}|{}", &text[..place("start")], edit["newText"].as_str().unwrap(), &text[place("end")..])
    };
    items(marked).iter().map(put).collect()
}

fn items(marked: &str) -> Vec<Value> {
    let offset = marked.find('|').unwrap();
    let (mut client, name) = opened(&marked.replacen('|', "", 1));
    let line = marked[..offset].matches('\n').count();
    let column = marked[..offset].rsplit('\n').next().unwrap().encode_utf16().count();
    let place = at(u32::try_from(line).unwrap(), u32::try_from(column).unwrap());
    let told = client.request("textDocument/completion", json!({ "textDocument": { "uri": name }, "position": place }));
    client.leave();
    told.unwrap().as_array().cloned().unwrap_or_default()
}

/// The same where a line of the regulation is another one.
fn instead(line: &str, other: &str) -> Vec<String> {
    assert_eq!(PERMIT.matches(line).count(), 1, "{line}");
    offered(&PERMIT.replace(line, other))
}

#[test]
fn names_of_the_sort_that_is_expected_are_offered_and_no_others() {
    assert_eq!(instead("    performed by: clerk\n    term: 2", "    performed by: cl|\n    term: 2"), ["clerk"]);
    assert_eq!(instead("no:\n", "no: finish: |\n")[..2], ["tacit consent", "permit"]);
    assert_eq!(instead("    result: permit", "    result: |"), ["permit", "refusal"]);
    assert_eq!(instead("expected outcome: permit", "expected outcome:|").last().unwrap(), "refusal");
    assert_eq!(instead("  calendar: office", "  calendar: |"), ["office"]);
    assert_eq!(instead("  procedure: issue", "  procedure: |"), ["issue"]);
    assert_eq!(instead("participant clerk", "participant |"), [""; 0]);
    assert_eq!(instead("«Clerk»", "«Cl|»"), [""; 0]);
}

/// A small regulation in each language, a place for a line of the procedure and one for a line of its step.
const BEGUN: [(&str, &str); 3] = [
    (
        "reg 1 ru\nрегламент а «А»\nсобытие оплата «О»\nучастник отдел «О»\nисход выдано «В»\nпорядок б «Б»\n",
        "  действие 1 «В»\n    выполняет: отдел\n  действие 2 «Г»\n    выполняет: отдел\n~    событие: оплата\n    итог: выдано\n",
    ),
    (
        "reg 1 kk\nрегламент а «А»\nоқиға төлем «О»\nқатысушы бөлім «Б»\nнәтиже берілді «Б»\nтәртіп б «Б»\n",
        "  1-іс-қимыл «В»\n    орындайды: бөлім\n  2-іс-қимыл «Г»\n    орындайды: бөлім\n~    оқиға: төлем\n    қорытынды: берілді\n",
    ),
    (
        "reg 1 en\nregulation a «A»\nevent payment «P»\nparticipant office «O»\noutcome issued «I»\nprocedure b «B»\n",
        "  action 1 «V»\n    performed by: office\n  action 2 «G»\n    performed by: office\n~    event: payment\n    result: issued\n",
    ),
];

/// What is offered behind the first words of a phrase takes the place of them: whatever is taken, with the first of
/// what is offered behind that where a step or an event is still to be named, the line is understood.
#[test]
fn a_phrase_that_is_begun_is_ended_and_not_begun_again() {
    let lines = [
        (0, "  общий срок: 10 рабочих дней с |\n", "с подачи"),
        (0, "  общий срок: 10 рабочих дней со дня |\n", "со дня подачи"),
        (0, "  предел «р»: 1 рабочий день от подачи до |\n", "до завершения"),
        (0, "~    не позднее: 5 рабочих дней после |\n", "после подачи"),
        (0, "~    не ранее: 5 рабочих дней после ок|\n", "после окончания"),
        (1, "  жалпы мерзімі: 10 жұмыс күні өтініш |\n", "өтініш берілген күннен бастап"),
        (2, "  overall term: 10 working days from |\n", "from filing"),
        (2, "  overall term: 10 working days from the |\n", "from the end of"),
        (2, "  limit «r»: 1 working day from filing to the |\n", "to the end of"),
    ];
    for (language, line, expected) in lines {
        let (head, steps) = BEGUN[language];
        let marked = match line.strip_prefix('~') {
            Some(of_step) => format!("{head}{}", steps.replace('~', of_step)),
            None => format!("{head}{line}{}", steps.replace('~', "")),
        };
        let offers = offered(&marked);
        assert!(offers.contains(&expected.to_owned()), "{line}{offers:?}");
        for text in taken(&marked) {
            let at = text.find('|').unwrap();
            let further = text[..at].to_owned() + " |" + &text[at + 1..];
            let whole = taken(&further).into_iter().chain([text]).map(|text| text.replacen('|', "", 1));
            let whole: Vec<String> = whole.collect();
            assert!(whole.iter().any(|text| is_understood(text)), "{whole:#?}");
        }
    }
}

/// Whether every line of a text can be read.
fn is_understood(text: &str) -> bool {
    let file = regc::source::SourceFile::new("a.reg", text.to_owned());
    let mut sources = regc::source::Sources::default();
    let id = sources.add(file.clone());
    regc::syntax::parse(&file, id).1.is_empty()
}

/// The lines of a case, and none that only begin with the word of one.
#[test]
fn lines_of_a_case_are_offered_from_their_first_word_on() {
    let cases = [
        ("случай «С»", "  порядок: б\n", "подача вне рабочего времени", "подача", "  ожидается |\n", "ожидается исход"),
        (
            "жағдай «С»",
            "  тәртіп: б\n",
            "жұмыс уақытынан тыс беру",
            "өтініш берілді",
            "  күтілетін |\n",
            "күтілетін нәтиже",
        ),
        ("case «C»", "  procedure: b\n", "filing outside working hours", "filed", "  expected |\n", "expected outcome"),
    ];
    for ((head, steps), (case, procedure, of_calendar, filed, begun, expected)) in BEGUN.into_iter().zip(cases) {
        let before = format!("{head}{}{case}\n{procedure}", steps.replace('~', ""));
        let lines = offered(&format!("{before}  |\n"));
        assert!(lines.contains(&filed.to_owned()) && !lines.contains(&of_calendar.to_owned()), "{lines:?}");
        let lines = offered(&format!("{before}{begun}"));
        assert!(lines.contains(&expected.to_owned()), "{lines:?}");
    }
    // All that goes on from the word, and nothing else.
    let (head, steps) = BEGUN[2];
    let before = format!("{head}{}case «C»\n  procedure: b\n", steps.replace('~', ""));
    let lines = offered(&format!("{before}  expected |\n"));
    assert_eq!(lines, ["expected outcome", "expected completion", "expected limit", "expected"]);
    assert!(taken(&format!("{before}  expected |\n"))[0].ends_with("\n  expected outcome: |\n"));
}

#[test]
fn words_that_may_stand_at_a_place_are_offered_in_the_language_of_the_file() {
    let lines = instead("    term: 2 working days", "    t|");
    assert_eq!(lines[0], "performed by");
    assert!(lines.contains(&"term".to_owned()) && !lines.contains(&"holiday".to_owned()));
    assert!(!lines.contains(&"from".to_owned()) && !lines.contains(&"overall term".to_owned()));
    let units = instead("    term: 2 working days", "    term: 1 |");
    assert!(units.contains(&"working day".to_owned()) && units.contains(&"month".to_owned()), "{units:?}");
    let from = instead("5 working days from filing", "5 working days |");
    assert!(from.contains(&"from filing".to_owned()), "{from:?}");
    let steps = instead("5 working days from filing", "5 working days from the end of |");
    assert_eq!(steps, ["action 1", "condition 1", "action 2", "action 3"]);
    assert_eq!(instead("action 3 «Signature»", "action | «Signature»"), ["3"]);
    let calendar = instead("  known years: 2026\n", "  known years: 2026\n  |\n");
    assert!(calendar.contains(&"holiday".to_owned()) && !calendar.contains(&"term".to_owned()));

    let russian = "reg 1 ru\nрегламент а «А»\nучастник отдел «Отдел»\nпорядок б «Б»\n  действие 1 «В»\n    ";
    assert!(offered(&format!("{russian}вып|")).contains(&"выполняет".to_owned()));
    assert!(offered(&format!("{russian}срок: 3 |")).contains(&"рабочих дня".to_owned()));
    assert_eq!(offered(&format!("{russian}к |")), ["действию 1"]);
}

/// An editor tells it as the command line does.
#[test]
fn a_case_that_expects_nothing_does_not_pass() {
    let (mut client, name) = opened(&PERMIT.replace("  expected outcome: permit\n", ""));
    let asked = json!({ "uri": name, "case": "A complete application" });
    let asked = json!({ "command": "regc.runCase", "arguments": [asked] });
    let ran = client.request("workspace/executeCommand", asked).unwrap();
    assert_eq!(ran["text"].as_str().unwrap().lines().last(), Some("nothing is expected of the case"));
    client.leave();
}

#[test]
fn a_case_is_run_and_a_diagram_drawn() {
    let (mut client, name) = opened(PERMIT);
    let told = client.request("textDocument/codeLens", json!({ "textDocument": { "uri": name } })).unwrap();
    let commands: Vec<&Value> = told.as_array().unwrap().iter().map(|one| &one["command"]).collect();
    assert_eq!(commands[0]["command"], "regc.showDiagram");
    assert_eq!(commands[0]["arguments"], json!([{ "uri": name, "procedure": "issue" }]));
    assert_eq!(commands[1]["command"], "regc.runCase");
    assert_eq!(commands[1]["arguments"], json!([{ "uri": name, "case": "A complete application" }]));

    let mut execute = |command: &Value| {
        client.request(
            "workspace/executeCommand",
            json!({ "command": command["command"], "arguments": command["arguments"] }),
        )
    };
    let drawn = execute(commands[0]).unwrap();
    assert_eq!(drawn["title"], "Issue of a permit");
    let svg = roxmltree::Document::parse(drawn["svg"].as_str().unwrap()).unwrap();
    assert!(svg.descendants().any(|node| node.text().is_some_and(|text| text.contains("Signature"))));
    let ran = execute(commands[1]).unwrap();
    assert_eq!(ran["title"], "A complete application");
    assert!(ran["text"].as_str().unwrap().contains("case passed"), "{ran}");
    assert!(execute(&json!({ "command": "regc.runCase", "arguments": [{ "uri": name, "case": "none" }] })).is_err());
    assert!(execute(&json!({ "command": "regc.format-disk", "arguments": [{ "uri": name }] })).is_err());
    assert!(execute(&json!({ "command": "regc.runCase", "arguments": [] })).is_err());

    client.change(&name, 2, &[(at(0, 0), at(0, 0), "gibberish")]);
    let refused = client.request(
        "workspace/executeCommand",
        json!({ "command": "regc.runCase", "arguments": commands[1]["arguments"] }),
    );
    assert!(refused.unwrap_err()["message"].as_str().unwrap().contains("mistakes"));
    client.leave();
}

#[test]
fn totals_are_those_of_the_ways_to_a_step() {
    let (mut client, name) = opened(PERMIT);
    let whole = json!({ "start": at(0, 0), "end": at(99, 0) });
    let told =
        client.request("textDocument/inlayHint", json!({ "textDocument": { "uri": name }, "range": whole })).unwrap();
    let labels: Vec<&str> = told.as_array().unwrap().iter().map(|one| one["label"].as_str().unwrap()).collect();
    // 2 for the examination; 1 more for the refusal or for the signature.
    assert_eq!(labels, ["Σ 2 working days", "Σ 3 working days", "Σ 3 working days"]);
    client.leave();

    let twice = PERMIT
        .replace("      finish: refusal\n", "      next\n")
        .replace("term: 1 working day\n    result", "term: 5 hours\n    result");
    let (mut client, name) = opened(&twice.replace("expected outcome: permit\n", ""));
    let told =
        client.request("textDocument/inlayHint", json!({ "textDocument": { "uri": name }, "range": whole })).unwrap();
    assert_eq!(told[2]["label"], "Σ 2 working days + 5 hours … 3 working days + 5 hours");
    client.leave();
}

#[test]
fn tokens_cover_words_of_every_sort_in_text_order() {
    let text = format!("{PERMIT}# 😀 the end\n");
    let (mut client, name) = opened(&text);
    let told = client.request("textDocument/semanticTokens/full", json!({ "textDocument": { "uri": name } })).unwrap();
    let data: Vec<u32> =
        told["data"].as_array().unwrap().iter().map(|one| u32::try_from(one.as_u64().unwrap()).unwrap()).collect();
    let lines: Vec<Vec<u16>> = text.split('\n').map(|line| line.encode_utf16().collect()).collect();
    let (mut line, mut column) = (0_usize, 0_usize);
    let mut seen = Vec::new();
    for token in data.chunks(5) {
        column = if token[0] == 0 { column } else { 0 } + token[1] as usize;
        line += token[0] as usize;
        let word = String::from_utf16(&lines[line][column..column + token[2] as usize]).unwrap();
        seen.push((word, token[3], token[4]));
    }
    let kinds: Vec<&str> = vec!["keyword", "number", "string", "comment", "variable", "class", "enumMember"];
    for (word, kind, declared) in [
        ("performed by", "keyword", 0),
        ("clerk", "class", 1),
        ("clerk", "class", 0),
        ("refusal", "enumMember", 0),
        ("«Examination»", "string", 0),
        ("2026-06-05", "number", 0),
        ("# 😀 the end", "comment", 0),
    ] {
        let kind = u32::try_from(kinds.iter().position(|one| *one == kind).unwrap()).unwrap();
        assert!(seen.contains(&(word.to_owned(), kind, declared)), "{word} in {seen:?}");
    }
    client.leave();
}
