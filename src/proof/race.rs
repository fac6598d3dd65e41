//! Parallel branches come together: at their join, or at an end that one of them comes to.

use std::collections::BTreeMap;

use super::pass::{Cut, Passes};
use super::state::State;
use crate::model::JoinMode;

/// Where a branch, or a procedure, has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// To the join.
    Joined,
    /// To an end of the whole procedure.
    Ended(Ended),
}

/// How a procedure ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Granted,
    Refused,
    /// The procedure of this plan goes on in its place.
    HandedOver(usize),
}

/// The cases that have left a branch or a procedure.
#[derive(Debug, Clone, Default)]
pub struct Arrivals {
    joined: Vec<State>,
    granted: Vec<State>,
    refused: Vec<State>,
    /// By the plan of the procedure that goes on.
    handed: BTreeMap<usize, Vec<State>>,
}

impl Arrivals {
    pub fn at(&mut self, place: Place) -> &mut Vec<State> {
        match place {
            Place::Joined => &mut self.joined,
            Place::Ended(Ended::Granted) => &mut self.granted,
            Place::Ended(Ended::Refused) => &mut self.refused,
            Place::Ended(Ended::HandedOver(plan)) => self.handed.entry(plan).or_default(),
        }
    }

    /// Whether all of these cases are among others.
    fn is_within(&self, others: &Self) -> bool {
        let is_among = |place: Place, case: &State| {
            others
                .iter()
                .any(|(other, known)| place == other && known.at == case.at && known.differs_in_time_only(case))
        };
        self.iter().all(|(place, case)| is_among(place, case))
    }

    /// Takes the cases that are carried on by other procedures, each with the plan of that one.
    pub fn take_handed(&mut self) -> BTreeMap<usize, Vec<State>> {
        std::mem::take(&mut self.handed)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Place, &State)> {
        let joined = self.joined.iter().map(|case| (Place::Joined, case));
        let granted = self.granted.iter().map(|case| (Place::Ended(Ended::Granted), case));
        let refused = self.refused.iter().map(|case| (Place::Ended(Ended::Refused), case));
        let handed = self.handed.iter().flat_map(|(plan, cases)| {
            let place = Place::Ended(Ended::HandedOver(*plan));
            cases.iter().map(move |case| (place, case))
        });
        joined.chain(granted).chain(refused).chain(handed)
    }
}

/// What becomes of a case whose branches have come so far, each in every way it may.
///
/// An end cancels whatever is still going on then. A join for all waits for the last branch; a join for
/// the first cancels the others. If an end and the first arrival fall on one moment, the act does not
/// say which comes first, and either may.
pub fn together(
    passes: &mut Passes<'_, '_>,
    mode: JoinMode,
    some: &Arrivals,
    others: &Arrivals,
    decides: bool,
) -> Result<Arrivals, Cut> {
    let mut together = Arrivals::default();
    for (place, one) in some.iter() {
        for (other_place, other) in others.iter() {
            for (place, mut case, cancelled) in meet(passes, mode, (place, one), (other_place, other), decides) {
                passes.watching(decides, |steady| case.absorb(cancelled, steady));
                case.trail = passes.trail.both(case.trail, cancelled.trail);
                passes.settle(together.at(place), case, decides)?;
            }
        }
    }
    Ok(together)
}

/// What becomes of a case in which one branch is carried out for any number of members, each in any way it may:
/// one more of them is added until nothing new comes of it.
pub fn of_many(passes: &mut Passes<'_, '_>, one: &Arrivals, decides: bool) -> Result<Arrivals, Cut> {
    let mut many = one.clone();
    loop {
        let more = together(passes, JoinMode::All, &many, one, decides)?;
        if more.is_within(&many) {
            return Ok(more);
        }
        many = more;
    }
}

/// The cases that come of two branches: which of the two goes on, and which was overtaken.
fn meet<'s>(
    passes: &mut Passes<'_, '_>,
    mode: JoinMode,
    one: (Place, &'s State),
    other: (Place, &'s State),
    decides: bool,
) -> Vec<(Place, State, &'s State)> {
    let goes_on = |(place, case): (Place, &State), overtaken: (Place, &'s State)| (place, case.clone(), overtaken.1);
    match (mode, one.0, other.0) {
        (JoinMode::All, Place::Ended(_), Place::Joined) => vec![goes_on(one, other)],
        (JoinMode::All, Place::Joined, Place::Ended(_)) => vec![goes_on(other, one)],
        _ if one.1.at == other.1.at && one.0 != other.0 => vec![goes_on(one, other), goes_on(other, one)],
        _ => {
            let one_first = passes.watching(decides, |steady| one.1.at.precedes(other.1.at, steady));
            let last_counts = (mode, one.0) == (JoinMode::All, Place::Joined);
            vec![if one_first == last_counts { goes_on(other, one) } else { goes_on(one, other) }]
        }
    }
}
