//! Local time and the instants it stands for.

use chrono::{FixedOffset, LocalResult, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// The offset from UTC that a local time is read with.
///
/// A time that the clocks show twice, because they were set back, is the later of the two: read as
/// the earlier, an hour added to it would end where it began, and a chain of such steps would never
/// get past the change. A time that the clocks skip is read with the offset before the change, as
/// RFC 5545 (3.3.5) does.
pub(super) fn offset(zone: Tz, local: NaiveDateTime) -> FixedOffset {
    match zone.offset_from_local_datetime(&local) {
        LocalResult::Single(offset) | LocalResult::Ambiguous(_, offset) => offset.fix(),
        LocalResult::None => before_the_change(zone, local),
    }
}

/// A day earlier the change is still ahead in every zone: none is a day or more from UTC.
fn before_the_change(zone: Tz, local: NaiveDateTime) -> FixedOffset {
    let earlier = local.checked_sub_signed(TimeDelta::days(1)).unwrap_or(local);
    zone.offset_from_utc_datetime(&earlier).fix()
}

/// The local time so many seconds by the clock later; `None` beyond the range of dates.
pub(super) fn add_seconds(zone: Tz, local: NaiveDateTime, seconds: u64) -> Option<NaiveDateTime> {
    let elapsed = TimeDelta::try_seconds(i64::try_from(seconds).ok()?)?;
    let utc = local.checked_sub_offset(offset(zone, local))?.checked_add_signed(elapsed)?;
    utc.checked_add_offset(zone.offset_from_utc_datetime(&utc).fix())
}
