//! Findings as a `JUnit` report, which most build servers show: a suite a file, a test a finding.

use std::fmt::Write;

use super::{Finding, message};
use crate::diagnostic::Severity;
use crate::source::Sources;

/// What was found in a file.
#[derive(Debug)]
pub struct Suite {
    name: String,
    tests: usize,
    failures: usize,
    text: String,
}

/// The report about files, in the order of their names.
#[must_use]
pub fn junit(mut suites: Vec<Suite>) -> String {
    suites.sort_by(|one, other| one.name.cmp(&other.name));
    let (tests, failures): (usize, usize) =
        suites.iter().fold((0, 0), |(tests, failures), suite| (tests + suite.tests, failures + suite.failures));
    let suites: String = suites.into_iter().map(|suite| suite.text).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"regc check\" tests=\"{tests}\" failures=\"{failures}\">\n{suites}</testsuites>\n"
    )
}

/// The findings of a file. Errors are failures, and so are warnings if they are denied; everything else is
/// told as output of a test that has passed. A file without findings is such a test.
#[must_use]
pub fn suite(file: &str, findings: &[Finding<'_>], sources: &Sources, deny_warnings: bool) -> Suite {
    let fails = |finding: &&Finding<'_>| {
        finding.severity == Severity::Error || deny_warnings && finding.severity == Severity::Warning
    };
    let name = escaped(file);
    let (tests, failures) = (findings.len().max(1), findings.iter().filter(fails).count());
    let mut text = format!("  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">\n");
    if findings.is_empty() {
        let _ = writeln!(text, "    <testcase classname=\"{name}\" name=\"regc check\"/>");
    }
    for finding in findings {
        text += &test(finding, &name, sources, fails(&finding)).unwrap_or_default();
    }
    text += "  </testsuite>\n";
    Suite { name: file.to_owned(), tests, failures, text }
}

fn test(finding: &Finding<'_>, class: &str, sources: &Sources, fails: bool) -> Option<String> {
    let Finding { diagnostic, language, file: words, severity, .. } = finding;
    let place = sources.get(diagnostic.span.source)?.position(diagnostic.span.start);
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
    Some(format!("    <testcase classname=\"{class}\" name=\"{name}\">\n      {element}\n    </testcase>\n"))
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
