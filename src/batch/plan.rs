//! In which order many files are checked: those used before those that use them, and of equal ones the
//! first for all of them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{Problem, Unreadable};
use crate::digest::Digest;

/// A file to be checked, as far as that has to be known before any is.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The digest of its text.
    pub digest: Digest,
    /// The files it uses, in text order.
    pub uses: Vec<Use>,
}

/// A file that another one uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Its path, as written.
    pub path: String,
    /// Its place in the list of files, or why it cannot be used.
    pub file: Result<usize, Problem>,
}

/// Files in the order in which they are checked.
#[derive(Debug, Default)]
pub struct Plan {
    files: Vec<Listed>,
    /// The files, those used before those that use them.
    order: Vec<usize>,
    /// The kind of each file.
    kind_of: Vec<usize>,
    kinds: Vec<Kind>,
    steps: Vec<Step>,
}

/// Files that are equal, by their own text and by those of all that they use: what is true of one is true
/// of the others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// The file that stands for all of them.
    pub file: usize,
    /// How often it is asked what is found in it.
    pub asked: usize,
    /// How often another kind uses it.
    pub used: usize,
}

/// A step of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A kind is checked before it is told, because the next file to be told uses it.
    Ahead(usize),
    /// A file is told.
    Tell(usize),
}

impl Plan {
    /// Plans for files in the order in which they are to be told. Where files use each other in a circle,
    /// the one that closes it may not use the other.
    #[must_use]
    pub fn new(files: Vec<Listed>) -> Self {
        let count = files.len();
        let plan = Self { files, kind_of: vec![0; count], ..Self::default() };
        let mut planner = Planner { plan, marks: vec![Mark::New; count], known: HashMap::new() };
        for file in 0..count {
            planner.visit(file);
            planner.tell(file);
        }
        planner.plan
    }

    /// The number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are no files.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files, those used before those that use them.
    #[must_use]
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The file that a file uses by a path.
    ///
    /// # Errors
    ///
    /// Why it cannot be used.
    pub fn used(&self, file: usize, path: &str) -> Result<usize, Problem> {
        let found = self.uses(file).iter().find(|one| one.path == path);
        // A path that was not there when the file was listed.
        let changed = || Err(Problem::CannotRead { path: path.to_owned(), reason: Unreadable::Changed });
        found.map_or_else(changed, |one| one.file.clone())
    }

    fn uses(&self, file: usize) -> &[Use] {
        self.files.get(file).map(|file| file.uses.as_slice()).unwrap_or_default()
    }

    pub(super) fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    pub(super) fn kind_of(&self, file: usize) -> usize {
        self.kind_of.get(file).copied().unwrap_or_default()
    }

    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    /// What it uses is being visited.
    Open,
    Done,
}

/// A plan in the making.
struct Planner {
    plan: Plan,
    /// By file.
    marks: Vec<Mark>,
    /// The kinds by the text of their files and the kinds of what these use.
    known: HashMap<(Digest, Vec<usize>), usize>,
}

impl Planner {
    /// Visits a file that is to be told next, and before it all that it uses. Chains of uses may be as long
    /// as there are files, so they stand on a stack of their own.
    fn visit(&mut self, told: usize) {
        let mut open = Vec::new();
        open.extend(self.open(told).then_some((told, 0)));
        while let Some((file, next)) = open.pop() {
            let Some(used) = self.plan.uses(file).get(next) else {
                self.close(file, told);
                continue;
            };
            let used = used.file.clone();
            open.push((file, next + 1));
            match used {
                Ok(used) if self.open(used) => open.push((used, 0)),
                Ok(used) if self.marks.get(used) != Some(&Mark::Done) => self.refuse(file, next),
                _ => {}
            }
        }
    }

    /// Marks a file as open, if it is new.
    fn open(&mut self, file: usize) -> bool {
        let mark = self.marks.get_mut(file).filter(|mark| **mark == Mark::New);
        mark.map(|mark| *mark = Mark::Open).is_some()
    }

    fn refuse(&mut self, file: usize, number: usize) {
        if let Some(used) = self.plan.files.get_mut(file).and_then(|file| file.uses.get_mut(number)) {
            used.file = Err(Problem::UsesItself);
        }
    }

    /// All that a file uses has been visited.
    fn close(&mut self, file: usize, told: usize) {
        let known = self.plan.kinds.len();
        let kind = self.kind(file);
        if let Some(of_file) = self.plan.kind_of.get_mut(file) {
            *of_file = kind;
        }
        if let Some(mark) = self.marks.get_mut(file) {
            *mark = Mark::Done;
        }
        self.plan.order.push(file);
        if kind == known && file != told {
            self.ask(kind, Step::Ahead(kind));
        }
    }

    /// The kind of a file; a new one if none is known that is equal to it. One that cannot use some file is
    /// a kind of its own, for why it cannot may be true of it alone.
    fn kind(&mut self, file: usize) -> usize {
        let new = self.plan.kinds.len();
        let Some(Listed { digest, uses }) = self.plan.files.get(file) else { return new };
        let usable = uses.iter().filter_map(|one| one.file.as_ref().ok());
        let kinds: Vec<usize> = usable.map(|file| self.plan.kind_of(*file)).collect();
        if kinds.len() == uses.len() {
            match self.known.entry((*digest, kinds.clone())) {
                Entry::Occupied(known) => return *known.get(),
                Entry::Vacant(unknown) => unknown.insert(new),
            };
        }
        self.plan.kinds.push(Kind { file, asked: 0, used: 0 });
        for kind in kinds {
            if let Some(kind) = self.plan.kinds.get_mut(kind) {
                kind.used += 1;
            }
        }
        new
    }

    fn tell(&mut self, file: usize) {
        self.ask(self.plan.kind_of(file), Step::Tell(file));
    }

    fn ask(&mut self, kind: usize, step: Step) {
        self.plan.steps.push(step);
        if let Some(kind) = self.plan.kinds.get_mut(kind) {
            kind.asked += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A plan of files by their texts and the files that they use.
    fn plan(files: &[(&str, &[usize])]) -> Plan {
        let uses = |used: &[usize]| used.iter().map(|file| Use { path: file.to_string(), file: Ok(*file) }).collect();
        let listed = files.iter().map(|(text, used)| Listed { digest: Digest::of(text), uses: uses(used) });
        Plan::new(listed.collect())
    }

    #[test]
    fn what_a_file_uses_is_checked_before_it_and_told_in_its_turn() {
        let plan = plan(&[("cases", &[1, 2]), ("act", &[2]), ("calendar", &[])]);
        assert_eq!(plan.order(), [2, 1, 0]);
        let (calendar, act) = (Step::Ahead(0), Step::Ahead(1));
        assert_eq!(plan.steps(), [calendar, act, Step::Tell(0), Step::Tell(1), Step::Tell(2)]);
        let counts: Vec<_> = plan.kinds().iter().map(|kind| (kind.file, kind.asked, kind.used)).collect();
        assert_eq!(counts, [(2, 2, 2), (1, 2, 1), (0, 1, 0)]);
    }

    #[test]
    fn equal_files_that_use_equal_files_are_of_one_kind() {
        let plan = plan(&[("act", &[1]), ("calendar", &[]), ("act", &[3]), ("calendar", &[]), ("act", &[])]);
        let kinds: Vec<_> = (0..plan.len()).map(|file| plan.kind_of(file)).collect();
        assert_eq!(kinds, [1, 0, 1, 0, 2]);
    }

    #[test]
    fn in_a_circle_one_may_not_use_the_other() {
        let plan = plan(&[("a", &[1]), ("b", &[2]), ("c", &[0]), ("d", &[3]), ("a", &[1])]);
        assert_eq!(plan.used(0, "1"), Ok(1));
        assert_eq!(plan.used(1, "2"), Ok(2));
        assert_eq!(plan.used(2, "0"), Err(Problem::UsesItself));
        assert_eq!(plan.used(3, "3"), Err(Problem::UsesItself));
        assert_eq!(plan.used(4, "1"), Ok(1));
        assert_eq!(plan.order(), [2, 1, 0, 3, 4]);
        assert_eq!(plan.kind_of(0), plan.kind_of(4));
    }

    /// A call for each of them would be too deep.
    #[test]
    fn a_chain_may_be_as_long_as_there_are_files() {
        const COUNT: usize = 50_000;
        let listed = |file| Listed {
            digest: Digest::of(format!("{file}")),
            uses: (file + 1 < COUNT).then(|| Use { path: String::new(), file: Ok(file + 1) }).into_iter().collect(),
        };
        let plan = Plan::new((0..COUNT).map(listed).collect());
        assert!(plan.order().iter().rev().copied().eq(0..COUNT));
    }
}
