//! Cases as JSON; `schema` counts its incompatible changes.

use serde::Serialize;

use super::{Walk, answer, kind, number, reason, stamp, variant};
use crate::calendar::Instant;
use crate::export::{CiteRecord, cites, limit_key};
use crate::graph::{End, ProcessSet};
use crate::language::Language;
use crate::model::{Answer, OutcomeId, ParticipantId};
use crate::run::{Did, Entry, LimitState, Trace};

/// The format's edition.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    regulation: &'a str,
    title: &'a str,
    language: Language,
    /// The zone of the calendar that the moments are told in.
    zone: Option<&'a str>,
    cases: Vec<CaseRecord<'a>>,
}

#[derive(Serialize)]
struct CaseRecord<'a> {
    case: &'a str,
    procedure: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<&'a str>,
    handed_in: String,
    filed: String,
    entries: Vec<EntryRecord<'a>>,
    outcome: OutcomeRecord<'a>,
    ended: String,
    /// The limit that ended it by expiring.
    #[serde(skip_serializing_if = "Option::is_none")]
    expired: Option<String>,
    limits: Vec<LimitRecord>,
}

#[derive(Serialize)]
struct EntryRecord<'a> {
    depth: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<&'a str>,
    /// Its node in the export of the graphs.
    node: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    title: &'a str,
    participants: Vec<NameRecord<'a>>,
    begins: String,
    ends: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reasons: Option<String>,
    /// The limits of a procedure that was called.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    limits: Vec<LimitRecord>,
    cancelled: bool,
    cite: Vec<CiteRecord<'a>>,
}

#[derive(Serialize)]
struct NameRecord<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct OutcomeRecord<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    favourable: bool,
}

#[derive(Serialize)]
struct LimitRecord {
    name: String,
    from: Option<String>,
    due: Option<String>,
    done: Option<String>,
    kept: bool,
    pauses: Vec<PauseRecord>,
    restarted: bool,
    extended: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<String>,
}

#[derive(Serialize)]
struct PauseRecord {
    from: String,
    to: String,
}

/// An object with all cases, indented, with a line end; what decided is told in words of a language.
#[must_use]
pub fn json(set: &ProcessSet, walks: &[Walk<'_>], language: Language) -> String {
    let writer = Writer { set, language };
    let zone = set.head.calendar.as_ref().map(|named| named.calendar.spec().zone.name());
    let document = Document {
        schema: SCHEMA,
        regulation: &set.head.id,
        title: &set.head.title,
        language: set.head.language,
        zone,
        cases: walks.iter().map(|walk| writer.case(walk.title, walk.trace)).collect(),
    };
    // The records hold strings, numbers and maps with string keys only, which always serialise.
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

struct Writer<'a> {
    set: &'a ProcessSet,
    language: Language,
}

impl<'a> Writer<'a> {
    fn case(&self, title: &'a str, trace: &'a Trace) -> CaseRecord<'a> {
        CaseRecord {
            case: title,
            procedure: &trace.procedure,
            title: &trace.title,
            variant: variant(self.set, trace),
            handed_in: self.stamp(trace.handed_in),
            filed: self.stamp(trace.filed),
            entries: trace.entries.iter().map(|entry| self.entry(trace, entry)).collect(),
            outcome: self.outcome(trace.end),
            ended: self.stamp(trace.ended),
            expired: trace.expired.as_ref().map(limit_key),
            limits: trace.limits.iter().map(|state| self.limit(state)).collect(),
        }
    }

    fn entry(&self, trace: &Trace, entry: &'a Entry) -> EntryRecord<'a> {
        let limits = if let Did::Called(limits) = &entry.did { limits.as_slice() } else { &[] };
        EntryRecord {
            depth: entry.depth,
            within: entry.within.as_deref(),
            node: format!("n{}", entry.node.index()),
            kind: kind(self.set, trace, entry),
            number: number(self.set, trace, entry),
            title: &entry.title,
            participants: entry.who.iter().filter_map(|id| self.participant(*id)).collect(),
            begins: self.stamp(entry.begins),
            ends: self.stamp(entry.ends),
            answer: answer(entry).map(|answer| self.answer(answer)),
            reasons: reason(self.set, entry, self.language),
            limits: limits.iter().map(|state| self.limit(state)).collect(),
            cancelled: entry.cancelled,
            cite: cites(&entry.cites),
        }
    }

    fn participant(&self, id: ParticipantId) -> Option<NameRecord<'a>> {
        self.set.head.participant(id).map(|one| NameRecord { id: &one.id, title: &one.title })
    }

    fn answer(&self, answer: &Answer) -> String {
        match answer {
            Answer::Yes => "yes".to_owned(),
            Answer::No => "no".to_owned(),
            Answer::Other(title) => title.clone(),
            Answer::Outcome(outcome) => self.outcome_id(*outcome).to_owned(),
            Answer::Reply => "reply".to_owned(),
            Answer::Expiry => "expiry".to_owned(),
        }
    }

    fn outcome_id(&self, outcome: OutcomeId) -> &'a str {
        self.set.head.outcome(outcome).map_or("", |outcome| &outcome.id)
    }

    fn outcome(&self, end: End) -> OutcomeRecord<'a> {
        match end {
            End::TacitConsent => OutcomeRecord { id: "tacit_consent", title: None, favourable: true },
            End::Outcome(outcome) => OutcomeRecord {
                id: self.outcome_id(outcome),
                title: self.set.head.outcome(outcome).map(|outcome| outcome.title.as_str()),
                favourable: self.set.head.outcome(outcome).is_none_or(|outcome| outcome.favourable),
            },
        }
    }

    fn limit(&self, state: &LimitState) -> LimitRecord {
        let stamp = |at: Option<Instant>| at.map(|at| self.stamp(at));
        let pause = |(from, to): &(Instant, Instant)| PauseRecord { from: self.stamp(*from), to: self.stamp(*to) };
        LimitRecord {
            name: limit_key(&state.limit.name),
            from: stamp(state.from),
            due: stamp(state.due),
            done: stamp(state.done),
            kept: state.kept,
            pauses: state.pauses.iter().map(pause).collect(),
            restarted: state.restarted,
            extended: state.extended,
            notice: stamp(state.notice),
        }
    }

    fn stamp(&self, at: Instant) -> String {
        stamp(self.set, at)
    }
}
