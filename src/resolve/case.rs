//! A case block → a case about a compiled regulation.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::mem::{Discriminant, discriminant};

use super::criterion;
use super::limits::{self, limit_name};
use super::scope::{Names, SaidOnce, folded, name_text, nearest, not_declared, step_ref, text};
use crate::ast::{self, CaseAttribute, CaseValue};
use crate::diagnostic::{Diagnostic, Meant, Namespace, Problem, Related, Section};
use crate::graph::{NodeKind, Process, ProcessSet};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{
    Answer, Case, EventId, Expectation, FactId, Given, GivenFor, GivenValue, Head, LimitName, OutcomeId, StepKind,
    Value, VariantId,
};
use crate::source::{SourceFile, Span, Spanned};
use crate::syntax;

/// What the cases of a file may name, indexed once for all of them.
pub struct Known<'a> {
    head: &'a Head,
    /// The graphs; none where the regulation has errors, and only the names are there.
    set: Option<&'a ProcessSet>,
    outcomes: Names<OutcomeId>,
    events: Names<EventId>,
    /// The graphs of each procedure; they stand side by side.
    procedures: HashMap<String, &'a [Process]>,
    /// Namespaces in which a declaration was not understood, so that a name missing there is no finding.
    incomplete: &'a [Namespace],
}

impl<'a> Known<'a> {
    /// The names of a regulation, and its graphs.
    pub fn of(set: &'a ProcessSet) -> Self {
        let graphs = set.processes.chunk_by(|one, other| one.procedure == other.procedure);
        let procedures = graphs.filter_map(|graphs| Some((graphs.first()?.procedure.clone(), graphs))).collect();
        Self { set: Some(set), procedures, ..Self::names(&set.head, &[]) }
    }

    /// The names that a file declares, whatever is wrong with it otherwise.
    pub fn declared(head: &'a Head, file: &'a ast::File, source: &SourceFile) -> Self {
        let procedures = file.procedures.iter().map(|one| (name_text(source, one.id), [].as_slice())).collect();
        Self { procedures, ..Self::names(head, &file.incomplete) }
    }

    fn names(head: &'a Head, incomplete: &'a [Namespace]) -> Self {
        let mut outcomes = Names::new(Namespace::Outcome, incomplete);
        for (index, outcome) in head.outcomes.iter().enumerate() {
            outcomes.declare(outcome.id.clone(), OutcomeId::new(index), outcome.span, &mut Vec::new());
        }
        let mut events = Names::new(Namespace::Event, incomplete);
        for (index, event) in head.events.iter().enumerate() {
            events.declare(event.id.clone(), EventId::new(index), event.span, &mut Vec::new());
        }
        Self { head, set: None, outcomes, events, procedures: HashMap::new(), incomplete }
    }
}

/// Reports each case with the title of an earlier one: its title is what a case is called by.
pub fn titles(cases: &[ast::Case], source: &SourceFile, findings: &mut Vec<Diagnostic>) {
    let mut known: HashMap<String, Span> = HashMap::new();
    for case in cases {
        let title = text(source, case.title);
        match known.get(&title) {
            Some(first) => {
                let finding = Diagnostic::new(Problem::DeclaredTwice(title), case.title.0);
                findings.push(finding.with(Related::FirstDeclared, *first));
            }
            None => drop(known.insert(title, case.title.0)),
        }
    }
}

/// Resolves a case; [`None`] where something in it is wrong.
pub fn resolve(
    ast: &ast::Case,
    source: &SourceFile,
    known: &Known<'_>,
    language: Language,
    findings: &mut Vec<Diagnostic>,
) -> Option<Case> {
    let before = findings.len();
    let once = ast.attributes.iter().filter_map(|line| said_once(&line.value));
    let mut reading = Reading::new(source, known, language, once.collect(), findings);
    let mut said = SaidOnce::default();
    for line in &ast.attributes {
        said.see(said_once(&line.value), line.span, language, reading.findings);
        reading.line(&line.value, line.span);
    }
    let clean = reading.findings.len() == before && !ast.broken;
    let case = reading.finish(ast, clean);
    (findings.len() == before).then_some(case).flatten()
}

/// The keyword of a line that may stand once in a case.
fn said_once(line: &CaseAttribute) -> Option<Keyword> {
    Some(match line {
        CaseAttribute::Procedure(_) => Keyword::Procedure,
        CaseAttribute::Variant(_) => Keyword::Variant,
        CaseAttribute::Filed(_) => Keyword::Filed,
        CaseAttribute::ExpectedOutcome(_) => Keyword::ExpectedOutcome,
        CaseAttribute::ExpectedCompletion(_) => Keyword::ExpectedCompletion,
        CaseAttribute::ExpectedLimit(_) => Keyword::ExpectedLimit,
        CaseAttribute::ExpectedTermKept(_) => Keyword::Expected,
        CaseAttribute::AllAtMaximum
        | CaseAttribute::Fact(..)
        | CaseAttribute::Step { .. }
        | CaseAttribute::Reply { .. }
        | CaseAttribute::Interrupt { .. }
        | CaseAttribute::Members { .. }
        | CaseAttribute::Event(..)
        | CaseAttribute::Extended(..)
        | CaseAttribute::Result(_) => return None,
    })
}

struct Reading<'a> {
    source: &'a SourceFile,
    known: &'a Known<'a>,
    language: Language,
    /// The lines of the case that may stand once.
    said: Vec<Keyword>,
    findings: &'a mut Vec<Diagnostic>,
    procedure: Option<(String, Span)>,
    variant: Option<VariantId>,
    filed: Option<chrono::NaiveDateTime>,
    given: Vec<Given>,
    /// Where each was given first: for which step, and what sort of thing.
    first_given: HashMap<(Option<String>, GivenFor, Discriminant<GivenValue>), Span>,
    results: Vec<OutcomeId>,
    events: Vec<(EventId, chrono::NaiveDateTime)>,
    facts: Vec<(FactId, Value)>,
    extended: Vec<Extended>,
    expectations: Vec<Expectation>,
}

/// A limit that the case extends, as its line says.
struct Extended {
    name: LimitName,
    times: u32,
    span: Span,
}

impl<'a> Reading<'a> {
    fn new(
        source: &'a SourceFile,
        known: &'a Known<'a>,
        language: Language,
        said: Vec<Keyword>,
        findings: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            source,
            known,
            language,
            said,
            findings,
            procedure: None,
            variant: None,
            filed: None,
            given: Vec::new(),
            first_given: HashMap::new(),
            results: Vec::new(),
            events: Vec::new(),
            facts: Vec::new(),
            extended: Vec::new(),
            expectations: Vec::new(),
        }
    }

    fn line(&mut self, line: &CaseAttribute, span: Span) {
        match line {
            CaseAttribute::Procedure(name) => self.procedure = self.procedure(*name).map(|id| (id, name.0)),
            CaseAttribute::Variant(name) => self.variant = self.variant(*name),
            CaseAttribute::Filed(at) => self.filed = Some(*at),
            // The maximum is what a step takes unless the case says otherwise.
            CaseAttribute::AllAtMaximum => {}
            CaseAttribute::Step { within, step, value, .. } => {
                let about = GivenFor::Step(step_ref(self.source, step));
                self.give(*within, about, given_value(self.source, value), span);
            }
            CaseAttribute::Reply { within, title, value } => {
                let about = GivenFor::Wait(text(self.source, *title));
                let value = value.as_ref().map_or(GivenValue::Never, |value| given_value(self.source, value));
                self.give(*within, about, value, span);
            }
            CaseAttribute::Interrupt { within, title, at } => {
                let about = GivenFor::Interrupt(text(self.source, *title));
                self.give(*within, about, GivenValue::At(*at), span);
            }
            CaseAttribute::Members { within, title, members } => {
                let about = GivenFor::ForEach(text(self.source, *title));
                let value = match members {
                    ast::Members::Number(number) => GivenValue::Count(*number),
                    ast::Members::Names(names) => {
                        GivenValue::Names(names.iter().map(|name| text(self.source, *name)).collect())
                    }
                };
                self.give(*within, about, value, span);
            }
            CaseAttribute::Event(name, at) => {
                if let Some(event) = self.known.events.find(*name, self.source, self.findings) {
                    let said = self.events.iter().any(|(known, _)| *known == event);
                    self.said_twice(said, Keyword::Event, span);
                    self.events.push((event, *at));
                }
            }
            CaseAttribute::Fact(name, value) => self.fact(*name, value, span),
            CaseAttribute::Extended(limit, times) => {
                let name = limit_name(self.source, limit);
                let said = self.extended.iter().any(|known| known.name == name);
                self.said_twice(said, Keyword::Extension, span);
                self.extended.push(Extended { name, times: *times, span: limit.span });
            }
            CaseAttribute::Result(names) => {
                self.results.extend(self.known.outcomes.find_all(names, self.source, self.findings));
            }
            CaseAttribute::ExpectedOutcome(name) => {
                let outcome = match name {
                    Some(name) => match self.known.outcomes.find(*name, self.source, self.findings) {
                        Some(outcome) => Some(outcome),
                        None => return,
                    },
                    None => None,
                };
                self.expectations.push(Expectation::Outcome(outcome));
            }
            CaseAttribute::ExpectedCompletion(at) => self.expectations.push(Expectation::Completion(*at)),
            CaseAttribute::ExpectedLimit(at) => self.expectations.push(Expectation::Limit(*at)),
            CaseAttribute::ExpectedTermKept(kept) => self.expectations.push(Expectation::TermKept(*kept)),
        }
    }

    /// A line that begins with a name gives a fact; or its keyword is mistyped.
    fn fact(&mut self, name: ast::Name, value: &ast::Operand, span: Span) {
        let typed = name_text(self.source, name);
        let head = self.known.head;
        let Some(index) = head.facts.iter().position(|fact| fact.id == typed) else {
            // It may be the one whose line was not understood.
            if !self.known.incomplete.contains(&Namespace::Fact) {
                self.findings.push(Diagnostic::new(self.no_such_fact(typed, name.0, span), name.0));
            }
            return;
        };
        let id = FactId::new(index);
        let said = self.facts.iter().any(|(known, _)| *known == id);
        self.said_twice(said, Keyword::Fact, span);
        match head.facts.get(index).map(|fact| criterion::given(fact, value, self.source)) {
            Some(Ok(value)) => self.facts.push((id, value)),
            Some(Err(problem)) => self.findings.push(Diagnostic::new(problem, value.span)),
            None => {}
        }
    }

    fn no_such_fact(&self, typed: String, name: Span, line: Span) -> Problem {
        let facts = || self.known.head.facts.iter().map(|fact| fact.id.as_str());
        let meant = nearest(&typed, facts(), self.findings);
        let word = syntax::keyword_of_case(self.source.slice(line), self.language).map(|(keyword, meant)| {
            // Where the line may stand once and does, something else was meant.
            Meant { sure: meant.sure && !self.said.contains(&keyword), ..meant }
        });
        // Behind the word for a fact there is no other keyword that could be meant.
        let is_fact = line.start < name.start;
        if !is_fact && meant.is_none() && (word.is_some() || facts().next().is_none()) {
            return Problem::UnknownWord { word: typed, meant: word, section: Section::Case };
        }
        not_declared(Namespace::Fact, typed, meant)
    }

    fn said_twice(&mut self, said: bool, word: Keyword, span: Span) {
        if said {
            let word = word.canonical(self.language).to_owned();
            self.findings.push(Diagnostic::new(Problem::SaidTwice(word), span));
        }
    }

    /// What is given for a step, of a called procedure perhaps; where there is none of that name, nothing is
    /// said of its steps. Of two lines that say the same sort of thing only the last would hold, so there is to
    /// be one: the answers at several visits stand in one line.
    fn give(&mut self, within: Option<ast::Name>, about: GivenFor, value: GivenValue, span: Span) {
        let called = within.and_then(|name| self.procedure(name));
        if called.is_none() && within.is_some() {
            return;
        }
        match self.first_given.entry((called.clone(), about.clone(), discriminant(&value))) {
            Entry::Vacant(entry) => drop(entry.insert(span)),
            Entry::Occupied(first) => {
                let line = self.source.slice(span);
                let word = line.split(':').next().unwrap_or(line).trim().to_owned();
                let twice = Diagnostic::new(Problem::SaidTwice(word), span);
                self.findings.push(twice.with(Related::FirstDeclared, *first.get()));
            }
        }
        self.given.push(Given { within: called, about, value, span: Some(span) });
    }

    fn procedure(&mut self, name: ast::Name) -> Option<String> {
        let id = name_text(self.source, name);
        if self.known.procedures.contains_key(&id) {
            return Some(id);
        }
        let meant = nearest(&id, self.known.procedures.keys().map(String::as_str), self.findings);
        self.missing(Namespace::Procedure, id, meant, name.0);
        None
    }

    fn variant(&mut self, name: ast::Name) -> Option<VariantId> {
        let typed = folded(self.source.slice(name.0));
        let found = self.known.head.variant_named(&typed);
        if found.is_none() {
            let known = self.known.head.variants.iter().map(|variant| variant.id.as_str());
            let meant = nearest(&typed, known, self.findings);
            self.missing(Namespace::Variant, typed, meant, name.0);
        }
        found
    }

    fn missing(&mut self, namespace: Namespace, name: String, meant: Option<Meant>, span: Span) {
        if !self.known.incomplete.contains(&namespace) {
            self.findings.push(Diagnostic::new(not_declared(namespace, name, meant), span));
        }
    }

    /// Puts the lines together; `clean` tells that each of them was understood.
    fn finish(self, ast: &ast::Case, clean: bool) -> Option<Case> {
        let findings = self.findings;
        // A line whose name is declared by one that was not understood is there all the same.
        for keyword in [Keyword::Procedure, Keyword::Filed] {
            if clean && !self.said.contains(&keyword) {
                findings.push(Diagnostic::new(Problem::Missing(keyword), ast.span));
            }
        }
        let (procedure, procedure_span) = self.procedure?;
        let set = self.known.set?;
        let graphs = self.known.procedures.get(&procedure).copied().unwrap_or_default();
        let serves = |process: &&Process| process.variant.is_none() || process.variant == self.variant;
        let Some(process) = graphs.iter().find(serves) else {
            // A line that says so was not understood, or names none.
            let said = |line: &Spanned<CaseAttribute>| matches!(line.value, CaseAttribute::Variant(_));
            if ast.broken || self.variant.is_none() && ast.attributes.iter().any(said) {
                return None;
            }
            let variants = graphs.iter().filter_map(|process| set.head.variant(process.variant?));
            let known = variants.map(|variant| variant.id.clone()).collect();
            findings.push(Diagnostic::new(Problem::WhichVariant(known), procedure_span));
            return None;
        };
        for given in &self.given {
            check_given(given, process, set, ast.span, findings);
        }
        for extended in &self.extended {
            check_extended(extended, process, self.language, findings);
        }
        Some(Case {
            title: text(self.source, ast.title),
            variant: process.variant,
            procedure,
            filed: self.filed?,
            given: self.given,
            results: self.results,
            events: self.events,
            facts: self.facts,
            extended: self.extended.into_iter().map(|extended| (extended.name, extended.times)).collect(),
            expectations: self.expectations,
            span: ast.span,
        })
    }
}

/// A limit that a case extends must be there, and be one that may be extended so often.
fn check_extended(extended: &Extended, process: &Process, language: Language, findings: &mut Vec<Diagnostic>) {
    let Extended { name, times, span } = extended;
    let problem = match process.limit(name).map(|limit| &limit.extension) {
        None => limits::not_declared(name, process.limits.iter().map(|limit| &limit.name), language, findings),
        Some(None) => Problem::CannotExtend(name.clone()),
        Some(Some(extension)) if extension.once && *times > 1 => Problem::ExtendedTooOften(name.clone()),
        Some(Some(_)) => return,
    };
    findings.push(Diagnostic::new(problem, *span));
}

fn given_value(source: &SourceFile, value: &CaseValue) -> GivenValue {
    match value {
        CaseValue::At(at) => GivenValue::At(*at),
        CaseValue::Lasts(duration) => GivenValue::Lasts(duration.clone()),
        CaseValue::Answers(answers) => GivenValue::Answers(answers.iter().map(|one| answer(source, *one)).collect()),
    }
}

/// An answer, as the graph's edges carry it.
pub fn answer(source: &SourceFile, answer: ast::Answer) -> Answer {
    match answer {
        ast::Answer::Yes => Answer::Yes,
        ast::Answer::No => Answer::No,
        ast::Answer::Other(title) => Answer::Other(text(source, title)),
    }
}

/// What is given must be for a step that exists, and of a kind that the step can use.
pub fn check_given(given: &Given, own: &Process, set: &ProcessSet, fallback: Span, findings: &mut Vec<Diagnostic>) {
    let span = given.span.unwrap_or(fallback);
    let process = match &given.within {
        Some(procedure) => set.find(procedure, own.variant),
        None => Some(own),
    };
    let node = process.and_then(|process| {
        process.nodes().find(|(_, node)| match (&given.about, &node.kind) {
            (GivenFor::Step(step), NodeKind::Task(task)) => task.step.is(step),
            (GivenFor::Step(step), NodeKind::Decision(decision)) => decision.step.is(step) && !decision.unstated,
            (GivenFor::Wait(title), NodeKind::Wait(wait)) => wait.title == *title,
            (GivenFor::ForEach(title), NodeKind::ForEach(each)) => each.title == *title,
            (GivenFor::Interrupt(title), NodeKind::Interrupt(interrupt)) => interrupt.title == *title,
            _ => false,
        })
    });
    if node.is_none() {
        let procedure = given.within.clone().unwrap_or_else(|| own.procedure.clone());
        let problem = Problem::NoSuchStep { step: given.about.clone(), procedure, also: Vec::new() };
        findings.push(Diagnostic::new(problem, span));
        return;
    }
    let GivenValue::Answers(answers) = &given.value else { return };
    let asks = matches!(&given.about, GivenFor::Step(step) if step.kind == StepKind::Condition);
    let edges = node.zip(process).filter(|_| asks).map(|((id, _), process)| process.outgoing(id)).unwrap_or_default();
    let known: Vec<_> = edges.iter().filter_map(|edge| edge.edge.answer.clone()).collect();
    if !answers.iter().all(|answer| known.contains(answer)) {
        findings.push(Diagnostic::new(Problem::WrongGiven { known }, span));
    }
}
