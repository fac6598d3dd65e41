//! Declared names, and looking them up.

use std::cell::Cell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::ast::{self, Name, Text};
use crate::diagnostic::{Diagnostic, Meant, Namespace, Problem, Related};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{
    Counting, Duration, EventId, FactId, FactKind, OutcomeId, ParticipantId, ProcedureId, StepName, StepRef, Unit,
    VariantId, VariantSet,
};
use crate::slip;
use crate::source::{SourceFile, Span};
use crate::syntax::fold::{Folded, cyrillic_twin, is_settled};

/// A name as it is compared: folded, so that letter case and keyboard do not matter.
#[must_use]
pub fn name_text(source: &SourceFile, name: Name) -> String {
    folded(source.slice(name.0))
}

/// Text folded as a line is; text that cannot be folded stays as it is.
#[must_use]
pub fn folded(text: &str) -> String {
    if is_settled(text) {
        return text.to_owned();
    }
    let mut folded = Folded::default();
    match folded.fold(text, true) {
        Ok(()) => folded.text().to_owned(),
        Err(_) => text.to_owned(),
    }
}

/// A step's number or name, as names are compared.
#[must_use]
pub fn step_name(source: &SourceFile, name: ast::StepName) -> StepName {
    match name {
        ast::StepName::Number(number) => StepName::Number(number),
        ast::StepName::Id(id) => StepName::Id(name_text(source, id)),
    }
}

/// A reference to a step, as names are compared.
pub fn step_ref(source: &SourceFile, step: &ast::StepRef) -> StepRef {
    StepRef { kind: step.kind, name: step_name(source, step.name) }
}

/// A title as printed: as the author wrote it, with runs of blanks made one.
pub fn text(source: &SourceFile, Text(span): Text) -> String {
    let slice = source.slice(span);
    let mut text = String::with_capacity(slice.len());
    for word in slice.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// The names of a regulation and where to report.
pub struct Scope<'a> {
    pub source: &'a SourceFile,
    pub language: Language,
    pub participants: Names<ParticipantId>,
    pub outcomes: Names<OutcomeId>,
    pub variants: Names<VariantId>,
    pub events: Names<EventId>,
    pub facts: Names<FactId>,
    /// What values each fact has.
    pub fact_kinds: Vec<FactKind>,
    pub procedures: Names<ProcedureId>,
    /// How the regulation's terms are counted.
    pub counting: Counting,
    pub findings: &'a mut Vec<Diagnostic>,
}

impl Scope<'_> {
    pub fn find(&mut self, problem: Problem, span: Span) {
        self.findings.push(Diagnostic::new(problem, span));
    }

    /// A line that may stand once stands again.
    pub fn said_twice(&mut self, said: bool, word: Keyword, span: Span) {
        if said {
            self.find(Problem::SaidTwice(word.canonical(self.language).to_owned()), span);
        }
    }

    /// To the minute, only what is made up of working time can be counted.
    pub fn check_countable(&mut self, duration: &Duration, span: Span) {
        let whole = |unit: &Unit| matches!(unit, Unit::CalendarDay | Unit::Week | Unit::Month | Unit::Year);
        let found = duration.quantities.iter().map(|quantity| quantity.unit).find(whole);
        if let Some(unit) = found.filter(|_| self.counting == Counting::ToTheMinute) {
            self.find(Problem::NotToTheMinute(unit), span);
        }
    }

    /// Takes the certainty from suggestions that may be the wrong way round: where a name that is not
    /// declared stands in several places, and the one that was meant in none but its declaration, the slip may
    /// be there.
    pub fn doubt_suggestions(&mut self) {
        let mut places: HashMap<(Namespace, String), usize> = HashMap::new();
        for finding in &*self.findings {
            if let Problem::NotDeclared { namespace, name, .. } = &finding.problem {
                *places.entry((*namespace, name.clone())).or_default() += 1;
            }
        }
        let mut findings = std::mem::take(self.findings);
        for finding in &mut findings {
            if let Problem::NotDeclared { namespace, name, meant: Some(meant), .. } = &mut finding.problem
                && places.get(&(*namespace, name.clone())).is_some_and(|places| *places > 1)
            {
                meant.sure &= self.is_used(*namespace, &meant.word);
            }
        }
        *self.findings = findings;
    }

    /// Whether a declared name stands anywhere else; steps, limits and calendars have lists of their own.
    fn is_used(&self, namespace: Namespace, name: &str) -> bool {
        match namespace {
            Namespace::Participant => self.participants.is_used(name),
            Namespace::Outcome => self.outcomes.is_used(name),
            Namespace::Variant => self.variants.is_used(name),
            Namespace::Event => self.events.is_used(name),
            Namespace::Fact => self.facts.is_used(name),
            Namespace::Procedure => self.procedures.is_used(name),
            Namespace::Calendar | Namespace::Step | Namespace::Limit => false,
        }
    }

    pub fn participants(&mut self, names: &[ast::Name]) -> Vec<ParticipantId> {
        self.participants.find_all(names, self.source, self.findings)
    }

    pub fn outcomes(&mut self, names: &[ast::Name]) -> Vec<OutcomeId> {
        self.outcomes.find_all(names, self.source, self.findings)
    }

    pub fn variants(&mut self, names: Option<&Vec<ast::Name>>) -> VariantSet {
        names.map(|names| self.variants.find_all(names, self.source, self.findings))
    }
}

/// A finding about a name that is declared nowhere.
pub fn not_declared(namespace: Namespace, name: String, meant: Option<Meant>) -> Problem {
    Problem::NotDeclared { namespace, name, meant, also: Vec::new() }
}

/// A declared name.
struct Declared<Id> {
    id: Id,
    span: Span,
    /// Whether it has been looked up.
    used: Cell<bool>,
}

/// The names of one namespace.
pub struct Names<Id> {
    namespace: Namespace,
    ids: HashMap<String, Declared<Id>>,
    /// The names as they look, each with the first that looks so.
    looks: HashMap<String, String>,
    /// A declaration was not understood: a name that is missing may stand in it.
    incomplete: bool,
}

impl<Id: Copy + PartialEq> Names<Id> {
    /// A namespace without names.
    pub fn new(namespace: Namespace, incomplete: &[Namespace]) -> Self {
        Self { namespace, ids: HashMap::new(), looks: HashMap::new(), incomplete: incomplete.contains(&namespace) }
    }

    /// Declares a name; a second declaration is a finding and changes nothing.
    pub fn declare(&mut self, name: String, id: Id, span: Span, findings: &mut Vec<Diagnostic>) {
        if let Some(first) = self.ids.get(&name) {
            findings.push(Diagnostic::new(Problem::DeclaredTwice(name), span).with(Related::FirstDeclared, first.span));
            return;
        }
        match self.looks.entry(look(&name)) {
            Entry::Vacant(vacant) => {
                vacant.insert(name.clone());
            }
            Entry::Occupied(other) => {
                let problem = Problem::LooksLike(other.get().clone());
                findings.push(Diagnostic::new(problem, span));
            }
        }
        self.ids.insert(name, Declared { id, span, used: Cell::new(false) });
    }

    /// Looks a name up; one that is not declared is a finding.
    pub fn find(&self, name: Name, source: &SourceFile, findings: &mut Vec<Diagnostic>) -> Option<Id> {
        let text = name_text(source, name);
        if let Some(declared) = self.ids.get(&text) {
            declared.used.set(true);
            return Some(declared.id);
        }
        if !self.incomplete {
            let meant = nearest(&text, self.ids.keys().map(String::as_str), findings);
            findings.push(Diagnostic::new(not_declared(self.namespace, text, meant), name.0));
        }
        None
    }

    /// Whether what a name declares has been looked up, by this name or another of its own.
    pub fn is_used(&self, name: &str) -> bool {
        let Some(id) = self.ids.get(name).map(|declared| declared.id) else { return false };
        self.ids.values().any(|declared| declared.id == id && declared.used.get())
    }

    /// Looks up every name of a list; those that are not declared are findings.
    pub fn find_all(&self, names: &[Name], source: &SourceFile, findings: &mut Vec<Diagnostic>) -> Vec<Id> {
        names.iter().filter_map(|name| self.find(*name, source, findings)).collect()
    }
}

/// A name as it looks: every letter that has a Cyrillic twin is that twin.
fn look(name: &str) -> String {
    name.chars().map(|letter| cyrillic_twin(letter).unwrap_or(letter)).collect()
}

/// The lines of a block that may stand once each, as they are read.
#[derive(Default)]
pub struct SaidOnce(Vec<(Keyword, Span)>);

impl SaidOnce {
    /// Notes a line by its keyword, if it may stand once; a second one is a finding.
    pub fn see(&mut self, keyword: Option<Keyword>, span: Span, language: Language, findings: &mut Vec<Diagnostic>) {
        let Some(keyword) = keyword else { return };
        match self.0.iter().find(|(known, _)| *known == keyword) {
            Some((_, first)) => {
                let word = keyword.canonical(language).to_owned();
                findings.push(Diagnostic::new(Problem::SaidTwice(word), span).with(Related::FirstDeclared, *first));
            }
            None => self.0.push((keyword, span)),
        }
    }
}

/// After so many findings nobody reads suggestions, and to look for them would take time that grows
/// with the square of the file.
const MAX_SUGGESTIONS: usize = 100;

/// Whether there are so many findings that no more suggestions are made.
pub fn too_many_for_suggestions(findings: &[Diagnostic]) -> bool {
    findings.len() >= MAX_SUGGESTIONS
}

/// The known name nearest to the one typed, if it is near enough to be meant; the first in
/// alphabetical order among equals. It is sure if it is the only one so near, and a slip away.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>, findings: &[Diagnostic]) -> Option<Meant> {
    if too_many_for_suggestions(findings) {
        return None;
    }
    let near: Vec<(usize, &str)> = known.filter_map(|name| Some((distance(typed, name)?, name))).collect();
    let (least, word) = near.iter().min()?;
    let only = near.iter().filter(|(distance, _)| distance == least).count() == 1;
    let sure = only && slip::is_slip(typed, word, slip::OF_NAMES);
    Some(Meant { word: (*word).to_owned(), sure })
}

/// How far two names are from each other, if they are near enough for one to be meant by the other.
fn distance(typed: &str, name: &str) -> Option<usize> {
    let (letters, typed_letters) = (name.chars().count(), typed.chars().count());
    let room = room(letters.min(typed_letters));
    // Names of different lengths are that far apart at least; it need not be counted how far.
    let far = letters.abs_diff(typed_letters) > room;
    (!far).then(|| strsim::osa_distance(typed, name)).filter(|distance| *distance <= room)
}

/// How many letters of the shorter of two names may differ. A name of one letter is as near to every other.
fn room(letters: usize) -> usize {
    match letters {
        0 | 1 => 0,
        letters => (letters / 3).clamp(1, 4),
    }
}

/// Whether two sets of kinds have one in common. A set that names none yields to one that does.
pub fn overlap(one: &VariantSet, other: &VariantSet) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.iter().any(|variant| other.contains(variant)),
        (None, None) => true,
        _ => false,
    }
}
