//! A row and a column for every slot of a plan.
//!
//! Blocks are put together from the leaves up. A block knows for each of its rows how far it
//! reaches to the right, so that a branch beside a condition moves as near as what stands under the
//! condition allows, and the way to it is free.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::list::{at, put};
use super::plan::Plan;

/// The place of a slot. A bar covers the columns from `column` to `last`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) last: usize,
}

/// Where every slot stands.
///
/// Channel `k` of columns lies left of column `k`, channel `k` of rows above row `k`; no slot
/// stands in a channel, except that a bar crosses those between its columns.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) cells: Vec<Cell>,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// The slots by column and row, a bar under each column it covers.
    taken: BTreeMap<(usize, usize), usize>,
    /// The channels of columns that bars cross, with the rows.
    crossed: BTreeSet<(usize, usize)>,
}

impl Grid {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut builder = Builder::new(plan);
        builder.build();
        let mut grid = Self { cells: builder.place(), ..Self::default() };
        grid.stretch_bars(plan, &builder.reach);
        grid.index(plan);
        grid
    }

    pub(super) fn cell(&self, slot: usize) -> Cell {
        at(&self.cells, slot)
    }

    /// The first slot met on the way down from a row.
    pub(super) fn under(&self, column: usize, row: usize) -> Option<usize> {
        self.taken.range((column, row + 1)..(column + 1, 0)).next().map(|(_, slot)| *slot)
    }

    /// Whether a column goes on across the channel above a row, so that an arrow may come down there.
    pub(super) fn is_passed(&self, column: usize, row: usize) -> bool {
        let is_begun = self.taken.range((column, 0)..(column, row)).next().is_some();
        is_begun && self.taken.range((column, row)..(column + 1, 0)).next().is_some()
    }

    /// Whether an arrow may go along a channel of columns between two heights, each twice the
    /// number of a channel of rows, or one more for the middle of the row under it.
    pub(super) fn is_open(&self, channel: usize, one: usize, other: usize) -> bool {
        let (low, high) = (one.min(other) / 2, one.max(other).div_ceil(2));
        self.crossed.range((channel, low)..(channel, high)).next().is_none()
    }

    /// A bar reaches over every branch that leaves it or comes straight down to it.
    fn stretch_bars(&mut self, plan: &Plan, reach: &[usize]) {
        let passed: BTreeMap<usize, usize> =
            plan.passages.iter().enumerate().map(|(number, link)| (*link, plan.traits.len() + number)).collect();
        let mut last: Vec<usize> = self.cells.iter().map(|cell| cell.column).collect();
        for (number, link) in plan.links.iter().enumerate() {
            let slot = passed.get(&number).copied();
            let source = self.cell(slot.unwrap_or(link.from)).column;
            let target = self.cell(slot.unwrap_or(link.to));
            let below = plan.below.get(link.from).is_some_and(|below| below.contains(&slot.unwrap_or(link.to)));
            if plan.is_bar(link.to) && link.is_forward() {
                let most = at(&last, link.to).max(source);
                put(&mut last, link.to, most);
            }
            if plan.is_bar(link.from) && below {
                let most = at(&last, link.from).max(target.column);
                put(&mut last, link.from, most);
            }
        }
        for (slot, cell) in self.cells.iter_mut().enumerate() {
            cell.last = at(&last, slot).min(cell.column + at(reach, slot));
        }
    }

    fn index(&mut self, plan: &Plan) {
        for (slot, cell) in self.cells.iter().enumerate() {
            self.rows = self.rows.max(cell.row + 1);
            self.columns = self.columns.max(cell.last + 1);
            for column in cell.column..=cell.last {
                self.taken.insert((column, cell.row), slot);
                if plan.is_bar(slot) && column > cell.column {
                    self.crossed.insert((column, cell.row));
                }
            }
        }
    }
}

/// How far right each row of a block reaches, counted from the block's own column.
type Block = VecDeque<usize>;

/// Puts blocks together and remembers where in its parent each stands.
struct Builder<'a> {
    plan: &'a Plan,
    blocks: Vec<Block>,
    /// Rows below and columns right of the slot it hangs from.
    offsets: Vec<(usize, usize)>,
    /// How many columns to its right a bar may cover.
    reach: Vec<usize>,
}

impl<'a> Builder<'a> {
    fn new(plan: &'a Plan) -> Self {
        let count = plan.slots();
        Self { plan, blocks: vec![Block::from([0]); count], offsets: vec![(0, 0); count], reach: vec![0; count] }
    }

    /// What hangs from a node has a greater number, so going backwards finds it finished.
    fn build(&mut self) {
        for node in (0..self.plan.traits.len()).rev() {
            let block = self.block(node);
            put(&mut self.blocks, node, block);
        }
    }

    fn take(&mut self, slot: usize) -> Block {
        self.blocks.get_mut(slot).map(std::mem::take).unwrap_or_default()
    }

    fn block(&mut self, node: usize) -> Block {
        let plan = self.plan;
        let mut block = self.row_of_blocks(plan.below.get(node).map_or(&[], Vec::as_slice), plan.is_bar(node));
        block.push_front(0);
        if plan.is_bar(node) {
            let last = plan.below.get(node).and_then(|below| below.last()).map_or(0, |slot| at(&self.offsets, *slot).1);
            put(&mut self.reach, node, last);
            block.front_mut().into_iter().for_each(|front| *front = last);
        }
        if let Some(beside) = at(&plan.beside, node) {
            let other = self.take(beside);
            let shift = clear_of(&block, &other);
            put(&mut self.offsets, beside, (0, shift));
            merge(&mut block, &other, shift);
        }
        for meet in plan.meets.get(node).into_iter().flatten() {
            block = self.stack(block, *meet);
        }
        block
    }

    /// The branches under a node side by side. Those of a bar share no column, so that each can go
    /// on straight down to the bar where they end.
    fn row_of_blocks(&mut self, slots: &[usize], apart: bool) -> Block {
        let mut row = Block::new();
        for slot in slots {
            let block = self.take(*slot);
            let shift = match row.iter().max() {
                None => 0,
                Some(most) if apart => most + 1,
                Some(_) => clear_of(&row, &block),
            };
            put(&mut self.offsets, *slot, (1, shift));
            if row.is_empty() {
                row = block;
            } else {
                merge(&mut row, &block, shift);
            }
        }
        row
    }

    /// Puts the block in which branches meet under them; the shorter list is copied.
    fn stack(&mut self, mut above: Block, meet: usize) -> Block {
        let mut block = self.take(meet);
        put(&mut self.offsets, meet, (above.len(), 0));
        if self.plan.is_bar(meet) {
            let most = above.iter().max().copied().unwrap_or(0);
            let own = at(&self.reach, meet).max(most);
            put(&mut self.reach, meet, own);
            block.front_mut().into_iter().for_each(|front| *front = own.max(*front));
        }
        if above.len() < block.len() {
            above.into_iter().rev().for_each(|reach| block.push_front(reach));
            return block;
        }
        above.extend(block);
        above
    }

    fn place(&self) -> Vec<Cell> {
        let mut cells = vec![Cell::default(); self.plan.slots()];
        let mut next_row = 0;
        for root in &self.plan.roots {
            put(&mut cells, *root, Cell { row: next_row, ..Cell::default() });
            next_row += self.blocks.get(*root).map_or(0, VecDeque::len);
        }
        for node in 0..self.plan.traits.len() {
            let lists = [self.plan.below.get(node), self.plan.meets.get(node)];
            for slot in lists.into_iter().flatten().flatten().copied().chain(at(&self.plan.beside, node)) {
                let (down, right) = at(&self.offsets, slot);
                let Cell { row, column, .. } = at(&cells, node);
                put(&mut cells, slot, Cell { row: row + down, column: column + right, last: 0 });
            }
        }
        cells
    }
}

/// The shift that puts `other` right of everything `block` holds in the same rows.
fn clear_of(block: &Block, other: &Block) -> usize {
    block.iter().zip(other).map(|(reach, _)| reach + 1).max().unwrap_or(0)
}

fn merge(block: &mut Block, other: &Block, shift: usize) {
    for (row, reach) in other.iter().enumerate() {
        match block.get_mut(row) {
            Some(own) => *own = (*own).max(reach + shift),
            None => block.push_back(reach + shift),
        }
    }
}
