//! What a case says about its steps, looked up as the case reaches them.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use crate::graph::StepLabel;
use crate::model::{Answer, Case, Given, GivenFor, GivenValue, OutcomeId, StepRef};

/// The givens of a case, and how often each answer has been asked for.
pub struct Givens<'a> {
    given: &'a [Given],
    results: &'a [OutcomeId],
    visits: HashMap<usize, usize>,
}

impl<'a> Givens<'a> {
    /// The givens of a case that has not begun.
    pub fn of(case: &'a Case) -> Self {
        Self { given: &case.given, results: &case.results, visits: HashMap::new() }
    }

    /// The answer to a question: the next of those given, or the last one again.
    pub fn answer(&mut self, within: Option<&str>, step: &StepLabel) -> Option<&'a Answer> {
        let (index, answers) = self.find(within, step, |value| match value {
            GivenValue::Answers(answers) => Some(answers),
            _ => None,
        })?;
        let visit = self.visits.entry(index).or_default();
        let answer = answers.get(*visit).or_else(|| answers.last());
        *visit += 1;
        answer
    }

    /// How long a step takes or when it is completed, if the case says so.
    pub fn time(&self, within: Option<&str>, step: &StepLabel) -> Option<&'a GivenValue> {
        let is_time =
            |value: &'a GivenValue| matches!(value, GivenValue::Lasts(_) | GivenValue::At(_)).then_some(value);
        self.find(within, step, is_time).map(|(_, value)| value)
    }

    /// What becomes of an awaited reply, if the case says so.
    pub fn reply(&self, within: Option<&str>, title: &str) -> Option<&'a GivenValue> {
        let is_it = |given: &&Given| {
            given.within.as_deref() == within && matches!(&given.about, GivenFor::Wait(about) if about == title)
        };
        self.given.iter().rev().find(is_it).map(|given| &given.value)
    }

    /// How many members a list has, if the case says so.
    pub fn members(&self, within: Option<&str>, title: &str) -> Option<usize> {
        let is_it = |given: &&Given| {
            given.within.as_deref() == within && matches!(&given.about, GivenFor::ForEach(about) if about == title)
        };
        self.given.iter().rev().find(is_it).and_then(|given| match &given.value {
            GivenValue::Count(count) => usize::try_from(*count).ok(),
            GivenValue::Names(names) => Some(names.len()),
            _ => None,
        })
    }

    /// When something happens that breaks a procedure off, if the case says so.
    pub fn interrupt(&self, within: Option<&str>, title: &str) -> Option<NaiveDateTime> {
        let is_it = |given: &&Given| {
            given.within.as_deref() == within && matches!(&given.about, GivenFor::Interrupt(about) if about == title)
        };
        self.given.iter().rev().find(is_it).and_then(|given| match given.value {
            GivenValue::At(at) => Some(at),
            _ => None,
        })
    }

    /// The first of the chosen outcomes that a choice offers.
    pub fn result(&self, offered: &[OutcomeId]) -> Option<OutcomeId> {
        self.results.iter().copied().find(|outcome| offered.contains(outcome))
    }

    /// The last line about a step whose value `pick` takes.
    fn find<T>(
        &self,
        within: Option<&str>,
        step: &StepLabel,
        pick: impl Fn(&'a GivenValue) -> Option<T>,
    ) -> Option<(usize, T)> {
        let name = step.name.clone()?;
        let step = StepRef { kind: step.kind, name };
        let about = |given: &Given| {
            given.within.as_deref() == within && matches!(&given.about, GivenFor::Step(about) if *about == step)
        };
        let lines = self.given.iter().enumerate().rev();
        lines.filter(|(_, given)| about(given)).find_map(|(index, given)| Some((index, pick(&given.value)?)))
    }
}
