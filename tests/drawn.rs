//! Annexes on the command line: which are drawn, where they go, and the page that shows them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use regc::model::DiagramStyle;
use regc::render::{self, Lane, Symbol};
use roxmltree::Document;
use tempfile::TempDir;

use crate::support::{compile, read};

fn rendered(arguments: &[&str], folder: &Path) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_regc"));
    command.arg("render").arg(root.join(arguments[0])).args(&arguments[1..]).current_dir(folder).output().unwrap()
}

/// The names that were printed.
fn printed(output: &Output) -> Vec<String> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap().lines().map(str::to_owned).collect()
}

/// Counted in the texts: in the act of 2014 two regulations with 3 block schemes and 2 diagrams for 3 kinds
/// of the service each, one with 3 and 1; in that of 2015 two with 3 directories and 2 diagrams for 3 kinds.
#[test]
fn a_folder_is_drawn_whole_and_its_page_shows_every_annex() {
    let folder = TempDir::new().unwrap();
    let names = printed(&rendered(&["specs", "--out", "annexes"], folder.path()));
    let (page, pictures) = names.split_last().unwrap();
    assert_eq!(page, "annexes/index.html");
    let html = fs::read_to_string(folder.path().join(page)).unwrap();
    assert!(!html.contains("http"), "the page needs no network");
    assert_eq!(pictures.len(), 2 * (3 + 2 * 3) + (3 + 3) + 2 * (3 + 2) * 3);
    assert_eq!(html.matches("<img ").count(), pictures.len());
    for title in ["Приложение 4", "1-қосымша", "3 В-қосымша"] {
        assert!(html.contains(title), "{title}");
    }
    for picture in pictures {
        let text = fs::read_to_string(folder.path().join(picture)).unwrap();
        Document::parse(&text).unwrap_or_else(|error| panic!("{picture}: {error}"));
    }
}

/// The words over the picture tell the styles apart.
#[test]
fn a_style_is_that_of_the_annex_unless_another_is_asked_for() {
    let folder = TempDir::new().unwrap();
    let file = "specs/vko-2014-70/medical.reg";
    let drawn = |style: &str, procedure: &str| {
        let mut arguments = vec![file, "--procedure", procedure, "-o", "one.svg"];
        arguments.extend(["--style", style]);
        if procedure == "цон" {
            arguments.extend(["--variant", "выдача"]);
        }
        printed(&rendered(&arguments, folder.path()));
        fs::read_to_string(folder.path().join("one.svg")).unwrap()
    };
    assert!(drawn("auto", "выдача").contains("Блок-схема"));
    assert!(drawn("auto", "цон").contains("Диаграмма № 1 функционального взаимодействия"));
    assert!(drawn("swimlanes", "цон").contains("Справочник бизнес-процессов"));
}

/// The picture says what it is without being seen: its title and that of every box, its language, and
/// ids that are names of the model.
#[test]
fn a_picture_can_be_read_without_being_seen() {
    let folder = TempDir::new().unwrap();
    printed(&rendered(&["specs/vko-2014-70/medical.reg", "--procedure", "выдача", "-o", "one.svg"], folder.path()));
    let text = fs::read_to_string(folder.path().join("one.svg")).unwrap();
    let svg = Document::parse(&text).unwrap();
    assert_eq!(svg.root_element().attribute("lang"), Some("ru"));
    let shape = svg.descendants().find(|node| node.attribute("id") == Some("condition-1")).unwrap();
    let title = shape.children().find(|node| node.has_tag_name("title")).unwrap().text().unwrap();
    assert!(title.contains("Пакет полный?") && title.contains("п. "), "{title}");
    assert!(text.contains("@font-face") && !text.contains("http://fonts"));
}

#[test]
fn a_folder_takes_no_option_of_one_act() {
    let folder = TempDir::new().unwrap();
    let output = rendered(&["specs", "-o", "one.svg"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// The office's work is done by the office, though the centre's flow has the applicant take a receipt before it.
#[test]
fn a_called_procedure_stands_in_the_lane_of_the_provider() {
    let (calendar, act) = (read("specs/calendars/kz.reg"), read("specs/zhambyl-2015-173/medical.reg"));
    let program = compile(&[&calendar, &act]);
    let set = program.units[1].processes.as_ref().unwrap();
    let centre = set.of_procedure("хқко-арқылы").next().unwrap();
    let drawing = render::annex(set, centre, DiagramStyle::Interaction);
    let call = drawing.shapes.iter().find(|shape| shape.symbol == Symbol::Call).unwrap();
    let holds = |lane: &&Lane| (lane.body.corner.y..lane.body.corner.y + lane.body.height).contains(&call.centre.y);
    assert_eq!(drawing.lanes.iter().find(holds).unwrap().title, "Қызметті беруші");
}

/// Graphviz measures a line by the font it finds; where it begins does not depend on that.
#[test]
fn a_line_that_begins_at_a_place_begins_there_in_dot_too() {
    let (calendar, act) = (read("specs/calendars/kz.reg"), read("specs/zhambyl-2015-173/medical.reg"));
    let program = compile(&[&calendar, &act]);
    let set = program.units[1].processes.as_ref().unwrap();
    let portal = set.of_procedure("портал-арқылы").next().unwrap();
    let drawing = render::annex(set, portal, DiagramStyle::Swimlanes);
    let caption = drawing.captions.iter().find(|line| line.text.starts_with("ҚФБ – ")).unwrap();
    let dot = render::dot(&drawing);
    let node = dot.lines().find(|line| line.contains("label=\"ҚФБ – ")).unwrap();
    let number = |key: &str| {
        let value = node.split(&format!("{key}=\"")).nth(1).unwrap();
        value.split(['"', ',']).next().unwrap().parse::<f64>().unwrap()
    };
    assert!(node.contains("\\l\"") && node.contains("shape=\"plaintext\""), "{node}");
    let left = number("pos") - number("width") * 72.0 / 2.0;
    assert!((left - caption.at.x).abs() < 0.1, "{left} {}", caption.at.x);
}

/// Sixty steps of one office after each other: more than an A3 sheet holds at a size that can be read.
fn long_act() -> String {
    let mut text = "reg 1 en\n\nregulation long «A long service»\nparticipant office «Office»\n\
                    outcome permit «Permit» positive\nprocedure issue «Issue»\n"
        .to_owned();
    for number in 1..=60 {
        writeln!(
            text,
            "  action {number} «Examination of the papers»\n    performed by: office\n    term: 1 working day"
        )
        .unwrap();
    }
    text + "  finish: permit\n"
}

/// The first sheet has the name asked for, so that what points to it stays true when the act grows.
#[test]
fn a_long_procedure_goes_on_to_further_sheets() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("acts")).unwrap();
    let file = folder.path().join("acts/long.reg");
    fs::write(&file, long_act()).unwrap();
    let file = file.to_str().unwrap();
    let names = printed(&rendered(&[file, "-o", "annex.svg"], folder.path()));
    assert!(names.len() > 1);
    let expected = (1..=names.len()).map(|number| match number {
        1 => "annex.svg".to_owned(),
        _ => format!("annex-{number}.svg"),
    });
    assert_eq!(names, expected.collect::<Vec<_>>());
    for (place, name) in names.iter().enumerate() {
        let svg = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(svg.contains(&format!("heet {} of {}", place + 1, names.len())), "{name}");
    }
    let names = printed(&rendered(&[folder.path().join("acts").to_str().unwrap(), "--out", "out"], folder.path()));
    let html = fs::read_to_string(folder.path().join("out/index.html")).unwrap();
    let (_, pictures) = names.split_last().unwrap();
    assert!(pictures.len() > 1);
    for picture in pictures {
        let name = picture.rsplit('/').next().unwrap();
        assert!(html.contains(&format!("<img src=\"./{name}\"")), "{name}");
    }
}

/// One file for Graphviz to lay out, and a word to those who ask the same of a picture.
#[test]
fn dot_may_go_without_places() {
    let folder = TempDir::new().unwrap();
    let act = ["specs/vko-2014-70/medical.reg", "--procedure", "выдача", "--no-positions"];
    let names = printed(&rendered(&[&act[..], &["-o", "one.dot"]].concat(), folder.path()));
    assert_eq!(names, ["one.dot"]);
    assert!(!fs::read_to_string(folder.path().join("one.dot")).unwrap().contains("pos="));
    let refused = rendered(&[&act[..], &["-o", "one.svg"]].concat(), folder.path());
    assert_eq!(refused.status.code(), Some(2));
    assert!(!folder.path().join("one.svg").exists());
}

#[test]
fn boxes_are_tinted_only_on_request() {
    let folder = TempDir::new().unwrap();
    let act = ["specs/vko-2014-70/medical.reg", "--procedure", "выдача", "-o", "one.svg"];
    let fills = |more: &[&str]| {
        printed(&rendered(&[&act[..], more].concat(), folder.path()));
        let text = fs::read_to_string(folder.path().join("one.svg")).unwrap();
        let svg = Document::parse(&text).unwrap();
        svg.descendants().filter_map(|node| node.attribute("fill")).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let plain = fills(&[]);
    let tinted = fills(&["--tint"]);
    assert!(plain.iter().all(|fill| ["#fff", "none", "#000", "#eee"].contains(&fill.as_str())), "{plain:?}");
    assert!(tinted.len() > plain.len() && plain.is_subset(&tinted), "{tinted:?}");
}

/// The way of a finding: where it says «action 2 → action 3 → action 2», those boxes are not grey.
#[test]
fn the_way_of_a_finding_is_drawn() {
    let folder = TempDir::new().unwrap();
    let text = "reg 1 en\nregulation circle «A service»\nparticipant office «Office»\noutcome permit «Permit» positive\n\
                procedure issue «Issue»\n  action 1 «One»\n    performed by: office\n  action 2 «Two»\n    \
                performed by: office\n  return to action 1, at most 2 times\n  action 3 «Three»\n    performed by: office\n  \
                finish: permit\n";
    fs::write(folder.path().join("circle.reg"), text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_regc"));
    command.args(["check", "circle.reg", "--format", "short", "--diagrams", "ways"]).current_dir(folder.path());
    let output = command.output().unwrap();
    let findings = String::from_utf8(output.stdout).unwrap();
    let written = String::from_utf8(output.stderr).unwrap();
    assert!(findings.contains("(way: ") || findings.contains("way:"), "{findings}");
    let name = written.lines().find(|line| line.contains(".svg")).unwrap();
    let text = fs::read_to_string(folder.path().join(name)).unwrap();
    let svg = Document::parse(&text).unwrap();
    let grey = ["action-1", "action-2", "action-3"].map(|id| is_grey(&svg, id));
    assert_eq!(grey, [false, false, true]);
}

/// Whether a shape does not lie on the way that stands out.
fn is_grey(svg: &Document<'_>, id: &str) -> bool {
    let shape = svg.descendants().find(|node| node.attribute("id") == Some(id)).unwrap();
    shape.ancestors().any(|node| node.attribute("opacity").is_some())
}

/// A limit that cannot be kept: two hours of work are to end within one.
#[test]
fn the_way_on_which_a_limit_is_overrun_is_drawn() {
    let folder = TempDir::new().unwrap();
    let text = "reg 1 en\nregulation late «A service»\n  calendar: c\nparticipant office «Office»\noutcome permit «Permit» positive\n\
                procedure issue «Issue»\n  overall term: 1 hour\n  action 1 «One»\n    performed by: office\n    term: 2 hours\n  \
                condition 1 «Short?»\n    checked by: office\n    yes: finish: permit\n    no: next\n  action 2 «Two»\n    \
                performed by: office\n    term: 2 hours\n  finish: permit\ncalendar c «C»\n  known years: 2014 to 2015\n  working hours: 09:00 to 18:00\n";
    fs::write(folder.path().join("late.reg"), text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_regc"));
    command.args(["check", "late.reg", "--format", "short", "--diagrams", "ways"]).current_dir(folder.path());
    let output = command.output().unwrap();
    let findings = String::from_utf8(output.stdout).unwrap();
    assert!(findings.contains("late.reg:7:3: R0421"), "{findings}");
    let svg = fs::read_to_string(folder.path().join("ways/late-7-R0421.svg")).unwrap();
    let svg = Document::parse(&svg).unwrap();
    assert_eq!(["action-1", "action-2"].map(|id| is_grey(&svg, id)), [false, false], "{findings}");
}

/// Titles that are meant to break something: long, without a blank, with quotation marks and markup, with signs
/// that no font has, from right to left.
#[test]
fn evil_titles_are_drawn_safely() {
    let titles = [
        "проверка полноты представленных документов ".repeat(12),
        "х".repeat(80),
        "\" onload=\"alert(1)\" 'x' \\N \\l \\".to_owned(),
        "<script>alert(1)</script> ]]> &amp; <!-- --> <b>".to_owned(),
        "😀👩‍👩‍👧‍👦🇰🇿 \u{200d}".to_owned(),
        "עברית العربية \u{202e}טקסט".to_owned(),
        "e\u{301}\u{301}\u{301}\u{301} \u{feff}zero".to_owned(),
    ];
    let folder = TempDir::new().unwrap();
    for (number, title) in titles.iter().enumerate() {
        let text = format!(
            "reg 1 ru\nрегламент т «{title}»\nучастник к «{title}»\nисход л «{title}» положительный\nисход о «{title}» \
             отрицательный\nпорядок выдача «{title}»\n  действие 1 «{title}»\n    исполнитель: к\n  условие 1 «{title}»\n    \
             нет: завершить: о\n    да: далее\n  завершить: л\n"
        );
        let file = folder.path().join(format!("act{number}.reg"));
        fs::write(&file, text).unwrap();
        let file = file.to_str().unwrap();
        for style in ["flowchart", "interaction", "swimlanes"] {
            let names =
                printed(&rendered(&[file, "--style", style, "--format", "svg,dot", "--out", "o"], folder.path()));
            for name in names {
                let text = fs::read_to_string(folder.path().join(&name)).unwrap();
                assert!(!text.contains("<script") && !text.contains("<b>") && !text.contains("<!--"), "{name}");
                if name.ends_with("svg") {
                    let svg = Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
                    assert!(svg.descendants().all(|node| node.attribute("onload").is_none()));
                    let whole: String = svg.descendants().filter_map(|node| node.text()).collect();
                    assert!(whole.contains(title.split_whitespace().next().unwrap()), "{name}");
                } else {
                    graphviz_rust::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
                }
            }
        }
    }
    let html = printed(&rendered(&[folder.path().to_str().unwrap(), "--out", "o"], folder.path()));
    let page = fs::read_to_string(folder.path().join(html.last().unwrap())).unwrap();
    assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains("alert(1)\""));
}

#[test]
fn an_unknown_style_and_a_folder_that_takes_no_files_are_refused() {
    let folder = TempDir::new().unwrap();
    let act = "specs/vko-2014-70/medical.reg";
    let unknown = rendered(&[act, "--style", "mindmap"], folder.path());
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("flowchart"));
    // A file stands where the folder should be: that nobody can write into, whatever his rights.
    fs::write(folder.path().join("taken"), "").unwrap();
    let refused = rendered(&[act, "--out", "taken"], folder.path());
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("taken"));
    assert_eq!(fs::read(folder.path().join("taken")).unwrap(), b"");
}
