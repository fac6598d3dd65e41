//! The files that a file uses, found without parsing the rest of it.
//!
//! Of many files it has to be known who uses whom before the first of them is compiled, so that each is
//! compiled once and let go once nobody needs it any more.

use super::fold::{Folded, may_begin_with};
use super::grammar::Rule;
use super::line::{self, Reading};
use super::lower::{Place, Tree};
use super::parse::{header, lines, understand};
use super::statement::Statement;
use crate::ast::Text;
use crate::diagnostic::Section;
use crate::keywords::{Entry, Keyword};
use crate::language::Language;
use crate::source::{SourceFile, SourceId};

/// The files named in lines `использует: «…»`, in text order: those that [`parse`](super::parse) finds, and
/// those below the line at which it gives up on a file that is full of faults.
#[must_use]
pub fn uses(source: &SourceFile, id: SourceId) -> Vec<Text> {
    let mut lines = lines(source);
    let Ok(language) = header(&mut lines, id, &mut Vec::new()) else { return Vec::new() };
    let spellings = Keyword::Uses.entry().into_iter().flat_map(Entry::all_spellings);
    let mut folded = Folded::default();
    let mut tree = Tree::default();
    let mut found = Vec::new();
    let words: Vec<&str> = spellings.map(|(_, word)| word).collect();
    for (base, text) in lines {
        if !may_begin_with(text, &words) || folded.fold(text, language != Language::En).is_err() {
            continue;
        }
        let place = Place { folded: &folded, line: text, source: id, base };
        // The line means the same in every section.
        if let Reading::By(rule @ Rule::uses_line, _) = line::reading(folded.text(), Section::Head)
            && let Some(Statement::Uses(path)) = understand(rule, place, language, &mut tree, &mut Vec::new())
        {
            found.push(path);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    /// The paths of a text, as the parser finds them too.
    #[track_caller]
    fn paths(text: &str) -> Vec<String> {
        let source = SourceFile::new("a.reg", text.to_owned());
        let found = uses(&source, SourceId::default());
        assert_eq!(found, parse(&source, SourceId::default()).0.uses, "{text}");
        found.iter().map(|path| source.slice(path.0).to_owned()).collect()
    }

    #[test]
    fn a_line_that_uses_a_file_is_found_however_it_is_typed() {
        for line in [
            "использует: «a»",
            "  Использует :  «a» // замечание",
            "\u{feff}\u{a0}ИСПОЛЬЗУЕТ: \"a\"",
            "\u{ad}иcпoльзyeт: «a»",
            "пайдаланады: “a”",
            "паи\u{306}даланады: «a»",
            "uses: «a»",
            "usеs: «a»",
        ] {
            assert_eq!(paths(&format!("reg 1 ru\n{line}\n")), ["a"], "{line}");
        }
    }

    #[test]
    fn it_is_found_in_every_section() {
        let line = "использует: «a»\n";
        for opened in ["регламент р «Р»", "порядок п «П»\nусловие 1 «?»\nда:", "календарь к «К»", "случай «С»", "вздор"]
        {
            assert_eq!(paths(&format!("reg 1 ru\n{opened}\n{line}")), ["a"], "{opened}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_not() {
        for line in ["использует «a»", "использует: a", "использует: «a", "// использует: «a»", "использует: «a» «b»"]
        {
            assert_eq!(paths(&format!("reg 1 ru\n{line}\n")), [""; 0], "{line}");
        }
        assert_eq!(paths("использует: «a»\n"), [""; 0]);
        assert_eq!(paths("reg 1 de\nиспользует: «a»\n"), [""; 0]);
        assert_eq!(paths("// note\n\nreg 1 ru\nиспользует: «a»\nиспользует: «b»"), ["a", "b"]);
    }

    /// Otherwise a file would be a page of nonsense first and would use others below it.
    #[test]
    fn it_is_found_below_the_line_at_which_the_parser_gives_up() {
        let text = "reg 1 ru\n".to_owned() + &"вздор\n".repeat(2000) + "использует: «a»\n";
        let source = SourceFile::new("a.reg", text);
        assert_eq!(uses(&source, SourceId::default()).len(), 1);
    }
}
