//! A procedure: its head and its steps, in the act's order.

use serde::Serialize;

use super::{
    Citation, ClockEffect, Criteria, EventId, Limit, NotBefore, OutcomeId, ParticipantId, ProcedureId, Promise,
    StepKind, StepName, StepRef, VariantId, VariantSet,
};
use crate::duration::Duration;
use crate::source::Span;

/// A whole flow from filing to outcome.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// The author's short name.
    pub id: String,
    /// The title.
    pub title: String,
    /// The participant through whom an application is filed.
    pub channel: Option<ParticipantId>,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// The annexes that draw it.
    pub diagrams: Vec<Diagram>,
    /// Its limits; of those of one name at most one applies to each variant.
    pub limits: Vec<Limit>,
    /// The kinds of the service it serves. `None` stands for a procedure that is the same for all.
    pub variants: Vec<Option<VariantId>>,
    /// The steps, in the act's order.
    pub body: Vec<Element>,
    /// Where it is declared.
    pub span: Span,
}

/// The style an annex is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DiagramStyle {
    /// Block scheme, flow down, no lanes.
    Flowchart,
    /// Functional interaction, horizontal lanes.
    Interaction,
    /// Directory of business processes, vertical lanes.
    Swimlanes,
}

/// The annex of the act that draws a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagram {
    /// The annex's number, with the letter of its part if it has parts: `3 А`.
    pub annex: String,
    /// The annex's style; `None` where the author leaves it to the tool.
    pub style: Option<DiagramStyle>,
}

/// How long a step may take, and how that is made up.
#[derive(Debug, Clone, Default)]
pub struct Term {
    /// The longest it may take.
    pub duration: Duration,
    /// The act promises speed and sets no number; then the duration is empty.
    pub promise: Option<Promise>,
    /// Parts of it that the act names; none exceeds the whole.
    pub parts: Vec<TermPart>,
    /// The clauses that the line of the term itself cites.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// A named part of a term.
#[derive(Debug, Clone)]
pub struct TermPart {
    /// How long.
    pub duration: Duration,
    /// What for.
    pub title: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// A piece of a procedure's body, in text order.
#[derive(Debug, Clone)]
pub enum Element {
    /// A step that is done.
    Task(Task),
    /// A question with branches.
    Condition(Condition),
    /// Branches that run at the same time.
    Parallel(Parallel),
    /// Waiting for somebody's reply.
    Wait(Wait),
    /// Another procedure of the regulation, carried out as a step.
    Call(Call),
    /// What may break the procedure off.
    Interrupt(Interrupt),
    /// The end of a branch.
    Ending(Ending),
}

/// A step that somebody does.
#[derive(Debug, Clone)]
pub struct Task {
    /// What the act calls it; its number or name, if it has one.
    pub kind: StepKind,
    /// Its number or name.
    pub name: Option<StepName>,
    /// The title.
    pub title: String,
    /// Done by a system of itself, round the clock.
    pub automatic: bool,
    /// Kinds of the service it is done for.
    pub only: VariantSet,
    /// Who performs it.
    pub performers: Vec<ParticipantId>,
    /// To whom it hands what.
    pub sends: Vec<Message>,
    /// How long one may have to queue for it, per set of variants.
    pub waiting: Vec<(VariantSet, Term)>,
    /// How long it may take, per set of variants.
    pub terms: Vec<(VariantSet, Term)>,
    /// The earliest moment at which it may begin.
    pub not_before: Option<NotBefore>,
    /// The events that happen when it is done.
    pub events: Vec<EventId>,
    /// The outcomes it may end the case in. More than one: the act leaves the choice unstated.
    pub results: Vec<OutcomeId>,
    /// Where the outcomes are written; the title line where there are none.
    pub results_span: Span,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// Where its title line stands.
    pub span: Span,
}

/// Something handed to a participant (BPMN: message flow).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// To whom.
    pub to: ParticipantId,
    /// What.
    pub title: Option<String>,
}

/// A question whose answers lead different ways (BPMN: exclusive gateway).
#[derive(Debug, Clone)]
pub struct Condition {
    /// Its number or name.
    pub name: Option<StepName>,
    /// The question.
    pub title: String,
    /// Kinds of the service it is asked for.
    pub only: VariantSet,
    /// Who decides.
    pub checkers: Vec<ParticipantId>,
    /// How long one may have to queue, per set of variants.
    pub waiting: Vec<(VariantSet, Term)>,
    /// How long the check may take, per set of variants.
    pub terms: Vec<(VariantSet, Term)>,
    /// What decides it; a person is asked where there is nothing.
    pub criteria: Option<Criteria>,
    /// The answers and what follows each.
    pub branches: Vec<ConditionBranch>,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// Where its title line stands.
    pub span: Span,
}

/// What follows one answer.
#[derive(Debug, Clone)]
pub struct ConditionBranch {
    /// The answer.
    pub answer: Answer,
    /// The steps; the last one is an [`Ending`] or ends the case.
    pub body: Vec<Element>,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// Where the answer stands.
    pub span: Span,
}

/// An answer, and the mark of the edge it leads along.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Another answer, in the author's words.
    Other(String),
    /// A step ends in this outcome; the act leaves the choice unstated.
    Outcome(OutcomeId),
    /// The awaited reply came.
    Reply,
    /// The time for a reply ran out.
    Expiry,
}

/// Work done at the same time (BPMN: parallel gateways).
#[derive(Debug, Clone)]
pub struct Parallel {
    /// The branches.
    pub branches: Vec<ParallelBranch>,
    /// What the join waits for.
    pub join: JoinMode,
    /// There is one branch, and it is carried out for every member of a list (BPMN: parallel multi-instance
    /// sub-process).
    pub for_each: bool,
    /// Where it begins.
    pub span: Span,
}

/// One branch of parallel work.
#[derive(Debug, Clone)]
pub struct ParallelBranch {
    /// Its title.
    pub title: String,
    /// Kinds of the service it is done for.
    pub only: VariantSet,
    /// The steps.
    pub body: Vec<Element>,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// Where it begins.
    pub span: Span,
}

/// What a join waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinMode {
    /// Every branch.
    All,
    /// The first branch to arrive; the others are cancelled.
    First,
}

/// Waiting for a reply (BPMN: event-based gateway with a message and a timer).
#[derive(Debug, Clone)]
pub struct Wait {
    /// What is awaited.
    pub title: String,
    /// Kinds of the service it is awaited for.
    pub only: VariantSet,
    /// From whom.
    pub from: Vec<ParticipantId>,
    /// How long at most; `None` is without limit.
    pub bound: Option<Term>,
    /// What it does to the procedure's limits.
    pub clocks: Vec<ClockEffect>,
    /// The events that happen when the reply comes.
    pub events: Vec<EventId>,
    /// What follows a reply.
    pub on_reply: Vec<Element>,
    /// What follows when the bound has passed; `None` where the act is silent.
    pub on_expiry: Option<Vec<Element>>,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// Where it begins.
    pub span: Span,
}

/// Another procedure carried out as a step (BPMN: call activity).
///
/// A call that ends in an unfavourable outcome ends the caller with it; otherwise the next step follows.
#[derive(Debug, Clone)]
pub struct Call {
    /// Which one.
    pub procedure: ProcedureId,
    /// Kinds of the service it is called for.
    pub only: VariantSet,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// What may break a procedure off at any moment, and what follows (BPMN: event sub-process with an
/// interrupting start event).
#[derive(Debug, Clone)]
pub struct Interrupt {
    /// What happens.
    pub title: String,
    /// Kinds of the service in which it may.
    pub only: VariantSet,
    /// Who brings it about.
    pub from: Vec<ParticipantId>,
    /// The events that it is.
    pub events: Vec<EventId>,
    /// The steps that follow; each way through them ends the case.
    pub body: Vec<Element>,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// How a branch ends.
#[derive(Debug, Clone)]
pub struct Ending {
    /// What happens.
    pub kind: EndingKind,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// What happens at the end of a branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndingKind {
    /// The line after the whole condition, wait or branch follows.
    Next,
    /// The case ends in one of these outcomes.
    Finish(Vec<OutcomeId>),
    /// The case ends: silence counts as consent.
    TacitConsent,
    /// The procedure ends, and another one begins for somebody else.
    HandOver(ParticipantId, ProcedureId),
    /// A later step follows.
    GoTo(StepRef),
    /// An earlier step follows again, at most so many times.
    ReturnTo(StepRef, Option<u32>),
}
