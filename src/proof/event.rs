//! When events happen in a pass, and which of them cannot be foreseen.

use super::Unprovable;
use super::state::State;
use crate::calendar::Moving;
use crate::limit;
use crate::model::{Anchor, Head};

use crate::limit::{Event, Marks};

/// When an event happened in a case that was filed at `filed`, has come to `state`, and ended at
/// `completed`, if it has.
pub fn moment(
    event: &Event,
    filed: Moving,
    completed: Option<Moving>,
    state: &State,
    steady: &mut i64,
) -> Option<Moving> {
    let all = |events: &[Event], steady: &mut i64| {
        events.iter().map(|event| moment(event, filed, completed, state, steady)).collect()
    };
    match event {
        Event::Filing => Some(filed),
        Event::Completion => completed,
        Event::Mark(mark) => state.past().and_then(|past| past.marks.get(*mark).copied().flatten()),
        Event::Earlier(events) => limit::earliest(all(events, steady), |a, b| a.earlier(b, steady)),
        Event::Later(events) => limit::latest(all(events, steady), |a, b| a.later(b, steady)),
    }
}

/// An anchor, ready to be looked up.
///
/// # Errors
///
/// It cannot happen by anything the process does: it comes from outside, at a moment nobody knows.
pub fn required(marks: &Marks<'_>, anchor: &Anchor, head: &Head) -> Result<Event, Unprovable> {
    let event = marks.event(anchor).ok_or(Unprovable::NeverBegins)?;
    let Some(mark) = event.marks().into_iter().find(|mark| !marks.is_set(*mark)) else { return Ok(event) };
    Err(match marks.event_of(mark) {
        Some(Anchor::Event(event)) => {
            let title = head.event(*event).map(|event| event.title.clone());
            Unprovable::FromOutside(title.unwrap_or_default())
        }
        _ => Unprovable::NeverBegins,
    })
}
