//! Limits that cannot be kept on some day of filing, and those of which that cannot be proved.

use crate::diagnostic::{Diagnostic, LimitFinding, Problem, WorstCase};
use crate::graph::ProcessSet;
use crate::proof::{self, PathStep, Proof, Unprovable, Verdict, Witness};
use crate::run::Did;

/// The codes of what only a proof can find.
pub const CODES: [&str; 5] = ["R0421", "R0422", "R0423", "R0424", "R0425"];

/// Proves every limit of a regulation and reports those that do not hold.
#[must_use]
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    proof::prove_all(set).iter().filter_map(|proof| report(set, proof)).collect()
}

/// What there is to report of a limit, if anything.
#[must_use]
pub fn report(set: &ProcessSet, proof: &Proof<'_>) -> Option<Diagnostic> {
    let found = || Box::new(finding(set, proof));
    let problem = match &proof.verdict {
        Verdict::Holds if proof.silent.is_empty() && has_slack(proof) => return None,
        Verdict::Holds if proof.silent.is_empty() => Problem::LimitWithoutSlack(found()),
        Verdict::Holds => Problem::LimitLeavesRoom(found()),
        Verdict::HoldsBefore(_) => Problem::LimitKeptBefore(found()),
        Verdict::Fails { .. } => Problem::LimitOverrun(found()),
        // Without a calendar nothing can be counted at all: a run says so, and here it would be said of
        // every limit.
        Verdict::Unprovable(Unprovable::NoCalendar) => return None,
        Verdict::Unprovable(_) => Problem::LimitUnprovable(found()),
    };
    Some(Diagnostic::new(problem, proof.limit.span))
}

/// Whether anything is left of a limit in its worst case.
fn has_slack(proof: &Proof<'_>) -> bool {
    proof.worst.as_ref().is_none_or(|worst| worst.sample.late() < 0)
}

/// A proof as a finding tells it.
#[must_use]
pub fn finding(set: &ProcessSet, proof: &Proof<'_>) -> LimitFinding {
    let variant = proof.process.variant.and_then(|variant| set.head.variant(variant));
    let calendar = set.head.calendar.as_ref().map(|named| &named.calendar);
    LimitFinding {
        name: proof.limit.name.clone(),
        procedure: proof.process.procedure.clone(),
        variant: variant.map(|variant| variant.id.clone()),
        verdict: proof.verdict.clone(),
        extended: proof.extended.clone(),
        worst: proof.worst.as_ref().and_then(|witness| worst_case(set, proof, witness)),
        least: calendar.zip(proof.mildest).map(|(calendar, sample)| proof::gap(calendar, &proof.limit.bound, sample)),
        silent: proof.silent.clone(),
    }
}

fn worst_case(set: &ProcessSet, proof: &Proof<'_>, witness: &Witness) -> Option<WorstCase> {
    let calendar = &set.head.calendar.as_ref()?.calendar;
    let Witness { sample, case, trace } = witness;
    let steps = trace.entries.iter().filter(|entry| matches!(entry.did, Did::Task | Did::Waited(_)));
    let outcome = |id| set.head.outcome(id).map(|outcome| outcome.id.clone());
    Some(WorstCase {
        filed: calendar.local(sample.filed),
        done: calendar.local(sample.done),
        due: calendar.local(sample.due),
        gap: proof::gap(calendar, &proof.limit.bound, *sample),
        path: steps.filter(|entry| !entry.cancelled).map(PathStep::of).collect(),
        given: case.given.clone(),
        results: case.results.iter().filter_map(|id| outcome(*id)).collect(),
    })
}
