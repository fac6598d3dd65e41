//! What every picture has to satisfy.

use crate::render::drawing::{Drawing, Point, Shape, Symbol, TextLine};

/// Half a hundredth of a point is lost in printing; allow a little more.
const SLACK: f64 = 0.02;

#[derive(Debug, Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn of_shape(shape: &Shape) -> Self {
        let (half, tall) = (shape.width / 2.0, shape.height / 2.0);
        let Point { x, y } = shape.centre;
        Self { left: x - half, top: y - tall, right: x + half, bottom: y + tall }
    }

    fn of_lane(area: &crate::render::drawing::Area) -> Self {
        let Point { x, y } = area.corner;
        Self { left: x, top: y, right: x + area.width, bottom: y + area.height }
    }

    /// Whether a piece runs along one of its sides.
    fn has_side_along(&self, piece: &Piece) -> bool {
        let near = |one: f64, other: f64| (one - other).abs() < 1.0;
        let piece_area = &piece.area;
        let (along, across) = if piece.level {
            (
                piece_area.left < self.right && self.left < piece_area.right,
                [self.top, self.bottom].map(|y| near(y, piece_area.top)),
            )
        } else {
            (
                piece_area.top < self.bottom && self.top < piece_area.bottom,
                [self.left, self.right].map(|x| near(x, piece_area.left)),
            )
        };
        along && across.contains(&true)
    }

    fn of_text(line: &TextLine) -> Self {
        let (left, wide) = (line.left(), line.width());
        Self { left, top: line.at.y - line.size * 0.7, right: left + wide, bottom: line.at.y + line.size * 0.22 }
    }

    fn of_piece(from: Point, to: Point) -> Self {
        Self { left: from.x.min(to.x), top: from.y.min(to.y), right: from.x.max(to.x), bottom: from.y.max(to.y) }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left + SLACK < other.right
            && other.left + SLACK < self.right
            && self.top + SLACK < other.bottom
            && other.top + SLACK < self.bottom
    }

    fn holds(&self, other: &Self) -> bool {
        self.left <= other.left + SLACK
            && other.right <= self.right + SLACK
            && self.top <= other.top + SLACK
            && other.bottom <= self.bottom + SLACK
    }

    fn corners(&self) -> [(f64, f64); 4] {
        [(self.left, self.top), (self.right, self.top), (self.left, self.bottom), (self.right, self.bottom)]
    }
}

struct Piece {
    arrow: usize,
    area: Area,
    level: bool,
}

/// Everything that may go wrong on paper.
pub(super) fn check(drawing: &Drawing) -> Result<(), String> {
    let pieces = pieces(drawing)?;
    boxes_apart(drawing)?;
    boxes_free_of_lines(drawing, &pieces)?;
    lines_apart(drawing, &pieces)?;
    labels_free(drawing, &pieces)?;
    words_free(drawing, &pieces)?;
    lanes_hold(drawing, &pieces)?;
    text_inside(drawing)?;
    ends_touch(drawing)?;
    page_holds_all(drawing, &pieces)
}

fn pieces(drawing: &Drawing) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    for (number, arrow) in drawing.arrows.iter().enumerate() {
        if arrow.points.len() < 2 {
            return Err(format!("arrow {number} has no way"));
        }
        for pair in arrow.points.windows(2) {
            let &[from, to] = pair else { continue };
            if (from.x - to.x).abs() > SLACK && (from.y - to.y).abs() > SLACK {
                return Err(format!("arrow {number} is slanted: {from:?} {to:?}"));
            }
            let level = (from.y - to.y).abs() <= SLACK;
            pieces.push(Piece { arrow: number, area: Area::of_piece(from, to), level });
        }
    }
    Ok(pieces)
}

fn boxes_apart(drawing: &Drawing) -> Result<(), String> {
    for (number, one) in drawing.shapes.iter().enumerate() {
        for other in drawing.shapes.iter().skip(number + 1) {
            if Area::of_shape(one).meets(&Area::of_shape(other)) {
                return Err(format!("{} overlaps {}", one.id, other.id));
            }
        }
    }
    Ok(())
}

/// A line is an area without width, so it is widened by what must stay free around it.
fn widened(area: &Area) -> Area {
    Area { left: area.left - 0.5, top: area.top - 0.5, right: area.right + 0.5, bottom: area.bottom + 0.5 }
}

fn boxes_free_of_lines(drawing: &Drawing, pieces: &[Piece]) -> Result<(), String> {
    for piece in pieces {
        for shape in &drawing.shapes {
            // The face an arrow touches belongs to it; the inside does not.
            let area = Area::of_shape(shape);
            let inside =
                Area { left: area.left + 0.6, top: area.top + 0.6, right: area.right - 0.6, bottom: area.bottom - 0.6 };
            if widened(&piece.area).meets(&inside) {
                return Err(format!("arrow {} passes through {}", piece.arrow, shape.id));
            }
        }
    }
    Ok(())
}

/// Two arrows lie on each other only if they come from or lead to the same box.
fn lines_apart(drawing: &Drawing, pieces: &[Piece]) -> Result<(), String> {
    let ends = |piece: &Piece| drawing.arrows.get(piece.arrow).map(|arrow| (arrow.from, arrow.to));
    for (number, one) in pieces.iter().enumerate() {
        for other in pieces.iter().skip(number + 1) {
            let (Some(a), Some(b)) = (ends(one), ends(other)) else { continue };
            let kin = a.0 == b.0 || a.1 == b.1;
            if !kin && one.level == other.level && widened(&one.area).meets(&widened(&other.area)) {
                return Err(format!("arrow {a:?} lies on {b:?}: {:?} {:?}", one.area, other.area));
            }
        }
    }
    Ok(())
}

/// A lane's border is crossed and nothing else; whatever stands in a lane stands in it as a whole.
fn lanes_hold(drawing: &Drawing, pieces: &[Piece]) -> Result<(), String> {
    for lane in &drawing.lanes {
        for area in [Area::of_lane(&lane.heading), Area::of_lane(&lane.body)] {
            if let Some(piece) = pieces.iter().find(|piece| area.has_side_along(piece)) {
                return Err(format!("arrow {} runs along a border of «{}»", piece.arrow, lane.title));
            }
            let labels = drawing.arrows.iter().flat_map(|arrow| &arrow.label);
            let labels = labels.chain(drawing.shapes.iter().flat_map(|shape| &shape.beside)).map(Area::of_text);
            let crossing = |other: &Area| area.meets(other) && !area.holds(other);
            if labels.chain(drawing.shapes.iter().map(Area::of_shape)).any(|other| crossing(&other)) {
                return Err(format!("something stands on a border of «{}»", lane.title));
            }
        }
        if let Some(line) = lane.text.iter().find(|line| !Area::of_lane(&lane.heading).holds(&Area::of_text(line))) {
            return Err(format!("«{}» sticks out of its heading", line.text));
        }
    }
    Ok(())
}

fn labels_free(drawing: &Drawing, pieces: &[Piece]) -> Result<(), String> {
    let labels: Vec<(usize, Area)> = (drawing.arrows.iter().enumerate())
        .flat_map(|(number, arrow)| arrow.label.iter().map(move |line| (number, Area::of_text(line))))
        .collect();
    for (place, (number, label)) in labels.iter().enumerate() {
        if let Some(shape) = drawing.shapes.iter().find(|shape| Area::of_shape(shape).meets(label)) {
            return Err(format!("the label of arrow {number} lies on {}", shape.id));
        }
        if let Some(piece) = pieces.iter().find(|piece| widened(&piece.area).meets(label)) {
            return Err(format!("the label of arrow {number} lies on arrow {}", piece.arrow));
        }
        if labels.iter().skip(place + 1).any(|(_, other)| other.meets(label)) {
            return Err(format!("the label of arrow {number} lies on another"));
        }
    }
    Ok(())
}

/// The words beside a connector stand free.
fn words_free(drawing: &Drawing, pieces: &[Piece]) -> Result<(), String> {
    let labels: Vec<Area> = drawing.arrows.iter().flat_map(|arrow| &arrow.label).map(Area::of_text).collect();
    let words = drawing.shapes.iter().flat_map(|shape| shape.beside.iter().map(move |line| (shape, line)));
    let words: Vec<(&Shape, Area)> = words.map(|(shape, line)| (shape, Area::of_text(line))).collect();
    for (place, (shape, area)) in words.iter().enumerate() {
        let others = words.iter().skip(place + 1).filter(|(other, _)| other.id != shape.id).map(|(_, area)| area);
        let boxes: Vec<Area> = drawing.shapes.iter().map(Area::of_shape).collect();
        if boxes.iter().chain(&labels).chain(others).any(|other| other.meets(area)) {
            return Err(format!("the words of {} lie on something", shape.id));
        }
        if pieces.iter().any(|piece| widened(&piece.area).meets(area)) {
            return Err(format!("the words of {} lie on an arrow", shape.id));
        }
    }
    Ok(())
}

fn text_inside(drawing: &Drawing) -> Result<(), String> {
    for shape in &drawing.shapes {
        for line in &shape.text {
            let text = Area::of_text(line);
            let fits = match shape.symbol {
                Symbol::Decision => text.corners().iter().all(|corner| in_rhombus(shape, *corner)),
                _ => Area::of_shape(shape).holds(&text),
            };
            if !fits {
                return Err(format!("«{}» sticks out of {}", line.text, shape.id));
            }
        }
    }
    Ok(())
}

fn in_rhombus(shape: &Shape, (x, y): (f64, f64)) -> bool {
    let (across, along) = ((x - shape.centre.x).abs(), (y - shape.centre.y).abs());
    across / (shape.width / 2.0) + along / (shape.height / 2.0) <= 1.001
}

fn ends_touch(drawing: &Drawing) -> Result<(), String> {
    for (number, arrow) in drawing.arrows.iter().enumerate() {
        for (point, shape) in [(arrow.points.first(), arrow.from), (arrow.points.last(), arrow.to)] {
            let (Some(point), Some(shape)) = (point, drawing.shapes.get(shape)) else {
                return Err(format!("arrow {number} has no end"));
            };
            let area = Area::of_shape(shape);
            let within = |value: f64, low: f64, high: f64| low - SLACK <= value && value <= high + SLACK;
            let near = |value: f64, edge: f64| (value - edge).abs() <= SLACK;
            let touches = (near(point.x, area.left) || near(point.x, area.right))
                && within(point.y, area.top, area.bottom)
                || (near(point.y, area.top) || near(point.y, area.bottom)) && within(point.x, area.left, area.right);
            if !touches {
                return Err(format!("arrow {number} does not touch {}", shape.id));
            }
        }
    }
    Ok(())
}

fn page_holds_all(drawing: &Drawing, pieces: &[Piece]) -> Result<(), String> {
    let page = Area { left: 0.0, top: 0.0, right: drawing.width, bottom: drawing.height };
    let labels = drawing.arrows.iter().flat_map(|arrow| &arrow.label);
    let words = drawing.shapes.iter().flat_map(|shape| &shape.beside);
    let texts = drawing.captions.iter().chain(labels).chain(words).map(Area::of_text);
    let texts =
        texts.chain(drawing.lanes.iter().flat_map(|lane| [Area::of_lane(&lane.heading), Area::of_lane(&lane.body)]));
    let shapes = drawing.shapes.iter().map(Area::of_shape);
    match texts.chain(shapes).chain(pieces.iter().map(|piece| piece.area)).find(|area| !page.holds(area)) {
        Some(area) => Err(format!("{area:?} leaves the page")),
        None => Ok(()),
    }
}
