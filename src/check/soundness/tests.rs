//! Graphs that no text gives, put together node by node. What texts give is compared with a search of all
//! states in `tests/soundness`.

use super::{Verdict, verdicts};
use crate::graph::{Edge, End, Flow, Node, NodeId, NodeKind, Process, ProcessSet, StepLabel, TaskNode};
use crate::language::Language;
use crate::model::{Head, JoinMode, OutcomeId, StepKind};
use crate::source::Span;

/// A process of one graph.
struct Graph(Process);

impl Graph {
    fn new() -> Self {
        let mut graph = Self(Process::empty("p".to_owned(), String::new()));
        graph.node(NodeKind::Start);
        graph
    }

    fn node(&mut self, kind: NodeKind) -> NodeId {
        self.0.push_node(Node { kind, cites: Vec::new(), span: Span::default() })
    }

    fn task(&mut self) -> NodeId {
        self.node(NodeKind::Task(TaskNode {
            step: StepLabel { kind: StepKind::Step, name: None },
            title: String::new(),
            performers: Vec::new(),
            automatic: false,
            sends: Vec::new(),
            waiting: None,
            term: None,
            not_before: None,
            events: Vec::new(),
        }))
    }

    fn fork(&mut self) -> NodeId {
        self.node(NodeKind::Fork)
    }

    fn join(&mut self, mode: JoinMode, fork: NodeId) -> NodeId {
        let join = self.node(NodeKind::Join(mode));
        self.0.pair(fork, join);
        join
    }

    fn end(&mut self) -> NodeId {
        self.node(NodeKind::End(End::Outcome(OutcomeId::new(0))))
    }

    /// Edges from each node to the next.
    fn chain(&mut self, nodes: &[NodeId]) {
        for (from, to) in nodes.iter().zip(nodes.iter().skip(1)) {
            let edge =
                Edge { answer: None, flow: Flow::Forward, branch: None, cites: Vec::new(), span: Span::default() };
            self.0.push_edge(*from, *to, edge);
        }
    }

    fn start(&self) -> NodeId {
        self.0.start()
    }

    fn verdict(self) -> Verdict {
        verdicts(&ProcessSet { head: Head::bare(Language::Ru), processes: vec![self.0] }).pop().unwrap()
    }
}

fn sound() -> Verdict {
    Verdict::Nested { dead: Vec::new(), stuck: Vec::new() }
}

#[test]
fn a_task_that_leads_nowhere_leaves_the_case_stuck_from_the_start() {
    let mut graph = Graph::new();
    let task = graph.task();
    let start = graph.start();
    graph.chain(&[start, task]);
    assert_eq!(graph.verdict(), Verdict::Nested { dead: Vec::new(), stuck: vec![start, task] });
}

#[test]
fn two_branches_that_meet_without_a_join_are_not_safe() {
    let mut graph = Graph::new();
    let (fork, one, other, both, end) = (graph.fork(), graph.task(), graph.task(), graph.task(), graph.end());
    graph.chain(&[graph.start(), fork, one, both, end]);
    graph.chain(&[fork, other, both]);
    assert_eq!(graph.verdict(), Verdict::NotSafe(both));
}

#[test]
fn branches_of_two_blocks_within_two_branches_meet_as_well() {
    let mut graph = Graph::new();
    let outer = graph.fork();
    let meeting = graph.task();
    for _ in 0..2 {
        let (inner, task) = (graph.fork(), graph.task());
        graph.chain(&[outer, inner, meeting]);
        graph.chain(&[inner, task, task]);
    }
    graph.chain(&[graph.start(), outer]);
    assert_eq!(graph.verdict(), Verdict::NotSafe(meeting));
}

#[test]
fn a_branch_that_leads_back_before_its_fork_leaves_the_others_behind() {
    let mut graph = Graph::new();
    let (task, fork, one, other) = (graph.task(), graph.fork(), graph.task(), graph.task());
    graph.chain(&[graph.start(), task, fork, one, task]);
    graph.chain(&[fork, other, other]);
    assert_eq!(graph.verdict(), Verdict::NotProper(task));
}

#[test]
fn a_join_lets_pass_only_what_its_fork_has_sent() {
    let mut unpaired = Graph::new();
    let (join, end) = (unpaired.node(NodeKind::Join(JoinMode::All)), unpaired.end());
    unpaired.chain(&[unpaired.start(), join, end]);
    assert_eq!(unpaired.verdict(), Verdict::NotProper(join));

    let mut of_another = Graph::new();
    let (outer, inner) = (of_another.fork(), of_another.fork());
    let (join, end) = (of_another.join(JoinMode::All, outer), of_another.end());
    of_another.chain(&[of_another.start(), outer, join, end]);
    of_another.chain(&[outer, inner, join]);
    of_another.chain(&[inner, end]);
    assert_eq!(of_another.verdict(), Verdict::NotProper(join));
}

/// What comes to a place from two blocks one after the other is never there twice at once, but in the
/// second its own block goes on without it.
#[test]
fn a_branch_that_leads_into_an_earlier_block_does_not_complete_properly() {
    let mut graph = Graph::new();
    let (first, inside) = (graph.fork(), graph.task());
    let join = graph.join(JoinMode::First, first);
    let (second, other) = (graph.fork(), graph.task());
    graph.chain(&[graph.start(), first, inside, join, second, other, other]);
    graph.chain(&[first, join]);
    graph.chain(&[second, inside]);
    assert_eq!(graph.verdict(), Verdict::NotProper(inside));
}

#[test]
fn branches_without_steps_come_to_their_join_at_once() {
    for mode in [JoinMode::All, JoinMode::First] {
        let mut graph = Graph::new();
        let fork = graph.fork();
        let (join, end) = (graph.join(mode, fork), graph.end());
        graph.chain(&[graph.start(), fork, join, end]);
        graph.chain(&[fork, join]);
        assert_eq!(graph.verdict(), sound());
    }
}

/// A block in a branch of a block, and so on: what goes over them must not go deeper with them.
#[test]
fn nesting_may_be_as_deep_as_the_graph_is_large() {
    const DEPTH: usize = 20_000;
    let mut graph = Graph::new();
    let mut last = graph.start();
    let forks: Vec<NodeId> = (0..DEPTH)
        .map(|_| {
            let fork = graph.fork();
            graph.chain(&[last, fork]);
            last = fork;
            fork
        })
        .collect();
    let mut inner = graph.task();
    graph.chain(&[last, inner]);
    for fork in forks.into_iter().rev() {
        let (task, join) = (graph.task(), graph.join(JoinMode::All, fork));
        graph.chain(&[inner, join]);
        graph.chain(&[fork, task, join]);
        inner = join;
    }
    let end = graph.end();
    graph.chain(&[inner, end]);
    assert_eq!(graph.verdict(), sound());
}
