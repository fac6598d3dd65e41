//! Limits, the events they run from, to and after, and the lines about them.

use super::Translator;
use super::length::Inflection;
use super::step::Role;
use crate::keywords::Keyword;
use crate::language::Language;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::Parsed;

impl Translator<'_> {
    /// How long, from when and until when; Kazakh says how long in the end.
    pub(super) fn limit(&mut self, limit: Parsed<'_>) {
        let events = |part: &Parsed<'_>| matches!(part.rule(), Rule::from | Rule::after);
        if !self.is_kazakh() {
            self.length(limit);
        }
        self.parts(limit.inner().filter(events));
        self.parts(limit.all(Rule::until));
        if self.is_kazakh() {
            self.length(limit);
        }
    }

    fn length(&mut self, limit: Parsed<'_>) {
        match limit.find(Rule::promise).and_then(Parsed::keyword) {
            Some(promise) => self.keyword(promise),
            None => self.measured(limit, Inflection::Plain),
        }
    }

    /// So long before an event or after it: `за 3 рабочих дня до события слушание`.
    pub(super) fn moment(&mut self, moment: Parsed<'_>) {
        let ahead = moment.has(Rule::until);
        let event = moment.inner().find(|part| matches!(part.rule(), Rule::from | Rule::until | Rule::after));
        if self.is_kazakh() {
            self.event_of(event);
            self.measured(moment, Inflection::Plain);
            if ahead {
                self.keyword(Keyword::Ahead);
            }
            return;
        }
        if ahead && self.to == Language::Ru {
            self.keyword(Keyword::Ahead);
        }
        self.measured(moment, if ahead { Inflection::Accusative } else { Inflection::Plain });
        self.event_of(event);
    }

    /// The event of a moment, if there is one.
    fn event_of(&mut self, event: Option<Parsed<'_>>) {
        if let Some(event) = event {
            self.event(event, true);
        }
    }

    /// An event, or several of which the first or the last is meant. `is_moment` tells that something is
    /// counted back from it.
    pub(super) fn event(&mut self, event: Parsed<'_>, is_moment: bool) {
        let several = event.keyword().filter(|keyword| matches!(keyword, Keyword::EarlierOf | Keyword::LaterOf));
        let Some(which) = several else { return self.one_event(event, is_moment) };
        if !self.is_kazakh() {
            self.row.ending(",");
        }
        self.keyword(which);
        self.row.open();
        let each = |part: &Parsed<'_>| matches!(part.rule(), Rule::from_each | Rule::until_each | Rule::after_each);
        for (index, one) in event.inner().filter(each).enumerate() {
            if index > 0 {
                self.row.ending(";");
            }
            self.one_event(one, is_moment);
        }
        self.row.close();
    }

    fn one_event(&mut self, event: Parsed<'_>, is_moment: bool) {
        let Some(keyword) = event.keyword() else { return };
        let word = match before(keyword).filter(|_| is_moment && self.to == Language::En) {
            Some(word) => word,
            None => self.word(keyword),
        };
        if !self.is_kazakh() {
            self.row.word(word);
        }
        if let Some(step) = event.find(Rule::step_ref) {
            self.step_ref(step, Role::Event);
        }
        self.parts(event.all(Rule::id));
        if self.is_kazakh() {
            self.row.word(word);
        }
    }

    /// A limit as it is referred to.
    pub(super) fn limit_name(&mut self, name: Parsed<'_>) {
        let Some(step) = name.find(Rule::step_ref) else { return self.as_it_stands(name) };
        if !self.is_kazakh() {
            self.keyword(Keyword::TermOf);
        }
        self.step_ref(step, Role::Owner);
        if self.is_kazakh() {
            self.keyword(Keyword::TermOf);
        }
    }

    /// `продление: на 2 месяца, однократно`, `ұзарту: 2 айға, бір рет`.
    pub(super) fn extension(&mut self, line: Parsed<'_>) {
        self.keyword(Keyword::Extension);
        self.row.ending(":");
        if let Some(total) = line.find(Rule::total) {
            self.total(total);
        } else if let Some(duration) = line.find(Rule::duration) {
            if !self.is_kazakh() {
                self.keyword(Keyword::By);
            }
            self.duration(duration, if self.is_kazakh() { Inflection::Dative } else { Inflection::Accusative });
        }
        for (rule, keyword) in [(Rule::k_once, Keyword::Once), (Rule::k_with_notice, Keyword::WithNotice)] {
            if line.has(rule) {
                self.row.ending(",");
                self.keyword(keyword);
            }
        }
        self.parts(line.all(Rule::cites));
    }

    /// `до 45 рабочих дней всего`, `барлығы 45 жұмыс күніне дейін`.
    fn total(&mut self, total: Parsed<'_>) {
        let Some(duration) = total.find(Rule::duration) else { return };
        if self.is_kazakh() {
            self.keyword(Keyword::InTotal);
            self.duration(duration, Inflection::Dative);
            self.keyword(Keyword::UpTo);
        } else {
            self.keyword(Keyword::UpTo);
            self.duration(duration, Inflection::Genitive);
            self.keyword(Keyword::InTotal);
        }
    }
}

/// English has a word of its own for what is counted back from an event.
fn before(keyword: Keyword) -> Option<&'static str> {
    Some(match keyword {
        Keyword::UntilFiling => "before filing",
        Keyword::UntilEndOf => "before the end of",
        Keyword::UntilStartOf => "before the start of",
        Keyword::UntilEvent => "before the event",
        Keyword::UntilCompletion => "before completion",
        _ => return None,
    })
}
