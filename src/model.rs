//! What an act means once every name in it is resolved.
//!
//! Plain data, no text positions except the spans that findings point at. Names have become typed
//! ids, so that a participant can no longer be taken for an outcome. The process graphs of
//! [`crate::graph`] are built from this and nothing else.

use std::fmt;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use crate::calendar::Calendar;
use crate::language::Language;
use crate::source::Span;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id of the entry at `index` of its list.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The place in the list the id belongs to.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A participant of a regulation: an index into [`Regulation::participants`].
    ParticipantId;
    /// An outcome of a regulation: an index into [`Regulation::outcomes`].
    OutcomeId;
    /// A kind of the service: an index into [`Regulation::variants`].
    VariantId;
    /// A procedure of a regulation: an index into [`Regulation::procedures`].
    ProcedureId;
}

/// One regulation: the participants, outcomes and kinds of a service and its procedures.
#[derive(Debug, Clone)]
pub struct Regulation {
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
    /// The calendar its terms are counted by.
    pub calendar: Option<Arc<NamedCalendar>>,
    /// Everyone who takes part.
    pub participants: Vec<Participant>,
    /// The ways a case may end.
    pub outcomes: Vec<Outcome>,
    /// The kinds of the service.
    pub variants: Vec<Variant>,
    /// The procedures, in the act's order.
    pub procedures: Vec<Procedure>,
    /// Where it is declared.
    pub span: Span,
}

impl Regulation {
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

    /// The procedure of an id made for this regulation.
    #[must_use]
    pub fn procedure(&self, id: ProcedureId) -> Option<&Procedure> {
        self.procedures.get(id.index())
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
    /// The overall terms; at most one applies to each variant.
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

/// An overall term of a procedure.
#[derive(Debug, Clone)]
pub struct Limit {
    /// The kinds of the service it is set for.
    pub variants: VariantSet,
    /// How long.
    pub duration: Duration,
    /// The event it runs from.
    pub from: Anchor,
    /// The clauses that set it.
    pub cites: Vec<Citation>,
    /// Where it is written.
    pub span: Span,
}

/// The event a limit runs from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The moment of filing.
    Filing,
    /// The moment a step begins.
    StartOf(StepRef),
    /// The moment a step ends.
    EndOf(StepRef),
}

/// What a step of the act is called there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// An action of a person (BPMN: task).
    Action,
    /// A step of an information system (BPMN: service task).
    Process,
    /// A condition (BPMN: exclusive gateway).
    Condition,
    /// A step to which the act gives no number.
    Step,
}

/// A step's number, as the act prints it: `5`, `5.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepNumber {
    /// The number.
    pub major: u32,
    /// The number after the point, if any.
    pub minor: Option<u32>,
}

impl fmt::Display for StepNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.major)?;
        self.minor.map_or(Ok(()), |minor| write!(f, ".{minor}"))
    }
}

/// How a step is told apart from the others of its kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepName {
    /// The act's number.
    Number(StepNumber),
    /// A name of the author's, for a step to which the act gives no number.
    Id(String),
}

impl fmt::Display for StepName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Id(id) => f.write_str(id),
        }
    }
}

/// A reference to a step: its kind and its number or name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepRef {
    /// What the act calls it.
    pub kind: StepKind,
    /// Which one.
    pub name: StepName,
}

/// A unit of time, as acts use them. They are never converted into each other without a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Minute of working time.
    Minute,
    /// Hour of working time.
    Hour,
    /// Working day.
    WorkingDay,
    /// Calendar day.
    CalendarDay,
    /// 24 hours by the clock, never a working or calendar day.
    #[serde(rename = "day_24h")]
    Day24h,
    /// Week.
    Week,
    /// Month.
    Month,
    /// Year.
    Year,
}

/// A number of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Quantity {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

/// A length of time as an act writes it: quantities that add up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Duration {
    /// The quantities, in the order written.
    pub quantities: Vec<Quantity>,
    /// `72 hours consecutive`: minutes and hours are clock time, whoever performs the step.
    #[serde(skip)]
    pub consecutive: bool,
}

/// How long a step may take, and how that is made up.
#[derive(Debug, Clone, Default)]
pub struct Term {
    /// The longest it may take.
    pub duration: Duration,
    /// Parts of it that the act names; none exceeds the whole.
    pub parts: Vec<TermPart>,
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
    /// A later step follows.
    GoTo(StepRef),
    /// An earlier step follows again, at most so many times.
    ReturnTo(StepRef, Option<u32>),
}

/// A clause of the act: `п. 5 пп. 1` is paragraph 5, subparagraph 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// From the larger part to the smaller.
    pub parts: Vec<CitationPart>,
}

/// One level of a citation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitationPart {
    /// Which level.
    pub level: CitationLevel,
    /// Its number, as printed, without the closing bracket.
    pub number: String,
}

/// The divisions of an act, from the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationLevel {
    /// Annex.
    Annex,
    /// Chapter.
    Chapter,
    /// Article.
    Article,
    /// Paragraph (пункт, тармақ).
    Paragraph,
    /// Subparagraph (подпункт, тармақша).
    Subparagraph,
    /// Part (часть, бөлік).
    Part,
    /// Indent (абзац).
    Indent,
}

/// A case to be run: what the applicant and the officials do, and what must come of it.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its title.
    pub title: String,
    /// Which procedure, by its id.
    pub procedure: String,
    /// For which kind of the service.
    pub variant: Option<VariantId>,
    /// When the application is filed.
    pub filed: NaiveDateTime,
    /// What is given for its steps.
    pub given: Vec<Given>,
    /// The outcomes chosen where the act leaves the choice unstated.
    pub results: Vec<OutcomeId>,
    /// What must come of it.
    pub expectations: Vec<Expectation>,
    /// Where it is written.
    pub span: Span,
}

/// Something given for a step of a case.
#[derive(Debug, Clone)]
pub struct Given {
    /// The called procedure the step belongs to; `None` is the case's own.
    pub within: Option<String>,
    /// Which step.
    pub about: GivenFor,
    /// What is given.
    pub value: GivenValue,
    /// Where it is written; `None` on the command line.
    pub span: Option<Span>,
}

/// The step something is given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenFor {
    /// A numbered or named step.
    Step(StepRef),
    /// A wait, by its title.
    Wait(String),
}

/// What is given for a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenValue {
    /// Answers, one per visit; the last one stays.
    Answers(Vec<Answer>),
    /// How long it takes.
    Lasts(Duration),
    /// When it is completed, or when a reply comes.
    At(NaiveDateTime),
    /// No reply comes.
    Never,
}

/// What must come of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// It ends in this outcome; `None` is consent by silence.
    Outcome(Option<OutcomeId>),
    /// It ends at this moment.
    Completion(NaiveDateTime),
    /// Its limit expires at this moment.
    Limit(NaiveDateTime),
    /// Its limit is kept, or broken.
    TermKept(bool),
}
