//! The head of a regulation, its declarations and procedures.

use std::collections::HashSet;
use std::sync::Arc;

use super::body::Body;
use super::criterion;
use super::limits::Limits;
use super::scope::{Names, Scope, folded, name_text, nearest, not_declared, text};
use crate::ast::{self, Attribute, CalendarAttribute, ProcedureAttribute, RegulationAttribute};
use crate::diagnostic::{Diagnostic, Namespace, Problem};
use crate::keywords::Keyword;
use crate::model::{
    Act, Counting, Diagram, Event, EventId, Fact, Head, NamedCalendar, Outcome, OutcomeId, Participant, ParticipantId,
    Procedure, ProcedureId, Regulation, Repeal, Variant, VariantId,
};
use crate::source::SourceFile;

/// Resolves the regulation of a file.
pub fn resolve(
    file: &ast::File,
    source: &SourceFile,
    calendars: &[Arc<NamedCalendar>],
    findings: &mut Vec<Diagnostic>,
) -> Option<Regulation> {
    let Some(head) = &file.regulation else {
        orphans(file, findings);
        return None;
    };
    let mut scope = Scope {
        source,
        language: file.language,
        participants: Names::new(Namespace::Participant, &file.incomplete),
        outcomes: Names::new(Namespace::Outcome, &file.incomplete),
        variants: Names::new(Namespace::Variant, &file.incomplete),
        events: Names::new(Namespace::Event, &file.incomplete),
        facts: Names::new(Namespace::Fact, &file.incomplete),
        fact_kinds: Vec::new(),
        procedures: Names::new(Namespace::Procedure, &file.incomplete),
        counting: Counting::ByDays,
        findings,
    };
    declare(file, &mut scope);
    let declared = Head {
        id: name_text(source, head.id),
        title: text(source, head.title),
        language: file.language,
        act: None,
        repealed: None,
        calendar: None,
        participants: participants(file, calendars, &mut scope),
        outcomes: outcomes(file, source),
        variants: variants(file, source),
        events: events(file, source),
        facts: facts(file, &mut scope),
    };
    let mut regulation = Regulation { head: declared, procedures: Vec::new(), span: head.id.0 };
    for attribute in &head.attributes {
        head_attribute(&mut regulation, attribute, file, calendars, &mut scope);
    }
    unused_calendars(file, head, source, scope.findings);
    let said = counting(head, &mut scope);
    if let Some(counting) = said {
        count_by(&mut regulation.head, counting);
    }
    let of_calendar = regulation.head.calendar.as_ref().map(|named| named.calendar.spec().counting);
    scope.counting = said.or(of_calendar).unwrap_or(Counting::ByDays);
    for one in &file.procedures {
        if let Some(procedure) = procedure(one, &regulation, &mut scope) {
            regulation.procedures.push(procedure);
        }
    }
    scope.doubt_suggestions();
    Some(regulation)
}

/// Of a file with a regulation, the calendars that are neither its own, nor a participant's, nor joined. A
/// file of calendars alone is there for others to use.
fn unused_calendars(file: &ast::File, head: &ast::Regulation, source: &SourceFile, findings: &mut Vec<Diagnostic>) {
    if file.incomplete.contains(&Namespace::Calendar) {
        return;
    }
    let named = head.attributes.iter().filter_map(|line| match line.value {
        RegulationAttribute::Calendar(name) => Some(name),
        _ => None,
    });
    let joined = file.calendars.iter().flat_map(|calendar| &calendar.attributes).flat_map(|line| match &line.value {
        CalendarAttribute::Joins(calendars) => calendars.as_slice(),
        _ => &[],
    });
    let of_participants = file.participants.iter().filter_map(|one| one.calendar);
    let used: HashSet<String> =
        named.chain(of_participants).chain(joined.copied()).map(|name| name_text(source, name)).collect();
    for calendar in &file.calendars {
        let name = name_text(source, calendar.id);
        if !used.contains(&name) {
            let problem = Problem::Unused { namespace: Namespace::Calendar, name };
            findings.push(Diagnostic::new(problem, calendar.id.0));
        }
    }
}

/// Declarations in a file without a regulation belong to nothing; one finding tells so.
fn orphans(file: &ast::File, findings: &mut Vec<Diagnostic>) {
    let first = file.procedures.first().map(|one| one.id);
    let first = first.or_else(|| file.participants.first().map(|one| one.id));
    let first = first.or_else(|| file.outcomes.first().map(|one| one.id));
    if let Some(name) = first.filter(|_| file.incomplete.is_empty() && !file.broken) {
        findings.push(Diagnostic::new(Problem::NoRegulation, name.0));
    }
}

fn declare(file: &ast::File, scope: &mut Scope<'_>) {
    let source = scope.source;
    for (index, one) in file.participants.iter().enumerate() {
        scope.participants.declare(name_text(source, one.id), ParticipantId::new(index), one.id.0, scope.findings);
    }
    for (index, one) in file.outcomes.iter().enumerate() {
        scope.outcomes.declare(name_text(source, one.id), OutcomeId::new(index), one.id.0, scope.findings);
    }
    for (index, one) in file.variants.iter().enumerate() {
        let id = VariantId::new(index);
        scope.variants.declare(name_text(source, one.id), id, one.id.0, scope.findings);
        for form in &one.forms {
            scope.variants.declare(name_text(source, *form), id, form.0, scope.findings);
        }
    }
    for (index, one) in file.events.iter().enumerate() {
        scope.events.declare(name_text(source, one.id), EventId::new(index), one.id.0, scope.findings);
    }
    for (index, one) in file.procedures.iter().enumerate() {
        scope.procedures.declare(name_text(source, one.id), ProcedureId::new(index), one.id.0, scope.findings);
    }
}

fn participants(file: &ast::File, calendars: &[Arc<NamedCalendar>], scope: &mut Scope<'_>) -> Vec<Participant> {
    let participants = file.participants.iter();
    participants
        .map(|one| Participant {
            id: name_text(scope.source, one.id),
            title: text(scope.source, one.title),
            kind: one.kind,
            calendar: one.calendar.and_then(|name| calendar(name, file, calendars, scope)),
            span: one.id.0,
        })
        .collect()
}

/// The calendar of a name, of this file or one it uses.
fn calendar(
    name: ast::Name,
    file: &ast::File,
    calendars: &[Arc<NamedCalendar>],
    scope: &mut Scope<'_>,
) -> Option<Arc<NamedCalendar>> {
    let text = name_text(scope.source, name);
    let found = calendars.iter().find(|calendar| calendar.id == text);
    // A calendar of this file with findings of its own is declared all the same.
    let declared = file.calendars.iter().any(|calendar| name_text(scope.source, calendar.id) == text);
    if found.is_none() && !declared && !file.incomplete.contains(&Namespace::Calendar) {
        let meant = nearest(&text, calendars.iter().map(|calendar| calendar.id.as_str()), scope.findings);
        scope.find(not_declared(Namespace::Calendar, text, meant), name.0);
    }
    found.cloned()
}

/// The facts, and their names and kinds in the scope.
fn facts(file: &ast::File, scope: &mut Scope<'_>) -> Vec<Fact> {
    let facts = criterion::facts(file, scope.source, scope.findings);
    criterion::declare(&facts, &mut scope.facts, scope.findings);
    scope.fact_kinds = facts.iter().map(|fact| fact.kind.clone()).collect();
    facts
}

fn events(file: &ast::File, source: &SourceFile) -> Vec<Event> {
    let events = file.events.iter();
    events
        .map(|one| Event {
            id: name_text(source, one.id),
            title: text(source, one.title),
            cites: one.cites.clone(),
            span: one.id.0,
        })
        .collect()
}

fn outcomes(file: &ast::File, source: &SourceFile) -> Vec<Outcome> {
    let outcomes = file.outcomes.iter();
    outcomes
        .map(|one| Outcome {
            id: name_text(source, one.id),
            title: text(source, one.title),
            favourable: one.favourable,
            cites: one.cites.clone(),
            span: one.id.0,
        })
        .collect()
}

fn variants(file: &ast::File, source: &SourceFile) -> Vec<Variant> {
    let variants = file.variants.iter();
    variants
        .map(|one| {
            let id = name_text(source, one.id);
            Variant {
                title: one.title.map_or_else(|| id.clone(), |title| text(source, title)),
                forms: one.forms.iter().map(|form| folded(source.slice(form.0))).collect(),
                id,
                span: one.id.0,
            }
        })
        .collect()
}

fn head_attribute(
    regulation: &mut Regulation,
    attribute: &Attribute<RegulationAttribute>,
    file: &ast::File,
    calendars: &[Arc<NamedCalendar>],
    scope: &mut Scope<'_>,
) {
    let source = scope.source;
    let (said, keyword) = match &attribute.value {
        RegulationAttribute::Act { title, date, number } => {
            let (title, number) = (text(source, *title), source.slice(number.0).to_owned());
            (regulation.head.act.replace(Act { title, date: *date, number }).is_some(), Keyword::Act)
        }
        RegulationAttribute::Repealed { date, number } => {
            let number = number.map(|number| source.slice(number.0).to_owned());
            (regulation.head.repealed.replace(Repeal { date: *date, number }).is_some(), Keyword::Repealed)
        }
        RegulationAttribute::Calendar(name) => {
            let said = regulation.head.calendar.is_some();
            regulation.head.calendar = calendar(*name, file, calendars, scope);
            (said, Keyword::Calendar)
        }
        // Of all its calendars at once, when they are known.
        RegulationAttribute::Counting(_) => return,
    };
    scope.said_twice(said, keyword, attribute.span);
}

/// How the regulation says itself that its terms are counted.
fn counting(head: &ast::Regulation, scope: &mut Scope<'_>) -> Option<Counting> {
    let mut said = None;
    for attribute in &head.attributes {
        if let RegulationAttribute::Counting(counting) = attribute.value {
            scope.said_twice(said.is_some(), Keyword::Counting, attribute.span);
            said = Some(counting);
        }
    }
    said
}

/// The regulation's word on counting goes before that of the calendars it uses.
fn count_by(head: &mut Head, counting: Counting) {
    let of_participants = head.participants.iter_mut().filter_map(|one| one.calendar.as_mut());
    for named in head.calendar.as_mut().into_iter().chain(of_participants) {
        let calendar = named.calendar.with_counting(counting);
        *named = Arc::new(NamedCalendar { calendar, id: named.id.clone(), title: named.title.clone() });
    }
}

fn procedure(ast: &ast::Procedure, regulation: &Regulation, scope: &mut Scope<'_>) -> Option<Procedure> {
    let source = scope.source;
    let mut procedure = Procedure {
        id: name_text(source, ast.id),
        title: text(source, ast.title),
        channel: None,
        cites: ast.cites.clone(),
        diagrams: Vec::new(),
        limits: Vec::new(),
        variants: Vec::new(),
        body: Vec::new(),
        span: ast.id.0,
    };
    let mut body = Body::new(ast, scope);
    procedure.body = body.elements(&ast.body);
    let steps = body.into_steps();
    let mut limits = Limits::new(&steps);
    let mut named = None;
    for attribute in &ast.attributes {
        match &attribute.value {
            ProcedureAttribute::Basis => procedure.cites.extend(attribute.cites.iter().cloned()),
            ProcedureAttribute::Through(name) => {
                procedure.channel = scope.participants.find(*name, source, scope.findings);
            }
            ProcedureAttribute::Diagram { annex, style } => {
                procedure.diagrams.push(Diagram { annex: annex.clone(), style: *style });
            }
            ProcedureAttribute::Variants(written) => {
                named.get_or_insert_with(Vec::new).extend(scope.variants(Some(written)).unwrap_or_default());
            }
            _ => limits.line(attribute, scope),
        }
    }
    procedure.limits = limits.finish(scope);
    if ast.broken {
        return None;
    }
    if ast.body.iter().all(|element| matches!(element, ast::Element::Interrupt(_))) {
        scope.find(Problem::NoSteps(procedure.id.clone()), ast.id.0);
    }
    procedure.variants = served(&procedure, named, steps.mentions_variants(), regulation);
    Some(procedure)
}

/// The kinds of the service a procedure serves: those it names; else, where it mentions any, all that
/// are declared; else it is the same for all.
fn served(
    procedure: &Procedure,
    named: Option<Vec<VariantId>>,
    mentioned: bool,
    regulation: &Regulation,
) -> Vec<Option<VariantId>> {
    let mentioned = mentioned || procedure.limits.iter().any(|limit| limit.variants.is_some());
    match named {
        Some(mut named) => {
            named.sort();
            named.dedup();
            named.into_iter().map(Some).collect()
        }
        None if mentioned => (0..regulation.head.variants.len()).map(|index| Some(VariantId::new(index))).collect(),
        None => vec![None],
    }
}
