//! The lines of a case that say what must come of it: where they stand, and those that are missing.

use crate::ast::{self, CaseAttribute};
use crate::graph::{End, ProcessSet};
use crate::model::Expectation;
use crate::run::{Difference, Trace};
use crate::source::{SourceFile, Span};

/// What an expectation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The outcome.
    Outcome,
    /// When the case ends.
    Completion,
    /// When its limit expires.
    Limit,
    /// Whether its limit is kept.
    TermKept,
}

impl About {
    fn line(line: &CaseAttribute) -> Option<Self> {
        match line {
            CaseAttribute::ExpectedOutcome(_) => Some(Self::Outcome),
            CaseAttribute::ExpectedCompletion(_) => Some(Self::Completion),
            CaseAttribute::ExpectedLimit(_) => Some(Self::Limit),
            CaseAttribute::ExpectedTermKept(_) => Some(Self::TermKept),
            _ => None,
        }
    }

    fn expectation(expectation: &Expectation) -> Self {
        match expectation {
            Expectation::Outcome(_) => Self::Outcome,
            Expectation::Completion(_) => Self::Completion,
            Expectation::Limit(_) => Self::Limit,
            Expectation::TermKept(_) => Self::TermKept,
        }
    }

    fn difference(difference: &Difference) -> Self {
        match difference {
            Difference::Outcome { .. } => Self::Outcome,
            Difference::Completion { .. } => Self::Completion,
            Difference::Limit { .. } => Self::Limit,
            Difference::TermKept { .. } => Self::TermKept,
        }
    }
}

/// The line of a case that says what did not come true; the line of the case where none says so.
#[must_use]
pub fn place(tree: &ast::File, case: Span, difference: &Difference) -> Span {
    let about = Some(About::difference(difference));
    let lines = tree.cases.iter().filter(|one| one.span == case).flat_map(|one| &one.attributes);
    lines.into_iter().find(|line| About::line(&line.value) == about).map_or(case, |line| line.span)
}

/// What came of a case, as far as the case does not say what must come of it.
///
/// A moment that is not a whole minute cannot be written, so it is left out; so is a limit that the
/// procedure does not have.
#[must_use]
pub fn missing(set: &ProcessSet, expectations: &[Expectation], trace: &Trace) -> Vec<Expectation> {
    let outcome = match trace.end {
        End::TacitConsent => None,
        End::Outcome(outcome) => Some(outcome),
    };
    let whole = |at| Some(set.head.local(at)).filter(|local| chrono::Timelike::second(local) == 0);
    let overall = trace.overall();
    let due = overall.and_then(|limit| limit.due).and_then(whole);
    let came = [
        Some(Expectation::Outcome(outcome)),
        whole(trace.ended).map(Expectation::Completion),
        due.map(Expectation::Limit),
        overall.map(|limit| Expectation::TermKept(limit.kept)),
    ];
    let is_said =
        |one: &Expectation| expectations.iter().any(|known| About::expectation(known) == About::expectation(one));
    came.into_iter().flatten().filter(|one| !is_said(one)).collect()
}

/// A file with lines added after the last line of some of its cases, indented as that line is; everything
/// else stays byte for byte.
#[must_use]
pub fn with_lines(file: &SourceFile, tree: &ast::File, added: &[(Span, Vec<String>)]) -> String {
    let mut places: Vec<(usize, String)> =
        added.iter().filter_map(|(case, lines)| edit(file, tree, *case, lines)).collect();
    places.sort_by_key(|(at, _)| *at);
    let mut text = String::with_capacity(file.text().len());
    let mut from = 0;
    for (at, lines) in places {
        text += file.text().get(from..at).unwrap_or_default();
        text += &lines;
        from = at;
    }
    text + file.text().get(from..).unwrap_or_default()
}

/// Where lines are added to a case, and their text.
fn edit(file: &SourceFile, tree: &ast::File, case: Span, lines: &[String]) -> Option<(usize, String)> {
    let case = tree.cases.iter().find(|one| one.span == case)?;
    let last = case.attributes.last().map_or(case.span, |line| line.span);
    let index = file.line_index(last.start);
    let line = file.line_range(index);
    let written = file.line_text(index);
    let blank = written.len() - written.trim_start().len();
    let indent = if case.attributes.is_empty() { "  " } else { written.get(..blank).unwrap_or_default() };
    let after = file.text().get(line.end..).unwrap_or_default();
    let line_end =
        if after.starts_with("\r\n") || after.is_empty() && file.text().contains("\r\n") { "\r\n" } else { "\n" };
    let added = lines.iter().flat_map(|line| [line_end, indent, line]).collect();
    Some((line.end, added))
}
