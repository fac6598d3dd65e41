//! `regc man`: the manual pages, made from the help texts.

use std::path::PathBuf;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man as Page;

use super::output::{self, Exit, Failure};
use crate::language::Language;

/// Print the manual page, or write one for each command
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  regc man | man -l -
  regc man --out ~/.local/share/man/man1")]
pub struct Man {
    /// The folder for the pages: regc.1, regc-check.1, …
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Man {
    pub fn run(&self) -> Result<Exit, Failure> {
        let mut regc = super::Cli::command();
        // The commands learn the options and the names that they have as part of the program.
        regc.build();
        let Some(folder) = &self.out else {
            output::print(&String::from_utf8_lossy(&page(&regc)?))?;
            return Ok(Exit::Clean);
        };
        let commands = regc.get_subcommands().filter(|command| command.get_name() != "help");
        for command in std::iter::once(&regc).chain(commands) {
            let name = command.get_display_name().unwrap_or_else(|| command.get_name());
            output::write_file(&folder.join(format!("{name}.1")), &page(command)?, Language::default())?;
        }
        Ok(Exit::Clean)
    }
}

fn page(command: &Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    Page::new(command.clone()).render(&mut page)?;
    Ok(page)
}
