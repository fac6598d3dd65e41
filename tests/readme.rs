//! What the documents say is true: their commands print what they show, their examples check.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use regc::diagnostic::Severity;
use regc::keywords::{Position, TABLE};
use regc::language::Language;
use regc::rule::{Preset, RULES};
use tempfile::TempDir;

use crate::documents::{fenced, played, regc, words};
use crate::support::{files, read, root, same_or_blessed, specs};

/// A folder in which the documents' paths mean what they mean in the repository.
fn sandbox() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy(&root().join("specs"), &folder.path().join("specs"));
    copy(&root().join("tests/fixtures/readme"), &folder.path().join("tests/fixtures/readme"));
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, target) = entry.map(|entry| (entry.path(), to.join(entry.file_name()))).unwrap();
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// The blocks of a document that are marked with a language: the line they begin at, and their text.
fn blocks(document: &str, language: &str) -> Vec<(usize, String)> {
    let marked = fenced(&read(document)).into_iter().filter(|block| block.language == language);
    marked.map(|block| (block.line, block.text)).collect()
}

/// The documents whose examples are run: those at the top, and the pages of the book. The tutorial is followed by `book`.
fn documents() -> Vec<String> {
    let pages = files("docs", "md").into_iter().map(|path| path.strip_prefix(root()).unwrap().display().to_string());
    pages.chain(["README.md", "ARCHITECTURE.md"].map(str::to_owned)).collect()
}

/// `REGC_BLESS=1 cargo test readme` writes what they show now.
#[test]
fn every_console_block_prints_what_it_shows() {
    let folder = sandbox();
    for document in documents() {
        let mut text = read(&document);
        for (line, block) in blocks(&document, "console") {
            let now = played(&block, folder.path());
            text = text.replacen(&format!("```console\n{block}```"), &format!("```console\n{now}```"), 1);
            assert!(now == block || std::env::var_os("REGC_BLESS").is_some(), "{document}:{line}:\n{now}");
        }
        same_or_blessed(&document, &text, "readme");
    }
}

#[test]
fn every_regulation_in_a_document_checks_without_errors() {
    let folder = sandbox();
    let file = folder.path().join("tests/fixtures/readme/block.reg");
    let mut count = 0;
    for document in documents() {
        for (line, block) in blocks(&document, "reg") {
            fs::write(&file, block).unwrap();
            let (text, code) = regc(&["check".into(), file.display().to_string()], folder.path());
            assert_eq!(code, 0, "{document}:{line}:\n{text}");
            count += 1;
        }
    }
    assert!(count > 10, "{count} examples");
}

#[test]
fn the_readme_shows_the_committed_example() {
    let example = read("tests/fixtures/readme/archive.reg");
    assert!(blocks("README.md", "reg").iter().any(|(_, block)| *block == example));
    assert!(read("README.md").contains("src=\"tests/fixtures/readme/archive.svg\""));
}

/// `REGC_BLESS=1 cargo test readme` draws it anew.
#[test]
fn the_committed_picture_is_the_one_regc_draws() {
    let folder = sandbox();
    let line = "render tests/fixtures/readme/archive.reg --procedure выдача -o drawn.svg";
    assert_eq!(regc(&words(line), folder.path()), ("drawn.svg\n".to_owned(), 0));
    same_or_blessed(
        "tests/fixtures/readme/archive.svg",
        &fs::read_to_string(folder.path().join("drawn.svg")).unwrap(),
        "readme",
    );
}

/// Annexes of the acts in the styles that the example does not have.
#[test]
fn the_committed_annexes_are_those_regc_draws() {
    let folder = sandbox();
    let annexes = [
        ("specs/zhambyl-2015-173/medical.reg", "портал-арқылы", "беру", "interaction"),
        ("specs/zhambyl-2015-173/medical.reg", "портал-арқылы", "беру", "swimlanes"),
    ];
    for (file, procedure, variant, style) in annexes {
        let line = format!("render {file} --procedure {procedure} --variant {variant} --style {style} -o drawn.svg");
        assert_eq!(regc(&words(&line), folder.path()), ("drawn.svg\n".to_owned(), 0));
        let path = format!("tests/fixtures/readme/{style}.svg");
        assert!(read("README.md").contains(&path), "{path}");
        same_or_blessed(&path, &fs::read_to_string(folder.path().join("drawn.svg")).unwrap(), "readme");
    }
}

#[test]
fn the_keyword_reference_is_that_of_the_table() {
    same_or_blessed("docs/keywords.md", &keyword_reference(), "readme");
}

/// The newcomer's two commands are what CI runs, so they cannot go stale.
#[test]
fn the_two_commands_of_the_readme_are_run_by_ci() {
    let commands: Vec<_> = blocks("README.md", "bash").into_iter().map(|(_, block)| block).collect();
    let [job, tests] = commands.as_slice() else { panic!("two bash blocks, not {}", commands.len()) };
    assert!(commands.iter().all(|command| command.lines().count() == 1), "{commands:?}");
    assert!(job.starts_with("cargo ") && job.contains(" check specs ") && job.contains("-o out/"), "{job}");
    assert!(tests.starts_with("cargo test"), "{tests}");
    assert!(read(".ci/run").contains("README.md"), ".ci/run takes both commands from README.md");
}

/// The listing of the shipped procedures names each file and each procedure.
#[test]
fn the_readme_names_every_procedure() {
    let readme = read("README.md");
    let mut graphs = 0;
    for path in specs() {
        let file = path.strip_prefix(root()).unwrap().display().to_string();
        if file.ends_with(".cases.reg") || file.contains("calendars") {
            continue;
        }
        let (text, _) = regc(&["export".into(), file.clone()], root());
        let export: serde_json::Value = serde_json::from_str(&text).unwrap();
        for procedure in export["procedures"].as_array().unwrap() {
            let id = procedure["id"].as_str().unwrap();
            assert!(readme.contains(&format!("`{id}`")), "{file}: {id}");
            graphs += 1;
        }
        assert!(readme.contains(&format!("`{file}`")), "{file}");
    }
    assert!(readme.contains(&format!("{graphs} in all")), "{graphs} graphs");
}

/// `docs/rules/README.md`: every rule with its pages.
fn rule_index() -> String {
    let mut text = String::from(
        "# Rules\n\nWhat `regc check` holds files against. A rule that is an error cannot be set otherwise; how the others are set stands in \
         [ci.md](../ci.md).\nMade from the table in `src/rule.rs` and the pages; to write it anew: `REGC_BLESS=1 cargo test readme`.\n",
    );
    for preset in Preset::ALL {
        let _ =
            writeln!(text, "\n## {}\n\n| Code | | English | Русский | Қазақша |\n|---|---|---|---|---|", preset.word());
        for rule in RULES.iter().filter(|rule| rule.preset == preset) {
            let link = |language: Language| {
                let title = rule.page(language).map_or("", |page| page.title());
                format!("[{title}]({}/{}.md)", language.code(), rule.code)
            };
            let severity = match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let [en, ru, kk] = [Language::En, Language::Ru, Language::Kk].map(link);
            let _ = writeln!(text, "| {} | {severity} | {en} | {ru} | {kk} |", rule.code);
        }
    }
    text
}

#[test]
fn the_index_of_rules_is_that_of_the_table() {
    same_or_blessed("docs/rules/README.md", &rule_index(), "readme");
}

/// `docs/keywords.md`: the table of `src/keywords.rs` for people.
fn keyword_reference() -> String {
    let sections = [
        ("Words that begin a block", "`keyword id «title»`", [Position::Block, Position::BlockOrAttribute]),
        ("Words that begin an attribute", "`keyword: value`", [Position::Attribute, Position::BlockOrAttribute]),
        ("Step kinds", "with the act's number", [Position::Step; 2]),
        ("Other words that begin a line", "a line of their own", [Position::Line; 2]),
        ("Words within a line", "as written", [Position::Inside; 2]),
        ("Units and clauses", "a full stop may follow", [Position::Abbreviation; 2]),
    ];
    let mut text = String::from(
        "# Keywords\n\nEvery spelling the language knows; the first is the one `regc` itself writes. Letter case, `е` for `ё`, runs \
         of blanks and the kind of dash do not matter.\nMade from the table in `src/keywords.rs`; to write it anew: \
         `REGC_BLESS=1 cargo test readme`.\n",
    );
    for (title, note, positions) in sections {
        write!(text, "\n## {title}\n\nForm: {note}.\n\n| Russian | Kazakh | English |\n|---|---|---|\n").unwrap();
        for entry in TABLE.iter().filter(|entry| positions.contains(&entry.position)) {
            let cell = |language| entry.spellings(language).iter().map(|word| format!("`{word}`")).collect::<Vec<_>>();
            let cells = [Language::Ru, Language::Kk, Language::En].map(|language| cell(language).join(", "));
            writeln!(text, "| {} |", cells.join(" | ")).unwrap();
        }
    }
    text
}
