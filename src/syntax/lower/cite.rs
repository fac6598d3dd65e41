//! Clauses of the act.

use super::tree::Parsed;
use crate::keywords::Keyword;
use crate::model::{Citation, CitationLevel, CitationPart};
use crate::syntax::grammar::Rule;

pub(super) fn cites(pair: Parsed<'_>) -> Vec<Citation> {
    pair.all(Rule::cite).map(citation).collect()
}

/// A clause, its parts sorted from the larger to the smaller: `подпункт 1) пункта 5` is `п. 5 пп. 1`.
pub(super) fn citation(pair: Parsed<'_>) -> Citation {
    let mut words = pair.inner();
    let mut parts = Vec::new();
    // A part is a level and a number, in the order of the language.
    while let (Some(one), Some(other)) = (words.next(), words.next()) {
        let (number, level) = if one.rule() == Rule::cite_number { (one, other) } else { (other, one) };
        let number = number.as_str().trim_end_matches(')').to_owned();
        parts.extend(citation_level(level).map(|level| CitationPart { level, number }));
    }
    parts.sort_by_key(|part| part.level);
    Citation { parts }
}

/// What a part of a clause's number counts.
pub fn citation_level(pair: Parsed<'_>) -> Option<CitationLevel> {
    Some(match pair.as_keyword()? {
        Keyword::CiteAnnex => CitationLevel::Annex,
        Keyword::CiteChapter => CitationLevel::Chapter,
        Keyword::CiteArticle => CitationLevel::Article,
        Keyword::CitePara => CitationLevel::Paragraph,
        Keyword::CiteSub => CitationLevel::Subparagraph,
        Keyword::CitePart => CitationLevel::Part,
        _ => CitationLevel::Indent,
    })
}
