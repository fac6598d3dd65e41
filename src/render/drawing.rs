//! A laid-out picture: what the writers need and nothing of where it came from.
//!
//! Lengths are points, y grows downwards.

use std::collections::{BTreeMap, BTreeSet};

use super::text::Face;
use crate::language::Language;

/// A page with a picture, ready to be written in any format.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The language of every text on it.
    pub language: Language,
    /// The title on one line, for readers that do not see the picture.
    pub title: String,
    /// The steps in words, for the same readers.
    pub description: String,
    /// The page's width.
    pub width: f64,
    /// The page's height.
    pub height: f64,
    /// Header, title and the words of the legend.
    pub captions: Vec<TextLine>,
    /// The lanes behind the picture, in their order.
    pub lanes: Vec<Lane>,
    /// The symbols of the picture.
    pub shapes: Vec<Shape>,
    /// The arrows between them.
    pub arrows: Vec<Arrow>,
    /// The symbols that the legend explains; their words are captions.
    pub legend: Vec<LegendSymbol>,
    /// Which sheet of its annex this is, and of how many; [`None`] where there is one alone.
    pub sheet: Option<(usize, usize)>,
    /// What of the picture stands out; [`None`] where nothing does, and all is drawn alike.
    pub emphasis: Option<Emphasis>,
}

/// What of a picture stands out: it is drawn thick and dark, and all else thin and grey.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Emphasis {
    /// The symbols: indices into [`Drawing::shapes`].
    pub shapes: BTreeSet<usize>,
    /// The arrows: indices into [`Drawing::arrows`].
    pub arrows: BTreeSet<usize>,
}

impl Drawing {
    /// Every line of text on it.
    pub fn lines(&self) -> impl Iterator<Item = &TextLine> {
        let headings = self.lanes.iter().flat_map(|lane| &lane.text);
        let labels = self.arrows.iter().flat_map(|arrow| &arrow.label);
        let shapes = self.shapes.iter().flat_map(|shape| shape.text.iter().chain(&shape.beside));
        self.captions.iter().chain(headings).chain(labels).chain(shapes)
    }

    /// The same drawing, in which some nodes and edges of the graph stand out, and with them what hangs
    /// from them.
    #[must_use]
    pub fn emphasised(mut self, nodes: &BTreeSet<usize>, edges: &BTreeSet<usize>) -> Self {
        let is_in = |shape: &Shape| shape.nodes.iter().any(|node| nodes.contains(node));
        let mut shapes: BTreeSet<usize> =
            self.shapes.iter().enumerate().filter(|(_, shape)| is_in(shape)).map(|(index, _)| index).collect();
        let follows = |arrow: &Arrow| match arrow.edges.as_slice() {
            [] => shapes.contains(&arrow.from),
            own => own.iter().any(|edge| edges.contains(edge)),
        };
        let arrows: BTreeSet<usize> =
            self.arrows.iter().enumerate().filter(|(_, arrow)| follows(arrow)).map(|(index, _)| index).collect();
        let ends = arrows.iter().filter_map(|index| self.arrows.get(*index)).flat_map(|arrow| [arrow.from, arrow.to]);
        let is_connector = |index: &usize| self.shapes.get(*index).is_some_and(|shape| shape.symbol.is_connector());
        shapes.extend(ends.filter(is_connector).collect::<Vec<_>>());
        self.emphasis = Some(Emphasis { shapes, arrows });
        self
    }

    /// The faces that its text is set in.
    #[must_use]
    pub fn faces(&self) -> Vec<Face> {
        let is_used = |face: &Face| self.lines().any(|line| line.face == *face);
        [Face::Regular, Face::Bold, Face::Italic].into_iter().filter(is_used).collect()
    }
}

/// A lane: the part of the page that belongs to one participant.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// The participant.
    pub title: String,
    /// The lines of the heading.
    pub text: Vec<TextLine>,
    /// The box of the heading.
    pub heading: Area,
    /// The box in which the participant's steps stand.
    pub body: Area,
}

/// A box of the page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// Its corner at the left top.
    pub corner: Point,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl Area {
    /// Whether a point lies in it.
    #[must_use]
    pub fn holds(&self, point: Point) -> bool {
        let (x, y) = (point.x - self.corner.x, point.y - self.corner.y);
        (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y)
    }

    /// Its middle.
    #[must_use]
    pub fn centre(&self) -> Point {
        Point { x: self.corner.x + self.width / 2.0, y: self.corner.y + self.height / 2.0 }
    }
}

/// A point of the page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
}

/// What a symbol looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// Circle with an envelope: the case begins with a message.
    MessageStart,
    /// Thick circle with an envelope: the case ends with a message.
    MessageEnd,
    /// Double circle with an envelope: somebody is sent a message.
    Message,
    /// Rounded box: the case begins.
    Start,
    /// Box: somebody does something.
    Task,
    /// Rhombus: one of the arrows out of it is followed.
    Decision,
    /// Bar: work at the same time begins or ends.
    Bar,
    /// Rounded box with a double border: waiting.
    Wait,
    /// Box with double sides: another procedure.
    Call,
    /// Thick box with double sides: another procedure goes on.
    HandOver,
    /// Rounded dashed box: what may break the case off.
    Interrupt,
    /// Rounded thick box: the applicant gets what was asked for.
    Favourable,
    /// Thick box: refusal.
    Refusal,
    /// Circle with a letter: the arrow into it goes on at the same letter of another sheet.
    GoesOn,
    /// Circle with a letter: the arrow out of it comes from the same letter of other sheets.
    ComesFrom,
}

impl Symbol {
    /// Whether text stands in it.
    #[must_use]
    pub fn has_text(self) -> bool {
        !matches!(self, Self::Bar | Self::MessageStart | Self::MessageEnd | Self::Message)
    }

    /// Whether it joins sheets and is no part of the process.
    #[must_use]
    pub fn is_connector(self) -> bool {
        matches!(self, Self::GoesOn | Self::ComesFrom)
    }
}

/// What an arrow stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    /// Solid: what is done next.
    #[default]
    Flow,
    /// Dashed: something is handed to another participant.
    Message,
}

/// A symbol and the text in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Its name within the picture: `action-5.1`. It is unique, and safe as an XML id.
    pub id: String,
    /// What it is called where it is not seen: all that is to be said of it, on one line.
    pub name: String,
    /// What it looks like.
    pub symbol: Symbol,
    /// Its middle.
    pub centre: Point,
    /// Its width, from tip to tip for a rhombus.
    pub width: f64,
    /// Its height, from tip to tip for a rhombus.
    pub height: f64,
    /// The lines of text in it, from the top.
    pub text: Vec<TextLine>,
    /// The lines of text beside it: on which sheet a connector goes on.
    pub beside: Vec<TextLine>,
    /// The colour it is filled with, as `#rrggbb`; white where none is asked for.
    pub fill: Option<&'static str>,
    /// What is said of it elsewhere: the clauses of the act.
    pub tooltip: Option<String>,
    /// The nodes of the graph that it stands for, by number.
    pub nodes: Vec<usize>,
}

/// An arrow from a shape to a shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrow {
    /// The shape it leaves: an index into [`Drawing::shapes`].
    pub from: usize,
    /// The shape it enters: an index into [`Drawing::shapes`].
    pub to: usize,
    /// Its corners; every piece is horizontal or vertical, the head is at the last point.
    pub points: Vec<Point>,
    /// The length at its beginning that lies on an arrow before it in the list, out of the same
    /// shape.
    pub lead: f64,
    /// The length at its end that lies on an arrow before it in the list, into the same shape. If
    /// there is any, it has no head of its own.
    pub tail: f64,
    /// What it stands for.
    pub line: Line,
    /// The answer it stands for.
    pub label: Vec<TextLine>,
    /// The clauses of the act.
    pub tooltip: Option<String>,
    /// The edges of the graph that it stands for, by their places: several where they come from another
    /// sheet together, none for an arrow of a message.
    pub edges: Vec<usize>,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// The text.
    pub text: String,
    /// The point of its baseline that `anchor` names.
    pub at: Point,
    /// The font size.
    pub size: f64,
    /// The cut.
    pub face: Face,
    /// Which part of the line stands at `at`.
    pub anchor: Anchor,
}

/// Which part of a line of text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The beginning.
    Start,
    /// The middle.
    Middle,
    /// The end.
    End,
}

impl Arrow {
    /// The corners of the part that lies on no other arrow: lines drawn over each other look thicker
    /// on a screen.
    #[must_use]
    pub fn own_points(&self) -> Vec<Point> {
        let mut points = without(&self.points, self.lead);
        points.reverse();
        points = without(&points, self.tail);
        points.reverse();
        // One that lies wholly on others is drawn all the same.
        if points.len() < 2 { self.points.clone() } else { points }
    }
}

/// Cuts a length off the beginning of a polyline.
fn without(points: &[Point], mut length: f64) -> Vec<Point> {
    let mut rest = Vec::new();
    for (from, to) in points.iter().zip(points.iter().skip(1)) {
        let piece = distance(*from, *to);
        if length > piece - 0.005 && length > 0.0 {
            length -= piece;
            continue;
        }
        if rest.is_empty() {
            let share = length.max(0.0) / piece.max(f64::EPSILON);
            rest.push(Point { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
            length = 0.0;
        }
        rest.push(*to);
    }
    rest
}

fn distance(one: Point, other: Point) -> f64 {
    (one.x - other.x).hypot(one.y - other.y)
}

/// The length two polylines have in common from their beginning.
fn common<'a>(one: impl Iterator<Item = &'a Point>, other: impl Iterator<Item = &'a Point>) -> f64 {
    let mut length = 0.0;
    let mut before: Option<Point> = None;
    for (a, b) in one.zip(other) {
        let Some(start) = before else {
            if distance(*a, *b) > 0.005 {
                return 0.0;
            }
            before = Some(*a);
            continue;
        };
        let (first, second) = (distance(start, *a), distance(start, *b));
        if (first + distance(*a, *b) - second).abs() > 0.005 && (second + distance(*a, *b) - first).abs() > 0.005 {
            return length;
        }
        length += first.min(second);
        if distance(*a, *b) > 0.005 {
            return length;
        }
        before = Some(*a);
    }
    length
}

/// Finds what each arrow shares with those before it.
pub(super) fn share_lines(arrows: &mut [Arrow]) {
    let mut from: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut to: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for number in 0..arrows.len() {
        let Some(arrow) = arrows.get(number) else { continue };
        let kin = |list: Option<&Vec<usize>>, shared: &dyn Fn(&Arrow) -> f64| {
            let others = list.into_iter().flatten().filter_map(|other| arrows.get(*other));
            others.map(shared).fold(0.0, f64::max)
        };
        let lead = kin(from.get(&arrow.from), &|other| common(arrow.points.iter(), other.points.iter()));
        let tail = kin(to.get(&arrow.to), &|other| common(arrow.points.iter().rev(), other.points.iter().rev()));
        from.entry(arrow.from).or_default().push(number);
        to.entry(arrow.to).or_default().push(number);
        if let Some(arrow) = arrows.get_mut(number) {
            (arrow.lead, arrow.tail) = (lead, tail);
        }
    }
}

impl TextLine {
    /// Its width by the tables of the typeface.
    #[must_use]
    pub fn width(&self) -> f64 {
        super::text::width(&self.text, self.face, self.size)
    }

    /// The x coordinate at which it begins.
    #[must_use]
    pub fn left(&self) -> f64 {
        match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - self.width() / 2.0,
            Anchor::End => self.at.x - self.width(),
        }
    }
}

/// What a legend explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A symbol.
    Symbol(Symbol),
    /// An arrow.
    Line(Line),
}

/// A symbol in the legend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LegendSymbol {
    /// Which.
    pub entry: Entry,
    /// Its middle.
    pub centre: Point,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}
