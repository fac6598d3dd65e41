//! Names and where they stand: every place at which a file declares something or names it.
//!
//! They are read off the tree, which has each name with its place, so a file with mistakes has them too.

use std::collections::HashMap;

use crate::ast::{
    self, Anchor, AnswerCriterion, CaseAttribute, Criterion, Element, Ending, Name, OperandValue, ProcedureAttribute,
    RegulationAttribute, StepAttribute, StepHead, Test, Text,
};
use crate::diagnostic::Namespace;
use crate::model::StepRef;
use crate::resolve::name_text;
use crate::source::{SourceFile, Span};

/// What a name stands for. Names are compared as they are read, titles as they are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// What has a name of its own in the whole regulation; kinds of the service are known by their first name.
    Named(Namespace, String),
    /// A step of a procedure.
    Step(String, StepRef),
    /// The overall term of a procedure.
    Overall(String),
    /// A limit of a procedure, by its title.
    Limit(String, String),
    /// A wait, a list or what may break a procedure off, by its title.
    Titled(String, String),
}

/// A place at which something is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// What is named.
    pub thing: Thing,
    /// The name.
    pub span: Span,
    /// It is declared here.
    pub declares: bool,
    /// The words can be exchanged for others: they are a name or a title.
    pub is_name: bool,
}

impl Occurrence {
    /// Whether another one is of the same sort.
    pub fn is_alike(&self, other: &Self) -> bool {
        let same = match (&self.thing, &other.thing) {
            (Thing::Named(one, _), Thing::Named(two, _)) => one == two,
            (one, two) => std::mem::discriminant(one) == std::mem::discriminant(two),
        };
        same && self.declares == other.declares
    }
}

/// Other names of kinds of the service, and the first name of each.
pub type Forms = HashMap<String, String>;

/// The other names that a file declares for kinds of the service.
pub fn forms(tree: &ast::File, file: &SourceFile) -> Forms {
    let of_one = |one: &ast::Variant| {
        let id = name_text(file, one.id);
        let forms: Vec<Name> = one.forms.clone();
        forms.into_iter().map(move |form| (name_text(file, form), id.clone())).collect::<Vec<_>>()
    };
    tree.variants.iter().flat_map(of_one).collect()
}

/// Every occurrence in a file, in text order.
pub fn occurrences(tree: &ast::File, file: &SourceFile, forms: &Forms) -> Vec<Occurrence> {
    let mut reader = Reader { file, forms, procedure: String::new(), found: Vec::new() };
    reader.head(tree);
    tree.procedures.iter().for_each(|procedure| reader.procedure(procedure));
    tree.cases.iter().for_each(|case| reader.case(case));
    reader.found.sort_by_key(|one| (one.span.start, one.span.end));
    reader.found
}

/// The occurrence at an offset: of several the shortest.
pub fn at(occurrences: &[Occurrence], offset: u32) -> Option<&Occurrence> {
    let here = occurrences.iter().filter(|one| one.span.start <= offset && offset <= one.span.end);
    here.min_by_key(|one| one.span.end - one.span.start)
}

struct Reader<'a> {
    file: &'a SourceFile,
    forms: &'a Forms,
    /// The procedure whose steps and limits are named.
    procedure: String,
    found: Vec<Occurrence>,
}

impl Reader<'_> {
    fn add(&mut self, thing: Thing, span: Span, declares: bool) {
        self.found.push(Occurrence { thing, span, declares, is_name: true });
    }

    fn name(&mut self, namespace: Namespace, name: Name, declares: bool) {
        let text = name_text(self.file, name);
        let text = match namespace {
            Namespace::Variant => self.forms.get(&text).cloned().unwrap_or(text),
            _ => text,
        };
        self.add(Thing::Named(namespace, text), name.0, declares);
    }

    fn names(&mut self, namespace: Namespace, names: &[Name]) {
        for name in names {
            self.name(namespace, *name, false);
        }
    }

    fn variants(&mut self, names: Option<&Vec<Name>>) {
        self.names(Namespace::Variant, names.map(Vec::as_slice).unwrap_or_default());
    }

    fn title(&self, Text(span): Text) -> String {
        self.file.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn titled(&mut self, title: Text, declares: bool) {
        let thing = Thing::Titled(self.procedure.clone(), self.title(title));
        self.add(thing, title.0, declares);
    }

    // ---- The head

    fn head(&mut self, tree: &ast::File) {
        let calendar = Namespace::Calendar;
        for attribute in tree.regulation.iter().flat_map(|regulation| &regulation.attributes) {
            if let RegulationAttribute::Calendar(name) = attribute.value {
                self.name(calendar, name, false);
            }
        }
        for one in &tree.calendars {
            self.name(calendar, one.id, true);
            for line in &one.attributes {
                if let ast::CalendarAttribute::Joins(names) = &line.value {
                    self.names(calendar, names);
                }
            }
        }
        for one in &tree.participants {
            self.name(Namespace::Participant, one.id, true);
            self.names(calendar, one.calendar.as_slice());
        }
        tree.outcomes.iter().for_each(|one| self.name(Namespace::Outcome, one.id, true));
        tree.events.iter().for_each(|one| self.name(Namespace::Event, one.id, true));
        tree.facts.iter().for_each(|one| self.name(Namespace::Fact, one.id, true));
        for one in &tree.variants {
            self.name(Namespace::Variant, one.id, true);
            one.forms.iter().for_each(|form| self.name(Namespace::Variant, *form, true));
        }
    }

    // ---- Procedures

    fn procedure(&mut self, procedure: &ast::Procedure) {
        self.name(Namespace::Procedure, procedure.id, true);
        self.procedure = name_text(self.file, procedure.id);
        for attribute in &procedure.attributes {
            match &attribute.value {
                ProcedureAttribute::Through(name) => self.name(Namespace::Participant, *name, false),
                ProcedureAttribute::Variants(names) => self.names(Namespace::Variant, names),
                ProcedureAttribute::Limit(limit) => self.limit(limit, attribute.span),
                ProcedureAttribute::Expiry(ending) => ending.iter().for_each(|ending| self.ending(ending)),
                ProcedureAttribute::OverallExpiry(ending) => self.ending(ending),
                ProcedureAttribute::Basis
                | ProcedureAttribute::Diagram { .. }
                | ProcedureAttribute::BrokenLimit
                | ProcedureAttribute::Extension { .. }
                | ProcedureAttribute::Right(_) => {}
            }
        }
        self.elements(&procedure.body);
    }

    fn limit(&mut self, limit: &ast::Limit, line: Span) {
        if let Some(title) = limit.title {
            self.add(Thing::Limit(self.procedure.clone(), self.title(title)), title.0, true);
        } else {
            let thing = Thing::Overall(self.procedure.clone());
            let word = self.file.slice(line).split([':', '(']).next().unwrap_or_default().trim_end().len();
            let span = Span::new(line.source, line.start, line.start + u32::try_from(word).unwrap_or_default());
            self.found.push(Occurrence { thing, span, declares: true, is_name: false });
        }
        self.variants(limit.variants.as_ref());
        limit.from.iter().chain(&limit.until).for_each(|anchor| self.anchor(anchor));
    }

    fn limit_ref(&mut self, limit: &ast::LimitRef) {
        let procedure = self.procedure.clone();
        match limit.name {
            ast::LimitName::Overall => {
                let (thing, span) = (Thing::Overall(procedure), limit.span);
                self.found.push(Occurrence { thing, span, declares: false, is_name: false });
            }
            ast::LimitName::Named(title) => self.add(Thing::Limit(procedure, self.title(title)), title.0, false),
            ast::LimitName::Deadline(step) => self.step_ref(&step),
        }
    }

    /// Nesting is bounded by the grammar: a choice of events holds single ones.
    fn anchor(&mut self, anchor: &Anchor) {
        match anchor {
            Anchor::Filing | Anchor::Completion => {}
            Anchor::StartOf(step) | Anchor::EndOf(step) => self.step_ref(step),
            Anchor::Event(name) => self.name(Namespace::Event, *name, false),
            Anchor::Earlier(anchors) | Anchor::Later(anchors) => anchors.iter().for_each(|one| self.anchor(one)),
        }
    }

    /// Nesting is bounded by the parser.
    fn elements(&mut self, elements: &[Element]) {
        for element in elements {
            self.element(element);
        }
    }

    fn element(&mut self, element: &Element) {
        match element {
            Element::Step(step) => {
                self.step(&step.head);
                self.lines(&step.attributes);
            }
            Element::Condition(condition) => {
                self.step(&condition.head);
                self.lines(&condition.attributes);
                for branch in &condition.branches {
                    if let Some(AnswerCriterion::If(criterion)) = &branch.criterion {
                        self.criterion(criterion);
                    }
                    self.elements(&branch.body);
                }
            }
            Element::Parallel(parallel) => {
                for branch in &parallel.branches {
                    if parallel.for_each {
                        self.titled(branch.title, true);
                    }
                    self.lines(&branch.attributes);
                    self.elements(&branch.body);
                }
            }
            Element::Wait(wait) => {
                self.titled(wait.title, true);
                self.lines(&wait.attributes);
                self.elements(&wait.on_reply);
                self.elements(wait.on_expiry.as_deref().unwrap_or_default());
            }
            Element::Call(call) => {
                self.name(Namespace::Procedure, call.procedure, false);
                self.lines(&call.attributes);
            }
            Element::Interrupt(interrupt) => {
                self.titled(interrupt.title, true);
                self.lines(&interrupt.attributes);
                self.elements(&interrupt.body);
            }
            Element::Ending(ending) => self.ending(&ending.value),
        }
    }

    fn step(&mut self, head: &StepHead) {
        if let Some(name) = head.name {
            let step = StepRef { kind: head.kind, name: crate::resolve::step_name(self.file, name) };
            let thing = Thing::Step(self.procedure.clone(), step);
            match name {
                ast::StepName::Id(Name(span)) => self.add(thing, span, true),
                ast::StepName::Number(_) => {
                    let span = label(self.file, head);
                    self.found.push(Occurrence { thing, span, declares: true, is_name: false });
                }
            }
        }
        head.criterion.iter().for_each(|criterion| self.criterion(criterion));
    }

    fn step_ref(&mut self, step: &ast::StepRef) {
        let named = StepRef { kind: step.kind, name: crate::resolve::step_name(self.file, step.name) };
        let thing = Thing::Step(self.procedure.clone(), named);
        let is_name = matches!(step.name, ast::StepName::Id(_));
        self.found.push(Occurrence { thing, span: step.told_at(), declares: false, is_name });
    }

    fn lines(&mut self, lines: &[ast::Attribute<StepAttribute>]) {
        for line in lines {
            self.line(&line.value);
        }
    }

    fn line(&mut self, line: &StepAttribute) {
        match line {
            StepAttribute::PerformedBy(names) | StepAttribute::CheckedBy(names) | StepAttribute::From(names) => {
                self.names(Namespace::Participant, names);
            }
            StepAttribute::SendsTo(name, _) => self.name(Namespace::Participant, *name, false),
            StepAttribute::Waiting(variants, _) | StepAttribute::Term(variants, _) => self.variants(variants.as_ref()),
            StepAttribute::Deadline(variants, moment) => {
                self.variants(variants.as_ref());
                self.anchor(&moment.event);
            }
            StepAttribute::NotBefore(moment) => self.anchor(&moment.event),
            StepAttribute::Happens(names) => self.names(Namespace::Event, names),
            StepAttribute::Clock(_, limits) => limits.iter().for_each(|limit| self.limit_ref(limit)),
            StepAttribute::Only(names) => self.names(Namespace::Variant, names),
            StepAttribute::Result(names) => self.names(Namespace::Outcome, names),
            StepAttribute::Basis
            | StepAttribute::BrokenTerm
            | StepAttribute::Including(..)
            | StepAttribute::UpTo(_) => {}
        }
    }

    fn ending(&mut self, ending: &Ending) {
        match ending {
            Ending::Next | Ending::TacitConsent => {}
            Ending::Finish(names) => self.names(Namespace::Outcome, names),
            Ending::HandOver { to, procedure } => {
                self.name(Namespace::Participant, *to, false);
                self.name(Namespace::Procedure, *procedure, false);
            }
            Ending::GoTo(step, _) | Ending::ReturnTo(step, ..) => self.step_ref(step),
        }
    }

    fn criterion(&mut self, criterion: &Criterion) {
        for comparison in criterion.parts() {
            self.operand(&comparison.left);
            match &comparison.test {
                Test::Holds => {}
                Test::Relation(_, other) => self.operand(other),
                Test::OneOf(others) => others.iter().for_each(|other| self.operand(other)),
                Test::Range { from, to } => {
                    let ends = from.iter().map(|(other, _)| other).chain(to);
                    ends.for_each(|other| self.operand(other));
                }
            }
        }
    }

    fn operand(&mut self, operand: &ast::Operand) {
        if let OperandValue::Fact(name) = operand.value {
            self.name(Namespace::Fact, name, false);
        }
    }

    // ---- Cases

    fn case(&mut self, case: &ast::Case) {
        let procedure = case.attributes.iter().find_map(|line| match line.value {
            CaseAttribute::Procedure(name) => Some(name_text(self.file, name)),
            _ => None,
        });
        let own = procedure.unwrap_or_default();
        for line in &case.attributes {
            self.procedure.clone_from(&own);
            self.case_line(&line.value);
        }
    }

    /// A step of a called procedure is named with the procedure.
    fn within(&mut self, procedure: Option<Name>) {
        if let Some(name) = procedure {
            self.name(Namespace::Procedure, name, false);
            self.procedure = name_text(self.file, name);
        }
    }

    fn case_line(&mut self, line: &CaseAttribute) {
        match line {
            CaseAttribute::Procedure(name) => self.name(Namespace::Procedure, *name, false),
            CaseAttribute::Variant(name) => self.name(Namespace::Variant, *name, false),
            CaseAttribute::Step { within, step, .. } => {
                self.within(*within);
                self.step_ref(step);
            }
            CaseAttribute::Reply { within, title, .. }
            | CaseAttribute::Interrupt { within, title, .. }
            | CaseAttribute::Members { within, title, .. } => {
                self.within(*within);
                self.titled(*title, false);
            }
            CaseAttribute::Event(name, _) => self.name(Namespace::Event, *name, false),
            CaseAttribute::Fact(name, _) => self.name(Namespace::Fact, *name, false),
            CaseAttribute::Extended(limit, _) => self.limit_ref(limit),
            CaseAttribute::Result(names) => self.names(Namespace::Outcome, names),
            CaseAttribute::ExpectedOutcome(name) => self.names(Namespace::Outcome, name.as_slice()),
            CaseAttribute::Filed(_)
            | CaseAttribute::AllAtMaximum
            | CaseAttribute::ExpectedCompletion(_)
            | CaseAttribute::ExpectedLimit(_)
            | CaseAttribute::ExpectedTermKept(_) => {}
        }
    }
}

/// What a step is called, as its line begins: `действие 1`.
pub fn label(file: &SourceFile, head: &StepHead) -> Span {
    let before = Span::new(head.span.source, head.span.start, head.title.0.start.max(head.span.start));
    let words = file.slice(before).trim_end_matches(|letter: char| !letter.is_alphanumeric()).len();
    Span::new(head.span.source, head.span.start, head.span.start + u32::try_from(words).unwrap_or_default())
}
