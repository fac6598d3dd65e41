//! Findings on their way out: put into words and laid out for people and for tools.

pub mod case;
pub mod desk;
mod diff;
pub mod explain;
pub mod facts;
mod form;
mod frame;
mod github;
pub mod help;
mod human;
mod json;
mod junit;
pub mod limits;
pub mod log;
pub mod message;
pub mod moment;
mod sarif;
mod short;
mod soundness;
mod standing;
pub mod tested;
pub mod trace;
pub mod walk;

use std::ops::AddAssign;

use crate::diagnostic::{Diagnostic, Severity};
use crate::fix::{self, Fix};
use crate::language::Language;
use crate::source::Sources;

pub use diff::{diff, relaid};
pub use form::{Form, Piece};
pub use frame::{Frame, Framed};
pub use github::github;
pub use human::human;
pub use json::json;
pub use junit::junit;
pub use sarif::sarif;
pub use short::short;

/// A finding and the language to tell it in.
#[derive(Debug, Clone, Copy)]
pub struct Finding<'a> {
    /// The finding.
    pub diagnostic: &'a Diagnostic,
    /// How bad it is taken to be.
    pub severity: Severity,
    /// Why its author lets it stand, if so: then only SARIF tells it.
    pub accepted: Option<&'a str>,
    /// The language of the message.
    pub language: Language,
    /// The language of the file: words to be written there are told in it.
    pub file: Language,
}

/// How many findings of each severity there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }
}

impl Totals {
    /// Counts findings.
    #[must_use]
    pub fn of(findings: &[Finding<'_>]) -> Self {
        let count = |severity| findings.iter().filter(|one| one.accepted.is_none() && one.severity == severity).count();
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning), notes: count(Severity::Note) }
    }
}

impl<'a> Finding<'a> {
    /// A finding that is as bad as its rule says.
    #[must_use]
    pub fn by_rule(diagnostic: &'a Diagnostic, language: Language, file: Language) -> Self {
        Self { diagnostic, severity: diagnostic.problem.severity(), accepted: None, language, file }
    }

    /// What surely mends it.
    #[must_use]
    pub fn fix(&self, sources: &Sources) -> Option<Fix> {
        fix::fix(self.diagnostic, sources.get(self.diagnostic.span.source)?, self.file)
    }

    /// What to write instead, or what shows the finding to be so.
    fn help(&self, sources: &Sources) -> Option<String> {
        let file = sources.get(self.diagnostic.span.source).map_or("", |file| file.name());
        help::help(&self.diagnostic.problem, self.language, self.file, file)
    }
}

/// `file:line:column` of a finding.
fn place(diagnostic: &Diagnostic, sources: &Sources) -> String {
    sources
        .get(diagnostic.span.source)
        .map_or_else(String::new, |file| format!("{}:{}", file.name(), file.position(diagnostic.span.start)))
}
