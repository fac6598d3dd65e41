//! A subparagraph that no step cites, between others of its paragraph that steps do cite.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{Process, ProcessSet};
use crate::model::{Citation, CitationLevel, CitationPart};
use crate::source::Span;

/// Only of a paragraph of which so many subparagraphs are cited can it be said that one is left out: a
/// paragraph that is not about steps is cited here and there.
const MANY: usize = 3;

/// Reports the first subparagraph that is left out of each paragraph, at the step that cites the next.
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let mut paragraphs: BTreeMap<&[CitationPart], BTreeMap<u32, Span>> = BTreeMap::new();
    for (cite, span) in set.processes.iter().flat_map(cites) {
        if let Some((paragraph, number)) = subparagraph(cite) {
            paragraphs.entry(paragraph).or_default().entry(number).or_insert(span);
        }
    }
    let many = paragraphs.into_iter().filter(|(_, cited)| cited.len() >= MANY);
    many.filter_map(|(paragraph, cited)| gap(paragraph, &cited)).collect()
}

fn cites(process: &Process) -> impl Iterator<Item = (&Citation, Span)> {
    let of_nodes = process.nodes().flat_map(|(_, node)| node.cites.iter().map(|cite| (cite, node.span)));
    let of_edges = process.edges().flat_map(|edge| edge.edge.cites.iter().map(move |cite| (cite, edge.edge.span)));
    let of_limits = process.limits.iter().flat_map(|limit| limit.cites.iter().map(|cite| (cite, limit.span)));
    let of_procedure = process.cites.iter().map(|cite| (cite, process.span));
    of_nodes.chain(of_edges).chain(of_limits).chain(of_procedure)
}

/// The paragraph of a clause, and the number of its subparagraph.
fn subparagraph(cite: &Citation) -> Option<(&[CitationPart], u32)> {
    let at = cite.parts.iter().position(|part| part.level == CitationLevel::Subparagraph)?;
    let number = cite.parts.get(at)?.number.parse().ok()?;
    Some((cite.parts.get(..at)?, number))
}

fn gap(paragraph: &[CitationPart], cited: &BTreeMap<u32, Span>) -> Option<Diagnostic> {
    let next = cited.iter().zip(cited.keys().skip(1)).find(|((number, _), next)| **number + 1 != **next);
    let ((before, _), after) = next?;
    let missing = CitationPart { level: CitationLevel::Subparagraph, number: (before + 1).to_string() };
    let parts = paragraph.iter().cloned().chain([missing]).collect();
    Some(Diagnostic::new(Problem::ClauseGap(Citation { parts }), *cited.get(after)?))
}
