//! How large a symbol has to be for its text.

use super::Flow;
use super::list::factor;
use crate::render::content::Content;
use crate::render::drawing::Symbol;
use crate::render::text::{Extent, Face, Words};

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

/// What is written in a symbol, ready to be set in lines.
#[derive(Debug, Clone)]
pub(super) struct Writing {
    symbol: Symbol,
    texts: Vec<Words>,
}

impl Writing {
    /// The texts of a box.
    pub(super) fn new(content: &Content) -> Self {
        let texts = content.text.iter().map(|(text, face)| Words::new(text, *face)).collect();
        Self { symbol: content.symbol, texts }
    }

    fn widest(&self, size: f64) -> f64 {
        self.texts.iter().map(|text| text.width(size)).fold(0.0, f64::max)
    }

    fn longest_word(&self, size: f64) -> f64 {
        self.texts.iter().map(|text| text.longest(size)).fold(0.0, f64::max)
    }

    fn extent(&self, limit: f64, size: f64) -> Extent {
        self.texts.iter().map(|text| text.extent(limit, size)).fold(Extent::default(), Extent::and)
    }

    /// The texts in lines no wider than `limit`; the first text of a connector is its letter, which stays whole.
    pub(super) fn lines(&self, limit: f64, size: f64) -> Vec<(String, Face)> {
        let set = |(place, text): (usize, &Words)| {
            let is_letter = place == 0 && self.symbol.is_connector();
            let (limit, face) = (if is_letter { f64::INFINITY } else { limit }, text.face());
            text.lines(limit, size).into_iter().map(move |line| (line, face))
        };
        self.texts.iter().enumerate().flat_map(set).collect()
    }
}

/// The size of a symbol.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Measured {
    pub(super) width: f64,
    pub(super) height: f64,
    /// The width its texts are broken at.
    pub(super) limit: f64,
    /// The diameter of a connector's circle; its words stand beside it.
    pub(super) circle: Option<f64>,
}

/// The width a symbol would like to have at a font size.
pub(super) fn wish(content: &Writing, size: f64, flow: Flow) -> f64 {
    if content.symbol.is_connector() {
        return beside_circle(content, size, flow, Words::width);
    }
    let natural = content.widest(size);
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
pub(super) fn least(content: &Writing, size: f64, flow: Flow) -> f64 {
    if content.symbol.is_connector() {
        return beside_circle(content, size, flow, Words::longest);
    }
    let longest = content.longest_word(size).min(13.0 * size);
    match content.symbol {
        _ if !content.symbol.has_text() => wish(content, size, flow),
        Symbol::Decision => {
            let natural: f64 = content.texts.iter().map(|text| text.width(size)).sum();
            // As high as wide: anything narrower would be a needle.
            let square = (4.2 * natural * LEADING * size).sqrt().min(22.0 * size);
            square.max(longest * 1.45 + 4.0)
        }
        _ => longest + 2.0 * side_padding(content.symbol) + 0.1,
    }
}

/// The size of a symbol in a column of the given width.
pub(super) fn measure(content: &Writing, column: f64, size: f64, flow: Flow) -> Measured {
    match content.symbol {
        Symbol::Bar if flow == Flow::Right => Measured { width: BAR, height: 4.0 * size, ..Measured::default() },
        Symbol::Bar => Measured { width: column, height: BAR, ..Measured::default() },
        _ if content.symbol.is_connector() => connector(content, column, size, flow),
        _ if !content.symbol.has_text() => Measured { width: CIRCLE, height: CIRCLE, ..Measured::default() },
        Symbol::Decision => rhombus(content, column, size),
        _ => {
            let limit = column - 2.0 * side_padding(content.symbol);
            let lines = content.extent(limit, size).lines;
            let height = (factor(lines) * LEADING * size + 2.0 * PADDING).max(2.0 * size + PADDING);
            Measured { width: column, height, limit, circle: None }
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

/// The narrowest rhombus that is not steeper than usual; failing that, the flattest that fits.
fn rhombus(content: &Writing, column: f64, size: f64) -> Measured {
    let narrowest = (12.0 * size).min(column);
    let best = around(content, column, size);
    // What is too steep at its widest is steeper yet if it is narrower.
    if is_steep(&best) {
        return best;
    }
    let narrower = (0..8).map(|step| narrowest + (column - narrowest) * f64::from(step) / 8.0);
    narrower.map(|wide| around(content, wide, size)).find(|tried| !is_steep(tried)).unwrap_or(best)
}

fn is_steep(rhombus: &Measured) -> bool {
    rhombus.height > rhombus.width * 0.3
}

/// The flattest rhombus of a width: its height follows from the lines, and these from how much of the
/// width the text takes. Lines without hyphens go before.
fn around(content: &Writing, width: f64, size: f64) -> Measured {
    let tried = (4..=8).map(|tenths| {
        let limit = width * f64::from(tenths) / 10.0 - 4.0;
        let text = content.extent(limit, size);
        // Each corner of the text's rectangle has to lie inside: x / width + y / height <= 1.
        let share = ((text.width + 4.0) / width).min(0.9);
        let height = ((factor(text.lines) * LEADING * size + 2.0) / (1.0 - share)).max(3.0 * size);
        (text.hyphens, Measured { width, height, limit, circle: None })
    });
    let flattest =
        tried.min_by(|(hyphens, one), (others, other)| hyphens.cmp(others).then(one.height.total_cmp(&other.height)));
    flattest.map(|(_, rhombus)| rhombus).unwrap_or_default()
}

/// The circle of a connector holds its letter.
fn diameter(content: &Writing, size: f64) -> f64 {
    let letter = content.texts.first().map_or(0.0, |text| text.width(size));
    letter.hypot(size) + 4.0
}

/// The width of a connector with its words, each text as wide as `wide` says.
fn beside_circle(content: &Writing, size: f64, flow: Flow, wide: impl Fn(&Words, f64) -> f64) -> f64 {
    let words = content.texts.iter().skip(1).map(|text| wide(text, size)).fold(0.0, f64::max) + 0.1;
    let circle = diameter(content, size);
    match flow {
        Flow::Down => circle.max(words),
        Flow::Right => circle + WORDS_GAP + words,
    }
}

/// A circle, and its words on the side away from its arrow.
fn connector(content: &Writing, column: f64, size: f64, flow: Flow) -> Measured {
    let circle = diameter(content, size);
    let room = if flow == Flow::Down { column } else { column - circle - WORDS_GAP };
    // The first text is the letter, which goes into the circle.
    let words = content.texts.iter().skip(1).map(|text| text.extent(room, size));
    let words = words.fold(Extent::default(), Extent::and);
    let high = factor(words.lines) * LEADING * size;
    let (width, height) = match flow {
        Flow::Down => (circle.max(words.width), circle + high + 1.0),
        Flow::Right => (circle + WORDS_GAP + words.width, circle.max(high)),
    };
    Measured { width, height, limit: room, circle: Some(circle) }
}
