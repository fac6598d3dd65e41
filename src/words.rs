//! How the tool writes things in an author's language: durations, dates, citations, steps.
//!
//! Numerals agree with their nouns (Russian has three forms; Kazakh nouns stay singular after a
//! number). Diagrams, traces and messages all write through here, so that a term looks the same
//! everywhere.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::graph::StepLabel;
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{
    Anchor, Bound, Citation, CitationLevel, CitationPart, Duration, EventId, Head, Limit, LimitName, Promise, Quantity,
    StepKind, StepRef, Term, TermPart, Unit,
};

/// The form a Russian noun takes after `n`: one (1, 21), few (2–4, 22), many (0, 5–20, 11–14).
fn russian_form(n: u64, [one, few, many]: [&str; 3]) -> &str {
    match (n % 10, n % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

fn english_form(n: u64, [one, many]: [&str; 2]) -> &str {
    if n == 1 { one } else { many }
}

/// A counted noun: `2 ошибки`, `2 қате`, `2 errors`.
#[must_use]
pub fn counted(n: usize, language: Language, ru: [&str; 3], kk: &str, en: [&str; 2]) -> String {
    let count = n as u64;
    let noun = match language {
        Language::Ru => russian_form(count, ru),
        Language::Kk => kk,
        Language::En => english_form(count, en),
    };
    format!("{n} {noun}")
}

/// A quantity: `15 рабочих дней`, `күнтізбелік 10 күн`, `1 working day`.
#[must_use]
pub fn quantity(Quantity { n, unit }: Quantity, language: Language) -> String {
    let (ru, kk, en) = unit_forms(unit);
    if language == Language::Kk && unit == Unit::CalendarDay {
        return format!("күнтізбелік {n} күн");
    }
    counted(n as usize, language, ru, kk, en)
}

/// A unit as it stands behind a number: `рабочих дня` behind 2.
#[must_use]
pub fn unit_behind(n: u32, unit: Unit, language: Language) -> &'static str {
    let (russian, kazakh, english) = unit_forms(unit);
    match language {
        Language::Ru => russian_form(u64::from(n), russian),
        Language::Kk => kazakh,
        Language::En => english_form(u64::from(n), english),
    }
}

/// A unit by its name: `календарный день`, `ай`, `month`.
#[must_use]
pub fn unit(unit: Unit, language: Language) -> &'static str {
    let ([russian, ..], kazakh, [english, ..]) = unit_forms(unit);
    match language {
        Language::Ru => russian,
        Language::Kk => kazakh,
        Language::En => english,
    }
}

fn unit_forms(unit: Unit) -> ([&'static str; 3], &'static str, [&'static str; 2]) {
    match unit {
        Unit::Minute => (["минута", "минуты", "минут"], "минут", ["minute", "minutes"]),
        Unit::Hour => (["час", "часа", "часов"], "сағат", ["hour", "hours"]),
        Unit::WorkingDay => {
            (["рабочий день", "рабочих дня", "рабочих дней"], "жұмыс күні", ["working day", "working days"])
        }
        Unit::CalendarDay => (
            ["календарный день", "календарных дня", "календарных дней"],
            "күнтізбелік күн",
            ["calendar day", "calendar days"],
        ),
        Unit::Day24h => (["сутки", "суток", "суток"], "тәулік", ["24-hour day", "24-hour days"]),
        Unit::Week => (["неделя", "недели", "недель"], "апта", ["week", "weeks"]),
        Unit::Month => (["месяц", "месяца", "месяцев"], "ай", ["month", "months"]),
        Unit::Year => (["год", "года", "лет"], "жыл", ["year", "years"]),
    }
}

/// A duration: `7 часов 45 минут`, `72 часа подряд`.
#[must_use]
pub fn duration(duration: &Duration, language: Language) -> String {
    let mut text = duration.quantities.iter().map(|part| quantity(*part, language)).collect::<Vec<_>>().join(" ");
    if duration.consecutive {
        text = match language {
            Language::Ru => format!("{text} подряд"),
            Language::Kk => format!("қатарынан {text}"),
            Language::En => format!("{text} consecutive"),
        };
    }
    text
}

/// A term and what it is made up of: `1 рабочий день, в том числе: проверка – 2 часа`.
#[must_use]
pub fn term(term: &Term, language: Language) -> String {
    let whole = match term.promise {
        Some(promised) => promise(promised, language).to_owned(),
        None => duration(&term.duration, language),
    };
    if term.parts.is_empty() {
        return whole;
    }
    let including = match language {
        Language::Ru => "в том числе",
        Language::Kk => "оның ішінде",
        Language::En => "including",
    };
    let parts = term.parts.iter().map(|part| term_part(part, language)).collect::<Vec<_>>().join("; ");
    format!("{whole}, {including}: {parts}")
}

fn term_part(part: &TermPart, language: Language) -> String {
    let length = duration(&part.duration, language);
    part.title.as_ref().map_or_else(|| length.clone(), |title| format!("{title} – {length}"))
}

/// How long one queues and how long one is served; nothing where the act is silent about both.
#[must_use]
pub fn waiting_and_term(waiting: Option<&Term>, service: Option<&Term>, language: Language) -> Option<String> {
    let (queue, serve) = match language {
        Language::Ru => ("ожидание", "обслуживание"),
        Language::Kk => ("күту", "қызмет көрсету"),
        Language::En => ("waiting", "service"),
    };
    let written = |part: &Term| term(part, language);
    match (waiting.map(written), service.map(written)) {
        (None, service) => service,
        (Some(waiting), None) => Some(format!("{queue} – {waiting}")),
        (Some(waiting), Some(service)) => Some(format!("{queue} – {waiting}, {serve} – {service}")),
    }
}

/// The bound of a loop: `не более 2 раз`, `2 реттен артық емес`, `at most 2 times`.
#[must_use]
pub fn at_most_times(n: u32, language: Language) -> String {
    match language {
        // The genitive after «не более»: one is singular (21 раза), all others plural (2 раз).
        Language::Ru if n % 10 == 1 && n % 100 != 11 => format!("не более {n} раза"),
        Language::Ru => format!("не более {n} раз"),
        Language::Kk => format!("{n} реттен артық емес"),
        Language::En => format!("at most {n} {}", english_form(u64::from(n), ["time", "times"])),
    }
}

/// An instant, for tables and machines: `2014-06-23 18:30`.
#[must_use]
pub fn instant(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// A date in words: `26 марта 2014 года`, `2014 жылғы 26 наурыз`, `26 March 2014`.
#[must_use]
pub fn long_date(date: NaiveDate, language: Language) -> String {
    let (day, year) = (date.day(), date.year());
    let month = month(date, language);
    match language {
        Language::Ru => format!("{day} {month} {year} года"),
        Language::Kk => format!("{year} жылғы {day} {month}"),
        Language::En => format!("{day} {month} {year}"),
    }
}

/// The name of a date's month, as it follows a day: `июня`, `маусым`, `June`.
#[must_use]
pub fn month(date: NaiveDate, language: Language) -> &'static str {
    let names = match language {
        Language::Ru => [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ],
        Language::Kk => [
            "қаңтар",
            "ақпан",
            "наурыз",
            "сәуір",
            "мамыр",
            "маусым",
            "шілде",
            "тамыз",
            "қыркүйек",
            "қазан",
            "қараша",
            "желтоқсан",
        ],
        Language::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    };
    names.get(date.month0() as usize).copied().unwrap_or_default()
}

/// Citations as the language writes them: `п. 5 пп. 1; п. 8 пп. 1`, `5-т. 1) тш.`, `para 5 sub 1`.
#[must_use]
pub fn citations(citations: &[Citation], language: Language) -> String {
    citations.iter().map(|one| citation(one, language)).collect::<Vec<_>>().join("; ")
}

fn citation(citation: &Citation, language: Language) -> String {
    citation.parts.iter().map(|part| citation_part(part, language)).collect::<Vec<_>>().join(" ")
}

fn citation_part(CitationPart { level, number }: &CitationPart, language: Language) -> String {
    let word = citation_level(*level, language);
    match (language, level) {
        (Language::Ru | Language::En, _) => format!("{word} {number}"),
        (Language::Kk, CitationLevel::Subparagraph) => format!("{number}) {word}"),
        (Language::Kk, _) => format!("{number}-{word}"),
    }
}

/// What a part of a citation is, abbreviated: `пп.`, `тш.`, `sub`.
#[must_use]
pub fn citation_level(level: CitationLevel, language: Language) -> &'static str {
    let (ru, kk, en) = match level {
        CitationLevel::Annex => ("прил.", "қосымша", "annex"),
        CitationLevel::Chapter => ("гл.", "тарау", "ch."),
        CitationLevel::Article => ("ст.", "бап", "art."),
        CitationLevel::Paragraph => ("п.", "т.", "para"),
        CitationLevel::Subparagraph => ("пп.", "тш.", "sub"),
        CitationLevel::Part => ("ч.", "бөлік", "part"),
        CitationLevel::Indent => ("абз.", "абзац", "indent"),
    };
    match language {
        Language::Ru => ru,
        Language::Kk => kk,
        Language::En => en,
    }
}

/// A step kind in the nominative: `действие`, `іс-қимыл`, `action`.
#[must_use]
pub fn step_kind(kind: StepKind, language: Language) -> &'static str {
    match (kind, language) {
        (StepKind::Action, Language::Ru) => "действие",
        (StepKind::Action, Language::Kk) => "іс-қимыл",
        (StepKind::Action, Language::En) => "action",
        (StepKind::Process, Language::Ru) => "процесс",
        (StepKind::Process, Language::Kk) => "үдеріс",
        (StepKind::Process, Language::En) => "process",
        (StepKind::Condition, Language::Ru) => "условие",
        (StepKind::Condition, Language::Kk) => "шарт",
        (StepKind::Condition, Language::En) => "condition",
        (StepKind::Step, Language::Ru) => "шаг",
        (StepKind::Step, Language::Kk) => "қадам",
        (StepKind::Step, Language::En) => "step",
    }
}

/// A step as it is referred to: `действие 3`, `3-іс-қимыл`, `action 3`; a kind alone where it has no name.
#[must_use]
pub fn step_label(label: &StepLabel, language: Language) -> String {
    let kind = step_kind(label.kind, language);
    match &label.name {
        None => kind.to_owned(),
        Some(crate::model::StepName::Number(number)) if language == Language::Kk => format!("{number}-{kind}"),
        Some(name) => format!("{kind} {name}"),
    }
}

/// A reference to a step, written like its label.
#[must_use]
pub fn step_ref(step: &StepRef, language: Language) -> String {
    step_label(&StepLabel { kind: step.kind, name: Some(step.name.clone()) }, language)
}

/// A jump to a later step, as an author writes it: `к действию 3`, `3-іс-қимылға өту`, `go to action 3`.
#[must_use]
pub fn go_to(step: &StepRef, language: Language) -> String {
    let to = dative(step, language);
    match language {
        Language::Ru => format!("к {to}"),
        Language::Kk => format!("{to} өту"),
        Language::En => format!("go to {to}"),
    }
}

/// A return to an earlier step, with a bound: `вернуться к действию 3, не более 2 раз`.
#[must_use]
pub fn return_to(step: &StepRef, language: Language) -> String {
    let to = dative(step, language);
    match language {
        Language::Ru => format!("вернуться к {to}, не более 2 раз"),
        Language::Kk => format!("{to} оралу, 2 реттен артық емес"),
        Language::En => format!("return to {to}, at most 2 times"),
    }
}

/// A step as the target of a jump: `действию 3`, `3-іс-қимылға`, `action 3`.
fn dative(step: &StepRef, language: Language) -> String {
    let kind = step_kind_dative(step.kind, language);
    match (&step.name, language) {
        (crate::model::StepName::Number(number), Language::Kk) => format!("{number}-{kind}"),
        (name, Language::Kk) => format!("{name} {kind}"),
        (name, _) => format!("{kind} {name}"),
    }
}

/// A step kind as a jump names it: `действию`, `іс-қимылға`, `action`.
#[must_use]
pub fn step_kind_dative(kind: StepKind, language: Language) -> &'static str {
    match (kind, language) {
        (kind, Language::En) => step_kind(kind, language),
        (StepKind::Action, Language::Ru) => "действию",
        (StepKind::Action, Language::Kk) => "іс-қимылға",
        (StepKind::Process, Language::Ru) => "процессу",
        (StepKind::Process, Language::Kk) => "үдеріске",
        (StepKind::Condition, Language::Ru) => "условию",
        (StepKind::Condition, Language::Kk) => "шартқа",
        (StepKind::Step, Language::Ru) => "шагу",
        (StepKind::Step, Language::Kk) => "қадамға",
    }
}

/// A step kind in the Russian genitive, as «с окончания …» wants it: `действия`.
#[must_use]
pub fn step_kind_genitive(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Action => "действия",
        StepKind::Process => "процесса",
        StepKind::Condition => "условия",
        StepKind::Step => "шага",
    }
}

fn genitive(step: &StepRef) -> String {
    format!("{} {}", step_kind_genitive(step.kind), step.name)
}

/// How an event stands to what is counted from it, or up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `с окончания действия 1`.
    From,
    /// `до окончания действия 1`, of a clock that stops then.
    Until,
    /// `до окончания действия 1`, of what is counted back from it.
    Before,
    /// `после окончания действия 1`.
    After,
}

/// The event a limit runs from, to or after: `с окончания действия 1`, `until filing`.
#[must_use]
pub fn anchor(head: &Head, anchor: &Anchor, relation: Relation, language: Language) -> String {
    let each = |anchors: &[Anchor]| {
        anchors.iter().map(|one| self::anchor(head, one, relation, language)).collect::<Vec<_>>().join("; ")
    };
    match (anchor, language) {
        (Anchor::Earlier(anchors), Language::Ru) => format!("что раньше ({})", each(anchors)),
        (Anchor::Earlier(anchors), Language::Kk) => format!("қайсысы ертерек ({})", each(anchors)),
        (Anchor::Earlier(anchors), Language::En) => format!("whichever is earlier ({})", each(anchors)),
        (Anchor::Later(anchors), Language::Ru) => format!("что позже ({})", each(anchors)),
        (Anchor::Later(anchors), Language::Kk) => format!("қайсысы кешірек ({})", each(anchors)),
        (Anchor::Later(anchors), Language::En) => format!("whichever is later ({})", each(anchors)),
        (_, Language::Ru) => {
            let preposition = match relation {
                Relation::From => "с",
                Relation::Until | Relation::Before => "до",
                Relation::After => "после",
            };
            format!("{preposition} {}", event_genitive(head, anchor))
        }
        (_, Language::Kk) => event_kazakh(head, anchor, relation),
        (_, Language::En) => {
            let preposition = match relation {
                Relation::From => "from",
                Relation::Until => "until",
                Relation::Before => "before",
                Relation::After => "after",
            };
            format!("{preposition} {}", event_english(head, anchor))
        }
    }
}

fn event_title(head: &Head, id: EventId) -> &str {
    head.event(id).map_or("", |event| &event.title)
}

// Of several events the first or last is meant, each is told by itself: only single ones get here.

/// A single event in the Russian genitive, which «с», «до» and «после» all want.
fn event_genitive(head: &Head, event: &Anchor) -> String {
    match event {
        Anchor::Filing => "подачи".to_owned(),
        Anchor::StartOf(step) => format!("начала {}", genitive(step)),
        Anchor::EndOf(step) => format!("окончания {}", genitive(step)),
        Anchor::Event(id) => format!("события «{}»", event_title(head, *id)),
        Anchor::Completion | Anchor::Earlier(_) | Anchor::Later(_) => "завершения".to_owned(),
    }
}

fn event_english(head: &Head, event: &Anchor) -> String {
    match event {
        Anchor::Filing => "filing".to_owned(),
        Anchor::StartOf(step) => format!("the start of {}", step_ref(step, Language::En)),
        Anchor::EndOf(step) => format!("the end of {}", step_ref(step, Language::En)),
        Anchor::Event(id) => format!("the event «{}»", event_title(head, *id)),
        Anchor::Completion | Anchor::Earlier(_) | Anchor::Later(_) => "completion".to_owned(),
    }
}

/// A single event in Kazakh, where the ending of the verb tells the relation.
fn event_kazakh(head: &Head, event: &Anchor, relation: Relation) -> String {
    let (happened, [from, until, after]) = match event {
        Anchor::Filing => ("өтініш берілген".to_owned(), [" күннен бастап", "ге дейін", "нен кейін"]),
        Anchor::StartOf(step) => {
            (format!("{} басталған", step_ref(step, Language::Kk)), [" күннен бастап", "ға дейін", "нан кейін"])
        }
        Anchor::EndOf(step) => {
            (format!("{} аяқталған", step_ref(step, Language::Kk)), [" күннен бастап", "ға дейін", "нан кейін"])
        }
        Anchor::Event(id) => (format!("«{}» оқиғасы", event_title(head, *id)), ["нан бастап", "на дейін", "нан кейін"]),
        Anchor::Completion | Anchor::Earlier(_) | Anchor::Later(_) => {
            ("тәртіп аяқталған".to_owned(), [" күннен бастап", "ға дейін", "нан кейін"])
        }
    };
    let ending = match relation {
        Relation::From => from,
        Relation::Until | Relation::Before => until,
        Relation::After => after,
    };
    happened + ending
}

/// A limit as it is referred to: `общий срок`, `предел «регистрация»`, `срок действия 3`.
#[must_use]
pub fn limit_name(name: &LimitName, language: Language) -> String {
    match (name, language) {
        (LimitName::Overall, Language::Ru) => "общий срок".to_owned(),
        (LimitName::Overall, Language::Kk) => "жалпы мерзім".to_owned(),
        (LimitName::Overall, Language::En) => "overall term".to_owned(),
        (LimitName::Named(title), Language::Ru) => format!("предел «{title}»"),
        (LimitName::Named(title), Language::Kk) => format!("шекті мерзім «{title}»"),
        (LimitName::Named(title), Language::En) => format!("limit «{title}»"),
        (LimitName::Deadline(step), Language::Ru) => format!("срок {}", genitive(step)),
        (LimitName::Deadline(step), Language::Kk) => format!("{} мерзімі", step_ref(step, Language::Kk)),
        (LimitName::Deadline(step), Language::En) => format!("term of {}", step_ref(step, Language::En)),
    }
}

/// How a limit is measured: `15 рабочих дней с окончания действия 1`, `за 3 рабочих дня до события «…»`.
#[must_use]
pub fn limit_rule(head: &Head, limit: &Limit, language: Language) -> String {
    let event = |relation| anchor(head, &limit.from, relation, language);
    // «15 дней с подачи», but «15 дней, что раньше (…)».
    let between = if matches!(limit.from, Anchor::Earlier(_) | Anchor::Later(_)) { ", " } else { " " };
    match (&limit.bound, language) {
        (Bound::After(length), _) => format!("{}{between}{}", duration(length, language), event(Relation::From)),
        (Bound::Promise(promised), _) => {
            format!("{}{between}{}", promise(*promised, language), event(Relation::From))
        }
        (Bound::Before(length), Language::Ru) => {
            format!("за {} {}", duration(length, language), event(Relation::Before))
        }
        (Bound::Before(length), Language::Kk) => {
            format!("{} {} бұрын", event(Relation::Before), duration(length, language))
        }
        (Bound::Before(length), Language::En) => format!("{} {}", duration(length, language), event(Relation::Before)),
    }
}

/// A promise without a number: `незамедлительно`, `reasonable time`.
#[must_use]
pub fn promise(promise: Promise, language: Language) -> &'static str {
    match (promise, language) {
        (Promise::Immediately, Language::Ru) => "незамедлительно",
        (Promise::Immediately, Language::Kk) => "дереу",
        (Promise::Immediately, Language::En) => "immediately",
        (Promise::ReasonableTime, Language::Ru) => "разумный срок",
        (Promise::ReasonableTime, Language::Kk) => "ақылға қонымды мерзім",
        (Promise::ReasonableTime, Language::En) => "reasonable time",
    }
}

/// The text with its first letter in upper case.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Yes and no, as the edges of a diagram and the traces print them.
#[must_use]
pub fn yes_no(yes: bool, language: Language) -> &'static str {
    match (yes, language) {
        (true, Language::Ru) => "да",
        (false, Language::Ru) => "нет",
        (true, Language::Kk) => "иә",
        (false, Language::Kk) => "жоқ",
        (true, Language::En) => "yes",
        (false, Language::En) => "no",
    }
}

/// The line that something is done for every member of a list by: `для каждого «член комиссии»`.
#[must_use]
pub fn for_each(title: &str, language: Language) -> String {
    let begins = Keyword::ForEach.canonical(language);
    match language {
        Language::Kk => format!("{begins} «{title}» {}", Keyword::ForEachEnd.canonical(language)),
        Language::Ru | Language::En => format!("{begins} «{title}»"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(n: u32, unit: Unit) -> String {
        quantity(Quantity { n, unit }, Language::Ru)
    }

    #[test]
    fn russian_nouns_agree_with_their_numerals() {
        let written: Vec<_> = [0, 1, 2, 5, 11, 12, 21, 22, 111].map(|n| term(n, Unit::WorkingDay)).into();
        assert_eq!(
            written,
            [
                "0 рабочих дней",
                "1 рабочий день",
                "2 рабочих дня",
                "5 рабочих дней",
                "11 рабочих дней",
                "12 рабочих дней",
                "21 рабочий день",
                "22 рабочих дня",
                "111 рабочих дней"
            ]
        );
    }

    #[test]
    fn queue_and_service_are_told_apart() {
        let minutes = |n| Term {
            duration: Duration { quantities: vec![Quantity { n, unit: Unit::Minute }], consecutive: false },
            ..Term::default()
        };
        let written = waiting_and_term(Some(&minutes(15)), Some(&minutes(20)), Language::Ru);
        assert_eq!(written.as_deref(), Some("ожидание – 15 минут, обслуживание – 20 минут"));
        assert_eq!(waiting_and_term(None, Some(&minutes(1)), Language::Kk).as_deref(), Some("1 минут"));
    }

    #[test]
    fn a_bound_takes_the_genitive() {
        let written = [1, 2, 11, 21].map(|n| at_most_times(n, Language::Ru));
        assert_eq!(written, ["не более 1 раза", "не более 2 раз", "не более 11 раз", "не более 21 раза"]);
    }

    fn head() -> Head {
        let event = crate::model::Event {
            id: "payment".to_owned(),
            title: "Оплата".to_owned(),
            cites: Vec::new(),
            span: crate::source::Span::default(),
        };
        Head { events: vec![event], ..Head::bare(Language::Ru) }
    }

    fn first_action() -> StepRef {
        let number = crate::model::StepNumber { major: 1, minor: None };
        StepRef { kind: StepKind::Action, name: crate::model::StepName::Number(number) }
    }

    #[test]
    fn an_event_takes_the_form_its_relation_wants() {
        let written =
            |event: &Anchor, relation| Language::ALL.map(|language| anchor(&head(), event, relation, language));
        let end = Anchor::EndOf(first_action());
        let told = [Relation::From, Relation::Until, Relation::Before, Relation::After];
        assert_eq!(
            told.map(|relation| written(&end, relation)),
            [
                ["from the end of action 1", "с окончания действия 1", "1-іс-қимыл аяқталған күннен бастап"],
                ["until the end of action 1", "до окончания действия 1", "1-іс-қимыл аяқталғанға дейін"],
                ["before the end of action 1", "до окончания действия 1", "1-іс-қимыл аяқталғанға дейін"],
                ["after the end of action 1", "после окончания действия 1", "1-іс-қимыл аяқталғаннан кейін"],
            ]
        );
        let later = Anchor::Later(vec![Anchor::Filing, Anchor::Event(EventId::new(0))]);
        assert_eq!(
            written(&later, Relation::From),
            [
                "whichever is later (from filing; from the event «Оплата»)",
                "что позже (с подачи; с события «Оплата»)",
                "қайсысы кешірек (өтініш берілген күннен бастап; «Оплата» оқиғасынан бастап)"
            ]
        );
    }

    #[test]
    fn kazakh_calendar_days_put_the_number_inside() {
        let ten = Quantity { n: 10, unit: Unit::CalendarDay };
        assert_eq!(quantity(ten, Language::Kk), "күнтізбелік 10 күн");
    }
}
