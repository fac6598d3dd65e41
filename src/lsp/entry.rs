//! A file of the desk: its text, what its lines say, and what it means with those it uses.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::Stamp;
use super::place::{Encoding, Lines};
use super::proving::Proved;
use crate::ast;
use crate::diagnostic::{Diagnostic, Problem};
use crate::program::{Checked, ParsedFile, Unit, compile};
use crate::source::{SourceFile, SourceId, Sources, Span};

/// Which text of a file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// That of an editor, after so many changes on the whole desk.
    Open(u64),
    /// That on disk.
    Disk(Stamp),
}

/// A file that a file uses, or why it cannot.
pub type Used = Result<Arc<Unit>, Problem>;

/// A file.
#[derive(Debug)]
pub struct Entry {
    /// Which text it is.
    pub origin: Origin,
    /// The file, alone.
    pub sources: Sources,
    /// Its number: no other text has it.
    pub source: SourceId,
    /// Where its lines begin.
    pub lines: Lines,
    /// What its lines say.
    pub tree: ast::File,
    /// What is wrong with its lines.
    findings: Vec<Diagnostic>,
    /// The file compiled, and those it was compiled with.
    compiled: Option<(Arc<Unit>, Vec<Used>)>,
    /// The files it uses, as far as they can be read.
    pub uses: Vec<PathBuf>,
    /// What was proved last.
    pub proved: Option<Arc<Proved>>,
}

impl Entry {
    /// Reads the lines of a text.
    pub fn parse(name: String, text: String, origin: Origin, number: usize, encoding: Encoding) -> Self {
        let mut sources = Sources::starting_at(number);
        let lines = Lines::new(&text, encoding);
        let file = SourceFile::new(name, text);
        let source = sources.add(file.clone());
        let ParsedFile { tree, findings, .. } = ParsedFile::parse(source, &file);
        Self { origin, sources, source, lines, tree, findings, compiled: None, uses: Vec::new(), proved: None }
    }

    /// The file.
    pub fn file(&self) -> Option<&SourceFile> {
        self.sources.get(self.source)
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.file().map_or("", SourceFile::text)
    }

    /// The paths of the files it uses, as they are written.
    pub fn written(&self) -> Vec<String> {
        let slice = |path: &ast::Text| self.sources.slice(path.0).to_owned();
        self.tree.uses.iter().map(slice).collect()
    }

    /// Compiles it with the files it uses, unless that has been done.
    pub fn compile(&mut self, with: Vec<Used>) -> Option<Arc<Unit>> {
        if let Some((unit, before)) = &self.compiled
            && before.len() == with.len()
            && before.iter().zip(&with).all(|(one, other)| is_same(one, other))
        {
            return Some(Arc::clone(unit));
        }
        let file = self.sources.get(self.source)?;
        let (source, tree, findings) = (self.source, self.tree.clone(), self.findings.clone());
        let mut parsed = ParsedFile { source, tree, findings, uses: Vec::new() };
        let written: Vec<&str> = self.tree.uses.iter().map(|path| file.slice(path.0)).collect();
        let missing = Err(Problem::UsesItself);
        let of_path = |path: &str| {
            let at = written.iter().position(|one| *one == path);
            at.and_then(|at| with.get(at)).unwrap_or(&missing).clone()
        };
        let found = parsed.link(file, of_path);
        let found: Vec<&Unit> = found.iter().map(Arc::as_ref).collect();
        let unit = Arc::new(compile(parsed, file, &found));
        self.compiled = Some((Arc::clone(&unit), with));
        Some(unit)
    }

    /// The file as it was compiled last.
    pub fn unit(&self) -> Option<&Arc<Unit>> {
        self.compiled.as_ref().map(|(unit, _)| unit)
    }

    /// What is wrong with it, as far as it is known.
    pub fn checked(&self) -> Option<Checked> {
        let unit = self.unit()?;
        Some(match &self.proved {
            Some(proved) if proved.is_about(unit) => unit.checked_with(proved.findings.clone()),
            Some(proved) => unit.checked_so_far(proved.moved_to(unit)),
            None => unit.checked_so_far(Vec::new()),
        })
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> lsp_types::Range {
        self.lines.range_of(self.text(), span)
    }
}

fn is_same(one: &Used, other: &Used) -> bool {
    match (one, other) {
        (Ok(one), Ok(other)) => Arc::ptr_eq(one, other),
        (Err(one), Err(other)) => one == other,
        _ => false,
    }
}

/// A path as it is told: from the folder that the editor works in.
pub fn name(path: &Path, roots: &[PathBuf]) -> String {
    let within = roots.iter().find_map(|root| path.strip_prefix(root).ok());
    within.unwrap_or(path).display().to_string()
}
