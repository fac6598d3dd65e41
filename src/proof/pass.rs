//! One pass: an application is filed, every step takes its maximum, and the slowest way to each node is
//! carried on.
//!
//! All that a step does to time is monotone: who arrives later is done later. So of all ways to a node
//! only the slowest matters, unless a clock still has to start, stop or be set anew on the way on: then
//! each moment of arrival counts, and equal ones are one.

use super::event;
use super::interrupt;
use super::plan::{Await, Branch, Fork, Op, Plan, PlanNode, Plans, Take, Way};
use super::race::{self, Arrivals, Ended, Place};
use super::state::State;
use super::trail::{Choice, Made, Trail};
use crate::calendar::{Calendar, Moving, UnknownYear};
use crate::limit::{self, Measure};
use crate::model::{Answer, ClockAction};

/// So many cases are followed in one pass; more are too many to be told apart.
const MAX_STATES: usize = 20_000;

/// For what the time is watched that passes until something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    /// Nothing.
    Nothing,
    /// The moments at which limits expire.
    Clocks,
    /// Those, and all that steps do.
    Everything,
}

/// Why a pass cannot be finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cut {
    /// It leads out of the years that the calendar knows.
    UnknownYear(UnknownYear),
    /// It leads to too many moments of arrival.
    TooManyWays,
}

impl From<UnknownYear> for Cut {
    fn from(year: UnknownYear) -> Self {
        Self::UnknownYear(year)
    }
}

/// How the limit stands in one case.
#[derive(Debug, Clone, Copy)]
pub struct Reached {
    /// When the event has happened that the limit is about.
    pub done: Moving,
    /// When the limit expires.
    pub due: Moving,
    /// The choices that lead there.
    pub trail: usize,
}

/// What all passes of one proof share.
pub struct Passes<'p, 'a> {
    plans: &'p Plans<'a>,
    races: bool,
    calendar: &'a Calendar,
    measure: Measure,
    watch: Watch,
    /// For how many seconds of later filing what was found stays true.
    steady: i64,
    states: usize,
    /// How many forks are open: what is decided in one branch concerns the cases of the others.
    forks: usize,
    /// When the limit expires in the cases about which nothing is left to be decided.
    dues: Vec<Moving>,
    /// Lists of cases to be used again: all of them are empty.
    spare: Vec<Vec<Vec<State>>>,
    /// The procedure being carried out was called where the moment of arrival decides.
    decides: bool,
    /// The procedure being carried out has been broken off, and nothing else breaks it off.
    is_broken_off: bool,
    /// The cases that were broken off before a wait began the limit anew, and have ended.
    broken_off: Vec<(Place, State)>,
    pub trail: Trail<'a>,
}

impl<'p, 'a> Passes<'p, 'a> {
    pub fn new(plans: &'p Plans<'a>, calendar: &'a Calendar, measure: Measure) -> Self {
        Self {
            plans,
            races: plans.races(),
            calendar,
            measure,
            watch: Watch::Nothing,
            steady: i64::MAX,
            states: 0,
            forks: 0,
            dues: Vec::new(),
            spare: Vec::new(),
            decides: false,
            is_broken_off: false,
            broken_off: Vec::new(),
            trail: Trail::default(),
        }
    }

    /// Whether what happens at all, and not only when, may differ between two moments of filing.
    pub fn races(&self) -> bool {
        self.races
    }

    /// Passes from `filed`: how the limit stands at each end where it has begun, and for how many
    /// seconds of later filing what was watched stays so.
    pub fn pass(&mut self, filed: Moving, watch: Watch) -> Result<(Vec<Reached>, i64), Cut> {
        self.begin(watch);
        let Some(plan) = self.plans.own() else { return Ok((Vec::new(), i64::MAX)) };
        let mut reached = Vec::new();
        for (_, state) in self.process(plan, filed, 0)?.iter() {
            reached.extend(self.reached(filed, state)?);
        }
        Ok((reached, self.steady))
    }

    /// When the limit expires in each case, and for how many seconds of later filing it stays so. Cases
    /// are followed only as far as something can still happen that decides about it.
    pub fn clocks(&mut self, filed: Moving) -> Result<(Vec<Moving>, i64), Cut> {
        self.begin(Watch::Clocks);
        let Some(plan) = self.plans.own() else { return Ok((Vec::new(), i64::MAX)) };
        for (_, state) in self.process(plan, filed, 0)?.iter() {
            self.note_due(filed, state)?;
        }
        Ok((std::mem::take(&mut self.dues), self.steady))
    }

    fn begin(&mut self, watch: Watch) {
        (self.watch, self.steady, self.states, self.decides) = (watch, i64::MAX, 0, false);
        self.is_broken_off = false;
        self.forks = 0;
        self.dues.clear();
        self.broken_off.clear();
    }

    /// Notes when the limit expires in a case about which nothing is left to be decided.
    fn note_due(&mut self, filed: Moving, state: &State) -> Result<(), Cut> {
        if let Some(due) = self.due(filed, state)?
            && !self.dues.contains(&due)
        {
            self.dues.push(due);
        }
        Ok(())
    }

    /// When the limit expires in a case; [`None`] if it has not begun.
    fn due(&mut self, filed: Moving, state: &State) -> Result<Option<Moving>, Cut> {
        let mut unwatched = i64::MAX;
        let steady = if self.watch == Watch::Nothing { &mut unwatched } else { &mut self.steady };
        let past = state.past();
        // What has not begun cannot begin anew.
        let begun = event::moment(&self.plans.clocked.from, filed, Some(state.at), state, steady);
        let Some(begun) = begun else { return Ok(None) };
        let from = state.restarted(steady).map_or(begun, |restarted| restarted.later(begun, steady));
        let pauses = past.map_or(&[][..], |past| &past.pauses);
        Ok(Some(limit::due(self.calendar, self.measure, from, pauses, steady)?))
    }

    /// How the limit stands in a case that has ended; [`None`] if it has not begun or has no end.
    fn reached(&mut self, filed: Moving, state: &State) -> Result<Option<Reached>, Cut> {
        let Some(due) = self.due(filed, state)? else { return Ok(None) };
        let mut unwatched = i64::MAX;
        let steady = if self.watch == Watch::Nothing { &mut unwatched } else { &mut self.steady };
        let done = event::moment(&self.plans.clocked.until, filed, Some(state.at), state, steady);
        Ok(done.map(|done| Reached { done, due, trail: state.trail }))
    }

    /// Carries out a whole procedure.
    fn process(&mut self, plan: &'p Plan<'a>, filed: Moving, trail: usize) -> Result<Arrivals, Cut> {
        let state = State::new(filed, plan.past.clone(), trail);
        let all = Branch { first: 0, end: plan.nodes.len() };
        let of_caller = std::mem::take(&mut self.broken_off);
        let mut arrivals = Region::new(self, plan, filed, all, None).run(state)?;
        let broken_off = std::mem::replace(&mut self.broken_off, of_caller);
        if !plan.interrupts.is_empty() {
            self.interrupt(plan, filed, &mut arrivals, broken_off)?;
        }
        self.hand_over(&mut arrivals)?;
        Ok(arrivals)
    }

    /// Adds what comes of breaking cases off: those that have ended, at the last moment, and those that have been.
    fn interrupt(
        &mut self,
        plan: &'p Plan<'a>,
        filed: Moving,
        arrivals: &mut Arrivals,
        mut broken_off: Vec<(Place, State)>,
    ) -> Result<(), Cut> {
        let decides = self.decides;
        let of_ended = arrivals.iter().map(|(_, ended)| ended);
        let at_last =
            of_ended.filter_map(|ended| self.watching(decides, |steady| interrupt::at_last(ended, filed, steady)));
        let at_last: Vec<State> = at_last.collect();
        for case in at_last {
            broken_off.extend(self.break_off(plan, filed, &case)?);
        }
        for (place, case) in broken_off {
            self.settle(arrivals.at(place), case, decides)?;
        }
        Ok(())
    }

    /// Carries on what has been handed over: the other procedure is filed when this one ends.
    fn hand_over(&mut self, arrivals: &mut Arrivals) -> Result<(), Cut> {
        let decides = self.decides;
        for (plan, cases) in arrivals.take_handed() {
            let Some(other) = self.plans.get(plan) else { continue };
            for case in cases {
                for (place, ended) in self.process(other, case.at, case.trail)?.iter() {
                    let mut case = case.at_moment(ended.at);
                    case.trail = ended.trail;
                    self.settle(arrivals.at(place), case, decides)?;
                }
            }
        }
        Ok(())
    }

    /// Breaks a case off, by everything that may do so; what follows is carried out to its end.
    fn break_off(&mut self, plan: &'p Plan<'a>, filed: Moving, case: &State) -> Result<Vec<(Place, State)>, Cut> {
        let mut ended = Vec::new();
        for first in plan.interrupts.iter().copied() {
            let Some(node) = plan.nodes.get(first) else { continue };
            let mut case = case.clone();
            let choice = Choice { procedure: plan.procedure, node: node.id, made: Made::BrokenOff(case.at.at) };
            case.trail = self.trail.after(case.trail, choice);
            let behind = Branch { first, end: plan.nodes.len() };
            let outer = std::mem::replace(&mut self.is_broken_off, true);
            let arrivals = Region::new(self, plan, filed, behind, None).run(case);
            self.is_broken_off = outer;
            let arrivals = arrivals?;
            ended.extend(arrivals.iter().map(|(place, state)| (place, state.clone())));
        }
        Ok(ended)
    }

    /// Does something that lowers the time for which what is found stays true, and takes note of that
    /// where it is watched.
    pub fn watching<T>(&mut self, decides: bool, act: impl FnOnce(&mut i64) -> T) -> T {
        let watched = match self.watch {
            Watch::Nothing => false,
            Watch::Clocks => decides || self.decides,
            Watch::Everything => true,
        };
        let mut unwatched = i64::MAX;
        act(if watched { &mut self.steady } else { &mut unwatched })
    }

    /// Adds a case to those that have come as far. Of those that differ in nothing but time the latest
    /// is kept, or one of each moment where the moment decides.
    pub fn settle(&mut self, cases: &mut Vec<State>, case: State, decides: bool) -> Result<(), Cut> {
        let decides = decides || self.decides;
        for known in cases.iter_mut().filter(|known| known.differs_in_time_only(&case)) {
            if !decides {
                if self.watching(false, |steady| known.at.precedes(case.at, steady)) {
                    *known = case;
                }
                return Ok(());
            }
            if known.at == case.at {
                return Ok(());
            }
        }
        self.states += 1;
        if self.states > MAX_STATES {
            return Err(Cut::TooManyWays);
        }
        cases.push(case);
        Ok(())
    }
}

/// Where the branches of a fork meet.
#[derive(Debug, Clone, Copy)]
struct Meeting {
    join: usize,
    /// The moment of arrival there decides.
    decides: bool,
}

/// The part of a procedure that is being passed through: all of it, or a parallel branch.
struct Region<'r, 'p, 'a> {
    passes: &'r mut Passes<'p, 'a>,
    plan: &'p Plan<'a>,
    filed: Moving,
    branch: Branch,
    join: Option<Meeting>,
    /// The cases at each node of the branch.
    cases: Vec<Vec<State>>,
    /// The node to go on with: none before it has a case.
    next: usize,
    arrived: Arrivals,
}

impl<'r, 'p, 'a> Region<'r, 'p, 'a> {
    fn new(
        passes: &'r mut Passes<'p, 'a>,
        plan: &'p Plan<'a>,
        filed: Moving,
        branch: Branch,
        join: Option<Meeting>,
    ) -> Self {
        let mut cases = passes.spare.pop().unwrap_or_default();
        cases.resize_with(cases.len().max(branch.end - branch.first), Vec::new);
        Self { passes, plan, filed, branch, join, cases, next: branch.first, arrived: Arrivals::default() }
    }

    /// Carries a case from the first node to the join, or to an end. Nodes are taken in the order of
    /// the text; only a return leads back.
    fn run(mut self, state: State) -> Result<Arrivals, Cut> {
        self.enter(self.branch.first, state)?;
        while self.next < self.branch.end {
            let at = self.next;
            self.next += 1;
            let Some(slot) = self.cases.get_mut(at - self.branch.first).filter(|slot| !slot.is_empty()) else {
                continue;
            };
            let mut cases = std::mem::take(slot);
            let Some(node) = self.plan.nodes.get(at) else { continue };
            for case in cases.drain(..) {
                self.node(node, case)?;
            }
            if let Some(slot) = self.cases.get_mut(at - self.branch.first).filter(|slot| slot.is_empty()) {
                *slot = cases;
            }
        }
        self.passes.spare.push(self.cases);
        Ok(self.arrived)
    }

    /// A case comes to a node.
    fn enter(&mut self, to: usize, state: State) -> Result<(), Cut> {
        if let Some(meeting) = self.join.filter(|meeting| meeting.join == to) {
            return self.arrive(Place::Joined, state, meeting.decides);
        }
        let decides = self.plan.nodes.get(to).is_some_and(|node| node.decides);
        if self.passes.watch == Watch::Clocks && !decides && !self.passes.decides && self.passes.forks == 0 {
            return self.passes.note_due(self.filed, &state);
        }
        if let Some(cases) = to.checked_sub(self.branch.first).and_then(|index| self.cases.get_mut(index)) {
            self.next = self.next.min(to);
            self.passes.settle(cases, state, decides)?;
        }
        Ok(())
    }

    fn arrive(&mut self, place: Place, case: State, decides: bool) -> Result<(), Cut> {
        self.passes.settle(self.arrived.at(place), case, decides)
    }

    fn node(&mut self, node: &'p PlanNode<'a>, mut case: State) -> Result<(), Cut> {
        match &node.op {
            Op::Pass => {}
            Op::Take(take) => self.take(take, node.decides, &mut case)?,
            Op::Await(wait) => return self.wait(node, wait, case),
            Op::Call(plan) => return self.call(node, *plan, &case),
            Op::Fork(fork) => return self.fork(fork, node.decides, &case),
            Op::End(ended) => return self.arrive(Place::Ended(*ended), case, node.decides),
        }
        self.leave(node, case)
    }

    /// Follows every way out of a node.
    fn leave(&mut self, node: &'p PlanNode<'a>, case: State) -> Result<(), Cut> {
        match node.ways.as_slice() {
            [way] => self.follow(node, way, case),
            ways => ways.iter().try_for_each(|way| self.follow(node, way, case.clone())),
        }
    }

    fn follow(&mut self, node: &'p PlanNode<'a>, way: &'p Way<'a>, mut case: State) -> Result<(), Cut> {
        if let Some((number, at_most)) = way.back {
            match case.past_mut().and_then(|past| past.returns.get_mut(number)) {
                Some(used) if *used < at_most => *used += 1,
                _ => return Ok(()),
            }
        }
        if let Some(answer) = way.answer {
            let choice = Choice { procedure: self.plan.procedure, node: node.id, made: Made::Answer(answer) };
            case.trail = self.passes.trail.after(case.trail, choice);
        }
        self.enter(way.to, case)
    }

    /// A step begins when it may, lets wait as long as it may, and takes as long as it may.
    fn take(&mut self, take: &Take<'a>, decides: bool, case: &mut State) -> Result<(), Cut> {
        let (filed, regulation) = (self.filed, self.passes.calendar);
        self.passes.watching(decides, |steady| {
            let calendar = take.calendar;
            if let Some((event, length)) = &take.not_before
                && let Some(event) = event::moment(event, filed, None, case, steady)
            {
                case.at = case.at.later(regulation.add_sweeping(event, *length, steady)?, steady);
            }
            if !take.begins.is_empty() {
                let first = if take.waiting.is_zero() { take.term } else { take.waiting };
                case.mark(&take.begins, calendar.begin_sweeping(case.at, first, steady)?);
            }
            for length in [take.waiting, take.term].into_iter().filter(|length| !length.is_zero()) {
                case.at = calendar.add_sweeping(case.at, length, steady)?;
            }
            case.mark(&take.ends, case.at);
            Ok(())
        })
    }

    /// The reply comes at the last moment, or does not come.
    fn wait(&mut self, node: &'p PlanNode<'a>, wait: &Await, mut case: State) -> Result<(), Cut> {
        let (begun, calendar) = (case.at, self.passes.calendar);
        case.at = self.passes.watching(node.decides, |steady| calendar.add_sweeping(begun, wait.bound, steady))?;
        let replied = case.at;
        let restarts = wait.effect == Some(ClockAction::Restarts) && self.passes.forks == 0;
        if restarts && !self.passes.is_broken_off && replied.at > begun.at {
            let before = case.at_moment(interrupt::before(replied));
            let broken_off = self.passes.break_off(self.plan, self.filed, &before)?;
            self.passes.broken_off.extend(broken_off);
        }
        match (wait.effect, case.past_mut()) {
            (Some(ClockAction::Suspends), Some(past)) => past.pauses.push((begun, replied)),
            (Some(ClockAction::Restarts), Some(past)) => {
                if self.passes.forks == 0 {
                    // Nothing can break this wait off, so what was before it no longer counts.
                    past.restarts.clear();
                    past.pauses.clear();
                }
                past.restarts.push(replied);
            }
            _ => {}
        }
        for way in &node.ways {
            let mut case = case.clone();
            if way.answer == Some(&Answer::Reply) {
                case.mark(&wait.replied, replied);
            }
            self.follow(node, way, case)?;
        }
        Ok(())
    }

    /// The called procedure is filed the moment it is called; where it ends unfavourably, so does the
    /// caller.
    fn call(&mut self, node: &'p PlanNode<'a>, plan: usize, case: &State) -> Result<(), Cut> {
        let Some(called) = self.passes.plans.get(plan) else { return Ok(()) };
        let outer = self.passes.decides;
        self.passes.decides |= node.decides;
        let arrivals = self.passes.process(called, case.at, case.trail);
        self.passes.decides = outer;
        for (place, state) in arrivals?.iter() {
            let mut case = case.clone();
            (case.at, case.trail) = (state.at, state.trail);
            match node.ways.first() {
                Some(way) if place == Place::Ended(Ended::Granted) => self.enter(way.to, case)?,
                _ => self.arrive(place, case, node.decides)?,
            }
        }
        Ok(())
    }

    fn fork(&mut self, fork: &Fork, decides: bool, case: &State) -> Result<(), Cut> {
        let decides = decides || fork.races;
        let meeting = fork.join.map(|join| Meeting { join, decides });
        let mut together: Option<Arrivals> = None;
        for branch in &fork.branches {
            self.passes.forks += 1;
            let arrivals = Region::new(self.passes, self.plan, self.filed, *branch, meeting).run(case.clone())?;
            self.passes.forks -= 1;
            together = Some(match together {
                None if fork.for_each => race::of_many(self.passes, &arrivals, decides)?,
                None => arrivals,
                Some(others) => race::together(self.passes, fork.mode, &others, &arrivals, decides)?,
            });
        }
        for (place, state) in together.unwrap_or_default().iter() {
            match fork.join {
                Some(join) if place == Place::Joined => self.enter(join, state.clone())?,
                _ => self.arrive(place, state.clone(), decides)?,
            }
        }
        Ok(())
    }
}
