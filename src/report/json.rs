//! Findings as JSON, an array of objects; lines and columns count from 1, columns in characters.

use serde::Serialize;

use super::{Finding, message};
use crate::diagnostic::Severity;
use crate::fix::{self, Fix};
use crate::language::Language;
use crate::source::{Position, SourceFile, Sources};

#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    severity: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    /// What surely mends it: edits to be made together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fix: Vec<Edit>,
    language: Language,
}

/// A stretch of the file, up to the character at `to`, and what to put in its place.
#[derive(Serialize)]
struct Edit {
    from: Place,
    to: Place,
    text: String,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

/// The findings as a JSON array.
#[must_use]
pub fn json(findings: &[Finding<'_>], sources: &Sources) -> String {
    let records: Vec<Record<'_>> = findings.iter().filter_map(|finding| record(finding, sources)).collect();
    serde_json::to_string_pretty(&records).map(|text| text + "\n").unwrap_or_default()
}

fn record<'a>(finding: &Finding<'a>, sources: &'a Sources) -> Option<Record<'a>> {
    let Finding { diagnostic, language, file: words, severity, .. } = finding;
    let file = sources.get(diagnostic.span.source)?;
    let (start, end) = (file.position(diagnostic.span.start), file.position(diagnostic.span.end));
    let severity = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    Some(Record {
        code: diagnostic.problem.code(),
        severity,
        file: file.name(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: message::message(&diagnostic.problem, *language, *words),
        help: finding.help(sources),
        fix: finding.fix(sources).map_or_else(Vec::new, |fix| edits(fix, file)),
        language: *language,
    })
}

fn edits(fix: Fix, file: &SourceFile) -> Vec<Edit> {
    let place = |offset: u32| {
        let Position { line, column } = file.position(offset);
        Place { line, column }
    };
    let edit = |edit: fix::Edit| Edit { from: place(edit.span.start), to: place(edit.span.end), text: edit.text };
    fix.edits.into_iter().map(edit).collect()
}
