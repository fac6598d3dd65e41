//! `regc fmt`: files in the canonical layout.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{self, Exit, Failure};
use super::rewrite::rewrite;
use super::{Lang, Shared, files};
use crate::diagnostic::Unreadable;
use crate::format::{self, Refusal};
use crate::language::Language;
use crate::report::message::say;
use crate::report::{self, Finding};
use crate::source::{SourceFile, SourceId, Sources};
use crate::syntax;

/// The path that stands for standard input.
const STDIN: &str = "-";

/// Lay files out in the one canonical way, comments kept
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  regc fmt\n  regc fmt specs/vko-2014-70/medical.reg\n  regc fmt --check specs\n  regc fmt --diff specs\n  regc fmt - < draft.reg\n  regc fmt --to kk specs/vko-2014-70/medical.reg -o medical.kk.reg"
)]
pub struct Fmt {
    /// Files, or folders whose .reg files are laid out; `-` reads standard input and prints
    #[arg(default_value = "specs")]
    paths: Vec<PathBuf>,

    /// Name the files that would be changed, and change nothing
    #[arg(long)]
    check: bool,

    /// Print what would be changed, and change nothing
    #[arg(long)]
    diff: bool,

    /// Write in this language, phrase by phrase: to standard output, unless -o or --in-place says otherwise
    #[arg(long, value_enum, value_name = "LANGUAGE", conflicts_with_all = ["check", "diff"])]
    to: Option<Lang>,

    /// With --to: where to write
    #[arg(short, long, value_name = "FILE", requires = "to", conflicts_with = "in_place")]
    output: Option<PathBuf>,

    /// With --to: write into the files themselves
    #[arg(long, requires = "to")]
    in_place: bool,

    #[command(flatten)]
    shared: Shared,
}

/// What is told in the end.
#[derive(Default)]
struct Told {
    /// The names of the files that are or would be another text.
    changed: Vec<String>,
    /// Some file has errors.
    has_errors: bool,
    unreadable: Vec<Failure>,
}

impl Fmt {
    pub fn run(&self) -> Result<Exit, Failure> {
        let spoken = self.shared.language().unwrap_or_default();
        let files = self.files(spoken)?;
        if self.prints() && files.len() > 1 {
            return Err(Failure::usage(say!(
                spoken,
                "--to печатает один файл; для нескольких есть --in-place",
                "--to бір файлды басып шығарады; бірнешеуі үшін --in-place бар",
                "--to prints one file; for several there is --in-place"
            )));
        }
        let mut told = Told::default();
        for file in files {
            if file.as_os_str() == STDIN {
                self.standard_input(spoken, &mut told)?;
            } else {
                self.file(&file, spoken, &mut told)?;
            }
        }
        self.tell(told)
    }

    /// The files that the paths stand for.
    fn files(&self, spoken: Language) -> Result<Vec<PathBuf>, Failure> {
        let mut found = Vec::new();
        for path in &self.paths {
            if path.as_os_str() == STDIN {
                found.push(path.clone());
            } else {
                found.extend(files::reg_files(path, spoken)?);
            }
        }
        Ok(found)
    }

    /// Whether a translation is printed, or written elsewhere, and the file stays as it is.
    fn prints(&self) -> bool {
        self.to.is_some() && !self.in_place
    }

    fn print(&self, text: &str) -> Result<(), Failure> {
        match &self.output {
            Some(path) => output::write_file(path, text.as_bytes(), self.shared.language().unwrap_or_default()),
            None => output::print(text),
        }
    }

    fn file(&self, path: &Path, spoken: Language, told: &mut Told) -> Result<(), Failure> {
        let text = match files::text(path) {
            Ok(text) => text,
            Err(reason) => {
                told.unreadable.push(Failure::unreadable(path, &reason, spoken));
                return Ok(());
            }
        };
        let name = path.display().to_string();
        let Some(after) = self.formatted(&name, &text, told)? else { return Ok(()) };
        if self.prints() {
            return self.print(&after);
        }
        if after == text {
            return Ok(());
        }
        if self.diff {
            output::print(&report::relaid(&name, &text, &after))?;
        } else if !self.check {
            rewrite(path, &name, &text, &after, spoken)?;
        }
        told.changed.push(name);
        Ok(())
    }

    fn standard_input(&self, spoken: Language, told: &mut Told) -> Result<(), Failure> {
        let cannot = |reason: &Unreadable| Failure::unreadable(Path::new(STDIN), reason, spoken);
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(|error| cannot(&Unreadable::Other(error.to_string())))?;
        let text = files::utf8(bytes).map_err(|reason| cannot(&reason))?;
        let Some(after) = self.formatted(STDIN, &text, told)? else { return Ok(()) };
        if self.diff {
            output::print(&report::relaid(STDIN, &text, &after))?;
        } else if !self.check {
            return self.print(&after);
        }
        if after != text {
            told.changed.push(STDIN.to_owned());
        }
        Ok(())
    }

    /// The text in the canonical layout; nothing of one with errors, the first of which is told.
    fn formatted(&self, name: &str, text: &str, told: &mut Told) -> Result<Option<String>, Failure> {
        let mut sources = Sources::default();
        let id = sources.add(SourceFile::new(name, text.to_owned()));
        let Some(source) = sources.get(id) else { return Ok(None) };
        let formatted = match self.to {
            Some(to) => format::translate(source, id, to.into()),
            None => format::format(source, id).map_err(Refusal::Error),
        };
        match formatted {
            Ok(after) => Ok(Some(after)),
            Err(refusal) => {
                told.has_errors = true;
                output::print_error(&self.refusal(&refusal, &sources, id))?;
                Ok(None)
            }
        }
    }

    /// Why a file is left alone.
    fn refusal(&self, refusal: &Refusal, sources: &Sources, id: SourceId) -> String {
        let file = sources.get(id).map_or_else(Language::default, |source| syntax::parse(source, id).0.language);
        let language = self.shared.language().unwrap_or(file);
        let name = sources.get(id).map_or("", SourceFile::name);
        match refusal {
            Refusal::Error(error) => {
                let finding = report::short(&[Finding::by_rule(error, language, file)], sources);
                say!(
                    language,
                    "{finding}{name}: в файле есть ошибки, он оставлен как есть\n",
                    "{finding}{name}: файлда қателер бар, ол сол күйінде қалдырылды\n",
                    "{finding}{name}: the file has errors and is left as it is\n"
                )
            }
            Refusal::Lost(line) => say!(
                language,
                "{name}: не переведён, строку нельзя было бы прочитать: {line}\n",
                "{name}: аударылмады, бұл жолды оқу мүмкін болмас еді: {line}\n",
                "{name}: not translated, this line could not be read: {line}\n"
            ),
        }
    }

    fn tell(&self, told: Told) -> Result<Exit, Failure> {
        if !self.diff {
            output::print(&told.changed.iter().flat_map(|name| [name, "\n"]).collect::<String>())?;
        }
        if let Some(failure) = told.unreadable.into_iter().reduce(Failure::and) {
            return Err(failure);
        }
        let differs = (self.check || self.diff) && !told.changed.is_empty();
        Ok(if differs || told.has_errors { Exit::Findings } else { Exit::Clean })
    }
}
