//! Files from disk, compiled with the files they use and kept.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::check::common_language;
use super::output::Failure;
use super::progress::Progress;
use super::survey::Survey;
use crate::batch::Plan;
use crate::language::Language;
use crate::program::{ParsedFile, Program};
use crate::report::message::say;
use crate::source::{SourceFile, SourceId, Sources};
use crate::workers;

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

impl Loaded {
    /// The language that most of the named files are in.
    pub fn common_language(&self) -> Language {
        let language = |source: &SourceId| Some(self.program.unit(*source)?.language);
        common_language(&self.named.iter().filter_map(language).collect::<Vec<_>>())
    }
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
    // The few files that one uses are sooner read than workers are hired.
    let mut loaded = load(&[path.to_owned()], language, &Texts::new(), 1)?;
    match loaded.unreadable.pop() {
        Some(failure) => Err(failure),
        None => Ok(loaded),
    }
}

/// Loads every `.reg` file of the paths and what they use, and keeps them all. One that cannot be read
/// does not keep the others from being read.
pub fn all(paths: &[PathBuf], language: Language) -> Result<Loaded, Failure> {
    all_with(paths, language, &Texts::new())
}

/// Texts that stand for those on disk, by where the files are.
pub type Texts = HashMap<PathBuf, String>;

/// The same, with other texts for some of the files.
pub fn all_with(paths: &[PathBuf], language: Language, texts: &Texts) -> Result<Loaded, Failure> {
    load(paths, language, texts, workers::for_cores())
}

fn load(paths: &[PathBuf], language: Language, texts: &Texts, workers: usize) -> Result<Loaded, Failure> {
    let mut survey = Survey::new(paths, workers, language, &mut Progress::none())?;
    let unreadable = std::mem::take(&mut survey.unreadable);
    let mut sources = Sources::default();
    let mut files: Vec<ParsedFile> = Vec::new();
    // By file of the survey: its place in `files`.
    let mut places = vec![0; survey.files.len()];
    let mut named = Vec::new();
    for number in survey.plan.order() {
        let Some((known, place)) = survey.files.get(*number).zip(places.get_mut(*number)) else { continue };
        *place = files.len();
        let text = match texts.get(&known.real) {
            Some(text) => SourceFile::new(known.path.display().to_string(), text.clone()),
            None => survey.read(*number).map_err(|reason| Failure::unreadable(&known.path, &reason, language))?,
        };
        let source = sources.add(text);
        named.extend(known.named.map(|place| (place, source, known.path.clone())));
        files.extend(sources.get(source).map(|text| parsed(source, text, &survey.plan, *number, &places)));
    }
    named.sort_unstable();
    let (named, paths) = named.into_iter().map(|(_, source, path)| (source, path)).unzip();
    Ok(Loaded { program: Program::compile(sources, files), named, paths, unreadable })
}

/// Parses the file of a plan; those that it uses have their `places`.
fn parsed(source: SourceId, text: &SourceFile, plan: &Plan, file: usize, places: &[usize]) -> ParsedFile {
    let mut parsed = ParsedFile::parse(source, text);
    let place = |used: usize| places.get(used).copied().unwrap_or_default();
    parsed.uses = parsed.link(text, |path| plan.used(file, path).map(place));
    parsed
}
