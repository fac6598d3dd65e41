//! Model to graph: for each kind of the service, the text of a procedure with what does not apply left out.

use std::collections::HashMap;

use super::{
    CallNode, DecisionNode, Edge, End, Flow, ForEachNode, HandOverNode, InterruptNode, Node, NodeId, NodeKind, Process,
    ProcessSet, StepLabel, TaskNode, WaitNode,
};
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{
    Anchor, Answer, Call, Citation, Condition, Element, Ending, EndingKind, Interrupt, Limit, LimitName, OutcomeId,
    Parallel, Procedure, Regulation, StepKind, StepName, StepRef, Task, Term, VariantId, VariantSet, Wait, applies,
};
use crate::source::Span;

/// Builds the graphs of every procedure and variant of a regulation, and tells where the text leads
/// nowhere: for each kind of the service anew, mostly with the same words.
#[must_use]
pub fn build(regulation: &Regulation) -> (ProcessSet, Vec<Diagnostic>) {
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut processes = Vec::new();
    for procedure in &regulation.procedures {
        for variant in &procedure.variants {
            let (process, found) = Builder::new(regulation, procedure, *variant).build();
            processes.push(process);
            findings.extend(found);
        }
    }
    let set = ProcessSet { head: regulation.head.clone(), processes };
    (set, findings)
}

/// An edge that does not know yet where it leads.
#[derive(Clone)]
struct Loose {
    from: NodeId,
    edge: Edge,
}

struct Builder<'a> {
    regulation: &'a Regulation,
    procedure: &'a Procedure,
    variant: Option<VariantId>,
    process: Process,
    steps: HashMap<StepRef, NodeId>,
    jumps: Vec<(Loose, StepRef)>,
    /// The events that steps must not begin before.
    not_before: Vec<(Anchor, Span)>,
    findings: Vec<Diagnostic>,
    /// The step read last: a choice of outcome after it has its name.
    last_step: (StepLabel, String),
}

impl<'a> Builder<'a> {
    fn new(regulation: &'a Regulation, procedure: &'a Procedure, variant: Option<VariantId>) -> Self {
        let process = Process {
            variant,
            channel: procedure.channel,
            cites: procedure.cites.clone(),
            diagrams: procedure.diagrams.clone(),
            span: procedure.span,
            ..Process::empty(procedure.id.clone(), procedure.title.clone())
        };
        Self {
            regulation,
            procedure,
            variant,
            process,
            steps: HashMap::new(),
            jumps: Vec::new(),
            not_before: Vec::new(),
            findings: Vec::new(),
            last_step: (StepLabel { kind: StepKind::Step, name: None }, procedure.title.clone()),
        }
    }

    fn build(mut self) -> (Process, Vec<Diagnostic>) {
        let start = self.node(NodeKind::Start, self.procedure.cites.clone(), self.procedure.span);
        let entry = vec![loose(start, self.procedure.span)];
        let exits = self.body(&self.procedure.body, entry);
        self.must_end(&exits);
        for (jump, step) in std::mem::take(&mut self.jumps) {
            match self.steps.get(&step) {
                Some(target) => self.process.push_edge(jump.from, *target, jump.edge),
                None => self.findings.push(Diagnostic::new(Problem::StepAbsent(step), jump.edge.span)),
            }
        }
        for (anchor, span) in std::mem::take(&mut self.not_before) {
            self.anchored(&anchor, span);
        }
        self.process.limits = self.limits();
        (self.process, self.findings)
    }

    /// Nothing follows a whole procedure, so no edge may lead on.
    fn must_end(&mut self, exits: &[Loose]) {
        if let Some(exit) = exits.first() {
            let span = self.process.node(exit.from).map_or(self.procedure.span, |node| node.span);
            self.findings.push(Diagnostic::new(Problem::NoEnd, span));
        }
    }

    /// The limits for this kind of the service: of one name, one that names the kind goes before one
    /// for all.
    fn limits(&mut self) -> Vec<Limit> {
        let mut limits: Vec<Limit> = Vec::new();
        for limit in self.procedure.limits.iter().filter(|limit| applies(&limit.variants, self.variant)) {
            // A deadline goes with its step.
            if matches!(&limit.name, LimitName::Deadline(step) if !self.steps.contains_key(step)) {
                continue;
            }
            match limits.iter_mut().find(|known| known.name == limit.name) {
                None => limits.push(limit.clone()),
                Some(known) if known.variants.is_none() => *known = limit.clone(),
                Some(_) => {}
            }
        }
        for limit in &limits {
            self.anchored(&limit.from, limit.span);
            self.anchored(&limit.until, limit.span);
        }
        limits
    }

    /// A step that a clock starts or stops at must be there for this kind of the service.
    fn anchored(&mut self, anchor: &Anchor, span: Span) {
        for event in anchor.events() {
            if let Anchor::StartOf(step) | Anchor::EndOf(step) = event
                && !self.steps.contains_key(step)
            {
                self.findings.push(Diagnostic::new(Problem::StepAbsent(step.clone()), span));
            }
        }
    }

    fn node(&mut self, kind: NodeKind, cites: Vec<Citation>, span: Span) -> NodeId {
        self.process.push_node(Node { kind, cites, span })
    }

    fn connect(&mut self, entries: Vec<Loose>, to: NodeId) {
        for Loose { from, edge } in entries {
            self.process.push_edge(from, to, edge);
        }
    }

    /// Adds the elements of a body, entered by `entries`; returns the edges that lead on to what
    /// follows the body.
    fn body(&mut self, elements: &[Element], mut entries: Vec<Loose>) -> Vec<Loose> {
        let mut exits = Vec::new();
        for element in elements {
            entries = match element {
                Element::Task(task) if self.applies(&task.only) => self.task(task, entries),
                Element::Condition(condition) if self.applies(&condition.only) => self.condition(condition, entries),
                Element::Parallel(parallel) => self.parallel(parallel, entries),
                Element::Wait(wait) if self.applies(&wait.only) => self.wait(wait, entries),
                Element::Call(call) if self.applies(&call.only) => self.call(call, entries),
                Element::Interrupt(interrupt) => {
                    self.interrupt(interrupt);
                    entries
                }
                Element::Ending(ending) => {
                    exits.extend(self.ending(ending, entries));
                    Vec::new()
                }
                _ => entries,
            };
        }
        exits.extend(entries);
        exits
    }

    fn applies(&self, only: &VariantSet) -> bool {
        applies(only, self.variant)
    }

    /// The term for this kind of the service: one that names it goes before one for all.
    fn term(&self, terms: &[(VariantSet, Term)]) -> Option<Term> {
        let named = terms.iter().find(|(variants, _)| variants.is_some() && self.applies(variants));
        named.or_else(|| terms.iter().find(|(variants, _)| variants.is_none())).map(|(_, term)| term.clone())
    }

    fn name_step(&mut self, kind: StepKind, name: Option<&StepName>, title: &str, node: NodeId) {
        if let Some(name) = name {
            self.steps.insert(StepRef { kind, name: name.clone() }, node);
        }
        self.last_step = (StepLabel { kind, name: name.cloned() }, title.to_owned());
    }

    fn task(&mut self, task: &Task, entries: Vec<Loose>) -> Vec<Loose> {
        let kind = NodeKind::Task(TaskNode {
            step: StepLabel { kind: task.kind, name: task.name.clone() },
            title: task.title.clone(),
            performers: task.performers.clone(),
            automatic: task.automatic,
            sends: task.sends.clone(),
            waiting: self.term(&task.waiting),
            term: self.term(&task.terms),
            not_before: task.not_before.clone(),
            events: task.events.clone(),
        });
        if let Some(not_before) = &task.not_before {
            self.not_before.push((not_before.after.clone(), not_before.span));
        }
        let node = self.node(kind, task.cites.clone(), task.span);
        self.connect(entries, node);
        self.name_step(task.kind, task.name.as_ref(), &task.title, node);
        let exit = vec![loose(node, task.span)];
        if task.results.is_empty() {
            return exit;
        }
        self.finish(&task.results, exit, &task.cites, task.results_span);
        Vec::new()
    }

    /// Ends in one of the outcomes. More than one is a choice for which the act gives no criterion.
    fn finish(&mut self, outcomes: &[OutcomeId], mut entries: Vec<Loose>, cites: &[Citation], span: Span) {
        let choice = outcomes.len() > 1;
        let mut decision = None;
        if choice {
            let (step, title) = self.last_step.clone();
            let kind = NodeKind::Decision(DecisionNode {
                step,
                title,
                checkers: Vec::new(),
                waiting: None,
                term: None,
                criteria: None,
                unstated: true,
            });
            let node = self.node(kind, cites.to_vec(), span);
            self.connect(std::mem::take(&mut entries), node);
            decision = Some(node);
        }
        for outcome in outcomes {
            let end = self.node(NodeKind::End(End::Outcome(*outcome)), self.outcome_cites(*outcome), span);
            match decision {
                Some(node) => {
                    let edge = answer_edge(Answer::Outcome(*outcome), Vec::new(), span);
                    self.process.push_edge(node, end, edge);
                }
                None => self.connect(std::mem::take(&mut entries), end),
            }
        }
    }

    fn outcome_cites(&self, outcome: OutcomeId) -> Vec<Citation> {
        self.regulation.head.outcome(outcome).map(|outcome| outcome.cites.clone()).unwrap_or_default()
    }

    fn condition(&mut self, condition: &Condition, entries: Vec<Loose>) -> Vec<Loose> {
        let kind = NodeKind::Decision(DecisionNode {
            step: StepLabel { kind: StepKind::Condition, name: condition.name.clone() },
            title: condition.title.clone(),
            checkers: condition.checkers.clone(),
            waiting: self.term(&condition.waiting),
            term: self.term(&condition.terms),
            criteria: condition.criteria.clone(),
            unstated: false,
        });
        let node = self.node(kind, condition.cites.clone(), condition.span);
        self.connect(entries, node);
        self.name_step(StepKind::Condition, condition.name.as_ref(), &condition.title, node);
        let mut exits = Vec::new();
        for branch in &condition.branches {
            let edge = answer_edge(branch.answer.clone(), branch.cites.clone(), branch.span);
            exits.extend(self.body(&branch.body, vec![Loose { from: node, edge }]));
        }
        exits
    }

    fn parallel(&mut self, parallel: &Parallel, entries: Vec<Loose>) -> Vec<Loose> {
        let branches: Vec<_> = parallel.branches.iter().filter(|branch| applies(&branch.only, self.variant)).collect();
        match branches.as_slice() {
            [] => return entries,
            [only] if !parallel.for_each => return self.body(&only.body, entries),
            _ => {}
        }
        let fork = match branches.as_slice() {
            [each] if parallel.for_each => {
                let kind = NodeKind::ForEach(ForEachNode { title: each.title.clone() });
                self.node(kind, each.cites.clone(), parallel.span)
            }
            _ => self.node(NodeKind::Fork, Vec::new(), parallel.span),
        };
        self.connect(entries, fork);
        let mut exits = Vec::new();
        for branch in branches {
            let mut entry = loose(fork, branch.span);
            entry.edge.branch = Some(branch.title.clone());
            entry.edge.cites.clone_from(&branch.cites);
            exits.extend(self.body(&branch.body, vec![entry]));
        }
        if exits.is_empty() {
            return exits;
        }
        let join = self.node(NodeKind::Join(parallel.join), Vec::new(), parallel.span);
        self.connect(exits, join);
        self.process.pair(fork, join);
        vec![loose(join, parallel.span)]
    }

    fn wait(&mut self, wait: &Wait, entries: Vec<Loose>) -> Vec<Loose> {
        let kind = NodeKind::Wait(WaitNode {
            title: wait.title.clone(),
            from: wait.from.clone(),
            bound: wait.bound.clone(),
            clocks: wait.clocks.clone(),
            events: wait.events.clone(),
        });
        let node = self.node(kind, wait.cites.clone(), wait.span);
        self.connect(entries, node);
        let entry = |answer| vec![Loose { from: node, edge: answer_edge(answer, Vec::new(), wait.span) }];
        let mut exits = self.body(&wait.on_reply, entry(Answer::Reply));
        if let Some(body) = &wait.on_expiry {
            exits.extend(self.body(body, entry(Answer::Expiry)));
        }
        exits
    }

    fn call(&mut self, call: &Call, entries: Vec<Loose>) -> Vec<Loose> {
        let called = self.regulation.procedure(call.procedure);
        let kind = NodeKind::Call(CallNode {
            procedure: called.map(|called| called.id.clone()).unwrap_or_default(),
            title: called.map(|called| called.title.clone()).unwrap_or_default(),
        });
        let node = self.node(kind, call.cites.clone(), call.span);
        self.connect(entries, node);
        vec![loose(node, call.span)]
    }

    /// It stands beside the steps, and what they lead to is none of its own.
    fn interrupt(&mut self, interrupt: &Interrupt) {
        if !self.applies(&interrupt.only) {
            return;
        }
        let kind = NodeKind::Interrupt(InterruptNode {
            title: interrupt.title.clone(),
            from: interrupt.from.clone(),
            events: interrupt.events.clone(),
        });
        let node = self.node(kind, interrupt.cites.clone(), interrupt.span);
        let before = std::mem::replace(
            &mut self.last_step,
            (StepLabel { kind: StepKind::Step, name: None }, interrupt.title.clone()),
        );
        let exits = self.body(&interrupt.body, vec![loose(node, interrupt.span)]);
        self.must_end(&exits);
        self.last_step = before;
    }

    /// Ends a branch; returns the edges that lead on to what follows the whole block.
    fn ending(&mut self, ending: &Ending, mut entries: Vec<Loose>) -> Vec<Loose> {
        for entry in &mut entries {
            entry.edge.cites.extend(ending.cites.iter().cloned());
        }
        match &ending.kind {
            EndingKind::Next => return entries,
            EndingKind::Finish(outcomes) => self.finish(outcomes, entries, &ending.cites, ending.span),
            EndingKind::TacitConsent => {
                let end = self.node(NodeKind::End(End::TacitConsent), ending.cites.clone(), ending.span);
                self.connect(entries, end);
            }
            EndingKind::HandOver(to, procedure) => {
                let other = self.regulation.procedure(*procedure);
                let kind = NodeKind::HandOver(HandOverNode {
                    to: *to,
                    procedure: other.map(|other| other.id.clone()).unwrap_or_default(),
                    title: other.map(|other| other.title.clone()).unwrap_or_default(),
                });
                let end = self.node(kind, ending.cites.clone(), ending.span);
                self.connect(entries, end);
            }
            EndingKind::GoTo(step) => self.jumps.extend(entries.into_iter().map(|entry| (entry, step.clone()))),
            EndingKind::ReturnTo(step, at_most) => {
                for mut entry in entries {
                    entry.edge.flow = Flow::Return { at_most: *at_most };
                    self.jumps.push((entry, step.clone()));
                }
            }
        }
        Vec::new()
    }
}

fn loose(from: NodeId, span: Span) -> Loose {
    Loose { from, edge: Edge { answer: None, flow: Flow::Forward, branch: None, cites: Vec::new(), span } }
}

fn answer_edge(answer: Answer, cites: Vec<Citation>, span: Span) -> Edge {
    Edge { answer: Some(answer), flow: Flow::Forward, branch: None, cites, span }
}
