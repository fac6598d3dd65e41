//! The files on the desk: those that are open, with their unsaved text, and those that they use.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::address;
use super::disk::Disk;
use super::document::Document;
use super::entry::{self, Entry, Origin, Used};
use super::place::Encoding;
use super::projects::Projects;
use super::proving::{Proved, Proving};
use crate::batch::{Listed, Plan, Use};
use crate::diagnostic::{Problem, Unreadable};
use crate::digest::Digest;
use crate::language::Language;
use crate::levels::Levels;
use crate::settings;

/// The files on the desk.
pub struct Desk {
    disk: Box<dyn Disk>,
    /// What columns count.
    pub encoding: Encoding,
    /// The language of messages; without one, that of each file.
    pub language: Option<Language>,
    /// The folders the editor works in.
    pub roots: Vec<PathBuf>,
    /// Where the pages of the rules are, if the editor knows.
    pub rule_pages: Option<String>,
    /// The texts that are open, by the real paths of their files, each with the number of its last change.
    open: BTreeMap<PathBuf, (Document, u64)>,
    entries: HashMap<PathBuf, Entry>,
    projects: Projects,
    changes: u64,
    parsed: usize,
}

impl Desk {
    /// A desk with nothing on it.
    pub fn new(disk: Box<dyn Disk>, language: Option<Language>) -> Self {
        Self {
            disk,
            encoding: Encoding::default(),
            language,
            roots: Vec::new(),
            rule_pages: None,
            open: BTreeMap::new(),
            entries: HashMap::new(),
            projects: Projects::default(),
            changes: 0,
            parsed: 0,
        }
    }

    /// The path by which a file is known.
    pub fn path(&self, uri: &Uri) -> PathBuf {
        self.disk.real(&address::path(uri))
    }

    // ---- Open texts

    /// A text is opened.
    pub fn open(&mut self, uri: Uri, version: i32, text: String) {
        let path = self.path(&uri);
        let document = Document::new(uri, version, text, self.encoding);
        self.touch(&path);
        self.open.insert(path, (document, self.changes));
    }

    /// A text is changed; one that is not open stays what it is.
    pub fn change(&mut self, uri: &Uri, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let path = self.path(uri);
        self.touch(&path);
        if let Some((document, change)) = self.open.get_mut(&path) {
            document.change(version, changes);
            *change = self.changes;
        }
    }

    /// A text is closed: from now on its file has the text that is on disk.
    pub fn close(&mut self, uri: &Uri) {
        let path = self.path(uri);
        self.touch(&path);
        self.open.remove(&path);
        if self.open.is_empty() {
            self.entries.clear();
        }
    }

    fn touch(&mut self, path: &Path) {
        self.changes += 1;
        if is_settings(path) {
            self.forget_settings();
        }
    }

    /// Settings may have changed.
    pub fn forget_settings(&mut self) {
        self.projects = Projects::default();
    }

    /// The open texts of regulations, by path.
    pub fn opened(&self) -> impl Iterator<Item = (&Path, &Document)> {
        let texts = self.open.iter().map(|(path, (document, _))| (path.as_path(), document));
        texts.filter(|(path, _)| !is_settings(path))
    }

    /// An open text.
    pub fn document(&self, path: &Path) -> Option<&Document> {
        self.open.get(path).map(|(document, _)| document)
    }

    /// The name of a file for the editor: its own, if it is open.
    pub fn uri(&self, path: &Path) -> Option<Uri> {
        self.document(path).map(|document| document.uri.clone()).or_else(|| address::uri(path))
    }

    // ---- Compiling

    /// A file as it was compiled last.
    pub fn entry(&self, path: &Path) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// Compiles a file and those it uses, as far as they have changed; the paths of all of them, it the last.
    pub fn compile(&mut self, path: &Path) -> Vec<PathBuf> {
        let (paths, plan) = self.survey(path);
        let mut order = Vec::with_capacity(paths.len());
        for number in plan.order() {
            let Some(path) = paths.get(*number) else { continue };
            let Some(entry) = self.entries.get(path) else { continue };
            let found = entry.written().into_iter().map(|written| plan.used(*number, &written));
            let found: Vec<Result<&PathBuf, Problem>> =
                found.map(|used| used.and_then(|used| paths.get(used).ok_or(Problem::UsesItself))).collect();
            let with = found.into_iter().map(|used| used.and_then(|path| self.unit_of(path))).collect();
            if let Some(entry) = self.entries.get_mut(path) {
                entry.compile(with);
            }
            order.push(path.clone());
        }
        order
    }

    fn unit_of(&self, path: &Path) -> Used {
        let unit = self.entries.get(path).and_then(Entry::unit);
        unit.cloned().ok_or(Problem::UsesItself)
    }

    /// A file and all that it uses, and in which order they are compiled.
    fn survey(&mut self, path: &Path) -> (Vec<PathBuf>, Plan) {
        let mut paths = vec![path.to_owned()];
        let mut numbers = HashMap::from([(path.to_owned(), 0)]);
        let mut listed = Vec::new();
        let _ = self.parse(path);
        while let Some(path) = paths.get(listed.len()).cloned() {
            let written = self.entries.get(&path).map(Entry::written).unwrap_or_default();
            let mut uses = Vec::with_capacity(written.len());
            for written in written {
                let real = self.disk.real(&path.parent().unwrap_or(Path::new("")).join(&written));
                let file = match self.parse(&real) {
                    Ok(()) => Ok(*numbers.entry(real.clone()).or_insert_with(|| {
                        paths.push(real);
                        paths.len() - 1
                    })),
                    Err(reason) => Err(Problem::CannotRead { path: written.clone(), reason }),
                };
                uses.push(Use { path: written, file });
            }
            let found = uses.iter().filter_map(|used| paths.get(*used.file.as_ref().ok()?).cloned()).collect();
            if let Some(entry) = self.entries.get_mut(&path) {
                entry.uses = found;
            }
            listed.push(Listed { digest: Digest::of(path.to_string_lossy().as_bytes()), uses });
        }
        (paths, Plan::new(listed))
    }

    /// Reads the lines of a file and of those it uses; whether it can be read.
    pub fn look(&mut self, path: &Path) -> bool {
        self.survey(path);
        self.entries.contains_key(path)
    }

    /// The file that a file uses by a path.
    pub fn used(&self, path: &Path, written: &str) -> Result<PathBuf, Problem> {
        let used = self.disk.real(&path.parent().unwrap_or(Path::new("")).join(written));
        let cannot = || Problem::CannotRead { path: written.to_owned(), reason: Unreadable::NoSuchFile };
        if self.entries.contains_key(&used) { Ok(used) } else { Err(cannot()) }
    }

    /// A file and those it uses, each behind those that it uses itself.
    pub fn order(&self, path: &Path) -> Vec<PathBuf> {
        let mut order = Vec::new();
        let mut seen = vec![path.to_owned()];
        let mut open = vec![(path.to_owned(), 0)];
        while let Some((path, next)) = open.pop() {
            let used = self.entries.get(&path).and_then(|entry| entry.uses.get(next));
            match used.cloned() {
                None => order.push(path),
                Some(used) => {
                    open.push((path, next + 1));
                    if !seen.contains(&used) {
                        seen.push(used.clone());
                        open.push((used, 0));
                    }
                }
            }
        }
        order
    }

    /// The regulations on disk in the folders that the editor works in.
    pub fn on_disk(&self) -> Vec<PathBuf> {
        let found = self.roots.iter().flat_map(|root| self.disk.reg_files(root));
        let mut found: Vec<PathBuf> = found.map(|path| self.disk.real(&path)).collect();
        found.sort();
        found
    }

    /// Reads the lines of a file, unless its text is still the same.
    fn parse(&mut self, path: &Path) -> Result<(), Unreadable> {
        let origin = match self.open.get(path) {
            Some((_, change)) => Origin::Open(*change),
            None => Origin::Disk(self.disk.stamp(path)),
        };
        if self.entries.get(path).is_some_and(|entry| entry.origin == origin) {
            return Ok(());
        }
        let before = self.entries.remove(path);
        let text = match self.open.get(path) {
            Some((document, _)) => document.text.clone(),
            None => self.disk.text(path)?,
        };
        self.parsed += 1;
        let name = entry::name(path, &self.roots);
        let mut entry = Entry::parse(name, text, origin, self.parsed, self.encoding);
        entry.proved = before.and_then(|before| before.proved);
        self.entries.insert(path.to_owned(), entry);
        Ok(())
    }

    /// What is set for a file.
    pub fn levels(&mut self, path: &Path) -> Arc<Levels> {
        let Self { projects, open, disk, .. } = self;
        projects.levels(path, |path| {
            let opened = open.get(path).map(|(document, _)| document.text.clone());
            opened.or_else(|| disk.stamp(path).and_then(|_| disk.text(path).ok()))
        })
    }

    /// The settings that were read.
    pub fn projects(&self) -> &Projects {
        &self.projects
    }

    // ---- Proofs

    /// The open file whose limits are to be proved next.
    pub fn proving(&self) -> Option<Proving> {
        self.opened().find_map(|(path, _)| {
            let entry = self.entry(path)?;
            let unit = entry.unit().filter(|unit| unit.provable().is_some())?;
            let done = entry.proved.as_ref().is_some_and(|proved| proved.is_about(unit));
            (!done).then(|| Proving { path: path.to_owned(), unit: Arc::clone(unit) })
        })
    }

    /// The limits of a file have been proved, as it was then.
    pub fn proved(&mut self, proved: Proved) {
        if let Some(entry) = self.entries.get_mut(&proved.path) {
            entry.proved = Some(Arc::new(proved));
        }
    }

    /// Forgets the files that are neither open nor used by one that is; `kept` are those that are.
    pub fn keep(&mut self, kept: &[PathBuf]) {
        self.entries.retain(|path, _| kept.contains(path));
    }
}

/// Whether a file holds the settings of a project.
pub fn is_settings(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == settings::FILE)
}
