//! What it costs to prove one limit over every moment of filing: in the number of steps, and of years.

#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a bench reads its input, and without it has nothing to measure"
)]

use std::fmt::Write;
use std::path::Path;

use divan::{Bencher, black_box};
use regc::graph::ProcessSet;
use regc::program::{ParsedFile, Program};
use regc::proof;
use regc::source::{SourceFile, Sources};

fn main() {
    divan::main();
}

fn compile(texts: &[String]) -> Program {
    let mut sources = Sources::default();
    let mut files: Vec<ParsedFile> = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let source = sources.add(SourceFile::new(format!("{index}.reg"), text.clone()));
        let mut file = ParsedFile::parse(source, sources.get(source).unwrap());
        file.uses = (0..files.len()).collect();
        files.push(file);
    }
    Program::compile(sources, files)
}

fn set(program: &Program) -> &ProcessSet {
    program.units.last().unwrap().processes.as_ref().unwrap()
}

/// The calendar of the specs: 13 years with every day off.
fn kz() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/calendars/kz.reg")).unwrap()
}

/// A chain of steps of minutes, hours and working days with a condition at every fifth, and a limit from
/// the end of the first step: its clock depends on more than the moment of filing.
fn chain(steps: usize, calendar: &str) -> String {
    let mut text = format!(
        "reg 1 ru\nрегламент р «Регламент»\nкалендарь: {calendar}\nисход выдано «Выдано»\nисход отказ «Отказ» отрицательный\n\
         порядок п «Порядок»\nобщий срок: {} рабочих дней с окончания действия 1\n",
        steps * 2
    );
    for step in 1..=steps {
        let term = ["15 минут", "3 часа", "1 рабочий день"][step % 3];
        writeln!(text, "действие {step} «Шаг {step}»\nсрок: {term}").unwrap();
        if step % 5 == 0 {
            writeln!(text, "условие {step} «Верно?»\nнет: завершить: отказ\nда: далее").unwrap();
        }
    }
    text + "завершить: выдано\n"
}

fn prove(bencher: Bencher<'_, '_>, program: &Program) {
    let set = set(program);
    let process = &set.processes[0];
    bencher.bench_local(|| black_box(proof::prove(set, process, &process.limits[0])));
}

/// Thirteen years; the target is 50 ms at 20 steps, and a cost that grows with the steps.
#[divan::bench(args = [10, 20, 100, 1000], sample_count = 10)]
fn steps(bencher: Bencher<'_, '_>, steps: usize) {
    prove(bencher, &compile(&[kz(), chain(steps, "kz")]));
}

/// Twenty steps; the cost grows with the years.
#[divan::bench(args = [1, 5, 13, 50], sample_count = 10)]
fn years(bencher: Bencher<'_, '_>, years: usize) {
    let calendar = format!(
        "reg 1 ru\nкалендарь к «Пятидневная неделя»\nизвестны годы: 2014 по {}\n\
         рабочее время: 09:00 по 13:00; 14:30 по 18:30\nчасовой пояс: Asia/Almaty\n",
        2013 + years
    );
    prove(bencher, &compile(&[calendar, chain(20, "к")]));
}

/// The centre's issue of the 2015 act: called procedures, and a limit that fails every day.
#[divan::bench(sample_count = 10)]
fn centre_2015(bencher: Bencher<'_, '_>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/zhambyl-2015-173/medical.reg");
    prove_first(bencher, &compile(&[kz(), std::fs::read_to_string(path).unwrap()]));
}

fn prove_first(bencher: Bencher<'_, '_>, program: &Program) {
    let set = set(program);
    let process = set.processes.iter().find(|process| !process.limits.is_empty()).unwrap();
    bencher.bench_local(|| black_box(proof::prove(set, process, &process.limits[0])));
}
