//! What an editor shows of the word under the mouse.

use std::collections::HashSet;
use std::path::Path;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Range};

use super::across::Found;
use super::desk::Desk;
use super::entry::Entry;
use super::names::{Occurrence, Thing};
use super::rows::{Row, Word, rows};
use crate::graph::{Node, NodeId, NodeKind, Process, ProcessSet};
use crate::keywords::{self, Keyword};
use crate::language::Language;
use crate::model::{Anchor, Case, Limit, StepRef, VariantId};
use crate::report::desk as words;
use crate::rule::rule;
use crate::run::Plan;

/// Of so many cases it is told when they come to a step.
const MAX_CASES: usize = 3;

/// So many cases of a file are tried for that.
const MAX_TRIED: usize = 100;

/// As many lines of a declaration are shown.
const MAX_LINES: usize = 16;

/// What is shown of the word at an offset.
pub fn hover(desk: &mut Desk, path: &Path, offset: u32) -> Option<Hover> {
    let language = desk.language.or(Some(desk.entry(path)?.tree.language))?;
    let (range, text) = named(desk, path, offset, language).or_else(|| word(desk, path, offset, language))?;
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text });
    Some(Hover { contents, range: Some(range) })
}

// ---- Names

fn named(desk: &mut Desk, path: &Path, offset: u32, language: Language) -> Option<(Range, String)> {
    let here = desk.named(path, offset)?;
    let range = desk.entry(path)?.range(here.span);
    let home = desk.home(path, &here.thing);
    let declared = desk.occurrences(&home).into_iter().find(|one| one.declares && one.thing == here.thing)?;
    let mut text = match &here.thing {
        Thing::Named(namespace, _) => format!("**{}**\n\n", words::sort(*namespace, language)),
        _ => String::new(),
    };
    text += &declaration(desk, &Found { path: home.clone(), occurrence: declared })?;
    if let Thing::Step(procedure, step) = &here.thing {
        let unit = desk.entry(path)?.unit()?;
        if let Some(set) = &unit.processes {
            text += &of_step(set, procedure, step, language);
        }
        text += &in_cases(desk, path, (offset, &home, &here.thing), (procedure, step), language);
    }
    Some((range, text))
}

/// The lines that declare something, as they are written: a step with what belongs to it.
fn declaration(desk: &Desk, found: &Found) -> Option<String> {
    let entry = desk.entry(&found.path)?;
    let file = entry.file()?;
    let rows = rows(file, entry.source);
    let Occurrence { span, thing, .. } = &found.occurrence;
    let at = rows.iter().position(|row| row.span.start <= span.start && span.end <= row.span.end)?;
    let first = rows.get(at)?;
    let with_lines = !matches!(thing, Thing::Named(..) | Thing::Overall(_) | Thing::Limit(..));
    let under = |row: &&Row| row.level == first.level + 1 && !row.is_empty && is_attribute(row);
    let more = rows.iter().skip(at + 1).take_while(under).take(if with_lines { MAX_LINES } else { 0 });
    let lines = std::iter::once(first).chain(more).map(|row| {
        let text = file.slice(row.span);
        format!("{}{text}\n", if row.level > first.level { "  " } else { "" })
    });
    Some(format!("```reg\n{}```\n", lines.collect::<String>()))
}

fn is_attribute(row: &Row) -> bool {
    let position = row.keyword.and_then(Keyword::entry).map(|entry| entry.position);
    matches!(position, Some(keywords::Position::Attribute | keywords::Position::BlockOrAttribute))
        && !matches!(row.keyword, Some(Keyword::Yes | Keyword::No | Keyword::Finish | Keyword::HandOver))
}

// ---- Steps

fn of_step(set: &ProcessSet, procedure: &str, step: &StepRef, language: Language) -> String {
    let (mut lines, mut limits, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
    for process in set.of_procedure(procedure) {
        let Some((id, node)) = find(process, step) else { continue };
        kinds.push(process.variant);
        for line in words::step(set, node, language) {
            add(&mut lines, line, process.variant);
        }
        for limit in process.limits.iter().filter(|limit| counts(process, id, limit)) {
            add(&mut limits, words::counts_in(set, limit, language), process.variant);
        }
    }
    let told = |(line, of): &(String, Vec<Option<VariantId>>)| {
        let only = if of.len() < kinds.len() { words::only(set, of, language) } else { String::new() };
        format!("- {line}{only}\n")
    };
    let mut text: String = lines.iter().map(told).collect();
    if !limits.is_empty() {
        text.extend(["\n", &words::counts_in_heading(language), "\n"]);
        text.extend(limits.iter().map(told));
    }
    text
}

/// Adds a line that holds for a kind of the service, once for all kinds of which it is the same.
fn add(lines: &mut Vec<(String, Vec<Option<VariantId>>)>, line: String, kind: Option<VariantId>) {
    match lines.iter_mut().find(|(known, _)| *known == line) {
        Some((_, kinds)) if !kinds.contains(&kind) => kinds.push(kind),
        Some(_) => {}
        None => lines.push((line, vec![kind])),
    }
}

/// When cases come to a step: the one that the place stands in; elsewhere the first ones of the open files.
fn in_cases(
    desk: &Desk,
    path: &Path,
    (offset, home, thing): (u32, &Path, &Thing),
    (procedure, step): (&str, &StepRef),
    language: Language,
) -> String {
    let others = desk.opened().map(|(other, _)| other).filter(|other| *other != path);
    let units = std::iter::once(path).chain(others).filter(|other| desk.home(other, thing) == home);
    let mut dates = Vec::new();
    for other in units {
        let Some(entry) = desk.entry(other) else { continue };
        let Some(unit) = entry.unit().filter(|unit| unit.is_sound()) else { continue };
        let Some(set) = &unit.processes else { continue };
        let around = if other == path { around(entry, &unit.cases, offset) } else { None };
        let cases: Vec<&Case> = around.map_or_else(|| unit.cases.iter().collect(), |case| vec![case]);
        let room = MAX_CASES.saturating_sub(dates.len());
        let plan = Plan::of(set);
        let told = cases.into_iter().take(MAX_TRIED).filter_map(|case| {
            let ran = plan.run(case).ok()?;
            words::dates_in(set, case, &ran, procedure, step)
        });
        dates.extend(told.take(room));
    }
    if dates.is_empty() {
        return String::new();
    }
    format!("\n{}\n{}", words::dates_heading(language), dates.concat())
}

/// The case that a place stands in: the one whose line begins the last block before the place.
fn around<'a>(entry: &Entry, cases: &'a [Case], offset: u32) -> Option<&'a Case> {
    let rows = rows(entry.file()?, entry.source);
    let begins = |row: &&Row| row.level == 0 && !row.is_empty && row.span.start <= offset;
    let block = rows.iter().rev().find(begins)?.span;
    cases.iter().find(|case| block.start <= case.span.start && case.span.start <= block.end)
}

/// The node of a step.
fn find<'a>(process: &'a Process, step: &StepRef) -> Option<(NodeId, &'a Node)> {
    process.nodes().find(|(_, node)| node.kind.label().is_some_and(|label| label.is(step)))
}

/// Whether a case may come by a node after a limit began to run and before it stops.
fn counts(process: &Process, node: NodeId, limit: &Limit) -> bool {
    let behind = limit.from.events().any(|event| match places(process, event) {
        None => true,
        Some(places) => places.iter().any(|(at, by_end)| leads(process, *at, node, *by_end)),
    });
    let ahead = limit.until.events().any(|event| match places(process, event) {
        None => true,
        Some(places) => places.iter().any(|(at, by_end)| leads(process, node, *at, !*by_end)),
    });
    behind && ahead
}

/// The nodes at which an event happens, and whether at their ends; [`None`] where it happens anywhere or outside.
fn places(process: &Process, event: &Anchor) -> Option<Vec<(NodeId, bool)>> {
    let of_step = |step: &StepRef, by_end| find(process, step).map(|(id, _)| (id, by_end)).into_iter().collect();
    match event {
        Anchor::StartOf(step) => Some(of_step(step, false)),
        Anchor::EndOf(step) => Some(of_step(step, true)),
        Anchor::Event(event) => {
            let happens = |node: &Node| match &node.kind {
                NodeKind::Task(task) => task.events.contains(event),
                NodeKind::Wait(wait) => wait.events.contains(event),
                NodeKind::Interrupt(interrupt) => interrupt.events.contains(event),
                _ => false,
            };
            let found: Vec<_> = process.nodes().filter(|(_, node)| happens(node)).map(|(id, _)| (id, true)).collect();
            (!found.is_empty()).then_some(found)
        }
        Anchor::Filing | Anchor::Completion | Anchor::Earlier(_) | Anchor::Later(_) => None,
    }
}

/// Whether one node leads to another; `strictly` not to itself, unless by a return.
fn leads(process: &Process, from: NodeId, to: NodeId, strictly: bool) -> bool {
    if from == to && !strictly {
        return true;
    }
    let mut seen = HashSet::new();
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        for edge in process.outgoing(node) {
            if edge.to == to {
                return true;
            }
            if seen.insert(edge.to) {
                open.push(edge.to);
            }
        }
    }
    false
}

// ---- Words of the language

fn word(desk: &Desk, path: &Path, offset: u32, language: Language) -> Option<(Range, String)> {
    let entry = desk.entry(path)?;
    let rows = rows(entry.file()?, entry.source);
    let row = rows.iter().find(|row| row.span.start <= offset && offset <= row.span.end)?;
    let (word, span) = row.words.iter().find(|(_, span)| span.start <= offset && offset <= span.end)?;
    let text = match word {
        Word::Keyword(keyword) => meaning(*keyword, language),
        Word::Code => page(entry.sources.slice(*span), language)?,
        Word::Number | Word::Title | Word::Name => return None,
    };
    Some((entry.range(*span), text))
}

/// What a word means, and how it is spelled in each language.
fn meaning(keyword: Keyword, language: Language) -> String {
    let title = keywords::printed(keyword.canonical(language));
    let told = keywords::meaning(keyword, language).map(|told| format!("{told}\n\n")).unwrap_or_default();
    format!("**{title}**\n\n{told}{}", words::spellings(keyword, language))
}

/// The page of a rule.
fn page(code: &str, language: Language) -> Option<String> {
    let page = rule(&code.to_uppercase())?.page(language)?;
    Some(format!("**{}**\n\n{}", page.title(), page.body()))
}
