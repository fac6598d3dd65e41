//! The fixed words of a Gantt chart, per language.

use chrono::{Datelike, NaiveDate};

use super::Look;
use super::axis::Scale;
use crate::language::Language;
use crate::words;

fn say(language: Language, [ru, kk, en]: [&'static str; 3]) -> &'static str {
    match language {
        Language::Ru => ru,
        Language::Kk => kk,
        Language::En => en,
    }
}

/// The heading: which case it is.
pub(super) fn heading(case: &str, language: Language) -> String {
    format!("{} «{case}»", say(language, ["Ход случая", "Жағдайдың барысы", "Timeline of the case"]))
}

/// When it was filed and how it ended.
pub(super) fn summary(filed: &str, outcome: &str, ended: &str, language: Language) -> String {
    match language {
        Language::Ru => format!("Подача: {filed}. Исход: {outcome}. Завершение: {ended}."),
        Language::Kk => format!("Берілді: {filed}. Нәтиже: {outcome}. Аяқталуы: {ended}."),
        Language::En => format!("Filed: {filed}. Outcome: {outcome}. Completion: {ended}."),
    }
}

/// The names of the two columns before the chart.
pub(super) fn columns(language: Language) -> [&'static str; 2] {
    [say(language, ["Шаг, исполнитель", "Қадам, орындаушы", "Step, participant"]), begins_and_ends(language)]
}

fn begins_and_ends(language: Language) -> &'static str {
    say(language, ["Начало, конец", "Басталуы, аяқталуы", "Begins, ends"])
}

pub(super) fn limits(language: Language) -> &'static str {
    say(language, ["Пределы", "Шекті мерзімдер", "Limits"])
}

pub(super) fn choice(language: Language) -> &'static str {
    say(language, ["Выбор исхода", "Нәтижені таңдау", "Choice of outcome"])
}

pub(super) fn procedure(title: &str, language: Language) -> String {
    match language {
        Language::Ru => format!("Порядок «{title}»"),
        Language::Kk => format!("«{title}» тәртібі"),
        Language::En => format!("Procedure «{title}»"),
    }
}

pub(super) fn broken_off(language: Language) -> &'static str {
    say(language, ["прервано", "тоқтатылды", "broken off"])
}

/// Whether a limit was kept, and how else it may stand.
pub(super) fn verdict(kept: bool, language: Language) -> &'static str {
    if kept {
        say(language, ["срок соблюдён", "мерзім сақталды", "term kept"])
    } else {
        say(language, ["срок нарушен", "мерзім бұзылды", "term broken"])
    }
}

pub(super) fn ended_before(language: Language) -> &'static str {
    say(language, ["случай завершён раньше", "іс бұрын аяқталды", "the case ended before"])
}

pub(super) fn not_begun(language: Language) -> &'static str {
    say(language, ["не начал течь", "басталған жоқ", "did not begin to run"])
}

pub(super) fn no_number(language: Language) -> &'static str {
    say(language, ["без числа", "саны жоқ", "no number is set"])
}

/// What a mark stands for; nothing for those that speak for themselves.
pub(super) fn legend(look: Look, scale: Scale, language: Language) -> Option<&'static str> {
    let words = match look {
        Look::Closed if scale == Scale::Months => ["нерабочие дни", "жұмыс емес күндер", "days off"],
        Look::Closed => ["нерабочее время (сжато)", "жұмыс емес уақыт (қысылған)", "closed time (narrowed)"],
        Look::Task => ["действие", "іс-қимыл", "action"],
        Look::Question => ["условие, выбор исхода", "шарт, нәтижені таңдау", "condition, choice of outcome"],
        Look::Wait => ["ожидание ответа", "жауап күту", "waiting for a reply"],
        Look::Call => ["другой порядок", "басқа тәртіп", "another procedure"],
        Look::BrokenOff => ["прервано", "тоқтатылды", "broken off"],
        Look::Limit => ["срок истекает", "мерзім бітеді", "the term expires"],
        Look::Runs => ["срок течёт", "мерзім өтіп жатыр", "the term runs"],
        Look::Pause => ["срок приостановлен", "мерзім тоқтатыла тұрды", "the term is suspended"],
        Look::Late => ["просрочка", "мерзімнен асу", "delay"],
        Look::Beyond | Look::Rule | Look::Line => return None,
    };
    Some(say(language, words))
}

/// A weekday in two or three letters.
pub(super) fn weekday(date: NaiveDate, language: Language) -> &'static str {
    let names = match language {
        Language::Ru => ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
        Language::Kk => ["дс", "сс", "ср", "бс", "жм", "сб", "жс"],
        Language::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    };
    names.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or_default()
}

/// A month that stands by itself: `июнь 2014`, `2014 маусым`, `June 2014`.
pub(super) fn month_and_year(date: NaiveDate, language: Language) -> String {
    let year = date.year();
    match language {
        Language::Ru => format!("{} {year}", russian_month(date)),
        Language::Kk => format!("{year} {}", words::month(date, language)),
        Language::En => format!("{} {year}", words::month(date, language)),
    }
}

fn russian_month(date: NaiveDate) -> &'static str {
    let names = [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ];
    names.get(date.month0() as usize).copied().unwrap_or_default()
}
