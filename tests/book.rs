//! The book in `docs/`: the tutorial is followed to the letter, every page is in the list of contents, every link leads
//! somewhere, and the pages that are made are those that would be made now.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use regc::language::Language;
use regc::rule::RULES;
use tempfile::TempDir;

use crate::documents::{fenced, played, regc, words};
use crate::support::{read, root, same_or_blessed};

/// The book's list of contents.
const SUMMARY: &str = "docs/SUMMARY.md";

/// A page of the tutorial, the file that its reader writes, and the command that draws its last picture.
const TUTORIALS: [(&str, &str, &str); 2] = [
    ("ru", "парк.reg", "render парк.reg --procedure выдача -o drawn.svg"),
    ("en", "park.reg", "render park.reg --procedure issue -o drawn.svg"),
];

/// Every Markdown file below a folder of the package, by its path in the package.
fn pages(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|one| one == "md") {
                found.push(path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

// ---- The tutorial

/// What a reader who does as the page says has at the end: the page with what is printed now, and the folder.
fn followed(page: &str, file: &str) -> (String, TempDir) {
    let text = read(page);
    let folder = TempDir::new().unwrap();
    let mut made = text.clone();
    let mut new_lines = String::new();
    let mut seen = BTreeSet::new();
    for block in fenced(&text) {
        let place = format!("{page}:{}", block.line);
        seen.insert(block.language.clone());
        match block.language.as_str() {
            "text" => new_lines = block.text,
            "reg" => {
                // The file so far is what stood there before and what the reader is told to add, in a block or in words.
                let known = fs::read_to_string(folder.path().join(file)).unwrap_or_default();
                for line in block.text.lines() {
                    let stood = known.lines().chain(new_lines.lines()).any(|one| one == line);
                    let told = text.contains(&format!("`{}`", line.trim()));
                    assert!(line.is_empty() || stood || told, "{place}: {line}");
                }
                assert!(block.text.contains(&new_lines), "{place}: the new lines stand in the file");
                fs::write(folder.path().join(file), &block.text).unwrap();
            }
            "console" => {
                let shown = played(&block.text, folder.path());
                made = made.replacen(&format!("```console\n{}```", block.text), &format!("```console\n{shown}```"), 1);
            }
            other => panic!("{place}: a block of {other}"),
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["console", "reg", "text"]);
    (made, folder)
}

/// `REGC_BLESS=1 cargo test book` writes what is printed now.
#[test]
fn the_tutorial_is_true_to_the_letter() {
    for (language, file, draws) in TUTORIALS {
        let page = format!("docs/tutorial/{language}.md");
        let (made, folder) = followed(&page, file);
        for (line, (now, then)) in made.lines().zip(read(&page).lines()).enumerate() {
            assert!(now == then || std::env::var_os("REGC_BLESS").is_some(), "{page}:{}:\n{then}\n{now}", line + 1);
        }
        same_or_blessed(&page, &made, "book");

        assert_eq!(regc(&words(draws), folder.path()), ("drawn.svg\n".to_owned(), 0));
        let picture = fs::read_to_string(folder.path().join("drawn.svg")).unwrap();
        same_or_blessed(&format!("docs/tutorial/{language}.svg"), &picture, "book");
        assert!(made.contains(&format!("src=\"{language}.svg\"")), "{page} shows the picture");
    }
}

/// It leads to a file that is whole: nothing left to say of it, every branch walked, laid out as it should be.
#[test]
fn the_tutorial_ends_with_a_sound_file() {
    for (language, file, _) in TUTORIALS {
        let (_, folder) = followed(&format!("docs/tutorial/{language}.md"), file);
        for line in ["check FILE --deny warnings", "test FILE --coverage-min 100", "fmt --check FILE"] {
            let (text, code) = regc(&words(&line.replace("FILE", file)), folder.path());
            assert_eq!(code, 0, "{language}, {line}:\n{text}");
        }
    }
}

/// Both tell of the same regulation: step for step, and to the same graph.
#[test]
fn the_two_tutorials_go_the_same_way() {
    let shape = |language: &str| {
        let text = read(format!("docs/tutorial/{language}.md"));
        fenced(&text).into_iter().map(|block| (block.language, block.text.lines().count())).collect::<Vec<_>>()
    };
    let kinds = |language: &str| shape(language).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    assert_eq!(kinds("ru"), kinds("en"));
    let files = |language: &str| shape(language).into_iter().filter(|(kind, _)| kind == "reg").collect::<Vec<_>>();
    assert_eq!(files("ru"), files("en"), "the files have as many lines at each step");
}

// ---- The commands

/// `docs/cli.md`: what `--help` of each command prints.
fn commands() -> String {
    let mut text = String::from(
        "# Commands\n\nWhat `regc` and each of its commands say of themselves with `--help`. What scripts may depend on stands in the \
         `README.md`.\nMade by the program; to write it anew: `REGC_BLESS=1 cargo test book`.\n",
    );
    let help = |arguments: &[&str]| {
        let words: Vec<_> = arguments.iter().map(|word| (*word).to_owned()).collect();
        let (told, code) = regc(&words, root());
        assert_eq!(code, 0, "{arguments:?}");
        told.lines().fold(String::new(), |text, line| text + line.trim_end() + "\n")
    };
    let whole = help(&["--help"]);
    write!(text, "\n```text\n{whole}```\n").unwrap();
    let listed = whole.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    // A command stands two blanks deep; what is said of it goes on deeper.
    let names =
        listed.lines().filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    for name in names.filter(|name| *name != "help") {
        write!(text, "\n## regc {name}\n\n```text\n{}```\n", help(&[name, "--help"])).unwrap();
    }
    text
}

#[test]
fn the_page_of_commands_is_what_the_program_says() {
    same_or_blessed("docs/cli.md", &commands(), "book");
}

/// The examples of a help text as they would be typed, without what is said beside them or comes after a pipe.
fn examples(help: &str) -> Vec<String> {
    let joined = help.replace(" \\\n      ", " ");
    let lines = joined.lines().filter_map(|line| line.strip_prefix("  ").filter(|line| line.starts_with("regc ")));
    let typed = lines.map(|line| {
        let ends = ["   ", " | ", " > ", " >> ", " < "].into_iter().filter_map(|mark| line.find(mark));
        line.get(..ends.min().unwrap_or(line.len())).unwrap_or(line).to_owned()
    });
    typed.collect()
}

/// What an example says is understood: with `--help` behind it, the options before it are still held against those there are.
#[test]
fn every_command_shows_examples_that_are_understood() {
    let understood = |line: &str| regc(&words(&format!("{line} --help"))[1..], root()).1 == 0;
    assert!(!understood("regc check --no-such-option") && !understood("regc run x.reg --format no-such-format"));
    let text = commands();
    let mut sections = text.split("\n## ");
    let first = sections.next().unwrap();
    assert!(examples(first).len() > 3 && examples(first).iter().all(|line| understood(line)));
    for section in sections {
        let name = section.lines().next().unwrap();
        let examples = examples(section);
        assert!(!examples.is_empty(), "{name}");
        for line in examples {
            assert!(line.starts_with(name) && understood(&line), "{name}: {line}");
            for path in words(&line).iter().filter(|word| word.starts_with("specs")) {
                assert!(root().join(path).exists(), "{line}");
            }
        }
    }
}

/// No line of a help text is broken by the terminal in the midst of an example.
#[test]
fn examples_stand_on_lines_of_their_own() {
    let text = commands();
    let after: Vec<_> = text.split("Examples:\n").skip(1).filter_map(|rest| rest.split("\n\n").next()).collect();
    for line in after.iter().flat_map(|block| block.lines()).filter(|line| *line != "```") {
        assert!(line.starts_with("  regc ") || line.starts_with("      "), "{line}");
    }
}

// ---- The list of contents

/// The part of the list that is made: every rule in every language.
fn rules() -> String {
    let mut text = String::from("# Rules · Правила · Ережелер\n\n- [All rules](rules/README.md)\n");
    for (language, name) in [(Language::Ru, "Русский"), (Language::Kk, "Қазақша"), (Language::En, "English")]
    {
        write!(text, "\n# {name}\n\n").unwrap();
        for rule in RULES {
            let title = rule.page(language).map_or("", |page| page.title());
            writeln!(text, "- [{}. {title}](rules/{}/{}.md)", rule.code, language.code(), rule.code).unwrap();
        }
    }
    text
}

#[test]
fn the_list_of_contents_ends_with_every_rule() {
    let text = read(SUMMARY);
    let by_hand = text.split("# Rules ·").next().unwrap();
    same_or_blessed(SUMMARY, &(by_hand.to_owned() + &rules()), "book");
}

/// Only what stands in the list is part of the book.
#[test]
fn every_page_is_in_the_list_of_contents_once() {
    let mut listed = BTreeSet::new();
    for link in links(&read(SUMMARY)) {
        let page = format!("docs/{link}");
        assert!(listed.insert(page), "{link} twice");
    }
    let wanted: BTreeSet<_> = pages("docs").into_iter().filter(|page| page != SUMMARY).collect();
    assert_eq!(listed.symmetric_difference(&wanted).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// The list as mdBook reads it: titles of parts, and entries of one link each.
#[test]
fn the_list_of_contents_is_one_that_mdbook_reads() {
    for (number, line) in read(SUMMARY).lines().enumerate() {
        let entry = line.strip_prefix("- ").unwrap_or(line);
        let link = entry.starts_with('[') && entry.ends_with(".md)") && entry.matches("](").count() == 1;
        assert!(line.is_empty() || line.starts_with("# ") || link, "{SUMMARY}:{}: {line}", number + 1);
    }
    assert!(read("docs/book.toml").lines().any(|line| line == "src = \".\""));
}

// ---- Links

/// A text without its fenced blocks and code spans, in which nothing is a link.
fn prose(text: &str) -> String {
    let (mut kept, mut inside) = (String::new(), false);
    for line in text.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if !inside {
            // Every other part between backticks is code.
            kept.extend(line.split('`').step_by(2));
            kept.push('\n');
        }
    }
    kept
}

/// What a text links to or shows.
fn links(text: &str) -> Vec<String> {
    let prose = prose(text);
    let behind = |mark: &'static str, end: char| {
        prose.split(mark).skip(1).filter_map(move |rest| Some(rest.split_once(end)?.0.to_owned())).collect::<Vec<_>>()
    };
    [behind("](", ')'), behind("src=\"", '"'), behind("href=\"", '"')].concat()
}

/// The name under which a heading is linked to.
fn anchor(heading: &str) -> String {
    let letters = heading.trim().to_lowercase().replace(' ', "-");
    letters.chars().filter(|letter| letter.is_alphanumeric() || "-_".contains(*letter)).collect()
}

/// The anchors of a page.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = prose_with_code(text).into_iter().filter(|line| line.starts_with('#'));
    headings.map(|line| anchor(line.trim_start_matches('#'))).collect()
}

/// The lines outside of fenced blocks, code spans kept: headings may hold some.
fn prose_with_code(text: &str) -> Vec<String> {
    let mut inside = false;
    let mut kept = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if !inside {
            kept.push(line.to_owned());
        }
    }
    kept
}

/// What is wrong with a link of a page.
fn broken(page: &str, link: &str) -> Option<String> {
    if ["http://", "https://", "mailto:"].iter().any(|start| link.starts_with(start)) {
        return None;
    }
    let (path, name) = link.split_once('#').unwrap_or((link, ""));
    let folder = Path::new(page).parent().unwrap_or(Path::new(""));
    let target: PathBuf = if path.is_empty() { root().join(page) } else { root().join(folder).join(path) };
    if !target.exists() {
        return Some(format!("{page}: {link}: no such file"));
    }
    let known = name.is_empty() || anchors(&fs::read_to_string(&target).unwrap()).contains(name);
    (!known).then(|| format!("{page}: {link}: no such heading"))
}

/// A reader of the built book has nothing else.
#[test]
fn no_page_of_the_book_links_out_of_it() {
    for page in pages("docs") {
        for link in links(&read(&page)).into_iter().filter(|link| !link.contains("://")) {
            let depth = page.split('/').count() - 2;
            assert!(link.matches("../").count() <= depth, "{page}: {link}");
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let others = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "tests/README.md", "editors/vscode/README.md"];
    let pages: Vec<_> = pages("docs").into_iter().chain(others.map(str::to_owned)).collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for page in &pages {
        for link in links(&read(page)) {
            count += 1;
            wrong.extend(broken(page, &link));
        }
    }
    assert!(count > 500, "{count} links");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
