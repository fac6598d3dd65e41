//! Soundness: what is decided of a process is what a search of all its states finds, and what is told of it
//! is so.

mod explorer;
mod random;
mod ways;

use regc::diagnostic::{Diagnostic, Severity};
use regc::graph::{self, ProcessSet};
use regc::source::{SourceFile, Sources};
use regc::{resolve, syntax};

/// The graphs of a text, jumps over the borders of branches and all, and the codes of its errors.
fn graphs(text: &str) -> (ProcessSet, Vec<&'static str>) {
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new("test.reg", text.to_owned()));
    let file = sources.get(id).unwrap();
    let (tree, mut findings) = syntax::parse(file, id);
    let regulation = resolve::regulation(&tree, file, &[], &mut findings).unwrap();
    let (set, found) = graph::build(&regulation);
    let errors = findings.iter().chain(&found).filter(|one| one.problem.severity() == Severity::Error);
    (set, errors.map(|one: &Diagnostic| one.problem.code()).collect())
}
