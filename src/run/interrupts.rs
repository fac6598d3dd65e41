//! What breaks a procedure off: when it happens in a case, and which of several comes first.

use super::plan::Ready;
use super::script::Site;
use super::token::NEVER;
use super::world::World;
use crate::calendar::Instant;
use crate::graph::{InterruptNode, NodeId};

/// What may still break off a procedure that is being carried out.
#[derive(Debug)]
pub struct Interrupts {
    /// What the case says of it, and when; [`None`] once the procedure has been broken off, since what
    /// follows is broken off by nothing else.
    first: Option<(Instant, NodeId)>,
    /// From then on the procedure that calls this one has been broken off.
    caller: Instant,
}

impl Interrupts {
    /// Of a procedure that is filed at `filed` by a caller which is broken off at `caller`, if ever.
    ///
    /// What happens before a procedure is filed breaks nothing off. Of several at one moment it is the first
    /// in the text.
    pub fn new(ready: &Ready<'_>, world: &World<'_>, site: Site, filed: Instant, caller: Option<Instant>) -> Self {
        let moments = ready.interrupts.iter().flat_map(|(id, interrupt)| {
            let moments = moments(interrupt, *id, world, site).into_iter();
            moments.map(|at| (at, *id))
        });
        let first = moments.filter(|(at, _)| *at >= filed).min();
        Self { first, caller: caller.unwrap_or(NEVER) }
    }

    /// What breaks the procedure off before `next`, and when: whatever is done at that very moment is done.
    pub fn before(&self, next: Instant) -> Option<(Instant, NodeId)> {
        self.first.filter(|(at, _)| *at < next)
    }

    /// The procedure has been broken off.
    pub fn pass(&mut self) {
        self.first = None;
    }

    /// From when on whatever is done here is broken off, by this procedure or a caller of it.
    pub fn end(&self) -> Instant {
        self.first.map_or(self.caller, |(at, _)| at.min(self.caller))
    }

    /// Whether the callers have been broken off before `next`, so that nothing that is done then counts.
    pub fn are_callers_before(&self, next: Instant) -> bool {
        self.caller < next
    }
}

/// When a case says that something happens: by its own name, or by that of an event that it is.
fn moments(interrupt: &InterruptNode, id: NodeId, world: &World<'_>, site: Site) -> Vec<Instant> {
    let named = world.script.interrupt(site, id);
    let events = world.case.events.iter().filter(|(event, _)| interrupt.events.contains(event));
    named.into_iter().chain(events.map(|(_, at)| world.calendar.instant(*at))).collect()
}
