//! Annexes on several sheets: nothing is lost between them, and every connector has its other end.

use std::collections::{BTreeMap, BTreeSet};

use super::samples::Sample;
use super::{DiagramStyle, Drawing, Symbol, annex_sheets, geometry};
use crate::graph::Process;
use crate::render::drawing::Shape;

/// A4 and A3, upright and lying.
const PAPERS: [(f64, f64); 4] = [(595.28, 841.89), (841.89, 595.28), (841.89, 1190.55), (1190.55, 841.89)];

pub(super) fn sheets(sample: &Sample, style: DiagramStyle) -> Vec<Drawing> {
    annex_sheets(&sample.set, process(sample), style)
}

fn process(sample: &Sample) -> &Process {
    sample.set.processes.first().expect("a sample has one process")
}

/// All that must hold of the sheets of one annex; `printed` says that they must be such as printers have.
pub(super) fn check(sample: &Sample, style: DiagramStyle, printed: bool) -> Result<(), String> {
    let sheets = sheets(sample, style);
    for (number, sheet) in sheets.iter().enumerate() {
        let named = |fault: String| format!("sheet {} of {}: {fault}", number + 1, sheets.len());
        geometry::check(sheet).map_err(named)?;
        if printed {
            is_printable(sheet).map_err(named)?;
        }
    }
    all_is_there(process(sample), &sheets)?;
    connectors_meet(&sheets)
}

fn is_printable(sheet: &Drawing) -> Result<(), String> {
    let is_paper = |(wide, high): &(f64, f64)| (sheet.width - wide).abs() < 0.01 && (sheet.height - high).abs() < 0.01;
    if !PAPERS.iter().any(is_paper) {
        return Err(format!("no paper is {} by {}", sheet.width, sheet.height));
    }
    match sheet.lines().find(|line| line.size < 7.0) {
        Some(line) => Err(format!("«{}» is too small", line.text)),
        None => Ok(()),
    }
}

/// Every node stands on one sheet, and every edge that is drawn leaves and arrives.
fn all_is_there(process: &Process, sheets: &[Drawing]) -> Result<(), String> {
    let mut nodes: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let shown = sheet.shapes.iter().flat_map(|shape| &shape.nodes);
        shown.for_each(|node| {
            nodes.entry(*node).or_default().insert(number);
        });
    }
    let count = process.nodes().count();
    if let Some(node) = (0..count).find(|node| nodes.get(node).is_none_or(|sheets| sheets.len() != 1)) {
        return Err(format!("node {node} stands on {:?}", nodes.get(&node)));
    }
    let sheet_of = |node: usize| nodes[&node].first().copied().unwrap_or_default();
    for (place, edge) in process.edges().enumerate() {
        let (from, to) = (sheet_of(edge.from.index()), sheet_of(edge.to.index()));
        let drawn = |sheet: usize| sheets[sheet].arrows.iter().any(|arrow| arrow.edges.contains(&place));
        // A refusal and the end that only repeats it are one box.
        let is_inside = sheets[from].shapes.iter().any(|shape| {
            edge.from != edge.to && [edge.from, edge.to].iter().all(|node| shape.nodes.contains(&node.index()))
        });
        if !is_inside && (!drawn(from) || !drawn(to)) {
            return Err(format!("edge {place} is lost between sheets {from} and {to}"));
        }
    }
    Ok(())
}

/// What is to be read at a connector: its letter, and the numbers of sheets beside it.
fn read(shape: &Shape) -> (String, Vec<usize>) {
    let letter = shape.text.iter().map(|line| line.text.as_str()).collect();
    let words: Vec<&str> = shape.beside.iter().map(|line| line.text.as_str()).collect();
    let words = words.join(" ");
    let numbers = words.split(|letter: char| !letter.is_ascii_digit()).filter_map(|number| number.parse().ok());
    (letter, numbers.collect())
}

/// Whoever follows the letter on the sheet that is named finds the arrow again, and at its other end the
/// sheet that he came from.
fn connectors_meet(sheets: &[Drawing]) -> Result<(), String> {
    let of = |number: usize, symbol: Symbol| {
        let shapes = sheets.get(number - 1).into_iter().flat_map(|sheet| sheet.shapes.iter().enumerate());
        shapes.filter(move |(_, shape)| shape.symbol == symbol)
    };
    let edges = |number: usize, shape: usize| -> BTreeSet<usize> {
        let arrows = sheets[number - 1].arrows.iter().filter(|arrow| arrow.from == shape || arrow.to == shape);
        arrows.flat_map(|arrow| arrow.edges.clone()).collect()
    };
    let (mut left, mut entered) = (BTreeSet::new(), BTreeSet::new());
    for number in 1..=sheets.len() {
        entered.extend(of(number, Symbol::ComesFrom).flat_map(|(shape, _)| edges(number, shape)));
        for (place, exit) in of(number, Symbol::GoesOn) {
            let (letter, numbers) = read(exit);
            let [target] = numbers.as_slice() else { return Err(format!("{letter} names {numbers:?}")) };
            let mut entries = of(*target, Symbol::ComesFrom).filter(|(_, entry)| read(entry).0 == letter);
            let (Some((entry, shape)), None) = (entries.next(), entries.next()) else {
                return Err(format!("{letter} of sheet {number} is not once on sheet {target}"));
            };
            if !read(shape).1.contains(&number) {
                return Err(format!("{letter} on sheet {target} does not name sheet {number}"));
            }
            let own = edges(number, place);
            if !own.is_subset(&edges(*target, entry)) {
                return Err(format!("{letter} leads from sheet {number} to another arrow of sheet {target}"));
            }
            left.extend(own);
        }
    }
    if left == entered { Ok(()) } else { Err(format!("{left:?} leave their sheets, {entered:?} enter others")) }
}

#[test]
fn what_fits_one_sheet_has_no_number() {
    let sheets = sheets(&super::samples::medical(), DiagramStyle::Flowchart);
    assert!(matches!(sheets.as_slice(), [only] if only.sheet.is_none()));
}

#[test]
fn every_sheet_says_which_it_is_and_repeats_the_lanes() {
    let sample = super::random::chain(60, 8, 5);
    for style in super::STYLES {
        let sheets = sheets(&sample, style);
        assert!(sheets.len() > 1, "{style:?}");
        for (place, sheet) in sheets.iter().enumerate() {
            let number = format!("{} из {}", place + 1, sheets.len());
            assert_eq!(sheet.sheet, Some((place + 1, sheets.len())));
            assert!(sheet.captions.iter().any(|line| line.text.ends_with(&number)), "{number}");
            assert_eq!(sheet.lanes.len(), sheets[0].lanes.len());
        }
        assert_eq!(check(&sample, style, true), Ok(()));
    }
}
