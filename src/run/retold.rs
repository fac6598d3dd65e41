//! Where limits stand at a moment, by the steps that a trace tells: the clocks of a run, set once more.

use super::Stop;
use super::clocks::{Clocks, Ending, Seen};
use super::plan::{Plan, Ready};
use super::token::NEVER;
use super::trace::{Did, Entry};
use crate::calendar::Instant;
use crate::model::{Answer, Case, Limit};

/// A procedure as a trace tells it, up to a moment.
#[derive(Debug)]
pub struct Retold<'a> {
    pub case: &'a Case,
    /// The procedure, by its id.
    pub procedure: &'a str,
    /// Another one has called it, or been carried on by it.
    pub called: bool,
    pub filed: Instant,
    /// Its own steps that have begun by then, in the order they began.
    pub entries: Vec<&'a Entry>,
    /// The moment.
    pub at: Instant,
    /// How it ended, if it has by then.
    pub ended: Option<Ending>,
}

impl Plan<'_> {
    /// Where the limits of a procedure stand, in text order.
    ///
    /// # Errors
    ///
    /// A limit expires in a year that the calendar does not know.
    pub(crate) fn limits_at(&self, retold: &Retold<'_>) -> Result<Vec<(Limit, Seen)>, Stop> {
        let Retold { case, procedure, at, ended, .. } = *retold;
        let calendar = self.calendar.ok_or(Stop::NoCalendar)?;
        let ready = self.find(procedure, case.variant).ok_or_else(|| Stop::NoProcess(procedure.to_owned()))?;
        let mut clocks = Clocks::new(ready, (calendar, case), retold.filed, retold.called);
        for (record, entry) in retold.entries.iter().enumerate() {
            set(&mut clocks, ready, entry, record);
        }
        let timers = ready.timers.iter().enumerate();
        timers.map(|(number, timer)| Ok((timer.limit.clone(), clocks.seen(number, timer, at, ended)?))).collect()
    }
}

/// A step does to the clocks what it did to them in the run.
fn set(clocks: &mut Clocks<'_>, ready: &Ready<'_>, entry: &Entry, record: usize) {
    let Some(station) = ready.station(entry.node) else { return };
    // Of what was broken off, it is not told when it would have ended.
    let ends = if entry.cancelled { NEVER } else { entry.ends };
    clocks.reach(entry.begins);
    clocks.happen(&station.begins, entry.begins, record);
    if !matches!(entry.did, Did::Waited(Answer::Expiry)) {
        clocks.happen(&station.ends, ends, record);
    }
    clocks.wait(station, (entry.begins, ends), record);
    if entry.cancelled {
        clocks.break_off(record, entry.ends);
    }
}
