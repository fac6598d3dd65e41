//! What it costs to check many files, from their texts to what is printed, by two workers.
//!
//! The time of a whole process with files on disk is measured from outside, by a clock on `regc check`.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a bench reads its input, and without it has nothing to measure"
)]

use std::path::Path;
use std::sync::Arc;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use regc::batch::{self, Listed, Plan, Use, Work};
use regc::diagnostic::Unreadable;
use regc::digest::Digest;
use regc::program::{Checked, Unit};
use regc::report::{self, Finding};
use regc::source::{SourceFile, Sources};

fn main() {
    divan::main();
}

const WORKERS: usize = 2;

/// The files of an act, each with the one that it uses.
const FILES: [(&str, Option<(&str, usize)>); 3] = [
    ("vko-2014-70/medical.cases.reg", Some(("medical.reg", 1))),
    ("vko-2014-70/medical.reg", Some(("../calendars/kz.reg", 2))),
    ("calendars/kz.reg", None),
];

/// Copies of the files of an act.
struct Copies {
    /// The texts, a copy after the other.
    texts: Vec<Arc<str>>,
}

impl Copies {
    /// Copies that are equal, or each with a comment of its own.
    fn new(copies: usize, equal: bool) -> Self {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs");
        let texts = FILES.map(|(path, _)| std::fs::read_to_string(specs.join(path)).unwrap());
        let copy = |number: usize| {
            let comment = if equal { String::new() } else { format!("\n// {number}\n") };
            texts.each_ref().map(|text| Arc::from(text.clone() + &comment))
        };
        Self { texts: (0..copies).flat_map(copy).collect() }
    }

    fn plan(&self) -> Plan {
        let uses = |file: usize| {
            let (_, used) = FILES.get(file % FILES.len()).unwrap();
            let first = file - file % FILES.len();
            used.map(|(path, used)| Use { path: path.to_owned(), file: Ok(first + used) }).into_iter().collect()
        };
        let listed = self.texts.iter().enumerate();
        Plan::new(listed.map(|(file, text)| Listed { digest: Digest::of(text.as_bytes()), uses: uses(file) }).collect())
    }
}

impl Work for Copies {
    type Found = Checked;
    type Told = String;

    fn read(&self, file: usize) -> Result<SourceFile, Unreadable> {
        let text = self.texts.get(file).unwrap();
        Ok(SourceFile::new(format!("{file:05}.reg"), text.as_ref().to_owned()))
    }

    fn check(&self, unit: &Arc<Unit>) -> Checked {
        unit.checked()
    }

    fn quotes(&self, checked: &Checked) -> bool {
        !checked.findings.is_empty()
    }

    fn tell(&self, _: usize, checked: &Checked, text: &Sources) -> String {
        let finding = |one| Finding::by_rule(one, checked.language, checked.language);
        let findings: Vec<_> = checked.findings.iter().map(finding).collect();
        report::human(&findings, text, false, 100)
    }
}

fn check(bencher: Bencher<'_, '_>, copies: &Copies) {
    bencher.counter(ItemsCount::new(copies.texts.len())).bench_local(|| {
        let taken: Result<(), ()> = batch::run(&copies.plan(), copies, WORKERS, |_, told| {
            black_box(told).unwrap();
            Ok(())
        });
        taken.unwrap();
    });
}

/// Equal acts are proved once.
#[divan::bench(args = [1, 100, 10_000], sample_count = 5)]
fn equal(bencher: Bencher<'_, '_>, copies: usize) {
    check(bencher, &Copies::new(copies, true));
}

/// Acts that differ are proved one by one, which takes nearly all of the time.
#[divan::bench(args = [1, 10, 100], sample_count = 3)]
fn unlike(bencher: Bencher<'_, '_>, copies: usize) {
    check(bencher, &Copies::new(copies, false));
}
