//! A part of a figure, for a sheet of its own: where an arrow leads to another sheet, or comes from one, a
//! connector stands.
//!
//! The boxes keep their places relative to each other; rows and columns that nothing stands in are left
//! out. All arrows of a sheet that lead to the same box elsewhere go to one connector, and all that come
//! to a box from elsewhere come from one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Placed;
use crate::render::content::Content;
use crate::render::drawing::{Line, Symbol};
use crate::render::layout::{Cell, Chart, Connection, Flow, Link, Ports, Slot, at};

/// A piece of the grid: what is drawn on one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Region {
    /// The places along the flow.
    pub(in crate::render) along: Range<usize>,
    /// Those across it.
    pub(in crate::render) across: Range<usize>,
}

impl Region {
    pub(in crate::render) fn holds(&self, flow: Flow, cell: Cell) -> bool {
        let place = Place::of(flow, cell);
        self.along.contains(&place.along) && self.across.contains(&place.across)
    }
}

/// What is cut: the arrows of a kind to a box.
pub(in crate::render) type Cut = (usize, Line);

/// Which end of a cut arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Side {
    /// The arrow goes on elsewhere.
    Exit,
    /// It comes from elsewhere.
    Entry,
}

/// What stands on one sheet.
pub(in crate::render) struct Part {
    pub(in crate::render) placed: Placed,
    /// The boxes, and after them the connectors.
    pub(in crate::render) boxes: Vec<Content>,
    /// The lanes, by their numbers in the whole.
    pub(in crate::render) lanes: Vec<usize>,
}

impl Part {
    /// The part of a figure in a region. `words` are the letter of a connector and what stands beside it.
    pub(in crate::render) fn new(
        whole: &Placed,
        boxes: &[Content],
        region: &Region,
        words: impl Fn(Side, Cut) -> Content,
    ) -> Self {
        let mut cutter = Cutter::new(whole, boxes, region);
        cutter.take_boxes();
        cutter.take_passages();
        cutter.place_connectors();
        cutter.part(words)
    }
}

/// A place in the grid, whichever way the flow goes. Along the flow it is counted from before the first
/// place of the whole, so that connectors can stand before everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Place {
    along: usize,
    across: usize,
    /// The last place across that a bar covers.
    last: usize,
}

impl Place {
    fn of(flow: Flow, cell: Cell) -> Self {
        match flow {
            Flow::Down => Self { along: cell.row, across: cell.column, last: cell.last },
            Flow::Right => Self { along: cell.column, across: cell.row, last: cell.row },
        }
    }

    fn cell(self, flow: Flow) -> Cell {
        match flow {
            Flow::Down => Cell { row: self.along, column: self.across, last: self.last },
            Flow::Right => Cell { row: self.across, column: self.along, last: self.along },
        }
    }
}

fn connector(side: Side, content: Content) -> Content {
    let symbol = match side {
        Side::Exit => Symbol::GoesOn,
        Side::Entry => Symbol::ComesFrom,
    };
    Content { symbol, ..content }
}

struct Cutter<'a> {
    whole: &'a Placed,
    boxes: &'a [Content],
    region: &'a Region,
    /// The boxes that stand here, by their numbers in the whole.
    here: Vec<usize>,
    /// The arrows with a passage that stands here.
    passages: Vec<usize>,
    /// Where boxes, passages and connectors stand, in this order.
    places: Vec<Place>,
    taken: BTreeSet<(usize, usize)>,
    connectors: Vec<(Side, Cut)>,
    /// So many places more than in the whole are before the first.
    before: usize,
}

impl<'a> Cutter<'a> {
    fn new(whole: &'a Placed, boxes: &'a [Content], region: &'a Region) -> Self {
        let flow = whole.chart.flow;
        let here = (0..boxes.len()).filter(|number| region.holds(flow, whole.chart.cell(*number))).collect();
        Self {
            whole,
            boxes,
            region,
            here,
            passages: Vec::new(),
            places: Vec::new(),
            taken: BTreeSet::new(),
            connectors: Vec::new(),
            // There are no more connectors than boxes that arrows lead to.
            before: 2 * boxes.len() + 2,
        }
    }

    fn flow(&self) -> Flow {
        self.whole.chart.flow
    }

    fn is_here(&self, number: usize) -> bool {
        self.here.binary_search(&number).is_ok()
    }

    fn place(&self, slot: usize) -> Place {
        let place = Place::of(self.flow(), self.whole.chart.cell(slot));
        Place { along: place.along + self.before, ..place }
    }

    fn put(&mut self, place: Place) {
        self.taken.extend((place.across..=place.last).map(|across| (place.along, across)));
        self.places.push(place);
    }

    /// A bar ends where the region does.
    fn take_boxes(&mut self) {
        for number in self.here.clone() {
            let place = self.place(number);
            let last = place.last.min(self.region.across.end.saturating_sub(1)).max(place.across);
            self.put(Place { last, ..place });
        }
    }

    /// The empty places of labels go with the boxes that the arrows leave.
    fn take_passages(&mut self) {
        for (number, connection) in self.whole.connections.iter().enumerate() {
            if let Some(slot) = self.passage(connection).filter(|_| self.is_here(connection.from)) {
                self.passages.push(number);
                self.put(self.place(slot));
            }
        }
    }

    fn passage(&self, connection: &Connection) -> Option<usize> {
        let [first, _] = connection.links.as_slice() else { return None };
        Some(at(&self.whole.chart.links, *first).to)
    }

    /// The side of this sheet on which an arrow is cut, if it is.
    fn side(&self, connection: &Connection) -> Option<Side> {
        match (self.is_here(connection.from), self.is_here(connection.to)) {
            (true, false) => Some(Side::Exit),
            (false, true) => Some(Side::Entry),
            _ => None,
        }
    }

    fn place_connectors(&mut self) {
        for connection in &self.whole.connections {
            let Some(side) = self.side(connection) else { continue };
            let key = (side, (connection.to, connection.line));
            if !self.connectors.contains(&key) {
                self.connectors.push(key);
                let place = self.free_place(side, connection);
                self.put(place);
            }
        }
    }

    /// The nearest free place after the box that an arrow leaves, or before the one that it enters: in the
    /// next row of the box's lane, else beyond all that stands here.
    fn free_place(&self, side: Side, connection: &Connection) -> Place {
        let (own, other) = match side {
            Side::Exit => (self.passage(connection).unwrap_or(connection.from), connection.to),
            Side::Entry => (connection.to, connection.from),
        };
        let (own, other) = (self.place(own), self.place(other));
        // Under a bar, on the way to the branch.
        let wanted = other.across.clamp(own.across, own.last.max(own.across));
        let columns = self.columns(own, wanted);
        let alongs = self.here.iter().map(|number| self.place(*number).along);
        let beside: [usize; 1] = match side {
            Side::Exit => [own.along + 1],
            Side::Entry => [own.along - 1],
        };
        let (first, last) = (alongs.clone().min().unwrap_or(own.along), alongs.max().unwrap_or(own.along));
        let beyond: Vec<usize> = match side {
            Side::Exit => (last + 1..last + self.before).collect(),
            Side::Entry => (1..first).rev().collect(),
        };
        let mut free =
            beside.into_iter().chain(beyond).flat_map(|along| columns.iter().map(move |across| (along, *across)));
        let (along, across) = free.find(|cell| !self.taken.contains(cell)).unwrap_or((own.along, own.across));
        Place { along, across, last: across }
    }

    /// The columns of a box's lane, or those with boxes where there are no lanes, the nearest to the wanted
    /// one first.
    fn columns(&self, own: Place, wanted: usize) -> Vec<usize> {
        let lanes = &self.whole.chart.lanes;
        let mut columns: Vec<usize> = if lanes.is_empty() {
            let used: BTreeSet<usize> = self.places.iter().flat_map(|place| place.across..=place.last).collect();
            used.into_iter().collect()
        } else {
            let lane = lanes.get(own.across);
            let is_here = |column: &usize| self.region.across.contains(column) || *column == wanted;
            (0..lanes.len()).filter(|column| lanes.get(*column) == lane).filter(is_here).collect()
        };
        columns.sort_by_key(|column| (column.abs_diff(wanted), *column < wanted));
        columns
    }

    fn part(self, words: impl Fn(Side, Cut) -> Content) -> Part {
        let kept = self.kept();
        let flow = self.flow();
        let alongs: BTreeSet<usize> = self.places.iter().map(|place| place.along).collect();
        let slots = self.places.iter().enumerate().map(|(number, place)| {
            let is_own = number < self.here.len();
            let inherited = self.here.get(number).map(|slot| at(&self.whole.chart.slots, *slot).ports);
            let along = alongs.range(..place.along).count();
            let across = kept.range(..place.across).count();
            let last = kept.range(..=place.last).count().saturating_sub(1).max(across);
            let place = Place { along, across, last };
            Slot { cell: place.cell(flow), ports: inherited.filter(|_| is_own).unwrap_or(Ports::Through) }
        });
        // Connectors are boxes, and boxes stand before passages.
        let slots: Vec<Slot> = slots.collect();
        let (own, rest) = slots.split_at(self.here.len());
        let (passages, connectors) = rest.split_at(self.passages.len());
        let slots = [own, connectors, passages].concat();
        let (links, connections) = self.connections();
        let (lanes, numbers) = self.lanes(&kept);
        let here = self.here.iter().filter_map(|number| self.boxes.get(*number));
        let boxes = here.cloned().chain(self.connectors.iter().map(|(side, cut)| connector(*side, words(*side, *cut))));
        let chart = Chart { flow, slots, links, lanes };
        Part { boxes: boxes.collect(), placed: Placed { chart, connections }, lanes: numbers }
    }

    /// The places across that something stands at, and one at least for each lane of the region.
    fn kept(&self) -> BTreeSet<usize> {
        let ends = self.places.iter().map(|place| place.across);
        let mut kept: BTreeSet<usize> = ends.collect();
        let lanes = &self.whole.chart.lanes;
        for column in self.region.across.clone() {
            let Some(lane) = lanes.get(column) else { continue };
            if !kept.iter().any(|other| lanes.get(*other) == Some(lane)) {
                kept.insert(column);
            }
        }
        kept
    }

    /// The lane of each place across that is kept, counted on this sheet, and the lanes' own numbers.
    fn lanes(&self, kept: &BTreeSet<usize>) -> (Vec<usize>, Vec<usize>) {
        let lanes: Vec<usize> = kept.iter().filter_map(|column| self.whole.chart.lanes.get(*column)).copied().collect();
        let numbers: BTreeSet<usize> = lanes.iter().copied().collect();
        let counted = lanes.iter().map(|lane| numbers.range(..lane).count()).collect();
        (counted, numbers.into_iter().collect())
    }

    /// The ends of an arrow on this sheet, if any of it is here.
    fn ends(&self, connection: &Connection) -> Option<(usize, usize)> {
        let number = |slot: usize| self.here.binary_search(&slot).ok();
        let connector = |side: Side| {
            let key = (side, (connection.to, connection.line));
            self.connectors.iter().position(|other| *other == key).map(|place| self.here.len() + place)
        };
        match self.side(connection) {
            None => number(connection.from).zip(number(connection.to)),
            Some(Side::Exit) => number(connection.from).zip(connector(Side::Exit)),
            Some(Side::Entry) => connector(Side::Entry).zip(number(connection.to)),
        }
    }

    /// The arrows of this sheet, in the order of the whole; those that come from elsewhere together are
    /// one, and their labels are where they leave.
    fn connections(&self) -> (Vec<Link>, Vec<Connection>) {
        let first_passage = self.here.len() + self.connectors.len();
        let (mut links, mut connections): (Vec<Link>, Vec<Connection>) = (Vec::new(), Vec::new());
        let mut entered: BTreeMap<Cut, usize> = BTreeMap::new();
        for (place, connection) in self.whole.connections.iter().enumerate() {
            let Some((from, to)) = self.ends(connection) else { continue };
            let is_entry = self.side(connection) == Some(Side::Entry);
            if is_entry {
                let known = *entered.entry((connection.to, connection.line)).or_insert(connections.len());
                if let Some(first) = connections.get_mut(known) {
                    first.edges.extend(&connection.edges);
                    continue;
                }
            }
            let label = if is_entry { String::new() } else { connection.label.clone() };
            let before = links.len();
            match self.passages.iter().position(|other| *other == place) {
                Some(passage) => {
                    let passage = first_passage + passage;
                    links.extend([(from, passage), (passage, to)].map(|(from, to)| Link { from, to, alone: false }));
                }
                None => links.push(Link { from, to, alone: !label.is_empty() }),
            }
            let links = (before..links.len()).collect();
            connections.push(Connection { from, to, links, label, ..connection.clone() });
        }
        (links, connections)
    }
}
