//! What a command leaves behind: text, an exit code, whole files.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
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

/// Writes a text to a file, as [`write_file`]; without one it is printed.
pub fn deliver(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    match path {
        Some(path) => write_file(path, text.as_bytes()),
        None => print(text),
    }
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
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    staged(path, bytes)
        .and_then(|file| file.persist(path).map_err(|error| error.error))
        .map_err(|error| cannot_write(path, &error))?;
    Ok(())
}

/// Writes a file that is not there yet, whole or not at all.
pub fn write_new_file(path: &Path, bytes: &[u8], language: Language) -> Result<(), Failure> {
    let file = staged(path, bytes).map_err(|error| cannot_write(path, &error))?;
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
        Err(error) => Err(cannot_write(path, &error)),
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::usage(format!("cannot write {}: {error}", path.display()))
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
