//! What sets the three styles apart, as data.

use super::SMALLEST;
use crate::model::DiagramStyle;
use crate::render::layout::{Flow, Spacing};

/// Width and height of a sheet in points.
pub(super) type Paper = (f64, f64);

const A4: Paper = (595.28, 841.89);
const A4_WIDE: Paper = (841.89, 595.28);
const A3: Paper = (841.89, 1190.55);
const A3_WIDE: Paper = (1190.55, 841.89);

/// How a style is drawn.
pub(super) struct Manner {
    pub(super) flow: Flow,
    pub(super) has_lanes: bool,
    pub(super) spacing: Spacing,
    /// The sheets, the best first.
    pub(super) papers: &'static [Paper],
    /// How many steps may stand at one place along the flow, the best first, each with the smallest
    /// font for which it is preferred to the next.
    pub(super) packings: &'static [(usize, f64)],
}

pub(super) fn manner(style: DiagramStyle) -> Manner {
    match style {
        DiagramStyle::Flowchart => Manner {
            flow: Flow::Down,
            has_lanes: false,
            spacing: Spacing { main: 370.0, aside: 220.0, least: 11.0, apart: 1.2, margin: 0.0 },
            papers: &[A4, A3],
            packings: &[(1, SMALLEST)],
        },
        DiagramStyle::Interaction => Manner {
            flow: Flow::Right,
            has_lanes: true,
            spacing: Spacing { main: 110.0, aside: 110.0, least: 8.0, apart: 1.2, margin: 10.0 },
            papers: &[A4_WIDE, A3_WIDE],
            packings: &[(1, 8.5), (2, 7.5), (9, SMALLEST)],
        },
        DiagramStyle::Swimlanes => Manner {
            flow: Flow::Down,
            has_lanes: true,
            spacing: Spacing { main: 130.0, aside: 130.0, least: 9.0, apart: 1.2, margin: 10.0 },
            papers: &[A4, A3, A3_WIDE],
            packings: &[(1, 8.5), (2, 8.0), (9, SMALLEST)],
        },
    }
}
