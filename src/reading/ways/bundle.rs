//! Ways that come to one place: how many there are, the shortest, the longest, and all of them where they are few.

use super::sum::Sum;
use super::trail::{Choice, Trail, Trails};

/// As many ways as are kept one by one.
pub const FEW: usize = 12;

/// One way: what its terms add up to, and the choices it takes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Way {
    /// Its terms added up.
    pub sum: Sum,
    /// Its choices.
    pub trail: Trail,
}

/// One way or more.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// How many there are; the greatest number stands for more than that.
    pub count: u128,
    /// The shortest, by the weight of its sum.
    pub least: Way,
    /// The longest.
    pub greatest: Way,
    /// All of them; none where they are more than [`FEW`].
    pub few: Vec<Way>,
}

impl Bundle {
    /// The one way that has done nothing yet.
    pub(in crate::reading) fn one() -> Self {
        let way = Way::default();
        Self { count: 1, least: way.clone(), greatest: way.clone(), few: vec![way] }
    }

    fn each(&mut self) -> impl Iterator<Item = &mut Way> {
        [&mut self.least, &mut self.greatest].into_iter().chain(&mut self.few)
    }

    /// Every way goes through a step that takes so long.
    pub(in crate::reading) fn step(mut self, sum: &Sum) -> Self {
        if !sum.is_empty() {
            self.each().for_each(|way| way.sum = way.sum.plus(sum));
        }
        self
    }

    /// Every way takes a choice.
    pub(in crate::reading) fn choose(mut self, choice: &Choice, trails: &mut Trails) -> Self {
        self.each().for_each(|way| way.trail = trails.took(way.trail, choice.clone()));
        self
    }

    /// Every way goes on by each of others.
    pub(in crate::reading) fn then(&self, others: &Self, trails: &mut Trails) -> Self {
        self.combine(others, |one, other| Way {
            sum: one.sum.plus(&other.sum),
            trail: trails.along(one.trail, &[other.trail]),
        })
    }

    /// Each way runs beside each of others, and what comes next waits for the longer one, or for the shorter.
    pub(in crate::reading) fn beside(&self, others: &Self, longer: bool, trails: &mut Trails) -> Self {
        self.combine(others, |one, other| Way {
            sum: one.sum.beside(&other.sum, longer),
            trail: trails.along(Trail::default(), &[one.trail, other.trail]),
        })
    }

    /// Neither going on nor running beside can make of a shorter way a longer one.
    fn combine(&self, others: &Self, mut both: impl FnMut(&Way, &Way) -> Way) -> Self {
        let count = self.count.saturating_mul(others.count);
        let mut few = Vec::new();
        if count <= FEW as u128 {
            few.extend(self.few.iter().flat_map(|one| others.few.iter().map(move |other| (one, other))));
        }
        let few = few.into_iter().map(|(one, other)| both(one, other)).collect();
        let (least, greatest) = (both(&self.least, &others.least), both(&self.greatest, &others.greatest));
        Self { count, least, greatest, few }
    }

    /// The ways of both.
    pub(in crate::reading) fn or(mut self, others: Self) -> Self {
        self.count = self.count.saturating_add(others.count);
        if others.least.sum.weight() < self.least.sum.weight() {
            self.least = others.least;
        }
        if others.greatest.sum.weight() > self.greatest.sum.weight() {
            self.greatest = others.greatest;
        }
        if self.count <= FEW as u128 {
            self.few.extend(others.few);
        } else {
            self.few.clear();
        }
        self
    }

    /// The same, added to what has come there before.
    pub(in crate::reading) fn join(self, known: &mut Option<Self>) {
        *known = Some(match known.take() {
            Some(known) => known.or(self),
            None => self,
        });
    }
}
