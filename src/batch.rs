//! Many files checked by several workers and told in order, without holding them all.
//!
//! ```text
//! Listed ─ Plan ─▶ steps ─ in_order ─▶ read, compile, check, tell ─▶ taken in the order of the files
//! ```
//!
//! A file is compiled once, and let go when the last file that uses it has been compiled. Equal files, that
//! use equal files, are compiled and checked once for all of them; so identical regulations are proved
//! once. What is told does not depend on the number of workers.

mod plan;

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::{Problem, Unreadable};
use crate::program::{ParsedFile, Unit, compile};
use crate::source::{SourceFile, SourceId, Sources};
use crate::workers::in_order;

use plan::Step;

pub use plan::{Listed, Plan, Use};

/// What is done with each file.
pub trait Work: Sync {
    /// What is found in a file: the same for all that are equal to it.
    type Found: Send + Sync;
    /// What is told of a file.
    type Told: Send;

    /// Reads a file that has been listed.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    fn read(&self, file: usize) -> Result<SourceFile, Unreadable>;

    /// Looks for what there is to find.
    fn check(&self, unit: &Arc<Unit>) -> Self::Found;

    /// Whether the text of the file is needed to tell what was found.
    fn quotes(&self, found: &Self::Found) -> bool;

    /// Puts what was found into words; `text` is the file, if it is needed.
    fn tell(&self, file: usize, found: &Self::Found, text: &Sources) -> Self::Told;
}

/// Does the work on every file of a plan with so many workers, and takes what is told of each, in their
/// order, or why it could not be read.
///
/// # Errors
///
/// The first of `take`; the files after it are not told.
pub fn run<W: Work, E>(
    plan: &Plan,
    work: &W,
    workers: usize,
    mut take: impl FnMut(usize, Result<W::Told, Unreadable>) -> Result<(), E>,
) -> Result<(), E> {
    let batch = Batch::new(plan, work);
    let step = |step: usize| match *plan.steps().get(step)? {
        Step::Ahead(kind) => {
            // What is found is kept until it is told.
            let _ = batch.found(kind, &mut None);
            None
        }
        Step::Tell(file) => Some((file, batch.tell(file))),
    };
    in_order(plan.steps().len(), workers, step, |_, told| told.map_or(Ok(()), |(file, told)| take(file, told)))
}

/// A compiled file with its text.
struct Compiled {
    unit: Arc<Unit>,
    text: Sources,
}

/// What was made of a file, unless it could not be read.
type Made<T> = Result<Arc<T>, Unreadable>;

/// What is made of a kind of files, for as long as somebody will ask for it.
struct Kept<F> {
    /// The file that stands for all of them.
    file: usize,
    compiled: Shared<Made<Compiled>>,
    found: Shared<Made<F>>,
}

struct Batch<'a, W: Work> {
    plan: &'a Plan,
    work: &'a W,
    /// By kind.
    kept: Vec<Kept<W::Found>>,
}

impl<'a, W: Work> Batch<'a, W> {
    fn new(plan: &'a Plan, work: &'a W) -> Self {
        let kept = |kind: &plan::Kind| Kept {
            file: kind.file,
            // Besides those who use it, whoever looks what is to be found in it asks for it.
            compiled: Shared::new(kind.used + 1),
            found: Shared::new(kind.asked),
        };
        Self { plan, work, kept: plan.kinds().iter().map(kept).collect() }
    }

    fn tell(&self, file: usize) -> Result<W::Told, Unreadable> {
        let kind = self.plan.kind_of(file);
        let mut at_hand = None;
        let found = self.found(kind, &mut at_hand)?;
        let stands_for_all = self.kept.get(kind).is_some_and(|kept| kept.file == file);
        let text = match &at_hand {
            _ if !self.work.quotes(&found) => Cow::default(),
            Some(compiled) if stands_for_all => Cow::Borrowed(&compiled.text),
            _ => Cow::Owned(self.text(file, kind)?.0),
        };
        Ok(self.work.tell(file, &found, &text))
    }

    /// What is found in a kind of files. The compiled file is put `at_hand`, if that was looked for now.
    fn found(&self, kind: usize, at_hand: &mut Option<Arc<Compiled>>) -> Made<W::Found> {
        let kept = self.kept.get(kind).ok_or(Unreadable::NoSuchFile)?;
        kept.found.take(|| {
            let compiled = self.compiled(kind)?;
            let found = Arc::new(self.work.check(&compiled.unit));
            *at_hand = Some(compiled);
            Ok(found)
        })
    }

    /// What a file uses has been asked for in an earlier step, so this calls itself no deeper than there
    /// are workers.
    fn compiled(&self, kind: usize) -> Made<Compiled> {
        let kept = self.kept.get(kind).ok_or(Unreadable::NoSuchFile)?;
        kept.compiled.take(|| self.compile(kept.file, kind).map(Arc::new))
    }

    fn compile(&self, file: usize, kind: usize) -> Result<Compiled, Unreadable> {
        let (text, id) = self.text(file, kind)?;
        let source = text.get(id).ok_or(Unreadable::NoSuchFile)?;
        let mut parsed = ParsedFile::parse(id, source);
        let used = parsed.link(source, |path| {
            let used = self.plan.kind_of(self.plan.used(file, path)?);
            self.compiled(used).map_err(|reason| Problem::CannotRead { path: path.to_owned(), reason })
        });
        let units: Vec<&Unit> = used.iter().map(|used| used.unit.as_ref()).collect();
        let unit = Arc::new(compile(parsed, source, &units));
        Ok(Compiled { unit, text })
    }

    /// The text of a file under the number of its kind, which is the one that findings have.
    fn text(&self, file: usize, kind: usize) -> Result<(Sources, SourceId), Unreadable> {
        let mut text = Sources::starting_at(kind);
        let id = text.add(self.work.read(file)?);
        Ok((text, id))
    }
}

/// Something that is made once for a known number of takers, and let go with the last of them.
struct Shared<T>(Mutex<Waiting<T>>);

struct Waiting<T> {
    takers: usize,
    thing: Option<T>,
}

impl<T: Clone> Shared<T> {
    fn new(takers: usize) -> Self {
        Self(Mutex::new(Waiting { takers, thing: None }))
    }

    /// The thing for one of the takers. The first makes it, and those who come meanwhile wait.
    fn take(&self, make: impl FnOnce() -> T) -> T {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let thing = kept.thing.take().unwrap_or_else(make);
        kept.takers = kept.takers.saturating_sub(1);
        kept.thing = (kept.takers > 0).then(|| thing.clone());
        thing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_is_made_once_and_let_go_with_the_last_taker() {
        let shared = Shared::new(3);
        let made = Arc::new(1);
        let takes: Vec<Arc<i32>> = (0..3).map(|_| shared.take(|| Arc::clone(&made))).collect();
        assert!(takes.iter().all(|taken| Arc::ptr_eq(taken, &made)));
        assert_eq!(Arc::strong_count(&made), 4);
        drop(takes);
        assert_eq!((Arc::strong_count(&made), *shared.take(|| Arc::new(2))), (1, 2));
    }
}
