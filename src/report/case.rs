//! A case as an author writes it, in the words of a file's language.
//!
//! What a case gives for its steps is put into words here and nowhere else.

use super::standing;
use super::trace::{end, path};
use crate::graph::{End, ProcessSet};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{Answer, Case, Expectation, Given, GivenFor, GivenValue};
use crate::words;

/// The block of a case under this title, a line each, to be pasted into a file.
#[must_use]
pub fn block(set: &ProcessSet, case: &Case, title: &str, words: Language) -> String {
    let attribute = |keyword: Keyword, value: &str| format!("{}: {value}", keyword.canonical(words));
    let mut lines = vec![attribute(Keyword::Procedure, &case.procedure)];
    let variant = case.variant.and_then(|variant| set.head.variant(variant));
    lines.extend(variant.map(|variant| attribute(Keyword::Variant, &variant.id)));
    lines.push(attribute(Keyword::Filed, &words::instant(case.filed)));
    lines.extend(case.given.iter().map(|given| self::given(given, ": ", words)));
    let results: Vec<&str> = case.results.iter().filter_map(|id| Some(set.head.outcome(*id)?.id.as_str())).collect();
    if !results.is_empty() {
        lines.push(attribute(Keyword::Result, &results.join(", ")));
    }
    lines.extend(case.expectations.iter().map(|one| expectation(set, *one, words)));
    let lines: String = lines.iter().flat_map(|line| ["  ", line, "\n"]).collect();
    // Marks of quotation within the title could leave it open.
    let title = title.replace(['«', '»', '“', '”', '„', '"'], "");
    format!("{} «{title}»\n{lines}", Keyword::Case.canonical(words))
}

/// What a case gives for a step, as a line of it (`: ` between the two) or as an argument (`=`).
#[must_use]
pub fn given(given: &Given, between: &str, words: Language) -> String {
    let within = path(given.within.as_deref(), words);
    let about = match &given.about {
        GivenFor::Step(step) => words::step_ref(step, words),
        GivenFor::Wait(title) => format!("{} «{title}»", Keyword::WaitReply.canonical(words)),
        GivenFor::ForEach(title) => words::for_each(title, words),
        GivenFor::Interrupt(title) => format!("{} «{title}»", Keyword::AnyTime.canonical(words)),
    };
    let value = match &given.value {
        GivenValue::Answers(answers) => answers.iter().map(|one| answer(one, words)).collect::<Vec<_>>().join("; "),
        GivenValue::Lasts(duration) => words::duration(duration, words),
        GivenValue::At(at) => words::instant(*at),
        GivenValue::Count(count) => count.to_string(),
        GivenValue::Names(names) => names.iter().map(|name| format!("«{name}»")).collect::<Vec<_>>().join("; "),
        GivenValue::Never => Keyword::NoReply.canonical(words).to_owned(),
    };
    format!("{within}{about}{between}{value}")
}

fn answer(answer: &Answer, words: Language) -> String {
    match answer {
        Answer::Yes => words::yes_no(true, words).to_owned(),
        Answer::No => words::yes_no(false, words).to_owned(),
        Answer::Other(title) => format!("«{title}»"),
        Answer::Outcome(_) | Answer::Reply | Answer::Expiry => String::new(),
    }
}

/// The line of an expectation: `ожидается исход: лицензия`.
#[must_use]
pub fn expectation(set: &ProcessSet, expectation: Expectation, words: Language) -> String {
    let (keyword, value) = match expectation {
        Expectation::Outcome(None) => (Keyword::ExpectedOutcome, Keyword::TacitConsent.canonical(words).to_owned()),
        Expectation::Outcome(Some(outcome)) => {
            let id = set.head.outcome(outcome).map(|outcome| outcome.id.clone());
            (Keyword::ExpectedOutcome, id.unwrap_or_else(|| end(set, End::Outcome(outcome), words)))
        }
        Expectation::Completion(at) => (Keyword::ExpectedCompletion, words::instant(at)),
        Expectation::Limit(at) => (Keyword::ExpectedLimit, words::instant(at)),
        Expectation::TermKept(kept) => (Keyword::Expected, standing::verdict(kept, words)),
    };
    format!("{}: {value}", keyword.canonical(words))
}
