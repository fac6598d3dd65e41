//! What the author wrote: one value per line, and the blocks the lines make up.
//!
//! Plain data with a span for everything. Names and titles are spans of the text and nothing more;
//! [`crate::resolve`] gives them meaning.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use crate::diagnostic::Namespace;
use crate::language::Language;
use crate::model::{
    Citation, ClockAction, CodeKind, Counting, Decimal, DiagramStyle, Duration, ExtensionBy, JoinMode, Logic,
    ParticipantKind, Promise, Relation, StepKind, StepNumber,
};
use crate::source::{Span, Spanned};

/// A name: of a participant, an outcome, a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name(pub Span);

/// Text between quotation marks; the span is that of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text(pub Span);

/// A whole file.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// The language its first line names.
    pub language: Language,
    /// Other files it builds on.
    pub uses: Vec<Text>,
    /// The regulation, if the file has one.
    pub regulation: Option<Regulation>,
    /// The line that begins the regulation was not understood, so that none is missing.
    pub broken: bool,
    /// Everyone who takes part.
    pub participants: Vec<Participant>,
    /// The ways a case may end.
    pub outcomes: Vec<Outcome>,
    /// The kinds of the service.
    pub variants: Vec<Variant>,
    /// The events that limits run from and to.
    pub events: Vec<Event>,
    /// What may be known of a case.
    pub facts: Vec<Fact>,
    /// The procedures.
    pub procedures: Vec<Procedure>,
    /// The calendars.
    pub calendars: Vec<Calendar>,
    /// The cases.
    pub cases: Vec<Case>,
    /// The findings that are let stand.
    pub accepted: Vec<Accepted>,
    /// Namespaces in which a declaration was not understood, so that a name missing there is no finding.
    pub incomplete: Vec<Namespace>,
}

/// `принято`: findings of these rules in one block are let stand, for a reason.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The codes of the rules, as written.
    pub codes: Vec<Name>,
    /// Why.
    pub reason: Text,
    /// The block: the line that opens it and the lines that belong to it, up to the next block.
    pub covers: Span,
}

/// A line that says something about a block, with the clauses it cites.
#[derive(Debug, Clone)]
pub struct Attribute<T> {
    /// What it says.
    pub value: T,
    /// The clauses in its last bracket.
    pub cites: Vec<Citation>,
    /// The whole line.
    pub span: Span,
}

/// `регламент`.
#[derive(Debug, Clone)]
pub struct Regulation {
    /// Its short name.
    pub id: Name,
    /// Its title.
    pub title: Text,
    /// What its lines say.
    pub attributes: Vec<Attribute<RegulationAttribute>>,
}

/// A line of a regulation's head.
#[derive(Debug, Clone)]
pub enum RegulationAttribute {
    /// The act that approved it.
    Act {
        /// Kind and issuing body.
        title: Text,
        /// The day it was signed.
        date: NaiveDate,
        /// Its number.
        number: Text,
    },
    /// The act by which it lost force.
    Repealed {
        /// The day that act was signed.
        date: NaiveDate,
        /// Its number.
        number: Option<Text>,
    },
    /// The calendar its terms are counted by.
    Calendar(Name),
    /// How its terms are counted.
    Counting(Counting),
}

/// `участник`.
#[derive(Debug, Clone)]
pub struct Participant {
    /// Its short name.
    pub id: Name,
    /// Its name as printed.
    pub title: Text,
    /// What it is to the service.
    pub kind: ParticipantKind,
    /// The calendar it works by, if not the regulation's.
    pub calendar: Option<Name>,
}

/// `исход`.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Its short name.
    pub id: Name,
    /// Its name as printed.
    pub title: Text,
    /// Whether the applicant gets what was asked for.
    pub favourable: bool,
    /// The clauses that name it.
    pub cites: Vec<Citation>,
}

/// `событие`.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its short name.
    pub id: Name,
    /// Its name as printed.
    pub title: Text,
    /// The clauses that name it.
    pub cites: Vec<Citation>,
}

/// `сведение`.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its short name.
    pub id: Name,
    /// What it is, as printed.
    pub title: Text,
    /// What values it has.
    pub kind: FactKind,
    /// The clauses that name it.
    pub cites: Vec<Citation>,
}

/// What values a fact has.
#[derive(Debug, Clone)]
pub enum FactKind {
    /// Yes or no.
    YesNo,
    /// A whole number.
    Whole,
    /// A number with digits after the comma.
    Number,
    /// A sum in tenge.
    Money,
    /// A day.
    Date,
    /// A day and a time of day.
    Moment,
    /// Words.
    Text,
    /// One of these.
    OneOf(Vec<Text>),
    /// An identification number.
    Code(CodeKind),
}

/// What decides a condition, or for an answer.
pub type Criterion = Logic<Comparison>;

/// A fact, or values held against each other.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What is looked at.
    pub left: Operand,
    /// What it is held against.
    pub test: Test,
    /// Where it is written.
    pub span: Span,
}

/// What a value is held against.
#[derive(Debug, Clone)]
pub enum Test {
    /// Nothing: it is yes or no itself.
    Holds,
    /// Another value.
    Relation(Relation, Operand),
    /// Several values, one of which it is to be.
    OneOf(Vec<Operand>),
    /// A range, of which one end may be open.
    Range {
        /// Where it begins, and whether just above that.
        from: Option<(Operand, Relation)>,
        /// Where it ends, that included.
        to: Option<Operand>,
    },
}

/// A value as written.
#[derive(Debug, Clone)]
pub struct Operand {
    /// What it is.
    pub value: OperandValue,
    /// Where it is written.
    pub span: Span,
}

/// What a value is written as.
#[derive(Debug, Clone)]
pub enum OperandValue {
    /// A fact by its name.
    Fact(Name),
    /// Always the same.
    Literal(Literal),
    /// The day of the decision.
    Today,
    /// The moment of filing.
    Filing,
}

/// A value written out.
#[derive(Debug, Clone)]
pub enum Literal {
    /// Yes or no.
    YesNo(bool),
    /// A number, as its digits stand in the text.
    Number(Decimal, Span),
    /// A sum in tenge.
    Money(Decimal),
    /// A day.
    Date(NaiveDate),
    /// A day and a time of day.
    Moment(NaiveDateTime),
    /// Words.
    Text(Text),
}

/// What decides for an answer.
#[derive(Debug, Clone)]
pub enum AnswerCriterion {
    /// This holds.
    If(Criterion),
    /// Nothing decides for any other.
    Otherwise,
}

/// `вариант`.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its short name.
    pub id: Name,
    /// The inflected forms it is referred to by.
    pub forms: Vec<Name>,
    /// Its name as printed.
    pub title: Option<Text>,
}

/// `порядок`.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// Its short name.
    pub id: Name,
    /// Its title.
    pub title: Text,
    /// The clauses of its title line.
    pub cites: Vec<Citation>,
    /// What its lines say.
    pub attributes: Vec<Attribute<ProcedureAttribute>>,
    /// The steps.
    pub body: Vec<Element>,
    /// A line that shapes the process was not understood, so that what is missing is no finding.
    pub broken: bool,
}

/// A line of a procedure's head.
#[derive(Debug, Clone)]
pub enum ProcedureAttribute {
    /// The clauses that lay it down.
    Basis,
    /// The participant through whom one files.
    Through(Name),
    /// The annex that draws it.
    Diagram {
        /// The annex's number and part.
        annex: String,
        /// Its style, if the line names one.
        style: Option<DiagramStyle>,
    },
    /// The kinds of the service it serves.
    Variants(Vec<Name>),
    /// A limit.
    Limit(Limit),
    /// A line that sets a limit and was not understood: the lines about it belong to no other.
    BrokenLimit,
    /// By how much the limit before may be extended.
    Extension {
        /// How the extension is measured.
        by: ExtensionBy,
        /// Only one time.
        once: bool,
        /// The applicant must be told before the limit would have expired.
        notice: bool,
    },
    /// What the applicant may do once the limit before has expired.
    Right(Text),
    /// What happens when the limit before has expired; [`None`] where the line does not say.
    Expiry(Option<Ending>),
    /// What happens when the overall term has expired.
    OverallExpiry(Ending),
}

/// A line that sets a limit: `общий срок` or `предел`.
#[derive(Debug, Clone)]
pub struct Limit {
    /// The author's name for it; the overall term has none.
    pub title: Option<Text>,
    /// The kinds of the service it is set for.
    pub variants: Option<Vec<Name>>,
    /// How long.
    pub length: Length,
    /// The event it runs from; filing where the line is silent.
    pub from: Option<Anchor>,
    /// The event it runs to; the end of the procedure where the line is silent.
    pub until: Option<Anchor>,
}

/// How long something may take.
#[derive(Debug, Clone)]
pub enum Length {
    /// So long.
    Lasts(Duration),
    /// A promise without a number.
    Promise(Promise),
}

/// The event a limit runs from or to.
#[derive(Debug, Clone)]
pub enum Anchor {
    /// Filing.
    Filing,
    /// The moment a step begins.
    StartOf(StepRef),
    /// The moment a step ends.
    EndOf(StepRef),
    /// A declared event.
    Event(Name),
    /// The end of the procedure.
    Completion,
    /// Whichever of these comes first.
    Earlier(Vec<Anchor>),
    /// Whichever of these comes last.
    Later(Vec<Anchor>),
}

/// A line by which a step must be done, or before which it must not begin.
#[derive(Debug, Clone)]
pub struct Moment {
    /// How far from the event.
    pub duration: Duration,
    /// Before the event, and not after it.
    pub ahead: bool,
    /// The event.
    pub event: Anchor,
}

/// A limit as it is referred to.
#[derive(Debug, Clone, Copy)]
pub struct LimitRef {
    /// Which one.
    pub name: LimitName,
    /// Where it is written.
    pub span: Span,
}

/// What a limit is called.
#[derive(Debug, Clone, Copy)]
pub enum LimitName {
    /// The overall term.
    Overall,
    /// A limit of the author's naming.
    Named(Text),
    /// The moment by which a step must be done.
    Deadline(StepRef),
}

/// A reference to a step.
#[derive(Debug, Clone, Copy)]
pub struct StepRef {
    /// What the act calls it.
    pub kind: StepKind,
    /// Which one.
    pub name: StepName,
    /// Where it is written.
    pub span: Span,
}

impl StepRef {
    /// The words a finding is about where there is no such step: its name alone; a number says nothing
    /// without its kind.
    #[must_use]
    pub fn told_at(&self) -> Span {
        match self.name {
            StepName::Number(_) => self.span,
            StepName::Id(Name(span)) => span,
        }
    }
}

/// A step's number or name.
#[derive(Debug, Clone, Copy)]
pub enum StepName {
    /// The act's number.
    Number(StepNumber),
    /// A name of the author's.
    Id(Name),
}

/// A piece of a procedure's body.
#[derive(Debug, Clone)]
pub enum Element {
    /// A step.
    Step(Step),
    /// A condition.
    Condition(Condition),
    /// Parallel work.
    Parallel(Parallel),
    /// Waiting for a reply.
    Wait(Wait),
    /// Another procedure as a step.
    Call(Call),
    /// What may break the procedure off.
    Interrupt(Interrupt),
    /// The end of a branch.
    Ending(Attribute<Ending>),
}

/// The title line of a step or condition.
#[derive(Debug, Clone)]
pub struct StepHead {
    /// What the act calls it.
    pub kind: StepKind,
    /// Its number or name.
    pub name: Option<StepName>,
    /// Its title.
    pub title: Text,
    /// Done by a system of itself.
    pub automatic: bool,
    /// What decides it, of a condition.
    pub criterion: Option<Criterion>,
    /// The clauses of the line.
    pub cites: Vec<Citation>,
    /// The whole line.
    pub span: Span,
}

/// A step with its lines.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its title line.
    pub head: StepHead,
    /// What its lines say.
    pub attributes: Vec<Attribute<StepAttribute>>,
}

/// A line of a step, condition, branch, wait or call.
#[derive(Debug, Clone)]
pub enum StepAttribute {
    /// The clauses that lay it down.
    Basis,
    /// Who performs it.
    PerformedBy(Vec<Name>),
    /// Who decides.
    CheckedBy(Vec<Name>),
    /// To whom it hands what.
    SendsTo(Name, Option<Text>),
    /// How long one may have to queue.
    Waiting(Option<Vec<Name>>, Duration),
    /// How long it may take.
    Term(Option<Vec<Name>>, Length),
    /// A line that sets the term and was not understood: a part of it belongs to no other.
    BrokenTerm,
    /// A part of the term above.
    Including(Duration, Option<Text>),
    /// By when it must be done.
    Deadline(Option<Vec<Name>>, Moment),
    /// Before when it must not begin.
    NotBefore(Moment),
    /// The events that happen when it is done or the reply comes.
    Happens(Vec<Name>),
    /// What it does to limits while it lasts.
    Clock(ClockAction, Vec<LimitRef>),
    /// The kinds of the service it is done for.
    Only(Vec<Name>),
    /// The outcomes it may end in.
    Result(Vec<Name>),
    /// From whom a reply is awaited.
    From(Vec<Name>),
    /// How long a reply is awaited; `None` is without limit.
    UpTo(Option<Duration>),
}

/// A condition with its answers.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Its title line.
    pub head: StepHead,
    /// What its lines say.
    pub attributes: Vec<Attribute<StepAttribute>>,
    /// The answers, in text order.
    pub branches: Vec<AnswerBranch>,
}

impl Condition {
    /// The branch of an answer; other answers than yes and no are compared by their text, which `same` does.
    #[must_use]
    pub fn branch(&self, answer: Answer, same: impl Fn(Text, Text) -> bool) -> Option<&AnswerBranch> {
        self.branches.iter().find(|branch| match (branch.answer, answer) {
            (Answer::Other(one), Answer::Other(other)) => same(one, other),
            (one, other) => one == other,
        })
    }
}

/// An answer and what follows it.
#[derive(Debug, Clone)]
pub struct AnswerBranch {
    /// The answer.
    pub answer: Answer,
    /// What decides for it.
    pub criterion: Option<AnswerCriterion>,
    /// What follows.
    pub body: Vec<Element>,
    /// The clauses of the answer's line.
    pub cites: Vec<Citation>,
    /// The answer's line.
    pub span: Span,
}

/// An answer as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Another answer.
    Other(Text),
}

/// Parallel branches and their join.
#[derive(Debug, Clone)]
pub struct Parallel {
    /// The branches.
    pub branches: Vec<ParallelBranch>,
    /// What the join waits for.
    pub join: JoinMode,
    /// There is one branch, for every member of a list.
    pub for_each: bool,
    /// The opening line.
    pub span: Span,
}

/// One parallel branch.
#[derive(Debug, Clone)]
pub struct ParallelBranch {
    /// Its title.
    pub title: Text,
    /// What its lines say.
    pub attributes: Vec<Attribute<StepAttribute>>,
    /// What it does.
    pub body: Vec<Element>,
    /// The clauses of its line.
    pub cites: Vec<Citation>,
    /// Its line.
    pub span: Span,
}

/// Waiting for a reply.
#[derive(Debug, Clone)]
pub struct Wait {
    /// What is awaited.
    pub title: Text,
    /// What its lines say.
    pub attributes: Vec<Attribute<StepAttribute>>,
    /// What follows a reply; empty is the next line after the wait.
    pub on_reply: Vec<Element>,
    /// What follows when time has run out.
    pub on_expiry: Option<Vec<Element>>,
    /// The clauses of its line.
    pub cites: Vec<Citation>,
    /// Its line.
    pub span: Span,
}

/// Another procedure as a step.
#[derive(Debug, Clone)]
pub struct Call {
    /// Which one.
    pub procedure: Name,
    /// What its lines say.
    pub attributes: Vec<Attribute<StepAttribute>>,
    /// The clauses of its line.
    pub cites: Vec<Citation>,
    /// Its line.
    pub span: Span,
}

/// `в любой момент`: what may break the procedure off while it goes on.
#[derive(Debug, Clone)]
pub struct Interrupt {
    /// What happens.
    pub title: Text,
    /// What its lines say.
    pub attributes: Vec<Attribute<StepAttribute>>,
    /// What follows it.
    pub body: Vec<Element>,
    /// The clauses of its line.
    pub cites: Vec<Citation>,
    /// Its line.
    pub span: Span,
}

/// How a branch ends.
#[derive(Debug, Clone)]
pub enum Ending {
    /// The line after the whole block follows.
    Next,
    /// The case ends in one of these outcomes.
    Finish(Vec<Name>),
    /// The case ends in consent by silence.
    TacitConsent,
    /// Another procedure carries it on.
    HandOver {
        /// Whose it is from then on.
        to: Name,
        /// Which procedure.
        procedure: Name,
    },
    /// A later step follows; the place of the word that says so.
    GoTo(StepRef, Span),
    /// An earlier step follows again, so many times at most; the place of the word that says so.
    ReturnTo(StepRef, Span, Option<u32>),
}

/// `календарь`.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Its short name.
    pub id: Name,
    /// Its title.
    pub title: Text,
    /// What its lines say.
    pub attributes: Vec<Spanned<CalendarAttribute>>,
    /// A line of it was not understood, so that a line that seems to be missing is no finding.
    pub broken: bool,
}

/// A line of a calendar.
#[derive(Debug, Clone)]
pub enum CalendarAttribute {
    /// The years it describes, both included.
    KnownYears(u32, u32),
    /// The time zone's name.
    TimeZone(Text),
    /// The days of the week that are worked.
    WeekDays(Vec<Weekday>),
    /// The hours that are worked.
    Hours(Vec<(NaiveTime, NaiveTime)>),
    /// Whether the day of the event counts.
    EventDayCounted(bool),
    /// Whether a day ends at midnight (or at closing).
    EndsAtMidnight(bool),
    /// Where an end on a day off moves.
    Roll(Roll),
    /// Whether filing outside working hours counts as filed at the next working time.
    AfterHoursNextWorkingTime(bool),
    /// How its terms are counted.
    Counting(Counting),
    /// The calendars whose common working time it is.
    Joins(Vec<Name>),
    /// Days on which work ends early.
    ShortDay {
        /// The first of them.
        from: NaiveDate,
        /// The last of them.
        to: NaiveDate,
        /// When work ends.
        until: NaiveTime,
        /// What they are called.
        title: Option<Text>,
    },
    /// A public holiday.
    Holiday(NaiveDate, NaiveDate, Option<Text>),
    /// Another day off.
    DayOff(NaiveDate, NaiveDate, Option<Text>),
    /// A day that is worked, and the day off given for it.
    WorkingDay(NaiveDate, NaiveDate),
}

/// Where an end on a day off moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roll {
    /// To the next working day.
    Next,
    /// To the previous working day.
    Previous,
    /// Nowhere.
    Stays,
}

/// `случай`.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its title.
    pub title: Text,
    /// What its lines say.
    pub attributes: Vec<Spanned<CaseAttribute>>,
    /// Its line.
    pub span: Span,
    /// A line of it was not understood.
    pub broken: bool,
}

/// A line of a case.
#[derive(Debug, Clone)]
pub enum CaseAttribute {
    /// Which procedure.
    Procedure(Name),
    /// For which kind of the service.
    Variant(Name),
    /// When the application is filed.
    Filed(NaiveDateTime),
    /// Every step takes its maximum.
    AllAtMaximum,
    /// What is given for a step.
    Step {
        /// The called procedure the step belongs to, if not the case's own.
        within: Option<Name>,
        /// The step.
        step: StepRef,
        /// The value is when it is completed.
        completed: bool,
        /// What is given.
        value: CaseValue,
    },
    /// What becomes of an awaited reply.
    Reply {
        /// The called procedure the wait belongs to, if not the case's own.
        within: Option<Name>,
        /// The wait's title.
        title: Text,
        /// When it comes; `None` is never.
        value: Option<CaseValue>,
    },
    /// When something happens that breaks a procedure off.
    Interrupt {
        /// The called procedure it breaks off, if not the case's own.
        within: Option<Name>,
        /// Its title.
        title: Text,
        /// When it happens.
        at: NaiveDateTime,
    },
    /// How many members a list has, or who they are.
    Members {
        /// The called procedure that has it, if not the case's own.
        within: Option<Name>,
        /// What each member is.
        title: Text,
        /// The members.
        members: Members,
    },
    /// When an event happens that comes from outside.
    Event(Name, NaiveDateTime),
    /// What is known of it.
    Fact(Name, Operand),
    /// A limit is extended, so many times.
    Extended(LimitRef, u32),
    /// The outcomes chosen where the act leaves the choice unstated.
    Result(Vec<Name>),
    /// The outcome it must end in; `None` is consent by silence.
    ExpectedOutcome(Option<Name>),
    /// When it must end.
    ExpectedCompletion(NaiveDateTime),
    /// When its limit must expire.
    ExpectedLimit(NaiveDateTime),
    /// Whether its limit must be kept.
    ExpectedTermKept(bool),
}

/// The members of a list.
#[derive(Debug, Clone)]
pub enum Members {
    /// So many.
    Number(u32),
    /// These.
    Names(Vec<Text>),
}

/// A value given for a step of a case.
#[derive(Debug, Clone)]
pub enum CaseValue {
    /// Answers, one per visit.
    Answers(Vec<Answer>),
    /// An instant.
    At(NaiveDateTime),
    /// A duration.
    Lasts(Duration),
}
