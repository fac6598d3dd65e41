//! `regc render`: the annexes drawn.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::{Args, ValueEnum};

use super::open::{self, Opened};
use super::output::{self, Exit, Failure};
use super::{Shared, chosen};
use crate::graph::{Process, ProcessSet};
use crate::render;
use crate::report::message::say;

/// Draw the block diagrams of the procedures
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  regc render specs/vko-2014-70/medical.reg
  regc render specs/vko-2014-70/medical.reg --procedure выдача -o annex1.svg
  regc render specs/vko-2014-70/medical.reg --format pdf --out annexes

SVG and DOT need nothing but regc; PNG and PDF are made by Graphviz (the program `dot`).")]
pub struct Render {
    /// The regulation
    file: PathBuf,

    /// One procedure only
    #[arg(long, value_name = "ID")]
    procedure: Option<String>,

    /// One kind of the service only
    #[arg(long, value_name = "ID")]
    variant: Option<String>,

    /// How it is drawn
    #[arg(long, value_enum, default_value_t = Style::Flowchart, value_name = "STYLE")]
    style: Style,

    /// The formats, with commas between [default: svg,dot, or what FILE ends in]
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',')]
    format: Vec<Format>,

    /// One file to write; the procedure (and variant) must be one
    #[arg(short, long, value_name = "FILE", conflicts_with = "out")]
    output: Option<PathBuf>,

    /// The folder for the drawings
    #[arg(long, value_name = "FOLDER", default_value = "out")]
    out: PathBuf,

    #[command(flatten)]
    shared: Shared,
}

/// How a procedure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Style {
    /// Block scheme: flow down, performer and term in the boxes
    Flowchart,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Scalable picture for browsers and print
    Svg,
    /// Graphviz, with positions: `dot -Knop2` draws the same picture
    Dot,
    /// Picture of dots, by Graphviz
    Png,
    /// Printable page, by Graphviz
    Pdf,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Dot => "dot",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

impl Render {
    pub fn run(&self) -> Result<Exit, Failure> {
        let opened = match open::regulation(&self.file, &self.shared)? {
            Ok(opened) => opened,
            Err(exit) => return Ok(exit),
        };
        let processes = self.chosen(&opened)?;
        let formats = self.formats()?;
        let mut written = String::new();
        match (&self.output, processes.as_slice(), formats.as_slice()) {
            (Some(path), [process], [format]) => {
                output::write_file(path, &self.draw(&opened, process, *format)?)?;
                // Writing to a string cannot fail.
                let _ = writeln!(written, "{}", path.display());
            }
            (Some(_), ..) => return Err(Failure::usage(one_file_only(&opened, &processes))),
            (None, ..) => {
                for process in &processes {
                    for format in &formats {
                        let path = self.out.join(file_name(&self.file, &opened.set, process, *format));
                        output::write_file(&path, &self.draw(&opened, process, *format)?)?;
                        let _ = writeln!(written, "{}", path.display());
                    }
                }
            }
        }
        output::print(&written)?;
        Ok(Exit::Clean)
    }

    /// The graphs that the arguments name.
    fn chosen<'a>(&self, opened: &'a Opened) -> Result<Vec<&'a Process>, Failure> {
        chosen::chosen(opened, self.procedure.as_deref(), self.variant.as_deref())
    }

    /// The formats asked for, or the one that the file's name ends in.
    fn formats(&self) -> Result<Vec<Format>, Failure> {
        let (true, Some(path)) = (self.format.is_empty(), &self.output) else {
            return Ok(if self.format.is_empty() { vec![Format::Svg, Format::Dot] } else { self.format.clone() });
        };
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        let known = Format::value_variants().iter().find(|format| Some(format.extension()) == extension.as_deref());
        known.map(|format| vec![*format]).ok_or_else(|| {
            Failure::usage(format!("{}: name it .svg, .dot, .png or .pdf, or say --format", path.display()))
        })
    }

    fn draw(&self, opened: &Opened, process: &Process, format: Format) -> Result<Vec<u8>, Failure> {
        let Style::Flowchart = self.style;
        let drawing = render::flowchart(&opened.set, process);
        match format {
            Format::Svg => Ok(render::svg(&drawing).into_bytes()),
            Format::Dot => Ok(render::dot(&drawing).into_bytes()),
            Format::Png => graphviz(&render::dot(&drawing), &["-Tpng", "-Gdpi=150"], opened),
            Format::Pdf => graphviz(&render::dot(&drawing), &["-Tpdf"], opened),
        }
    }
}

/// Has Graphviz draw a graph whose positions are given.
fn graphviz(dot: &str, arguments: &[&str], opened: &Opened) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new("dot");
    command.arg("-Knop2").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| no_graphviz(&error, opened))?;
    let stdin = child.stdin.take();
    let text = dot.to_owned();
    // `dot` may write before it has read everything: the two pipes are served at once.
    let writer = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(text.as_bytes())));
    let result = child.wait_with_output()?;
    // A `dot` that stops reading says why itself, below.
    let _ = writer.join();
    if result.status.success() && !result.stdout.is_empty() {
        return Ok(result.stdout);
    }
    Err(Failure::usage(format!("dot: {}", String::from_utf8_lossy(&result.stderr).trim())))
}

fn no_graphviz(error: &std::io::Error, opened: &Opened) -> Failure {
    if error.kind() != std::io::ErrorKind::NotFound {
        return Failure::usage(format!("dot: {error}"));
    }
    Failure::usage(say!(
        opened.language,
        "PNG и PDF рисует Graphviz, а программы dot нет. Установите её: apt install graphviz, brew install graphviz или winget install graphviz; SVG и DOT рисуются и без неё",
        "PNG мен PDF-ті Graphviz салады, бірақ dot бағдарламасы жоқ. Оны орнатыңыз: apt install graphviz, brew install graphviz немесе winget install graphviz; SVG мен DOT онсыз да салынады",
        "PNG and PDF are drawn by Graphviz, and there is no program dot. Install it: apt install graphviz, brew install graphviz or winget install graphviz; SVG and DOT need nothing"
    ))
}

fn one_file_only(opened: &Opened, processes: &[&Process]) -> String {
    let count = processes.len();
    say!(
        opened.language,
        "в один файл помещается одна схема, а их {count}: укажите --procedure (и --variant) и один --format",
        "бір файлға бір сызба сыяды, ал олар {count}: --procedure (және --variant) мен бір --format көрсетіңіз",
        "one file holds one drawing, and there are {count}: name --procedure (and --variant) and one --format"
    )
}

/// `medical-выдача.svg`, `medical-портал-дубликат.svg`.
fn file_name(spec: &Path, set: &ProcessSet, process: &Process, format: Format) -> String {
    let stem = spec.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let variant = process.variant.and_then(|variant| set.head.variant(variant));
    let variant = variant.map(|variant| format!("-{}", variant.id)).unwrap_or_default();
    format!("{stem}-{}{variant}.{}", process.procedure, format.extension())
}
