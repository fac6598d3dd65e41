//! The parser: takes a file line by line.

use std::ops::Range;

use pest::Parser;

use super::fold::{self, FoldError, Folded};
use super::grammar::{RegParser, Rule};
use super::guess;
use super::line::{self, Reading};
use super::lower::{self, Lowering, Place, Tree};
use super::mixed::Mixed;
use super::statement::{Line, Statement};
use super::stop::{self, Stop, word_at};
use super::structure::Structure;
use super::titles::MixedTitles;
use crate::ast::File;
use crate::diagnostic::{Diagnostic, Mend, Problem, Section};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::source::{SourceFile, SourceId, Span};

/// The marks of quotations.
const MARKS: [char; 6] = ['«', '»', '"', '“', '”', '„'];

/// After so many findings a file is taken for something else than a `.reg` file, and reading stops.
pub const MAX_FINDINGS: usize = 1000;

/// Parses a file. The tree holds every line that was understood.
#[must_use]
pub fn parse(source: &SourceFile, id: SourceId) -> (File, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut lines = lines(source);
    let language = match header(&mut lines, id, &mut findings) {
        Ok(language) => language,
        Err(finding) => {
            let language = Language::guess(source.text());
            return (File { language, ..File::default() }, vec![finding]);
        }
    };
    let structure = Structure::new(source, File { language, ..File::default() }, &mut findings);
    let mut reader = Reader {
        id,
        language,
        structure,
        mixed: Mixed::default(),
        titles: MixedTitles::default(),
        folded: Folded::default(),
        tree: Tree::default(),
    };
    while let Some((base, text)) = lines.next() {
        if reader.read(text, base, lines.clone().next().map(|(_, next)| next)) {
            lines.next();
        }
        if reader.structure.findings().len() >= MAX_FINDINGS {
            let at = Span::new(id, base, base);
            reader.structure.findings().push(Diagnostic::new(Problem::TooMany(MAX_FINDINGS), at));
            break;
        }
    }
    let end = u32::try_from(source.text().len()).unwrap_or(u32::MAX);
    let Reader { structure, mixed, titles, .. } = reader;
    let file = structure.finish(Span::new(id, end, end));
    findings.extend(mixed.finding());
    findings.extend(titles.finding());
    (file, findings)
}

/// The lines of a file with the byte each begins at.
pub(super) fn lines(file: &SourceFile) -> impl Iterator<Item = (u32, &str)> + Clone {
    (0..file.line_count()).map(|index| {
        let range = file.line_range(index);
        (u32::try_from(range.start).unwrap_or(u32::MAX), file.text().get(range).unwrap_or_default())
    })
}

/// Reads the first line that is not blank: `reg 1 ru`.
pub(super) fn header<'a>(
    lines: &mut impl Iterator<Item = (u32, &'a str)>,
    id: SourceId,
    findings: &mut Vec<Diagnostic>,
) -> Result<Language, Diagnostic> {
    let mut folded = Folded::default();
    for (base, text) in lines {
        let place = |start, end| Span::new(id, base + start, base + end);
        let len = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let no_header = || Diagnostic::new(Problem::NoHeader, place(0, len));
        folded.fold(text, false).map_err(|_| no_header())?;
        if folded.text().is_empty() {
            continue;
        }
        let mut tree = Tree::default();
        let line = RegParser::parse(Rule::header_line, folded.text()).ok().and_then(|pairs| tree.lay_out(pairs));
        let line = line.ok_or_else(no_header)?;
        let place = Place { folded: &folded, line: text, source: id, base };
        let (Some(edition), Some(code)) = (line.find(Rule::integer), line.find(Rule::id)) else {
            return Err(no_header());
        };
        if edition.as_str() != "1" {
            let problem = Problem::UnknownEdition(edition.as_str().to_owned());
            findings.push(Diagnostic::new(problem, place.pair(edition)));
        }
        return Language::from_code(code.as_str())
            .ok_or_else(|| Diagnostic::new(Problem::UnknownLanguage(code.as_str().to_owned()), place.pair(code)));
    }
    Err(Diagnostic::new(Problem::NoHeader, Span::new(id, 0, 0)))
}

/// Reads a file line by line.
struct Reader<'a> {
    id: SourceId,
    language: Language,
    structure: Structure<'a>,
    mixed: Mixed,
    titles: MixedTitles,
    /// The line that is read; its memory serves the next line too, as that of its pairs does.
    folded: Folded,
    tree: Tree,
}

impl Reader<'_> {
    /// Folds, parses and lowers one line and hands it to the structure; whether the next line, which it takes as its
    /// text, goes on with it.
    fn read(&mut self, text: &str, base: u32, next: Option<&str>) -> bool {
        let Err(error) = self.folded.fold(text, self.language != Language::En) else {
            self.read_folded(text, base);
            return false;
        };
        let goes_on = matches!(error, FoldError::OpenQuote(_)) && next.is_some_and(|next| self.goes_on(text, next));
        self.broken_quotation(text, base, error, goes_on);
        goes_on
    }

    /// Parses and lowers the line that is folded.
    fn read_folded(&mut self, text: &str, base: u32) {
        if self.folded.text().is_empty() {
            return;
        }
        let place = Place { folded: &self.folded, line: text, source: self.id, base };
        if let Some(number) = guess::list_number(place.folded.text(), self.structure.section()) {
            let (span, found) = (place.span(0, number.len()), place.typed(0, number.len()));
            let problem = Problem::NotUnderstood { expected: Vec::new(), found, mend: Some(Mend::NoNumber) };
            self.structure.findings().push(Diagnostic::new(problem, span));
            // It is understood without its number.
            let line = blanked(text, 0..(span.end - base) as usize);
            if self.folded.fold(&line, self.language != Language::En).is_ok() {
                self.read_folded(&line, base);
            }
            return;
        }
        let span = place.span(0, place.folded.text().len());
        self.mixed.see(place);
        self.titles.see(place);
        let structure = &mut self.structure;
        let statement = match line::reading(place.folded.text(), structure.section()) {
            Reading::By(rule, keyword) => understand(rule, place, self.language, &mut self.tree, structure.findings())
                .or_else(|| without_colon(rule, place, self.language, &mut self.tree, structure.findings()))
                .unwrap_or(Statement::Broken(keyword)),
            Reading::Misplaced(_, keyword, _) if structure.is_adrift() => Statement::Broken(Some(keyword)),
            Reading::Misplaced(word, keyword, home) => {
                let problem = Problem::Misplaced { word: word.to_owned(), home };
                structure.findings().push(Diagnostic::new(problem, place.span(0, word.len())));
                Statement::Broken(Some(keyword))
            }
            Reading::Named => named(place, self.language, &mut self.tree, structure),
            Reading::Unknown => unknown(place, self.language, structure),
        };
        structure.take(Line { statement, span });
    }

    /// A line with a quotation mark that cannot be made sense of.
    fn broken_quotation(&mut self, text: &str, base: u32, error: FoldError, goes_on: bool) {
        let text = text.trim_end();
        let (problem, at) = match error {
            FoldError::OpenQuote(at) => {
                let close = if goes_on { None } else { self.closing_mark(text, at) };
                (Problem::QuoteOpen { close, goes_on }, at)
            }
            FoldError::QuotesTooDeep(at) => (Problem::QuotesTooDeep, at),
        };
        let place = |offset: usize| base + u32::try_from(offset).unwrap_or(u32::MAX);
        let span = Span::new(self.id, place(0), place(text.len()));
        self.structure.findings().push(Diagnostic::new(problem, Span { start: place(at), ..span }));
        // The words before the mark still tell which line this was meant to be.
        let before = text.get(..at).unwrap_or_default();
        let section = self.structure.section();
        let keyword = self.folded.fold(before, true).ok().and_then(|()| keyword_of(self.folded.text(), section));
        self.structure.take(Line { statement: Statement::Broken(keyword), span });
    }

    /// Whether a line's quotation, not closed there, is closed by the next line, which says nothing alone: a word
    /// processor has broken the line.
    fn goes_on(&mut self, text: &str, next: &str) -> bool {
        let next = next.trim();
        if next.is_empty() || self.is_understood(next) {
            return false;
        }
        let mark = next.chars().find(|letter| MARKS.contains(letter));
        matches!(mark, Some('»' | '”')) || self.is_understood(&format!("{} {next}", text.trim_end()))
    }

    /// Whether a line, as typed, would be understood here.
    fn is_understood(&mut self, line: &str) -> bool {
        let folds = self.folded.fold(line, self.language != Language::En).is_ok();
        folds && guess::is_understood(self.folded.text(), self.structure.section())
    }

    /// The mark that closes the quotation which begins at a place of a line, where it can only be meant to
    /// reach to the end of the line.
    fn closing_mark(&mut self, text: &str, at: usize) -> Option<char> {
        let quoted = text.get(at..)?;
        let open = quoted.chars().next()?;
        let close = fold::closing_mark(open)?;
        let quoted = quoted.get(open.len_utf8()..)?;
        let cyrillic = self.language != Language::En;
        self.folded.fold(quoted, cyrillic).ok()?;
        if !guess::reaches_to_the_end(quoted, self.folded.text()) {
            return None;
        }
        self.is_understood(&format!("{text}{close}")).then_some(close)
    }
}

/// The keyword that a folded line begins with, wherever that is at home.
pub(super) fn keyword_of(line: &str, section: Section) -> Option<Keyword> {
    match line::reading(line, section) {
        Reading::By(_, keyword) => keyword,
        Reading::Misplaced(_, keyword, _) => Some(keyword),
        Reading::Named => Some(Keyword::Fact),
        Reading::Unknown => None,
    }
}

/// Parses and lowers a line by its rule.
pub(super) fn understand(
    rule: Rule,
    place: Place<'_>,
    language: Language,
    tree: &mut Tree,
    findings: &mut Vec<Diagnostic>,
) -> Option<Statement> {
    let pairs = RegParser::parse(rule, place.folded.text())
        .map_err(|error| findings.push(not_understood(&error, rule, place, language)))
        .ok()?;
    let line = tree.lay_out(pairs)?;
    lower::foreign_keywords(line, place, language, findings);
    Lowering { place, findings }.statement(line)
}

/// A line that was not understood for a colon alone, which has its finding: without it, it says all it should.
fn without_colon(
    rule: Rule,
    place: Place<'_>,
    language: Language,
    tree: &mut Tree,
    findings: &mut Vec<Diagnostic>,
) -> Option<Statement> {
    let found = findings.last().filter(|found| {
        matches!(found.problem, Problem::NotUnderstood { mend: Some(Mend::NoColon), .. })
            && found.span.start >= place.base
    })?;
    let colon = (found.span.start - place.base) as usize;
    place.line.get(colon..).filter(|behind| behind.starts_with(':'))?;
    let line = blanked(place.line, colon..colon + 1);
    let mut folded = Folded::default();
    folded.fold(&line, language != Language::En).ok()?;
    understand(rule, Place { folded: &folded, line: &line, ..place }, language, tree, findings)
}

/// A line with blanks in the place of what stands there, so that everything else stays where it was.
fn blanked(line: &str, bytes: Range<usize>) -> String {
    let (before, behind) = (line.get(..bytes.start).unwrap_or_default(), line.get(bytes.end..).unwrap_or_default());
    format!("{before}{}{behind}", " ".repeat(bytes.len()))
}

/// Puts pest's error into the tool's words: where it stopped, what it would have taken, what it found.
fn not_understood(error: &pest::error::Error<Rule>, rule: Rule, place: Place<'_>, language: Language) -> Diagnostic {
    let text = place.folded.text();
    if let Some((verb, at, both)) = guess::half_a_jump(text, rule, language) {
        let end = at + verb.len();
        let (expected, found) = (Vec::new(), place.typed(at, end));
        let problem = Problem::NotUnderstood { expected, found, mend: Some(Mend::Word(both)) };
        return Diagnostic::new(problem, place.span(at, end));
    }
    let Stop { start, end, expected } = stop::stop(text, error, rule, language);
    let (mend, end) = match guess::mend(text, start, rule, &expected, language) {
        Some((mend @ (Mend::Word(_) | Mend::Perhaps(_)), len)) => (Some(mend), start + len),
        mend => (mend.map(|(mend, _)| mend), end),
    };
    let found = place.typed(start, end);
    Diagnostic::new(Problem::NotUnderstood { expected, found, mend }, place.span(start, end))
}

/// A line of a case that begins with a name: it gives a fact, unless its keyword is mistyped.
fn named(place: Place<'_>, language: Language, tree: &mut Tree, structure: &mut Structure<'_>) -> Statement {
    let mut findings = Vec::new();
    let fact = understand(Rule::case_fact_line, place, language, tree, &mut findings);
    if fact.is_none() && guess::keyword(place.folded.text(), language).is_some() {
        return unknown(place, language, structure);
    }
    structure.findings().append(&mut findings);
    fact.unwrap_or(Statement::Broken(Some(Keyword::Fact)))
}

/// A line that begins with no word of the language: the nearest one is suggested.
fn unknown(place: Place<'_>, language: Language, structure: &mut Structure<'_>) -> Statement {
    let text = place.folded.text();
    let section = structure.section();
    let nearest = guess::keyword(text, language);
    let len = nearest.as_ref().map_or_else(|| word_at(text).len(), |near| guess::number(text).len() + near.typed.len());
    let meant = nearest.as_ref().map(|near| guess::meant(near, text, section, language));
    let problem = Problem::UnknownWord { word: place.typed(0, len), meant, section };
    structure.findings().push(Diagnostic::new(problem, place.span(0, len)));
    Statement::Broken(nearest.map(|near| near.keyword))
}
