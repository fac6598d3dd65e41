//! The pipeline: files in, compiled regulations, calendars and cases out.
//!
//! ```text
//! SourceFile ─ syntax::parse ─▶ ast::File ─ resolve ─▶ model ─ graph::build ─▶ ProcessSet ─ check ─▶ findings
//! ```

mod checked;

use std::collections::HashMap;
use std::sync::Arc;

use crate::acceptance::{self, Acceptance};
use crate::ast;
use crate::check;
use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{self, ProcessSet};
use crate::language::Language;
use crate::model::{Case, NamedCalendar};
use crate::proof::Proof;
use crate::resolve;
use crate::source::{SourceFile, SourceId, Sources};
use crate::syntax;

pub use checked::{Checked, Size};

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

    /// What `find` gives for each file that it uses, by the path as written; where it gives a problem, that
    /// is a finding at the path.
    pub fn link<T>(&mut self, file: &SourceFile, find: impl Fn(&str) -> Result<T, Problem>) -> Vec<T> {
        let mut found = Vec::with_capacity(self.tree.uses.len());
        for path in &self.tree.uses {
            match find(file.slice(path.0)) {
                Ok(used) => found.push(used),
                Err(problem) => self.findings.push(Diagnostic::new(problem, path.0)),
            }
        }
        found
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

    /// The regulation whose limits are to be proved: its own, if it is sound.
    #[must_use]
    pub fn provable(&self) -> Option<&ProcessSet> {
        self.processes.as_deref().filter(|_| self.declares_regulation && self.is_sound())
    }

    /// Everything that is wrong with it. Its limits are proved for that, which is what takes the time.
    #[must_use]
    pub fn checked(&self) -> Checked {
        Checked::of(self, self.provable().map(check::limits::check).unwrap_or_default())
    }

    /// The same where it was found earlier what there is to tell of its limits.
    #[must_use]
    pub fn checked_with(&self, limits: Vec<Diagnostic>) -> Checked {
        Checked::of(self, limits)
    }

    /// The same while its limits are still to be proved: `limits` is what is known of them so far.
    #[must_use]
    pub fn checked_so_far(&self, limits: Vec<Diagnostic>) -> Checked {
        Checked::so_far(self, limits)
    }

    /// The same where its limits have been proved.
    #[must_use]
    pub fn checked_by(&self, proofs: &[Proof<'_>]) -> Checked {
        let found = |set| proofs.iter().filter_map(|proof| check::limits::report(set, proof)).collect();
        Checked::of(self, self.provable().map(found).unwrap_or_default())
    }
}

/// Files that use each other, compiled.
#[derive(Debug, Default)]
pub struct Program {
    /// The texts.
    pub sources: Sources,
    /// The files, those used before those that use them.
    pub units: Vec<Unit>,
    /// The place of each in the list.
    places: HashMap<SourceId, usize>,
}

impl Program {
    /// Compiles parsed files. Each stands after those it uses.
    #[must_use]
    pub fn compile(sources: Sources, files: Vec<ParsedFile>) -> Self {
        let mut units: Vec<Unit> = Vec::with_capacity(files.len());
        let empty = SourceFile::new("", String::new());
        for file in files {
            let used: Vec<&Unit> = file.uses.iter().filter_map(|index| units.get(*index)).collect();
            let text = sources.get(file.source).unwrap_or(&empty);
            let unit = compile(file, text, &used);
            units.push(unit);
        }
        let places = units.iter().enumerate().map(|(place, unit)| (unit.source, place)).collect();
        Self { sources, units, places }
    }

    /// The unit of a file.
    #[must_use]
    pub fn unit(&self, source: SourceId) -> Option<&Unit> {
        self.units.get(*self.places.get(&source)?)
    }
}

/// Compiles a file by those it uses.
#[must_use]
pub fn compile(file: ParsedFile, text: &SourceFile, used: &[&Unit]) -> Unit {
    let ParsedFile { source, tree, mut findings, .. } = file;
    let acceptances = acceptance::acceptances(&tree, text, &mut findings);
    let calendars = calendars(&tree, text, used, &mut findings);
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
