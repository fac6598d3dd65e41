//! The bare record of a case: which nodes it came to, when, and which way it went on.

use super::trace::Standing;
use crate::calendar::Instant;
use crate::graph::{End, NodeId};

/// The bare record of a case.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// What was carried out, in the order it was come to; the steps of a called procedure stand behind its call.
    pub(super) records: Vec<Record>,
    /// The procedures that were called or begun in the place of another, and came to an end.
    pub(super) calls: Vec<Called>,
}

/// A node that a case came to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    /// The number of the process.
    pub process: usize,
    pub node: NodeId,
    /// 0 in the case's own procedure, 1 in one it calls, and so on.
    pub depth: u32,
    /// The number of the edge it went on by.
    pub way: u32,
    /// When it was come to, or might begin if that was later.
    pub came: Instant,
    pub ends: Instant,
    pub cancelled: bool,
}

/// How a procedure ended that was called, or begun in the place of another.
#[derive(Debug, Clone)]
pub(super) struct Called {
    /// The record of the call.
    pub record: usize,
    /// The number of its process.
    pub process: usize,
    pub reached: Option<NodeId>,
    pub limits: Vec<Standing>,
}

/// How a procedure ended.
#[derive(Debug, Clone)]
pub struct Ended {
    /// In what.
    pub end: End,
    /// The end event it came to; [`None`] where a limit ended it, or a procedure it called did.
    pub reached: Option<NodeId>,
    /// When.
    pub at: Instant,
    /// The number of the limit that ended it by expiring, if one did.
    pub expired: Option<usize>,
    /// Where its limits stand, in text order.
    pub limits: Vec<Standing>,
}

impl Log {
    /// How many steps were carried out, those of called procedures among them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether nothing was carried out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Forgets the case; its memory serves the next one.
    pub(super) fn clear(&mut self) {
        self.records.clear();
        self.calls.clear();
    }

    pub(super) fn put(&mut self, record: Record) -> usize {
        self.records.push(record);
        self.records.len() - 1
    }

    /// What a call or a hand-over has begun has come to its end.
    pub(super) fn called(&mut self, called: Called, at: Instant) {
        self.ends(called.record, at);
        self.calls.push(called);
    }

    /// It is known now when a record ends.
    pub(super) fn ends(&mut self, record: usize, at: Instant) {
        if let Some(record) = self.records.get_mut(record) {
            record.ends = at;
        }
    }

    /// What is going on at a moment is broken off then; of a call, the steps of the called procedure too, which
    /// stand behind it.
    pub(super) fn break_off(&mut self, index: usize, at: Instant) {
        let mut records = self.records.iter_mut().skip(index);
        let Some(record) = records.next() else { return };
        let own = record.depth;
        record.break_off(at);
        for record in records.take_while(|record| record.depth > own) {
            record.break_off(at);
        }
    }

    /// All that is going on at a moment, from a record on, is broken off then.
    pub(super) fn break_off_from(&mut self, first: usize, at: Instant) {
        for record in self.records.iter_mut().skip(first) {
            record.break_off(at);
        }
    }
}

impl Record {
    fn break_off(&mut self, at: Instant) {
        if self.ends > at {
            self.cancelled = true;
            self.ends = at;
        }
    }
}
