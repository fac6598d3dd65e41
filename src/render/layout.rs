//! The lane-grid layout: from cells and links to boxes, orthogonal lines and places for labels.
//!
//! A style says in which cell of a grid each box stands; everything after that is here and the same
//! for all styles. `route` leads the links along the channels between the cells, `tracks` keeps those
//! apart that share a channel, and only `fit` knows lengths.

mod axis;
mod crowds;
mod fit;
mod list;
mod measure;
mod route;
mod search;
mod tracks;

pub(super) use fit::{Connection, Fitting, Frame, Layout, Picture, Spacing};
pub(super) use list::{at, factor, put};
pub(super) use measure::LEADING;

/// Which way the process goes on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// From the top to the bottom.
    Down,
    /// From the left to the right.
    Right,
}

/// The place of a slot. A bar covers the columns from `column` to `last`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) last: usize,
}

/// By which faces lines may come and go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Ports {
    /// By any face, at its middle.
    #[default]
    All,
    /// In against the flow, out with it; a bar is met anywhere along its length.
    Through,
}

/// Something that stands in a cell: a box, or an empty place that a line is led through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) cell: Cell,
    pub(super) ports: Ports,
}

/// A line to be led from a slot to a slot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    /// No other line leaves where it leaves, for its label stands there.
    pub(super) alone: bool,
}

impl Link {
    /// Whether two links may lie on each other: they end, or begin, in the same slot.
    pub(super) fn is_kin(self, other: Self) -> bool {
        self.to == other.to || (self.from == other.from && !self.alone && !other.alone)
    }
}

/// What is to be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chart {
    pub(super) flow: Flow,
    pub(super) slots: Vec<Slot>,
    pub(super) links: Vec<Link>,
    /// The lane of each column of a flow down, or of each row of a flow to the right; nothing where
    /// there are no lanes.
    pub(super) lanes: Vec<usize>,
}

impl Chart {
    pub(super) fn rows(&self) -> usize {
        self.slots.iter().map(|slot| slot.cell.row + 1).chain(self.lanes_of(Flow::Right)).max().unwrap_or(0)
    }

    pub(super) fn columns(&self) -> usize {
        self.slots.iter().map(|slot| slot.cell.last + 1).chain(self.lanes_of(Flow::Down)).max().unwrap_or(0)
    }

    /// How many rows or columns the lanes take up, if they lie across this flow.
    fn lanes_of(&self, flow: Flow) -> Option<usize> {
        (self.flow == flow).then_some(self.lanes.len())
    }

    pub(super) fn cell(&self, slot: usize) -> Cell {
        at(&self.slots, slot).cell
    }
}
