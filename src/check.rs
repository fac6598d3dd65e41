//! The rules a compiled regulation is held against, in a fixed order; one file each.
//!
//! A rule reads the process graphs and nothing else. What is found for several kinds of the service at
//! one place of the text is told once.

mod act_silent;
mod calls_itself;
mod never_reached;

use crate::diagnostic::Diagnostic;
use crate::graph::ProcessSet;

/// Holds a regulation against every rule.
#[must_use]
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    for rule in [never_reached::check, calls_itself::check, act_silent::check] {
        for finding in rule(set) {
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    findings
}
