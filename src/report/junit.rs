//! Findings as a `JUnit` report, which most build servers show: a suite a file, a test a finding.

use std::fmt::Write;

use super::{Finding, message};
use crate::diagnostic::Severity;
use crate::source::{SourceFile, Sources};

/// The findings of `files`, in their order. Errors are failures, and so are warnings if they are denied;
/// everything else is told as output of a test that has passed. A file without findings is such a test.
#[must_use]
pub fn junit(findings: &[Finding<'_>], files: &[&SourceFile], sources: &Sources, deny_warnings: bool) -> String {
    let fails = |finding: &&Finding<'_>| {
        finding.severity == Severity::Error || deny_warnings && finding.severity == Severity::Warning
    };
    let failures = findings.iter().filter(fails).count();
    let mut suites = String::new();
    let mut tests = 0;
    for file in files {
        let is_of = |finding: &&Finding<'_>| {
            sources.get(finding.diagnostic.span.source).is_some_and(|one| std::ptr::eq(one, *file))
        };
        let of_file: Vec<_> = findings.iter().filter(is_of).collect();
        tests += of_file.len().max(1);
        suites += &suite(&of_file, file, sources, &fails);
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"regc check\" tests=\"{tests}\" failures=\"{failures}\">\n{suites}</testsuites>\n"
    )
}

fn suite(
    findings: &[&Finding<'_>],
    file: &SourceFile,
    sources: &Sources,
    fails: &dyn Fn(&&Finding<'_>) -> bool,
) -> String {
    let name = escaped(file.name());
    let (tests, failures) = (findings.len().max(1), findings.iter().filter(|one| fails(one)).count());
    let mut text = format!("  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">\n");
    if findings.is_empty() {
        let _ = writeln!(text, "    <testcase classname=\"{name}\" name=\"regc check\"/>");
    }
    for finding in findings {
        text += &test(finding, &name, file, sources, fails(finding));
    }
    text + "  </testsuite>\n"
}

fn test(finding: &Finding<'_>, class: &str, file: &SourceFile, sources: &Sources, fails: bool) -> String {
    let Finding { diagnostic, language, file: words, severity, .. } = finding;
    let place = file.position(diagnostic.span.start);
    let name = format!("{} {place}", diagnostic.problem.code());
    let severity = message::severity(*severity, *language);
    let told = escaped(&message::message(&diagnostic.problem, *language, *words));
    let help = finding.help(sources).map(|help| format!("\n{}", escaped(&help))).unwrap_or_default();
    let body = format!("{class}:{place}: {severity}: {told}{help}");
    let element = if fails {
        format!("<failure type=\"{}\" message=\"{told}\">{body}</failure>", diagnostic.problem.code())
    } else {
        format!("<system-out>{body}</system-out>")
    };
    format!("    <testcase classname=\"{class}\" name=\"{name}\">\n      {element}\n    </testcase>\n")
}

/// Text within XML; characters that XML cannot carry are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\n' | '\t' => escaped.push(letter),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_carry_is_escaped_or_left_out() {
        assert_eq!(escaped("«a» < \"b\" & c\u{1}"), "«a» &lt; &quot;b&quot; &amp; c");
    }
}
