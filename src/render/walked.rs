//! The way of a case through a drawing of its procedure.

use super::drawing::Drawing;
use crate::coverage::Walked;

/// The drawing of a process with the way of a case standing out.
#[must_use]
pub fn walked(drawing: Drawing, way: &Walked) -> Drawing {
    let nodes = way.nodes.iter().map(|node| node.index()).collect();
    drawing.emphasised(&nodes, &way.edges)
}
