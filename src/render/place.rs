//! Which cell of the grid each box stands in: the styles differ in this alone.

mod blocks;
mod lanes;
mod part;
mod plan;
mod tree;

use super::content::Figure;
use super::layout::{Cell, Chart, Connection, Flow, Link, Ports, Slot};
pub(super) use lanes::lanes;
pub(super) use part::{Cut, Part, Region, Side};
pub(super) use tree::tree;

/// A chart with what its links stand for.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) chart: Chart,
    pub(super) connections: Vec<Connection>,
}

/// Which arrows get a place of their own for their label: those out of a box that more than two
/// arrows leave, for it has no more faces.
fn through_passages(figure: &Figure, is_bar: impl Fn(usize) -> bool) -> Vec<bool> {
    let leaving = |from: usize| figure.ties.iter().filter(move |tie| tie.from == from).count();
    let counts: Vec<usize> = (0..figure.boxes.len()).map(leaving).collect();
    let is_crowded = |from: usize| {
        let most = if is_bar(from) { 1 } else { 2 };
        counts.get(from).is_some_and(|count| *count > most)
    };
    figure.ties.iter().map(|tie| !tie.label.is_empty() && is_crowded(tie.from)).collect()
}

/// Puts boxes and passages into a chart, and leads every arrow from its box, through its passage if
/// it has one, to the other. `passages` are the arrows that have one, in the order of their cells
/// after those of the boxes.
fn join(figure: &Figure, flow: Flow, cells: &[Cell], passages: &[usize], through: impl Fn(usize) -> Ports) -> Placed {
    let count = figure.boxes.len();
    let slot = |(number, cell): (usize, &Cell)| {
        let ports = if number < count { through(number) } else { Ports::Through };
        Slot { cell: *cell, ports }
    };
    let slots = cells.iter().enumerate().map(slot).collect();
    let (mut links, mut connections) = (Vec::new(), Vec::new());
    for (number, tie) in figure.ties.iter().enumerate() {
        let passage = passages.iter().position(|other| *other == number).map(|place| count + place);
        let first = links.len();
        match passage {
            Some(passage) => {
                links.push(Link { from: tie.from, to: passage, alone: false });
                links.push(Link { from: passage, to: tie.to, alone: false });
            }
            None => links.push(Link { from: tie.from, to: tie.to, alone: !tie.label.is_empty() }),
        }
        connections.push(Connection {
            from: tie.from,
            to: tie.to,
            links: (first..links.len()).collect(),
            label: tie.label.clone(),
            tooltip: tie.tooltip.clone(),
            line: tie.line,
            edges: tie.edge.into_iter().collect(),
        });
    }
    Placed { chart: Chart { flow, slots, links, lanes: Vec::new() }, connections }
}
