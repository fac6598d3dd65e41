//! What a finding can be mended by, where it is sure: edits of the text, as data.
//!
//! A fix is sure if the file can mean nothing else. What that takes is said where the guess is made; here it
//! is said of which findings there is any, and [`fix`] turns them into edits.
//!
//! | Finding | Fix |
//! |---|---|
//! | R0013 quotation open | its mark at the end of the line, where nothing behind it can be meant to stand outside, the line is understood so and the next does not go on with it ([`crate::syntax`], `guess`) |
//! | R0015 unknown word | the keyword, where it is a slip away ([`crate::slip`]) and the line is understood with it and with no other |
//! | R0017 not understood | the keyword, likewise, a unit in the form its number wants; the second word of a jump that has lost it; or the colon, where nothing else could stand there |
//! | R0025 other language | the file's word, in the form that numbers and steps around it want; not where Kazakh has another order of words, or days are not said which |
//! | R0026 mixed script | every such letter of the file; names are compared as they are read, so nothing changes its meaning |
//! | R0101 not declared | the declared name in each place, where it is a slip away and the only one so near; not a step's number, not a limit's title, and not if it stands in several places and what is declared in none, since then the declaration may have the slip |
//! | R0209 wrong direction | the other word of the two; not of a return with a bound: that it is bounded says that a return is meant, and the step is wrong |
//! | R0028 mixed title | none: a title is printed as it is typed, and the act may have the letter |
//! | R0029 mixed name | none: no letter looks like the one that was meant |
//! | R0010–R0012 header, edition, language | none: they are the author's statement |
//! | R0019 which days; R0020–R0024 dates, times, numbers in words | none: only the act says which is meant |
//! | R0014, R0016, R0027, R0030–R0037 places and blocks | none: a line would have to be moved, or one that is missing made up; which of the ends a branch has, and which join, nobody knows |
//! | R0007 acceptance; R0102–R0106 said twice, missing, unused, alike | none: it is for the author to say which of the two stays, or whether any does |
//! | R0201–R0208, R0210–R0220 the process | none: the act must be read; a bound of returns is a number of the law |
//! | R0301–R0311 the act | none: the act is silent or at odds with itself |
//! | R0401–R0425 terms, calendars, limits; R0501–R0506 cases | none: whichever of two numbers, days or answers is wrong, the file does not show it |
//! | R0001–R0006 files and settings | none: they are about other files |

mod apply;
mod rounds;

use crate::diagnostic::{Diagnostic, Meant, Mend, Problem};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::source::{SourceFile, Span};
use crate::syntax;
use crate::words;

pub use apply::{apart, apply};
pub use rounds::{Checked, MAX_ROUNDS, Mended, mend};

/// A stretch of a file, and what to put in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The stretch; empty where something is put in.
    pub span: Span,
    /// The new text. It never has a line end.
    pub text: String,
}

/// The edits that mend a finding: all of them or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// In text order; at least one.
    pub edits: Vec<Edit>,
}

/// What surely mends a finding about a file in this language.
#[must_use]
pub fn fix(diagnostic: &Diagnostic, file: &SourceFile, language: Language) -> Option<Fix> {
    let span = diagnostic.span;
    let mut edits = match &diagnostic.problem {
        Problem::QuoteOpen { close: Some(mark), .. } => vec![insertion(span, span.end, mark.to_string())],
        Problem::UnknownWord { meant: Some(Meant { word, sure: true }), .. }
        | Problem::OtherLanguage { write: word, in_place: true, .. } => vec![replacement(span, word, file)],
        Problem::NotUnderstood { mend: Some(Mend::Word(word)), .. } => vec![replacement(span, word, file)],
        Problem::NotUnderstood { mend: Some(Mend::Colon), .. } => {
            vec![insertion(span, behind_word(span, file)?, ":".to_owned())]
        }
        Problem::NotDeclared { meant: Some(Meant { word, sure: true }), also, .. } => {
            std::iter::once(&span).chain(also).map(|place| replacement(*place, word, file)).collect()
        }
        Problem::WrongDirection { back, word: Some(word), .. } => {
            let other = if *back { Keyword::ReturnTo } else { Keyword::GoTo };
            vec![replacement(*word, other.canonical(language), file)]
        }
        Problem::MixedScript { .. } => {
            let letters = syntax::mixed_letters(file, span.source, language);
            letters.into_iter().map(|(span, meant)| Edit { span, text: meant.to_string() }).collect()
        }
        _ => return None,
    };
    edits.retain(|edit| file.slice(edit.span) != edit.text);
    (!edits.is_empty()).then_some(Fix { edits })
}

/// Another word in the place of one; it begins with a capital if that did.
fn replacement(span: Span, word: &str, file: &SourceFile) -> Edit {
    let capital = file.slice(span).starts_with(char::is_uppercase);
    Edit { span, text: if capital { words::capitalised(word) } else { word.to_owned() } }
}

fn insertion(span: Span, at: u32, text: String) -> Edit {
    Edit { span: Span::new(span.source, at, at), text }
}

/// The place behind the word before a span, on its line.
fn behind_word(span: Span, file: &SourceFile) -> Option<u32> {
    let line = file.line_range(file.line_index(span.start)).start;
    let before = file.text().get(line..span.start as usize)?.trim_end();
    u32::try_from(line + before.len()).ok()
}
