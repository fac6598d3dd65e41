//! `regc test`: every case of every file, and how much of the regulations they walk through.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::load::{self, Loaded};
use super::output::{self, Exit, Failure};
use super::rewrite::rewrite;
use super::{Shared, check};
use crate::expected;
use crate::language::Language;
use crate::program::ParsedFile;
use crate::report::case::expectation;
use crate::report::message::say;
use crate::report::tested::{self as report, Layout};
use crate::source::Span;
use crate::tested::{self, Tested, TestedFile, Verdict};
use crate::words::counted;

/// Run every case, hold it against what it expects, and count what the cases walk through
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  regc test
  regc test specs/vko-2014-70/medical.cases.reg
  regc test specs --coverage-min 100 --format junit
  regc test cases.reg --write

Of each procedure, for each kind of the service, three things are counted: steps, branches (the \
answers of conditions, waits and choices) and outcomes. The coverage of a run is the least of them all.")]
pub struct Test {
    /// Files, or folders whose .reg files are read
    #[arg(default_value = "specs")]
    paths: Vec<PathBuf>,

    /// How the cases are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Fail where less is covered: the least share of steps, branches or outcomes of any procedure
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    coverage_min: Option<u8>,

    /// Add to each case that has not failed what it does not say of what must come of it
    #[arg(long)]
    write: bool,

    #[command(flatten)]
    shared: Shared,
}

/// How the cases are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line a case, what failed and why, a table of what is covered, the cases that are missing
    Human,
    /// An object: cases, coverage, totals
    Json,
    /// A `JUnit` report, for build servers
    Junit,
}

impl Test {
    pub fn run(&self) -> Result<Exit, Failure> {
        let loaded = load::all(&self.paths, self.shared.language().unwrap_or_default())?;
        let program = &loaded.program;
        let errors = check::errors(program, &self.shared);
        if let Some(errors) = &errors {
            output::print_error(errors)?;
        }
        let tested = tested::test(program, &loaded.named);
        let language = self.shared.language().unwrap_or_else(|| loaded.common_language());
        let min = self.coverage_min.map(usize::from);
        output::print(&match self.format {
            Format::Human => {
                let layout = Layout { language, colour: self.shared.color.on(false), width: super::width() };
                report::human(&tested, min, layout)
            }
            Format::Json => report::json(&tested, language),
            Format::Junit => report::junit(&tested, min, language),
        })?;
        if self.write {
            tested.files.iter().try_for_each(|file| self.write(&loaded, file, language))?;
        }
        if let Some(failure) = loaded.unreadable.into_iter().reduce(Failure::and) {
            return Err(failure);
        }
        let failed = errors.is_some() || self.fails(&tested);
        Ok(if failed { Exit::Findings } else { Exit::Clean })
    }

    fn fails(&self, tested: &Tested<'_>) -> bool {
        let is_short = |min| tested.least_coverage().is_some_and(|covered| covered < usize::from(min));
        tested.count(Verdict::Failed) > 0 || self.coverage_min.is_some_and(is_short)
    }

    /// Adds to the cases of a file what they do not expect yet, and says so.
    fn write(&self, loaded: &Loaded, tested: &TestedFile<'_>, language: Language) -> Result<(), Failure> {
        let added = missing(tested);
        if added.is_empty() {
            return Ok(());
        }
        let source = loaded.program.sources.get(tested.source).unwrap_or(tested.file);
        let place = loaded.named.iter().position(|named| *named == tested.source);
        let Some(path) = place.and_then(|place| loaded.paths.get(place)) else { return Ok(()) };
        let tree = ParsedFile::parse(tested.source, source).tree;
        let text = expected::with_lines(source, &tree, &added);
        rewrite(path, source.name(), source.text(), &text, language)?;
        let lines = added.iter().map(|(_, lines)| lines.len()).sum();
        let lines = counted(lines, language, ["строка", "строки", "строк"], "жол", ["line", "lines"]);
        let (file, cases) = (source.name(), added.len());
        let told = say!(
            language,
            "{file}: добавлено: {lines}; случаев: {cases}\n",
            "{file}: қосылды: {lines}; жағдай: {cases}\n",
            "{file}: added {lines}; cases: {cases}\n"
        );
        // What other programs read must stay whole.
        if self.format == Format::Human { output::print(&told) } else { output::print_error(&told) }
    }
}

/// The lines to be added to each case of a file. What came of a case that failed is not what was meant.
fn missing(tested: &TestedFile<'_>) -> Vec<(Span, Vec<String>)> {
    let passed = tested.cases.iter().filter(|ran| ran.verdict() != Verdict::Failed);
    let lines = passed.filter_map(|ran| {
        let (trace, _) = ran.result.as_ref().ok()?;
        let missing = expected::missing(ran.set, &ran.case.expectations, trace);
        let lines: Vec<String> = missing.into_iter().map(|one| expectation(ran.set, one, tested.language)).collect();
        Some((ran.case.span, lines))
    });
    lines.filter(|(_, lines)| !lines.is_empty()).collect()
}
