//! What an act means once every name in it is resolved.
//!
//! Plain data, no text positions except the spans that findings point at. Names have become typed
//! ids, so that a participant can no longer be taken for an outcome. The process graphs of
//! [`crate::graph`] are built from this and nothing else.

mod case;
mod citation;
mod code;
mod criterion;
mod decimal;
mod fact;
mod ids;
mod limit;
mod procedure;
mod step;

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use crate::calendar::{Calendar, Instant};
use crate::language::Language;
use crate::source::Span;

pub use crate::calendar::Counting;
pub use crate::duration::{Duration, Quantity, Unit};
pub use case::{Case, Expectation, Given, GivenFor, GivenValue};
pub use citation::{Citation, CitationLevel, CitationPart};
pub use code::{CodeFault, CodeKind, check as check_code};
pub use criterion::{Comparison, Criteria, Criterion, Logic, Operand, Relation};
pub use decimal::Decimal;
pub use fact::{Fact, FactKind, Value};
pub use ids::{EventId, FactId, OutcomeId, ParticipantId, ProcedureId, VariantId};
pub use limit::{
    Anchor, Bound, ClockAction, ClockEffect, Expiry, Extension, ExtensionBy, Limit, LimitName, NotBefore, Promise,
    Right,
};
pub use procedure::{
    Answer, Call, Condition, ConditionBranch, Diagram, DiagramStyle, Element, Ending, EndingKind, Interrupt, JoinMode,
    Message, Parallel, ParallelBranch, Procedure, Task, Term, TermPart, Wait,
};
pub use step::{StepKind, StepName, StepNumber, StepRef};

/// One regulation: what it declares, and its procedures.
#[derive(Debug, Clone)]
pub struct Regulation {
    /// What it declares before its procedures.
    pub head: Head,
    /// The procedures, in the act's order.
    pub procedures: Vec<Procedure>,
    /// Where it is declared.
    pub span: Span,
}

impl Regulation {
    /// The procedure of an id made for this regulation.
    #[must_use]
    pub fn procedure(&self, id: ProcedureId) -> Option<&Procedure> {
        self.procedures.get(id.index())
    }
}

/// What a regulation declares: the names that its procedures, and their graphs, refer to.
#[derive(Debug, Clone)]
pub struct Head {
    /// The author's short name for it.
    pub id: String,
    /// The title.
    pub title: String,
    /// The language of the file, hence of its diagrams.
    pub language: Language,
    /// The act that approved it.
    pub act: Option<Act>,
    /// When and by which act it lost force.
    pub repealed: Option<Repeal>,
    /// The calendar its terms are counted by. Where the regulation says itself how terms are counted,
    /// this calendar and those of its participants have been told.
    pub calendar: Option<Arc<NamedCalendar>>,
    /// Everyone who takes part.
    pub participants: Vec<Participant>,
    /// The ways a case may end.
    pub outcomes: Vec<Outcome>,
    /// The kinds of the service.
    pub variants: Vec<Variant>,
    /// The events that clocks may start or stop at.
    pub events: Vec<Event>,
    /// The facts that criteria are about.
    pub facts: Vec<Fact>,
}

impl Head {
    /// A regulation that names nothing.
    #[cfg(test)]
    pub(crate) fn bare(language: Language) -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            language,
            act: None,
            repealed: None,
            calendar: None,
            participants: Vec::new(),
            outcomes: Vec::new(),
            variants: Vec::new(),
            events: Vec::new(),
            facts: Vec::new(),
        }
    }

    /// The local time of the regulation's calendar; UTC where it names none.
    #[must_use]
    pub fn local(&self, at: Instant) -> NaiveDateTime {
        match &self.calendar {
            Some(named) => named.calendar.local(at),
            None => at.local_in_utc(),
        }
    }

    /// The participant of an id made for this regulation.
    #[must_use]
    pub fn participant(&self, id: ParticipantId) -> Option<&Participant> {
        self.participants.get(id.index())
    }

    /// The outcome of an id made for this regulation.
    #[must_use]
    pub fn outcome(&self, id: OutcomeId) -> Option<&Outcome> {
        self.outcomes.get(id.index())
    }

    /// The variant of an id made for this regulation.
    #[must_use]
    pub fn variant(&self, id: VariantId) -> Option<&Variant> {
        self.variants.get(id.index())
    }

    /// The event of an id made for this regulation.
    #[must_use]
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(id.index())
    }

    /// The fact of an id made for this regulation.
    #[must_use]
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(id.index())
    }

    /// The variant of this id or declared form.
    #[must_use]
    pub fn variant_named(&self, name: &str) -> Option<VariantId> {
        let is_it = |variant: &Variant| variant.id == name || variant.forms.iter().any(|form| form == name);
        self.variants.iter().position(is_it).map(VariantId::new)
    }
}

/// A calendar under its name.
#[derive(Debug, Clone)]
pub struct NamedCalendar {
    /// The author's short name.
    pub id: String,
    /// The title.
    pub title: String,
    /// The calendar.
    pub calendar: Calendar,
}

/// The legal act that approved a regulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Act {
    /// Its kind and issuing body.
    pub title: String,
    /// The day it was signed.
    pub date: NaiveDate,
    /// Its number, as printed.
    pub number: String,
}

/// The act by which a regulation lost force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repeal {
    /// The day that act was signed.
    pub date: NaiveDate,
    /// Its number, as printed.
    pub number: Option<String>,
}

/// Somebody, or some system, that takes part: a lane of the diagrams.
#[derive(Debug, Clone)]
pub struct Participant {
    /// The author's short name.
    pub id: String,
    /// The name as printed.
    pub title: String,
    /// What it is to the service.
    pub kind: ParticipantKind,
    /// The calendar it works by, if not the regulation's. A step is counted by that of the first of its
    /// performers who has one; limits and waits, by the regulation's.
    pub calendar: Option<Arc<NamedCalendar>>,
    /// Where it is declared.
    pub span: Span,
}

/// What a participant is to the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParticipantKind {
    /// A unit or worker of the provider.
    Provider,
    /// The applicant.
    Applicant,
    /// Another body.
    External,
    /// An information system: it works round the clock.
    System,
}

/// A way a case may end.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The author's short name.
    pub id: String,
    /// The name as printed.
    pub title: String,
    /// Whether the applicant gets what was asked for; unstated counts as positive.
    pub favourable: bool,
    /// The clauses that name it.
    pub cites: Vec<Citation>,
    /// Where it is declared.
    pub span: Span,
}

/// Something that happens in a case, or from outside, and that a clock may start or stop at.
#[derive(Debug, Clone)]
pub struct Event {
    /// The author's short name.
    pub id: String,
    /// The name as printed.
    pub title: String,
    /// The clauses that name it.
    pub cites: Vec<Citation>,
    /// Where it is declared.
    pub span: Span,
}

/// A kind of the service: issue, reissue, duplicate.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The author's short name.
    pub id: String,
    /// The inflected forms it is referred to by, as declared.
    pub forms: Vec<String>,
    /// The name as printed; the id where none is given.
    pub title: String,
    /// Where it is declared.
    pub span: Span,
}

/// The kinds of the service something applies to; `None` in a field of this type means every kind.
pub type VariantSet = Option<Vec<VariantId>>;

/// Whether something marked with `set` applies when the service is of kind `variant`.
#[must_use]
pub fn applies(set: &VariantSet, variant: Option<VariantId>) -> bool {
    match (set, variant) {
        (None, _) => true,
        (Some(set), Some(variant)) => set.contains(&variant),
        (Some(_), None) => false,
    }
}
