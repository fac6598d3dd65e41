//! PNG and PDF, which Graphviz draws. Without its program `dot` the tests say so and pass, unless
//! `REGC_REQUIRE_DOT` is set, as in CI.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const EXAMPLE: &str = "tests/fixtures/readme/archive.reg";

fn render(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_regc"));
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLE);
    command.arg("render").arg(example).args(["--procedure", "выдача"]).args(arguments).current_dir(folder);
    command
}

/// Whether there is a `dot`; where there is none, it is an error if one is asked for.
fn has_dot() -> bool {
    if Command::new("dot").arg("-V").output().is_ok() {
        return true;
    }
    assert!(std::env::var_os("REGC_REQUIRE_DOT").is_none(), "REGC_REQUIRE_DOT is set, and there is no dot");
    eprintln!("skipped: no dot (Graphviz) on this machine; set REGC_REQUIRE_DOT to insist");
    false
}

/// Draws the example with `dot`; nothing where there is none and none is asked for.
fn drawn(file: &str) -> Option<Vec<u8>> {
    if !has_dot() {
        return None;
    }
    let folder = TempDir::new().unwrap();
    let Output { status, stderr, .. } = render(&["-o", file], folder.path()).output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    Some(fs::read(folder.path().join(file)).unwrap())
}

/// Width and height stand as big-endian words after the signature and the IHDR chunk's head.
#[test]
fn png_is_a_picture_of_an_a4_page() {
    let Some(png) = drawn("example.png") else { return };
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let word = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    let (width, height) = (f64::from(word(16)), f64::from(word(20)));
    assert!((height / width - 297.0 / 210.0).abs() < 0.01, "{width} × {height}");
}

/// At 72 dots an inch a picture has as many dots as its sheet has points, whatever is written on it: the note under
/// the legend of a directory is nearly as wide as the sheet.
#[test]
fn sheets_are_as_large_as_those_of_the_svg() {
    if !has_dot() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let act = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/zhambyl-2015-173/medical.reg");
    let mut command = Command::new(env!("CARGO_BIN_EXE_regc"));
    command.arg("render").arg(act).args(["--format", "svg,png", "--style", "swimlanes", "--dpi", "72", "--out", "."]);
    assert!(command.current_dir(folder.path()).output().unwrap().status.success());
    let mut sheets = 0;
    for svg in fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()) {
        if svg.extension().is_none_or(|extension| extension != "svg") {
            continue;
        }
        let png = fs::read(svg.with_extension("png")).unwrap();
        let svg = fs::read_to_string(svg).unwrap();
        let size = svg.split_once("viewBox=\"0 0 ").unwrap().1.split('"').next().unwrap();
        let size: Vec<f64> = size.split(' ').map(|number| number.parse().unwrap()).collect();
        let word = |at: usize| f64::from(u32::from_be_bytes(png[at..at + 4].try_into().unwrap()));
        assert!((word(16) - size[0]).abs() <= 1.0 && (word(20) - size[1]).abs() <= 1.0, "{size:?}");
        sheets += 1;
    }
    assert!(sheets >= 6, "{sheets}");
}

/// An A4 page is 210 mm, hence 8.27 inches wide.
#[test]
fn png_has_as_many_dots_an_inch_as_asked_for() {
    if !has_dot() {
        return;
    }
    let folder = TempDir::new().unwrap();
    assert!(render(&["-o", "example.png", "--dpi", "50"], folder.path()).output().unwrap().status.success());
    let png = fs::read(folder.path().join("example.png")).unwrap();
    let width = u32::from_be_bytes(png[16..20].try_into().unwrap());
    assert!(width.abs_diff(413) <= 2, "{width}");
}

#[test]
fn pdf_is_an_a4_page() {
    let Some(pdf) = drawn("example.pdf") else { return };
    assert!(pdf.starts_with(b"%PDF-"));
    let text = String::from_utf8_lossy(&pdf);
    let Some((_, rest)) = text.split_once("/MediaBox") else {
        eprintln!("the page's size stands in a compressed stream of this PDF");
        return;
    };
    let size = rest.split(['[', ']']).nth(1).unwrap();
    let size: Vec<f64> = size.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let wanted = [0.0, 0.0, 595.28, 841.89];
    assert!(size.len() == 4 && size.iter().zip(wanted).all(|(size, wanted)| (size - wanted).abs() < 1.0), "{size:?}");
}

/// An empty `PATH` is a machine without Graphviz.
#[test]
fn without_dot_the_message_says_how_to_install_it_and_nothing_is_written() {
    for format in ["png", "pdf"] {
        let folder = TempDir::new().unwrap();
        let nothing = TempDir::new().unwrap();
        let file = format!("example.{format}");
        let output = render(&["-o", &file], folder.path()).env("PATH", nothing.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
        assert!(String::from_utf8(output.stderr).unwrap().contains("apt install graphviz"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn svg_and_dot_need_no_dot() {
    let folder = TempDir::new().unwrap();
    let nothing = TempDir::new().unwrap();
    let output = render(&["--format", "svg,dot"], folder.path()).env("PATH", nothing.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 2);
    assert_eq!(fs::read_dir(folder.path().join("out")).unwrap().count(), 2);
}
