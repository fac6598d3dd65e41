//! Shortest ways through the grid of channels (A* over points and directions).
//!
//! Along each axis a cell has one position, its middle line, and each channel two: one for lines of
//! the cells before it, one for lines of the cells after it. A middle line carries one link, or
//! several of one kin; a channel carries any number, since it gets as many tracks as it needs.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// A crossing of two positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Spot {
    pub(super) x: usize,
    pub(super) y: usize,
}

/// A direction of travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Way {
    Right,
    Left,
    Down,
    Up,
}

impl Way {
    pub(super) const ALL: [Self; 4] = [Self::Right, Self::Left, Self::Down, Self::Up];

    pub(super) fn opposite(self) -> Self {
        match self {
            Self::Right => Self::Left,
            Self::Left => Self::Right,
            Self::Down => Self::Up,
            Self::Up => Self::Down,
        }
    }

    pub(super) fn is_level(self) -> bool {
        matches!(self, Self::Right | Self::Left)
    }
}

impl Spot {
    /// The next spot in a direction; the grid ends at zero, and the caller knows the other end.
    pub(super) fn step(self, way: Way) -> Option<Self> {
        Some(match way {
            Way::Right => Self { x: self.x + 1, ..self },
            Way::Left => Self { x: self.x.checked_sub(1)?, ..self },
            Way::Down => Self { y: self.y + 1, ..self },
            Way::Up => Self { y: self.y.checked_sub(1)?, ..self },
        })
    }
}

/// The position of a cell's middle line.
pub(super) fn middle(cell: usize) -> usize {
    3 * cell + 2
}

/// Whether a position is the middle line of a cell.
pub(super) fn is_middle(position: usize) -> bool {
    position % 3 == 2
}

/// The cell, or the channel before the cell of the same number, that a position belongs to.
pub(super) fn number(position: usize) -> usize {
    position / 3
}

/// What the search has to know of the grid.
pub(super) trait Terrain {
    /// The price of going on from a spot, reached in a direction, in another; [`None`] if there is no
    /// way.
    fn price(&self, spot: Spot, from: Way, to: Way) -> Option<u32>;
    /// The price of being done at a spot, reached in a direction; [`None`] if it is not the end.
    fn arrival(&self, spot: Spot, way: Way) -> Option<u32>;
    /// No more than what is still to be paid.
    fn at_least(&self, spot: Spot) -> u32;
}

/// A spot and the direction in which it was reached.
pub(super) type State = (Spot, Way);

/// The cheapest way from one of the given states, each with its price, to an end.
pub(super) fn cheapest(terrain: &impl Terrain, starts: &[(State, u32)]) -> Vec<Spot> {
    let mut best: HashMap<State, (u32, Option<State>)> = HashMap::new();
    let mut open = BinaryHeap::new();
    for (state, price) in starts {
        best.insert(*state, (*price, None));
        open.push(Reverse((price + terrain.at_least(state.0), false, *state)));
    }
    while let Some(Reverse((rank, is_done, state))) = open.pop() {
        if is_done {
            return trace(&best, state);
        }
        let (spot, way) = state;
        let Some(price) = best.get(&state).map(|(price, _)| *price) else { continue };
        // An entry that a cheaper way has overtaken.
        if price + terrain.at_least(spot) < rank {
            continue;
        }
        if let Some(last) = terrain.arrival(spot, way) {
            open.push(Reverse((price + last, true, state)));
            continue;
        }
        for next in Way::ALL.into_iter().filter(|next| *next != way.opposite()) {
            let (Some(cost), Some(onward)) = (terrain.price(spot, way, next), spot.step(next)) else { continue };
            let entry = ((price + cost), Some(state));
            let known = best.entry((onward, next)).or_insert((u32::MAX, None));
            if entry.0 < known.0 {
                *known = entry;
                open.push(Reverse((entry.0 + terrain.at_least(onward), false, (onward, next))));
            }
        }
    }
    Vec::new()
}

/// The spots of a way, from its beginning.
fn trace(best: &HashMap<State, (u32, Option<State>)>, end: State) -> Vec<Spot> {
    let mut spots = vec![end.0];
    let mut state = end;
    while let Some((_, Some(before))) = best.get(&state) {
        spots.push(before.0);
        state = *before;
    }
    spots.reverse();
    spots
}
