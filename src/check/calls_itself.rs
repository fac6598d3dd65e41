//! A procedure that calls itself, directly or by way of others: no case of it could ever end.

use std::collections::HashMap;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{NodeKind, Process, ProcessSet};
use crate::source::Span;

/// Reports each call that leads back to the procedure it stands in: the two lie in one strongly
/// connected component of the graph of calls. (Of the algorithms that find these, Tarjan's is recursive.)
pub fn check(set: &ProcessSet) -> Vec<Diagnostic> {
    let calls: Vec<Call<'_>> = set.processes.iter().flat_map(calls).collect();
    let mut graph: DiGraph<&str, ()> = DiGraph::new();
    let mut known = HashMap::new();
    for (caller, called, _) in &calls {
        let [from, to] = [*caller, *called].map(|name| *known.entry(name).or_insert_with(|| graph.add_node(name)));
        graph.add_edge(from, to, ());
    }
    let components = kosaraju_scc(&graph).into_iter().enumerate();
    let component: HashMap<_, usize> =
        components.flat_map(|(number, nodes)| nodes.into_iter().map(move |node| (node, number))).collect();
    let component = |name: &str| known.get(name).and_then(|node| component.get(node));
    calls
        .iter()
        .filter(|(caller, called, _)| component(caller) == component(called))
        .map(|(caller, _, span)| Diagnostic::new(Problem::CallsItself((*caller).to_owned()), *span))
        .collect()
}

/// A procedure, one it calls, and where.
type Call<'a> = (&'a str, &'a str, Span);

fn calls(process: &Process) -> impl Iterator<Item = Call<'_>> {
    process.nodes().filter_map(|(_, node)| match &node.kind {
        NodeKind::Call(call) => Some((process.procedure.as_str(), call.procedure.as_str(), node.span)),
        _ => None,
    })
}
