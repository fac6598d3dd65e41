//! An annex of the act: a process in one of the three styles, on a sheet with its heading, title and
//! legend.

mod pages;
mod sheet;
mod style;

#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use sheet::Sheet;
use style::{Manner, Paper};

use super::content::{Content, Figure, figure};
use super::drawing::{Anchor, Area, Drawing, Entry, Lane, Point, Shape, Symbol, TextLine, share_lines};
use super::layout::{Fitting, Flow, Frame, LEADING, Layout, Picture, factor};
use super::place::{self, Placed};
use super::text::{Face, width, wrap};
use super::wording;
use crate::graph::{Process, ProcessSet};
use crate::model::{Diagram, DiagramStyle};

/// The font sizes, the best first.
const SIZES: [f64; 7] = [10.0, 9.5, 9.0, 8.5, 8.0, 7.5, SMALLEST];
/// No text of a box is smaller.
const SMALLEST: f64 = 7.0;
/// No row with a box, a bar even, is lower, with the channel before it.
const LEAST_ROW: f64 = 15.0;
/// No column with a box is narrower.
const LEAST_COLUMN: f64 = 5.0 * SMALLEST;

/// Draws a process in a style on one sheet, which is larger than any paper if need be: for a screen.
#[must_use]
pub fn annex(set: &ProcessSet, process: &Process, style: DiagramStyle) -> Drawing {
    let figure = figure(set, process, style);
    let manner = style::manner(style);
    let packings = packings(&figure, &manner);
    let annex = Annex { set, process, style, manner: &manner, lanes: &figure.lanes, number: None };
    let (picture, sheet) = annex.choose(&packings).unwrap_or_else(|| annex.outgrow(&packings));
    annex.draw(picture, sheet)
}

/// Draws a process in a style for print: on one sheet, or if it fits none on several, joined by
/// connectors.
#[must_use]
pub fn annex_sheets(set: &ProcessSet, process: &Process, style: DiagramStyle) -> Vec<Drawing> {
    let figure = figure(set, process, style);
    let manner = style::manner(style);
    let packings = packings(&figure, &manner);
    let annex = Annex { set, process, style, manner: &manner, lanes: &figure.lanes, number: None };
    match annex.choose(&packings) {
        Some((picture, sheet)) => vec![annex.draw(picture, sheet)],
        None => packings.last().map_or_else(Vec::new, |packing| pages::pages(&annex, packing)),
    }
}

/// What the annex is called that draws a process in a style; nothing where the act has none.
#[must_use]
pub fn annex_name(set: &ProcessSet, process: &Process, style: DiagramStyle) -> String {
    let annex = diagram(process, style).map(|diagram| wording::annex_name(&diagram.annex, set.head.language));
    annex.unwrap_or_default()
}

fn diagram(process: &Process, style: DiagramStyle) -> Option<&Diagram> {
    process.diagrams.iter().find(|diagram| diagram.style.unwrap_or(DiagramStyle::Flowchart) == style)
}

/// The titles over an annex: the style's, the procedure's and that of the kind of the service.
#[must_use]
pub fn annex_titles(set: &ProcessSet, process: &Process, style: DiagramStyle) -> Vec<String> {
    let (head, language) = (&set.head, set.head.language);
    let own = match (style, diagram(process, style).and_then(|diagram| diagram.annex.split_once(' '))) {
        (DiagramStyle::Swimlanes, Some((_, part))) => format!("{part}. {}", process.title),
        _ => process.title.clone(),
    };
    let variant = process.variant.and_then(|id| head.variant(id)).map(|variant| variant.title.clone());
    let first = match style {
        DiagramStyle::Flowchart => wording::flowchart_title(language).to_owned(),
        DiagramStyle::Interaction => wording::interaction_title(interaction_number(set, process), language),
        DiagramStyle::Swimlanes => wording::directory_title(&head.title, language),
    };
    [Some(first), Some(own), variant].into_iter().flatten().filter(|title| !title.is_empty()).collect()
}

/// The diagrams of interaction of an act are numbered if there are several.
fn interaction_number(set: &ProcessSet, process: &Process) -> Option<usize> {
    let is_drawn = |id: &&str| set.of_procedure(id).any(|process| styles(process).contains(&DiagramStyle::Interaction));
    let procedures: Vec<&str> = set.procedures().into_iter().filter(is_drawn).collect();
    let place = procedures.iter().position(|id| *id == process.procedure);
    place.filter(|_| procedures.len() > 1).map(|place| place + 1)
}

/// One way to pack a figure, laid out when it is asked for.
struct Packing<'a> {
    figure: &'a Figure,
    manner: &'a Manner,
    placed: Placed,
    /// The smallest font for which it is preferred to the next.
    least: f64,
    layout: OnceCell<Layout>,
}

impl Packing<'_> {
    fn layout(&self) -> &Layout {
        let make = || Layout::new(self.placed.clone(), self.figure.boxes.clone(), self.manner.spacing);
        self.layout.get_or_init(make)
    }

    /// Whether it has more boxes behind each other than a sheet could ever hold: then there is no need to
    /// lay it out for that.
    fn is_beyond(&self, (wide, high): Paper) -> bool {
        let cells = (0..self.figure.boxes.len()).map(|slot| self.placed.chart.cell(slot));
        let (count, least, room) = match self.manner.flow {
            Flow::Down => (cells.map(|cell| cell.row).collect::<BTreeSet<_>>().len(), LEAST_ROW, high),
            Flow::Right => (cells.map(|cell| cell.column).collect::<BTreeSet<_>>().len(), LEAST_COLUMN, wide),
        };
        factor(count) * least > room
    }
}

/// The ways to pack a figure, the best first. One that comes to the same as that before it only lets
/// that have a smaller font.
fn packings<'a>(figure: &'a Figure, manner: &'a Manner) -> Vec<Packing<'a>> {
    let mut packings: Vec<Packing<'a>> = Vec::new();
    for (most, least) in manner.packings {
        let placed = if manner.has_lanes { place::lanes(figure, manner.flow, *most) } else { place::tree(figure) };
        match packings.last_mut().filter(|last| last.placed.chart == placed.chart) {
            Some(last) => last.least = *least,
            None => packings.push(Packing { figure, manner, placed, least: *least, layout: OnceCell::new() }),
        }
    }
    packings
}

/// The styles in which the act draws a process, each once; a flowchart where it says nothing.
#[must_use]
pub fn styles(process: &Process) -> Vec<DiagramStyle> {
    let mut styles: Vec<DiagramStyle> = Vec::new();
    for diagram in &process.diagrams {
        let style = diagram.style.unwrap_or(DiagramStyle::Flowchart);
        if !styles.contains(&style) {
            styles.push(style);
        }
    }
    if styles.is_empty() {
        styles.push(DiagramStyle::Flowchart);
    }
    styles
}

/// A process and the way it is to be drawn.
struct Annex<'a> {
    set: &'a ProcessSet,
    process: &'a Process,
    style: DiagramStyle,
    manner: &'a Manner,
    lanes: &'a [String],
    /// Which sheet this is, and of how many; nothing where there is one alone.
    number: Option<(usize, usize)>,
}

impl Annex<'_> {
    /// The first sheet, packing and font size, in this order, at which the picture fits.
    fn choose(&self, packings: &[Packing<'_>]) -> Option<(Picture, Sheet)> {
        for paper in self.manner.papers {
            let headed = self.headed(*paper);
            for packing in packings.iter().filter(|packing| !packing.is_beyond(*paper)) {
                let (layout, least) = (packing.layout(), packing.least);
                let sheet = self.explained(headed.clone(), layout);
                let fitted = |size: f64| {
                    let fitting = self.fit(layout, size, &sheet);
                    self.is_fit(&fitting.frame(), &sheet).then_some(fitting)
                };
                // What does not fit at the smallest size fits at none.
                let Some(smallest) = fitted(least) else { continue };
                let fitting = SIZES.into_iter().filter(|size| *size > least).find_map(fitted).unwrap_or(smallest);
                return Some((fitting.picture(), sheet));
            }
        }
        None
    }

    /// What fits no sheet gets a longer one, or if need be a wider one.
    fn outgrow(&self, packings: &[Packing<'_>]) -> (Picture, Sheet) {
        let (Some(layout), Some(paper)) = (packings.last().map(Packing::layout), self.manner.papers.last()) else {
            return (Picture::default(), Sheet::default());
        };
        self.outgrow_paper(layout, paper)
    }

    fn outgrow_paper(&self, layout: &Layout, paper: &Paper) -> (Picture, Sheet) {
        let sheet = self.sheet(*paper, layout);
        let mut fittings = SIZES.into_iter().map(|size| self.fit(layout, size, &sheet));
        if let Some(fitting) = fittings.find(|fitting| self.is_as_wide(&fitting.frame(), &sheet)) {
            return (fitting.picture(), sheet);
        }
        let picture = self.fit(layout, SMALLEST, &sheet).picture();
        let (wide, high) = *paper;
        let wide = self.width(&picture.frame) + wide - sheet.room();
        (picture, self.sheet((wide, high), layout))
    }

    fn fit<'b>(&self, layout: &'b Layout, size: f64, sheet: &Sheet) -> Fitting<'b> {
        let (room, floors) = match self.manner.flow {
            _ if !self.manner.has_lanes => (sheet.room(), Vec::new()),
            Flow::Right => {
                let heading = self.heading_width(size);
                let floor = |title: &String| heading_height(title, heading - 2.0 * PADDING, size);
                (sheet.room() - heading, self.lanes.iter().map(floor).collect())
            }
            Flow::Down => {
                let most = (sheet.room() / factor(self.lanes.len().max(1))).max(40.0);
                let floor = |title: &String| (longest_word(title, size) + 2.0 * PADDING + 0.1).min(most);
                (sheet.room(), self.lanes.iter().map(floor).collect())
            }
        };
        layout.fit(size, room, &floors)
    }

    /// The width of the headings beside the lanes: no word is divided, unless it is absurdly long.
    fn heading_width(&self, size: f64) -> f64 {
        if !self.manner.has_lanes || self.manner.flow == Flow::Down {
            return 0.0;
        }
        let [least, most] = HEADING;
        let longest = self.lanes.iter().map(|title| longest_word(title, size)).fold(0.0, f64::max);
        (longest + 2.0 * PADDING + 0.1).clamp(least, most)
    }

    /// The width of a picture with the headings of its lanes.
    fn width(&self, frame: &Frame) -> f64 {
        frame.width + self.heading_width(frame.size)
    }

    /// Whether a picture is no wider than the sheet, up to what is lost in adding columns up.
    fn is_as_wide(&self, frame: &Frame, sheet: &Sheet) -> bool {
        self.width(frame) <= sheet.room() + 0.01
    }

    /// Whether a picture goes on the sheet.
    fn is_fit(&self, frame: &Frame, sheet: &Sheet) -> bool {
        self.is_as_wide(frame, sheet) && self.height(frame) <= sheet.free_height()
    }

    fn height(&self, frame: &Frame) -> f64 {
        frame.height + self.heading_height(frame)
    }

    /// The height of the headings over the lanes.
    fn heading_height(&self, frame: &Frame) -> f64 {
        if !self.manner.has_lanes || self.manner.flow == Flow::Right {
            return 0.0;
        }
        let heights = self.lanes.iter().zip(&frame.lanes);
        let heights = heights.map(|(title, (from, to))| heading_height(title, to - from - 2.0 * PADDING, frame.size));
        heights.fold(0.0, f64::max)
    }

    fn draw(&self, mut picture: Picture, sheet: Sheet) -> Drawing {
        let (wide, high) = (self.width(&picture.frame), self.height(&picture.frame));
        let corner = Point { x: (sheet.width - wide) / 2.0, y: sheet.top };
        let lanes = self.draw_lanes(&picture.frame, corner);
        let (right, down) = (corner.x + wide - picture.frame.width, corner.y + high - picture.frame.height);
        move_picture(&mut picture, right, down);
        share_lines(&mut picture.arrows);
        let (width, (captions, legend, height)) = (sheet.width, sheet.close(high));
        Drawing {
            language: self.set.head.language,
            title: self.title(),
            description: describe(&self.set.head.title, &picture.shapes),
            width,
            height,
            captions,
            lanes,
            shapes: picture.shapes,
            arrows: picture.arrows,
            legend,
            sheet: self.number,
            emphasis: None,
        }
    }

    fn draw_lanes(&self, frame: &Frame, corner: Point) -> Vec<Lane> {
        let (wide, high) = (self.heading_width(frame.size), self.heading_height(frame));
        let lane = |(title, (from, to)): (&String, &(f64, f64))| {
            let (heading, body) = match self.manner.flow {
                Flow::Right => {
                    let corner = Point { x: corner.x, y: corner.y + from };
                    let body = Point { x: corner.x + wide, ..corner };
                    (
                        Area { corner, width: wide, height: to - from },
                        Area { corner: body, width: frame.width, height: to - from },
                    )
                }
                Flow::Down => {
                    let corner = Point { x: corner.x + from, y: corner.y };
                    let body = Point { y: corner.y + high, ..corner };
                    (
                        Area { corner, width: to - from, height: high },
                        Area { corner: body, width: to - from, height: frame.height },
                    )
                }
            };
            Lane { title: title.clone(), text: set_heading(title, heading, frame.size), heading, body }
        };
        self.lanes.iter().zip(&frame.lanes).filter(|_| self.manner.has_lanes).map(lane).collect()
    }

    fn sheet(&self, paper: Paper, layout: &Layout) -> Sheet {
        self.explained(self.headed(paper), layout)
    }

    /// A sheet with what stands over any picture.
    fn headed(&self, paper: Paper) -> Sheet {
        let mut sheet = Sheet::new(paper);
        sheet.header(&self.header());
        sheet.titles(&self.titles());
        sheet
    }

    /// The sheet with what explains a picture.
    fn explained(&self, mut sheet: Sheet, layout: &Layout) -> Sheet {
        let language = self.set.head.language;
        // Both connectors are explained as one.
        let symbol = |content: &Content| if content.symbol.is_connector() { Symbol::GoesOn } else { content.symbol };
        let symbols: BTreeSet<Symbol> = layout.contents().iter().map(symbol).collect();
        let entries = symbols.into_iter().map(Entry::Symbol).chain(layout.lines().into_iter().map(Entry::Line));
        sheet.explain(
            wording::legend_title(language),
            entries.map(|entry| (entry, wording::legend_entry(entry, self.style, language))),
        );
        if self.style == DiagramStyle::Swimlanes && !self.is_continued() {
            sheet.note(wording::unit_note(language));
        }
        sheet
    }

    /// Whether this is a sheet after the first.
    fn is_continued(&self) -> bool {
        self.number.is_some_and(|(number, _)| number > 1)
    }

    /// The lines at the right top: which annex of which regulation this is, and which sheet of it.
    fn header(&self) -> Vec<String> {
        let (head, language) = (&self.set.head, self.set.head.language);
        let mut lines = match diagram(self.process, self.style) {
            None => Vec::new(),
            Some(diagram) if self.is_continued() => vec![wording::annex_name(&diagram.annex, language)],
            Some(diagram) => wording::annex_header(&diagram.annex, &head.title, language).to_vec(),
        };
        lines.extend(self.number.map(|(number, count)| wording::sheet_number(number, count, language)));
        lines
    }

    /// The titles on one line, with the sheet's number.
    fn title(&self) -> String {
        let number = self.number.map(|(number, count)| wording::sheet_number(number, count, self.set.head.language));
        let titles = self.titles().join(": ");
        number.map_or_else(|| titles.clone(), |number| format!("{titles} ({number})"))
    }

    fn titles(&self) -> Vec<String> {
        annex_titles(self.set, self.process, self.style)
    }
}

/// The least and the greatest width of the headings beside the lanes.
const HEADING: [f64; 2] = [60.0, 104.0];
const PADDING: f64 = 4.0;

fn longest_word(title: &str, size: f64) -> f64 {
    title.split_whitespace().map(|word| width(word, Face::Bold, size)).fold(0.0, f64::max)
}

fn heading_height(title: &str, room: f64, size: f64) -> f64 {
    factor(wrap(title, room, Face::Bold, size).len()) * LEADING * size + 2.0 * PADDING
}

/// The lines of a heading in the middle of its box.
fn set_heading(title: &str, area: Area, size: f64) -> Vec<TextLine> {
    let lines = wrap(title, area.width - 2.0 * PADDING, Face::Bold, size);
    let Point { x, y } = area.centre();
    let first = y - factor(lines.len()) * LEADING * size / 2.0 + LEADING * size * 0.77;
    let line = |(number, text)| {
        let at = Point { x, y: first + factor(number) * LEADING * size };
        TextLine { text, at, size, face: Face::Bold, anchor: Anchor::Middle }
    };
    lines.into_iter().enumerate().map(line).collect()
}

fn move_picture(picture: &mut Picture, right: f64, down: f64) {
    let shift = |point: &mut Point| {
        point.x += right;
        point.y += down;
    };
    for shape in &mut picture.shapes {
        shift(&mut shape.centre);
        shape.text.iter_mut().chain(&mut shape.beside).for_each(|line| shift(&mut line.at));
    }
    for arrow in &mut picture.arrows {
        arrow.points.iter_mut().for_each(shift);
        arrow.label.iter_mut().for_each(|line| shift(&mut line.at));
    }
}

/// The steps in words, in text order.
fn describe(regulation: &str, shapes: &[Shape]) -> String {
    let texts = std::iter::once(regulation).chain(shapes.iter().map(|shape| shape.name.as_str()));
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" — ")
}
