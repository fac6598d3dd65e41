//! Widths, heights and places: from a grid and its routes to points.

use std::collections::BTreeMap;

use super::content::Contents;
use super::grid::Grid;
use super::list::{at, factor, raise};
use super::measure::{LEADING, Measured, measure, wish};
use super::plan::{Exit, Plan};
use super::route::{Channel, Face as Side, Line, Route, Routes};
use super::tracks::Tracks;
use crate::render::drawing::{Anchor, Arrow, Point, Shape, TextLine};
use crate::render::text::{Face, width, wrap};

/// Between a box and the nearest line beside it, in ems.
const APART: f64 = 1.2;
/// An arrow head fits in whatever the font size.
const LEAST_APART: f64 = 9.0;
/// Between two tracks.
const TRACK: f64 = 6.0;
/// Between a label and its line or box.
const LABEL_GAP: f64 = 4.0;

/// The widest the first column gets, in which the main flow goes down.
const MAIN: f64 = 370.0;
/// The widest any other column gets.
const ASIDE: f64 = 220.0;

/// A picture without its page; its corner is at the origin.
#[derive(Debug, Default)]
pub(super) struct Picture {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) shapes: Vec<Shape>,
    pub(super) arrows: Vec<Arrow>,
}

/// All that is known before lengths come in.
pub(super) struct Layout {
    pub(super) plan: Plan,
    pub(super) grid: Grid,
    pub(super) routes: Routes,
    pub(super) tracks: Tracks,
    pub(super) contents: Contents,
}

impl Layout {
    /// The picture at a font size, no wider than `room` if its columns can be made so narrow.
    pub(super) fn fit(&self, size: f64, room: f64) -> Picture {
        let mut fitting = Fitting::new(self, size);
        fitting.choose_columns(room);
        fitting.measure_shapes();
        fitting.place_columns();
        fitting.place_rows();
        fitting.picture()
    }
}

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    /// Right of the line, under the box it leaves.
    Under,
    /// Right of the line, above the slot it enters.
    Over(usize),
    /// Above the line, right of the box.
    Right,
    /// Above the line, left of the box.
    Left,
}

/// Columns or rows, and the channels around them, along one axis.
#[derive(Debug, Default)]
struct Axis {
    /// Where each begins.
    starts: Vec<f64>,
    /// Its width or height.
    sizes: Vec<f64>,
    /// Where each channel's first track runs.
    tracks: Vec<f64>,
    /// The end of the last channel.
    end: f64,
}

impl Axis {
    fn middle(&self, index: usize) -> f64 {
        at(&self.starts, index) + at(&self.sizes, index) / 2.0
    }
}

struct Fitting<'a> {
    layout: &'a Layout,
    size: f64,
    /// Between a box and the nearest line beside it.
    apart: f64,
    columns: Vec<f64>,
    shapes: Vec<Measured>,
    /// By link: its label's lines.
    labels: Vec<Vec<String>>,
    x: Axis,
    y: Axis,
}

impl<'a> Fitting<'a> {
    fn new(layout: &'a Layout, size: f64) -> Self {
        Self {
            layout,
            size,
            apart: (APART * size).max(LEAST_APART),
            columns: Vec::new(),
            shapes: Vec::new(),
            labels: vec![Vec::new(); layout.plan.links.len()],
            x: Axis::default(),
            y: Axis::default(),
        }
    }

    fn route(&self, link: usize) -> Route {
        self.layout.routes.routes.get(link).cloned().unwrap_or_default()
    }

    fn spot(&self, link: usize) -> Spot {
        let leaves = self.layout.routes.routes.get(link).map(|route| route.leaves);
        match (at(&self.layout.plan.exits, link), leaves) {
            (Exit::Drop(slot), _) => Spot::Over(slot),
            (_, Some(Side::Left)) => Spot::Left,
            (_, Some(Side::Right)) => Spot::Right,
            _ => Spot::Under,
        }
    }

    /// Every column as wide as its widest wish, or all of them narrower in proportion.
    fn choose_columns(&mut self, room: f64) {
        let grid = &self.layout.grid;
        let (mut wishes, mut least) = (vec![5.0 * self.size; grid.columns], vec![5.0 * self.size; grid.columns]);
        for (slot, cell) in grid.cells.iter().enumerate() {
            let Some(content) = self.layout.contents.nodes.get(slot) else { continue };
            let cap = if cell.column == 0 { MAIN } else { ASIDE };
            raise(&mut wishes, cell.column, wish(content, self.size).min(cap));
            if !self.layout.plan.is_bar(slot) {
                raise(&mut least, cell.column, 11.0 * self.size);
            }
        }
        self.widen_for_labels(&mut wishes, |label| self.natural(label));
        self.widen_for_labels(&mut least, |label| {
            label.split_whitespace().map(|word| self.natural(word)).fold(0.0, f64::max)
        });
        self.break_side_labels();
        let (most, needed): (f64, f64) = (wishes.iter().sum(), least.iter().sum());
        let zones = self.zones(|_| 0.0);
        let channels: f64 = (0..=grid.columns).map(|channel| self.channel_width(channel, &zones)).sum();
        let share = ((room - channels - needed) / (most - needed).max(1.0)).clamp(0.0, 1.0);
        let width = |(wish, least): (&f64, &f64)| least + (wish - least).max(0.0) * share;
        self.columns = wishes.iter().zip(&least).map(width).collect();
        self.break_column_labels();
    }

    /// The width of a label, but no more than any label is given.
    fn natural(&self, label: &str) -> f64 {
        width(label, Face::Italic, self.size).min(9.0 * self.size)
    }

    /// A label stands in the half of a column right of its line.
    fn widen_for_labels(&self, columns: &mut [f64], wide: impl Fn(&str) -> f64) {
        for (link, label) in self.layout.contents.labels.iter().enumerate() {
            if let Some(column) = self.label_column(link).filter(|_| !label.is_empty()) {
                raise(columns, column, 2.0 * (wide(label) + 2.0 * LABEL_GAP + 0.1));
            }
        }
    }

    /// The column in which a label stands, if it does not stand in a channel.
    fn label_column(&self, link: usize) -> Option<usize> {
        let slot = match self.spot(link) {
            Spot::Over(slot) => slot,
            Spot::Under => at(&self.layout.plan.links, link).from,
            Spot::Left | Spot::Right => return None,
        };
        Some(self.layout.grid.cell(slot).column)
    }

    fn break_side_labels(&mut self) {
        for link in 0..self.labels.len() {
            if self.label_column(link).is_none() {
                self.break_label(link, 9.0 * self.size);
            }
        }
    }

    fn break_column_labels(&mut self) {
        for link in 0..self.labels.len() {
            if let Some(column) = self.label_column(link) {
                self.break_label(link, at(&self.columns, column) / 2.0 - 2.0 * LABEL_GAP);
            }
        }
    }

    fn break_label(&mut self, link: usize, limit: f64) {
        let text = self.layout.contents.labels.get(link).map_or("", String::as_str);
        let lines = wrap(text, limit, Face::Italic, self.size);
        super::list::put(&mut self.labels, link, lines);
    }

    fn label_width(&self, link: usize) -> f64 {
        let lines = self.labels.get(link).into_iter().flatten();
        lines.map(|line| width(line, Face::Italic, self.size)).fold(0.0, f64::max)
    }

    fn label_height(&self, link: usize) -> f64 {
        factor(self.labels.get(link).map_or(0, Vec::len)) * LEADING * self.size
    }

    /// How much of each channel of columns is kept for labels: at its left side, at its right side.
    /// `slack` is the free room between a slot and the border of its column.
    fn zones(&self, slack: impl Fn(usize) -> f64) -> BTreeMap<usize, (f64, f64)> {
        let mut zones: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for (link, ends) in self.layout.plan.links.iter().enumerate() {
            let wide = self.label_width(link);
            if wide == 0.0 {
                continue;
            }
            let cell = self.layout.grid.cell(ends.from);
            let zone = (wide + 2.0 * LABEL_GAP - slack(ends.from)).max(0.0);
            match self.spot(link) {
                Spot::Right => raise_zone(&mut zones.entry(cell.last + 1).or_default().0, zone),
                Spot::Left => raise_zone(&mut zones.entry(cell.column).or_default().1, zone),
                Spot::Under | Spot::Over(_) => {}
            }
        }
        zones
    }

    fn channel_width(&self, channel: usize, zones: &BTreeMap<usize, (f64, f64)>) -> f64 {
        let (left, right) = zones.get(&channel).copied().unwrap_or_default();
        let tracks = self.layout.tracks.count(Channel::Columns(channel));
        let outermost = channel == 0 || channel == self.layout.grid.columns;
        match tracks {
            0 if outermost => left + right,
            0 => (left + right + self.apart).max(1.5 * self.apart),
            _ => left + right + 2.0 * self.apart + factor(tracks - 1) * TRACK,
        }
    }

    fn measure_shapes(&mut self) {
        let measured = |(slot, content)| {
            let column = self.layout.grid.cell(slot).column;
            measure(content, at(&self.columns, column), self.size)
        };
        self.shapes = self.layout.contents.nodes.iter().enumerate().map(measured).collect();
    }

    fn place_columns(&mut self) {
        let slack = |slot: usize| {
            let column = at(&self.columns, self.layout.grid.cell(slot).column);
            self.shapes.get(slot).map_or(0.0, |shape| (column - shape.width) / 2.0)
        };
        let zones = self.zones(slack);
        let mut axis = Axis { sizes: self.columns.clone(), ..Axis::default() };
        for channel in 0..=self.layout.grid.columns {
            let left = zones.get(&channel).map_or(0.0, |zone| zone.0);
            axis.tracks.push(axis.end + left + self.apart);
            axis.end += self.channel_width(channel, &zones);
            axis.starts.push(axis.end);
            axis.end += at(&self.columns, channel);
        }
        self.x = axis;
    }

    fn place_rows(&mut self) {
        let rows = self.layout.grid.rows;
        let mut axis = Axis { sizes: vec![0.0; rows], ..Axis::default() };
        for (slot, shape) in self.shapes.iter().enumerate() {
            raise(&mut axis.sizes, self.layout.grid.cell(slot).row, shape.height);
        }
        let (mut under, mut over) = (vec![0.0; rows + 1], vec![0.0; rows + 1]);
        for (link, ends) in self.layout.plan.links.iter().enumerate() {
            let (row, high) = (self.layout.grid.cell(ends.from).row, self.label_height(link));
            match self.spot(link) {
                Spot::Under => raise(&mut under, row + 1, high),
                Spot::Over(_) => raise(&mut over, row + 1, high),
                Spot::Left | Spot::Right => raise(&mut axis.sizes, row, 2.0 * (high + LABEL_GAP)),
            }
        }
        for channel in 0..=rows {
            let tracks = self.layout.tracks.count(Channel::Rows(channel));
            let (under, over) = (at(&under, channel), at(&over, channel));
            axis.tracks.push(axis.end + under + self.apart / 2.0);
            axis.end += match tracks {
                0 if channel == 0 || channel == rows => under + over,
                0 => (under + over + self.apart / 2.0 + 1.0).max(1.25 * self.apart),
                _ => under + self.apart / 2.0 + factor(tracks - 1) * TRACK + over + self.apart,
            };
            axis.starts.push(axis.end);
            axis.end += at(&axis.sizes, channel);
        }
        self.y = axis;
    }

    fn picture(&self) -> Picture {
        Picture {
            width: self.x.end,
            height: self.y.end,
            shapes: (0..self.shapes.len()).map(|slot| self.shape(slot)).collect(),
            arrows: (0..self.labels.len()).map(|link| self.arrow(link)).collect(),
        }
    }

    /// The middle of a node: of its cell, or of all the columns that a bar covers.
    fn centre(&self, slot: usize) -> Point {
        let cell = self.layout.grid.cell(slot);
        let left = at(&self.x.starts, cell.column);
        let right = at(&self.x.starts, cell.last) + at(&self.x.sizes, cell.last);
        Point { x: f64::midpoint(left, right), y: self.y.middle(cell.row) }
    }

    fn wide(&self, slot: usize) -> f64 {
        let cell = self.layout.grid.cell(slot);
        if cell.last > cell.column {
            return at(&self.x.starts, cell.last) + at(&self.x.sizes, cell.last) - at(&self.x.starts, cell.column);
        }
        self.shapes.get(slot).map_or(0.0, |shape| shape.width)
    }

    fn high(&self, slot: usize) -> f64 {
        self.shapes.get(slot).map_or(0.0, |shape| shape.height)
    }

    fn shape(&self, slot: usize) -> Shape {
        let centre = self.centre(slot);
        let content = self.layout.contents.nodes.get(slot);
        let lines = self.shapes.get(slot).map_or(&[][..], |shape| &shape.lines);
        let leading = LEADING * self.size;
        let first = centre.y - factor(lines.len()) * leading / 2.0 + leading * 0.77;
        let text = lines.iter().enumerate().map(|(number, (line, face))| TextLine {
            text: line.clone(),
            at: Point { x: centre.x, y: first + factor(number) * leading },
            size: self.size,
            face: *face,
            anchor: Anchor::Middle,
        });
        Shape {
            id: content.map(|content| content.id.clone()).unwrap_or_default(),
            symbol: content.map_or(crate::render::drawing::Symbol::Task, |content| content.symbol),
            centre,
            width: self.wide(slot),
            height: self.high(slot),
            text: text.collect(),
            tooltip: content.and_then(|content| content.tooltip.clone()),
        }
    }

    fn arrow(&self, link: usize) -> Arrow {
        let ends = at(&self.layout.plan.links, link);
        Arrow {
            from: ends.from,
            to: ends.to,
            points: self.points(link),
            lead: 0.0,
            tail: 0.0,
            label: self.label(link),
            tooltip: self.layout.contents.tooltips.get(link).cloned().flatten(),
        }
    }

    /// The corners of an arrow: where its lines begin, meet and end.
    fn points(&self, link: usize) -> Vec<Point> {
        let ends = at(&self.layout.plan.links, link);
        let route = self.route(link);
        let mut points = Vec::with_capacity(route.lines.len() + 1);
        points.extend(route.lines.first().map(|line| self.on_face(ends.from, route.leaves, *line)));
        points.extend(route.lines.iter().zip(route.lines.iter().skip(1)).map(|(one, next)| self.corner(*one, *next)));
        points.extend(route.lines.last().map(|line| self.on_face(ends.to, route.enters, *line)));
        points
    }

    fn corner(&self, one: Line, next: Line) -> Point {
        let (one, next) = (self.place(one), self.place(next));
        Point { x: one.0.or(next.0).unwrap_or_default(), y: one.1.or(next.1).unwrap_or_default() }
    }

    fn on_face(&self, slot: usize, face: Side, line: Line) -> Point {
        let centre = self.centre(slot);
        let (x, y) = self.place(line);
        let (half, tall) = (self.wide(slot) / 2.0, self.high(slot) / 2.0);
        match face {
            Side::Top => Point { x: x.unwrap_or(centre.x), y: centre.y - tall },
            Side::Bottom => Point { x: x.unwrap_or(centre.x), y: centre.y + tall },
            Side::Left => Point { x: centre.x - half, y: y.unwrap_or(centre.y) },
            Side::Right => Point { x: centre.x + half, y: y.unwrap_or(centre.y) },
        }
    }

    /// The x of an upright line, the y of a level one.
    fn place(&self, line: Line) -> (Option<f64>, Option<f64>) {
        let track = |axis: &Axis, run: usize| {
            let channel = match self.layout.routes.runs.get(run).map(|run| run.channel) {
                Some(Channel::Columns(channel) | Channel::Rows(channel)) => channel,
                None => 0,
            };
            at(&axis.tracks, channel) + factor(self.layout.tracks.place(run)) * TRACK
        };
        match line {
            Line::Column(column) => (Some(self.x.middle(column)), None),
            Line::Row(row) => (None, Some(self.y.middle(row))),
            Line::Rise(run) => (Some(track(&self.x, run)), None),
            Line::Shelf(run) => (None, Some(track(&self.y, run))),
        }
    }

    fn label(&self, link: usize) -> Vec<TextLine> {
        let from = at(&self.layout.plan.links, link).from;
        let centre = self.centre(from);
        let (half, tall, high) = (self.wide(from) / 2.0, self.high(from) / 2.0, self.label_height(link));
        let column = self.x.middle(self.label_column(link).unwrap_or_default());
        let (x, top, anchor) = match self.spot(link) {
            Spot::Under => (column + LABEL_GAP, centre.y + tall + 1.0, Anchor::Start),
            Spot::Over(slot) => {
                let start = at(&self.y.starts, self.layout.grid.cell(slot).row);
                (column + LABEL_GAP, start - self.apart / 2.0 - high, Anchor::Start)
            }
            Spot::Right => (centre.x + half + LABEL_GAP, centre.y - high - 1.5, Anchor::Start),
            Spot::Left => (centre.x - half - LABEL_GAP, centre.y - high - 1.5, Anchor::End),
        };
        let leading = LEADING * self.size;
        let set = |(number, text): (usize, &String)| TextLine {
            text: text.clone(),
            at: Point { x, y: top + factor(number) * leading + leading * 0.77 },
            size: self.size,
            face: Face::Italic,
            anchor,
        };
        self.labels.get(link).into_iter().flatten().enumerate().map(set).collect()
    }
}

/// Labels in different rows share a zone.
fn raise_zone(zone: &mut f64, value: f64) {
    *zone = zone.max(value);
}
