//! What it costs to decide the soundness of a process: in the number of its nodes, however they are nested.

#![expect(clippy::unwrap_used, reason = "a bench makes its input, and without it has nothing to measure")]

use std::fmt::Write;
use std::sync::Arc;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use regc::check::soundness;
use regc::graph::ProcessSet;
use regc::program::{ParsedFile, Program};
use regc::source::{SourceFile, Sources};

fn main() {
    divan::main();
}

/// The graph of a procedure with this body.
fn graph(body: &str) -> Arc<ProcessSet> {
    let head = "reg 1 ru\nрегламент р «Р»\nисход выдано «В»\nисход отказ «О» отрицательный\nпорядок п «П»\n";
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new("bench.reg", format!("{head}{body}завершить: выдано\n")));
    let file = ParsedFile::parse(id, sources.get(id).unwrap());
    Program::compile(sources, vec![file]).units.pop().unwrap().processes.unwrap()
}

fn decide(bencher: Bencher<'_, '_>, set: &ProcessSet) {
    let nodes: usize = set.processes.iter().map(regc::graph::Process::node_count).sum();
    bencher.counter(ItemsCount::new(nodes)).bench_local(|| black_box(soundness::check(set)));
}

/// Parallel branches of three steps; the target for 20 is 1 ms.
#[divan::bench(args = [2, 20, 200, 2000])]
fn branches(bencher: Bencher<'_, '_>, branches: usize) {
    let mut body = "одновременно\n".to_owned();
    for branch in 0..branches {
        writeln!(body, "ветвь «В{branch}»\nшаг «1»\nшаг «2»\nшаг «3»").unwrap();
    }
    decide(bencher, &graph(&(body + "дождаться всех\n")));
}

/// Steps one after another; the target for 10,000 is 10 ms.
#[divan::bench(args = [1000, 10_000, 100_000, 1_000_000], sample_count = 10)]
fn chain(bencher: Bencher<'_, '_>, nodes: usize) {
    decide(bencher, &graph(&"шаг «Ш»\n".repeat(nodes)));
}

/// How deep the blocks are nested.
const DEPTH: usize = 40;

/// Parallel work, conditions and waits within each other, one pile of them after the other; in each a way
/// back, and ways to an end.
#[divan::bench(args = [1000, 10_000, 100_000, 1_000_000], sample_count = 10)]
fn nested(bencher: Bencher<'_, '_>, nodes: usize) {
    let mut body = String::new();
    let mut number = 0;
    // A level is a fork and a join, a condition, a wait and two steps.
    while number * 6 < nodes {
        let first = number;
        for level in first..first + DEPTH / 2 {
            writeln!(body, "одновременно\nветвь «А»\nдействие {level} «А»\nожидание ответа «О»\nдо 3 рабочих дней")
                .unwrap();
            writeln!(body, "по истечении: завершить: отказ\nветвь «Б»\nусловие {level} «?»").unwrap();
            writeln!(body, "ответ «1»: вернуться к условию {level}, не более 2 раз\nответ «2»:\nшаг «Б»").unwrap();
        }
        for level in (first..first + DEPTH / 2).rev() {
            writeln!(body, "далее\nконец условия {level}\nдождаться всех").unwrap();
        }
        number += DEPTH / 2;
    }
    decide(bencher, &graph(&body));
}

/// Circles without a way out, one after another: what it costs to tell them.
#[divan::bench(args = [100, 1000, 10_000, 100_000], sample_count = 10)]
fn circles(bencher: Bencher<'_, '_>, circles: usize) {
    let mut body = String::new();
    for number in 0..circles {
        writeln!(body, "условие {number} «?»\nда: далее\nнет:\nдействие {number} «К»").unwrap();
        writeln!(body, "вернуться к действию {number}, не более 2 раз\nконец условия {number}").unwrap();
    }
    decide(bencher, &graph(&body));
}
