//! A trace for people: a table of the steps, then how the case ended and whether in time.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};

use unicode_width::UnicodeWidthStr;

use super::facts;
use super::message::say;
use super::standing;
use crate::calendar::Instant;
use crate::graph::{End, ProcessSet};
use crate::language::Language;
use crate::model::{Answer, ParticipantId};
use crate::run::{Did, Difference, Entry, MAX_CALLS, Stop, Trace};
use crate::tested::Verdict;
use crate::words;

/// The table of a case and its end, in at most `width` columns.
#[must_use]
pub fn trace(set: &ProcessSet, trace: &Trace, language: Language, width: usize) -> String {
    let entries: Vec<&Entry> = trace.entries.iter().collect();
    let table = steps(set, &entries, language, width);
    let variant = trace.variant.and_then(|variant| set.head.variant(variant)).map(|variant| variant.title.as_str());
    let heading = match variant {
        Some(variant) => format!("{}: {variant}", trace.title),
        None => trace.title.clone(),
    };
    format!("{heading}\n{table}\n{}", ending(set, trace, language))
}

/// How a case came out, in a line.
#[must_use]
pub fn verdict(verdict: Verdict, language: Language) -> String {
    match verdict {
        Verdict::Passed => say!(language, "случай подтверждён\n", "жағдай расталды\n", "case passed\n"),
        Verdict::ExpectsNothing => say!(
            language,
            "в случае ничего не ожидается\n",
            "жағдайда ештеңе күтілмейді\n",
            "nothing is expected of the case\n"
        ),
        Verdict::Failed => say!(language, "случай не подтверждён\n", "жағдай расталмады\n", "case failed\n"),
    }
}

/// The table of some steps of a case, in at most `width` columns.
#[must_use]
pub fn steps(set: &ProcessSet, entries: &[&Entry], language: Language, width: usize) -> Table {
    let header = [
        say!(language, "шаг", "қадам", "step"),
        say!(language, "кто", "кім", "who"),
        say!(language, "начало", "басталуы", "begins"),
        say!(language, "конец", "аяқталуы", "ends"),
        say!(language, "пункт", "тармақ", "clause"),
    ];
    let row = |entry: &&Entry| {
        [
            step(set, entry, language),
            names(set, &entry.who),
            moment(set, entry.begins),
            moment(set, entry.ends),
            words::citations(&entry.cites, language),
        ]
    };
    let rows: Vec<_> = entries.iter().map(row).collect();
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    let constraints = constraints(&header, &rows, width);
    table.set_header(header).add_rows(rows).set_constraints(constraints);
    table
}

/// The width of each column with its padding: dates stay on one line, performers and clauses take what
/// they need up to a share, and the step gets what is left, up to its longest title.
fn constraints(header: &[String; 5], rows: &[[String; 5]], width: usize) -> [ColumnConstraint; 5] {
    let all = || std::iter::once(header).chain(rows);
    let longest = |cell: fn(&[String; 5]) -> &String| all().map(|row| cell(row).width()).max().unwrap_or(0);
    let instant = "2014-06-02 10:00".len() + 2;
    let rest = width.saturating_sub(2 * instant + 6);
    let who = (longest(|[_, who, ..]| who) + 2).min(rest * 30 / 100);
    let clause = (longest(|[.., clause]| clause) + 2).min(rest * 26 / 100);
    let step = (longest(|[step, ..]| step) + 2).min(rest.saturating_sub(who + clause));
    [step, who, instant, instant, clause]
        .map(|width| ColumnConstraint::Absolute(Width::Fixed(u16::try_from(width).unwrap_or(u16::MAX))))
}

/// An instant, in the local time of the regulation's calendar.
#[must_use]
pub fn moment(set: &ProcessSet, at: Instant) -> String {
    words::instant(set.head.local(at))
}

/// A step in words: what was done, decided or awaited.
pub(super) fn step(set: &ProcessSet, entry: &Entry, language: Language) -> String {
    let indent = "· ".repeat(entry.depth);
    let label = words::step_label(&entry.step, language);
    let title = &entry.title;
    let cancelled = if entry.cancelled {
        say!(language, " (прервано)", " (тоқтатылды)", " (broken off)")
    } else {
        String::new()
    };
    let what = match &entry.did {
        Did::Task if entry.step.name.is_none() => title.clone(),
        Did::Task => format!("{label} «{title}»"),
        Did::Decided(Answer::Outcome(outcome)) => {
            let outcome = end(set, End::Outcome(*outcome), language);
            say!(language, "выбор исхода: {outcome}", "нәтижені таңдау: {outcome}", "choice of outcome: {outcome}")
        }
        Did::Decided(answer) => {
            let why = facts::short_reason(set, &entry.reasons, language);
            format!("{label} «{title}» – {}{why}", self::answer(set, answer, language))
        }
        Did::Waited(answer) => {
            let answer = self::answer(set, answer, language);
            say!(
                language,
                "ожидание ответа «{title}» – {answer}",
                "жауап күту «{title}» – {answer}",
                "wait for reply «{title}» – {answer}"
            )
        }
        Did::HandedOver(_) => say!(
            language,
            "перенаправлено: порядок «{title}»",
            "қайта жолданды: «{title}» тәртібі",
            "redirected: procedure «{title}»"
        ),
        Did::Interrupted => format!("{} «{title}»", crate::keywords::Keyword::AnyTime.canonical(language)),
        Did::Called(_) => say!(language, "порядок «{title}»", "«{title}» тәртібі", "procedure «{title}»"),
    };
    format!("{indent}{what}{cancelled}")
}

pub(super) fn names(set: &ProcessSet, ids: &[ParticipantId]) -> String {
    ids.iter().filter_map(|id| set.head.participant(*id)).map(|one| one.title.as_str()).collect::<Vec<_>>().join(", ")
}

/// An answer in words.
#[must_use]
pub fn answer(set: &ProcessSet, answer: &Answer, language: Language) -> String {
    match answer {
        Answer::Yes => words::yes_no(true, language).to_owned(),
        Answer::No => words::yes_no(false, language).to_owned(),
        Answer::Other(title) => format!("«{title}»"),
        Answer::Outcome(outcome) => end(set, End::Outcome(*outcome), language),
        Answer::Reply => say!(language, "ответ получен", "жауап алынды", "reply received"),
        Answer::Expiry => say!(language, "ответа нет", "жауап жоқ", "no reply"),
    }
}

/// How a case ended, in words.
#[must_use]
pub fn end(set: &ProcessSet, end: End, language: Language) -> String {
    match end {
        End::TacitConsent => say!(language, "молчаливое согласие", "үнсіз келісім", "tacit consent"),
        End::Outcome(outcome) => set.head.outcome(outcome).map(|outcome| outcome.title.clone()).unwrap_or_default(),
    }
}

/// How a case ended, when, and where its limits stand; a line each.
#[must_use]
pub fn ending(set: &ProcessSet, trace: &Trace, language: Language) -> String {
    let mut lines = Vec::new();
    if trace.filed != trace.handed_in {
        let (handed_in, filed) = (moment(set, trace.handed_in), moment(set, trace.filed));
        lines.push(say!(
            language,
            "подача: {handed_in}, вне рабочего времени; считается поданным: {filed}",
            "берілді: {handed_in}, жұмыс уақытынан тыс; мына уақытта берілген болып есептеледі: {filed}",
            "filed: {handed_in}, outside working time; counts as filed: {filed}"
        ));
    }
    let outcome = end(set, trace.end, language);
    lines.push(say!(language, "исход: {outcome}", "нәтиже: {outcome}", "outcome: {outcome}"));
    let ended = moment(set, trace.ended);
    lines.push(say!(language, "завершение: {ended}", "аяқталуы: {ended}", "completion: {ended}"));
    lines.extend(standing::lines(set, trace, language));
    lines.join("\n") + "\n"
}

/// An expectation that was not met.
#[must_use]
pub fn difference(set: &ProcessSet, difference: Difference, language: Language) -> String {
    let none = || say!(language, "нет", "жоқ", "none");
    let (what, expected, got) = match difference {
        Difference::Outcome { expected, got } => {
            (say!(language, "исход", "нәтиже", "outcome"), end(set, expected, language), end(set, got, language))
        }
        Difference::Completion { expected, got } => {
            (say!(language, "завершение", "аяқталуы", "completion"), words::instant(expected), moment(set, got))
        }
        Difference::Limit { expected, got } => (
            say!(language, "предел", "шекті мерзім", "limit"),
            words::instant(expected),
            got.map_or_else(none, |got| moment(set, got)),
        ),
        Difference::TermKept { expected } => {
            let verdict = |kept| standing::verdict(kept, language);
            (say!(language, "срок", "мерзім", "term"), verdict(expected), verdict(!expected))
        }
    };
    say!(
        language,
        "{what}: ожидалось: {expected}; получено: {got}",
        "{what}: күтілгені: {expected}; алынғаны: {got}",
        "{what}: expected: {expected}; result: {got}"
    )
}

/// A case as it has been told, with its verdicts standing out on a terminal: green where a term was kept, red where it
/// was broken.
#[must_use]
pub fn coloured(told: &str, language: Language) -> String {
    [(true, "32"), (false, "31")].into_iter().fold(told.to_owned(), |told, (kept, colour)| {
        let verdict = standing::verdict(kept, language);
        told.replace(&verdict, &format!("\u{1b}[{colour}m{verdict}\u{1b}[0m"))
    })
}

/// Why a case cannot go on, and what to give it.
#[must_use]
pub fn stop(set: &ProcessSet, reason: &Stop, language: Language) -> String {
    match reason {
        Stop::NoCalendar => say!(
            language,
            "в регламенте не указан календарь: добавьте строку «календарь: …»",
            "регламентте күнтізбе көрсетілмеген: «күнтізбе: …» жолын қосыңыз",
            "the regulation names no calendar: add the line «calendar: …»"
        ),
        Stop::NoProcess(procedure) => say!(
            language,
            "порядок «{procedure}» для этого варианта не описан",
            "«{procedure}» тәртібі бұл нұсқа үшін сипатталмаған",
            "the procedure «{procedure}» is not described for this variant"
        ),
        Stop::CallsTooDeep => say!(
            language,
            "порядки вызывают друг друга глубже {MAX_CALLS} раз",
            "тәртіптер бір-бірін {MAX_CALLS} реттен терең шақырады",
            "procedures call each other more than {MAX_CALLS} deep"
        ),
        Stop::UnknownYear(unknown) => {
            let year = unknown.year;
            let years = set.head.calendar.as_ref().map(|known| &known.calendar.spec().known_years);
            let years = years.map(|years| format!("{}–{}", years.start(), years.end())).unwrap_or_default();
            say!(
                language,
                "в календаре нет сведений за {year} год; известны годы: {years}",
                "күнтізбеде {year} жыл туралы мәлімет жоқ; белгілі жылдар: {years}",
                "the calendar does not describe the year {year}; known years: {years}"
            )
        }
        Stop::NoAnswer { within, step, title, known } => {
            no_answer(set, within.as_deref(), step, title, known, language)
        }
        Stop::Unanswered(question) => facts::unanswered(set, question, language),
        Stop::WrongAnswer { step, answer, known } => {
            let step = words::step_label(step, language);
            let answer = self::answer(set, answer, language);
            let known: Vec<_> = known.iter().map(|one| self::answer(set, one, language)).collect();
            let known = known.join(", ");
            say!(
                language,
                "{step}: ответа «{answer}» нет; есть: {known}",
                "{step}: «{answer}» деген жауап жоқ; бары: {known}",
                "{step}: there is no answer «{answer}»; there are: {known}"
            )
        }
        Stop::NoReply { within, title } => {
            let path = path(within.as_deref(), language);
            say!(
                language,
                "ожидание ответа «{title}» без срока: скажите, когда придёт ответ, например --answer '{path}ожидание ответа «{title}»=2 рабочих дня'",
                "«{title}» жауабын күту мерзімсіз: жауап қашан келетінін айтыңыз, мысалы --answer '{path}жауап күту «{title}»=2 жұмыс күні'",
                "the wait for «{title}» has no limit: say when the reply comes, such as --answer '{path}wait for reply «{title}»=2 working days'"
            )
        }
        Stop::NoMembers { within, title } => {
            let path = path(within.as_deref(), language);
            let line = words::for_each(title, language);
            say!(
                language,
                "не указано, сколько их: {path}{line}; добавьте, например, --answer '{path}{line}=3'",
                "нешеу екені көрсетілмеген: {path}{line}; қосыңыз, мысалы: --answer '{path}{line}=3'",
                "it is not said how many there are: {path}{line}; add, such as, --answer '{path}{line}=3'"
            )
        }
        Stop::SilentExpiry(title) => say!(
            language,
            "ответа «{title}» нет, а что делать по истечении срока, не указано",
            "«{title}» жауабы жоқ, ал мерзім өткен соң не істелетіні көрсетілмеген",
            "there is no reply «{title}», and nothing is said about what follows"
        ),
        Stop::ReturnsUsedUp { step, at_most } => {
            let step = words::step_label(step, language);
            say!(
                language,
                "{step}: возвраты исчерпаны ({at_most}), а что делать дальше, не указано",
                "{step}: оралулар таусылды ({at_most}), ал одан әрі не істелетіні көрсетілмеген",
                "{step}: the returns are used up ({at_most}), and nothing is said about what follows"
            )
        }
        Stop::CompletedTooEarly(step) => {
            let step = words::step_label(step, language);
            say!(
                language,
                "{step}: завершено раньше, чем начато",
                "{step}: басталмай жатып аяқталған",
                "{step}: completed before it begins"
            )
        }
        Stop::Stuck(procedure) => say!(
            language,
            "порядок «{procedure}» остановился, не дойдя до исхода",
            "«{procedure}» тәртібі нәтижеге жетпей тоқтап қалды",
            "the procedure «{procedure}» has stopped short of an outcome"
        ),
        Stop::Endless => say!(
            language,
            "случай не кончается: ответы каждый раз возвращают его назад",
            "жағдай аяқталмайды: жауаптар оны әр жолы кері қайтарады",
            "the case does not end: the answers lead it back each time"
        ),
    }
}

/// Before a step of a called procedure, as an answer names it: `порядок выдача, `.
pub(super) fn path(within: Option<&str>, language: Language) -> String {
    let procedure = crate::keywords::Keyword::Procedure.canonical(language);
    within.map(|within| format!("{procedure} {within}, ")).unwrap_or_default()
}

fn no_answer(
    set: &ProcessSet,
    within: Option<&str>,
    step: &crate::graph::StepLabel,
    title: &str,
    known: &[Answer],
    language: Language,
) -> String {
    let label = words::step_label(step, language);
    let path = path(within, language);
    let ways = answers_as_arguments(set, within, step, known, language);
    let line = match known.first() {
        Some(Answer::Outcome(_)) => crate::keywords::Keyword::Result.canonical(language).to_owned(),
        _ => format!("{path}{label}"),
    };
    say!(
        language,
        "нет ответа: {path}{label} «{title}»; добавьте {ways}, а в случай из файла – строку «{line}: …»",
        "жауап жоқ: {path}{label} «{title}»; қосыңыз: {ways}, ал файлдағы жағдайға – «{line}: …» жолын",
        "no answer: {path}{label} «{title}»; add {ways}, or to a case of the file the line «{line}: …»"
    )
}

/// How each answer is given on the command line.
pub(super) fn answers_as_arguments(
    set: &ProcessSet,
    within: Option<&str>,
    step: &crate::graph::StepLabel,
    known: &[Answer],
    language: Language,
) -> String {
    let label = words::step_label(step, language);
    let result = crate::keywords::Keyword::Result.canonical(language);
    let path = path(within, language);
    let as_argument = |answer: &Answer| match answer {
        Answer::Outcome(outcome) => {
            let id = set.head.outcome(*outcome).map(|outcome| outcome.id.clone()).unwrap_or_default();
            format!("--answer '{result}={id}'")
        }
        other => format!("--answer '{path}{label}={}'", self::answer(set, other, language)),
    };
    known.iter().map(as_argument).collect::<Vec<_>>().join(&say!(language, " или ", " немесе ", " or "))
}
