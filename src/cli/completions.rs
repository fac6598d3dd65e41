//! `regc completions`: what a shell needs to complete commands and options.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::output::{self, Exit, Failure};

/// Print what makes a shell complete commands and options
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  regc completions bash > ~/.local/share/bash-completion/completions/regc
  regc completions zsh > \"${fpath[1]}/_regc\"
  regc completions fish > ~/.config/fish/completions/regc.fish
  regc completions powershell >> $PROFILE")]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub fn run(&self) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::Cli::command(), "regc", &mut script);
        output::print(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Clean)
    }
}
