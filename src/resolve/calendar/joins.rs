//! `объединяет: kz, ru`: a calendar that works only when all of several others do.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, WeekdaySet};

use crate::ast::{self, CalendarAttribute};
use crate::calendar::{Calendar, CalendarSpec, Exception};
use crate::diagnostic::{Diagnostic, Namespace, Problem};
use crate::model::NamedCalendar;
use crate::resolve::scope::{name_text, nearest, not_declared};
use crate::source::{SourceFile, Span};

/// The calendars that a calendar may join: those above it in its file, and those of files it uses.
pub struct Known<'a> {
    pub file: &'a ast::File,
    pub source: &'a SourceFile,
    /// Those above it, without those that have findings.
    pub above: &'a [Arc<NamedCalendar>],
    pub used: &'a [Arc<NamedCalendar>],
}

/// The calendars that one joins.
#[derive(Default)]
pub struct Joined {
    pub calendars: Vec<Arc<NamedCalendar>>,
    /// One of them is not there, or has findings of its own.
    pub broken: bool,
    /// The line that names them.
    pub span: Option<Span>,
}

impl Joined {
    /// The calendars, as the union is made of them.
    pub fn parts(&self) -> Vec<&Calendar> {
        self.calendars.iter().map(|one| &one.calendar).collect()
    }

    /// What the block says where its own lines are silent: the hours, zone and rules of the first.
    ///
    /// Days off are not taken over, since what any of them has off is off already.
    pub fn base(&self) -> Option<CalendarSpec> {
        let first = self.calendars.first()?.calendar.spec();
        Some(CalendarSpec { working_week: WeekdaySet::ALL, exceptions: Vec::new(), ..first.clone() })
    }

    /// The short days of the first, which belong to its hours: those of which the block says nothing itself.
    pub fn short_days(&self, own: &CalendarSpec) -> Vec<Exception> {
        let Some(first) = self.calendars.first().map(|first| first.calendar.spec()) else { return Vec::new() };
        let mut short_days = Vec::new();
        for exception in &first.exceptions {
            let Exception::Short { days, until, title } = exception else { continue };
            for date in days.start().iter_days().take_while(|date| date <= days.end()) {
                if own.known_years.contains(&date.year()) && !own.exceptions.iter().any(|line| names(line, date)) {
                    short_days.push(Exception::Short { days: date..=date, until: *until, title: title.clone() });
                }
            }
        }
        short_days
    }
}

/// Whether a line is about a day.
fn names(line: &Exception, date: NaiveDate) -> bool {
    match line {
        Exception::Holiday(off) | Exception::DayOff(off) => off.days.contains(&date),
        Exception::Moved { worked, instead_of } => [*worked, *instead_of].contains(&date),
        Exception::Short { days, .. } => days.contains(&date),
    }
}

/// Looks up the calendars that a block joins; one that cannot be joined is a finding.
pub fn joined(calendar: &ast::Calendar, known: &Known<'_>, findings: &mut Vec<Diagnostic>) -> Joined {
    let mut joined = Joined::default();
    for line in &calendar.attributes {
        let CalendarAttribute::Joins(names) = &line.value else { continue };
        joined.span = joined.span.or(Some(line.span));
        for name in names {
            match find(*name, calendar, known, findings) {
                Some(found) => joined.calendars.push(found),
                None => joined.broken = true,
            }
        }
    }
    joined
}

fn find(
    name: ast::Name,
    own: &ast::Calendar,
    known: &Known<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Arc<NamedCalendar>> {
    let text = name_text(known.source, name);
    let is_it = |calendar: &&ast::Calendar| name_text(known.source, calendar.id) == text;
    let declared = known.file.calendars.iter().find(is_it);
    let problem = match declared {
        Some(declared) if declared.id == own.id => Problem::JoinsItself,
        Some(declared) if declared.id.0.start > own.id.0.start => Problem::JoinsLater(text),
        _ => {
            let found = known.above.iter().chain(known.used).find(|calendar| calendar.id == text);
            // One of this file that is not there has findings of its own.
            if found.is_some() || declared.is_some() || known.file.incomplete.contains(&Namespace::Calendar) {
                return found.cloned();
            }
            let names = known.above.iter().chain(known.used).map(|calendar| calendar.id.as_str());
            let meant = nearest(&text, names, findings);
            not_declared(Namespace::Calendar, text, meant)
        }
    };
    findings.push(Diagnostic::new(problem, name.0));
    None
}
