//! The command line: the only room that reads and writes files.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this is the room where files, environment and `dot` are used"
)]

mod check;
mod chosen;
mod completions;
mod explain;
mod export;
mod files;
mod fix;
mod fmt;
mod levels;
mod load;
mod lsp;
mod man;
mod new;
mod open;
mod output;
mod progress;
mod read;
mod render;
mod rewrite;
mod run;
mod survey;
mod test;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::language::Language;
use output::Colour;

/// Compile, check, run and draw the regulations of public services
#[derive(Debug, Parser)]
#[command(name = "regc", version, about, propagate_version = true, max_term_width = 100)]
#[command(after_help = "First steps · С чего начать · Неден бастау керек:
  regc new permit.reg                  a small regulation to begin with
  regc new --lang ru разрешение.reg    небольшой регламент для начала
  regc new --lang kk рұқсат.reg        бастауға арналған шағын регламент
  regc check permit.reg                what is wrong in it · что в нём не так · қай жері дұрыс емес
  regc check --help                    more of a command · подробнее о команде · толығырақ

With no --lang, messages are in the language of the file they are about. \
Без --lang сообщения печатаются на языке файла. --lang болмаса, хабарламалар файлдың тілінде шығады.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Run(run::Run),
    Test(test::Test),
    Render(render::Render),
    Read(read::Read),
    Export(export::Export),
    Fmt(fmt::Fmt),
    Explain(explain::Explain),
    New(new::New),
    Lsp(lsp::Lsp),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Options of every command.
#[derive(Debug, Args)]
struct Shared {
    /// Language of messages [default: that of the file]
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    lang: Option<Lang>,

    /// When to colour
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
}

impl Shared {
    fn language(&self) -> Option<Language> {
        self.lang.map(Language::from)
    }
}

/// A language, as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    Ru,
    Kk,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ru => Self::Ru,
            Lang::Kk => Self::Kk,
            Lang::En => Self::En,
        }
    }
}

/// Runs the program and returns its exit code: 0 clean, 1 findings, 2 wrong usage or unreadable input.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; wrong usage is, with exit code 2.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let result = match cli.command {
        Command::Check(check) => check.run(),
        Command::Run(run) => run.run(),
        Command::Test(test) => test.run(),
        Command::Render(render) => render.run(),
        Command::Read(read) => read.run(),
        Command::Export(export) => export.run(),
        Command::Fmt(fmt) => fmt.run(),
        Command::Explain(explain) => explain.run(),
        Command::New(new) => new.run(),
        Command::Lsp(lsp) => lsp.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(failure) => {
            let _ = output::print_error(&failure.to_string());
            ExitCode::from(2)
        }
    }
}

/// The width to wrap to: the terminal's, but no wider than reads well; a fixed one for pipes, so that the
/// same input gives the same bytes.
fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map_or(100, |(width, _)| usize::from(width.0)).clamp(60, 140)
}
