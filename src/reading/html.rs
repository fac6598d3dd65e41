//! A reading as one page of HTML that needs nothing else, and can be printed.

use super::{Block, Item, Reading};
use crate::render::escape::xml;

/// Black on white, a column that reads well; on paper, no item is torn apart and no heading left alone.
const STYLE: &str = "
body { font: 11pt/1.45 'Times New Roman', 'Liberation Serif', serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #000; background: #fff; }
h1 { font-size: 1.5em; line-height: 1.25; }
h2 { font-size: 1.25em; margin-top: 2em; border-bottom: 1px solid #000; }
h3 { font-size: 1.05em; margin-top: 1.4em; }
li { margin: 0.35em 0; }
li ul { margin: 0.2em 0; padding-left: 1.2em; list-style: '– '; }
.cites { color: #444; }
.lead { font-weight: bold; margin: 1em 0 0.3em; break-after: avoid; }
@page { size: A4; margin: 20mm; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; } h2, h3 { break-after: avoid; } li { break-inside: avoid; } }
";

/// The reading as a page of HTML that is XML too.
#[must_use]
pub fn html(reading: &Reading) -> String {
    let (title, language) = (xml(&reading.title), reading.language.code());
    let mut body = Vec::new();
    for section in &reading.sections {
        let level = section.level;
        body.push(format!("<h{level}>{}</h{level}>", xml(&section.title)));
        body.extend(section.blocks.iter().map(written));
    }
    let body = body.join("\n");
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\" />\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )
}

fn written(block: &Block) -> String {
    match block {
        Block::Lead(text) => format!("<p class=\"lead\">{}</p>", xml(text)),
        Block::Paragraph(text) => format!("<p>{}</p>", xml(text)),
        Block::Points(points) => list(points),
        Block::Steps(items) => format!("<ol>\n{}\n</ol>", items.iter().map(item).collect::<Vec<_>>().join("\n")),
    }
}

fn item(Item { title, cites, sentences, points }: &Item) -> String {
    let cites =
        if cites.is_empty() { String::new() } else { format!(" <span class=\"cites\">({})</span>", xml(cites)) };
    let text = if sentences.is_empty() { String::new() } else { format!("<br />{}", xml(&sentences.join(" "))) };
    let points = if points.is_empty() { String::new() } else { format!("\n{}\n", list(points)) };
    format!("<li><b>{}</b>{cites}{text}{points}</li>", xml(title))
}

fn list(points: &[String]) -> String {
    let points: Vec<_> = points.iter().map(|point| format!("<li>{}</li>", xml(point))).collect();
    format!("<ul>\n{}\n</ul>", points.join("\n"))
}
