//! Participants, outcomes, kinds of the service, and the heads of regulations and procedures.

use super::Lowering;
use super::parts::{Parsed, Parts, first_keyword};
use crate::ast::{Outcome, Participant, ProcedureAttribute, RegulationAttribute, Text, Variant};
use crate::keywords::Keyword;
use crate::model::{Citation, DiagramStyle, ParticipantKind};
use crate::syntax::grammar::Rule;
use crate::syntax::statement::Statement;

impl Lowering<'_> {
    pub(super) fn participant(&mut self, mut parts: Parts<'_>) -> Option<Statement> {
        let kind = match parts.take(Rule::participant_kind).and_then(first_keyword) {
            Some(Keyword::KindApplicant) => ParticipantKind::Applicant,
            Some(Keyword::KindExternal) => ParticipantKind::External,
            Some(Keyword::KindSystem) => ParticipantKind::System,
            _ => ParticipantKind::Provider,
        };
        let (id, title) = (self.name(&parts.take(Rule::id)?), self.text(&parts.take(Rule::title)?));
        Some(Statement::Participant(Participant { id, title, kind }))
    }

    pub(super) fn outcome(&mut self, mut parts: Parts<'_>, cites: Vec<Citation>) -> Option<Statement> {
        let kind = parts.take(Rule::outcome_kind).and_then(first_keyword);
        let favourable = kind != Some(Keyword::Negative);
        let (id, title) = (self.name(&parts.take(Rule::id)?), self.text(&parts.take(Rule::title)?));
        Some(Statement::Outcome(Outcome { id, title, favourable, cites }))
    }

    pub(super) fn variant(&mut self, mut parts: Parts<'_>) -> Option<Statement> {
        let id = self.name(&parts.take(Rule::id)?);
        let title = parts.take(Rule::title).map(|pair| self.text(&pair));
        let forms = parts.rest(Rule::variant_name).map(|pair| self.name(&pair)).collect();
        Some(Statement::Variant(Variant { id, forms, title }))
    }

    pub(super) fn regulation_attribute(&mut self, rule: Rule, mut parts: Parts<'_>) -> Option<RegulationAttribute> {
        if rule == Rule::calendar_ref_line {
            return Some(RegulationAttribute::Calendar(self.name(&parts.take(Rule::id)?)));
        }
        let date = self.date(parts.take(Rule::date)?)?;
        let number = parts.take(Rule::act_number).map(|pair| Text(self.place.pair(&pair)));
        Some(match rule {
            Rule::act_line => {
                RegulationAttribute::Act { title: self.text(&parts.take(Rule::title)?), date, number: number? }
            }
            _ => RegulationAttribute::Repealed { date, number },
        })
    }

    pub(super) fn procedure_attribute(&mut self, rule: Rule, mut parts: Parts<'_>) -> Option<ProcedureAttribute> {
        Some(match rule {
            Rule::through_line => ProcedureAttribute::Through(self.name(&parts.take(Rule::id)?)),
            Rule::diagram_line => {
                let style = match parts.keyword() {
                    Some(Keyword::Flowchart) => Some(DiagramStyle::Flowchart),
                    Some(Keyword::Interaction) => Some(DiagramStyle::Interaction),
                    Some(Keyword::Directory) => Some(DiagramStyle::Swimlanes),
                    _ => None,
                };
                ProcedureAttribute::Diagram { annex: annex(parts.take(Rule::annex)?), style }
            }
            Rule::variants_line => ProcedureAttribute::Variants(self.variant_names(parts.take(Rule::variant_names)?)),
            _ => {
                let variants = self.for_variants(&mut parts);
                let (duration, from) = self.limit(parts.take(Rule::limit)?)?;
                ProcedureAttribute::OverallTerm { variants, duration, from }
            }
        })
    }
}

fn annex(pair: Parsed<'_>) -> String {
    let mut parts = Parts::of(pair);
    let number = parts.take(Rule::annex_number).map_or_else(String::new, |pair| pair.as_str().to_owned());
    match parts.take(Rule::annex_part) {
        Some(part) => format!("{number} {}", part.as_str().to_uppercase()),
        None => number,
    }
}
