//! How large a symbol has to be for its text.

use super::Flow;
use super::list::factor;
use crate::render::content::Content;
use crate::render::drawing::Symbol;
use crate::render::text::{Face, width, wrap};

/// Line height, as a factor of the font size.
pub(in crate::render) const LEADING: f64 = 1.18;
/// The thickness of a bar.
const BAR: f64 = 4.0;
/// How wide a message's circle is.
const CIRCLE: f64 = 20.0;
/// Between text and border.
const PADDING: f64 = 5.0;
/// Between the circle of a connector and its words.
pub(super) const WORDS_GAP: f64 = 3.0;

/// A symbol with its size and its lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Measured {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) lines: Vec<(String, Face)>,
    /// The diameter of a connector's circle; its words stand beside it.
    pub(super) circle: Option<f64>,
}

/// The width a symbol would like to have at a font size.
pub(super) fn wish(content: &Content, size: f64, flow: Flow) -> f64 {
    if content.symbol.is_connector() {
        return beside_circle(content, size, flow, |_| false);
    }
    let natural = content.text.iter().map(|(text, face)| width(text, *face, size)).fold(0.0, f64::max);
    let whole = natural + 2.0 * side_padding(content.symbol) + 2.0;
    match content.symbol {
        Symbol::Bar => 0.0,
        _ if !content.symbol.has_text() => CIRCLE,
        Symbol::Decision => (natural * 1.1).clamp(10.0 * size, 32.0 * size),
        // A short text stays on one line, a longer one is set in two or three.
        _ => whole.min((natural * 0.58).max(18.0 * size)),
    }
}

/// The narrowest a symbol with text should be: its longest word stays whole, unless that is absurd.
pub(super) fn least(content: &Content, size: f64, flow: Flow) -> f64 {
    if content.symbol.is_connector() {
        return beside_circle(content, size, flow, is_break);
    }
    let words = content.text.iter().flat_map(|(text, face)| text.split(is_break).map(|word| width(word, *face, size)));
    let longest = words.fold(0.0, f64::max).min(13.0 * size);
    match content.symbol {
        _ if !content.symbol.has_text() => wish(content, size, flow),
        Symbol::Decision => {
            let natural: f64 = content.text.iter().map(|(text, face)| width(text, *face, size)).sum();
            // As high as wide: anything narrower would be a needle.
            let square = (4.2 * natural * LEADING * size).sqrt().min(22.0 * size);
            square.max(longest * 1.45 + 4.0)
        }
        _ => longest + 2.0 * side_padding(content.symbol) + 0.1,
    }
}

/// A no-break space keeps its words together.
fn is_break(letter: char) -> bool {
    letter.is_whitespace() && letter != '\u{a0}'
}

/// The size of a symbol in a column of the given width.
pub(super) fn measure(content: &Content, column: f64, size: f64, flow: Flow) -> Measured {
    match content.symbol {
        Symbol::Bar if flow == Flow::Right => Measured { width: BAR, height: 4.0 * size, ..Measured::default() },
        Symbol::Bar => Measured { width: column, height: BAR, ..Measured::default() },
        _ if content.symbol.is_connector() => connector(content, column, size, flow),
        _ if !content.symbol.has_text() => Measured { width: CIRCLE, height: CIRCLE, ..Measured::default() },
        Symbol::Decision => rhombus(content, column, size),
        _ => {
            let lines = lines(content, column - 2.0 * side_padding(content.symbol), size);
            let height = (factor(lines.len()) * LEADING * size + 2.0 * PADDING).max(2.0 * size + PADDING);
            Measured { width: column, height, lines, circle: None }
        }
    }
}

/// Double sides and borders take room from the text.
fn side_padding(symbol: Symbol) -> f64 {
    match symbol {
        Symbol::Call | Symbol::HandOver => PADDING + 6.0,
        Symbol::Wait | Symbol::Start | Symbol::Interrupt | Symbol::Favourable => PADDING + 3.0,
        _ => PADDING,
    }
}

fn lines(content: &Content, limit: f64, size: f64) -> Vec<(String, Face)> {
    let broken = |(text, face): &(String, Face)| {
        let face = *face;
        wrap(text, limit, face, size).into_iter().map(move |line| (line, face))
    };
    content.text.iter().flat_map(broken).collect()
}

/// The narrowest rhombus that is not steeper than usual; failing that, the flattest that fits.
fn rhombus(content: &Content, column: f64, size: f64) -> Measured {
    let narrowest = (12.0 * size).min(column);
    let mut best = around(content, column, size);
    // What is too steep at its widest is steeper yet if it is narrower.
    if best.height > best.width * 0.3 {
        return best;
    }
    for step in 0..8 {
        let wide = narrowest + (column - narrowest) * f64::from(step) / 8.0;
        let tried = around(content, wide, size);
        if tried.height <= tried.width * 0.3 {
            best = tried;
            break;
        }
    }
    best
}

/// The flattest rhombus of a width: its height follows from the lines, and these from how much of
/// the width the text takes.
fn around(content: &Content, wide: f64, size: f64) -> Measured {
    let tried = (4..=8).map(|tenths| {
        let lines = lines(content, wide * f64::from(tenths) / 10.0 - 4.0, size);
        let text = lines.iter().map(|(line, face)| width(line, *face, size)).fold(0.0, f64::max);
        // Each corner of the text's rectangle has to lie inside: x / width + y / height <= 1.
        let share = ((text + 4.0) / wide).min(0.9);
        let height = ((factor(lines.len()) * LEADING * size + 2.0) / (1.0 - share)).max(3.0 * size);
        Measured { width: wide, height, lines, circle: None }
    });
    let divided = |tried: &Measured| tried.lines.iter().filter(|(line, _)| line.ends_with('-')).count();
    tried
        .min_by(|one, other| divided(one).cmp(&divided(other)).then(one.height.total_cmp(&other.height)))
        .unwrap_or_default()
}

/// The circle of a connector holds its letter.
fn diameter(content: &Content, size: f64) -> f64 {
    let letter = content.text.first().map_or(0.0, |(text, face)| width(text, *face, size));
    letter.hypot(size) + 4.0
}

/// The width of a connector whose words are parted at some characters.
fn beside_circle(content: &Content, size: f64, flow: Flow, is_break: impl Fn(char) -> bool) -> f64 {
    let words = content
        .text
        .iter()
        .skip(1)
        .flat_map(|(text, face)| text.split(&is_break).map(|piece| width(piece, *face, size)));
    let words = words.fold(0.0, f64::max) + 0.1;
    let circle = diameter(content, size);
    match flow {
        Flow::Down => circle.max(words),
        Flow::Right => circle + WORDS_GAP + words,
    }
}

/// A circle, and its words on the side away from its arrow.
fn connector(content: &Content, column: f64, size: f64, flow: Flow) -> Measured {
    let circle = diameter(content, size);
    let room = if flow == Flow::Down { column } else { column - circle - WORDS_GAP };
    let mut lines: Vec<(String, Face)> = content.text.iter().take(1).cloned().collect();
    for (text, face) in content.text.iter().skip(1) {
        lines.extend(wrap(text, room, *face, size).into_iter().map(|line| (line, *face)));
    }
    let words = lines.iter().skip(1).map(|(line, face)| width(line, *face, size)).fold(0.0, f64::max);
    let high = factor(lines.len().saturating_sub(1)) * LEADING * size;
    let (width, height) = match flow {
        Flow::Down => (circle.max(words), circle + high + 1.0),
        Flow::Right => (circle + WORDS_GAP + words, circle.max(high)),
    };
    Measured { width, height, lines, circle: Some(circle) }
}
