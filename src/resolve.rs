//! Names → ids: the syntax tree of a file becomes the model of its regulation, calendars and cases.
//!
//! A name that is declared nowhere is reported once, with the nearest declared one. Where a
//! declaration itself was not understood, names of its namespace are not reported at all.

mod body;
mod calendar;
mod case;
mod criterion;
mod limits;
mod regulation;
mod scope;
mod told_once;

use std::sync::Arc;

use crate::ast;
use crate::diagnostic::Diagnostic;
use crate::graph::ProcessSet;
use crate::model::{Case, NamedCalendar, Regulation};
use crate::source::SourceFile;

pub use scope::{folded, name_text, step_name};
pub use told_once::told_once;

/// Resolves the calendars a file declares, by those of the files it uses.
#[must_use]
pub fn calendars(
    file: &ast::File,
    source: &SourceFile,
    used: &[Arc<NamedCalendar>],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Arc<NamedCalendar>> {
    let mut calendars = Vec::new();
    for one in &file.calendars {
        let known = calendar::Known { file, source, above: &calendars, used };
        let made = calendar::resolve(one, &known, file.language, findings);
        calendars.extend(made.map(Arc::new));
    }
    calendars
}

/// Resolves the regulation a file declares, by the calendars it can see.
///
/// [`None`] where the file has no regulation. Where something is wrong, what is right is still there;
/// the findings tell whether it may be used.
#[must_use]
pub fn regulation(
    file: &ast::File,
    source: &SourceFile,
    calendars: &[Arc<NamedCalendar>],
    findings: &mut Vec<Diagnostic>,
) -> Option<Regulation> {
    regulation::resolve(file, source, calendars, findings)
}

/// Resolves the cases a file declares, about a regulation that has been compiled.
#[must_use]
pub fn cases(file: &ast::File, source: &SourceFile, set: &ProcessSet, findings: &mut Vec<Diagnostic>) -> Vec<Case> {
    let known = case::Known::of(set);
    case::titles(&file.cases, source, findings);
    file.cases.iter().filter_map(|one| case::resolve(one, source, &known, file.language, findings)).collect()
}

/// Looks up what the cases of a file name where the regulation in the same file has errors: what is wrong with
/// the one says nothing about the names of the others.
pub fn names_of_cases(file: &ast::File, source: &SourceFile, regulation: &Regulation, findings: &mut Vec<Diagnostic>) {
    let known = case::Known::declared(&regulation.head, file, source);
    case::titles(&file.cases, source, findings);
    for one in &file.cases {
        case::resolve(one, source, &known, file.language, findings);
    }
}
