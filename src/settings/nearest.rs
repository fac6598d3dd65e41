//! Which settings are a file's: those of the nearest folder that has some, its own or one above it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::FILE;
use crate::levels::Levels;

/// What is set in folders, or in the nearest ones above them; each file of settings is read once.
#[derive(Debug, Default)]
pub struct Nearest {
    known: BTreeMap<PathBuf, Arc<Levels>>,
}

impl Nearest {
    /// What is set for a file. `read` gives the settings that stand at a path, if there are any; where there are none
    /// up to the root, it is `otherwise`.
    pub fn of(
        &mut self,
        file: &Path,
        mut read: impl FnMut(PathBuf) -> Option<Levels>,
        otherwise: impl FnOnce() -> Levels,
    ) -> Arc<Levels> {
        let mut passed = Vec::new();
        let mut found = None;
        for folder in file.ancestors().skip(1) {
            found = self.known.get(folder).cloned();
            if found.is_some() {
                break;
            }
            passed.push(folder.to_owned());
            found = read(folder.join(FILE)).map(Arc::new);
            if found.is_some() {
                break;
            }
        }
        let found = found.unwrap_or_else(|| Arc::new(otherwise()));
        self.known.extend(passed.into_iter().map(|folder| (folder, Arc::clone(&found))));
        found
    }
}
