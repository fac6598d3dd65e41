//! The limits of a procedure: the lines that set them, and those about the limit before them.

use super::body::{Steps, exceeds};
use super::scope::{Scope, nearest, overlap, step_ref, text};
use crate::ast::{self, Attribute, Length, ProcedureAttribute};
use crate::diagnostic::{Diagnostic, Meant, Namespace, Problem, Related};
use crate::keywords::Keyword;
use crate::model::{
    Anchor, Bound, Citation, Expiry, Extension, ExtensionBy, Limit, LimitName, Right, StepRef, VariantSet,
};
use crate::source::{SourceFile, Span};
use crate::words;

/// Resolves an event. The steps it names are put to `steps`, to be looked up once all are known.
///
/// [`None`] where it names an event that is declared nowhere.
pub fn anchor(event: &ast::Anchor, scope: &mut Scope<'_>, steps: &mut Vec<(StepRef, Span)>) -> Option<Anchor> {
    let mut named = |step: &ast::StepRef, scope: &Scope<'_>| {
        let found = step_ref(scope.source, step);
        steps.push((found.clone(), step.told_at()));
        found
    };
    Some(match event {
        ast::Anchor::Filing => Anchor::Filing,
        ast::Anchor::Completion => Anchor::Completion,
        ast::Anchor::StartOf(step) => Anchor::StartOf(named(step, scope)),
        ast::Anchor::EndOf(step) => Anchor::EndOf(named(step, scope)),
        ast::Anchor::Event(name) => Anchor::Event(scope.events.find(*name, scope.source, scope.findings)?),
        ast::Anchor::Earlier(events) => Anchor::Earlier(anchors(events, scope, steps)?),
        ast::Anchor::Later(events) => Anchor::Later(anchors(events, scope, steps)?),
    })
}

/// Resolves each of several events; every one is looked up, so that each mistake is found.
fn anchors(events: &[ast::Anchor], scope: &mut Scope<'_>, steps: &mut Vec<(StepRef, Span)>) -> Option<Vec<Anchor>> {
    let found: Vec<_> = events.iter().map(|event| anchor(event, scope, steps)).collect();
    found.into_iter().collect()
}

/// A limit's name, as names are compared.
pub fn limit_name(source: &SourceFile, limit: &ast::LimitRef) -> LimitName {
    match &limit.name {
        ast::LimitName::Overall => LimitName::Overall,
        ast::LimitName::Named(title) => LimitName::Named(text(source, *title)),
        ast::LimitName::Deadline(step) => LimitName::Deadline(step_ref(source, step)),
    }
}

/// The limits of a procedure, as the lines of its head are read.
pub struct Limits<'a> {
    steps: &'a Steps,
    /// Those read so far, in text order.
    read: Vec<Limit>,
    /// The limit read last, that the lines behind it are about.
    last: Option<usize>,
    /// A limit was not understood, so that what belongs to it or names it is no finding.
    broken: bool,
    /// What happens when the overall term has expired.
    overall_expiry: Option<Expiry>,
}

impl<'a> Limits<'a> {
    /// No limits yet; those of the steps are there when the head has been read.
    pub fn new(steps: &'a Steps) -> Self {
        Self { steps, read: Vec::new(), last: None, broken: steps.broken(), overall_expiry: None }
    }

    /// Reads a line of the head, if it is about limits.
    pub fn line(&mut self, line: &Attribute<ProcedureAttribute>, scope: &mut Scope<'_>) {
        let Attribute { value, cites, span } = line;
        match value {
            ProcedureAttribute::Limit(limit) => {
                let limit = self.limit(limit, cites, *span, scope);
                self.push(limit);
            }
            ProcedureAttribute::BrokenLimit => self.push(None),
            ProcedureAttribute::Extension { by, once, notice } => {
                let extension =
                    Extension { by: by.clone(), once: *once, notice: *notice, cites: cites.clone(), span: *span };
                self.extension(extension, scope);
            }
            ProcedureAttribute::Right(title) => {
                let right = Right { title: text(scope.source, *title), cites: cites.clone(), span: *span };
                if let Some(limit) = self.before(Keyword::ApplicantMay, *span, scope) {
                    let said = limit.right.replace(right).is_some();
                    scope.said_twice(said, Keyword::ApplicantMay, *span);
                }
            }
            ProcedureAttribute::Expiry(ending) => {
                let expiry = expiry(ending.as_ref(), cites, *span, scope);
                if let Some(limit) = self.before(Keyword::OnExpiry, *span, scope) {
                    let said = limit.expiry.is_some();
                    limit.expiry = limit.expiry.take().or(expiry);
                    scope.said_twice(said, Keyword::OnExpiry, *span);
                }
            }
            ProcedureAttribute::OverallExpiry(ending) => {
                let said = self.overall_expiry.is_some();
                self.overall_expiry = self.overall_expiry.take().or_else(|| expiry(Some(ending), cites, *span, scope));
                scope.said_twice(said, Keyword::OnOverallExpiry, *span);
            }
            _ => {}
        }
    }

    fn push(&mut self, limit: Option<Limit>) {
        self.broken |= limit.is_none();
        self.last = limit.is_some().then_some(self.read.len());
        self.read.extend(limit);
    }

    fn limit(&self, limit: &ast::Limit, cites: &[Citation], span: Span, scope: &mut Scope<'_>) -> Option<Limit> {
        let name = limit.title.map_or(LimitName::Overall, |title| LimitName::Named(text(scope.source, title)));
        let bound = match &limit.length {
            Length::Lasts(duration) => {
                scope.check_countable(duration, span);
                Bound::After(duration.clone())
            }
            Length::Promise(promise) => Bound::Promise(*promise),
        };
        let variants = scope.variants(limit.variants.as_ref());
        let from = self.anchor(limit.from.as_ref(), Anchor::Filing, scope);
        let until = self.anchor(limit.until.as_ref(), Anchor::Completion, scope);
        Some(Limit {
            name,
            variants,
            bound,
            from: from?,
            until: until?,
            extension: None,
            expiry: None,
            right: None,
            cites: cites.to_vec(),
            span,
        })
    }

    /// Resolves an event of a limit, where the line is not silent about it.
    fn anchor(&self, event: Option<&ast::Anchor>, silent: Anchor, scope: &mut Scope<'_>) -> Option<Anchor> {
        let Some(event) = event else { return Some(silent) };
        let mut named = Vec::new();
        let found = anchor(event, scope, &mut named);
        let mut there = true;
        for (step, span) in named {
            there &= self.steps.has(&step, span, scope);
        }
        found.filter(|_| there)
    }

    fn extension(&mut self, extension: Extension, scope: &mut Scope<'_>) {
        let span = extension.span;
        let (ExtensionBy::Added(length) | ExtensionBy::Total(length)) = &extension.by;
        scope.check_countable(length, span);
        let Some(limit) = self.before(Keyword::Extension, span, scope) else { return };
        let fault = match (&limit.bound, &extension.by) {
            (Bound::Promise(_), _) => Some(Problem::NothingToExtend),
            (Bound::After(length), ExtensionBy::Total(total)) if exceeds(length, total) => Some(Problem::TotalShorter),
            _ => None,
        };
        let whole = limit.span;
        let said = limit.extension.is_some();
        limit.extension = limit.extension.take().or(Some(extension));
        if let Some(problem) = fault {
            scope.findings.push(Diagnostic::new(problem, span).with(Related::WholeTerm, whole));
        }
        scope.said_twice(said, Keyword::Extension, span);
    }

    /// The limit that a line belongs to: the one before it.
    fn before(&mut self, word: Keyword, span: Span, scope: &mut Scope<'_>) -> Option<&mut Limit> {
        if self.last.is_none() && !self.broken {
            scope.find(Problem::NoLimitBefore { word, overall: false }, span);
        }
        self.read.get_mut(self.last?)
    }

    /// All limits of the procedure, those of its steps last, once the head has been read.
    pub fn finish(mut self, scope: &mut Scope<'_>) -> Vec<Limit> {
        self.expire_overall(scope);
        self.read.extend(self.steps.deadlines().iter().cloned());
        for limit in &self.read {
            if limit.from == limit.until {
                scope.find(Problem::SameEvent, limit.span);
            }
        }
        for (name, span) in self.steps.named_limits() {
            self.known(name, *span, scope);
        }
        two_limits(&self.read, scope);
        self.read
    }

    fn expire_overall(&mut self, scope: &mut Scope<'_>) {
        let Some(expiry) = &self.overall_expiry else { return };
        let mut found = self.broken;
        for limit in self.read.iter_mut().filter(|limit| limit.name == LimitName::Overall) {
            found = true;
            scope.said_twice(limit.expiry.is_some(), Keyword::OnExpiry, expiry.span);
            limit.expiry = Some(expiry.clone());
        }
        if !found {
            scope.find(Problem::NoLimitBefore { word: Keyword::OnOverallExpiry, overall: true }, expiry.span);
        }
    }

    /// Whether a limit that a wait names is there; one that is not is a finding.
    fn known(&self, name: &LimitName, span: Span, scope: &mut Scope<'_>) {
        if !self.broken && !self.read.iter().any(|limit| limit.name == *name) {
            let known = self.read.iter().map(|limit| &limit.name);
            let problem = not_declared(name, known, scope.language, scope.findings);
            scope.find(problem, span);
        }
    }
}

/// The finding about a limit that is not there, with the nearest of those that are.
pub fn not_declared<'l>(
    name: &LimitName,
    known: impl Iterator<Item = &'l LimitName>,
    language: crate::language::Language,
    findings: &[Diagnostic],
) -> Problem {
    let name = words::limit_name(name, language);
    let known: Vec<String> = known.map(|one| words::limit_name(one, language)).collect();
    let meant = nearest(&name, known.iter().map(String::as_str), findings);
    // What stands in the text is the limit's title or its step, in words of the author's own.
    super::scope::not_declared(Namespace::Limit, name, meant.map(|meant| Meant { sure: false, ..meant }))
}

/// What happens at expiry: the case ends, in one outcome or in consent by silence.
fn expiry(ending: Option<&ast::Ending>, cites: &[Citation], span: Span, scope: &mut Scope<'_>) -> Option<Expiry> {
    let outcome = match ending {
        Some(ast::Ending::TacitConsent) => None,
        Some(ast::Ending::Finish(names)) if names.len() == 1 => Some(*scope.outcomes(names).first()?),
        _ => {
            scope.find(Problem::ExpiryWithoutOutcome, span);
            return None;
        }
    };
    Some(Expiry { outcome, cites: cites.to_vec(), span })
}

/// Of the limits of one name at most one may apply to each kind of the service.
fn two_limits(limits: &[Limit], scope: &mut Scope<'_>) {
    for (index, limit) in limits.iter().enumerate() {
        let mut earlier = limits.iter().take(index);
        let same = |other: &&Limit| other.name == limit.name && overlap(&limit.variants, &other.variants);
        if let Some(first) = earlier.find(same) {
            let finding = Diagnostic::new(Problem::TwoTerms, limit.span);
            scope.findings.push(finding.with(Related::FirstDeclared, first.span));
        }
    }
}

/// The limit that a deadline of a step sets.
pub fn deadline(step: StepRef, variants: VariantSet, moment: (Bound, Anchor), cites: &[Citation], span: Span) -> Limit {
    let (bound, from) = moment;
    Limit {
        name: LimitName::Deadline(step.clone()),
        variants,
        bound,
        from,
        until: Anchor::EndOf(step),
        extension: None,
        expiry: None,
        right: None,
        cites: cites.to_vec(),
        span,
    }
}
