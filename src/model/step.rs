//! How steps are named and referred to.

use std::fmt;

use serde::Serialize;

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
