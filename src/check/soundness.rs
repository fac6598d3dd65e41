//! Soundness of a process, in the terms of workflow nets: safeness, option to complete, proper completion,
//! no dead activities. What they mean here, and why it takes no search, is told in `docs/soundness.md`.

mod calls;
mod completion;
mod dead;
mod net;
mod reach;
mod stuck;
mod ways;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use calls::{Calls, Ends};
use completion::Completion;
use net::Net;
use reach::{Crossing, Reach};

use crate::diagnostic::{Diagnostic, Problem, Unsound};
use crate::graph::{End, NodeId, NodeKind, Process, ProcessSet};
use crate::run::is_favourable;
use crate::source::Span;

/// What is decided of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Its parallel work is well nested, hence it is safe and completes properly.
    Nested {
        /// The nodes that no token comes to: without them it would have no dead activities.
        dead: Vec<NodeId>,
        /// The nodes at which a case may have no way to an end: without them it would have the option to
        /// complete.
        stuck: Vec<NodeId>,
    },
    /// Two tokens can be at this node at once; nothing else is decided.
    NotSafe(NodeId),
    /// A token can come to this node while the rest of its parallel work goes on elsewhere, or it is a join
    /// that does not wait for the token; nothing else is decided.
    NotProper(NodeId),
}

/// The verdicts on the processes of a regulation, in their order.
#[must_use]
pub fn verdicts(set: &ProcessSet) -> Vec<Verdict> {
    let verdict = |game: Result<&Game<'_>, Crossing>| match game {
        Ok(game) => game.verdict(),
        Err(Crossing::Meets(node)) => Verdict::NotSafe(node),
        Err(Crossing::Leaves(node)) => Verdict::NotProper(node),
    };
    play(set, verdict).into_iter().map(|(_, verdict)| verdict).collect()
}

/// Reports what is unsound. A text whose jumps keep to their branches gives well nested graphs only, so of
/// others there is nothing to tell.
#[must_use]
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let faults = play(set, |game| game.map(Game::faults).unwrap_or_default());
    let of_procedures = faults.chunk_by(|(one, _), (other, _)| one.procedure == other.procedure);
    of_procedures.flat_map(|faults| of_one_procedure(set, faults)).collect()
}

/// Plays each process, and gives what `look` makes of it.
fn play<'a, T>(set: &'a ProcessSet, look: impl Fn(Result<&Game<'a>, Crossing>) -> T) -> Vec<(&'a Process, T)> {
    let mut calls = Calls::default();
    let mut seen: Vec<(usize, &Process, T)> = Vec::with_capacity(set.processes.len());
    for index in calls::called_first(set) {
        let Some(process) = set.processes.get(index) else { continue };
        let game = Game::of(set, process, &calls);
        if let Ok(game) = &game {
            calls.know(process, game.ends(&calls));
        }
        seen.push((index, process, look(game.as_ref().map_err(|crossing| *crossing))));
    }
    seen.sort_by_key(|(index, ..)| *index);
    seen.into_iter().map(|(_, process, seen)| (process, seen)).collect()
}

/// The token game of one process, with all that can happen in it.
struct Game<'a> {
    set: &'a ProcessSet,
    net: Net<'a>,
    reach: Reach,
    completion: Completion,
}

impl<'a> Game<'a> {
    fn of(set: &'a ProcessSet, process: &'a Process, calls: &Calls<'_>) -> Result<Self, Crossing> {
        let net = Net::new(process, calls);
        let reach = Reach::of(&net)?;
        let completion = Completion::of(&net, &reach);
        Ok(Self { set, net, reach, completion })
    }

    fn verdict(&self) -> Verdict {
        let nodes = || self.net.process.nodes().map(|(node, _)| node);
        Verdict::Nested {
            dead: nodes().filter(|node| !self.reach.is_reached(*node)).collect(),
            stuck: nodes().filter(|node| self.completion.is_stuck(&self.reach, *node)).collect(),
        }
    }

    /// How a case can end, for those who call the process.
    fn ends(&self, calls: &Calls<'_>) -> Ends {
        let of_expiries = self.net.expiries().map(|expiry| expiry.outcome.map_or(End::TacitConsent, End::Outcome));
        let ends = of_expiries.map(|end| Ends::of(is_favourable(self.set, end)));
        let of_nodes = self.reach.order.iter().filter_map(|node| match &self.net.process.node(*node)?.kind {
            NodeKind::End(end) => Some(Ends::of(is_favourable(self.set, *end))),
            NodeKind::HandOver(hand_over) => Some(calls.ends(&hand_over.procedure, self.net.process.variant)),
            _ => self.net.place(*node).ends.then_some(Ends::of(false)),
        });
        ends.chain(of_nodes).fold(Ends::default(), Ends::or)
    }

    fn faults(&self) -> Vec<Diagnostic> {
        let mut faults = stuck::faults(self);
        faults.extend(dead::faults(self));
        faults
    }

    fn span(&self, node: NodeId) -> Span {
        self.net.process.node(node).map(|node| node.span).unwrap_or_default()
    }
}

/// The faults of the graphs of one procedure, each told once; where only some kinds of the service have it,
/// with these.
fn of_one_procedure(set: &ProcessSet, graphs: &[(&Process, Vec<Diagnostic>)]) -> Vec<Diagnostic> {
    let mut faults: Vec<(Diagnostic, Vec<String>)> = Vec::new();
    let mut known: HashMap<(&str, Span), usize> = HashMap::new();
    for (process, found) in graphs {
        let variant = process.variant.and_then(|variant| set.head.variant(variant));
        for fault in found {
            let index = *known.entry((fault.problem.code(), fault.span)).or_insert_with(|| {
                faults.push((fault.clone(), Vec::new()));
                faults.len() - 1
            });
            if let Some((_, variants)) = faults.get_mut(index) {
                variants.extend(variant.map(|variant| variant.id.clone()));
            }
        }
    }
    for (fault, variants) in &mut faults {
        if let Some(unsound) = unsound(&mut fault.problem).filter(|_| variants.len() < graphs.len()) {
            unsound.variants = std::mem::take(variants);
        }
    }
    faults.into_iter().map(|(fault, _)| fault).collect()
}

fn unsound(problem: &mut Problem) -> Option<&mut Unsound> {
    match problem {
        Problem::NeverReached(unsound)
        | Problem::NoWayToEnd(unsound)
        | Problem::JoinInVain(_, unsound)
        | Problem::NeverEnds(_, unsound) => Some(unsound),
        _ => None,
    }
}
