//! A question that facts decide, and what the case itself says to it.

use super::Stop;
use super::criterion::{Decided, Reason};
use crate::graph::{DecisionNode, StepLabel};
use crate::model::{Answer, FactId};

/// A question that facts should decide, and that stays without an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    /// The called procedure the question stands in; `None` is the case's own.
    pub within: Option<String>,
    /// What the question is called.
    pub step: StepLabel,
    /// The question.
    pub title: String,
    /// The answers it has.
    pub known: Vec<Answer>,
    /// Why it has none of them.
    pub why: Unsettled,
}

/// Why facts and the case together give a question no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsettled {
    /// This fact is not known.
    Missing(FactId),
    /// The case gives another answer than the facts decide for.
    Against {
        /// The answer given.
        answer: Answer,
        /// Those that the facts decide for.
        decided: Vec<Answer>,
        /// By which of them.
        reasons: Vec<Reason>,
    },
    /// No criterion is met.
    NoAnswer(Vec<Reason>),
    /// The criteria of these answers are met.
    Several(Vec<Answer>, Vec<Reason>),
}

/// A question as it is come to.
pub(super) struct Question<'a> {
    pub decision: &'a DecisionNode,
    /// The answers it has.
    pub known: &'a [Answer],
    /// The called procedure it stands in.
    pub within: Option<&'a str>,
}

impl Question<'_> {
    /// The answer, by what the facts decide and what the case gives.
    ///
    /// Facts go before an answer: one that says otherwise stops the case, since one of the two is wrong.
    /// Where the facts do not tell, whoever answers does.
    pub(super) fn answer(&self, decided: Decided, given: Option<Answer>) -> Result<(Answer, Vec<Reason>), Stop> {
        let unsettled = match (decided, given) {
            (Decided::Answer(decided, reasons), Some(answer)) if answer != decided => {
                Unsettled::Against { answer, decided: vec![decided], reasons }
            }
            (Decided::Several(decided, reasons), Some(answer)) if !decided.contains(&answer) => {
                Unsettled::Against { answer, decided, reasons }
            }
            (Decided::Answer(answer, reasons), _)
            | (Decided::NoAnswer(reasons) | Decided::Several(_, reasons), Some(answer)) => {
                return Ok((answer, reasons));
            }
            (Decided::Missing(_), Some(answer)) => return Ok((answer, Vec::new())),
            (Decided::Missing(fact), None) => Unsettled::Missing(fact),
            (Decided::NoAnswer(reasons), None) => Unsettled::NoAnswer(reasons),
            (Decided::Several(answers, reasons), None) => Unsettled::Several(answers, reasons),
        };
        Err(Stop::Unanswered(Box::new(Unanswered {
            within: self.within.map(str::to_owned),
            step: self.decision.step.clone(),
            title: self.decision.title.clone(),
            known: self.known.to_vec(),
            why: unsettled,
        })))
    }
}
