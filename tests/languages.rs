//! One regulation written in Russian, Kazakh and English: the graph is one, and so is what its cases come to.

use std::sync::Arc;

use regc::export;
use regc::graph::ProcessSet;
use regc::language::Language;
use regc::program::Unit;
use regc::run;

use crate::support::{compile, read};

/// The files, each with every construct that this version reads.
fn text(language: Language) -> String {
    read(format!("tests/fixtures/languages/every-construct.{}.reg", language.code()))
}

fn unit(language: Language) -> Unit {
    let mut program = compile(&[&text(language)]);
    let unit = program.units.remove(0);
    assert_eq!(unit.language, language);
    unit
}

fn set(unit: &Unit) -> &Arc<ProcessSet> {
    unit.processes.as_ref().unwrap_or_else(|| panic!("{:?}", unit.findings))
}

#[test]
fn the_only_finding_is_the_act_s_own_silence() {
    for language in Language::ALL {
        let unit = unit(language);
        let found: Vec<_> = unit.findings.iter().map(|finding| finding.problem.code()).collect();
        assert_eq!(found, ["R0301"], "{language:?}: {:?}", unit.findings);
    }
}

#[test]
fn the_export_differs_in_the_name_of_the_language_alone() {
    let json = |language: Language| {
        let text = export::json(set(&unit(language)));
        let named = format!("\"language\": \"{}\"", language.code());
        assert_eq!(text.matches(&named).count(), 1);
        text.replace(&named, "\"language\": \"-\"")
    };
    let russian = json(Language::Ru);
    assert!(russian.len() > 10_000);
    assert!(russian == json(Language::Kk), "ru and kk differ");
    assert!(russian == json(Language::En), "ru and en differ");
}

#[test]
fn every_construct_is_in_the_graph() {
    let json = export::json(set(&unit(Language::Ru)));
    for part in [
        "\"kind\": \"start\"",
        "\"kind\": \"step\"",
        "\"kind\": \"decision\"",
        "\"kind\": \"fork\"",
        "\"kind\": \"join\"",
        "\"kind\": \"wait\"",
        "\"kind\": \"call\"",
        "\"kind\": \"end\"",
        "\"kind\": \"provider\"",
        "\"kind\": \"applicant\"",
        "\"kind\": \"external\"",
        "\"kind\": \"system\"",
        "\"join\": \"all\"",
        "\"join\": \"first\"",
        "\"outcome\": \"tacit_consent\"",
        "\"at_most\": 2",
        "\"unstated\": true",
        "\"automatic\": true",
        "\"consecutive\": true",
        "\"parts\"",
        "\"waiting\"",
        "\"name\": \"registration\"",
        "\"number\": \"5.1\"",
        "\"answer\": \"B\"",
        "\"answer\": \"expiry\"",
        "\"style\": \"flowchart\"",
        "\"style\": \"interaction\"",
        "\"style\": \"swimlanes\"",
        "\"from\": \"filing\"",
        "\"from\": \"end:action:1\"",
        "\"from\": \"start:action:1\"",
        "\"unit\": \"minute\"",
        "\"unit\": \"hour\"",
        "\"unit\": \"working_day\"",
        "\"unit\": \"calendar_day\"",
        "\"unit\": \"day_24h\"",
        "\"unit\": \"week\"",
        "\"unit\": \"month\"",
        "\"unit\": \"year\"",
        "\"indent\": \"7\"",
    ] {
        assert!(json.contains(part), "{part}");
    }
}

/// The instants in the files were worked out by hand; here each language must come to them.
#[test]
fn cases_come_out_alike() {
    let traces = |language: Language| -> Vec<String> {
        let unit = unit(language);
        assert_eq!(unit.cases.len(), 4);
        let trace = |case: &regc::model::Case| {
            let trace = run::run(set(&unit), case).unwrap_or_else(|stop| panic!("{}: {stop:?}", case.title));
            let differences = run::differences(set(&unit), case, &trace);
            assert!(differences.is_empty(), "{language:?} {}: {differences:?}", case.title);
            let local = |at| set(&unit).head.local(at);
            let entries = trace
                .entries
                .iter()
                .map(|one| format!("{} {} {} {}\n", one.title, local(one.begins), local(one.ends), one.depth));
            entries.collect::<String>()
                + &format!("{:?} {} {:?}", trace.end, local(trace.ended), trace.limit.map(|limit| limit.runs))
        };
        unit.cases.iter().map(trace).collect()
    };
    let russian = traces(Language::Ru);
    assert_eq!(russian, traces(Language::Kk));
    assert_eq!(russian, traces(Language::En));
}
