//! Another name for something, wherever it is named.

use std::collections::HashMap;
use std::path::Path;

use lsp_server::{ErrorCode, ResponseError};
use lsp_types::{Range, TextEdit, Uri, WorkspaceEdit};

use super::across::{Found, MAX_FILES};
use super::desk::Desk;
use super::names::{self, Forms, Occurrence, Thing};
use super::server::refusal;
use crate::ast::{self, Name};
use crate::fix::{self, Edit, Fix};
use crate::model::StepName;
use crate::report::desk as words;
use crate::resolve::{folded, name_text};
use crate::source::SourceFile;
use crate::syntax;

/// The name at an offset, if it may be exchanged for another.
pub fn prepare(desk: &Desk, path: &Path, offset: u32) -> Option<(Range, String)> {
    let found = desk.named(path, offset).filter(|found| found.is_name)?;
    let entry = desk.entry(path)?;
    Some((entry.range(found.span), entry.sources.slice(found.span).to_owned()))
}

/// The edits that exchange it everywhere.
pub fn rename(desk: &mut Desk, path: &Path, offset: u32, new: &str) -> Result<WorkspaceEdit, ResponseError> {
    let language = desk.entry(path).map(|entry| entry.tree.language).unwrap_or_default();
    let spoken = desk.language.unwrap_or(language);
    let no = |message: String| Err(refusal(ErrorCode::RequestFailed, &message));
    let Some(here) = desk.named(path, offset).filter(|found| found.is_name) else {
        return no(words::not_renamed(spoken));
    };
    let is_title = matches!(here.thing, Thing::Limit(..) | Thing::Titled(..));
    if is_title && !syntax::is_title(new) {
        return no(words::no_title(new, spoken));
    }
    if !is_title && !syntax::is_name(new, language) {
        let mixes = syntax::mixes_alphabets(new, language);
        return no(if mixes { words::two_alphabets(new, spoken) } else { words::no_name(new, spoken) });
    }
    let (found, is_all) = desk.same_everywhere(path, offset);
    if !found.iter().any(|found| found.occurrence.declares) {
        return no(words::not_renamed(spoken));
    }
    if !is_all {
        return no(words::too_many_files(MAX_FILES, spoken));
    }
    if is_taken(desk, path, &here, new) {
        return no(words::name_taken(new, spoken));
    }
    // A kind of the service has several names: one of them is exchanged.
    let spelled = spelled(desk, path, &here);
    let same = found.into_iter().filter(|found| self::spelled(desk, &found.path, &found.occurrence) == spelled);
    let same: Vec<Found> = same.collect();
    let mut files: Vec<&Path> = same.iter().map(|found| found.path.as_path()).collect();
    files.dedup();
    if !files.into_iter().all(|path| is_understood(desk, path, &same, new)) {
        return no(words::word_of_language(new, spoken));
    }
    Ok(edits(desk, same, new))
}

/// Whether a file with the new name says what it said: a name that is also a word of the language may be taken for
/// that where a line begins.
fn is_understood(desk: &Desk, path: &Path, found: &[Found], new: &str) -> bool {
    let Some((entry, file)) = desk.entry(path).and_then(|entry| Some((entry, entry.file()?))) else { return false };
    let here = found.iter().filter(|found| found.path == path);
    let edits = here.map(|found| Edit { span: found.occurrence.span, text: new.to_owned() });
    let text = fix::apply(file.text(), &[Fix { edits: edits.collect() }]);
    let after = SourceFile::new(file.name(), text);
    let (tree, findings) = syntax::parse(&after, entry.source);
    let named = |tree: &ast::File, file: &SourceFile| names::occurrences(tree, file, &Forms::new());
    let (before, behind) = (named(&entry.tree, file), named(&tree, &after));
    findings.len() <= syntax::parse(file, entry.source).1.len()
        && before.len() == behind.len()
        && before.iter().zip(&behind).all(|(one, other)| one.is_alike(other))
}

/// A name as names are compared, a title as it is printed.
fn spelled(desk: &Desk, path: &Path, found: &Occurrence) -> String {
    let file = desk.entry(path).and_then(|entry| entry.file());
    match &found.thing {
        Thing::Limit(_, title) | Thing::Titled(_, title) => title.clone(),
        _ => file.map(|file| name_text(file, Name(found.span))).unwrap_or_default(),
    }
}

/// Whether another thing of its sort has the name already.
fn is_taken(desk: &Desk, path: &Path, here: &Occurrence, new: &str) -> bool {
    let (name, title) = (folded(new), new.split_whitespace().collect::<Vec<_>>().join(" "));
    let own = spelled(desk, path, here);
    if own == name || own == title {
        return false;
    }
    let home = desk.home(path, &here.thing);
    let has_it = |other: &Occurrence| match (&other.thing, &here.thing) {
        (Thing::Named(one, _), Thing::Named(two, _)) => one == two && spelled(desk, &home, other) == name,
        (Thing::Step(one, step), Thing::Step(two, own)) => {
            one == two && step.kind == own.kind && step.name == StepName::Id(name.clone())
        }
        (Thing::Limit(one, taken), Thing::Limit(two, _)) | (Thing::Titled(one, taken), Thing::Titled(two, _)) => {
            one == two && *taken == title
        }
        _ => false,
    };
    desk.occurrences(&home).iter().any(|other| other.declares && has_it(other))
}

#[expect(clippy::mutable_key_type, reason = "the protocol's type; nothing changes a key")]
fn edits(desk: &Desk, found: Vec<Found>, new: &str) -> WorkspaceEdit {
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for found in found {
        let Some(location) = desk.location(&found) else { continue };
        changes.entry(location.uri).or_default().push(TextEdit::new(location.range, new.to_owned()));
    }
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}
