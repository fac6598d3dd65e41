//! What each stage of the pipeline costs, on the transcribed acts and on repetitions of them.
//!
//! `cargo bench` runs them all, `cargo bench parse` those with `parse` in their name. The time of a
//! whole process, start-up included, is measured from outside: `time regc check specs`.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a bench reads its input, and without it has nothing to measure"
)]

use std::path::Path;
use std::sync::Arc;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use regc::graph::{Process, ProcessSet};
use regc::model::{Case, DiagramStyle};
use regc::program::{ParsedFile, Program};
use regc::source::{SourceFile, Sources};
use regc::syntax::fold::Folded;
use regc::{check, graph, render, resolve, syntax};

fn main() {
    divan::main();
}

/// The Russian acts and calendars one after another, over and over, in bytes; 0 is once.
const SIZES: [usize; 3] = [0, 1_000_000, 10_000_000];

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("specs").join(path)).unwrap()
}

/// One file of at least `size` bytes. A file has one regulation, so its heads are left out but the first.
fn acts(size: usize) -> String {
    let files = ["calendars/kz.reg", "vko-2014-70/medical.reg", "vko-2014-70/medical.cases.reg"];
    let lines = files.map(read).concat();
    let heads = ["reg ", "использует", "регламент", "  акт:", "  утратил", "  календарь:"];
    let unit: String =
        lines.split_inclusive('\n').filter(|line| !heads.iter().any(|head| line.starts_with(head))).collect();
    format!("reg 1 ru\nрегламент все «Все»\n{}", unit.repeat(size.div_ceil(unit.len()).max(1)))
}

fn sources(text: String) -> (Sources, regc::source::SourceId) {
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new("bench.reg", text));
    (sources, id)
}

#[divan::bench(args = SIZES)]
fn fold(bencher: Bencher<'_, '_>, size: usize) {
    let text = acts(size);
    let mut folded = Folded::default();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        for line in text.lines() {
            folded.fold(line, true).unwrap();
            black_box(folded.text());
        }
    });
}

#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher<'_, '_>, size: usize) {
    let (sources, id) = sources(acts(size));
    let file = sources.get(id).unwrap();
    bencher.counter(BytesCount::of_str(file.text())).bench_local(|| syntax::parse(file, id));
}

/// Every file of the specs, Russian and Kazakh, one after the other: what `regc check specs` parses.
#[divan::bench]
fn parse_specs(bencher: Bencher<'_, '_>) {
    let folders = ["calendars", "vko-2014-70", "zhambyl-2015-173"];
    let paths = folders.iter().flat_map(|folder| {
        let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("specs").join(folder)).unwrap();
        entries.map(move |entry| format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy()))
    });
    let files: Vec<_> = paths.map(|path| sources(read(&path))).collect();
    let files: Vec<_> = files.iter().map(|(sources, id)| (sources.get(*id).unwrap(), *id)).collect();
    let bytes: usize = files.iter().map(|(file, _)| file.text().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for (file, id) in &files {
            black_box(syntax::parse(file, *id));
        }
    });
}

/// The files of an act, each after those it uses.
const MEDICAL: [&str; 3] = ["calendars/kz.reg", "vko-2014-70/medical.reg", "vko-2014-70/medical.cases.reg"];

fn medical() -> (Sources, Vec<ParsedFile>) {
    let mut sources = Sources::default();
    let mut files = Vec::new();
    for (index, path) in MEDICAL.into_iter().enumerate() {
        let id = sources.add(SourceFile::new(path, read(path)));
        let mut file = ParsedFile::parse(id, sources.get(id).unwrap());
        file.uses = (0..index).collect();
        files.push(file);
    }
    (sources, files)
}

fn compiled() -> (Arc<ProcessSet>, Vec<Case>) {
    let (sources, files) = medical();
    let cases = Program::compile(sources, files).units.pop().unwrap();
    (cases.processes.unwrap(), cases.cases)
}

/// Names to ids, and the graphs of every procedure and kind of the service.
#[divan::bench]
fn resolve_and_build(bencher: Bencher<'_, '_>) {
    let (sources, files) = medical();
    let [calendar, act, _] = files.as_slice() else { return };
    let file = |parsed: &ParsedFile| sources.get(parsed.source).unwrap();
    let calendars = resolve::calendars(&calendar.tree, file(calendar), &[], &mut Vec::new());
    bencher.bench_local(|| {
        let mut findings = Vec::new();
        let regulation = resolve::regulation(&act.tree, file(act), &calendars, &mut findings);
        graph::build(&regulation.unwrap())
    });
}

#[divan::bench]
fn check_rules(bencher: Bencher<'_, '_>) {
    let (set, _) = compiled();
    bencher.bench_local(|| check::check(&set));
}

/// The portal's procedure, the largest of the act, in each style.
#[divan::bench(args = [DiagramStyle::Flowchart, DiagramStyle::Interaction, DiagramStyle::Swimlanes])]
fn draw_portal(bencher: Bencher<'_, '_>, style: DiagramStyle) {
    let (set, _) = compiled();
    let portal = set.processes.iter().filter(|process| process.procedure.starts_with("портал"));
    let portal = portal.max_by_key(|process| Process::node_count(process)).unwrap();
    bencher.bench_local(|| render::svg(&render::annex(&set, portal, style)));
}
