//! An annex on several sheets: where the grid is cut, and what the connectors say.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::sheet::Sheet;
use super::style::Paper;
use super::{Annex, Packing, SIZES, SMALLEST};
use crate::render::content::Content;
use crate::render::drawing::{Drawing, Line, Symbol};
use crate::render::layout::{Fitting, Flow, Layout, factor};
use crate::render::place::{Cut, Part, Region, Side};
use crate::render::text::Face;
use crate::render::wording;

/// The font size sheets are filled at, if the lanes leave room for it; more fits at the smallest, but several
/// sheets of small print are read by nobody.
const COMFORTABLE: f64 = 8.0;
/// With so few sheets of a paper no larger one is tried.
const FEW: usize = 4;
/// So many places along the flow usually fit a sheet.
const GUESS: usize = 8;
/// The number that the room for the words of connectors is measured by.
const ANY_SHEET: &str = "88";
/// The same for the words over a sheet.
const ANY_NUMBER: usize = 88;
/// A letter with a number behind it.
const ANY_LETTER: usize = 99;

/// The sheets of an annex that fits no single one.
pub(super) fn pages(annex: &Annex<'_>, packing: &Packing<'_>) -> Vec<Drawing> {
    let book = Book { annex, packing, known: RefCell::default() };
    let (paper, regions) = book.divide();
    let labels = Labels::new(&book, &regions);
    let count = regions.len();
    let leaves = regions.iter().enumerate().map(|(place, region)| {
        let words = |side, cut| labels.words(side, cut, book.content(side, cut));
        book.leaf(region, Some((place + 1, count)), words)
    });
    let leaves: Vec<Leaf> = leaves.collect();
    let fits_all = |size: &f64| leaves.iter().all(|leaf| book.fit(leaf, paper, *size).is_some());
    let size = SIZES.into_iter().find(fits_all).unwrap_or(SMALLEST);
    leaves.iter().map(|leaf| book.draw(leaf, paper, size)).collect()
}

/// What stands on a sheet, laid out.
struct Leaf {
    layout: Layout,
    lanes: Vec<String>,
    number: Option<(usize, usize)>,
}

/// What the sheets of an annex are tried on.
#[derive(Clone, Copy)]
struct Trial {
    paper: Paper,
    /// The font size.
    size: f64,
    /// The area of paper there may be.
    most: f64,
}

/// Why a paper does not hold an annex.
enum Misfit {
    /// Not even one place goes on it.
    TooSmall,
    /// More of it is needed than is allowed.
    TooMany,
}

struct Book<'a> {
    annex: &'a Annex<'a>,
    packing: &'a Packing<'a>,
    /// What was laid out for a trial, by the bounds of its region.
    known: RefCell<BTreeMap<(usize, usize, usize, usize), Leaf>>,
}

impl<'a> Book<'a> {
    fn flow(&self) -> Flow {
        self.annex.manner.flow
    }

    /// Places along the flow and across it.
    fn extent(&self) -> (usize, usize) {
        let chart = &self.packing.placed.chart;
        match self.flow() {
            Flow::Down => (chart.rows(), chart.columns()),
            Flow::Right => (chart.columns(), chart.rows()),
        }
    }

    /// The first paper that needs few sheets; failing that, the paper of which least is needed. Where none
    /// holds all lanes side by side, they are parted on the last.
    fn divide(&self) -> (Paper, Vec<Region>) {
        let papers = self.annex.manner.papers;
        let few = |paper: &Paper| Some((*paper, self.sheets(*paper, area(*paper, FEW))?));
        if let Some(found) = papers.iter().find_map(few) {
            return found;
        }
        // A large paper needs few sheets, which are soon tried; of a smaller one no more are then tried than pay.
        let mut best: Option<(Paper, Vec<Region>)> = None;
        for paper in papers.iter().rev() {
            // The areas of papers differ in a fraction of a point.
            let most = best.as_ref().map_or(f64::INFINITY, |(paper, regions)| area(*paper, regions.len()) * 1.01);
            best = self.sheets(*paper, most).map(|regions| (*paper, regions)).or(best);
        }
        let last = papers.last().copied().unwrap_or_default();
        best.unwrap_or_else(|| (last, self.tiles(last)))
    }

    /// The sheets of a paper, at the comfortable font size or else the smallest; nothing if their area is more than
    /// `most`, or if the paper is too small.
    fn sheets(&self, paper: Paper, most: f64) -> Option<Vec<Region>> {
        let (_, across) = self.extent();
        for size in [COMFORTABLE, SMALLEST] {
            match self.rows(&(0..across), Trial { paper, size, most }) {
                Ok(regions) => return Some(regions),
                Err(Misfit::TooMany) => return None,
                Err(Misfit::TooSmall) => {}
            }
        }
        None
    }

    /// Cuts along both axes: what does not fit across is halved until it does, or is one place wide.
    fn tiles(&self, paper: Paper) -> Vec<Region> {
        let (_, across) = self.extent();
        let trial = Trial { paper, size: SMALLEST, most: f64::INFINITY };
        let mut open: Vec<Range<usize>> = std::iter::once(0..across).collect();
        let mut regions = Vec::new();
        while let Some(part) = open.pop() {
            if part.len() < 2 {
                regions.extend(self.fill(&part, trial, |start| Some(start + 1)).unwrap_or_default());
                continue;
            }
            if let Ok(rows) = self.rows(&part, trial) {
                regions.extend(rows);
                continue;
            }
            let middle = part.start.midpoint(part.end);
            open.extend([part.start..middle, middle..part.end]);
        }
        regions.sort_by_key(|region| (region.along.start, region.across.start));
        regions
    }

    /// Regions one after the other along the flow, about equally long.
    fn rows(&self, across: &Range<usize>, trial: Trial) -> Result<Vec<Region>, Misfit> {
        let longest = self.fill(across, trial, |_| None)?;
        let (along, _) = self.extent();
        let count = longest.len().max(1);
        let border = |number: usize| along * number / count;
        let even =
            (0..count).map(|number| Region { along: border(number)..border(number + 1), across: across.clone() });
        let even: Vec<Region> = even.collect();
        let is_even = even.iter().all(|region| self.has_boxes(region) && self.fits(region, trial.paper, trial.size));
        Ok(if is_even { even } else { longest })
    }

    /// The same, as long as the paper lets them be. Where one place is too large for the paper, `on` says where
    /// to go on.
    fn fill(
        &self,
        across: &Range<usize>,
        Trial { paper, size, most }: Trial,
        on: impl Fn(usize) -> Option<usize>,
    ) -> Result<Vec<Region>, Misfit> {
        let (along, _) = self.extent();
        let mut regions = Vec::new();
        let (mut start, mut guess) = (0, GUESS);
        while start < along {
            let fits = |end: usize| self.fits(&Region { along: start..end, across: across.clone() }, paper, size);
            let end = longest(start..along, guess, fits).or_else(|| on(start)).ok_or(Misfit::TooSmall)?;
            guess = end - start;
            let region = Region { along: start..end, across: across.clone() };
            regions.extend(Some(region).filter(|region| self.has_boxes(region)));
            if area(paper, regions.len()) > most {
                return Err(Misfit::TooMany);
            }
            start = end;
        }
        Ok(regions)
    }

    fn has_boxes(&self, region: &Region) -> bool {
        let cells = (0..self.packing.figure.boxes.len()).map(|number| self.packing.placed.chart.cell(number));
        cells.into_iter().any(|cell| region.holds(self.flow(), cell))
    }

    /// Whether what a region holds goes on a sheet.
    fn fits(&self, region: &Region, paper: Paper, size: f64) -> bool {
        let language = self.annex.set.head.language;
        let words = |side, cut| {
            let text = match side {
                Side::Exit => wording::to_sheet(ANY_SHEET, language),
                Side::Entry => wording::from_sheets(&vec![ANY_SHEET.to_owned(); self.sources(region, cut)], language),
            };
            labelled(self.content(side, cut), &wording::connector(ANY_LETTER, language), text)
        };
        let number = if region.along.start == 0 { 1 } else { ANY_NUMBER };
        let key = (region.along.start, region.along.end, region.across.start, region.across.end);
        let mut known = self.known.borrow_mut();
        let leaf = known.entry(key).or_insert_with(|| self.leaf(region, Some((number, ANY_NUMBER)), words));
        self.fit(leaf, paper, size).is_some()
    }

    /// From how many boxes elsewhere the arrows of a cut come, hence from how many sheets at most.
    fn sources(&self, region: &Region, cut: Cut) -> usize {
        let placed = &self.packing.placed;
        let own = placed.connections.iter().filter(|connection| (connection.to, connection.line) == cut);
        let outside = own.map(|connection| connection.from);
        let outside = outside.filter(|from| !region.holds(self.flow(), placed.chart.cell(*from)));
        outside.collect::<BTreeSet<_>>().len()
    }

    fn leaf(&self, region: &Region, number: Option<(usize, usize)>, words: impl Fn(Side, Cut) -> Content) -> Leaf {
        let part = Part::new(&self.packing.placed, &self.packing.figure.boxes, region, words);
        let lanes = part.lanes.iter().filter_map(|lane| self.annex.lanes.get(*lane)).cloned().collect();
        Leaf { layout: Layout::new(part.placed, part.boxes, self.annex.manner.spacing), lanes, number }
    }

    /// The annex that has only the lanes of a leaf.
    fn annex<'b>(&self, leaf: &'b Leaf) -> Annex<'b>
    where
        'a: 'b,
    {
        Annex { lanes: &leaf.lanes, number: leaf.number, ..*self.annex }
    }

    fn fit<'b>(&self, leaf: &'b Leaf, paper: Paper, size: f64) -> Option<(Fitting<'b>, Sheet)> {
        let annex = self.annex(leaf);
        let sheet = annex.sheet(paper, &leaf.layout);
        let fitting = annex.fit(&leaf.layout, size, &sheet);
        annex.is_fit(&fitting.frame(), &sheet).then_some((fitting, sheet))
    }

    fn draw(&self, leaf: &Leaf, paper: Paper, size: f64) -> Drawing {
        let annex = self.annex(leaf);
        let fitted = self.fit(leaf, paper, size).map(|(fitting, sheet)| (fitting.picture(), sheet));
        let (picture, sheet) = fitted.unwrap_or_else(|| annex.outgrow_paper(&leaf.layout, &paper));
        annex.draw(picture, sheet)
    }

    /// A connector before it has its words; it is called what the arrow leads to.
    fn content(&self, side: Side, (to, line): Cut) -> Content {
        let target = self.packing.figure.boxes.get(to);
        let id = target.map(|target| target.id.as_str()).unwrap_or_default();
        let kind = if line == Line::Message { "-of-message" } else { "" };
        Content {
            id: match side {
                Side::Exit => format!("exit{kind}-to-{id}"),
                Side::Entry => format!("entry{kind}-to-{id}"),
            },
            symbol: Symbol::GoesOn,
            name: String::new(),
            text: Vec::new(),
            tooltip: target.map(|target| target.name.clone()),
            lane: 0,
            nodes: Vec::new(),
        }
    }
}

/// A connector with its letter and the words beside it.
fn labelled(content: Content, letter: &str, words: String) -> Content {
    let name = format!("{letter}: {words}");
    Content { name, text: vec![(letter.to_owned(), Face::Bold), (words, Face::Italic)], ..content }
}

/// The letters of what is cut, and the sheets on both sides.
struct Labels<'a> {
    book: &'a Book<'a>,
    letters: BTreeMap<Cut, Ends>,
}

/// Where the arrows of a cut lead to and come from: numbers of sheets.
#[derive(Default)]
struct Ends {
    letter: String,
    to: usize,
    from: BTreeSet<usize>,
}

impl<'a> Labels<'a> {
    /// Letters are given in the order in which the arrows leave.
    fn new(book: &'a Book<'a>, regions: &[Region]) -> Self {
        let placed = &book.packing.placed;
        let sheet = |number: usize| {
            regions
                .iter()
                .position(|region| region.holds(book.flow(), placed.chart.cell(number)))
                .map_or(0, |place| place + 1)
        };
        let sheets: Vec<usize> = (0..book.packing.figure.boxes.len()).map(sheet).collect();
        let ends = |number: usize| sheets.get(number).copied().unwrap_or(0);
        let mut cuts: Vec<(usize, usize, Cut)> = Vec::new();
        for connection in &placed.connections {
            let (from, to) = (ends(connection.from), ends(connection.to));
            if from != to {
                cuts.push((from, to, (connection.to, connection.line)));
            }
        }
        cuts.sort_unstable();
        let mut letters: BTreeMap<Cut, Ends> = BTreeMap::new();
        for (from, to, cut) in cuts {
            let number = letters.len();
            let ends = letters.entry(cut).or_default();
            if ends.letter.is_empty() {
                ends.letter = wording::connector(number, book.annex.set.head.language);
            }
            ends.to = to;
            ends.from.insert(from);
        }
        Self { book, letters }
    }

    fn words(&self, side: Side, cut: Cut, content: Content) -> Content {
        let language = self.book.annex.set.head.language;
        let Some(ends) = self.letters.get(&cut) else { return content };
        let words = match side {
            Side::Exit => wording::to_sheet(&ends.to.to_string(), language),
            Side::Entry => {
                let numbers: Vec<String> = ends.from.iter().map(ToString::to_string).collect();
                wording::from_sheets(&numbers, language)
            }
        };
        labelled(content, &ends.letter, words)
    }
}

/// The area of so many sheets.
fn area((wide, high): Paper, count: usize) -> f64 {
    wide * high * factor(count)
}

/// The greatest end in a range that satisfies a condition which later ends satisfy less, looked for from a
/// guess of its length; nothing if the first does not.
fn longest(range: Range<usize>, guess: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    // All ends up to `low` fit, none from `high` on does.
    let (mut low, mut high) = (range.start, range.end + 1);
    let mut next = (range.start + guess.max(1)).min(range.end);
    let mut step = 1;
    while low + 1 < high {
        if fits(next) {
            (low, next) = (next, next + step);
            step *= 2;
        } else {
            (high, next) = (next, next.saturating_sub(step));
            step *= 2;
        }
        if next <= low || next >= high {
            next = low.midpoint(high);
        }
    }
    (low > range.start).then_some(low)
}
