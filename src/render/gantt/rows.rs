//! The rows of a Gantt chart before they have a place: what is written in them, and what their bars say.

use super::{Look, outcome, wording};
use crate::calendar::Instant;
use crate::graph::{End, NodeKind, ProcessSet};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{Answer, Bound, ParticipantId};
use crate::render::text::{Face, width, wrap};
use crate::render::wording as drawings;
use crate::run::{Did, Entry, LimitState, Trace};
use crate::words;

/// How far the steps of a called procedure are indented, and how deep that goes.
const INDENT: f64 = 9.0;
const DEEPEST: usize = 6;
/// The most lines that a title, or who does it, may take.
const MOST_LINES: usize = 3;

/// A row.
pub(super) struct Row {
    /// What it is.
    title: String,
    /// Who does it; of a limit, whether it was kept.
    note: String,
    /// The cut of the note.
    face: Face,
    depth: usize,
    /// When it begins and ends, as it is written.
    pub(super) moments: Vec<String>,
    /// What its bar looks like.
    pub(super) look: Look,
    /// When it begins and ends.
    pub(super) lasts: Option<(Instant, Instant)>,
    /// The step of the trace.
    pub(super) entry: Option<usize>,
    /// The clauses of the act.
    pub(super) tooltip: Option<String>,
    /// It is a limit.
    pub(super) limit: Option<LimitBar>,
}

/// A piece of what is written in a row.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) face: Face,
    /// How far from the left edge it begins.
    pub(super) indent: f64,
    /// On which line, from 0.
    pub(super) line: usize,
}

/// How a limit ran.
pub(super) struct LimitBar {
    pub(super) from: Option<Instant>,
    pub(super) due: Option<Instant>,
    pub(super) pauses: Vec<(Instant, Instant)>,
    /// When what it was for was done at last, or the case ended without it; of one that was broken.
    pub(super) late: Option<Instant>,
}

/// The steps of a case in their order, then its limits.
pub(super) fn rows(set: &ProcessSet, trace: &Trace) -> Vec<Row> {
    let writer = Writer { set, trace, language: set.head.language };
    let steps = trace.entries.iter().enumerate().map(|(index, entry)| writer.step(index, entry));
    steps.chain(trace.limits.iter().map(|state| writer.limit(state))).collect()
}

impl Row {
    /// What is written in it, none wider than that. Where it takes no time and there is room, all of it stands on one
    /// line.
    pub(super) fn lines(&self, wide: f64, size: f64) -> Vec<Written> {
        let indent = INDENT * f64::from(u8::try_from(self.depth.min(DEEPEST)).unwrap_or_default());
        let own = width(&self.title, Face::Regular, size) + 2.0 * width(" ", Face::Regular, size);
        if self.moments.len() < 2 && indent + own + width(&self.note, self.face, size) <= wide {
            let title = Written { text: self.title.clone(), face: Face::Regular, indent, line: 0 };
            let note = Written { text: self.note.clone(), face: self.face, indent: indent + own, line: 0 };
            return vec![title, note];
        }
        let parts = [(&self.title, Face::Regular), (&self.note, self.face)];
        let lines = parts.into_iter().flat_map(|(text, face)| {
            let lines = cut(wrap(text, wide - indent, face, size));
            lines.into_iter().map(move |line| (line, face))
        });
        lines.enumerate().map(|(line, (text, face))| Written { text, face, indent, line }).collect()
    }

    /// All of it on one line.
    pub(super) fn in_words(&self) -> String {
        let moments = self.moments.join(" – ");
        let parts = [&self.title, &self.note, &moments];
        parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    }
}

/// The first lines; dots say that there are more.
fn cut(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

struct Writer<'a> {
    set: &'a ProcessSet,
    trace: &'a Trace,
    language: Language,
}

impl Writer<'_> {
    fn step(&self, index: usize, entry: &Entry) -> Row {
        let cites = words::citations(&entry.cites, self.language);
        let mut moments = vec![self.moment(entry.begins)];
        moments.extend((entry.ends != entry.begins).then(|| self.moment(entry.ends)));
        Row {
            title: self.title(entry),
            note: self.note(entry),
            face: Face::Italic,
            depth: entry.depth,
            moments,
            look: if entry.cancelled { Look::BrokenOff } else { look(&entry.did) },
            lasts: Some((entry.begins, entry.ends)),
            entry: Some(index),
            tooltip: (!cites.is_empty()).then_some(cites),
            limit: None,
        }
    }

    fn title(&self, entry: &Entry) -> String {
        let title = &entry.title;
        let label = || words::capitalised(&words::step_label(&entry.step, self.language));
        match &entry.did {
            Did::Called(_) | Did::HandedOver(_) => wording::procedure(title, self.language),
            Did::Interrupted => {
                format!("{} «{title}»", words::capitalised(Keyword::AnyTime.canonical(self.language)))
            }
            Did::Waited(answer) => {
                format!("{} – {}", drawings::wait_for(title, self.language), self.answer(answer))
            }
            Did::Decided(answer) if self.is_unstated(entry) => {
                format!("{} – {}", wording::choice(self.language), self.answer(answer))
            }
            Did::Decided(answer) => format!("{}. {title} – {}", label(), self.answer(answer)),
            Did::Task if entry.step.name.is_none() => title.clone(),
            Did::Task => format!("{}. {title}", label()),
        }
    }

    fn is_unstated(&self, entry: &Entry) -> bool {
        let process = self.set.find(entry.within.as_deref().unwrap_or(&self.trace.procedure), self.trace.variant);
        let kind = process.and_then(|process| process.node(entry.node)).map(|node| &node.kind);
        matches!(kind, Some(NodeKind::Decision(decision)) if decision.unstated)
    }

    fn answer(&self, answer: &Answer) -> String {
        match answer {
            Answer::Yes => words::yes_no(true, self.language).to_owned(),
            Answer::No => words::yes_no(false, self.language).to_owned(),
            Answer::Other(title) => title.clone(),
            Answer::Outcome(id) => outcome(self.set, End::Outcome(*id), self.language),
            Answer::Reply => drawings::reply(self.language).to_owned(),
            Answer::Expiry => drawings::expiry(self.language).to_owned(),
        }
    }

    /// Who does it, and that it was broken off.
    fn note(&self, entry: &Entry) -> String {
        let people = self.people(&entry.who);
        let broken_off = entry.cancelled.then(|| wording::broken_off(self.language).to_owned());
        std::iter::once(people).chain(broken_off).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }

    fn people(&self, ids: &[ParticipantId]) -> String {
        let titles = ids.iter().filter_map(|id| Some(self.set.head.participant(*id)?.title.as_str()));
        titles.collect::<Vec<_>>().join(", ")
    }

    fn limit(&self, state: &LimitState) -> Row {
        let rule = words::limit_rule(&self.set.head, &state.limit, self.language);
        let name = words::capitalised(&words::limit_name(&state.limit.name, self.language));
        let cites = words::citations(&state.limit.cites, self.language);
        let late = (!state.kept).then(|| state.done.unwrap_or(self.trace.ended));
        Row {
            title: if cites.is_empty() { format!("{name}: {rule}") } else { format!("{name}: {rule}; {cites}") },
            note: self.verdict(state),
            face: if state.kept { Face::Italic } else { Face::Bold },
            depth: 0,
            moments: [state.from, state.due].into_iter().flatten().map(|at| self.moment(at)).collect(),
            look: Look::Runs,
            lasts: None,
            entry: None,
            tooltip: None,
            limit: Some(LimitBar { from: state.from, due: state.due, pauses: state.pauses.clone(), late }),
        }
    }

    fn verdict(&self, state: &LimitState) -> String {
        let words = match (&state.limit.bound, state.due, state.done, state.kept) {
            (Bound::Promise(_), ..) => wording::no_number(self.language),
            (_, None, ..) => wording::not_begun(self.language),
            (_, _, None, true) => wording::ended_before(self.language),
            (.., kept) => wording::verdict(kept, self.language),
        };
        words.to_owned()
    }

    fn moment(&self, at: Instant) -> String {
        words::instant(self.set.head.local(at))
    }
}

fn look(did: &Did) -> Look {
    match did {
        Did::Task | Did::Interrupted => Look::Task,
        Did::Decided(_) => Look::Question,
        Did::Waited(_) => Look::Wait,
        Did::Called(_) | Did::HandedOver(_) => Look::Call,
    }
}
