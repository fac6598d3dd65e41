//! What a file declares, as an outline; and what all files declare, by name.

use std::path::Path;

use lsp_types::{DocumentSymbol, Location, SymbolInformation, SymbolKind};

use super::desk::Desk;
use super::entry::Entry;
use super::names;
use crate::ast::{self, Element, Text};
use crate::source::Span;

/// As many symbols are found at once.
const MAX_FOUND: usize = 500;

/// A declaration.
struct Symbol {
    name: String,
    detail: String,
    kind: SymbolKind,
    /// The name or title.
    span: Span,
    /// The steps of a procedure.
    inside: Vec<Symbol>,
}

/// The outline of a file.
pub fn outline(entry: &Entry) -> Vec<DocumentSymbol> {
    let end = u32::try_from(entry.text().len()).unwrap_or(u32::MAX);
    within(entry, symbols(entry), end)
}

/// The symbols of a block that ends at an offset: each reaches to the next one.
fn within(entry: &Entry, symbols: Vec<Symbol>, end: u32) -> Vec<DocumentSymbol> {
    let ends: Vec<u32> = symbols.iter().skip(1).map(|next| line_start(entry, next.span.start)).chain([end]).collect();
    let shown = symbols.into_iter().zip(ends).map(|(symbol, end)| {
        let Symbol { name, detail, kind, span, inside } = symbol;
        let end = end.max(span.end);
        let children = within(entry, inside, end);
        let text = entry.text().get(span.start as usize..end as usize).unwrap_or_default();
        let until = span.start + u32::try_from(text.trim_end().len()).unwrap_or_default();
        let range = entry.range(Span::new(span.source, line_start(entry, span.start), until.max(span.end)));
        #[expect(deprecated, reason = "the field has to be there")]
        DocumentSymbol {
            name: if name.is_empty() { "?".to_owned() } else { name },
            detail: Some(detail).filter(|detail| !detail.is_empty()),
            kind,
            tags: None,
            deprecated: None,
            range,
            selection_range: entry.range(span),
            children: (!children.is_empty()).then_some(children),
        }
    });
    shown.collect()
}

fn line_start(entry: &Entry, offset: u32) -> u32 {
    let start = entry.lines.range(entry.text(), entry.lines.line(offset)).start;
    u32::try_from(start).unwrap_or(offset)
}

/// What a file declares, in text order.
fn symbols(entry: &Entry) -> Vec<Symbol> {
    let tree = &entry.tree;
    let mut found = Vec::new();
    let mut add = |id: ast::Name, title: Option<Text>, kind| {
        found.push(symbol(entry, id.0, title, kind));
    };
    tree.regulation.iter().for_each(|one| add(one.id, Some(one.title), SymbolKind::MODULE));
    tree.calendars.iter().for_each(|one| add(one.id, Some(one.title), SymbolKind::NAMESPACE));
    tree.participants.iter().for_each(|one| add(one.id, Some(one.title), SymbolKind::CLASS));
    tree.outcomes.iter().for_each(|one| add(one.id, Some(one.title), SymbolKind::ENUM_MEMBER));
    tree.variants.iter().for_each(|one| add(one.id, one.title, SymbolKind::ENUM));
    tree.events.iter().for_each(|one| add(one.id, Some(one.title), SymbolKind::EVENT));
    tree.facts.iter().for_each(|one| add(one.id, Some(one.title), SymbolKind::VARIABLE));
    for procedure in &tree.procedures {
        let mut one = symbol(entry, procedure.id.0, Some(procedure.title), SymbolKind::FUNCTION);
        steps(entry, &procedure.body, &mut one.inside);
        found.push(one);
    }
    for case in &tree.cases {
        found.push(Symbol { detail: String::new(), ..symbol(entry, case.title.0, None, SymbolKind::CONSTRUCTOR) });
    }
    found.sort_by_key(|one| one.span.start);
    found
}

fn symbol(entry: &Entry, span: Span, title: Option<Text>, kind: SymbolKind) -> Symbol {
    let detail = title.map(|title| entry.sources.slice(title.0).to_owned()).unwrap_or_default();
    Symbol { name: entry.sources.slice(span).to_owned(), detail, kind, span, inside: Vec::new() }
}

/// The steps of a body, those of branches among them. Nesting is bounded by the parser.
fn steps(entry: &Entry, body: &[Element], found: &mut Vec<Symbol>) {
    let titled = |title: Text, line: Span, kind| {
        let before = Span::new(line.source, line.start, title.0.start.max(line.start));
        let words = entry.sources.slice(before).trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let name = format!("{words} «{}»", entry.sources.slice(title.0));
        Symbol { name, ..symbol(entry, title.0, None, kind) }
    };
    for element in body {
        match element {
            Element::Step(step) => found.push(step_symbol(entry, &step.head, SymbolKind::METHOD)),
            Element::Condition(condition) => {
                found.push(step_symbol(entry, &condition.head, SymbolKind::BOOLEAN));
                condition.branches.iter().for_each(|branch| steps(entry, &branch.body, found));
            }
            Element::Parallel(parallel) => {
                for branch in &parallel.branches {
                    found.push(titled(branch.title, branch.span, SymbolKind::STRUCT));
                    steps(entry, &branch.body, found);
                }
            }
            Element::Wait(wait) => {
                found.push(titled(wait.title, wait.span, SymbolKind::EVENT));
                steps(entry, &wait.on_reply, found);
                steps(entry, wait.on_expiry.as_deref().unwrap_or_default(), found);
            }
            Element::Interrupt(interrupt) => {
                found.push(titled(interrupt.title, interrupt.span, SymbolKind::EVENT));
                steps(entry, &interrupt.body, found);
            }
            Element::Call(call) => found.push(symbol(entry, call.procedure.0, None, SymbolKind::METHOD)),
            Element::Ending(_) => {}
        }
    }
}

fn step_symbol(entry: &Entry, head: &ast::StepHead, kind: SymbolKind) -> Symbol {
    let span = entry.file().map_or(head.span, |file| names::label(file, head));
    symbol(entry, span, Some(head.title), kind)
}

/// What the files of the editor's folders declare, as far as its name or title has the words asked for.
pub fn search(desk: &mut Desk, query: &str) -> Vec<SymbolInformation> {
    let query = query.to_lowercase();
    let mut found = Vec::new();
    for path in desk.library().paths {
        let Some(entry) = desk.entry(&path) else { continue };
        for one in symbols(entry) {
            let text = format!("{} {}", one.name, one.detail).to_lowercase();
            if found.len() < MAX_FOUND && query.split_whitespace().all(|word| text.contains(word)) {
                found.extend(information(desk, &path, entry, one));
            }
        }
    }
    found
}

fn information(desk: &Desk, path: &Path, entry: &Entry, one: Symbol) -> Option<SymbolInformation> {
    let location = Location::new(desk.uri(path)?, entry.range(one.span));
    let Symbol { name, detail, kind, .. } = one;
    #[expect(deprecated, reason = "the field has to be there")]
    Some(SymbolInformation {
        name,
        kind,
        tags: None,
        deprecated: None,
        location,
        container_name: Some(detail).filter(|detail| !detail.is_empty()),
    })
}
