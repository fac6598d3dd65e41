//! `regc export`: the process graphs for other tools.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::output::{self, Exit, Failure};
use super::{Shared, open};
use crate::export;

/// Write the process graphs for other tools
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  regc export specs/vko-2014-70/medical.reg --to json -o medical.json")]
pub struct Export {
    /// The regulation
    file: PathBuf,

    /// The format
    #[arg(long, value_enum, default_value_t = Format::Json, value_name = "FORMAT")]
    to: Format,

    /// Where to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    shared: Shared,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Nodes and edges of every procedure and variant
    Json,
}

impl Export {
    pub fn run(&self) -> Result<Exit, Failure> {
        let opened = match open::regulation(&self.file, &self.shared)? {
            Ok(opened) => opened,
            Err(exit) => return Ok(exit),
        };
        let text = match self.to {
            Format::Json => export::json(&opened.set),
        };
        output::deliver(self.output.as_deref(), &text, opened.language)?;
        Ok(Exit::Clean)
    }
}
