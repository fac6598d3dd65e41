//! The token game: which step begins when.
//!
//! Tokens are taken in the order of their instants, those of one instant in the order they were made,
//! so a case that ends cancels just what is still going on then.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::given::Givens;
use super::trace::{Did, Entry, LimitState, Trace};
use super::{MAX_STEPS, Stop, is_favourable};
use crate::calendar::{Calendar, Clock, Instant, Length};
use crate::graph::{
    CallNode, DecisionNode, EdgeRefTo, End, Flow, NodeId, NodeKind, Process, ProcessSet, StepLabel, TaskNode, WaitNode,
};
use crate::model::{
    Anchor, Answer, Bound, Case, Citation, GivenValue, JoinMode, Limit, OutcomeId, ParticipantId, ParticipantKind,
    StepKind, Term,
};
use crate::source::Span;

/// Runs a case from filing to its end.
pub fn run(set: &ProcessSet, case: &Case) -> Result<Trace, Stop> {
    let calendar = set.head.calendar.as_ref().ok_or(Stop::NoCalendar)?;
    let process = set.find(&case.procedure, case.variant).ok_or_else(|| Stop::NoProcess(case.procedure.clone()))?;
    let handed_in = calendar.calendar.instant(case.filed);
    let filed = calendar.calendar.filed(handed_in)?;
    let mut world =
        World { set, calendar: &calendar.calendar, variant: case.variant, givens: Givens::of(case), steps: 0 };
    let done = Machine::new(process, None, 0, &mut world).run(filed)?;
    Ok(Trace {
        procedure: process.procedure.clone(),
        title: process.title.clone(),
        variant: process.variant,
        handed_in,
        filed,
        entries: done.entries,
        end: done.end,
        ended: done.ended,
        limit: done.limit,
    })
}

/// What every procedure of a case shares.
struct World<'a> {
    set: &'a ProcessSet,
    calendar: &'a Calendar,
    variant: Option<crate::model::VariantId>,
    givens: Givens<'a>,
    steps: usize,
}

/// A procedure that has come to its end.
struct Done {
    entries: Vec<Entry>,
    end: End,
    ended: Instant,
    limit: Option<LimitState>,
}

/// When a step begins and ends, and what was counted in between: the waiting, then the term.
#[derive(Clone, Copy)]
struct Takes {
    begins: Instant,
    ends: Instant,
    counted: [Option<(Instant, Length)>; 2],
}

/// A place the case has reached, and when.
struct Token {
    at: Instant,
    node: NodeId,
    /// The parallel branches it is in: their fork's turn, from the outermost.
    turns: Vec<usize>,
    /// The entry of the step it comes from, which is going on until `at`.
    entry: Option<usize>,
}

/// One procedure being carried out.
struct Machine<'w, 'a> {
    process: &'a Process,
    within: Option<&'a str>,
    depth: usize,
    world: &'w mut World<'a>,
    entries: Vec<Entry>,
    tokens: Vec<Option<Token>>,
    queue: BinaryHeap<Reverse<(Instant, usize)>>,
    /// Branches that have arrived, for each join and turn of its fork.
    arrived: HashMap<(NodeId, usize), usize>,
    /// How often each return has been used: where it leaves and where it is written.
    returns: HashMap<(NodeId, Span), u32>,
    turns: usize,
    filed: Instant,
}

impl<'w, 'a> Machine<'w, 'a> {
    fn new(process: &'a Process, within: Option<&'a str>, depth: usize, world: &'w mut World<'a>) -> Self {
        Self {
            process,
            within,
            depth,
            world,
            entries: Vec::new(),
            tokens: Vec::new(),
            queue: BinaryHeap::new(),
            arrived: HashMap::new(),
            returns: HashMap::new(),
            turns: 0,
            filed: Instant::from_seconds(i64::MIN),
        }
    }

    fn run(mut self, filed: Instant) -> Result<Done, Stop> {
        self.filed = filed;
        self.put(Token { at: filed, node: self.process.start(), turns: Vec::new(), entry: None });
        while let Some(Reverse((_, index))) = self.queue.pop() {
            let Some(token) = self.tokens.get_mut(index).and_then(Option::take) else { continue };
            if let Some((end, ended)) = self.step(token)? {
                return self.finish(end, ended);
            }
        }
        Err(Stop::Stuck(self.process.procedure.clone()))
    }

    fn put(&mut self, token: Token) {
        self.queue.push(Reverse((token.at, self.tokens.len())));
        self.tokens.push(Some(token));
    }

    /// Carries out the node a token has reached; returns how and when the procedure ends, if it does.
    fn step(&mut self, token: Token) -> Result<Option<(End, Instant)>, Stop> {
        self.world.steps += 1;
        if self.world.steps > MAX_STEPS {
            return Err(Stop::Endless);
        }
        let process = self.process;
        let Some(node) = process.node(token.node) else { return Ok(None) };
        match &node.kind {
            NodeKind::Start => self.go_on(token),
            NodeKind::Task(task) => self.task(token, task, &node.cites),
            NodeKind::Decision(decision) => self.decision(token, decision, &node.cites),
            NodeKind::Wait(wait) => self.wait(token, wait, &node.cites),
            NodeKind::Call(call) => return self.call(token, call, &node.cites),
            NodeKind::Fork => {
                self.turns += 1;
                let mut turns = token.turns;
                turns.push(self.turns);
                for edge in process.outgoing(token.node) {
                    self.put(Token { at: token.at, node: edge.to, turns: turns.clone(), entry: None });
                }
                Ok(())
            }
            NodeKind::Join(mode) => self.join(token, *mode),
            NodeKind::End(end) => return Ok(Some((*end, token.at))),
        }?;
        Ok(None)
    }

    /// Follows the only edge out of a node.
    fn go_on(&mut self, token: Token) -> Result<(), Stop> {
        match self.process.outgoing(token.node).first().copied() {
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
        self.put(Token { node: edge.to, ..token });
        Ok(())
    }

    fn label(&self, node: NodeId) -> StepLabel {
        match self.process.node(node).map(|node| &node.kind) {
            Some(NodeKind::Task(task)) => task.step.clone(),
            Some(NodeKind::Decision(decision)) => decision.step.clone(),
            _ => StepLabel { kind: StepKind::Step, name: None },
        }
    }

    fn task(&mut self, token: Token, task: &'a TaskNode, cites: &[Citation]) -> Result<(), Stop> {
        let clock = self.clock(&task.performers, task.automatic);
        let takes = self.takes(token.at, &task.step, task.waiting.as_ref(), task.term.as_ref(), clock)?;
        let token = self.record(token, takes, &task.step, &task.title, Did::Task, &task.performers, cites);
        self.go_on(token)
    }

    fn decision(&mut self, token: Token, decision: &'a DecisionNode, cites: &[Citation]) -> Result<(), Stop> {
        let process = self.process;
        let edges = process.outgoing(token.node);
        let known: Vec<Answer> = edges.iter().filter_map(|edge| edge.edge.answer.clone()).collect();
        let answer = self.answer(decision, &known)?;
        let Some(edge) = edges.iter().find(|edge| edge.edge.answer.as_ref() == Some(&answer)) else {
            return Err(Stop::WrongAnswer { step: decision.step.clone(), answer, known });
        };
        let takes = if decision.unstated {
            Takes { begins: token.at, ends: token.at, counted: [None; 2] }
        } else {
            let clock = self.clock(&decision.checkers, false);
            self.takes(token.at, &decision.step, decision.waiting.as_ref(), decision.term.as_ref(), clock)?
        };
        let cites: Vec<Citation> = cites.iter().chain(&edge.edge.cites).cloned().collect();
        let did = Did::Decided(answer);
        let token = self.record(token, takes, &decision.step, &decision.title, did, &decision.checkers, &cites);
        self.follow(token, *edge)
    }

    fn answer(&mut self, decision: &DecisionNode, known: &[Answer]) -> Result<Answer, Stop> {
        let given = if decision.unstated {
            let outcome = |answer: &Answer| match answer {
                Answer::Outcome(outcome) => Some(*outcome),
                _ => None,
            };
            let offered: Vec<OutcomeId> = known.iter().filter_map(outcome).collect();
            self.world.givens.result(&offered).map(Answer::Outcome)
        } else {
            self.world.givens.answer(self.within, &decision.step).cloned()
        };
        given.ok_or_else(|| Stop::NoAnswer {
            within: self.within.map(str::to_owned).filter(|_| !decision.unstated),
            step: decision.step.clone(),
            title: decision.title.clone(),
            known: known.to_vec(),
        })
    }

    /// A reply that is not spoken of comes at the last moment; without a last moment it must be.
    fn wait(&mut self, token: Token, wait: &'a WaitNode, cites: &[Citation]) -> Result<(), Stop> {
        let calendar = self.world.calendar;
        let begins = token.at;
        let until = |duration| {
            let length = Length::of(duration, Clock::Working);
            let counted = [None, Some((begins, length))];
            calendar.add(begins, length).map(|ends| Takes { begins, ends, counted })
        };
        let bound = wait.bound.as_ref().map(|term| until(&term.duration)).transpose()?;
        let reply = match self.world.givens.reply(self.within, &wait.title) {
            Some(GivenValue::Lasts(duration)) => Some(until(duration)?),
            Some(GivenValue::At(at)) => {
                Some(Takes { begins, ends: calendar.instant(*at).max(begins), counted: [None; 2] })
            }
            Some(GivenValue::Never) => None,
            Some(GivenValue::Answers(_)) | None => bound,
        };
        let (answer, takes) = match (reply, bound) {
            (Some(reply), None) => (Answer::Reply, reply),
            (Some(reply), Some(bound)) if reply.ends <= bound.ends => (Answer::Reply, reply),
            (_, Some(bound)) => (Answer::Expiry, bound),
            (None, None) => {
                let within = self.within.map(str::to_owned);
                return Err(Stop::NoReply { within, title: wait.title.clone() });
            }
        };
        let process = self.process;
        let edges = process.outgoing(token.node);
        let Some(edge) = edges.into_iter().find(|edge| edge.edge.answer.as_ref() == Some(&answer)) else {
            return Err(Stop::SilentExpiry(wait.title.clone()));
        };
        let step = StepLabel { kind: StepKind::Step, name: None };
        let did = Did::Waited(answer);
        let token = self.record(token, takes, &step, &wait.title, did, &wait.from, cites);
        self.follow(token, edge)
    }

    /// The called procedure is filed the moment it is called. Where it ends unfavourably, so does the
    /// caller.
    fn call(&mut self, token: Token, call: &'a CallNode, cites: &[Citation]) -> Result<Option<(End, Instant)>, Stop> {
        let set = self.world.set;
        let called = set.find(&call.procedure, self.world.variant);
        let called = called.ok_or_else(|| Stop::NoProcess(call.procedure.clone()))?;
        let begins = token.at;
        let done = Machine::new(called, Some(&call.procedure), self.depth + 1, self.world).run(begins)?;
        let step = StepLabel { kind: StepKind::Step, name: None };
        let takes = Takes { begins, ends: done.ended, counted: [None; 2] };
        let did = Did::Called(done.limit.map(Box::new));
        let token = self.record(token, takes, &step, &call.title, did, &[], cites);
        self.entries.extend(done.entries);
        if is_favourable(self.world.set, done.end) {
            self.go_on(token)?;
            return Ok(None);
        }
        // The end is an event of its own: what other branches do before it still happens.
        let end = self.process.nodes().find(|(_, node)| matches!(node.kind, NodeKind::End(end) if end == done.end));
        match end {
            Some((node, _)) => {
                self.put(Token { node, ..token });
                Ok(None)
            }
            None => Ok(Some((done.end, done.ended))),
        }
    }

    fn join(&mut self, mut token: Token, mode: JoinMode) -> Result<(), Stop> {
        let Some(turn) = token.turns.pop() else { return Ok(()) };
        let arrived = self.arrived.entry((token.node, turn)).or_default();
        *arrived += 1;
        let branches = self.process.fork_of(token.node).map_or(1, |fork| self.process.outgoing(fork).len());
        let awaited = match mode {
            JoinMode::All => branches,
            JoinMode::First => 1,
        };
        if *arrived != awaited {
            return Ok(());
        }
        if mode == JoinMode::First {
            self.cancel(turn, token.at);
        }
        // What is done after the join is no longer the branch that arrived last.
        self.go_on(Token { entry: None, ..token })
    }

    /// Takes away the tokens of a fork's turn; what they were doing is broken off.
    fn cancel(&mut self, turn: usize, at: Instant) {
        for slot in &mut self.tokens {
            if !slot.as_ref().is_some_and(|token| token.turns.contains(&turn)) {
                continue;
            }
            let entry = slot.take().and_then(|token| token.entry);
            if let Some(entry) = entry.and_then(|entry| self.entries.get_mut(entry)) {
                break_off(entry, at);
            }
        }
    }

    fn finish(mut self, end: End, ended: Instant) -> Result<Done, Stop> {
        for entry in &mut self.entries {
            break_off(entry, ended);
        }
        self.entries.retain(|entry| entry.begins <= ended);
        self.entries.sort_by_key(|entry| entry.begins);
        let limit = match self.process.overall() {
            Some(limit) => Some(self.limit(limit, ended)?),
            None => None,
        };
        Ok(Done { entries: self.entries, end, ended, limit })
    }

    fn limit(&self, limit: &Limit, ended: Instant) -> Result<LimitState, Stop> {
        let own = |step: &crate::model::StepRef| {
            let is_it = |entry: &&Entry| entry.depth == self.depth && entry.step.is(step) && !entry.cancelled;
            self.entries.iter().find(is_it)
        };
        let event = match &limit.from {
            Anchor::Filing => Some(self.filed),
            Anchor::StartOf(step) => own(step).map(|entry| entry.begins),
            Anchor::EndOf(step) => own(step).map(|entry| entry.ends),
            _ => None,
        };
        let runs = match (event, &limit.bound) {
            (Some(event), Bound::After(duration)) => {
                Some((event, self.world.calendar.add(event, Length::of(duration, Clock::Working))?))
            }
            _ => None,
        };
        let kept = runs.is_none_or(|(_, due)| ended <= due);
        Ok(LimitState { limit: limit.clone(), runs, kept })
    }

    /// Systems work round the clock, people by the calendar.
    fn clock(&self, performers: &[ParticipantId], automatic: bool) -> Clock {
        let is_system = |id: &ParticipantId| {
            self.world.set.head.participant(*id).is_some_and(|participant| participant.kind == ParticipantKind::System)
        };
        if automatic || !performers.is_empty() && performers.iter().all(is_system) {
            Clock::RoundTheClock
        } else {
            Clock::Working
        }
    }

    /// When a step reached at `at` begins and ends: what the case gives for it replaces both its
    /// waiting and its term.
    fn takes(
        &self,
        at: Instant,
        step: &StepLabel,
        waiting: Option<&Term>,
        term: Option<&Term>,
        clock: Clock,
    ) -> Result<Takes, Stop> {
        let calendar = self.world.calendar;
        match self.world.givens.time(self.within, step) {
            Some(GivenValue::At(completed)) => {
                let ends = calendar.instant(*completed);
                let early = || Stop::CompletedTooEarly(step.clone());
                (at <= ends).then_some(Takes { begins: at, ends, counted: [None; 2] }).ok_or_else(early)
            }
            Some(GivenValue::Lasts(duration)) => {
                let length = Length::of(duration, clock);
                let (begins, ends) = (calendar.begin(at, length)?, calendar.add(at, length)?);
                Ok(Takes { begins, ends, counted: [None, Some((at, length))] })
            }
            _ => {
                let length = |term: Option<&Term>| term.map(|term| Length::of(&term.duration, clock));
                let waiting = length(waiting.filter(|term| !term.duration.quantities.is_empty()));
                let term = length(term);
                let begins = calendar.begin(at, waiting.or(term).unwrap_or_default())?;
                let served = calendar.add(at, waiting.unwrap_or_default())?;
                let ends = calendar.add(served, term.unwrap_or_default())?;
                let counted = [waiting.map(|length| (at, length)), term.map(|length| (served, length))];
                Ok(Takes { begins, ends, counted })
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "an entry has as many facts")]
    fn record(
        &mut self,
        token: Token,
        Takes { begins, ends, counted }: Takes,
        step: &StepLabel,
        title: &str,
        did: Did,
        who: &[ParticipantId],
        cites: &[Citation],
    ) -> Token {
        self.entries.push(Entry {
            depth: self.depth,
            within: self.within.map(str::to_owned),
            step: step.clone(),
            title: title.to_owned(),
            did,
            who: who.to_vec(),
            begins,
            ends,
            counted,
            cites: cites.to_vec(),
            cancelled: false,
        });
        Token { at: ends, entry: Some(self.entries.len() - 1), ..token }
    }
}

fn break_off(entry: &mut Entry, at: Instant) {
    if entry.ends > at {
        entry.cancelled = true;
        entry.ends = at.max(entry.begins);
    }
}
