//! Which track of its channel each run goes in, so that no two unrelated ones lie on each other.

use std::collections::BTreeMap;

use super::list::at;
use super::route::direction;
use super::search::{Spot, is_middle, number};
use super::{Chart, Link};

/// One half of a channel: between columns or between rows, its number, and whether it is the half of
/// the cells after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Strip {
    /// Between columns, so that its runs are upright.
    pub(super) upright: bool,
    pub(super) channel: usize,
    pub(super) after: bool,
}

/// A straight piece of a way that lies in a channel.
#[derive(Debug, Clone, Copy)]
struct Run {
    link: usize,
    /// The place of its first spot in the way.
    place: usize,
    low: usize,
    high: usize,
}

/// The tracks of all runs.
#[derive(Debug, Default)]
pub(super) struct Tracks {
    /// By link and the place in its way where a run begins.
    places: BTreeMap<(usize, usize), usize>,
    counts: BTreeMap<Strip, usize>,
}

/// The corners of a way, with their places in it: where it begins, turns and ends.
pub(super) fn corners(way: &[Spot]) -> Vec<(usize, Spot)> {
    let turns = way.iter().zip(way.iter().skip(1)).zip(way.iter().skip(2)).enumerate();
    let turns = turns.filter(|(_, ((a, b), c))| direction(**a, **b) != direction(**b, **c));
    let inner = turns.map(|(place, ((_, spot), _))| (place + 1, *spot));
    let first = way.first().map(|spot| (0, *spot));
    let last = way.last().map(|spot| (way.len() - 1, *spot));
    first.into_iter().chain(inner).chain(last).collect()
}

/// The half channel that a straight piece lies in, if it is not on a middle line.
pub(super) fn strip(from: Spot, to: Spot) -> Option<Strip> {
    let upright = from.x == to.x;
    let position = if upright { from.x } else { from.y };
    let found = Strip { upright, channel: number(position), after: position % 3 == 1 };
    (!is_middle(position)).then_some(found)
}

impl Tracks {
    pub(super) fn new(chart: &Chart, ways: &[Vec<Spot>]) -> Self {
        let mut strips: BTreeMap<Strip, Vec<Run>> = BTreeMap::new();
        for (link, way) in ways.iter().enumerate() {
            let corners = corners(way);
            for ((place, from), (_, to)) in corners.iter().zip(corners.iter().skip(1)) {
                let Some(strip) = strip(*from, *to) else { continue };
                let (one, other) = if strip.upright { (from.y, to.y) } else { (from.x, to.x) };
                let run = Run { link, place: *place, low: one.min(other), high: one.max(other) };
                strips.entry(strip).or_default().push(run);
            }
        }
        let mut tracks = Self::default();
        for (strip, runs) in strips {
            tracks.lay(chart, strip, runs);
        }
        tracks
    }

    /// The track of the run that begins at this place of a link's way, counted from the left or from
    /// the top.
    pub(super) fn place(&self, link: usize, place: usize) -> usize {
        self.places.get(&(link, place)).copied().unwrap_or(0)
    }

    pub(super) fn count(&self, strip: Strip) -> usize {
        self.counts.get(&strip).copied().unwrap_or(0)
    }

    /// Related runs share a track where they meet; any other goes in the first where it touches
    /// nothing. The shortest lies next to the boxes, which saves crossings.
    fn lay(&mut self, chart: &Chart, strip: Strip, mut runs: Vec<Run>) {
        runs.sort_by_key(|run| (run.high - run.low, run.link, run.place));
        let mut tracks: Vec<Vec<Run>> = Vec::new();
        let mut chosen = Vec::new();
        for run in &runs {
            let link = at(&chart.links, run.link);
            let place = best_track(chart, &tracks, run, link).unwrap_or(tracks.len());
            if place == tracks.len() {
                tracks.push(Vec::new());
            }
            tracks.get_mut(place).into_iter().for_each(|track| track.push(*run));
            chosen.push(place);
        }
        for (run, place) in runs.iter().zip(chosen) {
            let place = if strip.after { tracks.len() - 1 - place } else { place };
            self.places.insert((run.link, run.place), place);
        }
        self.counts.insert(strip, tracks.len());
    }
}

/// The first track with a related run to lie on, else the first that is free.
fn best_track(chart: &Chart, tracks: &[Vec<Run>], run: &Run, link: Link) -> Option<usize> {
    let meets = |other: &Run| other.low <= run.high && run.low <= other.high;
    let is_kin = |other: &Run| at(&chart.links, other.link).is_kin(link);
    let fits = |track: &[Run]| track.iter().all(|other| !meets(other) || is_kin(other));
    let joins = |track: &[Run]| fits(track) && track.iter().any(|other| meets(other) && is_kin(other));
    tracks.iter().position(|track| joins(track)).or_else(|| tracks.iter().position(|track| fits(track)))
}
