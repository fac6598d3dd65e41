//! One line, understood.

use crate::ast::{
    Answer, AnswerCriterion, Attribute, CalendarAttribute, CaseAttribute, Ending, Event, Fact, Name, Outcome,
    Participant, ProcedureAttribute, RegulationAttribute, StepAttribute, StepHead, Text, Variant,
};
use crate::keywords::Keyword;
use crate::model::{Citation, Counting, JoinMode, StepNumber};
use crate::source::Span;

/// What a line says, whatever its language.
#[derive(Debug)]
pub enum Statement {
    /// Another file is used.
    Uses(Text),
    /// A regulation begins.
    Regulation(Name, Text),
    /// A line of its head.
    RegulationAttribute(Attribute<RegulationAttribute>),
    /// How terms are counted, by a regulation or a calendar.
    Counting(Counting),
    /// A participant.
    Participant(Participant),
    /// An outcome.
    Outcome(Outcome),
    /// An event.
    Event(Event),
    /// A fact.
    Fact(Fact),
    /// A variant.
    Variant(Variant),
    /// A procedure begins.
    Procedure(Name, Text, Vec<Citation>),
    /// A line of a procedure's head.
    ProcedureAttribute(Attribute<ProcedureAttribute>),
    /// `основание`, of a procedure or a step.
    Basis(Vec<Citation>),
    /// A step or condition begins.
    Step(StepHead),
    /// A line of a step, condition, branch, wait or call.
    StepAttribute(Attribute<StepAttribute>),
    /// An answer, what decides for it, and what follows it if that stands on the same line.
    Answer(Answer, Option<AnswerCriterion>, Option<Ending>, Vec<Citation>),
    /// The end of a branch.
    Ending(Ending, Vec<Citation>),
    /// A condition is closed.
    EndCondition(Option<StepNumber>),
    /// Parallel work begins.
    Parallel,
    /// A parallel branch begins, for some variants only perhaps.
    Branch(Text, Option<Vec<Name>>, Vec<Citation>),
    /// Work begins for every member of a list, for some variants only perhaps.
    ForEach(Text, Option<Vec<Name>>, Vec<Citation>),
    /// Parallel work is joined.
    Join(JoinMode),
    /// A wait begins.
    Wait(Text, Vec<Citation>),
    /// What follows a reply.
    OnReply(Option<Ending>, Vec<Citation>),
    /// What follows when time has run out.
    OnExpiry(Option<Ending>, Vec<Citation>),
    /// What may break the procedure off, and what follows it if that stands on the same line.
    Interrupt(Text, Option<Ending>, Vec<Citation>),
    /// Another procedure is carried out, for some variants only perhaps.
    Call(Name, Option<Vec<Name>>, Vec<Citation>),
    /// A calendar begins.
    Calendar(Name, Text),
    /// A line of a calendar.
    CalendarAttribute(CalendarAttribute),
    /// A case begins.
    Case(Text),
    /// A line of a case.
    CaseAttribute(CaseAttribute),
    /// Findings are let stand.
    Accepted(Vec<Name>, Text),
    /// A line that was not understood, and the keyword it begins with or was meant to begin with.
    Broken(Option<Keyword>),
}

/// A statement and its line.
#[derive(Debug)]
pub struct Line {
    /// What it says.
    pub statement: Statement,
    /// The line, without its indentation and comment.
    pub span: Span,
}
