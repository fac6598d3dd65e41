//! The rules a compiled regulation is held against, in a fixed order; one file each.
//!
//! A rule reads the process graphs and nothing else. What is found for several kinds of the service at
//! one place of the text is found for each of them; [`crate::program`] tells it once.

mod act_silent;
mod calls_itself;
mod limit_may_not_begin;
pub mod limits;
mod never_reached;

use crate::diagnostic::Diagnostic;
use crate::graph::ProcessSet;

/// Holds a regulation against every rule.
#[must_use]
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    [never_reached::check, calls_itself::check, act_silent::check, limit_may_not_begin::check]
        .iter()
        .flat_map(|rule| rule(set))
        .collect()
}
