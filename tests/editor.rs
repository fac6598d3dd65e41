//! What `editors/` holds and the language fit together: the colours come from the table of keywords, the snippets parse.

use regc::keywords::{Entry, Keyword, Position, TABLE};
use regc::language::Language;
use serde_json::{Map, Value, json};

use crate::support::{read, regc, root, same_or_blessed};

const GRAMMAR: &str = "editors/vscode/syntaxes/reg.tmLanguage.json";

/// Where a word begins: behind a blank or sign, or behind the hyphen of a number (`1-шарт`), never within a name.
/// `\b` is not used: some engines take Cyrillic letters for signs.
const BEGINS: &str = r"(?<![\p{L}\p{N}_])(?<![\p{L}_]-)";
const ENDS: &str = r"(?![\p{L}\p{N}_-])";
const ID: &str = r"(?![\p{N}-])[\p{L}\p{N}_-]+";
const NUMBER: &str = r"\d+(?:[.-]\d+)?";
const DASH: &str = "[-‐‑‒–—−]";

/// Lines whose value is names of the author's own, which are no words of the language even where they look like some.
const NAMED: [Keyword; 13] = [
    Keyword::Calendar,
    Keyword::CheckedBy,
    Keyword::Event,
    Keyword::Finish,
    Keyword::FromWhom,
    Keyword::HandOver,
    Keyword::Joins,
    Keyword::Outcome,
    Keyword::PerformedBy,
    Keyword::Procedure,
    Keyword::Result,
    Keyword::SendsTo,
    Keyword::Through,
];

/// Blocks with a title and no name.
const UNNAMED: [Keyword; 3] = [Keyword::Branch, Keyword::Case, Keyword::WaitReply];

/// Words that decide where a case goes.
const FLOW: [Keyword; 24] = [
    Keyword::Yes,
    Keyword::No,
    Keyword::Answer,
    Keyword::Next,
    Keyword::Finish,
    Keyword::TacitConsent,
    Keyword::GoTo,
    Keyword::ReturnTo,
    Keyword::HandOver,
    Keyword::EndCondition,
    Keyword::Parallel,
    Keyword::JoinAll,
    Keyword::JoinFirst,
    Keyword::ForEach,
    Keyword::ForEachEnd,
    Keyword::AnyTime,
    Keyword::OnReply,
    Keyword::OnExpiry,
    Keyword::OnOverallExpiry,
    Keyword::Call,
    Keyword::If,
    Keyword::IfEnd,
    Keyword::Otherwise,
    Keyword::Only,
];

/// Signs in words, of criteria.
const OPERATORS: [Keyword; 13] = [
    Keyword::And,
    Keyword::Either,
    Keyword::Not,
    Keyword::Equal,
    Keyword::Differs,
    Keyword::Less,
    Keyword::More,
    Keyword::NotMore,
    Keyword::NotLess,
    Keyword::FromValue,
    Keyword::Above,
    Keyword::Range,
    Keyword::OneOf,
];

/// Words that stand for a value.
const VALUES: [Keyword; 29] = [
    Keyword::KindProvider,
    Keyword::KindApplicant,
    Keyword::KindExternal,
    Keyword::KindSystem,
    Keyword::Positive,
    Keyword::Negative,
    Keyword::Automatic,
    Keyword::TypeYesNo,
    Keyword::TypeWhole,
    Keyword::TypeNumber,
    Keyword::TypeMoney,
    Keyword::TypeDate,
    Keyword::TypeMoment,
    Keyword::TypeText,
    Keyword::TypeIin,
    Keyword::TypeBin,
    Keyword::TypeIinOrBin,
    Keyword::Today,
    Keyword::Filing,
    Keyword::TermKept,
    Keyword::TermBroken,
    Keyword::NoReply,
    Keyword::Monday,
    Keyword::Tuesday,
    Keyword::Wednesday,
    Keyword::Thursday,
    Keyword::Friday,
    Keyword::Saturday,
    Keyword::Sunday,
];

fn is_cite(entry: &Entry) -> bool {
    entry.rule.starts_with("k_cite_")
}

fn is_step(entry: &Entry) -> bool {
    let forms = [Keyword::ActionForm, Keyword::ProcessForm, Keyword::ConditionForm, Keyword::StepForm];
    entry.position == Position::Step || forms.contains(&entry.keyword)
}

/// A spelling as an expression: any letter case (the expressions say so), `ё` for `е`, any blanks, any dash.
fn spelled(spelling: &str) -> String {
    spelling.chars().fold(String::new(), |text, letter| match letter {
        'е' => text + "[её]",
        ' ' => text + r"[\s\x{a0}]+",
        '-' => text + DASH,
        '.' | '/' => text + "\\" + &letter.to_string(),
        _ => text + &letter.to_string(),
    })
}

/// Any of the words of the entries, in all languages, the longest first.
fn any(chosen: impl Fn(&Entry) -> bool) -> String {
    let mut words: Vec<&str> = TABLE
        .iter()
        .filter(|entry| chosen(entry))
        .flat_map(|entry| entry.all_spellings().map(|(_, word)| word))
        .collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.chars().count()), *word));
    words.dedup();
    format!("(?:{})", words.into_iter().map(spelled).collect::<Vec<_>>().join("|"))
}

/// A pattern, and the scope of each of its groups.
fn rule(expression: &str, scopes: &[&str]) -> Value {
    json!({ "match": format!("(?i){expression}"), "captures": captures(scopes) })
}

fn captures(scopes: &[&str]) -> Value {
    let named = scopes.iter().enumerate().map(|(at, scope)| ((at + 1).to_string(), json!({ "name": scope })));
    Value::Object(named.collect::<Map<_, _>>())
}

fn word(chosen: impl Fn(&Entry) -> bool, scope: &str) -> Value {
    rule(&format!("{BEGINS}({}){ENDS}", any(chosen)), &[scope])
}

fn included(names: &[&str]) -> Value {
    names.iter().map(|name| json!({ "include": format!("#{name}") })).collect()
}

fn quotation(open: &str, close: &str, scope: &str, nested: bool) -> Value {
    let inside = if nested { included(&["guillemets"]) } else { json!([]) };
    json!({
        "name": scope,
        "begin": open,
        "end": format!("{close}|$"),
        "beginCaptures": { "0": { "name": "punctuation.definition.string.begin.reg" } },
        "endCaptures": { "0": { "name": "punctuation.definition.string.end.reg" } },
        "patterns": inside,
    })
}

/// A line that begins with a word, and whose value is names.
fn named_values() -> Value {
    let words = any(|entry| NAMED.contains(&entry.keyword));
    json!({
        "begin": format!("(?i)(?:^\\s*|{BEGINS})({words})\\s*(:)"),
        "end": "$",
        "beginCaptures": captures(&["keyword.other.attribute.reg", "punctuation.separator.reg"]),
        "patterns": [
            { "include": "#comments" },
            { "include": "#strings" },
            { "include": "#citations" },
            word(|entry| [Keyword::Either, Keyword::TacitConsent].contains(&entry.keyword), "keyword.operator.word.reg"),
            { "name": "variable.other.reg", "match": ID },
        ],
    })
}

fn citations() -> Value {
    let words = any(is_cite);
    json!({ "patterns": [{
        "name": "meta.citation.reg",
        "begin": format!("(?i)\\((?=\\s*(?:{words}(?:\\.|\\s)|\\d+(?:[.-]\\d+)*\\)?\\s*-?\\s*{words}(?:\\.|{ENDS})))"),
        "end": r"\)(?=\s*(?:$|//|#|:))|$",
        "patterns": [
            rule(&format!("{BEGINS}({words}\\.?)"), &["keyword.other.citation.reg"]),
            // The bracket of `1)` belongs to the number where the citation goes on or closes after it.
            rule(r"(\d+(?:[.-]\d+)*(?:\)(?=\s*[\p{L});,]))?)", &["constant.numeric.citation.reg"]),
        ],
    }, rule(&format!("{BEGINS}({words}\\.?){ENDS}"), &["keyword.other.citation.reg"])] })
}

/// What a line begins with; what stands in the rest of it is told by the rules after these.
fn beginnings() -> Value {
    let block = |entry: &Entry| matches!(entry.position, Position::Block | Position::BlockOrAttribute);
    let named = any(|entry| block(entry) && !UNNAMED.contains(&entry.keyword));
    let unnamed = any(|entry| UNNAMED.contains(&entry.keyword));
    let attributes = any(|entry| {
        let attribute = matches!(entry.position, Position::Attribute | Position::BlockOrAttribute);
        attribute && !FLOW.contains(&entry.keyword)
    });
    let steps = any(|entry| entry.position == Position::Step);
    let flow = any(|entry| FLOW.contains(&entry.keyword));
    let others = any(|entry| !matches!(entry.position, Position::Inside | Position::Abbreviation));
    let ends = any(|entry| entry.keyword == Keyword::EndCondition);
    let step = ["keyword.control.step.reg", "constant.numeric.step.reg"];
    json!({ "patterns": [
        rule(r"^\s*\x{feff}?\s*(reg)\s+(\d+)\s+(ru|kk|en)(?![\p{L}\p{N}_-])",
            &["keyword.control.edition.reg", "constant.numeric.reg", "constant.language.reg"]),
        { "include": "#named-values" },
        // With its colon before all shorter words: `no longer in force:` before `no`.
        rule(&format!("^\\s*({attributes})(?=\\s*[(:])"), &["keyword.other.attribute.reg"]),
        rule(&format!("^\\s*(?:({NUMBER})\\s*{DASH}?\\s*)?({ends}){ENDS}"), &[step[1], "keyword.control.flow.reg"]),
        rule(&format!("^\\s*({NUMBER})\\s*{DASH}?\\s*({steps}){ENDS}"), &[step[1], step[0]]),
        rule(&format!("^\\s*({steps})\\s+(?:({NUMBER}){ENDS}|({ID}))"), &[step[0], step[1], "entity.name.function.reg"]),
        rule(&format!("^\\s*({unnamed}){ENDS}"), &["keyword.declaration.reg"]),
        rule(&format!("^\\s*({named})\\s+({ID})"), &["keyword.declaration.reg", "entity.name.type.reg"]),
        rule(&format!("^\\s*({flow}){ENDS}"), &["keyword.control.flow.reg"]),
        rule(&format!("^\\s*({others}){ENDS}"), &["keyword.other.attribute.reg"]),
    ] })
}

fn words_inside() -> Value {
    let relates = |entry: &Entry| OPERATORS.contains(&entry.keyword);
    let value = |entry: &Entry| VALUES.contains(&entry.keyword);
    let flow = |entry: &Entry| FLOW.contains(&entry.keyword);
    let limits = [Keyword::OverallTerm, Keyword::Limit, Keyword::Calendar, Keyword::UpTo, Keyword::Procedure];
    let rest = move |entry: &Entry| {
        let inside = entry.position == Position::Inside || limits.contains(&entry.keyword);
        inside && ![Keyword::Reg, Keyword::CaseSuffix, Keyword::BareDay].contains(&entry.keyword)
    };
    let unit = |entry: &Entry| {
        let unit = entry.position == Position::Abbreviation && !is_cite(entry);
        unit || [Keyword::BareDay, Keyword::CalendarKind].contains(&entry.keyword)
    };
    json!({ "patterns": [
        word(is_step, "keyword.control.step.reg"),
        rule(&format!("{BEGINS}({}(?:\\.|{ENDS}))", any(unit)), &["keyword.other.unit.reg"]),
        word(value, "support.constant.reg"),
        word(flow, "keyword.control.flow.reg"),
        word(move |entry| rest(entry) && !relates(entry) && !value(entry) && !flow(entry), "keyword.other.reg"),
        word(relates, "keyword.operator.word.reg"),
    ] })
}

fn numbers() -> Value {
    let suffix = TABLE.iter().filter(|entry| entry.keyword == Keyword::CaseSuffix);
    let suffixes: Vec<_> = suffix.flat_map(|entry| entry.spellings(Language::Kk)).map(|word| spelled(word)).collect();
    json!({ "patterns": [
        rule(&format!(r"(?<![\p{{L}}\p{{N}}_])(\d{{4}}-\d\d-\d\d|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}){ENDS}"), &["constant.numeric.date.reg"]),
        rule(r"(?<![\p{L}\p{N}_])(\d{1,2}:\d\d)(?![\p{L}\p{N}])", &["constant.numeric.time.reg"]),
        rule(&format!(r"{BEGINS}(R\d{{4}}){ENDS}"), &["constant.other.rule.reg"]),
        rule(
            &format!(r"(?<![\p{{L}}\p{{N}}_])(\d+(?:[.,]\d+)?)((?:{}){ENDS})?", suffixes.join("|")),
            &["constant.numeric.reg", "keyword.other.suffix.reg"],
        ),
    ] })
}

fn grammar() -> String {
    let grammar = json!({
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "information_for_contributors": "Made from the table in src/keywords.rs; to write it anew: REGC_BLESS=1 cargo test editor",
        "name": "Regulation",
        "scopeName": "source.reg",
        "fileTypes": ["reg"],
        "patterns": included(&[
            "comments", "strings", "beginnings", "citations", "named-values", "words", "numbers", "signs",
        ]),
        "repository": {
            "comments": { "patterns": [
                { "name": "comment.line.double-slash.reg", "match": r"(?:^|(?<=\s))//.*$" },
                { "name": "comment.line.number-sign.reg", "match": r"(?:^|(?<=\s))#.*$" },
            ] },
            "strings": { "patterns": [
                { "include": "#guillemets" },
                quotation("[“„]", "[”“\"]", "string.quoted.other.reg", false),
                quotation("\"", "\"", "string.quoted.double.reg", false),
            ] },
            "guillemets": quotation("«", "»", "string.quoted.other.reg", true),
            "beginnings": beginnings(),
            "named-values": named_values(),
            "citations": citations(),
            "numbers": numbers(),
            "words": words_inside(),
            "signs": { "patterns": [
                { "name": "keyword.operator.comparison.reg", "match": "<>|!=|≠|<=|≤|>=|≥|=|<|>" },
                { "name": "punctuation.separator.reg", "match": "[:;,]" },
            ] },
        },
    });
    serde_json::to_string_pretty(&grammar).unwrap() + "\n"
}

#[test]
fn the_colours_are_those_of_the_table() {
    same_or_blessed(GRAMMAR, &grammar(), "editor");
}

/// A snippet as it stands in the text before anything of it is filled in.
fn expanded(body: &str) -> String {
    let (mut text, mut rest) = (String::new(), body);
    while let Some(at) = rest.find('$') {
        text += &rest[..at];
        rest = &rest[at + 1..];
        if let Some(placeholder) = rest.strip_prefix('{') {
            let (inside, after) = placeholder.split_once('}').unwrap();
            let shown = inside.trim_start_matches(|letter: char| letter.is_ascii_digit());
            // `1:text`, or `1|one,another|`.
            text += shown.strip_prefix(':').unwrap_or_else(|| shown.trim_matches('|').split(',').next().unwrap());
            rest = after;
        } else {
            rest = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        }
    }
    text + rest
}

/// A snippet in a text in which its lines may stand, in the canonical layout; `None` if they may not.
fn laid_out(text: &str) -> Option<String> {
    let output = regc().args(["fmt", "-"]).write_stdin(text).output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// The lines of a text without what stands around them.
fn bare(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// Each parses where it belongs, in the head, below a procedure or in a calendar, and `regc fmt` would write it the same.
#[test]
fn every_snippet_is_understood() {
    let heads = [
        ("ru", "reg 1 ru\nрегламент р «Р»\nпорядок п «П»\n", "календарь к «К»\n"),
        ("kk", "reg 1 kk\nрегламент р «Р»\nтәртіп т «Т»\n", "күнтізбе к «К»\n"),
        ("en", "reg 1 en\nregulation r «R»\nprocedure p «P»\n", "calendar c «C»\n"),
    ];
    let mut counts = Vec::new();
    for (language, procedure, calendar) in heads {
        let snippets: Map<String, Value> =
            serde_json::from_str(&read(format!("editors/vscode/snippets/{language}.json"))).unwrap();
        for (name, snippet) in &snippets {
            let lines: Vec<_> = snippet["body"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
            let text = expanded(&(lines.join("\n") + "\n"));
            let frames = if text.starts_with("reg ") {
                vec![text]
            } else {
                vec![format!("{procedure}{text}"), format!("{procedure}{calendar}{text}")]
            };
            let found = frames.iter().find_map(|frame| laid_out(frame).map(|laid_out| (frame, laid_out)));
            let (frame, laid_out) = found.unwrap_or_else(|| panic!("{language}, {name}:\n{}", frames[0]));
            assert_eq!(bare(&laid_out), bare(frame), "{language}, {name}");
        }
        counts.push(snippets.len());
    }
    assert!(counts.iter().all(|count| *count == counts[0] && *count > 0), "as many in each language: {counts:?}");
}

/// The extension is packaged with the version of the compiler it belongs to, and says the same licence.
#[test]
fn the_extension_is_of_this_version() {
    let package: Value = serde_json::from_str(&read("editors/vscode/package.json")).unwrap();
    assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(package["license"], env!("CARGO_PKG_LICENSE"));
    assert_eq!(read("editors/vscode/LICENSE"), read("LICENSE"));
    let icon = root().join("editors/vscode").join(package["icon"].as_str().unwrap());
    assert!(icon.is_file(), "{}", icon.display());
}
