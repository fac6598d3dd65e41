//! Annexes on the command line: which are drawn, where they go, and the page that shows them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use roxmltree::Document;
use tempfile::TempDir;

fn render(arguments: &[&str], folder: &Path) -> Output {
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
    let names = printed(&render(&["specs", "--out", "annexes"], folder.path()));
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
        printed(&render(&arguments, folder.path()));
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
    printed(&render(&["specs/vko-2014-70/medical.reg", "--procedure", "выдача", "-o", "one.svg"], folder.path()));
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
    let output = render(&["specs", "-o", "one.svg"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
