//! Lines of a case typed at the command line, put together and read as the language reads them: so they
//! mean the same, and what is wrong with them is told the same way.

use crate::cli::open::Opened;
use crate::cli::output::Failure;
use crate::cli::{Shared, width};
use crate::diagnostic::Diagnostic;
use crate::keywords::Keyword;
use crate::model::Case;
use crate::program::ParsedFile;
use crate::report::message::say;
use crate::report::{self, Finding};
use crate::resolve;
use crate::source::{SourceFile, Sources};
use crate::words;

/// Reads the text of a file of one case.
pub fn read(title: &str, text: String, opened: &Opened, shared: &Shared) -> Result<Case, Failure> {
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new(title, text));
    let empty = SourceFile::new("", String::new());
    let source = sources.get(id).unwrap_or(&empty);
    let ParsedFile { tree, mut findings, .. } = ParsedFile::parse(id, source);
    let cases = resolve::cases(&tree, source, &opened.set, &mut findings);
    findings.retain(Diagnostic::is_error);
    cases.into_iter().next().filter(|_| findings.is_empty()).ok_or_else(|| {
        let language = opened.language;
        let found: Vec<_> =
            findings.iter().map(|diagnostic| Finding::by_rule(diagnostic, language, language)).collect();
        Failure::report(report::human(&found, &sources, shared.color.on(true), width()))
    })
}

/// Reads one line more of a case: what that line says alone.
pub fn line(line: &str, case: &Case, opened: &Opened, shared: &Shared) -> Result<Case, Failure> {
    let language = opened.language;
    let word = |keyword: Keyword| keyword.canonical(language);
    let variant = case.variant.and_then(|variant| opened.set.head.variant(variant));
    let variant = variant.map(|variant| format!("  {}: {}\n", word(Keyword::Variant), variant.id)).unwrap_or_default();
    let text = format!(
        "reg 1 {}\n{} «?»\n  {}: {}\n{variant}  {}: {}\n  {line}\n",
        language.code(),
        word(Keyword::Case),
        word(Keyword::Procedure),
        case.procedure,
        word(Keyword::Filed),
        words::instant(case.filed)
    );
    let title = say!(language, "ответ", "жауап", "answer");
    read(&title, text, opened, shared)
}
