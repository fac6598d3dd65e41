//! Shortest ways through the grid of channels (A* over points and directions).
//!
//! Along each axis a cell has one position, its middle line, and each channel two: one for lines of
//! the cells before it, one for lines of the cells after it. A middle line carries one link, or
//! several of one kin; a channel carries any number, since it gets as many tracks as it needs.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

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
    /// What is still to be paid on a line of one's own, if nothing stands in the way.
    fn ahead(&self, spot: Spot) -> u32;
}

/// A spot and the direction in which it was reached.
pub(super) type State = (Spot, Way);

/// The part of the grid that is searched, its last positions included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub(super) first: Spot,
    pub(super) last: Spot,
}

impl Window {
    fn width(self) -> usize {
        self.last.x + 1 - self.first.x
    }

    fn size(self) -> usize {
        self.width() * (self.last.y + 1 - self.first.y) * Way::ALL.len()
    }

    /// The number of a state in the window.
    fn index(self, (spot, way): State) -> Option<usize> {
        if spot.x > self.last.x || spot.y > self.last.y {
            return None;
        }
        let (x, y) = (spot.x.checked_sub(self.first.x)?, spot.y.checked_sub(self.first.y)?);
        Some((y * self.width() + x) * Way::ALL.len() + way as usize)
    }
}

/// What is known of a state: the price of the best way to it, and the direction before the last step.
#[derive(Debug, Clone, Copy)]
struct Known {
    price: u32,
    before: Option<Way>,
}

const UNKNOWN: Known = Known { price: u32::MAX, before: None };

/// The cheapest way in a window from one of the given states, each with its price, to an end; nothing
/// if there is none.
///
/// What lies ahead is reckoned as on a line of one's own. Where it could be shared, it costs a little less, so a
/// way that is shared further on may be passed over for one that is dearer by as much at most.
pub(super) fn cheapest(terrain: &impl Terrain, starts: &[(State, u32)], window: Window) -> Vec<Spot> {
    let mut best = vec![UNKNOWN; window.size()];
    let mut open = BinaryHeap::new();
    for (state, price) in starts {
        if let Some(known) = window.index(*state).and_then(|index| best.get_mut(index)) {
            *known = Known { price: *price, before: None };
            open.push(Reverse((price + terrain.ahead(state.0), false, *state)));
        }
    }
    while let Some(Reverse((rank, is_done, state))) = open.pop() {
        if is_done {
            return trace(&best, window, state);
        }
        let (spot, way) = state;
        let known = window.index(state).and_then(|index| best.get(index)).copied().unwrap_or(UNKNOWN);
        // An entry that a cheaper way has overtaken.
        if known.price.saturating_add(terrain.ahead(spot)) < rank {
            continue;
        }
        if let Some(last) = terrain.arrival(spot, way) {
            open.push(Reverse((known.price + last, true, state)));
            continue;
        }
        for next in Way::ALL.into_iter().filter(|next| *next != way.opposite()) {
            let Some(onward) = spot.step(next).map(|onward| (onward, next)) else { continue };
            let Some(entry) = window.index(onward).and_then(|index| best.get_mut(index)) else { continue };
            // Nothing is cheaper than a step; most states are done by then.
            if entry.price <= known.price {
                continue;
            }
            let Some(cost) = terrain.price(spot, way, next) else { continue };
            if known.price + cost < entry.price {
                *entry = Known { price: known.price + cost, before: Some(way) };
                open.push(Reverse((known.price + cost + terrain.ahead(onward.0), false, onward)));
            }
        }
    }
    Vec::new()
}

/// The spots of a way, from its beginning.
fn trace(best: &[Known], window: Window, end: State) -> Vec<Spot> {
    let mut spots = vec![end.0];
    let (mut spot, mut way) = end;
    while let Some(before) = window.index((spot, way)).and_then(|index| best.get(index)).and_then(|known| known.before)
    {
        let Some(previous) = spot.step(way.opposite()) else { break };
        (spot, way) = (previous, before);
        spots.push(spot);
    }
    spots.reverse();
    spots
}
