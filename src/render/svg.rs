//! Writes a drawing as SVG 1.1.

use std::fmt::Write;

use super::drawing::{
    Anchor, Area, Arrow, Drawing, Emphasis, Entry, Lane, LegendSymbol, Line, Point, Shape, Symbol, TextLine,
};
use super::escape::{number, xml};
use super::font::{self, FAMILY};
use super::text::Face;
use crate::language::Language;

/// Millimetres in a point.
const MILLIMETRES: f64 = 25.4 / 72.0;
/// The length of an arrow head.
const HEAD: f64 = 7.0;
/// Half its width.
const HEAD_HALF: f64 = 2.6;

/// What symbols are filled with.
const WHITE: &str = "#fff";
/// How much thicker the lines are of what stands out.
const THICKER: f64 = 1.2;
/// How strong the ink is of what stands back.
const FAINT: f64 = 0.4;

/// The drawing as an SVG document.
#[must_use]
pub fn svg(drawing: &Drawing) -> String {
    let mut out = Writer::default();
    let Drawing { language, title, description, width, height, .. } = drawing;
    out.open(*language, [title, description], (*width, *height));
    out.fonts(&drawing.faces());
    drawing.captions.iter().for_each(|line| out.text(line));
    drawing.lanes.iter().for_each(|lane| out.lane(lane));
    match &drawing.emphasis {
        None => {
            drawing.arrows.iter().for_each(|arrow| out.arrow(arrow));
            drawing.shapes.iter().for_each(|shape| out.shape(shape));
        }
        Some(emphasis) => out.emphasised(drawing, emphasis),
    }
    drawing.legend.iter().for_each(|symbol| out.legend(symbol));
    out.close()
}

/// A document that is being written.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    /// How much thicker than usual lines are.
    thicker: f64,
    /// The colour symbols are filled with, if it is not white.
    fill: Option<&'static str>,
}

impl Writer {
    pub(super) fn close(mut self) -> String {
        self.line(format_args!("</svg>"));
        self.text
    }

    pub(super) fn line(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{text}");
    }

    /// The beginning of a document: its language, title and description, width and height.
    pub(super) fn open(&mut self, language: Language, [title, description]: [&str; 2], (wide, high): (f64, f64)) {
        let language = language.code();
        self.line(format_args!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
        self.line(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"{}mm\" height=\"{}mm\" \
             viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"title desc\" lang=\"{language}\" \
             xml:lang=\"{language}\" font-family=\"'{FAMILY}', 'Times New Roman', 'Liberation Serif', Tinos, serif\">",
            number(wide * MILLIMETRES),
            number(high * MILLIMETRES),
            number(wide),
            number(high),
        ));
        self.line(format_args!("<title id=\"title\">{}</title>", xml(title)));
        self.line(format_args!("<desc id=\"desc\">{}</desc>", xml(description)));
        self.line(format_args!("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"));
    }

    /// Brings the faces of the font along.
    pub(super) fn fonts(&mut self, faces: &[Face]) {
        self.text.push_str("<style>");
        for face in faces {
            font::rule(&mut self.text, *face);
        }
        self.text.push_str("</style>\n");
    }

    pub(super) fn text(&mut self, line: &TextLine) {
        let anchor = match line.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let face = match line.face {
            Face::Regular => "",
            Face::Bold => " font-weight=\"bold\"",
            Face::Italic => " font-style=\"italic\"",
        };
        self.line(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{face}>{}</text>",
            number(line.at.x),
            number(line.at.y),
            number(line.size),
            xml(&line.text),
        ));
    }

    pub(super) fn tooltip(&mut self, tooltip: Option<&String>) {
        if let Some(text) = tooltip {
            self.line(format_args!("<title>{}</title>", xml(text)));
        }
    }

    fn lane(&mut self, lane: &Lane) {
        self.line(format_args!("<g role=\"group\" aria-label=\"{}\">", xml(&lane.title)));
        self.area(&lane.body, "none");
        self.area(&lane.heading, "#eee");
        lane.text.iter().for_each(|line| self.text(line));
        self.line(format_args!("</g>"));
    }

    fn area(&mut self, area: &Area, fill: &str) {
        self.line(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" stroke=\"#000\" stroke-width=\"0.8\"/>",
            number(area.corner.x),
            number(area.corner.y),
            number(area.width),
            number(area.height),
        ));
    }

    /// What stands back is drawn first, so that a line both share belongs to what stands out.
    fn emphasised(&mut self, drawing: &Drawing, emphasis: &Emphasis) {
        let (arrows, shapes) = (drawing.arrows.iter().enumerate(), drawing.shapes.iter().enumerate());
        let (dark, faint): (Vec<_>, Vec<_>) = arrows.partition(|(index, _)| emphasis.arrows.contains(index));
        let (near, far): (Vec<_>, Vec<_>) = shapes.partition(|(index, _)| emphasis.shapes.contains(index));
        self.line(format_args!("<g opacity=\"{FAINT}\">"));
        for (_, arrow) in faint {
            self.arrow(arrow);
        }
        for (_, shape) in far {
            self.shape(shape);
        }
        self.line(format_args!("</g>"));
        self.thicker = THICKER;
        for (_, arrow) in dark {
            // With the parts that it shares with others.
            self.arrow_along(arrow, &arrow.points, true);
        }
        for (_, shape) in near {
            self.shape(shape);
        }
        self.thicker = 0.0;
    }

    fn arrow(&mut self, arrow: &Arrow) {
        self.arrow_along(arrow, &arrow.own_points(), arrow.tail == 0.0);
    }

    fn arrow_along(&mut self, arrow: &Arrow, points: &[Point], headed: bool) {
        self.line(format_args!("<g>"));
        self.tooltip(arrow.tooltip.as_ref());
        self.polyline(points, headed, arrow.line);
        arrow.label.iter().for_each(|line| self.text(line));
        self.line(format_args!("</g>"));
    }

    /// The head is drawn, not a marker, since not every viewer prints markers.
    fn polyline(&mut self, points: &[Point], headed: bool, line: Line) {
        let [way @ .., before, tip] = points else { return };
        let (dx, dy) = if headed { direction(*before, *tip) } else { (0.0, 0.0) };
        let neck = Point { x: tip.x - dx * HEAD, y: tip.y - dy * HEAD };
        let way = path(way.iter().chain([before, &neck]).copied());
        let dashes = if line == Line::Message { " stroke-dasharray=\"4 2.5\"" } else { "" };
        let thickness = self.stroke_width();
        self.line(format_args!("<path d=\"{way}\" fill=\"none\" stroke=\"#000\"{thickness}{dashes}/>"));
        if headed {
            let half = HEAD_HALF + self.thicker;
            let wing = |side: f64| Point { x: neck.x - dy * side, y: neck.y + dx * side };
            let head = path([*tip, wing(half), wing(-half)].into_iter());
            self.line(format_args!("<path d=\"{head}z\"/>"));
        }
    }

    fn shape(&mut self, shape: &Shape) {
        self.line(format_args!("<g id=\"{}\">", xml(&shape.id)));
        self.line(format_args!("<title>{}</title>", xml(&hint(shape))));
        self.fill = shape.fill;
        self.outline(shape.symbol, shape.centre, shape.width, shape.height);
        self.fill = None;
        shape.text.iter().chain(&shape.beside).for_each(|line| self.text(line));
        self.line(format_args!("</g>"));
    }

    fn legend(&mut self, entry: &LegendSymbol) {
        let LegendSymbol { entry, centre, width, height } = *entry;
        match entry {
            Entry::Symbol(Symbol::Bar) => self.outline(Symbol::Bar, centre, width, 4.0),
            Entry::Symbol(symbol) => self.outline(symbol, centre, width, height),
            Entry::Line(line) => {
                let ends = [centre.x - width / 2.0, centre.x + width / 2.0].map(|x| Point { x, ..centre });
                self.polyline(&ends, true, line);
            }
        }
    }

    fn outline(&mut self, symbol: Symbol, centre: Point, width: f64, height: f64) {
        let round = (height / 2.0).min(12.0);
        match symbol {
            Symbol::MessageStart => self.message(centre, height, &[0.0], 1.0),
            Symbol::MessageEnd => self.message(centre, height, &[0.0], 2.6),
            Symbol::Message => self.message(centre, height, &[0.0, height * 0.1], 0.8),
            Symbol::Start => self.rect(centre, width, height, round, 1.0),
            Symbol::Interrupt => self.dashed(centre, width, height, round),
            Symbol::GoesOn | Symbol::ComesFrom => self.circle(centre, height / 2.0, 1.0),
            Symbol::Task => self.rect(centre, width, height, 0.0, 1.0),
            Symbol::Favourable => self.rect(centre, width, height, round, 2.2),
            Symbol::Refusal => self.rect(centre, width, height, 0.0, 2.2),
            Symbol::Bar => self.bar(centre, width, height),
            Symbol::Decision => self.rhombus(centre, width, height),
            Symbol::Wait => {
                self.rect(centre, width, height, round.min(6.0), 1.0);
                self.rect(centre, width - 5.0, height - 5.0, round.min(4.0), 1.0);
            }
            Symbol::HandOver => {
                self.rect(centre, width, height, 0.0, 2.2);
                self.rect(centre, width - 9.0, height, 0.0, 1.0);
            }
            Symbol::Call => {
                self.rect(centre, width, height, 0.0, 1.0);
                self.rect(centre, width - 9.0, height, 0.0, 1.0);
            }
        }
    }

    fn rect(&mut self, centre: Point, width: f64, height: f64, round: f64, stroke: f64) {
        let round = if round > 0.0 { format!(" rx=\"{}\"", number(round)) } else { String::new() };
        self.line(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{round} fill=\"{}\" stroke=\"#000\" stroke-width=\"{}\"/>",
            number(centre.x - width / 2.0),
            number(centre.y - height / 2.0),
            number(width),
            number(height),
            self.fill.unwrap_or(WHITE),
            number(stroke + self.thicker),
        ));
    }

    fn dashed(&mut self, centre: Point, width: f64, height: f64, round: f64) {
        self.line(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{}\" stroke=\"#000\" stroke-width=\"{}\" stroke-dasharray=\"4 2\"/>",
            number(centre.x - width / 2.0),
            number(centre.y - height / 2.0),
            number(width),
            number(height),
            number(round),
            self.fill.unwrap_or(WHITE),
            number(1.0 + self.thicker),
        ));
    }

    fn circle(&mut self, centre: Point, radius: f64, stroke: f64) {
        self.line(format_args!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"#fff\" stroke=\"#000\" stroke-width=\"{}\"/>",
            number(centre.x),
            number(centre.y),
            number(radius),
            number(stroke + self.thicker),
        ));
    }

    /// A circle, or one in the other, around an envelope; that of an end is black.
    fn message(&mut self, centre: Point, height: f64, insets: &[f64], stroke: f64) {
        for inset in insets {
            self.circle(centre, height / 2.0 - inset, stroke);
        }
        let (half, tall) = (height * 0.23, height * 0.15);
        let corner = |x: f64, y: f64| Point { x: centre.x + x * half, y: centre.y + y * tall };
        let (fill, flap) = if stroke > 2.0 { ("#000", "#fff") } else { ("#fff", "#000") };
        let border = [corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)];
        let fold = [corner(-1.0, -1.0), corner(0.0, 0.35), corner(1.0, -1.0)];
        self.line(format_args!(
            "<path d=\"{}z\" fill=\"{fill}\" stroke=\"#000\" stroke-width=\"0.7\"/>",
            path(border.into_iter())
        ));
        self.line(format_args!(
            "<path d=\"{}\" fill=\"none\" stroke=\"{flap}\" stroke-width=\"0.7\"/>",
            path(fold.into_iter())
        ));
    }

    /// The width of a line where it is not the usual one.
    fn stroke_width(&self) -> String {
        if self.thicker > 0.0 { format!(" stroke-width=\"{}\"", number(1.0 + self.thicker)) } else { String::new() }
    }

    fn bar(&mut self, centre: Point, width: f64, height: f64) {
        let height = height + 2.0 * self.thicker;
        self.line(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            number(centre.x - width / 2.0),
            number(centre.y - height / 2.0),
            number(width),
            number(height),
        ));
    }

    fn rhombus(&mut self, Point { x, y }: Point, width: f64, height: f64) {
        let (half, tall) = (width / 2.0, height / 2.0);
        let tips =
            [Point { x: x - half, y }, Point { x, y: y - tall }, Point { x: x + half, y }, Point { x, y: y + tall }];
        let thickness = self.stroke_width();
        let fill = self.fill.unwrap_or(WHITE);
        self.line(format_args!("<path d=\"{}z\" fill=\"{fill}\" stroke=\"#000\"{thickness}/>", path(tips.into_iter())));
    }
}

/// What is shown when one points at a shape, and read out: what it is called, and the clauses.
fn hint(shape: &Shape) -> String {
    let parts = [Some(shape.name.as_str()), shape.tooltip.as_deref()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" — ")
}

/// The direction of a level or upright piece.
fn direction(from: Point, to: Point) -> (f64, f64) {
    let sign = |length: f64| if length.abs() < 0.005 { 0.0 } else { length.signum() };
    (sign(to.x - from.x), sign(to.y - from.y))
}

/// The commands that draw a line from point to point.
pub(super) fn path(points: impl Iterator<Item = Point>) -> String {
    let mut commands = String::new();
    for (place, Point { x, y }) in points.enumerate() {
        let command = if place == 0 { 'M' } else { 'L' };
        // Writing to a string cannot fail.
        let _ = write!(commands, "{command}{} {}", number(x), number(y));
    }
    commands
}
