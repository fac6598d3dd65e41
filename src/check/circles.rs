//! Procedures that lead back to each other.

use std::collections::HashMap;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use crate::graph::{Node, NodeKind, Process, ProcessSet};
use crate::source::Span;

/// A procedure, one that it leads to, and where.
pub type Lead<'a> = (&'a str, &'a str, Span);

/// Where procedures lead to others, at the nodes that are looked for.
pub fn leads<'a>(set: &'a ProcessSet, is_looked_for: impl Fn(&NodeKind) -> bool) -> Vec<Lead<'a>> {
    let lead = |process: &'a Process, node: &'a Node| {
        let other = node.kind.other_procedure().filter(|_| is_looked_for(&node.kind))?;
        Some((process.procedure.as_str(), other, node.span))
    };
    let nodes = set.processes.iter().flat_map(|process| process.nodes().map(move |(_, node)| (process, node)));
    nodes.filter_map(|(process, node)| lead(process, node)).collect()
}

/// Those that lead back to the procedure they stand in: the two lie in one strongly connected component. (Of
/// the algorithms that find these, Tarjan's is recursive.)
pub fn in_circles<'a>(leads: &[Lead<'a>]) -> Vec<Lead<'a>> {
    let mut graph: DiGraph<&str, ()> = DiGraph::new();
    let mut known = HashMap::new();
    for (from, to, _) in leads {
        let [from, to] = [*from, *to].map(|name| *known.entry(name).or_insert_with(|| graph.add_node(name)));
        graph.add_edge(from, to, ());
    }
    let components = kosaraju_scc(&graph).into_iter().enumerate();
    let component: HashMap<_, usize> =
        components.flat_map(|(number, nodes)| nodes.into_iter().map(move |node| (node, number))).collect();
    let component = |name: &str| known.get(name).and_then(|node| component.get(node));
    leads.iter().filter(|(from, to, _)| component(from) == component(to)).copied().collect()
}
