//! How far apart a limit and its event are, in the unit the limit itself is measured in.

use super::Sample;
use crate::calendar::{Calendar, Counting};
use crate::model::{Bound, Duration, Quantity, Unit};

/// The lateness or the slack of a case, never negative: in working days or calendar days where the
/// limit counts by days and the two fall on different ones; otherwise in hours and minutes, of working
/// time where the limit is measured in it, by the clock where it is not.
#[must_use]
pub fn gap(calendar: &Calendar, bound: &Bound, sample: Sample) -> Duration {
    let (from, to) = (sample.done.min(sample.due), sample.done.max(sample.due));
    let quantities = match measured_in(calendar, bound) {
        Unit::WorkingDay => days(calendar.working_days_between(from, to), Unit::WorkingDay),
        Unit::CalendarDay => days(calendar.days_between(from, to), Unit::CalendarDay),
        _ => Vec::new(),
    };
    if !quantities.is_empty() {
        return Duration { quantities, consecutive: false };
    }
    let by_the_clock = measured_in(calendar, bound) == Unit::Day24h;
    let seconds = if by_the_clock { to.seconds() - from.seconds() } else { calendar.working_seconds_between(from, to) };
    Duration { quantities: hours(seconds / 60), consecutive: by_the_clock }
}

/// The unit that tells how late something is: the finest one the limit does not count in is too fine.
fn measured_in(calendar: &Calendar, bound: &Bound) -> Unit {
    let (Bound::After(duration) | Bound::Before(duration)) = bound else { return Unit::Minute };
    let has = |unit: &dyn Fn(Unit) -> bool| duration.quantities.iter().any(|quantity| unit(quantity.unit));
    let dates = |unit| matches!(unit, Unit::CalendarDay | Unit::Week | Unit::Month | Unit::Year);
    if has(&dates) {
        Unit::CalendarDay
    } else if has(&|unit| unit == Unit::WorkingDay) && calendar.spec().counting == Counting::ByDays {
        Unit::WorkingDay
    } else if duration.consecutive || has(&|unit| unit == Unit::Day24h) {
        Unit::Day24h
    } else {
        Unit::Minute
    }
}

fn days(n: i64, unit: Unit) -> Vec<Quantity> {
    quantity(n, unit).into_iter().collect()
}

fn hours(minutes: i64) -> Vec<Quantity> {
    [quantity(minutes / 60, Unit::Hour), quantity(minutes % 60, Unit::Minute)].into_iter().flatten().collect()
}

fn quantity(n: i64, unit: Unit) -> Option<Quantity> {
    u32::try_from(n).ok().filter(|n| *n > 0).map(|n| Quantity { n, unit })
}
