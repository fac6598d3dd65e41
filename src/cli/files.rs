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
pub fn reg_files(path: &Path, language: Language) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let found = under(path, |folder, error| Err(Failure::unreadable(folder, &describe(&error), language)))?;
    if found.is_empty() {
        let path = path.display();
        return Err(Failure::usage(say!(
            language,
            "в папке {path} нет файлов .reg",
            "{path} қалтасында .reg файлы жоқ",
            "no .reg file in {path}"
        )));
    }
    Ok(found)
}

/// The `.reg` files of a folder and those under it, sorted; hidden folders are left out. What cannot be read ends
/// the search, or is left out too, as `unreadable` says.
///
/// Links to folders are followed, those behind all others, and no folder is entered twice: two links that lead
/// back to it would be followed for ever.
pub fn under<E>(folder: &Path, unreadable: impl Fn(&Path, io::Error) -> Result<(), E>) -> Result<Vec<PathBuf>, E> {
    let mut found = Vec::new();
    let (mut folders, mut links, mut entered) = (vec![folder.to_owned()], BTreeSet::new(), HashSet::new());
    while let Some(folder) = folders.pop().or_else(|| links.pop_first()) {
        if !entered.insert(real(&folder)) {
            continue;
        }
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                unreadable(&folder, error)?;
                continue;
            }
        };
        for entry in entries {
            let kinds = entry.and_then(|entry| Ok((entry.file_type()?, entry)));
            let (kind, entry) = match kinds {
                Ok(known) => known,
                Err(error) => {
                    unreadable(&folder, error)?;
                    continue;
                }
            };
            let path = entry.path();
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            // What is no link need not be asked for twice.
            if kind.is_dir() || kind.is_symlink() && path.is_dir() {
                match (is_hidden, kind.is_dir()) {
                    (true, _) => {}
                    (false, true) => folders.push(path),
                    (false, false) => drop(links.insert(path)),
                }
            } else if path.extension().is_some_and(|extension| extension == "reg") {
                found.push(path);
            }
        }
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
