//! A case as an author writes it, in the words of a file's language.
//!
//! What a case gives for its steps is put into words here and nowhere else.

use chrono::NaiveDateTime;

use super::trace::{end, path};
use super::{facts, standing};
use crate::graph::{End, ProcessSet};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{
    Answer, Case, EventId, Expectation, FactId, Given, GivenFor, GivenValue, LimitName, OutcomeId, Value,
};
use crate::words;

/// The block of a case under this title, a line each, to be pasted into a file.
#[must_use]
pub fn block(set: &ProcessSet, case: &Case, title: &str, words: Language) -> String {
    let attribute = |keyword: Keyword, value: &str| format!("{}: {value}", keyword.canonical(words));
    let mut lines = vec![attribute(Keyword::Procedure, &case.procedure)];
    let variant = case.variant.and_then(|variant| set.head.variant(variant));
    lines.extend(variant.map(|variant| attribute(Keyword::Variant, &variant.id)));
    lines.push(attribute(Keyword::Filed, &words::instant(case.filed)));
    lines.extend(case.facts.iter().filter_map(|(fact, value)| self::fact(set, *fact, value, words)));
    lines.extend(case.events.iter().filter_map(|(event, at)| self::event(set, *event, *at, words)));
    lines.extend(case.extended.iter().map(|(limit, times)| extended(limit, *times, words)));
    lines.extend(case.given.iter().map(|given| self::given(given, ": ", words)));
    lines.extend(results(set, &case.results, words));
    lines.extend(case.expectations.iter().map(|one| expectation(set, *one, words)));
    let lines: String = lines.iter().flat_map(|line| ["  ", line, "\n"]).collect();
    format!("{} «{}»\n{lines}", Keyword::Case.canonical(words), plain_title(title))
}

/// A title that is not taken: this one, or this one with a number.
#[must_use]
pub fn free_title(title: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let title = plain_title(title);
    let numbered = (2..).map(|number| format!("{title} ({number})"));
    let mut titles = std::iter::once(title.clone()).chain(numbered);
    titles.find(|title| !is_taken(title)).unwrap_or(title)
}

/// A title without marks of quotation, which could leave it open.
fn plain_title(title: &str) -> String {
    title.replace(['«', '»', '“', '”', '„', '"'], "")
}

/// The line of the outcomes chosen; none where there are none: `итог: лицензия`.
#[must_use]
pub fn results(set: &ProcessSet, results: &[OutcomeId], words: Language) -> Option<String> {
    let ids: Vec<&str> = results.iter().filter_map(|id| Some(set.head.outcome(*id)?.id.as_str())).collect();
    (!ids.is_empty()).then(|| format!("{}: {}", Keyword::Result.canonical(words), ids.join(", ")))
}

/// The line of a fact: `сведение оплата: да`. Its word stands before it, since a name may be a word too.
#[must_use]
pub fn fact(set: &ProcessSet, fact: FactId, value: &Value, words: Language) -> Option<String> {
    let (word, value) = (Keyword::Fact.canonical(words), facts::value(value, words));
    set.head.fact(fact).map(|fact| format!("{word} {}: {value}", fact.id))
}

/// The line of an event that comes from outside: `событие оплата: 2014-06-03 10:00`.
fn event(set: &ProcessSet, event: EventId, at: NaiveDateTime, words: Language) -> Option<String> {
    let (word, at) = (Keyword::Event.canonical(words), words::instant(at));
    set.head.event(event).map(|event| format!("{word} {}: {at}", event.id))
}

/// The line of a limit that is extended: `продление: общий срок, 2 раз`.
fn extended(limit: &LimitName, times: u32, language: Language) -> String {
    let (word, limit) = (Keyword::Extension.canonical(language), words::limit_name(limit, language));
    let times = usize::try_from(times).unwrap_or(usize::MAX);
    let times = words::counted(times, language, ["раз", "раза", "раз"], "рет", ["time", "times"]);
    format!("{word}: {limit}, {times}")
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
