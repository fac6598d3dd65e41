//! A procedure that is called, or handed over to, for a kind of the service which it does not serve: a case of that kind
//! could not go on.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Problem};
use crate::graph::{Node, Process, ProcessSet};

/// Reports each such call or hand-over, for each kind of the service. A procedure that is the same for all kinds is not
/// reported: it depends on the case which one it calls for.
pub fn check<'s>(set: &'s ProcessSet) -> Vec<Diagnostic> {
    let there: HashSet<_> = set.processes.iter().map(|process| (process.procedure.as_str(), process.variant)).collect();
    let is_there = |name: &'s str, variant| there.contains(&(name, None)) || there.contains(&(name, variant));
    let report = |(process, node): (&Process, &'s Node)| {
        let other = node.kind.other_procedure()?;
        let variant = process.variant.filter(|variant| !is_there(other, Some(*variant)))?;
        let (procedure, variant) = (other.to_owned(), set.head.variant(variant)?.id.clone());
        Some(Diagnostic::new(Problem::CallAbsent { procedure, variant }, node.span))
    };
    let nodes = set.processes.iter().flat_map(|process| process.nodes().map(move |(_, node)| (process, node)));
    nodes.filter_map(report).collect()
}
