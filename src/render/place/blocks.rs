//! A row and a column for every slot of a plan.
//!
//! Blocks are put together from the leaves up. A block knows for each of its rows how far it
//! reaches to the right, so that a branch beside a condition moves as near as what stands under the
//! condition allows, and the way to it is free.

use std::collections::{BTreeMap, VecDeque};

use super::plan::Plan;
use crate::render::layout::{Cell, at, put};

/// Where every slot of a plan stands.
pub(super) fn cells(plan: &Plan) -> Vec<Cell> {
    let mut builder = Builder::new(plan);
    builder.build();
    let mut cells = builder.place();
    stretch_bars(plan, &mut cells, &builder.reach);
    cells
}

/// A bar reaches over every branch that leaves it or comes straight down to it.
fn stretch_bars(plan: &Plan, cells: &mut [Cell], reach: &[usize]) {
    let passed: BTreeMap<usize, usize> =
        plan.passages.iter().enumerate().map(|(number, link)| (*link, plan.traits.len() + number)).collect();
    let mut last: Vec<usize> = cells.iter().map(|cell| cell.column).collect();
    for (number, link) in plan.links.iter().enumerate() {
        let slot = passed.get(&number).copied();
        let source = at(cells, slot.unwrap_or(link.from)).column;
        let target = at(cells, slot.unwrap_or(link.to));
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
    for (slot, cell) in cells.iter_mut().enumerate() {
        cell.last = at(&last, slot).min(cell.column + at(reach, slot));
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

    /// What hangs under a node at one slot; under a passage that is the node it leads to.
    fn branch(&mut self, slot: usize) -> Block {
        let Some(node) = self.plan.under_passage(slot) else { return self.take(slot) };
        put(&mut self.offsets, node, (1, 0));
        let mut block = self.take(node);
        block.push_front(0);
        block
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
            let block = self.branch(*slot);
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
                if let Some(under) = self.plan.under_passage(slot) {
                    put(&mut cells, under, Cell { row: row + down + 1, column: column + right, last: 0 });
                }
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
