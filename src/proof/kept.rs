//! Proofs apart from the regulation they are about, to be told of an equal one.

use chrono::NaiveDate;

use super::{PathStep, Proof, Sample, Verdict, Witness, limits};
use crate::graph::ProcessSet;

/// What is proved of every limit of a regulation.
#[derive(Debug, Clone)]
pub struct Kept(Vec<Proved>);

/// A [`Proof`] without the limit that it is about.
#[derive(Debug, Clone)]
struct Proved {
    verdict: Verdict,
    extended: Option<Verdict>,
    until: Option<NaiveDate>,
    worst: Option<Witness>,
    mildest: Option<Sample>,
    silent: Vec<PathStep>,
}

impl Kept {
    /// Keeps what [`prove_all`](super::prove_all) gives.
    #[must_use]
    pub fn of(proofs: Vec<Proof<'_>>) -> Self {
        let proved = |Proof { verdict, extended, until, worst, mildest, silent, .. }| Proved {
            verdict,
            extended,
            until,
            worst,
            mildest,
            silent,
        };
        Self(proofs.into_iter().map(proved).collect())
    }

    /// The proofs of the regulation they were made of, or of an equal one.
    #[must_use]
    pub fn about<'a>(&self, set: &'a ProcessSet) -> Vec<Proof<'a>> {
        let proof = |((process, limit), proved): (_, &Proved)| {
            let Proved { verdict, extended, until, worst, mildest, silent } = proved.clone();
            Proof { process, limit, verdict, extended, until, worst, mildest, silent }
        };
        limits(set).zip(&self.0).map(proof).collect()
    }
}
