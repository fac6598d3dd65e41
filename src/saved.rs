//! A case written into the text of a file: added behind all else, or in place of what its block said
//! before. Everything that is not about it stays byte for byte.
//!
//! Of a block that is there already, only lines about what is answered are touched: those that say
//! otherwise are changed where they stand, those that hold no longer are taken out, and new ones are added
//! behind them. So comments, expectations and the order of the lines stay the author's. What was
//! made is read again, and refused where it does not say what was to be written.

use crate::ast::{self, CaseAttribute};
use crate::diagnostic::Diagnostic;
use crate::graph::ProcessSet;
use crate::language::Language;
use crate::model::{Case, FactId, Given, GivenValue, Value};
use crate::program::ParsedFile;
use crate::report::case;
use crate::resolve;
use crate::source::{SourceFile, SourceId, Span};

/// Why a case cannot be written into a file without harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotSave {
    /// Its case of that title is about another procedure, kind of the service or filing.
    Another,
    /// It has errors, or has them with the case.
    Unsound,
    /// What would stand there does not mean what was to be written.
    Otherwise,
}

/// The text of a file with a case of a regulation in it.
///
/// # Errors
///
/// Why it cannot be written there.
pub fn with_case(set: &ProcessSet, file: &SourceFile, case: &Case) -> Result<String, CannotSave> {
    let read = Read::of(set, file)?;
    let text = match read.cases.iter().find(|known| known.title == case.title) {
        None => appended(set, file, case, read.tree.language),
        Some(known) => edited(set, file, &read.tree, known, case)?,
    };
    let written = SourceFile::new(file.name(), text);
    let again = Read::of(set, &written)?;
    let says = again.cases.iter().filter(|known| known.title == case.title).any(|known| is_same(known, case));
    if says { Ok(written.into_text()) } else { Err(CannotSave::Otherwise) }
}

/// A title that no case of a file has: this one, or this one with a number.
#[must_use]
pub fn free_title(set: &ProcessSet, file: &SourceFile, title: &str) -> String {
    let known = Read::of(set, file).map(|read| read.cases).unwrap_or_default();
    case::free_title(title, |title| known.iter().any(|case| case.title == title))
}

/// A file with its cases.
struct Read {
    tree: ast::File,
    cases: Vec<Case>,
}

impl Read {
    fn of(set: &ProcessSet, file: &SourceFile) -> Result<Self, CannotSave> {
        let ParsedFile { tree, mut findings, .. } = ParsedFile::parse(SourceId::default(), file);
        let cases = resolve::cases(&tree, file, set, &mut findings);
        if findings.iter().any(Diagnostic::is_error) { Err(CannotSave::Unsound) } else { Ok(Self { tree, cases }) }
    }
}

/// Whether two cases say the same, in whatever order.
fn is_same(one: &Case, other: &Case) -> bool {
    let facts = |case: &Case| {
        let mut facts = case.facts.clone();
        facts.sort_by_key(|(fact, _)| *fact);
        facts
    };
    is_about_same(one, other)
        && one.given.len() == other.given.len()
        && other.given.iter().all(|given| one.given.iter().any(|known| says_same(known, given)))
        && (&one.results, &one.events, &one.extended) == (&other.results, &other.events, &other.extended)
        && facts(one) == facts(other)
}

fn is_about_same(one: &Case, other: &Case) -> bool {
    (&one.procedure, one.variant, one.filed) == (&other.procedure, other.variant, other.filed)
}

fn says_same(one: &Given, other: &Given) -> bool {
    is_for_same(one, other) && one.value == other.value
}

/// Whether two lines are about the same thing, so that the later one counts.
fn is_for_same(one: &Given, other: &Given) -> bool {
    let is_answer = |given: &Given| matches!(given.value, GivenValue::Answers(_));
    (&one.within, &one.about, is_answer(one)) == (&other.within, &other.about, is_answer(other))
}

/// The file with the case as its last block, behind a blank line.
fn appended(set: &ProcessSet, file: &SourceFile, case: &Case, language: Language) -> String {
    let line_end = line_end(file);
    let mut text = file.text().to_owned();
    if !text.ends_with('\n') {
        text += line_end;
    }
    if file.line_text(file.line_count().saturating_sub(2)).trim() != "" {
        text += line_end;
    }
    text + &case::block(set, case, &case.title, language).replace('\n', line_end)
}

fn line_end(file: &SourceFile) -> &'static str {
    if file.text().contains("\r\n") { "\r\n" } else { "\n" }
}

/// The file with what its case says brought to what another one says.
fn edited(
    set: &ProcessSet,
    file: &SourceFile,
    tree: &ast::File,
    known: &Case,
    case: &Case,
) -> Result<String, CannotSave> {
    if !is_about_same(known, case) || (&known.events, &known.extended) != (&case.events, &case.extended) {
        return Err(CannotSave::Another);
    }
    let block = tree.cases.iter().find(|block| block.span == known.span).ok_or(CannotSave::Unsound)?;
    let mut edits = Edits { set, file, language: tree.language, changed: Vec::new(), added: Vec::new() };
    edits.facts(block, known, case);
    edits.given(known, case);
    edits.results(block, known, case);
    Ok(edits.made(block))
}

/// What is changed in a block.
struct Edits<'a> {
    set: &'a ProcessSet,
    file: &'a SourceFile,
    language: Language,
    /// Lines that say something else, or nothing any more.
    changed: Vec<(Span, Option<String>)>,
    /// Lines behind them.
    added: Vec<String>,
}

impl Edits<'_> {
    fn facts(&mut self, block: &ast::Case, known: &Case, case: &Case) {
        let value = |case: &Case, id: FactId| -> Option<Value> {
            case.facts.iter().find(|(fact, _)| *fact == id).map(|(_, value)| value.clone())
        };
        // The facts of a case stand in the order of its lines.
        let is_fact = |line: &CaseAttribute| matches!(line, CaseAttribute::Fact(..));
        let lines = block.attributes.iter().filter(|line| is_fact(&line.value)).map(|line| line.span);
        for ((fact, before), span) in known.facts.iter().zip(lines) {
            match value(case, *fact) {
                Some(now) if now == *before => {}
                Some(now) => self.changed.push((span, case::fact(self.set, *fact, &now, self.language))),
                None => self.changed.push((span, None)),
            }
        }
        let new = case.facts.iter().filter(|(fact, _)| value(known, *fact).is_none());
        self.added.extend(new.filter_map(|(fact, value)| case::fact(self.set, *fact, value, self.language)));
    }

    fn given(&mut self, known: &Case, case: &Case) {
        for before in &known.given {
            let Some(span) = before.span else { continue };
            match case.given.iter().find(|now| is_for_same(before, now)) {
                Some(now) if now.value == before.value => {}
                Some(now) => self.changed.push((span, Some(case::given(now, ": ", self.language)))),
                None => self.changed.push((span, None)),
            }
        }
        let is_new = |now: &&Given| !known.given.iter().any(|before| is_for_same(before, now));
        self.added.extend(case.given.iter().filter(is_new).map(|now| case::given(now, ": ", self.language)));
    }

    fn results(&mut self, block: &ast::Case, known: &Case, case: &Case) {
        if let Some(more) = case.results.strip_prefix(known.results.as_slice()) {
            self.added.extend(case::results(self.set, more, self.language));
            return;
        }
        let is_result = |line: &CaseAttribute| matches!(line, CaseAttribute::Result(_));
        let lines = block.attributes.iter().filter(|line| is_result(&line.value));
        let mut now = case::results(self.set, &case.results, self.language);
        self.changed.extend(lines.map(|line| (line.span, now.take())));
    }

    /// The text of the file with these edits.
    fn made(mut self, block: &ast::Case) -> String {
        let is_expectation = |line: &CaseAttribute| {
            matches!(
                line,
                CaseAttribute::ExpectedOutcome(_)
                    | CaseAttribute::ExpectedCompletion(_)
                    | CaseAttribute::ExpectedLimit(_)
                    | CaseAttribute::ExpectedTermKept(_)
            )
        };
        let last = block.attributes.iter().rfind(|line| !is_expectation(&line.value));
        let last = last.map_or(block.span, |line| line.span);
        let line = self.file.line_index(last.start);
        let (at, written) = (self.file.line_range(line).end, self.file.line_text(line));
        let blank = written.len() - written.trim_start().len();
        let indent = if last == block.span { "  " } else { written.get(..blank).unwrap_or_default() };
        let line_end = line_end(self.file);
        let added: String = self.added.iter().flat_map(|line| [line_end, indent, line]).collect();
        self.changed.sort_by_key(|(span, _)| span.start);
        let mut replaced: Vec<(usize, usize, String)> = self.changed.iter().map(|one| self.replaced(one)).collect();
        // A line that is taken out at the very place goes first.
        let place = replaced.iter().find(|(from, to, _)| (*from..*to).contains(&at)).map_or(at, |(_, to, _)| *to);
        let added = if place == at { added } else { self.as_lines(indent) };
        replaced.push((place, place, added));
        replaced.sort_by_key(|(from, to, _)| (*from, *to));
        spliced(self.file.text(), &replaced)
    }

    /// The bytes that a changed line takes away, and those it puts there. One that is taken out takes its
    /// line end with it; a comment behind it stays.
    fn replaced(&self, (span, line): &(Span, Option<String>)) -> (usize, usize, String) {
        let range = span.range();
        if let Some(line) = line {
            return (range.start, range.end, line.clone());
        }
        let index = self.file.line_index(span.start);
        let whole = self.file.line_range(index);
        let stands_alone = self.file.line_text(index).trim() == self.file.slice(*span).trim();
        if !stands_alone {
            return (range.start, range.end, String::new());
        }
        let next = self.file.line_range(index + 1).start;
        (whole.start, next.max(whole.end), String::new())
    }

    fn as_lines(&self, indent: &str) -> String {
        let line_end = line_end(self.file);
        self.added.iter().flat_map(|line| [indent, line, line_end]).collect()
    }
}

/// A text with stretches of it replaced; they stand in order and do not overlap.
fn spliced(text: &str, replaced: &[(usize, usize, String)]) -> String {
    let mut made = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end, new) in replaced {
        made += text.get(from..*start).unwrap_or_default();
        made += new;
        from = *end;
    }
    made + text.get(from..).unwrap_or_default()
}
