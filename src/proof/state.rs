//! How far a case may have come, and what of its past still matters.

use std::rc::Rc;

use crate::calendar::Moving;

/// A case on its way.
#[derive(Debug, Clone)]
pub struct State {
    /// When it arrived.
    pub at: Moving,
    /// The choices on the way here: a place in the [`super::trail::Trail`].
    pub trail: usize,
    /// What has happened that still matters; [`None`] where nothing that can happen does.
    past: Option<Rc<Past>>,
}

/// What has happened in a case that still matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// When the events happened that clocks wait for; [`None`] until they do.
    pub marks: Vec<Option<Moving>>,
    /// The pauses of the limit in question, from when to when.
    pub pauses: Vec<(Moving, Moving)>,
    /// When the limit in question began anew. The last time counts, but inside a fork one may still be
    /// broken off: then the one before does.
    pub restarts: Vec<Moving>,
    /// How often each return was used.
    pub returns: Vec<u32>,
}

impl Past {
    /// Nothing has happened yet.
    pub fn new(marks: usize, returns: usize) -> Self {
        Self { marks: vec![None; marks], pauses: Vec::new(), restarts: Vec::new(), returns: vec![0; returns] }
    }
}

impl State {
    /// A case at its very beginning; `past` is that of a case in which nothing has happened yet.
    pub fn new(at: Moving, past: Option<Rc<Past>>, trail: usize) -> Self {
        Self { at, trail, past }
    }

    /// The same case at another moment.
    pub fn at_moment(&self, at: Moving) -> Self {
        Self { at, ..self.clone() }
    }

    /// What has happened.
    pub fn past(&self) -> Option<&Past> {
        self.past.as_deref()
    }

    /// What has happened, to be added to.
    pub fn past_mut(&mut self) -> Option<&mut Past> {
        self.past.as_mut().map(Rc::make_mut)
    }

    /// Sets marks that are not set yet: an event is the first time it happens.
    pub fn mark(&mut self, marks: &[usize], at: Moving) {
        if marks.is_empty() {
            return;
        }
        let Some(past) = self.past_mut() else { return };
        for mark in marks {
            if let Some(mark) = past.marks.get_mut(*mark) {
                mark.get_or_insert(at);
            }
        }
    }

    /// When the limit in question last began anew, if it did.
    pub fn restarted(&self, steady: &mut i64) -> Option<Moving> {
        self.past()?.restarts.iter().copied().reduce(|one, other| one.later(other, steady))
    }

    /// Whether two cases at one node differ in nothing but the time of their arrival.
    pub fn differs_in_time_only(&self, other: &Self) -> bool {
        match (&self.past, &other.past) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other) || one == other,
            _ => true,
        }
    }

    /// Takes over what happened in another branch no later than this one's arrival.
    pub fn absorb(&mut self, other: &Self, steady: &mut i64) {
        let at = self.at;
        let (Some(mine), Some(theirs)) = (self.past_mut(), other.past()) else { return };
        let past = |event: Moving, steady: &mut i64| !at.precedes(event, steady) || event == at;
        for (mine, theirs) in mine.marks.iter_mut().zip(&theirs.marks) {
            let theirs = theirs.filter(|theirs| past(*theirs, steady));
            *mine = match (*mine, theirs) {
                (Some(mine), Some(theirs)) => Some(mine.earlier(theirs, steady)),
                (mine, theirs) => mine.or(theirs),
            };
        }
        for (begun, ended) in &theirs.pauses {
            // A wait that is broken off pauses until then.
            let pause = (*begun, ended.earlier(at, steady));
            if !mine.pauses.contains(&pause) && past(*begun, steady) {
                mine.pauses.push(pause);
            }
        }
        for restart in &theirs.restarts {
            // A wait that is broken off begins nothing anew.
            if !mine.restarts.contains(restart) && past(*restart, steady) {
                mine.restarts.push(*restart);
            }
        }
        for (mine, theirs) in mine.returns.iter_mut().zip(&theirs.returns) {
            *mine = (*mine).max(*theirs);
        }
    }
}
