//! Fixes made round by round, as long as they help.
//!
//! A fix may bring out what could not be seen before it, and so another; hence rounds. It may also do harm that
//! nobody foresaw: then it is left out, and those beside it are made.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fix, apart, apply, fix};
use crate::diagnostic::Diagnostic;
use crate::levels::Levels;
use crate::program::Program;
use crate::source::{SourceFile, SourceId};

/// After so many rounds no more is mended.
pub const MAX_ROUNDS: usize = 10;

/// A file and what is found in it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The file.
    pub file: SourceFile,
    /// What mends it as far as it can be told yet, each fix apart from the others.
    pub fixes: Vec<Fix>,
    /// How often each error is found, by its code.
    errors: BTreeMap<&'static str, usize>,
}

/// A file as the fixes leave it.
#[derive(Debug)]
pub struct Mended {
    /// The file, and what is still found in it.
    pub checked: Checked,
    /// How many findings were mended.
    pub count: usize,
}

/// Makes the fixes of a file, and those that they bring out.
///
/// `check` finds what is wrong with another text of the file; nothing where it cannot tell.
pub fn mend(checked: Checked, mut check: impl FnMut(String) -> Option<Checked>) -> Mended {
    let mut mended = Mended { checked, count: 0 };
    for _ in 0..MAX_ROUNDS {
        let Some((better, count)) = round(&mended.checked, &mut check) else { break };
        mended = Mended { checked: better, count: mended.count + count };
    }
    mended
}

/// Makes as many of the fixes as do no harm, all at once if they do none; nothing if there is no such fix.
///
/// Those that harm are searched for by halves, so that each costs some checks, and the others cost one.
fn round(before: &Checked, check: &mut impl FnMut(String) -> Option<Checked>) -> Option<(Checked, usize)> {
    let mut made: Vec<Fix> = Vec::new();
    let mut best: Option<Checked> = None;
    let mut waiting = vec![before.fixes.clone()];
    while let Some(mut some) = waiting.pop().filter(|some| !some.is_empty()) {
        let tried: Vec<Fix> = made.iter().chain(&some).cloned().collect();
        let so_far = best.as_ref().unwrap_or(before);
        let after = check(apply(before.file.text(), &tried)).filter(|after| !after.is_worse_than(so_far));
        if after.is_some() {
            (made, best) = (tried, after);
        } else if some.len() > 1 {
            let second = some.split_off(some.len() / 2);
            waiting.extend([second, some]);
        }
    }
    best.map(|best| (best, made.len()))
}

impl Checked {
    /// What is found in a file of a program, and what mends those findings that are told: not what is set to
    /// be allowed, nor what the author lets stand.
    #[must_use]
    pub fn of(program: &Program, source: SourceId, levels: &Levels) -> Option<Self> {
        let (unit, file) = (program.unit(source)?, program.sources.get(source)?);
        let is_accepted = |finding: &Diagnostic| unit.acceptances.iter().any(|one| one.is_about(finding));
        let told = |finding: &&Diagnostic| levels.severity(&finding.problem).is_some() && !is_accepted(finding);
        let fixes = unit.findings.iter().filter(told).filter_map(|finding| fix(finding, file, unit.language));
        Some(Self { file: file.clone(), fixes: apart(fixes.collect()), errors: errors(&unit.findings) })
    }

    /// Whether a stage finds an error more often, and none before it has fewer.
    ///
    /// A stage is silent about what an earlier one has not understood. So when a line is mended there may be
    /// more errors than before: those of later stages, that were there all the time.
    fn is_worse_than(&self, before: &Self) -> bool {
        let codes: BTreeSet<&str> = self.errors.keys().chain(before.errors.keys()).copied().collect();
        let codes: Vec<&str> = codes.into_iter().collect();
        let counts = |code: &str| (self.errors.get(code).unwrap_or(&0), before.errors.get(code).unwrap_or(&0));
        for stage in codes.chunk_by(|one, other| stage(one) == stage(other)) {
            if stage.iter().any(|code| counts(code).0 > counts(code).1) {
                return true;
            }
            if stage.iter().any(|code| counts(code).0 < counts(code).1) {
                return false;
            }
        }
        false
    }
}

fn errors(findings: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut errors = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.is_error()) {
        *errors.entry(finding.problem.code()).or_default() += 1;
    }
    errors
}

/// The first codes of the stages after the reading of lines: what the lines say, blocks, names that are not
/// declared, other names, the process, the act, terms, cases.
const STAGES: [&str; 8] = ["R0019", "R0030", "R0100", "R0102", "R0200", "R0300", "R0400", "R0500"];

fn stage(code: &str) -> usize {
    STAGES.partition_point(|first| *first <= code)
}
