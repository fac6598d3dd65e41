//! Declared names, and looking them up.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::ast::{self, Name, Text};
use crate::diagnostic::{Diagnostic, Namespace, Problem, Related};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{
    Counting, Duration, EventId, FactId, FactKind, OutcomeId, ParticipantId, ProcedureId, StepName, StepRef, Unit,
    VariantId, VariantSet,
};
use crate::source::{SourceFile, Span};
use crate::syntax::fold::{Folded, cyrillic_twin};

/// A name as it is compared: folded, so that letter case and keyboard do not matter.
#[must_use]
pub fn name_text(source: &SourceFile, name: Name) -> String {
    folded(source.slice(name.0))
}

/// Text folded as a line is; text that cannot be folded stays as it is.
pub fn folded(text: &str) -> String {
    let mut folded = Folded::default();
    match folded.fold(text, true) {
        Ok(()) => folded.text().to_owned(),
        Err(_) => text.to_owned(),
    }
}

/// A step's number or name, as names are compared.
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
    source.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
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

/// The names of one namespace.
pub struct Names<Id> {
    namespace: Namespace,
    ids: HashMap<String, (Id, Span)>,
    /// The names as they look, each with the first that looks so.
    looks: HashMap<String, String>,
    /// A declaration was not understood: a name that is missing may stand in it.
    incomplete: bool,
}

impl<Id: Copy> Names<Id> {
    /// A namespace without names.
    pub fn new(namespace: Namespace, incomplete: &[Namespace]) -> Self {
        Self { namespace, ids: HashMap::new(), looks: HashMap::new(), incomplete: incomplete.contains(&namespace) }
    }

    /// Declares a name; a second declaration is a finding and changes nothing.
    pub fn declare(&mut self, name: String, id: Id, span: Span, findings: &mut Vec<Diagnostic>) {
        if let Some((_, first)) = self.ids.get(&name) {
            findings.push(Diagnostic::new(Problem::DeclaredTwice(name), span).with(Related::FirstDeclared, *first));
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
        self.ids.insert(name, (id, span));
    }

    /// Looks a name up; one that is not declared is a finding.
    pub fn find(&self, name: Name, source: &SourceFile, findings: &mut Vec<Diagnostic>) -> Option<Id> {
        let text = name_text(source, name);
        if let Some((id, _)) = self.ids.get(&text) {
            return Some(*id);
        }
        if !self.incomplete {
            let meant = nearest(&text, self.ids.keys().map(String::as_str), findings);
            let problem = Problem::NotDeclared { namespace: self.namespace, name: text, meant };
            findings.push(Diagnostic::new(problem, name.0));
        }
        None
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
/// alphabetical order among equals.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>, findings: &[Diagnostic]) -> Option<String> {
    if too_many_for_suggestions(findings) {
        return None;
    }
    let typed_letters = typed.chars().count();
    known
        .filter_map(|name| {
            let letters = name.chars().count();
            let room = room(letters.min(typed_letters));
            // Names of different lengths are that far apart at least; it need not be counted how far.
            let far = letters.abs_diff(typed_letters) > room;
            (!far).then(|| (strsim::osa_distance(typed, name), name)).filter(|(distance, _)| *distance <= room)
        })
        .min()
        .map(|(_, name)| name.to_owned())
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
