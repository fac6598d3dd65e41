//! Pairs of one line → what the line says.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use pest::Token;
use pest::iterators::Pair;

use super::fold::Folded;
use super::grammar::{self, Rule};
use super::statement::Statement;
use crate::ast::{
    Anchor, Answer, Attribute, CalendarAttribute, CaseAttribute, CaseValue, Ending, Name, Outcome, Participant,
    ProcedureAttribute, RegulationAttribute, Roll, StepAttribute, StepHead, StepName, StepRef, Text, Variant,
};
use crate::diagnostic::{Diagnostic, Expected, Problem};
use crate::keywords::{self, Keyword};
use crate::language::Language;
use crate::model::{
    Citation, CitationLevel, CitationPart, DiagramStyle, Duration, JoinMode, ParticipantKind, Quantity, StepKind,
    StepNumber, Unit,
};
use crate::source::{SourceId, Span};

/// The most letters of the author's that a finding repeats.
const LONGEST_QUOTE: usize = 60;

/// Where a line stands: turns places of the folded text into places of the file.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The folded line.
    pub folded: &'a Folded,
    /// The line as typed.
    pub line: &'a str,
    /// The file.
    pub source: SourceId,
    /// The byte the line begins at.
    pub base: u32,
}

impl Place<'_> {
    /// The span in the file of a range of the folded text.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let at = |offset: usize| self.base + u32::try_from(offset).unwrap_or(u32::MAX);
        let begins = if start < self.folded.text().len() { self.folded.original(start) } else { self.end(start) };
        Span::new(self.source, at(begins), at(self.end(end)))
    }

    /// The place behind the letter before an offset of the folded text. Letters change their length in
    /// folding, so it is found by the letter as typed, and what follows that letter does not matter.
    fn end(&self, offset: usize) -> usize {
        let last = self.folded.text().get(..offset).and_then(|text| text.char_indices().next_back());
        let last = last.map(|(at, _)| self.folded.original(at));
        let typed = |at: usize| self.line.get(at..).and_then(|rest| rest.chars().next());
        last.map_or(0, |at| at + typed(at).map_or(0, char::len_utf8))
    }

    /// What the author typed where the folded text has this range; of a long text, the beginning.
    pub fn typed(&self, start: usize, end: usize) -> String {
        let typed =
            self.line.get(self.folded.original(start)..self.folded.original(end)).unwrap_or_default().trim_end();
        match typed.char_indices().nth(LONGEST_QUOTE) {
            Some((cut, _)) => format!("{}…", typed.get(..cut).unwrap_or_default()),
            None => typed.to_owned(),
        }
    }

    fn pair(&self, pair: &Pair<'_, Rule>) -> Span {
        let start = pair.as_span().start();
        self.span(start, start + pair.as_str().trim_end().len())
    }
}

/// Lowers the pairs of one line; what it finds wrong goes to `findings`.
///
/// A line that parses but makes no sense (`31.02.2014`) gives its finding and [`None`].
pub struct Lowering<'a> {
    /// Where the line stands.
    pub place: Place<'a>,
    /// What is wrong.
    pub findings: &'a mut Vec<Diagnostic>,
}

type Parsed<'a> = Pair<'a, Rule>;

/// How the midnight that ends a day is written.
const END_OF_DAY: &str = "24:00";

/// The largest number in figures: nine of them are more than any act writes.
const MAX_FIGURE: u32 = 999_999_999;

impl Lowering<'_> {
    /// What a line's pair says.
    pub fn statement(&mut self, line: Parsed<'_>) -> Option<Statement> {
        let span = self.place.pair(&line);
        let rule = line.as_rule();
        let mut parts = Parts::of(line);
        let cites = parts.take(Rule::cites).map(cites).unwrap_or_default();
        match rule {
            Rule::uses_line => Some(Statement::Uses(self.text(&parts.take(Rule::title)?))),
            Rule::regulation_line | Rule::procedure_line | Rule::calendar_line => {
                let (id, title) = (self.name(&parts.take(Rule::id)?), self.text(&parts.take(Rule::title)?));
                Some(match rule {
                    Rule::regulation_line => Statement::Regulation(id, title),
                    Rule::procedure_line => Statement::Procedure(id, title, cites),
                    _ => Statement::Calendar(id, title),
                })
            }
            Rule::participant_line => self.participant(parts),
            Rule::outcome_line => self.outcome(parts, cites),
            Rule::variant_line => self.variant(parts),
            Rule::case_line => Some(Statement::Case(self.text(&parts.take(Rule::title)?))),
            Rule::act_line | Rule::repealed_line | Rule::calendar_ref_line => {
                let value = self.regulation_attribute(rule, parts)?;
                Some(Statement::RegulationAttribute(Attribute { value, cites, span }))
            }
            Rule::basis_line => Some(Statement::Basis(parts.rest(Rule::cite).map(citation).collect())),
            Rule::through_line | Rule::diagram_line | Rule::variants_line | Rule::overall_term_line => {
                let value = self.procedure_attribute(rule, parts)?;
                Some(Statement::ProcedureAttribute(Attribute { value, cites, span }))
            }
            Rule::step_line => self.step_head(parts, cites, span),
            Rule::answer_line => self.answer_line(parts, cites),
            Rule::ending_line => {
                let ending = self.ending(parts.take(Rule::ending)?)?;
                Some(Statement::Ending(ending, cites))
            }
            Rule::end_condition_line => Some(Statement::EndCondition(match parts.take(Rule::step_number) {
                Some(pair) => Some(self.step_number(&pair)?),
                None => None,
            })),
            Rule::parallel_line => Some(Statement::Parallel),
            Rule::join_all_line => Some(Statement::Join(JoinMode::All)),
            Rule::join_first_line => Some(Statement::Join(JoinMode::First)),
            Rule::branch_line => {
                let title = self.text(&parts.take(Rule::title)?);
                let only = parts.take(Rule::only).map(|pair| self.only(pair));
                Some(Statement::Branch(title, only, cites))
            }
            Rule::call_line => {
                let procedure = self.name(&parts.take(Rule::id)?);
                let only = parts.take(Rule::only).map(|pair| self.only(pair));
                Some(Statement::Call(procedure, only, cites))
            }
            Rule::wait_reply_line => Some(Statement::Wait(self.text(&parts.take(Rule::title)?), cites)),
            Rule::on_reply_line | Rule::on_expiry_line => {
                let ending = match parts.take(Rule::ending) {
                    Some(pair) => Some(self.ending(pair)?),
                    None => None,
                };
                Some(match rule {
                    Rule::on_reply_line => Statement::OnReply(ending, cites),
                    _ => Statement::OnExpiry(ending, cites),
                })
            }
            _ => self.attribute(rule, &mut parts, cites, span),
        }
    }

    /// Lines of steps, calendars and cases.
    fn attribute(&mut self, rule: Rule, parts: &mut Parts<'_>, cites: Vec<Citation>, span: Span) -> Option<Statement> {
        if let Some(value) = self.calendar_attribute(rule, parts)? {
            return Some(Statement::CalendarAttribute(value));
        }
        if let Some(value) = self.case_attribute(rule, parts)? {
            return Some(Statement::CaseAttribute(value));
        }
        let value = self.step_attribute(rule, parts)?;
        Some(Statement::StepAttribute(Attribute { value, cites, span }))
    }

    // ---- Declarations

    fn participant(&mut self, mut parts: Parts<'_>) -> Option<Statement> {
        let kind = match parts.take(Rule::participant_kind).and_then(first_keyword) {
            Some(Keyword::KindApplicant) => ParticipantKind::Applicant,
            Some(Keyword::KindExternal) => ParticipantKind::External,
            Some(Keyword::KindSystem) => ParticipantKind::System,
            _ => ParticipantKind::Provider,
        };
        let (id, title) = (self.name(&parts.take(Rule::id)?), self.text(&parts.take(Rule::title)?));
        Some(Statement::Participant(Participant { id, title, kind }))
    }

    fn outcome(&mut self, mut parts: Parts<'_>, cites: Vec<Citation>) -> Option<Statement> {
        let kind = parts.take(Rule::outcome_kind).and_then(first_keyword);
        let favourable = kind != Some(Keyword::Negative);
        let (id, title) = (self.name(&parts.take(Rule::id)?), self.text(&parts.take(Rule::title)?));
        Some(Statement::Outcome(Outcome { id, title, favourable, cites }))
    }

    fn variant(&mut self, mut parts: Parts<'_>) -> Option<Statement> {
        let id = self.name(&parts.take(Rule::id)?);
        let title = parts.take(Rule::title).map(|pair| self.text(&pair));
        let forms = parts.rest(Rule::variant_name).map(|pair| self.name(&pair)).collect();
        Some(Statement::Variant(Variant { id, forms, title }))
    }

    fn regulation_attribute(&mut self, rule: Rule, mut parts: Parts<'_>) -> Option<RegulationAttribute> {
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

    fn procedure_attribute(&mut self, rule: Rule, mut parts: Parts<'_>) -> Option<ProcedureAttribute> {
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

    // ---- Steps

    fn step_head(&mut self, mut parts: Parts<'_>, cites: Vec<Citation>, span: Span) -> Option<Statement> {
        let kind = parts.keyword().map_or(StepKind::Step, step_kind);
        let number = match parts.take(Rule::step_number) {
            Some(pair) => Some(StepName::Number(self.step_number(&pair)?)),
            None => None,
        };
        let id = parts.take(Rule::id).map(|pair| StepName::Id(self.name(&pair)));
        let automatic = parts.take(Rule::k_automatic).is_some();
        let title = self.text(&parts.take(Rule::title)?);
        Some(Statement::Step(StepHead { kind, name: number.or(id), title, automatic, cites, span }))
    }

    fn step_attribute(&mut self, rule: Rule, parts: &mut Parts<'_>) -> Option<StepAttribute> {
        let variants = self.for_variants(parts);
        Some(match rule {
            Rule::performed_by_line => StepAttribute::PerformedBy(self.ids(parts.take(Rule::ids)?)),
            Rule::checked_by_line => StepAttribute::CheckedBy(self.ids(parts.take(Rule::ids)?)),
            Rule::from_whom_line => StepAttribute::From(self.ids(parts.take(Rule::ids)?)),
            Rule::sends_to_line => {
                let to = self.name(&parts.take(Rule::id)?);
                StepAttribute::SendsTo(to, parts.take(Rule::title).map(|pair| self.text(&pair)))
            }
            Rule::waiting_line => StepAttribute::Waiting(variants, self.bounded(parts.take(Rule::bounded)?)?),
            Rule::term_line => StepAttribute::Term(variants, self.bounded(parts.take(Rule::bounded)?)?),
            Rule::including_line => {
                let duration = self.bounded(parts.take(Rule::bounded)?)?;
                StepAttribute::Including(duration, parts.take(Rule::title).map(|pair| self.text(&pair)))
            }
            Rule::only_line => StepAttribute::Only(self.only(parts.take(Rule::only)?)),
            Rule::result_line => StepAttribute::Result(self.ids(parts.take(Rule::outcomes)?)),
            Rule::up_to_line => StepAttribute::UpTo(Some(self.duration(parts.take(Rule::duration)?)?)),
            Rule::no_limit_line => StepAttribute::UpTo(None),
            _ => return None,
        })
    }

    fn answer_line(&mut self, mut parts: Parts<'_>, cites: Vec<Citation>) -> Option<Statement> {
        let answer = match parts.keyword() {
            Some(Keyword::Yes) => Answer::Yes,
            Some(Keyword::No) => Answer::No,
            _ => Answer::Other(self.text(&parts.take(Rule::title)?)),
        };
        let ending = match parts.take(Rule::ending) {
            Some(pair) => Some(self.ending(pair)?),
            None => None,
        };
        Some(Statement::Answer(answer, ending, cites))
    }

    fn ending(&mut self, pair: Parsed<'_>) -> Option<Ending> {
        let kind = pair.into_inner().next()?;
        let rule = kind.as_rule();
        let mut parts = Parts::of(kind);
        Some(match rule {
            Rule::next => Ending::Next,
            Rule::finish => match parts.take(Rule::outcomes) {
                Some(outcomes) => Ending::Finish(self.ids(outcomes)),
                None => Ending::TacitConsent,
            },
            Rule::go_to => Ending::GoTo(self.step_ref(parts.take(Rule::step_ref)?)?),
            _ => {
                let step = self.step_ref(parts.take(Rule::step_ref)?)?;
                let bound = match parts.take(Rule::bound) {
                    Some(bound) => Some(self.number(Parts::of(bound).take(Rule::number)?)?),
                    None => None,
                };
                Ending::ReturnTo(step, bound)
            }
        })
    }

    // ---- Calendars and cases. The outer option is `None` where a finding was made, the inner one
    // where the line is none of the kind.

    #[expect(clippy::option_option, reason = "failed, not of this kind, or understood: three answers")]
    fn calendar_attribute(&mut self, rule: Rule, parts: &mut Parts<'_>) -> Option<Option<CalendarAttribute>> {
        let chosen = |keyword| parts.last_keyword() == Some(keyword);
        Some(Some(match rule {
            Rule::known_years_line => {
                let mut years = Vec::new();
                for year in parts.rest(Rule::integer) {
                    years.push(self.figure(year.as_str(), &year)?);
                }
                CalendarAttribute::KnownYears(*years.first()?, *years.last()?)
            }
            Rule::time_zone_line => CalendarAttribute::TimeZone(Text(self.place.pair(&parts.take(Rule::zone_name)?))),
            Rule::week_days_line => {
                CalendarAttribute::WeekDays(parts.rest(Rule::week_days).flat_map(week_days).collect())
            }
            Rule::hours_line => {
                let mut hours = Vec::new();
                for interval in parts.rest(Rule::interval) {
                    let mut times = Parts::of(interval);
                    hours.push((self.time(&times.take(Rule::time)?)?, self.time(&times.take(Rule::time)?)?));
                }
                CalendarAttribute::Hours(hours)
            }
            Rule::event_day_line => CalendarAttribute::EventDayCounted(chosen(Keyword::Counted)),
            Rule::end_of_day_line => CalendarAttribute::EndsAtMidnight(chosen(Keyword::Midnight)),
            Rule::roll_line => CalendarAttribute::Roll(match parts.last_keyword() {
                Some(Keyword::NextWorkingDay) => Roll::Next,
                Some(Keyword::PreviousWorkingDay) => Roll::Previous,
                _ => Roll::Stays,
            }),
            Rule::after_hours_line => CalendarAttribute::AfterHoursNextWorkingTime(chosen(Keyword::NextWorkingTime)),
            Rule::holiday_line | Rule::day_off_line => {
                let title = parts.take(Rule::title).map(|pair| self.text(&pair));
                let mut dates = Vec::new();
                for date in of_rule(parts.take(Rule::dates)?, Rule::date) {
                    dates.push(self.date(date)?);
                }
                let (from, to) = (*dates.first()?, *dates.last()?);
                match rule {
                    Rule::holiday_line => CalendarAttribute::Holiday(from, to, title),
                    _ => CalendarAttribute::DayOff(from, to, title),
                }
            }
            Rule::moved_working_day_line => {
                // «A вместо B» names the worked day first, `B орнына A` the day off.
                let reversed = parts.take(Rule::k_in_place_of).is_some();
                let mut dates = Vec::new();
                for date in parts.rest(Rule::date) {
                    dates.push(self.date(date)?);
                }
                let (one, other) = (*dates.first()?, *dates.last()?);
                if reversed {
                    CalendarAttribute::WorkingDay(other, one)
                } else {
                    CalendarAttribute::WorkingDay(one, other)
                }
            }
            _ => return Some(None),
        }))
    }

    #[expect(clippy::option_option, reason = "failed, not of this kind, or understood: three answers")]
    fn case_attribute(&mut self, rule: Rule, parts: &mut Parts<'_>) -> Option<Option<CaseAttribute>> {
        Some(Some(match rule {
            Rule::case_procedure_line => CaseAttribute::Procedure(self.name(&parts.take(Rule::id)?)),
            Rule::case_variant_line => CaseAttribute::Variant(self.name(&parts.take(Rule::variant_name)?)),
            Rule::filed_line => CaseAttribute::Filed(self.date_time(parts.take(Rule::date_time)?)?),
            Rule::all_actions_line => CaseAttribute::AllAtMaximum,
            Rule::case_step_line => {
                let within = self.within(parts);
                let completed = parts.take(Rule::k_completed).is_some();
                let step = self.step_ref(parts.take(Rule::step_ref)?)?;
                let value = match parts.take(Rule::date_time) {
                    Some(instant) => CaseValue::At(self.date_time(instant)?),
                    None => self.case_value(parts.take(Rule::case_value)?.into_inner().next()?)?,
                };
                CaseAttribute::Step { within, step, completed, value }
            }
            Rule::case_reply_line => {
                let within = self.within(parts);
                let title = self.text(&parts.take(Rule::title)?);
                let value = match parts.last()? {
                    never if never.as_rule() == Rule::k_no_reply => None,
                    value => Some(self.case_value(value)?),
                };
                CaseAttribute::Reply { within, title, value }
            }
            Rule::expected_outcome_line => {
                CaseAttribute::ExpectedOutcome(parts.take(Rule::id).map(|pair| self.name(&pair)))
            }
            Rule::expected_completion_line => {
                CaseAttribute::ExpectedCompletion(self.date_time(parts.take(Rule::date_time)?)?)
            }
            Rule::expected_limit_line => CaseAttribute::ExpectedLimit(self.date_time(parts.take(Rule::date_time)?)?),
            Rule::expected_line => CaseAttribute::ExpectedTermKept(parts.last_keyword() == Some(Keyword::TermKept)),
            _ => return Some(None),
        }))
    }

    fn within(&self, parts: &mut Parts<'_>) -> Option<Name> {
        let within = parts.take(Rule::within_procedure)?;
        Some(self.name(&Parts::of(within).take(Rule::id)?))
    }

    /// The value given for a step: answers, an instant or a duration.
    pub fn case_value(&mut self, pair: Parsed<'_>) -> Option<CaseValue> {
        Some(match pair.as_rule() {
            Rule::given_answers => {
                CaseValue::Answers(pair.into_inner().filter_map(|one| self.given_answer(one)).collect())
            }
            Rule::date_time => CaseValue::At(self.date_time(pair)?),
            _ => CaseValue::Lasts(self.bounded(pair)?),
        })
    }

    /// Yes, no or a quoted answer.
    pub fn given_answer(&self, pair: Parsed<'_>) -> Option<Answer> {
        let pair = pair.into_inner().next()?;
        Some(match grammar::keyword(pair.as_rule()) {
            Some(Keyword::Yes) => Answer::Yes,
            Some(Keyword::No) => Answer::No,
            _ => Answer::Other(self.text(&pair)),
        })
    }

    // ---- Words, numbers, dates

    /// A name, as a place of the text.
    pub fn name(&self, pair: &Parsed<'_>) -> Name {
        Name(self.place.pair(pair))
    }

    fn ids(&self, list: Parsed<'_>) -> Vec<Name> {
        of_rule(list, Rule::id).map(|pair| self.name(&pair)).collect()
    }

    fn variant_names(&self, list: Parsed<'_>) -> Vec<Name> {
        of_rule(list, Rule::variant_name).map(|pair| self.name(&pair)).collect()
    }

    fn for_variants(&self, parts: &mut Parts<'_>) -> Option<Vec<Name>> {
        let list = parts.take(Rule::for_variants)?;
        Some(self.variant_names(Parts::of(list).take(Rule::variant_names)?))
    }

    fn only(&self, pair: Parsed<'_>) -> Vec<Name> {
        let mut parts = Parts::of(pair);
        let list = parts.take(Rule::variant_names).map(|list| self.variant_names(list));
        list.or_else(|| self.for_variants(&mut parts)).unwrap_or_default()
    }

    /// The text between the quotation marks of a title.
    pub fn text(&self, title: &Parsed<'_>) -> Text {
        let span = title.as_span();
        let mark = title.as_str().chars().next().map_or(1, char::len_utf8);
        let close = title.as_str().chars().next_back().map_or(1, char::len_utf8);
        Text(self.place.span(span.start() + mark, span.end() - close))
    }

    fn find(&mut self, problem: Problem, pair: &Parsed<'_>) {
        self.findings.push(Diagnostic::new(problem, self.place.pair(pair)));
    }

    /// A number in figures. One that has too many of them is a finding.
    fn figure(&mut self, figures: &str, pair: &Parsed<'_>) -> Option<u32> {
        let figure = figures.parse().ok().filter(|figure| *figure <= MAX_FIGURE);
        if figure.is_none() {
            let (expected, found) = (vec![Expected::Number], figures.to_owned());
            self.find(Problem::NotUnderstood { expected, found }, pair);
        }
        figure
    }

    /// The number of a step: `3`, `3.1`, `3-1`.
    fn step_number(&mut self, pair: &Parsed<'_>) -> Option<StepNumber> {
        let (major, minor) = match pair.as_str().split_once(['.', '-']) {
            Some((major, minor)) => (major, Some(self.figure(minor, pair)?)),
            None => (pair.as_str(), None),
        };
        Some(StepNumber { major: self.figure(major, pair)?, minor })
    }

    fn number(&mut self, pair: Parsed<'_>) -> Option<u32> {
        let whole = pair.clone();
        let mut parts = Parts::of(pair);
        let figure = match parts.take(Rule::integer) {
            Some(pair) => Some(self.figure(pair.as_str(), &pair)?),
            None => None,
        };
        let Some(words) = parts.take(Rule::numeral) else { return figure };
        let spoken = keywords::numeral(words.as_str().split_whitespace());
        match (figure, spoken) {
            (_, None) => self.find(Problem::NoNumber(words.as_str().to_owned()), &words),
            (Some(figure), Some(spoken)) if figure != spoken => {
                self.find(Problem::NumberWords { figure, words: words.as_str().trim().to_owned() }, &whole);
            }
            _ => {}
        }
        figure.or(spoken)
    }

    fn bounded(&mut self, pair: Parsed<'_>) -> Option<Duration> {
        match pair.as_rule() {
            Rule::duration => self.duration(pair),
            _ => self.duration(Parts::of(pair).take(Rule::duration)?),
        }
    }

    fn duration(&mut self, pair: Parsed<'_>) -> Option<Duration> {
        let mut duration = Duration::default();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::quantity => {
                    let mut inside = part.clone().into_inner();
                    duration.consecutive |= inside.any(|one| one.as_rule() == Rule::k_consecutive);
                    duration.quantities.push(self.quantity(part)?);
                }
                _ => duration.consecutive = true,
            }
        }
        Some(duration)
    }

    fn quantity(&mut self, pair: Parsed<'_>) -> Option<Quantity> {
        let whole = pair.clone();
        let mut parts = Parts::of(pair);
        let n = self.number(parts.take(Rule::number)?)?;
        let calendar = parts.take(Rule::k_calendar_kind).is_some();
        let unit = match parts.take(Rule::unit).and_then(first_keyword) {
            None if calendar => Unit::CalendarDay,
            Some(Keyword::Minute) => Unit::Minute,
            Some(Keyword::Hour) => Unit::Hour,
            Some(Keyword::WorkingDay) => Unit::WorkingDay,
            Some(Keyword::CalendarDay) => Unit::CalendarDay,
            Some(Keyword::Day24h) => Unit::Day24h,
            Some(Keyword::Week) => Unit::Week,
            Some(Keyword::Month) => Unit::Month,
            Some(Keyword::Year) => Unit::Year,
            _ => {
                self.find(Problem::WhichDays, &whole);
                return None;
            }
        };
        Some(Quantity { n, unit })
    }

    fn limit(&mut self, pair: Parsed<'_>) -> Option<(Duration, Option<Anchor>)> {
        let mut parts = Parts::of(pair);
        let duration = self.bounded(parts.take(Rule::bounded)?)?;
        let from = match parts.take(Rule::anchor) {
            Some(anchor) => Some(self.anchor(anchor)?),
            None => None,
        };
        Some((duration, from))
    }

    fn anchor(&mut self, pair: Parsed<'_>) -> Option<Anchor> {
        let mut parts = Parts::of(pair);
        match parts.take(Rule::step_ref) {
            None => Some(Anchor::Filing),
            Some(step) => {
                let step = self.step_ref(step)?;
                Some(match parts.keyword() {
                    Some(Keyword::FromStartOf) => Anchor::StartOf(step),
                    _ => Anchor::EndOf(step),
                })
            }
        }
    }

    /// A reference to a step.
    pub fn step_ref(&mut self, pair: Parsed<'_>) -> Option<StepRef> {
        let span = self.place.pair(&pair);
        let mut parts = Parts::of(pair);
        let kind = step_kind(first_keyword(parts.take(Rule::step_kind_form)?)?);
        let name = match parts.take(Rule::step_number) {
            Some(pair) => StepName::Number(self.step_number(&pair)?),
            None => StepName::Id(self.name(&parts.take(Rule::id)?)),
        };
        Some(StepRef { kind, name, span })
    }

    /// A date and a time of day.
    pub fn date_time(&mut self, pair: Parsed<'_>) -> Option<NaiveDateTime> {
        let mut parts = Parts::of(pair);
        let date = self.date(parts.take(Rule::date)?)?;
        let time = parts.take(Rule::time)?;
        // The midnight that ends a day is the one that begins the next.
        let date = if time.as_str() == END_OF_DAY { date.succ_opt()? } else { date };
        Some(date.and_time(self.time(&time)?))
    }

    fn time(&mut self, pair: &Parsed<'_>) -> Option<NaiveTime> {
        let (hour, minute) = pair.as_str().split_once(':')?;
        if pair.as_str() == END_OF_DAY {
            // The end of a day; no clock shows it, so it is the midnight that ends the day.
            return Some(NaiveTime::MIN);
        }
        let time = NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0);
        if time.is_none() {
            self.find(Problem::NoSuchTime(pair.as_str().to_owned()), pair);
        }
        time
    }

    fn date(&mut self, pair: Parsed<'_>) -> Option<NaiveDate> {
        let form = pair.into_inner().next()?;
        let figures = |text: &str| -> Vec<u32> {
            text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
        };
        let (year, month, day) = match (form.as_rule(), figures(form.as_str()).as_slice()) {
            (Rule::iso_date, [year, month, day]) | (Rule::dotted_date, [day, month, year]) => (*year, *month, *day),
            (Rule::long_date, [first, second]) => {
                let month = form.clone().into_inner().find(|part| part.as_rule() == Rule::month_name)?;
                let month = keywords::MONTHS.iter().position(|names| names.contains(&month.as_str()))?;
                let (year, day) = if *first > 31 { (*first, *second) } else { (*second, *first) };
                (year, u32::try_from(month).ok()? + 1, day)
            }
            _ => {
                self.find(Problem::DateForm, &form);
                return None;
            }
        };
        let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
        if date.is_none() {
            self.find(Problem::NoSuchDate(form.as_str().trim().to_owned()), &form);
        }
        date
    }
}

fn cites(pair: Parsed<'_>) -> Vec<Citation> {
    of_rule(pair, Rule::cite).map(citation).collect()
}

/// A clause, its parts sorted from the larger to the smaller: `подпункт 1) пункта 5` is `п. 5 пп. 1`.
fn citation(pair: Parsed<'_>) -> Citation {
    let mut words = pair.into_inner();
    let mut parts = Vec::with_capacity(words.len() / 2);
    // A part is a level and a number, in the order of the language.
    while let (Some(one), Some(other)) = (words.next(), words.next()) {
        let (number, level) = if one.as_rule() == Rule::cite_number { (one, other) } else { (other, one) };
        let number = number.as_str().trim_end_matches(')').to_owned();
        parts.extend(citation_level(level).map(|level| CitationPart { level, number }));
    }
    parts.sort_by_key(|part| part.level);
    Citation { parts }
}

fn citation_level(pair: Parsed<'_>) -> Option<CitationLevel> {
    Some(match first_keyword(pair)? {
        Keyword::CiteAnnex => CitationLevel::Annex,
        Keyword::CiteChapter => CitationLevel::Chapter,
        Keyword::CiteArticle => CitationLevel::Article,
        Keyword::CitePara => CitationLevel::Paragraph,
        Keyword::CiteSub => CitationLevel::Subparagraph,
        Keyword::CitePart => CitationLevel::Part,
        _ => CitationLevel::Indent,
    })
}

fn annex(pair: Parsed<'_>) -> String {
    let mut parts = Parts::of(pair);
    let number = parts.take(Rule::annex_number).map_or_else(String::new, |pair| pair.as_str().to_owned());
    match parts.take(Rule::annex_part) {
        Some(part) => format!("{number} {}", part.as_str().to_uppercase()),
        None => number,
    }
}

fn step_kind(keyword: Keyword) -> StepKind {
    match keyword {
        Keyword::Action | Keyword::ActionForm => StepKind::Action,
        Keyword::Process | Keyword::ProcessForm => StepKind::Process,
        Keyword::Condition | Keyword::ConditionForm => StepKind::Condition,
        _ => StepKind::Step,
    }
}

/// Days of the week: one, or a range such as `пн – пт`, which may run over Sunday.
fn week_days(pair: Parsed<'_>) -> Vec<Weekday> {
    let ends: Vec<Weekday> = of_rule(pair, Rule::week_day).filter_map(first_keyword).filter_map(week_day).collect();
    let (Some(first), Some(last)) = (ends.first().copied(), ends.last().copied()) else { return Vec::new() };
    let mut days = vec![first];
    let mut day = first;
    while day != last {
        day = day.succ();
        days.push(day);
    }
    days
}

fn week_day(keyword: Keyword) -> Option<Weekday> {
    Some(match keyword {
        Keyword::Monday => Weekday::Mon,
        Keyword::Tuesday => Weekday::Tue,
        Keyword::Wednesday => Weekday::Wed,
        Keyword::Thursday => Weekday::Thu,
        Keyword::Friday => Weekday::Fri,
        Keyword::Saturday => Weekday::Sat,
        Keyword::Sunday => Weekday::Sun,
        _ => return None,
    })
}

/// The first keyword inside a pair, at any depth.
fn first_keyword(pair: Parsed<'_>) -> Option<Keyword> {
    grammar::keyword(pair.as_rule())
        .or_else(|| pair.into_inner().flatten().find_map(|part| grammar::keyword(part.as_rule())))
}

/// The pairs of a rule directly inside a pair: the items of a list.
fn of_rule(pair: Parsed<'_>, rule: Rule) -> impl Iterator<Item = Parsed<'_>> {
    pair.into_inner().filter(move |inner| inner.as_rule() == rule)
}

/// The pairs directly inside a pair. The languages order them differently, so they are taken by rule.
pub struct Parts<'a>(Vec<Parsed<'a>>);

impl<'a> Parts<'a> {
    /// The pairs inside `pair`.
    pub fn of(pair: Parsed<'a>) -> Self {
        // Few lines have more parts; growing step by step would cost more than the rest of this.
        let mut parts = Vec::with_capacity(8);
        parts.extend(pair.into_inner());
        Self(parts)
    }

    /// Takes out the first pair of a rule.
    pub fn take(&mut self, rule: Rule) -> Option<Parsed<'a>> {
        let at = self.0.iter().position(|pair| pair.as_rule() == rule)?;
        Some(self.0.remove(at))
    }

    /// The pairs of a rule.
    pub fn rest(&self, rule: Rule) -> impl Iterator<Item = Parsed<'a>> {
        self.0.iter().filter(move |pair| pair.as_rule() == rule).cloned()
    }

    /// The first keyword.
    fn keyword(&self) -> Option<Keyword> {
        self.0.iter().find_map(|pair| grammar::keyword(pair.as_rule()))
    }

    /// The last keyword: the value of `key: word`.
    fn last_keyword(&self) -> Option<Keyword> {
        self.0.iter().rev().find_map(|pair| grammar::keyword(pair.as_rule()))
    }

    /// The last pair but the end of the line.
    fn last(&self) -> Option<Parsed<'a>> {
        self.0.iter().rfind(|pair| pair.as_rule() != Rule::EOI).cloned()
    }
}

/// Reports the keywords of a line that belong to another language than the file's.
pub fn foreign_keywords(line: &Parsed<'_>, place: Place<'_>, language: Language, findings: &mut Vec<Diagnostic>) {
    // A keyword holds no other rule, so its end is the token after its start.
    let mut open = None;
    for token in line.clone().tokens() {
        match token {
            Token::Start { rule, pos } => open = grammar::keyword(rule).map(|keyword| (keyword, pos)),
            Token::End { pos, .. } => {
                if let Some((keyword, start)) = open.take() {
                    let written = (start.pos(), start.span(&pos).as_str().trim_end());
                    findings.extend(foreign(keyword, written, place, language));
                }
            }
        }
    }
}

fn foreign(
    keyword: Keyword,
    (at, spelling): (usize, &str),
    place: Place<'_>,
    language: Language,
) -> Option<Diagnostic> {
    if keyword.belongs_to(spelling, language) {
        return None;
    }
    let other = keyword.language_of(spelling)?;
    let problem = Problem::OtherLanguage { language: other, write: keyword.canonical(language).to_owned() };
    Some(Diagnostic::new(problem, place.span(at, at + spelling.len())))
}
