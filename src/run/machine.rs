//! The token game: which step begins when.
//!
//! Tokens are taken in the order of their instants, so a case that ends cancels just what is still going
//! on then. Between two of them nothing happens but that a limit expires.

use std::collections::HashMap;

use super::clocks::{Clocks, Ended};
use super::criterion::{self, Known, Reason};
use super::interrupts::Interrupts;
use super::question::Question;
use super::takes::{self, Awaited, Takes, Work};
use super::token::{NEVER, Place, Token, Tokens};
use super::trace::{Did, Entry, LimitState, Trace};
use super::world::World;
use super::{MAX_STEPS, Stop, is_favourable};
use crate::calendar::Instant;
use crate::graph::{
    CallNode, DecisionNode, EdgeRefTo, End, Flow, ForEachNode, HandOverNode, InterruptNode, Node, NodeId, NodeKind,
    Process, ProcessSet, StepLabel, TaskNode, WaitNode,
};
use crate::model::{Answer, Case, Citation, JoinMode, LimitName, OutcomeId, StepKind};
use crate::source::Span;

/// Runs a case from filing to its end; limits that expire end it only where `expires`.
pub fn run(set: &ProcessSet, case: &Case, expires: bool) -> Result<Trace, Stop> {
    let mut world = World::new(set, case, expires)?;
    carry_out(set, case, &mut world)
}

/// The steps of a case that cannot go on, up to where it stops.
pub fn until_stop(set: &ProcessSet, case: &Case) -> Vec<Entry> {
    let Ok(mut world) = World::new(set, case, true) else { return Vec::new() };
    if carry_out(set, case, &mut world).is_ok() {
        return Vec::new();
    }
    let mut entries = world.stopped;
    // A wait without an end is what it stops at.
    entries.retain(|entry| entry.ends < NEVER);
    entries.sort_by_key(|entry| (entry.begins, entry.depth));
    entries
}

fn carry_out<'a>(set: &'a ProcessSet, case: &'a Case, world: &mut World<'a>) -> Result<Trace, Stop> {
    let process = set.find(&case.procedure, case.variant).ok_or_else(|| Stop::NoProcess(case.procedure.clone()))?;
    let handed_in = world.calendar.instant(case.filed);
    let filed = world.filed;
    let done = carry_on(process, None, 0, (filed, None), world)?;
    Ok(Trace {
        procedure: process.procedure.clone(),
        title: process.title.clone(),
        variant: process.variant,
        handed_in,
        filed,
        entries: done.entries,
        end: done.end,
        reached: done.reached,
        ended: done.ended,
        expired: done.expired,
        limits: done.limits,
    })
}

/// A procedure that has come to its end.
struct Done<'a> {
    entries: Vec<Entry>,
    end: End,
    reached: Option<NodeId>,
    ended: Instant,
    expired: Option<LimitName>,
    limits: Vec<LimitState>,
    /// The procedure that carries it on, and the entry of the hand-over.
    handed: Option<(&'a HandOverNode, Entry)>,
}

/// Carries out a procedure that is filed at `filed`, by a caller that is broken off at `caller`, if ever; and the
/// procedures that carry it on, each filed the moment the one before ends.
fn carry_on<'a>(
    process: &'a Process,
    within: Option<&'a str>,
    mut depth: usize,
    (filed, caller): (Instant, Option<Instant>),
    world: &mut World<'a>,
) -> Result<Done<'a>, Stop> {
    let mut done = Machine::new(process, within, depth, (filed, caller), world).run()?;
    let mut handed = Vec::new();
    while let Some((to, entry)) = done.handed.take() {
        depth += 1;
        let next = world.set.find(&to.procedure, world.case.variant);
        let next = next.ok_or_else(|| Stop::NoProcess(to.procedure.clone()));
        let filed = (done.ended, caller);
        let next = next.and_then(|next| Machine::new(next, Some(&to.procedure), depth, filed, world).run());
        let next = match next {
            Ok(next) => next,
            Err(stop) => {
                world.stopped.append(&mut done.entries);
                return Err(stop);
            }
        };
        handed.push(done.entries.len());
        done.entries.push(Entry { did: Did::HandedOver(next.limits), reached: next.reached, ..entry });
        done.entries.extend(next.entries);
        (done.end, done.ended, done.handed) = (next.end, next.ended, next.handed);
    }
    // What is handed over goes on until the last of them has ended.
    for index in handed {
        if let Some(entry) = done.entries.get_mut(index) {
            entry.ends = done.ended;
        }
    }
    Ok(done)
}

/// Where a procedure ends.
struct Finish<'a> {
    end: End,
    reached: Option<NodeId>,
    at: Instant,
    expired: Option<&'a LimitName>,
    /// The procedure that goes on in its place.
    handed: Option<(NodeId, &'a HandOverNode)>,
}

/// What a token has come to.
enum Arrival<'a> {
    Node(NodeId, &'a Node),
    /// The end of the case, and the end event it came to, if it is one of this procedure.
    End(End, Option<NodeId>),
    /// The end of this procedure, after which another one goes on.
    HandOver(NodeId, &'a HandOverNode),
}

/// One procedure being carried out.
struct Machine<'w, 'a> {
    process: &'a Process,
    within: Option<&'a str>,
    depth: usize,
    world: &'w mut World<'a>,
    clocks: Clocks<'a>,
    interrupts: Interrupts,
    entries: Vec<Entry>,
    tokens: Tokens,
    /// Branches that have arrived, for each join and turn of its fork.
    arrived: HashMap<(NodeId, usize), usize>,
    /// How often each return has been used: where it leaves and where it is written.
    returns: HashMap<(NodeId, Span), u32>,
    turns: usize,
}

impl<'w, 'a> Machine<'w, 'a> {
    /// A procedure that is filed at `filed`, by a caller that is broken off at `caller`, if ever.
    fn new(
        process: &'a Process,
        within: Option<&'a str>,
        depth: usize,
        (filed, caller): (Instant, Option<Instant>),
        world: &'w mut World<'a>,
    ) -> Self {
        let mut tokens = Tokens::default();
        let token = Token { at: filed, turns: Vec::new(), entry: None };
        tokens.put(Place::Node(process.start()), token);
        Self {
            process,
            within,
            depth,
            clocks: Clocks::new(process, world, filed, depth > 0),
            interrupts: Interrupts::new(process, world, within, filed, caller),
            world,
            entries: Vec::new(),
            tokens,
            arrived: HashMap::new(),
            returns: HashMap::new(),
            turns: 0,
        }
    }

    fn run(mut self) -> Result<Done<'a>, Stop> {
        match self.walk() {
            Ok(finish) => self.finish(finish),
            Err(stop) => {
                self.world.stopped.append(&mut self.entries);
                Err(stop)
            }
        }
    }

    fn walk(&mut self) -> Result<Finish<'a>, Stop> {
        loop {
            let next = self.tokens.take();
            let until = next.as_ref().map_or(NEVER, |(_, token)| token.at);
            let interrupted = self.interrupts.before(until);
            // At one moment a limit expires after all else has happened.
            let until = interrupted.map_or(until, |(at, _)| at);
            if self.world.expires
                && let Some((limit, expiry, at)) = self.clocks.expiry(until)?
            {
                let end = expiry.outcome.map_or(End::TacitConsent, End::Outcome);
                return Ok(Finish { end, reached: None, at, expired: Some(&limit.name), handed: None });
            }
            if self.interrupts.are_callers_before(until) {
                // The end does not matter: the call is broken off before it.
                let end = End::TacitConsent;
                return Ok(Finish { end, reached: None, at: NEVER, expired: None, handed: None });
            }
            if let Some((at, id)) = interrupted {
                self.interrupt(id, at);
                continue;
            }
            let (place, token) = next.ok_or_else(|| Stop::Stuck(self.process.procedure.clone()))?;
            match self.arrive(place, &token)? {
                Arrival::Node(id, node) => self.step(id, node, token)?,
                Arrival::End(end, reached) => {
                    return Ok(Finish { end, reached, at: token.at, expired: None, handed: None });
                }
                Arrival::HandOver(id, to) => {
                    let (end, handed) = (End::TacitConsent, Some((id, to)));
                    return Ok(Finish { end, reached: None, at: token.at, expired: None, handed });
                }
            }
        }
    }

    /// A token comes to a place.
    fn arrive(&mut self, place: Place, token: &Token) -> Result<Arrival<'a>, Stop> {
        self.clocks.reach(token.at);
        self.world.step()?;
        let id = match place {
            Place::Node(id) => id,
            Place::End(end) => return Ok(Arrival::End(end, None)),
            Place::Stop(stop) => return Err(stop),
        };
        let node = self.process.node(id).ok_or_else(|| Stop::Stuck(self.process.procedure.clone()))?;
        Ok(match &node.kind {
            NodeKind::End(end) => Arrival::End(*end, Some(id)),
            NodeKind::HandOver(to) => Arrival::HandOver(id, to),
            _ => Arrival::Node(id, node),
        })
    }

    /// Breaks off all that is going on; what follows begins at that moment.
    fn interrupt(&mut self, id: NodeId, at: Instant) {
        self.clocks.break_off_all(at);
        for entry in &mut self.entries {
            entry.break_off(at);
        }
        self.interrupts.pass();
        self.tokens = Tokens::default();
        self.tokens.put(Place::Node(id), Token { at, turns: Vec::new(), entry: None });
    }

    /// Carries out the node that a token has come to.
    fn step(&mut self, id: NodeId, node: &'a Node, token: Token) -> Result<(), Stop> {
        match &node.kind {
            NodeKind::Task(task) => self.task(id, token, task, &node.cites),
            NodeKind::Decision(decision) => self.decision(id, token, decision, &node.cites),
            NodeKind::Wait(wait) => self.wait(id, token, wait, &node.cites),
            NodeKind::Call(call) => self.call(id, token, call, &node.cites),
            NodeKind::Interrupt(interrupt) => self.interrupted(id, token, interrupt, &node.cites),
            NodeKind::Join(mode) => self.join(id, token, *mode),
            NodeKind::Fork => {
                self.fork(id, &token);
                Ok(())
            }
            NodeKind::ForEach(each) => self.for_each(id, token, each),
            NodeKind::Start | NodeKind::End(_) | NodeKind::HandOver(_) => self.go_on(id, token),
        }
    }

    /// Follows the only edge out of a node.
    fn go_on(&mut self, from: NodeId, token: Token) -> Result<(), Stop> {
        match self.process.outgoing(from).first().copied() {
            Some(edge) => self.follow(token, edge),
            None => Ok(()),
        }
    }

    fn follow(&mut self, token: Token, edge: EdgeRefTo<'_>) -> Result<(), Stop> {
        if let Flow::Return { at_most: Some(at_most) } = edge.edge.flow {
            let used = self.returns.entry((edge.from, edge.edge.span)).or_default();
            *used += 1;
            if *used > at_most {
                return Err(Stop::ReturnsUsedUp { step: self.label(edge.from), at_most });
            }
        }
        self.tokens.put(Place::Node(edge.to), token);
        Ok(())
    }

    fn label(&self, node: NodeId) -> StepLabel {
        match self.process.node(node).map(|node| &node.kind) {
            Some(NodeKind::Task(task)) => task.step.clone(),
            Some(NodeKind::Decision(decision)) => decision.step.clone(),
            _ => unnamed(),
        }
    }

    fn task(&mut self, id: NodeId, token: Token, task: &'a TaskNode, cites: &[Citation]) -> Result<(), Stop> {
        let not_before = task.not_before.as_ref().map(|not_before| self.clocks.not_before(not_before)).transpose()?;
        let at = not_before.flatten().map_or(token.at, |at| at.max(token.at));
        let takes = Work::of_task(task).takes(at, self.world, self.within)?;
        let (index, token) = self.record(
            token,
            Entry {
                step: task.step.clone(),
                title: task.title.clone(),
                who: task.performers.clone(),
                cites: cites.to_vec(),
                ..self.entry(id, takes, Did::Task)
            },
        );
        self.clocks.step(&task.step, (takes.begins, takes.ends), index);
        self.clocks.events(&task.events, takes.ends, index);
        self.go_on(id, token)
    }

    fn decision(
        &mut self,
        id: NodeId,
        token: Token,
        decision: &'a DecisionNode,
        cites: &[Citation],
    ) -> Result<(), Stop> {
        let edges = self.process.outgoing(id);
        let known: Vec<Answer> = edges.iter().filter_map(|edge| edge.edge.answer.clone()).collect();
        let takes = if decision.unstated {
            Takes::given(token.at, token.at)
        } else {
            Work::of_decision(decision).takes(token.at, self.world, self.within)?
        };
        let (answer, reasons) = self.answer(decision, &known, takes.ends)?;
        let Some(edge) = edges.iter().find(|edge| edge.edge.answer.as_ref() == Some(&answer)) else {
            return Err(Stop::WrongAnswer { step: decision.step.clone(), answer, known });
        };
        let (index, token) = self.record(
            token,
            Entry {
                step: decision.step.clone(),
                title: decision.title.clone(),
                who: decision.checkers.clone(),
                cites: cites.iter().chain(&edge.edge.cites).cloned().collect(),
                reasons,
                ..self.entry(id, takes, Did::Decided(answer))
            },
        );
        // A choice that the act leaves unstated has only borrowed the name of the step before it.
        if !decision.unstated {
            self.clocks.step(&decision.step, (takes.begins, takes.ends), index);
        }
        self.follow(token, *edge)
    }

    /// The answer to a question that is decided at a moment, and by which facts.
    fn answer(
        &mut self,
        decision: &DecisionNode,
        known: &[Answer],
        at: Instant,
    ) -> Result<(Answer, Vec<Reason>), Stop> {
        let given = self.given(decision, known);
        if let Some(criteria) = &decision.criteria {
            let local = |at| self.world.set.head.local(at);
            let (today, filing) = (local(at).date(), local(self.world.filed));
            let decided = criterion::decide(criteria, &Known { facts: &self.world.case.facts, today, filing });
            return Question { decision, known, within: self.within }.answer(decided, given);
        }
        let answer = given.ok_or_else(|| Stop::NoAnswer {
            within: self.within.map(str::to_owned).filter(|_| !decision.unstated),
            step: decision.step.clone(),
            title: decision.title.clone(),
            known: known.to_vec(),
        })?;
        Ok((answer, Vec::new()))
    }

    /// The answer that the case gives for a question, if it gives one.
    fn given(&mut self, decision: &DecisionNode, known: &[Answer]) -> Option<Answer> {
        if decision.unstated {
            let outcome = |answer: &Answer| match answer {
                Answer::Outcome(outcome) => Some(*outcome),
                _ => None,
            };
            let offered: Vec<OutcomeId> = known.iter().filter_map(outcome).collect();
            self.world.givens.result(&offered).map(Answer::Outcome)
        } else {
            self.world.givens.answer(self.within, &decision.step).cloned()
        }
    }

    fn wait(&mut self, id: NodeId, token: Token, wait: &'a WaitNode, cites: &[Citation]) -> Result<(), Stop> {
        let Awaited { answer, takes } = takes::awaits(wait, token.at, self.world, self.within)?;
        let edges = self.process.outgoing(id);
        let edge = edges.into_iter().find(|edge| edge.edge.answer.as_ref() == Some(&answer));
        let replied = answer == Answer::Reply;
        let (index, token) = self.record(
            token,
            Entry {
                title: wait.title.clone(),
                who: wait.from.clone(),
                cites: cites.to_vec(),
                ..self.entry(id, takes, Did::Waited(answer))
            },
        );
        self.clocks.wait(&wait.clocks, (takes.begins, takes.ends), index);
        if replied {
            self.clocks.events(&wait.events, takes.ends, index);
        }
        match edge {
            Some(edge) if takes.ends < NEVER => self.follow(token, edge)?,
            // The case may end before: another branch may end it, or the expiry of a limit.
            _ => self.tokens.put(Place::Stop(self.silence(wait, takes.ends)), token),
        }
        Ok(())
    }

    /// Why a case cannot go on from a wait that ends without a reply.
    fn silence(&self, wait: &WaitNode, ends: Instant) -> Stop {
        if ends < NEVER {
            return Stop::SilentExpiry(wait.title.clone());
        }
        Stop::NoReply { within: self.within.map(str::to_owned), title: wait.title.clone() }
    }

    /// The called procedure is filed the moment it is called. Where it ends unfavourably, so does the
    /// caller; that end is an event of its own, since what other branches do before it still happens.
    fn call(&mut self, id: NodeId, token: Token, call: &'a CallNode, cites: &[Citation]) -> Result<(), Stop> {
        let called = self.world.set.find(&call.procedure, self.world.case.variant);
        let called = called.ok_or_else(|| Stop::NoProcess(call.procedure.clone()))?;
        let begins = token.at;
        let end = Some(self.interrupts.end());
        let done = carry_on(called, Some(&call.procedure), self.depth + 1, (begins, end), self.world)?;
        let takes = Takes::given(begins, done.ended);
        let (_, token) = self.record(
            token,
            Entry {
                title: call.title.clone(),
                reached: done.reached,
                cites: cites.to_vec(),
                ..self.entry(id, takes, Did::Called(done.limits))
            },
        );
        self.entries.extend(done.entries);
        if done.ended == NEVER {
            self.tokens.put(Place::Stop(Stop::Stuck(call.procedure.clone())), token);
            return Ok(());
        }
        if is_favourable(self.world.set, done.end) {
            return self.go_on(id, token);
        }
        self.tokens.put(Place::End(done.end), token);
        Ok(())
    }

    /// What has broken the procedure off; the events that it is happen with it.
    fn interrupted(
        &mut self,
        id: NodeId,
        token: Token,
        interrupt: &InterruptNode,
        cites: &[Citation],
    ) -> Result<(), Stop> {
        let takes = Takes::given(token.at, token.at);
        let (index, token) = self.record(
            token,
            Entry {
                title: interrupt.title.clone(),
                who: interrupt.from.clone(),
                cites: cites.to_vec(),
                ..self.entry(id, takes, Did::Interrupted)
            },
        );
        self.clocks.events(&interrupt.events, takes.ends, index);
        self.go_on(id, token)
    }

    fn fork(&mut self, id: NodeId, token: &Token) {
        self.turns += 1;
        let mut turns = token.turns.clone();
        turns.push(self.turns);
        for edge in self.process.outgoing(id) {
            self.tokens.put(Place::Node(edge.to), Token { at: token.at, turns: turns.clone(), entry: None });
        }
    }

    /// A token for each member; without any, what follows them all begins at once.
    fn for_each(&mut self, id: NodeId, token: Token, each: &ForEachNode) -> Result<(), Stop> {
        let members = self.members(each)?;
        if members == 0 {
            let join = self.process.join_of(id);
            return join
                .map_or_else(|| Err(Stop::Stuck(self.process.procedure.clone())), |join| self.go_on(join, token));
        }
        self.turns += 1;
        let mut turns = token.turns;
        turns.push(self.turns);
        for edge in self.process.outgoing(id) {
            for _ in 0..members {
                self.tokens.put(Place::Node(edge.to), Token { at: token.at, turns: turns.clone(), entry: None });
            }
        }
        Ok(())
    }

    fn members(&self, each: &ForEachNode) -> Result<usize, Stop> {
        let members = self.world.givens.members(self.within, &each.title);
        let within = || self.within.map(str::to_owned);
        let members = members.ok_or_else(|| Stop::NoMembers { within: within(), title: each.title.clone() })?;
        if members > MAX_STEPS { Err(Stop::Endless) } else { Ok(members) }
    }

    /// How many branches a fork opens.
    fn branches(&self, fork: NodeId) -> Result<usize, Stop> {
        match self.process.node(fork).map(|node| &node.kind) {
            Some(NodeKind::ForEach(each)) => self.members(each),
            _ => Ok(self.process.outgoing(fork).len()),
        }
    }

    fn join(&mut self, id: NodeId, mut token: Token, mode: JoinMode) -> Result<(), Stop> {
        let Some(turn) = token.turns.pop() else { return Ok(()) };
        let branches = self.process.fork_of(id).map_or(Ok(1), |fork| self.branches(fork))?;
        let arrived = self.arrived.entry((id, turn)).or_default();
        *arrived += 1;
        let awaited = match mode {
            JoinMode::All => branches,
            JoinMode::First => 1,
        };
        if *arrived != awaited {
            return Ok(());
        }
        if mode == JoinMode::First {
            for entry in self.tokens.cancel(turn) {
                self.break_off(entry, token.at);
            }
        }
        // What is done after the join is no longer the branch that arrived last.
        self.go_on(id, Token { entry: None, ..token })
    }

    /// What is going on is broken off; of a call, the steps of the called procedure too, which stand
    /// behind it.
    fn break_off(&mut self, index: usize, at: Instant) {
        self.clocks.break_off(index, at);
        let own = self.depth;
        let mut entries = self.entries.iter_mut().skip(index);
        if let Some(entry) = entries.next() {
            entry.break_off(at);
        }
        for entry in entries.take_while(|entry| entry.depth > own) {
            entry.break_off(at);
        }
    }

    fn finish(mut self, Finish { end, reached, at, expired, handed }: Finish<'a>) -> Result<Done<'a>, Stop> {
        for entry in &mut self.entries {
            entry.break_off(at);
        }
        self.entries.retain(Entry::has_begun);
        self.entries.sort_by_key(|entry| entry.begins);
        // Of a procedure that does not come to its end there is nothing to tell.
        let limits =
            if at < NEVER { self.clocks.states(Ended { at, by_expiry: expired.is_some() })? } else { Vec::new() };
        let handed = handed.map(|(id, to)| (to, self.handed(id, to, at)));
        Ok(Done { entries: self.entries, end, reached, ended: at, expired: expired.cloned(), limits, handed })
    }

    /// The entry of a hand-over; when it ends is known when the other procedure has ended.
    fn handed(&self, id: NodeId, to: &HandOverNode, at: Instant) -> Entry {
        let cites = self.process.node(id).map(|node| node.cites.clone()).unwrap_or_default();
        let entry = self.entry(id, Takes::given(at, at), Did::HandedOver(Vec::new()));
        Entry { title: to.title.clone(), who: vec![to.to], cites, ..entry }
    }

    /// An entry of this procedure without a name, a title or anyone who does it.
    fn entry(&self, node: NodeId, takes: Takes, did: Did) -> Entry {
        Entry {
            depth: self.depth,
            within: self.within.map(str::to_owned),
            node,
            step: unnamed(),
            title: String::new(),
            did,
            reached: None,
            who: Vec::new(),
            begins: takes.begins,
            ends: takes.ends,
            counted: takes.counted,
            cites: Vec::new(),
            reasons: Vec::new(),
            cancelled: false,
        }
    }

    /// Puts an entry down; returns its place, and the token that goes on at its end.
    fn record(&mut self, token: Token, entry: Entry) -> (usize, Token) {
        let (at, index) = (entry.ends, self.entries.len());
        self.entries.push(entry);
        (index, Token { at, entry: Some(index), ..token })
    }
}

/// What the act calls a step that it does not name.
fn unnamed() -> StepLabel {
    StepLabel { kind: StepKind::Step, name: None }
}
