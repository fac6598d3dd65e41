//! `regc read`: a regulation told in sentences.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::output::{self, Exit, Failure};
use super::{Shared, chosen, open, width};
use crate::language::Language;
use crate::proof::prove_all;
use crate::reading::{self, Told};
use crate::report::message::say;

/// Tell a regulation in sentences, to be laid beside the act
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  regc read specs/vko-2014-70/medical.reg
  regc read specs/vko-2014-70/medical.reg --procedure выдача --lang en
  regc read specs/vko-2014-70/medical.reg -o medical.html

Each procedure with who takes part, how it may end, its steps, what the terms add up to along the \
ways through it, and its limits with what is proved of them.")]
pub struct Read {
    /// The regulation
    file: PathBuf,

    /// One procedure only
    #[arg(long, value_name = "ID")]
    procedure: Option<String>,

    /// One kind of the service only
    #[arg(long, value_name = "ID")]
    variant: Option<String>,

    /// How it is written [default: text, or what FILE ends in]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,

    /// Where to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    shared: Shared,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Plain text, wrapped to the terminal
    Text,
    /// Markdown
    Md,
    /// One page for browsers and print
    Html,
}

impl Read {
    pub fn run(&self) -> Result<Exit, Failure> {
        let opened = match open::regulation(&self.file, &self.shared)? {
            Ok(opened) => opened,
            Err(exit) => return Ok(exit),
        };
        let format = self.format(opened.language)?;
        let processes = chosen::chosen(&opened, self.procedure.as_deref(), self.variant.as_deref())?;
        let proofs = prove_all(&opened.set);
        let reading = reading::read(&Told {
            set: &opened.set,
            processes: &processes,
            proofs: &proofs,
            acceptances: &opened.acceptances,
            language: opened.language,
        });
        let text = match format {
            Format::Text => reading::text(&reading, width()),
            Format::Md => reading::markdown(&reading),
            Format::Html => reading::html(&reading),
        };
        output::deliver(self.output.as_deref(), &text, opened.language)?;
        Ok(Exit::Clean)
    }

    /// The format asked for, or the one that the file's name ends in.
    fn format(&self, language: Language) -> Result<Format, Failure> {
        let extension = self.output.as_ref().and_then(|path| path.extension()?.to_str());
        match (self.format, extension) {
            (Some(format), _) => Ok(format),
            (None, None | Some("txt" | "text")) => Ok(Format::Text),
            (None, Some("md")) => Ok(Format::Md),
            (None, Some("html" | "htm")) => Ok(Format::Html),
            (None, Some(other)) => Err(Failure::usage(say!(
                language,
                "в каком формате писать .{other}, неизвестно: назовите файл .txt, .md или .html или укажите --format",
                ".{other} файлын қандай форматта жазу белгісіз: файлды .txt, .md немесе .html деп атаңыз не --format көрсетіңіз",
                "what format .{other} is to have is not known: name the file .txt, .md or .html, or say --format"
            ))),
        }
    }
}
