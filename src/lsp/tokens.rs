//! What each word of a file is, for editors that colour by meaning.

use lsp_types::{SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensLegend};

use super::entry::Entry;
use super::names::{Occurrence, Thing};
use super::rows::{Word, rows};
use crate::diagnostic::Namespace;
use crate::source::Span;

/// What a word may be; the number of each is its place.
const TYPES: [SemanticTokenType; 15] = [
    SemanticTokenType::KEYWORD,
    SemanticTokenType::NUMBER,
    SemanticTokenType::STRING,
    SemanticTokenType::COMMENT,
    SemanticTokenType::VARIABLE,
    SemanticTokenType::CLASS,
    SemanticTokenType::ENUM_MEMBER,
    SemanticTokenType::TYPE,
    SemanticTokenType::FUNCTION,
    SemanticTokenType::NAMESPACE,
    SemanticTokenType::EVENT,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::METHOD,
    SemanticTokenType::PARAMETER,
    SemanticTokenType::MACRO,
];

/// What the numbers mean.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend { token_types: TYPES.to_vec(), token_modifiers: vec![SemanticTokenModifier::DECLARATION] }
}

/// The words of a file.
pub fn tokens(entry: &Entry, occurrences: &[Occurrence]) -> Option<SemanticTokens> {
    let mut found: Vec<(Span, SemanticTokenType, bool)> = Vec::new();
    for row in rows(entry.file()?, entry.source) {
        for (word, span) in row.words {
            let named = occurrences.binary_search_by_key(&span.start, |one| one.span.start);
            let named = named.ok().and_then(|at| occurrences.get(at)).filter(|one| one.span == span);
            let kind = match word {
                Word::Keyword(_) => SemanticTokenType::KEYWORD,
                Word::Number => SemanticTokenType::NUMBER,
                Word::Title => SemanticTokenType::STRING,
                Word::Code => SemanticTokenType::MACRO,
                Word::Name => named.map_or(SemanticTokenType::VARIABLE, |one| kind(&one.thing)),
            };
            found.push((span, kind, named.is_some_and(|one| one.declares)));
        }
        found.extend(row.comment.map(|span| (span, SemanticTokenType::COMMENT, false)));
    }
    Some(SemanticTokens { result_id: None, data: encoded(entry, &found) })
}

fn kind(thing: &Thing) -> SemanticTokenType {
    match thing {
        Thing::Named(Namespace::Participant, _) => SemanticTokenType::CLASS,
        Thing::Named(Namespace::Outcome, _) => SemanticTokenType::ENUM_MEMBER,
        Thing::Named(Namespace::Variant, _) => SemanticTokenType::TYPE,
        Thing::Named(Namespace::Procedure, _) => SemanticTokenType::FUNCTION,
        Thing::Named(Namespace::Calendar, _) => SemanticTokenType::NAMESPACE,
        Thing::Named(Namespace::Event, _) => SemanticTokenType::EVENT,
        Thing::Named(Namespace::Fact, _) => SemanticTokenType::PROPERTY,
        Thing::Named(Namespace::Step, _) | Thing::Step(..) => SemanticTokenType::METHOD,
        Thing::Named(Namespace::Limit, _) | Thing::Overall(_) | Thing::Limit(..) | Thing::Titled(..) => {
            SemanticTokenType::PARAMETER
        }
    }
}

/// Each token by how far it is from the one before it, as the protocol has it.
fn encoded(entry: &Entry, found: &[(Span, SemanticTokenType, bool)]) -> Vec<SemanticToken> {
    let (mut line, mut column) = (0, 0);
    let mut data = Vec::with_capacity(found.len());
    for (span, kind, declares) in found {
        let range = entry.range(*span);
        let (start, end) = (range.start, range.end);
        let is_behind = (start.line, start.character) >= (line, column);
        if start.line != end.line || start.character == end.character || !is_behind {
            continue;
        }
        let delta_line = start.line - line;
        data.push(SemanticToken {
            delta_line,
            delta_start: if delta_line == 0 { start.character - column } else { start.character },
            length: end.character - start.character,
            token_type: TYPES.iter().position(|one| one == kind).and_then(|at| u32::try_from(at).ok()).unwrap_or(0),
            token_modifiers_bitset: u32::from(*declares),
        });
        (line, column) = (start.line, start.character);
    }
    data
}
