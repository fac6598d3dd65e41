//! Lines → a page: indentation, empty lines, and comments in their places.

use super::typed::Typed;
use crate::syntax::fold;
use crate::syntax::lines::Seen;

/// How many blanks a level is indented by.
const INDENT: usize = 2;

/// The lines of a file, in its order.
#[derive(Debug, Default)]
pub struct Page {
    rows: Vec<Row>,
}

/// A line of the page.
#[derive(Debug)]
enum Row {
    Empty,
    /// A comment with a line of its own, and how deep its author put it.
    Comment {
        text: String,
        level: usize,
    },
    /// A line of the language, with the comment behind it.
    Line {
        text: String,
        level: usize,
        opens_section: bool,
    },
}

impl Page {
    /// Adds the next line; `text` is what stands in it before a comment.
    pub fn add(&mut self, seen: &Seen<'_>, text: Option<String>) {
        let comment = Typed::new(seen.place).comment();
        self.rows.push(match text {
            None if comment.is_empty() => Row::Empty,
            None => Row::Comment { text: comment.to_owned(), level: indentation(seen.place.line) },
            Some(mut text) => {
                if !comment.is_empty() {
                    text.extend([" ", comment]);
                }
                Row::Line { text, level: seen.level, opens_section: seen.opens_section }
            }
        });
    }

    /// The text of the page.
    pub fn finish(mut self) -> String {
        self.place_comments();
        let mut page: Vec<Row> = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            match row {
                Row::Empty if matches!(page.last(), None | Some(Row::Empty)) => continue,
                Row::Line { opens_section: true, .. } => set_apart(&mut page),
                _ => {}
            }
            page.push(row);
        }
        while matches!(page.last(), Some(Row::Empty)) {
            page.pop();
        }
        page.iter().fold(String::new(), write)
    }

    /// A comment is about what follows it, and stands as deep. One that an empty line keeps apart from what follows
    /// may belong to what is before it: between the two its author says how deep it stands.
    fn place_comments(&mut self) {
        // How deep the line before each one stands.
        let mut before = Vec::with_capacity(self.rows.len());
        let mut deepest = 0;
        for row in &self.rows {
            before.push(deepest);
            if let Row::Line { level, .. } = row {
                deepest = *level;
            }
        }
        let (mut next, mut adjoins) = (0, false);
        for (row, before) in self.rows.iter_mut().zip(before).rev() {
            match row {
                Row::Empty => adjoins = false,
                Row::Line { level, .. } => (next, adjoins) = (*level, true),
                Row::Comment { level, .. } if adjoins => *level = next,
                Row::Comment { level, .. } => *level = (*level).clamp(next, before.max(next)),
            }
        }
    }
}

/// Puts an empty line before what comes next and the comments about it, unless there is one.
fn set_apart(page: &mut Vec<Row>) {
    let comments = page.iter().rev().take_while(|row| matches!(row, Row::Comment { .. })).count();
    let at = page.len() - comments;
    let above = at.checked_sub(1).and_then(|at| page.get(at));
    if !matches!(above, None | Some(Row::Empty)) {
        page.insert(at, Row::Empty);
    }
}

fn write(mut page: String, row: &Row) -> String {
    if let Row::Comment { text, level } | Row::Line { text, level, .. } = row {
        page.extend([&" ".repeat(INDENT * level), text.as_str()]);
    }
    page.push('\n');
    page
}

/// How deep the author put a line; a tab is taken for a level.
fn indentation(line: &str) -> usize {
    let blanks = line.len() - fold::trim_start(line).len();
    let blanks = line.get(..blanks).unwrap_or_default();
    let width: usize = blanks.chars().map(|blank| if blank == '\t' { INDENT } else { usize::from(blank == ' ') }).sum();
    width / INDENT
}
