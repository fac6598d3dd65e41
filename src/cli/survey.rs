//! The files that a command line names and those they use: which there are, before any is compiled.
//!
//! Each is read for its digest and for the lines that name others. While there are not too many, their
//! texts are kept; those of many files are read again when their turn comes.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::files;
use super::output::Failure;
use super::progress::{Doing, Progress};
use crate::batch::{Listed, Plan, Use};
use crate::diagnostic::{Problem, Unreadable};
use crate::digest::Digest;
use crate::language::Language;
use crate::source::{SourceFile, SourceId};
use crate::syntax;
use crate::workers::in_order;

/// How many bytes of text are kept.
const KEPT: usize = 16 << 20;

/// The files there are, in the order of their names.
pub struct Survey {
    /// Those that can be read.
    pub files: Vec<Known>,
    /// In which order they are compiled.
    pub plan: Plan,
    /// The files named that cannot be read, each with the reason.
    pub unreadable: Vec<Failure>,
    /// Texts by their digests, under no name.
    texts: HashMap<Digest, SourceFile>,
}

/// A file that can be read.
pub struct Known {
    /// Its path, as it is told.
    pub path: PathBuf,
    /// The same without links and steps back.
    pub real: PathBuf,
    /// Its place among the files that the command line named, if it did.
    pub named: Option<usize>,
    digest: Digest,
}

impl Survey {
    /// Looks at every `.reg` file of the paths, folders searched to the bottom, and at all that they use. One
    /// that cannot be read does not keep the others from being read.
    pub fn new(
        paths: &[PathBuf],
        workers: usize,
        language: Language,
        progress: &mut Progress,
    ) -> Result<Self, Failure> {
        let mut named = Vec::new();
        for path in paths {
            named.extend(files::reg_files(path, language)?);
        }
        Ok(Self::of(&named, workers, language, progress, KEPT))
    }

    fn of(named: &[PathBuf], workers: usize, language: Language, progress: &mut Progress, room: usize) -> Self {
        let mut surveyor = Surveyor::new(room);
        let mut used = surveyor.round(named, true, workers, progress);
        while !used.is_empty() {
            used = surveyor.round(&used, false, workers, progress);
        }
        surveyor.finish(language)
    }

    /// Reads a file again, or takes the text that was kept.
    ///
    /// # Errors
    ///
    /// It cannot be read any more, or it has another text by now.
    pub fn read(&self, file: usize) -> Result<SourceFile, Unreadable> {
        let known = self.files.get(file).ok_or(Unreadable::NoSuchFile)?;
        let name = known.path.display().to_string();
        match self.texts.get(&known.digest) {
            Some(kept) => Ok(kept.named(name)),
            None => unchanged(files::text(&known.path)?, known.digest).map(|text| SourceFile::new(name, text)),
        }
    }
}

fn unchanged(text: String, digest: Digest) -> Result<String, Unreadable> {
    if Digest::of(&text) == digest { Ok(text) } else { Err(Unreadable::Changed) }
}

/// A survey in the making.
struct Surveyor {
    seen: Vec<Seen>,
    /// The real paths of those files.
    known: HashSet<PathBuf>,
    texts: Mutex<Texts>,
}

/// A file that has been looked at.
struct Seen {
    path: PathBuf,
    real: PathBuf,
    /// Its place among the files that were named.
    named: Option<usize>,
    listed: Result<Names, Unreadable>,
}

/// A file's digest, and the files it uses.
type Names = (Digest, Vec<Named>);

/// A file that another one names.
struct Named {
    /// Its path as written.
    written: String,
    path: PathBuf,
    real: PathBuf,
}

impl Surveyor {
    fn new(room: usize) -> Self {
        let texts = Texts { room, ..Texts::default() };
        Self { seen: Vec::new(), known: HashSet::new(), texts: Mutex::new(texts) }
    }

    /// Looks at files; returns those used that have not been looked at, each once.
    fn round(&mut self, paths: &[PathBuf], named: bool, workers: usize, progress: &mut Progress) -> Vec<PathBuf> {
        let Self { seen, known, texts } = self;
        let first = seen.len();
        let look = |place: usize| paths.get(place).map(|path| look(path, named.then_some(place), texts));
        let Ok(()) = in_order(paths.len(), workers, look, |_, looked| {
            seen.extend(looked.filter(|looked| known.insert(looked.real.clone())));
            progress.show(Doing::Reading, seen.len(), None);
            Ok::<(), Infallible>(())
        });
        let looked = seen.iter().skip(first).filter_map(|one| one.listed.as_ref().ok());
        let mut asked = HashSet::new();
        let used = looked.flat_map(|(_, names)| names);
        let new = used.filter(|used| !known.contains(&used.real) && asked.insert(&used.real));
        new.map(|used| used.path.clone()).collect()
    }

    /// Puts the files that can be read in the order of their names.
    fn finish(self, language: Language) -> Survey {
        let Self { mut seen, texts, .. } = self;
        let texts = texts.into_inner().unwrap_or_else(PoisonError::into_inner).kept;
        seen.sort_by_cached_key(|one| one.path.display().to_string());
        let numbers = numbers(&seen);
        let mut survey = Survey { files: Vec::new(), plan: Plan::default(), unreadable: Vec::new(), texts };
        let mut list = Vec::with_capacity(seen.len());
        for Seen { path, real, named, listed } in seen {
            match listed {
                Ok((digest, names)) => {
                    let uses = names.into_iter().map(|name| found(name, &numbers));
                    list.push(Listed { digest, uses: uses.collect() });
                    survey.files.push(Known { path, real, named, digest });
                }
                Err(reason) if named.is_some() => survey.unreadable.push(Failure::unreadable(&path, &reason, language)),
                // Who uses it has a finding that says so.
                Err(_) => {}
            }
        }
        survey.plan = Plan::new(list);
        survey
    }
}

/// The number of each file among those that can be read, or why it cannot, by its real path.
fn numbers(seen: &[Seen]) -> HashMap<PathBuf, Result<usize, Unreadable>> {
    let mut count = 0..;
    let number = |one: &Seen| one.listed.as_ref().map_err(Unreadable::clone).map(|_| count.next().unwrap_or_default());
    seen.iter().map(|one| one.real.clone()).zip(seen.iter().map(number)).collect()
}

/// A file that another one names, among those that can be read.
fn found(name: Named, numbers: &HashMap<PathBuf, Result<usize, Unreadable>>) -> Use {
    let number = numbers.get(&name.real).cloned().unwrap_or(Err(Unreadable::NoSuchFile));
    let file = number.map_err(|reason| Problem::CannotRead { path: name.written.clone(), reason });
    Use { path: name.written, file }
}

fn look(path: &Path, named: Option<usize>, texts: &Mutex<Texts>) -> Seen {
    let listed = read(path, texts)
        .map(|(digest, written)| (digest, written.iter().map(|written| Named::in_file(path, written)).collect()));
    Seen { path: path.to_owned(), real: files::real(path), named, listed }
}

impl Named {
    fn in_file(file: &Path, written: &str) -> Self {
        let path = files::tidy(&file.parent().unwrap_or(Path::new("")).join(written));
        Self { written: written.to_owned(), real: files::real(&path), path }
    }
}

/// The digest of a file, and the files it uses as they are written.
fn read(path: &Path, texts: &Mutex<Texts>) -> Result<(Digest, Arc<[String]>), Unreadable> {
    let bytes = files::bytes(path)?;
    let digest = Digest::of(&bytes);
    // A pipe can be read but once.
    let only_once = !path.is_file();
    if let Some(names) = Texts::of(texts).names.get(&digest).filter(|_| !only_once) {
        return Ok((digest, Arc::clone(names)));
    }
    let source = SourceFile::new(String::new(), files::utf8(bytes)?);
    let names = syntax::uses(&source, SourceId::default());
    let names: Arc<[String]> = names.iter().map(|name| source.slice(name.0).to_owned()).collect();
    Texts::of(texts).add(digest, source, Arc::clone(&names), only_once);
    Ok((digest, names))
}

/// The texts that have been read; equal ones are looked into once.
#[derive(Default)]
struct Texts {
    /// The files that each uses, as they are written.
    names: HashMap<Digest, Arc<[String]>>,
    kept: HashMap<Digest, SourceFile>,
    /// How many more bytes may be kept.
    room: usize,
}

impl Texts {
    fn of(texts: &Mutex<Self>) -> MutexGuard<'_, Self> {
        texts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a text, and keeps it if it is needed or there is room.
    fn add(&mut self, digest: Digest, source: SourceFile, names: Arc<[String]>, needed: bool) {
        let is_new = self.names.insert(digest, names).is_none();
        let size = source.text().len();
        if needed || is_new && size <= self.room {
            self.room = self.room.saturating_sub(size);
            self.kept.insert(digest, source);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    /// An act that uses a calendar in a folder that is not named, and cases of it beside.
    const FILES: [(&str, &str); 4] = [
        ("acts/act.reg", "reg 1 en\nuses: «../calendars/kz.reg»\n"),
        ("acts/cases.reg", "reg 1 en\nuses: «act.reg»\nuses: «../calendars/kz.reg»\nuses: «none.reg»\n"),
        ("calendars/kz.reg", "reg 1 en\n"),
        ("calendars/ru.reg", "reg 1 en\n"),
    ];

    fn folder() -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in FILES {
            fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
            fs::write(folder.path().join(path), text).unwrap();
        }
        folder
    }

    fn survey(folder: &TempDir, named: &[&str], workers: usize, room: usize) -> Survey {
        let named: Vec<_> = named.iter().map(|path| folder.path().join(path)).collect();
        Survey::of(&named, workers, Language::En, &mut Progress::none(), room)
    }

    fn names<'a>(survey: &'a Survey, folder: &TempDir) -> Vec<(&'a str, Option<usize>)> {
        let name = |known: &'a Known| (known.path.strip_prefix(folder.path()).unwrap().to_str().unwrap(), known.named);
        survey.files.iter().map(name).collect()
    }

    #[test]
    fn what_the_files_use_is_there_too_in_the_order_of_names_whatever_the_number_of_workers() {
        let folder = folder();
        for workers in [1, 2, 8] {
            let survey = survey(&folder, &["acts/cases.reg"], workers, KEPT);
            let expected = [("acts/act.reg", None), ("acts/cases.reg", Some(0)), ("calendars/kz.reg", None)];
            assert_eq!(names(&survey, &folder), expected, "{workers} workers");
            assert_eq!(survey.plan.used(1, "act.reg"), Ok(0));
            assert_eq!(survey.plan.used(1, "../calendars/kz.reg"), Ok(2));
            let reason = Unreadable::NoSuchFile;
            assert_eq!(survey.plan.used(1, "none.reg"), Err(Problem::CannotRead { path: "none.reg".into(), reason }));
            assert!(survey.unreadable.is_empty());
        }
    }

    #[test]
    fn a_file_that_is_named_and_used_is_there_once() {
        let folder = folder();
        let named = ["calendars/../acts/act.reg", "acts/act.reg", "acts/cases.reg", "calendars/kz.reg", "none.reg"];
        let survey = survey(&folder, &named, 2, KEPT);
        assert_eq!(survey.files.iter().filter(|known| known.named.is_some()).count(), 3);
        assert_eq!((survey.files.len(), survey.unreadable.len()), (3, 1));
    }

    #[test]
    fn a_text_that_was_not_kept_is_read_again_and_must_be_the_same() {
        let folder = folder();
        for room in [0, KEPT] {
            let survey = survey(&folder, &["acts/act.reg", "calendars/kz.reg", "calendars/ru.reg"], 2, room);
            let read = |file| survey.read(file).map(SourceFile::into_text);
            assert_eq!(read(0).as_deref(), Ok(FILES[0].1));
            assert_eq!(read(2).as_deref(), Ok(FILES[3].1));
            fs::write(folder.path().join("acts/act.reg"), "reg 1 en\n").unwrap();
            fs::remove_file(folder.path().join("calendars/ru.reg")).unwrap();
            let kept = room > 0;
            assert_eq!(read(0).err(), (!kept).then_some(Unreadable::Changed));
            assert_eq!(read(2).err(), (!kept).then_some(Unreadable::NoSuchFile));
            for (path, text) in FILES {
                fs::write(folder.path().join(path), text).unwrap();
            }
        }
    }
}
