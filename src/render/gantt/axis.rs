//! The axis of time of a Gantt chart: where a moment stands, which time is closed, and what is written over it.
//!
//! Closed time is drawn narrower than working time, so that nights and days off do not take most of the sheet. A
//! case of months is drawn day by day instead, each as wide as the others.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::wording;
use crate::calendar::{Calendar, Instant};
use crate::language::Language;
use crate::render::text::{Face, width};
use crate::words;

const HOUR: i64 = 3600;
/// The most days whose hours are told, and whose days are.
const MOST_DAYS: [i64; 2] = [3, 70];
/// The size of what is written over the axis.
pub(super) const SIZE: f64 = 7.0;
/// The least distance between the middles of two numbers.
const APART: f64 = 13.0;
/// No stretch of closed time is drawn that is narrower.
const NARROWEST: f64 = 0.7;

/// How finely time is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    Hours,
    Days,
    Months,
}

impl Scale {
    fn of(days: i64) -> Self {
        match days {
            days if days <= MOST_DAYS[0] => Self::Hours,
            days if days <= MOST_DAYS[1] => Self::Days,
            _ => Self::Months,
        }
    }

    /// How wide closed time is beside as much working time.
    fn closed(self) -> f64 {
        match self {
            Self::Hours => 0.2,
            Self::Days => 0.12,
            Self::Months => 1.0,
        }
    }
}

/// A stretch of time that is drawn at one pace.
#[derive(Debug, Clone, Copy)]
struct Piece {
    from: Instant,
    to: Instant,
    left: f64,
    right: f64,
    is_open: bool,
}

/// Something written over the axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub(super) text: String,
    /// Its middle.
    pub(super) x: f64,
    /// On the upper line of two.
    pub(super) is_upper: bool,
}

/// The axis.
pub(super) struct Axis<'a> {
    pub(super) scale: Scale,
    calendar: &'a Calendar,
    pieces: Vec<Piece>,
    left: f64,
    right: f64,
}

impl<'a> Axis<'a> {
    /// An axis that shows all from one moment to another.
    pub(super) fn new(calendar: &'a Calendar, from: Instant, to: Instant, (left, right): (f64, f64)) -> Self {
        let scale = Scale::of(calendar.days_between(from, to) + 1);
        let (from, to) = whole(calendar, scale, from, to);
        let mut axis = Self { scale, calendar, pieces: stretches(calendar, scale, from, to), left, right };
        axis.place();
        axis
    }

    /// Gives each stretch its share of the width.
    fn place(&mut self) {
        let closed = self.scale.closed();
        let long = |piece: &Piece| {
            // An axis of some hundred years has fewer seconds than a float has exact numbers.
            #[expect(clippy::cast_precision_loss, reason = "seconds of some centuries at the most")]
            let seconds = (piece.to.seconds() - piece.from.seconds()) as f64;
            if piece.is_open { seconds } else { seconds * closed }
        };
        let all: f64 = self.pieces.iter().map(long).sum();
        let mut x = self.left;
        for piece in &mut self.pieces {
            piece.left = x;
            x += long(piece) / all.max(1.0) * (self.right - self.left);
            piece.right = x;
        }
    }

    /// Where a moment stands; one beyond the axis, at its end.
    pub(super) fn x(&self, at: Instant) -> f64 {
        let index = self.pieces.partition_point(|piece| piece.to < at);
        let Some(piece) = self.pieces.get(index) else { return self.right };
        #[expect(clippy::cast_precision_loss, reason = "seconds of some centuries at the most")]
        let share = |from: Instant, to: Instant| (to.seconds() - from.seconds()) as f64;
        let part = share(piece.from, at).max(0.0) / share(piece.from, piece.to).max(1.0);
        piece.left + (piece.right - piece.left) * part
    }

    /// Whether a moment is on the axis.
    pub(super) fn shows(&self, at: Instant) -> bool {
        self.pieces.last().is_some_and(|piece| at <= piece.to)
    }

    /// From where to where it is closed.
    pub(super) fn closed(&self) -> Vec<(f64, f64)> {
        let closed: Vec<(f64, f64)> = match self.scale {
            Scale::Hours | Scale::Days => {
                self.pieces.iter().filter(|piece| !piece.is_open).map(|piece| (piece.left, piece.right)).collect()
            }
            Scale::Months => self.days_off(),
        };
        closed.into_iter().filter(|(left, right)| right - left >= NARROWEST).collect()
    }

    /// The days off, those that follow each other as one.
    fn days_off(&self) -> Vec<(f64, f64)> {
        let mut closed: Vec<(f64, f64)> = Vec::new();
        for date in self.dates().filter(|date| self.calendar.is_working_day(*date) == Ok(false)) {
            let (left, right) =
                (self.x(self.midnight(date)), self.midnight_after(date).map_or(self.right, |at| self.x(at)));
            match closed.last_mut().filter(|(_, end)| left - *end < 0.01) {
                Some((_, end)) => *end = right,
                None => closed.push((left, right)),
            }
        }
        closed
    }

    /// Where thin lines stand: at the hours told, or at the beginnings of months.
    pub(super) fn lines(&self) -> Vec<f64> {
        match self.scale {
            Scale::Hours => self.hours().into_iter().map(|(x, _)| x).collect(),
            Scale::Days => Vec::new(),
            Scale::Months => {
                let firsts = self.dates().filter(|date| date.day() == 1);
                firsts.map(|date| self.x(self.midnight(date))).filter(|x| *x > self.left + 1.0).collect()
            }
        }
    }

    /// What is written over the axis.
    pub(super) fn labels(&self, language: Language) -> Vec<Label> {
        match self.scale {
            Scale::Hours => {
                let lower = self.hours().into_iter().map(|(x, text)| Label { text, x, is_upper: false });
                lower.chain(self.whole_dates(language)).collect()
            }
            Scale::Days => self.numbered_days(language),
            Scale::Months => self.months(language),
        }
    }

    /// The hours of working time that are told: so many that they can be read.
    fn hours(&self) -> Vec<(f64, String)> {
        let (Some(first), Some(last)) = (self.pieces.first(), self.pieces.last()) else { return Vec::new() };
        let open = self.pieces.iter().find(|piece| piece.is_open);
        let hour = open.map_or(0.0, |piece| self.x(Instant::from_seconds(piece.from.seconds() + HOUR)) - piece.left);
        let step = [1, 2, 3, 6].into_iter().find(|step| hour * f64::from(*step) >= 2.0 * APART).unwrap_or(12);
        let mut told: Vec<(f64, String)> = Vec::new();
        let mut at = full_hour(self.calendar, first.from);
        while at <= last.to {
            let local = self.calendar.local(at);
            let x = self.x(at);
            let is_apart = told.last().is_none_or(|(before, _)| x - before >= 1.6 * APART);
            if local.hour().is_multiple_of(step) && at >= first.from && self.is_open(at) && is_apart {
                told.push((x, local.format("%H:%M").to_string()));
            }
            at = Instant::from_seconds(at.seconds() + HOUR);
        }
        told
    }

    fn is_open(&self, at: Instant) -> bool {
        self.pieces.iter().any(|piece| piece.is_open && piece.from <= at && at <= piece.to)
    }

    /// `пн, 2 июня 2014 года` over each day, shorter where that has no room.
    fn whole_dates(&self, language: Language) -> Vec<Label> {
        let label = |date: NaiveDate| {
            let (left, right) = self.span(date)?;
            let weekday = wording::weekday(date, language);
            let long = format!("{weekday}, {}", words::long_date(date, language));
            let short = format!("{weekday} {}", date.day());
            let text = [long, short].into_iter().find(|text| width(text, Face::Bold, SIZE) <= right - left)?;
            Some(Label { text, x: f64::midpoint(left, right), is_upper: true })
        };
        self.dates().filter_map(label).collect()
    }

    /// The number of each day, with its weekday where all of them have room for that, and the month where one begins.
    fn numbered_days(&self, language: Language) -> Vec<Label> {
        let days = self.told_days();
        let named = |date: &NaiveDate| format!("{} {}", date.day(), wording::weekday(*date, language));
        let wide = days.iter().map(|(_, date)| width(&named(date), Face::Regular, SIZE)).fold(0.0, f64::max);
        let apart =
            days.iter().zip(days.iter().skip(1)).map(|((one, _), (next, _))| next - one).fold(f64::MAX, f64::min);
        let number = |date: &NaiveDate| if wide + 2.0 <= apart { named(date) } else { date.day().to_string() };
        let numbers = days.iter().map(|(x, date)| Label { text: number(date), x: *x, is_upper: false });
        numbers.chain(self.months_over(&days, language)).collect()
    }

    /// The working days whose numbers do not stand too close, each with its middle.
    fn told_days(&self) -> Vec<(f64, NaiveDate)> {
        let mut days: Vec<(f64, NaiveDate)> = Vec::new();
        for date in self.dates() {
            let Some((left, right)) = self.open_span(date) else { continue };
            let x = f64::midpoint(left, right);
            if days.last().is_none_or(|(last, _)| x - last >= APART) {
                days.push((x, date));
            }
        }
        days
    }

    /// The name of each month over the first day that is told of it.
    fn months_over(&self, days: &[(f64, NaiveDate)], language: Language) -> Vec<Label> {
        let mut labels = Vec::new();
        let (mut month, mut taken) = (0, f64::MIN);
        for (x, date) in days {
            let text = wording::month_and_year(*date, language);
            let half = width(&text, Face::Bold, SIZE) / 2.0;
            let middle = (x + half - APART / 2.0).min(self.right - half);
            if date.month() != month && middle - half > taken {
                (month, taken) = (date.month(), middle + half + APART / 2.0);
                labels.push(Label { text, x: middle, is_upper: true });
            }
        }
        labels
    }

    /// The months, and the Mondays where there is room for them.
    fn months(&self, language: Language) -> Vec<Label> {
        let mut labels = Vec::new();
        let (mut last, mut taken) = (f64::MIN, f64::MIN);
        for date in self.dates() {
            let x = self.x(self.midnight(date));
            if date.weekday().num_days_from_monday() == 0 && x - last >= APART && x + APART / 2.0 <= self.right {
                last = x;
                labels.push(Label { text: date.day().to_string(), x, is_upper: false });
            }
            let name = wording::month_and_year(date, language);
            let half = width(&name, Face::Bold, SIZE) / 2.0;
            let is_first = date.day() == 1 || taken < self.left;
            let middle = (x + half).min(self.right - half);
            if is_first && middle - half > taken {
                taken = middle + half + APART / 2.0;
                labels.push(Label { text: name, x: middle, is_upper: true });
            }
        }
        // Numbers far apart in time say nothing.
        labels.retain(|label| label.is_upper || self.day_is_told());
        labels
    }

    /// Whether a week is wide enough for the numbers of its Mondays.
    fn day_is_told(&self) -> bool {
        let Some(piece) = self.pieces.first() else { return false };
        self.x(Instant::from_seconds(piece.from.seconds() + 7 * 24 * HOUR)) - piece.left >= APART
    }

    /// The dates on the axis.
    fn dates(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let ends = self.pieces.first().zip(self.pieces.last());
        let ends = ends.map(|(first, last)| (self.calendar.local(first.from).date(), self.calendar.local(last.to)));
        let (first, last) = ends.map_or((NaiveDate::MAX, NaiveDate::MIN), |(first, last)| {
            // A midnight that ends the axis begins no day of it.
            let before = last.date().pred_opt().filter(|_| last.time() == NaiveTime::MIN);
            (first, before.unwrap_or(last.date()))
        });
        first.iter_days().take_while(move |date| *date <= last)
    }

    /// From where to where a day reaches.
    fn span(&self, date: NaiveDate) -> Option<(f64, f64)> {
        let span = (self.x(self.midnight(date)), self.x(self.midnight_after(date)?));
        (span.0 < span.1).then_some(span)
    }

    /// From where to where the working time of a day reaches.
    fn open_span(&self, date: NaiveDate) -> Option<(f64, f64)> {
        let work = self.calendar.working_times(self.midnight(date), self.midnight_after(date)?);
        let span = (self.x(work.first()?.0), self.x(work.last()?.1));
        (span.0 < span.1).then_some(span)
    }

    fn midnight(&self, date: NaiveDate) -> Instant {
        midnight(self.calendar, date)
    }

    fn midnight_after(&self, date: NaiveDate) -> Option<Instant> {
        Some(self.midnight(date.succ_opt()?))
    }
}

fn midnight(calendar: &Calendar, date: NaiveDate) -> Instant {
    calendar.instant(date.and_time(NaiveTime::MIN))
}

/// The full hour at or before a moment.
fn full_hour(calendar: &Calendar, at: Instant) -> Instant {
    let local = calendar.local(at);
    Instant::from_seconds(at.seconds() - i64::from(local.minute() * 60 + local.second()))
}

/// The two ends of the axis: whole working days, or more where something is done outside them.
fn whole(calendar: &Calendar, scale: Scale, from: Instant, to: Instant) -> (Instant, Instant) {
    let day = |at: Instant| {
        let date = calendar.local(at).date();
        let ends = date.succ_opt().map_or(at, |next| midnight(calendar, next));
        (midnight(calendar, date), ends)
    };
    let (begins, _) = day(from);
    let (last, ends) = day(to);
    if scale == Scale::Months {
        return (begins, ends);
    }
    let hour = full_hour(calendar, to);
    let until = if hour < to { Instant::from_seconds(hour.seconds() + HOUR) } else { to };
    let opening = calendar.working_times(begins, day(from).1).first().map(|(start, _)| *start);
    let closing = calendar.working_times(last, ends).last().map(|(_, end)| *end);
    let first = full_hour(calendar, from);
    (opening.map_or(first, |at| at.min(first)), closing.map_or(until, |at| at.max(until)))
}

/// Working time and closed time in turn; one stretch for a case of months.
fn stretches(calendar: &Calendar, scale: Scale, from: Instant, to: Instant) -> Vec<Piece> {
    let piece = |from, to, is_open| Piece { from, to, left: 0.0, right: 0.0, is_open };
    if scale == Scale::Months {
        return vec![piece(from, to, true)];
    }
    let mut pieces = Vec::new();
    let mut at = from;
    for (start, end) in calendar.working_times(from, to) {
        if at < start {
            pieces.push(piece(at, start, false));
        }
        pieces.push(piece(start, end, true));
        at = end;
    }
    if at < to {
        pieces.push(piece(at, to, false));
    }
    pieces
}
