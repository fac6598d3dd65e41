//! What a running case holds in memory, beside the record of its steps: the most at one time, and how often it asks.
//!
//! The record (`Log`) grows with the steps and its memory serves case after case, so it is warm here.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench without its input has nothing to measure")]

mod acts;

use divan::{AllocProfiler, Bencher, black_box};
use regc::run::{Log, Plan};

/// It counts what is asked for.
#[global_allocator]
static ALLOCATED: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// The first case of the medical act. What stays of it is the list of its limits.
#[divan::bench]
fn carry_out(bencher: Bencher<'_, '_>) {
    let (set, cases) = acts::medical();
    let (plan, mut log) = (Plan::of(&set), Log::default());
    plan.carry_out(&cases[0], &mut log).unwrap();
    bencher.bench_local(|| plan.carry_out(black_box(&cases[0]), &mut log).unwrap());
}
