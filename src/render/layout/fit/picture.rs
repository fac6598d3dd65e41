//! The picture of a layout whose places are known: shapes, arrows and labels as points.

use super::{Connection, Fitting, Frame, LABEL_GAP, Place};
use crate::render::drawing::{Anchor, Arrow, Point, Shape, Symbol, TextLine};
use crate::render::layout::Flow;
use crate::render::layout::list::{at, factor, put};
use crate::render::layout::measure::{LEADING, WORDS_GAP};
use crate::render::layout::route::direction;
use crate::render::layout::search::{Spot, Way, is_middle, number};
use crate::render::layout::tracks::{corners, strip};
use crate::render::text::Face;

/// A picture without its page; its corner is at the origin.
#[derive(Debug, Default)]
pub(in crate::render) struct Picture {
    pub(in crate::render) frame: Frame,
    pub(in crate::render) shapes: Vec<Shape>,
    pub(in crate::render) arrows: Vec<Arrow>,
}

impl Fitting<'_> {
    /// The picture.
    pub(in crate::render) fn picture(&self) -> Picture {
        Picture {
            frame: self.frame(),
            shapes: (0..self.shapes.len()).map(|slot| self.shape(slot)).collect(),
            arrows: self.layout.connections.iter().enumerate().map(|(number, one)| self.arrow(number, one)).collect(),
        }
    }

    /// The middle of a slot: of its cell, or of all the columns that a bar covers.
    fn centre(&self, slot: usize) -> Point {
        let cell = self.cell(slot);
        let right = self.x.start(cell.last) + self.x.size(cell.last);
        let x = if cell.last > cell.column {
            f64::midpoint(self.x.start(cell.column), right)
        } else {
            self.x.middle(cell.column)
        };
        Point { x, y: self.y.middle(cell.row) }
    }

    fn wide(&self, slot: usize) -> f64 {
        let cell = self.cell(slot);
        if cell.last > cell.column {
            return self.x.start(cell.last) + self.x.size(cell.last) - self.x.start(cell.column);
        }
        self.shapes.get(slot).map_or(0.0, |shape| shape.width)
    }

    fn high(&self, slot: usize) -> f64 {
        self.shapes.get(slot).map_or(0.0, |shape| shape.height)
    }

    /// Lines under each other, their middle at a height.
    fn text(&self, lines: &[(String, Face)], x: f64, middle: f64, anchor: Anchor) -> Vec<TextLine> {
        let leading = LEADING * self.size;
        let first = middle - factor(lines.len()) * leading / 2.0 + leading * 0.77;
        let line = |(number, (text, face)): (usize, &(String, Face))| TextLine {
            text: text.clone(),
            at: Point { x, y: first + factor(number) * leading },
            size: self.size,
            face: *face,
            anchor,
        };
        lines.iter().enumerate().map(line).collect()
    }

    fn shape(&self, slot: usize) -> Shape {
        let plain = self.plain_shape(slot);
        match self.shapes.get(slot).and_then(|shape| shape.circle) {
            Some(diameter) => self.connector(plain, diameter),
            None => plain,
        }
    }

    /// The circle of a connector stands where its arrow is, and its words on the other side of it.
    fn connector(&self, whole: Shape, diameter: f64) -> Shape {
        let (letter, words) = whole.text.split_at(1.min(whole.text.len()));
        let pairs = |lines: &[TextLine]| lines.iter().map(|line| (line.text.clone(), line.face)).collect::<Vec<_>>();
        let (letter, words) = (pairs(letter), pairs(words));
        let is_first = whole.symbol == Symbol::GoesOn;
        let towards = |length: f64| if is_first { -length } else { length };
        let Point { x, y } = whole.centre;
        let (centre, beside) = match self.flow() {
            Flow::Down => {
                let centre = Point { x, y: y + towards((whole.height - diameter) / 2.0) };
                (centre, self.text(&words, x, y - towards(diameter / 2.0), Anchor::Middle))
            }
            Flow::Right => {
                let centre = Point { x: x + towards((whole.width - diameter) / 2.0), y };
                let (edge, anchor) = if is_first { (1.0, Anchor::Start) } else { (-1.0, Anchor::End) };
                (centre, self.text(&words, centre.x + edge * (diameter / 2.0 + WORDS_GAP), y, anchor))
            }
        };
        let text = self.text(&letter, centre.x, centre.y, Anchor::Middle);
        Shape { centre, width: diameter, height: diameter, text, beside, ..whole }
    }

    fn plain_shape(&self, slot: usize) -> Shape {
        let centre = self.centre(slot);
        let content = self.layout.contents.get(slot);
        let limit = self.shapes.get(slot).map_or(0.0, |shape| shape.limit);
        let lines = self.layout.writings.get(slot).map(|writing| writing.lines(limit, self.size)).unwrap_or_default();
        Shape {
            id: content.map(|content| content.id.clone()).unwrap_or_default(),
            name: content.map(|content| content.name.clone()).unwrap_or_default(),
            symbol: content.map_or(Symbol::Task, |content| content.symbol),
            centre,
            width: self.wide(slot),
            height: self.high(slot),
            text: self.text(&lines, centre.x, centre.y, Anchor::Middle),
            beside: Vec::new(),
            fill: None,
            tooltip: content.and_then(|content| content.tooltip.clone()),
            nodes: content.map(|content| content.nodes.clone()).unwrap_or_default(),
        }
    }

    fn arrow(&self, number: usize, connection: &Connection) -> Arrow {
        Arrow {
            from: connection.from,
            to: connection.to,
            points: self.points(connection),
            lead: 0.0,
            tail: 0.0,
            line: connection.line,
            label: self.label(number, connection),
            tooltip: connection.tooltip.clone(),
            edges: connection.edges.clone(),
        }
    }

    /// The corners of an arrow; one that is led through an empty place goes straight through it.
    fn points(&self, connection: &Connection) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        for link in &connection.links {
            points.extend(self.leg(*link));
        }
        straighten(points)
    }

    fn leg(&self, link: usize) -> Vec<Point> {
        let (ends, way) = (at(&self.layout.chart.links, link), self.way(link));
        let corners = corners(way);
        let mut points = Vec::with_capacity(corners.len());
        for (number, (place, spot)) in corners.iter().enumerate() {
            let before = number.checked_sub(1).and_then(|before| corners.get(before)).map(|from| (*from, *spot));
            let after = corners.get(number + 1).map(|(_, to)| ((*place, *spot), *to));
            let lines: Vec<_> = before.into_iter().chain(after).map(|(from, to)| self.line(link, from, to)).collect();
            let x = lines.iter().find_map(|line| line.0).unwrap_or_else(|| self.middle_x(*spot));
            let y = lines.iter().find_map(|line| line.1).unwrap_or_else(|| self.middle_y(*spot));
            points.push(Point { x, y });
        }
        let last = points.len().saturating_sub(1);
        if let ([(_, one), (_, two), ..], [.., (_, three), (_, four)]) = (corners.as_slice(), corners.as_slice()) {
            let (leaves, enters) = (direction(*one, *two), direction(*three, *four));
            let first = at(&points, 0);
            put(&mut points, 0, self.on_face(ends.from, leaves, first));
            let end = at(&points, last);
            put(&mut points, last, self.on_face(ends.to, enters.opposite(), end));
        }
        points
    }

    /// The x of an upright piece, the y of a level one.
    fn line(&self, link: usize, (place, from): (usize, Spot), to: Spot) -> (Option<f64>, Option<f64>) {
        let upright = from.x == to.x;
        let at = match strip(from, to) {
            Some(strip) => {
                let axis = if upright { &self.x } else { &self.y };
                axis.track(strip.channel, strip.after, self.layout.tracks.place(link, place))
            }
            None if upright => self.middle_x(from),
            None => self.middle_y(from),
        };
        if upright { (Some(at), None) } else { (None, Some(at)) }
    }

    fn middle_x(&self, spot: Spot) -> f64 {
        if is_middle(spot.x) { self.x.middle(number(spot.x)) } else { self.x.border(number(spot.x)) }
    }

    fn middle_y(&self, spot: Spot) -> f64 {
        if is_middle(spot.y) { self.y.middle(number(spot.y)) } else { self.y.border(number(spot.y)) }
    }

    fn on_face(&self, slot: usize, face: Way, on_line: Point) -> Point {
        let centre = self.centre(slot);
        let (half, tall) = (self.wide(slot) / 2.0, self.high(slot) / 2.0);
        match face {
            Way::Up => Point { y: centre.y - tall, ..on_line },
            Way::Down => Point { y: centre.y + tall, ..on_line },
            Way::Left => Point { x: centre.x - half, ..on_line },
            Way::Right => Point { x: centre.x + half, ..on_line },
        }
    }

    fn label(&self, number: usize, connection: &Connection) -> Vec<TextLine> {
        let place = self.place(connection);
        let from = connection.from;
        let centre = self.centre(from);
        let (half, tall, high) = (self.wide(from) / 2.0, self.high(from) / 2.0, self.label_height(number));
        let column = self.label_column(connection, place).map_or(centre.x, |(column, _)| self.x.middle(column));
        let (x, top, anchor) = match place {
            Place::Under => (column + LABEL_GAP, centre.y + tall + 1.0, Anchor::Start),
            Place::Over => (column + LABEL_GAP, centre.y - tall - 1.0 - high, Anchor::Start),
            Place::Right => (centre.x + half + LABEL_GAP, centre.y - high - 1.5, Anchor::Start),
            Place::Left => (centre.x - half - LABEL_GAP, centre.y - high - 1.5, Anchor::End),
            Place::Slot(slot) if self.flow() == Flow::Down => {
                (column + LABEL_GAP, self.centre(slot).y - high / 2.0, Anchor::Start)
            }
            Place::Slot(slot) => {
                let middle = self.centre(slot);
                (middle.x, middle.y - high - 1.5, Anchor::Middle)
            }
        };
        let leading = LEADING * self.size;
        let set = |(line, text): (usize, String)| TextLine {
            text,
            at: Point { x, y: top + factor(line) * leading + leading * 0.77 },
            size: self.size,
            face: Face::Italic,
            anchor,
        };
        let (limit, _) = at(&self.labels, number);
        let lines = self.layout.labels.get(number).map(|label| label.lines(limit, self.size)).unwrap_or_default();
        lines.into_iter().enumerate().map(set).collect()
    }
}

/// Leaves out the points at which a line does not turn.
fn straighten(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if let [.., before, last] = kept.as_slice() {
            let level = (before.y - last.y).abs() < 0.001 && (last.y - point.y).abs() < 0.001;
            let upright = (before.x - last.x).abs() < 0.001 && (last.x - point.x).abs() < 0.001;
            if level || upright {
                kept.pop();
            }
        }
        kept.push(point);
    }
    kept
}
