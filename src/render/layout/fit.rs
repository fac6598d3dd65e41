//! Widths, heights and places: how large everything in a chart is at a font size, and where it stands.

mod picture;

use std::collections::{BTreeMap, BTreeSet};

use super::axis::{Axis, Need, Rules};
use super::list::{at, factor, put, raise};
use super::measure::{self, LEADING, Measured, Writing, measure, wish};
use super::route::{direction, route};
use super::search::{Spot, Way, number};
use super::tracks::Tracks;
use super::{Cell, Chart, Flow};
use crate::render::content::Content;
use crate::render::drawing::Line;
use crate::render::place::Placed;
use crate::render::text::{Extent, Face, Words};

pub(in crate::render) use picture::Picture;

/// An arrow head fits in whatever the font size.
const LEAST_APART: f64 = 9.0;
/// Between a label and its line or box.
const LABEL_GAP: f64 = 4.0;

/// An arrow of the picture: one link, or two that meet in the empty place where its label stands.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Connection {
    /// The boxes it joins.
    pub(in crate::render) from: usize,
    pub(in crate::render) to: usize,
    pub(in crate::render) links: Vec<usize>,
    pub(in crate::render) label: String,
    pub(in crate::render) tooltip: Option<String>,
    pub(in crate::render) line: Line,
    /// The edges of the graph, by their places.
    pub(in crate::render) edges: Vec<usize>,
}

/// How wide the columns of a style may be, and how close things stand.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Spacing {
    /// The widest the first column gets.
    pub(in crate::render) main: f64,
    /// The widest any other column gets.
    pub(in crate::render) aside: f64,
    /// The narrowest a column with text gets, in ems.
    pub(in crate::render) least: f64,
    /// Between a box and the nearest line beside it, in ems.
    pub(in crate::render) apart: f64,
    /// The free border around everything.
    pub(in crate::render) margin: f64,
}

/// How large a picture is.
#[derive(Debug, Default)]
pub(in crate::render) struct Frame {
    /// The font size.
    pub(in crate::render) size: f64,
    pub(in crate::render) width: f64,
    pub(in crate::render) height: f64,
    /// From where to where each lane reaches across the flow.
    pub(in crate::render) lanes: Vec<(f64, f64)>,
}

/// All that is known before lengths come in.
pub(in crate::render) struct Layout {
    chart: Chart,
    ways: Vec<Vec<Spot>>,
    tracks: Tracks,
    /// What stands in the first slots; the others are empty places for labels.
    contents: Vec<Content>,
    /// The same, measured, and the labels of the connections.
    writings: Vec<Writing>,
    labels: Vec<Words>,
    connections: Vec<Connection>,
    spacing: Spacing,
    borders: BTreeSet<usize>,
    /// The channels before columns, and those before rows, in which no box stands.
    thin: [BTreeSet<usize>; 2],
}

impl Layout {
    pub(in crate::render) fn new(placed: Placed, contents: Vec<Content>, spacing: Spacing) -> Self {
        let Placed { chart, connections } = placed;
        let ways = route(&chart);
        let tracks = Tracks::new(&chart, &ways);
        let lanes = chart.lanes.iter().zip(chart.lanes.iter().skip(1)).enumerate();
        let borders = lanes.filter(|(_, (one, next))| one != next).map(|(place, _)| place + 1).collect();
        let thin = thin(&chart, contents.len());
        let writings = contents.iter().map(Writing::new).collect();
        let labels = connections.iter().map(|one| Words::new(&one.label, Face::Italic)).collect();
        Self { chart, ways, tracks, contents, writings, labels, connections, spacing, borders, thin }
    }

    pub(in crate::render) fn contents(&self) -> &[Content] {
        &self.contents
    }

    pub(in crate::render) fn lines(&self) -> BTreeSet<Line> {
        self.connections.iter().map(|connection| connection.line).collect()
    }

    /// Places everything at a font size, no wider than `room` if the columns can be made so narrow. A lane
    /// gets at least the given length across the flow.
    pub(in crate::render) fn fit(&self, size: f64, room: f64, lanes: &[f64]) -> Fitting<'_> {
        let mut fitting = Fitting::new(self, size, lanes);
        fitting.choose_columns(room);
        fitting.measure_shapes();
        fitting.place_columns();
        fitting.place_rows();
        fitting
    }
}

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Right of the line, under the box it leaves.
    Under,
    /// Right of the line, above the box it leaves.
    Over,
    /// Above the line, right of the box.
    Right,
    /// Above the line, left of the box.
    Left,
    /// In this empty slot, beside the line led through it.
    Slot(usize),
}

/// A layout at a font size: every place is known, nothing is drawn.
pub(in crate::render) struct Fitting<'a> {
    layout: &'a Layout,
    size: f64,
    apart: f64,
    /// The least extent of each column or row, for the headings of lanes.
    floors: Vec<f64>,
    columns: Vec<f64>,
    shapes: Vec<Measured>,
    /// By connection: the width its label is broken at, and the room it takes.
    labels: Vec<(f64, Extent)>,
    x: Axis,
    y: Axis,
}

impl<'a> Fitting<'a> {
    fn new(layout: &'a Layout, size: f64, lanes: &[f64]) -> Self {
        let floor = |lane: &usize| {
            let columns = layout.chart.lanes.iter().filter(|other| *other == lane).count();
            at(lanes, *lane) / factor(columns.max(1))
        };
        Self {
            layout,
            size,
            apart: (layout.spacing.apart * size).max(LEAST_APART),
            floors: layout.chart.lanes.iter().map(floor).collect(),
            columns: Vec::new(),
            shapes: Vec::new(),
            labels: vec![(0.0, Extent::default()); layout.connections.len()],
            x: Axis::default(),
            y: Axis::default(),
        }
    }

    fn flow(&self) -> Flow {
        self.layout.chart.flow
    }

    fn cell(&self, slot: usize) -> Cell {
        self.layout.chart.cell(slot)
    }

    fn way(&self, link: usize) -> &'a [Spot] {
        self.layout.ways.get(link).map_or(&[], Vec::as_slice)
    }

    fn place(&self, connection: &Connection) -> Place {
        match connection.links.as_slice() {
            [first, _] => Place::Slot(at(&self.layout.chart.links, *first).to),
            [only] => match self.way(*only) {
                [one, two, ..] => match direction(*one, *two) {
                    Way::Down => Place::Under,
                    Way::Up => Place::Over,
                    Way::Right => Place::Right,
                    Way::Left => Place::Left,
                },
                _ => Place::Under,
            },
            _ => Place::Under,
        }
    }

    /// The connections with a label, and where it stands.
    fn labelled(&self) -> Vec<(usize, &'a Connection, Place)> {
        let all = self.layout.connections.iter().enumerate().filter(|(_, connection)| !connection.label.is_empty());
        all.map(|(number, connection)| (number, connection, self.place(connection))).collect()
    }

    /// Every column as wide as its widest wish, or all of them narrower in proportion.
    fn choose_columns(&mut self, room: f64) {
        let count = self.layout.chart.columns();
        let (mut wishes, mut least) = (vec![5.0 * self.size; count], vec![5.0 * self.size; count]);
        for (slot, content) in self.layout.writings.iter().enumerate() {
            let cell = self.cell(slot);
            let cap = if cell.column == 0 { self.layout.spacing.main } else { self.layout.spacing.aside };
            let wish = wish(content, self.size, self.flow());
            raise(&mut wishes, cell.column, wish.min(cap));
            let narrow = measure::least(content, self.size, self.flow());
            raise(&mut least, cell.column, narrow.max((self.layout.spacing.least * self.size).min(wish)));
            raise(&mut wishes, cell.column, narrow);
        }
        // No label is given more.
        let most = 9.0 * self.size;
        self.widen_for_labels(&mut wishes, |label| label.width(self.size).min(most));
        self.widen_for_labels(&mut least, |label| label.longest(self.size).min(most));
        if self.flow() == Flow::Down {
            for (column, floor) in self.floors.iter().enumerate() {
                raise(&mut wishes, column, *floor);
                raise(&mut least, column, *floor);
            }
        }
        self.break_side_labels();
        let needs = self.needs(|_| 0.0);
        let rules = self.rules(true);
        let channels: f64 = (0..=count).map(|channel| rules.width(channel, count, at_need(&needs, channel))).sum();
        self.columns = share_out(&wishes, &least, room - channels);
        self.break_column_labels();
    }

    /// A label stands in the half of a column right of its line; over a line led through an empty
    /// place it has all of the column.
    fn widen_for_labels(&self, columns: &mut [f64], wide: impl Fn(&Words) -> f64) {
        for (number, connection, place) in self.labelled() {
            let wide = self.layout.labels.get(number).map_or(0.0, &wide) + 2.0 * LABEL_GAP + 0.1;
            if let Some((column, share)) = self.label_column(connection, place) {
                raise(columns, column, wide * share);
            }
        }
    }

    /// The column in which a label stands, if it does not stand in a channel, and how many times its
    /// width it takes.
    fn label_column(&self, connection: &Connection, place: Place) -> Option<(usize, f64)> {
        match place {
            Place::Slot(slot) => Some((self.cell(slot).column, if self.flow() == Flow::Down { 2.0 } else { 1.0 })),
            Place::Under | Place::Over => {
                let first = connection.links.first().and_then(|link| self.way(*link).first());
                Some((first.map_or(0, |spot| number(spot.x)), 2.0))
            }
            Place::Left | Place::Right => None,
        }
    }

    fn break_side_labels(&mut self) {
        for (number, connection, place) in self.labelled() {
            if self.label_column(connection, place).is_none() {
                self.break_label(number, 9.0 * self.size);
            }
        }
    }

    fn break_column_labels(&mut self) {
        for (number, connection, place) in self.labelled() {
            if let Some((column, share)) = self.label_column(connection, place) {
                self.break_label(number, at(&self.columns, column) / share - 2.0 * LABEL_GAP);
            }
        }
    }

    fn break_label(&mut self, number: usize, limit: f64) {
        let extent = self.layout.labels.get(number).map(|label| label.extent(limit, self.size));
        put(&mut self.labels, number, (limit, extent.unwrap_or_default()));
    }

    fn label_width(&self, number: usize) -> f64 {
        at(&self.labels, number).1.width
    }

    fn label_height(&self, number: usize) -> f64 {
        factor(at(&self.labels, number).1.lines) * LEADING * self.size
    }

    /// How much of each channel of columns is kept for labels. `slack` is the free room between a
    /// slot and the border of its column.
    fn needs(&self, slack: impl Fn(usize) -> f64) -> BTreeMap<usize, Need> {
        let mut needs: BTreeMap<usize, Need> = BTreeMap::new();
        for (number, connection, place) in self.labelled() {
            let cell = self.cell(connection.from);
            let wide = (self.label_width(number) + 2.0 * LABEL_GAP - slack(connection.from)).max(0.0);
            match place {
                Place::Right => raise_to(&mut needs.entry(cell.last + 1).or_default().before, wide),
                Place::Left => raise_to(&mut needs.entry(cell.column).or_default().after, wide),
                Place::Under | Place::Over | Place::Slot(_) => {}
            }
        }
        needs
    }

    /// What the channels between columns, or between rows, are measured by.
    fn rules(&self, upright: bool) -> Rules<'a> {
        const NONE: &BTreeSet<usize> = &BTreeSet::new();
        let crosses_lanes = upright == (self.flow() == Flow::Down);
        let along = if crosses_lanes { 0.9 } else { 1.25 };
        let (margin, borders) = if self.layout.chart.lanes.is_empty() {
            (0.0, NONE)
        } else {
            (self.layout.spacing.margin, if crosses_lanes { &self.layout.borders } else { NONE })
        };
        let least = if self.layout.chart.lanes.is_empty() && upright { 1.5 } else { along };
        let [before_columns, before_rows] = &self.layout.thin;
        let thin = if upright { before_columns } else { before_rows };
        let (tracks, apart) = (&self.layout.tracks, self.apart);
        Rules { tracks, upright, apart, least: least * apart, margin, borders, thin }
    }

    fn measure_shapes(&mut self) {
        let measured = |(slot, content): (usize, &Writing)| {
            measure(content, at(&self.columns, self.cell(slot).column), self.size, self.flow())
        };
        self.shapes = self.layout.writings.iter().enumerate().map(measured).collect();
    }

    fn place_columns(&mut self) {
        let slack = |slot: usize| {
            let column = at(&self.columns, self.cell(slot).column);
            self.shapes.get(slot).map_or(0.0, |shape| ((column - shape.width) / 2.0).max(0.0))
        };
        let needs = self.needs(slack);
        self.x = Axis::new(self.columns.clone(), &self.rules(true), |channel| at_need(&needs, channel));
    }

    fn place_rows(&mut self) {
        let rows = self.layout.chart.rows();
        let mut sizes = vec![0.0; rows];
        for (slot, shape) in self.shapes.iter().enumerate() {
            raise(&mut sizes, self.cell(slot).row, shape.height);
        }
        if self.flow() == Flow::Right {
            for (row, floor) in self.floors.iter().enumerate() {
                raise(&mut sizes, row, *floor);
            }
        }
        let mut needs: BTreeMap<usize, Need> = BTreeMap::new();
        for (number, connection, place) in self.labelled() {
            let (row, high) = (self.cell(connection.from).row, self.label_height(number));
            match place {
                Place::Under => raise_to(&mut needs.entry(row + 1).or_default().before, high + 1.0),
                Place::Over => raise_to(&mut needs.entry(row).or_default().after, high + 1.0),
                Place::Left | Place::Right => raise(&mut sizes, row, 2.0 * (high + LABEL_GAP)),
                Place::Slot(slot) => {
                    let share = if self.flow() == Flow::Down { 1.0 } else { 2.0 };
                    raise(&mut sizes, self.cell(slot).row, share * (high + LABEL_GAP));
                }
            }
        }
        self.y = Axis::new(sizes, &self.rules(false), |channel| at_need(&needs, channel));
    }

    /// How large the picture is.
    pub(in crate::render) fn frame(&self) -> Frame {
        Frame { size: self.size, width: self.x.end, height: self.y.end, lanes: self.lanes() }
    }

    fn lanes(&self) -> Vec<(f64, f64)> {
        let axis = if self.flow() == Flow::Down { &self.x } else { &self.y };
        let last = self.layout.chart.lanes.len();
        let inner = self.layout.borders.iter().map(|channel| axis.border(*channel));
        let ends: Vec<f64> = inner.chain((last > 0).then_some(axis.end)).collect();
        std::iter::once(0.0).chain(ends.iter().copied()).zip(ends.iter().copied()).collect()
    }
}

/// The channels before columns, and before rows, with nothing but empty places: no arrow ends there.
fn thin(chart: &Chart, boxes: usize) -> [BTreeSet<usize>; 2] {
    let cells = |slots: &[super::Slot]| -> [BTreeSet<usize>; 2] {
        let rows = slots.iter().map(|slot| slot.cell.row).collect();
        [slots.iter().map(|slot| slot.cell.column).collect(), rows]
    };
    let (full, empty) = chart.slots.split_at(boxes.min(chart.slots.len()));
    let ([columns, rows], [full_columns, full_rows]) = (cells(empty), cells(full));
    match chart.flow {
        Flow::Down => [BTreeSet::new(), &rows - &full_rows],
        Flow::Right => [&columns - &full_columns, BTreeSet::new()],
    }
}

/// Widths between the least and the wished for, so that together they fill the room, if they can.
fn share_out(wishes: &[f64], least: &[f64], room: f64) -> Vec<f64> {
    let (most, needed): (f64, f64) = (wishes.iter().sum(), least.iter().sum());
    let share = ((room - needed) / (most - needed).max(1.0)).clamp(0.0, 1.0);
    wishes.iter().zip(least).map(|(wish, least)| least + (wish - least).max(0.0) * share).collect()
}

fn at_need(needs: &BTreeMap<usize, Need>, channel: usize) -> Need {
    needs.get(&channel).copied().unwrap_or_default()
}

/// Labels in different rows share a channel.
fn raise_to(entry: &mut f64, value: f64) {
    *entry = entry.max(value);
}
