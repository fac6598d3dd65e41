//! What a walk asks for, in words, and how it is answered.

use super::message::say;
use super::moment as limits;
use super::trace::{answer, end, moment, names, path, step};
use super::{case, facts};
use crate::graph::{End, ProcessSet};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{Given, GivenFor, GivenValue};
use crate::moment::{LimitAt, State};
use crate::run::Entry;
use crate::walk::{About, Act, Question};
use crate::words;

/// So many steps are told of what has happened since the last question.
const TOLD_STEPS: usize = 5;

/// A question: what is asked, by which clause, who answers, when, which limits run; a line each.
#[must_use]
pub fn question(set: &ProcessSet, question: &Question, limits: &[LimitAt], language: Language) -> String {
    let cites = words::citations(&question.cites, language);
    let cites = if cites.is_empty() { cites } else { format!(" ({cites})") };
    let mut lines = vec![format!("{}{cites}", asked(set, question, language))];
    let who = names(set, &question.who);
    if !who.is_empty() {
        lines.push(say!(language, "  кто: {who}", "  кім: {who}", "  who: {who}"));
    }
    lines.extend(question.entry.as_ref().map(|entry| times(set, question, entry, language)));
    let is_in_view = |one: &&LimitAt| one.due.is_some() && !matches!(one.state, State::Kept | State::Lapsed);
    let in_view = limits.iter().filter(is_in_view);
    let at = question.entry.as_ref().map(|entry| entry.ends);
    lines.extend(in_view.map(|limit| format!("  {}", limits::limit(set, limit, at, language))));
    lines.join("\n") + "\n"
}

fn asked(set: &ProcessSet, question: &Question, language: Language) -> String {
    let (title, path) = (&question.title, path(question.within.as_deref(), language));
    let label = format!("{path}{}", words::step_label(&question.step, language));
    match &question.about {
        About::Condition { .. } => format!("{label} «{title}»"),
        About::Outcome(_) => say!(
            language,
            "{label} «{title}»: какой исход?",
            "{label} «{title}»: нәтижесі қандай?",
            "{label} «{title}»: which outcome?"
        ),
        About::Reply { .. } => {
            let wait = Keyword::WaitReply.canonical(language);
            format!("{path}{wait} «{title}»")
        }
        About::Members => {
            let list = words::for_each(title, language);
            say!(
                language,
                "{path}{list}: сколько их?",
                "{path}{list}: олар нешеу?",
                "{path}{list}: how many are there?"
            )
        }
        About::Fact(fact) => {
            let known = set.head.fact(*fact);
            let fact = known.map(|fact| fact.title.as_str()).unwrap_or_default();
            let kind = known.map(|fact| facts::kind(&fact.kind, language)).unwrap_or_default();
            say!(
                language,
                "сведение «{fact}» ({kind}), по нему решается {label} «{title}»",
                "«{fact}» мәліметі ({kind}), ол бойынша шешіледі: {label} «{title}»",
                "fact «{fact}» ({kind}), which decides {label} «{title}»"
            )
        }
    }
}

/// When the step begins, and ends at the latest.
fn times(set: &ProcessSet, question: &Question, entry: &Entry, language: Language) -> String {
    let (begins, ends) = (moment(set, entry.begins), moment(set, entry.ends));
    match &question.about {
        About::Reply { bound: None, .. } => say!(
            language,
            "  начало: {begins}, срок не установлен",
            "  басталуы: {begins}, мерзімі белгіленбеген",
            "  begins: {begins}, no limit is set"
        ),
        _ if entry.begins == entry.ends => {
            say!(language, "  когда: {ends}", "  қашан: {ends}", "  when: {ends}")
        }
        _ => say!(
            language,
            "  начало: {begins}, конец: {ends}",
            "  басталуы: {begins}, аяқталуы: {ends}",
            "  begins: {begins}, ends: {ends}"
        ),
    }
}

/// What has happened since the last question, in short: the last steps, a line each.
#[must_use]
pub fn happened(set: &ProcessSet, entries: &[Entry], language: Language) -> String {
    let left_out = entries.len().saturating_sub(TOLD_STEPS);
    let mut lines = Vec::new();
    if left_out > 0 {
        lines.push(say!(language, "  … раньше: {left_out}", "  … бұрын: {left_out}", "  … before: {left_out}"));
    }
    let line = |entry: &Entry| {
        format!("  {} – {}  {}", moment(set, entry.begins), moment(set, entry.ends), step(set, entry, language))
    };
    lines.extend(entries.iter().skip(left_out).map(line));
    lines.iter().map(|line| line.clone() + "\n").collect()
}

/// An answer that can be chosen.
#[must_use]
pub fn choice(set: &ProcessSet, question: &Question, act: &Act, language: Language) -> String {
    match act {
        Act::Answer { answer: given, .. } => answer(set, given, language),
        Act::Outcome(outcome) => end(set, End::Outcome(*outcome), language),
        Act::Fact(_, value) => facts::value(value, language),
        Act::Reply { value: GivenValue::Lasts(_), .. } => {
            let ends = question.entry.as_ref().map(|entry| moment(set, entry.ends)).unwrap_or_default();
            say!(
                language,
                "ответ приходит в последний момент: {ends}",
                "жауап соңғы сәтте келеді: {ends}",
                "the reply comes at the last moment: {ends}"
            )
        }
        Act::Reply { .. } => Keyword::NoReply.canonical(language).to_owned(),
        Act::Line(given) => case::given(given, ": ", language),
    }
}

/// The beginning of a line that answers a question: `условие 1`, `сведение оплата`, `итог`.
#[must_use]
pub fn subject(set: &ProcessSet, question: &Question, language: Language) -> String {
    let path = path(question.within.as_deref(), language);
    match &question.about {
        About::Condition { .. } => format!("{path}{}", words::step_label(&question.step, language)),
        About::Outcome(_) => Keyword::Result.canonical(language).to_owned(),
        About::Reply { .. } => format!("{path}{} «{}»", Keyword::WaitReply.canonical(language), question.title),
        About::Members => format!("{path}{}", words::for_each(&question.title, language)),
        About::Fact(fact) => {
            let id = set.head.fact(*fact).map(|fact| fact.id.as_str()).unwrap_or_default();
            format!("{} {id}", Keyword::Fact.canonical(language))
        }
    }
}

/// How an answer is written that cannot be chosen; [`None`] where all can.
#[must_use]
pub fn sample(set: &ProcessSet, question: &Question, language: Language) -> Option<String> {
    match &question.about {
        About::Condition { .. } | About::Outcome(_) => None,
        About::Reply { .. } => Some(say!(
            language,
            "2 рабочих дня, 2014-06-20 12:00",
            "2 жұмыс күні, 2014-06-20 12:00",
            "2 working days, 2014-06-20 12:00"
        )),
        About::Members => Some("3".to_owned()),
        About::Fact(_) if !question.choices(set).is_empty() => None,
        About::Fact(fact) => set.head.fact(*fact).map(|fact| facts::sample(&fact.kind, language)),
    }
}

/// What can be typed besides an answer.
#[must_use]
pub fn keys(numbers: bool, sample: Option<&str>, language: Language) -> String {
    let number = numbers.then(|| say!(language, "номер ответа", "жауаптың нөмірі", "number of the answer"));
    let sample = sample.map(|sample| say!(language, "ответ: {sample}", "жауап: {sample}", "answer: {sample}"));
    let ways: Vec<String> = number.into_iter().chain(sample).collect();
    let ways = ways.join(&say!(language, " или ", " немесе ", " or "));
    say!(
        language,
        "  {ways}; «назад», «выход»; время шага: «действие 3: 2 часа»",
        "  {ways}; «артқа», «шығу»; қадам уақыты: «3-іс-қимыл: 2 сағат»",
        "  {ways}; «back», «quit»; time of a step: «action 3: 2 hours»"
    )
}

/// A number that none of so many answers has.
#[must_use]
pub fn no_such_number(number: &str, answers: usize, language: Language) -> String {
    let known = if answers == 1 { "1".to_owned() } else { format!("1–{answers}") };
    say!(
        language,
        "нет ответа с номером {number}; номера ответов: {known}",
        "{number} нөмірлі жауап жоқ; жауаптардың нөмірлері: {known}",
        "there is no answer number {number}; the answers have the numbers {known}"
    )
}

/// The keys of a list that is chosen from.
#[must_use]
pub fn list_keys(language: Language) -> String {
    say!(
        language,
        "  ↑↓ или номер, Enter; ← назад; t – написать ответ или время шага; Esc – выход",
        "  ↑↓ немесе нөмір, Enter; ← артқа; t – жауапты не қадам уақытын жазу; Esc – шығу",
        "  ↑↓ or number, Enter; ← back; t – write an answer or the time of a step; Esc – quit"
    )
}

/// Answers that nobody asks for, as lines of a case.
#[must_use]
pub fn unasked(set: &ProcessSet, acts: &[Act], language: Language) -> String {
    let lines: String = acts.iter().flat_map(|act| ["\n  ".to_owned(), line(set, act, language)]).collect();
    say!(
        language,
        "на пути этого случая об этом никто не спрашивает, уберите лишнее:{lines}",
        "осы істің жолында бұл туралы ешкім сұрамайды, артығын алып тастаңыз:{lines}",
        "on the way of this case nobody asks for this, take it out:{lines}"
    )
}

/// An answer as a line of a case.
fn line(set: &ProcessSet, act: &Act, language: Language) -> String {
    let given = |within: &Option<String>, about: GivenFor, value: GivenValue| {
        case::given(&Given { within: within.clone(), about, value, span: None }, ": ", language)
    };
    match act {
        Act::Answer { within, step, answer } => {
            given(within, GivenFor::Step(step.clone()), GivenValue::Answers(vec![answer.clone()]))
        }
        Act::Outcome(outcome) => case::results(set, &[*outcome], language).unwrap_or_default(),
        Act::Reply { within, title, value } => given(within, GivenFor::Wait(title.clone()), value.clone()),
        Act::Fact(fact, value) => case::fact(set, *fact, value, language).unwrap_or_default(),
        Act::Line(line) => case::given(line, ": ", language),
    }
}
