//! Cases to be run.

use chrono::NaiveDateTime;

use super::{Answer, EventId, FactId, LimitName, OutcomeId, StepRef, Value, VariantId};
use crate::duration::Duration;
use crate::source::Span;

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
    /// When the events happen that come from outside.
    pub events: Vec<(EventId, NaiveDateTime)>,
    /// What is known of it; the procedures it calls share that.
    pub facts: Vec<(FactId, Value)>,
    /// The limits that are extended, and how many times each.
    pub extended: Vec<(LimitName, u32)>,
    /// What must come of it.
    pub expectations: Vec<Expectation>,
    /// Where it is written.
    pub span: Span,
}

/// Something given for a step of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum GivenFor {
    /// A numbered or named step.
    Step(StepRef),
    /// A wait, by its title.
    Wait(String),
    /// What may break the procedure off, by its title.
    Interrupt(String),
    /// What is done for every member of a list, by what each of them is.
    ForEach(String),
}

/// What is given for a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenValue {
    /// Answers, one per visit; the last one stays.
    Answers(Vec<Answer>),
    /// How long it takes.
    Lasts(Duration),
    /// When it is completed, when a reply comes, or when it breaks the procedure off.
    At(NaiveDateTime),
    /// No reply comes.
    Never,
    /// A list has so many members.
    Count(u32),
    /// A list has these members.
    Names(Vec<String>),
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
