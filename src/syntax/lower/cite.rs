//! Clauses of the act.

use super::tree::Parsed;
use crate::keywords::Keyword;
use crate::model::{Citation, CitationLevel, CitationPart};
use crate::syntax::grammar::Rule;

/// The clauses of a list. A comma may part a sub-clause from its clause, as acts write it.
pub(super) fn cites(list: Parsed<'_>) -> Vec<Citation> {
    let mut clauses = Vec::new();
    let mut read = 0;
    for pair in list.all(Rule::cite) {
        let mark = list.as_str().get(read..pair.start() - list.start()).unwrap_or_default();
        read = pair.end() - list.start();
        let clause = citation(pair);
        if !mark.contains(',') || !belongs_to_last(&clause, &mut clauses) {
            clauses.push(clause);
        }
    }
    clauses
}

/// Adds a sub-clause that names no clause to the one before it, `п. 4, пп. 2`, or puts it beside a sub-clause of
/// that, `п. 4 пп. 1, пп. 2`: alone it would be nowhere.
fn belongs_to_last(sub: &Citation, clauses: &mut Vec<Citation>) -> bool {
    let level = sub.parts.first().map(|part| part.level).filter(|level| *level >= CitationLevel::Subparagraph);
    let (Some(level), Some(last)) = (level, clauses.last_mut()) else { return false };
    let above = last.parts.iter().take_while(|part| part.level < level).count();
    if above == last.parts.len() {
        last.parts = last.parts.iter().chain(&*sub.parts).cloned().collect();
    } else if above > 0 {
        let parts = last.parts.iter().take(above).chain(&*sub.parts).cloned().collect();
        clauses.push(Citation { parts });
    }
    above > 0
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
    Citation { parts: parts.into() }
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

#[cfg(test)]
mod tests {
    use pest::Parser;

    use super::*;
    use crate::syntax::grammar::RegParser;
    use crate::syntax::lower::Tree;

    fn clauses(text: &str) -> Vec<Citation> {
        let mut tree = Tree::default();
        cites(tree.lay_out(RegParser::parse(Rule::cites, text).unwrap()).unwrap())
    }

    #[test]
    fn a_sub_clause_behind_a_comma_is_one_of_the_clause_before_it() {
        for (short, long) in [
            ("(пункт 4, подпункт 2)", "(п. 4 пп. 2)"),
            ("(paragraph 4, subparagraph 2)", "(п. 4 пп. 2)"),
            ("(4-т., 2) тш.)", "(п. 4 пп. 2)"),
            ("(ст. 3, п. 4 , пп. 2, абз. 1)", "(ст. 3; п. 4 пп. 2 абз. 1)"),
            ("(п. 4 пп. 1, пп. 2, пп. 3)", "(п. 4 пп. 1; п. 4 пп. 2; п. 4 пп. 3)"),
            ("(п. 3, п. 4 пп. 1 абз. 2, пп. 2)", "(п. 3; п. 4 пп. 1 абз. 2; п. 4 пп. 2)"),
        ] {
            assert_eq!(clauses(short), clauses(long), "{short}");
        }
    }

    #[test]
    fn what_names_no_clause_before_it_stands_alone() {
        for (text, count) in [("(п. 4; пп. 2)", 2), ("(пп. 2, п. 4)", 2), ("(пп. 1, пп. 2)", 2), ("(ст. 5, п. 2)", 2)]
        {
            let clauses = clauses(text);
            assert_eq!(clauses.len(), count, "{text}");
            assert!(clauses.iter().all(|clause| clause.parts.len() == 1), "{text}");
        }
    }
}
