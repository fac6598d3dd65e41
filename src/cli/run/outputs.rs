//! What `regc run` gives out: the table, or the cases as other programs read them.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Walked;
use crate::cli::open::Opened;
use crate::cli::output::{self, Failure};
use crate::cli::{Shared, width};
use crate::graph::ProcessSet;
use crate::language::Language;
use crate::model::DiagramStyle;
use crate::moment::Moment;
use crate::report::log::{self, Walk};
use crate::report::message::say;
use crate::run::Trace;
use crate::tested::Verdict;
use crate::{coverage, render, report};

/// What is given out, and where to.
#[derive(Debug, Args)]
pub struct Outputs {
    /// How the cases are told
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    format: Format,

    /// Where to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Draw the timeline of the case, its steps over days and working hours; of one case
    #[arg(long, value_name = "FILE.svg")]
    gantt: Option<PathBuf>,

    /// Draw the flowchart of the procedure with the way of the case thick and dark; of one case. A name that
    /// ends in .dot gets it for Graphviz
    #[arg(long, value_name = "FILE.svg")]
    diagram: Option<PathBuf>,
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
        for (path, drawing) in self.drawings(opened, walked)? {
            output::write_made(path, drawing.as_bytes(), language)?;
        }
        self.put(&text, language)?;
        if self.format != Format::Human {
            output::print_error(&differences(opened, walked))?;
        }
        Ok(())
    }

    /// How a case stands at a moment.
    pub fn write_moment(&self, opened: &Opened, moment: &Moment) -> Result<(), Failure> {
        let (set, language) = (&opened.set, opened.language);
        match self.format {
            Format::Human => self.put(&report::moment::moment(set, moment, language), language),
            Format::Json => self.put(&report::moment::json(set, moment, language), language),
            Format::Xes | Format::Csv => Err(Failure::usage(say!(
                language,
                "с --at возможны --format human и json",
                "--at үшін --format human және json ғана бар",
                "with --at there are --format human and json"
            ))),
        }
    }

    fn put(&self, text: &str, language: Language) -> Result<(), Failure> {
        output::deliver(self.output.as_deref(), text, language)
    }

    /// The pictures asked for, each with its file.
    fn drawings(&self, opened: &Opened, walked: &[Walked]) -> Result<Vec<(&Path, String)>, Failure> {
        if self.gantt.is_none() && self.diagram.is_none() {
            return Ok(Vec::new());
        }
        let [only] = walked else { return Err(Failure::usage(one_case_only(walked.len(), opened.language))) };
        if self.gantt.is_some() && self.gantt == self.diagram {
            return Err(Failure::usage(one_picture_only(opened.language)));
        }
        named_so(self.gantt.as_deref(), &["svg"], opened.language)?;
        named_so(self.diagram.as_deref(), &["svg", "dot"], opened.language)?;
        let set = &opened.set;
        let gantt = |path| (path, render::gantt_svg(&render::gantt(set, &only.case.title, &only.trace)));
        let diagram = |path| (path, diagram(path, set, &only.trace));
        Ok(self.gantt.as_deref().map(gantt).into_iter().chain(self.diagram.as_deref().map(diagram)).collect())
    }

    fn human(&self, opened: &Opened, walked: &[Walked], shared: &Shared) -> String {
        let colour = self.output.is_none() && shared.color.on(false);
        let told = walked.iter().map(|one| {
            let title = (walked.len() > 1).then(|| format!("«{}»\n", one.case.title));
            title.unwrap_or_default() + &self::one(opened, one)
        });
        let told = told.collect::<Vec<_>>().join("\n");
        if colour { report::trace::coloured(&told, opened.language) } else { told }
    }
}

/// The flowchart of the case's procedure with its way standing out.
fn diagram(path: &Path, set: &ProcessSet, trace: &Trace) -> String {
    let Some(process) = set.find(&trace.procedure, trace.variant) else { return String::new() };
    let drawing = render::annex(set, process, DiagramStyle::Flowchart);
    let drawing = render::walked(drawing, &coverage::walked(set, trace));
    let is_dot = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("dot"));
    if is_dot { render::dot(&drawing) } else { render::svg(&drawing) }
}

/// Refuses a file whose name says that it is a picture of another kind.
fn named_so(path: Option<&Path>, known: &[&str], language: Language) -> Result<(), Failure> {
    let Some(path) = path else { return Ok(()) };
    let is_known = |extension: &std::ffi::OsStr| known.iter().any(|one| extension.eq_ignore_ascii_case(one));
    if path.extension().is_none_or(is_known) {
        return Ok(());
    }
    let known = known.iter().map(|one| format!(".{one}")).collect::<Vec<_>>().join(", ");
    let path = path.display();
    Err(Failure::usage(say!(
        language,
        "{path}: этот рисунок бывает {known}; назовите файл так",
        "{path}: бұл сурет {known} болады; файлды солай атаңыз",
        "{path}: this picture can be {known}; name the file so"
    )))
}

fn one_picture_only(language: Language) -> String {
    say!(
        language,
        "--gantt и --diagram – два рисунка: назовите два файла",
        "--gantt пен --diagram – екі сурет: екі файл атаңыз",
        "--gantt and --diagram are two pictures: name two files"
    )
}

fn one_case_only(count: usize, language: Language) -> String {
    say!(
        language,
        "на одном рисунке помещается один случай, а их {count}: назовите его: --case '…'",
        "бір суретке бір жағдай сыяды, ал олар {count}: оны атаңыз: --case '…'",
        "one picture holds one case, and there are {count}: name it: --case '…'"
    )
}

/// A case for people.
fn one(opened: &Opened, walked: &Walked) -> String {
    let (set, language) = (&opened.set, opened.language);
    let mut text = report::trace::trace(set, &walked.trace, language, width());
    text += &drawn(opened, walked);
    text += walked.explained.as_deref().unwrap_or_default();
    for difference in &walked.differences {
        text += &report::trace::difference(set, *difference, language);
        text.push('\n');
    }
    if walked.is_held {
        let verdict = Verdict::of(&walked.case, walked.differences.is_empty());
        text += &report::trace::verdict(verdict, language);
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
