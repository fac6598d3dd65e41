//! The way of a case through a drawing of its procedure.

use super::drawing::{Drawing, Emphasis};
use crate::coverage::Walked;

/// The drawing of a process with the way of a case standing out: every node has a shape and every edge an arrow,
/// in their order.
#[must_use]
pub fn walked(drawing: Drawing, way: &Walked) -> Drawing {
    let shapes = way.nodes.iter().map(|node| node.index()).collect();
    Drawing { emphasis: Some(Emphasis { shapes, arrows: way.edges.clone() }), ..drawing }
}
