//! A procedure: its head, who takes part, how it may end, its steps, its ways and its limits.

use std::collections::HashSet;

use super::ways::Ways;
use super::{Block, Section, Told, limits, merge, points, roles, section, steps, stopped, told as ways_told};
use crate::graph::{NodeKind, Process};
use crate::model::Diagram;
use crate::report::message::say;
use crate::run::is_favourable;
use crate::words;

/// The sections of a procedure, of all kinds of the service that it is to be told for.
pub fn sections(told: &Told<'_>, processes: &[&Process], ways: &Ways) -> Vec<Section> {
    let language = told.language;
    let Some(process) = processes.first() else { return Vec::new() };
    let title = &process.title;
    let title = say!(language, "Порядок «{title}»", "«{title}» тәртібі", "Procedure «{title}»");
    let items = processes.iter().map(|process| (process.variant, steps::items(told, process))).collect();
    let parts = [
        (
            say!(language, "Кто участвует", "Кімдер қатысады", "Who takes part"),
            merge::blocks(told, processes, |process| roles::blocks(told, process)),
        ),
        (
            say!(language, "Чем может завершиться", "Немен аяқталуы мүмкін", "How it may end"),
            merge::blocks(told, processes, |process| ends(told, process)),
        ),
        (say!(language, "По шагам", "Қадамдар бойынша", "Step by step"), vec![Block::Steps(merge::items(told, items))]),
        (
            say!(language, "Сроки по путям", "Жолдар бойынша мерзімдер", "Terms along the ways"),
            merge::blocks(told, processes, |process| ways_told::blocks(told, process, ways)),
        ),
        (
            say!(language, "Пределы", "Шекті мерзімдер", "Limits"),
            merge::blocks(told, processes, |process| limits::blocks(told, process)),
        ),
    ];
    let head = Section { level: 2, title, blocks: vec![Block::Points(head(told, processes, process))] };
    std::iter::once(head).chain(parts.into_iter().filter_map(|(title, blocks)| section(3, title, blocks))).collect()
}

/// The clauses, where the application is filed, the annexes, the kinds of the service.
fn head(told: &Told<'_>, processes: &[&Process], process: &Process) -> Vec<String> {
    let language = told.language;
    let mut points = Vec::new();
    let cites = words::citations(&process.cites, language);
    if !cites.is_empty() {
        points.push(stopped(say!(language, "Основание: {cites}", "Негізі: {cites}", "Laid down in: {cites}")));
    }
    let filed = process.channel.map(|channel| steps::names(told, &[channel]));
    points.push(match filed {
        Some(through) => say!(
            language,
            "Начинается с подачи заявления; оно подаётся через: {through}.",
            "Өтініш беруден басталады; өтініш мына арқылы беріледі: {through}.",
            "Begins when the application is filed; it is filed through: {through}."
        ),
        None => say!(
            language,
            "Начинается с подачи заявления.",
            "Өтініш беруден басталады.",
            "Begins when the application is filed."
        ),
    });
    let callers = callers(told, process).join(", ");
    if !callers.is_empty() {
        points.push(say!(
            language,
            "Выполняется и как часть порядка: {callers}.",
            "Мына тәртіптің бөлігі ретінде де орындалады: {callers}.",
            "Carried out as part of another procedure too: {callers}."
        ));
    }
    let annex =
        |Diagram { annex, .. }: &Diagram| say!(language, "приложение {annex}", "{annex}-қосымша", "annex {annex}");
    let annexes = process.diagrams.iter().map(annex).collect::<Vec<_>>().join(", ");
    if !annexes.is_empty() {
        points.push(say!(
            language,
            "Чертёж в акте: {annexes}.",
            "Актідегі сызбасы: {annexes}.",
            "Drawn in the act: {annexes}."
        ));
    }
    let kinds: Vec<_> = processes.iter().filter_map(|process| process.variant).collect();
    let names = merge::kinds_of(told, &kinds);
    if !kinds.is_empty() {
        points.push(say!(
            language,
            "Рассказан для видов услуги: {names}.",
            "Мына қызмет түрлері үшін баяндалған: {names}.",
            "Told for these kinds of the service: {names}."
        ));
    }
    points
}

/// The titles of the procedures that call one, in quotation marks.
fn callers(told: &Told<'_>, process: &Process) -> Vec<String> {
    let calls = |caller: &&Process| {
        caller
            .nodes()
            .any(|(_, node)| matches!(&node.kind, NodeKind::Call(call) if call.procedure == process.procedure))
    };
    let mut titles: Vec<_> =
        told.set.processes.iter().filter(calls).map(|caller| format!("«{}»", caller.title)).collect();
    titles.dedup();
    titles
}

/// The ends of a process: its own, those of procedures that it calls, and those that a limit brings about.
fn ends(told: &Told<'_>, process: &Process) -> Vec<Block> {
    let language = told.language;
    let mut ends = Vec::new();
    let mut known = HashSet::new();
    let mut add = |text: String| {
        if known.insert(text.clone()) {
            ends.push(text);
        }
    };
    for (_, node) in process.nodes() {
        match &node.kind {
            NodeKind::End(how) => {
                let (title, cites) = (ways_told::end_title(told, *how), super::bracketed(&node.cites, language));
                add(format!("{title} – {}{cites}", kind(is_favourable(told.set, *how), told)));
            }
            NodeKind::HandOver(hand_over) => {
                let name = &hand_over.title;
                add(say!(
                    language,
                    "как завершится порядок «{name}», если дело перенаправлено",
                    "іс қайта жолданса, «{name}» тәртібі қалай аяқталса, солай",
                    "as the procedure «{name}» ends, if the case is redirected"
                ));
            }
            NodeKind::Call(call) => {
                let called = told.set.find(&call.procedure, process.variant);
                let name = &call.title;
                let of = called.into_iter().flat_map(Process::nodes);
                for (_, node) in of {
                    let NodeKind::End(how) = &node.kind else { continue };
                    if is_favourable(told.set, *how) {
                        continue;
                    }
                    let (title, cites) = (ways_told::end_title(told, *how), super::bracketed(&node.cites, language));
                    let kind = kind(false, told);
                    add(say!(
                        language,
                        "{title} – {kind}{cites}, если так завершится порядок «{name}»",
                        "{title} – {kind}{cites}, егер «{name}» тәртібі солай аяқталса",
                        "{title} – {kind}{cites}, if the procedure «{name}» ends so"
                    ));
                }
            }
            _ => {}
        }
    }
    for limit in &process.limits {
        let Some(expiry) = &limit.expiry else { continue };
        let how = expiry.outcome.map_or(crate::graph::End::TacitConsent, crate::graph::End::Outcome);
        let (title, name) = (ways_told::end_title(told, how), words::limit_name(&limit.name, language));
        let cites = super::bracketed(&expiry.cites, language);
        add(say!(
            language,
            "{title}, если истечёт {name}{cites}",
            "{title}, егер мына мерзім өтсе: {name}{cites}",
            "{title}, if this expires: {name}{cites}"
        ));
    }
    points(ends).into_iter().collect()
}

fn kind(favourable: bool, told: &Told<'_>) -> String {
    if favourable {
        say!(told.language, "исход положительный", "нәтижесі оң", "a positive outcome")
    } else {
        say!(told.language, "исход отрицательный", "нәтижесі теріс", "a negative outcome")
    }
}
