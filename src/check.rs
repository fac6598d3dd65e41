//! The rules a compiled regulation is held against, in a fixed order; one file each.
//!
//! A rule reads the process graphs and nothing else. [`soundness`] and [`limits`] stand by themselves: they
//! are asked only of what has no errors so far. What is found for several kinds of the service at
//! one place of the text is found for each of them; [`crate::program`] tells it once.

mod act_silent;
mod call_absent;
mod calls_itself;
mod limit_may_not_begin;
pub mod limits;
pub mod soundness;

use crate::diagnostic::Diagnostic;
use crate::graph::ProcessSet;

/// Holds a regulation against every rule.
#[must_use]
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    [calls_itself::check, call_absent::check, act_silent::check, limit_may_not_begin::check]
        .iter()
        .flat_map(|rule| rule(set))
        .collect()
}
