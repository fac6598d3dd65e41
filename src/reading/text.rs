//! A reading as plain text, wrapped to a width.

use unicode_width::UnicodeWidthStr;

use super::{Block, Item, Reading};

/// The reading in lines of at most `width` columns; a word that is longer stands by itself.
#[must_use]
pub fn text(reading: &Reading, width: usize) -> String {
    let mut page = Page { text: String::new(), width };
    page.heading(&reading.title.to_uppercase(), None);
    for section in &reading.sections {
        page.text.push('\n');
        page.heading(&section.title, Some(if section.level > 2 { "-" } else { "=" }));
        for block in &section.blocks {
            page.block(block);
        }
    }
    page.text
}

struct Page {
    text: String,
    width: usize,
}

impl Page {
    /// A heading, underlined.
    fn heading(&mut self, title: &str, line: Option<&str>) {
        let before = self.text.len();
        self.wrapped(title, "", "");
        let longest = self.text.get(before..).unwrap_or_default().lines().map(UnicodeWidthStr::width).max();
        if let Some(line) = line {
            self.text += &line.repeat(longest.unwrap_or_default());
            self.text.push('\n');
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Lead(text) => {
                if !self.text.ends_with("=\n") && !self.text.ends_with("-\n") {
                    self.text.push('\n');
                }
                self.wrapped(text, "", "");
            }
            Block::Paragraph(text) => self.wrapped(text, "", ""),
            Block::Points(points) => points.iter().for_each(|point| self.wrapped(point, "– ", "  ")),
            Block::Steps(items) => {
                let digits = items.len().to_string().len();
                for (number, item) in items.iter().enumerate() {
                    self.item(item, number + 1, digits);
                }
            }
        }
    }

    fn item(&mut self, Item { title, cites, sentences, points }: &Item, number: usize, digits: usize) {
        let indent = " ".repeat(digits + 2);
        let cites = if cites.is_empty() { String::new() } else { format!(" ({cites})") };
        self.wrapped(&format!("{title}{cites}"), &format!("{number:>digits$}. "), &indent);
        if !sentences.is_empty() {
            self.wrapped(&sentences.join(" "), &indent, &indent);
        }
        for point in points {
            self.wrapped(point, &format!("{indent}– "), &format!("{indent}  "));
        }
    }

    /// A text in lines, the first behind one text and the others behind another of the same width.
    fn wrapped(&mut self, text: &str, first: &str, others: &str) {
        let mut line = first.to_owned();
        let mut is_begun = false;
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            if is_begun && line.width() + 1 + word.width() > self.width {
                self.text += &line;
                self.text.push('\n');
                others.clone_into(&mut line);
                is_begun = false;
            }
            if is_begun {
                line.push(' ');
            }
            line += word;
            is_begun = true;
        }
        self.text += &line;
        self.text.push('\n');
    }
}
