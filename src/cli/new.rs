//! `regc new`: a file to begin with.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Lang;
use super::output::{self, Exit, Failure};
use crate::language::Language;
use crate::report::message::say;

/// Write a file to begin with: a small, whole regulation with comments, a calendar and cases
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  regc new permit.reg
  regc new --lang ru разрешение.reg
  regc new --lang kk - | less")]
pub struct New {
    /// The file; `-` prints it. A file that is there is never written over
    file: PathBuf,

    /// The language of its keywords, titles and comments
    #[arg(long, value_enum, default_value_t = Lang::En, value_name = "LANGUAGE")]
    lang: Lang,
}

impl New {
    pub fn run(&self) -> Result<Exit, Failure> {
        let language = Language::from(self.lang);
        let text = text(language);
        if self.file == Path::new("-") {
            output::print(text)?;
        } else {
            output::write_new_file(&self.file, text.as_bytes(), language)?;
            output::print(&format!("{}\n", next(&self.file, language)))?;
        }
        Ok(Exit::Clean)
    }
}

/// The file in a language.
fn text(language: Language) -> &'static str {
    match language {
        Language::Ru => include_str!("new/ru.reg"),
        Language::Kk => include_str!("new/kk.reg"),
        Language::En => include_str!("new/en.reg"),
    }
}

/// What may be done with it.
fn next(file: &Path, language: Language) -> String {
    let file = file.display();
    say!(
        language,
        "создан {file}; проверить его: regc check {file}",
        "{file} жасалды; оны тексеру: regc check {file}",
        "wrote {file}; to check it: regc check {file}"
    )
}
