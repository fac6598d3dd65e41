//! The sheet around a picture: annex header, title, legend and note.

use crate::render::drawing::{Anchor, Entry, LegendSymbol, Point, TextLine};
use crate::render::text::{Face, width, wrap};

pub(super) const MARGIN: f64 = 28.0;
const HEADER_SIZE: f64 = 9.5;
const TITLE_SIZE: f64 = 12.0;
const LEGEND_SIZE: f64 = 8.5;
const LEGEND_ROW: f64 = 20.0;
const LEADING: f64 = 1.25;
const SYMBOL_WIDTH: f64 = 26.0;
const SYMBOL_HEIGHT: f64 = 13.0;

/// A sheet on which the picture is still missing.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    pub(super) width: f64,
    height: f64,
    /// Where the picture begins.
    pub(super) top: f64,
    /// The left edge of the annex header.
    header: f64,
    captions: Vec<TextLine>,
    /// The legend, as if the picture had no height.
    legend: Vec<LegendSymbol>,
    legend_words: Vec<TextLine>,
    legend_height: f64,
}

impl Sheet {
    pub(super) fn new((width, height): (f64, f64)) -> Self {
        Self { width, height, top: MARGIN, header: width, ..Self::default() }
    }

    /// The width a picture may take.
    pub(super) fn room(&self) -> f64 {
        self.width - 2.0 * MARGIN
    }

    /// The height a picture may take.
    pub(super) fn free_height(&self) -> f64 {
        self.height - self.top - self.legend_height - MARGIN
    }

    /// The lines at the right top, centred on each other as the acts print them.
    pub(super) fn header(&mut self, lines: &[String]) {
        let limit = (self.room() * 0.42).min(240.0);
        let lines: Vec<_> = lines.iter().flat_map(|line| wrap(line, limit, Face::Regular, HEADER_SIZE)).collect();
        let wide = lines.iter().map(|line| width(line, Face::Regular, HEADER_SIZE)).fold(0.0, f64::max);
        if lines.is_empty() {
            return;
        }
        self.header = self.width - MARGIN - wide;
        for line in lines {
            self.caption(line, self.header + wide / 2.0, HEADER_SIZE, Face::Regular);
        }
        self.top += HEADER_SIZE;
    }

    /// The title over the picture, each part on lines of its own; beside the header if there is room.
    pub(super) fn titles(&mut self, titles: &[String]) {
        let limit = self.room() * 0.86;
        let beside = (self.header - self.width / 2.0 - TITLE_SIZE) * 2.0;
        let set = |limit: f64| -> Vec<String> {
            titles.iter().flat_map(|title| wrap(title, limit, Face::Bold, TITLE_SIZE)).collect()
        };
        let whole = set(limit);
        let narrow = (beside > 300.0).then(|| set(beside)).filter(|narrow| narrow.len() <= whole.len() + 1);
        let under = self.top;
        let fits = narrow.is_some();
        let lines = narrow.unwrap_or(whole);
        if fits {
            let height = f64::from(u32::try_from(lines.len()).unwrap_or(0)) * TITLE_SIZE * LEADING;
            self.top = (self.top - height).max(MARGIN);
        }
        for line in lines {
            self.caption(line, self.width / 2.0, TITLE_SIZE, Face::Bold);
        }
        self.top = self.top.max(under) + TITLE_SIZE;
    }

    fn caption(&mut self, text: String, x: f64, size: f64, face: Face) {
        self.top += size * LEADING;
        let at = Point { x, y: self.top - size * 0.25 };
        self.captions.push(TextLine { text, at, size, face, anchor: Anchor::Middle });
    }

    /// The legend of what is used.
    pub(super) fn explain(&mut self, title: &str, entries: impl Iterator<Item = (Entry, &'static str)>) {
        let (mut x, mut y) = (MARGIN, 2.0 * LEGEND_SIZE + 8.0);
        self.legend_words.push(legend_line(title.to_owned(), x, y, Face::Bold));
        y += LEGEND_ROW;
        for (entry, words) in entries {
            let wide = SYMBOL_WIDTH + 6.0 + width(words, Face::Regular, LEGEND_SIZE);
            if x > MARGIN && x + wide > self.width - MARGIN {
                (x, y) = (MARGIN, y + LEGEND_ROW);
            }
            let centre = Point { x: x + SYMBOL_WIDTH / 2.0, y: y - LEGEND_SIZE * 0.33 };
            self.legend.push(LegendSymbol { entry, centre, width: SYMBOL_WIDTH, height: SYMBOL_HEIGHT });
            let room = self.width - MARGIN - (x + SYMBOL_WIDTH + 6.0);
            for (number, line) in wrap(words, room, Face::Regular, LEGEND_SIZE).into_iter().enumerate() {
                y += if number > 0 { LEGEND_SIZE * LEADING } else { 0.0 };
                self.legend_words.push(legend_line(line, x + SYMBOL_WIDTH + 6.0, y, Face::Regular));
            }
            x += wide + 18.0;
        }
        self.legend_height = y + LEGEND_ROW / 2.0;
    }

    /// A remark under the legend.
    pub(super) fn note(&mut self, text: &str) {
        for line in wrap(text, self.room(), Face::Regular, LEGEND_SIZE) {
            self.legend_height += LEGEND_SIZE * LEADING;
            self.legend_words.push(legend_line(line, MARGIN, self.legend_height, Face::Regular));
        }
        self.legend_height += LEGEND_SIZE * 0.5;
    }

    /// Moves the legend under a picture of the given height. Gives all captions, the legend's
    /// symbols and the height of the sheet.
    pub(super) fn close(mut self, picture: f64) -> (Vec<TextLine>, Vec<LegendSymbol>, f64) {
        let bottom = self.top + picture;
        self.legend_words.iter_mut().for_each(|line| line.at.y += bottom);
        self.legend.iter_mut().for_each(|symbol| symbol.centre.y += bottom);
        self.captions.append(&mut self.legend_words);
        (self.captions, self.legend, self.height.max(bottom + self.legend_height + MARGIN))
    }
}

fn legend_line(text: String, x: f64, y: f64, face: Face) -> TextLine {
    TextLine { text, at: Point { x, y }, size: LEGEND_SIZE, face, anchor: Anchor::Start }
}
