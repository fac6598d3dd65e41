//! `regc check`: every finding of every file.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Shared;
use super::fix::FixArgs;
use super::levels::{Projects, RuleArgs};
use super::output::{self, Exit, Failure};
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;
use crate::levels::Levels;
use crate::program::{Program, Unit};
use crate::proof::prove_all;
use crate::report::limits::LimitsOf;
use crate::report::{self, Finding, Totals};
use crate::source::{SourceFile, SourceId};
use crate::words::counted;

/// Read, resolve and verify regulations.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  regc check\n  regc check specs/vko-2014-70/medical.reg\n  regc check specs --format short\n  regc check specs --limits\n  regc check specs --fix --diff"
)]
pub struct Check {
    /// Files, or folders whose .reg files are read
    #[arg(default_value = "specs")]
    paths: Vec<PathBuf>,

    /// How findings are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Print the table of all limits instead: whether each can be kept, whatever the day of filing
    #[arg(long)]
    limits: bool,

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
        let told = self.shared.language().unwrap_or_default();
        let levels = self.rules.levels(told)?;
        let mut fixed = self.fix.load(&self.paths, told, &levels)?;
        if self.fix.only_shows() {
            return fixed.show();
        }
        fixed.write(told)?;
        let loaded = &mut fixed.loaded;
        let sound = loaded.program.units.iter().all(Unit::is_sound);
        let tabled = self.limits && sound && self.format != Format::Short;
        // Proving is what takes the time, so it is done once: for the table, or for the findings.
        if !tabled {
            loaded.program.prove_limits(std::thread::available_parallelism().map_or(1, std::num::NonZero::get));
        }
        loaded.program.find_stale_acceptances();
        let judged = Judged::new(&mut loaded.program, &levels);
        let loaded = &fixed.loaded;
        let program = &loaded.program;
        let proofs = if tabled { proofs(program) } else { Vec::new() };
        let mut findings = judged.findings(program, self.shared.language());
        findings.retain(|finding| finding.accepted.is_none() || self.format == Format::Sarif);
        let totals = Totals::of(&findings);
        let text = match self.format {
            Format::Human if tabled => limits(&proofs, &self.shared),
            Format::Json if tabled => report::limits::json(&proofs),
            Format::Human => {
                let language = self.shared.language().unwrap_or_else(|| common_language(program, &loaded.named));
                let blocks = report::human(&findings, &program.sources, self.shared.color.on(false), super::width());
                blocks + &summary(program, totals, language) + &self.fix.told(&fixed, &findings, language)
            }
            Format::Short => report::short(&findings, &program.sources),
            Format::Json => report::json(&findings, &program.sources),
            Format::Sarif => report::sarif(&findings, &program.sources, tongue(program, self.shared.language())),
            Format::Junit => {
                report::junit(&findings, &files(program, &findings), &program.sources, self.rules.deny_warnings())
            }
            Format::Github => report::github(&findings, &program.sources),
        };
        if !program.units.is_empty() {
            output::print(&text)?;
        }
        let failed = totals.errors > 0 || self.rules.deny_warnings() && (totals.warnings > 0 || warn(&proofs));
        if let Some(failure) = fixed.loaded.unreadable.into_iter().reduce(Failure::and) {
            return Err(failure);
        }
        Ok(if failed { Exit::Findings } else { Exit::Clean })
    }
}

/// What is proved of the limits of every regulation, file by file in the order of their names.
fn proofs(program: &Program) -> Vec<LimitsOf<'_>> {
    let mut units: Vec<&Unit> = program.units.iter().filter(|unit| unit.declares_regulation).collect();
    units.sort_by_key(|unit| program.sources.get(unit.source).map(crate::source::SourceFile::name));
    units.into_iter().filter_map(|unit| limits_of(program, unit)).filter(|one| !one.proofs.is_empty()).collect()
}

/// Whether any limit is worth a warning.
fn warn(proofs: &[LimitsOf<'_>]) -> bool {
    let found = proofs.iter().flat_map(|of| of.proofs.iter().filter_map(|proof| check::limits::report(of.set, proof)));
    found.into_iter().any(|finding| finding.problem.severity() == Severity::Warning)
}

fn limits_of<'a>(program: &'a Program, unit: &'a Unit) -> Option<LimitsOf<'a>> {
    let file = program.sources.get(unit.source)?.name();
    let set = unit.processes.as_deref()?;
    Some(LimitsOf { set, file, proofs: prove_all(set) })
}

/// The table of all limits.
fn limits(proofs: &[LimitsOf<'_>], shared: &Shared) -> String {
    let tables = proofs.iter().map(|limits| {
        let language = shared.language().unwrap_or(limits.set.head.language);
        report::limits::table(limits, language, super::width())
    });
    tables.collect::<Vec<_>>().join("\n")
}

/// How the findings of a program count: what projects and the command line set for the rules.
struct Judged {
    /// By unit.
    levels: Vec<Levels>,
    /// What is wrong with the projects' settings.
    settings: Vec<Diagnostic>,
}

impl Judged {
    fn new(program: &mut Program, run: &Levels) -> Self {
        let mut projects = Projects::default();
        let Program { sources, units } = program;
        let mut levels = Vec::with_capacity(units.len());
        for unit in units {
            let file = sources.get(unit.source).map_or_else(PathBuf::new, |file| PathBuf::from(file.name()));
            levels.push(projects.levels(&file, sources).and(run));
        }
        Self { levels, settings: projects.findings }
    }

    /// Every finding that is to be told: of the settings first, then file by file in the order of their
    /// names, and in text order within.
    fn findings<'a>(&'a self, program: &'a Program, language: Option<Language>) -> Vec<Finding<'a>> {
        let tongue = tongue(program, language);
        let of_settings = self.settings.iter().map(|diagnostic| Finding {
            diagnostic,
            severity: diagnostic.problem.severity(),
            accepted: None,
            language: tongue,
            file: tongue,
        });
        let mut units: Vec<_> = program.units.iter().zip(&self.levels).collect();
        units.sort_by_key(|(unit, _)| program.sources.get(unit.source).map(crate::source::SourceFile::name));
        let of_units = units.into_iter().flat_map(|(unit, levels)| of_unit(unit, levels, language));
        of_settings.chain(of_units).collect()
    }
}

/// The language for what is about no file in particular.
fn tongue(program: &Program, language: Option<Language>) -> Language {
    language.or_else(|| program.units.first().map(|unit| unit.language)).unwrap_or_default()
}

/// The files that were checked, in the order of their names; settings only if something is wrong with them.
fn files<'a>(program: &'a Program, findings: &[Finding<'_>]) -> Vec<&'a SourceFile> {
    let checked = program.units.iter().map(|unit| unit.source);
    let sources: BTreeSet<SourceId> = checked.chain(findings.iter().map(|one| one.diagnostic.span.source)).collect();
    let mut files: Vec<_> = sources.into_iter().filter_map(|source| program.sources.get(source)).collect();
    files.sort_by_key(|file| file.name());
    files
}

/// The findings of a file that are not allowed.
fn of_unit<'a>(unit: &'a Unit, levels: &'a Levels, language: Option<Language>) -> impl Iterator<Item = Finding<'a>> {
    let (language, file) = (language.unwrap_or(unit.language), unit.language);
    unit.findings.iter().filter_map(move |diagnostic| {
        let severity = levels.severity(&diagnostic.problem)?;
        Some(Finding { diagnostic, severity, accepted: unit.accepted(diagnostic), language, file })
    })
}

/// Errors of a program that keep a command from going on; [`None`] where there are none.
pub fn errors(program: &Program, shared: &Shared) -> Option<String> {
    let levels = Levels::default();
    let found = program.units.iter().flat_map(|unit| of_unit(unit, &levels, shared.language()));
    let mut findings: Vec<_> = found.filter(|finding| finding.diagnostic.is_error()).collect();
    findings.sort_by_key(|one| program.sources.get(one.diagnostic.span.source).map(crate::source::SourceFile::name));
    let text = || report::human(&findings, &program.sources, shared.color.on(true), super::width());
    (!findings.is_empty()).then(text)
}

/// The language most of the named files are in; of several, the first in the order of the files.
pub fn common_language(program: &Program, named: &[SourceId]) -> Language {
    let known: HashMap<SourceId, Language> = program.units.iter().map(|unit| (unit.source, unit.language)).collect();
    let languages: Vec<Language> = named.iter().filter_map(|source| known.get(source)).copied().collect();
    let counted = Language::ALL.map(|one| languages.iter().filter(|language| **language == one).count());
    let most = counted.into_iter().max().unwrap_or_default();
    let is_common =
        |language: &&Language| Language::ALL.iter().zip(counted).any(|(one, n)| one == *language && n == most);
    languages.iter().find(is_common).copied().unwrap_or_default()
}

/// What was read and what was found. Where there are errors, not everything has been compiled, so only
/// the files are counted.
fn summary(program: &Program, totals: Totals, language: Language) -> String {
    let processes: Vec<_> = program
        .units
        .iter()
        .filter(|unit| unit.declares_regulation)
        .filter_map(|unit| unit.processes.as_deref())
        .collect();
    let graphs = processes.iter().map(|set| set.processes.len()).sum();
    let procedures = processes.iter().map(|set| set.procedures().len()).sum();
    let cases = program.units.iter().map(|unit| unit.cases.len()).sum();
    let count = |n, ru, kk, en| counted(n, language, ru, kk, en);
    let mut parts = vec![
        count(program.units.len(), ["файл", "файла", "файлов"], "файл", ["file", "files"]),
        count(processes.len(), ["регламент", "регламента", "регламентов"], "регламент", ["regulation", "regulations"]),
        count(procedures, ["порядок", "порядка", "порядков"], "тәртіп", ["procedure", "procedures"]),
        count(graphs, ["граф", "графа", "графов"], "граф", ["graph", "graphs"]),
        count(cases, ["случай", "случая", "случаев"], "жағдай", ["case", "cases"]),
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
