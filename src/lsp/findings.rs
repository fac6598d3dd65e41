//! Findings as editors show them.

use std::str::FromStr;

use lsp_types::{
    CodeDescription, Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Uri,
};

use super::place::Lines;
use crate::diagnostic::{Diagnostic, Problem, Severity};
use crate::language::Language;
use crate::levels::Levels;
use crate::program::Checked;
use crate::report::{desk as words, help, message};
use crate::source::SourceFile;

/// As many findings of a file are shown; one more says that there are others.
pub const MAX_SHOWN: usize = 500;

/// A file whose findings are shown.
pub struct Page<'a> {
    /// Its address.
    pub uri: &'a Uri,
    /// Its text.
    pub file: &'a SourceFile,
    /// Where its lines begin.
    pub lines: &'a Lines,
    /// The language of the messages.
    pub language: Language,
    /// That of the file.
    pub words: Language,
    /// Where the pages of the rules are, if that is known.
    pub rule_pages: Option<&'a str>,
}

/// The findings of a file that are neither allowed nor let stand, in text order; the worst of them, if there are too
/// many.
pub fn told<'a>(checked: &'a Checked, levels: &Levels) -> Vec<(&'a Diagnostic, Severity)> {
    let told = |finding: &'a Diagnostic| Some((finding, levels.severity(&finding.problem)?));
    let left = checked.findings.iter().filter(|finding| checked.accepted(finding).is_none());
    left.filter_map(told).collect()
}

impl Page<'_> {
    /// The findings as an editor shows them.
    pub fn shown(&self, mut told: Vec<(&Diagnostic, Severity)>) -> Vec<Shown> {
        let all = told.len();
        if all <= MAX_SHOWN {
            return told.into_iter().map(|(finding, severity)| self.one(finding, severity)).collect();
        }
        let is_unread = |finding: &Diagnostic| matches!(finding.problem, Problem::TooMany(_));
        let unread = told.iter().find(|(finding, _)| is_unread(finding)).map(|(finding, _)| finding.span);
        told.retain(|(finding, _)| !is_unread(finding));
        told.sort_by_key(|(_, severity)| *severity);
        told.truncate(MAX_SHOWN);
        told.sort_by_key(|(finding, _)| (finding.span, finding.problem.code()));
        let mut shown: Vec<Shown> = told.into_iter().map(|(finding, severity)| self.one(finding, severity)).collect();
        shown.push(match unread {
            Some(span) => self.one(&Diagnostic::new(Problem::TooMany(MAX_SHOWN), span), Severity::Error),
            None => self.not_all(all),
        });
        shown
    }

    /// That there are more findings than are shown. It is none itself, so it has no code and stands at the top.
    fn not_all(&self, all: usize) -> Shown {
        Shown {
            severity: Some(DiagnosticSeverity::INFORMATION),
            source: Some("regc".to_owned()),
            message: words::shown_of(MAX_SHOWN, all, self.language),
            ..Shown::default()
        }
    }

    fn one(&self, finding: &Diagnostic, severity: Severity) -> Shown {
        let problem = &finding.problem;
        let mut text = message::message(problem, self.language, self.words);
        if let Some(help) = help::help(problem, self.language, self.words, self.file.name()) {
            text.push('\n');
            text.push_str(&help);
        }
        Shown {
            range: self.lines.range_of(self.file.text(), finding.span),
            severity: Some(match severity {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
                Severity::Note => DiagnosticSeverity::INFORMATION,
            }),
            code: Some(NumberOrString::String(problem.code().to_owned())),
            code_description: self.page(problem.code()),
            source: Some("regc".to_owned()),
            message: text,
            related_information: self.related(finding),
            tags: tags(problem),
            data: None,
        }
    }

    /// The page of a rule.
    fn page(&self, code: &str) -> Option<CodeDescription> {
        let href = format!("{}{}/{code}.md", self.rule_pages?, self.language.code());
        Some(CodeDescription { href: Uri::from_str(&href).ok()? })
    }

    fn related(&self, finding: &Diagnostic) -> Option<Vec<DiagnosticRelatedInformation>> {
        let other = finding.related.map(|(related, span)| (message::related(related, self.language), span));
        let also = match &finding.problem {
            Problem::NotDeclared { also, .. } | Problem::NoSuchStep { also, .. } => also.as_slice(),
            _ => &[],
        };
        let also = also.iter().map(|span| (self.file.slice(*span).to_owned(), *span));
        let places = other.into_iter().chain(also).filter(|(_, span)| span.source == finding.span.source);
        let told = places.map(|(message, span)| {
            let range = self.lines.range_of(self.file.text(), span);
            DiagnosticRelatedInformation { location: Location::new(self.uri.clone(), range), message }
        });
        let told: Vec<_> = told.collect();
        (!told.is_empty()).then_some(told)
    }
}

/// What can be left out is shown faded, what no longer holds is struck out.
fn tags(problem: &Problem) -> Option<Vec<DiagnosticTag>> {
    match problem {
        Problem::Unused { .. } | Problem::NothingToAccept(_) | Problem::NeverReached(_) => {
            Some(vec![DiagnosticTag::UNNECESSARY])
        }
        Problem::NoLongerInForce(_) => Some(vec![DiagnosticTag::DEPRECATED]),
        _ => None,
    }
}
