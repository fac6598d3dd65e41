//! The way of every arrow through the channels of a grid.
//!
//! An arrow goes straight where nothing stands in between. Otherwise it runs along channels, in
//! which no slot stands, so that it can never meet a box. Which track of a channel it runs in is
//! decided afterwards, in [`super::tracks`]; here only runs are laid down, by order of the channels.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{Cell, Grid};
use super::list::{at, put};
use super::plan::{Exit, Plan};

/// A channel between columns or between rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Channel {
    /// Left of the column of this number.
    Columns(usize),
    /// Above the row of this number.
    Rows(usize),
}

/// The part of a channel of rows a run belongs in, from the top.
///
/// What comes down from a box and what goes down to one share the line of the column. The order
/// keeps them apart: the one turns off above the place where the other turns in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// From a box above to a channel of columns; also every run in a channel of columns.
    Leaving,
    /// From a box above to a box right below, rightwards.
    Rightward,
    /// The same, leftwards.
    Leftward,
    /// From a channel of columns to a box below.
    Entering,
}

/// Whose run it is: arrows of one owner share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    /// All that lead to this slot.
    To(usize),
    /// All that lead from this slot.
    From(usize),
    /// The arrow of this number.
    Link(usize),
}

/// A stretch of a channel that arrows run along.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) channel: Channel,
    pub(super) group: Group,
    /// From which place across the channel to which: twice the number of a channel, or one more for
    /// the middle of the row or column after it.
    pub(super) low: usize,
    pub(super) high: usize,
}

/// A straight piece of an arrow's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// Down the middle of a column.
    Column(usize),
    /// Along the middle of a row.
    Row(usize),
    /// Up or down a channel of columns: a number of [`Routes::runs`].
    Rise(usize),
    /// Along a channel of rows: a number of [`Routes::runs`].
    Shelf(usize),
}

/// A side of a slot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Face {
    #[default]
    Top,
    Bottom,
    Left,
    Right,
}

/// The way of one arrow.
#[derive(Debug, Clone, Default)]
pub(super) struct Route {
    pub(super) lines: Vec<Line>,
    pub(super) leaves: Face,
    pub(super) enters: Face,
}

/// The ways of all arrows, and the runs they share.
#[derive(Debug, Default)]
pub(super) struct Routes {
    /// By link.
    pub(super) routes: Vec<Route>,
    pub(super) runs: Vec<Run>,
}

/// Finds the ways.
pub(super) fn route(plan: &Plan, grid: &Grid) -> Routes {
    let mut finder = Router::new(plan, grid);
    finder.claim_exits();
    finder.note_drops();
    let routes = (0..plan.links.len()).map(|link| finder.route(link)).collect();
    Routes { routes, runs: finder.runs }
}

struct Router<'a> {
    plan: &'a Plan,
    grid: &'a Grid,
    /// The passage of a link that has one.
    passages: Vec<Option<usize>>,
    runs: Vec<Run>,
    owners: BTreeMap<(Channel, Group, Owner), usize>,
    /// Who uses the middle line of a row where it crosses a channel of columns, by channel and row;
    /// `None` is an arrow that nothing may join.
    claims: BTreeMap<(usize, usize), Option<usize>>,
    /// The rows and columns that arrows come down to from the left.
    dropped: BTreeSet<(usize, usize)>,
}

impl<'a> Router<'a> {
    fn new(plan: &'a Plan, grid: &'a Grid) -> Self {
        let mut passages = vec![None; plan.links.len()];
        for (number, link) in plan.passages.iter().enumerate() {
            put(&mut passages, *link, Some(plan.traits.len() + number));
        }
        Self {
            plan,
            grid,
            passages,
            runs: Vec::new(),
            owners: BTreeMap::new(),
            claims: BTreeMap::new(),
            dropped: BTreeSet::new(),
        }
    }

    /// Arrows that leave a side come first: those that enter one may as well enter from above.
    fn claim_exits(&mut self) {
        for (number, link) in self.plan.links.iter().enumerate() {
            let source = self.grid.cell(self.source(number));
            match at(&self.plan.exits, number) {
                Exit::Beside => self.claim_way(source, link.to),
                _ if self.leaves_aside(number) => {
                    let (_, channel) = self.side(number);
                    self.claims.insert((channel, source.row), None);
                }
                _ => {}
            }
        }
    }

    fn claim_way(&mut self, source: Cell, target: usize) {
        let cell = self.grid.cell(target);
        for channel in source.last + 1..=cell.column {
            self.claims.insert((channel, source.row), (channel == cell.column).then_some(target));
        }
    }

    fn note_drops(&mut self) {
        for (number, link) in self.plan.links.iter().enumerate() {
            if let Exit::Drop(slot) = at(&self.plan.exits, number)
                && !self.plan.is_bar(link.from)
            {
                let cell = self.grid.cell(slot);
                self.dropped.insert((cell.row, cell.column));
            }
        }
    }

    /// The slot from which a link has to find its way: its node or its passage.
    fn source(&self, link: usize) -> usize {
        at(&self.passages, link).unwrap_or(at(&self.plan.links, link).from)
    }

    fn leaves_aside(&self, link: usize) -> bool {
        let is_return = !at(&self.plan.links, link).is_forward();
        at(&self.plan.exits, link) == Exit::Side || (at(&self.passages, link).is_some() && is_return)
    }

    /// The side a link leaves by. The left is free in the first column only: elsewhere an arrow
    /// from the condition beside may come in there.
    fn side(&self, link: usize) -> (Face, usize) {
        let cell = self.grid.cell(self.source(link));
        if cell.column == 0 && !at(&self.plan.links, link).is_forward() {
            (Face::Left, 0)
        } else {
            (Face::Right, cell.last + 1)
        }
    }

    fn route(&mut self, link: usize) -> Route {
        match at(&self.plan.exits, link) {
            Exit::Beside => Route {
                lines: vec![Line::Row(self.grid.cell(self.source(link)).row)],
                leaves: Face::Right,
                enters: Face::Left,
            },
            Exit::Drop(slot) => self.drop_into(link, slot),
            Exit::Below | Exit::Side => self.way(link),
        }
    }

    /// Down into a slot of the next row; if that is a passage, on from there.
    fn drop_into(&mut self, link: usize, slot: usize) -> Route {
        let node = at(&self.plan.links, link).from;
        let (source, target) = (self.grid.cell(node), self.grid.cell(slot));
        let mut lines = vec![Line::Column(target.column)];
        if !self.plan.is_bar(node) && source.column != target.column {
            let channel = Channel::Rows(target.row);
            let run =
                self.run(channel, Group::Rightward, Owner::From(node), middle(source.column), middle(target.column));
            lines = vec![Line::Column(source.column), Line::Shelf(run), Line::Column(target.column)];
        }
        if !self.plan.is_passage(slot) {
            return Route { lines, leaves: Face::Bottom, enters: Face::Top };
        }
        let onward = self.way(link);
        let same = usize::from(onward.lines.first() == lines.last());
        lines.extend(onward.lines.into_iter().skip(same));
        Route { lines, leaves: Face::Bottom, enters: onward.enters }
    }

    /// From a slot to the link's target, wherever that is.
    fn way(&mut self, link: usize) -> Route {
        if self.leaves_aside(link) { self.way_aside(link) } else { self.way_below(link) }
    }

    fn way_below(&mut self, link: usize) -> Route {
        let target = at(&self.plan.links, link).to;
        let (from, to) = (self.grid.cell(self.source(link)), self.grid.cell(target));
        let mut lines = vec![Line::Column(from.column)];
        if self.grid.under(from.column, from.row) == Some(target) {
            return Route { lines, leaves: Face::Bottom, enters: Face::Top };
        }
        let channel = Channel::Rows(from.row + 1);
        // A branch may come down from the left to the box under this one; then the arrow has to go
        // round, for each of the two would have to turn above the other.
        if to.row == from.row + 1 && to.column < from.column && !self.dropped.contains(&(to.row, from.column)) {
            let run = self.run(channel, Group::Leftward, Owner::To(target), middle(to.column), middle(from.column));
            lines.extend([Line::Shelf(run), Line::Column(to.column)]);
            return Route { lines, leaves: Face::Bottom, enters: Face::Top };
        }
        let way = self.open_channel(from, target, 2 * (from.row + 1));
        let run = self.run(channel, Group::Leaving, Owner::Link(link), middle(from.column), 2 * way);
        lines.push(Line::Shelf(run));
        let enters = self.rise_and_enter(&mut lines, way, target, 2 * (from.row + 1));
        Route { lines, leaves: Face::Bottom, enters }
    }

    fn way_aside(&mut self, link: usize) -> Route {
        let target = at(&self.plan.links, link).to;
        let from = self.grid.cell(self.source(link));
        let (leaves, channel) = self.side(link);
        let mut lines = vec![Line::Row(from.row)];
        if self.grid.is_open(channel, middle(from.row), self.reach(target)) {
            let enters = self.rise_and_enter(&mut lines, channel, target, middle(from.row));
            return Route { lines, leaves, enters };
        }
        let below = 2 * (from.row + 1);
        let rise = self.run(Channel::Columns(channel), Group::Leaving, Owner::Link(link), middle(from.row), below);
        let way = self.open_channel(from, target, below);
        let run = self.run(Channel::Rows(from.row + 1), Group::Leaving, Owner::Link(link), 2 * channel, 2 * way);
        lines.extend([Line::Rise(rise), Line::Shelf(run)]);
        let enters = self.rise_and_enter(&mut lines, way, target, below);
        Route { lines, leaves, enters }
    }

    /// The channel of columns to go up or down in: one that no bar crosses, with few lines to cross
    /// and a short way. The outermost ones are always open.
    fn open_channel(&self, from: Cell, target: usize, start: usize) -> usize {
        let to = self.grid.cell(target);
        // Beside the target or beside the source; a return rather keeps to the left.
        let near = [to.last + 1, to.column, from.last + 1, from.column];
        let order = if from.column < to.column || to.row <= from.row { [1, 0, 3, 2] } else { [0, 1, 2, 3] };
        order
            .into_iter()
            .filter_map(|place| near.get(place).copied())
            .chain([self.grid.columns, 0])
            .filter(|channel| self.grid.is_open(*channel, start, self.reach(target)))
            .min_by_key(|channel| self.cost(*channel, from, to))
            .unwrap_or(0)
    }

    /// A crossing is as bad as a way longer by one column and a half.
    fn cost(&self, channel: usize, from: Cell, to: Cell) -> usize {
        let away = |column: usize| (2 * channel).abs_diff(middle(column));
        let (first, last) = (from.row.min(to.row) + 1, from.row.max(to.row));
        let arrows_beside = self.claims.range((channel, first)..(channel, last.max(first))).count();
        let flows = |column: usize, row: usize| {
            let between = channel.min(column)..channel.max(column + 1);
            between.filter(|other| *other != column && self.grid.is_passed(*other, row)).count()
        };
        let crossings = arrows_beside + flows(from.column, from.row + 1) + flows(to.column, to.row);
        3 * crossings + away(from.column) + away(to.column)
    }

    /// How far an arrow to a slot may have to go: to the upper edge of a bar, to the middle of a box.
    fn reach(&self, target: usize) -> usize {
        let row = self.grid.cell(target).row;
        if self.plan.is_bar(target) { 2 * row } else { middle(row) }
    }

    /// Up or down a channel of columns from the height `start`, then into the target: from the side
    /// if that is next to the channel and free, else from above.
    fn rise_and_enter(&mut self, lines: &mut Vec<Line>, channel: usize, target: usize, start: usize) -> Face {
        let to = self.grid.cell(target);
        let face = self.side_entry(channel, target);
        let end = if face == Face::Top { 2 * to.row } else { middle(to.row) };
        lines.push(Line::Rise(self.run(
            Channel::Columns(channel),
            Group::Leaving,
            Owner::To(target),
            start.min(end),
            start.max(end),
        )));
        // A bar is met wherever it is.
        let onto_bar = self.plan.is_bar(target) && start <= end && to.column < channel && channel <= to.last;
        if onto_bar {
            return face;
        }
        if face == Face::Top {
            let (low, high) = (2 * channel, middle(to.column));
            let run = self.run(Channel::Rows(to.row), Group::Entering, Owner::To(target), low.min(high), low.max(high));
            lines.extend([Line::Shelf(run), Line::Column(to.column)]);
        } else {
            lines.push(Line::Row(to.row));
        }
        face
    }

    fn side_entry(&mut self, channel: usize, target: usize) -> Face {
        let to = self.grid.cell(target);
        let face = match channel {
            _ if self.plan.is_bar(target) => Face::Top,
            _ if channel == to.column => Face::Left,
            _ if channel == to.last + 1 => Face::Right,
            _ => Face::Top,
        };
        if face == Face::Top || *self.claims.entry((channel, to.row)).or_insert(Some(target)) != Some(target) {
            return Face::Top;
        }
        face
    }

    /// Lays a run down, or stretches the one its owner already has there.
    fn run(&mut self, channel: Channel, group: Group, owner: Owner, one: usize, other: usize) -> usize {
        let fresh = self.runs.len();
        let number = *self.owners.entry((channel, group, owner)).or_insert(fresh);
        let (low, high) = (one.min(other), one.max(other));
        match self.runs.get_mut(number) {
            Some(run) => (run.low, run.high) = (run.low.min(low), run.high.max(high)),
            None => self.runs.push(Run { channel, group, low, high }),
        }
        number
    }
}

/// The middle of a row or column, in the order of channels and middles.
pub(super) fn middle(number: usize) -> usize {
    2 * number + 1
}
