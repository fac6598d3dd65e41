//! What one count of time costs: the ends of terms, by the calendar of Kazakhstan from 2014 to 2026.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a bench reads its input, and without it has nothing to measure"
)]

use divan::{Bencher, black_box};
use regc::calendar::{Calendar, Clock, Instant, Length, Moving};
use regc::model::{Duration, Quantity, Unit};
use regc::program::{ParsedFile, Program};
use regc::source::{SourceFile, Sources};

fn main() {
    divan::main();
}

fn kz() -> Calendar {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/specs/calendars/kz.reg");
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new("kz.reg", std::fs::read_to_string(path).unwrap()));
    let file = ParsedFile::parse(id, sources.get(id).unwrap());
    let program = Program::compile(sources, vec![file]);
    program.units.first().unwrap().calendars.first().unwrap().calendar.clone()
}

fn length(n: u32, unit: Unit) -> Length {
    Length::of(&Duration { quantities: vec![Quantity { n, unit }], consecutive: false }, Clock::Working)
}

/// A thousand moments over ten years; a bench goes through them all, so one count is a thousandth.
fn moments() -> Vec<Instant> {
    (0..1000).map(|index| Instant::from_seconds(1_400_000_000 + index * 317_003)).collect()
}

const TERMS: [(u32, Unit); 5] =
    [(15, Unit::WorkingDay), (465, Unit::Minute), (15, Unit::CalendarDay), (2, Unit::Month), (3, Unit::Day24h)];

fn term(index: usize) -> Length {
    let (n, unit) = *TERMS.get(index).unwrap();
    length(n, unit)
}

/// 15 working days; 7 h 45 min; 15 calendar days; 2 months; 72 hours.
#[divan::bench(args = 0..TERMS.len())]
fn add_1000(bencher: Bencher<'_, '_>, term: usize) {
    let (calendar, moments, length) = (kz(), moments(), self::term(term));
    bencher.counter(moments.len()).bench_local(|| {
        for start in &moments {
            black_box(calendar.add(*start, length)).unwrap();
        }
    });
}

#[divan::bench(args = 0..TERMS.len())]
fn sweep_1000(bencher: Bencher<'_, '_>, term: usize) {
    let (calendar, moments, length) = (kz(), moments(), self::term(term));
    bencher.counter(moments.len()).bench_local(|| {
        for start in &moments {
            let mut steady = i64::MAX;
            black_box(calendar.add_sweeping(Moving::along(*start), length, &mut steady)).unwrap();
            black_box(steady);
        }
    });
}

#[divan::bench]
fn filed_1000(bencher: Bencher<'_, '_>) {
    let (calendar, moments) = (kz(), moments());
    bencher.counter(moments.len()).bench_local(|| {
        for at in &moments {
            black_box(calendar.filed(*at)).unwrap();
        }
    });
}

/// The tables of 13 years, which are made when something is first asked for.
#[divan::bench]
fn make_tables(bencher: Bencher<'_, '_>) {
    let (spec, moments) = (kz().spec().clone(), moments());
    let first = *moments.first().unwrap();
    bencher.bench_local(|| Calendar::new(spec.clone()).unwrap().filed(first).unwrap());
}
