//! Running totals: what a case has taken by terms when it has been through a step, written behind the step's line.

use std::collections::BTreeMap;

use lsp_types::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};

use super::entry::Entry;
use crate::language::Language;
use crate::reading::{Sum, Ways, length};
use crate::report::desk as words;
use crate::source::Span;

/// The hints of a file within a range.
pub fn hints(entry: &Entry, within: Range, language: Language) -> Option<Vec<InlayHint>> {
    let unit = entry.unit()?;
    let Some(set) = unit.provable() else { return Some(Vec::new()) };
    let ways = Ways::of(set);
    // A step stands in the graphs of several kinds of the service.
    let mut sums: BTreeMap<Span, (Sum, Sum)> = BTreeMap::new();
    for (number, process) in set.processes.iter().enumerate() {
        for (id, least, greatest) in ways.graph(number).map(|graph| graph.reached.as_slice()).unwrap_or_default() {
            let Some(node) = process.node(*id).filter(|node| !length(node).is_empty()) else { continue };
            let sum = sums.entry(node.span).or_insert_with(|| (least.clone(), greatest.clone()));
            if least.weight() < sum.0.weight() {
                sum.0 = least.clone();
            }
            if greatest.weight() > sum.1.weight() {
                sum.1 = greatest.clone();
            }
        }
    }
    let hints = sums.into_iter().map(|(span, (least, greatest))| InlayHint {
        position: entry.range(span).end,
        label: InlayHintLabel::String(words::total(&least.told(language), &greatest.told(language))),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(words::total_means(language))),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    });
    Some(hints.filter(|hint| within.start <= hint.position && hint.position <= within.end).collect())
}
