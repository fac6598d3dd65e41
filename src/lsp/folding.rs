//! Blocks that can be folded away: a line and those that stand deeper below it, and comments of several lines.

use lsp_types::{FoldingRange, FoldingRangeKind};

use super::entry::Entry;
use super::rows::{Row, rows};

/// The foldings of a file.
pub fn foldings(entry: &Entry) -> Vec<FoldingRange> {
    let Some(file) = entry.file() else { return Vec::new() };
    let rows = rows(file, entry.source);
    let line = |row: &Row| u32::try_from(entry.lines.line(row.span.start)).unwrap_or(u32::MAX);
    let mut found = Vec::new();
    // The lines that others may stand below, each with its depth.
    let mut open: Vec<(usize, u32)> = Vec::new();
    let mut last = 0;
    let mut comment: Option<(u32, u32)> = None;
    for row in &rows {
        let here = line(row);
        if row.is_empty && row.comment.is_some() {
            comment = Some(comment.map_or((here, here), |(first, _)| (first, here)));
            continue;
        }
        if let Some((first, last)) = comment.take().filter(|(first, last)| first < last) {
            found.push(folding(first, last, Some(FoldingRangeKind::Comment)));
        }
        if row.is_empty {
            continue;
        }
        while let Some((_, first)) = open.pop_if(|(level, _)| *level >= row.level) {
            if last > first {
                found.push(folding(first, last, None));
            }
        }
        open.push((row.level, here));
        last = here;
    }
    for (_, first) in open.into_iter().rev().filter(|(_, first)| last > *first) {
        found.push(folding(first, last, None));
    }
    found.sort_by_key(|one| (one.start_line, std::cmp::Reverse(one.end_line)));
    found
}

fn folding(start_line: u32, end_line: u32, kind: Option<FoldingRangeKind>) -> FoldingRange {
    FoldingRange { start_line, end_line, kind, ..FoldingRange::default() }
}
