//! Files from disk, with the files they use, each read once.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::output::Failure;
use crate::diagnostic::{Diagnostic, Problem, Unreadable};
use crate::language::Language;
use crate::program::{ParsedFile, Program};
use crate::report::message::say;
use crate::source::{SourceFile, SourceId, Sources, Span};

/// The largest file that is read, in bytes: offsets are 32 bits wide, and no act is a tenth of this.
const MAX_BYTES: u64 = 1 << 30;

/// What the command line named, loaded and compiled.
pub struct Loaded {
    /// Every file, those used included.
    pub program: Program,
    /// The files the command line named, in its order.
    pub named: Vec<SourceId>,
    /// Where these are, in the same order.
    pub paths: Vec<PathBuf>,
    /// The files it named that cannot be read, each with the reason.
    pub unreadable: Vec<Failure>,
}

/// Loads one file and what it uses; what cannot be read is told in `language`.
pub fn file(path: &Path, language: Language) -> Result<Loaded, Failure> {
    if path.is_dir() {
        let path = path.display();
        return Err(Failure::usage(say!(
            language,
            "{path} – это папка; назовите один файл .reg",
            "{path} – қалта; бір .reg файлын атаңыз",
            "{path} is a folder; name one .reg file"
        )));
    }
    let mut loaded = all(&[path.to_owned()], language)?;
    match loaded.unreadable.pop() {
        Some(failure) => Err(failure),
        None => Ok(loaded),
    }
}

/// Loads every `.reg` file of the paths, folders searched to the bottom, in alphabetical order. One that
/// cannot be read does not keep the others from being read.
pub fn all(paths: &[PathBuf], language: Language) -> Result<Loaded, Failure> {
    all_with(paths, language, &Texts::new())
}

/// Texts that stand for those on disk, by where the files are.
pub type Texts = HashMap<PathBuf, String>;

/// The same, with other texts for some of the files.
pub fn all_with(paths: &[PathBuf], language: Language, texts: &Texts) -> Result<Loaded, Failure> {
    let mut loader = Loader { texts, sources: Sources::default(), files: Vec::new(), known: HashMap::new() };
    let mut named = Vec::new();
    let mut unreadable = Vec::new();
    for path in paths {
        for file in reg_files(path, language)? {
            match loader.read(&file) {
                Ok(text) => {
                    let index = loader.load(&file, text);
                    named.push((index, file));
                }
                Err(reason) => unreadable.push(Failure::unreadable(&file, &reason, language)),
            }
        }
    }
    let Loader { sources, files, .. } = loader;
    let source = |(index, path): (usize, PathBuf)| Some((files.get(index)?.source, path));
    let (named, paths) = named.into_iter().filter_map(source).unzip();
    Ok(Loaded { program: Program::compile(sources, files), named, paths, unreadable })
}

/// The `.reg` files a path stands for.
fn reg_files(path: &Path, language: Language) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries =
            fs::read_dir(&folder).map_err(|error| Failure::unreadable(&folder, &describe(&error), language))?;
        for entry in entries {
            let path = entry.map_err(|error| Failure::unreadable(&folder, &describe(&error), language))?.path();
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if path.is_dir() && !hidden {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "reg") {
                found.push(path);
            }
        }
    }
    if found.is_empty() {
        let path = path.display();
        return Err(Failure::usage(say!(
            language,
            "в папке {path} нет файлов .reg",
            "{path} қалтасында .reg файлы жоқ",
            "no .reg file in {path}"
        )));
    }
    found.sort();
    Ok(found)
}

/// Reads a file as UTF-8, with or without a byte order mark.
fn read(path: &Path) -> Result<String, Unreadable> {
    let size = fs::metadata(path).map_err(|error| describe(&error))?.len();
    if size > MAX_BYTES {
        return Err(Unreadable::TooLarge(MAX_BYTES >> 20));
    }
    let bytes = fs::read(path).map_err(|error| describe(&error))?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..valid).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        Unreadable::NotUtf8 { line }
    })
}

fn describe(error: &io::Error) -> Unreadable {
    match error.kind() {
        io::ErrorKind::NotFound => Unreadable::NoSuchFile,
        io::ErrorKind::PermissionDenied => Unreadable::PermissionDenied,
        io::ErrorKind::IsADirectory => Unreadable::IsFolder,
        _ => Unreadable::Other(error.to_string()),
    }
}

struct Loader<'a> {
    texts: &'a Texts,
    sources: Sources,
    files: Vec<ParsedFile>,
    /// Files by their canonical path: their place in `files`, or nothing while they are being read.
    known: HashMap<PathBuf, Option<usize>>,
}

impl Loader<'_> {
    fn read(&self, path: &Path) -> Result<String, Unreadable> {
        // To ask where a file is takes time, and mostly there are none.
        let text = if self.texts.is_empty() { None } else { self.texts.get(&canonical(path)) };
        text.map_or_else(|| read(path), |text| Ok(text.clone()))
    }

    /// Parses a file and loads what it uses before it; returns its place in `files`.
    ///
    /// The depth of uses is the length of a chain of distinct files.
    fn load(&mut self, path: &Path, text: String) -> usize {
        let key = canonical(path);
        if let Some(Some(index)) = self.known.get(&key) {
            return *index;
        }
        self.known.insert(key.clone(), None);
        let source = self.sources.add(SourceFile::new(path.display().to_string(), text));
        let mut parsed = match self.sources.get(source) {
            Some(file) => ParsedFile::parse(source, file),
            None => ParsedFile::parse(source, &SourceFile::new("", String::new())),
        };
        for used in parsed.tree.uses.clone() {
            match self.used(path, used.0) {
                Ok(index) => parsed.uses.push(index),
                Err(problem) => parsed.findings.push(Diagnostic::new(problem, used.0)),
            }
        }
        self.files.push(parsed);
        let index = self.files.len() - 1;
        self.known.insert(key, Some(index));
        index
    }

    /// Loads a file named in another one, by its path from there.
    fn used(&mut self, from: &Path, name: Span) -> Result<usize, Problem> {
        let written = self.sources.slice(name).to_owned();
        let path = tidy(&from.parent().unwrap_or(Path::new("")).join(&written));
        match self.known.get(&canonical(&path)) {
            Some(Some(index)) => Ok(*index),
            Some(None) => Err(Problem::UsesItself),
            None => match self.read(&path) {
                Ok(text) => Ok(self.load(&path, text)),
                Err(reason) => Err(Problem::CannotRead { path: written, reason }),
            },
        }
    }
}

/// Where a file is, whatever links lead there.
pub fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// `specs/act/../calendars/kz.reg` as a person writes it: `specs/calendars/kz.reg`.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        let steps_back = part == std::path::Component::ParentDir
            && tidy.file_name().is_some_and(|name| name != "..")
            && !tidy.is_symlink();
        if !(steps_back && tidy.pop()) {
            tidy.push(part);
        }
    }
    tidy
}
