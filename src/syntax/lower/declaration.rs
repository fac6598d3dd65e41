//! Participants, outcomes, kinds of the service, and the heads of regulations and procedures.

use super::Lowering;
use super::tree::Parsed;
use crate::ast::{Event, Fact, FactKind, Outcome, Participant, ProcedureAttribute, RegulationAttribute, Text, Variant};
use crate::keywords::Keyword;
use crate::model::{Citation, CodeKind, DiagramStyle, ParticipantKind};
use crate::syntax::grammar::Rule;
use crate::syntax::statement::Statement;

impl Lowering<'_> {
    pub(super) fn participant(&mut self, line: Parsed<'_>) -> Option<Statement> {
        let kind = match line.find(Rule::participant_kind).and_then(Parsed::keyword) {
            Some(Keyword::KindApplicant) => ParticipantKind::Applicant,
            Some(Keyword::KindExternal) => ParticipantKind::External,
            Some(Keyword::KindSystem) => ParticipantKind::System,
            _ => ParticipantKind::Provider,
        };
        let (id, title) = (self.name(line.find(Rule::id)?), self.text(line.find(Rule::title)?));
        let calendar = line.find(Rule::own_calendar).and_then(|own| own.find(Rule::id)).map(|pair| self.name(pair));
        Some(Statement::Participant(Participant { id, title, kind, calendar }))
    }

    pub(super) fn outcome(&mut self, line: Parsed<'_>, cites: Vec<Citation>) -> Option<Statement> {
        let kind = line.find(Rule::outcome_kind).and_then(Parsed::keyword);
        let favourable = kind != Some(Keyword::Negative);
        let (id, title) = (self.name(line.find(Rule::id)?), self.text(line.find(Rule::title)?));
        Some(Statement::Outcome(Outcome { id, title, favourable, cites }))
    }

    pub(super) fn event(&mut self, line: Parsed<'_>, cites: Vec<Citation>) -> Option<Statement> {
        let (id, title) = (self.name(line.find(Rule::id)?), self.text(line.find(Rule::title)?));
        Some(Statement::Event(Event { id, title, cites }))
    }

    pub(super) fn fact(&mut self, line: Parsed<'_>, cites: Vec<Citation>) -> Option<Statement> {
        let (id, title) = (self.name(line.find(Rule::id)?), self.text(line.find(Rule::title)?));
        let kind = line.find(Rule::fact_type)?;
        let kind = match kind.keyword()? {
            Keyword::TypeYesNo => FactKind::YesNo,
            Keyword::TypeWhole => FactKind::Whole,
            Keyword::TypeNumber => FactKind::Number,
            Keyword::TypeMoney => FactKind::Money,
            Keyword::TypeDate => FactKind::Date,
            Keyword::TypeMoment => FactKind::Moment,
            Keyword::TypeText => FactKind::Text,
            Keyword::TypeIin => FactKind::Code(CodeKind::Iin),
            Keyword::TypeBin => FactKind::Code(CodeKind::Bin),
            Keyword::TypeIinOrBin => FactKind::Code(CodeKind::IinOrBin),
            _ => {
                let choices = kind.find(Rule::choices)?;
                FactKind::OneOf(choices.all(Rule::title).map(|choice| self.text(choice)).collect())
            }
        };
        Some(Statement::Fact(Fact { id, title, kind, cites }))
    }

    pub(super) fn variant(&mut self, line: Parsed<'_>) -> Option<Statement> {
        let id = self.name(line.find(Rule::id)?);
        let title = line.find(Rule::title).map(|pair| self.text(pair));
        let forms = line.all(Rule::variant_name).map(|pair| self.name(pair)).collect();
        Some(Statement::Variant(Variant { id, forms, title }))
    }

    pub(super) fn regulation_attribute(&mut self, line: Parsed<'_>) -> Option<RegulationAttribute> {
        if line.rule() == Rule::calendar_ref_line {
            return Some(RegulationAttribute::Calendar(self.name(line.find(Rule::id)?)));
        }
        let date = self.date(line.dates().next()?)?;
        let number = line.find(Rule::act_number).map(|pair| Text(self.place.pair(pair)));
        Some(match line.rule() {
            Rule::act_line => {
                RegulationAttribute::Act { title: self.text(line.find(Rule::title)?), date, number: number? }
            }
            _ => RegulationAttribute::Repealed { date, number },
        })
    }

    pub(super) fn procedure_attribute(&mut self, line: Parsed<'_>) -> Option<ProcedureAttribute> {
        Some(match line.rule() {
            Rule::through_line => ProcedureAttribute::Through(self.name(line.find(Rule::id)?)),
            Rule::diagram_line => {
                let style = match line.keyword() {
                    Some(Keyword::Flowchart) => Some(DiagramStyle::Flowchart),
                    Some(Keyword::Interaction) => Some(DiagramStyle::Interaction),
                    Some(Keyword::Directory) => Some(DiagramStyle::Swimlanes),
                    _ => None,
                };
                ProcedureAttribute::Diagram { annex: annex(line.find(Rule::annex)?), style }
            }
            Rule::variants_line => ProcedureAttribute::Variants(self.variant_names(line)),
            Rule::overall_term_line | Rule::limit_line => ProcedureAttribute::Limit(self.limit(line)?),
            _ => self.limit_attribute(line)?,
        })
    }
}

fn annex(pair: Parsed<'_>) -> String {
    let number = pair.find(Rule::annex_number).map_or_else(String::new, |pair| pair.as_str().to_owned());
    match pair.find(Rule::annex_part) {
        Some(part) => format!("{number} {}", part.as_str().to_uppercase()),
        None => number,
    }
}
