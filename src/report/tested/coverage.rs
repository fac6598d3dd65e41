//! How much of a regulation its cases come to, for people: a table of the graphs, then what is missing with the
//! cases to be added.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};

use super::super::message::say;
use super::super::{case, trace};
use super::{Layout, graph};
use crate::coverage::{Item, Measure, Missing, Part, Plan, Planned};
use crate::graph::{End, NodeKind, Process, ProcessSet};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::tested::TestedRegulation;
use crate::words;

/// The table and what is missing.
pub fn human(tested: &TestedRegulation<'_>, layout: Layout) -> String {
    let language = layout.language;
    let name = tested.file.name();
    let title = say!(language, "покрытие: {name}", "қамту: {name}", "coverage: {name}");
    format!("{title}\n{}\n{}", table(tested, layout), missing(tested, language))
}

fn table(tested: &TestedRegulation<'_>, layout: Layout) -> Table {
    let language = layout.language;
    let header = [
        say!(language, "порядок", "тәртіп", "procedure"),
        say!(language, "шаги", "қадамдар", "steps"),
        say!(language, "ветви", "тарамдар", "branches"),
        say!(language, "исходы", "нәтижелер", "outcomes"),
    ];
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(layout.width).unwrap_or(u16::MAX)).set_header(header);
    for one in &tested.coverage.graphs {
        let shares = Measure::ALL.map(|measure| {
            let share = one.share(measure);
            match share.total {
                0 => "–".to_owned(),
                total => format!("{}/{total} · {} %", share.covered, share.percent()),
            }
        });
        table.add_row(std::iter::once(graph(tested.coverage.set, one.process)).chain(shares));
    }
    table
}

/// What is missing: first what the cases to be added come to, with each of them, then what none was found for.
fn missing(tested: &TestedRegulation<'_>, language: Language) -> String {
    let set = tested.coverage.set;
    let told = |missing: &Missing| {
        let process = set.processes.get(missing.graph)?;
        Some(format!("  {}: {}\n", graph(set, process), item(set, process, missing.item, language)))
    };
    let list =
        |case| -> String { tested.plan.missing.iter().filter(|one| one.case == case).filter_map(told).collect() };
    let mut text = String::new();
    for (index, block) in blocks(set, &tested.plan, tested.words).into_iter().enumerate() {
        text += &say!(
            language,
            "\nне пройдено; пройдёт новый случай:\n",
            "\nөтілмеген; жаңа жағдай өтеді:\n",
            "\nnot covered; a new case would cover:\n"
        );
        text = text + &list(Some(index)) + "\n" + &block;
    }
    let none = list(None);
    if !none.is_empty() {
        text += &if tested.plan.is_full() {
            say!(
                language,
                "\nне пройдено; сначала добавьте эти случаи:\n",
                "\nөтілмеген; алдымен осы жағдайларды қосыңыз:\n",
                "\nnot covered; add these cases first:\n"
            )
        } else {
            say!(
                language,
                "\nне пройдено; случай не найден:\n",
                "\nөтілмеген; жағдай табылмады:\n",
                "\nnot covered; no case was found:\n"
            )
        };
        text += &none;
    }
    text
}

/// The blocks of the cases to be added, each with a title of its own.
#[must_use]
pub fn blocks(set: &ProcessSet, plan: &Plan, words: Language) -> Vec<String> {
    let mut taken = plan.taken.clone();
    let block = |planned: &Planned| {
        let title = case::free_title(&title(set, planned, words), |title| taken.contains(title));
        let block = case::block(set, &planned.case, &title, words);
        taken.insert(title);
        block
    };
    plan.cases.iter().map(block).collect()
}

/// The title of a case to be added: the procedure and what it comes to.
fn title(set: &ProcessSet, planned: &Planned, words: Language) -> String {
    let Some(process) = set.processes.get(planned.graph) else { return String::new() };
    format!("{}: {}", graph(set, process), item(set, process, planned.item, words))
}

/// What a case comes to, in words: `условие 1 «Пакет полный?» – нет`.
#[must_use]
pub fn item(set: &ProcessSet, process: &Process, item: Item, language: Language) -> String {
    let Some(node) = process.node(item.node) else { return String::new() };
    let answer = match item.part {
        Part::Branch(index) => process.outgoing(item.node).get(index).and_then(|edge| edge.edge.answer.clone()),
        Part::Step | Part::Outcome => None,
    };
    let step = match &node.kind {
        NodeKind::Task(task) if task.step.name.is_none() => format!("«{}»", task.title),
        NodeKind::Task(task) => format!("{} «{}»", words::step_label(&task.step, language), task.title),
        NodeKind::Decision(decision) if decision.unstated => {
            say!(language, "выбор исхода", "нәтижені таңдау", "choice of outcome")
        }
        NodeKind::Decision(decision) => {
            format!("{} «{}»", words::step_label(&decision.step, language), decision.title)
        }
        NodeKind::Wait(wait) => format!("{} «{}»", Keyword::WaitReply.canonical(language), wait.title),
        NodeKind::Call(call) => format!("{} «{}»", Keyword::Procedure.canonical(language), call.title),
        NodeKind::HandOver(hand_over) => {
            format!("{} «{}»", Keyword::HandOver.canonical(language), hand_over.title)
        }
        NodeKind::Interrupt(interrupt) => format!("{} «{}»", Keyword::AnyTime.canonical(language), interrupt.title),
        NodeKind::End(end) => outcome(set, *end, language),
        NodeKind::Start | NodeKind::Fork | NodeKind::ForEach(_) | NodeKind::Join(_) => String::new(),
    };
    match answer {
        Some(answer) => format!("{step} – {}", trace::answer(set, &answer, language)),
        None => step,
    }
}

fn outcome(set: &ProcessSet, end: End, language: Language) -> String {
    let end = trace::end(set, end, language);
    say!(language, "исход «{end}»", "нәтиже «{end}»", "outcome «{end}»")
}
