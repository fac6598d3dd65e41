//! What it costs to draw: every annex of the specs, procedures of many steps, and one annex with all that
//! comes before it.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a bench reads its input, and without it has nothing to measure"
)]

use std::fmt::{self, Write as _};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use divan::Bencher;
use regc::graph::ProcessSet;
use regc::model::DiagramStyle;
use regc::program::{ParsedFile, Program};
use regc::render;
use regc::source::{SourceFile, Sources};

fn main() {
    divan::main();
}

/// Compiles texts, each with the calendar of the specs.
fn compiled(text: String) -> Arc<ProcessSet> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs");
    let calendar = std::fs::read_to_string(specs.join("calendars/kz.reg")).unwrap();
    let mut sources = Sources::default();
    let used = sources.add(SourceFile::new("calendars/kz.reg", calendar));
    let own = sources.add(SourceFile::new("bench.reg", text));
    let mut files = vec![ParsedFile::parse(used, sources.get(used).unwrap())];
    let mut file = ParsedFile::parse(own, sources.get(own).unwrap());
    file.uses = vec![0];
    files.push(file);
    let program = Program::compile(sources, files);
    program.unit(own).unwrap().processes.clone().unwrap()
}

/// A procedure of so many steps of eight participants, every fifth with a question behind it that may
/// refuse or lead back.
fn long(steps: usize) -> String {
    let mut text = "reg 1 en\n\nregulation long «A long procedure»\n".to_owned();
    for number in 0..8 {
        writeln!(text, "participant p{number} «Participant {number}»").unwrap();
    }
    text.push_str("outcome permit «Permit» positive\noutcome refusal «Refusal» negative\n\nprocedure issue «Issue»\n");
    for number in 1..=steps {
        let who = number * 5 % 8;
        writeln!(text, "  action {number} «Examination of the papers, part {number}»\n    performed by: p{who}")
            .unwrap();
        if number % 5 == 0 && number % 10 != 0 {
            writeln!(text, "  condition {number} «Complete?»\n    no: finish: refusal\n    yes: next").unwrap();
        } else if number % 10 == 0 {
            let back = number - 3;
            writeln!(
                text,
                "  condition {number} «Again?»\n    yes: return to action {back}, at most 2 times\n    no: next"
            )
            .unwrap();
        }
    }
    writeln!(text, "  finish: permit").unwrap();
    text
}

/// Every annex of the five regulations, from graph to SVG.
#[divan::bench]
fn annexes_of_the_specs(bencher: Bencher<'_, '_>) {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs");
    let files = [
        "vko-2014-70/medical.reg",
        "vko-2014-70/pharmaceutical.reg",
        "vko-2014-70/narcotics.reg",
        "zhambyl-2015-173/medical.reg",
        "zhambyl-2015-173/narcotics.reg",
    ];
    let sets = files.map(|file| compiled(std::fs::read_to_string(specs.join(file)).unwrap()));
    bencher.bench_local(|| {
        let annexes = sets.iter().flat_map(|set| set.processes.iter().map(move |process| (set, process)));
        let drawn = annexes.flat_map(|(set, process)| {
            render::styles(process).into_iter().flat_map(move |style| render::annex_sheets(set, process, style))
        });
        drawn.map(|sheet| render::svg(&sheet).len()).sum::<usize>()
    });
}

/// A procedure of so many steps of 8 participants, in a style. 800 steps are 960 nodes.
struct Drawn {
    style: DiagramStyle,
    steps: usize,
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} of {} steps", self.style, self.steps)
    }
}

const DRAWN: [Drawn; 6] = [
    Drawn { style: DiagramStyle::Flowchart, steps: 40 },
    Drawn { style: DiagramStyle::Flowchart, steps: 800 },
    Drawn { style: DiagramStyle::Interaction, steps: 40 },
    Drawn { style: DiagramStyle::Interaction, steps: 800 },
    Drawn { style: DiagramStyle::Swimlanes, steps: 40 },
    Drawn { style: DiagramStyle::Swimlanes, steps: 800 },
];

/// One sheet, however large: for a screen.
#[divan::bench(args = &DRAWN)]
fn one_sheet(bencher: Bencher<'_, '_>, drawn: &Drawn) {
    let set = compiled(long(drawn.steps));
    let process = set.processes.first().unwrap();
    bencher.bench_local(|| render::annex(&set, process, drawn.style));
}

/// As many sheets of paper as it takes: for print.
#[divan::bench(args = &DRAWN)]
fn sheets(bencher: Bencher<'_, '_>, drawn: &Drawn) {
    let set = compiled(long(drawn.steps));
    let process = set.processes.first().unwrap();
    bencher.bench_local(|| render::annex_sheets(&set, process, drawn.style));
}

/// The whole program, from its start until the annex for a portal is on disk.
#[divan::bench(args = ["flowchart", "interaction"])]
fn program(bencher: Bencher<'_, '_>, style: &str) {
    let regulation = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/vko-2014-70/medical.reg");
    let folder = tempfile::tempdir().unwrap();
    bencher.bench_local(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_regc"));
        command.arg("render").arg(&regulation).args(["--procedure", "портал", "--variant", "выдача"]);
        command.args(["--style", style, "-o"]).arg(folder.path().join("annex.svg"));
        assert!(command.output().unwrap().status.success());
    });
}
