//! The limits of an open file proved while its author rests.

use std::path::PathBuf;
use std::sync::Arc;

use crate::check;
use crate::diagnostic::{Diagnostic, LimitFinding, Problem};
use crate::graph::ProcessSet;
use crate::program::Unit;

/// Proofs that are to be made. They may take long, so they are made beside the server.
#[derive(Debug)]
pub struct Proving {
    pub(super) path: PathBuf,
    pub(super) unit: Arc<Unit>,
}

/// What came of them.
#[derive(Debug, Clone)]
pub struct Proved {
    pub(super) path: PathBuf,
    /// The file as it was.
    pub(super) unit: Arc<Unit>,
    /// What was found of its limits.
    pub(super) findings: Vec<Diagnostic>,
}

impl Proving {
    /// Proves every limit.
    #[must_use]
    pub fn run(self) -> Proved {
        let Self { path, unit } = self;
        let findings = unit.provable().map(check::limits::check).unwrap_or_default();
        Proved { path, unit, findings }
    }
}

impl Proved {
    /// Whether it is about a file as it is.
    #[must_use]
    pub fn is_about(&self, unit: &Arc<Unit>) -> bool {
        Arc::ptr_eq(&self.unit, unit)
    }

    /// What was found, at the places where the limits stand in a later text. Until that is proved itself, it is the
    /// best there is to tell.
    #[must_use]
    pub fn moved_to(&self, unit: &Unit) -> Vec<Diagnostic> {
        let Some(set) = unit.provable() else { return Vec::new() };
        self.findings.iter().filter_map(|finding| moved(finding, set)).collect()
    }
}

fn moved(finding: &Diagnostic, set: &ProcessSet) -> Option<Diagnostic> {
    let LimitFinding { name, procedure, variant, .. } = about(&finding.problem)?;
    let of_variant = |id| set.head.variant(id).map(|variant| variant.id.as_str()) == variant.as_deref();
    let mut processes = set.of_procedure(procedure);
    let process = processes.find(|process| process.variant.map_or(variant.is_none(), of_variant))?;
    Some(Diagnostic::new(finding.problem.clone(), process.limit(name)?.span))
}

fn about(problem: &Problem) -> Option<&LimitFinding> {
    match problem {
        Problem::LimitOverrun(found)
        | Problem::LimitKeptBefore(found)
        | Problem::LimitUnprovable(found)
        | Problem::LimitLeavesRoom(found)
        | Problem::LimitWithoutSlack(found) => Some(found),
        _ => None,
    }
}
