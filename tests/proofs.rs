//! Limits proved over every moment of filing: the answers known beforehand, and every verdict against a
//! full scan.

mod for_each;
mod interrupted;
mod known;
mod scanned;
mod told;

use regc::program::Program;
use regc::proof::{Proof, Verdict, prove_all};

/// What is proved of the limits of the last regulation of a program.
fn proofs(program: &Program) -> Vec<Proof<'_>> {
    let unit = program.units.last().unwrap();
    assert!(unit.is_sound(), "{:?}", unit.findings);
    prove_all(unit.processes.as_ref().unwrap())
}

/// Whether a limit is kept on no day of filing.
fn never_holds(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Fails { days, of } if days == of && *of > 0)
}
