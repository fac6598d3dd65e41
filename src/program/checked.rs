//! What is found in a compiled file, apart from the file: all that has to be kept of it to tell it.

use std::ops::AddAssign;

use super::{Unit, in_text_order};
use crate::acceptance::{self, Acceptance};
use crate::check;
use crate::diagnostic::{Diagnostic, Problem};
use crate::language::Language;

/// What is found in a file.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The language of the file, hence of the messages about it.
    pub language: Language,
    /// The findings that its author lets stand.
    pub acceptances: Vec<Acceptance>,
    /// What is wrong with it, in text order.
    pub findings: Vec<Diagnostic>,
    /// How much it declares.
    pub size: Size,
}

/// How much files declare.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// Regulations.
    pub regulations: usize,
    /// Procedures.
    pub procedures: usize,
    /// Graphs: one for each procedure and kind of the service.
    pub graphs: usize,
    /// Cases.
    pub cases: usize,
}

impl AddAssign for Size {
    fn add_assign(&mut self, other: Self) {
        self.regulations += other.regulations;
        self.procedures += other.procedures;
        self.graphs += other.graphs;
        self.cases += other.cases;
    }
}

impl Checked {
    /// What is known of a file and what was found of its limits, and then what its author lets stand and is
    /// not found any more.
    pub(super) fn of(unit: &Unit, limits: Vec<Diagnostic>) -> Self {
        let mut findings = unit.findings.clone();
        findings.extend(limits);
        // In a file that cannot be compiled not everything has been looked for.
        if unit.is_sound() {
            findings.extend(acceptance::stale(&unit.acceptances, &findings));
        }
        let findings = in_text_order(findings);
        let Unit { language, acceptances, .. } = unit;
        Self { language: *language, acceptances: acceptances.clone(), findings, size: Size::of(unit) }
    }

    /// The same where nobody knows yet whether what is let stand of limits is found.
    pub(super) fn so_far(unit: &Unit, limits: Vec<Diagnostic>) -> Self {
        let mut checked = Self::of(unit, limits);
        let is_of_limit = |finding: &Diagnostic| match finding.problem {
            Problem::NothingToAccept(code) => check::limits::CODES.contains(&code),
            _ => false,
        };
        checked.findings.retain(|finding| !is_of_limit(finding));
        checked
    }

    /// Why the author of the file lets a finding stand, if so.
    #[must_use]
    pub fn accepted(&self, finding: &Diagnostic) -> Option<&str> {
        let about = self.acceptances.iter().find(|acceptance| acceptance.is_about(finding));
        about.map(|acceptance| acceptance.reason.as_str())
    }
}

impl Size {
    fn of(unit: &Unit) -> Self {
        let cases = unit.cases.len();
        match unit.processes.as_deref().filter(|_| unit.declares_regulation) {
            Some(set) => {
                Self { regulations: 1, procedures: set.procedures().len(), graphs: set.processes.len(), cases }
            }
            None => Self { cases, ..Self::default() },
        }
    }
}
