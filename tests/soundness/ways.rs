//! The way that a finding tells is one that the graph has.

use std::collections::BTreeSet;

use regc::check::soundness;
use regc::diagnostic::{Diagnostic, Problem, Unsound, WayStep};
use regc::graph::{End, NodeId, NodeKind, Process, ProcessSet};
use regc::model::Answer;

use super::graphs;

fn unsound(problem: &Problem) -> &Unsound {
    match problem {
        Problem::NeverReached(unsound)
        | Problem::NoWayToEnd(unsound)
        | Problem::JoinInVain(_, unsound)
        | Problem::NeverEnds(_, unsound) => unsound,
        other => panic!("{other:?}"),
    }
}

/// Follows the way through the graphs of the procedure in which the finding stands.
pub fn is_a_way(set: &ProcessSet, finding: &Diagnostic) {
    let own = set.processes.iter().rev().find(|process| process.span.start <= finding.span.start).unwrap();
    let mut graphs = set.of_procedure(&own.procedure);
    let way = &unsound(&finding.problem).way;
    assert!(graphs.any(|process| follows(process, set, way.from_afar, &way.steps)), "{finding:?}");
}

fn follows(process: &Process, set: &ProcessSet, from_afar: bool, steps: &[WayStep]) -> bool {
    let mut at: BTreeSet<NodeId> =
        if from_afar { process.nodes().map(|(node, _)| node).collect() } else { process.beginnings().collect() };
    for step in steps {
        at = through_silence(process, at).into_iter().flat_map(|node| after(process, set, node, step)).collect();
    }
    !at.is_empty()
}

/// The nodes that are come to by way of those of which a way says nothing; parallel work may be passed over.
fn through_silence(process: &Process, from: BTreeSet<NodeId>) -> BTreeSet<NodeId> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<NodeId> = from.into_iter().collect();
    while let Some(node) = open.pop() {
        if !reached.insert(node) {
            continue;
        }
        match &process.node(node).unwrap().kind {
            NodeKind::Fork | NodeKind::ForEach(_) => open.extend(process.join_of(node)),
            NodeKind::Start | NodeKind::Join(_) => open.extend(process.outgoing(node).iter().map(|edge| edge.to)),
            NodeKind::Decision(decision) if decision.unstated => {
                open.extend(process.outgoing(node).iter().map(|edge| edge.to));
            }
            _ => {}
        }
    }
    reached
}

/// Where a node leads if it is what a step of the way names.
fn after(process: &Process, set: &ProcessSet, node: NodeId, step: &WayStep) -> Vec<NodeId> {
    let edges = process.outgoing(node);
    let by = |answer: &Option<Answer>| {
        let taken = edges.iter().filter(|edge| answer.is_none() || edge.edge.answer == *answer);
        taken.map(|edge| edge.to).collect::<Vec<_>>()
    };
    match (&process.node(node).unwrap().kind, step) {
        (NodeKind::Task(task), WayStep::Step { step, answer, .. }) if task.step == *step => last(by(answer), node),
        (NodeKind::Decision(asked), WayStep::Step { step, answer, .. }) if asked.step == *step => {
            last(by(answer), node)
        }
        (NodeKind::Wait(wait), WayStep::Wait { title, answer }) if wait.title == *title => last(by(answer), node),
        (NodeKind::Call(call), WayStep::Call(procedure)) if call.procedure == *procedure => last(by(&None), node),
        (NodeKind::ForEach(each), WayStep::ForEach(title)) if each.title == *title => by(&None),
        (NodeKind::HandOver(other), WayStep::HandOver(procedure)) if other.procedure == *procedure => vec![node],
        (NodeKind::Interrupt(interrupt), WayStep::Interrupt(title)) if interrupt.title == *title => by(&None),
        (NodeKind::Fork, WayStep::Branch(title)) => {
            edges.iter().filter(|edge| edge.edge.branch.as_ref() == Some(title)).map(|edge| edge.to).collect()
        }
        (NodeKind::End(End::Outcome(id)), WayStep::End(Some(title)))
            if set.head.outcome(*id).unwrap().title == *title =>
        {
            vec![node]
        }
        (NodeKind::End(End::TacitConsent), WayStep::End(None)) => vec![node],
        _ => Vec::new(),
    }
}

/// A step that leads nowhere can still be the last of a way.
fn last(led: Vec<NodeId>, node: NodeId) -> Vec<NodeId> {
    if led.is_empty() { vec![node] } else { led }
}

/// The finding stands at step 101; what comes long before it, and all of the circle behind it, say no more.
#[test]
fn a_long_way_is_told_from_near() {
    let step = |number: usize| format!("действие {number} «Ш»\n");
    let steps = |from: usize| (from..from + 100).map(step).collect::<String>();
    let text = "reg 1 ru\nрегламент р «Р»\nисход выдано «В»\nпорядок п «П»\n".to_owned()
        + &steps(1)
        + "условие 1 «?»\nда: завершить: выдано\nнет: далее\n"
        + &steps(101)
        + "вернуться к действию 101, не более 2 раз\n";
    let (set, _) = graphs(&text);
    let found = soundness::check(&set);
    assert_eq!(found.iter().map(|one| one.problem.code()).collect::<Vec<_>>(), ["R0221"]);
    let way = &unsound(&found[0].problem).way;
    assert!(way.from_afar && way.goes_on && way.steps.len() < 30, "{way:?}");
    let names = way.steps.iter().map(|step| match step {
        WayStep::Step { step, .. } => step.name.as_ref().unwrap().to_string(),
        other => panic!("{other:?}"),
    });
    let names: Vec<_> = names.collect();
    assert!(names.join(" ").contains("99 100 1 101 102"), "{names:?}");
}
