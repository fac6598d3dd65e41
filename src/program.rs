//! The pipeline: files in, compiled regulations, calendars and cases out.
//!
//! ```text
//! SourceFile ─ syntax::parse ─▶ ast::File ─ resolve ─▶ model ─ graph::build ─▶ ProcessSet ─ check ─▶ findings
//! ```

use std::sync::{Arc, Mutex};

use crate::acceptance::{self, Acceptance};
use crate::ast;
use crate::check;
use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{self, ProcessSet};
use crate::language::Language;
use crate::model::{Case, NamedCalendar};
use crate::resolve;
use crate::source::{SourceFile, SourceId, Sources};
use crate::syntax;

/// A file that has been parsed; [`Program::compile`] takes it from there.
#[derive(Debug)]
pub struct ParsedFile {
    /// The file's number.
    pub source: SourceId,
    /// What the author wrote.
    pub tree: ast::File,
    /// What was wrong with it so far.
    pub findings: Vec<Diagnostic>,
    /// The files it uses: indices into the list it stands in, all smaller than its own.
    pub uses: Vec<usize>,
}

impl ParsedFile {
    /// Parses a file of `sources`.
    #[must_use]
    pub fn parse(source: SourceId, file: &SourceFile) -> Self {
        let (tree, findings) = syntax::parse(file, source);
        Self { source, tree, findings, uses: Vec::new() }
    }
}

/// A compiled file.
#[derive(Debug)]
pub struct Unit {
    /// The file's number.
    pub source: SourceId,
    /// The language of the file, hence of the messages about it.
    pub language: Language,
    /// The calendars it declares or uses.
    pub calendars: Vec<Arc<NamedCalendar>>,
    /// The regulation it declares, or else the one it uses.
    pub processes: Option<Arc<ProcessSet>>,
    /// Whether the regulation is its own.
    pub declares_regulation: bool,
    /// The cases it declares.
    pub cases: Vec<Case>,
    /// The findings that its author lets stand.
    pub acceptances: Vec<Acceptance>,
    /// What is wrong with it, in text order.
    pub findings: Vec<Diagnostic>,
}

impl Unit {
    /// Whether nothing in the file itself keeps it from being used.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.findings.iter().any(Diagnostic::is_error)
    }

    fn prove_limits(&mut self) {
        let Some(set) = self.processes.as_deref() else { return };
        self.findings.extend(check::limits::check(set));
        self.findings = in_text_order(std::mem::take(&mut self.findings));
    }

    /// Why its author lets a finding stand, if so.
    #[must_use]
    pub fn accepted(&self, finding: &Diagnostic) -> Option<&str> {
        let about = self.acceptances.iter().find(|acceptance| acceptance.is_about(finding));
        about.map(|acceptance| acceptance.reason.as_str())
    }
}

/// Every file of one invocation, compiled.
#[derive(Debug, Default)]
pub struct Program {
    /// The texts.
    pub sources: Sources,
    /// The files, those used before those that use them.
    pub units: Vec<Unit>,
}

impl Program {
    /// Compiles parsed files. Each stands after those it uses.
    #[must_use]
    pub fn compile(sources: Sources, files: Vec<ParsedFile>) -> Self {
        let mut units: Vec<Unit> = Vec::with_capacity(files.len());
        for file in files {
            let unit = compile(file, &sources, &units);
            units.push(unit);
        }
        Self { sources, units }
    }

    /// Proves the limits of every sound regulation, by so many workers at a time, and adds what does not
    /// hold to the findings.
    pub fn prove_limits(&mut self, workers: usize) {
        let provable = |unit: &&mut Unit| unit.declares_regulation && unit.is_sound();
        let units: Vec<&mut Unit> = self.units.iter_mut().filter(provable).collect();
        // The units are given out one by one, so that a slow one holds up nobody.
        let waiting = Mutex::new(units.into_iter());
        std::thread::scope(|scope| {
            for _ in 0..workers.max(1) {
                scope.spawn(|| {
                    while let Some(unit) = waiting.lock().ok().and_then(|mut units| units.next()) {
                        unit.prove_limits();
                    }
                });
            }
        });
    }

    /// Adds to the findings what is let stand and is not found any more; to be asked last.
    ///
    /// In a file that cannot be compiled not everything has been looked for.
    pub fn find_stale_acceptances(&mut self) {
        for unit in self.units.iter_mut().filter(|unit| unit.is_sound()) {
            unit.findings.extend(acceptance::stale(&unit.acceptances, &unit.findings));
            unit.findings = in_text_order(std::mem::take(&mut unit.findings));
        }
    }

    /// The unit of a file.
    #[must_use]
    pub fn unit(&self, source: SourceId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.source == source)
    }
}

fn compile(file: ParsedFile, sources: &Sources, earlier: &[Unit]) -> Unit {
    let ParsedFile { source, tree, mut findings, uses } = file;
    let used: Vec<&Unit> = uses.iter().filter_map(|index| earlier.get(*index)).collect();
    let empty = SourceFile::new("", String::new());
    let text = sources.get(source).unwrap_or(&empty);
    let acceptances = acceptance::acceptances(&tree, text, &mut findings);
    let calendars = calendars(&tree, text, &used, &mut findings);
    // A used file with errors has no regulation to give, and says why itself.
    let broken_use = used.iter().any(|unit| !unit.is_sound());
    let own = if broken_use && !tree.cases.is_empty() && tree.regulation.is_none() {
        None
    } else {
        resolve::regulation(&tree, text, &calendars, &mut findings)
    };
    let declares_regulation = own.is_some() || tree.regulation.is_some() || tree.broken;
    let mut processes = None;
    match own {
        Some(regulation) if findings.iter().any(Diagnostic::is_error) => {
            resolve::names_of_cases(&tree, text, &regulation, &mut findings);
        }
        Some(regulation) => {
            let (set, found) = graph::build(&regulation);
            findings.extend(check::check(&set));
            // Where the text leads nowhere, it is not known what a case could reach.
            if !found.iter().any(Diagnostic::is_error) {
                findings.extend(check::soundness::check(&set));
            }
            findings.extend(found);
            processes = Some(Arc::new(set));
        }
        None => {}
    }
    if !declares_regulation {
        processes = used.iter().find_map(|unit| unit.processes.clone());
    }
    let mut cases = Vec::new();
    match &processes {
        Some(set) => {
            cases = resolve::cases(&tree, text, set, &mut findings);
            findings.extend(check::not_in_force::check(set, &cases));
        }
        None if !declares_regulation && !broken_use => {
            if let Some(case) = tree.cases.first() {
                findings.push(Diagnostic::new(Problem::NoRegulation, case.span));
            }
        }
        None => {}
    }
    let language = tree.language;
    let findings = resolve::told_once(in_text_order(findings), &tree);
    Unit { source, language, calendars, processes, declares_regulation, cases, acceptances, findings }
}

/// The calendars a file declares, and after them those of the files it uses.
fn calendars(
    tree: &ast::File,
    text: &SourceFile,
    used: &[&Unit],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Arc<NamedCalendar>> {
    let mut seen: Vec<Arc<NamedCalendar>> = Vec::new();
    for calendar in used.iter().flat_map(|unit| &unit.calendars) {
        if !seen.iter().any(|known| Arc::ptr_eq(known, calendar)) {
            seen.push(Arc::clone(calendar));
        }
    }
    let mut calendars = resolve::calendars(tree, text, &seen, findings);
    calendars.extend(seen);
    calendars
}

/// Findings by place, each told once.
fn in_text_order(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.sort_by_key(|finding| (finding.span, finding.problem.code()));
    let mut told: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    for finding in findings {
        let mut beside = told.iter().rev().take_while(|other| other.span == finding.span);
        if !beside.any(|other| other.problem == finding.problem) {
            told.push(finding);
        }
    }
    told
}
