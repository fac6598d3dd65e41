//! Diagrams of a process, as the annexes of the acts draw them.
//!
//! What a diagram says (`content`) is put into the cells of a grid by its style (`place`) and laid out
//! (`layout`) as a [`Drawing`], plain data in points; the writers turn any drawing into SVG or into DOT
//! with fixed positions. Layout knows no format and the writers no process. The timeline of a case is a
//! [`Gantt`], which has a layout and a writer of its own.

mod annex;
mod content;
mod dot;
mod drawing;
pub(crate) mod escape;
mod font;
mod gantt;
mod index;
mod layout;
mod place;
mod roles;
mod svg;
mod text;
mod tint;
mod walked;
mod wording;

pub use annex::{annex, annex_name, annex_sheets, annex_titles, styles};
pub use dot::{dot, loose_dot};
pub use drawing::{
    Anchor, Area, Arrow, Drawing, Emphasis, Entry, Lane, LegendSymbol, Line, Point, Shape, Symbol, TextLine,
};
pub use gantt::{Gantt, Look, Mark, gantt, gantt_svg};
pub use index::{Picture, Section, index};
pub use svg::svg;
pub use text::Face;
pub use tint::tinted;
pub use walked::{found, walked};
