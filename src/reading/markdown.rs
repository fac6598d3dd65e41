//! A reading as Markdown.

use super::{Block, Item, Reading};
use crate::render::escape::markdown as plain;

/// The reading as Markdown (`CommonMark`).
#[must_use]
pub fn markdown(reading: &Reading) -> String {
    let mut lines = vec![format!("# {}", plain(&reading.title))];
    for section in &reading.sections {
        let marks = "#".repeat(usize::from(section.level));
        lines.extend([String::new(), format!("{marks} {}", plain(&section.title))]);
        for block in &section.blocks {
            lines.push(String::new());
            lines.extend(written(block));
        }
    }
    lines.join("\n") + "\n"
}

fn written(block: &Block) -> Vec<String> {
    match block {
        Block::Lead(lead) => vec![format!("**{}**", plain(lead))],
        Block::Paragraph(paragraph) => vec![plain(paragraph)],
        Block::Points(points) => points.iter().map(|point| format!("- {}", plain(point))).collect(),
        Block::Steps(items) => items.iter().zip(1..).flat_map(|(item, number)| numbered(item, number)).collect(),
    }
}

/// An item; what belongs to it is indented by the width of its number.
fn numbered(Item { title, cites, sentences, points }: &Item, number: usize) -> Vec<String> {
    let number = format!("{number}. ");
    let indent = " ".repeat(number.len());
    let cites = if cites.is_empty() { String::new() } else { format!(" ({})", plain(cites)) };
    let sentences = sentences.iter().map(|sentence| plain(sentence)).collect::<Vec<_>>().join(" ");
    let stop = if sentences.is_empty() { "" } else { ". " };
    let mut lines = vec![format!("{number}**{}**{cites}{stop}{sentences}", plain(title))];
    lines.extend(points.iter().map(|point| format!("{indent}- {}", plain(point))));
    lines
}
