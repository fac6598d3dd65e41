//! Where the limits of a case stand when it has ended: a line for each, and what changed it under it.

use super::message::say;
use super::trace::moment;
use crate::calendar::Instant;
use crate::graph::ProcessSet;
use crate::language::Language;
use crate::model::{Bound, Citation, LimitName};
use crate::run::{LimitState, Trace};
use crate::words;

/// The lines about every limit of a case.
#[must_use]
pub fn lines(set: &ProcessSet, trace: &Trace, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    for state in &trace.limits {
        let teller = Teller { set, state, language };
        let label = label(trace, state, language);
        lines.push(teller.limit(&label));
        lines.extend(teller.changes().into_iter().map(|line| format!("  {line}")));
        if trace.expired.as_ref() == Some(&state.limit.name) {
            lines.push(format!("  {}", teller.expired(&super::trace::end(set, trace.end, language))));
        }
    }
    if lines.is_empty() {
        lines.push(say!(language, "предел: не установлен", "шекті мерзім: белгіленбеген", "limit: none is set"));
    }
    lines
}

/// What a limit is called in a trace: by its name, unless the overall term is the only one.
#[must_use]
pub fn label(trace: &Trace, state: &LimitState, language: Language) -> String {
    match (&state.limit.name, trace.limits.as_slice()) {
        (LimitName::Overall, [_]) => say!(language, "предел", "шекті мерзім", "limit"),
        (name, _) => words::limit_name(name, language),
    }
}

/// Whether a term was kept, as a verdict.
#[must_use]
pub fn verdict(kept: bool, language: Language) -> String {
    if kept {
        say!(language, "срок соблюдён", "мерзім сақталды", "term kept")
    } else {
        say!(language, "срок нарушен", "мерзім бұзылды", "term broken")
    }
}

/// Tells of one limit.
struct Teller<'a> {
    set: &'a ProcessSet,
    state: &'a LimitState,
    language: Language,
}

impl Teller<'_> {
    fn limit(&self, label: &str) -> String {
        let rule = words::limit_rule(&self.set.head, &self.state.limit, self.language);
        let cites = words::citations(&self.state.limit.cites, self.language);
        let rule = if cites.is_empty() { rule } else { format!("{rule}; {cites}") };
        if matches!(self.state.limit.bound, Bound::Promise(_)) {
            return say!(
                self.language,
                "{label}: без числа ({rule})",
                "{label}: саны жоқ ({rule})",
                "{label}: no number is set ({rule})"
            );
        }
        let Some(due) = self.state.due else {
            return say!(
                self.language,
                "{label}: не начал течь ({rule})",
                "{label}: басталған жоқ ({rule})",
                "{label}: did not begin to run ({rule})"
            );
        };
        let due = self.moment(due);
        let verdict = match (self.state.done, self.state.kept) {
            (None, true) => {
                say!(self.language, "случай завершён раньше", "іс бұрын аяқталды", "the case ended before")
            }
            (_, kept) => verdict(kept, self.language),
        };
        format!("{label}: {due} ({rule}) – {verdict}")
    }

    /// What moved the limit, and what follows from its having been broken.
    fn changes(&self) -> Vec<String> {
        let mut lines = self.extension();
        for (from, to) in &self.state.pauses {
            let (from, to) = (self.moment(*from), self.moment(*to));
            lines.push(say!(
                self.language,
                "приостановлен: {from} – {to}",
                "тоқтатыла тұрды: {from} – {to}",
                "suspended: {from} – {to}"
            ));
        }
        if let Some(from) = self.state.from.filter(|_| self.state.restarted) {
            let from = self.moment(from);
            lines.push(say!(self.language, "начат заново: {from}", "қайтадан басталды: {from}", "began anew: {from}"));
        }
        lines.extend(self.right());
        lines
    }

    fn extension(&self) -> Vec<String> {
        let Some(extension) = self.state.limit.extension.as_ref().filter(|_| self.state.extended > 0) else {
            return Vec::new();
        };
        let times = usize::try_from(self.state.extended).unwrap_or(usize::MAX);
        let times = words::counted(times, self.language, ["раз", "раза", "раз"], "рет", ["time", "times"]);
        let cites = self.bracketed(&extension.cites);
        let extended =
            say!(self.language, "продлён {times}{cites}", "{times} ұзартылды{cites}", "extended {times}{cites}");
        let notice = self.state.notice.map(|notice| {
            let notice = self.moment(notice);
            say!(
                self.language,
                "о продлении уведомить до {notice}",
                "ұзарту туралы {notice} дейін хабарлау",
                "notice of the extension by {notice}"
            )
        });
        std::iter::once(extended).chain(notice).collect()
    }

    fn right(&self) -> Option<String> {
        let right = self.state.limit.right.as_ref().filter(|_| !self.state.kept)?;
        let (title, cites) = (&right.title, self.bracketed(&right.cites));
        let due = self.moment(self.state.due?);
        Some(say!(
            self.language,
            "заявитель вправе с {due}: «{title}»{cites}",
            "өтініш беруші {due} бастап құқылы: «{title}»{cites}",
            "the applicant may from {due}: «{title}»{cites}"
        ))
    }

    fn expired(&self, outcome: &str) -> String {
        let cites = self.state.limit.expiry.as_ref().map(|expiry| self.bracketed(&expiry.cites)).unwrap_or_default();
        say!(
            self.language,
            "по истечении: {outcome}{cites}",
            "мерзім өткен соң: {outcome}{cites}",
            "on expiry: {outcome}{cites}"
        )
    }

    fn bracketed(&self, cites: &[Citation]) -> String {
        let cites = words::citations(cites, self.language);
        if cites.is_empty() { cites } else { format!(" ({cites})") }
    }

    fn moment(&self, at: Instant) -> String {
        moment(self.set, at)
    }
}
