//! The steps of a procedure: names resolved, and the rules that hold for the text of a body.

use std::collections::HashMap;

use super::criterion;
use super::limits::{self, limit_name};
use super::scope::{
    SaidOnce, Scope, nearest, not_declared, overlap, step_name, step_ref, text, too_many_for_suggestions,
};
use crate::ast::{self, Attribute, Length, Moment, StepAttribute};
use crate::diagnostic::{Diagnostic, Meant, Namespace, Problem, Related};
use crate::keywords::Keyword;
use crate::model::{
    Answer, Bound, Call, Citation, ClockAction, ClockEffect, Condition, ConditionBranch, Duration, Element, Ending,
    EndingKind, EventId, Interrupt, Limit, LimitName, Message, NotBefore, Parallel, ParallelBranch, ParticipantId,
    Quantity, StepName, StepRef, Task, Term, TermPart, Unit, VariantSet, Wait,
};
use crate::source::Span;
use crate::words;

/// Where a step stands: what a jump to it must agree with.
#[derive(Debug, Clone)]
struct Place {
    /// Its number in text order.
    order: usize,
    /// The parallel branches it stands in, from the outermost.
    branches: Vec<usize>,
    only: VariantSet,
    span: Span,
}

/// A jump, to be checked when every step is known.
struct Jump {
    step: StepRef,
    /// The words that name the step.
    named: Span,
    place: Place,
    back: bool,
    /// The word that says whether it leads back, where that alone could be wrong.
    word: Option<Span>,
}

/// Resolves the body of one procedure.
pub struct Body<'a, 'b> {
    procedure: &'a ast::Procedure,
    scope: &'a mut Scope<'b>,
    steps: HashMap<StepRef, Vec<Place>>,
    jumps: Vec<Jump>,
    /// The steps that deadlines and the like are counted from.
    named_steps: Vec<(StepRef, Span)>,
    /// The limits that waits suspend or restart.
    named_limits: Vec<(LimitName, Span)>,
    deadlines: Vec<Limit>,
    /// What may break the procedure off: the titles, for which kinds of the service, and where.
    interrupts: Vec<(String, VariantSet, Span)>,
    order: usize,
    branches: Vec<usize>,
    next_branch: usize,
    mentions_variants: bool,
}

/// What the rest of the procedure needs to know of its steps.
pub struct Steps {
    known: Vec<StepRef>,
    named_limits: Vec<(LimitName, Span)>,
    deadlines: Vec<Limit>,
    broken: bool,
    mentions_variants: bool,
}

impl Steps {
    /// Whether any line of the body is for some kinds of the service only.
    pub fn mentions_variants(&self) -> bool {
        self.mentions_variants
    }

    /// Whether a line that shapes the process was not understood.
    pub fn broken(&self) -> bool {
        self.broken
    }

    /// The limits that waits name, to be looked up once the head has been read.
    pub fn named_limits(&self) -> &[(LimitName, Span)] {
        &self.named_limits
    }

    /// The limits that the deadlines of steps set.
    pub fn deadlines(&self) -> &[Limit] {
        &self.deadlines
    }

    /// Whether a step that a limit names is there; one that is not is a finding.
    pub fn has(&self, step: &StepRef, span: Span, scope: &mut Scope<'_>) -> bool {
        let known = self.known.contains(step);
        if !known && !self.broken {
            no_such_step(step, self.known.iter(), span, scope);
        }
        known
    }
}

/// A step that is not there. One of another kind with its number was meant, perhaps, or one with a
/// name like it; another number is as good a guess as any, so it is none.
fn no_such_step<'s>(step: &StepRef, known: impl Iterator<Item = &'s StepRef>, span: Span, scope: &mut Scope<'_>) {
    let label = |step: &StepRef| words::step_ref(step, scope.language);
    let (name, meant) = match &step.name {
        StepName::Number(_) if too_many_for_suggestions(scope.findings) => (label(step), None),
        StepName::Number(_) => {
            let word = known.filter(|one| one.name == step.name).map(label).min();
            (label(step), word.map(|word| Meant { word, sure: false }))
        }
        StepName::Id(id) => {
            let named = known.filter(|one| one.kind == step.kind).filter_map(|one| match &one.name {
                StepName::Id(id) => Some(id.as_str()),
                StepName::Number(_) => None,
            });
            (id.clone(), nearest(id, named, scope.findings))
        }
    };
    scope.find(not_declared(Namespace::Step, name, meant), span);
}

impl<'a, 'b> Body<'a, 'b> {
    /// The body of `procedure`, not yet read.
    pub fn new(procedure: &'a ast::Procedure, scope: &'a mut Scope<'b>) -> Self {
        Self {
            procedure,
            scope,
            steps: HashMap::new(),
            jumps: Vec::new(),
            named_steps: Vec::new(),
            named_limits: Vec::new(),
            deadlines: Vec::new(),
            interrupts: Vec::new(),
            order: 0,
            branches: Vec::new(),
            next_branch: 0,
            mentions_variants: false,
        }
    }

    /// Resolves the elements of a body or branch. Nesting is bounded by the parser.
    pub fn elements(&mut self, elements: &[ast::Element]) -> Vec<Element> {
        elements.iter().filter_map(|element| self.element(element)).collect()
    }

    fn element(&mut self, element: &ast::Element) -> Option<Element> {
        self.order += 1;
        Some(match element {
            ast::Element::Step(step) => Element::Task(self.task(step)),
            ast::Element::Condition(condition) => Element::Condition(self.condition(condition)),
            ast::Element::Parallel(parallel) => Element::Parallel(self.parallel(parallel)),
            ast::Element::Wait(wait) => Element::Wait(self.wait(wait)),
            ast::Element::Call(call) => {
                self.check_block(&call.attributes, &[]);
                let lines = self.lines(&call.attributes, &call.cites);
                let procedure = self.scope.procedures.find(call.procedure, self.scope.source, self.scope.findings)?;
                Element::Call(Call { procedure, only: lines.only, cites: lines.cites, span: call.span })
            }
            ast::Element::Interrupt(interrupt) => Element::Interrupt(self.interrupt(interrupt)),
            ast::Element::Ending(ending) => Element::Ending(self.ending(ending)?),
        })
    }

    fn task(&mut self, step: &ast::Step) -> Task {
        self.check_block(&step.attributes, &[Keyword::Deadline, Keyword::NotBefore, Keyword::Event]);
        let lines = self.lines(&step.attributes, &step.head.cites);
        let name = self.declare(&step.head, &lines.only);
        self.deadlines(&step.head, &lines.only, &step.attributes);
        Task {
            kind: step.head.kind,
            name,
            title: text(self.scope.source, step.head.title),
            automatic: step.head.automatic,
            only: lines.only,
            performers: lines.performers,
            sends: lines.sends,
            waiting: lines.waiting,
            terms: lines.terms,
            not_before: lines.not_before,
            events: lines.events,
            results: lines.results,
            results_span: lines.results_span.unwrap_or(step.head.span),
            cites: lines.cites,
            span: step.head.span,
        }
    }

    /// Notes a step's name. The same name may stand twice only for different kinds of the service.
    fn declare(&mut self, head: &ast::StepHead, only: &VariantSet) -> Option<StepName> {
        let name = step_name(self.scope.source, head.name?);
        let place = Place { order: self.order, branches: self.branches.clone(), only: only.clone(), span: head.span };
        let step = StepRef { kind: head.kind, name: name.clone() };
        let places = self.steps.entry(step.clone()).or_default();
        let disjoint = |other: &&Place| other.only.is_some() && only.is_some() && !overlap(&other.only, only);
        if let Some(first) = places.iter().find(|other| !disjoint(other)) {
            let title = words::step_ref(&step, self.scope.language);
            let finding = Diagnostic::new(Problem::DeclaredTwice(title), head.span);
            self.scope.findings.push(finding.with(Related::FirstDeclared, first.span));
        }
        self.steps.entry(step).or_default().push(place);
        Some(name)
    }

    fn condition(&mut self, condition: &ast::Condition) -> Condition {
        self.check_block(&condition.attributes, &[Keyword::Deadline]);
        let lines = self.lines(&condition.attributes, &condition.head.cites);
        let name = self.declare(&condition.head, &lines.only);
        self.deadlines(&condition.head, &lines.only, &condition.attributes);
        self.check_answers(condition);
        let branches = condition.branches.iter().map(|branch| {
            let answer = match branch.answer {
                ast::Answer::Yes => Answer::Yes,
                ast::Answer::No => Answer::No,
                ast::Answer::Other(title) => Answer::Other(text(self.scope.source, title)),
            };
            let body = self.elements(&branch.body);
            ConditionBranch { answer, body, cites: branch.cites.clone(), span: branch.span }
        });
        let branches = branches.collect();
        let criteria = criterion::criteria(condition, self.scope);
        Condition {
            name,
            title: text(self.scope.source, condition.head.title),
            only: lines.only,
            checkers: lines.performers,
            waiting: lines.waiting,
            terms: lines.terms,
            criteria,
            branches,
            cites: lines.cites,
            span: condition.head.span,
        }
    }

    /// A question must be answered, «да» needs its «нет», and one answer alone decides nothing.
    fn check_answers(&mut self, condition: &ast::Condition) {
        if self.procedure.broken {
            return;
        }
        let has = |answer: ast::Answer| condition.branches.iter().any(|branch| branch.answer == answer);
        let (yes, no) = (has(ast::Answer::Yes), has(ast::Answer::No));
        let span = condition.head.span;
        match condition.branches.len() {
            0 => self.scope.find(Problem::NoAnswers, span),
            _ if yes != no => self.scope.find(Problem::AnswerMissing { yes: no }, span),
            1 => self.scope.find(Problem::OneAnswer, span),
            _ => {}
        }
    }

    fn parallel(&mut self, parallel: &ast::Parallel) -> Parallel {
        let branches = parallel.branches.iter().map(|branch| {
            self.check_block(&branch.attributes, &[]);
            let lines = self.lines(&branch.attributes, &branch.cites);
            self.next_branch += 1;
            self.branches.push(self.next_branch);
            let body = self.elements(&branch.body);
            self.branches.pop();
            if branch.body.is_empty() && !self.procedure.broken {
                let title = text(self.scope.source, branch.title);
                self.scope.find(Problem::EmptyBranch(title), branch.span);
            }
            ParallelBranch {
                title: text(self.scope.source, branch.title),
                only: lines.only,
                body,
                cites: lines.cites,
                span: branch.span,
            }
        });
        let branches: Vec<_> = branches.collect();
        if branches.is_empty() && !self.procedure.broken {
            let branch = Keyword::Branch.canonical(self.scope.language);
            self.scope.find(Problem::NotClosed(format!("{branch} «…»")), parallel.span);
        }
        Parallel { branches, join: parallel.join, for_each: parallel.for_each, span: parallel.span }
    }

    fn wait(&mut self, wait: &ast::Wait) -> Wait {
        self.check_block(&wait.attributes, &[Keyword::Event, Keyword::Suspends, Keyword::Restarts]);
        let lines = self.lines(&wait.attributes, &wait.cites);
        Wait {
            title: text(self.scope.source, wait.title),
            only: lines.only,
            from: lines.performers,
            bound: lines.terms.into_iter().next().map(|(_, term)| term),
            clocks: lines.clocks,
            events: lines.events,
            on_reply: self.elements(&wait.on_reply),
            on_expiry: wait.on_expiry.as_ref().map(|body| self.elements(body)),
            cites: lines.cites,
            span: wait.span,
        }
    }

    /// What breaks the procedure off leads nowhere but to an end: its steps are a branch of their own.
    fn interrupt(&mut self, interrupt: &ast::Interrupt) -> Interrupt {
        self.check_block(&interrupt.attributes, &[Keyword::Event]);
        let lines = self.lines(&interrupt.attributes, &interrupt.cites);
        let title = text(self.scope.source, interrupt.title);
        self.declare_interrupt(&title, &lines.only, interrupt.span);
        self.next_branch += 1;
        self.branches.push(self.next_branch);
        let body = self.elements(&interrupt.body);
        self.branches.pop();
        Interrupt {
            title,
            only: lines.only,
            from: lines.performers,
            events: lines.events,
            body,
            cites: lines.cites,
            span: interrupt.span,
        }
    }

    /// A case names it by its title, so for one kind of the service there may be one of a title.
    fn declare_interrupt(&mut self, title: &str, only: &VariantSet, span: Span) {
        let disjoint = |other: &VariantSet| other.is_some() && only.is_some() && !overlap(other, only);
        let same = |(known, other, _): &&(String, VariantSet, Span)| known == title && !disjoint(other);
        if let Some((.., first)) = self.interrupts.iter().find(same) {
            let finding = Diagnostic::new(Problem::DeclaredTwice(title.to_owned()), span);
            self.scope.findings.push(finding.with(Related::FirstDeclared, *first));
        }
        self.interrupts.push((title.to_owned(), only.clone(), span));
    }

    fn ending(&mut self, ending: &Attribute<ast::Ending>) -> Option<Ending> {
        let kind = match &ending.value {
            ast::Ending::Next => EndingKind::Next,
            ast::Ending::TacitConsent => EndingKind::TacitConsent,
            ast::Ending::Finish(names) => {
                let outcomes = self.scope.outcomes(names);
                if outcomes.len() < names.len() {
                    return None;
                }
                EndingKind::Finish(outcomes)
            }
            ast::Ending::HandOver { to, procedure } => {
                let to = self.scope.participants.find(*to, self.scope.source, self.scope.findings);
                let procedure = self.scope.procedures.find(*procedure, self.scope.source, self.scope.findings);
                EndingKind::HandOver(to?, procedure?)
            }
            ast::Ending::GoTo(step, word) => EndingKind::GoTo(self.jump(step, false, Some(*word))),
            ast::Ending::ReturnTo(step, word, bound) => {
                if bound.is_none() {
                    self.scope.find(Problem::UnboundedReturn, step.span);
                }
                // A bound says that a return is meant: then it is the step that is wrong.
                EndingKind::ReturnTo(self.jump(step, true, Some(*word).filter(|_| bound.is_none())), *bound)
            }
        };
        Some(Ending { kind, cites: ending.cites.clone(), span: ending.span })
    }

    fn jump(&mut self, step: &ast::StepRef, back: bool, word: Option<Span>) -> StepRef {
        let found = step_ref(self.scope.source, step);
        let place = Place { order: self.order, branches: self.branches.clone(), only: None, span: step.span };
        self.jumps.push(Jump { step: found.clone(), named: step.told_at(), place, back, word });
        found
    }

    /// Checks the jumps and hands over what the procedure's head needs.
    pub fn into_steps(self) -> Steps {
        for Jump { step, named, place, back, word } in &self.jumps {
            let Some(targets) = self.steps.get(step) else {
                if !self.procedure.broken {
                    no_such_step(step, self.steps.keys(), *named, self.scope);
                }
                continue;
            };
            if targets.iter().any(|target| target.branches != place.branches) {
                // Where a branch ends may stand in a line that was not understood.
                if !self.procedure.broken {
                    self.scope.find(Problem::JumpAcrossBranch, place.span);
                }
            } else if targets.iter().any(|target| (target.order <= place.order) != *back) {
                let problem = Problem::WrongDirection { step: step.clone(), back: !back, word: *word };
                self.scope.find(problem, place.span);
            }
        }
        for (step, span) in &self.named_steps {
            if !self.steps.contains_key(step) && !self.procedure.broken {
                no_such_step(step, self.steps.keys(), *span, self.scope);
            }
        }
        Steps {
            known: self.steps.into_keys().collect(),
            named_limits: self.named_limits,
            deadlines: self.deadlines,
            broken: self.procedure.broken,
            mentions_variants: self.mentions_variants,
        }
    }

    // ---- The lines of a step

    fn lines(&mut self, attributes: &[Attribute<StepAttribute>], cites: &[Citation]) -> Lines {
        let mut lines = Lines { cites: cites.to_vec(), ..Lines::default() };
        let mut said = SaidOnce::default();
        for attribute in attributes {
            said.see(said_once(&attribute.value), attribute.span, self.scope.language, self.scope.findings);
            for cite in &attribute.cites {
                if !lines.cites.contains(cite) {
                    lines.cites.push(cite.clone());
                }
            }
            self.line(&mut lines, attribute);
        }
        lines
    }

    fn line(&mut self, lines: &mut Lines, attribute: &Attribute<StepAttribute>) {
        let span = attribute.span;
        match &attribute.value {
            // A deadline is a limit of the procedure.
            StepAttribute::Basis | StepAttribute::UpTo(None) | StepAttribute::Deadline(..) => {}
            StepAttribute::PerformedBy(names) | StepAttribute::CheckedBy(names) | StepAttribute::From(names) => {
                lines.performers = self.scope.participants(names);
            }
            StepAttribute::SendsTo(name, title) => {
                if let Some(to) = self.scope.participants.find(*name, self.scope.source, self.scope.findings) {
                    let title = title.map(|title| text(self.scope.source, title));
                    lines.sends.push(Message { to, title });
                }
            }
            StepAttribute::Waiting(variants, duration) => {
                let variants = self.variants(variants.as_ref());
                self.add_term(&mut lines.waiting, variants, &Length::Lasts(duration.clone()), attribute);
            }
            StepAttribute::Term(variants, length) => {
                let variants = self.variants(variants.as_ref());
                self.add_term(&mut lines.terms, variants, length, attribute);
                lines.term_broken = false;
            }
            StepAttribute::BrokenTerm => lines.term_broken = true,
            StepAttribute::Including(..) if lines.term_broken => {}
            StepAttribute::UpTo(Some(duration)) => {
                self.add_term(&mut lines.terms, None, &Length::Lasts(duration.clone()), attribute);
            }
            StepAttribute::NotBefore(moment) => {
                lines.not_before = self.not_before(moment, &attribute.cites, span);
            }
            StepAttribute::Happens(names) => {
                lines.events.extend(self.scope.events.find_all(names, self.scope.source, self.scope.findings));
            }
            StepAttribute::Clock(action, limits) => {
                for limit in limits {
                    let name = limit_name(self.scope.source, limit);
                    self.named_limits.push((name.clone(), limit.span));
                    lines.clocks.push(ClockEffect { limit: name, action: *action, span: limit.span });
                }
            }
            StepAttribute::Including(duration, title) => {
                self.scope.check_countable(duration, span);
                let title = title.map(|title| text(self.scope.source, title));
                let Some((_, term)) = lines.terms.last_mut() else {
                    let word = Keyword::Including.canonical(self.scope.language).to_owned();
                    self.scope.find(Problem::NothingToBelongTo(word), span);
                    return;
                };
                if exceeds(duration, &term.duration) {
                    self.scope
                        .findings
                        .push(Diagnostic::new(Problem::PartExceeds, span).with(Related::WholeTerm, term.span));
                }
                term.parts.push(TermPart { duration: duration.clone(), title, span });
            }
            StepAttribute::Only(names) => lines.only = self.variants(Some(names)),
            StepAttribute::Result(names) => {
                lines.results = self.scope.outcomes(names);
                lines.results_span = Some(span);
            }
        }
    }

    fn not_before(&mut self, moment: &Moment, cites: &[Citation], span: Span) -> Option<NotBefore> {
        self.scope.check_countable(&moment.duration, span);
        let after = limits::anchor(&moment.event, self.scope, &mut self.named_steps)?;
        Some(NotBefore { duration: moment.duration.clone(), after, cites: cites.to_vec(), span })
    }

    /// The deadlines of a step, as limits of the procedure. They are told apart by the step's name.
    fn deadlines(&mut self, head: &ast::StepHead, only: &VariantSet, attributes: &[Attribute<StepAttribute>]) {
        for Attribute { value, cites, span } in attributes {
            let StepAttribute::Deadline(variants, moment) = value else { continue };
            let Some(name) = head.name else {
                self.scope.find(Problem::NamelessDeadline, *span);
                continue;
            };
            self.scope.check_countable(&moment.duration, *span);
            let variants = self.variants(variants.as_ref()).or_else(|| only.clone());
            let Some(event) = limits::anchor(&moment.event, self.scope, &mut self.named_steps) else { continue };
            let duration = moment.duration.clone();
            let bound = if moment.ahead { Bound::Before(duration) } else { Bound::After(duration) };
            let step = StepRef { kind: head.kind, name: step_name(self.scope.source, name) };
            self.deadlines.push(limits::deadline(step, variants, (bound, event), cites, *span));
        }
    }

    /// Reports the lines that may not stand under what they stand under.
    fn check_block(&mut self, attributes: &[Attribute<StepAttribute>], allowed: &[Keyword]) {
        for attribute in attributes {
            if let Some((word, homes)) = at_home(&attribute.value).filter(|(word, _)| !allowed.contains(word)) {
                self.scope.find(Problem::WrongBlock { word, homes: homes.to_vec() }, attribute.span);
            }
        }
    }

    fn variants(&mut self, names: Option<&Vec<ast::Name>>) -> VariantSet {
        self.mentions_variants |= names.is_some();
        self.scope.variants(names)
    }

    /// Takes a term for some kinds of the service. Acts say a term in two places; a second line that cites
    /// another clause has to agree with the first, which holds.
    fn add_term(
        &mut self,
        terms: &mut Vec<(VariantSet, Term)>,
        variants: VariantSet,
        length: &Length,
        line: &Attribute<StepAttribute>,
    ) {
        let (span, cites) = (line.span, line.cites.clone());
        let (duration, promise) = match length {
            Length::Lasts(duration) => (duration.clone(), None),
            Length::Promise(promise) => (Duration::default(), Some(*promise)),
        };
        self.scope.check_countable(&duration, span);
        if let Some((_, first)) = terms.iter().find(|(other, _)| overlap(&variants, other)) {
            let of_another_clause = !cites.is_empty() && !first.cites.is_empty() && cites != first.cites;
            if of_another_clause && (&duration, promise) == (&first.duration, first.promise) {
                return;
            }
            let problem = if of_another_clause { Problem::TermsDisagree } else { Problem::TwoTerms };
            let related = if of_another_clause { Related::FirstSaid } else { Related::FirstDeclared };
            self.scope.findings.push(Diagnostic::new(problem, span).with(related, first.span));
        }
        terms.push((variants, Term { duration, promise, parts: Vec::new(), cites, span }));
    }
}

/// What the lines of a step say together.
#[derive(Default)]
struct Lines {
    performers: Vec<ParticipantId>,
    sends: Vec<Message>,
    waiting: Vec<(VariantSet, Term)>,
    terms: Vec<(VariantSet, Term)>,
    /// The term above was not understood.
    term_broken: bool,
    not_before: Option<NotBefore>,
    events: Vec<EventId>,
    clocks: Vec<ClockEffect>,
    only: VariantSet,
    results: Vec<crate::model::OutcomeId>,
    results_span: Option<Span>,
    cites: Vec<Citation>,
}

/// The keyword of a line that may stand once in a step.
fn said_once(attribute: &StepAttribute) -> Option<Keyword> {
    Some(match attribute {
        StepAttribute::PerformedBy(_) => Keyword::PerformedBy,
        StepAttribute::CheckedBy(_) => Keyword::CheckedBy,
        StepAttribute::From(_) => Keyword::FromWhom,
        StepAttribute::NotBefore(_) => Keyword::NotBefore,
        StepAttribute::Only(_) => Keyword::Only,
        StepAttribute::Result(_) => Keyword::Result,
        StepAttribute::UpTo(_) => Keyword::UpTo,
        _ => return None,
    })
}

/// The word of a line that may stand under some blocks only, and the words of those.
fn at_home(attribute: &StepAttribute) -> Option<(Keyword, &'static [Keyword])> {
    Some(match attribute {
        StepAttribute::Deadline(..) => {
            (Keyword::Deadline, &[Keyword::Action, Keyword::Process, Keyword::Condition, Keyword::Step])
        }
        StepAttribute::NotBefore(_) => (Keyword::NotBefore, &[Keyword::Action, Keyword::Process, Keyword::Step]),
        StepAttribute::Happens(_) => {
            (Keyword::Event, &[Keyword::Action, Keyword::Process, Keyword::Step, Keyword::WaitReply, Keyword::AnyTime])
        }
        StepAttribute::Clock(ClockAction::Suspends, _) => (Keyword::Suspends, &[Keyword::WaitReply]),
        StepAttribute::Clock(ClockAction::Restarts, _) => (Keyword::Restarts, &[Keyword::WaitReply]),
        _ => return None,
    })
}

/// Whether one duration is longer than another, where no calendar is needed to tell.
pub fn exceeds(part: &Duration, whole: &Duration) -> bool {
    matches!((size(part), size(whole)), (Some((one, n)), Some((other, m))) if one == other && n > m)
}

/// A duration in the one unit it is made of; minutes and hours are both told in minutes.
fn size(duration: &Duration) -> Option<(Unit, u64)> {
    let in_small = |quantity: &Quantity| match quantity.unit {
        Unit::Hour => (Unit::Minute, 60 * u64::from(quantity.n)),
        unit => (unit, u64::from(quantity.n)),
    };
    let mut sizes = duration.quantities.iter().map(in_small);
    let (unit, first) = sizes.next()?;
    sizes.try_fold((unit, first), |(unit, sum), (other, n)| (unit == other).then_some((unit, sum + n)))
}
