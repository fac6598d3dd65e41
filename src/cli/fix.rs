//! `regc check --fix`: what surely mends a finding, written into the files or shown as a difference.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use clap::Args;

use super::levels::Projects;
use super::load::{self, Loaded, Texts};
use super::output::{self, Exit, Failure};
use super::rewrite::rewrite;
use crate::fix::{self, Checked, MAX_ROUNDS};
use crate::language::Language;
use crate::levels::Levels;
use crate::program::{Program, Unit};
use crate::report;
use crate::report::message::say;
use crate::source::SourceId;
use crate::words::counted;

/// Whether findings are mended.
#[derive(Debug, Args)]
pub struct FixArgs {
    /// Mend what can only be meant otherwise, and tell what remains
    #[arg(long, conflicts_with = "limits")]
    fix: bool,

    /// With --fix: print what would be changed, and change nothing
    #[arg(long, requires = "fix")]
    diff: bool,
}

impl FixArgs {
    /// Mends the files, if that is asked for; nothing is written yet.
    pub fn mend(&self, paths: &[PathBuf], language: Language, levels: &Levels) -> Result<Option<Fixed>, Failure> {
        if !self.fix {
            return Ok(None);
        }
        let mut mending = Mending::new(language, levels);
        let mut loaded = load::all(paths, language)?;
        for _ in 0..MAX_ROUNDS {
            if !mending.mend_all(&loaded) {
                break;
            }
            loaded = load::all_with(paths, language, &mending.texts)?;
        }
        Ok(Some(mending.finish(loaded)))
    }

    /// Whether the changes are only to be shown.
    pub fn only_shows(&self) -> bool {
        self.diff
    }
}

/// Files as they are once they have been mended.
pub struct Fixed {
    /// What is found in them now.
    pub loaded: Loaded,
    /// How many findings were mended.
    count: usize,
    /// The files that are another text than on disk.
    changed: Vec<Changed>,
}

/// A file that is mended.
struct Changed {
    /// Where it is, whatever links lead there.
    path: PathBuf,
    /// Its name as it is told.
    name: String,
    before: String,
    after: String,
}

impl Fixed {
    /// Prints the changes instead of making them.
    pub fn show(self) -> Result<Exit, Failure> {
        let differences = self.changed.iter().map(|one| report::diff(&one.name, &one.before, &one.after));
        output::print(&differences.collect::<String>())?;
        if let Some(failure) = self.loaded.unreadable.into_iter().reduce(Failure::and) {
            return Err(failure);
        }
        let clean = self.changed.is_empty() && self.loaded.program.units.iter().all(Unit::is_sound);
        Ok(if clean { Exit::Clean } else { Exit::Findings })
    }

    /// Writes the files that are changed, each whole or not at all.
    pub fn write(&self, language: Language) -> Result<(), Failure> {
        let write = |one: &Changed| rewrite(&one.path, &one.name, &one.before, &one.after, language);
        self.changed.iter().try_for_each(write)
    }

    /// What is told at the end: how much was mended.
    pub fn told(&self, language: Language) -> String {
        let (count, files) = (self.count, self.changed.len());
        if count == 0 {
            return say!(language, "исправлено: 0\n", "түзетілді: 0\n", "mended: 0\n");
        }
        let files = counted(files, language, ["файле", "файлах", "файлах"], "файлда", ["file", "files"]);
        say!(
            language,
            "исправлено: {count} в {files}\n",
            "түзетілді: {files} {count}\n",
            "mended: {count} in {files}\n"
        )
    }
}

/// Files while they are mended.
struct Mending {
    language: Language,
    projects: Projects,
    /// The files that are mended, by where they are.
    texts: Texts,
    /// Their names and what they were.
    before: BTreeMap<PathBuf, (String, String)>,
    count: usize,
}

impl Mending {
    fn new(language: Language, levels: &Levels) -> Self {
        let (texts, before) = (Texts::new(), BTreeMap::new());
        Self { language, projects: Projects::new(levels.clone()), texts, before, count: 0 }
    }

    /// Mends every file that was named; whether any has changed. Those they use are left alone.
    fn mend_all(&mut self, loaded: &Loaded) -> bool {
        let named: HashMap<SourceId, &PathBuf> = loaded.named.iter().copied().zip(&loaded.paths).collect();
        let before = self.count;
        // Files stand behind those they use, so that these are mended first.
        for unit in loaded.program.units.iter().filter(|unit| !unit.findings.is_empty()) {
            if let Some(path) = named.get(&unit.source) {
                self.mend(path, unit.source, &loaded.program);
            }
        }
        self.count > before
    }

    fn mend(&mut self, path: &Path, source: SourceId, program: &Program) {
        // What is wrong with the settings is told with the findings.
        let levels = self.projects.levels(&canonical(path));
        let Some(checked) = Checked::of(program, source, &levels).filter(|checked| !checked.fixes.is_empty()) else {
            return;
        };
        let (key, file) = (canonical(path), checked.file.clone());
        let paths = [path.to_owned()];
        let mended = fix::mend(checked, |text| {
            self.texts.insert(key.clone(), text);
            let loaded = load::all_with(&paths, self.language, &self.texts).ok()?;
            Checked::of(&loaded.program, *loaded.named.first()?, &levels)
        });
        self.texts.insert(key.clone(), mended.checked.file.text().to_owned());
        if mended.count > 0 {
            self.count += mended.count;
            self.before.entry(key).or_insert_with(|| (file.name().to_owned(), file.text().to_owned()));
        }
    }

    fn finish(mut self, loaded: Loaded) -> Fixed {
        let mut changed: Vec<Changed> = Vec::with_capacity(self.before.len());
        for (path, (name, before)) in self.before {
            if let Some(after) = self.texts.remove(&path) {
                changed.push(Changed { path, name, before, after });
            }
        }
        changed.sort_by(|one, other| one.name.cmp(&other.name));
        Fixed { loaded, count: self.count, changed }
    }
}

/// Where a file is, whatever links lead there.
fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
