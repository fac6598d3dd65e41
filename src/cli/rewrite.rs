//! Another text for a file that was read: written if the file is still what was read.

use std::fs;
use std::path::Path;

use super::output::{self, Failure};
use crate::language::Language;
use crate::report::message::say;

/// Writes a file anew, whole or not at all. `name` is what it is called; `path`, where it is.
pub fn rewrite(path: &Path, name: &str, before: &str, after: &str, language: Language) -> Result<(), Failure> {
    if fs::read(path).ok().as_deref() != Some(before.as_bytes()) {
        return Err(Failure::usage(say!(
            language,
            "{name} не записан: файл тем временем изменился",
            "{name} жазылмады: файл осы арада өзгерді",
            "{name} is not written: it was changed in the meantime"
        )));
    }
    output::write_file(path, after.as_bytes(), language)
}
