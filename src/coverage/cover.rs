//! The case that would come to what no case has come to yet.
//!
//! A way to it is searched in the graph, and from it the shortest one to an end; the answers along both
//! make the case. Then the case is run: it is proposed only if it does come there.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::mem::discriminant;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::ways::{Distance, Settled, Ways, depths};
use super::{Coverage, Item, Measure, Part};
use crate::graph::{EdgeRefTo, NodeId, NodeKind, Process, ProcessSet};
use crate::model::{Answer, Case, Duration, Given, GivenFor, GivenValue, OutcomeId, Quantity, StepName, StepRef, Unit};
use crate::run;

/// So many cases are proposed for a regulation at a time; nobody reads more.
pub const MAX_COVERING: usize = 200;

/// What is missing, and the cases that would add it.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The cases; each comes to something that neither the cases there are nor those before it come to.
    pub cases: Vec<Planned>,
    /// What is missing, graph by graph in text order.
    pub missing: Vec<Missing>,
    /// The titles of the cases there are, which no other can have.
    pub taken: BTreeSet<String>,
}

impl Plan {
    /// Whether no more cases were looked for, so that what has none may still get one.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.cases.len() >= MAX_COVERING
    }
}

/// A case to be added.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The case, without a title.
    pub case: Case,
    /// The number of the graph it was made for.
    pub graph: usize,
    /// What it was made for.
    pub item: Item,
}

/// Something that no case has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// The number of the graph.
    pub graph: usize,
    /// What it is.
    pub item: Item,
    /// The case of the plan that comes to it; [`None`] where none was found.
    pub case: Option<usize>,
}

/// Looks for cases that come to all that is missing; `cases` are those there are.
#[must_use]
pub fn plan(coverage: &Coverage<'_>, cases: &[&Case]) -> Plan {
    let mut after = coverage.clone();
    let (ways, ready) = (Ways::of(coverage.set), run::Plan::of(coverage.set));
    let mut search = Search { ways, ready, cases, called: HashMap::new() };
    let mut planned: Vec<Planned> = Vec::new();
    let mut by: BTreeMap<(usize, Item), usize> = BTreeMap::new();
    for (graph, item) in targets(coverage) {
        if planned.len() >= MAX_COVERING || after.graphs.get(graph).is_none_or(|graph| graph.covers(item)) {
            continue;
        }
        if let Some((case, trace)) = search.case(graph, item) {
            by.extend(after.mark(&trace).into_iter().map(|new| (new, planned.len())));
            planned.push(Planned { case, graph, item });
        }
    }
    let missing = |(graph, item)| Missing { graph, item, case: by.get(&(graph, item)).copied() };
    Plan {
        missing: uncovered(coverage).into_iter().map(missing).collect(),
        cases: planned,
        taken: cases.iter().map(|case| case.title.clone()).collect(),
    }
}

fn uncovered(coverage: &Coverage<'_>) -> Vec<(usize, Item)> {
    let graphs = coverage.graphs.iter().enumerate();
    graphs.flat_map(|(index, graph)| graph.uncovered().map(move |item| (index, item))).collect()
}

/// What is missing in the order it is looked for: on the way to an outcome and along a branch stand the
/// steps, so few of them are left.
fn targets(coverage: &Coverage<'_>) -> Vec<(usize, Item)> {
    let missing = uncovered(coverage);
    let of = |measure| missing.iter().copied().filter(move |(_, item)| item.measure() == measure);
    [Measure::Outcomes, Measure::Branches, Measure::Steps].into_iter().flat_map(of).collect()
}

/// How far each node of a graph is from an end.
type Homeward = Vec<Option<Distance>>;

struct Search<'a> {
    ways: Ways<'a>,
    /// What the cases are run on.
    ready: run::Plan<'a>,
    /// The cases there are.
    cases: &'a [&'a Case],
    /// By graph, how a called procedure comes to a favourable end.
    called: HashMap<usize, Homeward>,
}

impl<'a> Search<'a> {
    /// A case that comes to an item, and its trace.
    fn case(&mut self, graph: usize, item: Item) -> Option<(Case, run::Trace)> {
        let process = self.ways.set.processes.get(graph)?;
        let way = self.way(graph, process, item)?;
        for filed in filings(self.ways.set, process, self.cases) {
            for case in way.attempts(&self.ready, self.ways.set, process, filed) {
                let Ok(trace) = self.ready.run(&case) else { continue };
                if super::come_to(&self.ways.numbers, &trace).any(|found| found == (graph, item)) {
                    return Some((case, trace));
                }
            }
        }
        None
    }

    /// The answers that lead to an item and on to an end.
    fn way(&mut self, graph: usize, process: &'a Process, item: Item) -> Option<Way> {
        let mut hops = self.ways.path(process, item.node)?;
        if let Part::Branch(index) = item.part {
            hops.push((item.node, index));
        }
        let mut way = Way { on_path: hops.iter().map(|(node, _)| *node).collect(), ..Way::default() };
        way.on_path.insert(item.node);
        let mut settled = Settled::default();
        for edge in hops.iter().filter_map(|(node, index)| process.outgoing(*node).get(*index).copied()) {
            if let (Some(NodeKind::Wait(_)), Some(answer)) =
                (process.node(edge.from).map(|node| &node.kind), &edge.edge.answer)
            {
                settled.settle(edge.from, answer.clone());
            }
        }
        let own = Own { homeward: self.ways.homeward(process, false, &settled), settled };
        let beginning = hops.first().map_or(item.node, |(node, _)| *node);
        if let Some(NodeKind::Interrupt(interrupt)) = process.node(beginning).map(|node| &node.kind) {
            way.interrupt = Some(interrupt.title.clone());
            // Until then the case is on its way to an end like any other.
            self.go_home(&mut way, &own, Leg { graph, within: None, until: None }, process.start());
        }
        let mut last = item.node;
        for (node, index) in hops {
            let edges = process.outgoing(node);
            let edge = *edges.get(index)?;
            way.answer(process, None, edge);
            if process.node(node).is_some_and(|node| node.kind.is_fork()) {
                let until = process.join_of(node);
                let beside = self.beside(process, &own, until);
                for other in edges.iter().filter(|other| other.to != edge.to) {
                    self.go_home(&mut way, &beside, Leg { graph, within: None, until }, other.to);
                }
            }
            self.go_home_called(&mut way, &own, process, node);
            last = edge.to;
        }
        self.go_home(&mut way, &own, Leg { graph, within: None, until: None }, last);
        Some(way)
    }

    /// Adds the answers of a called procedure, so that the case goes on after it.
    fn go_home_called(&mut self, way: &mut Way, own: &Own, process: &Process, node: NodeId) {
        let Some(graph) = self.ways.called(process, node) else { return };
        let Some(called) = self.ways.set.processes.get(graph) else { return };
        let leg = Leg { graph, within: Some(called.procedure.clone()), until: None };
        self.go_home(way, own, leg, called.start());
    }

    /// Adds the answers that lead from a node to an end, in all that happens from there on.
    fn go_home(&mut self, way: &mut Way, own: &Own, leg: Leg, from: NodeId) {
        let mut open = vec![(leg, from)];
        let mut seen = BTreeSet::new();
        while let Some((leg, id)) = open.pop() {
            let Some(process) = self.ways.set.processes.get(leg.graph) else { continue };
            way.called.extend(leg.within.as_ref().map(|_| leg.graph));
            if leg.until == Some(id) || !seen.insert((leg.graph, id)) {
                continue;
            }
            let mut edges: Vec<EdgeRefTo<'_>> =
                self.ways.edges(process, id).into_iter().map(|(_, edge)| edge).collect();
            if edges.iter().any(|edge| edge.edge.answer.is_some()) {
                edges = self.nearest(own, &leg, process, &edges).into_iter().collect();
                way.answers(process, leg.within.as_deref(), &edges);
            }
            open.extend(edges.iter().rev().map(|edge| (leg.clone(), edge.to)));
            if let Some(graph) = self.ways.called(process, id)
                && let Some(called) = self.ways.set.processes.get(graph)
            {
                let within = Some(called.procedure.clone());
                open.push((Leg { graph, within, until: None }, called.start()));
            }
        }
    }

    /// How a parallel branch comes to its join, or where it cannot, to an end.
    fn beside(&self, process: &Process, own: &Own, join: Option<NodeId>) -> Own {
        let toward = join.map(|join| self.ways.toward(process, join, &own.settled)).unwrap_or_default();
        let either = |(index, end): (usize, &Option<Distance>)| toward.get(index).copied().flatten().or(*end);
        Own { homeward: own.homeward.iter().enumerate().map(either).collect(), settled: own.settled.clone() }
    }

    /// The edge on the shortest way to an end.
    fn nearest<'e>(
        &mut self,
        own: &Own,
        leg: &Leg,
        process: &Process,
        edges: &[EdgeRefTo<'e>],
    ) -> Option<EdgeRefTo<'e>> {
        let ways = &self.ways;
        let homeward = if leg.within.is_none() {
            &own.homeward
        } else {
            let measured = || ways.homeward(process, true, &Settled::default());
            self.called.entry(leg.graph).or_insert_with(measured)
        };
        let distance = |edge: &EdgeRefTo<'_>| {
            let distance = homeward.get(edge.to.index()).copied().flatten()?;
            let turned = leg.within.is_none() && !own.settled.allows(edge, false);
            Some(Distance { turned: distance.turned || turned, ..distance })
        };
        let open = edges.iter().filter(|edge| leg.within.is_some() || own.settled.allows(edge, true));
        open.copied().filter(|edge| distance(edge).is_some()).min_by_key(|edge| distance(edge))
    }
}

/// How the case's own procedure comes to an end, whatever the waits on the way have come to.
struct Own {
    homeward: Homeward,
    settled: Settled,
}

/// A part of a case that goes to an end by the shortest way.
#[derive(Debug, Clone)]
struct Leg {
    graph: usize,
    /// The called procedure; [`None`] is the case's own.
    within: Option<String>,
    /// The join at which another part takes over.
    until: Option<NodeId>,
}

/// The answers of a case that is being made.
#[derive(Debug, Clone, Default)]
struct Way {
    given: Vec<Given>,
    results: Vec<OutcomeId>,
    /// The wait whose time must run out first and which is to be answered later.
    late: Option<(NodeId, String)>,
    /// What is to break the case off.
    interrupt: Option<String>,
    /// The nodes on the way to what is looked for.
    on_path: BTreeSet<NodeId>,
    /// The graphs that are called.
    called: BTreeSet<usize>,
}

impl Way {
    fn answers(&mut self, process: &Process, within: Option<&str>, edges: &[EdgeRefTo<'_>]) {
        for edge in edges {
            self.answer(process, within, *edge);
        }
    }

    /// What a case must say to go along an edge.
    fn answer(&mut self, process: &Process, within: Option<&str>, edge: EdgeRefTo<'_>) {
        let Some(answer) = &edge.edge.answer else { return };
        match (process.node(edge.from).map(|node| &node.kind), answer) {
            (Some(NodeKind::Decision(_)), Answer::Outcome(outcome)) => {
                self.results.retain(|known| known != outcome);
                self.results.push(*outcome);
            }
            (Some(NodeKind::Decision(decision)), answer) => {
                if let Some(name) = decision.step.name.clone() {
                    self.decide(within, StepRef { kind: decision.step.kind, name }, answer);
                }
            }
            (Some(NodeKind::Wait(wait)), Answer::Expiry) => {
                self.give(within, GivenFor::Wait(wait.title.clone()), GivenValue::Never);
            }
            (Some(NodeKind::Wait(wait)), _) => {
                let about = GivenFor::Wait(wait.title.clone());
                let known = self.given.iter().find(|one| one.within.as_deref() == within && one.about == about);
                match known.map(|known| &known.value) {
                    Some(GivenValue::Never) if within.is_none() => {
                        self.late = Some((edge.from, wait.title.clone()));
                    }
                    None if wait.bound.is_none() => self.give(within, about, lasts(1, Unit::WorkingDay)),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Adds the answer to a question, after those to it before; the last one stays.
    fn decide(&mut self, within: Option<&str>, step: StepRef, answer: &Answer) {
        let about = GivenFor::Step(step);
        let known = self.given.iter_mut().find(|one| one.within.as_deref() == within && one.about == about);
        match known {
            Some(Given { value: GivenValue::Answers(answers), .. }) if answers.last() != Some(answer) => {
                answers.push(answer.clone());
            }
            Some(_) => {}
            None => self.give(within, about, GivenValue::Answers(vec![answer.clone()])),
        }
    }

    fn give(&mut self, within: Option<&str>, about: GivenFor, value: GivenValue) {
        self.given.push(Given { within: within.map(str::to_owned), about, value, span: None });
    }

    /// The cases with these answers, the plainest first: with the steps at their maximum; with those on the
    /// way as short as can be, so that no other branch and no limit comes before; with the others long too; and
    /// with those of called procedures short or, so that a silent consent ends them, long.
    /// Of each, with the outcomes in one order and in the other: the first that a choice offers is taken.
    fn attempts(&self, ready: &run::Plan<'_>, set: &ProcessSet, process: &Process, filed: NaiveDateTime) -> Vec<Case> {
        let mut plain = Case {
            title: String::new(),
            procedure: process.procedure.clone(),
            variant: process.variant,
            filed,
            given: self.given.clone(),
            results: self.results.clone(),
            // The questions are answered by themselves: where a fact is missing, that stands.
            facts: Vec::new(),
            events: Vec::new(),
            extended: Vec::new(),
            expectations: Vec::new(),
            span: process.span,
        };
        plain.given.extend(self.members(set, process));
        self.reply_late(ready, set, &mut plain);
        let (brief, lengthy) = (lasts(1, Unit::Minute), lasts(40, Unit::WorkingDay));
        let short = lines(process, None, |node, _| self.on_path.contains(&node), &brief);
        let is_beside = |node: NodeId, depth: usize| !self.on_path.contains(&node) && depth > 0;
        let long = lines(process, None, is_beside, &lengthy);
        let called = |value: &GivenValue| -> Vec<Given> {
            let graphs = self.called.iter().filter_map(|graph| set.processes.get(*graph));
            graphs.flat_map(|called| lines(called, Some(&called.procedure), |_, _| true, value)).collect()
        };
        let (called_short, called_long) = (called(&brief), called(&lengthy));
        let with = |more: &[&[Given]]| {
            let given: Vec<&Given> = plain.given.iter().chain(more.iter().copied().flatten()).collect();
            Case { given: last_of_each(&given), ..plain.clone() }
        };
        let timed = [
            with(&[]),
            with(&[&short]),
            with(&[&short, &long]),
            with(&[&called_long]),
            with(&[&short, &called_short]),
            with(&[&short, &called_long]),
        ];
        let turned = |case: &Case| Case { results: case.results.iter().rev().copied().collect(), ..case.clone() };
        let cases = timed.iter().flat_map(|case| [case.clone(), turned(case)]);
        cases.map(|case| self.broken_off(ready, set, case)).collect()
    }

    /// That each list has one member, of the procedure and of those it calls.
    fn members(&self, set: &ProcessSet, process: &Process) -> Vec<Given> {
        let called = self.called.iter().filter_map(|graph| set.processes.get(*graph));
        let within = called.map(|called| (called, Some(called.procedure.clone())));
        let lists = std::iter::once((process, None)).chain(within).flat_map(|(process, within)| {
            let titles = process.nodes().filter_map(|(_, node)| match &node.kind {
                NodeKind::ForEach(each) => Some(each.title.clone()),
                _ => None,
            });
            let titles: BTreeSet<String> = titles.collect();
            titles.into_iter().map(move |title| Given {
                within: within.clone(),
                about: GivenFor::ForEach(title),
                value: GivenValue::Count(1),
                span: None,
            })
        });
        lists.collect()
    }

    /// The case with what is to break it off: at the beginning of its first step that takes time, so that it is
    /// still going on then. As long as that is not known, nothing is said of when.
    fn broken_off(&self, ready: &run::Plan<'_>, set: &ProcessSet, mut case: Case) -> Case {
        let Some(title) = &self.interrupt else { return case };
        let (entries, _) = ready.as_far(&case);
        let first = entries.iter().find(|entry| entry.within.is_none() && entry.begins < entry.ends);
        if let Some(at) = first.map(|entry| set.head.local(entry.begins)) {
            let about = GivenFor::Interrupt(title.clone());
            case.given.push(Given { within: None, about, value: GivenValue::At(at), span: None });
        }
        case
    }

    /// A wait that is to run out and then, when it is come to again, to be answered: the reply comes on a
    /// moment after the time has run out once.
    fn reply_late(&self, ready: &run::Plan<'_>, set: &ProcessSet, case: &mut Case) {
        let Some((node, title)) = &self.late else { return };
        let is_it = |given: &Given| given.within.is_none() && given.about == GivenFor::Wait(title.clone());
        let replied = Case { given: case.given.iter().filter(|one| !is_it(one)).cloned().collect(), ..case.clone() };
        let Ok(trace) = ready.run(&replied) else { return };
        let Some(entry) = trace.entries.iter().find(|one| one.within.is_none() && one.node == *node) else { return };
        let after = set.head.local(entry.ends) + TimeDelta::minutes(1);
        for given in case.given.iter_mut().filter(|one| is_it(one)) {
            given.value = GivenValue::At(after);
        }
    }
}

/// Of what says the same sort of thing of one step, the last: a case says it once.
fn last_of_each(given: &[&Given]) -> Vec<Given> {
    let mut said = HashSet::new();
    let last = given.iter().rev().filter(|one| said.insert((&one.within, &one.about, discriminant(&one.value))));
    let mut last: Vec<Given> = last.map(|one| (*one).clone()).collect();
    last.reverse();
    last
}

/// How long the named steps take that are asked for, by their node and in how many parallel blocks it stands.
fn lines(
    process: &Process,
    within: Option<&str>,
    asked: impl Fn(NodeId, usize) -> bool,
    value: &GivenValue,
) -> Vec<Given> {
    let depths = depths(process);
    let step = |(id, node): (NodeId, &crate::graph::Node)| {
        let depth = depths.get(id.index()).copied().unwrap_or_default();
        let label = node.kind.label().filter(|_| asked(id, depth))?;
        let name: StepName = label.name.clone()?;
        let about = GivenFor::Step(StepRef { kind: label.kind, name });
        Some(Given { within: within.map(str::to_owned), about, value: value.clone(), span: None })
    };
    process.nodes().filter_map(step).collect()
}

fn lasts(n: u32, unit: Unit) -> GivenValue {
    GivenValue::Lasts(Duration { quantities: vec![Quantity { n, unit }], consecutive: false })
}

/// The moments at which a case may be filed: that of a case there is of the procedure, else of any; and a
/// morning on which the act is in force.
fn filings(set: &ProcessSet, process: &Process, cases: &[&Case]) -> Vec<NaiveDateTime> {
    let same = cases.iter().find(|case| case.procedure == process.procedure).or(cases.first());
    same.map(|case| case.filed).into_iter().chain(morning(set)).collect()
}

/// Ten o'clock on the first working day after the act was signed that the calendar knows.
fn morning(set: &ProcessSet) -> Option<NaiveDateTime> {
    let calendar = &set.head.calendar.as_ref()?.calendar;
    let signed = set.head.act.as_ref().map(|act| act.date);
    let in_force = |day: &NaiveDate| signed.is_none_or(|signed| *day > signed);
    let working = |day: &NaiveDate| calendar.is_working_day(*day).unwrap_or_default();
    let day = calendar.dates().filter(in_force).find(working)?;
    let filed = calendar.filed(calendar.instant(day.and_hms_opt(10, 0, 0)?)).ok()?;
    Some(calendar.local(filed))
}
