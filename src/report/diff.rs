//! Two versions of a file as a unified diff, as `patch` and `git apply -p0` read it.

use std::fmt::Write;
use std::ops::Range;

/// How many lines around a change are shown.
const CONTEXT: usize = 3;

/// The difference between a file and what edits make of it; empty if there is none.
///
/// An edit stays within its line, so that both versions have the same lines, changed or not, and nothing has
/// to be searched for.
#[must_use]
pub fn diff(name: &str, before: &str, after: &str) -> String {
    let lines: Vec<(&str, &str)> = before.split_inclusive('\n').zip(after.split_inclusive('\n')).collect();
    let mut text = String::new();
    for hunk in hunks(&lines) {
        if text.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "--- {name}\n+++ {name}");
        }
        let (first, count) = (hunk.start + 1, hunk.len());
        let _ = writeln!(text, "@@ -{first},{count} +{first},{count} @@");
        let same = |one: &(&str, &str), other: &(&str, &str)| is_changed(one) == is_changed(other);
        for run in lines.get(hunk).unwrap_or_default().chunk_by(same) {
            write_run(&mut text, run);
        }
    }
    text
}

fn is_changed((before, after): &(&str, &str)) -> bool {
    before != after
}

/// The lines to be shown: those that are changed, and some around them.
fn hunks(lines: &[(&str, &str)]) -> Vec<Range<usize>> {
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
fn write_run(text: &mut String, run: &[(&str, &str)]) {
    let changed = run.first().is_some_and(is_changed);
    for (before, _) in run {
        write_line(text, if changed { '-' } else { ' ' }, before);
    }
    for (_, after) in run.iter().filter(|_| changed) {
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
}
