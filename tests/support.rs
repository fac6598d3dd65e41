//! What several topics need: the program, its files, and files compiled without it.

use std::path::{Path, PathBuf};
use std::{env, fs};

use assert_cmd::Command;
use proptest::test_runner::{Config as ProptestConfig, RngSeed};
use regc::program::{ParsedFile, Program};
use regc::source::{SourceFile, Sources};

/// The package's folder; every path that the tests name is relative to it.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the package.
pub fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A committed file is what is made now; `REGC_BLESS=1 cargo test TOPIC` writes it.
pub fn same_or_blessed(path: &str, wanted: &str, topic: &str) {
    let file = root().join(path);
    if env::var_os("REGC_BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, wanted).unwrap();
    }
    assert!(read(path) == wanted, "{path} is not what regc makes now: REGC_BLESS=1 cargo test {topic}");
}

/// The files of a folder of the package with this extension, sorted.
pub fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|one| one == extension)).collect();
    files.sort();
    assert!(!files.is_empty(), "no .{extension} in {folder}");
    files
}

/// Every file of the transcribed acts, cases included.
pub fn specs() -> Vec<PathBuf> {
    ["specs/vko-2014-70", "specs/zhambyl-2015-173", "specs/calendars"]
        .into_iter()
        .flat_map(|folder| files(folder, "reg"))
        .collect()
}

/// How a test draws its cases: the same ones every time, so that a change is judged by what it changes.
///
/// Others are drawn, and more of them, with `PROPTEST_RNG_SEED` and `PROPTEST_CASES` set; see `tests/README.md`.
pub fn random(cases: u32) -> ProptestConfig {
    let stated = ProptestConfig::default();
    ProptestConfig {
        cases: env::var("PROPTEST_CASES").map_or(cases, |_| stated.cases),
        rng_seed: match stated.rng_seed {
            RngSeed::Random => RngSeed::Fixed(1),
            fixed @ RngSeed::Fixed(_) => fixed,
        },
        failure_persistence: None,
        ..stated
    }
}

/// The program, in a folder, with nothing of the environment that it looks at.
pub fn regc_in(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("regc").unwrap();
    command.current_dir(folder).env_remove("COLUMNS").env_remove("NO_COLOR");
    command
}

/// The program in the package's folder.
pub fn regc() -> Command {
    regc_in(root())
}

/// What a run of the program left behind.
pub struct Output {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs the program to its end.
pub fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    Output {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Compiles texts, each of which uses those before it; the last is the one of interest.
pub fn compile(texts: &[&str]) -> Program {
    let mut sources = Sources::default();
    let mut files: Vec<ParsedFile> = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let source = sources.add(SourceFile::new(format!("{index}.reg"), (*text).to_owned()));
        let mut file = ParsedFile::parse(source, sources.get(source).unwrap());
        file.uses = (0..files.len()).collect();
        files.push(file);
    }
    Program::compile(sources, files)
}
