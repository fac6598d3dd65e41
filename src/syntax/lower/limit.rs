//! Limits, the events they run from and to, and the lines about them.

use super::Lowering;
use super::tree::Parsed;
use crate::ast::{Anchor, Length, Limit, LimitName, LimitRef, Moment, ProcedureAttribute};
use crate::keywords::Keyword;
use crate::model::{ExtensionBy, Promise};
use crate::syntax::grammar::Rule;

impl Lowering<'_> {
    /// The overall term, or a limit of the author's naming.
    pub(super) fn limit(&mut self, line: Parsed<'_>) -> Option<Limit> {
        let said = line.find(Rule::limit).or_else(|| line.find(Rule::named_limit))?;
        Some(Limit {
            title: line.find(Rule::title).map(|title| self.text(title)),
            variants: self.for_variants(line),
            length: self.length(said)?,
            from: self.anchor_by(said, &[Rule::from, Rule::after])?,
            until: self.anchor_by(said, &[Rule::until])?,
        })
    }

    /// A line about the limit before it.
    pub(super) fn limit_attribute(&mut self, line: Parsed<'_>) -> Option<ProcedureAttribute> {
        Some(match line.rule() {
            Rule::extension_line => ProcedureAttribute::Extension {
                by: match line.find(Rule::total) {
                    Some(total) => ExtensionBy::Total(self.bounded(total)?),
                    None => ExtensionBy::Added(self.bounded(line)?),
                },
                once: line.has(Rule::k_once),
                notice: line.has(Rule::k_with_notice),
            },
            Rule::applicant_may_line => ProcedureAttribute::Right(self.text(line.find(Rule::title)?)),
            _ => ProcedureAttribute::OverallExpiry(self.ending(line.find(Rule::ending)?)?),
        })
    }

    /// A duration or a promise among the parts of a line.
    pub(super) fn length(&mut self, line: Parsed<'_>) -> Option<Length> {
        Some(match line.find(Rule::promise).and_then(Parsed::keyword) {
            None => Length::Lasts(self.bounded(line)?),
            Some(Keyword::Immediately) => Length::Promise(Promise::Immediately),
            Some(_) => Length::Promise(Promise::ReasonableTime),
        })
    }

    /// So long before an event or after it.
    pub(super) fn moment(&mut self, pair: Parsed<'_>) -> Option<Moment> {
        let event = [Rule::until, Rule::after, Rule::from].into_iter().find_map(|rule| pair.find(rule))?;
        let ahead = event.rule() == Rule::until;
        Some(Moment { duration: self.bounded(pair)?, ahead, event: self.anchor(event)? })
    }

    /// The event of one of several rules among the parts of a line, if there is one; [`None`] where it
    /// is wrong.
    #[expect(clippy::option_option, reason = "wrong, absent, or understood: three answers")]
    fn anchor_by(&mut self, pair: Parsed<'_>, rules: &[Rule]) -> Option<Option<Anchor>> {
        match rules.iter().find_map(|rule| pair.find(*rule)) {
            Some(event) => Some(Some(self.anchor(event)?)),
            None => Some(None),
        }
    }

    fn anchor(&mut self, pair: Parsed<'_>) -> Option<Anchor> {
        Some(match pair.keyword()? {
            Keyword::EarlierOf => Anchor::Earlier(self.anchors(pair)?),
            Keyword::LaterOf => Anchor::Later(self.anchors(pair)?),
            Keyword::FromFiling | Keyword::UntilFiling | Keyword::AfterFiling => Anchor::Filing,
            Keyword::FromCompletion | Keyword::UntilCompletion | Keyword::AfterCompletion => Anchor::Completion,
            Keyword::FromEvent | Keyword::UntilEvent | Keyword::AfterEvent => {
                Anchor::Event(self.name(pair.find(Rule::id)?))
            }
            Keyword::FromStartOf | Keyword::UntilStartOf | Keyword::AfterStartOf => {
                Anchor::StartOf(self.step_ref(pair.find(Rule::step_ref)?)?)
            }
            _ => Anchor::EndOf(self.step_ref(pair.find(Rule::step_ref)?)?),
        })
    }

    /// The events of which the first or the last is meant.
    fn anchors(&mut self, pair: Parsed<'_>) -> Option<Vec<Anchor>> {
        let each =
            pair.inner().filter(|one| matches!(one.rule(), Rule::from_each | Rule::until_each | Rule::after_each));
        each.map(|one| self.anchor(one)).collect()
    }

    /// A limit as it is referred to.
    pub(super) fn limit_ref(&mut self, pair: Parsed<'_>) -> Option<LimitRef> {
        let name = match pair.keyword()? {
            Keyword::OverallTerm => LimitName::Overall,
            Keyword::Limit => LimitName::Named(self.text(pair.find(Rule::title)?)),
            _ => LimitName::Deadline(self.step_ref(pair.find(Rule::step_ref)?)?),
        };
        Some(LimitRef { name, span: self.place.pair(pair) })
    }
}
