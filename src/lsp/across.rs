//! Names across files: where what a name stands for is declared, and everywhere it is named.

use std::path::{Path, PathBuf};

use lsp_types::Location;

use super::desk::Desk;
use super::entry::Entry;
use super::names::{self, Occurrence, Thing};
use crate::diagnostic::Namespace;
use crate::resolve::name_text;

/// In so many files of the editor's folders names are looked for.
const MAX_FILES: usize = 2_000;

/// A place at which something is named.
#[derive(Debug, Clone)]
pub struct Found {
    /// The file.
    pub path: PathBuf,
    /// The place in it.
    pub occurrence: Occurrence,
}

impl Desk {
    /// Every occurrence in a file.
    pub fn occurrences(&self, path: &Path) -> Vec<Occurrence> {
        let of = |path: &Path| self.entry(path).and_then(|entry| Some((entry, entry.file()?)));
        let Some((entry, file)) = of(path) else { return Vec::new() };
        let home = of(&self.regulation_of(path));
        let forms = home.map(|(home, file)| names::forms(&home.tree, file)).unwrap_or_default();
        names::occurrences(&entry.tree, file, &forms)
    }

    /// What is named at an offset of a file.
    pub fn named(&self, path: &Path, offset: u32) -> Option<Occurrence> {
        names::at(&self.occurrences(path), offset).cloned()
    }

    /// The file that declares the regulation a file is about: its own, or the first that it uses.
    pub fn regulation_of(&self, path: &Path) -> PathBuf {
        let has = |entry: &Entry| entry.tree.regulation.is_some() || entry.tree.broken;
        self.first_used(path, has).unwrap_or_else(|| path.to_owned())
    }

    /// The file that declares what a name in a file stands for.
    pub fn home(&self, path: &Path, thing: &Thing) -> PathBuf {
        let Thing::Named(Namespace::Calendar, name) = thing else { return self.regulation_of(path) };
        let declares = |entry: &Entry| {
            let is_it = |file| entry.tree.calendars.iter().any(|one| name_text(file, one.id) == *name);
            entry.file().is_some_and(is_it)
        };
        self.first_used(path, declares).unwrap_or_else(|| path.to_owned())
    }

    /// The first file with a property, of a file and those that it uses, each before those it uses itself.
    fn first_used(&self, path: &Path, is_meant: impl Fn(&Entry) -> bool) -> Option<PathBuf> {
        let mut open = vec![path.to_owned()];
        let mut seen: Vec<PathBuf> = Vec::new();
        while let Some(path) = open.pop() {
            let Some(entry) = self.entry(&path).filter(|_| !seen.contains(&path)) else { continue };
            if is_meant(entry) {
                return Some(path);
            }
            open.extend(entry.uses.iter().rev().cloned());
            seen.push(path);
        }
        None
    }

    /// The file whose path stands at an offset of a file that uses it.
    pub fn used_at(&self, path: &Path, offset: u32) -> Option<Location> {
        let entry = self.entry(path)?;
        let here = entry.tree.uses.iter().find(|one| one.0.start <= offset && offset <= one.0.end)?;
        let used = self.used(path, entry.sources.slice(here.0)).ok()?;
        Some(Location::new(self.uri(&used)?, lsp_types::Range::default()))
    }

    /// Every place in a file, or in all files, at which the same is named as at an offset of a file.
    pub fn same(&mut self, path: &Path, offset: u32, everywhere: bool) -> Vec<Found> {
        let Some(Occurrence { thing, .. }) = self.named(path, offset) else { return Vec::new() };
        let home = self.home(path, &thing);
        let mut files = vec![path.to_owned()];
        if everywhere {
            files.extend(self.library());
            files.push(home.clone());
            files.sort();
            files.dedup();
        }
        let mut found = Vec::new();
        for path in files.into_iter().filter(|path| self.home(path, &thing) == home) {
            let same = self.occurrences(&path).into_iter().filter(|one| one.thing == thing);
            found.extend(same.map(|occurrence| Found { path: path.clone(), occurrence }));
        }
        found
    }

    /// The regulations in the folders that the editor works in, and those that are open.
    pub fn library(&mut self) -> Vec<PathBuf> {
        let mut paths = self.on_disk();
        paths.truncate(MAX_FILES);
        paths.extend(self.opened().map(|(path, _)| path.to_owned()));
        paths.sort();
        paths.dedup();
        paths.retain(|path| self.look(path));
        paths
    }

    /// The place of a span of a file.
    pub fn location(&self, found: &Found) -> Option<Location> {
        let entry = self.entry(&found.path)?;
        Some(Location::new(self.uri(&found.path)?, entry.range(found.occurrence.span)))
    }
}
