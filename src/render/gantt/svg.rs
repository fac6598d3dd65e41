//! Writes a Gantt chart as SVG 1.1, in black, white and grey; what differs, differs in form too.

use std::fmt::Write as _;

use super::{Gantt, Look, Mark};
use crate::render::drawing::Point;
use crate::render::escape::number;
use crate::render::svg::{Writer, path};

/// The distance between two lines of a hatching.
const HATCHING: f64 = 3.2;

/// The chart as an SVG document.
#[must_use]
pub fn gantt_svg(gantt: &Gantt) -> String {
    let mut out = Writer::default();
    out.open(gantt.language, [&gantt.title, &gantt.description], (gantt.width, gantt.height));
    for mark in &gantt.marks {
        self::mark(&mut out, mark);
    }
    gantt.texts.iter().for_each(|line| out.text(line));
    out.close()
}

fn mark(out: &mut Writer, mark: &Mark) {
    out.line(format_args!("<g>"));
    out.tooltip(mark.tooltip.as_ref());
    match mark.look {
        Look::Closed => rect(out, mark, "fill=\"#e4e4e4\""),
        Look::Rule => rect(out, mark, "fill=\"#999\""),
        Look::Line => rect(out, mark, "fill=\"#bbb\""),
        Look::Task => rect(out, mark, "fill=\"#222\""),
        Look::Question => rhombus(out, mark),
        Look::Wait => rect(out, mark, "fill=\"#fff\" stroke=\"#000\""),
        Look::Call => bracket(out, mark),
        Look::BrokenOff | Look::Late => {
            rect(out, mark, "fill=\"#fff\" stroke=\"#000\" stroke-width=\"0.7\"");
            hatching(out, mark);
        }
        Look::Limit => dashed(out, mark),
        Look::Runs => rect(out, mark, "fill=\"#000\""),
        Look::Pause => {
            rect(out, mark, "fill=\"#fff\" stroke=\"#000\" stroke-width=\"0.8\" stroke-dasharray=\"1.5 1.5\"");
        }
        Look::Beyond => head(out, mark),
    }
    out.line(format_args!("</g>"));
}

fn rect(out: &mut Writer, Mark { left, top, width, height, .. }: &Mark, style: &str) {
    let [x, y, wide, high] = [left, top, width, height].map(|length| number(*length));
    out.line(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" {style}/>"));
}

fn rhombus(out: &mut Writer, mark: &Mark) {
    let Mark { left, top, width, height, .. } = *mark;
    let (right, bottom) = (left + width, top + height);
    let (x, y) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    polygon(out, &[(left, y), (x, top), (right, y), (x, bottom)]);
}

/// A bar with feet, over the steps of another procedure.
fn bracket(out: &mut Writer, mark: &Mark) {
    let Mark { left, top, width, height, .. } = *mark;
    let (right, foot) = (left + width, (height * 0.6).min(width / 2.0));
    let (bottom, under) = (top + height, top + height * 0.4);
    let corners =
        [(left, top), (right, top), (right, bottom), (right - foot, under), (left + foot, under), (left, bottom)];
    polygon(out, &corners);
}

/// A head that points at what lies beyond the chart.
fn head(out: &mut Writer, mark: &Mark) {
    let Mark { left, top, width, height, .. } = *mark;
    polygon(out, &[(left, top), (left + width, top + height / 2.0), (left, top + height)]);
}

fn polygon(out: &mut Writer, corners: &[(f64, f64)]) {
    let outline = path(corners.iter().map(|(x, y)| Point { x: *x, y: *y }));
    out.line(format_args!("<path d=\"{outline}z\"/>"));
}

fn dashed(out: &mut Writer, Mark { left, top, height, .. }: &Mark) {
    let [x, from, to] = [*left, *top, top + height].map(number);
    out.line(format_args!(
        "<path d=\"M{x} {from}L{x} {to}\" fill=\"none\" stroke=\"#000\" stroke-width=\"1.2\" stroke-dasharray=\"5 2.5\"/>"
    ));
}

/// Slanting lines, each cut where it meets the edge: not every viewer prints patterns.
fn hatching(out: &mut Writer, mark: &Mark) {
    let Mark { left, top, width, height, .. } = *mark;
    let bottom = top + height;
    let mut lines = String::new();
    let mut foot = HATCHING - height;
    while foot < width {
        let (from, to) = (foot.max(0.0), (foot + height).min(width));
        let [x, y] = [left + from, bottom - (from - foot)].map(number);
        let [end, up] = [left + to, bottom - (to - foot)].map(number);
        // Writing to a string cannot fail.
        let _ = write!(lines, "M{x} {y}L{end} {up}");
        foot += HATCHING;
    }
    if !lines.is_empty() {
        out.line(format_args!("<path d=\"{lines}\" fill=\"none\" stroke=\"#000\" stroke-width=\"0.7\"/>"));
    }
}
