//! Ways through a drawing: that of a case, and that which shows what a finding says.

use super::drawing::Drawing;
use crate::coverage::Walked;
use crate::diagnostic::Track;

/// The drawing of a process with the way of a case standing out.
#[must_use]
pub fn walked(drawing: Drawing, way: &Walked) -> Drawing {
    let nodes = way.nodes.iter().map(|node| node.index()).collect();
    drawing.emphasised(&nodes, &way.edges)
}

/// The drawing of a process with the way of a finding standing out.
#[must_use]
pub fn found(drawing: Drawing, track: &Track) -> Drawing {
    let nodes = track.nodes.iter().map(|node| node.index()).collect();
    drawing.emphasised(&nodes, &track.edges.iter().copied().collect())
}
