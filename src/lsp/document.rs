//! A text that an editor has open, kept as the editor has it.

use lsp_types::{Range, TextDocumentContentChangeEvent, Uri};

use super::place::{Encoding, Lines};

/// A text that is open.
#[derive(Debug, Clone)]
pub struct Document {
    /// The name the editor gives it.
    pub uri: Uri,
    /// The editor's number of this text.
    pub version: i32,
    /// The text.
    pub text: String,
    /// Its lines.
    pub lines: Lines,
    encoding: Encoding,
}

impl Document {
    /// A text that has just been opened.
    pub fn new(uri: Uri, version: i32, text: String, encoding: Encoding) -> Self {
        let lines = Lines::new(&text, encoding);
        Self { uri, version, text, lines, encoding }
    }

    /// Makes changes, one after another. An editor may send thousands at once, so each touches the lines that it
    /// changes.
    pub fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        self.version = version;
        for change in changes {
            if let Some(range) = change.range {
                self.replace(range, &change.text);
            } else {
                self.text = change.text;
                self.lines = Lines::new(&self.text, self.encoding);
            }
        }
    }

    fn replace(&mut self, range: Range, text: &str) {
        let start = self.lines.offset(&self.text, range.start) as usize;
        let end = (self.lines.offset(&self.text, range.end) as usize).max(start);
        self.text.replace_range(start..end, text);
        self.lines.replace(&self.text, start..end, text.len());
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use lsp_types::Position;

    use super::*;

    fn document(text: &str) -> Document {
        Document::new(Uri::from_str("file:///a.reg").unwrap(), 1, text.to_owned(), Encoding::Utf16)
    }

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let range = Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1));
        TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: text.to_owned() }
    }

    #[test]
    fn changes_are_made_one_after_another() {
        let mut document = document("one\ntwo\n");
        document
            .change(2, vec![change((0, 0), (1, 1), "😀\n"), change((1, 0), (1, 1), "x"), change((9, 0), (9, 9), "!")]);
        assert_eq!((document.text.as_str(), document.version), ("😀\nxo\n!", 2));
    }

    #[test]
    fn a_range_that_is_reversed_or_outside_harms_nothing() {
        let mut document = document("abc");
        document.change(2, vec![change((0, 2), (0, 1), "-"), change((5, 5), (0, 0), "+")]);
        assert_eq!(document.text, "ab-c+");
    }
}
