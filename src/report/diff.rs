//! Two versions of a file as a unified diff, as `patch` and `git apply -p0` read it.

use std::fmt::Write;
use std::ops::Range;

use crate::syntax::fold;

/// How many lines around a change are shown.
const CONTEXT: usize = 3;

/// A line before and after; it may be there only once.
type Pair<'a> = (Option<&'a str>, Option<&'a str>);

/// The difference between a file and what edits make of it; empty if there is none.
///
/// An edit stays within its line, so that both versions have the same lines, changed or not, and nothing has
/// to be searched for.
#[must_use]
pub fn diff(name: &str, before: &str, after: &str) -> String {
    let (before, after) = (before.split_inclusive('\n'), after.split_inclusive('\n'));
    written(name, &before.zip(after).map(|(before, after)| (Some(before), Some(after))).collect::<Vec<_>>())
}

/// The difference between a file and the same file laid out anew; empty if there is none.
///
/// A layout keeps the order of the lines and adds or removes empty ones alone, so again nothing has to be
/// searched for.
#[must_use]
pub fn relaid(name: &str, before: &str, after: &str) -> String {
    let (mut before, mut after) = (before.split_inclusive('\n').peekable(), after.split_inclusive('\n').peekable());
    let mut lines: Vec<Pair<'_>> = Vec::new();
    loop {
        let is_empty = |line: Option<&&str>| line.is_some_and(|line| is_blank(line));
        lines.push(match (is_empty(before.peek()), is_empty(after.peek())) {
            (true, false) => (before.next(), None),
            (false, true) => (None, after.next()),
            _ => (before.next(), after.next()),
        });
        if before.peek().is_none() && after.peek().is_none() {
            return written(name, &lines);
        }
    }
}

fn is_blank(line: &str) -> bool {
    fold::trim_start(line.trim_end()).is_empty()
}

fn written(name: &str, lines: &[Pair<'_>]) -> String {
    let mut text = String::new();
    // How many lines of each version are before the hunk, and the place in `lines` up to which they are counted.
    let (mut old, mut new, mut at) = (0, 0, 0);
    for hunk in hunks(lines) {
        if text.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "--- {name}\n+++ {name}");
        }
        let between = lines.get(at..hunk.start).unwrap_or_default();
        (old, new) = (old + count(between, |line| line.0), new + count(between, |line| line.1));
        at = hunk.end;
        let shown = lines.get(hunk).unwrap_or_default();
        let (removed, added) = (count(shown, |line| line.0), count(shown, |line| line.1));
        let _ = writeln!(text, "@@ -{},{removed} +{},{added} @@", first(old, removed), first(new, added));
        (old, new) = (old + removed, new + added);
        let same = |one: &Pair<'_>, other: &Pair<'_>| is_changed(one) == is_changed(other);
        for run in shown.chunk_by(same) {
            write_run(&mut text, run);
        }
    }
    text
}

/// How many of the lines are in one version.
fn count<'a>(lines: &[Pair<'a>], version: impl Fn(&Pair<'a>) -> Option<&'a str>) -> usize {
    lines.iter().filter(|line| version(line).is_some()).count()
}

/// The number of a hunk's first line, or of the line before it where it has none.
fn first(before: usize, count: usize) -> usize {
    if count == 0 { before } else { before + 1 }
}

fn is_changed((before, after): &Pair<'_>) -> bool {
    before != after
}

/// The lines to be shown: those that are changed, and some around them.
fn hunks(lines: &[Pair<'_>]) -> Vec<Range<usize>> {
    let mut hunks: Vec<Range<usize>> = Vec::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| is_changed(line)) {
        let shown = at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(lines.len());
        match hunks.last_mut().filter(|last| last.end >= shown.start) {
            Some(last) => last.end = shown.end,
            None => hunks.push(shown),
        }
    }
    hunks
}

/// Lines one after another that are all changed, or all as they were.
fn write_run(text: &mut String, run: &[Pair<'_>]) {
    let changed = run.first().is_some_and(is_changed);
    for before in run.iter().filter_map(|line| line.0) {
        write_line(text, if changed { '-' } else { ' ' }, before);
    }
    for after in run.iter().filter_map(|line| line.1).filter(|_| changed) {
        write_line(text, '+', after);
    }
}

fn write_line(text: &mut String, mark: char, line: &str) {
    text.push(mark);
    text.push_str(line);
    if !line.ends_with('\n') {
        text.push_str("\n\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_shown_with_three_lines_around_them() {
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14";
        let after = "1\n2\n3\n4\n5x\n6x\n7\n8\n9\n10\n11\n12\n13\n14x";
        let wanted = "--- a.reg\n+++ a.reg\n@@ -2,8 +2,8 @@\n 2\n 3\n 4\n-5\n-6\n+5x\n+6x\n 7\n 8\n 9\n\
            @@ -11,4 +11,4 @@\n 11\n 12\n 13\n-14\n\\ No newline at end of file\n+14x\n\\ No newline at end of file\n";
        assert_eq!(diff("a.reg", before, after), wanted);
        assert_eq!(diff("a.reg", before, before), "");
    }

    #[test]
    fn changes_near_to_each_other_share_their_lines_and_line_ends_stay() {
        let wanted = "--- a\n+++ a\n@@ -1,3 +1,3 @@\n-1\r\n+x\r\n 2\r\n-3\r\n+y\r\n";
        assert_eq!(diff("a", "1\r\n2\r\n3\r\n", "x\r\n2\r\ny\r\n"), wanted);
    }

    #[test]
    fn a_layout_adds_and_removes_empty_lines() {
        let wanted = "--- a\n+++ a\n@@ -1,6 +1,5 @@\n-\n-1\n+  1\n+\n 2\n \n-\n 3\n";
        assert_eq!(relaid("a", "\n1\n2\n\n\n3\n", "  1\n\n2\n\n3\n"), wanted);
        assert_eq!(relaid("a", "1\n\n2\n", "1\n\n2\n"), "");
        let tail = "--- a\n+++ a\n@@ -1,2 +1,1 @@\n 1\n-\n";
        assert_eq!(relaid("a", "1\n\n", "1\n"), tail);
    }
}
