//! The file that a walk is written into.

use std::cell::Cell;
use std::path::{Component, Path, PathBuf};

use crate::cli::load::{self, Loaded};
use crate::cli::open::{Opened, declares};
use crate::cli::output::{self, Failure};
use crate::cli::{Shared, check};
use crate::graph::ProcessSet;
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::Case;
use crate::report::message::say;
use crate::saved::{self, CannotSave};
use crate::source::SourceFile;

/// A file that can take the case.
pub struct Save {
    /// As it was named.
    path: PathBuf,
    /// The file itself, if the name is a link to it.
    real: PathBuf,
    /// What the file holds before the first answer: the words that a new one begins with.
    beginning: Option<String>,
    written: Cell<bool>,
}

impl Save {
    /// Makes sure that a case of the regulation can be written into a file, and gives a new case a title
    /// that none of its cases has. Nothing is written yet.
    pub fn open(
        path: &Path,
        opened: &Opened,
        case: Case,
        is_new: bool,
        shared: &Shared,
    ) -> Result<(Case, Self), Failure> {
        let language = opened.language;
        let real = path.canonicalize().ok();
        let known = match &real {
            Some(real) => {
                Some(std::fs::read_to_string(real).map_err(|error| cannot(path, &error.to_string(), language))?)
            }
            None => None,
        };
        let beginning = beginning(path, known.as_deref(), opened, shared)?;
        let save = Self {
            real: real.unwrap_or_else(|| path.to_owned()),
            path: path.to_owned(),
            beginning,
            written: Cell::new(false),
        };
        let file = save.file(language)?;
        let title = if is_new { saved::free_title(&opened.set, &file, &case.title) } else { case.title.clone() };
        let case = Case { title, ..case };
        save.text(&opened.set, &case, language)?;
        Ok((case, save))
    }

    /// Writes the case, whole or not at all. The rest of the file is as it is now, whoever changed it.
    pub fn write(&self, set: &ProcessSet, case: &Case, language: Language) -> Result<(), Failure> {
        let text = self.text(set, case, language)?;
        output::write_file(&self.real, text.as_bytes(), language)?;
        self.written.set(true);
        Ok(())
    }

    /// Whether anything has been written.
    pub fn is_written(&self) -> bool {
        self.written.get()
    }

    /// As it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn text(&self, set: &ProcessSet, case: &Case, language: Language) -> Result<String, Failure> {
        let file = self.file(language)?;
        saved::with_case(set, &file, case)
            .map_err(|reason| cannot(&self.path, &why(reason, &case.title, language), language))
    }

    /// The file as it is now; before the first answer as it will begin.
    fn file(&self, language: Language) -> Result<SourceFile, Failure> {
        let name = self.path.display().to_string();
        match self.beginning.as_ref().filter(|_| !self.written.get()) {
            Some(text) => Ok(SourceFile::new(name, text.clone())),
            None => std::fs::read_to_string(&self.real)
                .map(|text| SourceFile::new(name, text))
                .map_err(|error| cannot(&self.path, &error.to_string(), language)),
        }
    }
}

/// What a file begins with that does not use the regulation yet; `None` of one that does, or declares it.
fn beginning(path: &Path, known: Option<&str>, opened: &Opened, shared: &Shared) -> Result<Option<String>, Failure> {
    let language = opened.language;
    let words = opened.set.head.language;
    let uses = format!("{}: «{}»", Keyword::Uses.canonical(words), used(path, opened, language)?);
    let Some(known) = known.filter(|text| !text.trim().is_empty()) else {
        return Ok(Some(format!("reg 1 {}\n\n{uses}\n", words.code())));
    };
    match regulation_of(path, language, shared)? {
        Some(regulation) if regulation == opened.regulation => Ok(None),
        Some(_) => Err(cannot(path, &other_regulation(language), language)),
        None => Ok(Some(with_use(known, &uses))),
    }
}

/// Where the regulation of a file is declared. A file with errors is refused.
fn regulation_of(path: &Path, language: Language, shared: &Shared) -> Result<Option<PathBuf>, Failure> {
    let Loaded { program, named, .. } = load::file(path, language)?;
    if let Some(errors) = check::errors(&program, shared) {
        let reason = why(CannotSave::Unsound, "", language);
        return Err(Failure::report(errors).and(cannot(path, &reason, language)));
    }
    let unit = named.first().and_then(|source| program.unit(*source));
    Ok(unit.and_then(|unit| declares(&program, unit)))
}

/// A text with a line more behind its first line, which names the language.
fn with_use(text: &str, uses: &str) -> String {
    let is_first = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if is_first(&line) {
            break;
        }
    }
    let (before, after) = text.split_at_checked(end).unwrap_or((text, ""));
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let before_end = if before.ends_with('\n') { "" } else { line_end };
    format!("{before}{before_end}{line_end}{uses}{line_end}{after}")
}

/// The regulation's file as another file names it: relative to that one's folder.
fn used(path: &Path, opened: &Opened, language: Language) -> Result<String, Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().map_err(|error| cannot(path, &error.to_string(), language))?;
    let relative = relative(&folder, &opened.regulation);
    if relative.contains(['«', '»', '"', '“', '”', '„', '\n', '\r']) {
        let told = say!(
            language,
            "имя файла регламента нельзя записать в кавычках: {relative}",
            "регламент файлының атын тырнақшаға жазуға болмайды: {relative}",
            "the name of the regulation's file cannot be quoted: {relative}"
        );
        return Err(cannot(path, &told, language));
    }
    Ok(relative)
}

/// A file's path from a folder; both are absolute and have no `..` in them.
fn relative(folder: &Path, file: &Path) -> String {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), file.components().collect());
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from.iter().skip(common).map(|_| "..".to_owned());
    let down = to.iter().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn other_regulation(language: Language) -> String {
    say!(language, "в нём другой регламент", "онда басқа регламент бар", "it has another regulation")
}

fn why(reason: CannotSave, title: &str, language: Language) -> String {
    match reason {
        CannotSave::Another => say!(
            language,
            "случай «{title}» в нём о другом порядке, варианте, подаче или событии",
            "ондағы «{title}» жағдайы басқа тәртіп, нұсқа, өтініш беру немесе оқиға туралы",
            "its case «{title}» is about another procedure, variant, filing or event"
        ),
        CannotSave::Unsound => say!(
            language,
            "в нём есть ошибки; сначала исправьте их",
            "онда қателер бар; алдымен соларды түзетіңіз",
            "it has errors; mend them first"
        ),
        CannotSave::Otherwise => say!(
            language,
            "случай «{title}» нельзя записать так, чтобы остальное в нём осталось прежним",
            "«{title}» жағдайын қалғаны өзгеріссіз қалатындай етіп жазу мүмкін емес",
            "the case «{title}» cannot be written so that all else in it stays"
        ),
    }
}

fn cannot(path: &Path, reason: &str, language: Language) -> Failure {
    let path = path.display();
    Failure::usage(say!(
        language,
        "случай не записан в {path}: {reason}",
        "жағдай {path} файлына жазылмады: {reason}",
        "the case is not written into {path}: {reason}"
    ))
}
