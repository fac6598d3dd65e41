//! The acts that benches about cases run.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a bench reads its input, and without it has nothing to measure"
)]

use std::path::Path;
use std::sync::Arc;

use regc::graph::ProcessSet;
use regc::model::Case;
use regc::program::{ParsedFile, Program};
use regc::source::{SourceFile, Sources};

/// The files of an act, each after those it uses.
pub const MEDICAL: [&str; 3] = ["calendars/kz.reg", "vko-2014-70/medical.reg", "vko-2014-70/medical.cases.reg"];

/// A file of the specs.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("specs").join(path)).unwrap()
}

/// The last of some files compiled, each of which uses those before it.
pub fn compile(texts: impl IntoIterator<Item = String>) -> (Arc<ProcessSet>, Vec<Case>) {
    let mut sources = Sources::default();
    let mut files = Vec::new();
    for (index, text) in texts.into_iter().enumerate() {
        let id = sources.add(SourceFile::new(format!("{index}.reg"), text));
        let mut file = ParsedFile::parse(id, sources.get(id).unwrap());
        file.uses = (0..index).collect();
        files.push(file);
    }
    let unit = Program::compile(sources, files).units.pop().unwrap();
    (unit.processes.unwrap(), unit.cases)
}

/// The medical act, with the cases that stand beside it.
pub fn medical() -> (Arc<ProcessSet>, Vec<Case>) {
    compile(MEDICAL.map(read))
}
