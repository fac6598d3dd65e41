//! When a limit expires: the one definition that running and proving share.

use crate::calendar::{Calendar, Clock, Length, Moving, UnknownYear};
use crate::model::{Bound, Duration, Extension, ExtensionBy};

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

    /// The measure of a limit that has been extended so many times.
    ///
    /// What is added is added to the limit itself, before its end rolls: two months more make one
    /// addition with it, not a second one from where it would have ended.
    #[must_use]
    pub fn extended(bound: &Bound, extension: &Extension, times: u32) -> Option<Self> {
        match (bound, &extension.by) {
            (Bound::After(duration), ExtensionBy::Added(more)) => {
                let added = (0..times).flat_map(|_| more.quantities.iter().copied());
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
