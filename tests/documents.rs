//! Documents as the tests read them: their fenced blocks, and what a console block would show now.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// A fenced block of a document: the line it begins at, what it is marked with, and its text.
pub struct Block {
    pub line: usize,
    pub language: String,
    pub text: String,
}

/// The blocks of a text, in its order.
pub fn fenced(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let block = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```");
            let text = block.fold(String::new(), |text, line| text + line + "\n");
            found.push(Block { line: number + 1, language: language.to_owned(), text });
        }
    }
    found
}

/// Runs `regc …` in a folder: everything it prints, and its exit code.
pub fn regc(arguments: &[String], folder: &Path) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_regc"));
    command.args(arguments).current_dir(folder).env_remove("COLUMNS").env_remove("NO_COLOR");
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (text, output.status.code().unwrap())
}

/// The words of a command line; quotation marks of both kinds hold words together.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote) = (None::<String>, None);
    for letter in line.chars() {
        match (letter, quote) {
            ('"' | '\'', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (_, Some(open)) if open == letter => quote = None,
            (' ', None) => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// What a console block would show now.
pub fn played(block: &str, folder: &Path) -> String {
    let (mut shown, mut code) = (String::new(), 0);
    for line in block.lines().filter(|line| line.starts_with("$ ")) {
        shown.extend([line, "\n"]);
        let words = words(&line[2..]);
        match words.first().map(String::as_str) {
            Some("regc") => {
                let (text, exit) = regc(&words[1..], folder);
                code = exit;
                shown += &text;
            }
            _ if line == "$ echo $?" => writeln!(shown, "{code}").unwrap(),
            _ => panic!("a console block runs regc only: {line}"),
        }
    }
    shown
}
