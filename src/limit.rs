//! When events happen and limits expire: the one definition that running and proving share.

mod event;

use crate::calendar::{Calendar, Clock, Instant, Length, Moving, UnknownYear};
use crate::model::{Bound, Duration, Extension, ExtensionBy, Limit, Quantity};

pub(crate) use event::{Event, Marks, sets};

/// How a limit is measured, ready to be counted.
#[derive(Debug, Clone, Copy)]
pub enum Measure {
    /// So long after its event.
    After(Length),
    /// So long before its event.
    Before(Length),
}

impl Measure {
    /// The measure of a limit; [`None`] where the act sets no number.
    #[must_use]
    pub fn of(bound: &Bound) -> Option<Self> {
        match bound {
            Bound::After(duration) => Some(Self::After(Length::of(duration, Clock::Working))),
            Bound::Before(duration) => Some(Self::Before(Length::of(duration, Clock::Working))),
            Bound::Promise(_) => None,
        }
    }

    /// The measure of a limit in a case that extends it so many times.
    #[must_use]
    pub fn in_case(limit: &Limit, extended: u32) -> Option<Self> {
        match &limit.extension {
            Some(extension) => Self::extended(&limit.bound, extension, extended),
            None => Self::of(&limit.bound),
        }
    }

    /// The measure of a limit that has been extended so many times.
    ///
    /// What is added is added to the limit itself, before its end rolls: two months more make one
    /// addition with it, not a second one from where it would have ended.
    #[must_use]
    pub fn extended(bound: &Bound, extension: &Extension, times: u32) -> Option<Self> {
        match (bound, &extension.by) {
            (Bound::After(duration), ExtensionBy::Added(more)) => {
                let times_more = |part: &Quantity| Quantity { n: part.n.saturating_mul(times), ..*part };
                let added = more.quantities.iter().map(times_more);
                let quantities = duration.quantities.iter().copied().chain(added).collect();
                let consecutive = duration.consecutive || more.consecutive;
                Some(Self::After(Length::of(&Duration { quantities, consecutive }, Clock::Working)))
            }
            (Bound::After(_), ExtensionBy::Total(total)) if times > 0 => {
                Some(Self::After(Length::of(total, Clock::Working)))
            }
            _ => Self::of(bound),
        }
    }
}

/// When a limit expires whose event is at `from`; of one that is counted back from its event there are
/// no pauses.
///
/// # Errors
///
/// The answer lies in a year the calendar does not know.
pub fn due(
    calendar: &Calendar,
    measure: Measure,
    from: Moving,
    pauses: &[(Moving, Moving)],
    steady: &mut i64,
) -> Result<Moving, UnknownYear> {
    match measure {
        Measure::After(length) => calendar.due_sweeping(from, length, pauses, steady),
        Measure::Before(length) => calendar.subtract_sweeping(from, length, steady),
    }
}

/// When a limit expires, of instants that stand still; see [`due`].
///
/// # Errors
///
/// The answer lies in a year the calendar does not know.
pub fn due_still(
    calendar: &Calendar,
    measure: Measure,
    from: Instant,
    pauses: &[(Instant, Instant)],
) -> Result<Instant, UnknownYear> {
    let pauses: Vec<_> = pauses.iter().map(|(from, to)| (Moving::still(*from), Moving::still(*to))).collect();
    due(calendar, measure, Moving::still(from), &pauses, &mut 1).map(|due| due.at)
}

/// When the first of several events happened, of which each is known to have happened or not.
///
/// Those that have not happened do not count: another one was first.
pub fn earliest<T>(known: Vec<Option<T>>, earlier: impl FnMut(T, T) -> T) -> Option<T> {
    known.into_iter().flatten().reduce(earlier)
}

/// When the last of several events happened; [`None`] until all of them have.
pub fn latest<T>(known: Vec<Option<T>>, later: impl FnMut(T, T) -> T) -> Option<T> {
    let all: Option<Vec<T>> = known.into_iter().collect();
    all?.into_iter().reduce(later)
}
