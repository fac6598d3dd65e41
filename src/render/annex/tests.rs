//! Annexes of real flows, and of random ones, in every style: whatever the graph, nothing overlaps.

#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod geometry;
mod random;
mod samples;
mod sheets;

use super::*;
use crate::render::{dot, svg};
use samples::Sample;

const STYLES: [DiagramStyle; 3] = [DiagramStyle::Flowchart, DiagramStyle::Interaction, DiagramStyle::Swimlanes];

fn draw_as(sample: &Sample, style: DiagramStyle) -> Drawing {
    annex(&sample.set, sample.set.processes.first().expect("a sample has one process"), style)
}

fn draw(sample: &Sample) -> Drawing {
    draw_as(sample, DiagramStyle::Flowchart)
}

fn shape<'a>(drawing: &'a Drawing, id: &str) -> &'a Shape {
    drawing.shapes.iter().find(|shape| shape.id == id).unwrap_or_else(|| panic!("{id}"))
}

#[test]
fn samples_are_drawn_cleanly() {
    for sample in samples::all() {
        for style in STYLES {
            let drawing = draw_as(&sample, style);
            geometry::check(&drawing).unwrap_or_else(|fault| panic!("{} {style:?}: {fault}", sample.name));
        }
    }
}

#[test]
fn a_refusal_stands_right_of_its_condition() {
    let drawing = draw(&samples::medical());
    let condition = shape(&drawing, "condition-1").centre;
    let refusal = drawing.shapes.iter().find(|shape| shape.symbol == Symbol::Refusal).expect("a refusal").centre;
    assert!((condition.y - refusal.y).abs() < 0.01 && condition.x < refusal.x);
    assert!((condition.x - shape(&drawing, "action-4").centre.x).abs() < 0.01);
}

#[test]
fn the_medical_flow_fits_one_sheet() {
    let drawing = draw(&samples::medical());
    assert!((drawing.height - 841.89).abs() < 0.01 && (drawing.width - 595.28).abs() < 0.01);
}

#[test]
fn branches_of_a_fork_stand_side_by_side() {
    let drawing = draw(&samples::parallel());
    let (one, other) = (shape(&drawing, "action-2").centre, shape(&drawing, "action-3").centre);
    assert!((one.y - other.y).abs() < 0.01 && one.x < other.x);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for style in STYLES {
        let (one, other) = (draw_as(&samples::portal(), style), draw_as(&samples::portal(), style));
        assert_eq!(svg(&one), svg(&other));
        assert_eq!(dot(&one), dot(&other));
    }
}

#[test]
fn no_text_of_an_author_becomes_markup() {
    let drawing = draw(&samples::hostile());
    let (svg, dot) = (svg(&drawing), dot(&drawing));
    assert!(!svg.contains("<script") && !svg.contains('\u{1}') && svg.contains("&lt;script&gt;"));
    assert!(!dot.contains("\"evil\"") && !dot.contains('\u{1}'));
    let nodes = dot.lines().filter(|line| line.trim_start().starts_with("\"n") && !line.contains("->")).count();
    assert_eq!(nodes, drawing.shapes.len());
}

/// A way stands out whatever the style leaves out or puts together: its boxes, and its arrows alone.
#[test]
fn a_way_stands_out_in_every_style() {
    let sample = samples::portal();
    for style in STYLES {
        let drawing = draw_as(&sample, style).emphasised(&BTreeSet::from([0, 1]), &BTreeSet::from([0]));
        let emphasis = drawing.emphasis.as_ref().expect("an emphasis");
        let shapes: Vec<_> = emphasis.shapes.iter().filter_map(|index| drawing.shapes.get(*index)).collect();
        assert!(shapes.len() >= 2 && shapes.iter().all(|shape| shape.nodes.iter().all(|node| *node < 2)), "{style:?}");
        let mut arrows = emphasis.arrows.iter().filter_map(|index| drawing.arrows.get(*index));
        let arrow = arrows.find(|arrow| !arrow.edges.is_empty()).expect("an arrow of an edge");
        assert_eq!(arrow.edges, [0], "{style:?}");
        assert!(svg(&drawing).contains("opacity"));
    }
}

#[test]
fn the_printed_dot_parses() {
    for (sample, style) in samples::all().iter().zip(STYLES.into_iter().cycle()) {
        let dot = dot(&draw_as(sample, style));
        if let Err(fault) = graphviz_rust::parse(&dot) {
            panic!("{}: {fault}", sample.name);
        }
    }
}

#[test]
fn only_symbols_in_use_are_explained() {
    let legend = draw(&samples::looped()).legend;
    let unused = [Symbol::Bar, Symbol::Wait, Symbol::Call].map(Entry::Symbol);
    assert!(legend.iter().all(|symbol| !unused.contains(&symbol.entry)));
}
