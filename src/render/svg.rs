//! Writes a drawing as SVG 1.1.

use std::fmt::Write;

use super::drawing::{Anchor, Area, Arrow, Drawing, Entry, Lane, LegendSymbol, Line, Point, Shape, Symbol, TextLine};
use super::escape::{number, xml};
use super::font::{self, FAMILY};
use super::text::Face;

/// Millimetres in a point.
const MILLIMETRES: f64 = 25.4 / 72.0;
/// The length of an arrow head.
const HEAD: f64 = 7.0;
/// Half its width.
const HEAD_HALF: f64 = 2.6;

/// The drawing as an SVG document.
#[must_use]
pub fn svg(drawing: &Drawing) -> String {
    let mut out = Writer(String::new());
    out.open(drawing);
    drawing.captions.iter().for_each(|line| out.text(line));
    drawing.lanes.iter().for_each(|lane| out.lane(lane));
    drawing.arrows.iter().for_each(|arrow| out.arrow(arrow));
    drawing.shapes.iter().for_each(|shape| out.shape(shape));
    drawing.legend.iter().for_each(|symbol| out.legend(symbol));
    out.line(format_args!("</svg>"));
    out.0
}

struct Writer(String);

impl Writer {
    fn line(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{text}");
    }

    fn open(&mut self, drawing: &Drawing) {
        let (wide, high) = (drawing.width, drawing.height);
        let language = drawing.language.code();
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
        self.line(format_args!("<title id=\"title\">{}</title>", xml(&drawing.title)));
        self.line(format_args!("<desc id=\"desc\">{}</desc>", xml(&drawing.description)));
        let rules: String = drawing.faces().into_iter().map(font::rule).collect();
        self.line(format_args!("<style>{rules}</style>"));
        self.line(format_args!("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"));
    }

    fn text(&mut self, line: &TextLine) {
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

    fn tooltip(&mut self, tooltip: Option<&String>) {
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

    fn arrow(&mut self, arrow: &Arrow) {
        self.line(format_args!("<g>"));
        self.tooltip(arrow.tooltip.as_ref());
        self.polyline(&arrow.own_points(), arrow.tail == 0.0, arrow.line);
        arrow.label.iter().for_each(|line| self.text(line));
        self.line(format_args!("</g>"));
    }

    /// The head is drawn, not a marker, since not every viewer prints markers.
    fn polyline(&mut self, points: &[Point], headed: bool, line: Line) {
        let [.., before, tip] = points else { return };
        let (dx, dy) = if headed { direction(*before, *tip) } else { (0.0, 0.0) };
        let neck = Point { x: tip.x - dx * HEAD, y: tip.y - dy * HEAD };
        let way = path(points.iter().rev().skip(1).rev().chain([&neck]));
        let dashes = if line == Line::Message { " stroke-dasharray=\"4 2.5\"" } else { "" };
        self.line(format_args!("<path d=\"{way}\" fill=\"none\" stroke=\"#000\"{dashes}/>"));
        if headed {
            let wing = |side: f64| Point { x: neck.x - dy * side, y: neck.y + dx * side };
            let head = path([tip, &wing(HEAD_HALF), &wing(-HEAD_HALF)].into_iter());
            self.line(format_args!("<path d=\"{head}z\"/>"));
        }
    }

    fn shape(&mut self, shape: &Shape) {
        self.line(format_args!("<g id=\"{}\">", xml(&shape.id)));
        self.line(format_args!("<title>{}</title>", xml(&hint(shape))));
        self.outline(shape.symbol, shape.centre, shape.width, shape.height);
        shape.text.iter().for_each(|line| self.text(line));
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
            Symbol::Task => self.rect(centre, width, height, 0.0, 1.0),
            Symbol::Favourable => self.rect(centre, width, height, round, 2.2),
            Symbol::Refusal => self.rect(centre, width, height, 0.0, 2.2),
            Symbol::Bar => self.bar(centre, width, height),
            Symbol::Decision => self.rhombus(centre, width, height),
            Symbol::Wait => {
                self.rect(centre, width, height, round.min(6.0), 1.0);
                self.rect(centre, width - 5.0, height - 5.0, round.min(4.0), 1.0);
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
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{round} fill=\"#fff\" stroke=\"#000\" stroke-width=\"{}\"/>",
            number(centre.x - width / 2.0),
            number(centre.y - height / 2.0),
            number(width),
            number(height),
            number(stroke),
        ));
    }

    /// A circle, or one in the other, around an envelope; that of an end is black.
    fn message(&mut self, centre: Point, height: f64, insets: &[f64], stroke: f64) {
        for inset in insets {
            self.line(format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"#fff\" stroke=\"#000\" stroke-width=\"{}\"/>",
                number(centre.x),
                number(centre.y),
                number(height / 2.0 - inset),
                number(stroke),
            ));
        }
        let (half, tall) = (height * 0.23, height * 0.15);
        let corner = |x: f64, y: f64| Point { x: centre.x + x * half, y: centre.y + y * tall };
        let (fill, flap) = if stroke > 2.0 { ("#000", "#fff") } else { ("#fff", "#000") };
        let border = [corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)];
        let fold = [corner(-1.0, -1.0), corner(0.0, 0.35), corner(1.0, -1.0)];
        self.line(format_args!(
            "<path d=\"{}z\" fill=\"{fill}\" stroke=\"#000\" stroke-width=\"0.7\"/>",
            path(border.iter())
        ));
        self.line(format_args!(
            "<path d=\"{}\" fill=\"none\" stroke=\"{flap}\" stroke-width=\"0.7\"/>",
            path(fold.iter())
        ));
    }

    fn bar(&mut self, centre: Point, width: f64, height: f64) {
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
        self.line(format_args!("<path d=\"{}z\" fill=\"#fff\" stroke=\"#000\"/>", path(tips.iter())));
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

fn path<'a>(points: impl Iterator<Item = &'a Point>) -> String {
    let written = points.map(|point| format!("{} {}", number(point.x), number(point.y)));
    format!("M{}", written.collect::<Vec<_>>().join("L"))
}
