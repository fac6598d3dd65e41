//! What it costs to tell one finding: the same in a file of any size.

#![expect(clippy::unwrap_used, reason = "a bench without its input has nothing to measure")]

use divan::{Bencher, black_box};
use regc::diagnostic::{Diagnostic, Problem};
use regc::language::Language;
use regc::report::{self, Finding};
use regc::source::{SourceFile, SourceId, Sources, Span};

fn main() {
    divan::main();
}

/// The lines of a long act, and of one that nobody will write.
const LINES: [usize; 2] = [100, 1_000_000];

/// A file of so many lines, and a finding in the last of them.
fn finding(lines: usize) -> (Sources, Diagnostic) {
    let line = "  действие 1 «Регистрация заявления»\n";
    let text = line.repeat(lines);
    let last = u32::try_from(text.len() - line.len()).unwrap();
    let mut sources = Sources::default();
    let id: SourceId = sources.add(SourceFile::new("bench.reg", text));
    let word = Span::new(id, last + 2, last + 18);
    (sources, Diagnostic::new(Problem::NoSteps("выдача".to_owned()), word))
}

fn bench(bencher: Bencher<'_, '_>, lines: usize, tell: impl Fn(&[Finding<'_>], &Sources) -> String) {
    let (sources, diagnostic) = finding(lines);
    let findings = [Finding::by_rule(&diagnostic, Language::Ru, Language::Ru)];
    bencher.bench_local(|| black_box(tell(&findings, &sources)));
}

#[divan::bench(args = LINES)]
fn human(bencher: Bencher<'_, '_>, lines: usize) {
    bench(bencher, lines, |findings, sources| report::human(findings, sources, true, 100));
}

#[divan::bench(args = LINES)]
fn short(bencher: Bencher<'_, '_>, lines: usize) {
    bench(bencher, lines, report::short);
}

#[divan::bench(args = LINES)]
fn json(bencher: Bencher<'_, '_>, lines: usize) {
    bench(bencher, lines, report::json);
}
