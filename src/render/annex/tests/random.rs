//! Random processes: nested constructs as the language allows them, with jumps anywhere.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::samples::{Builder, Sample};
use super::{STYLES, draw_as, geometry, sheets};
use crate::graph::{NodeId, NodeKind, TaskNode};
use crate::language::Language;
use crate::model::{Answer, JoinMode, OutcomeId, ParticipantId, StepKind};

#[derive(Debug, Clone)]
enum Piece {
    Task(usize),
    /// The answers' bodies.
    Condition(Vec<Vec<Piece>>),
    Parallel(Vec<Vec<Piece>>),
    Wait(Vec<Piece>, Vec<Piece>),
    /// A node that nothing leads to follows.
    Stop(bool),
    /// To the node of this share of all.
    Jump(f64),
}

fn piece() -> impl Strategy<Value = Vec<Piece>> {
    let leaf = prop_oneof![
        6 => (1_usize..120).prop_map(Piece::Task),
        1 => any::<bool>().prop_map(Piece::Stop),
        1 => (0.0..1.0).prop_map(Piece::Jump),
    ];
    let tree = leaf.prop_recursive(5, 40, 4, |inner| {
        let body = proptest::collection::vec(inner, 0..4);
        prop_oneof![
            proptest::collection::vec(body.clone(), 1..5).prop_map(Piece::Condition),
            proptest::collection::vec(body.clone(), 1..4).prop_map(Piece::Parallel),
            (body.clone(), body).prop_map(|(reply, expiry)| Piece::Wait(reply, expiry)),
        ]
    });
    proptest::collection::vec(tree, 0..8)
}

/// An arrow whose target is not there yet.
type Loose = (NodeId, Option<Answer>);

struct Maker {
    builder: Builder,
    outcomes: [OutcomeId; 2],
    nodes: Vec<NodeId>,
    jumps: Vec<(Loose, f64)>,
    performers: Vec<ParticipantId>,
}

impl Maker {
    fn add(&mut self, kind: NodeKind, loose: &mut Vec<Loose>) -> NodeId {
        let node = self.builder.node(kind);
        self.nodes.push(node);
        for (from, answer) in loose.drain(..) {
            self.builder.edge(from, node, answer);
        }
        node
    }

    fn body(&mut self, pieces: &[Piece], mut loose: Vec<Loose>) -> Vec<Loose> {
        for piece in pieces {
            self.piece(piece, &mut loose);
        }
        loose
    }

    fn piece(&mut self, piece: &Piece, loose: &mut Vec<Loose>) {
        match piece {
            Piece::Task(length) => {
                let performer = self.performers[(length * 7 + self.nodes.len()) % self.performers.len()];
                let node = self.add(task(*length, Some(performer)), loose);
                loose.push((node, None));
            }
            Piece::Condition(bodies) => {
                let node = self.builder.decision(1, "Полный пакет документов?");
                self.enter(node, loose);
                for (number, body) in bodies.iter().enumerate() {
                    let answer = match number {
                        0 => Answer::Yes,
                        1 => Answer::No,
                        _ => Answer::Other("не установлено".to_owned()),
                    };
                    let ends = self.body(body, vec![(node, Some(answer))]);
                    loose.extend(ends);
                }
            }
            Piece::Parallel(bodies) => {
                let fork = self.add(NodeKind::Fork, loose);
                let mut ends: Vec<Loose> = bodies.iter().flat_map(|body| self.body(body, vec![(fork, None)])).collect();
                let join = self.add(NodeKind::Join(JoinMode::First), &mut ends);
                loose.push((join, None));
            }
            Piece::Wait(reply, expiry) => {
                let node = self.builder.wait("ответ государственного органа", None);
                self.enter(node, loose);
                loose.extend(self.body(reply, vec![(node, Some(Answer::Reply))]));
                loose.extend(self.body(expiry, vec![(node, Some(Answer::Expiry))]));
            }
            Piece::Stop(favourable) => {
                let end = self.builder.end(self.outcomes[usize::from(*favourable)]);
                self.enter(end, loose);
            }
            Piece::Jump(share) => self.jumps.extend(loose.drain(..).map(|loose| (loose, *share))),
        }
    }

    fn enter(&mut self, node: NodeId, loose: &mut Vec<Loose>) {
        self.nodes.push(node);
        for (from, answer) in loose.drain(..) {
            self.builder.edge(from, node, answer);
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of few"
    )]
    fn finish(mut self, pieces: &[Piece]) -> Sample {
        let start = self.builder.node(NodeKind::Start);
        self.nodes.push(start);
        let mut loose = self.body(pieces, vec![(start, None)]);
        let end = self.builder.end(self.outcomes[1]);
        self.enter(end, &mut loose);
        for ((from, answer), share) in std::mem::take(&mut self.jumps) {
            let to = self.nodes[(self.nodes.len() as f64 * share) as usize];
            self.builder.edge(from, to, answer);
        }
        self.builder.done("random")
    }
}

fn task(length: usize, performer: Option<ParticipantId>) -> NodeKind {
    NodeKind::Task(TaskNode {
        step: crate::graph::StepLabel { kind: StepKind::Action, name: None },
        title: "проверка ".repeat(length).chars().take(length * 3).collect(),
        performers: performer.into_iter().collect(),
        automatic: false,
        sends: Vec::new(),
        waiting: None,
        term: None,
        not_before: None,
        events: Vec::new(),
    })
}

fn sample(pieces: &[Piece], lanes: usize) -> Sample {
    let mut builder = Builder::new(Language::Ru, "Случайная услуга", "случайная процедура");
    let performers = (0..lanes).map(|lane| builder.participant(&format!("Участник номер {lane}"))).collect();
    let outcomes = [builder.outcome("отказ", false), builder.outcome("результат", true)];
    Maker { builder, outcomes, nodes: Vec::new(), jumps: Vec::new(), performers }.finish(pieces)
}

/// Any arrows at all between any nodes, which no text could express.
fn tangle(kinds: &[u8], arrows: &[(usize, usize)]) -> Sample {
    let mut builder = Builder::new(Language::En, "Tangle", "any graph");
    let refusal = builder.outcome("refusal", false);
    let nodes: Vec<NodeId> = kinds
        .iter()
        .map(|kind| match kind {
            0 => builder.node(NodeKind::Fork),
            1 => builder.node(NodeKind::Join(JoinMode::All)),
            2 => builder.decision(1, "Is it so?"),
            3 => builder.end(refusal),
            _ => builder.node(task(20, None)),
        })
        .collect();
    for (from, to) in arrows {
        let answer = Some(Answer::Other("so".to_owned()));
        builder.edge(nodes[from % nodes.len()], nodes[to % nodes.len()], answer);
    }
    builder.done("tangle")
}

/// Steps one after the other, of so many participants in turn; every fifth is a question that may refuse or
/// lead back by so many steps.
pub(super) fn chain(steps: usize, lanes: usize, back: usize) -> Sample {
    let mut builder = Builder::new(Language::Ru, "Длинная услуга", "длинная процедура");
    let performers: Vec<ParticipantId> =
        (0..lanes).map(|lane| builder.participant(&format!("Участник номер {lane}"))).collect();
    let outcomes = [builder.outcome("отказ", false), builder.outcome("результат", true)];
    let mut nodes = vec![builder.node(NodeKind::Start)];
    let mut answer = None;
    for step in 0..steps {
        let performer = performers[step * 5 % lanes];
        let node = match step % 5 {
            4 => builder.decision(1, "Полный пакет документов?"),
            _ => builder.node(task(3 + step % 9, Some(performer))),
        };
        builder.edge(nodes[nodes.len() - 1], node, answer.take());
        nodes.push(node);
        if step % 5 == 4 {
            answer = Some(Answer::Yes);
            let other = if step % 2 == 0 { builder.end(outcomes[0]) } else { nodes[nodes.len().saturating_sub(back)] };
            builder.edge(node, other, Some(Answer::No));
        }
    }
    let end = builder.end(outcomes[1]);
    builder.edge(nodes[nodes.len() - 1], end, answer);
    builder.done("chain")
}

/// So many cases, the same at every run; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` draw more and others.
fn random(cases: u32) -> ProptestConfig {
    let (usual, stated) = (256, ProptestConfig::default());
    let rng_seed = match stated.rng_seed {
        RngSeed::Random => RngSeed::Fixed(1),
        fixed @ RngSeed::Fixed(_) => fixed,
    };
    let cases = if stated.cases == usual { cases } else { stated.cases };
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..stated }
}

proptest! {
    #![proptest_config(random(20))]

    #[test]
    fn random_processes_are_drawn_cleanly(pieces in piece(), lanes in 1_usize..9) {
        let sample = sample(&pieces, lanes);
        for style in STYLES {
            prop_assert_eq!(geometry::check(&draw_as(&sample, style)), Ok(()), "{:?}", style);
        }
        let style = STYLES[lanes % 3];
        prop_assert_eq!(sheets::check(&sample, style, true), Ok(()), "{:?}", style);
    }

    #[test]
    fn long_processes_are_drawn_cleanly(steps in 30_usize..90, lanes in 1_usize..9, back in 2_usize..80) {
        let sample = chain(steps, lanes, back);
        let style = STYLES[steps % 3];
        prop_assert_eq!(sheets::check(&sample, style, true), Ok(()), "{:?}", style);
    }

    #[test]
    fn any_graph_is_drawn_cleanly(
        kinds in proptest::collection::vec(0_u8..8, 1..25),
        arrows in proptest::collection::vec((0_usize..25, 0_usize..25), 0..45),
    ) {
        let sample = tangle(&kinds, &arrows);
        for style in STYLES {
            prop_assert_eq!(geometry::check(&draw_as(&sample, style)), Ok(()), "{:?}", style);
        }
        // So many arrows may leave one box that no paper has room for their labels.
        let style = STYLES[kinds.len() % 3];
        prop_assert_eq!(sheets::check(&sample, style, false), Ok(()), "{:?}", style);
    }
}
