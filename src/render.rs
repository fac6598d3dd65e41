//! Diagrams of a process, as the annexes of the acts draw them.
//!
//! A style lays a process out as a [`Drawing`], plain data in points; the writers turn any drawing
//! into SVG or into DOT with fixed positions. Layout knows no format and the writers no process.

mod dot;
mod drawing;
pub(crate) mod escape;
mod flowchart;
mod page;
mod svg;
mod text;
mod wording;

pub use dot::dot;
pub use drawing::{Anchor, Arrow, Drawing, LegendSymbol, Point, Shape, Symbol, TextLine};
pub use flowchart::flowchart;
pub use svg::svg;
pub use text::Face;
