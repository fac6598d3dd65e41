//! What mends the findings at a place, and the whole file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, Range, TextEdit, Uri, WorkspaceEdit};

use super::desk::Desk;
use super::entry::Entry;
use super::findings::{self, Page};
use crate::diagnostic::{Diagnostic, Problem, Severity};
use crate::fix::{self, Checked, Edit, Fix};
use crate::language::Language;
use crate::levels::Levels;
use crate::program::{ParsedFile, Program};
use crate::report::desk as words;
use crate::source::{SourceFile, SourceId, Sources, Span};

/// The fixes of the findings in a range, each by itself, and that of the whole file.
pub fn actions(
    desk: &mut Desk,
    path: &Path,
    range: Range,
    only: Option<&[CodeActionKind]>,
) -> Option<Vec<CodeActionOrCommand>> {
    let uri = desk.uri(path)?;
    let wanted = |kind: &CodeActionKind| only.is_none_or(|only| only.iter().any(|one| is_of(kind, one)));
    let levels = desk.levels(path);
    let entry = desk.entry(path)?;
    let (file, unit, checked) = (entry.file()?, entry.unit()?, entry.checked()?);
    let language = desk.language.unwrap_or(unit.language);
    let told = findings::told(&checked, &levels);
    let fixes: Vec<(&Diagnostic, Severity, Fix)> = told
        .into_iter()
        .filter_map(|(finding, severity)| Some((finding, severity, fix::fix(finding, file, unit.language)?)))
        .collect();
    let mut actions = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        let rule_pages = desk.rule_pages.as_deref();
        let page = Page { uri: &uri, file, lines: &entry.lines, language, words: unit.language, rule_pages };
        for (finding, severity, fix) in &fixes {
            if touches(entry.range(finding.span), range) {
                let shown = page.shown(vec![(finding, *severity)]);
                actions.push(CodeAction {
                    title: title(fix, file, language),
                    kind: Some(CodeActionKind::QUICKFIX),
                    diagnostics: Some(shown),
                    edit: Some(edit(uri.clone(), entry, &fix.edits)),
                    is_preferred: Some(true),
                    ..CodeAction::default()
                });
            }
        }
    }
    if !fixes.is_empty() && wanted(&CodeActionKind::SOURCE_FIX_ALL) {
        actions.push(all(desk, path, &levels, language)?);
    }
    Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

/// Whether a kind of action is one of those asked for: `source.fixAll` is of `source`.
fn is_of(kind: &CodeActionKind, asked: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(asked.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || asked.as_str().is_empty())
}

fn touches(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// What a fix does, told by its first edit.
fn title(fix: &Fix, file: &SourceFile, language: Language) -> String {
    let told = fix.edits.first().map(|edit| words::mend(file.slice(edit.span), &edit.text, language));
    told.unwrap_or_default()
}

/// Mends the whole file, round by round.
fn all(desk: &Desk, path: &Path, levels: &Levels, language: Language) -> Option<CodeAction> {
    let uri = desk.uri(path)?;
    let before = checked(desk, path, None, levels)?;
    let text = before.file.text().to_owned();
    let mended = fix::mend(before, |text| checked(desk, path, Some(text), levels));
    let entry = desk.entry(path)?;
    let edits = changed(entry, &text, mended.checked.file.text());
    Some(CodeAction {
        title: words::mend_all(language),
        kind: Some(CodeActionKind::SOURCE_FIX_ALL),
        edit: Some(of_file(uri, edits)),
        ..CodeAction::default()
    })
}

/// What is found in a file with another text.
fn checked(desk: &Desk, path: &Path, text: Option<String>, levels: &Levels) -> Option<Checked> {
    let (program, source) = program(desk, path, text)?;
    Checked::of(&program, source, levels)
}

/// A file and those it uses, put together anew; it with another text.
fn program(desk: &Desk, path: &Path, text: Option<String>) -> Option<(Program, SourceId)> {
    let mut order = desk.order(path);
    let last = order.pop()?;
    let mut sources = Sources::default();
    let mut files: Vec<ParsedFile> = Vec::new();
    for used in &order {
        let file = desk.entry(used)?.file()?.clone();
        add(desk, used, file, &order, (&mut sources, &mut files));
    }
    let own = desk.entry(&last)?.file()?;
    let file = SourceFile::new(own.name(), text.unwrap_or_else(|| own.text().to_owned()));
    let source = add(desk, &last, file, &order, (&mut sources, &mut files));
    Some((Program::compile(sources, files), source))
}

fn add(
    desk: &Desk,
    path: &Path,
    file: SourceFile,
    order: &[PathBuf],
    (sources, files): (&mut Sources, &mut Vec<ParsedFile>),
) -> SourceId {
    let source = sources.add(file);
    if let Some(text) = sources.get(source) {
        let mut parsed = ParsedFile::parse(source, text);
        parsed.uses = parsed.link(text, |written| {
            let used = desk.used(path, written)?;
            order.iter().position(|one| *one == used).ok_or(Problem::UsesItself)
        });
        files.push(parsed);
    }
    source
}

/// The edits of a fix.
fn edit(uri: Uri, entry: &Entry, edits: &[Edit]) -> WorkspaceEdit {
    let edits = edits.iter().map(|edit| TextEdit::new(entry.range(edit.span), edit.text.clone()));
    of_file(uri, edits.collect())
}

fn of_file(uri: Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() }
}

/// One edit that makes another text of a file: what is alike at its beginning and end stays, by whole lines.
pub fn changed(entry: &Entry, before: &str, after: &str) -> Vec<TextEdit> {
    if before == after {
        return Vec::new();
    }
    let alike = before.split_inclusive('\n').zip(after.split_inclusive('\n')).take_while(|(one, other)| one == other);
    let start: usize = alike.map(|(line, _)| line.len()).sum();
    let (rest, new) = (before.get(start..).unwrap_or_default(), after.get(start..).unwrap_or_default());
    let behind = rest.split_inclusive('\n').rev().zip(new.split_inclusive('\n').rev());
    let end: usize = behind.take_while(|(one, other)| one == other).map(|(line, _)| line.len()).sum();
    let span = Span::new(entry.source, in_u32(start), in_u32(before.len() - end));
    let text = new.get(..new.len() - end).unwrap_or_default();
    vec![TextEdit::new(entry.range(span), text.to_owned())]
}

fn in_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
