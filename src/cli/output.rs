//! What a command leaves behind: text, an exit code, whole files.

use std::fmt;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use crate::diagnostic::Unreadable;
use crate::language::Language;
use crate::report::message::{self, say};

/// How a command ended; scripts depend on the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing is wrong: 0.
    Clean,
    /// Findings, a case that did not come out as expected, or a file that is not in the canonical layout: 1.
    Findings,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => Self::SUCCESS,
            Exit::Findings => Self::from(1),
        }
    }
}

/// Wrong usage or input that cannot be read: exit code 2.
#[derive(Debug)]
pub struct Failure(Vec<Message>);

/// What is printed of a failure.
#[derive(Debug)]
enum Message {
    /// A sentence, printed after the program's name.
    Sentence(String),
    /// Findings as a report lays them out, printed as they are.
    Report(String),
}

impl Failure {
    /// A failure told to the person who typed the command.
    pub fn usage(message: impl Into<String>) -> Self {
        Self(vec![Message::Sentence(message.into())])
    }

    /// Findings about the arguments, laid out by [`crate::report`].
    pub fn report(blocks: String) -> Self {
        Self(vec![Message::Report(blocks)])
    }

    /// Two failures told together.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// A file that cannot be read.
    pub fn unreadable(path: &Path, reason: &Unreadable, language: Language) -> Self {
        let (path, reason) = (path.display(), message::unreadable(reason, language));
        Self::usage(say!(
            language,
            "не удалось прочитать {path}: {reason}",
            "оқу мүмкін болмады: {path}: {reason}",
            "cannot read {path}: {reason}"
        ))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|message| match message {
            Message::Sentence(sentence) => writeln!(f, "regc: {sentence}"),
            Message::Report(blocks) => f.write_str(blocks),
        })
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::usage(format!("cannot write: {error}"))
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// Whether to colour what goes to standard error (`true`) or standard output (`false`).
    pub fn on(self, stderr: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let terminal = if stderr { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
                terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        }
    }
}

/// Prints to standard output. A reader that stops reading (`| head`) is no failure.
pub fn print(text: &str) -> Result<(), Failure> {
    quiet_when_closed(io::stdout().lock().write_all(text.as_bytes()))
}

/// Writes what was made of a regulation, as [`write_made`]; without a file it is printed.
pub fn deliver(path: Option<&Path>, text: &str, language: Language) -> Result<(), Failure> {
    match path {
        Some(path) => write_made(path, text.as_bytes(), language),
        None => print(text),
    }
}

/// Writes what was made of a regulation, a picture or a report, as [`write_file`]; but never over a regulation.
pub fn write_made(path: &Path, bytes: &[u8], language: Language) -> Result<(), Failure> {
    if is_regulation(path) {
        let path = path.display();
        return Err(Failure::usage(say!(
            language,
            "{path} – файл регламента, поверх него ничего не пишется; назовите другой",
            "{path} – регламент файлы, оның үстіне ештеңе жазылмайды; басқасын атаңыз",
            "{path} is a regulation's file, over which nothing is written; name another"
        )));
    }
    write_file(path, bytes, language)
}

/// Whether a file is one of the language, by its name or by how it begins.
fn is_regulation(path: &Path) -> bool {
    let is_named_so = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("reg"));
    // Only of a regular file can the beginning be read without taking it from somebody.
    let is_regular = std::fs::metadata(path).is_ok_and(|known| known.is_file());
    is_named_so || is_regular && beginning(path).is_ok_and(|text| has_header(&text))
}

/// The first few lines of a file.
fn beginning(path: &Path) -> io::Result<String> {
    const FEW_LINES: usize = 4096;
    // With room for all of them they are read at once.
    let mut bytes = Vec::with_capacity(FEW_LINES);
    std::fs::File::open(path)?.take(FEW_LINES as u64).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Whether the first line that is not empty and no comment is that of a regulation: `reg 1 ru`.
fn has_header(text: &str) -> bool {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let first = lines.into_iter().find(|line| !line.is_empty() && !line.starts_with("//"));
    let edition = first.and_then(|line| line.strip_prefix("reg "));
    edition.is_some_and(|rest| rest.trim_start().starts_with(|digit: char| digit.is_ascii_digit()))
}

/// Prints to standard error.
pub fn print_error(text: &str) -> Result<(), Failure> {
    quiet_when_closed(io::stderr().lock().write_all(text.as_bytes()))
}

fn quiet_when_closed(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Writes a file whole or not at all: under another name first, then renamed.
///
/// A link stays one: what it leads to is written. So does a pipe or a device, which takes the bytes as they come.
/// A file that is for reading only is left alone.
pub fn write_file(path: &Path, bytes: &[u8], language: Language) -> Result<(), Failure> {
    let written = match std::fs::metadata(path) {
        Ok(known) if is_passing(path, &known) => pass_on(path, bytes),
        Ok(known) if known.permissions().readonly() => Err(io::ErrorKind::ReadOnlyFilesystem.into()),
        _ => {
            let path = behind_links(path);
            staged(&path, bytes).and_then(|file| file.persist(&path).map(drop).map_err(|error| error.error))
        }
    };
    written.map_err(|error| cannot_write(path, &error, language))
}

/// Whether bytes pass through and are not kept: a pipe, a device, what a program was given as its output.
fn is_passing(path: &Path, known: &std::fs::Metadata) -> bool {
    path.starts_with("/dev") || !known.is_file() && !known.is_dir()
}

fn pass_on(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let written = std::fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    // A reader that stops reading is no failure.
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// The file that a path leads to, whether it is there already or not.
fn behind_links(path: &Path) -> PathBuf {
    let next = std::fs::read_link(path).ok().and_then(|link| Some(path.parent()?.join(link)));
    path.canonicalize().ok().or(next).unwrap_or_else(|| path.to_owned())
}

/// Writes a file that is not there yet, whole or not at all.
pub fn write_new_file(path: &Path, bytes: &[u8], language: Language) -> Result<(), Failure> {
    let file = staged(path, bytes).map_err(|error| cannot_write(path, &error, language))?;
    match file.persist_noclobber(path).map_err(|error| error.error) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let path = path.display();
            Err(Failure::usage(say!(
                language,
                "файл {path} уже есть; назовите другой",
                "{path} файлы бар; басқа атау беріңіз",
                "{path} is there already; name another file"
            )))
        }
        Err(error) => Err(cannot_write(path, &error, language)),
    }
}

fn cannot_write(path: &Path, error: &io::Error, language: Language) -> Failure {
    let path = path.display();
    let reason = match error.kind() {
        io::ErrorKind::ReadOnlyFilesystem => {
            say!(language, "только для чтения", "тек оқуға арналған", "it is read-only")
        }
        io::ErrorKind::PermissionDenied => {
            say!(language, "нет права на запись", "жазуға рұқсат жоқ", "permission denied")
        }
        io::ErrorKind::IsADirectory => say!(language, "это папка", "бұл – қалта", "it is a folder"),
        io::ErrorKind::NotFound => say!(language, "нет такой папки", "мұндай қалта жоқ", "there is no such folder"),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            say!(language, "на пути к нему стоит файл", "жолында файл тұр", "a file stands on the way to it")
        }
        io::ErrorKind::StorageFull => say!(language, "нет места", "орын жоқ", "no space is left"),
        _ => error.to_string(),
    };
    Failure::usage(say!(
        language,
        "не удалось записать {path}: {reason}",
        "жазу мүмкін болмады: {path}: {reason}",
        "cannot write {path}: {reason}"
    ))
}

/// The bytes under another name beside the file they are meant for.
fn staged(path: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().permissions_of(path).tempfile_in(folder)?;
    file.write_all(bytes)?;
    Ok(file)
}

/// Gives a temporary file the permissions a new file would have.
trait PermissionsOf {
    fn permissions_of(&mut self, path: &Path) -> &mut Self;
}

impl PermissionsOf for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_of(&mut self, path: &Path) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        let mode = path.metadata().map_or(0o666, |known| known.permissions().mode());
        self.permissions(std::fs::Permissions::from_mode(mode))
    }

    #[cfg(not(unix))]
    fn permissions_of(&mut self, _: &Path) -> &mut Self {
        self
    }
}
