//! The ways that findings tell, drawn.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::load;
use super::super::output::{self, Failure};
use crate::check::limits;
use crate::coverage;
use crate::diagnostic::Diagnostic;
use crate::graph::ProcessSet;
use crate::language::Language;
use crate::model::DiagramStyle;
use crate::program::{Program, Unit};
use crate::proof::{Proof, prove_all};
use crate::render;

/// Draws into a folder every way that a finding in the named files tells: the flowchart of the procedure
/// with the way thick and dark. Gives the files that were written.
pub(super) fn draw(paths: &[PathBuf], folder: &Path, language: Language) -> Result<Vec<PathBuf>, Failure> {
    let loaded = load::all(paths, language)?;
    let mut taken = BTreeSet::new();
    for (source, path) in loaded.named.iter().zip(&loaded.paths) {
        let Some(unit) = loaded.program.unit(*source) else { continue };
        let Some(set) = unit.processes.as_ref().filter(|_| unit.declares_regulation) else { continue };
        let told = unit.findings.iter().map(|finding| (finding.clone(), found(set, finding)));
        for (finding, svg) in told.chain(overrun(set)) {
            let Some(svg) = svg else { continue };
            let file = folder.join(name(&loaded.program, unit, path, &finding));
            // Two findings with one code and line tell of the same place: the first is drawn.
            if !taken.contains(&file) {
                output::write_made(&file, svg.as_bytes(), language)?;
                taken.insert(file);
            }
        }
    }
    Ok(taken.into_iter().collect())
}

/// The way that a finding tells, if it tells one.
fn found(set: &ProcessSet, finding: &Diagnostic) -> Option<String> {
    let track = &finding.problem.way()?.track;
    let process = set.find(&track.procedure, track.variant)?;
    Some(render::svg(&render::found(render::annex(set, process, DiagramStyle::Flowchart), track)))
}

/// What proofs find, each with the way of the case in which the limit stands worst.
fn overrun(set: &ProcessSet) -> Vec<(Diagnostic, Option<String>)> {
    let drawn = |proof: &Proof<'_>| {
        let trace = &proof.worst.as_ref()?.trace;
        let drawing = render::annex(set, proof.process, DiagramStyle::Flowchart);
        Some(render::svg(&render::walked(drawing, &coverage::walked(set, trace))))
    };
    prove_all(set).iter().filter_map(|proof| Some((limits::report(set, proof)?, drawn(proof)))).collect()
}

/// `medical-24-R0402.svg`: the file, the line and the code, as the finding has them.
fn name(program: &Program, unit: &Unit, path: &Path, finding: &Diagnostic) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let line = program.sources.get(unit.source).map_or(0, |file| file.position(finding.span.start).line);
    format!("{stem}-{line}-{}.svg", finding.problem.code())
}
