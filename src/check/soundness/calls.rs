//! What a procedure has to know of those it calls or is handed over to: whether they can end favourably, and whether
//! otherwise.

use std::collections::HashMap;

use crate::graph::{Process, ProcessSet};
use crate::model::VariantId;

/// How a called procedure can end: with an outcome after which the caller goes on, or with one that ends
/// the caller too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ends {
    pub well: bool,
    pub badly: bool,
}

impl Ends {
    const EITHER: Self = Self { well: true, badly: true };

    /// By one outcome, favourable or not.
    pub fn of(favourable: bool) -> Self {
        Self { well: favourable, badly: !favourable }
    }

    pub fn or(self, other: Self) -> Self {
        Self { well: self.well || other.well, badly: self.badly || other.badly }
    }

    /// What callers go by. That a procedure cannot end at all is told of it itself, and nobody who calls
    /// it is blamed.
    fn as_called(self) -> Self {
        if self == Self::default() { Self::EITHER } else { self }
    }
}

/// The ends of the procedures looked at so far.
#[derive(Default)]
pub struct Calls<'a> {
    known: HashMap<(&'a str, Option<VariantId>), Ends>,
    /// Of a procedure, for all kinds of the service together.
    of_any: HashMap<&'a str, Ends>,
}

impl<'a> Calls<'a> {
    /// Notes how a process can end.
    pub fn know(&mut self, process: &'a Process, ends: Ends) {
        let name = process.procedure.as_str();
        self.known.insert((name, process.variant), ends.as_called());
        let of_any = self.of_any.entry(name).or_default();
        *of_any = of_any.or(ends.as_called());
    }

    /// How a procedure can end that is called for a kind of the service. A caller that is the same for
    /// all kinds may call it for any.
    ///
    /// Of one that is not known, since it calls itself or is not there for this kind, nothing is said
    /// here: other rules report it.
    pub fn ends(&self, procedure: &str, variant: Option<VariantId>) -> Ends {
        let exactly = |variant| self.known.get(&(procedure, variant)).copied();
        let found = match variant {
            Some(_) => exactly(None).or_else(|| exactly(variant)),
            None => self.of_any.get(procedure).copied(),
        };
        found.unwrap_or(Ends::EITHER)
    }
}

/// The processes of a regulation, those of a procedure after those of the procedures it calls. At the end
/// stand those that lead to a procedure that calls itself.
pub fn called_first(set: &ProcessSet) -> Vec<usize> {
    let order = Order::of(set);
    let mut sorted: Vec<usize> = (0..set.processes.len()).collect();
    sorted.sort_by_key(|index| order.of_process.get(*index).and_then(|procedure| order.turn.get(*procedure)));
    sorted
}

/// The turn in which each procedure is looked at.
struct Order {
    /// The number of each process's procedure.
    of_process: Vec<usize>,
    turn: Vec<usize>,
}

impl Order {
    fn of(set: &ProcessSet) -> Self {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut of_process = Vec::with_capacity(set.processes.len());
        for process in &set.processes {
            let next = numbers.len();
            of_process.push(*numbers.entry(&process.procedure).or_insert(next));
        }
        let mut callers: Vec<Vec<usize>> = vec![Vec::new(); numbers.len()];
        let mut calls = vec![0_usize; numbers.len()];
        for (process, caller) in set.processes.iter().zip(&of_process) {
            for called in called_by(process).filter_map(|name| numbers.get(name)) {
                callers.get_mut(*called).into_iter().for_each(|callers| callers.push(*caller));
                calls.get_mut(*caller).into_iter().for_each(|calls| *calls += 1);
            }
        }
        Self { of_process, turn: turns(&callers, calls) }
    }
}

fn called_by(process: &Process) -> impl Iterator<Item = &str> {
    process.nodes().filter_map(|(_, node)| node.kind.other_procedure())
}

/// The turn of each procedure: when all that it calls have had theirs, and after all if that never is.
fn turns(callers: &[Vec<usize>], mut calls: Vec<usize>) -> Vec<usize> {
    let mut turns = vec![usize::MAX; calls.len()];
    let mut ready: Vec<usize> = (0..calls.len()).filter(|procedure| calls.get(*procedure) == Some(&0)).collect();
    let mut turn = 0;
    while let Some(procedure) = ready.get(turn).copied() {
        turns.get_mut(procedure).into_iter().for_each(|slot| *slot = turn);
        turn += 1;
        for caller in callers.get(procedure).into_iter().flatten() {
            let Some(left) = calls.get_mut(*caller) else { continue };
            *left -= 1;
            if *left == 0 {
                ready.push(*caller);
            }
        }
    }
    turns
}
