//! Words and marks → a line, with blanks where the canonical layout has them.

/// A line while it is written.
#[derive(Debug, Default)]
pub struct Row {
    text: String,
    /// What comes next stands without a blank before it.
    joined: bool,
}

impl Row {
    /// A word, a number or a quotation.
    pub fn word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if !self.joined && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.joined = false;
    }

    /// Something that belongs to the word before it: an ending, a mark of punctuation.
    pub fn ending(&mut self, ending: &str) {
        self.text.push_str(ending);
        self.joined = false;
    }

    /// A hyphen between two words that it makes one.
    pub fn hyphen(&mut self) {
        self.text.push('-');
        self.joined = true;
    }

    /// A bracket that opens.
    pub fn open(&mut self) {
        self.word("(");
        self.joined = true;
    }

    /// A bracket that closes.
    pub fn close(&mut self) {
        self.ending(")");
    }

    /// The words of a quotation between «», or between the marks its author took where these would not hold it.
    pub fn quotation(&mut self, quoted: &str, marks: (&str, &str)) {
        self.word(marks.0);
        self.text.extend([quoted, marks.1]);
    }

    /// The line.
    pub fn finish(self) -> String {
        self.text
    }
}
