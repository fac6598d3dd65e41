//! Which graph a procedure has for a kind of the service, by its number.

use std::collections::HashMap;

use crate::graph::{Process, ProcessSet};
use crate::model::VariantId;

/// The numbers of the graphs of a regulation, made once: every step of every case asks for one.
#[derive(Debug, Clone)]
pub struct Numbers<'a> {
    pub set: &'a ProcessSet,
    /// The graphs of each procedure, in their order.
    by_procedure: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Numbers<'a> {
    /// The numbers of a regulation.
    pub fn of(set: &'a ProcessSet) -> Self {
        let mut by_procedure: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, process) in set.processes.iter().enumerate() {
            by_procedure.entry(&process.procedure).or_default().push(number);
        }
        Self { set, by_procedure }
    }

    /// The number of a procedure's graph for a kind of the service, and the graph, as [`ProcessSet::find`] finds it.
    pub fn find(&self, procedure: &str, variant: Option<VariantId>) -> Option<(usize, &'a Process)> {
        let numbers = self.by_procedure.get(procedure)?.iter();
        let mut graphs = numbers.filter_map(|number| Some((*number, self.set.processes.get(*number)?)));
        graphs.find(|(_, process)| process.variant.is_none() || process.variant == variant)
    }
}
