//! What came of the cases of some files: a line a case, how much they walk through, and the cases that are missing.

mod coverage;
mod json;
mod junit;

use super::human::frame;
use super::message::say;
use super::trace;
use crate::graph::{Process, ProcessSet};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::Answer;
use crate::run::{Difference, Entry, Plan, Stop, Trace};
use crate::tested::{Ran, Tested, TestedFile, Unmet, Verdict};
use crate::words::{self, counted};

pub use coverage::{blocks, item};
pub use json::json;
pub use junit::junit;

/// How a report is written for people.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// The language of its sentences.
    pub language: Language,
    /// Whether it is coloured.
    pub colour: bool,
    /// How many columns it may take.
    pub width: usize,
}

/// The report for people; `min` is how much, in percent, the cases must come to.
#[must_use]
pub fn human(tested: &Tested<'_>, min: Option<usize>, layout: Layout) -> String {
    let files: String = tested.files.iter().map(|file| self::file(file, layout) + "\n").collect();
    let coverage: String = tested.regulations.iter().map(|one| coverage::human(one, layout) + "\n").collect();
    files + &coverage + &totals(tested, min, layout.language)
}

fn file(file: &TestedFile<'_>, layout: Layout) -> String {
    let mut text = format!("{}\n", file.file.name());
    for ran in &file.cases {
        text += &line(ran, layout);
        if ran.verdict() == Verdict::Failed {
            text += &failure(ran, file, layout);
        }
    }
    text
}

/// How a case came out, in one line.
fn line(ran: &Ran<'_>, layout: Layout) -> String {
    let language = layout.language;
    let (mark, colour) = match ran.verdict() {
        Verdict::Passed => ("✓", "32"),
        Verdict::ExpectsNothing => ("○", "33"),
        Verdict::Failed => ("✗", "31"),
    };
    let mark = if layout.colour { format!("\u{1b}[{colour}m{mark}\u{1b}[0m") } else { mark.to_owned() };
    let process = ran.set.find(&ran.case.procedure, ran.case.variant);
    let procedure = process.map_or_else(|| ran.case.procedure.clone(), |process| graph(ran.set, process));
    let ended = match &ran.result {
        Ok((trace, _)) => trace::moment(ran.set, trace.ended),
        Err(_) => say!(language, "не завершён", "аяқталмады", "did not end"),
    };
    let note = match ran.verdict() {
        Verdict::ExpectsNothing => {
            say!(language, " · ничего не ожидается", " · ештеңе күтілмейді", " · nothing is expected")
        }
        _ => String::new(),
    };
    format!("{mark} {} · {procedure} · {ended}{note}\n", ran.case.title)
}

/// A procedure and the kind of the service it is for: `цон (выдача)`.
#[must_use]
pub fn graph(set: &ProcessSet, process: &Process) -> String {
    let variant = process.variant.and_then(|variant| set.head.variant(variant));
    variant.map_or_else(|| process.procedure.clone(), |variant| format!("{} ({})", process.procedure, variant.id))
}

/// What a case expected and what came instead, with the steps up to there.
fn failure(ran: &Ran<'_>, file: &TestedFile<'_>, layout: Layout) -> String {
    let framed = |message, span| frame(message, file.file, span, layout.colour, layout.width);
    match &ran.result {
        Err(reason) => {
            let message = stop(ran.set, reason, layout.language, file.language);
            let steps = Plan::of_case(ran.set, ran.case).as_far(ran.case).0;
            let entries: Vec<&Entry> = steps.iter().collect();
            let table = trace::steps(ran.set, &entries, layout.language, layout.width);
            framed(message, ran.case.span) + &if steps.is_empty() { String::new() } else { format!("{table}\n\n") }
        }
        Ok((came, unmet)) => {
            let told = |one: &Unmet| {
                let message = trace::difference(ran.set, one.difference, layout.language);
                framed(message, one.span)
            };
            unmet.iter().map(told).collect::<String>() + &steps(ran.set, came, unmet, layout)
        }
    }
}

/// The steps of a failed case, as far as it went as expected, and how it ended.
fn steps(set: &ProcessSet, came: &Trace, unmet: &[Unmet], layout: Layout) -> String {
    let until = unmet.iter().filter_map(|one| match one.difference {
        Difference::Completion { expected, .. } => Some(expected),
        _ => None,
    });
    let until = until.max().filter(|until| set.head.local(came.ended) > *until);
    let is_before = |entry: &&Entry| until.is_none_or(|until| set.head.local(entry.begins) <= until);
    let entries: Vec<&Entry> = came.entries.iter().filter(is_before).collect();
    let mut text = format!("{}\n", trace::steps(set, &entries, layout.language, layout.width));
    let left = came.entries.len() - entries.len();
    if left > 0 {
        let more = counted(left, layout.language, ["шаг", "шага", "шагов"], "қадам", ["step", "steps"]);
        text += &say!(layout.language, "далее: {more}\n", "одан әрі: {more}\n", "then: {more}\n");
    }
    text + &trace::ending(set, came, layout.language) + "\n"
}

/// Why a case cannot go on, and the line to be added to it; `words` is the language of the file.
fn stop(set: &ProcessSet, reason: &Stop, language: Language, words: Language) -> String {
    let line = |about: &str, value: &str| format!("«{about}: {value}»");
    match reason {
        Stop::NoAnswer { within, step, title, known } => {
            let label = words::step_label(step, words);
            let about = format!("{}{label}", trace::path(within.as_deref(), words));
            let way = |answer: &Answer| match answer {
                Answer::Outcome(outcome) => {
                    let id = set.head.outcome(*outcome).map(|outcome| outcome.id.as_str()).unwrap_or_default();
                    line(Keyword::Result.canonical(words), id)
                }
                other => line(&about, &trace::answer(set, other, words)),
            };
            let ways = known.iter().map(way).collect::<Vec<_>>();
            let ways = ways.join(&say!(language, " или ", " немесе ", " or "));
            say!(
                language,
                "нет ответа: {about} «{title}»; добавьте строку {ways}",
                "жауап жоқ: {about} «{title}»; жол қосыңыз: {ways}",
                "no answer: {about} «{title}»; add the line {ways}"
            )
        }
        Stop::NoReply { within, title } => {
            let path = trace::path(within.as_deref(), words);
            let about = format!("{path}{} «{title}»", Keyword::WaitReply.canonical(words));
            let two_days = crate::model::Quantity { n: 2, unit: crate::model::Unit::WorkingDay };
            let way = line(&about, &words::quantity(two_days, words));
            say!(
                language,
                "{about} без срока: скажите, когда придёт ответ, например {way}",
                "{about} мерзімсіз: жауап қашан келетінін айтыңыз, мысалы {way}",
                "{about} has no limit: say when the reply comes, such as {way}"
            )
        }
        other => trace::stop(set, other, language),
    }
}

/// How many cases passed, and whether they come to enough.
fn totals(tested: &Tested<'_>, min: Option<usize>, language: Language) -> String {
    let [passed, silent, failed] =
        [Verdict::Passed, Verdict::ExpectsNothing, Verdict::Failed].map(|one| tested.count(one));
    let cases =
        counted(passed + silent + failed, language, ["случай", "случая", "случаев"], "жағдай", ["case", "cases"]);
    let mut text = say!(
        language,
        "{cases}; подтверждено: {passed}; не подтверждено: {failed}; без ожиданий: {silent}\n",
        "{cases}; расталғаны: {passed}; расталмағаны: {failed}; күтілетіні жазылмағаны: {silent}\n",
        "{cases}: {passed} passed, {failed} failed, {silent} expecting nothing\n"
    );
    let Some(least) = tested.least_coverage() else { return text };
    text += &say!(language, "наименьшее покрытие: {least} %", "ең аз қамту: {least} %", "least coverage: {least} %");
    if let Some(min) = min.filter(|min| least < *min) {
        text += &say!(language, "; требуется: {min} %", "; талап етілетіні: {min} %", "; required: {min} %");
    }
    text + "\n"
}
