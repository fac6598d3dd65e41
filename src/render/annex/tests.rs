//! Annexes of real flows, and of random ones, in every style: whatever the graph, nothing overlaps.

#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod geometry;
mod random;
mod samples;
mod sheets;

use super::*;
use crate::render::{dot, loose_dot, svg, tinted};
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
    let loose = loose_dot(&drawing);
    assert!(!loose.contains("\"evil\"") && !loose.contains('\u{1}'));
    assert!(graphviz_rust::parse(&loose).is_ok());
}

/// In DOT the way stands out as in SVG: what is not on it is grey, what is on it thick.
#[test]
fn a_way_stands_out_in_dot() {
    let drawing = draw(&samples::medical());
    let plain = dot(&drawing);
    assert!(!plain.contains("#999999"));
    let (nodes, edges) = (BTreeSet::from([0, 1]), BTreeSet::from([0]));
    let drawing = drawing.emphasised(&nodes, &edges);
    for text in [dot(&drawing), loose_dot(&drawing)] {
        let thick = text.lines().filter(|line| line.contains("->") && line.contains("penwidth=\"2.2\"")).count();
        let grey = text.lines().filter(|line| line.contains("->") && line.contains("#999999")).count();
        assert_eq!((thick, thick + grey), (1, drawing.arrows.len()));
    }
}

/// Whoever restyles the graph gets every box and arrow of it, each lane as a cluster, and no place.
#[test]
fn a_graph_without_places_has_all_else() {
    let drawing = draw_as(&samples::portal(), DiagramStyle::Interaction);
    let text = loose_dot(&drawing);
    assert!(!text.contains("pos=") && graphviz_rust::parse(&text).is_ok());
    assert_eq!(text.matches("->").count(), drawing.arrows.len());
    assert_eq!(text.matches("subgraph \"cluster").count(), drawing.lanes.len());
    for shape in &drawing.shapes {
        assert_eq!(text.matches(&format!("id=\"{}\"", shape.id)).count(), 1, "{}", shape.id);
    }
}

/// The boxes of one participant have one colour, those of another another.
#[test]
fn participants_differ_in_colour() {
    let sample = random::chain(9, 3, 2);
    let process = sample.set.processes.first().expect("a sample has one process");
    let drawing = tinted(draw_as(&sample, DiagramStyle::Interaction), process);
    let mut colours: Vec<BTreeSet<&str>> = Vec::new();
    for lane in &drawing.lanes {
        let own = drawing.shapes.iter().filter(|shape| lane.body.holds(shape.centre));
        colours.push(own.filter_map(|shape| shape.fill).collect());
    }
    assert!(colours.iter().all(|own| own.len() <= 1));
    let all: Vec<&str> = colours.iter().flatten().copied().collect();
    assert!(all.len() == 3 && all.iter().collect::<BTreeSet<_>>().len() == all.len());
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
