//! The token game: which step begins when.
//!
//! Tokens are taken in the order of their instants, so a case that ends cancels just what is still going
//! on then. Between two of them nothing happens but that a limit expires.
//!
//! What is put down of a step is what cannot be worked out again: see [`Log`]. A case is told by
//! [`super::recount`].

use super::clocks::{Clocks, Ending};
use super::criterion::{self, Known};
use super::interrupts::Interrupts;
use super::log::{Called, Ended, Log, Record};
use super::plan::{Plan, Ready, Station, Way};
use super::question::Question;
use super::script::Site;
use super::takes::{self, Awaited};
use super::token::{NEVER, Place, Token, Tokens};
use super::world::World;
use super::{MAX_CALLS, MAX_STEPS, Stop, is_favourable};
use crate::calendar::Instant;
use crate::graph::{CallNode, DecisionNode, End, ForEachNode, HandOverNode, NodeId, NodeKind, StepLabel};
use crate::model::{Answer, Case, JoinMode};

/// Runs a case from filing to its end; limits that expire end it only where `expires`.
pub fn carry_out(plan: &Plan<'_>, case: &Case, expires: bool, log: &mut Log) -> Result<Ended, Stop> {
    let ready = plan.find(&case.procedure, case.variant).ok_or_else(|| Stop::NoProcess(case.procedure.clone()))?;
    let mut world = World::new(plan, ready, case, expires, log)?;
    let filed = world.filed;
    carry_on(ready, 0, (filed, None), &mut world)
}

/// Carries out a procedure that is filed at `filed`, by a caller that is broken off at `caller`, if ever; and the
/// procedures that carry it on, each filed the moment the one before ends.
fn carry_on<'a>(
    mut ready: &'a Ready<'a>,
    mut depth: u32,
    (filed, caller): (Instant, Option<Instant>),
    world: &mut World<'a>,
) -> Result<Ended, Stop> {
    let (mut ended, mut handed) = Machine::new(ready, depth, (filed, caller), world).run()?;
    let mut records = Vec::new();
    while let Some((node, to)) = handed {
        let (process, came) = (ready.number, ended.at);
        let record = Record { process, node, depth, way: 0, came, ends: NEVER, cancelled: false };
        let record = world.log.put(record);
        depth += 1;
        ready =
            world.plan.find(&to.procedure, world.case.variant).ok_or_else(|| Stop::NoProcess(to.procedure.clone()))?;
        let (next, on) = Machine::new(ready, depth, (ended.at, caller), world).run()?;
        let end = Called { record, process: ready.number, reached: next.reached, limits: next.limits };
        world.log.called(end, next.at);
        records.push(record);
        (ended.end, ended.at, handed) = (next.end, next.at, on);
    }
    // What is handed over goes on until the last of them has ended.
    for record in records {
        world.log.ends(record, ended.at);
    }
    Ok(ended)
}

/// The procedure that carries a case on, and the node of the hand-over.
type Handed<'a> = Option<(NodeId, &'a HandOverNode)>;

/// Where a procedure ends.
struct Finish<'a> {
    end: End,
    reached: Option<NodeId>,
    at: Instant,
    /// The number of the limit that ended it.
    expired: Option<usize>,
    handed: Handed<'a>,
}

/// What a token has come to.
enum Arrival<'a> {
    Station(&'a Station<'a>),
    /// The end of the case, and the end event it came to, if it is one of this procedure.
    End(End, Option<NodeId>),
    /// The end of this procedure, after which another one goes on.
    HandOver(NodeId, &'a HandOverNode),
}

/// One procedure being carried out.
struct Machine<'w, 'a> {
    ready: &'a Ready<'a>,
    depth: u32,
    world: &'w mut World<'a>,
    clocks: Clocks<'a>,
    interrupts: Interrupts,
    tokens: Tokens,
    /// How often each return has been used; none has as long as there are no places for them.
    used: Vec<u32>,
    /// The first record of this procedure.
    first: usize,
}

impl<'w, 'a> Machine<'w, 'a> {
    /// A procedure that is filed at `filed`, by a caller that is broken off at `caller`, if ever.
    fn new(
        ready: &'a Ready<'a>,
        depth: u32,
        (filed, caller): (Instant, Option<Instant>),
        world: &'w mut World<'a>,
    ) -> Self {
        let mut tokens = Tokens::default();
        tokens.put(Place::Node(ready.process.start()), Token { at: filed, turn: None, record: None });
        let (clocks, first) = (Clocks::new(ready, (world.calendar, world.case), filed, depth > 0), world.log.len());
        let site = Site { called: depth > 0, process: ready.number };
        let interrupts = Interrupts::new(ready, world, site, filed, caller);
        Self { ready, depth, clocks, interrupts, world, tokens, used: Vec::new(), first }
    }

    fn run(mut self) -> Result<(Ended, Handed<'a>), Stop> {
        let Finish { end, reached, at, expired, handed } = self.walk()?;
        self.world.log.break_off_from(self.first, at);
        // Of a procedure that does not come to its end there is nothing to tell.
        let limits =
            if at < NEVER { self.clocks.standings(Ending { at, by_expiry: expired.is_some() })? } else { Vec::new() };
        Ok((Ended { end, reached, at, expired, limits }, handed))
    }

    fn walk(&mut self) -> Result<Finish<'a>, Stop> {
        loop {
            let next = self.tokens.take();
            let until = next.map_or(NEVER, |(_, token)| token.at);
            let interrupted = self.interrupts.before(until);
            // At one moment a limit expires after all else has happened.
            let until = interrupted.map_or(until, |(at, _)| at);
            if let Some(finish) = self.expiry(until)? {
                return Ok(finish);
            }
            if self.interrupts.are_callers_before(until) {
                // The end does not matter: the call is broken off before it.
                return Ok(Finish { end: End::TacitConsent, reached: None, at: NEVER, expired: None, handed: None });
            }
            if let Some((at, id)) = interrupted {
                self.interrupt(id, at);
                continue;
            }
            let (place, token) = next.ok_or_else(|| self.stuck())?;
            match self.arrive(place, token)? {
                Arrival::Station(station) => self.step(station, token)?,
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

    /// The end by the expiry of a limit, if one expires before anything else happens.
    fn expiry(&self, until: Instant) -> Result<Option<Finish<'a>>, Stop> {
        if !self.world.expires || !self.ready.expires {
            return Ok(None);
        }
        let Some((number, at)) = self.clocks.expiry(until)? else { return Ok(None) };
        let expiry = self.ready.timers.get(number).and_then(|timer| timer.expiry);
        let end = expiry.and_then(|expiry| expiry.outcome).map_or(End::TacitConsent, End::Outcome);
        Ok(Some(Finish { end, reached: None, at, expired: Some(number), handed: None }))
    }

    /// Breaks off all that is going on; what follows begins at that moment.
    fn interrupt(&mut self, id: NodeId, at: Instant) {
        self.clocks.break_off_all(at);
        self.world.log.break_off_from(self.first, at);
        self.interrupts.pass();
        self.tokens = Tokens::default();
        self.tokens.put(Place::Node(id), Token { at, turn: None, record: None });
    }

    fn site(&self) -> Site {
        Site { called: self.depth > 0, process: self.ready.number }
    }

    fn stuck(&self) -> Stop {
        Stop::Stuck(self.ready.process.procedure.clone())
    }

    /// The called procedure this is; [`None`] is the case's own.
    fn within(&self) -> Option<&'a str> {
        (self.depth > 0).then_some(self.ready.process.procedure.as_str())
    }

    /// A token comes to a place.
    fn arrive(&mut self, place: Place, token: Token) -> Result<Arrival<'a>, Stop> {
        self.clocks.reach(token.at);
        self.world.step()?;
        let id = match place {
            Place::Node(id) => id,
            Place::End(end) => return Ok(Arrival::End(end, None)),
            Place::Silence(wait) => return Err(self.silence(wait, token.at)),
            Place::Nowhere => return Err(self.stuck()),
        };
        let station = self.ready.station(id).ok_or_else(|| self.stuck())?;
        Ok(match &station.node.kind {
            NodeKind::End(end) => Arrival::End(*end, Some(id)),
            NodeKind::HandOver(to) => Arrival::HandOver(id, to),
            _ => Arrival::Station(station),
        })
    }

    /// Carries out the node that a token has come to.
    fn step(&mut self, station: &'a Station<'a>, token: Token) -> Result<(), Stop> {
        match &station.node.kind {
            NodeKind::Task(_) => self.task(station, token),
            NodeKind::Decision(decision) => self.decision(station, token, decision),
            NodeKind::Wait(_) => self.wait(station, token),
            NodeKind::Call(call) => self.call(station, token, call),
            NodeKind::Join(mode) => self.join(station, token, *mode),
            NodeKind::Fork => {
                self.fork(station, token);
                Ok(())
            }
            NodeKind::ForEach(each) => self.for_each(station, token, each),
            NodeKind::Interrupt(_) => self.interrupted(station, token),
            NodeKind::Start | NodeKind::End(_) | NodeKind::HandOver(_) => self.go_on(station, token),
        }
    }

    /// Follows the only edge out of a node.
    fn go_on(&mut self, from: &'a Station<'a>, token: Token) -> Result<(), Stop> {
        match self.ready.ways(from).first() {
            Some(way) => self.follow(from, token, *way),
            None => Ok(()),
        }
    }

    fn follow(&mut self, from: &'a Station<'a>, token: Token, way: Way<'a>) -> Result<(), Stop> {
        if let Some((number, at_most)) = way.back {
            self.used.resize(self.ready.returns, 0);
            let Some(used) = self.used.get_mut(number) else { return Ok(()) };
            *used += 1;
            if *used > at_most {
                return Err(Stop::ReturnsUsedUp { step: label(from), at_most });
            }
        }
        self.tokens.put(Place::Node(way.edge.to), token);
        Ok(())
    }

    fn task(&mut self, station: &'a Station<'a>, token: Token) -> Result<(), Stop> {
        let not_before =
            station.not_before.as_ref().map(|not_before| self.clocks.not_before(not_before)).transpose()?;
        let came = not_before.flatten().map_or(token.at, |at| at.max(token.at));
        let lasts = takes::lasts(station, self.site(), came, &self.world.script)?;
        let record = self.record(station, came, lasts.ends, 0);
        if !station.begins.is_empty() {
            self.clocks.happen(&station.begins, lasts.begins(came)?, record);
        }
        self.clocks.happen(&station.ends, lasts.ends, record);
        self.go_on(station, Self::after(token, lasts.ends, record))
    }

    fn decision(&mut self, station: &'a Station<'a>, token: Token, decision: &'a DecisionNode) -> Result<(), Stop> {
        let lasts = takes::lasts(station, self.site(), token.at, &self.world.script)?;
        let (number, way) = self.way(station, decision, lasts.ends)?;
        let record = self.record(station, token.at, lasts.ends, number);
        if !station.begins.is_empty() {
            self.clocks.happen(&station.begins, lasts.begins(token.at)?, record);
        }
        self.clocks.happen(&station.ends, lasts.ends, record);
        self.follow(station, Self::after(token, lasts.ends, record), way)
    }

    /// The way on from a question that is decided at a moment.
    fn way(
        &mut self,
        station: &'a Station<'a>,
        decision: &'a DecisionNode,
        at: Instant,
    ) -> Result<(usize, Way<'a>), Stop> {
        let ways = self.ready.ways(station);
        let answer = self.answer(station, decision, at)?;
        let found = ways.iter().enumerate().find(|(_, way)| way.edge.edge.answer.as_ref() == Some(&answer));
        found.map(|(number, way)| (number, *way)).ok_or_else(|| {
            let known = answers(ways).cloned().collect();
            Stop::WrongAnswer { step: decision.step.clone(), answer, known }
        })
    }

    /// The answer to a question that is decided at a moment.
    fn answer(&mut self, station: &'a Station<'a>, decision: &'a DecisionNode, at: Instant) -> Result<Answer, Stop> {
        let ways = self.ready.ways(station);
        let given = self.given(station, decision);
        if let Some(criteria) = &decision.criteria {
            let known: Vec<Answer> = answers(ways).cloned().collect();
            let (head, case) = (&self.world.plan.set.head, self.world.case);
            let decided = criterion::decide(criteria, &Known::at(at, self.world.filed, head, case));
            let question = Question { decision, known: &known, within: self.within() };
            return question.answer(decided, given).map(|(answer, _)| answer);
        }
        given.ok_or_else(|| Stop::NoAnswer {
            within: self.within().map(str::to_owned).filter(|_| !decision.unstated),
            step: decision.step.clone(),
            title: decision.title.clone(),
            known: answers(ways).cloned().collect(),
        })
    }

    /// The answer that the case gives for a question, if it gives one.
    fn given(&mut self, station: &'a Station<'a>, decision: &DecisionNode) -> Option<Answer> {
        if decision.unstated {
            let ways = self.ready.ways(station);
            let offers = |outcome| answers(ways).any(|answer| *answer == Answer::Outcome(outcome));
            self.world.script.result(offers).map(Answer::Outcome)
        } else {
            let site = self.site();
            self.world.script.answer(site, station.id).cloned()
        }
    }

    fn wait(&mut self, station: &'a Station<'a>, token: Token) -> Result<(), Stop> {
        let awaited = takes::awaits(station, self.site(), token.at, &self.world.script)?;
        let Awaited { answer, lasts } = awaited.ok_or_else(|| self.no_reply(station))?;
        let mut ways = self.ready.ways(station).iter().enumerate();
        let way = ways.find(|(_, way)| way.edge.edge.answer.as_ref() == Some(&answer));
        let record = self.record(station, token.at, lasts.ends, way.map_or(NO_WAY, |(number, _)| number));
        self.clocks.wait(station, (token.at, lasts.ends), record);
        if answer == Answer::Reply {
            self.clocks.happen(&station.ends, lasts.ends, record);
        }
        let token = Self::after(token, lasts.ends, record);
        match way {
            Some((_, way)) if lasts.ends < NEVER => self.follow(station, token, *way)?,
            // The case may end before: another branch may end it, or the expiry of a limit.
            _ => self.tokens.put(Place::Silence(station.id), token),
        }
        Ok(())
    }

    fn no_reply(&self, station: &Station<'_>) -> Stop {
        Stop::NoReply { within: self.within().map(str::to_owned), title: title(station) }
    }

    /// Why a case cannot go on from a wait that ends without a reply.
    fn silence(&self, wait: NodeId, ends: Instant) -> Stop {
        let Some(station) = self.ready.station(wait) else { return self.stuck() };
        if ends < NEVER { Stop::SilentExpiry(title(station)) } else { self.no_reply(station) }
    }

    /// The called procedure is filed the moment it is called. Where it ends unfavourably, so does the
    /// caller; that end is an event of its own, since what other branches do before it still happens.
    fn call(&mut self, station: &'a Station<'a>, token: Token, call: &'a CallNode) -> Result<(), Stop> {
        if self.depth >= MAX_CALLS {
            return Err(Stop::CallsTooDeep);
        }
        let called = self.world.plan.find(&call.procedure, self.world.case.variant);
        let called = called.ok_or_else(|| Stop::NoProcess(call.procedure.clone()))?;
        // Its steps stand behind it, so it is put down before it is known when it ends.
        let record = self.record(station, token.at, NEVER, 0);
        let broken_off = Some(self.interrupts.end());
        let done = carry_on(called, self.depth + 1, (token.at, broken_off), self.world)?;
        let (process, limits) = (called.number, done.limits);
        self.world.log.called(Called { record, process, reached: done.reached, limits }, done.at);
        let token = Self::after(token, done.at, record);
        if done.at == NEVER {
            self.tokens.put(Place::Nowhere, token);
            return Ok(());
        }
        if is_favourable(self.world.plan.set, done.end) {
            return self.go_on(station, token);
        }
        self.tokens.put(Place::End(done.end), token);
        Ok(())
    }

    fn fork(&mut self, station: &'a Station<'a>, token: Token) {
        let turn = Some(self.tokens.fork(&token));
        for way in self.ready.ways(station) {
            self.tokens.put(Place::Node(way.edge.to), Token { at: token.at, turn, record: None });
        }
    }

    /// A token for each member; without any, what follows them all begins at once.
    fn for_each(&mut self, station: &'a Station<'a>, token: Token, each: &ForEachNode) -> Result<(), Stop> {
        let members = self.members(station.id, each)?;
        if members == 0 {
            let join = self.ready.process.join_of(station.id).and_then(|join| self.ready.station(join));
            let join = join.ok_or_else(|| self.stuck())?;
            return self.go_on(join, token);
        }
        let turn = Some(self.tokens.fork(&token));
        for way in self.ready.ways(station) {
            for _ in 0..members {
                self.tokens.put(Place::Node(way.edge.to), Token { at: token.at, turn, record: None });
            }
        }
        Ok(())
    }

    fn members(&self, list: NodeId, each: &ForEachNode) -> Result<usize, Stop> {
        let members = self.world.script.members(self.site(), list);
        let within = || self.within().map(str::to_owned);
        let members = members.ok_or_else(|| Stop::NoMembers { within: within(), title: each.title.clone() })?;
        if members > MAX_STEPS { Err(Stop::Endless) } else { Ok(members) }
    }

    /// How many branches a join waits for.
    fn awaited(&self, join: &Station<'a>) -> Result<usize, Stop> {
        match join.list {
            Some((list, each)) => self.members(list, each),
            None => Ok(join.awaited),
        }
    }

    /// What has broken the procedure off; the events that it is happen with it.
    fn interrupted(&mut self, station: &'a Station<'a>, token: Token) -> Result<(), Stop> {
        let record = self.record(station, token.at, token.at, 0);
        self.clocks.happen(&station.ends, token.at, record);
        self.go_on(station, Self::after(token, token.at, record))
    }

    fn join(&mut self, station: &'a Station<'a>, token: Token, mode: JoinMode) -> Result<(), Stop> {
        let Some(turn) = token.turn else { return Ok(()) };
        let (arrived, outer) = self.tokens.join(turn);
        let awaited = match mode {
            JoinMode::All => self.awaited(station)?,
            JoinMode::First => 1,
        };
        if arrived != awaited {
            return Ok(());
        }
        if mode == JoinMode::First {
            for record in self.tokens.cancel(turn) {
                self.clocks.break_off(record as usize, token.at);
                self.world.log.break_off(record as usize, token.at);
            }
        }
        // What is done after the join is no longer the branch that arrived last.
        self.go_on(station, Token { turn: outer, record: None, ..token })
    }

    /// Puts a step down; returns its place in the log.
    fn record(&mut self, station: &Station<'_>, came: Instant, ends: Instant, way: usize) -> usize {
        let way = u32::try_from(way).unwrap_or(u32::MAX);
        let (process, depth) = (self.ready.number, self.depth);
        self.world.log.put(Record { process, node: station.id, depth, way, came, ends, cancelled: false })
    }

    /// The token that goes on at the end of a step.
    fn after(token: Token, at: Instant, record: usize) -> Token {
        Token { at, record: u32::try_from(record).ok(), ..token }
    }
}

/// The number of the way on from a wait that none leads on from.
const NO_WAY: usize = usize::MAX;

fn answers<'a>(ways: &'a [Way<'_>]) -> impl Iterator<Item = &'a Answer> {
    ways.iter().filter_map(|way| way.edge.edge.answer.as_ref())
}

fn title(station: &Station<'_>) -> String {
    match &station.node.kind {
        NodeKind::Wait(wait) => wait.title.clone(),
        _ => String::new(),
    }
}

/// What a step is called that a return leaves, if it is one that has a name or may have.
fn label(station: &Station<'_>) -> StepLabel {
    match &station.node.kind {
        NodeKind::Task(task) => task.step.clone(),
        NodeKind::Decision(decision) => decision.step.clone(),
        _ => StepLabel::unnamed(),
    }
}
