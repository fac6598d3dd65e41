//! What the author of the file lets stand, with the reasons.

use super::{Section, Told, points, section, steps};
use crate::acceptance::Acceptance;
use crate::graph::{NodeKind, Process};
use crate::report::message::say;
use crate::rule::rule;
use crate::source::Span;

/// The acceptances, if there are any.
pub fn section_of(told: &Told<'_>) -> Option<Section> {
    let language = told.language;
    let title = say!(
        language,
        "Что автор файла принял как есть",
        "Файл авторы сол қалпында қабылдағандар",
        "What the author of the file lets stand"
    );
    let each = told.acceptances.iter().map(|acceptance| {
        let Acceptance { code, reason, covers, .. } = acceptance;
        let rule = rule(code).and_then(|rule| rule.page(language)).map(|page| page.title().to_owned());
        let rule = rule.unwrap_or_default();
        let place = place(told, *covers).map(|place| format!(" ({place})")).unwrap_or_default();
        say!(
            language,
            "{code}, {rule}{place}; причина: «{reason}»",
            "{code}, {rule}{place}; себебі: «{reason}»",
            "{code}, {rule}{place}; reason: «{reason}»"
        )
    });
    section(2, title, points(each.collect()).into_iter().collect())
}

/// The step or procedure that an acceptance stands in.
fn place(told: &Told<'_>, covers: Span) -> Option<String> {
    let within = |span: Span| span.source == covers.source && (covers.start..covers.end).contains(&span.start);
    let processes = &told.set.processes;
    if let Some(process) = processes.iter().find(|process| within(process.span)) {
        return Some(process.title.clone());
    }
    let of = |process: &Process| {
        let mut nodes = process.nodes().filter(|(_, node)| within(node.span) && !matches!(node.kind, NodeKind::End(_)));
        let step = nodes.next().map(|(_, node)| steps::label(node, told.language))?;
        Some(format!("{}, {step}", process.title))
    };
    processes.iter().find_map(of)
}
