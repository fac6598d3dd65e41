//! What is unsound in a procedure, with the way through it that shows it, as a finding tells it.

use crate::graph::{NodeId, StepLabel};
use crate::model::{Answer, VariantId};

/// What is unsound, and where that shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsound {
    /// The way that shows it.
    pub way: Way,
    /// The ids of the kinds of the service for which it is so; none where it is so for all.
    pub variants: Vec<String>,
}

impl Unsound {
    /// What a way shows to be unsound for all kinds of the service.
    #[must_use]
    pub fn by(way: Way) -> Self {
        Self { way, variants: Vec::new() }
    }
}

/// What a case does one after another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Way {
    /// What comes before the first of the steps is left out.
    pub from_afar: bool,
    /// What is done.
    pub steps: Vec<WayStep>,
    /// It goes on behind the last of the steps, without end or too far to be told.
    pub goes_on: bool,
    /// Where it runs.
    pub track: Track,
}

/// Where a way runs in the graph of its procedure; where it is so for several kinds of the service, in that of
/// the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Track {
    /// The procedure.
    pub procedure: String,
    /// The kind of the service, if the graph is that of one.
    pub variant: Option<VariantId>,
    /// The nodes on it.
    pub nodes: Vec<NodeId>,
    /// The edges between them, by their places in text order.
    pub edges: Vec<usize>,
}

/// One thing that a case does or comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WayStep {
    /// A step is carried out; of a condition, with the answer by which the way goes on.
    Step {
        /// What the act calls it.
        step: StepLabel,
        /// Its title.
        title: String,
        /// The answer.
        answer: Option<Answer>,
    },
    /// A reply is awaited; it comes, or time runs out.
    Wait {
        /// What is awaited.
        title: String,
        /// How the way goes on from it.
        answer: Option<Answer>,
    },
    /// Another procedure is carried out: its id.
    Call(String),
    /// A parallel branch is entered: its title.
    Branch(String),
    /// Something is done for every member of a list: what each is.
    ForEach(String),
    /// Another procedure carries the case on: its id.
    HandOver(String),
    /// The procedure is broken off: by what, its title.
    Interrupt(String),
    /// The case ends in an outcome: its title; [`None`] is consent by silence.
    End(Option<String>),
}
