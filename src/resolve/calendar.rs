//! A calendar block → a calendar.

mod joins;

use super::scope::{SaidOnce, name_text, text};
use crate::ast::{self, CalendarAttribute};
use crate::calendar::{
    AfterHours, Calendar, CalendarError, CalendarSpec, DaysOff, EndOfDay, EventDay, Exception, Roll, UnknownZone,
    WorkingInterval, Zone,
};
use crate::diagnostic::{Diagnostic, Problem};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::NamedCalendar;
use crate::source::{SourceFile, Span};

pub use joins::Known;

/// Resolves a calendar; what is wrong with it is reported at the line that says it.
pub fn resolve(
    calendar: &ast::Calendar,
    known: &Known<'_>,
    language: Language,
    findings: &mut Vec<Diagnostic>,
) -> Option<NamedCalendar> {
    let before = findings.len();
    let source = known.source;
    let joined = joins::joined(calendar, known, findings);
    let mut lines = Lines { spec: joined.base().unwrap_or_else(empty), ..Lines::default() };
    let mut said = SaidOnce::default();
    for line in &calendar.attributes {
        said.see(said_once(&line.value), line.span, language, findings);
        lines.read(&line.value, line.span, source, findings);
    }
    for (keyword, said) in [(Keyword::KnownYears, lines.years.is_some()), (Keyword::Hours, !lines.hours.is_empty())] {
        if !said && joined.span.is_none() && !calendar.broken {
            findings.push(Diagnostic::new(Problem::Missing(keyword), calendar.id.0));
        }
    }
    if findings.len() > before || calendar.broken || joined.broken {
        return None;
    }
    if lines.hours.is_empty() {
        for short in joined.short_days(&lines.spec) {
            lines.exception(short, joined.span.unwrap_or(calendar.id.0));
        }
    }
    let Lines { spec, years, hours, exceptions } = lines;
    match Calendar::new_joined(spec, &joined.parts()) {
        Ok(made) => Some(NamedCalendar {
            id: name_text(source, calendar.id),
            title: text(source, calendar.title),
            calendar: made,
        }),
        Err(errors) => {
            let years = years.unwrap_or(calendar.id.0);
            let at = |spans: &[Span], index: usize| spans.get(index).copied().unwrap_or(calendar.id.0);
            findings.extend(errors.into_iter().map(|error| {
                let span = match error {
                    CalendarError::HoursReversed { interval, .. } | CalendarError::HoursOverlap { interval, .. } => {
                        at(&hours, interval)
                    }
                    CalendarError::DaysReversed { exception, .. }
                    | CalendarError::OutsideKnownYears { exception, .. }
                    | CalendarError::Repeated { exception, .. }
                    | CalendarError::ShortTooShort { exception, .. }
                    | CalendarError::ShortOff { exception, .. }
                    | CalendarError::Contradiction { exception, .. } => at(&exceptions, exception),
                    CalendarError::YearsReversed { .. }
                    | CalendarError::TooManyYears { .. }
                    | CalendarError::YearOutOfRange { .. } => years,
                    CalendarError::NoCommonYear => joined.span.unwrap_or(calendar.id.0),
                    CalendarError::NoWorkingWeek | CalendarError::NoWorkingHours => calendar.id.0,
                };
                Diagnostic::new(Problem::Calendar(error), span)
            }));
            None
        }
    }
}

/// The keyword of a line that may stand once in a calendar.
fn said_once(line: &CalendarAttribute) -> Option<Keyword> {
    Some(match line {
        CalendarAttribute::KnownYears(..) => Keyword::KnownYears,
        CalendarAttribute::TimeZone(_) => Keyword::TimeZone,
        CalendarAttribute::WeekDays(_) => Keyword::WeekDays,
        CalendarAttribute::Hours(_) => Keyword::Hours,
        CalendarAttribute::EventDayCounted(_) => Keyword::EventDay,
        CalendarAttribute::EndsAtMidnight(_) => Keyword::EndOfDay,
        CalendarAttribute::Roll(_) => Keyword::Roll,
        CalendarAttribute::AfterHoursNextWorkingTime(_) => Keyword::AfterHours,
        CalendarAttribute::Counting(_) => Keyword::Counting,
        CalendarAttribute::Joins(_) => Keyword::Joins,
        CalendarAttribute::Holiday(..)
        | CalendarAttribute::DayOff(..)
        | CalendarAttribute::ShortDay { .. }
        | CalendarAttribute::WorkingDay(..) => return None,
    })
}

/// What the lines of a calendar say, and where.
struct Lines {
    spec: CalendarSpec,
    years: Option<Span>,
    hours: Vec<Span>,
    exceptions: Vec<Span>,
}

/// A calendar that says nothing yet.
fn empty() -> CalendarSpec {
    CalendarSpec::five_day_week(1..=1, Zone::UTC, Vec::new())
}

impl Default for Lines {
    fn default() -> Self {
        Self { spec: empty(), years: None, hours: Vec::new(), exceptions: Vec::new() }
    }
}

impl Lines {
    fn read(&mut self, line: &CalendarAttribute, span: Span, source: &SourceFile, findings: &mut Vec<Diagnostic>) {
        let spec = &mut self.spec;
        match line {
            CalendarAttribute::KnownYears(first, last) => {
                let year = |year: u32| i32::try_from(year).unwrap_or(i32::MAX);
                spec.known_years = year(*first)..=year(*last);
                self.years = Some(span);
            }
            CalendarAttribute::TimeZone(name) => {
                let name = source.slice(name.0);
                match name.parse::<Zone>() {
                    Ok(zone) => spec.zone = zone,
                    Err(UnknownZone) => findings.push(Diagnostic::new(Problem::UnknownTimeZone(name.to_owned()), span)),
                }
            }
            CalendarAttribute::WeekDays(days) => spec.working_week = days.iter().copied().collect(),
            CalendarAttribute::Hours(hours) => {
                self.hours = vec![span; hours.len()];
                spec.working_hours =
                    hours.iter().map(|(start, end)| WorkingInterval { start: *start, end: *end }).collect();
            }
            CalendarAttribute::EventDayCounted(counted) => {
                spec.event_day = if *counted { EventDay::Counted } else { EventDay::NotCounted };
            }
            CalendarAttribute::EndsAtMidnight(midnight) => {
                spec.end_of_day = if *midnight { EndOfDay::Midnight } else { EndOfDay::Closing };
            }
            CalendarAttribute::Roll(roll) => {
                spec.roll = match roll {
                    ast::Roll::Next => Roll::NextWorkingDay,
                    ast::Roll::Previous => Roll::PreviousWorkingDay,
                    ast::Roll::Stays => Roll::None,
                }
            }
            CalendarAttribute::AfterHoursNextWorkingTime(next) => {
                spec.after_hours = if *next { AfterHours::NextWorkingTime } else { AfterHours::AsFiled };
            }
            CalendarAttribute::Counting(counting) => spec.counting = *counting,
            // The calendars it joins have been looked up before its lines are read.
            CalendarAttribute::Joins(_) => {}
            CalendarAttribute::ShortDay { from, to, until, title } => {
                let title = title.map(|title| text(source, title));
                self.exception(Exception::Short { days: *from..=*to, until: *until, title }, span);
            }
            CalendarAttribute::Holiday(from, to, title) => {
                let title = title.map(|title| text(source, title));
                self.exception(Exception::Holiday(DaysOff { days: *from..=*to, title }), span);
            }
            CalendarAttribute::DayOff(from, to, title) => {
                let title = title.map(|title| text(source, title));
                self.exception(Exception::DayOff(DaysOff { days: *from..=*to, title }), span);
            }
            CalendarAttribute::WorkingDay(worked, instead_of) => {
                let moved = Exception::Moved { worked: *worked, instead_of: *instead_of };
                self.exception(moved, span);
            }
        }
    }

    fn exception(&mut self, exception: Exception, span: Span) {
        self.spec.exceptions.push(exception);
        self.exceptions.push(span);
    }
}
