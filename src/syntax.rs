//! Text to syntax tree, one line at a time.
//!
//! ```text
//! text ── fold ──▶ folded line ── pest ──▶ pairs ── lower ──▶ Statement ── structure ──▶ ast::File
//! ```
//!
//! A line is understood by itself, so a line that is not gives one error of its own and the others
//! still count.

mod ahead;
pub mod fold;
pub(crate) mod grammar;
mod guess;
mod line;
pub(crate) mod lines;
pub(crate) mod lower;
mod mixed;
mod name;
mod parse;
mod statement;
mod stop;
mod structure;
mod titles;
mod uses;

pub use ahead::{ahead, begins_line};
pub use guess::keyword_of_case;
pub use mixed::mixed_letters;
pub use name::{is_name, is_title, mixes_alphabets};
pub use parse::{MAX_FINDINGS, parse};
pub use structure::MAX_DEPTH;
pub use uses::uses;
