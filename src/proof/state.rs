//! How far a case may have come, and what of its past still matters.

use super::moving::Steady;
use crate::calendar::Moving;

/// A case on its way.
#[derive(Debug, Clone)]
pub struct State {
    /// When it arrived.
    pub at: Moving,
    /// When the events happened that clocks wait for; [`None`] until they do.
    pub marks: Vec<Option<Moving>>,
    /// The pauses of the limit in question, from when to when.
    pub pauses: Vec<(Moving, Moving)>,
    /// When the limit in question began anew, if it did.
    pub restarted: Option<Moving>,
    /// How often each return was used.
    pub returns: Vec<u32>,
    /// The choices on the way here: a place in the [`super::trail::Trail`].
    pub trail: usize,
}

impl State {
    /// A case at its very beginning.
    pub fn new(at: Moving, marks: usize, returns: usize, trail: usize) -> Self {
        Self { at, marks: vec![None; marks], pauses: Vec::new(), restarted: None, returns: vec![0; returns], trail }
    }

    /// Sets marks that are not set yet: an event is the first time it happens.
    pub fn mark(&mut self, marks: &[usize], at: Moving) {
        for mark in marks {
            if let Some(mark) = self.marks.get_mut(*mark) {
                mark.get_or_insert(at);
            }
        }
    }

    /// Whether two cases at one node differ in nothing but the time of their arrival.
    pub fn differs_in_time_only(&self, other: &Self) -> bool {
        self.marks == other.marks
            && self.pauses == other.pauses
            && self.restarted == other.restarted
            && self.returns == other.returns
    }

    /// Takes over what happened in another branch no later than this one's arrival.
    pub fn absorb(&mut self, other: &Self, steady: &mut Steady) {
        let past = |at: Moving, steady: &mut Steady| at.earlier(self.at, steady) == at;
        for (mark, theirs) in self.marks.iter_mut().zip(&other.marks) {
            let theirs = theirs.filter(|theirs| past(*theirs, steady));
            *mark = match (*mark, theirs) {
                (Some(mine), Some(theirs)) => Some(mine.earlier(theirs, steady)),
                (mine, theirs) => mine.or(theirs),
            };
        }
        for pause in &other.pauses {
            if !self.pauses.contains(pause) && past(pause.1, steady) {
                self.pauses.push(*pause);
            }
        }
        self.restarted = match (self.restarted, other.restarted.filter(|theirs| past(*theirs, steady))) {
            (Some(mine), Some(theirs)) => Some(mine.later(theirs, steady)),
            (mine, theirs) => mine.or(theirs),
        };
        for (mine, theirs) in self.returns.iter_mut().zip(&other.returns) {
            *mine = (*mine).max(*theirs);
        }
    }
}
