//! The cases of files, each run and held against what it expects, and how much of the regulations they
//! walk through.

use std::sync::Arc;

use crate::ast;
use crate::coverage::{Coverage, Plan, plan};
use crate::expected;
use crate::graph::ProcessSet;
use crate::language::Language;
use crate::model::Case;
use crate::program::{ParsedFile, Program, Unit};
use crate::run::{self, Difference, Stop, Trace};
use crate::source::{SourceFile, SourceId, Span};

/// A case that was run.
#[derive(Debug)]
pub struct Ran<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its regulation.
    pub set: &'a ProcessSet,
    /// What came of it, and what of that was not expected; or why it cannot go on.
    pub result: Result<(Trace, Vec<Unmet>), Stop>,
}

/// Something a case expects that did not come true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unmet {
    /// What was expected, and what came.
    pub difference: Difference,
    /// The line that says so.
    pub span: Span,
}

/// How a case came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// As it expects.
    Passed,
    /// It says nothing of what must come of it.
    ExpectsNothing,
    /// Otherwise than it expects, or not at all.
    Failed,
}

impl Verdict {
    /// How a case that was run to its end came out, which met what it expects or did not.
    #[must_use]
    pub fn of(case: &Case, is_met: bool) -> Self {
        match is_met {
            false => Self::Failed,
            true if case.expectations.is_empty() => Self::ExpectsNothing,
            true => Self::Passed,
        }
    }
}

impl Ran<'_> {
    /// How it came out.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match &self.result {
            Err(_) => Verdict::Failed,
            Ok((_, unmet)) => Verdict::of(self.case, unmet.is_empty()),
        }
    }
}

/// A file of cases.
#[derive(Debug)]
pub struct TestedFile<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// Its number.
    pub source: SourceId,
    /// The language it is written in.
    pub language: Language,
    /// Its cases, in text order.
    pub cases: Vec<Ran<'a>>,
}

/// A regulation and what the cases come to in it.
#[derive(Debug)]
pub struct TestedRegulation<'a> {
    /// The file that declares it.
    pub file: &'a SourceFile,
    /// The language that cases of it are written in.
    pub words: Language,
    /// What they come to.
    pub coverage: Coverage<'a>,
    /// What is missing.
    pub plan: Plan,
}

/// What came of the cases of some files.
#[derive(Debug)]
pub struct Tested<'a> {
    /// The files that have cases, in the order they were named.
    pub files: Vec<TestedFile<'a>>,
    /// Their regulations, in the order they are first met.
    pub regulations: Vec<TestedRegulation<'a>>,
}

impl Tested<'_> {
    /// How many cases came out so.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.files.iter().flat_map(|file| &file.cases).filter(|ran| ran.verdict() == verdict).count()
    }

    /// The least share, in percent, of steps, branches or outcomes in any procedure; [`None`] without one.
    #[must_use]
    pub fn least_coverage(&self) -> Option<usize> {
        self.regulations.iter().filter_map(|one| one.coverage.least()).min()
    }
}

/// Runs the cases of the named files. A file that has errors, or whose regulation has, is left out.
#[must_use]
pub fn test<'a>(program: &'a Program, named: &[SourceId]) -> Tested<'a> {
    let mut tested = Tested { files: Vec::new(), regulations: Vec::new() };
    let mut seen: Vec<SourceId> = Vec::new();
    for source in named {
        if seen.contains(source) {
            continue;
        }
        seen.push(*source);
        if let Some((unit, set, declares)) = sound(program, *source) {
            add(&mut tested, program, unit, (set, declares));
        }
    }
    for regulation in &mut tested.regulations {
        let set = regulation.coverage.set;
        let of_set = tested.files.iter().flat_map(|file| &file.cases).filter(|ran| std::ptr::eq(ran.set, set));
        let cases: Vec<&Case> = of_set.map(|ran| ran.case).collect();
        regulation.plan = plan(&regulation.coverage, &cases);
    }
    tested
}

/// A sound file with its sound regulation, and the file that declares that.
fn sound(program: &Program, source: SourceId) -> Option<(&Unit, &ProcessSet, &Unit)> {
    let unit = program.unit(source).filter(|unit| unit.is_sound())?;
    let set = unit.processes.as_ref()?;
    let is_of =
        |one: &&Unit| one.declares_regulation && one.processes.as_ref().is_some_and(|own| Arc::ptr_eq(own, set));
    let declares = program.units.iter().find(is_of).filter(|one| one.is_sound())?;
    Some((unit, set, declares))
}

fn add<'a>(tested: &mut Tested<'a>, program: &'a Program, unit: &'a Unit, (set, declares): (&'a ProcessSet, &'a Unit)) {
    let known = tested.regulations.iter().position(|one| std::ptr::eq(one.coverage.set, set));
    let index = known.unwrap_or(tested.regulations.len());
    if known.is_none()
        && let Some(file) = program.sources.get(declares.source)
    {
        let coverage = Coverage::new(set);
        let words = declares.language;
        tested.regulations.push(TestedRegulation { file, words, coverage, plan: Plan::default() });
    }
    let Some(regulation) = tested.regulations.get_mut(index) else { return };
    let Some(file) = program.sources.get(unit.source).filter(|_| !unit.cases.is_empty()) else { return };
    regulation.words = unit.language;
    let mut lines = Lines { unit, file, tree: None };
    let mut cases = Vec::with_capacity(unit.cases.len());
    let ready = run::Plan::of(set);
    for case in &unit.cases {
        let result = ready.run(case);
        if let Ok(trace) = &result {
            regulation.coverage.add(trace);
        }
        cases.push(Ran { case, set, result: result.map(|trace| with_unmet(set, case, trace, &mut lines)) });
    }
    tested.files.push(TestedFile { file, source: unit.source, language: unit.language, cases });
}

fn with_unmet(set: &ProcessSet, case: &Case, trace: Trace, lines: &mut Lines<'_>) -> (Trace, Vec<Unmet>) {
    let differences = run::differences(set, case, &trace).into_iter();
    let unmet = differences.map(|difference| Unmet { span: lines.place(case, &difference), difference }).collect();
    (trace, unmet)
}

/// The lines of a file of cases, read again once one of them did not come true.
struct Lines<'a> {
    unit: &'a Unit,
    file: &'a SourceFile,
    tree: Option<ast::File>,
}

impl Lines<'_> {
    fn place(&mut self, case: &Case, difference: &Difference) -> Span {
        let tree = self.tree.get_or_insert_with(|| ParsedFile::parse(self.unit.source, self.file).tree);
        expected::place(tree, case.span, difference)
    }
}
