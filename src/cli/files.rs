//! Files on disk: which there are, what they are called, and their texts.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::output::Failure;
use crate::diagnostic::Unreadable;
use crate::language::Language;
use crate::report::message::say;

/// The largest file that is read, in bytes: offsets are 32 bits wide, and no act is a tenth of this.
const MAX_BYTES: u64 = 1 << 30;

/// The `.reg` files a path stands for.
///
/// Links to folders are followed, those behind all others, and no folder is entered twice: two links that lead
/// back to it would be followed for ever.
pub fn reg_files(path: &Path, language: Language) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let (mut folders, mut links, mut entered) = (vec![path.to_owned()], BTreeSet::new(), HashSet::new());
    while let Some(folder) = folders.pop().or_else(|| links.pop_first()) {
        if !entered.insert(real(&folder)) {
            continue;
        }
        let cannot = |error: io::Error| Failure::unreadable(&folder, &describe(&error), language);
        for entry in fs::read_dir(&folder).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            let kind = entry.file_type().map_err(cannot)?;
            if kind.is_dir() && !hidden {
                folders.push(path);
            } else if kind.is_symlink() && path.is_dir() && !hidden {
                links.insert(path);
            } else if path.extension().is_some_and(|extension| extension == "reg") {
                found.push(path);
            }
        }
    }
    if found.is_empty() {
        let path = path.display();
        return Err(Failure::usage(say!(
            language,
            "в папке {path} нет файлов .reg",
            "{path} қалтасында .reg файлы жоқ",
            "no .reg file in {path}"
        )));
    }
    found.sort();
    Ok(found)
}

/// Reads a file as text.
pub fn text(path: &Path) -> Result<String, Unreadable> {
    utf8(bytes(path)?)
}

/// Reads a file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let size = fs::metadata(path).map_err(|error| describe(&error))?.len();
    if size > MAX_BYTES {
        return Err(Unreadable::TooLarge(MAX_BYTES >> 20));
    }
    fs::read(path).map_err(|error| describe(&error))
}

/// Takes what was read for UTF-8, with or without a byte order mark.
pub fn utf8(bytes: Vec<u8>) -> Result<String, Unreadable> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..valid).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        Unreadable::NotUtf8 { line }
    })
}

fn describe(error: &io::Error) -> Unreadable {
    match error.kind() {
        io::ErrorKind::NotFound => Unreadable::NoSuchFile,
        io::ErrorKind::PermissionDenied => Unreadable::PermissionDenied,
        io::ErrorKind::IsADirectory => Unreadable::IsFolder,
        _ => Unreadable::Other(error.to_string()),
    }
}

/// A path by which a file is known whoever names it.
pub fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// `specs/act/../calendars/kz.reg` as a person writes it: `specs/calendars/kz.reg`.
pub fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        let steps_back =
            part == Component::ParentDir && tidy.file_name().is_some_and(|name| name != "..") && !tidy.is_symlink();
        if !(steps_back && tidy.pop()) {
            tidy.push(part);
        }
    }
    tidy
}
