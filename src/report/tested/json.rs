//! The cases and what they come to, as JSON; lines count from 1.

use serde::Serialize;

use super::super::trace;
use super::coverage::{blocks, item};
use super::stop;
use crate::coverage::{GraphCoverage, Measure, Missing, Share};
use crate::graph::{Process, ProcessSet};
use crate::language::Language;
use crate::model::VariantId;
use crate::source::Span;
use crate::tested::{Ran, Tested, TestedFile, TestedRegulation, Verdict};

#[derive(Serialize)]
struct Report<'a> {
    cases: Vec<Case<'a>>,
    coverage: Vec<Regulation<'a>>,
    passed: usize,
    failed: usize,
    expecting_nothing: usize,
    least_coverage: Option<usize>,
}

#[derive(Serialize)]
struct Case<'a> {
    file: &'a str,
    line: usize,
    title: &'a str,
    procedure: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<&'a str>,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completed: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    failures: Vec<Failure>,
}

#[derive(Serialize)]
struct Failure {
    line: usize,
    message: String,
}

#[derive(Serialize)]
struct Regulation<'a> {
    file: &'a str,
    procedures: Vec<Graph<'a>>,
    cases_to_add: Vec<String>,
}

#[derive(Serialize)]
struct Graph<'a> {
    procedure: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<&'a str>,
    steps: Counted,
    branches: Counted,
    outcomes: Counted,
    uncovered: Vec<Uncovered>,
}

#[derive(Serialize)]
struct Counted {
    covered: usize,
    total: usize,
}

#[derive(Serialize)]
struct Uncovered {
    what: &'static str,
    name: String,
    /// The case that covers it, by its place among those to add.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<usize>,
}

/// An object: the cases in their order, then the graphs of each regulation.
#[must_use]
pub fn json(tested: &Tested<'_>, language: Language) -> String {
    let cases = tested.files.iter().flat_map(|file| file.cases.iter().map(|ran| case(file, ran, language)));
    let report = Report {
        cases: cases.collect(),
        coverage: tested.regulations.iter().map(|one| regulation(one, language)).collect(),
        passed: tested.count(Verdict::Passed),
        failed: tested.count(Verdict::Failed),
        expecting_nothing: tested.count(Verdict::ExpectsNothing),
        least_coverage: tested.least_coverage(),
    };
    serde_json::to_string_pretty(&report).map(|text| text + "\n").unwrap_or_default()
}

fn case<'a>(file: &'a TestedFile<'_>, ran: &'a Ran<'_>, language: Language) -> Case<'a> {
    let line = |span: Span| file.file.position(span.start).line;
    let (came, failures) = match &ran.result {
        Ok((came, unmet)) => {
            let told = unmet.iter().map(|one| Failure {
                line: line(one.span),
                message: trace::difference(ran.set, one.difference, language),
            });
            (Some(came), told.collect())
        }
        Err(reason) => {
            let message = stop(ran.set, reason, language, file.language);
            (None, vec![Failure { line: line(ran.case.span), message }])
        }
    };
    Case {
        file: file.file.name(),
        line: line(ran.case.span),
        title: &ran.case.title,
        procedure: &ran.case.procedure,
        variant: variant(ran.set, ran.case.variant),
        verdict: match ran.verdict() {
            Verdict::Passed => "passed",
            Verdict::ExpectsNothing => "expects_nothing",
            Verdict::Failed => "failed",
        },
        outcome: came.map(|came| trace::end(ran.set, came.end, language)),
        completed: came.map(|came| trace::moment(ran.set, came.ended)),
        failures,
    }
}

fn variant(set: &ProcessSet, variant: Option<VariantId>) -> Option<&str> {
    Some(set.head.variant(variant?)?.id.as_str())
}

fn regulation<'a>(tested: &'a TestedRegulation<'_>, language: Language) -> Regulation<'a> {
    let set = tested.coverage.set;
    let graphs = tested.coverage.graphs.iter().enumerate();
    let graphs = graphs.map(|(index, one)| {
        let missing = tested.plan.missing.iter().filter(|missing| missing.graph == index);
        graph(set, one, missing.map(|missing| uncovered(set, one.process, missing, language)).collect())
    });
    let cases_to_add = blocks(set, &tested.plan, tested.words);
    Regulation { file: tested.file.name(), procedures: graphs.collect(), cases_to_add }
}

fn graph<'a>(set: &'a ProcessSet, of: &'a GraphCoverage<'_>, uncovered: Vec<Uncovered>) -> Graph<'a> {
    let [steps, branches, outcomes] = Measure::ALL.map(|measure| {
        let Share { covered, total } = of.share(measure);
        Counted { covered, total }
    });
    let process: &Process = of.process;
    let variant = variant(set, process.variant);
    Graph { procedure: &process.procedure, variant, steps, branches, outcomes, uncovered }
}

fn uncovered(set: &ProcessSet, process: &Process, missing: &Missing, language: Language) -> Uncovered {
    let what = match missing.item.measure() {
        Measure::Steps => "step",
        Measure::Branches => "branch",
        Measure::Outcomes => "outcome",
    };
    Uncovered { what, name: item(set, process, missing.item, language), case: missing.case }
}
