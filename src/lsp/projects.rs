//! What projects set for the rules: the nearest `regc.toml` above each file, read once until it may have changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::levels::Levels;
use crate::settings;
use crate::source::{SourceFile, SourceId, Sources};

/// The settings that are known.
#[derive(Debug, Default)]
pub struct Projects {
    /// What is set in a folder or in the nearest one above it.
    known: BTreeMap<PathBuf, Arc<Levels>>,
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
        let mut passed = Vec::new();
        let mut found = None;
        for folder in file.ancestors().skip(1) {
            found = self.known.get(folder).cloned();
            if found.is_some() {
                break;
            }
            passed.push(folder.to_owned());
            let path = folder.join(settings::FILE);
            found = text(&path).map(|text| Arc::new(self.take(path, text)));
            if found.is_some() {
                break;
            }
        }
        let found = found.unwrap_or_default();
        self.known.extend(passed.into_iter().map(|folder| (folder, Arc::clone(&found))));
        found
    }

    fn take(&mut self, path: PathBuf, text: String) -> Levels {
        let mut sources = Sources::default();
        let (levels, findings) = settings::read(&text, SourceId::default());
        let source = sources.add(SourceFile::new(settings::FILE, text));
        self.read.insert(path, Settings { sources, source, findings });
        levels
    }

    /// The files of settings that were read.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &Settings)> {
        self.read.iter().map(|(path, settings)| (path.as_path(), settings))
    }
}
