//! What `regc run` gives out: the table, or the cases as other programs read them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Walked;
use crate::cli::open::Opened;
use crate::cli::output::{self, Failure};
use crate::cli::{Shared, width};
use crate::report::log::{self, Walk};
use crate::report::message::say;
use crate::report::{self};

/// What is given out, and where to.
#[derive(Debug, Args)]
pub struct Outputs {
    /// How the cases are told
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    format: Format,

    /// Where to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How cases are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table of the steps, then outcome, end and limits
    Human,
    /// All of it, for scripts
    Json,
    /// An event log for process mining: XES, IEEE 1849
    Xes,
    /// A line a step, for spreadsheets
    Csv,
}

impl Outputs {
    /// Makes everything before anything is written.
    pub fn write(&self, opened: &Opened, walked: &[Walked], shared: &Shared) -> Result<(), Failure> {
        let (set, language) = (&opened.set, opened.language);
        let walks: Vec<Walk<'_>> =
            walked.iter().map(|one| Walk { title: &one.case.title, trace: &one.trace }).collect();
        let text = match self.format {
            Format::Human => self.human(opened, walked, shared),
            Format::Json => log::json(set, &walks, language),
            Format::Xes => log::xes(set, &walks, language),
            Format::Csv => log::csv(set, &walks, language),
        };
        match &self.output {
            Some(path) => output::write_file(path, text.as_bytes())?,
            None => output::print(&text)?,
        }
        if self.format != Format::Human {
            output::print_error(&differences(opened, walked))?;
        }
        Ok(())
    }

    fn human(&self, opened: &Opened, walked: &[Walked], shared: &Shared) -> String {
        let colour = self.output.is_none() && shared.color.on(false);
        let told = walked.iter().map(|one| {
            let title = (walked.len() > 1).then(|| format!("«{}»\n", one.case.title));
            title.unwrap_or_default() + &self::one(opened, one, colour)
        });
        told.collect::<Vec<_>>().join("\n")
    }
}

/// A case for people.
fn one(opened: &Opened, walked: &Walked, _colour: bool) -> String {
    let (set, language) = (&opened.set, opened.language);
    let mut text = report::trace::trace(set, &walked.trace, language, width());
    text += &drawn(opened, walked);
    text += walked.explained.as_deref().unwrap_or_default();
    for difference in &walked.differences {
        text += &report::trace::difference(set, *difference, language);
        text.push('\n');
    }
    if walked.is_of_file {
        text += &if walked.differences.is_empty() {
            say!(language, "случай подтверждён\n", "жағдай расталды\n", "case passed\n")
        } else {
            say!(language, "случай не подтверждён\n", "жағдай расталмады\n", "case failed\n")
        };
    }
    text
}

/// The durations that were drawn, as lines of the case.
fn drawn(opened: &Opened, walked: &Walked) -> String {
    let drawn = walked.case.given.get(walked.given..).unwrap_or_default();
    if drawn.is_empty() {
        return String::new();
    }
    let heading = say!(opened.language, "жребий:\n", "жеребе:\n", "drawn:\n");
    let words = opened.set.head.language;
    let lines = drawn.iter().map(|given| format!("  {}\n", report::case::given(given, ": ", words)));
    heading + &lines.collect::<String>()
}

/// What came instead of what was expected, for those who read a format that has no place for it.
fn differences(opened: &Opened, walked: &[Walked]) -> String {
    let told = walked.iter().flat_map(|one| {
        let of = |difference| report::trace::difference(&opened.set, difference, opened.language);
        one.differences.iter().map(move |difference| format!("«{}»: {}\n", one.case.title, of(*difference)))
    });
    told.collect()
}
