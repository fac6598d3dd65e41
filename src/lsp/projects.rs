//! What projects set for the rules: the nearest `regc.toml` above each file, read once until it may have changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::levels::Levels;
use crate::settings::{self, Nearest};
use crate::source::{SourceFile, SourceId, Sources};

/// The settings that are known.
#[derive(Debug, Default)]
pub struct Projects {
    nearest: Nearest,
    /// The settings that were read, by their paths.
    read: BTreeMap<PathBuf, Settings>,
}

/// A file of settings.
#[derive(Debug)]
pub struct Settings {
    /// It, alone.
    pub sources: Sources,
    /// Its number.
    pub source: SourceId,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
}

impl Projects {
    /// What is set for a file. Settings with mistakes in them hold as far as they are understood.
    pub fn levels(&mut self, file: &Path, text: impl Fn(&Path) -> Option<String>) -> Arc<Levels> {
        let Self { nearest, read } = self;
        let take = |path: PathBuf| text(&path).map(|text| taken(path, text, read));
        nearest.of(file, take, Levels::default)
    }

    /// The files of settings that were read.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &Settings)> {
        self.read.iter().map(|(path, settings)| (path.as_path(), settings))
    }
}

/// The settings of a file, which is kept with what is wrong with it.
fn taken(path: PathBuf, text: String, read: &mut BTreeMap<PathBuf, Settings>) -> Levels {
    let mut sources = Sources::default();
    let (levels, findings) = settings::read(&text, SourceId::default());
    let source = sources.add(SourceFile::new(settings::FILE, text));
    read.insert(path, Settings { sources, source, findings });
    levels
}
