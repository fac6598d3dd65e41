//! The cases as a `JUnit` report: a suite a file, a test a case; and a suite of the regulations where the cases must
//! come to a share of them.

use std::fmt::Write;

use super::super::junit::escaped;
use super::super::trace;
use super::{graph, stop};
use crate::coverage::{GraphCoverage, Measure};
use crate::language::Language;
use crate::tested::{Ran, Tested, TestedFile, TestedRegulation, Verdict};

/// A suite of tests.
struct Suite {
    name: String,
    tests: usize,
    failures: usize,
    body: String,
}

/// The cases of each file, in their order.
#[must_use]
pub fn junit(tested: &Tested<'_>, min: Option<usize>, language: Language) -> String {
    let files = tested.files.iter().map(|file| self::file(file, language));
    let regulations = tested.regulations.iter().filter_map(|one| Some(regulation(one, min?)));
    let suites: Vec<Suite> = files.chain(regulations).collect();
    let tests: usize = suites.iter().map(|suite| suite.tests).sum();
    let failures: usize = suites.iter().map(|suite| suite.failures).sum();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string cannot fail.
    let _ = writeln!(text, "<testsuites name=\"regc test\" tests=\"{tests}\" failures=\"{failures}\">");
    for Suite { name, tests, failures, body } in suites {
        let _ = writeln!(text, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">");
        text = text + &body + "  </testsuite>\n";
    }
    text + "</testsuites>\n"
}

fn file(file: &TestedFile<'_>, language: Language) -> Suite {
    let name = escaped(file.file.name());
    let failures = file.cases.iter().filter(|ran| ran.verdict() == Verdict::Failed).count();
    let body = file.cases.iter().map(|ran| {
        let told: Vec<(usize, String)> = told(ran, file, language);
        test(&name, &ran.case.title, &told)
    });
    Suite { body: body.collect(), tests: file.cases.len(), failures, name }
}

/// What is wrong with a case, each with its line.
fn told(ran: &Ran<'_>, file: &TestedFile<'_>, language: Language) -> Vec<(usize, String)> {
    let line = |span: crate::source::Span| file.file.position(span.start).line;
    match &ran.result {
        Err(reason) => vec![(line(ran.case.span), stop(ran.set, reason, language, file.language))],
        Ok((_, unmet)) => {
            unmet.iter().map(|one| (line(one.span), trace::difference(ran.set, one.difference, language))).collect()
        }
    }
}

/// A test that has passed if nothing is told of it.
fn test(class: &str, name: &str, told: &[(usize, String)]) -> String {
    let head = format!("    <testcase classname=\"{class}\" name=\"{}\"", escaped(name));
    let Some((_, message)) = told.first() else { return head + "/>\n" };
    let lines: Vec<String> = told.iter().map(|(line, one)| format!("{class}:{line}: {}", escaped(one))).collect();
    let (message, body) = (escaped(message), lines.join("\n"));
    format!("{head}>\n      <failure message=\"{message}\">{body}</failure>\n    </testcase>\n")
}

/// A test a graph: whether the cases come to enough of it.
fn regulation(tested: &TestedRegulation<'_>, min: usize) -> Suite {
    let name = format!("{} coverage", escaped(tested.file.name()));
    let graphs = &tested.coverage.graphs;
    let least = |one: &GraphCoverage<'_>| Measure::ALL.into_iter().map(|measure| one.share(measure).percent()).min();
    let fails = |one: &GraphCoverage<'_>| least(one).is_some_and(|least| least < min);
    let body = graphs.iter().map(|one| {
        let title = graph(tested.coverage.set, one.process);
        let line = tested.file.position(one.process.span.start).line;
        let told = format!("{} % < {min} %", least(one).unwrap_or_default());
        test(&escaped(tested.file.name()), &title, &if fails(one) { vec![(line, told)] } else { Vec::new() })
    });
    Suite { body: body.collect(), tests: graphs.len(), failures: graphs.iter().filter(|one| fails(one)).count(), name }
}
