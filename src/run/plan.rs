//! A regulation made ready to run many cases: lengths summed, ways and events looked up.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::log::{Ended, Log};
use super::takes::Work;
use super::trace::{Entry, Trace};
use super::{Stop, machine, recount};
use crate::calendar::{Calendar, Clock, Length};
use crate::graph::{
    EdgeRefTo, Flow, ForEachNode, InterruptNode, Node, NodeId, NodeKind, Process, ProcessSet, WaitNode,
};
use crate::limit::{Event, Marks, Measure};
use crate::model::{Bound, Case, ClockAction, Expiry, GivenFor, Limit, LimitName, StepKind, StepName, VariantId};

/// A regulation, ready to run cases. To make one takes as long as to run some thousand cases, so many cases
/// share it.
#[derive(Debug)]
pub struct Plan<'a> {
    pub(super) set: &'a ProcessSet,
    pub(super) calendar: Option<&'a Calendar>,
    processes: Vec<Ready<'a>>,
    /// The processes of each procedure, in their order.
    by_procedure: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Plan<'a> {
    /// Makes a regulation ready.
    #[must_use]
    pub fn of(set: &'a ProcessSet) -> Self {
        Self::with(set, set.processes.iter().collect())
    }

    /// Makes ready only what a case may come to: its procedure, and all that it calls.
    #[must_use]
    pub fn of_case(set: &'a ProcessSet, case: &Case) -> Self {
        let mut processes: Vec<&Process> = set.find(&case.procedure, case.variant).into_iter().collect();
        let mut known: BTreeSet<&str> = processes.iter().map(|process| process.procedure.as_str()).collect();
        let mut next = 0;
        while let Some(process) = processes.get(next).copied() {
            next += 1;
            for called in process.nodes().filter_map(|(_, node)| node.kind.other_procedure()) {
                if known.insert(called) {
                    processes.extend(set.find(called, case.variant));
                }
            }
        }
        Self::with(set, processes)
    }

    fn with(set: &'a ProcessSet, processes: Vec<&'a Process>) -> Self {
        let mut by_procedure: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, process) in processes.iter().enumerate() {
            by_procedure.entry(&process.procedure).or_default().push(number);
        }
        let calendar = set.head.calendar.as_ref().map(|calendar| &calendar.calendar);
        let processes = processes.into_iter().enumerate().map(|(number, process)| Ready::new(set, process, number));
        Self { set, calendar, processes: processes.collect(), by_procedure }
    }

    /// Runs a case.
    ///
    /// # Errors
    ///
    /// Why the case cannot go on; see [`Stop`].
    pub fn run(&self, case: &Case) -> Result<Trace, Stop> {
        self.trace(case, true)
    }

    /// Runs a case as if no limit that expires ended it: how late it would have been.
    pub(crate) fn run_through(&self, case: &Case) -> Result<Trace, Stop> {
        self.trace(case, false)
    }

    fn trace(&self, case: &Case, expires: bool) -> Result<Trace, Stop> {
        let mut log = Log::default();
        let ended = machine::carry_out(self, case, expires, &mut log)?;
        recount::trace(self, case, &log, ended)
    }

    /// The steps of a case as far as it goes, in the order they begin; and its trace, or why it goes no further.
    pub fn as_far(&self, case: &Case) -> (Vec<Entry>, Result<Trace, Stop>) {
        let mut log = Log::default();
        let ended = machine::carry_out(self, case, true, &mut log);
        match ended.and_then(|ended| recount::trace(self, case, &log, ended)) {
            Ok(trace) => (trace.entries.clone(), Ok(trace)),
            Err(stop) => (recount::until_stop(self, case, &log), Err(stop)),
        }
    }

    /// Runs a case and keeps no more of it than how it ended and the bare record of its steps, in a `log`
    /// whose memory serves many cases.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    pub fn carry_out(&self, case: &Case, log: &mut Log) -> Result<Ended, Stop> {
        machine::carry_out(self, case, true, log)
    }

    /// The process of a procedure for a kind of the service, as [`ProcessSet::find`] finds it.
    pub(super) fn find(&self, procedure: &str, variant: Option<VariantId>) -> Option<&Ready<'a>> {
        let numbers = self.by_procedure.get(procedure)?.iter();
        let mut processes = numbers.filter_map(|number| self.processes.get(*number));
        processes.find(|ready| ready.process.variant.is_none() || ready.process.variant == variant)
    }

    /// The process of this number.
    pub(super) fn process(&self, number: usize) -> Option<&Ready<'a>> {
        self.processes.get(number)
    }
}

/// A process, ready to be carried out.
#[derive(Debug)]
pub struct Ready<'a> {
    pub process: &'a Process,
    /// Its place among the processes.
    pub number: usize,
    /// By the numbers of the nodes.
    stations: Vec<Station<'a>>,
    /// The edges out of the nodes, node after node.
    ways: Vec<Way<'a>>,
    /// The limits, in text order.
    pub timers: Vec<Timer<'a>>,
    pub marks: Marks<'a>,
    /// Whether a limit ends the procedure when it expires.
    pub expires: bool,
    /// How many returns have a bound.
    pub returns: usize,
    /// The nodes by what a case calls them.
    steps: BTreeMap<(StepKind, &'a StepName), Vec<NodeId>>,
    waits: BTreeMap<&'a str, Vec<NodeId>>,
    lists: BTreeMap<&'a str, Vec<NodeId>>,
    moments: BTreeMap<&'a str, Vec<NodeId>>,
    pub interrupts: Vec<(NodeId, &'a InterruptNode)>,
}

/// A node, ready to be come to.
#[derive(Debug)]
pub struct Station<'a> {
    pub id: NodeId,
    pub node: &'a Node,
    /// What takes time there.
    pub work: Work<'a>,
    /// The earliest moment at which it may begin: so long after an event.
    pub not_before: Option<(Event, Length)>,
    /// The marks that its beginning and its end set.
    pub begins: Vec<usize>,
    pub ends: Vec<usize>,
    /// What it does to limits, by their numbers.
    pub effects: Vec<(usize, ClockAction)>,
    /// Of a join, how many branches it waits for; where they are the members of a list, the list.
    pub awaited: usize,
    pub list: Option<(NodeId, &'a ForEachNode)>,
    ways: Range<usize>,
}

/// An edge.
#[derive(Debug, Clone, Copy)]
pub struct Way<'a> {
    pub edge: EdgeRefTo<'a>,
    /// The number of the return, and how often it may be used.
    pub back: Option<(usize, u32)>,
}

/// A limit, ready to be counted.
#[derive(Debug)]
pub struct Timer<'a> {
    pub limit: &'a Limit,
    pub from: Option<Event>,
    pub until: Option<Event>,
    /// How it is measured where nothing extends it; [`None`] where the act sets no number.
    pub measure: Option<Measure>,
    pub expiry: Option<&'a Expiry>,
    /// Whether it runs forward from its event, so that a wait can suspend it.
    pub runs: bool,
}

impl<'a> Ready<'a> {
    fn new(set: &'a ProcessSet, process: &'a Process, number: usize) -> Self {
        let marks = Marks::of(process, &process.limits);
        let mut ready = Self {
            process,
            number,
            stations: Vec::with_capacity(process.node_count()),
            ways: Vec::new(),
            timers: process.limits.iter().map(|limit| Timer::new(limit, &marks)).collect(),
            marks,
            expires: process.limits.iter().any(|limit| limit.expiry.is_some()),
            returns: 0,
            steps: BTreeMap::new(),
            waits: BTreeMap::new(),
            lists: BTreeMap::new(),
            moments: BTreeMap::new(),
            interrupts: process.interrupts().collect(),
        };
        for (id, node) in process.nodes() {
            ready.name(id, &node.kind);
            ready.lay(set, id, node);
        }
        ready
    }

    fn name(&mut self, id: NodeId, node: &'a NodeKind) {
        match node {
            NodeKind::Wait(wait) => self.waits.entry(&wait.title).or_default().push(id),
            NodeKind::ForEach(each) => self.lists.entry(&each.title).or_default().push(id),
            NodeKind::Interrupt(interrupt) => self.moments.entry(&interrupt.title).or_default().push(id),
            _ => {}
        }
        if let Some(label) = node.label()
            && let Some(name) = &label.name
        {
            self.steps.entry((label.kind, name)).or_default().push(id);
        }
    }

    fn lay(&mut self, set: &'a ProcessSet, id: NodeId, node: &'a Node) {
        let first = self.ways.len();
        for edge in self.process.outgoing(id) {
            let back = match edge.edge.flow {
                Flow::Return { at_most: Some(at_most) } => {
                    self.returns += 1;
                    Some((self.returns - 1, at_most))
                }
                _ => None,
            };
            self.ways.push(Way { edge, back });
        }
        let fork = self.process.fork_of(id);
        let awaited = fork.map_or(1, |fork| self.process.outgoing(fork).len());
        let list = fork.and_then(|fork| match &self.process.node(fork)?.kind {
            NodeKind::ForEach(each) => Some((fork, each)),
            _ => None,
        });
        let (not_before, effects) = match &node.kind {
            NodeKind::Task(task) => (task.not_before.as_ref(), Vec::new()),
            NodeKind::Wait(wait) => (None, self.effects(wait)),
            _ => (None, Vec::new()),
        };
        let not_before =
            not_before.and_then(|one| Some((self.marks.event(&one.after)?, Length::of(&one.duration, Clock::Working))));
        self.stations.push(Station {
            id,
            node,
            work: Work::of(set, &node.kind),
            not_before,
            begins: self.marks.begun_by(id),
            ends: self.marks.ended_by(id),
            effects,
            awaited,
            list,
            ways: first..self.ways.len(),
        });
    }

    fn effects(&self, wait: &WaitNode) -> Vec<(usize, ClockAction)> {
        let number = |limit: &LimitName| self.timers.iter().position(|timer| timer.limit.name == *limit);
        wait.clocks.iter().filter_map(|effect| Some((number(&effect.limit)?, effect.action))).collect()
    }

    /// The node of an id.
    pub fn station(&self, id: NodeId) -> Option<&Station<'a>> {
        self.stations.get(id.index())
    }

    /// The edges out of a node, in text order.
    pub fn ways(&self, station: &Station<'a>) -> &[Way<'a>] {
        self.ways.get(station.ways.clone()).unwrap_or_default()
    }

    /// The nodes that a line of a case is about.
    pub fn named(&self, about: &'a GivenFor) -> &[NodeId] {
        let nodes = match about {
            GivenFor::Step(step) => self.steps.get(&(step.kind, &step.name)),
            GivenFor::Wait(title) => self.waits.get(title.as_str()),
            GivenFor::ForEach(title) => self.lists.get(title.as_str()),
            GivenFor::Interrupt(title) => self.moments.get(title.as_str()),
        };
        nodes.map_or(&[], Vec::as_slice)
    }
}

impl<'a> Timer<'a> {
    fn new(limit: &'a Limit, marks: &Marks<'a>) -> Self {
        Self {
            limit,
            from: marks.event(&limit.from),
            until: marks.event(&limit.until),
            measure: Measure::in_case(limit, 0),
            expiry: limit.expiry.as_ref(),
            runs: matches!(limit.bound, Bound::After(_)),
        }
    }
}
