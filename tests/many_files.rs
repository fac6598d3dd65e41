//! Many files at once: each told as if it stood alone, whatever the number of workers, equal ones checked
//! once, and none kept longer than it is needed.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Weak};

use proptest::prelude::*;
use regc::batch::{self, Listed, Plan, Use, Work};
use regc::diagnostic::Unreadable;
use regc::digest::Digest;
use regc::program::{Checked, ParsedFile, Program, Unit};
use regc::report::{self, Finding};
use regc::source::{SourceFile, SourceId, Sources};
use regc::syntax;

use crate::support::{files, random, read, regc_in, run, specs};

/// A file: its name, its text, and the file that stands at each path it names.
#[derive(Debug, Clone)]
struct File {
    name: String,
    text: &'static str,
    uses: Vec<(&'static str, usize)>,
}

const CALENDAR: &str = "reg 1 en
calendar c «Five days»
  known years: 2015
  working hours: 09:00 to 18:00
";
const OTHER_CALENDAR: &str = "reg 1 en
calendar c «Five short days»
  known years: 2015
  working hours: 09:00 to 10:00
";
const BROKEN_CALENDAR: &str = "reg 1 en
calendar c «No hours»
  known years: 2015
  working ours: 09:00 to 18:00
";
/// By the calendar of short days the limit cannot be kept.
const ACT: &str = "reg 1 en
uses: «calendar»
regulation r «Permit»
  calendar: c
outcome permit «Permit»
procedure p «Issue»
  overall term: 5 working days from filing
  action 1 «Examination»
    term: 20 hours
    result: permit
";
const CASES: &str = "reg 1 en
uses: «act»
case «Complete»
  procedure: p
  filed: 2015-06-02 10:00
case «Of another procedure»
  procedure: q
  filed: 2015-06-02 10:00
";
const NONSENSE: &str = "reg 1 en
uses: «act»
nonsense
";
/// The texts, and the path that each names.
const TEXTS: [(&str, Option<&str>); 6] = [
    (CALENDAR, None),
    (OTHER_CALENDAR, None),
    (BROKEN_CALENDAR, None),
    (ACT, Some("calendar")),
    (CASES, Some("act")),
    (NONSENSE, Some("act")),
];

/// Tells the findings of files that are in memory, a line each.
struct Telling<'a> {
    files: &'a [File],
    /// How many files were looked into.
    checked: AtomicUsize,
    /// The compiled files that have been looked into.
    units: Mutex<Vec<Weak<Unit>>>,
    /// The most of them that were there when a file was told.
    most: AtomicUsize,
    /// A file that cannot be read when its turn comes.
    gone: Option<usize>,
}

impl<'a> Telling<'a> {
    fn new(files: &'a [File]) -> Self {
        let (checked, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Self { files, checked, units: Mutex::new(Vec::new()), most, gone: None }
    }

    fn told(&self, workers: usize) -> Vec<Result<String, Unreadable>> {
        let mut all = Vec::new();
        let taken: Result<(), ()> = batch::run(&plan(self.files), self, workers, |file, told| {
            assert_eq!(file, all.len(), "files are told in their order");
            all.push(told);
            Ok(())
        });
        assert_eq!(taken, Ok(()));
        all
    }
}

impl Work for Telling<'_> {
    type Found = Checked;
    type Told = String;

    fn read(&self, file: usize) -> Result<SourceFile, Unreadable> {
        if self.gone == Some(file) {
            return Err(Unreadable::NoSuchFile);
        }
        Ok(SourceFile::new(self.files[file].name.clone(), self.files[file].text.to_owned()))
    }

    fn check(&self, unit: &Arc<Unit>) -> Checked {
        self.checked.fetch_add(1, Ordering::SeqCst);
        self.units.lock().unwrap().push(Arc::downgrade(unit));
        unit.checked()
    }

    fn quotes(&self, checked: &Checked) -> bool {
        !checked.findings.is_empty()
    }

    fn tell(&self, _: usize, checked: &Checked, text: &Sources) -> String {
        let mut units = self.units.lock().unwrap();
        units.retain(|unit| unit.strong_count() > 0);
        self.most.fetch_max(units.len(), Ordering::SeqCst);
        short(checked, text)
    }
}

fn short(checked: &Checked, text: &Sources) -> String {
    let finding = |one| Finding::by_rule(one, checked.language, checked.language);
    report::short(&checked.findings.iter().map(finding).collect::<Vec<_>>(), text)
}

fn plan(files: &[File]) -> Plan {
    let listed = files.iter().map(|file| {
        let uses = file.uses.iter().map(|(path, used)| Use { path: (*path).to_owned(), file: Ok(*used) });
        Listed { digest: Digest::of(file.text), uses: uses.collect() }
    });
    Plan::new(listed.collect())
}

/// What is told of a file that is compiled with those it uses and no others.
fn alone(files: &[File], file: usize) -> String {
    fn add(files: &[File], file: usize, sources: &mut Sources, parsed: &mut Vec<ParsedFile>) -> usize {
        let uses = files[file].uses.iter().map(|(_, used)| add(files, *used, sources, parsed)).collect();
        let source = sources.add(SourceFile::new(files[file].name.clone(), files[file].text.to_owned()));
        let mut this = ParsedFile::parse(source, sources.get(source).unwrap());
        this.uses = uses;
        parsed.push(this);
        parsed.len() - 1
    }
    let (mut sources, mut parsed) = (Sources::default(), Vec::new());
    add(files, file, &mut sources, &mut parsed);
    let program = Program::compile(sources, parsed);
    short(&program.units.last().unwrap().checked(), &program.sources)
}

/// A calendar, an act and cases of it.
fn act(calendar: &'static str, number: usize) -> [File; 3] {
    let first = number * 3;
    let file = |kind, text, uses| File { name: format!("{number}/{kind}.reg"), text, uses };
    [
        file("act", ACT, vec![("calendar", first + 2)]),
        file("cases", CASES, vec![("act", first)]),
        file("kz", calendar, Vec::new()),
    ]
}

/// Files of the texts above; each names a file at random, of those before it or after it.
fn some_files() -> impl Strategy<Value = Vec<File>> {
    let file = (0..TEXTS.len(), any::<prop::sample::Index>());
    (prop::collection::vec(file, 1..40), any::<bool>()).prop_map(|(drawn, backwards)| {
        let count = drawn.len();
        let file = |(place, (text, used)): (usize, (usize, prop::sample::Index))| {
            let (text, path) = TEXTS[text];
            // Who may be named: never itself, nor anybody who may name it.
            let others = if backwards { 0..place } else { place + 1..count };
            let used = path.filter(|_| !others.is_empty()).map(|path| (path, others.start + used.index(others.len())));
            // The texts that name a file need one.
            let text = if used.is_none() { CALENDAR } else { text };
            File { name: format!("{place:02}.reg"), text, uses: used.into_iter().collect() }
        };
        drawn.into_iter().enumerate().map(file).collect()
    })
}

proptest! {
    #![proptest_config(random(60))]

    /// Nothing of what is shared between files shows.
    #[test]
    fn every_file_is_told_as_if_it_stood_alone(files in some_files(), workers in 1usize..9) {
        let told = Telling::new(&files).told(workers);
        let expected: Vec<_> = (0..files.len()).map(|file| Ok(alone(&files, file))).collect();
        prop_assert_eq!(told, expected);
    }
}

#[test]
fn the_same_is_told_whatever_the_number_of_workers() {
    let calendars = [CALENDAR, OTHER_CALENDAR, BROKEN_CALENDAR];
    let mut files: Vec<File> = (0..150).flat_map(|number| act(calendars[number % 3], number)).collect();
    // Two that use each other, and one that uses them.
    let circle = |name: &str, used| File { name: name.to_owned(), text: NONSENSE, uses: vec![("act", used)] };
    files.extend([circle("x", 451), circle("y", 450), circle("z", 451)]);
    let one = Telling::new(&files).told(1);
    for workers in [2, 3, 8, 32] {
        assert_eq!(Telling::new(&files).told(workers), one, "{workers} workers");
    }
    let cases = |problem: &str| one.iter().flatten().filter(|told| told.contains(problem)).count();
    assert_eq!([cases("R0421"), cases("R0501"), cases("R0101"), cases("R0002")], [50, 0, 150, 1]);
}

/// Each is told at its own place, and its command to repeat the worst case names its own file.
#[test]
fn equal_files_are_checked_once_and_each_is_told() {
    let files: Vec<File> = (0..50).flat_map(|number| act(OTHER_CALENDAR, number)).collect();
    let telling = Telling::new(&files);
    let told = telling.told(4);
    assert_eq!(telling.checked.load(Ordering::SeqCst), 3);
    for number in 0..50 {
        let act = told[number * 3].as_deref().unwrap();
        assert!(act.starts_with(&format!("{number}/act.reg:7:3: R0421: ")), "{act}");
        assert!(act.contains(&format!("regc run {number}/act.reg ")), "{act}");
    }
}

/// What a file means may depend on the files it uses.
#[test]
fn equal_texts_that_use_different_files_are_not_equal() {
    let files: Vec<File> = [CALENDAR, OTHER_CALENDAR].into_iter().enumerate().flat_map(|(n, c)| act(c, n)).collect();
    let told = Telling::new(&files).told(2);
    let late = |file: usize| told[file].as_ref().unwrap().contains("R0421");
    assert_eq!([late(0), late(3)], [false, true]);
}

/// Otherwise memory would grow with the number of files.
#[test]
fn a_file_is_let_go_when_nobody_uses_it_any_more() {
    // A line of its own makes each of the calendars, and so each of the acts, unlike the others.
    let calendars = (0..200).map(|number| &*format!("{CALENDAR}  holiday: 2015-01-01 «{number}»\n").leak());
    let files: Vec<File> = calendars.enumerate().flat_map(|(number, calendar)| act(calendar, number)).collect();
    let telling = Telling::new(&files);
    telling.told(1);
    assert_eq!(telling.checked.load(Ordering::SeqCst), 600);
    assert!(telling.most.load(Ordering::SeqCst) <= 3, "{:?}", telling.most);
}

#[test]
fn a_file_that_is_gone_when_its_turn_comes_is_told_so_and_who_uses_it_too() {
    let files: Vec<File> = (0..2).flat_map(|number| act(CALENDAR, number)).collect();
    for workers in [1, 4] {
        let told = Telling { gone: Some(2), ..Telling::new(&files) }.told(workers);
        assert_eq!(told[2], Err(Unreadable::NoSuchFile));
        assert!(told[0].as_ref().unwrap().contains("R0001"), "{told:?}");
    }
}

#[test]
fn the_files_that_a_file_uses_are_those_that_the_parser_finds() {
    let fixtures =
        ["tests/fixtures/check", "tests/fixtures/readme"].into_iter().flat_map(|folder| files(folder, "reg"));
    for path in fixtures.chain(specs()) {
        let source = SourceFile::new("a.reg", read(&path));
        let id = SourceId::default();
        assert_eq!(syntax::uses(&source, id), syntax::parse(&source, id).0.uses, "{}", path.display());
    }
}

// ---- Through the program

/// The findings of a run, as `file code`.
fn found(stdout: &str) -> Vec<String> {
    let finding = |line: &str| {
        let mut parts = line.split(": ");
        let file = parts.next().unwrap().split(':').next().unwrap().to_owned();
        format!("{file} {}", parts.next().unwrap())
    };
    stdout.lines().map(finding).collect()
}

#[test]
fn broken_files_among_many_are_told_in_the_order_of_names_and_the_others_too() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    let act = ACT.replace("«calendar»", "«../z/kz.reg»");
    for number in 0..30 {
        write(&format!("m/{number:02}.reg"), act.as_bytes());
    }
    write("m/05.reg", NONSENSE.replace("«act»", "«06.reg»").as_bytes());
    write("m/07.reg", b"reg 1 en\n\xff\n");
    write("m/08.reg", NONSENSE.replace("«act»", "«07.reg»").as_bytes());
    write("a/outside.reg", NONSENSE.replace("«act»", "«../m/09.reg»").as_bytes());
    write("m/10.reg", NONSENSE.replace("«act»", "«../a/outside.reg»").as_bytes());
    write("z/kz.reg", OTHER_CALENDAR.as_bytes());
    let output = run(regc_in(folder.path()).args(["check", "m", "--format", "short", "--allow", "R0302"]));
    let mut expected = vec!["a/outside.reg R0015".to_owned()];
    for number in (0..30).filter(|number| *number != 7) {
        let file = format!("m/{number:02}.reg");
        expected.extend(match number {
            5 | 10 => vec![format!("{file} R0015")],
            8 => vec![format!("{file} R0001"), format!("{file} R0015")],
            _ => vec![format!("{file} R0421")],
        });
    }
    assert_eq!(found(&output.stdout), expected);
    assert_eq!(output.code, 2);
    assert!(output.stderr.contains("m/07.reg") && output.stderr.contains("line 2"), "{}", output.stderr);
}

#[test]
fn findings_of_many_files_are_one_array() {
    let folder = tempfile::tempdir().unwrap();
    let array = |text: &str| {
        for name in ["a", "b", "c"] {
            fs::write(folder.path().join(name).with_extension("reg"), text).unwrap();
        }
        let output = run(regc_in(folder.path()).args(["check", ".", "--format", "json"]));
        let records: Vec<serde_json::Value> = serde_json::from_str(&output.stdout).unwrap();
        records.iter().map(|record| record["file"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(array("reg 1 en\nnonsense\n"), ["./a.reg", "./b.reg", "./c.reg"]);
    // A report without findings is an array too.
    assert_eq!(array("reg 1 en\n"), [""; 0]);
}

/// More text than is kept, so that files are read a second time.
#[test]
fn files_that_do_not_fit_into_memory_are_told_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let told = |comment: usize| {
        for number in 0..24 {
            let line = format!("// {number} {}\n", "x".repeat(comment));
            fs::write(folder.path().join(format!("{number:02}.reg")), NONSENSE.to_owned() + &line).unwrap();
        }
        fs::write(folder.path().join("act"), "reg 1 en\n").unwrap();
        run(regc_in(folder.path()).args(["check", ".", "--format", "short"])).stdout
    };
    assert_eq!(told(1 << 20), told(1));
}

/// A pipe gets what was asked for, however long it takes.
#[test]
fn progress_is_not_shown_where_nobody_sees_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("kz.reg"), read("specs/calendars/kz.reg")).unwrap();
    let act = read("specs/vko-2014-70/medical.reg").replace("../calendars/kz.reg", "kz.reg");
    fs::write(folder.path().join("act.reg"), act).unwrap();
    let output = run(regc_in(folder.path()).args(["check", "."]));
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert!(!output.stdout.contains('\r'), "{}", output.stdout);
}
