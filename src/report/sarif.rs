//! Findings in SARIF 2.1.0 (OASIS), which code hosts and editors read.
//!
//! Only here are findings told that their author lets stand: they are suppressed, for the reason given.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;

use super::{Finding, message};
use crate::diagnostic::Severity;
use crate::fix::Edit;
use crate::language::Language;
use crate::rule::{self, Rule};
use crate::source::{SourceFile, Sources, Span};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    /// Columns count characters.
    column_kind: &'a str,
    results: &'a [Outcome],
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    semantic_version: &'a str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Text,
    help: Help,
    default_configuration: Configuration,
    properties: Properties<'a>,
}

#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties<'a> {
    tags: [&'a str; 1],
}

/// A finding as a result of the run.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    rule_id: &'static str,
    /// The place of its rule among those that are broken; known when all findings are.
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mending>,
}

/// What surely mends a finding.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Mending {
    artifact_changes: [Change; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Debug, Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

/// The findings as a log of one run; the pages of the rules are in `language`.
#[must_use]
pub fn sarif(findings: &[Finding<'_>], sources: &Sources, language: Language) -> String {
    log(outcomes(findings, sources), language)
}

/// The findings of a file as results of the run.
#[must_use]
pub fn outcomes(findings: &[Finding<'_>], sources: &Sources) -> Vec<Outcome> {
    findings.iter().filter_map(|finding| outcome(finding, sources)).collect()
}

/// The log of one run, all of whose results are known.
#[must_use]
pub fn log(mut results: Vec<Outcome>, language: Language) -> String {
    let codes: BTreeSet<&str> = results.iter().map(|result| result.rule_id).collect();
    let rules: Vec<&Rule> = codes.into_iter().filter_map(rule::rule).collect();
    for result in &mut results {
        result.rule_index = rules.iter().position(|rule| rule.code == result.rule_id).unwrap_or_default();
    }
    let driver = Driver {
        name: "regc",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: rules.iter().map(|rule| descriptor(rule, language)).collect(),
    };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results: &results };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    serde_json::to_string_pretty(&log).map(|text| text + "\n").unwrap_or_default()
}

fn descriptor(rule: &Rule, language: Language) -> Descriptor<'_> {
    let page = rule.page(language);
    let body = page.map_or("", |page| page.body()).to_owned();
    Descriptor {
        id: rule.code,
        short_description: Text { text: page.map_or(rule.code, |page| page.title()).to_owned() },
        help: Help { text: body.clone(), markdown: body },
        default_configuration: Configuration { level: level(rule.severity) },
        properties: Properties { tags: [rule.preset.word()] },
    }
}

fn outcome(finding: &Finding<'_>, sources: &Sources) -> Option<Outcome> {
    let Finding { diagnostic, language, file: words, severity, accepted } = finding;
    let mut text = message::message(&diagnostic.problem, *language, *words);
    if let Some(help) = finding.help(sources) {
        text = format!("{text}\n{help}");
    }
    let related = diagnostic.related.and_then(|(related, span)| {
        Some(Location {
            message: Some(Text { text: message::related(related, *language) }),
            ..location(span, sources)?
        })
    });
    Some(Outcome {
        rule_id: diagnostic.problem.code(),
        rule_index: 0,
        level: level(*severity),
        message: Text { text },
        locations: [location(diagnostic.span, sources)?],
        related_locations: related.into_iter().collect(),
        suppressions: accepted.map(suppression).into_iter().collect(),
        fixes: mending(finding, sources).into_iter().filter(|_| accepted.is_none()).collect(),
    })
}

fn mending(finding: &Finding<'_>, sources: &Sources) -> Option<Mending> {
    let file = sources.get(finding.diagnostic.span.source)?;
    let replacement = |edit: Edit| Replacement {
        deleted_region: region(edit.span, file),
        inserted_content: Text { text: edit.text },
    };
    let replacements = finding.fix(sources)?.edits.into_iter().map(replacement).collect();
    Some(Mending {
        artifact_changes: [Change { artifact_location: ArtifactLocation { uri: uri(file) }, replacements }],
    })
}

fn suppression(reason: &str) -> Suppression {
    Suppression { kind: "inSource", justification: reason.to_owned() }
}

fn location(span: Span, sources: &Sources) -> Option<Location> {
    let file = sources.get(span.source)?;
    let (artifact_location, region) = (ArtifactLocation { uri: uri(file) }, region(span, file));
    Some(Location { physical_location: PhysicalLocation { artifact_location, region }, message: None })
}

fn region(span: Span, file: &SourceFile) -> Region {
    let (start, end) = (file.position(span.start), file.position(span.end));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// The file's path as a URI reference (RFC 3986): what is no letter of a path is escaped.
fn uri(file: &SourceFile) -> String {
    let mut uri = String::new();
    for byte in file.name().replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
