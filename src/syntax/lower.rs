//! Pairs of one line → what the line says.

mod calendar;
mod case;
mod cite;
mod criterion;
mod declaration;
mod foreign;
mod limit;
mod place;
mod step;
mod time;
mod tree;

use super::grammar::Rule;
use super::statement::Statement;
use crate::ast::{Attribute, Name, StepName, StepRef, Text};
use crate::diagnostic::Diagnostic;
use crate::keywords::Keyword;
use crate::model::{Citation, Counting, JoinMode, StepKind};
use crate::source::Span;

pub use cite::citation_level;
pub use foreign::foreign_keywords;
pub use place::Place;
pub use time::unit;
pub use tree::{Parsed, Tree};

/// Lowers the pairs of one line; what it finds wrong goes to `findings`.
///
/// A line that parses but makes no sense (`31.02.2014`) gives its finding and [`None`].
pub struct Lowering<'a> {
    /// Where the line stands.
    pub place: Place<'a>,
    /// What is wrong.
    pub findings: &'a mut Vec<Diagnostic>,
}

impl Lowering<'_> {
    /// What a line's pair says.
    pub fn statement(&mut self, line: Parsed<'_>) -> Option<Statement> {
        let span = self.place.pair(line);
        let rule = line.rule();
        let cites = line.find(Rule::cites).map(cite::cites).unwrap_or_default();
        match rule {
            Rule::uses_line => Some(Statement::Uses(self.text(line.find(Rule::title)?))),
            Rule::regulation_line | Rule::procedure_line | Rule::calendar_line => {
                let (id, title) = (self.name(line.find(Rule::id)?), self.text(line.find(Rule::title)?));
                Some(match rule {
                    Rule::regulation_line => Statement::Regulation(id, title),
                    Rule::procedure_line => Statement::Procedure(id, title, cites),
                    _ => Statement::Calendar(id, title),
                })
            }
            Rule::participant_line => self.participant(line),
            Rule::outcome_line => self.outcome(line, cites),
            Rule::variant_line => self.variant(line),
            Rule::event_line => self.event(line, cites),
            Rule::fact_line => self.fact(line, cites),
            Rule::case_line => Some(Statement::Case(self.text(line.find(Rule::title)?))),
            Rule::act_line | Rule::repealed_line | Rule::calendar_ref_line => {
                let value = self.regulation_attribute(line)?;
                Some(Statement::RegulationAttribute(Attribute { value, cites, span }))
            }
            Rule::counting_line => Some(Statement::Counting(match line.last_keyword()? {
                Keyword::ToTheMinute => Counting::ToTheMinute,
                _ => Counting::ByDays,
            })),
            Rule::accepted_line => {
                let codes = line.all(Rule::rule_code).map(|pair| self.name(pair)).collect();
                Some(Statement::Accepted(codes, self.text(line.find(Rule::title)?)))
            }
            Rule::basis_line => Some(Statement::Basis(cite::cites(line))),
            Rule::through_line
            | Rule::diagram_line
            | Rule::variants_line
            | Rule::overall_term_line
            | Rule::limit_line
            | Rule::extension_line
            | Rule::applicant_may_line
            | Rule::on_overall_expiry_line => {
                let value = self.procedure_attribute(line)?;
                Some(Statement::ProcedureAttribute(Attribute { value, cites, span }))
            }
            Rule::step_line | Rule::condition_line => self.step_head(line, cites, span),
            Rule::answer_line => self.answer_line(line, cites),
            Rule::ending_line => {
                let ending = self.ending(line.find(Rule::ending)?)?;
                Some(Statement::Ending(ending, cites))
            }
            Rule::end_condition_line => Some(Statement::EndCondition(match line.find(Rule::step_number) {
                Some(pair) => Some(self.step_number(pair)?),
                None => None,
            })),
            Rule::parallel_line => Some(Statement::Parallel),
            Rule::join_all_line => Some(Statement::Join(JoinMode::All)),
            Rule::join_first_line => Some(Statement::Join(JoinMode::First)),
            Rule::branch_line | Rule::for_each_line => {
                let title = self.text(line.find(Rule::title)?);
                let only = line.find(Rule::only).map(|pair| self.only(pair));
                Some(match rule {
                    Rule::branch_line => Statement::Branch(title, only, cites),
                    _ => Statement::ForEach(title, only, cites),
                })
            }
            Rule::call_line => {
                let procedure = self.name(line.find(Rule::id)?);
                let only = line.find(Rule::only).map(|pair| self.only(pair));
                Some(Statement::Call(procedure, only, cites))
            }
            Rule::wait_reply_line => Some(Statement::Wait(self.text(line.find(Rule::title)?), cites)),
            Rule::on_reply_line | Rule::on_expiry_line | Rule::any_time_line => {
                let ending = match line.find(Rule::ending) {
                    Some(pair) => Some(self.ending(pair)?),
                    None => None,
                };
                Some(match rule {
                    Rule::on_reply_line => Statement::OnReply(ending, cites),
                    Rule::any_time_line => Statement::Interrupt(self.text(line.find(Rule::title)?), ending, cites),
                    _ => Statement::OnExpiry(ending, cites),
                })
            }
            _ => self.attribute(line, cites, span),
        }
    }

    /// Lines of steps, calendars and cases.
    fn attribute(&mut self, line: Parsed<'_>, cites: Vec<Citation>, span: Span) -> Option<Statement> {
        if let Some(value) = self.calendar_attribute(line)? {
            return Some(Statement::CalendarAttribute(value));
        }
        if let Some(value) = self.case_attribute(line)? {
            return Some(Statement::CaseAttribute(value));
        }
        let value = self.step_attribute(line)?;
        Some(Statement::StepAttribute(Attribute { value, cites, span }))
    }

    /// A name, as a place of the text.
    pub fn name(&self, pair: Parsed<'_>) -> Name {
        Name(self.place.pair(pair))
    }

    fn ids(&self, list: Parsed<'_>) -> Vec<Name> {
        list.all(Rule::id).map(|pair| self.name(pair)).collect()
    }

    fn variant_names(&self, list: Parsed<'_>) -> Vec<Name> {
        list.all(Rule::variant_name).map(|pair| self.name(pair)).collect()
    }

    fn for_variants(&self, line: Parsed<'_>) -> Option<Vec<Name>> {
        line.find(Rule::for_variants).map(|list| self.variant_names(list))
    }

    fn only(&self, pair: Parsed<'_>) -> Vec<Name> {
        self.variant_names(pair.find(Rule::for_variants).unwrap_or(pair))
    }

    /// The text between the quotation marks of a title.
    pub fn text(&self, title: Parsed<'_>) -> Text {
        Text(self.place.quoted(title.start()))
    }

    /// A reference to a step.
    pub fn step_ref(&mut self, pair: Parsed<'_>) -> Option<StepRef> {
        let span = self.place.pair(pair);
        let kind = step_kind(pair.find(Rule::step_kind_form)?.keyword()?);
        let name = match pair.find(Rule::step_number) {
            Some(pair) => StepName::Number(self.step_number(pair)?),
            None => StepName::Id(self.name(pair.find(Rule::id)?)),
        };
        Some(StepRef { kind, name, span })
    }
}

/// The kind of step that a keyword names.
pub fn step_kind(keyword: Keyword) -> StepKind {
    match keyword {
        Keyword::Action | Keyword::ActionForm => StepKind::Action,
        Keyword::Process | Keyword::ProcessForm => StepKind::Process,
        Keyword::Condition | Keyword::ConditionForm => StepKind::Condition,
        _ => StepKind::Step,
    }
}
