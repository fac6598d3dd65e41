//! What a case says about its steps, looked up as the case reaches them.

use super::plan::{Plan, Ready};
use crate::calendar::{Calendar, Instant};
use crate::graph::NodeId;
use crate::model::{Answer, Case, Given, GivenFor, GivenValue, OutcomeId};

/// The lines of a case by the nodes they are about, and how often each answer has been asked for.
#[derive(Debug)]
pub struct Script<'a> {
    /// Its moments are local time of this calendar.
    pub calendar: &'a Calendar,
    results: &'a [OutcomeId],
    /// In the order of their places; one for each.
    lines: Vec<Line<'a>>,
}

#[derive(Debug)]
struct Line<'a> {
    place: Place,
    value: &'a GivenValue,
    visits: usize,
}

/// A process, a node of it, and what of it is given.
type Place = (Site, NodeId, About);

/// A process that is carried out: the case's own, or one that is called or begun in the place of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// Whether it is not the case's own.
    pub called: bool,
    /// The number of the process.
    pub process: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Answer,
    Time,
    Reply,
    Members,
    Interrupt,
}

impl<'a> Script<'a> {
    /// What a case of its `own` procedure says that has not begun. Of several lines about the same the last one holds.
    pub fn of(plan: &'a Plan<'a>, own: &'a Ready<'a>, case: &'a Case, calendar: &'a Calendar) -> Self {
        let mut lines: Vec<Line<'a>> = Vec::with_capacity(case.given.len());
        for given in &case.given {
            let within = |procedure: &String| plan.find(procedure, case.variant);
            let Some(ready) = given.within.as_ref().map_or(Some(own), within) else { continue };
            let Some(about) = About::of(given) else { continue };
            let site = Site { called: given.within.is_some(), process: ready.number };
            let line = |node: &NodeId| Line { place: (site, *node, about), value: &given.value, visits: 0 };
            lines.extend(ready.named(&given.about).iter().map(line));
        }
        lines.reverse();
        lines.sort_by_key(|line| line.place);
        lines.dedup_by_key(|line| line.place);
        Self { calendar, results: &case.results, lines }
    }

    /// The answer to a question: the next of those given, or the last one again.
    pub fn answer(&mut self, site: Site, node: NodeId) -> Option<&'a Answer> {
        let index = self.find((site, node, About::Answer))?;
        let line = self.lines.get_mut(index)?;
        let GivenValue::Answers(answers) = line.value else { return None };
        let answer = answers.get(line.visits).or_else(|| answers.last());
        line.visits += 1;
        answer
    }

    /// How long a step takes or when it is completed, if the case says so.
    pub fn time(&self, site: Site, node: NodeId) -> Option<&'a GivenValue> {
        self.value((site, node, About::Time))
    }

    /// What becomes of an awaited reply, if the case says so.
    pub fn reply(&self, site: Site, node: NodeId) -> Option<&'a GivenValue> {
        self.value((site, node, About::Reply))
    }

    /// How many members a list has, if the case says so.
    pub fn members(&self, site: Site, node: NodeId) -> Option<usize> {
        match self.value((site, node, About::Members))? {
            GivenValue::Count(count) => usize::try_from(*count).ok(),
            GivenValue::Names(names) => Some(names.len()),
            _ => None,
        }
    }

    /// When something happens that breaks a procedure off, if the case says so.
    pub fn interrupt(&self, site: Site, node: NodeId) -> Option<Instant> {
        match self.value((site, node, About::Interrupt))? {
            GivenValue::At(at) => Some(self.calendar.instant(*at)),
            _ => None,
        }
    }

    /// The first of the chosen outcomes that a choice offers.
    pub fn result(&self, mut offers: impl FnMut(OutcomeId) -> bool) -> Option<OutcomeId> {
        self.results.iter().copied().find(|outcome| offers(*outcome))
    }

    fn value(&self, place: Place) -> Option<&'a GivenValue> {
        self.lines.get(self.find(place)?).map(|line| line.value)
    }

    fn find(&self, place: Place) -> Option<usize> {
        self.lines.binary_search_by_key(&place, |line| line.place).ok()
    }
}

impl About {
    fn of(given: &Given) -> Option<Self> {
        match (&given.about, &given.value) {
            (GivenFor::Wait(_), _) => Some(Self::Reply),
            (GivenFor::ForEach(_), _) => Some(Self::Members),
            (GivenFor::Interrupt(_), _) => Some(Self::Interrupt),
            (GivenFor::Step(_), GivenValue::Answers(_)) => Some(Self::Answer),
            (GivenFor::Step(_), GivenValue::Lasts(_) | GivenValue::At(_)) => Some(Self::Time),
            (GivenFor::Step(_), GivenValue::Never | GivenValue::Count(_) | GivenValue::Names(_)) => None,
        }
    }
}
