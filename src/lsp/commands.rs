//! What an editor can have done: a case run, a diagram drawn. Both are offered above the lines they are about.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_server::{ErrorCode, ResponseError};
use lsp_types::{CodeLens, Command, Uri};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::desk::Desk;
use super::server::{read, refusal, written};
use crate::graph::{Process, ProcessSet};
use crate::language::Language;
use crate::model::Case;
use crate::program::Unit;
use crate::report::desk as words;
use crate::report::trace;
use crate::tested::Verdict;
use crate::{render, run};

/// Runs a case; the answer is what is told of it.
pub const RUN_CASE: &str = "regc.runCase";

/// Draws a procedure; the answer is a picture.
pub const SHOW_DIAGRAM: &str = "regc.showDiagram";

/// As wide is what is told of a case.
const WIDTH: usize = 100;

/// What a command is about.
#[derive(Debug, Serialize, Deserialize)]
struct About {
    /// The file.
    uri: Uri,
    /// The title of a case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    /// The id of a procedure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    procedure: Option<String>,
    /// The id of a kind of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    variant: Option<String>,
}

/// A case that was run.
#[derive(Debug, Serialize)]
struct Ran {
    title: String,
    text: String,
}

/// A procedure that was drawn.
#[derive(Debug, Serialize)]
struct Drawn {
    title: String,
    svg: String,
}

/// Does what a command says.
pub fn execute(desk: &mut Desk, command: &str, arguments: Vec<Value>) -> Result<Value, ResponseError> {
    let about: About = read(arguments.into_iter().next().unwrap_or_default())?;
    let path = desk.path(&about.uri);
    desk.compile(&path);
    let unit = desk.entry(&path).and_then(|entry| entry.unit()).cloned();
    let language = desk.language.or(unit.as_ref().map(|unit| unit.language)).unwrap_or_default();
    let sound = unit.filter(|unit| unit.is_sound());
    let set = sound.as_ref().and_then(|unit| unit.processes.clone());
    let Some((unit, set)) = sound.zip(set) else { return failed(&words::not_sound(language)) };
    match command {
        RUN_CASE => {
            let title = about.case.unwrap_or_default();
            match unit.cases.iter().find(|case| case.title == title) {
                Some(case) => written(ran(&set, case, language)),
                None => failed(&words::not_there(&title, language)),
            }
        }
        SHOW_DIAGRAM => {
            let procedure = about.procedure.unwrap_or_default();
            match process(&set, &procedure, about.variant.as_deref()) {
                Some(process) => written(drawn(&set, process)),
                None => failed(&words::not_there(&procedure, language)),
            }
        }
        _ => Err(refusal(ErrorCode::InvalidParams, &format!("no such command: {command}"))),
    }
}

fn failed(message: &str) -> Result<Value, ResponseError> {
    Err(refusal(ErrorCode::RequestFailed, message))
}

fn ran(set: &ProcessSet, case: &Case, language: Language) -> Ran {
    let text = match run::run(set, case) {
        Err(stop) => trace::stop(set, &stop, language) + "\n",
        Ok(ran) => {
            let differences = run::differences(set, case, &ran);
            let told = differences.iter().map(|one| trace::difference(set, *one, language) + "\n");
            let told: String = told.collect();
            let verdict = Verdict::of(case, differences.is_empty());
            trace::trace(set, &ran, language, WIDTH) + &told + &trace::verdict(verdict, language)
        }
    };
    Ran { title: case.title.clone(), text }
}

fn process<'a>(set: &'a ProcessSet, procedure: &'a str, variant: Option<&str>) -> Option<&'a Process> {
    match variant {
        Some(variant) => set.find(procedure, Some(set.head.variant_named(variant)?)),
        None => set.of_procedure(procedure).next(),
    }
}

fn drawn(set: &ProcessSet, process: &Process) -> Drawn {
    let style = render::styles(process).into_iter().next().unwrap_or(crate::model::DiagramStyle::Flowchart);
    let variant = process.variant.and_then(|variant| set.head.variant(variant));
    let of_variant = variant.map(|variant| format!(": {}", variant.title)).unwrap_or_default();
    let svg = render::svg(&render::annex(set, process, style));
    Drawn { title: format!("{}{of_variant}", process.title), svg }
}

// ---- Offers

/// What is offered above the lines of a file.
pub fn lenses(desk: &mut Desk, path: &Path) -> Option<Vec<CodeLens>> {
    let uri = desk.uri(path)?;
    desk.compile(&PathBuf::from(path));
    let entry = desk.entry(path)?;
    let unit: &Arc<Unit> = entry.unit()?;
    let language = desk.language.unwrap_or(unit.language);
    let Some(set) = unit.processes.as_ref().filter(|_| unit.is_sound()) else { return Some(Vec::new()) };
    let lens = |span, title, command: &str, about: About| {
        let arguments = serde_json::to_value(about).ok().map(|about| vec![about]);
        let command = Command { title, command: command.to_owned(), arguments };
        CodeLens { range: entry.range(span), command: Some(command), data: None }
    };
    let about = || About { uri: uri.clone(), case: None, procedure: None, variant: None };
    let mut lenses = Vec::new();
    for process in set.processes.iter().filter(|_| unit.declares_regulation) {
        let variant = process.variant.and_then(|variant| set.head.variant(variant));
        let title = words::show_diagram(variant.map(|variant| variant.title.as_str()), language);
        let procedure = Some(process.procedure.clone());
        let variant = variant.map(|variant| variant.id.clone());
        lenses.push(lens(process.span, title, SHOW_DIAGRAM, About { procedure, variant, ..about() }));
    }
    for case in &unit.cases {
        let about = About { case: Some(case.title.clone()), ..about() };
        lenses.push(lens(case.span, words::run_case(language), RUN_CASE, about));
    }
    Some(lenses)
}
