//! A case at a moment as JSON; moments are local time of the regulation with its offset.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::super::trace::{self, names, stop};
use crate::calendar::Instant;
use crate::graph::ProcessSet;
use crate::language::Language;
use crate::moment::{LimitAt, Moment, State};
use crate::run::Entry;
use crate::words;

#[derive(Serialize)]
struct Record {
    at: Option<String>,
    filed: Option<String>,
    done: Vec<Step>,
    open: Vec<Step>,
    next: Vec<Step>,
    limits: Vec<Limit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completion: Option<Completion>,
    #[serde(skip_serializing_if = "Option::is_none")]
    needs: Option<String>,
}

#[derive(Serialize)]
struct Step {
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<String>,
    label: String,
    title: String,
    who: String,
    begins: Option<String>,
    ends: Option<String>,
}

#[derive(Serialize)]
struct Limit {
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<String>,
    name: String,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paused_until: Option<String>,
}

#[derive(Serialize)]
struct Completion {
    at: Option<String>,
    outcome: String,
    /// Whether that is past, and not what follows if everything takes its longest.
    over: bool,
}

/// A case at a moment, as one JSON object.
#[must_use]
pub fn json(set: &ProcessSet, moment: &Moment, language: Language) -> String {
    let steps = |entries: &[Entry]| entries.iter().map(|entry| step(set, entry, language)).collect();
    let completion = moment.end.map(|(end, at)| Completion {
        at: instant(set, at),
        outcome: trace::end(set, end, language),
        over: moment.has_ended(),
    });
    let record = Record {
        at: instant(set, moment.at),
        filed: instant(set, moment.filed),
        done: steps(&moment.done),
        open: steps(&moment.open),
        next: steps(&moment.next),
        limits: moment.limits.iter().map(|one| limit(set, one, language)).collect(),
        completion,
        needs: moment.stop.as_ref().map(|reason| stop(set, reason, language)),
    };
    serde_json::to_string_pretty(&record).unwrap_or_default() + "\n"
}

fn step(set: &ProcessSet, entry: &Entry, language: Language) -> Step {
    Step {
        within: entry.within.clone(),
        label: words::step_label(&entry.step, language),
        title: entry.title.clone(),
        who: names(set, &entry.who),
        begins: instant(set, entry.begins),
        ends: instant(set, entry.ends),
    }
}

fn limit(set: &ProcessSet, limit: &LimitAt, language: Language) -> Limit {
    let at = |moment: Option<Instant>| moment.and_then(|moment| instant(set, moment));
    let (state, paused_until) = match limit.state {
        State::NotBegun => ("not_begun", None),
        State::Running => ("running", None),
        State::Paused(until) => ("paused", Some(until)),
        State::Kept => ("kept", None),
        State::Broken => ("broken", None),
        State::Lapsed => ("lapsed", None),
    };
    Limit {
        within: limit.within.clone(),
        name: words::limit_name(&limit.limit.name, language),
        state,
        from: at(limit.from),
        due: at(limit.due),
        done: at(limit.done),
        paused_until: at(paused_until),
    }
}

/// A moment with its offset: `2014-06-02T10:00:00+06:00`.
fn instant(set: &ProcessSet, at: Instant) -> Option<String> {
    let calendar = &set.head.calendar.as_ref()?.calendar;
    let utc = DateTime::from_timestamp(at.seconds(), 0)?;
    let local: DateTime<FixedOffset> = utc.with_timezone(&calendar.offset(at));
    Some(local.format("%Y-%m-%dT%H:%M:%S%:z").to_string())
}
