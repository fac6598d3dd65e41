//! What is told, printed file by file, and summed up.

use super::common_language;
use super::work::{Report, Told};
use crate::batch;
use crate::cli::output::{self, Failure};
use crate::cli::progress::{Doing, Progress};
use crate::cli::survey::{Known, Survey};
use crate::diagnostic::Unreadable;
use crate::language::Language;
use crate::program::Size;
use crate::report::message::say;
use crate::report::{Framed, Piece, Totals};
use crate::words::counted;

/// Prints a report as it comes, in the order of the files.
pub struct Printer<'a> {
    survey: &'a Survey,
    progress: &'a mut Progress,
    /// The language that failures are told in.
    language: Language,
    /// The files that could not be read when their turn came.
    pub unreadable: Vec<Failure>,
}

impl<'a> Printer<'a> {
    /// Nothing has been printed.
    pub fn new(survey: &'a Survey, progress: &'a mut Progress, language: Language) -> Self {
        Self { survey, progress, language, unreadable: Vec::new() }
    }

    /// Prints a report, made by so many workers.
    pub fn print<R: Report>(&mut self, report: &R, workers: usize) -> Result<Sum, Failure> {
        let mut sum = Sum::default();
        let mut framed = Framed::new(report.frame());
        let mut pieces = Vec::new();
        batch::run(&self.survey.plan, report, workers, |file, told| {
            if let Some((told, known)) = self.readable(file, told) {
                let opening = if sum.files == 0 { report.opening(told.language) } else { Vec::new() };
                sum.add(&told, known.named.is_some());
                for told in opening.into_iter().inspect(|told| sum.totals += told.totals).chain([told]) {
                    match told.piece {
                        Piece::Text(text) => self.put(&framed.piece(&text))?,
                        piece => pieces.push(piece),
                    }
                }
            }
            self.progress.show(Doing::Checking, file + 1, Some(self.survey.files.len()));
            Ok::<(), Failure>(())
        })?;
        if sum.files > 0 || report.is_for_programs() {
            self.put(&[framed.end(), &report.closing(&sum, pieces)].concat())?;
        }
        Ok(sum)
    }

    /// What is told of a file, unless it could not be read.
    fn readable(&mut self, file: usize, told: Result<Told, Unreadable>) -> Option<(Told, &'a Known)> {
        let known = self.survey.files.get(file)?;
        match told {
            Ok(told) => Some((told, known)),
            Err(reason) => {
                self.unreadable.push(Failure::unreadable(&known.path, &reason, self.language));
                None
            }
        }
    }

    fn put(&mut self, text: &str) -> Result<(), Failure> {
        if text.is_empty() {
            return Ok(());
        }
        self.progress.make_room();
        output::print(text)
    }
}

/// What has been told, in figures.
#[derive(Default)]
pub struct Sum {
    /// How many findings there are.
    pub totals: Totals,
    files: usize,
    /// How many findings of named files can surely be mended.
    mendable: usize,
    size: Size,
    /// The languages of the files that the command line named.
    languages: Vec<Language>,
}

impl Sum {
    fn add(&mut self, told: &Told, named: bool) {
        self.files += 1;
        self.totals += told.totals;
        self.size += told.size;
        if named {
            self.mendable += told.mendable;
            self.languages.push(told.language);
        }
    }

    /// The language that most of the named files are in.
    pub fn language(&self) -> Language {
        common_language(&self.languages)
    }

    /// How many findings can surely be mended; nothing where there are none.
    pub fn mendable(&self, language: Language) -> String {
        match self.mendable {
            0 => String::new(),
            count => say!(
                language,
                "можно исправить с --fix: {count}\n",
                "--fix арқылы түзетуге болады: {count}\n",
                "--fix can mend: {count}\n"
            ),
        }
    }

    /// What was read and what was found. Where there are errors, not everything has been compiled, so only
    /// the files are counted.
    pub fn summary(&self, language: Language) -> String {
        let Self { totals, files, size, .. } = self;
        let count = |n, ru, kk, en| counted(n, language, ru, kk, en);
        let mut parts = vec![
            count(*files, ["файл", "файла", "файлов"], "файл", ["file", "files"]),
            count(
                size.regulations,
                ["регламент", "регламента", "регламентов"],
                "регламент",
                ["regulation", "regulations"],
            ),
            count(size.procedures, ["порядок", "порядка", "порядков"], "тәртіп", ["procedure", "procedures"]),
            count(size.graphs, ["граф", "графа", "графов"], "граф", ["graph", "graphs"]),
            count(size.cases, ["случай", "случая", "случаев"], "жағдай", ["case", "cases"]),
        ];
        parts.truncate(if totals.errors > 0 { 1 } else { parts.len() });
        let found = [
            count(totals.errors, ["ошибка", "ошибки", "ошибок"], "қате", ["error", "errors"]),
            count(
                totals.warnings,
                ["предупреждение", "предупреждения", "предупреждений"],
                "ескерту",
                ["warning", "warnings"],
            ),
            count(totals.notes, ["примечание", "примечания", "примечаний"], "түсіндірме", ["note", "notes"]),
        ];
        format!("{}\n{}\n", parts.join(", "), found.join(", "))
    }
}
