//! How the pieces of a report stand together, so that each can be printed as soon as it is there.

/// What stands around the pieces of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Before the first piece.
    pub before: &'static str,
    /// Between two pieces.
    pub between: &'static str,
    /// After the last piece.
    pub after: &'static str,
    /// The whole report where there is no piece.
    pub empty: &'static str,
}

impl Frame {
    /// Pieces one after another.
    pub const NONE: Self = Self { before: "", between: "", after: "", empty: "" };
    /// Pieces with a blank line between.
    pub const APART: Self = Self { between: "\n", ..Self::NONE };
    /// Elements of a JSON array, printed as an array of more than one line.
    pub const ARRAY: Self = Self { before: "[\n", between: ",\n", after: "\n]\n", empty: "[]\n" };

    /// The pieces that `array`, a JSON array printed by itself, adds to one.
    #[must_use]
    pub fn elements(array: &str) -> &str {
        array.trim_end().strip_prefix(Self::ARRAY.before).and_then(|rest| rest.strip_suffix("\n]")).unwrap_or_default()
    }
}

/// A report that is printed piece by piece.
#[derive(Debug)]
pub struct Framed {
    frame: Frame,
    begun: bool,
}

impl Framed {
    /// A report without pieces yet.
    #[must_use]
    pub fn new(frame: Frame) -> Self {
        Self { frame, begun: false }
    }

    /// What is to be printed for the next piece; nothing for one that is empty.
    #[must_use]
    pub fn piece(&mut self, piece: &str) -> String {
        if piece.is_empty() {
            return String::new();
        }
        let before = if self.begun { self.frame.between } else { self.frame.before };
        self.begun = true;
        [before, piece].concat()
    }

    /// What is to be printed after the last piece.
    #[must_use]
    pub fn end(&self) -> &'static str {
        if self.begun { self.frame.after } else { self.frame.empty }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JSON array of numbers, printed an element at a time.
    fn printed(pieces: &[&[u32]]) -> String {
        let mut framed = Framed::new(Frame::ARRAY);
        let mut text = String::new();
        for piece in pieces {
            text += &framed.piece(Frame::elements(&serde_json::to_string_pretty(piece).unwrap()));
        }
        text + framed.end()
    }

    #[test]
    fn an_array_printed_in_pieces_is_the_array_printed_whole() {
        for pieces in [&[&[][..], &[1, 2], &[], &[3]][..], &[&[1]], &[&[], &[]], &[]] {
            let whole = serde_json::to_string_pretty(&pieces.concat()).unwrap() + "\n";
            assert_eq!(printed(pieces), whole);
        }
    }
}
