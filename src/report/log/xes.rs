//! Cases as an event log for process mining: XES, IEEE 1849.
//!
//! A step is two events: it starts, and it completes or, broken off, aborts (`ate_abort` of the standard's
//! lifecycle of an activity that has been started).

use std::cmp::Reverse;
use std::fmt::Write;

use super::{Walk, activity, answer_in_words, kind, names, reason, stamp_with, variant};
use crate::calendar::Instant;
use crate::graph::ProcessSet;
use crate::language::Language;
use crate::render::escape::xml;
use crate::report::trace;
use crate::run::{Entry, Trace};
use crate::words;

/// The extensions of the standard that the log keeps to: name, prefix, address.
const EXTENSIONS: [(&str, &str, &str); 4] = [
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Lifecycle", "lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    ("Organizational", "org", "http://www.xes-standard.org/org.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
];

/// What every case and every event has.
const GLOBALS: &str = r#"  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <string key="lifecycle:transition" value="complete"/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
  </global>
  <classifier name="Step" keys="concept:name"/>
  <classifier name="Step and transition" keys="concept:name lifecycle:transition"/>
"#;

/// A log with a trace for each case.
#[must_use]
pub fn xes(set: &ProcessSet, walks: &[Walk<'_>], language: Language) -> String {
    let mut log = Log { text: String::new(), set, language };
    log.open();
    for walk in walks {
        log.case(walk);
    }
    log.line(format_args!("</log>"));
    log.text
}

/// What becomes of an activity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Transition {
    Start,
    Complete,
    Abort,
}

impl Transition {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Complete => "complete",
            Self::Abort => "ate_abort",
        }
    }
}

struct Log<'a> {
    text: String,
    set: &'a ProcessSet,
    language: Language,
}

impl Log<'_> {
    fn line(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{text}");
    }

    fn open(&mut self) {
        self.line(format_args!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
        self.line(format_args!("<log xes.version=\"1.0\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">"));
        for (name, prefix, uri) in EXTENSIONS {
            self.line(format_args!("  <extension name=\"{name}\" prefix=\"{prefix}\" uri=\"{uri}\"/>"));
        }
        self.text.push_str(GLOBALS);
        self.attribute(1, "string", "concept:name", &self.set.head.title);
        self.attribute(1, "string", "lifecycle:model", "standard");
    }

    fn attribute(&mut self, depth: usize, tag: &str, key: &str, value: &str) {
        let indent = "  ".repeat(depth);
        self.line(format_args!("{indent}<{tag} key=\"{key}\" value=\"{}\"/>", xml(value)));
    }

    fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.attribute(3, "string", key, value);
        }
    }

    fn case(&mut self, walk: &Walk<'_>) {
        let (set, of) = (self.set, walk.trace);
        self.line(format_args!("  <trace>"));
        self.attribute(2, "string", "concept:name", walk.title);
        self.attribute(2, "string", "procedure", &of.procedure);
        if let Some(variant) = variant(set, of) {
            self.attribute(2, "string", "variant", variant);
        }
        self.attribute(2, "date", "filed", &timestamp(set, of.filed));
        self.attribute(2, "string", "outcome", &trace::end(set, of.end, self.language));
        self.attribute(2, "date", "ended", &timestamp(set, of.ended));
        for (index, transition) in events(&of.entries) {
            if let Some(entry) = of.entries.get(index) {
                self.event(of, (index, entry), transition);
            }
        }
        self.line(format_args!("  </trace>"));
    }

    fn event(&mut self, of: &Trace, (index, entry): (usize, &Entry), transition: Transition) {
        let (set, language) = (self.set, self.language);
        let at = if transition == Transition::Start { entry.begins } else { entry.ends };
        self.line(format_args!("    <event>"));
        self.attribute(3, "string", "concept:name", &activity(set, of, entry, language));
        // Which visit of a step it is, so that a start finds its completion.
        self.attribute(3, "string", "concept:instance", &(index + 1).to_string());
        self.attribute(3, "string", "lifecycle:transition", transition.name());
        self.attribute(3, "date", "time:timestamp", &timestamp(set, at));
        self.optional("org:resource", Some(&names(set, &entry.who)));
        self.attribute(3, "string", "kind", kind(set, of, entry));
        self.optional("within", entry.within.as_deref());
        self.optional("clause", Some(&words::citations(&entry.cites, language)));
        if transition != Transition::Start {
            self.optional("answer", answer_in_words(set, entry, language).as_deref());
            self.optional("reasons", reason(set, entry, language).as_deref());
        }
        self.line(format_args!("    </event>"));
    }
}

/// The events of all steps in the order of their moments. At one moment, what was before it ends before what
/// comes after it starts, and a called procedure ends after its last step.
fn events(entries: &[Entry]) -> Vec<(usize, Transition)> {
    let mut events = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let inner = entries.iter().skip(index + 1).take_while(|inner| inner.depth > entry.depth).count();
        let ending = if entry.cancelled { Transition::Abort } else { Transition::Complete };
        events.push(((entry.begins, index, Transition::Start, Reverse(0)), index));
        events.push(((entry.ends, index + inner, ending, Reverse(entry.depth)), index));
    }
    events.sort();
    events.into_iter().map(|((_, _, transition, _), index)| (index, transition)).collect()
}

/// A moment as XML Schema's `dateTime`, to the millisecond, as the readers of the standard expect it.
fn timestamp(set: &ProcessSet, at: Instant) -> String {
    stamp_with(set, at, ".000")
}
