//! Time zones: local time and the instants it stands for.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, Utc};
use tz::timezone::{Transition, TransitionRule};
use tz::{LocalTimeType, TimeZoneRef};

use super::Instant;
use super::hours::DAY;

/// A time zone of the IANA time zone database.
#[derive(Clone, Copy)]
pub struct Zone {
    name: &'static str,
    rules: &'static TimeZoneRef<'static>,
}

/// There is no time zone of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownZone;

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self { name: "UTC", rules: &tzdb_data::time_zone::UTC };

    /// The name in the database: `Asia/Almaty`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// The instant that a local time stands for.
    ///
    /// A time that the clocks show twice, because they were set back, is the later of the two: read as
    /// the earlier, a term that ends then would end an hour too soon. A time that the clocks skip is read
    /// with the offset before the change, as RFC 5545 (3.3.5) does.
    pub(super) fn instant(self, local: NaiveDateTime) -> Instant {
        match self.showing(local) {
            Showing::Once(at) | Showing::Twice(_, at) => at,
            Showing::Never { before, .. } => before,
        }
    }

    /// The first instant from which on the clocks show `date` or a later one.
    ///
    /// Where midnight is skipped, that is the change; where it is shown twice, the second one counts only if
    /// the clocks have gone back to the day before.
    pub(super) fn beginning(self, date: NaiveDate) -> Instant {
        match self.showing(date.and_time(NaiveTime::MIN)) {
            Showing::Once(at) => at,
            Showing::Twice(first, second) => {
                let is_back = self.local(second.later(-1)).date() < date;
                if is_back { second } else { first }
            }
            Showing::Never { before, after } => self.change_between(after, before),
        }
    }

    /// The offset from UTC in force.
    pub(super) fn offset(self, at: Instant) -> FixedOffset {
        FixedOffset::east_opt(self.seconds_east(at)).unwrap_or(Utc.fix())
    }

    /// The local time that the clocks show; the first or last there is beyond the range of dates.
    pub(super) fn local(self, at: Instant) -> NaiveDateTime {
        let utc = utc(at);
        utc.checked_add_offset(self.offset(at)).unwrap_or(utc)
    }

    /// When the clocks show a local time.
    ///
    /// Two offsets can be at work, those in force a day before and a day after: no zone is a day or more from UTC,
    /// and none has ever changed its clocks twice within two days.
    fn showing(self, local: NaiveDateTime) -> Showing {
        let as_utc = Instant::from_seconds(local.and_utc().timestamp());
        let read_with = |offset: i32| as_utc.later(-i64::from(offset));
        let before = self.seconds_east(as_utc.later(-i64::from(DAY)));
        let after = self.seconds_east(as_utc.later(i64::from(DAY)));
        let (first, second) = (read_with(before), read_with(after));
        match (self.seconds_east(first) == before, self.seconds_east(second) == after) {
            (true, true) if first != second => Showing::Twice(first, second),
            (true, _) => Showing::Once(first),
            (false, true) => Showing::Once(second),
            (false, false) => Showing::Never { before: first, after: second },
        }
    }

    /// The seconds that local time is ahead of UTC.
    ///
    /// Beyond the last change that the database foretells, and beyond the dates it can reckon with, the last
    /// offset holds.
    fn seconds_east(self, at: Instant) -> i32 {
        let found = self.rules.find_local_time_type(at.seconds()).ok();
        let last = || {
            let index = self.rules.transitions().last().map_or(0, Transition::local_time_type_index);
            self.rules.local_time_types().get(index)
        };
        found.or_else(last).map_or(0, LocalTimeType::ut_offset)
    }

    /// The first instant with the offset of `after`, which is not in force at `before`.
    fn change_between(self, before: Instant, after: Instant) -> Instant {
        let offset = self.seconds_east(after);
        let (mut low, mut high) = (before.seconds(), after.seconds());
        while low + 1 < high {
            let middle = i64::midpoint(low, high);
            if self.seconds_east(Instant::from_seconds(middle)) == offset { high = middle } else { low = middle }
        }
        Instant::from_seconds(high)
    }

    /// The instants between which the offset in force at `at` does not change, as far as that is known without
    /// working out rules that repeat every year.
    fn steady(self, at: Instant) -> (Instant, Instant) {
        let changes = self.rules.transitions();
        let next = changes.partition_point(|change| change.unix_leap_time() <= at.seconds());
        let time = |index: usize| changes.get(index).map(Transition::unix_leap_time);
        let since = next.checked_sub(1).and_then(time).unwrap_or(i64::MIN);
        let repeats = matches!(self.rules.extra_rule(), Some(TransitionRule::Alternate(_)));
        let until = time(next).unwrap_or(if repeats { at.seconds() } else { i64::MAX });
        (Instant::from_seconds(since), Instant::from_seconds(until))
    }
}

/// Names are told apart as the database tells them: letter case aside.
impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        let rules = tzdb_data::find_tz(name.as_bytes()).ok_or(UnknownZone)?;
        let known = tzdb_data::TZ_NAMES.iter().find(|known| known.eq_ignore_ascii_case(name)).ok_or(UnknownZone)?;
        Ok(Self { name: known, rules })
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// When the clocks show a local time.
enum Showing {
    Once(Instant),
    /// They were set back: earlier and later.
    Twice(Instant, Instant),
    /// They were set forward over it.
    Never {
        /// Read with the offset before the change: an instant after it.
        before: Instant,
        /// Read with that after the change: an instant before it.
        after: Instant,
    },
}

/// Finds the beginnings of days that follow each other, most of them without asking for an offset.
pub(super) struct Beginnings {
    zone: Zone,
    /// In force between these instants.
    offset: i64,
    steady: (Instant, Instant),
}

impl Beginnings {
    /// Those of a zone's days.
    pub(super) fn new(zone: Zone) -> Self {
        let never = Instant::from_seconds(0);
        Self { zone, offset: 0, steady: (never, never) }
    }

    /// The [beginning](Zone::beginning) of a day.
    ///
    /// Under one offset it is midnight, provided that the clocks do not go back to the day before, which they
    /// could within a day.
    pub(super) fn of(&mut self, date: NaiveDate) -> Instant {
        let midnight = date.and_time(NaiveTime::MIN).and_utc().timestamp();
        let begins = Instant::from_seconds(midnight - self.offset);
        let (since, until) = self.steady;
        if since < begins && begins.later(i64::from(DAY)) <= until {
            return begins;
        }
        let begins = self.zone.beginning(date);
        self.offset = i64::from(self.zone.seconds_east(begins));
        self.steady = self.zone.steady(begins);
        begins
    }
}

fn utc(at: Instant) -> NaiveDateTime {
    let beyond = if at.seconds() < 0 { NaiveDateTime::MIN } else { NaiveDateTime::MAX };
    DateTime::from_timestamp(at.seconds(), 0).map_or(beyond, |utc| utc.naive_utc())
}

#[cfg(test)]
mod tests {
    use chrono::{LocalResult, TimeDelta, TimeZone};

    use super::*;

    /// Clocks changed at midnight, by half an hour, by a day, for war, every year, in the month of Ramadan.
    const ODD: [&str; 12] = [
        "Asia/Almaty",
        "Asia/Beirut",
        "America/Sao_Paulo",
        "America/St_Johns",
        "America/Havana",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Kwajalein",
        "Europe/Berlin",
        "Europe/Moscow",
        "Africa/Casablanca",
        "Asia/Pyongyang",
    ];

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    /// [`Zone::showing`] rests on it.
    #[test]
    fn no_zone_has_changed_its_clocks_twice_within_two_days() {
        for name in tzdb_data::TZ_NAMES {
            let zone = zone(name);
            let mut changes = zone.rules.transitions().iter().map(Transition::unix_leap_time).filter(|at| {
                let at = Instant::from_seconds(*at);
                zone.seconds_east(at) != zone.seconds_east(at.later(-1))
            });
            let mut last = changes.next();
            for change in changes {
                assert!(last.is_none_or(|last| change - last > 2 * i64::from(DAY)), "{name}: {change}");
                last = Some(change);
            }
        }
    }

    /// What another library says, by the rules that [`Zone::instant`] states.
    fn told(zone: chrono_tz::Tz, local: NaiveDateTime) -> i64 {
        let offset = match zone.offset_from_local_datetime(&local) {
            LocalResult::Single(offset) | LocalResult::Ambiguous(_, offset) => offset.fix(),
            LocalResult::None => zone.offset_from_utc_datetime(&(local - TimeDelta::days(1))).fix(),
        };
        local.and_utc().timestamp() - i64::from(offset.local_minus_utc())
    }

    #[test]
    fn another_library_agrees_around_every_change() {
        for name in ODD {
            let (zone, other) = (zone(name), name.parse::<chrono_tz::Tz>().unwrap());
            let changes = zone.rules.transitions().iter().map(Transition::unix_leap_time);
            // Up to the years that the other's tables may foretell in another way.
            for change in changes.filter(|at| (-2_000_000_000..1_700_000_000).contains(at)) {
                for minutes in (-26 * 60..=26 * 60).step_by(10) {
                    let at = Instant::from_seconds(change + minutes * 60 + 30);
                    let local = utc(at);
                    assert_eq!(zone.instant(local).seconds(), told(other, local), "{name} {local}");
                    assert_eq!(zone.local(at), other.from_utc_datetime(&local).naive_local(), "{name} {local}");
                }
            }
        }
    }

    /// Minute by minute: the day has begun when the clocks show it, and do not show an earlier one again.
    #[test]
    fn a_day_begins_when_the_clocks_show_it_for_good() {
        for name in ODD {
            let zone = zone(name);
            let changes = zone.rules.transitions().iter().map(Transition::unix_leap_time);
            for change in changes.filter(|at| (0..1_700_000_000).contains(at)) {
                let first = zone.local(Instant::from_seconds(change - i64::from(DAY))).date();
                for date in first.iter_days().take(4) {
                    let begins = zone.beginning(date);
                    let shows = |seconds: i64| zone.local(begins.later(seconds)).date() >= date;
                    assert!(!shows(-1), "{name} {date}");
                    assert!((0..2 * 24 * 60).all(|minute| shows(minute * 60)), "{name} {date}");
                }
            }
        }
    }

    #[test]
    fn beginnings_in_a_row_are_those_of_single_days() {
        for name in ODD.into_iter().chain(["UTC", "America/New_York"]) {
            let zone = zone(name);
            let mut beginnings = Beginnings::new(zone);
            let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
            for date in first.iter_days().take(160 * 365) {
                assert_eq!(beginnings.of(date), zone.beginning(date), "{name} {date}");
            }
        }
    }

    #[test]
    fn names_are_those_of_the_database() {
        assert_eq!("asia/almaty".parse::<Zone>().unwrap().name(), "Asia/Almaty");
        assert_eq!(Zone::UTC, zone("UTC"));
        assert_eq!("Asia/Nowhere".parse::<Zone>(), Err(UnknownZone));
    }
}
