//! Cells without lanes: the flow goes down, a refusal stands beside its condition.

use super::blocks;
use super::plan::{self, Plan, Trait};
use super::{Placed, join};
use crate::render::content::Figure;
use crate::render::drawing::Symbol;
use crate::render::layout::{Flow, Ports};

/// Places the boxes of a flowchart.
pub(in crate::render) fn tree(figure: &Figure) -> Placed {
    let is_bar = |number: usize| figure.boxes.get(number).is_some_and(|content| content.symbol == Symbol::Bar);
    let traits = figure
        .boxes
        .iter()
        .map(|content| Trait { bar: content.symbol == Symbol::Bar, refusal: content.symbol == Symbol::Refusal });
    let labelled = super::through_passages(figure, is_bar);
    let links = figure.ties.iter().zip(labelled).map(|(tie, labelled)| plan::Link {
        from: tie.from,
        to: tie.to,
        preferred: tie.preferred,
        labelled,
    });
    let plan = Plan::new(traits.collect(), links.collect());
    let ports = |number: usize| if is_bar(number) { Ports::Through } else { Ports::All };
    join(figure, Flow::Down, &blocks::cells(&plan), &plan.passages, ports)
}
