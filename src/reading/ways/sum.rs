//! Sums of terms. Each unit is summed by itself: what one is of another only a calendar can say.

use crate::duration::{Duration, Quantity, Unit};
use crate::language::Language;
use crate::report::message::say;
use crate::words;

/// Terms added up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sum {
    /// How much of each unit, by the clock or not; in the order of the units.
    parts: Vec<(Unit, bool, u64)>,
    /// A wait without bound is among them.
    endless: bool,
    /// Of parallel branches one was taken that is not surely the longest (or shortest).
    guessed: bool,
}

/// Weight of a wait without bound: above whatever a file can add up to.
const ENDLESS: u64 = 1 << 60;

impl Sum {
    /// The sum of a wait without bound.
    pub(in crate::reading) fn endless() -> Self {
        Self { endless: true, ..Self::default() }
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && !self.endless
    }

    /// Whether it holds a choice between lengths that only a calendar can compare.
    #[must_use]
    pub fn is_guessed(&self) -> bool {
        self.guessed
    }

    /// Adds a length.
    pub(in crate::reading) fn add(&mut self, duration: &Duration) {
        for Quantity { n, unit } in &duration.quantities {
            // Days and months are the same whether somebody works or not.
            let by_clock = duration.consecutive && matches!(unit, Unit::Minute | Unit::Hour);
            self.add_part(*unit, by_clock, u64::from(*n));
        }
    }

    fn add_part(&mut self, unit: Unit, by_clock: bool, n: u64) {
        match self.parts.binary_search_by_key(&(unit, by_clock), |(unit, by_clock, _)| (*unit, *by_clock)) {
            Ok(at) => {
                if let Some((_, _, sum)) = self.parts.get_mut(at) {
                    *sum = sum.saturating_add(n);
                }
            }
            Err(at) => self.parts.insert(at, (unit, by_clock, n)),
        }
    }

    /// The two together.
    pub(in crate::reading) fn plus(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        for (unit, by_clock, n) in &other.parts {
            sum.add_part(*unit, *by_clock, *n);
        }
        sum.endless |= other.endless;
        sum.guessed |= other.guessed;
        sum
    }

    /// The longer of two that run side by side, or the shorter one.
    pub(in crate::reading) fn beside(&self, other: &Self, longer: bool) -> Self {
        let (own, others) = (self.weight(), other.weight());
        // Of two equal ones the first in text order is taken.
        let take_other = if longer { others > own } else { others < own };
        let mut taken = if take_other { other.clone() } else { self.clone() };
        taken.guessed |= !self.is_surely_within(other) && !other.is_surely_within(self);
        taken
    }

    /// Whether it is no longer than another, whatever the calendar.
    #[must_use]
    pub fn is_surely_within(&self, other: &Self) -> bool {
        other.endless || !self.endless && self.by_kind().iter().zip(other.by_kind()).all(|(one, other)| *one <= other)
    }

    /// Minutes of work, minutes by the clock, working days, calendar days, months.
    fn by_kind(&self) -> [u64; 5] {
        let mut kinds = [0_u64; 5];
        let [work, clock, working_days, days, months] = &mut kinds;
        for (unit, by_clock, n) in &self.parts {
            let minutes = if *by_clock { &mut *clock } else { &mut *work };
            let (kind, factor) = match unit {
                Unit::Minute => (minutes, 1),
                Unit::Hour => (minutes, 60),
                Unit::WorkingDay => (&mut *working_days, 1),
                Unit::CalendarDay => (&mut *days, 1),
                Unit::Day24h => (&mut *clock, 24 * 60),
                Unit::Week => (&mut *days, 7),
                Unit::Month => (&mut *months, 1),
                Unit::Year => (&mut *months, 12),
            };
            *kind = kind.saturating_add(n.saturating_mul(factor));
        }
        kinds
    }

    /// How long it is in common: a week of five working days of eight hours, a month of 30 days and a bit, in
    /// fifths of a minute. Used to put sums in order, never to tell one.
    #[must_use]
    pub fn weight(&self) -> u64 {
        let weights = [21, 5, 10_080, 7_200, 219_000];
        let each = self.by_kind().into_iter().zip(weights).map(|(n, weight): (u64, u64)| n.saturating_mul(weight));
        let sum = each.fold(0, u64::saturating_add).min(ENDLESS - 1);
        if self.endless { ENDLESS + sum } else { sum }
    }

    /// In words, the longest unit first: `14 рабочих дней + 8 часов 30 минут`.
    #[must_use]
    pub fn told(&self, language: Language) -> String {
        let days = self.parts.iter().rev().filter(|(unit, ..)| !matches!(unit, Unit::Hour | Unit::Minute));
        let mut parts: Vec<_> =
            days.filter(|(.., n)| *n > 0).map(|(unit, _, n)| quantity(*n, *unit, language)).collect();
        parts.extend(self.hours(false, language));
        parts.extend(self.hours(true, language).map(|text| by_clock(&text, language)));
        if self.endless {
            parts.push(say!(language, "ожидание без срока", "мерзімсіз күту", "a wait without a bound"));
        }
        if parts.is_empty() {
            return say!(language, "сроков нет", "мерзім жоқ", "no terms");
        }
        parts.join(" + ")
    }

    /// Hours and minutes; minutes become hours only where the act itself counts in hours.
    fn hours(&self, clock: bool, language: Language) -> Option<String> {
        let of = |wanted: Unit| {
            let part = self.parts.iter().find(|(unit, by_clock, _)| *unit == wanted && *by_clock == clock);
            part.map_or(0, |(_, _, n)| *n)
        };
        let (hours, minutes) = (of(Unit::Hour), of(Unit::Minute));
        let (hours, minutes) =
            if hours > 0 { (hours.saturating_add(minutes / 60), minutes % 60) } else { (0, minutes) };
        let told = [(hours, Unit::Hour), (minutes, Unit::Minute)].into_iter().filter(|(n, _)| *n > 0);
        let told: Vec<_> = told.map(|(n, unit)| quantity(n, unit, language)).collect();
        (!told.is_empty()).then(|| told.join(" "))
    }
}

fn quantity(n: u64, unit: Unit, language: Language) -> String {
    words::quantity(Quantity { n: u32::try_from(n).unwrap_or(u32::MAX), unit }, language)
}

fn by_clock(text: &str, language: Language) -> String {
    say!(language, "{text} подряд", "қатарынан {text}", "{text} consecutive")
}
