//! A case as a Gantt chart: a row for each step, bars over an axis of time, closed time grey, limits marked.
//!
//! The layout is plain data in points, for a sheet of A4 on its side; [`gantt_svg`] writes it.

mod axis;
mod rows;
mod svg;
mod wording;

use std::collections::BTreeSet;

use super::drawing::{Anchor, Point, TextLine};
use super::text::{Face, width, wrap};
use crate::calendar::{Calendar, Instant};
use crate::graph::{End, ProcessSet};
use crate::language::Language;
use crate::run::Trace;
use crate::words;

use axis::Axis;
use rows::{Row, Written};

pub use svg::gantt_svg;

/// The width of the sheet, and its least height: A4 on its side.
const SHEET: (f64, f64) = (841.89, 595.28);
const MARGIN: f64 = 32.0;
const TITLE_SIZE: f64 = 12.0;
const NOTE_SIZE: f64 = 8.5;
const LEADING: f64 = 1.22;
/// The font sizes of the rows, the best first; below the last one the sheet gets longer instead.
const SIZES: [f64; 6] = [9.5, 9.0, 8.5, 8.0, 7.5, SMALLEST];
const SMALLEST: f64 = 7.0;
/// The largest font size of the moments, for which their column is made.
const MOMENT_SIZE: f64 = 8.0;
/// Where the columns begin: the steps, their moments, the chart.
const COLUMNS: [f64; 3] = [MARGIN, MARGIN + 222.0, MARGIN + 290.0];
/// The height of what is written over the axis.
const AXIS: f64 = 24.0;
const BAR: f64 = 8.0;
/// No bar is narrower: what takes no time is still seen.
const NARROWEST: f64 = 1.4;
const LEGEND_ROW: f64 = 14.0;

/// A laid-out chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Gantt {
    /// The language of every text on it.
    pub language: Language,
    /// The title on one line, for readers that do not see the picture.
    pub title: String,
    /// The steps in words, for the same readers.
    pub description: String,
    /// The sheet's width.
    pub width: f64,
    /// The sheet's height.
    pub height: f64,
    /// All that is written, over the marks.
    pub texts: Vec<TextLine>,
    /// All else, in the order in which it is drawn.
    pub marks: Vec<Mark>,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it looks like.
    pub look: Look,
    /// Its left edge.
    pub left: f64,
    /// Its top edge.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The step it stands for: an index into the entries of the trace.
    pub entry: Option<usize>,
    /// What is said of it elsewhere: the clauses of the act.
    pub tooltip: Option<String>,
}

/// What a mark looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Grey: closed time.
    Closed,
    /// Grey line between rows.
    Rule,
    /// Thin line at an hour or at the beginning of a month.
    Line,
    /// Dark bar: somebody does something.
    Task,
    /// Rhombus: a question is answered.
    Question,
    /// Empty bar: a reply is awaited.
    Wait,
    /// Bar with feet: another procedure.
    Call,
    /// Hatched bar: it was broken off.
    BrokenOff,
    /// Dashed upright line: a limit expires.
    Limit,
    /// Thin level line: a limit runs.
    Runs,
    /// Dotted bar on it: it is suspended.
    Pause,
    /// Hatched bar behind it: it has been broken.
    Late,
    /// Head at the edge: a limit expires beyond the chart.
    Beyond,
}

/// Lays out the chart of a case under its title.
#[must_use]
pub fn gantt(set: &ProcessSet, case: &str, trace: &Trace) -> Gantt {
    let language = set.head.language;
    let calendar = set.head.calendar.as_ref().map(|named| &named.calendar);
    let rows = rows::rows(set, trace);
    let axis = calendar.map(|calendar| axis(calendar, trace));
    let fits = |size: &f64| Chart::new(language, *size).draw(set, case, trace, &rows, axis.as_ref());
    let mut charts = SIZES.iter().map(fits);
    let fitting = charts.find(|chart| chart.height <= SHEET.1 + 0.01);
    let mut gantt = fitting.unwrap_or_else(|| fits(&SMALLEST));
    gantt.title = wording::heading(case, language);
    gantt.description = rows.iter().map(Row::in_words).collect::<Vec<_>>().join(" — ");
    gantt
}

/// The axis reaches from filing to the end of the case, and to the limits that expire soon after it.
fn axis<'a>(calendar: &'a Calendar, trace: &Trace) -> Axis<'a> {
    let took = (trace.ended.seconds() - trace.filed.seconds()).max(24 * 3600);
    let soon = Instant::from_seconds(trace.ended.seconds().saturating_add(took));
    let due = trace.limits.iter().filter_map(|state| state.due).filter(|due| *due <= soon);
    let last = due.chain([trace.ended]).max().unwrap_or(trace.ended);
    Axis::new(calendar, trace.filed, last, (COLUMNS[2], SHEET.0 - MARGIN))
}

/// A chart that is being laid out.
struct Chart {
    gantt: Gantt,
    /// The font size of the rows.
    size: f64,
    /// How far down it is done.
    y: f64,
    /// What the legend has to explain.
    looks: BTreeSet<Look>,
}

impl Chart {
    fn new(language: Language, size: f64) -> Self {
        let gantt = Gantt {
            language,
            title: String::new(),
            description: String::new(),
            width: SHEET.0,
            height: SHEET.1,
            texts: Vec::new(),
            marks: Vec::new(),
        };
        Self { gantt, size, y: MARGIN, looks: BTreeSet::new() }
    }

    fn draw(mut self, set: &ProcessSet, case: &str, trace: &Trace, rows: &[Row], axis: Option<&Axis<'_>>) -> Gantt {
        self.heading(set, case, trace);
        let Some(axis) = axis else { return self.gantt };
        let top = self.y + AXIS;
        self.labels(axis);
        self.y = top;
        let (before, limits) = (self.gantt.marks.len(), rows.iter().filter(|row| row.limit.is_some()).count());
        for (index, row) in rows.iter().enumerate() {
            if row.limit.is_some() && index == rows.len() - limits {
                self.subheading(wording::limits(self.gantt.language));
            }
            self.row(row, axis, top);
        }
        self.rule();
        self.background(axis, top, before);
        self.legend(axis);
        self.gantt.height = SHEET.1.max(self.y + MARGIN);
        self.gantt
    }

    fn heading(&mut self, set: &ProcessSet, case: &str, trace: &Trace) {
        let language = self.gantt.language;
        let variant = trace.variant.and_then(|id| set.head.variant(id)).map(|variant| variant.title.as_str());
        let procedure = variant.map_or_else(|| trace.title.clone(), |variant| format!("{}: {variant}", trace.title));
        let told = |at| words::instant(set.head.local(at));
        let outcome = outcome(set, trace.end, language);
        let summary = wording::summary(&told(trace.handed_in), &outcome, &told(trace.ended), language);
        let lines = [
            (wording::heading(case, language), TITLE_SIZE, Face::Bold),
            (procedure, TITLE_SIZE - 1.5, Face::Regular),
            (summary, NOTE_SIZE, Face::Italic),
        ];
        for (text, size, face) in lines {
            for line in wrap(&text, SHEET.0 - 2.0 * MARGIN, face, size) {
                self.y += size * LEADING;
                self.text(line, Point { x: SHEET.0 / 2.0, y: self.y - size * 0.25 }, size, face, Anchor::Middle);
            }
        }
        self.y += NOTE_SIZE;
    }

    fn text(&mut self, text: String, at: Point, size: f64, face: Face, anchor: Anchor) {
        self.gantt.texts.push(TextLine { text, at, size, face, anchor });
    }

    /// What is written over the axis and over the columns before it.
    fn labels(&mut self, axis: &Axis<'_>) {
        let language = self.gantt.language;
        let (upper, lower) = (self.y + AXIS - 14.0, self.y + AXIS - 4.0);
        for (text, x) in wording::columns(language).into_iter().zip(COLUMNS) {
            self.text(text.to_owned(), Point { x, y: lower }, axis::SIZE, Face::Bold, Anchor::Start);
        }
        for label in axis.labels(language) {
            let (y, face) = if label.is_upper { (upper, Face::Bold) } else { (lower, Face::Regular) };
            self.text(label.text, Point { x: label.x, y }, axis::SIZE, face, Anchor::Middle);
        }
    }

    fn subheading(&mut self, text: &str) {
        self.rule();
        self.y += self.size * LEADING + 3.0;
        let at = Point { x: COLUMNS[0], y: self.y - self.size * 0.25 };
        self.text(text.to_owned(), at, self.size, Face::Bold, Anchor::Start);
    }

    /// A line over the next row.
    fn rule(&mut self) {
        self.mark(Look::Rule, (COLUMNS[0], SHEET.0 - MARGIN), (self.y, 0.4));
    }

    fn mark(&mut self, look: Look, (left, right): (f64, f64), (top, height): (f64, f64)) {
        self.looks.insert(look);
        let mark = Mark { look, left, top, width: right - left, height, entry: None, tooltip: None };
        self.gantt.marks.push(mark);
    }

    /// A step or a limit: what it is, when, and its bar.
    fn row(&mut self, row: &Row, axis: &Axis<'_>, top: f64) {
        self.rule();
        let leading = self.size * LEADING;
        let begins = self.y;
        let size = self.size;
        let baseline = |line: usize| begins + 2.0 + leading * (count(line) + 1.0) - size * 0.28;
        let written = row.lines(COLUMNS[1] - COLUMNS[0] - 8.0, self.size);
        let lines = written.iter().map(|one| one.line + 1).max().unwrap_or(1).max(row.moments.len());
        for Written { text, face, indent, line } in written {
            self.text(text, Point { x: COLUMNS[0] + indent, y: baseline(line) }, size, face, Anchor::Start);
        }
        for (line, text) in row.moments.iter().enumerate() {
            let at = Point { x: COLUMNS[1], y: baseline(line) };
            self.text(text.clone(), at, MOMENT_SIZE.min(size), Face::Regular, Anchor::Start);
        }
        let height = leading * count(lines) + 4.0;
        let middle = begins + height / 2.0;
        match &row.limit {
            None => self.bar(row, axis, middle),
            Some(limit) => self.limit(limit, axis, (top, middle)),
        }
        self.y = begins + height;
    }

    fn bar(&mut self, row: &Row, axis: &Axis<'_>, middle: f64) {
        let Some((begins, ends)) = row.lasts else { return };
        let (left, right) = (axis.x(begins), axis.x(ends));
        let wide = (left, right.max(left + NARROWEST));
        // Nothing leaves the chart, however narrow.
        let over = (wide.1 - (SHEET.0 - MARGIN)).max(0.0);
        let wide = (wide.0 - over, wide.1 - over);
        let tall = (middle - BAR / 2.0, BAR);
        let is_question = row.look == Look::Question;
        if !is_question || right - left > BAR {
            let look = if is_question { Look::Task } else { row.look };
            self.noted(look, wide, tall, row);
        }
        if is_question {
            let tip = wide.1.clamp(COLUMNS[2], SHEET.0 - MARGIN);
            self.noted(row.look, (tip - BAR / 2.0, tip + BAR / 2.0), tall, row);
        }
    }

    fn noted(&mut self, look: Look, wide: (f64, f64), tall: (f64, f64), row: &Row) {
        self.mark(look, wide, tall);
        if let Some(mark) = self.gantt.marks.last_mut() {
            mark.entry = row.entry;
            mark.tooltip.clone_from(&row.tooltip);
        }
    }

    fn limit(&mut self, limit: &rows::LimitBar, axis: &Axis<'_>, (top, middle): (f64, f64)) {
        let Some((from, due)) = limit.from.zip(limit.due) else { return };
        self.mark(Look::Runs, (axis.x(from), axis.x(due).max(axis.x(from))), (middle - 0.6, 1.2));
        for (begins, ends) in &limit.pauses {
            self.mark(Look::Pause, (axis.x(*begins), axis.x(*ends)), (middle - BAR / 3.0, BAR / 1.5));
        }
        if let Some(late) = limit.late.filter(|late| *late > due) {
            self.mark(Look::Late, (axis.x(due), axis.x(late)), (middle - BAR / 3.0, BAR / 1.5));
        }
        if axis.shows(due) {
            let x = axis.x(due);
            self.mark(Look::Limit, (x, x), (top, middle + BAR / 2.0 - top));
        } else {
            let right = SHEET.0 - MARGIN;
            self.mark(Look::Beyond, (right - BAR, right), (middle - BAR / 2.0, BAR));
        }
    }

    /// Closed time and thin lines, behind the marks from `before` on.
    fn background(&mut self, axis: &Axis<'_>, top: f64, before: usize) {
        let front = self.gantt.marks.split_off(before);
        let height = self.y - top;
        for (left, right) in axis.closed() {
            self.mark(Look::Closed, (left, right), (top, height));
        }
        for x in axis.lines() {
            self.mark(Look::Line, (x - 0.2, x + 0.2), (top - 2.0, height + 2.0));
        }
        self.gantt.marks.extend(front);
    }

    /// What the marks used stand for.
    fn legend(&mut self, axis: &Axis<'_>) {
        let (mut x, mut y) = (MARGIN, self.y + LEGEND_ROW + 2.0);
        for look in self.looks.clone() {
            let Some(words) = wording::legend(look, axis.scale, self.gantt.language) else { continue };
            let wide = 22.0 + 5.0 + width(words, Face::Regular, NOTE_SIZE);
            if x > MARGIN && x + wide > SHEET.0 - MARGIN {
                (x, y) = (MARGIN, y + LEGEND_ROW);
            }
            self.sample(look, x, y - NOTE_SIZE * 0.33);
            let at = Point { x: x + 27.0, y };
            self.text(words.to_owned(), at, NOTE_SIZE, Face::Regular, Anchor::Start);
            x += wide + 16.0;
        }
        self.y = y + 4.0;
    }

    fn sample(&mut self, look: Look, x: f64, middle: f64) {
        let (wide, tall) = match look {
            Look::Question => ((x + 7.0, x + 7.0 + BAR), (middle - BAR / 2.0, BAR)),
            Look::Limit => ((x + 11.0, x + 11.0), (middle - 6.0, 12.0)),
            Look::Runs => ((x, x + 22.0), (middle - 0.6, 1.2)),
            Look::Pause | Look::Late => ((x, x + 22.0), (middle - BAR / 3.0, BAR / 1.5)),
            _ => ((x, x + 22.0), (middle - BAR / 2.0, BAR)),
        };
        self.mark(look, wide, tall);
    }
}

/// A number of lines as a length.
fn count(lines: usize) -> f64 {
    u32::try_from(lines).map_or(f64::MAX, f64::from)
}

/// How a case ended, in words.
fn outcome(set: &ProcessSet, end: End, language: Language) -> String {
    match end {
        End::TacitConsent => super::wording::tacit_consent(language).to_owned(),
        End::Outcome(outcome) => set.head.outcome(outcome).map(|outcome| outcome.title.clone()).unwrap_or_default(),
    }
}
