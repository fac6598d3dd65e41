//! Local time and the instants it stands for.

use chrono::{DateTime, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::{GapInfo, Tz};

use super::Instant;

/// The instant that a local time stands for.
///
/// A time that the clocks show twice, because they were set back, is the later of the two: read as
/// the earlier, a term that ends then would end an hour too soon. A time that the clocks skip is read
/// with the offset before the change, as RFC 5545 (3.3.5) does.
pub(super) fn instant(zone: Tz, local: NaiveDateTime) -> Instant {
    let offset = match zone.offset_from_local_datetime(&local) {
        LocalResult::Single(offset) | LocalResult::Ambiguous(_, offset) => offset.fix(),
        LocalResult::None => before_the_change(zone, local),
    };
    with_offset(local, offset)
}

/// The first instant from which on the clocks show `date` or a later one.
///
/// Where midnight is skipped, that is the change; where it is shown twice, the second one counts only if
/// the clocks have gone back to the day before.
pub(super) fn beginning(zone: Tz, date: NaiveDate) -> Instant {
    let midnight = date.and_time(NaiveTime::MIN);
    match zone.offset_from_local_datetime(&midnight) {
        LocalResult::Single(offset) => with_offset(midnight, offset.fix()),
        LocalResult::Ambiguous(first, second) => {
            let second = with_offset(midnight, second.fix());
            let is_back = local(zone, second.later(-1)).date() < date;
            if is_back { second } else { with_offset(midnight, first.fix()) }
        }
        LocalResult::None => {
            let change = GapInfo::new(&midnight, &zone).and_then(|gap| gap.end);
            change.map_or_else(|| instant(zone, midnight), |change| Instant::from_seconds(change.timestamp()))
        }
    }
}

/// The offset from UTC in force.
pub(super) fn offset(zone: Tz, at: Instant) -> FixedOffset {
    zone.offset_from_utc_datetime(&utc(at)).fix()
}

/// The local time that the clocks show; the first or last there is beyond the range of dates.
pub(super) fn local(zone: Tz, at: Instant) -> NaiveDateTime {
    let utc = utc(at);
    utc.checked_add_offset(offset(zone, at)).unwrap_or(utc)
}

fn with_offset(local: NaiveDateTime, offset: FixedOffset) -> Instant {
    Instant::from_seconds(local.and_utc().timestamp() - i64::from(offset.local_minus_utc()))
}

/// A day earlier the change is still ahead in every zone: none is a day or more from UTC.
fn before_the_change(zone: Tz, local: NaiveDateTime) -> FixedOffset {
    let earlier = local.checked_sub_signed(TimeDelta::days(1)).unwrap_or(local);
    zone.offset_from_utc_datetime(&earlier).fix()
}

fn utc(at: Instant) -> NaiveDateTime {
    let beyond = if at.seconds() < 0 { NaiveDateTime::MIN } else { NaiveDateTime::MAX };
    DateTime::from_timestamp(at.seconds(), 0).map_or(beyond, |utc| utc.naive_utc())
}
