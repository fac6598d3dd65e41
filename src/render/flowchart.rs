//! The flowchart style: the flow goes down, a refusal stands beside its condition.
//!
//! `plan` finds what hangs from what, `grid` gives every step a row and a column, `route` leads the
//! arrows along the channels between them and `tracks` keeps those apart; only `fit` knows lengths.

mod content;
mod fit;
mod grid;
mod list;
mod measure;
mod plan;
mod route;
mod tracks;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use fit::{Layout, Picture};

use super::drawing::{Drawing, Point, Shape, Symbol, share_lines};
use super::page::{self, Page};
use super::text::Face;
use super::wording;
use crate::graph::{Process, ProcessSet};
use crate::model::{Diagram, DiagramStyle};

/// The font sizes, the best first. Below the last one the sheet gets wider instead.
const SIZES: [f64; 7] = [10.0, 9.5, 9.0, 8.5, 8.0, 7.5, SMALLEST];
const SMALLEST: f64 = 7.0;

/// Lays out the block scheme of a process: «Блок-схема прохождения каждого действия».
#[must_use]
pub fn flowchart(set: &ProcessSet, process: &Process) -> Drawing {
    let contents = content::contents(set, process);
    let plan = plan::Plan::new(content::traits(&contents), content::links(process));
    let grid = grid::Grid::new(&plan);
    let routes = route::route(&plan, &grid);
    let tracks = tracks::Tracks::new(&routes.runs);
    let layout = Layout { plan, grid, routes, tracks, contents };
    let symbols: BTreeSet<Symbol> = layout.contents.nodes.iter().map(|node| node.symbol).collect();
    let heading = Heading { set, process };
    let (picture, page) = choose(&layout, |width| heading.page(width, &symbols));
    draw(&heading, page, picture)
}

/// The largest font at which the picture fits a sheet; else the largest at which it is not too wide.
fn choose(layout: &Layout, page: impl Fn(f64) -> Page) -> (Picture, Page) {
    let sheet = page(page::WIDTH);
    let mut wide_enough = None;
    for size in SIZES {
        let picture = layout.fit(size, sheet.room());
        if picture.width > sheet.room() {
            continue;
        }
        if picture.height <= sheet.free_height() {
            return (picture, sheet);
        }
        wide_enough.get_or_insert(picture);
    }
    if let Some(picture) = wide_enough {
        return (picture, sheet);
    }
    let picture = layout.fit(SMALLEST, sheet.room());
    let page = page(picture.width + page::WIDTH - sheet.room());
    (picture, page)
}

fn draw(heading: &Heading<'_>, page: Page, mut picture: Picture) -> Drawing {
    let (left, top) = ((page.width - picture.width) / 2.0, page.top);
    picture.shapes.iter_mut().for_each(|shape| move_shape(shape, left, top));
    for arrow in &mut picture.arrows {
        arrow.points.iter_mut().for_each(|point| move_point(point, left, top));
        arrow.label.iter_mut().for_each(|line| move_point(&mut line.at, left, top));
    }
    share_lines(&mut picture.arrows);
    let width = page.width;
    let (captions, legend, height) = page.close(picture.height);
    Drawing {
        language: heading.set.head.language,
        title: heading.titles().join(": "),
        description: describe(&heading.set.head.title, &picture.shapes),
        width,
        height,
        captions,
        shapes: picture.shapes,
        arrows: picture.arrows,
        legend,
        emphasis: None,
    }
}

fn move_point(point: &mut Point, right: f64, down: f64) {
    point.x += right;
    point.y += down;
}

fn move_shape(shape: &mut Shape, right: f64, down: f64) {
    move_point(&mut shape.centre, right, down);
    shape.text.iter_mut().for_each(|line| move_point(&mut line.at, right, down));
}

/// The steps in words, in text order.
fn describe(regulation: &str, shapes: &[Shape]) -> String {
    let steps = shapes.iter().map(|shape| {
        let lines: Vec<_> = shape.text.iter().map(|line| line.text.as_str()).collect();
        lines.join(" ")
    });
    let texts: Vec<_> = std::iter::once(regulation.to_owned()).chain(steps).filter(|text| !text.is_empty()).collect();
    texts.join(" — ")
}

/// What stands over the picture.
struct Heading<'a> {
    set: &'a ProcessSet,
    process: &'a Process,
}

impl Heading<'_> {
    fn page(&self, width: f64, symbols: &BTreeSet<Symbol>) -> Page {
        let mut page = Page::new(width, self.set.head.language);
        if let Some(diagram) = self.process.diagrams.iter().find(|diagram| is_flowchart(diagram)) {
            page.header(&wording::annex_header(&diagram.annex, &self.set.head.title, self.set.head.language));
        }
        page.titles(&self.titles(), Face::Bold);
        page.explain(symbols);
        page
    }

    fn titles(&self) -> Vec<String> {
        let variant = self.process.variant.and_then(|id| self.set.head.variant(id));
        let own = [Some(self.process.title.clone()), variant.map(|variant| variant.title.clone())];
        let mut titles = vec![wording::flowchart_title(self.set.head.language).to_owned()];
        titles.extend(own.into_iter().flatten().filter(|title| !title.is_empty()));
        titles
    }
}

fn is_flowchart(diagram: &Diagram) -> bool {
    matches!(diagram.style, None | Some(DiagramStyle::Flowchart))
}
