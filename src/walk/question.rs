//! What a walk asks for: the first thing on its way that the case does not say.

use super::Act;
use crate::graph::{Node, NodeKind, Process, ProcessSet, StepLabel};
use crate::model::{
    Answer, Case, Citation, Duration, FactId, FactKind, Given, GivenFor, GivenValue, OutcomeId, ParticipantId,
    StepKind, StepRef, Value,
};
use crate::run::{Did, Entry, Plan, Stop, Unanswered, Unsettled};

/// Something that a walk needs to know.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is asked for.
    pub about: About,
    /// The called procedure it stands in; `None` is the case's own.
    pub within: Option<String>,
    /// What the step is called that asks; a kind alone for a wait.
    pub step: StepLabel,
    /// Its title.
    pub title: String,
    /// Who decides, or is awaited.
    pub who: Vec<ParticipantId>,
    /// The clauses that lay it down.
    pub cites: Vec<Citation>,
    /// The step as it is carried out; `None` where that hangs on the answer.
    pub entry: Option<Entry>,
    /// What has happened until then, in the order it began.
    pub done: Vec<Entry>,
}

impl Question {
    /// The answers that can be chosen from; the rest has to be written.
    #[must_use]
    pub fn choices(&self, set: &ProcessSet) -> Vec<Act> {
        match &self.about {
            About::Condition { known, .. } => known.iter().filter_map(|answer| self.answer(answer)).collect(),
            About::Outcome(known) => known.iter().map(|outcome| Act::Outcome(*outcome)).collect(),
            About::Reply { bound, may_fail } => {
                let last_moment = bound.clone().map(GivenValue::Lasts);
                let values = last_moment.into_iter().chain(may_fail.then_some(GivenValue::Never));
                values.map(|value| self.reply(value)).collect()
            }
            About::Fact(fact) => match set.head.fact(*fact).map(|fact| &fact.kind) {
                Some(FactKind::YesNo) => [true, false].map(|yes| Act::Fact(*fact, Value::YesNo(yes))).to_vec(),
                Some(FactKind::OneOf(known)) => {
                    known.iter().map(|one| Act::Fact(*fact, Value::Text(one.clone()))).collect()
                }
                _ => Vec::new(),
            },
            About::Members => Vec::new(),
        }
    }

    /// The choice that a run takes where nothing is said: a reply at the last moment, the answer of the
    /// last time.
    #[must_use]
    pub fn default_choice(&self) -> Option<usize> {
        match &self.about {
            About::Condition { known, last: Some(last) } => known.iter().position(|answer| answer == last),
            About::Reply { bound: Some(_), .. } => Some(0),
            _ => None,
        }
    }

    /// What a line of a case that was typed answers to it; `None` where it is about something else.
    #[must_use]
    pub fn answered_by(&self, typed: &Case) -> Option<Act> {
        match (&self.about, typed.given.as_slice()) {
            (About::Condition { known, .. }, [Given { value: GivenValue::Answers(answers), .. }]) => {
                let answer = answers.first().filter(|answer| answers.len() == 1 && known.contains(answer))?;
                self.answer(answer)
            }
            (About::Reply { .. }, [given]) if matches!(given.about, GivenFor::Wait(_)) => {
                Some(self.reply(given.value.clone()))
            }
            (About::Members, [given]) if given.about == GivenFor::ForEach(self.title.clone()) => {
                Some(Act::Line(given.clone()))
            }
            (About::Outcome(known), _) => {
                let outcome = typed.results.first().filter(|outcome| known.contains(outcome))?;
                Some(Act::Outcome(*outcome))
            }
            (About::Fact(fact), _) => {
                let (_, value) = typed.facts.iter().find(|(known, _)| known == fact)?;
                Some(Act::Fact(*fact, value.clone()))
            }
            _ => None,
        }
    }

    fn answer(&self, answer: &Answer) -> Option<Act> {
        let step = StepRef { kind: self.step.kind, name: self.step.name.clone()? };
        Some(Act::Answer { within: self.within.clone(), step, answer: answer.clone() })
    }

    fn reply(&self, value: GivenValue) -> Act {
        Act::Reply { within: self.within.clone(), title: self.title.clone(), value }
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum About {
    /// The answer to a condition.
    Condition {
        /// The answers it has.
        known: Vec<Answer>,
        /// What was answered the last time, if it is come to again.
        last: Option<Answer>,
    },
    /// One of the outcomes that the act names without saying which.
    Outcome(Vec<OutcomeId>),
    /// When an awaited reply comes.
    Reply {
        /// How long it is awaited at most; [`None`] is without limit.
        bound: Option<Duration>,
        /// Whether the act says what follows if it does not come.
        may_fail: bool,
    },
    /// A fact that a condition is decided by.
    Fact(FactId),
    /// How many members a list has.
    Members,
}

/// A case that has been carried out as far as it goes.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    pub set: &'a ProcessSet,
    pub plan: &'a Plan<'a>,
    pub case: &'a Case,
    /// The steps it has come to, in the order they begin.
    pub entries: &'a [Entry],
}

impl<'a> Here<'a> {
    /// The first step that a run passes without being told: a wait that is not spoken of, which takes all
    /// its time, or a question that is come to once more than there are answers, and keeps its last.
    pub fn silent(self) -> Option<Question> {
        self.entries.iter().enumerate().find_map(|(index, entry)| {
            let about = match &entry.did {
                Did::Waited(_) => self.unspoken(entry)?,
                Did::Decided(_) => self.come_to_again(index, entry)?,
                Did::Task | Did::Called(_) | Did::HandedOver(_) | Did::Interrupted => return None,
            };
            Some(self.question(about, entry.clone()))
        })
    }

    /// What is asked where a run stops; [`None`] where no answer would help.
    pub fn asked(self, stop: &Stop) -> Option<Question> {
        match stop {
            Stop::NoAnswer { within, step, title, known } => {
                let place = Place { within: within.as_deref(), step, title };
                let outcomes = outcomes(known);
                if !outcomes.is_empty() {
                    let first = Trial::Outcome(*outcomes.first()?);
                    return Some(self.at(place, About::Outcome(outcomes), first));
                }
                let first = Trial::Answer(known.first()?.clone());
                let about = About::Condition { known: known.clone(), last: None };
                step.name.as_ref().map(|_| self.at(place, about, first))
            }
            Stop::Unanswered(question) => self.unsettled(question),
            Stop::NoReply { within, title } => self.without_limit(within.as_deref(), title),
            // It is asked when the list is come to, which puts nothing down.
            Stop::NoMembers { within, title } => Some(Question {
                about: About::Members,
                within: within.clone(),
                step: StepLabel::unnamed(),
                title: title.clone(),
                who: Vec::new(),
                cites: Vec::new(),
                entry: None,
                done: self.entries.to_vec(),
            }),
            _ => None,
        }
    }

    /// A question that facts should decide.
    fn unsettled(self, question: &Unanswered) -> Option<Question> {
        let Unanswered { within, step, title, known, why } = question;
        let place = Place { within: within.as_deref(), step, title };
        let choice = |known: &[Answer]| {
            let about = About::Condition { known: known.to_vec(), last: None };
            let first = Trial::Answer(known.first()?.clone());
            step.name.as_ref().map(|_| self.at(place, about, first))
        };
        match why {
            Unsettled::Missing(fact) => {
                let first = Trial::Answer(known.first()?.clone());
                Some(self.at(place, About::Fact(*fact), first))
            }
            Unsettled::NoAnswer(_) => choice(known),
            Unsettled::Several(answers, _) => choice(answers),
            // The answer of an earlier time does not fit this time; one given for this time is wrong.
            Unsettled::Against { decided, .. } => {
                let given = answers_to(self.case, place.within, step)?;
                (self.visits(place) >= given.len()).then(|| choice(decided)).flatten()
            }
        }
    }

    /// A wait that has no limit and is not spoken of.
    fn without_limit(self, within: Option<&str>, title: &str) -> Option<Question> {
        if reply_to(self.case, within, title).is_some() {
            return None;
        }
        let step = StepLabel { kind: StepKind::Step, name: None };
        let place = Place { within, step: &step, title };
        Some(self.at(place, About::Reply { bound: None, may_fail: true }, Trial::Reply))
    }

    /// The wait of an entry, if the case does not say when its reply comes.
    fn unspoken(self, entry: &Entry) -> Option<About> {
        if reply_to(self.case, entry.within.as_deref(), &entry.title).is_some() {
            return None;
        }
        let NodeKind::Wait(wait) = &self.node(entry)?.kind else { return None };
        let edges = self.process(entry.within.as_deref())?.outgoing(entry.node);
        let may_fail = edges.iter().any(|edge| edge.edge.answer == Some(Answer::Expiry));
        Some(About::Reply { bound: wait.bound.as_ref().map(|term| term.duration.clone()), may_fail })
    }

    /// The condition of an entry, if it is come to for the first time after the last of its answers. What
    /// facts decide is not asked again.
    fn come_to_again(self, index: usize, entry: &Entry) -> Option<About> {
        let NodeKind::Decision(decision) = &self.node(entry)?.kind else { return None };
        if decision.unstated || decision.criteria.is_some() {
            return None;
        }
        let answers = answers_to(self.case, entry.within.as_deref(), &entry.step)?;
        let place = Place::of(entry);
        let visits = self.entries.iter().take(index).filter(|one| place.is(one)).count();
        if visits < answers.len() {
            return None;
        }
        let edges = self.process(entry.within.as_deref())?.outgoing(entry.node);
        let known = edges.iter().filter_map(|edge| edge.edge.answer.clone()).collect();
        Some(About::Condition { known, last: answers.last().cloned() })
    }

    fn visits(self, place: Place<'_>) -> usize {
        self.entries.iter().filter(|entry| place.is(entry)).count()
    }

    /// The question at a place where a run stops. When it is asked, and by whom, is seen by trying an answer.
    fn at(self, place: Place<'_>, about: About, trial: Trial) -> Question {
        let entry = self.tried(place, trial);
        match entry {
            Some(entry) => self.question(about, entry),
            None => Question {
                about,
                within: place.within.map(str::to_owned),
                step: place.step.clone(),
                title: place.title.to_owned(),
                who: Vec::new(),
                cites: Vec::new(),
                entry: None,
                done: self.entries.to_vec(),
            },
        }
    }

    /// The step at a place, the first time that it is not among the steps carried out.
    fn tried(self, place: Place<'_>, trial: Trial) -> Option<Entry> {
        let mut case = self.case.clone();
        let within = place.within.map(str::to_owned);
        match trial {
            Trial::Outcome(outcome) => case.results.push(outcome),
            Trial::Reply => {
                let (about, value) = (GivenFor::Wait(place.title.to_owned()), GivenValue::At(case.filed));
                case.given.push(Given { within, about, value, span: None });
            }
            Trial::Answer(answer) => {
                let name = place.step.name.clone()?;
                let step = StepRef { kind: place.step.kind, name };
                super::add_answer(&mut case.given, within, step, answer);
            }
        }
        let (entries, _) = self.plan.as_far(&case);
        entries.into_iter().filter(|entry| place.is(entry)).nth(self.visits(place))
    }

    fn question(self, about: About, entry: Entry) -> Question {
        let cites = self.node(&entry).map(|node| node.cites.clone()).unwrap_or_default();
        let done = self.entries.iter().filter(|one| one.begins <= entry.ends && !is_same(one, &entry));
        let done: Vec<Entry> = done.cloned().collect();
        // Whoever did the step chooses its outcome.
        let is_done_by = |one: &&Entry| one.step == entry.step && one.within == entry.within && !one.who.is_empty();
        let who = if entry.who.is_empty() { done.iter().rfind(is_done_by) } else { None };
        let who = who.map_or_else(|| entry.who.clone(), |one| one.who.clone());
        Question {
            about,
            within: entry.within.clone(),
            step: entry.step.clone(),
            title: entry.title.clone(),
            who,
            cites,
            done,
            entry: Some(entry),
        }
    }

    fn process(self, within: Option<&str>) -> Option<&'a Process> {
        self.set.find(within.unwrap_or(&self.case.procedure), self.case.variant)
    }

    fn node(self, entry: &Entry) -> Option<&'a Node> {
        self.process(entry.within.as_deref())?.node(entry.node)
    }
}

/// An answer by which it is found out when a question is asked.
enum Trial {
    Answer(Answer),
    Outcome(OutcomeId),
    Reply,
}

/// Where a question stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    within: Option<&'a str>,
    step: &'a StepLabel,
    title: &'a str,
}

impl<'a> Place<'a> {
    fn of(entry: &'a Entry) -> Self {
        Self { within: entry.within.as_deref(), step: &entry.step, title: &entry.title }
    }

    /// Whether an entry is a visit to this place. A choice of outcome is not told where it stands, but its
    /// name tells.
    fn is(self, entry: &Entry) -> bool {
        let same = entry.step == *self.step && entry.title == self.title;
        match &entry.did {
            Did::Decided(Answer::Outcome(_)) => same && self.within.is_none_or(|_| self.is_within(entry)),
            Did::Decided(_) | Did::Waited(_) => same && self.is_within(entry),
            Did::Task | Did::Called(_) | Did::HandedOver(_) | Did::Interrupted => false,
        }
    }

    fn is_within(self, entry: &Entry) -> bool {
        entry.within.as_deref() == self.within
    }
}

/// The same visit to the same node.
fn is_same(one: &Entry, other: &Entry) -> bool {
    (&one.within, one.node, one.begins, one.depth) == (&other.within, other.node, other.begins, other.depth)
}

fn outcomes(known: &[Answer]) -> Vec<OutcomeId> {
    let outcome = |answer: &Answer| match answer {
        Answer::Outcome(outcome) => Some(*outcome),
        _ => None,
    };
    known.iter().filter_map(outcome).collect()
}

/// The answers that a case gives to a question.
fn answers_to<'a>(case: &'a Case, within: Option<&str>, step: &StepLabel) -> Option<&'a [Answer]> {
    case.given.iter().rev().find_map(|given| match (&given.about, &given.value) {
        (GivenFor::Step(about), GivenValue::Answers(answers))
            if given.within.as_deref() == within && step.is(about) =>
        {
            Some(answers.as_slice())
        }
        _ => None,
    })
}

/// What a case says of an awaited reply.
fn reply_to<'a>(case: &'a Case, within: Option<&str>, title: &str) -> Option<&'a GivenValue> {
    let is_it = |given: &&Given| {
        given.within.as_deref() == within && matches!(&given.about, GivenFor::Wait(about) if about == title)
    };
    case.given.iter().find(is_it).map(|given| &given.value)
}
