//! The sheet around a picture: annex header, title and legend.

use std::collections::BTreeSet;

use super::drawing::{Anchor, LegendSymbol, Point, Symbol, TextLine};
use super::text::{Face, width, wrap};
use super::wording;
use crate::language::Language;

/// The width of an A4 sheet.
pub(super) const WIDTH: f64 = 595.28;
/// The height of an A4 sheet; a longer picture makes it longer.
pub(super) const HEIGHT: f64 = 841.89;
const MARGIN: f64 = 32.0;
const HEADER_SIZE: f64 = 9.5;
const TITLE_SIZE: f64 = 12.0;
const LEGEND_SIZE: f64 = 8.5;
const LEGEND_ROW: f64 = 20.0;
const LEADING: f64 = 1.25;
const SYMBOL_WIDTH: f64 = 26.0;
const SYMBOL_HEIGHT: f64 = 13.0;

/// A sheet on which the picture is still missing.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) width: f64,
    /// Where the picture begins.
    pub(super) top: f64,
    language: Language,
    captions: Vec<TextLine>,
    /// The legend, as if the picture had no height.
    legend: Vec<LegendSymbol>,
    legend_words: Vec<TextLine>,
    legend_height: f64,
}

impl Page {
    pub(super) fn new(width: f64, language: Language) -> Self {
        Self {
            width,
            top: MARGIN,
            language,
            captions: Vec::new(),
            legend: Vec::new(),
            legend_words: Vec::new(),
            legend_height: 0.0,
        }
    }

    /// The width a picture may take.
    pub(super) fn room(&self) -> f64 {
        self.width - 2.0 * MARGIN
    }

    /// The height a picture may take on one sheet.
    pub(super) fn free_height(&self) -> f64 {
        HEIGHT - self.top - self.legend_height - MARGIN
    }

    /// The lines at the right top, centred on each other as the acts print them.
    pub(super) fn header(&mut self, lines: &[String]) {
        let limit = self.room() * 0.42;
        let lines: Vec<_> = lines.iter().flat_map(|line| wrap(line, limit, Face::Regular, HEADER_SIZE)).collect();
        let wide = lines.iter().map(|line| width(line, Face::Regular, HEADER_SIZE)).fold(0.0, f64::max);
        let middle = self.width - MARGIN - wide / 2.0;
        for line in lines {
            self.caption(line, middle, HEADER_SIZE, Face::Regular);
        }
        self.top += HEADER_SIZE;
    }

    /// The title over the picture, each part on lines of its own.
    pub(super) fn titles(&mut self, titles: &[String], face: Face) {
        let limit = self.room() * 0.86;
        for line in titles.iter().flat_map(|title| wrap(title, limit, face, TITLE_SIZE)) {
            self.caption(line, self.width / 2.0, TITLE_SIZE, face);
        }
        self.top += TITLE_SIZE;
    }

    fn caption(&mut self, text: String, x: f64, size: f64, face: Face) {
        self.top += size * LEADING;
        let at = Point { x, y: self.top - size * 0.25 };
        self.captions.push(TextLine { text, at, size, face, anchor: Anchor::Middle });
    }

    /// The legend of the symbols used, and of the arrow.
    pub(super) fn explain(&mut self, symbols: &BTreeSet<Symbol>) {
        let (mut x, mut y) = (MARGIN, 2.0 * LEGEND_SIZE + 8.0);
        self.legend_words.push(legend_line(wording::legend_title(self.language).to_owned(), x, y, Face::Bold));
        y += LEGEND_ROW;
        for symbol in symbols.iter().copied().map(Some).chain([None]) {
            let words = wording::legend_entry(symbol, self.language);
            let wide = SYMBOL_WIDTH + 6.0 + width(words, Face::Regular, LEGEND_SIZE);
            if x > MARGIN && x + wide > self.width - MARGIN {
                (x, y) = (MARGIN, y + LEGEND_ROW);
            }
            let centre = Point { x: x + SYMBOL_WIDTH / 2.0, y: y - LEGEND_SIZE * 0.33 };
            self.legend.push(LegendSymbol { symbol, centre, width: SYMBOL_WIDTH, height: SYMBOL_HEIGHT });
            self.legend_words.push(legend_line(words.to_owned(), x + SYMBOL_WIDTH + 6.0, y, Face::Regular));
            x += wide + 18.0;
        }
        self.legend_height = y + LEGEND_ROW / 2.0;
    }

    /// Moves the legend under a picture of the given height. Gives all captions, the legend's
    /// symbols and the height of the sheet.
    pub(super) fn close(mut self, picture: f64) -> (Vec<TextLine>, Vec<LegendSymbol>, f64) {
        let bottom = self.top + picture;
        self.legend_words.iter_mut().for_each(|line| line.at.y += bottom);
        self.legend.iter_mut().for_each(|symbol| symbol.centre.y += bottom);
        self.captions.append(&mut self.legend_words);
        (self.captions, self.legend, HEIGHT.max(bottom + self.legend_height + MARGIN))
    }
}

fn legend_line(text: String, x: f64, y: f64, face: Face) -> TextLine {
    TextLine { text, at: Point { x, y }, size: LEGEND_SIZE, face, anchor: Anchor::Start }
}
