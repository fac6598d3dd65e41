//! Findings as commands to GitHub Actions: each is shown at its line of the change.

use super::{Finding, message};
use crate::diagnostic::Severity;
use crate::source::Sources;

/// The findings, a workflow command each.
#[must_use]
pub fn github(findings: &[Finding<'_>], sources: &Sources) -> String {
    findings.iter().filter_map(|finding| command(finding, sources)).collect()
}

fn command(finding: &Finding<'_>, sources: &Sources) -> Option<String> {
    let Finding { diagnostic, language, file: words, .. } = finding;
    let file = sources.get(diagnostic.span.source)?;
    let (start, end) = (file.position(diagnostic.span.start), file.position(diagnostic.span.end));
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let name = property(file.name());
    // Columns may be told of one line only.
    let columns = if start.line == end.line {
        format!("col={},endColumn={}", start.column, end.column)
    } else {
        format!("endLine={}", end.line)
    };
    let mut text = message::message(&diagnostic.problem, *language, *words);
    if let Some(help) = finding.help(sources) {
        text = format!("{text}\n{help}");
    }
    let (code, text) = (diagnostic.problem.code(), data(&text));
    Some(format!("::{command} file={name},line={},{columns},title={code}::{text}\n", start.line))
}

/// Text behind the `::` of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which commas and colons would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_or_a_property_is_escaped() {
        assert_eq!(data("50 %\r\nда: нет"), "50 %25%0D%0Aда: нет");
        assert_eq!(property("a,b:c%.reg"), "a%2Cb%3Ac%25.reg");
    }
}
