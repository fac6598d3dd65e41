//! `regc check`: every finding of every file.

mod diagrams;
mod printer;
mod work;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Shared;
use super::fix::FixArgs;
use super::levels::{Projects, RuleArgs};
use super::output::{self, Exit, Failure};
use super::progress::Progress;
use super::survey::Survey;
use crate::batch;
use crate::language::Language;
use crate::program::{Program, Unit};
use crate::report::message::say;
use crate::report::{self, Finding, Form};
use crate::source::SourceFile;
use crate::workers;

use printer::Printer;
use work::{Soundness, Tables, Telling};

/// Read, resolve and verify regulations.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  regc check\n  regc check specs/vko-2014-70/medical.reg\n  regc check specs --format short\n  regc check specs --limits\n  regc check specs --fix --diff\n  regc check acts/permit.reg --diagrams out"
)]
pub struct Check {
    /// Files, or folders whose .reg files are read
    #[arg(default_value = "specs")]
    paths: Vec<PathBuf>,

    /// How findings are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Print the table of all limits instead: whether each can be kept, whatever the day of filing; with the
    /// formats human and json
    #[arg(long)]
    limits: bool,

    /// Draw the way that a finding tells into a folder: the flowchart of the procedure with the way thick and
    /// dark, a file for each such finding
    #[arg(long, value_name = "FOLDER")]
    diagrams: Option<PathBuf>,

    #[command(flatten)]
    fix: FixArgs,

    #[command(flatten)]
    rules: RuleArgs,

    #[command(flatten)]
    shared: Shared,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The line, the word underlined, what to write instead
    Human,
    /// A line per finding: `file:line:column: code: text`
    Short,
    /// An array of objects
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// A `JUnit` report, for build servers
    Junit,
    /// Commands of GitHub Actions, shown at the lines of a change
    Github,
}

impl Check {
    pub fn run(&self) -> Result<Exit, Failure> {
        let language = self.shared.language();
        let spoken = language.unwrap_or_default();
        self.refuse_without_tables(spoken)?;
        let levels = self.rules.levels(spoken)?;
        let mended = self.fix.mend(&self.paths, spoken, &levels)?;
        let mended = match mended {
            Some(mended) if self.fix.only_shows() => return mended.show(),
            Some(mended) => {
                mended.write(spoken)?;
                Some(mended)
            }
            None => None,
        };
        let mut projects = Projects::new(levels);
        let workers = workers::for_cores();
        let mut progress = Progress::new(spoken);
        let mut survey = Survey::new(&self.paths, workers, spoken, &mut progress)?;
        let mut unreadable = std::mem::take(&mut survey.unreadable);
        let levels: Vec<_> = survey.files.iter().map(|known| projects.levels(&known.real)).collect();
        let tabled = self.limits && is_sound(&survey, workers);
        let telling = Telling { survey: &survey, projects: &projects, levels, form: self.form(), language };
        let mut printer = Printer::new(&survey, &mut progress, spoken);
        let sum = if tabled { printer.print(&Tables(telling), workers)? } else { printer.print(&telling, workers)? };
        unreadable.extend(printer.unreadable);
        let is_denied = self.rules.deny_warnings() && sum.totals.warnings > 0;
        if self.format == Format::Human {
            let told = language.unwrap_or_else(|| sum.language());
            output::print(&mended.map_or_else(|| sum.mendable(told), |mended| mended.told(told)))?;
            output::print(&if is_denied { denied(told) } else { String::new() })?;
        }
        if let Some(folder) = &self.diagrams {
            // On the other stream, for the first may be read by a program.
            let written = diagrams::draw(&self.paths, folder, spoken)?;
            let lines: Vec<_> = written.iter().map(|path| path.display().to_string()).collect();
            if !lines.is_empty() {
                output::print_error(&(lines.join("\n") + "\n"))?;
            }
        }
        if let Some(failure) = unreadable.into_iter().reduce(Failure::and) {
            return Err(failure);
        }
        let failed = sum.totals.errors > 0 || is_denied;
        Ok(if failed { Exit::Findings } else { Exit::Clean })
    }

    fn form(&self) -> Form {
        match self.format {
            Format::Human => Form::Human { colour: self.shared.color.on(false), width: super::width() },
            Format::Short => Form::Short,
            Format::Json => Form::Json,
            Format::Sarif => Form::Sarif,
            Format::Junit => Form::Junit { deny_warnings: self.rules.deny_warnings() },
            Format::Github => Form::Github,
        }
    }

    /// Refuses a format that has no place for the table of limits that is asked for.
    fn refuse_without_tables(&self, language: Language) -> Result<(), Failure> {
        if !self.limits || matches!(self.format, Format::Human | Format::Json) {
            return Ok(());
        }
        Err(Failure::usage(say!(
            language,
            "с --limits возможны --format human и json",
            "--limits үшін --format human және json ғана бар",
            "with --limits there are --format human and json"
        )))
    }
}

/// Why warnings alone have failed a run.
fn denied(language: Language) -> String {
    say!(
        language,
        "предупреждения не допускаются: --deny warnings\n",
        "ескертулерге жол берілмейді: --deny warnings\n",
        "warnings are not allowed: --deny warnings\n"
    )
}

/// Whether nothing keeps any of the files from being compiled. After one that is broken no more are looked at.
fn is_sound(survey: &Survey, workers: usize) -> bool {
    let sound = |_, sound| if sound == Ok(true) { Ok(()) } else { Err(()) };
    batch::run(&survey.plan, &Soundness(survey), workers, sound).is_ok()
}

/// The language that most files are in; of several, the one that comes first.
pub fn common_language(languages: &[Language]) -> Language {
    let count = |one: &Language| languages.iter().filter(|language| *language == one).count();
    let most = Language::ALL.iter().map(count).max();
    let common = Language::ALL.into_iter().filter(|one| Some(count(one)) == most);
    let first = |one: &Language| languages.iter().position(|language| language == one);
    common.min_by_key(|one| first(one).unwrap_or(usize::MAX)).unwrap_or_default()
}

/// Errors of a program that keep a command from going on; [`None`] where there are none.
pub fn errors(program: &Program, shared: &Shared) -> Option<String> {
    let mut findings: Vec<_> = program.units.iter().flat_map(|unit| errors_of(unit, shared)).collect();
    findings.sort_by_key(|one| program.sources.get(one.diagnostic.span.source).map(SourceFile::name));
    let text = || report::human(&findings, &program.sources, shared.color.on(true), super::width());
    (!findings.is_empty()).then(text)
}

fn errors_of<'a>(unit: &'a Unit, shared: &Shared) -> impl Iterator<Item = Finding<'a>> + use<'a> {
    let language = shared.language().unwrap_or(unit.language);
    let errors = unit.findings.iter().filter(|finding| finding.is_error());
    errors.map(move |diagnostic| Finding::by_rule(diagnostic, language, unit.language))
}
