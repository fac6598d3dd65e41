//! A file whose regulation a command works on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::load::{self, Loaded};
use super::output::{self, Exit, Failure};
use super::{Shared, check};
use crate::acceptance::Acceptance;
use crate::graph::ProcessSet;
use crate::language::Language;
use crate::model::Case;
use crate::program::{Program, Unit};
use crate::report::message::say;

/// A sound file.
pub struct Opened {
    /// The graphs of its regulation, or of the one it uses.
    pub set: Arc<ProcessSet>,
    /// Its cases.
    pub cases: Vec<Case>,
    /// What the author of the regulation lets stand.
    pub acceptances: Vec<Acceptance>,
    /// The language to speak.
    pub language: Language,
    /// The file that declares the regulation.
    pub regulation: PathBuf,
}

/// Where the file is that declares the regulation of a file.
pub fn declares(program: &Program, unit: &Unit) -> Option<PathBuf> {
    let source = declaring(program, unit)?.source;
    Path::new(program.sources.get(source)?.name()).canonicalize().ok()
}

/// The file that declares the regulation of a file.
fn declaring<'a>(program: &'a Program, unit: &Unit) -> Option<&'a Unit> {
    let set = unit.processes.as_ref()?;
    let is_it =
        |one: &&Unit| one.declares_regulation && one.processes.as_ref().is_some_and(|own| Arc::ptr_eq(own, set));
    program.units.iter().find(is_it)
}

/// Opens a file. Errors in it, or in a file it uses, are printed, and the inner result is the exit code.
pub fn regulation(path: &Path, shared: &Shared) -> Result<Result<Opened, Exit>, Failure> {
    let Loaded { program, named, .. } = load::file(path, shared.language().unwrap_or_default())?;
    if let Some(errors) = check::errors(&program, shared) {
        output::print_error(&errors)?;
        return Ok(Err(Exit::Findings));
    }
    let unit = named.first().and_then(|source| program.unit(*source));
    let Some((set, unit)) = unit.and_then(|unit| Some((unit.processes.clone()?, unit))) else {
        let language = shared.language().or(unit.map(|unit| unit.language)).unwrap_or_default();
        let file = path.display();
        return Err(Failure::usage(say!(
            language,
            "в файле нет регламента: {file}",
            "файлда регламент жоқ: {file}",
            "no regulation in {file}"
        )));
    };
    let language = shared.language().unwrap_or(unit.language);
    let regulation = declares(&program, unit).unwrap_or_else(|| path.to_owned());
    let acceptances = declaring(&program, unit).map(|unit| unit.acceptances.clone()).unwrap_or_default();
    Ok(Ok(Opened { set, cases: unit.cases.clone(), acceptances, language, regulation }))
}
