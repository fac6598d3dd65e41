//! Cells in lanes: text order gives the place along the flow, the participant the lane across it.
//!
//! A lane has as many sub-tracks as it needs: the main flow keeps to its first, a refusal stands
//! beside its condition in the next, and so do branches that go on at the same time.

use std::collections::BTreeMap;

use super::{Placed, join, through_passages};
use crate::render::content::{Figure, Tie};
use crate::render::drawing::Symbol;
use crate::render::layout::{Cell, Flow, Ports, at, put};

/// Places the boxes of a diagram with lanes. In one place along the flow at most so many steps stand
/// that follow each other in different lanes.
pub(in crate::render) fn lanes(figure: &Figure, flow: Flow, most: usize) -> Placed {
    let mut placer = Placer::new(figure, most);
    for number in 0..figure.boxes.len() {
        placer.place(number);
        placer.place_passages(number);
    }
    let (cells, lanes) = placer.cells(flow);
    let mut joined = join(figure, flow, &cells, &placer.passages, |_| Ports::All);
    joined.chart.lanes = lanes;
    joined
}

/// A place in the lanes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Spot {
    /// How far along the flow.
    step: usize,
    lane: usize,
    /// The sub-track of the lane.
    track: usize,
}

struct Placer<'a> {
    figure: &'a Figure,
    most: usize,
    /// By box, and after them by passage.
    spots: Vec<Spot>,
    /// The box or passage at each step, lane and track.
    taken: BTreeMap<(usize, usize, usize), usize>,
    /// The arrows that have a passage.
    passages: Vec<usize>,
    has_passage: Vec<bool>,
    /// The arrows out of each box, and those with the flow into it.
    outgoing: Vec<Vec<usize>>,
    incoming: Vec<Vec<usize>>,
    /// The first step that nothing stands at yet.
    next: usize,
}

impl<'a> Placer<'a> {
    fn new(figure: &'a Figure, most: usize) -> Self {
        let count = figure.boxes.len();
        let (mut outgoing, mut incoming) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for (number, tie) in figure.ties.iter().enumerate() {
            outgoing.get_mut(tie.from).into_iter().for_each(|list| list.push(number));
            if tie.from < tie.to {
                incoming.get_mut(tie.to).into_iter().for_each(|list| list.push(number));
            }
        }
        Self {
            figure,
            most,
            spots: vec![Spot::default(); count],
            taken: BTreeMap::new(),
            passages: Vec::new(),
            has_passage: through_passages(figure, |_| false),
            outgoing,
            incoming,
            next: 0,
        }
    }

    fn tie(&self, tie: usize) -> Option<&'a Tie> {
        self.figure.ties.get(tie)
    }

    fn symbol(&self, number: usize) -> Symbol {
        self.figure.boxes.get(number).map_or(Symbol::Task, |content| content.symbol)
    }

    fn lane(&self, number: usize) -> usize {
        self.figure.boxes.get(number).map_or(0, |content| content.lane)
    }

    fn out_of(&self, number: usize) -> &[usize] {
        self.outgoing.get(number).map_or(&[], Vec::as_slice)
    }

    /// Where the arrows with the flow into a box come from: the arrow, and the box or its passage.
    fn sources(&self, number: usize) -> Vec<(usize, usize)> {
        let ties = self.incoming.get(number).into_iter().flatten();
        let source = |tie: &usize| {
            let passage = self.passages.iter().position(|other| other == tie);
            let from = self.tie(*tie)?.from;
            Some((*tie, passage.map_or(from, |place| self.figure.boxes.len() + place)))
        };
        ties.filter_map(source).collect()
    }

    fn place(&mut self, number: usize) {
        let sources = self.sources(number);
        let lane = self.lane(number);
        let latest = sources.iter().copied().max_by_key(|(_, source)| at(&self.spots, *source).step);
        let Some((tie, source)) = latest else {
            return self.put(number, Spot { step: self.next, lane, track: 0 });
        };
        let before = at(&self.spots, source);
        if self.stands_beside(number, source, &sources) {
            let track = if lane == before.lane { before.track + 1 } else { 0 };
            return self.put(number, Spot { step: before.step, lane, track });
        }
        if self.shares_step(number, source, &sources) {
            return self.put(number, Spot { step: before.step, lane, track: 0 });
        }
        let track = self.track(number, tie, &sources);
        self.put(number, Spot { step: before.step + 1, lane, track });
    }

    /// Puts something in the first free track from the wanted one.
    fn put(&mut self, number: usize, wanted: Spot) {
        let mut track = wanted.track;
        while self.taken.contains_key(&(wanted.step, wanted.lane, track)) {
            track += 1;
        }
        self.taken.insert((wanted.step, wanted.lane, track), number);
        put(&mut self.spots, number, Spot { track, ..wanted });
        self.next = self.next.max(wanted.step + 1);
    }

    /// A refusal beside its condition, a message beside the step that sends it.
    fn stands_beside(&self, number: usize, source: usize, sources: &[(usize, usize)]) -> bool {
        let is_aside = match self.symbol(number) {
            Symbol::Message => true,
            Symbol::Refusal => self.symbol(source) == Symbol::Decision,
            _ => false,
        };
        is_aside && sources.len() == 1 && source < self.figure.boxes.len() && self.out_of(number).is_empty()
    }

    /// Whether a step may stand at the same place along the flow as the only one before it: in
    /// another lane, with nothing between the two, and going on in the direction of those before.
    fn shares_step(&self, number: usize, source: usize, sources: &[(usize, usize)]) -> bool {
        let (before, lane) = (at(&self.spots, source), self.lane(number));
        let others = self.out_of(source).iter().filter_map(|tie| self.tie(*tie));
        let onward = others.filter(|tie| self.symbol(tie.to) != Symbol::Message).count();
        let is_plain = !matches!(self.symbol(source), Symbol::Decision | Symbol::Bar | Symbol::MessageStart);
        if source >= self.figure.boxes.len() || sources.len() != 1 || onward != 1 || !is_plain {
            return false;
        }
        if lane == before.lane || before.step + 1 != self.next || self.symbol(number) == Symbol::MessageEnd {
            return false;
        }
        let (low, high) = (lane.min(before.lane), lane.max(before.lane));
        let column = |from: usize, to: usize| {
            self.taken.range((before.step, from, 0)..(before.step, to, 0)).map(|(_, other)| *other).collect::<Vec<_>>()
        };
        let between: Vec<usize> = column(low, high + 1).into_iter().filter(|other| *other != source).collect();
        let count = column(0, usize::MAX).into_iter().filter(|other| self.is_on_way(*other)).count();
        let refusals = self.out_of(number).iter().filter_map(|tie| self.tie(*tie)).map(|tie| tie.to);
        let mut refusals = refusals.filter(|to| self.symbol(*to) == Symbol::Refusal).map(|to| self.lane(to));
        let clear = self.symbol(number) != Symbol::Decision
            || refusals.all(|other| other == lane || other < low || other > high);
        between.is_empty() && clear && count < self.most
    }

    /// Whether a box is a step of the flow and no more than an aside.
    fn is_on_way(&self, number: usize) -> bool {
        !matches!(self.symbol(number), Symbol::Refusal | Symbol::Message)
    }

    /// The track a step would like: that of the step before it if that is in its lane, the next one
    /// for the lesser branch of a condition.
    fn track(&self, number: usize, tie: usize, sources: &[(usize, usize)]) -> usize {
        let lane = self.lane(number);
        let tracks = sources.iter().map(|(_, source)| at(&self.spots, *source)).filter(|spot| spot.lane == lane);
        let Some(track) = tracks.map(|spot| spot.track).min() else { return 0 };
        if sources.len() == 1 && self.is_lesser(tie) { track + 1 } else { track }
    }

    /// Of two ways out the lesser: not the preferred one, or the one that does not lead so far.
    fn is_lesser(&self, tie: usize) -> bool {
        let Some(own) = self.tie(tie) else { return false };
        let others = self.out_of(own.from).iter().filter(|other| **other != tie).filter_map(|other| self.tie(*other));
        let others: Vec<&Tie> = others.filter(|other| self.symbol(other.to) != Symbol::Message).collect();
        match others.as_slice() {
            [other] if !self.is_on_way(other.to) => false,
            [other] => (other.preferred, other.to) > (own.preferred, own.to),
            _ => false,
        }
    }

    /// The empty places for the labels of a box that many arrows leave stand side by side after it.
    fn place_passages(&mut self, number: usize) {
        let spot = at(&self.spots, number);
        for tie in self.outgoing.get(number).cloned().unwrap_or_default() {
            if at(&self.has_passage, tie) {
                self.passages.push(tie);
                self.spots.push(Spot::default());
                let passage = self.spots.len() - 1;
                self.put(passage, Spot { step: spot.step + 1, ..spot });
            }
        }
    }

    /// Rows and columns, and the lane of each track.
    fn cells(&self, flow: Flow) -> (Vec<Cell>, Vec<usize>) {
        let mut widths = vec![1; self.figure.lanes.len().max(1)];
        for spot in &self.spots {
            let wide = at(&widths, spot.lane).max(spot.track + 1);
            put(&mut widths, spot.lane, wide);
        }
        let lanes: Vec<usize> =
            widths.iter().enumerate().flat_map(|(lane, wide)| std::iter::repeat_n(lane, *wide)).collect();
        let first = |lane: usize| widths.iter().take(lane).sum::<usize>();
        let cell = |spot: &Spot| {
            let across = first(spot.lane) + spot.track;
            match flow {
                Flow::Down => Cell { row: spot.step, column: across, last: across },
                Flow::Right => Cell { row: across, column: spot.step, last: spot.step },
            }
        };
        (self.spots.iter().map(cell).collect(), lanes)
    }
}
