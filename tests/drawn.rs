//! Annexes on the command line: which are drawn, where they go, and the page that shows them.

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
