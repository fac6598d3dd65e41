//! What the command line and the project's `regc.toml` set for the rules.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::output::Failure;
use crate::acceptance::not_set;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::levels::{Level, Levels};
use crate::report::message;
use crate::rule::Preset;
use crate::settings::{self, Nearest};
use crate::source::{SourceFile, SourceId, Sources};

/// The word that stands for all warnings.
const WARNINGS: &str = "warnings";

/// How findings count in this run.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rules (a code, or correctness, law, style)")]
pub struct RuleArgs {
    /// Do not tell what breaks these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    allow: Vec<String>,

    /// Tell it as a warning
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    warn: Vec<String>,

    /// Tell it as an error; with `warnings`, any warning fails the run
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    deny: Vec<String>,
}

impl RuleArgs {
    /// Whether warnings fail the run.
    pub fn deny_warnings(&self) -> bool {
        self.deny.iter().any(|name| name == WARNINGS)
    }

    /// What is set; a name that is none is wrong usage.
    pub fn levels(&self, language: Language) -> Result<Levels, Failure> {
        let set = [(&self.allow, Level::Allow), (&self.warn, Level::Warn), (&self.deny, Level::Deny)];
        let named = set.into_iter().flat_map(|(names, level)| names.iter().map(move |name| (name, level)));
        let named = named.filter(|(name, _)| *name != WARNINGS);
        // A rule that is named goes before its preset.
        let is_preset = |name: &str| Preset::ALL.into_iter().any(|preset| preset.word() == name);
        let (presets, rules): (Vec<_>, Vec<_>) = named.partition(|(name, _)| is_preset(name));
        let mut levels = Levels::default();
        for (name, level) in presets.into_iter().chain(rules) {
            levels.set(name, level).map_err(|why| {
                let problem = not_set(name.clone(), &why);
                Failure::usage(message::message(&problem, language, language))
            })?;
        }
        Ok(levels)
    }
}

/// The settings of the projects that files belong to, and on top of them those of the run. Each is read
/// once.
pub struct Projects {
    run: Levels,
    nearest: Nearest,
    /// The texts of the settings.
    pub sources: Sources,
    /// What is wrong with them.
    pub findings: Vec<Diagnostic>,
}

impl Projects {
    /// Nothing is read yet; `run` is set by the command line.
    pub fn new(run: Levels) -> Self {
        Self { run, nearest: Nearest::default(), sources: Sources::default(), findings: Vec::new() }
    }

    /// What is set for a file by its real path: in the nearest `regc.toml` in its folder or above it.
    pub fn levels(&mut self, file: &Path) -> Arc<Levels> {
        let Self { run, nearest, sources, findings } = self;
        let read = |path: PathBuf| read(&path, sources, findings).map(|levels| levels.and(run));
        nearest.of(file, read, || run.clone())
    }
}

/// The settings at a path; the text and what is wrong with it are kept.
fn read(path: &Path, sources: &mut Sources, findings: &mut Vec<Diagnostic>) -> Option<Levels> {
    let text = fs::read_to_string(path).ok()?;
    let source: SourceId = sources.add(SourceFile::new(shown(path), text));
    let (levels, found) = settings::read(sources.get(source)?.text(), source);
    findings.extend(found);
    Some(levels)
}

/// A path as it is told: from the current folder, if it is there.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}
