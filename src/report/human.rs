//! Findings for people: the line, the word underlined, and under it what to write instead.
//!
//! The frame is miette's. Its own way to find lines counts columns in bytes and reads the file from the
//! start for each finding, so it is given our line index instead.

use std::fmt::{self, Write};

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents,
};

use super::{Finding, message};
use crate::diagnostic::Severity;
use crate::source::{SourceFile, Sources};

/// The findings, one block each, in at most `width` columns.
#[must_use]
pub fn human(findings: &[Finding<'_>], sources: &Sources, colour: bool, width: usize) -> String {
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(width).with_context_lines(1).with_links(false);
    let mut text = String::new();
    for finding in findings {
        let Some(report) = Report::of(*finding, sources) else { continue };
        // Writing to a string cannot fail.
        let _ = handler.render_report(&mut text, &report);
        let _ = writeln!(text);
    }
    text
}

#[derive(Debug)]
struct Report<'a> {
    finding: Finding<'a>,
    file: Numbered<'a>,
    message: String,
}

impl<'a> Report<'a> {
    fn of(finding: Finding<'a>, sources: &'a Sources) -> Option<Self> {
        let file = Numbered(sources.get(finding.diagnostic.span.source)?);
        let problem = &finding.diagnostic.problem;
        let severity = message::severity(problem.severity(), finding.language);
        let message = format!("{severity}: {}", message::message(problem, finding.language));
        Some(Self { finding, file, message })
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report<'_> {}

impl miette::Diagnostic for Report<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.finding.diagnostic.problem.code()))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.diagnostic.problem.severity() {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.file)
    }

    /// The help stands under the underlined word; a frame line would begin with an English word.
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let Finding { diagnostic, language } = self.finding;
        let help = message::help(&diagnostic.problem, language);
        let primary = LabeledSpan::new_primary_with_span(help, diagnostic.span.range());
        let related = diagnostic
            .related
            .filter(|(_, span)| span.source == diagnostic.span.source)
            .map(|(related, span)| LabeledSpan::new_with_span(Some(message::related(related, language)), span.range()));
        Some(Box::new(std::iter::once(primary).chain(related)))
    }
}

/// A file that knows where its lines begin.
#[derive(Debug)]
struct Numbered<'a>(&'a SourceFile);

impl SourceCode for Numbered<'_> {
    fn read_span<'s>(
        &'s self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'s> + 's>, MietteError> {
        let file = self.0;
        let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let first = file.line_index(at(span.offset())).saturating_sub(lines_before);
        let last_line = file.line_index(at(span.offset() + span.len().saturating_sub(1)));
        let last = (last_line + lines_after).min(file.line_count().saturating_sub(1));
        let (start, end) = (file.line_range(first).start, file.line_range(last).end);
        let data = file.text().get(start..end).ok_or(MietteError::OutOfBounds)?;
        let position = file.position(at(span.offset()));
        // miette counts from 0 and prints from 1; the header names the place of the word.
        let contents = MietteSpanContents::new_named(
            file.name().to_owned(),
            data.as_bytes(),
            (start, end - start).into(),
            first,
            position.column - 1,
            last + 1 - first,
        );
        Ok(Box::new(contents))
    }
}
