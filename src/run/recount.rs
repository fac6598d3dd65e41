//! A case told step by step: its bare record, with all that the graph says of the nodes it came to.

use super::Stop;
use super::criterion::{self, Decided, Known, Reason};
use super::log::{Called, Ended, Log, Record};
use super::plan::{Plan, Ready, Station, Timer};
use super::script::{Script, Site};
use super::takes::{self, Takes};
use super::token::NEVER;
use super::trace::{Did, Entry, LimitState, Standing, Trace};
use crate::calendar::Instant;
use crate::graph::{DecisionNode, NodeKind, StepLabel};
use crate::model::{Answer, Case};

/// The trace of a case that has come to its end.
///
/// # Errors
///
/// The beginning of a step lies in a year the calendar does not know.
pub fn trace(plan: &Plan<'_>, case: &Case, log: &Log, ended: Ended) -> Result<Trace, Stop> {
    let recount = Recount::new(plan, case)?;
    let ready = recount.own;
    let mut entries = recount.entries(log)?;
    // What was to begin after it was broken off has not been begun.
    entries.retain(|entry| entry.begins <= entry.ends);
    entries.sort_by_key(|entry| entry.begins);
    let expired = ended.expired.and_then(|number| ready.timers.get(number));
    Ok(Trace {
        procedure: ready.process.procedure.clone(),
        title: ready.process.title.clone(),
        variant: ready.process.variant,
        handed_in: recount.script.calendar.instant(case.filed),
        filed: recount.filed,
        entries,
        end: ended.end,
        reached: ended.reached,
        ended: ended.at,
        expired: expired.map(|timer| timer.limit.name.clone()),
        limits: states(ready, ended.limits),
    })
}

/// The steps of a case that cannot go on, up to where it stops.
pub fn until_stop(plan: &Plan<'_>, case: &Case, log: &Log) -> Vec<Entry> {
    let entries = Recount::new(plan, case).and_then(|recount| recount.entries(log));
    let mut entries = entries.unwrap_or_default();
    // A wait without an end, or a call, is what it stops at.
    entries.retain(|entry| entry.ends < NEVER);
    entries.sort_by_key(|entry| (entry.begins, entry.depth));
    entries
}

struct Recount<'a> {
    plan: &'a Plan<'a>,
    own: &'a Ready<'a>,
    case: &'a Case,
    script: Script<'a>,
    filed: Instant,
}

impl<'a> Recount<'a> {
    fn new(plan: &'a Plan<'a>, case: &'a Case) -> Result<Self, Stop> {
        let own = plan.find(&case.procedure, case.variant).ok_or_else(|| Stop::NoProcess(case.procedure.clone()))?;
        let calendar = plan.calendar.ok_or(Stop::NoCalendar)?;
        let filed = calendar.filed(calendar.instant(case.filed))?;
        Ok(Self { plan, own, case, script: Script::of(plan, own, case, calendar), filed })
    }

    fn entries(&self, log: &Log) -> Result<Vec<Entry>, Stop> {
        let mut calls: Vec<&Called> = log.calls.iter().collect();
        calls.sort_by_key(|called| called.record);
        let called = |index| calls.binary_search_by_key(&index, |called| called.record).ok();
        let records = log.records.iter().enumerate();
        let entry = |(index, record): (usize, &Record)| {
            let called = called(index).and_then(|found| calls.get(found)).copied();
            self.entry(record, called).transpose()
        };
        records.filter_map(entry).collect()
    }

    /// What there is to tell of a record; [`None`] of one that belongs to no node of the plan.
    fn entry(&self, record: &Record, called: Option<&Called>) -> Result<Option<Entry>, Stop> {
        let Some(ready) = self.plan.process(record.process) else { return Ok(None) };
        let Some(station) = ready.station(record.node) else { return Ok(None) };
        let takes = self.takes(ready, station, record)?;
        let reasons = match &station.node.kind {
            NodeKind::Decision(decision) => self.reasons(decision, takes.ends),
            _ => Vec::new(),
        };
        let mut entry = Entry {
            depth: record.depth as usize,
            within: (record.depth > 0).then(|| ready.process.procedure.clone()),
            node: record.node,
            step: StepLabel::unnamed(),
            title: String::new(),
            did: Did::Task,
            reached: called.and_then(|called| called.reached),
            who: Vec::new(),
            begins: takes.begins,
            ends: record.ends,
            counted: takes.counted,
            cites: station.node.cites.clone(),
            reasons,
            cancelled: record.cancelled,
        };
        let limits = called.filter(|_| !record.cancelled).map(|called| self.states(called));
        tell(&mut entry, ready, station, record, limits.unwrap_or_default());
        Ok(Some(entry))
    }

    /// The limits of a procedure that came to its end. Of one that was broken off, nobody asks how they would
    /// stand.
    fn states(&self, called: &Called) -> Vec<LimitState> {
        let ready = self.plan.process(called.process);
        ready.map(|ready| states(ready, called.limits.clone())).unwrap_or_default()
    }

    /// When it began, and what was counted. A called procedure, and what takes no time, begins at once.
    fn takes(&self, ready: &Ready<'_>, station: &Station<'a>, record: &Record) -> Result<Takes, Stop> {
        let at_once = Takes::given(record.came, record.ends);
        let site = Site { called: record.depth > 0, process: ready.number };
        match station.node.kind {
            NodeKind::Task(_) | NodeKind::Decision(_) => {
                let lasts = takes::lasts(station, site, record.came, &self.script)?;
                Ok(lasts.takes(record.came)?)
            }
            NodeKind::Wait(_) => match takes::awaits(station, site, record.came, &self.script)? {
                Some(awaited) => Ok(awaited.lasts.takes(record.came)?),
                None => Ok(at_once),
            },
            _ => Ok(at_once),
        }
    }

    /// By which facts a question was decided at a moment.
    fn reasons(&self, decision: &DecisionNode, at: Instant) -> Vec<Reason> {
        let Some(criteria) = &decision.criteria else { return Vec::new() };
        let known = Known::at(at, self.filed, &self.plan.set.head, self.case);
        match criterion::decide(criteria, &known) {
            Decided::Answer(_, reasons) | Decided::NoAnswer(reasons) | Decided::Several(_, reasons) => reasons,
            Decided::Missing(_) => Vec::new(),
        }
    }
}

/// What the graph says of a node, and the way the case went on from there.
fn tell(entry: &mut Entry, ready: &Ready<'_>, station: &Station<'_>, record: &Record, limits: Vec<LimitState>) {
    let way = ready.ways(station).get(record.way as usize).map(|way| way.edge.edge);
    let answer = way.and_then(|edge| edge.answer.clone());
    match &station.node.kind {
        NodeKind::Task(task) => {
            entry.step = task.step.clone();
            entry.title.clone_from(&task.title);
            entry.who.clone_from(&task.performers);
        }
        NodeKind::Decision(decision) => {
            entry.step = decision.step.clone();
            entry.title.clone_from(&decision.title);
            entry.who.clone_from(&decision.checkers);
            entry.cites.extend(way.iter().flat_map(|edge| edge.cites.iter().cloned()));
            if let Some(answer) = answer {
                entry.did = Did::Decided(answer);
            }
        }
        NodeKind::Wait(wait) => {
            entry.title.clone_from(&wait.title);
            entry.who.clone_from(&wait.from);
            // Only of silence the act may not say what follows.
            entry.did = Did::Waited(answer.unwrap_or(Answer::Expiry));
        }
        NodeKind::Call(call) => {
            entry.title.clone_from(&call.title);
            entry.did = Did::Called(limits);
        }
        NodeKind::HandOver(hand_over) => {
            entry.title.clone_from(&hand_over.title);
            entry.who = vec![hand_over.to];
            entry.did = Did::HandedOver(limits);
        }
        NodeKind::Interrupt(interrupt) => {
            entry.title.clone_from(&interrupt.title);
            entry.who.clone_from(&interrupt.from);
            entry.did = Did::Interrupted;
        }
        NodeKind::ForEach(_) | NodeKind::Start | NodeKind::Fork | NodeKind::Join(_) | NodeKind::End(_) => {}
    }
}

/// The limits of a process with where each stands.
fn states(ready: &Ready<'_>, standings: Vec<Standing>) -> Vec<LimitState> {
    let state = |(timer, standing): (&Timer<'_>, Standing)| LimitState { limit: timer.limit.clone(), standing };
    ready.timers.iter().zip(standings).map(state).collect()
}
