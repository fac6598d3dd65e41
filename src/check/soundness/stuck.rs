//! Option to complete: the places from which there is no way to an end, told where a case comes to them.

use super::Game;
use super::net::PerNode;
use crate::diagnostic::{Diagnostic, Problem, Unsound};
use crate::graph::NodeId;

/// The first place of each stretch in which a case is stuck; if it is stuck from the start, only that.
pub fn faults(game: &Game<'_>) -> Vec<Diagnostic> {
    let process = game.net.process;
    if is_stuck(game, process.start()) {
        let unsound = Box::new(Unsound::by(game.way_in_circles_past(process.start())));
        let never = Problem::NeverEnds(process.procedure.clone(), unsound);
        return vec![Diagnostic::new(never, process.span)];
    }
    let mut told: PerNode<bool> = PerNode::of(process);
    let mut faults = Vec::new();
    // A node stands behind the one that it is reached from, so what is not told yet begins here.
    for node in &game.reach.order {
        if is_stuck(game, *node) && !told.get(*node) {
            let unsound = Box::new(Unsound::by(game.way_in_circles_past(*node)));
            faults.push(Diagnostic::new(Problem::NoWayToEnd(unsound), game.span(shown(game, *node))));
            tell(game, *node, &mut told);
        }
    }
    faults
}

/// Where a place is shown to an author: what a join stands for in the text is what follows it.
fn shown(game: &Game<'_>, node: NodeId) -> NodeId {
    let behind = game.net.out(node).next().filter(|_| game.net.is_join(node));
    behind.and_then(|edge| game.net.to(edge)).unwrap_or(node)
}

pub fn is_stuck(game: &Game<'_>, node: NodeId) -> bool {
    game.completion.is_stuck(&game.reach, node)
}

/// What a case comes to from a place where it is stuck is told with it.
fn tell(game: &Game<'_>, node: NodeId, told: &mut PerNode<bool>) {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        if told.get(node) || !is_stuck(game, node) {
            continue;
        }
        told.set(node, true);
        open.extend(game.net.out(node).filter_map(|edge| game.net.to(edge)));
        open.extend(game.net.process.join_of(node));
    }
}
