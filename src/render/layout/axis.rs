//! One axis of the grid in points: where its cells begin, and where the tracks between them run.

use std::collections::BTreeSet;

use super::list::{at, factor};
use super::tracks::{Strip, Tracks};

/// Between two tracks.
const TRACK: f64 = 6.0;

/// What is needed of a channel beside its tracks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Need {
    /// For labels at its beginning.
    pub(super) before: f64,
    /// For labels at its end.
    pub(super) after: f64,
}

/// Cells and the channels around them, along one axis.
#[derive(Debug, Default)]
pub(super) struct Axis {
    starts: Vec<f64>,
    sizes: Vec<f64>,
    /// Where the first track of each half channel runs.
    tracks: Vec<(f64, f64)>,
    /// The middle of each channel, where lanes border on each other.
    borders: Vec<f64>,
    /// The end of the last channel.
    pub(super) end: f64,
}

/// What the channels of an axis are measured by.
pub(super) struct Rules<'a> {
    pub(super) tracks: &'a Tracks,
    /// Whether the tracks in question are upright.
    pub(super) upright: bool,
    /// Between a box and the nearest line beside it.
    pub(super) apart: f64,
    /// The least width of a channel between two cells.
    pub(super) least: f64,
    /// The same for the first and the last channel.
    pub(super) margin: f64,
    /// The channels in which lanes border on each other.
    pub(super) borders: &'a BTreeSet<usize>,
    /// The channels that no arrow ends behind: those before an empty place that a line is led through.
    pub(super) thin: &'a BTreeSet<usize>,
}

impl Rules<'_> {
    fn count(&self, channel: usize, after: bool) -> usize {
        self.tracks.count(Strip { upright: self.upright, channel, after })
    }

    /// The width of a channel of an axis with so many cells.
    pub(super) fn width(&self, channel: usize, cells: usize, need: Need) -> f64 {
        let outer = channel == 0 || channel == cells;
        self.halves(channel, outer, need).iter().sum()
    }

    /// The widths before and after the middle of a channel.
    fn halves(&self, channel: usize, outer: bool, need: Need) -> [f64; 2] {
        let half = |count: usize, label: f64| {
            let lines = if count == 0 { 0.0 } else { self.apart + factor(count - 1) * TRACK + TRACK / 2.0 };
            label + lines
        };
        let mut halves = [half(self.count(channel, false), need.before), half(self.count(channel, true), need.after)];
        if self.borders.contains(&channel) {
            halves = halves.map(|half| half.max(self.least / 2.0) + 1.0);
        }
        let least = if outer { self.margin } else { self.least };
        let is_thin = self.thin.contains(&channel);
        let least = if is_thin { least * 0.3 } else { least };
        // An arrow head has its room before the box it points at, whichever half that is on.
        let lines = [false, true].map(|after| self.count(channel, after) > 0);
        let has_something = lines.contains(&true) || need.before + need.after > 0.0;
        let least = if has_something && !outer && !is_thin {
            least.max(halves.iter().sum::<f64>() + self.apart * 0.6)
        } else {
            least
        };
        let missing = (least - halves.iter().sum::<f64>()).max(0.0);
        match lines {
            [true, false] => [halves.first().copied().unwrap_or(0.0), halves.last().copied().unwrap_or(0.0) + missing],
            [false, true] => [halves.first().copied().unwrap_or(0.0) + missing, halves.last().copied().unwrap_or(0.0)],
            _ => halves.map(|half| half + missing / 2.0),
        }
    }
}

impl Axis {
    pub(super) fn new(sizes: Vec<f64>, rules: &Rules<'_>, need: impl Fn(usize) -> Need) -> Self {
        let cells = sizes.len();
        let mut axis = Self { sizes, ..Self::default() };
        for channel in 0..=cells {
            let need = need(channel);
            let [before, after] = rules.halves(channel, channel == 0 || channel == cells, need);
            let border = axis.end + before;
            let end = border + after;
            let last = rules.count(channel, true).saturating_sub(1);
            let first = axis.end + need.before + rules.apart;
            axis.tracks.push((first, end - need.after - rules.apart - factor(last) * TRACK));
            axis.borders.push(border);
            axis.starts.push(end);
            axis.end = end + at(&axis.sizes, channel);
        }
        axis
    }

    pub(super) fn start(&self, cell: usize) -> f64 {
        at(&self.starts, cell)
    }

    pub(super) fn size(&self, cell: usize) -> f64 {
        at(&self.sizes, cell)
    }

    pub(super) fn middle(&self, cell: usize) -> f64 {
        self.start(cell) + self.size(cell) / 2.0
    }

    pub(super) fn border(&self, channel: usize) -> f64 {
        at(&self.borders, channel)
    }

    /// Where a track runs.
    pub(super) fn track(&self, channel: usize, after: bool, place: usize) -> f64 {
        let (before_first, after_first) = at(&self.tracks, channel);
        (if after { after_first } else { before_first }) + factor(place) * TRACK
    }
}
