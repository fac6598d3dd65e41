//! The boxes of each participant in a colour of their own, for those who ask for it.
//!
//! Colour says nothing that is not said without it: who does a step stands in the box or over its lane. So a
//! print in black and white loses nothing, and participants beyond the number of colours share them.

use std::collections::BTreeMap;

use super::drawing::{Drawing, Shape};
use super::roles::named;
use crate::graph::Process;
use crate::model::ParticipantId;

/// Pale, so that black text stands out from them by far more than WCAG 2 asks for, and in an order in which
/// neighbours differ to those who see few colours.
const COLOURS: [&str; 8] = ["#d6e9f8", "#fde8c8", "#dcefd8", "#f6d9e6", "#fff6bf", "#e3ddf3", "#d5f0ee", "#ececec"];

/// The drawing of a process with each participant's boxes in his colour, in the order of the steps.
#[must_use]
pub fn tinted(mut drawing: Drawing, process: &Process) -> Drawing {
    let mut known: BTreeMap<ParticipantId, usize> = BTreeMap::new();
    for (_, node) in process.nodes() {
        let count = known.len();
        if let Some(who) = named(node) {
            known.entry(who).or_insert(count);
        }
    }
    let whose: BTreeMap<usize, ParticipantId> =
        process.nodes().filter_map(|(id, node)| Some((id.index(), named(node)?))).collect();
    let colour = |shape: &Shape| {
        let who = shape.nodes.first().and_then(|node| whose.get(node))?;
        COLOURS.get(known.get(who)? % COLOURS.len()).copied()
    };
    for shape in &mut drawing.shapes {
        shape.fill = colour(shape).filter(|_| shape.symbol.has_text());
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::COLOURS;

    /// The relative luminance of WCAG 2.2 from its definition; black text asks for (L + 0.05) / 0.05 >= 4.5.
    #[test]
    fn black_text_stands_out_from_every_colour() {
        for colour in COLOURS {
            let part = |from: usize| {
                let value = u8::from_str_radix(&colour[from..from + 2], 16).unwrap_or_default();
                let value = f64::from(value) / 255.0;
                if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            let luminance = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
            assert!((luminance + 0.05) / 0.05 >= 4.5, "{colour}");
        }
    }
}
