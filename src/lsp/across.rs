//! Names across files: where what a name stands for is declared, and everywhere it is named.

use std::path::{Path, PathBuf};

use lsp_types::Location;

use super::desk::Desk;
use super::entry::Entry;
use super::names::{self, Occurrence, Thing};
use crate::diagnostic::Namespace;
use crate::resolve::name_text;

/// In so many files of the editor's folders names are looked for.
pub const MAX_FILES: usize = 2_000;

/// A place at which something is named.
#[derive(Debug, Clone)]
pub struct Found {
    /// The file.
    pub path: PathBuf,
    /// The place in it.
    pub occurrence: Occurrence,
}

/// The regulations an editor works with.
#[derive(Debug)]
pub struct Library {
    /// Their files.
    pub paths: Vec<PathBuf>,
    /// Whether these are all: there may be more than are looked into.
    pub is_whole: bool,
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

    /// Every place in a file at which the same is named as at an offset of it.
    pub fn same_here(&self, path: &Path, offset: u32) -> Vec<Found> {
        let Some(Occurrence { thing, .. }) = self.named(path, offset) else { return Vec::new() };
        self.same(&thing, &self.home(path, &thing), vec![path.to_owned()])
    }

    /// The same in all files, and whether it is all: there may be more files than are looked into.
    pub fn same_everywhere(&mut self, path: &Path, offset: u32) -> (Vec<Found>, bool) {
        let Some(Occurrence { thing, .. }) = self.named(path, offset) else { return (Vec::new(), true) };
        let home = self.home(path, &thing);
        let Library { paths: mut files, is_whole } = self.library();
        files.extend([path.to_owned(), home.clone()]);
        files.sort();
        files.dedup();
        (self.same(&thing, &home, files), is_whole)
    }

    fn same(&self, thing: &Thing, home: &Path, files: Vec<PathBuf>) -> Vec<Found> {
        let mut found = Vec::new();
        for path in files.into_iter().filter(|path| self.home(path, thing) == home) {
            let same = self.occurrences(&path).into_iter().filter(|one| one.thing == *thing);
            found.extend(same.map(|occurrence| Found { path: path.clone(), occurrence }));
        }
        found
    }

    /// The regulations in the folders that the editor works in, and those that are open.
    pub fn library(&mut self) -> Library {
        let mut paths = self.on_disk();
        paths.dedup();
        let is_whole = paths.len() <= MAX_FILES;
        paths.truncate(MAX_FILES);
        paths.extend(self.opened().map(|(path, _)| path.to_owned()));
        paths.sort();
        paths.dedup();
        paths.retain(|path| self.look(path));
        Library { paths, is_whole }
    }

    /// The place of a span of a file.
    pub fn location(&self, found: &Found) -> Option<Location> {
        let entry = self.entry(&found.path)?;
        Some(Location::new(self.uri(&found.path)?, entry.range(found.occurrence.span)))
    }
}
