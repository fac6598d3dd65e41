//! All annexes of all acts of a folder, and a page that shows them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{Format, Names, Render, file_name, one_act_only};
use crate::cli::output::{self, Exit, Failure};
use crate::cli::progress::{Doing, Progress};
use crate::cli::{check, files, load};
use crate::graph::ProcessSet;
use crate::language::Language;
use crate::render::{self, Picture, Section};
use crate::report::message::say;
use crate::words;

/// A regulation of the folder, and where its drawings go.
struct Act<'a> {
    spec: &'a Path,
    /// The folder of its drawings, relative to that of the page.
    place: PathBuf,
    set: &'a ProcessSet,
}

/// Draws every regulation of the folder that the command line names.
pub(super) fn run(command: &Render) -> Result<Exit, Failure> {
    let asked = command.shared.language();
    let paths = files::reg_files(&command.file, asked.unwrap_or_default())?;
    let mut loaded = load::all(&paths, asked.unwrap_or_default())?;
    let language = asked.unwrap_or_else(|| loaded.common_language());
    if let Some(failure) = loaded.unreadable.pop() {
        return Err(failure);
    }
    if let Some(errors) = check::errors(&loaded.program, &command.shared) {
        output::print_error(&errors)?;
        return Ok(Exit::Findings);
    }
    let units = loaded.named.iter().zip(&loaded.paths);
    let acts: Vec<Act<'_>> = units
        .filter_map(|(source, path)| {
            let unit = loaded.program.unit(*source).filter(|unit| unit.declares_regulation)?;
            let folder = path.strip_prefix(&command.file).ok().and_then(Path::parent).map(Path::to_owned);
            Some(Act { spec: path, place: folder.unwrap_or_default(), set: unit.processes.as_deref()? })
        })
        .collect();
    draw_all(command, &acts, language)
}

fn draw_all(command: &Render, acts: &[Act<'_>], language: Language) -> Result<Exit, Failure> {
    let formats = if command.format.is_empty() { vec![Format::Svg] } else { command.format.clone() };
    if command.no_positions {
        return Err(Failure::usage(one_act_only(language)));
    }
    let count = acts.iter().map(|act| command.annexes(&act.set.processes).len()).sum();
    if count == 0 {
        let folder = command.file.display();
        return Err(Failure::usage(say!(
            language,
            "в папке {folder} нечего рисовать",
            "{folder} қалтасында салатын ештеңе жоқ",
            "nothing to draw in {folder}"
        )));
    }
    let (mut progress, mut names) = (Progress::new(language), Names::default());
    let (mut written, mut done, mut sections) = (String::new(), 0, Vec::new());
    for act in acts {
        let mut section = section(act.set);
        for (process, style) in command.annexes(&act.set.processes) {
            let first =
                |format| command.out.join(&act.place).join(file_name(act.spec, act.set, (process, style), format));
            let firsts: Vec<_> = formats.iter().map(|format| (*format, first(*format))).collect();
            let sheets = command.sheets(act.set, process, style);
            for (sheet, paths) in sheets.iter().zip(command.write(&sheets, &firsts, &mut names, language)?) {
                let mut files = Vec::new();
                for path in paths {
                    files.push(slashed(path.strip_prefix(&command.out).unwrap_or(&path)));
                    // Writing to a string cannot fail.
                    let _ = writeln!(written, "{}", path.display());
                }
                let name = render::annex_name(act.set, process, style);
                section.pictures.push(Picture { title: sheet.title.clone(), name, files });
            }
            done += 1;
            progress.show(Doing::Drawing, done, Some(count));
        }
        sections.push(section);
    }
    drop(progress);
    let page = command.out.join("index.html");
    output::write_made(&page, render::index(language, &sections).as_bytes(), language)?;
    output::print(&format!("{written}{}\n", page.display()))?;
    names.tell_stale(language)?;
    Ok(Exit::Clean)
}

fn section(set: &ProcessSet) -> Section {
    let head = &set.head;
    let act = head.act.as_ref().map(|act| {
        let (title, number, date) = (&act.title, &act.number, words::long_date(act.date, head.language));
        say!(
            head.language,
            "{title} от {date} № {number}",
            "{title}, {date} № {number}",
            "{title} of {date} No {number}"
        )
    });
    Section { title: head.title.clone(), act: act.unwrap_or_default(), language: head.language, pictures: Vec::new() }
}

/// A relative path as a link has it.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
