//! What a regulation is read back as: nothing of a step is lost, and the sums along the ways are right.

use std::fs;

use proptest::prelude::*;
use regc::graph::{End, NodeKind, Process, ProcessSet};
use regc::language::Language;
use regc::model::{ParticipantId, Term};
use regc::proof::{Proof, prove_all};
use regc::reading::{self, Block, Bundle, Item, Reading, Told, Ways};
use regc::words;
use tempfile::TempDir;

use crate::random::{Part, Way, parts, procedure};
use crate::support::{compile, random, read, regc, regc_in, run, specs};

/// The graphs of a regulation, from the texts of its calendar and of itself.
fn set(texts: &[&str]) -> ProcessSet {
    let program = compile(texts);
    ProcessSet::clone(program.units.last().unwrap().processes.as_ref().unwrap())
}

/// A regulation read in a language, its limits without what is proved of them.
fn told(set: &ProcessSet, language: Language) -> Reading {
    told_with(set, &[], language)
}

fn told_with(set: &ProcessSet, proofs: &[Proof<'_>], language: Language) -> Reading {
    let processes: Vec<_> = set.processes.iter().collect();
    reading::read(&Told { set, processes: &processes, proofs, acceptances: &[], language })
}

/// The regulations of the specs, cases and calendars left out.
fn regulations() -> Vec<ProcessSet> {
    let calendar = read("specs/calendars/kz.reg");
    let files = specs().into_iter().filter(|path| {
        let name = path.to_string_lossy();
        !name.contains(".cases.") && !name.contains("calendars")
    });
    files.map(|path| set(&[&calendar, &read(path)])).collect()
}

/// The items of the section under the heading of a procedure that has the most of its steps.
fn items<'a>(reading: &'a Reading, title: &str) -> Vec<&'a Item> {
    let begin =
        reading.sections.iter().position(|section| section.level == 2 && section.title.contains(title)).unwrap();
    let own = reading.sections.iter().skip(begin + 1).take_while(|section| section.level > 2);
    let blocks = own.flat_map(|section| &section.blocks);
    blocks.filter_map(|block| if let Block::Steps(items) = block { Some(items) } else { None }).flatten().collect()
}

/// Everything that must be told of a node, beside its label and title.
fn facts(set: &ProcessSet, kind: &NodeKind, language: Language) -> Vec<String> {
    let term = |term: &Option<Term>| term.as_ref().map(|term| words::term(term, language));
    let names = |ids: &[ParticipantId]| ids.iter().map(|id| set.head.participant(*id).unwrap().title.clone()).collect();
    let mut facts: Vec<String>;
    match kind {
        NodeKind::Task(task) => {
            facts = names(&task.performers);
            facts.extend(task.sends.iter().filter_map(|sent| sent.title.clone()));
            facts.extend(names(&task.sends.iter().map(|sent| sent.to).collect::<Vec<_>>()));
            facts.extend([term(&task.waiting), term(&task.term)].into_iter().flatten());
        }
        NodeKind::Decision(decision) => {
            facts = names(&decision.checkers);
            facts.extend([term(&decision.waiting), term(&decision.term)].into_iter().flatten());
        }
        NodeKind::Wait(wait) => {
            facts = names(&wait.from);
            facts.extend(term(&wait.bound));
        }
        _ => facts = Vec::new(),
    }
    facts
}

/// The item of a step holds its label, title, clauses, and all that is said of it.
fn assert_told(set: &ProcessSet, process: &Process, items: &[&Item], language: Language) {
    for (_, node) in process.nodes() {
        let (label, title) = match &node.kind {
            NodeKind::Task(task) => (words::step_label(&task.step, language), &task.title),
            NodeKind::Decision(decision) if !decision.unstated => {
                (words::step_label(&decision.step, language), &decision.title)
            }
            NodeKind::Wait(wait) => (String::new(), &wait.title),
            _ => continue,
        };
        let (label, title) = (words::capitalised(&label), format!("«{title}»"));
        let is_it = |item: &&&Item| item.title.starts_with(&label) && item.title.ends_with(&title);
        let item = items.iter().find(is_it).unwrap_or_else(|| panic!("{label} {title}"));
        assert_eq!(item.cites, words::citations(&node.cites, language), "{label}");
        let text = [item.sentences.join(" "), item.points.join("\n")].join("\n");
        for fact in facts(set, &node.kind, language) {
            assert!(text.contains(&fact), "{label}: «{fact}» is not in: {text}");
        }
    }
}

#[test]
fn every_step_of_the_specs_is_told_with_its_performer_term_and_clause() {
    for set in regulations() {
        for language in Language::ALL {
            let reading = told(&set, language);
            for process in &set.processes {
                let items = items(&reading, &process.title);
                assert_told(&set, process, &items, language);
            }
        }
    }
}

/// The same of every construct of the language.
#[test]
fn every_construct_is_told() {
    for code in ["ru", "kk", "en"] {
        let set = set(&[&read(format!("tests/fixtures/languages/every-construct.{code}.reg"))]);
        for language in Language::ALL {
            let reading = told(&set, language);
            for process in &set.processes {
                assert_told(&set, process, &items(&reading, &process.title), language);
            }
        }
    }
}

/// A file's language is not seen in what is told of it, but for the titles, which are the same here.
#[test]
fn a_regulation_written_three_times_is_told_the_same() {
    let files = ["ru", "kk", "en"].map(|code| read(format!("tests/fixtures/languages/every-construct.{code}.reg")));
    let [one, two, three] = files.map(|file| reading::text(&told(&set(&[&file]), Language::Ru), 100));
    assert!(one == two && two == three);
}

/// The sums of the first regulation, worked out by hand: 15 minutes in the queue, 15 and 15 minutes, 7 hours
/// and 45 minutes are 8 hours and a half; 2, 10, 1 and 1 working days follow where the papers are complete.
#[test]
fn the_sums_of_the_medical_licence_are_those_worked_out_by_hand() {
    let calendar = read("specs/calendars/kz.reg");
    let set = set(&[&calendar, &read("specs/vko-2014-70/medical.reg")]);
    let ways = Ways::of(&set);
    let number = |procedure: &str, kind: Option<&str>| {
        let kind = kind.and_then(|kind| set.head.variant_named(kind));
        set.processes.iter().position(|process| process.procedure == procedure && process.variant == kind).unwrap()
    };
    let sum = |number: usize, outcome: &str| {
        let is_it = |end: &End| matches!(end, End::Outcome(id) if set.head.outcome(*id).unwrap().id == outcome);
        let (_, bundle) = ways.graph(number).unwrap().ends.iter().find(|(end, _)| is_it(end)).unwrap();
        assert_eq!(bundle.least.sum, bundle.greatest.sum);
        (bundle.count, bundle.least.sum.told(Language::Ru))
    };
    let office = number("выдача", None);
    assert_eq!(sum(office, "отказ-в-рассмотрении"), (1, "8 часов 30 минут".to_owned()));
    assert_eq!(sum(office, "лицензия"), (1, "14 рабочих дней + 8 часов 30 минут".to_owned()));
    assert_eq!(sum(office, "отказ"), (1, "14 рабочих дней + 8 часов 30 минут".to_owned()));
    // Through the centre a quarter of an hour comes before the office's work, or is all there is.
    let centre = number("цон", Some("переоформление"));
    assert_eq!(sum(centre, "данные-отсутствуют"), (1, "15 минут".to_owned()));
    assert_eq!(sum(centre, "результат-услуги"), (1, "9 рабочих дней + 8 часов 45 минут".to_owned()));
}

const OUTCOMES: &str = "reg 1 en\nregulation r «R»\noutcome done «Done» positive\noutcome no «No» negative\n";

/// What is told of the ways through a small procedure.
fn ways_of(body: &str) -> String {
    let set = set(&[&format!("{OUTCOMES}procedure p «P»\n{body}")]);
    let reading = told(&set, Language::En);
    let section = reading.sections.iter().find(|section| section.title == "Terms along the ways").unwrap();
    let section = Reading { sections: vec![section.clone()], ..reading.clone() };
    reading::text(&section, 1000)
}

/// Units are not turned into each other; minutes fill up hours only where there are hours.
#[test]
fn each_unit_is_summed_by_itself() {
    let text = ways_of(
        "action 1 «A»\nterm: 50 minutes\naction 2 «B»\nterm: 40 minutes\naction 3 «C»\nterm: 3 working days\n\
         action 4 «D»\nterm: 2 calendar days\naction 5 «E»\nterm: 72 hours consecutive\nresult: done\n",
    );
    assert!(text.contains("3 working days + 90 minutes + 72 hours consecutive"), "{text}");
    assert!(text.contains("2 calendar days"), "{text}");
    let text = ways_of("action 1 «A»\nterm: 50 minutes\naction 2 «B»\nterm: 1 hour 40 minutes\nresult: done\n");
    assert!(text.contains("1 way: 2 hours 30 minutes."), "{text}");
}

/// All branches: the longest counts, whatever its unit if it is surely longer; one is enough: the shortest.
#[test]
fn of_branches_the_longest_or_the_shortest_is_summed() {
    let body = |join: &str, one: &str, two: &str| {
        format!(
            "in parallel\nbranch «X»\naction 1 «A»\nterm: {one}\nbranch «Y»\naction 2 «B»\nterm: {two}\n{join}\n\
             action 3 «C»\nterm: 1 hour\nresult: done\n"
        )
    };
    let all = ways_of(&body("wait for all", "2 working days", "3 working days"));
    assert!(all.contains("1 way: 3 working days + 1 hour.") && !all.contains('*'), "{all}");
    let first = ways_of(&body("wait for first", "2 working days", "3 working days"));
    assert!(first.contains("1 way: 2 working days + 1 hour.") && !first.contains('*'), "{first}");
    let unlike = ways_of(&body("wait for all", "1 month", "3 working days"));
    assert!(unlike.contains("1 way: 1 month + 1 hour *.") && unlike.contains("different units"), "{unlike}");
}

/// A return is told by what one round of it adds, and no way goes over it.
#[test]
fn a_return_is_counted_by_its_round() {
    let text = ways_of(
        "action 1 «A»\nterm: 1 hour\ncondition 1 «Good?»\nno:\naction 2 «Mend»\nterm: 20 minutes\n\
         return to action 1, at most 2 times\nyes: next\naction 3 «C»\nterm: 1 working day\nresult: done\n",
    );
    assert!(text.contains("From filing to an end: 1 way."), "{text}");
    assert!(text.contains("condition 1: yes – 1 working day + 1 hour."), "{text}");
    assert!(text.contains("at most 2 times) is not in the sums; each time it adds: 1 hour 20 minutes."), "{text}");
}

/// An end that stands behind a return alone is on no way, and that is said.
#[test]
fn an_end_behind_a_return_is_told() {
    let text = ways_of(
        "action 1 «A»\ngo to action 3\naction 2 «B»\nterm: 1 hour\nresult: no\naction 3 «C»\ncondition 1 «Good?»\n\
         no: return to action 2, at most 1 time\nyes: next\naction 4 «D»\nresult: done\n",
    );
    assert!(text.contains("Only after a return may the procedure end so: «No»."), "{text}");
}

/// So many ways that no number holds them are counted without being followed.
#[test]
fn ways_without_number_are_counted() {
    let question = |n: usize| format!("condition {n} «Q{n}?»\nno: next\nyes: next\nend condition {n}\n");
    let few: String = (1..=4).map(question).collect();
    let text = ways_of(&format!("{few}action 1 «A»\nresult: done\n"));
    assert!(text.contains("From filing to an end: 16 ways. Not all of them are named"), "{text}");
    assert!(text.matches("condition 1: ").count() <= 12, "{text}");
    let many: String = (1..=400).map(question).collect();
    let text = ways_of(&format!("{many}action 1 «A»\nresult: done\n"));
    assert!(text.contains("more than 18446744073709551615 ways"), "{text}");
}

/// An hour of work in fifths of a minute of a common week, and a working day of eight of them.
const HOUR: u64 = 1260;
const DAY: u64 = 8 * HOUR;

/// How a way through parts of a procedure goes on, and its length.
type Gone = (Exit, u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    Next,
    Refused,
    Back,
}

fn exit(way: Way, in_branch: bool) -> Exit {
    match way {
        Way::Refused => Exit::Refused,
        Way::Back if !in_branch => Exit::Back,
        Way::Back | Way::Next => Exit::Next,
    }
}

/// Every way through parts, one by one.
fn gone(parts: &[Part], in_branch: bool) -> Vec<Gone> {
    let mut ways = vec![(Exit::Next, 0)];
    for part in parts {
        let next = of_part(part, in_branch);
        let go_on = |(exit, length): Gone| match exit {
            Exit::Next => next.iter().map(|(exit, more)| (*exit, length + more)).collect(),
            _ => vec![(exit, length)],
        };
        ways = ways.into_iter().flat_map(go_on).collect();
    }
    ways
}

fn of_part(part: &Part, in_branch: bool) -> Vec<Gone> {
    match part {
        Part::Step(hours) => vec![(Exit::Next, u64::from(*hours) * HOUR)],
        Part::Condition { no, no_ends, yes_ends } => {
            let end = exit(*no_ends, in_branch);
            let no = gone(no, in_branch).into_iter();
            let no = no.map(|(exit, length)| (if exit == Exit::Next { end } else { exit }, length));
            no.chain([(exit(*yes_ends, in_branch), 0)]).collect()
        }
        Part::Wait { days, expiry } => {
            let length = u64::from(*days) * DAY;
            vec![(Exit::Next, length), (exit(*expiry, in_branch), length)]
        }
        Part::Parallel { branches, first } => {
            let of_branch =
                |branch: &Vec<Part>| gone(if branch.is_empty() { &[Part::Step(1)] } else { branch.as_slice() }, true);
            together(branches.iter().map(of_branch).collect(), *first)
        }
    }
}

/// Branches side by side: one way of each, or an end in one of them.
fn together(branches: Vec<Vec<Gone>>, first: bool) -> Vec<Gone> {
    let ends: Vec<Gone> = branches.iter().flatten().copied().filter(|(exit, _)| *exit != Exit::Next).collect();
    let arriving = branches.into_iter().map(|ways| {
        let arrives = ways.into_iter().filter(|(exit, _)| *exit == Exit::Next);
        arrives.map(|(_, length)| length).collect::<Vec<_>>()
    });
    let arriving: Vec<_> = arriving.filter(|ways| !first || !ways.is_empty()).collect();
    let mut lengths: Vec<Option<u64>> = vec![None];
    for ways in &arriving {
        let both = |known: Option<u64>, length: u64| match known {
            None => length,
            Some(known) if first => known.min(length),
            Some(known) => known.max(length),
        };
        lengths = lengths.iter().flat_map(|known| ways.iter().map(move |length| Some(both(*known, *length)))).collect();
    }
    ends.into_iter().chain(lengths.into_iter().flatten().map(|length| (Exit::Next, length))).collect()
}

/// The bundle says of ways what a list of all of them says.
fn assert_counted(bundle: Option<&Bundle>, mut lengths: Vec<u64>) {
    lengths.sort_unstable();
    let Some(bundle) = bundle else { return assert!(lengths.is_empty()) };
    assert_eq!(bundle.count, lengths.len() as u128);
    assert_eq!(Some(&bundle.least.sum.weight()), lengths.first());
    assert_eq!(Some(&bundle.greatest.sum.weight()), lengths.last());
    let mut few: Vec<_> = bundle.few.iter().map(|way| way.sum.weight()).collect();
    few.sort_unstable();
    assert_eq!(few, if lengths.len() > reading::FEW { Vec::new() } else { lengths });
}

proptest! {
    #![proptest_config(random(300))]

    /// Counting ways without following them comes to what following each of them does.
    #[test]
    fn ways_are_counted_as_if_each_were_followed(parts in parts()) {
        let set = set(&[&procedure(&parts).text]);
        let all = gone(&parts, false);
        prop_assume!(all.len() < 5_000);
        let lengths = |wanted: Exit| all.iter().filter(|(exit, _)| *exit == wanted).map(|(_, length)| *length).collect();
        let ways = Ways::of(&set);
        let found = ways.graph(0).unwrap();
        let bundle = |outcome: &str| {
            let is_it = |end: &End| matches!(end, End::Outcome(id) if set.head.outcome(*id).unwrap().id == outcome);
            found.ends.iter().find(|(end, _)| is_it(end)).map(|(_, bundle)| bundle)
        };
        assert_counted(bundle("выдано"), lengths(Exit::Next));
        assert_counted(bundle("отказ"), lengths(Exit::Refused));
        // Every return leads to the first step, so the rounds are the ways to the returns.
        if found.more_rounds == 0 {
            let back: Vec<u64> = lengths(Exit::Back);
            let rounds: Vec<_> = found.rounds.iter().filter_map(|round| round.ways.as_ref()).collect();
            prop_assert_eq!(rounds.iter().map(|round| round.count).sum::<u128>(), back.len() as u128);
            let least = rounds.iter().map(|round| round.least.sum.weight()).min();
            let greatest = rounds.iter().map(|round| round.greatest.sum.weight()).max();
            prop_assert_eq!((least.as_ref(), greatest.as_ref()), (back.iter().min(), back.iter().max()));
        }
    }
}

/// A page of HTML is well-formed, says its language, and holds nothing but what is told.
#[test]
fn html_is_one_well_formed_page() {
    for set in regulations() {
        for language in Language::ALL {
            let html = reading::html(&told(&set, language));
            let page = parsed(&html);
            assert_eq!(page.root_element().attribute("lang"), Some(language.code()));
            for node in page.descendants().filter(roxmltree::Node::is_element) {
                let known = "html head meta title style body h1 h2 h3 p ul ol li b span br";
                assert!(known.split(' ').any(|known| node.has_tag_name(known)), "{node:?}");
                let needs = ["src", "href", "style", "onload"];
                assert!(needs.iter().all(|name| node.attribute(*name).is_none()), "{node:?}");
            }
            assert_eq!(html, reading::html(&told(&set, language)));
        }
    }
}

fn parsed(html: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(html, options).unwrap()
}

/// Titles that look like markup are told as they are.
#[test]
fn titles_are_no_markup() {
    let title = "</li><script>alert('x')</script> & *bold* [a](b) ]]> \\ `c` <!-- 1. # - x";
    let text = format!(
        "{OUTCOMES}participant who «{title}»\nprocedure p «{title}»\naction 1 «{title}»\nperformed by: who\n\
         sends to: who «{title}»\nterm: 1 hour\nresult: done\n"
    );
    let reading = told(&set(&[&text]), Language::En);
    let html = reading::html(&reading);
    let page = parsed(&html);
    assert!(page.descendants().all(|node| !node.has_tag_name("script") && !node.is_comment()));
    let bold = page.descendants().find(|node| node.has_tag_name("b")).and_then(|node| node.text()).unwrap();
    assert!(bold.ends_with(&format!("Action 1 «{title}»")), "{bold}");
    let markdown = reading::markdown(&reading);
    assert!(!markdown.contains('<'), "{markdown}");
    assert!(markdown.contains("\\*bold\\*") && markdown.contains("\\[a\\](b)"), "{markdown}");
}

/// No line of the text is wider than it may be, unless a word is.
#[test]
fn text_keeps_to_its_width() {
    for set in regulations() {
        let reading = told(&set, Language::Kk);
        for line in reading::text(&reading, 72).lines() {
            assert!(line.chars().count() <= 72 || line.trim().split(' ').count() <= 2, "{line}");
        }
    }
}

/// The command: what is chosen, the forms, and the file it writes.
#[test]
fn the_command_tells_what_is_asked_for() {
    let file = "tests/fixtures/languages/every-construct.ru.reg";
    let all = run(regc().args(["read", file, "--procedure", "p", "--variant", "issue"]));
    assert_eq!(all.code, 0, "{}", all.stderr);
    assert!(all.stdout.contains("\nПорядок «Main»\n") && !all.stdout.contains("\nПорядок «Called»\n"));
    assert!(!all.stdout.contains("Вид услуги: "), "of one kind nothing is told by kinds");
    let english = run(regc().args(["read", file, "--lang", "en", "--format", "md"]));
    assert!(english.stdout.starts_with("# ") && english.stdout.contains("\n## Procedure "), "{}", english.stdout);
    let unknown = run(regc().args(["read", file, "--procedure", "нет-такого"]));
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));

    let folder = TempDir::new().unwrap();
    let path = crate::support::root().join(file);
    let written = run(regc_in(folder.path()).arg("read").arg(&path).args(["-o", "act.html"]));
    assert_eq!((written.code, written.stdout.as_str()), (0, ""));
    assert!(fs::read_to_string(folder.path().join("act.html")).unwrap().starts_with("<!DOCTYPE html>"));
}

/// A limit is told with its measure, its clause and what is proved of it: five working days for just as many.
#[test]
fn limits_are_told_with_their_verdict() {
    let set = set(&[&read("specs/calendars/kz.reg"), &read("tests/fixtures/readme/archive.reg")]);
    let reading = told_with(&set, &prove_all(&set), Language::Ru);
    let items = items(&reading, "Выдача архивной справки");
    let limit = items.iter().find(|item| item.title == "Общий срок").unwrap();
    assert_eq!(
        (limit.cites.as_str(), limit.sentences.as_slice()),
        ("п. 3", &["5 рабочих дней с окончания действия 1.".to_owned()][..])
    );
    assert!(limit.points.iter().any(|point| point == "вывод: срок выдерживается"), "{:?}", limit.points);
    assert!(limit.points.iter().any(|point| point.ends_with("запаса времени нет")), "{:?}", limit.points);
}

/// What an author lets stand is told with its reason and its place.
#[test]
fn acceptances_are_told() {
    let out = run(regc().args(["read", "specs/zhambyl-2015-173/medical.reg", "--lang", "ru"])).stdout;
    let (_, accepted) = out.split_once("Что автор файла принял как есть").unwrap();
    assert!(
        accepted.contains("R0403") && accepted.contains("действие 4") && accepted.contains("причина: "),
        "{accepted}"
    );
}

/// What breaks a procedure off is the event that it names; the event does not wait for the end of what follows.
#[test]
fn the_event_of_an_interruption_is_the_interruption() {
    let set = set(&["reg 1 en
regulation r «Review»
participant office «Office»
outcome issued «Issued»
outcome gone «Withdrawn» negative
event recall «Recall of the application»
event payment «Payment»
procedure p «Procedure»
  action 1 «Receipt»
    performed by: office
    event: payment
    result: issued
  at any time «Withdrawal»:
    event: recall
    action 2 «Return of the papers»
      performed by: office
    finish: gone
"]);
    let told_of = [
        (
            Language::Ru,
            "Это и есть событие «Recall of the application».",
            "С завершением наступает событие: «Payment».",
        ),
        (Language::Kk, "Бұл – «Recall of the application» оқиғасы.", "Аяқталғанда мына оқиға болады: «Payment»."),
        (
            Language::En,
            "This is the event «Recall of the application».",
            "With its completion this event happens: «Payment».",
        ),
    ];
    for (language, is, happens) in told_of {
        let reading = told(&set, language);
        let sentences: Vec<&String> = items(&reading, "Procedure").iter().flat_map(|item| &item.sentences).collect();
        let with = |event: &str| sentences.iter().filter(|one| one.contains(event)).map(|one| one.as_str()).collect();
        let (recall, payment): (Vec<&str>, Vec<&str>) = (with("Recall"), with("«Payment»"));
        assert_eq!((recall, payment), (vec![is], vec![happens]));
    }
}
