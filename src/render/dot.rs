//! Writes a drawing as DOT with fixed positions, for `dot -Knop2` or `neato -n2`.
//!
//! Graphviz then draws what the layout says and nothing of its own. The printer of `graphviz-rust`
//! writes what it is given, so every string goes through [`super::escape`].

use std::collections::BTreeSet;

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::drawing::{
    Anchor, Arrow, Drawing, Emphasis, Entry, Lane, LegendSymbol, Line, Point, Shape, Symbol, TextLine,
};
use super::escape::{dot_centred, dot_flush_left, dot_lines, dot_string, number};
use super::text::Face;

/// Graphviz takes one name, not a list; the face is part of it.
const FONT: &str = "Liberation Serif";
const FONT_BOLD: &str = "Liberation Serif Bold";
const FONT_ITALIC: &str = "Liberation Serif Italic";
/// The length of an arrow head: Graphviz draws ten points times `arrowsize`.
const HEAD: f64 = 7.0;

/// How much thicker the lines are of what stands out.
const THICKER: f64 = 1.2;
/// The colour of what stands back.
const FAINT: &str = "#999999";

/// The drawing as a DOT document.
#[must_use]
pub fn dot(drawing: &Drawing) -> String {
    let writer = Writer { height: drawing.height };
    let (shapes, arrows) =
        (|number| look(drawing, |known| &known.shapes, number), |number| look(drawing, |known| &known.arrows, number));
    let mut stmts = Writer::settings(drawing);
    stmts.push(writer.page(drawing));
    for (number, lane) in drawing.lanes.iter().enumerate() {
        stmts.extend(writer.lane(number, lane));
    }
    for (number, shape) in drawing.shapes.iter().enumerate() {
        stmts.extend(writer.shape(number, shape, shapes(number)));
    }
    stmts.extend(drawing.arrows.iter().enumerate().map(|(number, arrow)| writer.arrow(arrow, arrows(number))));
    for (number, entry) in drawing.legend.iter().enumerate() {
        stmts.extend(writer.legend(number, entry));
    }
    let headings = drawing.lanes.iter().flat_map(|lane| &lane.text);
    let boxed = drawing
        .shapes
        .iter()
        .enumerate()
        .flat_map(|(number, shape)| shape.text.iter().chain(&shape.beside).map(move |line| (line, shapes(number))));
    let lines = drawing.captions.iter().chain(headings).map(|line| (line, Look::Usual)).chain(boxed);
    stmts.extend(lines.enumerate().map(|(number, (line, look))| writer.text(number, line, look)));
    let graph = Graph::DiGraph { id: Id::Plain(dot_string("diagram")), strict: false, stmts };
    let mut text = graph.print(PrinterContext::default().with_semi());
    text.push('\n');
    text
}

/// How strong something is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Usual,
    /// It stands out: thick.
    Strong,
    /// It stands back: grey.
    Faint,
}

/// How a part of a drawing is drawn, in which some may stand out.
fn look(drawing: &Drawing, strong: impl Fn(&Emphasis) -> &BTreeSet<usize>, number: usize) -> Look {
    match &drawing.emphasis {
        None => Look::Usual,
        Some(emphasis) if strong(emphasis).contains(&number) => Look::Strong,
        Some(_) => Look::Faint,
    }
}

struct Writer {
    /// Graphviz counts y upwards from the lower edge.
    height: f64,
}

/// A list of attributes under construction.
#[derive(Default)]
struct Attributes(Vec<Attribute>);

impl Attributes {
    fn text(mut self, name: &str, value: &str) -> Self {
        self.0.push(Attribute(Id::Plain(name.to_owned()), Id::Plain(dot_string(value))));
        self
    }

    /// Lines of one face, set flush left if there are several.
    fn label(mut self, lines: &[&str]) -> Self {
        self.0.push(Attribute(Id::Plain("label".to_owned()), Id::Plain(dot_lines(lines))));
        self
    }

    /// Lines in the middle of their node.
    fn centred(mut self, lines: &[&str]) -> Self {
        self.0.push(Attribute(Id::Plain("label".to_owned()), Id::Plain(dot_centred(lines))));
        self
    }

    /// A line that begins at the left edge of its node.
    fn flush_left(mut self, line: &str) -> Self {
        self.0.push(Attribute(Id::Plain("label".to_owned()), Id::Plain(dot_flush_left(&[line]))));
        self
    }

    fn font(self, line: &TextLine) -> Self {
        let name = match line.face {
            Face::Regular => FONT,
            Face::Bold => FONT_BOLD,
            Face::Italic => FONT_ITALIC,
        };
        self.text("fontname", name).text("fontsize", &number(line.size).to_string())
    }

    /// Width and height in inches.
    fn measures(self, width: f64, height: f64) -> Self {
        let inches = |length: f64| format!("{:.4}", length / 72.0);
        self.text("width", &inches(width)).text("height", &inches(height))
    }

    /// Thick, or grey: the last value of a name is the one that Graphviz takes.
    fn look(self, look: Look, width: f64) -> Self {
        match look {
            Look::Usual => self,
            Look::Strong => self.text("penwidth", &number(width + THICKER).to_string()),
            Look::Faint => self.text("color", FAINT).text("fontcolor", FAINT),
        }
    }

    fn fill(self, fill: Option<&'static str>) -> Self {
        match fill {
            Some(colour) => self.text("fillcolor", colour),
            None => self,
        }
    }

    fn tooltip(self, tooltip: Option<&String>) -> Self {
        match tooltip {
            Some(text) => self.text("tooltip", text),
            None => self,
        }
    }
}

impl Writer {
    fn settings(drawing: &Drawing) -> Vec<Stmt> {
        let (width, height) = (number(drawing.width), number(drawing.height));
        let (x, y) = (number(drawing.width / 2.0), number(drawing.height / 2.0));
        let graph = Attributes::default()
            .text("bb", &format!("0,0,{width},{height}"))
            // The sheet as it is, though Graphviz may take a line of text for longer than fits it.
            .text("viewport", &format!("{width},{height},1,{x},{y}"))
            .text("pad", "0")
            .text("margin", "0")
            .text("notranslate", "true")
            .text("outputorder", "nodesfirst")
            .text("bgcolor", "white")
            .text("charset", "UTF-8")
            .text("tooltip", &drawing.title);
        let node = Attributes::default()
            .text("shape", "box")
            .text("fixedsize", "true")
            .text("margin", "0")
            .text("style", "filled")
            .text("fillcolor", "white")
            .label(&[]);
        let edge = Attributes::default().text("arrowsize", "0.7");
        vec![
            Stmt::GAttribute(GraphAttributes::Graph(graph.0)),
            Stmt::GAttribute(GraphAttributes::Node(node.0)),
            Stmt::GAttribute(GraphAttributes::Edge(edge.0)),
        ]
    }

    /// An invisible node that keeps the sheet's margins.
    fn page(&self, drawing: &Drawing) -> Stmt {
        let middle = Point { x: drawing.width / 2.0, y: drawing.height / 2.0 };
        node("page", self.placed(middle).text("style", "invis").measures(drawing.width, drawing.height))
    }

    /// A line of text as a node of its own: the lines of a label stand where Graphviz wants, and
    /// closer than in print.
    fn text(&self, number: usize, line: &TextLine, look: Look) -> Stmt {
        let y = line.at.y - line.size * 0.33;
        let plain = |x: f64| self.placed(Point { x, y }).text("shape", "plaintext").text("style", "").font(line);
        let attributes = if line.anchor == Anchor::Start {
            // Graphviz may measure a line wider than it is; it begins where it should as long as it has room.
            let room = line.width() * 1.25;
            plain(line.left() + room / 2.0).flush_left(&line.text).measures(room, line.size * 1.5)
        } else {
            // As wide as the text turns out; only its middle counts.
            let middle = line.left() + line.width() / 2.0;
            plain(middle).text("fixedsize", "false").label(&[&line.text]).measures(0.0, 0.0)
        };
        node(&format!("t{number}"), attributes.look(if look == Look::Strong { Look::Usual } else { look }, 1.0))
    }

    /// The boxes of a lane and of its heading.
    fn lane(&self, number: usize, lane: &Lane) -> [Stmt; 2] {
        let boxed = |area: super::drawing::Area, fill: &str| {
            let attributes = self.placed(area.centre()).text("fillcolor", fill).text("penwidth", "0.8");
            attributes.text("tooltip", &lane.title).measures(area.width, area.height)
        };
        [
            node(&format!("lane{number}"), boxed(lane.body, "white")),
            node(&format!("heading{number}"), boxed(lane.heading, "#eeeeee")),
        ]
    }

    fn shape(&self, number: usize, shape: &Shape, look: Look) -> Vec<Stmt> {
        let name = format!("n{number}");
        let attributes = outline(self.placed(shape.centre), shape.symbol)
            .text("id", &shape.id)
            .text("comment", &shape.name)
            .fill(shape.fill)
            .look(look, line_width(shape.symbol))
            .tooltip(shape.tooltip.as_ref());
        let mut stmts = vec![node(&name, attributes.measures(shape.width, shape.height))];
        stmts.extend(self.sides(&name, shape.symbol, shape.centre, shape.width, shape.height));
        stmts.extend(self.envelope(&name, shape.symbol, shape.centre, shape.height));
        stmts
    }

    /// The envelope in the circle of a message: a box, and two lines for its flap.
    fn envelope(&self, name: &str, symbol: Symbol, centre: Point, height: f64) -> Vec<Stmt> {
        let (fill, flap) = match symbol {
            Symbol::MessageStart | Symbol::Message => ("white", "black"),
            Symbol::MessageEnd => ("black", "white"),
            _ => return Vec::new(),
        };
        let (half, tall) = (height * 0.23, height * 0.15);
        let border = self.placed(centre).text("fillcolor", fill).text("penwidth", "0.7");
        let fold = [(-1.0, -1.0), (0.0, 0.35), (1.0, -1.0)]
            .map(|(x, y)| Point { x: centre.x + x * half, y: centre.y + y * tall });
        let lines = Attributes::default().text("pos", &self.spline(&fold, false)).text("arrowhead", "none");
        let letter = format!("{name}m");
        vec![
            node(&letter, border.measures(2.0 * half, 2.0 * tall)),
            edge(&letter, &letter, lines.text("color", flap).text("penwidth", "0.7")),
        ]
    }

    /// The inner borders of the symbols that have double ones, as hollow nodes laid over them.
    fn sides(&self, name: &str, symbol: Symbol, centre: Point, width: f64, height: f64) -> Option<Stmt> {
        let (style, inner) = match symbol {
            Symbol::Call | Symbol::HandOver => ("solid", (width - 9.0, height)),
            Symbol::Wait => ("rounded", (width - 5.0, height - 5.0)),
            Symbol::Message => ("filled", (height * 0.8, height * 0.8)),
            _ => return None,
        };
        let attributes = self.placed(centre).text("style", style).measures(inner.0, inner.1);
        let attributes = if symbol == Symbol::Message { attributes.text("shape", "circle") } else { attributes };
        Some(node(&format!("{name}i"), attributes))
    }

    fn arrow(&self, arrow: &Arrow, look: Look) -> Stmt {
        // What stands out is drawn with the parts that it shares with others.
        let (points, is_headed) = match look {
            Look::Strong => (arrow.points.clone(), true),
            Look::Usual | Look::Faint => (arrow.own_points(), arrow.tail == 0.0),
        };
        let mut attributes = Attributes::default()
            .text("pos", &self.spline(&points, is_headed))
            .look(look, 1.0)
            .tooltip(arrow.tooltip.as_ref());
        if arrow.line == Line::Message {
            attributes = attributes.text("style", "dashed");
        }
        if !is_headed {
            attributes = attributes.text("arrowhead", "none");
        }
        if let Some(first) = arrow.label.first() {
            let lines: Vec<_> = arrow.label.iter().map(|line| line.text.as_str()).collect();
            attributes = attributes.label(&lines).font(first).text("lp", &self.at(label_centre(&arrow.label)));
        }
        edge(&format!("n{}", arrow.from), &format!("n{}", arrow.to), attributes)
    }

    /// A polyline as the Bézier curve Graphviz wants, its head first.
    fn spline(&self, points: &[Point], headed: bool) -> String {
        let [.., before, tip] = points else { return String::new() };
        let length = (tip.x - before.x).hypot(tip.y - before.y).max(f64::EPSILON);
        let head = if headed { HEAD } else { 0.0 };
        let back = |from: f64, to: f64| to - (to - from) / length * head;
        let neck = Point { x: back(before.x, tip.x), y: back(before.y, tip.y) };
        let corners: Vec<Point> = points.iter().rev().skip(1).rev().copied().chain([neck]).collect();
        let mut spline = if headed { format!("e,{} ", self.at(*tip)) } else { String::new() };
        spline.push_str(&corners.first().map(|first| self.at(*first)).unwrap_or_default());
        for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
            for third in 1..=3 {
                let part = f64::from(third) / 3.0;
                let point = Point { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
                spline = format!("{spline} {}", self.at(point));
            }
        }
        spline
    }

    fn legend(&self, number: usize, entry: &LegendSymbol) -> Vec<Stmt> {
        let LegendSymbol { entry, centre, width, height } = *entry;
        let name = format!("l{number}");
        let symbol = match entry {
            Entry::Symbol(symbol) => symbol,
            Entry::Line(line) => return self.legend_arrow(&name, centre, width, line),
        };
        let height = if symbol == Symbol::Bar { 4.0 } else { height };
        let is_round = !symbol.has_text() || symbol.is_connector();
        let width = if is_round && symbol != Symbol::Bar { height } else { width };
        let mut stmts = vec![node(&name, outline(self.placed(centre), symbol).measures(width, height))];
        stmts.extend(self.sides(&name, symbol, centre, width, height));
        stmts.extend(self.envelope(&name, symbol, centre, height));
        stmts
    }

    fn legend_arrow(&self, name: &str, centre: Point, width: f64, line: Line) -> Vec<Stmt> {
        let ends = [centre.x - width / 2.0, centre.x + width / 2.0].map(|x| Point { x, ..centre });
        let names = [format!("{name}a"), format!("{name}b")];
        let hidden = |point: Point| self.placed(point).text("style", "invis").measures(0.01, 0.01);
        let mut stmts: Vec<_> = names.iter().zip(ends).map(|(name, point)| node(name, hidden(point))).collect();
        let [from, to] = names;
        let style = if line == Line::Message { "dashed" } else { "solid" };
        let attributes = Attributes::default().text("pos", &self.spline(&ends, true)).text("style", style);
        stmts.push(edge(&from, &to, attributes));
        stmts
    }

    fn placed(&self, centre: Point) -> Attributes {
        Attributes::default().text("pos", &self.at(centre))
    }

    fn at(&self, Point { x, y }: Point) -> String {
        format!("{},{}", number(x), number(self.height - y))
    }
}

/// How thick the border of a symbol is.
fn line_width(symbol: Symbol) -> f64 {
    match symbol {
        Symbol::Favourable | Symbol::Refusal | Symbol::HandOver => 2.2,
        Symbol::MessageEnd => 2.6,
        _ => 1.0,
    }
}

fn outline(attributes: Attributes, symbol: Symbol) -> Attributes {
    match symbol {
        Symbol::Task | Symbol::Call => attributes,
        Symbol::Start | Symbol::Wait => attributes.text("style", "filled,rounded"),
        Symbol::Interrupt => attributes.text("style", "filled,rounded,dashed"),
        Symbol::Favourable => attributes.text("style", "filled,rounded").text("penwidth", "2.2"),
        Symbol::Refusal | Symbol::HandOver => attributes.text("penwidth", "2.2"),
        Symbol::Decision => attributes.text("shape", "diamond"),
        Symbol::Bar => attributes.text("fillcolor", "black"),
        Symbol::MessageStart | Symbol::GoesOn | Symbol::ComesFrom => attributes.text("shape", "circle"),
        Symbol::Message => attributes.text("shape", "circle").text("penwidth", "0.8"),
        Symbol::MessageEnd => attributes.text("shape", "circle").text("penwidth", "2.6"),
    }
}

fn label_centre(lines: &[TextLine]) -> Point {
    let left = lines.iter().map(TextLine::left).fold(f64::INFINITY, f64::min);
    let right = lines.iter().map(|line| line.left() + line.width()).fold(f64::NEG_INFINITY, f64::max);
    let top = lines.first().map_or(0.0, |line| line.at.y);
    let bottom = lines.last().map_or(0.0, |line| line.at.y);
    let size = lines.first().map_or(0.0, |line| line.size);
    Point { x: f64::midpoint(left, right), y: f64::midpoint(top, bottom) - size * 0.33 }
}

fn id(name: &str) -> NodeId {
    NodeId(Id::Plain(dot_string(name)), None)
}

fn node(name: &str, attributes: Attributes) -> Stmt {
    Stmt::Node(Node::new(id(name), attributes.0))
}

fn edge(from: &str, to: &str, attributes: Attributes) -> Stmt {
    Stmt::Edge(Edge { ty: EdgeTy::Pair(Vertex::N(id(from)), Vertex::N(id(to))), attributes: attributes.0 })
}

/// The drawing as a DOT document in which nothing has a place: for Graphviz to lay out, and for those who
/// restyle it. The lanes are clusters.
#[must_use]
pub fn loose_dot(drawing: &Drawing) -> String {
    let is_level = drawing.lanes.first().is_some_and(|lane| lane.heading.corner.x < lane.body.corner.x);
    let graph = Attributes::default()
        .text("rankdir", if is_level { "LR" } else { "TB" })
        .text("charset", "UTF-8")
        .text("newrank", "true")
        .text("labelloc", "t")
        .text("fontname", FONT)
        .text("tooltip", &drawing.title)
        .label(&[&drawing.title]);
    let plain = Attributes::default().text("shape", "box").text("fontname", FONT).text("fontsize", "10");
    let plain = plain.text("style", "filled").text("fillcolor", "white");
    let lines = Attributes::default().text("fontname", FONT_ITALIC).text("fontsize", "10");
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(graph.0)),
        Stmt::GAttribute(GraphAttributes::Node(plain.0)),
        Stmt::GAttribute(GraphAttributes::Edge(lines.0)),
    ];
    let mut placed: BTreeSet<usize> = BTreeSet::new();
    for (number, lane) in drawing.lanes.iter().enumerate() {
        let own = drawing.shapes.iter().enumerate().filter(|(_, shape)| lane.body.holds(shape.centre));
        let own: Vec<(usize, &Shape)> = own.filter(|(number, _)| placed.insert(*number)).collect();
        let heading = Attributes::default().label(&[&lane.title]).text("fontname", FONT_BOLD);
        let mut inside = vec![Stmt::GAttribute(GraphAttributes::Graph(heading.0))];
        inside.extend(own.into_iter().map(|(number, shape)| loose_shape(drawing, number, shape)));
        let id = Id::Plain(dot_string(&format!("cluster{number}")));
        stmts.push(Stmt::Subgraph(Subgraph { id, stmts: inside }));
    }
    let rest = drawing.shapes.iter().enumerate().filter(|(number, _)| !placed.contains(number));
    stmts.extend(rest.map(|(number, shape)| loose_shape(drawing, number, shape)));
    for (number, arrow) in drawing.arrows.iter().enumerate() {
        let words: Vec<&str> = arrow.label.iter().map(|line| line.text.as_str()).collect();
        let style = if arrow.line == Line::Message { "dashed" } else { "solid" };
        let attributes = Attributes::default().text("style", style).tooltip(arrow.tooltip.as_ref());
        let attributes = if words.is_empty() { attributes } else { attributes.text("label", &words.join(" ")) };
        let attributes = attributes.look(look(drawing, |known| &known.arrows, number), 1.0);
        stmts.push(edge(&format!("n{}", arrow.from), &format!("n{}", arrow.to), attributes));
    }
    let graph = Graph::DiGraph { id: Id::Plain(dot_string("diagram")), strict: false, stmts };
    let mut text = graph.print(PrinterContext::default().with_semi());
    text.push('\n');
    text
}

/// A node that Graphviz sizes by its text.
fn loose_shape(drawing: &Drawing, number: usize, shape: &Shape) -> Stmt {
    let lines: Vec<&str> = shape.text.iter().map(|line| line.text.as_str()).collect();
    let attributes = outline(Attributes::default(), shape.symbol)
        .text("id", &shape.id)
        .text("comment", &shape.name)
        .fill(shape.fill)
        .look(look(drawing, |known| &known.shapes, number), line_width(shape.symbol))
        .tooltip(shape.tooltip.as_ref());
    let small =
        |attributes: Attributes, size: &str| attributes.label(&[]).text("fixedsize", "true").text("height", size);
    let attributes = if shape.symbol == Symbol::Bar {
        small(attributes, "0.05").text("width", "1")
    } else if lines.is_empty() {
        small(attributes, "0.3").text("width", "0.3").text("xlabel", &shape.name)
    } else {
        attributes.centred(&lines)
    };
    node(&format!("n{number}"), attributes)
}
