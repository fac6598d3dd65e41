//! The graphs that `--procedure` and `--variant` name.

use super::open::Opened;
use super::output::Failure;
use crate::graph::Process;
use crate::report::message::say;

/// The graphs of a procedure and a kind of the service; all where none is named.
pub fn chosen<'a>(
    opened: &'a Opened,
    procedure: Option<&str>,
    variant: Option<&str>,
) -> Result<Vec<&'a Process>, Failure> {
    let set = &opened.set;
    let variant = match variant {
        Some(name) => Some(set.head.variant_named(name).ok_or_else(|| {
            let known: Vec<_> = set.head.variants.iter().map(|variant| variant.id.as_str()).collect();
            unknown(opened, name, &known)
        })?),
        None => None,
    };
    let by_variant = |process: &&Process| variant.is_none() || process.variant.is_none() || process.variant == variant;
    let by_id = |process: &&Process| procedure.is_none_or(|id| process.procedure == *id);
    let chosen: Vec<_> = set.processes.iter().filter(by_id).filter(by_variant).collect();
    if chosen.is_empty() {
        return Err(unknown(opened, procedure.unwrap_or_default(), &set.procedures()));
    }
    Ok(chosen)
}

fn unknown(opened: &Opened, name: &str, known: &[&str]) -> Failure {
    let known = known.join(", ");
    Failure::usage(say!(
        opened.language,
        "«{name}» нигде не указано; есть: {known}",
        "«{name}» еш жерде көрсетілмеген; бары: {known}",
        "«{name}» is not declared; there are: {known}"
    ))
}
