//! A line per finding, as compilers write them: `file:line:column: code: severity: text`.

use super::{Finding, message, place};
use crate::source::Sources;

/// The findings, a line each.
#[must_use]
pub fn short(findings: &[Finding<'_>], sources: &Sources) -> String {
    let line = |finding: &Finding<'_>| {
        let Finding { diagnostic, language, file, severity, .. } = finding;
        let problem = &diagnostic.problem;
        let severity = message::severity(*severity, *language);
        let text = message::message(problem, *language, *file);
        let help = finding.help(sources).map(|help| format!(" ({})", help.replace('\n', "; "))).unwrap_or_default();
        format!("{}: {}: {severity}: {text}{help}\n", place(diagnostic, sources), problem.code())
    };
    findings.iter().map(line).collect()
}
