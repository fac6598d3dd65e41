//! The way of every link through the channels of a grid, one after the other, the shortest first.
//!
//! What holds for every way, whatever the prices: it meets no box but its own two; the face of a box
//! carries only what comes to it or only what leaves it; and the middle line of a row or column
//! carries unrelated links nowhere together. So every link finds a way, and no two lie on each other.

use std::collections::{BTreeMap, BTreeSet};

use super::crowds::Crowds;
use super::list::{at, put};
use super::search::{Spot, State, Terrain, Way, Window, cheapest, is_middle, middle, number};
use super::{Cell, Chart, Flow, Link, Ports};

/// A step along the grid.
const STEP: u32 = 4;
/// A step along a line that a related link has already.
const SHARED: u32 = 3;
const BEND: u32 = 34;
const CROSSING: u32 = 30;
/// A step beside an unrelated link in the same channel.
const BESIDE: u32 = 1;
/// How many cells beyond its ends a way is first looked for.
const NEAR: usize = 4;

/// The spots of every link's way, from the middle of its first slot to the middle of its last.
pub(super) fn route(chart: &Chart) -> Vec<Vec<Spot>> {
    let mut router = Router::new(chart);
    let mut order: Vec<usize> = (0..chart.links.len()).collect();
    order.sort_by_key(|link| router.span(*link));
    let mut ways = vec![Vec::new(); chart.links.len()];
    for link in order {
        let way = router.lead(link);
        put(&mut ways, link, way);
    }
    ways
}

/// What a face of a slot is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    In,
    Out,
    /// By one link alone.
    Alone,
    /// By none: a link that leads elsewhere runs past it.
    Passed,
}

/// Half of a channel on the middle line of a row or column: the line's cell, the channel, and
/// whether it is the half after the channel's middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Half {
    level: bool,
    line: usize,
    channel: usize,
    after: bool,
}

struct Router<'a> {
    chart: &'a Chart,
    columns: usize,
    rows: usize,
    /// By [cell](Router::cell): the slot in it; a bar is in all that it covers.
    taken: Vec<Option<usize>>,
    /// Where bars lie across the channel before a cell.
    barred: Vec<bool>,
    /// By [half](Router::half): the links that lie there.
    claims: Crowds,
    /// By cell: the links that turn in it, where it is empty.
    turns: Crowds,
    /// By slot and [`Way`].
    faces: Vec<[Option<Use>; 4]>,
    /// The faces a slot must still be given: links alone, links out, links in.
    demands: Vec<[usize; 3]>,
    /// By [spot](Router::spot): the links there, level ones and upright ones.
    passing: Crowds,
}

impl<'a> Router<'a> {
    fn new(chart: &'a Chart) -> Self {
        let (columns, rows) = (chart.columns(), chart.rows());
        let (mut taken, mut barred) = (vec![None; columns * rows], vec![false; columns * rows]);
        for (number, slot) in chart.slots.iter().enumerate() {
            let Cell { row, column, last } = slot.cell;
            for covered in column..=last {
                put(&mut taken, row * columns + covered, Some(number));
                put(&mut barred, row * columns + covered, covered > column);
            }
        }
        let mut demands = vec![[0; 3]; chart.slots.len()];
        for link in &chart.links {
            if let Some([alone, out, _]) = demands.get_mut(link.from) {
                if link.alone { *alone += 1 } else { *out = 1 }
            }
            if let Some([_, _, into]) = demands.get_mut(link.to) {
                *into = 1;
            }
        }
        Self {
            chart,
            columns,
            rows,
            taken,
            barred,
            claims: Crowds::new(4 * (columns + 1) * (rows + 1)),
            turns: Crowds::new(columns * rows),
            faces: vec![[None; 4]; chart.slots.len()],
            demands,
            passing: Crowds::new(2 * (3 * columns + 2) * (3 * rows + 2)),
        }
    }

    /// The number of a cell; beyond the last column there is none.
    fn cell(&self, column: usize, row: usize) -> usize {
        if column < self.columns { row * self.columns + column } else { usize::MAX }
    }

    /// The number of a half of a channel.
    fn half(&self, half: Half) -> usize {
        let (column, row) = if half.level { (half.channel, half.line) } else { (half.line, half.channel) };
        4 * (row * (self.columns + 1) + column) + 2 * usize::from(half.level) + usize::from(half.after)
    }

    /// The number of a spot, for its level links or its upright ones.
    fn spot(&self, spot: Spot, level: bool) -> usize {
        2 * (spot.y * (3 * self.columns + 2) + spot.x) + usize::from(level)
    }

    fn face(&self, slot: usize, face: Way) -> Option<Use> {
        self.faces.get(slot).and_then(|faces| faces.get(face as usize)).copied().flatten()
    }

    /// Notes what a face is used for; gives what it was used for before.
    fn use_face(&mut self, slot: usize, face: Way, kind: Use) -> Option<Use> {
        let known = self.faces.get_mut(slot).and_then(|faces| faces.get_mut(face as usize));
        known.and_then(|known| known.replace(kind))
    }

    fn link(&self, link: usize) -> Link {
        at(&self.chart.links, link)
    }

    /// Links between neighbours first, then by length; those with the flow before those against it.
    fn span(&self, link: usize) -> (bool, usize, usize, usize) {
        let Link { from, to, .. } = self.link(link);
        let (one, other) = (self.chart.cell(from), self.chart.cell(to));
        let (across, down) = (one.column.abs_diff(other.column), one.row.abs_diff(other.row));
        (self.is_return(link), usize::from(across > 0) * usize::from(down > 0), across + down, link)
    }

    fn is_return(&self, link: usize) -> bool {
        let Link { from, to, .. } = self.link(link);
        let (one, other) = (self.chart.cell(from), self.chart.cell(to));
        match self.chart.flow {
            Flow::Down => other.row < one.row || from == to,
            Flow::Right => other.column < one.column || from == to,
        }
    }

    fn lead(&mut self, link: usize) -> Vec<Spot> {
        let mut way = self.search(link, true);
        if way.is_empty() || !self.leaves_faces(link, &way) {
            way = self.search(link, false);
        }
        if let [.., before, last] = way.as_slice() {
            self.settle(link, &way, direction(*before, *last));
        }
        way
    }

    /// The cheapest way, from the middle of its first slot; `may_pass` says whether it may run past
    /// the faces of other slots, so close that nothing else can use them.
    fn search(&self, link: usize, may_pass: bool) -> Vec<Spot> {
        let trip = Trip { router: self, ends: self.link(link), is_return: self.is_return(link), may_pass };
        let starts = trip.starts();
        let states: Vec<(State, u32)> = starts.iter().map(|(_, state, price)| (*state, *price)).collect();
        // Nearly every way keeps near the shortest one.
        let near = cheapest(&trip, &states, self.window(link, NEAR));
        let mut way = if near.is_empty() { cheapest(&trip, &states, self.window(link, usize::MAX)) } else { near };
        let start = starts.iter().find(|(_, (spot, _), _)| way.first() == Some(spot));
        if let Some((origin, ..)) = start {
            way.insert(0, *origin);
        }
        way
    }

    /// The part of the grid around both ends of a link, and so many cells more on each side.
    fn window(&self, link: usize, more: usize) -> Window {
        let Link { from, to, .. } = self.link(link);
        let (one, other) = (self.chart.cell(from), self.chart.cell(to));
        let low = |one: usize, other: usize| 3 * one.min(other).saturating_sub(more);
        let high = |one: usize, other: usize, count: usize| {
            3 * one.max(other).saturating_add(more).saturating_add(1).min(count) + 1
        };
        Window {
            first: Spot { x: low(one.column, other.column), y: low(one.row, other.row) },
            last: Spot { x: high(one.last, other.last, self.columns), y: high(one.row, other.row, self.rows) },
        }
    }

    /// Whether every slot that a way runs past keeps a face for each link it still needs one for.
    fn leaves_faces(&self, link: usize, way: &[Spot]) -> bool {
        let mut passed: BTreeMap<usize, usize> = BTreeMap::new();
        for (slot, _) in self.passed_faces(link, way) {
            *passed.entry(slot).or_default() += 1;
        }
        passed
            .into_iter()
            .all(|(slot, count)| self.free_faces(slot) >= at(&self.demands, slot).iter().sum::<usize>() + count)
    }

    /// The faces of other slots that a way runs past on their own line.
    fn passed_faces(&self, link: usize, way: &[Spot]) -> BTreeSet<(usize, Way)> {
        let ends = self.link(link);
        let mut faces = BTreeSet::new();
        for (one, other) in way.iter().zip(way.iter().skip(1)) {
            let way = direction(*one, *other);
            if crosses_channel(*one, way) {
                let behind = one.step(way.opposite()).and_then(|spot| self.slot_at(spot));
                let ahead = other.step(way).and_then(|spot| self.slot_at(spot));
                faces.extend(behind.map(|slot| (slot, way)));
                faces.extend(ahead.map(|slot| (slot, way.opposite())));
            }
        }
        faces.retain(|(slot, _)| *slot != ends.from && *slot != ends.to);
        faces
    }

    fn free_faces(&self, slot: usize) -> usize {
        Way::ALL.into_iter().filter(|face| self.face(slot, *face).is_none()).count()
    }

    /// Whether a way may run past a face.
    fn may_pass(&self, slot: usize, face: Way) -> bool {
        match self.face(slot, face) {
            Some(found) => found == Use::Passed,
            None => {
                at(&self.chart.slots, slot).ports == Ports::All
                    && self.free_faces(slot) > at(&self.demands, slot).iter().sum::<usize>()
            }
        }
    }

    /// Notes what a way takes up.
    fn settle(&mut self, link: usize, way: &[Spot], arrival: Way) {
        let ends = self.link(link);
        for (slot, face) in self.passed_faces(link, way) {
            if self.face(slot, face).is_none() {
                self.use_face(slot, face, Use::Passed);
            }
        }
        if let [first, second, ..] = way {
            let kind = if ends.alone { Use::Alone } else { Use::Out };
            self.take_face(ends.from, direction(*first, *second), kind);
        }
        self.take_face(ends.to, arrival.opposite(), Use::In);
        for (one, other) in way.iter().zip(way.iter().skip(1)) {
            for half in halves(*one, direction(*one, *other)) {
                self.claims.add(self.half(half), link);
            }
            let level = direction(*one, *other).is_level();
            for spot in [one, other] {
                self.passing.add(self.spot(*spot, level), link);
            }
        }
        for ((before, spot), after) in way.iter().zip(way.iter().skip(1)).zip(way.iter().skip(2)) {
            let turned = direction(*before, *spot) != direction(*spot, *after);
            if turned && is_middle(spot.x) && is_middle(spot.y) {
                self.turns.add(self.cell(number(spot.x), number(spot.y)), link);
            }
        }
    }

    fn take_face(&mut self, slot: usize, face: Way, kind: Use) {
        if self.use_face(slot, face, kind).is_none() || kind == Use::Alone {
            let place = match kind {
                Use::Alone => 0,
                Use::Out => 1,
                Use::In => 2,
                Use::Passed => return,
            };
            if let Some(count) = self.demands.get_mut(slot).and_then(|demands| demands.get_mut(place)) {
                *count = count.saturating_sub(1);
            }
        }
    }

    /// Whether a link may use a face without leaving another link of the slot without one.
    fn may_take(&self, slot: usize, face: Way, kind: Use) -> bool {
        if at(&self.chart.slots, slot).ports == Ports::Through {
            let onward = if self.chart.flow == Flow::Down { Way::Down } else { Way::Right };
            return face == if kind == Use::In { onward.opposite() } else { onward };
        }
        if let Some(found) = self.face(slot, face) {
            return found == kind && kind != Use::Alone;
        }
        let [alone, out, into] = at(&self.demands, slot);
        let own = match kind {
            Use::Alone => alone,
            Use::Out => out,
            Use::In => into,
            Use::Passed => 0,
        };
        self.free_faces(slot) > (alone + out + into) - own.min(1)
    }

    fn is_free(&self, half: Half, link: Link) -> bool {
        self.claims.at(self.half(half)).all(|other| self.link(other).is_kin(link))
    }

    fn slot_at(&self, spot: Spot) -> Option<usize> {
        if !is_middle(spot.x) || !is_middle(spot.y) {
            return None;
        }
        self.taken.get(self.cell(number(spot.x), number(spot.y))).copied().flatten()
    }

    /// How many unrelated links pass a spot, level or upright, and whether a related one does.
    fn company(&self, spot: Spot, level: bool, link: Link) -> (u32, bool) {
        let (mut others, mut kin) = (0, false);
        for other in self.passing.at(self.spot(spot, level)) {
            if self.link(other).is_kin(link) { kin = true } else { others += 1 }
        }
        (others, kin)
    }
}

/// The direction from a spot to one beside it in the same row or column.
pub(super) fn direction(from: Spot, to: Spot) -> Way {
    if to.x > from.x {
        Way::Right
    } else if to.x < from.x {
        Way::Left
    } else if to.y > from.y {
        Way::Down
    } else {
        Way::Up
    }
}

/// Whether a step along a middle line leads from one half of a channel to the other.
fn crosses_channel(spot: Spot, way: Way) -> bool {
    let (line, place) = if way.is_level() { (spot.y, spot.x) } else { (spot.x, spot.y) };
    let first_half = usize::from(matches!(way, Way::Left | Way::Up));
    is_middle(line) && place % 3 == first_half
}

/// What a step along a middle line takes up: the half next to the cell, or both where it crosses the
/// middle of the channel.
fn halves(spot: Spot, way: Way) -> impl Iterator<Item = Half> {
    let (one, other) = halves_of_step(spot, way);
    one.into_iter().chain(other)
}

fn halves_of_step(spot: Spot, way: Way) -> (Option<Half>, Option<Half>) {
    let Some(next) = spot.step(way) else { return (None, None) };
    let level = way.is_level();
    let (line, one, other) = if level { (spot.y, spot.x, next.x) } else { (spot.x, spot.y, next.y) };
    if !is_middle(line) {
        return (None, None);
    }
    let (low, high) = (one.min(other), one.max(other));
    let half = |channel: usize, after: bool| Half { level, line: number(line), channel, after };
    match low % 3 {
        0 => (Some(half(number(low), false)), Some(half(number(low), true))),
        1 => (Some(half(number(low), true)), None),
        _ => (Some(half(number(high), false)), None),
    }
}

/// The search for the way of one link.
struct Trip<'a> {
    router: &'a Router<'a>,
    ends: Link,
    is_return: bool,
    may_pass: bool,
}

impl Trip<'_> {
    /// Where a way may begin: the spot inside the slot, the first one outside it, and its price.
    fn starts(&self) -> Vec<(Spot, State, u32)> {
        let slot = self.ends.from;
        let kind = if self.ends.alone { Use::Alone } else { Use::Out };
        let Cell { row, column, last } = self.router.chart.cell(slot);
        let mut starts = Vec::new();
        for way in Way::ALL.into_iter().filter(|way| self.router.may_take(slot, *way, kind)) {
            let columns = match way {
                Way::Right => last..=last,
                Way::Left => column..=column,
                Way::Down | Way::Up => column..=last,
            };
            for column in columns {
                let origin = Spot { x: middle(column), y: middle(row) };
                let is_free = halves(origin, way).all(|half| self.router.is_free(half, self.ends));
                if let Some(spot) = origin.step(way).filter(|_| is_free) {
                    starts.push((origin, (spot, way), STEP + self.leaving(way)));
                }
            }
        }
        starts
    }

    /// A way leaves with the flow if it can; a return rather leaves aside.
    fn leaving(&self, way: Way) -> u32 {
        match (self.along(way), self.is_return) {
            (Along::With, false) | (Along::Aside, true) => 0,
            (Along::Aside, false) => 6,
            (Along::With, true) => 30,
            (Along::Against, _) => 70,
        }
    }

    fn entering(&self, way: Way) -> u32 {
        match (self.along(way), self.is_return) {
            (Along::With, _) => 0,
            (Along::Aside, true) => 4,
            (Along::Aside, false) => 12,
            (Along::Against, _) => 80,
        }
    }

    fn along(&self, way: Way) -> Along {
        let onward = if self.router.chart.flow == Flow::Down { Way::Down } else { Way::Right };
        if way == onward {
            Along::With
        } else if way == onward.opposite() {
            Along::Against
        } else {
            Along::Aside
        }
    }

    /// The rules of a middle line: no box but the link's own is met, and a channel is crossed past
    /// another box only if that box can spare the face.
    fn may_step(&self, spot: Spot, from: Way, to: Way) -> bool {
        let Some(next) = spot.step(to) else { return false };
        if next.x > 3 * self.router.columns + 1 || next.y > 3 * self.router.rows + 1 {
            return false;
        }
        let level = to.is_level();
        let line = if level { spot.y } else { spot.x };
        if !is_middle(line) {
            // Along a channel, which a bar may close.
            let barred = !level && is_middle(next.y) && self.is_barred(next);
            return !barred;
        }
        let ahead = |spot: Spot, way: Way| spot.step(way).and_then(|next| self.router.slot_at(next));
        if self.router.slot_at(next).is_some_and(|slot| !self.may_enter(slot, to)) {
            return false;
        }
        if crosses_channel(spot, to) {
            let behind = ahead(spot, to.opposite()).filter(|_| from != to);
            let before = ahead(next, to).filter(|slot| *slot != self.ends.to);
            if behind.is_some_and(|slot| !self.may_pass(slot, to)) {
                return false;
            }
            if before.is_some_and(|slot| !self.may_pass(slot, to.opposite())) {
                return false;
            }
        }
        halves(spot, to).all(|half| self.router.is_free(half, self.ends))
    }

    fn may_enter(&self, slot: usize, way: Way) -> bool {
        slot == self.ends.to && self.router.may_take(slot, way.opposite(), Use::In)
    }

    fn may_pass(&self, slot: usize, face: Way) -> bool {
        self.may_pass && slot != self.ends.from && slot != self.ends.to && self.router.may_pass(slot, face)
    }

    fn is_barred(&self, spot: Spot) -> bool {
        at(&self.router.barred, self.router.cell(number(spot.x), number(spot.y)))
    }

    /// Whether a way may turn at a spot: not right before a box that it is heading for across the
    /// channel, and in an empty cell only if no other link turns there.
    fn may_turn(&self, spot: Spot, from: Way) -> bool {
        if is_middle(spot.x) && is_middle(spot.y) {
            let cell = self.router.cell(number(spot.x), number(spot.y));
            return self.router.turns.at(cell).all(|other| self.router.link(other).is_kin(self.ends));
        }
        let ahead = spot.step(from).and_then(|next| self.router.slot_at(next));
        ahead.is_none_or(|slot| self.may_pass && slot != self.ends.to && slot != self.ends.from)
    }
}

/// A direction against the flow of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Along {
    With,
    Aside,
    Against,
}

impl Terrain for Trip<'_> {
    fn price(&self, spot: Spot, from: Way, to: Way) -> Option<u32> {
        if !self.may_step(spot, from, to) || (from != to && !self.may_turn(spot, from)) {
            return None;
        }
        let next = spot.step(to)?;
        let (beside, kin) = self.router.company(next, to.is_level(), self.ends);
        let bend = if from == to { 0 } else { BEND };
        let crossed = if from == to { self.router.company(spot, !to.is_level(), self.ends).0 } else { 0 };
        let step = if kin && bend == 0 { SHARED } else { STEP };
        Some(step + bend + crossed * CROSSING + beside * BESIDE)
    }

    fn arrival(&self, spot: Spot, way: Way) -> Option<u32> {
        (self.router.slot_at(spot) == Some(self.ends.to)).then(|| self.entering(way))
    }

    fn ahead(&self, spot: Spot) -> u32 {
        let Cell { row, column, last } = self.router.chart.cell(self.ends.to);
        let across = middle(column).saturating_sub(spot.x).max(spot.x.saturating_sub(middle(last)));
        let down = spot.y.abs_diff(middle(row));
        let bend = if across > 0 && down > 0 { BEND } else { 0 };
        STEP * u32::try_from(across + down).unwrap_or(u32::MAX / 8) + bend
    }
}
