//! What has been proved of limits, in words: as findings, and as the table of all limits.

use chrono::{NaiveDate, NaiveDateTime};
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};
use serde::Serialize;

use super::case;
use super::message::say;
use super::trace;
use crate::check::limits::finding;
use crate::diagnostic::{LimitFinding, WorstCase};
use crate::graph::ProcessSet;
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{Duration, Promise, StepKind, StepName};
use crate::proof::{PathStep, Proof, Unprovable, Verdict};
use crate::words;

/// What a limit is called, with its procedure and kind of the service: `цон (выдача), общий срок`.
fn heading(found: &LimitFinding, language: Language) -> String {
    format!("{}, {}", procedure(found), words::limit_name(&found.name, language))
}

fn procedure(found: &LimitFinding) -> String {
    match &found.variant {
        Some(variant) => format!("{} ({variant})", found.procedure),
        None => found.procedure.clone(),
    }
}

/// What is wrong with a limit.
#[must_use]
pub fn message(found: &LimitFinding, language: Language) -> String {
    let heading = heading(found, language);
    let verdict = verdict_of(found, language);
    format!("{heading}: {verdict}")
}

/// Whether a limit can be kept, and whether only just, with steps that have no term considered.
#[must_use]
pub fn verdict_of(found: &LimitFinding, language: Language) -> String {
    let has_slack = found.worst.as_ref().is_none_or(|worst| worst.done < worst.due);
    if found.verdict == Verdict::Holds && found.silent.is_empty() && !has_slack {
        return say!(
            language,
            "срок выдерживается без запаса",
            "мерзім қорсыз сақталады",
            "the limit can be kept, with nothing to spare"
        );
    }
    if found.verdict == Verdict::Holds && !found.silent.is_empty() {
        return say!(
            language,
            "срок выдерживается, если шаги без срока уложатся в запас",
            "мерзімі жоқ қадамдар қорға сыйса, мерзім сақталады",
            "the limit can be kept if the steps without a term take no more than there is to spare"
        );
    }
    verdict(&found.verdict, language)
}

/// Whether a limit can be kept.
#[must_use]
pub fn verdict(verdict: &Verdict, language: Language) -> String {
    match verdict {
        Verdict::Holds => say!(language, "срок выдерживается", "мерзім сақталады", "the limit can be kept"),
        Verdict::HoldsBefore(hour) => {
            let hour = hour.format("%H:%M");
            say!(
                language,
                "срок выдерживается, только если подать до {hour}",
                "мерзім {hour} дейін тапсырылса ғана сақталады",
                "the limit can be kept only if handed in before {hour}"
            )
        }
        Verdict::Fails { days, of } if days == of => say!(
            language,
            "срок выдержать нельзя ни в один день подачи (дней: {of})",
            "өтініш қай күні берілсе де, мерзімді сақтау мүмкін емес (күн саны: {of})",
            "the limit cannot be kept on any day of filing (days: {of})"
        ),
        Verdict::Fails { days, of } => say!(
            language,
            "срок выдержать нельзя в отдельные дни подачи: {days} из {of}",
            "өтініш берілген жекелеген күндері мерзімді сақтау мүмкін емес: {of} күннің {days}",
            "the limit cannot be kept on some days of filing: {days} of {of}"
        ),
        Verdict::Unprovable(why) => unprovable(why, language),
    }
}

fn unprovable(why: &Unprovable, language: Language) -> String {
    match why {
        Unprovable::NoCalendar => {
            say!(
                language,
                "проверить нельзя: нет календаря",
                "тексеру мүмкін емес: күнтізбе жоқ",
                "cannot be proved: there is no calendar"
            )
        }
        Unprovable::NoNumber(Promise::Immediately | Promise::ReasonableTime) => say!(
            language,
            "проверить нельзя: число не указано",
            "тексеру мүмкін емес: саны көрсетілмеген",
            "cannot be proved: the act gives no number"
        ),
        Unprovable::EndlessWait(title) => say!(
            language,
            "проверить нельзя: ожидание «{title}» ничем не ограничено",
            "тексеру мүмкін емес: «{title}» күту ештеңемен шектелмеген",
            "cannot be proved: the wait for «{title}» has no bound"
        ),
        Unprovable::EndlessReturn => say!(
            language,
            "проверить нельзя: число возвратов не ограничено",
            "тексеру мүмкін емес: оралу саны шектелмеген",
            "cannot be proved: the number of returns has no bound"
        ),
        Unprovable::FromOutside(event) => say!(
            language,
            "проверить нельзя: событие «{event}» наступает не в этом порядке",
            "тексеру мүмкін емес: «{event}» оқиғасы бұл тәртіпте болмайды",
            "cannot be proved: no step brings about the event «{event}»"
        ),
        Unprovable::BrokenOff(title) => say!(
            language,
            "проверить нельзя: неизвестно, в какой момент порядок будет прерван («{title}»)",
            "тексеру мүмкін емес: тәртіптің қай сәтте үзілетіні белгісіз («{title}»)",
            "cannot be proved: nobody knows when the procedure is broken off («{title}»)"
        ),
        Unprovable::NeverBegins => say!(
            language,
            "срок не начинает течь ни в одном случае",
            "мерзім бірде-бір жағдайда басталмайды",
            "the limit begins to run in no case"
        ),
        Unprovable::TooManyWays | Unprovable::TooDeep => say!(
            language,
            "проверить нельзя: слишком много путей",
            "тексеру мүмкін емес: жол тым көп",
            "cannot be proved: there are too many ways"
        ),
        Unprovable::OutsideYears => say!(
            language,
            "проверить нельзя: все случаи выходят за годы, известные календарю",
            "тексеру мүмкін емес: барлық жағдай күнтізбеге белгілі жылдардан шығып кетеді",
            "cannot be proved: every case leads out of the years the calendar knows"
        ),
    }
}

/// What shows it: the worst case, its way, and how to run it again. The file of the limit is called
/// `name` and is in the language `words`.
#[must_use]
pub fn help(found: &LimitFinding, language: Language, words: Language, name: &str) -> Option<String> {
    let mut lines = evidence(found, language, words);
    if let Some(replay) = replay(found, name, words) {
        lines.push(say!(language, "чтобы повторить: {replay}", "қайталау үшін: {replay}", "to repeat: {replay}"));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What shows it: the worst case, its way, what an extension would change, and what was not counted, its
/// steps in the language `words`.
#[must_use]
pub fn evidence(found: &LimitFinding, language: Language, words: Language) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(worst) = &found.worst {
        lines.push(dates(worst, found, language));
        lines.push(way(&worst.path, found, language));
    }
    if let Some(extended) = &found.extended {
        let verdict = verdict(extended, language);
        lines.push(say!(language, "если продлить: {verdict}", "ұзартылса: {verdict}", "if extended: {verdict}"));
    }
    if !found.silent.is_empty() {
        let steps = steps(&found.silent, &found.procedure, words);
        lines.push(say!(
            language,
            "срок не установлен и в расчёт не принят: {steps}",
            "мерзімі белгіленбеген, есепке алынбады: {steps}",
            "no term is set, so none is counted: {steps}"
        ));
    }
    lines
}

fn dates(worst: &WorstCase, found: &LimitFinding, language: Language) -> String {
    let [filed, done, due] = [worst.filed, worst.done, worst.due].map(words::instant);
    let gap = gap(worst, found.least.as_ref(), language);
    say!(
        language,
        "подано {filed}, завершено {done}, срок истекает {due}; {gap}",
        "берілді {filed}, аяқталды {done}, мерзім бітеді {due}; {gap}",
        "filed {filed}, done {done}, the limit expires {due}; {gap}"
    )
}

/// By how much a limit is kept or overrun; where it is overrun by more or less, both.
fn gap(worst: &WorstCase, least: Option<&Duration>, language: Language) -> String {
    let gap = words::duration(&worst.gap, language);
    match (worst.done > worst.due, least) {
        (true, Some(least)) if *least != worst.gap => {
            let least = words::duration(least, language);
            say!(
                language,
                "наибольшая просрочка: {gap}, наименьшая: {least}",
                "ең көп кешігу: {gap}, ең азы: {least}",
                "latest by {gap}, at least by {least}"
            )
        }
        (true, _) => say!(language, "просрочка: {gap}", "кешігу: {gap}", "late by {gap}"),
        (false, _) if worst.gap.quantities.is_empty() => {
            say!(language, "запаса времени нет", "уақыт қоры жоқ", "nothing to spare")
        }
        (false, _) => say!(language, "запас времени: {gap}", "уақыт қоры: {gap}", "to spare: {gap}"),
    }
}

fn way(path: &[PathStep], found: &LimitFinding, language: Language) -> String {
    let steps = steps(path, &found.procedure, language);
    say!(language, "путь: {steps}", "жолы: {steps}", "way: {steps}")
}

/// Steps one after another, those numbered on end as a range: `процесс 1, 3–4, выдача (действие 1–7)`.
/// Those of a called procedure stand in brackets after its name.
#[must_use]
pub fn steps(path: &[PathStep], own: &str, language: Language) -> String {
    let called = |step: &PathStep| step.within.clone().filter(|name| name != own);
    let of_one = path.chunk_by(|one, next| called(one) == called(next)).map(|steps| {
        let kinds =
            steps.chunk_by(|one, next| number(one).zip(number(next)).is_some_and(|(one, next)| one.0 == next.0));
        let kinds = kinds.map(|steps| of_one_kind(steps, language)).collect::<Vec<_>>().join(", ");
        match steps.first().and_then(called) {
            Some(name) => format!("{name} ({kinds})"),
            None => kinds,
        }
    });
    of_one.collect::<Vec<_>>().join(", ")
}

/// The kind of a step that has a whole number, and the number.
fn number(step: &PathStep) -> Option<(StepKind, u32)> {
    match &step.step.name {
        Some(StepName::Number(number)) if number.minor.is_none() => Some((step.step.kind, number.major)),
        _ => None,
    }
}

/// Numbered steps of one kind, or one step of another sort.
fn of_one_kind(steps: &[PathStep], language: Language) -> String {
    let Some(first) = steps.first() else { return String::new() };
    let Some((kind, _)) = number(first) else {
        let named = first.step.name.is_some();
        return if named { words::step_label(&first.step, language) } else { format!("«{}»", first.title) };
    };
    let numbers: Vec<u32> = steps.iter().filter_map(|step| Some(number(step)?.1)).collect();
    let ranges = numbers.chunk_by(|one, next| *next == one + 1).map(|run| match run {
        [first, .., last] => format!("{first}–{last}"),
        _ => run.iter().map(u32::to_string).collect(),
    });
    let ranges = ranges.collect::<Vec<_>>().join(", ");
    let kind = words::step_kind(kind, language);
    if language == Language::Kk { format!("{ranges}-{kind}") } else { format!("{kind} {ranges}") }
}

/// The command that runs the worst case again; `words` is the language of the file.
#[must_use]
pub fn replay(found: &LimitFinding, file: &str, words: Language) -> Option<String> {
    let worst = found.worst.as_ref()?;
    let result = Keyword::Result.canonical(words);
    let answers = worst.given.iter().map(|given| case::given(given, "=", words));
    let results = worst.results.iter().map(|outcome| format!("{result}={outcome}"));
    let option = |name: &str, value: &str| format!(" --{name} {}", quoted(value));
    let options = [option("procedure", &found.procedure)]
        .into_iter()
        .chain(found.variant.iter().map(|variant| option("variant", variant)))
        .chain([option("start", &words::instant(worst.filed))])
        .chain(answers.chain(results).map(|answer| option("answer", &answer)));
    Some(format!("regc run {}{}", quoted(file), options.collect::<String>()))
}

/// An argument as a shell takes it.
fn quoted(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '/' | '.' | '+');
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// The limits of one regulation and what is proved of them.
#[derive(Debug)]
pub struct LimitsOf<'a> {
    /// The regulation.
    pub set: &'a ProcessSet,
    /// The name of its file.
    pub file: &'a str,
    /// What is proved of each limit.
    pub proofs: Vec<Proof<'a>>,
}

/// How the columns share a width: the last takes what is left.
fn shares(width: usize) -> [ColumnConstraint; 6] {
    let inside = width.saturating_sub("│┆┆┆┆┆│".chars().count());
    let share = |percent: usize| inside * percent / 100;
    let [procedure, limit, clause, verdict, slack] = [18, 18, 12, 18, 15].map(share);
    let way = inside.saturating_sub(procedure + limit + clause + verdict + slack);
    [procedure, limit, clause, verdict, slack, way]
        .map(|width| ColumnConstraint::Absolute(Width::Fixed(u16::try_from(width).unwrap_or(u16::MAX))))
}

/// The limits of one regulation, a row each, then the worst case of each that does not hold.
#[must_use]
pub fn table(limits: &LimitsOf<'_>, language: Language, width: usize) -> String {
    let LimitsOf { set, file, proofs } = limits;
    let header = [
        say!(language, "порядок", "тәртіп", "procedure"),
        say!(language, "предел", "шекті мерзім", "limit"),
        say!(language, "пункт", "тармақ", "clause"),
        say!(language, "вывод", "қорытынды", "verdict"),
        say!(language, "запас или просрочка", "қор не кешігу", "slack or lateness"),
        say!(language, "самый долгий путь", "ең ұзақ жол", "longest way"),
    ];
    let found: Vec<_> = proofs.iter().map(|proof| finding(set, proof)).collect();
    let rows = proofs.iter().zip(&found).map(|(proof, found)| row(set, proof, found, language));
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header).add_rows(rows).set_constraints(shares(width));
    let title = &set.head.title;
    let mut text = format!("{title} ({file})\n{table}\n");
    if let Some(until) = proofs.iter().filter_map(|proof| proof.until).min() {
        text += &proved_until(until, language);
    }
    for (proof, found) in proofs.iter().zip(&found).filter(|(proof, _)| proof.verdict != Verdict::Holds) {
        text += &worst_case(set, proof, found, file, language, width);
    }
    text
}

/// The last day of filing that was considered: later ones lead out of the years the calendar knows.
fn proved_until(until: NaiveDate, language: Language) -> String {
    let until = words::long_date(until, language);
    say!(
        language,
        "проверены все дни подачи; последний, для которого календаря хватает: {until}\n",
        "өтініш берілетін барлық күн тексерілді; күнтізбе жететін соңғы күн: {until}\n",
        "every day of filing was considered; the last one the calendar suffices for: {until}\n"
    )
}

fn row(set: &ProcessSet, proof: &Proof<'_>, found: &LimitFinding, language: Language) -> [String; 6] {
    let rule = words::limit_rule(&set.head, proof.limit, language);
    let name = words::limit_name(&found.name, language);
    let worst = found.worst.as_ref();
    [
        procedure(found),
        format!("{name}: {rule}"),
        words::citations(&proof.limit.cites, language),
        verdict_of(found, language),
        worst.map(|worst| gap(worst, found.least.as_ref(), language)).unwrap_or_default(),
        worst.map(|worst| steps(&worst.path, &found.procedure, language)).unwrap_or_default(),
    ]
}

fn worst_case(
    set: &ProcessSet,
    proof: &Proof<'_>,
    found: &LimitFinding,
    file: &str,
    language: Language,
    width: usize,
) -> String {
    let Some(witness) = &proof.worst else { return String::new() };
    let message = message(found, language);
    let steps = trace::trace(set, &witness.trace, language, width);
    let replay = replay(found, file, set.head.language).unwrap_or_default();
    let again = say!(language, "чтобы повторить: {replay}", "қайталау үшін: {replay}", "to repeat: {replay}");
    format!("\n{message}\n{steps}{again}\n")
}

/// A limit and what is proved of it, for tools.
#[derive(Serialize)]
struct Record<'a> {
    file: &'a str,
    procedure: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<&'a str>,
    limit: String,
    clause: String,
    verdict: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failing_days: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proved_until: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    worst: Option<WorstRecord>,
    /// Steps for which the act sets no term: the proof lets them take none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    without_term: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replay: Option<String>,
}

#[derive(Serialize)]
struct WorstRecord {
    filed: NaiveDateTime,
    done: NaiveDateTime,
    due: NaiveDateTime,
    /// Positive if late.
    late_seconds: i64,
}

/// What is proved of every limit, as a JSON array.
#[must_use]
pub fn json(all: &[LimitsOf<'_>]) -> String {
    let found: Vec<_> = all
        .iter()
        .flat_map(|limits| limits.proofs.iter().map(move |proof| (limits, proof, finding(limits.set, proof))))
        .collect();
    let records: Vec<_> = found.iter().map(|(limits, proof, found)| record(limits, proof, found)).collect();
    serde_json::to_string_pretty(&records).map(|text| text + "\n").unwrap_or_default()
}

fn record<'a>(limits: &LimitsOf<'a>, proof: &Proof<'_>, found: &'a LimitFinding) -> Record<'a> {
    let language = limits.set.head.language;
    let (verdict, before, failing_days) = match &proof.verdict {
        Verdict::Holds => ("holds", None, None),
        Verdict::HoldsBefore(hour) => ("holds_before", Some(hour.format("%H:%M").to_string()), None),
        Verdict::Fails { days, .. } => ("fails", None, Some(*days)),
        Verdict::Unprovable(_) => ("unprovable", None, None),
    };
    let worst = found.worst.as_ref().map(|worst| WorstRecord {
        filed: worst.filed,
        done: worst.done,
        due: worst.due,
        late_seconds: proof.worst.as_ref().map_or(0, |witness| witness.sample.late()),
    });
    Record {
        file: limits.file,
        procedure: &found.procedure,
        variant: found.variant.as_deref(),
        limit: words::limit_name(&found.name, language),
        clause: words::citations(&proof.limit.cites, language),
        verdict,
        before,
        failing_days,
        proved_until: proof.until,
        worst,
        without_term: found.silent.iter().map(|step| of_one_kind(std::slice::from_ref(step), language)).collect(),
        replay: replay(found, limits.file, language),
    }
}
