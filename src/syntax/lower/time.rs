//! Numbers, durations, dates and times of day.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::Lowering;
use super::tree::Parsed;
use crate::diagnostic::{Diagnostic, Expected, Problem};
use crate::keywords::{self, Keyword};
use crate::model::{Duration, Quantity, StepNumber, Unit};
use crate::syntax::grammar::Rule;

/// How the midnight that ends a day is written.
const END_OF_DAY: &str = "24:00";

/// The largest number in figures: nine of them are more than any act writes.
const MAX_FIGURE: u32 = 999_999_999;

impl Lowering<'_> {
    pub(super) fn find(&mut self, problem: Problem, pair: Parsed<'_>) {
        self.findings.push(Diagnostic::new(problem, self.place.pair(pair)));
    }

    /// A number in figures. One that has too many of them is a finding.
    pub(super) fn figure(&mut self, figures: &str, pair: Parsed<'_>) -> Option<u32> {
        let figure = figures.parse().ok().filter(|figure| *figure <= MAX_FIGURE);
        if figure.is_none() {
            let (expected, found) = (vec![Expected::SmallerNumber], figures.to_owned());
            self.find(Problem::NotUnderstood { expected, found, mend: None }, pair);
        }
        figure
    }

    /// The number of a step: `3`, `3.1`, `3-1`.
    pub(super) fn step_number(&mut self, pair: Parsed<'_>) -> Option<StepNumber> {
        let (major, minor) = match pair.as_str().split_once(['.', '-']) {
            Some((major, minor)) => (major, Some(self.figure(minor, pair)?)),
            None => (pair.as_str(), None),
        };
        Some(StepNumber { major: self.figure(major, pair)?, minor })
    }

    pub(super) fn number(&mut self, pair: Parsed<'_>) -> Option<u32> {
        let figure = match pair.find(Rule::integer) {
            Some(figures) => Some(self.figure(figures.as_str(), figures)?),
            None => None,
        };
        let Some(words) = pair.find(Rule::numeral) else { return figure };
        let spoken = keywords::numeral(words.as_str().split_whitespace());
        match (figure, spoken) {
            (_, None) => self.find(Problem::NoNumber(words.as_str().to_owned()), words),
            (Some(figure), Some(spoken)) if figure != spoken => {
                self.find(Problem::NumberWords { figure, words: words.as_str().trim().to_owned() }, pair);
            }
            _ => {}
        }
        figure.or(spoken)
    }

    /// The duration among the parts of a line; the words around it change nothing.
    pub(super) fn bounded(&mut self, line: Parsed<'_>) -> Option<Duration> {
        self.duration(line.find(Rule::duration)?)
    }

    pub(super) fn duration(&mut self, pair: Parsed<'_>) -> Option<Duration> {
        let mut duration = Duration::default();
        for part in pair.inner() {
            match part.rule() {
                Rule::quantity => {
                    duration.consecutive |= part.has(Rule::k_consecutive);
                    duration.quantities.push(self.quantity(part)?);
                }
                _ => duration.consecutive = true,
            }
        }
        Some(duration)
    }

    pub(super) fn quantity(&mut self, pair: Parsed<'_>) -> Option<Quantity> {
        let n = self.number(pair.find(Rule::number)?)?;
        // `72 consecutive hours` has a word of its own before the unit, `күнтізбелік 10 күн` before the number.
        let unit = pair.keywords().find(|keyword| *keyword != Keyword::Consecutive).and_then(unit);
        let Some(unit) = unit else {
            self.find(Problem::WhichDays, pair);
            return None;
        };
        Some(Quantity { n, unit })
    }

    /// A date and a time of day.
    pub(super) fn date_time(&mut self, pair: Parsed<'_>) -> Option<NaiveDateTime> {
        let date = self.date(pair.dates().next()?)?;
        let time = pair.find(Rule::time)?;
        // The midnight that ends a day is the one that begins the next.
        let date = if time.as_str() == END_OF_DAY { date.succ_opt()? } else { date };
        Some(date.and_time(self.time(time)?))
    }

    pub(super) fn time(&mut self, pair: Parsed<'_>) -> Option<NaiveTime> {
        let (hour, minute) = pair.as_str().split_once(':')?;
        if pair.as_str() == END_OF_DAY {
            // The end of a day; no clock shows it, so it is the midnight that ends the day.
            return Some(NaiveTime::MIN);
        }
        let time = NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0);
        if time.is_none() {
            self.find(Problem::NoSuchTime(pair.as_str().to_owned()), pair);
        }
        time
    }

    pub(super) fn date(&mut self, form: Parsed<'_>) -> Option<NaiveDate> {
        let figures = form.as_str().split(|letter: char| !letter.is_ascii_digit());
        let mut numbers = figures.filter_map(|figures| figures.parse().ok());
        let (year, month, day) = match (form.rule(), [(); 3].map(|()| numbers.next())) {
            (Rule::iso_date, [Some(year), Some(month), Some(day)])
            | (Rule::dotted_date, [Some(day), Some(month), Some(year)]) => (year, month, day),
            (Rule::long_date, [Some(first), Some(second), None]) => {
                let month = form.find(Rule::month_name)?;
                let month = keywords::MONTHS.iter().position(|names| names.contains(&month.as_str()))?;
                let (year, day) = if first > 31 { (first, second) } else { (second, first) };
                (year, u32::try_from(month).ok()? + 1, day)
            }
            _ => {
                self.find(Problem::DateForm, form);
                return None;
            }
        };
        let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
        if date.is_none() {
            self.find(Problem::NoSuchDate(form.as_str().trim().to_owned()), form);
        }
        date
    }
}

/// The unit that a word stands for; days alone stand for none.
pub fn unit(keyword: Keyword) -> Option<Unit> {
    Some(match keyword {
        Keyword::Minute => Unit::Minute,
        Keyword::Hour => Unit::Hour,
        Keyword::WorkingDay => Unit::WorkingDay,
        Keyword::CalendarDay | Keyword::CalendarKind => Unit::CalendarDay,
        Keyword::Day24h => Unit::Day24h,
        Keyword::Week => Unit::Week,
        Keyword::Month => Unit::Month,
        Keyword::Year => Unit::Year,
        _ => return None,
    })
}
