//! Work shared out to several workers, and its results taken in order.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How far workers may be ahead of the result that is waited for. One piece of work may take as long as
/// thousands of others, and their results are not to fill the memory.
const AHEAD: usize = 256;

/// How many workers the machine has room for: one for each core.
#[must_use]
pub fn for_cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does the pieces of work `0..count` with so many workers and takes each result, in that order, on the
/// calling thread.
///
/// A piece may wait for what an earlier one makes: the earlier one has been begun.
///
/// # Errors
///
/// The first of `take`; no more work is begun then.
pub fn in_order<T: Send, E>(
    count: usize,
    workers: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, T) -> Result<(), E>,
) -> Result<(), E> {
    let workers = workers.min(count);
    if workers <= 1 {
        return (0..count).try_for_each(|piece| take(piece, work(piece)));
    }
    let desk = Desk::new(count);
    let serve = || {
        let _closing = ClosedByPanic(&desk);
        while let Some(piece) = desk.next() {
            desk.hand_in(piece, work(piece));
        }
    };
    std::thread::scope(|scope| {
        // A machine that has no room for all of them may have it for some.
        let hired = (0..workers).filter(|_| std::thread::Builder::new().spawn_scoped(scope, serve).is_ok());
        if hired.count() == 0 {
            return (0..count).try_for_each(|piece| take(piece, work(piece)));
        }
        let _closing = ClosedByPanic(&desk);
        while let Some((piece, result)) = desk.take() {
            take(piece, result).inspect_err(|_| desk.close())?;
        }
        Ok(())
    })
}

/// Where work is given out and results are handed in.
struct Desk<T> {
    count: usize,
    state: Mutex<State<T>>,
    /// Something has changed.
    changed: Condvar,
}

struct State<T> {
    /// The piece to be given out next.
    next: usize,
    /// The piece whose result is taken next.
    awaited: usize,
    /// Results that wait for it.
    ready: BTreeMap<usize, T>,
    /// Nobody goes on.
    closed: bool,
}

impl<T> Desk<T> {
    fn new(count: usize) -> Self {
        let state = State { next: 0, awaited: 0, ready: BTreeMap::new(), closed: false };
        Self { count, state: Mutex::new(state), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while(&self, busy: impl Fn(&State<T>) -> bool) -> MutexGuard<'_, State<T>> {
        let state = self.changed.wait_while(self.state(), |state| busy(state));
        state.unwrap_or_else(PoisonError::into_inner)
    }

    /// A piece of work; [`None`] when there is no more.
    fn next(&self) -> Option<usize> {
        let is_ahead = |state: &State<T>| state.next < self.count && state.next >= state.awaited + AHEAD;
        let mut state = self.wait_while(|state| is_ahead(state) && !state.closed);
        let piece = state.next;
        if state.closed || piece >= self.count {
            return None;
        }
        state.next += 1;
        Some(piece)
    }

    fn hand_in(&self, piece: usize, result: T) {
        self.state().ready.insert(piece, result);
        self.changed.notify_all();
    }

    /// The next result; [`None`] after the last.
    fn take(&self) -> Option<(usize, T)> {
        let is_missing = |state: &State<T>| state.awaited < self.count && !state.ready.contains_key(&state.awaited);
        let mut state = self.wait_while(|state| is_missing(state) && !state.closed);
        let piece = state.awaited;
        let result = state.ready.remove(&piece)?;
        state.awaited += 1;
        drop(state);
        self.changed.notify_all();
        Some((piece, result))
    }

    fn close(&self) {
        self.state().closed = true;
        self.changed.notify_all();
    }
}

/// Closes the desk if its owner panics, so that nobody waits for what will not come.
struct ClosedByPanic<'a, T>(&'a Desk<T>);

impl<T> Drop for ClosedByPanic<'_, T> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.close();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// The results of squaring numbers, as they are taken, until one is refused.
    fn squares(count: usize, workers: usize, refused: usize) -> (Vec<usize>, Result<(), usize>) {
        let mut taken = Vec::new();
        let work = |piece: usize| {
            // Every third takes longer than those after it.
            let spins = if piece.is_multiple_of(3) { 5000 } else { 1 };
            (0..spins).fold(piece * piece, |square, _| std::hint::black_box(square))
        };
        let outcome = in_order(count, workers, work, |piece, square| {
            taken.push(square);
            if piece == refused { Err(piece) } else { Ok(()) }
        });
        (taken, outcome)
    }

    #[test]
    fn results_come_in_order_whatever_the_number_of_workers() {
        let expected: Vec<_> = (0..2000).map(|piece| piece * piece).collect();
        for workers in [0, 1, 2, 3, 8, 64] {
            assert_eq!(squares(2000, workers, usize::MAX), (expected.clone(), Ok(())), "{workers} workers");
        }
        assert_eq!(squares(0, 4, usize::MAX), (Vec::new(), Ok(())));
    }

    #[test]
    fn after_a_result_that_is_refused_none_is_taken() {
        for workers in [1, 4] {
            let (taken, outcome) = squares(2000, workers, 700);
            assert_eq!((taken.len(), outcome), (701, Err(700)));
        }
    }

    #[test]
    fn nobody_is_far_ahead_of_what_is_waited_for() {
        let begun = AtomicUsize::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        let taken: Result<(), ()> = in_order(2000, 4, work, |piece, _| {
            assert!(begun.load(Ordering::SeqCst) <= piece + 1 + AHEAD);
            Ok(())
        });
        assert_eq!(taken, Ok(()));
    }

    #[test]
    #[should_panic(expected = "panic")]
    fn a_worker_that_panics_is_not_waited_for() {
        let work = |piece| assert!(piece != 5, "a worker's panic");
        let _: Result<(), ()> = in_order(2000, 2, work, |_, ()| Ok(()));
    }
}
