//! Cases as a table of their steps: comma-separated values as RFC 4180 has them.

use super::{Walk, activity, answer_in_words, kind, names, number, reason, stamp, variant};
use crate::graph::ProcessSet;
use crate::language::Language;
use crate::run::{Entry, Trace};
use crate::words;

/// The names of the columns.
const HEADER: [&str; 16] = [
    "case",
    "procedure",
    "variant",
    "entry",
    "depth",
    "within",
    "kind",
    "number",
    "step",
    "participants",
    "begins",
    "ends",
    "clauses",
    "answer",
    "reasons",
    "cancelled",
];

/// A line for each step of each case, under a line of names.
#[must_use]
pub fn csv(set: &ProcessSet, walks: &[Walk<'_>], language: Language) -> String {
    let header = line(HEADER.map(str::to_owned));
    let rows = walks.iter().flat_map(|walk| {
        let entries = walk.trace.entries.iter().enumerate();
        entries.map(move |(index, entry)| line(row(set, walk.title, walk.trace, (index, entry), language)))
    });
    std::iter::once(header).chain(rows).collect()
}

fn row(set: &ProcessSet, title: &str, of: &Trace, (index, entry): (usize, &Entry), language: Language) -> [String; 16] {
    [
        title.to_owned(),
        of.procedure.clone(),
        variant(set, of).unwrap_or_default().to_owned(),
        (index + 1).to_string(),
        entry.depth.to_string(),
        entry.within.clone().unwrap_or_default(),
        kind(set, of, entry).to_owned(),
        number(set, of, entry).unwrap_or_default(),
        activity(set, of, entry, language),
        names(set, &entry.who),
        stamp(set, entry.begins),
        stamp(set, entry.ends),
        words::citations(&entry.cites, language),
        answer_in_words(set, entry, language).unwrap_or_default(),
        reason(set, entry, language).unwrap_or_default(),
        entry.cancelled.to_string(),
    ]
}

fn line(fields: [String; 16]) -> String {
    fields.map(|field| quoted(&field)).join(",") + "\r\n"
}

/// A field, in quotation marks where it must be.
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_field_is_quoted() {
        let written = ["a", "a,b", "say \"a\"", "a\nb", "a\r", " a "].map(quoted);
        assert_eq!(written, ["a", "\"a,b\"", "\"say \"\"a\"\"\"", "\"a\nb\"", "\"a\r\"", " a "]);
    }
}
