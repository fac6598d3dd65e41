//! What running cases costs: steps a second, and whether a step of a long procedure costs more.
//!
//! `carry_out` is the bare run, whose record serves counting and comparing; `trace` is what `regc run` shows.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench without its input has nothing to measure")]

mod acts;

use std::fmt::Write as _;

use acts::{compile, medical, read};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use regc::graph::ProcessSet;
use regc::model::Case;
use regc::run::{Log, Plan};

fn main() {
    divan::main();
}

/// The first case of the act: a licence issued by way of the office, nine steps with terms and a limit.
#[divan::bench]
fn carry_out(bencher: Bencher<'_, '_>) {
    let (set, cases) = medical();
    carry_out_often(bencher, &set, &cases[0]);
}

fn carry_out_often(bencher: Bencher<'_, '_>, set: &ProcessSet, case: &Case) {
    let plan = Plan::of(set);
    let mut log = Log::default();
    plan.carry_out(case, &mut log).unwrap();
    bencher.counter(ItemsCount::new(log.len())).bench_local(|| plan.carry_out(black_box(case), &mut log).unwrap());
}

/// The same, told as `regc run` tells it.
#[divan::bench]
fn trace(bencher: Bencher<'_, '_>) {
    let (set, cases) = medical();
    let plan = Plan::of(&set);
    let steps = plan.run(&cases[0]).unwrap().entries.len();
    bencher.counter(ItemsCount::new(steps)).bench_local(|| plan.run(black_box(&cases[0])).unwrap());
}

/// To make the act ready for its cases.
#[divan::bench]
fn plan(bencher: Bencher<'_, '_>) {
    let (set, _) = medical();
    bencher.bench_local(|| Plan::of(black_box(&set)));
}

/// Steps of an hour one after another, and a limit on all of them: a step costs the same in a long procedure.
#[divan::bench(args = [10, 100, 1000, 10_000])]
fn chain(bencher: Bencher<'_, '_>, steps: usize) {
    let head = "reg 1 ru\nрегламент р «Р»\n  календарь: kz\nучастник о «О»\nисход в «В»\nпорядок п «П»\n";
    let mut text = format!("{head}общий срок: 2 года с подачи\n");
    for step in 1..=steps {
        writeln!(text, "действие {step} «Ш»\nвыполняет: о\nсрок: 1 час").unwrap();
    }
    text += "итог: в\nслучай «С»\nпорядок: п\nподача: 2014-06-02 10:00\n";
    let (set, cases) = compile([read(acts::MEDICAL[0]), text]);
    carry_out_often(bencher, &set, &cases[0]);
}
