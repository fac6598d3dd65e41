//! What the proofs of limits rest on: no count ever falls, and a sweep says how each goes on.

use proptest::prelude::*;
use regc::calendar::{Calendar, CalendarSpec, Clock, Counting, EventDay, Instant, Length, Moving, UnknownYear};
use regc::model::{Duration, Quantity, Unit};

use super::random::{self, minutes_after};

/// More than a day, so that a sweep may run into the next midnight, closing and change of offset.
const LONG: i64 = 130_000;

fn shifted(moving: Moving, by: i64) -> Instant {
    Instant::from_seconds(moving.at.seconds() + if moving.moves { by } else { 0 })
}

/// The law: as long as a sweep is steady, the plain function agrees with it at every minute, and at the
/// seconds around its ends.
fn holds(
    swept: impl Fn(&mut i64) -> Result<Moving, UnknownYear>,
    plain: impl Fn(i64) -> Result<Instant, UnknownYear>,
) -> Result<(), TestCaseError> {
    let mut steady = LONG;
    let Ok(found) = swept(&mut steady) else {
        prop_assert!(plain(0).is_err());
        return Ok(());
    };
    prop_assert!((1..=LONG).contains(&steady), "{}", steady);
    let near = [1, 59, steady / 2, steady - 2, steady - 1];
    for k in (0..steady).step_by(60).chain(near.into_iter().filter(|k| (0..steady).contains(k))) {
        prop_assert_eq!(plain(k), Ok(shifted(found, k)), "after {} of {} s", k, steady);
    }
    Ok(())
}

type Count<'a> = &'a dyn Fn(&Calendar, Instant) -> Result<Instant, UnknownYear>;

fn moving(at: Instant) -> impl Fn(bool) -> Moving {
    move |moves| Moving { at, moves }
}

/// A term with as much more as a pause may take from an earlier one and not from it: as many days as months
/// differ in length by, or a working day that counts as the first.
fn eased(spec: &CalendarSpec, mut term: Duration) -> Duration {
    let has = |units: &[Unit]| term.quantities.iter().any(|part| part.n > 0 && units.contains(&part.unit));
    let counts_working_days = spec.counting == Counting::ByDays
        && has(&[Unit::WorkingDay])
        && !has(&[Unit::CalendarDay, Unit::Week, Unit::Month, Unit::Year]);
    if has(&[Unit::Month, Unit::Year]) {
        term.quantities.push(Quantity { n: 4, unit: Unit::CalendarDay });
    } else if spec.event_day == EventDay::Counted && counts_working_days {
        term.quantities.push(Quantity { n: 1, unit: Unit::WorkingDay });
    }
    term
}

proptest! {
    #![proptest_config(crate::support::random(128))]

    #[test]
    fn sweeps_hold(
        (stated, start) in random::start(), term in random::term(), clock in random::performer(), moves in any::<bool>(),
    ) {
        let (calendar, length, start) = (stated.calendar(), Length::of(&term, clock), moving(start)(moves));
        holds(|steady| calendar.begin_sweeping(start, length, steady), |k| calendar.begin(shifted(start, k), length))?;
        holds(|steady| calendar.add_sweeping(start, length, steady), |k| calendar.add(shifted(start, k), length))?;
        holds(
            |steady| calendar.subtract_sweeping(start, length, steady),
            |k| calendar.subtract(shifted(start, k), length),
        )?;
        holds(|steady| calendar.filed_sweeping(start, steady), |k| calendar.filed(shifted(start, k)))?;
    }

    #[test]
    fn sweeps_of_pauses_hold(
        (stated, from) in random::start(), term in random::term(), clock in random::performer(),
        stretches in random::stretches(), bits in any::<u8>(),
    ) {
        let (calendar, length) = (stated.calendar(), Length::of(&term, clock));
        let bit = |number: usize| bits >> number & 1 == 1;
        let pause = |(number, (a, b)): (usize, &(i64, i64))| {
            (moving(minutes_after(from, *a))(bit(2 * number + 1)), moving(minutes_after(from, *b))(bit(2 * number + 2)))
        };
        let pauses: Vec<_> = stretches.iter().enumerate().map(pause).collect();
        let from = moving(from)(bit(0));
        holds(
            |steady| calendar.due_sweeping(from, length, &pauses, steady),
            |k| {
                let pauses: Vec<_> = pauses.iter().map(|(a, b)| (shifted(*a, k), shifted(*b, k))).collect();
                calendar.due(shifted(from, k), length, &pauses)
            },
        )?;
    }

    #[test]
    fn what_stands_still_is_steady_for_ever(
        (stated, start) in random::start(), term in random::term(), clock in random::performer(),
        stretches in random::stretches(),
    ) {
        let (calendar, length, still) = (stated.calendar(), Length::of(&term, clock), Moving::still(start));
        let pauses: Vec<_> =
            stretches.iter().map(|(a, b)| (minutes_after(start, *a), minutes_after(start, *b))).collect();
        let swept_pauses: Vec<_> = pauses.iter().map(|(a, b)| (Moving::still(*a), Moving::still(*b))).collect();
        let mut steady = i64::MAX;
        let mut found = vec![
            calendar.begin_sweeping(still, length, &mut steady),
            calendar.add_sweeping(still, length, &mut steady),
            calendar.subtract_sweeping(still, length, &mut steady),
            calendar.filed_sweeping(still, &mut steady),
        ];
        found.push(calendar.due_sweeping(still, length, &swept_pauses, &mut steady));
        prop_assert!(found.iter().flatten().all(|one| !one.moves));
        prop_assert_eq!(steady, i64::MAX);
    }

    #[test]
    fn later_is_never_earlier(
        (stated, start) in random::start(), minutes in prop_oneof![0..5000i64, 0..60_000i64], term in random::term(),
        clock in random::performer(), stretches in random::stretches(),
    ) {
        let (calendar, length) = (stated.calendar(), Length::of(&term, clock));
        let later = minutes_after(start, minutes);
        let pauses: Vec<_> =
            stretches.iter().map(|(a, b)| (minutes_after(start, *a), minutes_after(start, *b))).collect();
        let counts: [(&str, Count<'_>); 4] = [
            ("begin", &|calendar, at| calendar.begin(at, length)),
            ("add", &|calendar, at| calendar.add(at, length)),
            ("filed", &Calendar::filed),
            ("subtract", &|calendar, at| calendar.subtract(at, length)),
        ];
        for (name, count) in counts {
            if let (Ok(early), Ok(late)) = (count(&calendar, start), count(&calendar, later)) {
                prop_assert!(early <= late, "{}", name);
                prop_assert!(if name == "subtract" { early <= start } else { start <= early }, "{}", name);
            }
        }
        let eased = Length::of(&eased(&stated.spec, term), clock);
        let late = calendar.due(later, eased, &pauses);
        if let (Ok(early), Ok(late)) = (calendar.due(start, length, &pauses), late) {
            prop_assert!(start <= early && early <= late, "due");
        }
    }

    /// What is due so long after a moment may be asked for so long before it.
    #[test]
    fn counting_back_undoes_working_time((stated, start) in random::start(), minutes in 1..5000u32) {
        let calendar = stated.calendar();
        let length = Length::of(&super::duration(&[(minutes, Unit::Minute)]), Clock::Working);
        if let Ok(end) = calendar.add(start, length) {
            prop_assert_eq!(calendar.subtract(end, length), calendar.begin(start, length));
        }
    }
}
