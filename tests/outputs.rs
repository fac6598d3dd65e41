//! What `regc run` gives out: event logs, drawn durations, and the pictures of a case.

use std::collections::BTreeSet;
use std::path::Path;

use regc::calendar::{Instant, Length};
use regc::coverage;
use regc::graph::{NodeKind, ProcessSet};
use regc::language::Language;
use regc::model::{Case, GivenValue};
use regc::program::Program;
use regc::render::{self, Gantt, Look, Mark};
use regc::report::log::{self, Walk};
use regc::run::{self, Entry, Trace};
use roxmltree::{Document, Node};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{compile, files, read, regc, run};

const MEDICAL: &str = "specs/vko-2014-70/medical.reg";
const CASES: &str = "specs/vko-2014-70/medical.cases.reg";
/// A title that would break out of what it stands in.
const MARKUP: &str = "</text><script>alert(1)</script>, &amp; ]]> 'x' =1+1 \\N";

/// A file of cases, with what it uses.
fn program(texts: &[&str]) -> (Program, usize) {
    (compile(texts), texts.len() - 1)
}

/// Every case of the specs and of the fixtures about runs that comes to an end, with its regulation.
fn walked() -> Vec<(Program, usize)> {
    let calendar = read("specs/calendars/kz.reg");
    let spec = |folder: &str, name: &str| {
        let [regulation, cases] = [".reg", ".cases.reg"].map(|ending| read(format!("specs/{folder}/{name}{ending}")));
        program(&[&calendar, &regulation, &cases])
    };
    let office = read("tests/fixtures/run/calendar.reg");
    let fixtures = files("tests/fixtures/run", "reg").into_iter().filter(|path| !path.ends_with("calendar.reg"));
    let specs = [
        ("vko-2014-70", "medical"),
        ("vko-2014-70", "narcotics"),
        ("vko-2014-70", "pharmaceutical"),
        ("zhambyl-2015-173", "medical"),
        ("zhambyl-2015-173", "narcotics"),
    ];
    let specs = specs.into_iter().map(|(folder, name)| spec(folder, name));
    specs.chain(fixtures.map(|path| program(&[&office, &read(path)]))).collect()
}

/// Calls `about` with every case that comes to an end, and its trace; there must be so many at least.
fn for_each_case(mut about: impl FnMut(&ProcessSet, &Case, &Trace)) {
    let mut count = 0;
    for (program, last) in walked() {
        let unit = &program.units[last];
        let Some(set) = &unit.processes else { continue };
        for case in &unit.cases {
            if let Ok(trace) = run::run(set, case) {
                about(set, case, &trace);
                count += 1;
            }
        }
    }
    assert!(count > 100, "only {count} cases");
}

// ---- Event logs

/// A small regulation with a case, filed on the day before Almaty went from +06 to +05, 2024-03-01; titles with
/// a text of one's own.
fn small(title: &str) -> String {
    format!(
        "reg 1 ru
календарь к «Алматы»
  известны годы: 2024
  часовой пояс: Asia/Almaty
  рабочие дни: пн по пт
  рабочее время: 09:00 по 18:00
регламент р «Регламент {title}»
  календарь: к
участник отдел «Отдел {title}»
исход выдано «Выдано»
порядок п «Порядок»
  общий срок: 3 рабочих дня
  действие 1 «Приём {title}»
    выполняет: отдел
    срок: 1 час
  одновременно
  ветвь «А»
    действие 2 «Долгое»
      срок: 5 рабочих дней
  ветвь «Б»
    действие 3 «Короткое»
      срок: 1 рабочий день
  дождаться первой
  условие 1 «Верно?»
    да: завершить: выдано
    нет: завершить: выдано
случай «Через перевод часов {title}»
  порядок: п
  подача: 2024-02-29 10:00
  условие 1: да
"
    )
}

/// The small case, and what came of it.
fn small_case(title: &str) -> (Program, Trace) {
    let program = compile(&[&small(title)]);
    let unit = &program.units[0];
    assert!(unit.is_sound(), "{:?}", unit.findings);
    let trace = run::run(unit.processes.as_ref().unwrap(), &unit.cases[0]).unwrap();
    (program, trace)
}

/// All forms of the small case.
fn told(title: &str) -> (String, String, String) {
    let (program, trace) = small_case(title);
    let set = program.units[0].processes.as_ref().unwrap();
    let walks = [Walk { title: &program.units[0].cases[0].title, trace: &trace }];
    let language = Language::Ru;
    (log::json(set, &walks, language), log::csv(set, &walks, language), log::xes(set, &walks, language))
}

/// A field of a line of CSV, by RFC 4180; lines end with CRLF.
fn fields(csv: &str) -> Vec<Vec<String>> {
    let mut lines = vec![vec![String::new()]];
    let (mut letters, mut quoted) = (csv.chars().peekable(), false);
    while let Some(letter) = letters.next() {
        let line = lines.last_mut().unwrap();
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => line.last_mut().unwrap().extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(String::new()),
            '\r' if !quoted => assert_eq!(letters.peek(), Some(&'\n'), "a line ends with CRLF"),
            '\n' if !quoted => lines.push(vec![String::new()]),
            _ => line.last_mut().unwrap().push(letter),
        }
    }
    assert_eq!(lines.pop(), Some(vec![String::new()]), "the last line ends too");
    lines
}

/// The value of an attribute of a log, a trace or an event.
fn attribute<'a>(of: Node<'a, '_>, key: &str) -> Option<&'a str> {
    of.children().find(|child| child.attribute("key") == Some(key))?.attribute("value")
}

fn elements<'a, 'b>(of: Node<'a, 'b>, name: &'static str) -> impl Iterator<Item = Node<'a, 'b>> {
    of.children().filter(move |child| child.has_tag_name(("http://www.xes-standard.org/", name)))
}

/// Filed on Thursday at 10:00, +06; the short branch ends the next working day, by when the clocks have gone back.
#[test]
fn moments_have_the_offset_in_force_then() {
    let (json, csv, xes) = told("");
    let json: Value = serde_json::from_str(&json).unwrap();
    let case = &json["cases"][0];
    assert_eq!((&json["schema"], &json["zone"]), (&1.into(), &"Asia/Almaty".into()));
    assert_eq!(
        (&case["filed"], &case["ended"]),
        (&"2024-02-29T10:00:00+06:00".into(), &"2024-03-01T18:00:00+05:00".into())
    );
    let moments = |entry: &Value| [entry["begins"].clone(), entry["ends"].clone()];
    let entries = case["entries"].as_array().unwrap();
    assert_eq!(moments(&entries[0]), ["2024-02-29T10:00:00+06:00", "2024-02-29T11:00:00+06:00"]);
    assert_eq!(moments(&entries[2]), ["2024-02-29T11:00:00+06:00", "2024-03-01T18:00:00+05:00"]);
    assert_eq!(case["limits"][0]["due"], "2024-03-05T18:00:00+05:00");
    assert!(csv.contains("2024-02-29T11:00:00+06:00,2024-03-01T18:00:00+05:00"), "{csv}");
    assert!(xes.contains("<date key=\"time:timestamp\" value=\"2024-02-29T10:00:00.000+06:00\"/>"), "{xes}");
    assert!(xes.contains("<date key=\"time:timestamp\" value=\"2024-03-01T18:00:00.000+05:00\"/>"), "{xes}");
}

#[test]
fn json_tells_all_of_a_trace() {
    for_each_case(|set, case, trace| {
        let json = log::json(set, &[Walk { title: &case.title, trace }], Language::En);
        let json: Value = serde_json::from_str(&json).unwrap();
        let told = &json["cases"][0];
        assert_eq!(told["case"], case.title.as_str());
        let entries = told["entries"].as_array().unwrap();
        assert_eq!(entries.len(), trace.entries.len());
        for (told, entry) in entries.iter().zip(&trace.entries) {
            assert_eq!(told["title"], entry.title.as_str());
            assert_eq!(told["cancelled"], entry.cancelled);
            assert_eq!(told["participants"].as_array().unwrap().len(), entry.who.len());
            assert_eq!(told["cite"].as_array().unwrap().len(), entry.cites.len());
            let at = |key: &str| chrono::DateTime::parse_from_rfc3339(told[key].as_str().unwrap()).unwrap().timestamp();
            assert_eq!((at("begins"), at("ends")), (entry.begins.seconds(), entry.ends.seconds()), "{}", case.title);
        }
        let limits = told["limits"].as_array().unwrap();
        assert_eq!(limits.len(), trace.limits.len());
        for (told, state) in limits.iter().zip(&trace.limits) {
            assert_eq!(
                (told["kept"] == true, told["pauses"].as_array().unwrap().len()),
                (state.kept, state.pauses.len())
            );
            assert_eq!(told["due"].is_null(), state.due.is_none());
        }
    });
}

#[test]
fn csv_has_a_line_a_step_and_gives_every_text_back() {
    let (_, csv, _) = told(MARKUP);
    let lines = fields(&csv);
    let column = |name: &str| lines[0].iter().position(|one| one == name).unwrap();
    assert!(lines.iter().all(|line| line.len() == lines[0].len()));
    assert_eq!(lines[1][column("step")], format!("действие 1 «Приём {MARKUP}»"));
    assert_eq!(lines[1][column("participants")], format!("Отдел {MARKUP}"));
    assert_eq!(lines[1][column("case")], format!("Через перевод часов {MARKUP}"));
    let cancelled = lines.iter().filter(|line| line[column("cancelled")] == "true");
    assert_eq!(cancelled.map(|line| line[column("step")].as_str()).collect::<Vec<_>>(), ["действие 2 «Долгое»"]);
    for_each_case(|set, case, trace| {
        let csv = log::csv(set, &[Walk { title: &case.title, trace }], Language::Ru);
        assert_eq!(fields(&csv).len(), trace.entries.len() + 1);
    });
}

#[test]
fn xes_starts_every_step_and_ends_it_as_it_ended() {
    for_each_case(|set, case, trace| {
        let xes = log::xes(set, &[Walk { title: &case.title, trace }], Language::Ru);
        let document = Document::parse(&xes).unwrap();
        let of = elements(document.root_element(), "trace").next().unwrap();
        let mut last = i64::MIN;
        let mut open: BTreeSet<usize> = BTreeSet::new();
        let mut ended = 0;
        for event in elements(of, "event") {
            let at = attribute(event, "time:timestamp").unwrap();
            let at = chrono::DateTime::parse_from_rfc3339(at).unwrap().timestamp();
            assert!(at >= last, "events stand in the order of their moments");
            last = at;
            let number: usize = attribute(event, "concept:instance").unwrap().parse().unwrap();
            let entry: &Entry = &trace.entries[number - 1];
            assert!(attribute(event, "concept:name").unwrap().contains(&entry.title.replace('\n', " ")));
            match attribute(event, "lifecycle:transition").unwrap() {
                "start" => assert!(open.insert(number) && at == entry.begins.seconds()),
                ending => {
                    assert_eq!(ending, if entry.cancelled { "ate_abort" } else { "complete" });
                    assert!(
                        open.remove(&number) && at == entry.ends.seconds(),
                        "{}: a step starts, then ends",
                        case.title
                    );
                    ended += 1;
                }
            }
        }
        assert_eq!((open.len(), ended), (0, trace.entries.len()));
    });
}

#[test]
fn xes_declares_what_it_uses_and_is_no_place_for_markup() {
    let (_, _, xes) = told(MARKUP);
    let document = Document::parse(&xes).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("xes.version"), Some("1.0"));
    let declared: BTreeSet<_> = elements(root, "extension").filter_map(|one| one.attribute("prefix")).collect();
    let used = root.descendants().filter_map(|one| one.attribute("key")?.split_once(':').map(|(prefix, _)| prefix));
    assert_eq!(used.collect::<BTreeSet<_>>(), declared);
    assert!(!root.descendants().any(|one| one.has_tag_name("script")));
    let event = elements(elements(root, "trace").next().unwrap(), "event").next().unwrap();
    assert_eq!(attribute(event, "concept:name"), Some(format!("действие 1 «Приём {MARKUP}»").as_str()));
    assert_eq!(attribute(event, "org:resource"), Some(format!("Отдел {MARKUP}").as_str()));
}

#[test]
fn control_characters_leave_every_form_readable() {
    let (program, trace) = small_case("");
    let set = program.units[0].processes.as_ref().unwrap();
    let title = "а\u{0}\u{1b}[31m\r\n\u{fffe}\"б";
    let walks = [Walk { title, trace: &trace }];
    assert!(Document::parse(&log::xes(set, &walks, Language::Ru)).is_ok());
    assert!(Document::parse(&render::gantt_svg(&render::gantt(set, title, &trace))).is_ok());
    let json: Value = serde_json::from_str(&log::json(set, &walks, Language::Ru)).unwrap();
    assert_eq!(json["cases"][0]["case"], title);
    assert_eq!(fields(&log::csv(set, &walks, Language::Ru))[1][0], title);
}

// ---- Durations drawn by seed

#[test]
fn a_seed_gives_the_same_durations_every_time() {
    let draw = |seed: &str| {
        let start = ["run", CASES, "--all-cases", "--durations", "random", "--seed", seed, "--format", "json"];
        run(regc().args(start)).stdout
    };
    assert_eq!(draw("7"), draw("7"));
    assert_ne!(draw("7"), draw("8"));
}

/// A case is drawn the same whether it is run by itself or among others.
#[test]
fn a_draw_does_not_depend_on_the_other_cases() {
    let cases = |arguments: &[&str]| {
        let fixed = ["run", CASES, "--durations", "random", "--seed", "3", "--format", "json"];
        let output = run(regc().args(fixed).args(arguments));
        let json: Value = serde_json::from_str(&output.stdout).unwrap();
        json["cases"].as_array().unwrap().clone()
    };
    let title = "Выдача: неполный пакет перед Днём столицы";
    let alone = cases(&["--case", title]);
    assert_eq!(alone.len(), 1);
    assert!(cases(&["--all-cases"]).contains(&alone[0]));
}

/// The moment at which a step that begins to be counted then has to have ended, by the terms of the act.
fn latest(set: &ProcessSet, trace: &Trace, entry: &Entry, from: Instant) -> Option<Instant> {
    let process = set.find(entry.within.as_deref().unwrap_or(&trace.procedure), trace.variant)?;
    let (pace, terms) = match &process.node(entry.node)?.kind {
        NodeKind::Task(task) => (set.pace(&task.performers, task.automatic)?, [&task.waiting, &task.term]),
        NodeKind::Decision(decision) => (set.pace(&decision.checkers, false)?, [&decision.waiting, &decision.term]),
        NodeKind::Wait(wait) => (set.pace(&[], false)?, [&None, &wait.bound]),
        _ => return None,
    };
    let (calendar, clock) = pace;
    let lengths = terms.map(|term| term.as_ref().map(|term| Length::of(&term.duration, clock)).unwrap_or_default());
    Some(lengths.into_iter().fold(from, |at, length| calendar.add(at, length).unwrap()))
}

#[test]
fn no_drawn_duration_is_above_its_maximum() {
    let (mut drawn, mut shorter) = (0, 0);
    for_each_case(|set, case, _| {
        for seed in 0..3 {
            // Drawn dates may lead where facts decide otherwise, and the case says nothing of that.
            let Ok(walked) = run::drawn(set, case, seed) else { continue };
            let trace = run::run(set, &walked).unwrap();
            let lines = &walked.given[case.given.len()..];
            assert_eq!(walked.given[..case.given.len()], case.given, "what the case says stays as it is");
            assert!(lines.iter().all(
                |line| matches!(&line.value, GivenValue::Lasts(lasts) if lasts.quantities.iter().any(|one| one.n > 0))
            ));
            drawn += lines.len();
            for entry in &trace.entries {
                let about = |line: &&regc::model::Given| match &line.about {
                    regc::model::GivenFor::Step(step) => entry.step.is(step),
                    regc::model::GivenFor::Wait(title) => {
                        matches!(entry.did, run::Did::Waited(_)) && entry.title == *title
                    }
                    other => panic!("nothing is drawn for {other:?}"),
                };
                let Some(_) = lines.iter().filter(about).find(|line| line.within == entry.within) else { continue };
                let Some((from, _)) = entry.counted[1] else { continue };
                let latest = latest(set, &trace, entry, from).unwrap();
                assert!(entry.ends <= latest, "{}: {}", case.title, entry.title);
                shorter += usize::from(entry.ends < latest);
            }
        }
    });
    assert!(drawn > 500 && shorter > drawn / 2, "{drawn} {shorter}");
}

// ---- Timelines

fn right(mark: &Mark) -> f64 {
    mark.left + mark.width
}

/// Bars stand for the steps; what the legend shows stands for none.
fn bars(gantt: &Gantt) -> impl Iterator<Item = (usize, &Mark)> {
    gantt.marks.iter().filter_map(|mark| Some((mark.entry?, mark)))
}

#[test]
fn every_step_has_a_bar_and_all_of_a_timeline_is_on_its_sheet() {
    for_each_case(|set, case, trace| {
        let gantt = render::gantt(set, &case.title, trace);
        let with_bars: BTreeSet<usize> = bars(&gantt).map(|(entry, _)| entry).collect();
        assert_eq!(with_bars.len(), trace.entries.len(), "{}", case.title);
        for mark in &gantt.marks {
            let inside = mark.left >= 0.0 && mark.top >= 0.0 && mark.width >= 0.0 && mark.height >= 0.0;
            assert!(
                inside && right(mark) <= gantt.width && mark.top + mark.height <= gantt.height,
                "{}: {mark:?}",
                case.title
            );
        }
        for line in &gantt.texts {
            let fits = line.left() >= 0.0 && line.left() + line.width() <= gantt.width && line.at.y <= gantt.height;
            assert!(fits, "{}: {line:?}", case.title);
        }
    });
}

/// What ended before something else began stands left of it; a bar that was broken off reaches no further than that.
#[test]
fn bars_stand_in_the_order_of_their_moments() {
    let mut broken_off = 0;
    for_each_case(|set, case, trace| {
        let gantt = render::gantt(set, &case.title, trace);
        // The rhombus of a question stands around its moment.
        let bars: Vec<(&Entry, &Mark)> = bars(&gantt)
            .filter(|(_, mark)| mark.look != Look::Question)
            .map(|(entry, mark)| (&trace.entries[entry], mark))
            .collect();
        for (entry, mark) in &bars {
            broken_off += usize::from(entry.cancelled);
            assert_eq!(entry.cancelled, mark.look == Look::BrokenOff);
            for (_, other) in bars.iter().filter(|(other, _)| other.begins >= entry.ends) {
                // What takes no time is still drawn so wide.
                assert!(right(mark) <= other.left + 3.0, "{}: {} {mark:?} {other:?}", case.title, entry.title);
            }
        }
    });
    assert!(broken_off > 3, "{broken_off}");
}

#[test]
fn a_limit_is_marked_with_its_verdict_and_its_pauses() {
    let mut paused = 0;
    for_each_case(|set, case, trace| {
        let gantt = render::gantt(set, &case.title, trace);
        // One mark of each kind may stand in the legend.
        let of = |look: Look| gantt.marks.iter().filter(|mark| mark.look == look).count();
        let suspended: usize =
            trace.limits.iter().filter(|state| state.due.is_some()).map(|state| state.pauses.len()).sum();
        assert_eq!(of(Look::Pause), suspended + usize::from(suspended > 0), "{}", case.title);
        paused += suspended;
        let due = trace.limits.iter().filter(|state| state.due.is_some()).count();
        let marked = of(Look::Limit) + of(Look::Beyond) - usize::from(of(Look::Limit) > 0);
        assert_eq!(marked, due, "{}", case.title);
    });
    assert!(paused > 2, "{paused}");
}

#[test]
fn no_text_of_an_author_becomes_markup_of_a_timeline_or_diagram() {
    let (program, trace) = small_case(MARKUP);
    let set = program.units[0].processes.as_ref().unwrap();
    let gantt = render::gantt_svg(&render::gantt(set, &program.units[0].cases[0].title, &trace));
    let drawing = render::annex(set, &set.processes[0], regc::model::DiagramStyle::Flowchart);
    let diagram = render::svg(&render::walked(drawing, &coverage::walked(set, &trace)));
    for picture in [gantt, diagram] {
        let document = Document::parse(&picture).unwrap();
        assert!(!document.descendants().any(|one| one.tag_name().name() == "script"));
        assert!(picture.contains("&lt;script&gt;"));
    }
}

#[test]
fn days_are_named_in_the_language_of_the_file() {
    let (program, trace) = small_case("");
    let mut set = (**program.units[0].processes.as_ref().unwrap()).clone();
    let told = [
        (Language::Ru, "чт, 29 февраля 2024 года"),
        (Language::Kk, "бс, 2024 жылғы 29 ақпан"),
        (Language::En, "Thu, 29 February 2024"),
    ];
    for (language, day) in told {
        set.head.language = language;
        let gantt = render::gantt(&set, "", &trace);
        assert!(gantt.texts.iter().any(|line| line.text == day), "{day}");
    }
}

// ---- The way through the diagram

/// A way is one piece from the start: every arrow leads on from something come to, and what is come to has an arrow.
#[test]
fn the_way_of_a_case_hangs_together() {
    for_each_case(|set, case, trace| {
        let process = set.find(&trace.procedure, trace.variant).unwrap();
        let way = coverage::walked(set, trace);
        let edges: Vec<_> = process.edges().collect();
        let reached: BTreeSet<_> = way.edges.iter().map(|edge| edges[*edge].to).collect();
        // What may happen at any moment has no arrow to it, nor the join of a list without members.
        let begins = |node: &regc::graph::NodeId| {
            *node == process.start()
                || matches!(process.node(*node).unwrap().kind, NodeKind::Interrupt(_) | NodeKind::Join(_))
        };
        for node in &way.nodes {
            assert!(begins(node) || reached.contains(node), "{}: {node:?}", case.title);
        }
        for edge in &way.edges {
            assert!(way.nodes.contains(&edges[*edge].from), "{}: {edge}", case.title);
        }
        let steps: BTreeSet<_> =
            trace.entries.iter().filter(|entry| entry.within.is_none()).map(|entry| entry.node).collect();
        assert!(way.nodes.is_superset(&steps));
        assert!(trace.reached.is_none_or(|end| way.nodes.contains(&end)));
    });
}

/// The names of the shapes and arrows that stand out in the diagram of a case of the specs.
fn standing_out(arguments: &[&str]) -> (Vec<String>, Vec<String>) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("way.svg");
    let output = run(regc()
        .args(["run", MEDICAL, "--procedure", "выдача", "--start", "2014-06-02 10:00"])
        .args(arguments)
        .arg("--diagram")
        .arg(&file));
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let svg = std::fs::read_to_string(file).unwrap();
    let document = Document::parse(&svg).unwrap();
    let ids = |of: Node<'_, '_>| {
        of.children()
            .filter_map(|one| Some(one.attribute("id")?.to_owned()))
            .filter(|id| id != "title" && id != "desc")
            .collect()
    };
    let faint = document.descendants().find(|one| one.attribute("opacity").is_some()).unwrap();
    (ids(document.root_element()), ids(faint))
}

#[test]
fn a_refusal_walks_to_its_condition_and_no_further() {
    let (near, far) = standing_out(&["--answer", "условие 1=нет"]);
    assert_eq!(near[..5], ["start", "action-1", "action-2", "action-3", "condition-1"]);
    assert_eq!(near.len(), 6, "and the end: {near:?}");
    assert!(
        ["action-4", "action-5", "action-6", "action-7"].iter().all(|step| far.iter().any(|one| one == step)),
        "{far:?}"
    );
}

// ---- The command line

fn in_folder(folder: &Path, arguments: &[&str]) -> crate::support::Output {
    let file = crate::support::root().join(CASES);
    run(crate::support::regc_in(folder).arg("run").arg(file).args(arguments))
}

#[test]
fn a_picture_is_of_one_case_and_nothing_is_written_for_several() {
    for option in ["--gantt", "--diagram"] {
        let folder = TempDir::new().unwrap();
        let output = in_folder(folder.path(), &["--all-cases", option, "a.svg", "-o", "a.txt"]);
        assert_eq!((output.code, output.stdout.as_str()), (2, ""));
        assert!(output.stderr.contains("--case"), "{}", output.stderr);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_file_is_written_instead_of_standard_output() {
    let folder = TempDir::new().unwrap();
    let case = ["--case", "Выдача: полный пакет"];
    let printed = in_folder(folder.path(), &[&case[..], &["--format", "csv"]].concat());
    let written =
        in_folder(folder.path(), &[&case[..], &["--format", "csv", "-o", "a.csv", "--gantt", "a.svg"]].concat());
    assert_eq!((written.code, written.stdout.as_str(), written.stderr.as_str()), (0, "", ""));
    assert_eq!(std::fs::read_to_string(folder.path().join("a.csv")).unwrap(), printed.stdout);
    let svg = std::fs::read_to_string(folder.path().join("a.svg")).unwrap();
    assert!(Document::parse(&svg).is_ok());
}

#[test]
fn cases_are_told_in_the_order_asked_for() {
    let folder = TempDir::new().unwrap();
    let asked = ["Дубликат: пятница", "Выдача: полный пакет"];
    let output = in_folder(folder.path(), &["--case", asked[0], "--case", asked[1], "--format", "json"]);
    let json: Value = serde_json::from_str(&output.stdout).unwrap();
    let told: Vec<_> = json["cases"].as_array().unwrap().iter().map(|case| case["case"].as_str().unwrap()).collect();
    assert!(told.len() == 2 && told.iter().zip(asked).all(|(told, asked)| told.starts_with(asked)), "{told:?}");
}

#[test]
fn a_failed_case_is_told_beside_the_log() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.reg"), small("") + "  ожидается завершение: 2024-03-02 18:00\n").unwrap();
    let output = run(crate::support::regc_in(folder.path()).args(["run", "a.reg", "--all-cases", "--format", "xes"]));
    assert_eq!(output.code, 1);
    assert!(Document::parse(&output.stdout).is_ok());
    assert!(output.stderr.contains("ожидалось: 2024-03-02 18:00; получено: 2024-03-01 18:00"), "{}", output.stderr);
}

/// What a case expects it expects of the durations that it gives itself.
#[test]
fn a_drawn_case_is_not_held_against_what_it_expects() {
    let folder = TempDir::new().unwrap();
    let output = in_folder(folder.path(), &["--all-cases", "--durations", "random", "--format", "csv"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
}

#[test]
fn a_seed_without_a_draw_is_wrong_usage() {
    let folder = TempDir::new().unwrap();
    let output = in_folder(folder.path(), &["--all-cases", "--seed", "7"]);
    assert_eq!((output.code, output.stdout.as_str()), (2, ""));
}

/// Colour is for terminals; asked for, it marks the verdict.
#[test]
fn verdicts_are_coloured_on_a_terminal_only() {
    let folder = TempDir::new().unwrap();
    let case = ["--case", "Выдача: полный пакет"];
    assert!(!in_folder(folder.path(), &case).stdout.contains('\u{1b}'));
    let coloured = in_folder(folder.path(), &[&case[..], &["--color", "always"]].concat()).stdout;
    assert!(coloured.contains("\u{1b}[32mсрок соблюдён\u{1b}[0m"), "{coloured}");
}
