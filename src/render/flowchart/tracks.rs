//! Which track of its channel each run goes in, so that no two lie on each other.

use std::collections::BTreeMap;

use super::list::{at, put};
use super::route::{Channel, Group, Run};

/// The tracks of all runs.
#[derive(Debug, Default)]
pub(super) struct Tracks {
    /// By run: its place among the tracks of its channel, from the left or from the top.
    places: Vec<usize>,
    /// How many tracks each channel has.
    counts: BTreeMap<Channel, usize>,
}

impl Tracks {
    pub(super) fn new(runs: &[Run]) -> Self {
        let mut tracks = Self { places: vec![0; runs.len()], counts: BTreeMap::new() };
        let mut groups: BTreeMap<(Channel, Group), Vec<usize>> = BTreeMap::new();
        for (number, run) in runs.iter().enumerate() {
            groups.entry((run.channel, run.group)).or_default().push(number);
        }
        for ((channel, group), members) in groups {
            tracks.lay(runs, channel, group, members);
        }
        tracks
    }

    pub(super) fn place(&self, run: usize) -> usize {
        at(&self.places, run)
    }

    pub(super) fn count(&self, channel: Channel) -> usize {
        self.counts.get(&channel).copied().unwrap_or(0)
    }

    /// A run goes in the first track where it touches no other. Between neighbouring rows the order
    /// matters more than room: a run never goes above one that was laid before it.
    fn lay(&mut self, runs: &[Run], channel: Channel, group: Group, mut members: Vec<usize>) {
        let of = |member: &usize| runs.get(*member).map_or((0, 0), |run| (run.low, run.high));
        let keeps_order = matches!(group, Group::Rightward | Group::Leftward);
        match group {
            Group::Rightward => members.sort_by_key(|member| std::cmp::Reverse(of(member))),
            Group::Leftward => members.sort_by_key(of),
            // The shortest lies next to the boxes, which saves crossings.
            Group::Leaving | Group::Entering => members.sort_by_key(|member| of(member).1 - of(member).0),
        }
        let mut tracks: Vec<BTreeMap<usize, usize>> = Vec::new();
        for member in &members {
            let (low, high) = of(member);
            let from = if keeps_order { tracks.len().saturating_sub(1) } else { 0 };
            let place =
                (from..tracks.len()).find(|place| tracks.get(*place).is_some_and(|track| is_free(track, low, high)));
            let place = place.unwrap_or(tracks.len());
            if place == tracks.len() {
                tracks.push(BTreeMap::new());
            }
            tracks.get_mut(place).into_iter().for_each(|track| track.extend([(low, high)]));
            put(&mut self.places, *member, place);
        }
        self.shift(channel, &members, tracks.len());
    }

    /// Numbers the tracks of a group after those of the groups above it; in the outermost left
    /// channel the first track is the rightmost, the one next to the boxes.
    fn shift(&mut self, channel: Channel, members: &[usize], count: usize) {
        let before = self.count(channel);
        for member in members {
            let place = at(&self.places, *member);
            let place = if channel == Channel::Columns(0) { count - 1 - place } else { place };
            put(&mut self.places, *member, before + place);
        }
        self.counts.insert(channel, before + count);
    }
}

/// Whether no run of the track touches the stretch.
fn is_free(track: &BTreeMap<usize, usize>, low: usize, high: usize) -> bool {
    track.range(..=high).next_back().is_none_or(|(_, end)| *end < low)
}
