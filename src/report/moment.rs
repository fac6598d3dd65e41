//! A case as it stands at a moment, in words and as JSON.

mod json;

use super::message::say;
use super::trace::{end, moment as local, names, step, stop};
use crate::calendar::Instant;
use crate::graph::ProcessSet;
use crate::language::Language;
use crate::model::{Bound, Duration, Quantity, Unit};
use crate::moment::{LimitAt, Moment, State};
use crate::proof::{Sample, gap};
use crate::run::{Did, Entry};
use crate::words;

pub use json::json;

/// What is done, open, limited and awaited, and what comes next.
#[must_use]
pub fn moment(set: &ProcessSet, moment: &Moment, language: Language) -> String {
    let (at, filed) = (local(set, moment.at), local(set, moment.filed));
    if moment.at < moment.handed_in {
        let filed = local(set, moment.handed_in);
        return say!(
            language,
            "{at}: заявление ещё не подано (подача: {filed})\n",
            "{at}: өтініш әлі берілген жоқ (берілуі: {filed})\n",
            "{at}: not filed yet (filed: {filed})\n"
        );
    }
    let mut text = say!(
        language,
        "на {at} (подано: {filed})\n",
        "{at} жағдай бойынша (берілді: {filed})\n",
        "at {at} (filed: {filed})\n"
    );
    text += &section(say!(language, "сделано", "жасалды", "done"), &steps(set, &moment.done, language));
    let open: String = moment.open.iter().map(|entry| open(set, moment, entry, language)).collect();
    text += &section(say!(language, "идёт сейчас", "қазір жүріп жатыр", "open"), &open);
    let limits = moment.limits.iter().map(|one| format!("  {}\n", limit(set, one, Some(moment.at), language)));
    text += &section(say!(language, "сроки", "мерзімдер", "limits"), &limits.collect::<String>());
    text += &section(heading_of_next(language), &steps(set, &moment.next, language));
    text + &ending(set, moment, language)
}

fn heading_of_next(language: Language) -> String {
    say!(
        language,
        "дальше, если всё займёт предельное время",
        "бұдан әрі, егер бәрі шекті уақытын алса",
        "next, if everything takes its longest"
    )
}

fn section(heading: String, lines: &str) -> String {
    if lines.is_empty() { String::new() } else { heading + ":\n" + lines }
}

fn steps(set: &ProcessSet, entries: &[Entry], language: Language) -> String {
    let line = |entry: &Entry| {
        format!("  {} – {}  {}\n", local(set, entry.begins), local(set, entry.ends), step(set, entry, language))
    };
    entries.iter().map(line).collect()
}

/// A step that is going on: who holds it, since when, until when at the latest.
fn open(set: &ProcessSet, moment: &Moment, entry: &Entry, language: Language) -> String {
    let who = names(set, &entry.who);
    let who = if who.is_empty() { who } else { format!(" – {who}") };
    let (since, due) = (local(set, entry.begins), local(set, entry.ends));
    let what = step_going_on(set, entry, language);
    let left = words::duration(&left(set, &Bound::After(of(1, Unit::WorkingDay)), moment.at, entry.ends), language);
    say!(
        language,
        "  {what}{who}; с {since}, не позднее {due} (осталось: {left})\n",
        "  {what}{who}; {since} бастап, {due} кешіктірмей (қалды: {left})\n",
        "  {what}{who}; since {since}, due {due} (left: {left})\n"
    )
}

/// What was decided, or became of a wait, is not known while it goes on.
fn step_going_on(set: &ProcessSet, entry: &Entry, language: Language) -> String {
    let title = &entry.title;
    match &entry.did {
        Did::Decided(_) => format!("{} «{title}»", words::step_label(&entry.step, language)),
        Did::Waited(_) => {
            say!(language, "ожидание ответа «{title}»", "жауап күту «{title}»", "wait for reply «{title}»")
        }
        Did::Task | Did::Called(_) | Did::HandedOver(_) | Did::Interrupted => {
            let entry = Entry { depth: 0, cancelled: false, ..entry.clone() };
            step(set, &entry, language)
        }
    }
}

fn ending(set: &ProcessSet, moment: &Moment, language: Language) -> String {
    if let Some(reason) = &moment.stop {
        let reason = stop(set, reason, language);
        return say!(language, "дальше: {reason}\n", "бұдан әрі: {reason}\n", "next: {reason}\n");
    }
    let Some((outcome, at)) = moment.end else { return String::new() };
    let (outcome, when) = (end(set, outcome, language), local(set, at));
    let by = moment.expired.as_ref().map(|limit| words::limit_name(limit, language));
    let by = by.map(|limit| {
        say!(language, " (по истечении: {limit})", " (мерзім өткен соң: {limit})", " (on expiry: {limit})")
    });
    let by = by.unwrap_or_default();
    if moment.has_ended() {
        say!(
            language,
            "завершено {when}: {outcome}{by}\n",
            "{when} аяқталды: {outcome}{by}\n",
            "completed {when}: {outcome}{by}\n"
        )
    } else {
        say!(
            language,
            "завершение: {when}, исход: {outcome}{by}\n",
            "аяқталуы: {when}, нәтиже: {outcome}{by}\n",
            "completion: {when}, outcome: {outcome}{by}\n"
        )
    }
}

/// How a limit stands, and how much of it is left.
#[must_use]
pub fn limit(set: &ProcessSet, limit: &LimitAt, at: Option<Instant>, language: Language) -> String {
    let path = super::trace::path(limit.within.as_deref(), language);
    let name = format!("{path}{}", words::limit_name(&limit.limit.name, language));
    let rule = words::limit_rule(&set.head, &limit.limit, language);
    if matches!(limit.limit.bound, Bound::Promise(_)) && limit.state != State::NotBegun {
        return say!(
            language,
            "{name}: без числа ({rule})",
            "{name}: саны жоқ ({rule})",
            "{name}: no number is set ({rule})"
        );
    }
    format!("{name}: {}; {rule}", standing(set, limit, at, language))
}

fn standing(set: &ProcessSet, limit: &LimitAt, at: Option<Instant>, language: Language) -> String {
    let due = limit.due.map(|due| local(set, due)).unwrap_or_default();
    let gap = at.zip(limit.due).map(|(at, due)| left(set, &limit.limit.bound, at, due));
    let gap = gap.map(|gap| words::duration(&gap, language)).filter(|gap| !gap.is_empty());
    let gap = gap.unwrap_or_else(|| words::duration(&no_time(), language));
    match limit.state {
        State::NotBegun => say!(language, "не начал течь", "басталған жоқ", "has not begun"),
        State::Running => {
            say!(language, "до {due}, осталось: {gap}", "{due} дейін, қалды: {gap}", "until {due}, left: {gap}")
        }
        State::Paused(until) => {
            let until = local(set, until);
            say!(
                language,
                "приостановлен до {until}; истекает {due}",
                "{until} дейін тоқтатыла тұрды; {due} өтеді",
                "suspended until {until}; expires {due}"
            )
        }
        State::Kept => {
            let done = limit.done.map(|done| local(set, done)).unwrap_or_default();
            say!(
                language,
                "{due} – срок соблюдён ({done})",
                "{due} – мерзім сақталды ({done})",
                "{due} – term kept ({done})"
            )
        }
        State::Lapsed => say!(
            language,
            "{due} – случай завершён раньше",
            "{due} – іс бұрын аяқталды",
            "{due} – the case ended before"
        ),
        State::Broken => match limit.done {
            Some(done) => {
                let done = local(set, done);
                say!(
                    language,
                    "{due} – срок нарушен ({done})",
                    "{due} – мерзім бұзылды ({done})",
                    "{due} – term broken ({done})"
                )
            }
            None => say!(
                language,
                "истёк {due} – срок нарушен, прошло: {gap}",
                "{due} өтті – мерзім бұзылды, өткені: {gap}",
                "expired {due} – term broken, since then: {gap}"
            ),
        },
    }
}

/// The time between now and a due moment, in the unit of what is due: working days or hours.
fn left(set: &ProcessSet, bound: &Bound, at: Instant, due: Instant) -> Duration {
    let known = set.head.calendar.as_ref();
    let left = known.map(|known| gap(&known.calendar, bound, Sample { filed: at, done: at, due }));
    left.filter(|left| !left.quantities.is_empty()).unwrap_or_else(no_time)
}

/// No time at all, in words.
fn no_time() -> Duration {
    of(0, Unit::Minute)
}

fn of(n: u32, unit: Unit) -> Duration {
    Duration { quantities: vec![Quantity { n, unit }], consecutive: false }
}
