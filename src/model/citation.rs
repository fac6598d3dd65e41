//! Clauses of an act.

use std::sync::Arc;

use serde::Serialize;

/// A clause of the act: `п. 5 пп. 1` is paragraph 5, subparagraph 1.
///
/// All that follows from the clause cites it, so it is kept once and shared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// From the larger part to the smaller.
    pub parts: Arc<[CitationPart]>,
}

/// One level of a citation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitationPart {
    /// Which level.
    pub level: CitationLevel,
    /// Its number, as printed, without the closing bracket.
    pub number: String,
}

/// The divisions of an act, from the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationLevel {
    /// Annex.
    Annex,
    /// Chapter.
    Chapter,
    /// Article.
    Article,
    /// Paragraph (пункт, тармақ).
    Paragraph,
    /// Subparagraph (подпункт, тармақша).
    Subparagraph,
    /// Part (часть, бөлік).
    Part,
    /// Indent (абзац).
    Indent,
}
