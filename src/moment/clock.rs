//! How a limit stands at a moment, by what is to be seen of it.

use super::{LimitAt, State};
use crate::calendar::Instant;
use crate::model::Limit;
use crate::run::{Ending, Plan, Retold, Seen, Stop};

/// Where the limits of a procedure stand; `within` is the called procedure it is, if it is one.
pub fn limits(plan: &Plan<'_>, retold: &Retold<'_>) -> Result<Vec<LimitAt>, Stop> {
    let within = retold.called.then(|| retold.procedure.to_owned());
    let stands = |(limit, seen): (Limit, Seen)| {
        let state = state(&seen, retold.at, retold.ended);
        let Seen { from, due, done, .. } = seen;
        LimitAt { within: within.clone(), limit, from, due, done, state }
    };
    Ok(plan.limits_at(retold)?.into_iter().map(stands).collect())
}

fn state(seen: &Seen, at: Instant, ended: Option<Ending>) -> State {
    if seen.from.is_none() {
        return State::NotBegun;
    }
    let is_over = |due: Instant| match ended {
        Some(Ending { at, by_expiry: true }) => due <= at,
        Some(Ending { at, .. }) => due < at,
        None => due < at,
    };
    match (seen.in_time, seen.due) {
        (Some(done), Some(due)) if due < done => State::Broken,
        (Some(_), _) => State::Kept,
        (None, Some(due)) if is_over(due) => State::Broken,
        (None, _) if ended.is_some() && seen.done.is_some() => State::Kept,
        (None, _) if ended.is_some() => State::Lapsed,
        (None, _) => seen.suspended.map_or(State::Running, State::Paused),
    }
}
