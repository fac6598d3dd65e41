//! What may be wrong with facts, and with criteria over them.

use crate::model::{Answer, CodeFault, CodeKind, FactKind, Value};

/// A fault of a fact or a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactProblem {
    /// Values of kinds that cannot be held against each other.
    TypesDiffer {
        /// The kind of the one.
        left: FactKind,
        /// The kind of the other.
        right: FactKind,
    },
    /// A value is asked for what its kind does not have.
    NoSuchTest {
        /// Its kind.
        kind: FactKind,
        /// It is asked for its order; else, whether it holds.
        order: bool,
    },
    /// «And» and «or» stand beside each other without brackets.
    MixedJunctions,
    /// A bracket without the other of its pair.
    UnpairedBracket,
    /// Brackets nest deeper than the tool follows.
    BracketsTooDeep(usize),
    /// A fact has no such value.
    NoSuchChoice {
        /// The value.
        choice: String,
        /// The values it has.
        known: Vec<String>,
    },
    /// A condition with a criterion of its own has other answers than yes and no.
    CriterionNeedsYesNo,
    /// Of several answers, one says what decides for it and another does not.
    AnswerWithoutCriterion,
    /// A criterion that is met by every case, or by none.
    AlwaysDecided {
        /// It is met.
        met: bool,
    },
    /// No answer fits a case with these facts.
    NoAnswerFor(Vec<(String, Value)>),
    /// Two answers fit a case with these facts.
    AnswersOverlap {
        /// The facts.
        facts: Vec<(String, Value)>,
        /// The answers.
        answers: Vec<Answer>,
    },
    /// An IIN or BIN that cannot be right.
    BadCode {
        /// The number.
        code: String,
        /// Whose it is to be.
        kind: CodeKind,
        /// What is wrong.
        fault: CodeFault,
    },
    /// A case gives a fact a value of another kind.
    WrongFactValue(FactKind),
}

impl From<FactProblem> for super::Problem {
    fn from(problem: FactProblem) -> Self {
        Self::Fact(problem)
    }
}
