//! Why the dates of a case are what they are: a line for each term that was counted.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use unicode_width::UnicodeWidthStr;

use super::message::say;
use crate::calendar::{
    Calendar, Clock, CountedDays, EndOfDay, Explanation, Instant, Length, Reason, Skipped, UnknownYear,
};
use crate::graph::ProcessSet;
use crate::language::Language;
use crate::limit::Measure;
use crate::model::Head;
use crate::run::{Did, Entry, LimitState, Trace};
use crate::words;

/// The widest label that texts are aligned to.
const LABEL: usize = 24;

/// Why each step, and each limit, ends when it does, in at most `width` columns; empty without a calendar.
///
/// # Errors
///
/// A term depends on a year that the calendar does not know; then the case itself could not have run.
pub fn explanations(set: &ProcessSet, trace: &Trace, language: Language, width: usize) -> Result<String, UnknownYear> {
    let Some(named) = &set.head.calendar else { return Ok(String::new()) };
    let by_regulation = Teller { head: &set.head, calendar: &named.calendar, language };
    let mut lines = Vec::new();
    for entry in trace.entries.iter().filter(|entry| !entry.cancelled) {
        let pace = set.pace(&entry.who, false).filter(|_| !matches!(entry.did, Did::Waited(_)));
        let teller = pace.map_or(by_regulation, |(calendar, _)| Teller { calendar, ..by_regulation });
        let mut label = teller.label(entry);
        let waiting = say!(language, "ожидание ", "күту: ", "waiting ");
        for (kind, counted) in [waiting, String::new()].into_iter().zip(entry.counted) {
            let Some((from, length)) = counted.filter(|(_, length)| !length.is_zero()) else { continue };
            lines.push((std::mem::take(&mut label), kind + &teller.term(from, length)?));
        }
    }
    for state in &trace.limits {
        if let Some((from, length)) = limit(state) {
            lines.push((super::standing::label(trace, state, language), by_regulation.term(from, length)?));
        }
    }
    let answers = answers(set, trace, &by_regulation, language, width);
    let heading = say!(language, "почему такие даты:", "күндер неге осындай:", "why these dates:");
    Ok(format!("{heading}\n{}{answers}", aligned(&lines, width)))
}

/// By which facts each question was decided; nothing where people answered them all.
fn answers(set: &ProcessSet, trace: &Trace, teller: &Teller<'_>, language: Language, width: usize) -> String {
    let by_facts = |entry: &Entry| Some((teller.label(entry), super::facts::reason(set, &entry.reasons, language)?));
    let lines: Vec<_> = trace.entries.iter().filter_map(by_facts).collect();
    if lines.is_empty() {
        return String::new();
    }
    let heading = say!(language, "почему такие ответы:", "жауаптар неге осындай:", "why these answers:");
    format!("{heading}\n{}", aligned(&lines, width))
}

/// What a limit was counted by, unless something else than its term decides when it expires.
fn limit(state: &LimitState) -> Option<(Instant, Length)> {
    match Measure::in_case(&state.limit, state.extended)? {
        Measure::After(length) if state.pauses.is_empty() => Some((state.from?, length)),
        _ => None,
    }
}

/// Stands for a blank at which a line is not broken, as within a date with its time.
const UNBROKEN: char = '\u{a0}';

/// Labels in a column, texts wrapped beside it.
fn aligned(lines: &[(String, String)], width: usize) -> String {
    let column = lines.iter().map(|(label, _)| label.width()).max().unwrap_or(0).min(LABEL) + 2;
    let mut text = String::new();
    for (label, told) in lines {
        let mut row = format!("  {label}");
        // A label that is too long has a line to itself.
        if label.width() + 2 > column {
            text += &row;
            text.push('\n');
            row = String::new();
        }
        let indent = column + 2;
        row += &" ".repeat(indent.saturating_sub(row.width()));
        for word in told.split(' ') {
            if row.width() + word.width() > width && row.width() > indent {
                text += row.trim_end();
                text.push('\n');
                row = " ".repeat(indent);
            }
            row += &word.replace(UNBROKEN, " ");
            row.push(' ');
        }
        text += row.trim_end();
        text.push('\n');
    }
    text
}

/// Tells explanations in a language.
#[derive(Clone, Copy)]
struct Teller<'a> {
    /// Whose local time is told.
    head: &'a Head,
    /// What is counted by.
    calendar: &'a Calendar,
    language: Language,
}

impl Teller<'_> {
    fn label(&self, entry: &Entry) -> String {
        let indent = "· ".repeat(entry.depth);
        let title = &entry.title;
        match &entry.did {
            Did::Waited(_) => {
                format!("{indent}{}", say!(self.language, "ожидание «{title}»", "«{title}» күту", "wait «{title}»"))
            }
            _ if entry.step.name.is_none() => format!("{indent}«{title}»"),
            _ => format!("{indent}{}", words::step_label(&entry.step, self.language)),
        }
    }

    fn term(&self, from: Instant, length: Length) -> Result<String, UnknownYear> {
        let told = self.calendar.explain(from, length)?;
        let (asked, start, end) = (self.asked(length), self.moment(told.start), self.moment(told.ends));
        let mut parts = self.reasons(&told);
        let when = self.end_of_day(&told);
        parts.push(say!(self.language, "конец {end}{when}", "аяқталуы {end}{when}", "ends {end}{when}"));
        let parts = parts.join("; ");
        Ok(say!(
            self.language,
            "{asked} с {start}: {parts}",
            "{start} бастап {asked}: {parts}",
            "{asked} from {start}: {parts}"
        ))
    }

    fn asked(&self, length: Length) -> String {
        let quantities = length.quantities();
        let (clock, other): (Vec<_>, Vec<_>) =
            quantities.into_iter().partition(|(_, clock)| *clock == Clock::RoundTheClock);
        let written = |some: &[(crate::model::Quantity, Clock)]| {
            some.iter().map(|(one, _)| words::quantity(*one, self.language)).collect::<Vec<_>>().join(" ")
        };
        let by_the_clock = written(&clock);
        let by_the_clock = if clock.is_empty() {
            by_the_clock
        } else {
            say!(
                self.language,
                "{by_the_clock} круглосуточно",
                "тәулік бойы {by_the_clock}",
                "{by_the_clock} round the clock"
            )
        };
        [written(&other), by_the_clock].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn reasons(&self, told: &Explanation) -> Vec<String> {
        let mut parts = Vec::new();
        if told.begins > told.start {
            let begins = self.moment(told.begins);
            parts.push(say!(
                self.language,
                "до {begins} нерабочее время",
                "{begins} дейін жұмыс уақыты емес",
                "no working time until {begins}"
            ));
        }
        let year = self.calendar.date(told.start).year();
        if let Some(days) = &told.days {
            parts.extend(self.days(days, year));
        }
        if told.work.iter().any(|(days, _)| told.work.len() > 1 || days.start() != days.end()) {
            let spent: Vec<_> = told.work.iter().map(|(days, seconds)| self.spent(days, *seconds, year)).collect();
            let spent = spent.join(", ");
            parts.push(say!(self.language, "работа: {spent}", "жұмыс: {spent}", "work: {spent}"));
        }
        parts
    }

    fn days(&self, days: &CountedDays, year: i32) -> Vec<String> {
        let mut parts = Vec::new();
        parts.extend(days.event_counts.map(|counts| {
            if counts {
                say!(self.language, "день события считается", "оқиға күні есептеледі", "the day of the event counts")
            } else {
                say!(
                    self.language,
                    "день события не считается",
                    "оқиға күні есептелмейді",
                    "the day of the event does not count"
                )
            }
        }));
        if days.reached != days.last {
            let reached = self.date(&(days.reached..=days.reached), year);
            let last = self.date(&(days.last..=days.last), year);
            parts.push(say!(
                self.language,
                "{reached} – день нерабочий, перенос на {last}",
                "{reached} – жұмыс күні емес, {last} күніне ауысады",
                "{reached} is a day off, moved to {last}"
            ));
        }
        if !days.skipped.is_empty() {
            let skipped = self.skipped(&days.skipped, year);
            parts.push(say!(self.language, "пропущены {skipped}", "есептелмейді: {skipped}", "skipped {skipped}"));
        }
        parts
    }

    /// The days skipped, those for one reason together, in the order of their first.
    fn skipped(&self, skipped: &[Skipped], year: i32) -> String {
        let mut reasons: Vec<&Reason> = Vec::new();
        for one in skipped {
            if !reasons.contains(&&one.reason) {
                reasons.push(&one.reason);
            }
        }
        let told = reasons.into_iter().map(|reason| {
            let days: Vec<_> = skipped.iter().filter(|one| one.reason == *reason).map(|one| one.days.clone()).collect();
            format!("{} ({})", self.dates(&days, year), self.reason(reason, year))
        });
        told.collect::<Vec<_>>().join(", ")
    }

    fn reason(&self, reason: &Reason, year: i32) -> String {
        match reason {
            Reason::Weekend => say!(self.language, "выходные", "демалыс", "weekend"),
            Reason::Holiday(Some(title)) | Reason::DayOff(Some(title)) => format!("«{title}»"),
            Reason::Holiday(None) => say!(self.language, "праздник", "мереке", "holiday"),
            Reason::DayOff(None) => say!(self.language, "нерабочий день", "жұмыс емес күн", "day off"),
            Reason::Moved { worked } => {
                let worked = self.date(&(*worked..=*worked), year);
                say!(
                    self.language,
                    "вместо него рабочий день {worked}",
                    "орнына жұмыс күні {worked}",
                    "worked on {worked} instead"
                )
            }
            Reason::NoHours => {
                say!(self.language, "часы переведены", "сағат ауыстырылды", "the clocks were changed")
            }
        }
    }

    fn end_of_day(&self, told: &Explanation) -> String {
        let Some(days) = &told.days else { return String::new() };
        let is_the_end = told.length.quantities().iter().all(|(one, _)| {
            !matches!(one.unit, crate::model::Unit::Minute | crate::model::Unit::Hour | crate::model::Unit::Day24h)
        });
        match days.end_of_day {
            EndOfDay::Closing if is_the_end => say!(self.language, ", закрытие", ", жұмыс соңы", ", closing"),
            EndOfDay::Midnight if is_the_end => {
                say!(self.language, ", конец суток", ", тәулік соңы", ", end of the day")
            }
            _ => String::new(),
        }
    }

    /// `3–5 июня по 8 ч`, `6 июня 15 мин`.
    fn spent(&self, days: &RangeInclusive<NaiveDate>, seconds: i64, year: i32) -> String {
        let (date, time) = (self.date(days, year), self.time(seconds));
        if days.start() == days.end() {
            format!("{date} {time}")
        } else {
            say!(self.language, "{date} по {time}", "{date} {time}-тан", "{date} {time} each")
        }
    }

    fn time(&self, seconds: i64) -> String {
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let hour = say!(self.language, "ч", "сағ", "h");
        let minute = say!(self.language, "мин", "мин", "min");
        let second = say!(self.language, "с", "с", "s");
        let parts = [(hours, hour), (minutes, minute), (seconds, second)];
        parts
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, unit)| format!("{n}{UNBROKEN}{unit}"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn moment(&self, at: Instant) -> String {
        words::instant(self.head.local(at)).replace(' ', UNBROKEN.encode_utf8(&mut [0; 4]))
    }

    fn date(&self, days: &RangeInclusive<NaiveDate>, year: i32) -> String {
        self.dates(std::slice::from_ref(days), year)
    }

    /// `7–8, 14–15 июня`: the month once for the days of it, the year where it is not that of the start.
    fn dates(&self, days: &[RangeInclusive<NaiveDate>], year: i32) -> String {
        let month = |date: NaiveDate| (date.year(), date.month());
        let named = |date: NaiveDate| {
            let name = words::month(date, self.language);
            if date.year() == year { name.to_owned() } else { format!("{name} {}", date.year()) }
        };
        let mut parts = Vec::new();
        for (index, range) in days.iter().enumerate() {
            let (first, last) = (*range.start(), *range.end());
            let goes_on = days.get(index + 1).is_some_and(|next| month(*next.end()) == month(last));
            let tail = if goes_on { String::new() } else { format!(" {}", named(last)) };
            parts.push(if first == last {
                format!("{}{tail}", last.day())
            } else if month(first) == month(last) {
                format!("{}–{}{tail}", first.day(), last.day())
            } else {
                format!("{} {} – {}{tail}", first.day(), named(first), last.day())
            });
        }
        parts.join(", ")
    }
}
