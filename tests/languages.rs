//! One regulation written in Russian, Kazakh and English: the graph is one, and so is what its cases come to.

use std::sync::Arc;

use chrono::NaiveDate;
use regc::calendar::{CalendarSpec, Counting};
use regc::export;
use regc::graph::ProcessSet;
use regc::language::Language;
use regc::model::{EventId, LimitName};
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
fn what_is_found_is_the_same_and_no_error() {
    let codes = |unit: &Unit| unit.findings.iter().map(|finding| finding.problem.code()).collect::<Vec<_>>();
    let english = codes(&unit(Language::En));
    assert!(english.contains(&"R0301"), "the act's own silence: {english:?}");
    for language in Language::ALL {
        let unit = unit(language);
        assert!(unit.is_sound(), "{language:?}: {:?}", unit.findings);
        assert_eq!(codes(&unit), english, "{language:?}");
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
        "\"kind\": \"interrupt\"",
        "\"kind\": \"for_each\"",
        "\"kind\": \"hand_over\"",
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
        "\"counting\": \"by_days\"",
        "\"calendar\": \"eu\"",
        "\"id\": \"payment\"",
        "\"name\": \"overall\"",
        "\"name\": \"limit:Registration\"",
        "\"name\": \"deadline:action:2\"",
        "\"from\": \"event:payment\"",
        "\"from\": \"later:(filing,event:payment)\"",
        "\"until\": \"earlier:(event:hearing,completion)\"",
        "\"until\": \"start:action:2\"",
        "\"until\": \"end:action:3\"",
        "\"before\"",
        "\"promise\": \"immediately\"",
        "\"promise\": \"reasonable_time\"",
        "\"once\": true",
        "\"notice\": true",
        "\"total\"",
        "\"expiry\"",
        "\"title\": \"Complain\"",
        "\"not_before\"",
        "\"after\": \"start:action:2\"",
        "\"action\": \"suspends\"",
        "\"action\": \"restarts\"",
        "\"kind\": \"iin_or_bin\"",
        "\"kind\": \"whole_number\"",
        "\"criteria\"",
        "\"relation\": \"not_less\"",
        "\"right\": \"filing\"",
        "\"right\": \"today\"",
        "\"value\": \"5000.5\"",
        "\"value\": \"2014-06-02\"",
        "\"events\": [\n            \"hearing\"",
    ] {
        assert!(json.contains(part), "{part}");
    }
}

#[test]
fn the_last_case_gives_an_event_and_extends_limits() {
    for language in Language::ALL {
        let cases = unit(language).cases;
        let case = cases.last().unwrap();
        let at = NaiveDate::from_ymd_opt(2014, 7, 1).unwrap().and_hms_opt(10, 0, 0).unwrap();
        assert_eq!(case.events, [(EventId::new(1), at)]);
        let registration = LimitName::Named("Registration".to_owned());
        assert_eq!(case.extended, [(LimitName::Overall, 1), (registration, 2)]);
    }
}

/// A union works where both work, by the hours and rules of the first.
#[test]
fn calendars_are_alike() {
    let day = |month, day| NaiveDate::from_ymd_opt(2014, month, day).unwrap();
    let specs = |language: Language| -> Vec<CalendarSpec> {
        let unit = unit(language);
        let [kz, eu, both] = unit.calendars.as_slice() else { panic!("three calendars") };
        assert_eq!(eu.calendar.spec().counting, Counting::ToTheMinute);
        assert_eq!(eu.calendar.local(eu.calendar.closing(day(12, 31))), day(12, 31).and_hms_opt(13, 0, 0).unwrap());
        // 24 March is off in the first alone, 24 December in the union alone.
        for (date, worked) in [(day(3, 24), [false, true, false]), (day(12, 24), [true, true, false])] {
            let works = [kz, eu, both].map(|named| named.calendar.is_working_day(date).unwrap());
            assert_eq!(works, worked, "{date}");
        }
        assert_eq!(both.calendar.spec().known_years, 2014..=2014);
        assert_eq!(both.calendar.spec().working_hours, kz.calendar.spec().working_hours);
        unit.calendars.iter().map(|named| named.calendar.spec().clone()).collect()
    };
    let russian = specs(Language::Ru);
    assert_eq!(russian, specs(Language::Kk));
    assert_eq!(russian, specs(Language::En));
}

/// The instants in the files were worked out by hand; here each language must come to them.
#[test]
fn cases_come_out_alike() {
    let traces = |language: Language| -> Vec<String> {
        let unit = unit(language);
        assert_eq!(unit.cases.len(), 9);
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
                + &format!(
                    "{:?} {} {:?}",
                    trace.end,
                    local(trace.ended),
                    trace.overall().map(|limit| (limit.from, limit.due))
                )
        };
        unit.cases.iter().map(trace).collect()
    };
    let russian = traces(Language::Ru);
    assert_eq!(russian, traces(Language::Kk));
    assert_eq!(russian, traces(Language::En));
}
