//! `regc render`: the annexes drawn.

mod folder;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::{Args, ValueEnum};

use super::open::{self, Opened};
use super::output::{self, Exit, Failure};
use super::{Shared, chosen};
use crate::graph::{Process, ProcessSet};
use crate::language::Language;
use crate::model::DiagramStyle;
use crate::render::{self, Drawing};
use crate::report::message::say;

/// Draw the block diagrams of the procedures
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  regc render specs/vko-2014-70/medical.reg
  regc render specs/vko-2014-70/medical.reg --procedure выдача -o annex1.svg
  regc render specs/vko-2014-70/medical.reg --format pdf --out annexes
  regc render specs --out annexes        every act, and annexes/index.html

A procedure that fits no A3 sheet goes on to further sheets: annex1.svg, annex1-2.svg, annex1-3.svg. Circles
with a letter say where each arrow goes on.
SVG and DOT need nothing but regc; PNG and PDF are made by Graphviz (the program `dot`).")]
pub struct Render {
    /// The regulation; or a folder, of which every regulation is drawn, with a page that shows them
    file: PathBuf,

    /// One procedure only
    #[arg(long, value_name = "ID")]
    procedure: Option<String>,

    /// One kind of the service only
    #[arg(long, value_name = "ID")]
    variant: Option<String>,

    /// How it is drawn
    #[arg(long, value_enum, default_value_t = Style::Auto, value_name = "STYLE")]
    style: Style,

    /// The formats, with commas between [default: svg,dot, or what FILE ends in; svg for a folder]
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',')]
    format: Vec<Format>,

    /// One file to write; the procedure (and variant) must be one
    #[arg(short, long, value_name = "FILE", conflicts_with = "out")]
    output: Option<PathBuf>,

    /// The folder for the drawings
    #[arg(long, value_name = "FOLDER", default_value = "out")]
    out: PathBuf,

    /// How many dots an inch of a PNG has
    #[arg(long, value_name = "N", default_value_t = 150, value_parser = clap::value_parser!(u16).range(30..=1200))]
    dpi: u16,

    /// Give the boxes of each participant a pale colour; a print in black and white loses nothing by it
    #[arg(long)]
    tint: bool,

    /// Leave the places of everything out of DOT: for Graphviz to lay out, and for those who restyle it
    #[arg(long)]
    no_positions: bool,

    #[command(flatten)]
    shared: Shared,
}

/// How a procedure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Style {
    /// As the regulation says: one drawing for each annex
    Auto,
    /// Block scheme: flow down, performer and term in the boxes
    Flowchart,
    /// Functional interaction: a lane for each participant, flow to the right
    Interaction,
    /// Directory of business processes: a column for each participant, flow down
    Swimlanes,
}

impl Style {
    /// The styles a procedure is drawn in.
    fn of(self, process: &Process) -> Vec<DiagramStyle> {
        match self {
            Self::Auto => render::styles(process),
            Self::Flowchart => vec![DiagramStyle::Flowchart],
            Self::Interaction => vec![DiagramStyle::Interaction],
            Self::Swimlanes => vec![DiagramStyle::Swimlanes],
        }
    }
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
        if self.file.is_dir() {
            return match (&self.output, &self.procedure, &self.variant) {
                (None, None, None) => folder::run(self),
                _ => Err(Failure::usage(one_act_only(self.shared.language().unwrap_or_default()))),
            };
        }
        let opened = match open::regulation(&self.file, &self.shared)? {
            Ok(opened) => opened,
            Err(exit) => return Ok(exit),
        };
        let annexes = self.annexes(self.chosen(&opened)?);
        let formats = self.formats(opened.language)?;
        if self.no_positions && formats.iter().any(|format| *format != Format::Dot) {
            return Err(Failure::usage(only_dot(opened.language)));
        }
        let mut written = String::new();
        if self.output.is_some() && annexes.len() != 1 {
            return Err(Failure::usage(one_file_only(&opened, annexes.len())));
        }
        if self.output.is_some() && formats.len() != 1 {
            return Err(Failure::usage(one_format_only(opened.language)));
        }
        let mut names = Names::default();
        for (process, style) in &annexes {
            let path = |format| match &self.output {
                Some(path) => path.clone(),
                None => self.out.join(file_name(&self.file, &opened.set, (process, *style), format)),
            };
            let firsts: Vec<_> = formats.iter().map(|format| (*format, path(*format))).collect();
            let sheets = self.sheets(&opened.set, process, *style);
            for path in self.write(&sheets, &firsts, &mut names, opened.language)?.concat() {
                // Writing to a string cannot fail.
                let _ = writeln!(written, "{}", path.display());
            }
        }
        output::print(&written)?;
        names.tell_stale(opened.language)?;
        Ok(Exit::Clean)
    }

    /// The drawings of some procedures.
    fn annexes<'a>(&self, processes: impl IntoIterator<Item = &'a Process>) -> Vec<(&'a Process, DiagramStyle)> {
        let styles = |process| self.style.of(process).into_iter().map(move |style| (process, style));
        processes.into_iter().flat_map(styles).collect()
    }

    /// The sheets of an annex; what has no places has no sheets either.
    fn sheets(&self, set: &ProcessSet, process: &Process, style: DiagramStyle) -> Vec<Drawing> {
        let sheets = if self.no_positions {
            vec![render::annex(set, process, style)]
        } else {
            render::annex_sheets(set, process, style)
        };
        let tinted = |sheet| if self.tint { render::tinted(sheet, process) } else { sheet };
        sheets.into_iter().map(tinted).collect()
    }

    /// Writes the sheets of an annex, in each format under the name of the first sheet; gives the files of each sheet.
    fn write(
        &self,
        sheets: &[Drawing],
        firsts: &[(Format, PathBuf)],
        names: &mut Names,
        language: Language,
    ) -> Result<Vec<Vec<PathBuf>>, Failure> {
        names.annexes.extend(firsts.iter().map(|(_, first)| (first.clone(), sheets.len())));
        let mut write = |sheet: &Drawing, (format, first): &(Format, PathBuf)| {
            let path = names.free(&sheet_path(first, sheet));
            output::write_made(&path, &self.draw(sheet, *format, language)?, language)?;
            Ok(path)
        };
        sheets.iter().map(|sheet| firsts.iter().map(|first| write(sheet, first)).collect()).collect()
    }

    /// The graphs that the arguments name.
    fn chosen<'a>(&self, opened: &'a Opened) -> Result<Vec<&'a Process>, Failure> {
        chosen::chosen(opened, self.procedure.as_deref(), self.variant.as_deref())
    }

    /// The formats asked for, or the one that the file's name ends in.
    fn formats(&self, language: Language) -> Result<Vec<Format>, Failure> {
        let (true, Some(path)) = (self.format.is_empty(), &self.output) else {
            let usual = if self.no_positions { vec![Format::Dot] } else { vec![Format::Svg, Format::Dot] };
            return Ok(if self.format.is_empty() { usual } else { self.format.clone() });
        };
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        let known = Format::value_variants().iter().find(|format| Some(format.extension()) == extension.as_deref());
        known.map(|format| vec![*format]).ok_or_else(|| {
            let path = path.display();
            Failure::usage(say!(
                language,
                "{path}: назовите файл .svg, .dot, .png или .pdf или укажите --format",
                "{path}: файлды .svg, .dot, .png немесе .pdf деп атаңыз не --format көрсетіңіз",
                "{path}: name it .svg, .dot, .png or .pdf, or say --format"
            ))
        })
    }

    fn draw(&self, drawing: &Drawing, format: Format, language: Language) -> Result<Vec<u8>, Failure> {
        match format {
            Format::Svg => Ok(render::svg(drawing).into_bytes()),
            Format::Dot if self.no_positions => Ok(render::loose_dot(drawing).into_bytes()),
            Format::Dot => Ok(render::dot(drawing).into_bytes()),
            Format::Png => graphviz(&render::dot(drawing), &["-Tpng", &format!("-Gdpi={}", self.dpi)], language),
            Format::Pdf => graphviz(&render::dot(drawing), &["-Tpdf"], language),
        }
    }
}

/// Has Graphviz draw a graph whose positions are given.
fn graphviz(dot: &str, arguments: &[&str], language: Language) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new("dot");
    command.arg("-Knop2").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| no_graphviz(&error, language))?;
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

fn no_graphviz(error: &std::io::Error, language: Language) -> Failure {
    if error.kind() != std::io::ErrorKind::NotFound {
        return Failure::usage(format!("dot: {error}"));
    }
    Failure::usage(say!(
        language,
        "PNG и PDF рисует Graphviz, а программы dot нет. Установите её: apt install graphviz, brew install graphviz или winget install graphviz; SVG и DOT рисуются и без неё",
        "PNG мен PDF-ті Graphviz салады, бірақ dot бағдарламасы жоқ. Оны орнатыңыз: apt install graphviz, brew install graphviz немесе winget install graphviz; SVG мен DOT онсыз да салынады",
        "PNG and PDF are drawn by Graphviz, and there is no program dot. Install it: apt install graphviz, brew install graphviz or winget install graphviz; SVG and DOT need nothing"
    ))
}

fn only_dot(language: Language) -> String {
    say!(
        language,
        "--no-positions относится только к DOT: укажите один --format dot, без других форматов",
        "--no-positions тек DOT-қа қатысты: басқа форматсыз, бір ғана --format dot көрсетіңіз",
        "--no-positions is about DOT alone: say --format dot and no other format"
    )
}

fn one_act_only(language: Language) -> String {
    say!(
        language,
        "-o, --procedure, --variant и --no-positions относятся к одному регламенту, а указана папка: назовите один файл .reg",
        "-o, --procedure, --variant және --no-positions бір регламентке қатысты, ал қалта көрсетілген: бір .reg файлын атаңыз",
        "-o, --procedure, --variant and --no-positions are about one regulation, and this is a folder: name one .reg file"
    )
}

fn one_file_only(opened: &Opened, count: usize) -> String {
    say!(
        opened.language,
        "в один файл помещается одна схема, а их {count}: укажите --procedure (и --variant, --style)",
        "бір файлға бір сызба сыяды, ал олар {count}: --procedure (және --variant, --style) көрсетіңіз",
        "one file holds one drawing, and there are {count}: name --procedure (and --variant, --style)"
    )
}

fn one_format_only(language: Language) -> String {
    say!(
        language,
        "один файл пишется в одном формате: укажите один --format или папку --out вместо -o",
        "бір файл бір форматта жазылады: бір --format немесе -o орнына --out қалтасын көрсетіңіз",
        "one file has one format: say one --format, or a folder, --out, instead of -o"
    )
}

/// The names of one run. Those of procedures and variants are joined with the hyphen that they may have
/// themselves, so that two drawings could come to one name.
#[derive(Default)]
struct Names {
    /// On some disks letter case tells no names apart, so these have none.
    taken: HashSet<String>,
    /// The first sheet of each annex, and how many it has.
    annexes: Vec<(PathBuf, usize)>,
}

impl Names {
    /// The path itself, or where that is taken the path with a number: `act-a-b_2.svg`.
    fn free(&mut self, path: &Path) -> PathBuf {
        let (mut free, mut number) = (path.to_owned(), 1);
        while !self.taken.insert(small(&free)) {
            number += 1;
            free = with_suffix(path, &format!("_{number}"));
        }
        free
    }

    /// Tells of sheets that an earlier, longer drawing has left behind: they look as if they belonged to it.
    fn tell_stale(&self, language: Language) -> Result<(), Failure> {
        let stale = self.annexes.iter().filter_map(|(first, count)| {
            let later = (count + 1..).map(|number| with_suffix(first, &format!("-{number}")));
            let stale: Vec<_> = later.take_while(|path| path.is_file() && !self.taken.contains(&small(path))).collect();
            let (next, last) = (stale.first()?.display(), stale.last()?.display());
            Some(if stale.len() == 1 { next.to_string() } else { format!("{next} – {last}") })
        });
        let stale: Vec<_> = stale.collect();
        if stale.is_empty() {
            return Ok(());
        }
        let stale = stale.join(", ");
        output::print_error(&say!(
            language,
            "остались листы прежних рисунков, удалите их: {stale}\n",
            "бұрынғы суреттердің парақтары қалды, оларды жойыңыз: {stale}\n",
            "sheets of earlier drawings are left, remove them: {stale}\n"
        ))
    }
}

fn small(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

/// Where a sheet goes: the first has the name that was asked for, further ones have their number behind it,
/// as `annex-2.svg`.
fn sheet_path(path: &Path, sheet: &Drawing) -> PathBuf {
    let number = sheet.sheet.map(|(number, _)| number).filter(|number| *number > 1);
    number.map_or_else(|| path.to_owned(), |number| with_suffix(path, &format!("-{number}")))
}

/// A path whose name has something more before its extension.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_stem().map(ToOwned::to_owned).unwrap_or_default();
    name.push(suffix);
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

/// `medical-выдача.svg`, `medical-портал-дубликат.svg`; a procedure drawn in several styles has the
/// style at the end.
fn file_name(spec: &Path, set: &ProcessSet, (process, style): (&Process, DiagramStyle), format: Format) -> String {
    let stem = spec.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let variant = process.variant.and_then(|variant| set.head.variant(variant));
    let variant = variant.map(|variant| format!("-{}", variant.id)).unwrap_or_default();
    let style = match style {
        _ if render::styles(process).len() < 2 => "",
        DiagramStyle::Flowchart => "-flowchart",
        DiagramStyle::Interaction => "-interaction",
        DiagramStyle::Swimlanes => "-swimlanes",
    };
    format!("{stem}-{}{variant}{style}.{}", process.procedure, format.extension())
}
