//! Findings for people: the line, the word underlined, and under it what to write instead.
//!
//! The frame is miette's. Its own way to find lines counts columns in bytes and reads the file from the
//! start for each finding, so it is given our line index instead.

use std::fmt::{self, Write};
use std::ops::Range;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents,
};

use super::{Finding, help, message};
use crate::diagnostic::Severity;
use crate::source::{SourceFile, Sources, Span};

/// The findings, one block each, in at most `width` columns.
#[must_use]
pub fn human(findings: &[Finding<'_>], sources: &Sources, colour: bool, width: usize) -> String {
    let handler = handler(colour, width);
    let mut text = String::new();
    for finding in findings {
        let Some(report) = Report::of(*finding, sources) else { continue };
        // Writing to a string cannot fail.
        let _ = handler.render_report(&mut text, &report);
        let _ = writeln!(text);
    }
    text
}

/// A sentence about a place of a file, framed as a finding is.
#[must_use]
pub fn frame(message: String, file: &SourceFile, span: Span, colour: bool, width: usize) -> String {
    let file = Numbered::new(file, span);
    let labels = vec![LabeledSpan::new_primary_with_span(None, file.clipped(span.range()))];
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = handler(colour, width)
        .render_report(&mut text, &Report { message, code: None, severity: miette::Severity::Error, file, labels });
    text
}

fn handler(colour: bool, width: usize) -> GraphicalReportHandler {
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    GraphicalReportHandler::new_themed(theme).with_width(width).with_context_lines(1).with_links(false)
}

#[derive(Debug)]
struct Report<'a> {
    message: String,
    code: Option<&'static str>,
    severity: miette::Severity,
    file: Numbered<'a>,
    labels: Vec<LabeledSpan>,
}

impl<'a> Report<'a> {
    fn of(finding: Finding<'a>, sources: &'a Sources) -> Option<Self> {
        let span = finding.diagnostic.span;
        let file = Numbered::new(sources.get(span.source)?, span);
        let problem = &finding.diagnostic.problem;
        let severity = message::severity(finding.severity, finding.language);
        let message = format!("{severity}: {}", message::message(problem, finding.language, finding.file));
        let severity = match finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        };
        let labels = labels(finding, &file);
        Some(Self { message, code: Some(problem.code()), severity, file, labels })
    }
}

/// The help stands under the underlined word; a frame line would begin with an English word.
fn labels(finding: Finding<'_>, source: &Numbered<'_>) -> Vec<LabeledSpan> {
    let Finding { diagnostic, language, file, .. } = finding;
    let help = help::help(&diagnostic.problem, language, file, source.file.name());
    let shown = source.clipped(diagnostic.span.range());
    let primary = LabeledSpan::new_primary_with_span(help, shown.clone());
    let whole = shown == diagnostic.span.range();
    let related = diagnostic
        .related
        .filter(|(_, span)| span.source == diagnostic.span.source && whole && !source.is_long(span.range()))
        .map(|(related, span)| LabeledSpan::new_with_span(Some(message::related(related, language)), span.range()));
    std::iter::once(primary).chain(related).collect()
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report<'_> {}

impl miette::Diagnostic for Report<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code?))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.file)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// A file that knows where its lines begin.
#[derive(Debug)]
struct Numbered<'a> {
    file: &'a SourceFile,
    /// The text with a blank behind it, where a finding stands at its end: miette shows no finding where no character
    /// is.
    padded: Option<String>,
}

/// Lines longer than this, in bytes, are shown in part: nobody reads further, and miette cannot lay out
/// more columns than 65,535.
const LONG_LINE: usize = 1000;

/// How much of a long line is shown before a finding, and how much of the finding, in bytes.
const SHOWN_BEFORE: usize = 100;
const SHOWN: usize = 200;

impl<'a> Numbered<'a> {
    fn new(file: &'a SourceFile, finding: Span) -> Self {
        let at_end = finding.range().start >= file.text().len();
        Self { file, padded: at_end.then(|| format!("{} ", file.text())) }
    }

    fn text(&self) -> &str {
        self.padded.as_deref().unwrap_or(self.file.text())
    }

    fn lines(&self, bytes: &Range<usize>) -> (usize, usize) {
        let line = |offset: usize| self.file.line_index(u32::try_from(offset).unwrap_or(u32::MAX));
        (line(bytes.start), line(bytes.end.saturating_sub(1).max(bytes.start)))
    }

    fn is_long(&self, bytes: Range<usize>) -> bool {
        let (first, last) = self.lines(&bytes);
        (first..=last).any(|line| self.file.line_range(line).len() > LONG_LINE)
    }

    /// The part of a finding that is underlined.
    fn clipped(&self, bytes: Range<usize>) -> Range<usize> {
        if self.is_long(bytes.clone()) { bytes.start..self.boundary(bytes.start + SHOWN).min(bytes.end) } else { bytes }
    }

    /// The part of a long line that is shown around a finding.
    fn excerpt(&self, bytes: Range<usize>) -> Range<usize> {
        let (line, _) = self.lines(&bytes);
        let line = self.file.line_range(line);
        let start = self.boundary(bytes.start.saturating_sub(SHOWN_BEFORE)).max(line.start);
        let end = self.boundary(bytes.end + SHOWN_BEFORE).min(line.end);
        start..end.max(bytes.end)
    }

    /// The first place at or after a byte where a character begins.
    fn boundary(&self, at: usize) -> usize {
        let text = self.text();
        (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
    }
}

impl SourceCode for Numbered<'_> {
    fn read_span<'s>(
        &'s self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'s> + 's>, MietteError> {
        let file = self.file;
        let bytes = span.offset()..span.offset() + span.len();
        let (first, last) = self.lines(&bytes);
        let first_shown = first.saturating_sub(lines_before);
        let last_shown = (last + lines_after).min(file.line_count().saturating_sub(1));
        // What is padded has its finding in the last line.
        let end = self.padded.as_ref().map_or_else(|| file.line_range(last_shown).end, String::len);
        let lines = file.line_range(first_shown).start..end;
        let (first_shown, last_shown, shown) = if self.is_long(lines.clone()) {
            (first, first, self.excerpt(bytes))
        } else {
            (first_shown, last_shown, lines)
        };
        let data = self.text().get(shown.clone()).ok_or(MietteError::OutOfBounds)?;
        let position = file.position(u32::try_from(span.offset()).unwrap_or(u32::MAX));
        // miette counts from 0 and prints from 1; the header names the place of the word.
        let contents = MietteSpanContents::new_named(
            file.name().to_owned(),
            data.as_bytes(),
            (shown.start, shown.len()).into(),
            first_shown,
            position.column - 1,
            last_shown + 1 - first_shown,
        );
        Ok(Box::new(contents))
    }
}
