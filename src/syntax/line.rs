//! Which rule reads a line: by the keyword it begins with and the section it stands in.

use super::grammar::Rule;
use crate::diagnostic::Section;
use crate::keywords::{self, Keyword, Position};

/// How a folded line is to be read.
#[derive(Debug, PartialEq, Eq)]
pub enum Reading {
    /// By this rule; the keyword is the one it begins with, if it begins with one.
    By(Rule, Option<Keyword>),
    /// Its keyword is at home in another section.
    Misplaced(&'static str, Keyword, Section),
    /// In a case, it begins with a name and a colon: it gives a fact, or its keyword is mistyped.
    Named,
    /// It begins with no word of the language.
    Unknown,
}

/// Finds the rule for a folded line.
pub fn reading(line: &str, section: Section) -> Reading {
    if line.starts_with(|first: char| first.is_ascii_digit()) {
        return number_first(line, section);
    }
    let (mut misplaced, mut without_colon) = (None, None);
    for (keyword, spelling) in keywords::leading(line) {
        let rest = line.get(spelling.len()..).unwrap_or_default().trim_start();
        let Some(position) = keyword.entry().map(|entry| entry.position) else { continue };
        if let Some(rule) = declared_behind_colon(keyword, rest) {
            return Reading::By(rule, Some(keyword));
        }
        if !fits(position, rest, section) {
            if position == Position::Attribute && without_colon.is_none() {
                without_colon = rule_for(keyword, rest, section).ok().map(|rule| Reading::By(rule, Some(keyword)));
            }
            continue;
        }
        match rule_for(keyword, rest, section) {
            Ok(rule) => return Reading::By(rule, Some(keyword)),
            Err(home) => misplaced = misplaced.or(Some(Reading::Misplaced(spelling, keyword, home))),
        }
    }
    // Kazakh jumps and bounds end in their keyword: `тіркеу қадамына өту`, `күнтізбелік 10 күнге дейін`.
    let jump = before_cites(line).ends_with("өту") || line.contains(" оралу");
    if jump && section == Section::Procedure {
        return Reading::By(Rule::ending_line, None);
    }
    if section == Section::Procedure && before_cites(line).ends_with("дейін") && !line.contains(':') {
        return Reading::By(Rule::up_to_line, Some(Keyword::UpTo));
    }
    if misplaced.is_none() && section == Section::Case && gives_fact(line) {
        return Reading::Named;
    }
    misplaced.or(without_colon).unwrap_or(Reading::Unknown)
}

/// Whether the colon after a keyword agrees with its position. A keyword that must be followed by a
/// colon is taken without one too, so that the grammar can ask for it; before a title only if the line cannot be read
/// otherwise.
fn fits(position: Position, rest: &str, section: Section) -> bool {
    let colon = rest.starts_with(':');
    match position {
        Position::Block => !colon || section == Section::Case,
        Position::Attribute => colon || !rest.contains('«') || section == Section::Case,
        Position::Inside | Position::Abbreviation => false,
        Position::BlockOrAttribute | Position::Step | Position::Line => true,
    }
}

/// Lines that begin with a number: Kazakh steps (`1-шарт`), their jumps, and bounds of a wait.
fn number_first(line: &str, section: Section) -> Reading {
    let number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | ' ');
    let rest = line.trim_start_matches(number);
    let step = keywords::leading(rest).find(|(keyword, _)| {
        matches!(keyword, Keyword::EndCondition)
            || keyword.entry().is_some_and(|entry| entry.position == Position::Step)
    });
    match (step, section) {
        (Some((keyword, _)), Section::Case) => Reading::By(Rule::case_step_line, Some(keyword)),
        (Some((Keyword::EndCondition, _)), _) => Reading::By(Rule::end_condition_line, Some(Keyword::EndCondition)),
        (Some((keyword, _)), Section::Procedure) => Reading::By(step_rule(keyword), Some(keyword)),
        (Some((keyword, word)), _) => Reading::Misplaced(word, keyword, Section::Procedure),
        (None, Section::Procedure) if before_cites(line).ends_with("дейін") => {
            Reading::By(Rule::up_to_line, Some(Keyword::UpTo))
        }
        // A jump has no title: a line with one is a step, its kind mistyped.
        (None, Section::Procedure) if !line.contains('«') => Reading::By(Rule::ending_line, None),
        (None, _) => Reading::Unknown,
    }
}

/// A line without the clauses it cites.
fn before_cites(line: &str) -> &str {
    line.split('(').next().unwrap_or(line).trim_end()
}

/// The rule of a keyword in a section, or the section it is at home in.
fn rule_for(keyword: Keyword, rest: &str, section: Section) -> Result<Rule, Section> {
    let colon = rest.starts_with(':');
    if let Some(rule) = declaration(keyword, rest).filter(|rule| !lacks_colon(*rule, rest, section)) {
        return Ok(rule);
    }
    let in_section = |section| match section {
        Section::Head => in_head(keyword),
        Section::Procedure => in_procedure(keyword),
        Section::Calendar => in_calendar(keyword),
        Section::Case => in_case(keyword, rest),
    };
    if let Some(rule) = in_section(section) {
        return Ok(rule);
    }
    if keyword == Keyword::Procedure {
        return if colon { Err(Section::Case) } else { Ok(Rule::procedure_line) };
    }
    let homes = [Section::Head, Section::Procedure, Section::Calendar, Section::Case];
    Err(homes.into_iter().find(|home| in_section(*home).is_some()).unwrap_or(section))
}

/// The rule of a declaration that has a colon which it should not have, so that the grammar can stop there: behind a
/// colon no line about a block has both a name and a title.
fn declared_behind_colon(keyword: Keyword, rest: &str) -> Option<Rule> {
    let rest = rest.strip_prefix(':')?.trim_start();
    let rule = match keyword {
        Keyword::Uses | Keyword::Accepted => return None,
        Keyword::Procedure => Rule::procedure_line,
        Keyword::Case => Rule::case_line,
        _ => declaration(keyword, rest)?,
    };
    let (name, _) = rest.split_once('«')?;
    let name = name.trim_end();
    // A case has a title alone.
    let is_declared = if keyword == Keyword::Case {
        name.is_empty()
    } else {
        !name.is_empty() && name.chars().all(keywords::is_word_char)
    };
    is_declared.then_some(rule)
}

/// Lines that may stand anywhere: they open a block of their own, or belong to any.
fn declaration(keyword: Keyword, rest: &str) -> Option<Rule> {
    let colon = rest.starts_with(':');
    Some(match keyword {
        Keyword::Uses => Rule::uses_line,
        Keyword::Regulation => Rule::regulation_line,
        Keyword::Participant => Rule::participant_line,
        Keyword::Outcome if !colon => Rule::outcome_line,
        Keyword::Event if !colon && !gives_value(rest) => Rule::event_line,
        Keyword::Fact if !colon && !gives_value(rest) => Rule::fact_line,
        Keyword::Variant if !colon => Rule::variant_line,
        Keyword::Calendar if !colon => Rule::calendar_line,
        Keyword::Case => Rule::case_line,
        Keyword::Accepted => Rule::accepted_line,
        _ => return None,
    })
}

/// Whether a declaration of a kind of the service is rather a procedure's or case's line about one, its
/// colon lost: kinds that are declared there have a title.
fn lacks_colon(rule: Rule, rest: &str, section: Section) -> bool {
    rule == Rule::variant_line && matches!(section, Section::Procedure | Section::Case) && !rest.contains('«')
}

fn in_head(keyword: Keyword) -> Option<Rule> {
    Some(match keyword {
        Keyword::Act => Rule::act_line,
        Keyword::Repealed => Rule::repealed_line,
        Keyword::Calendar => Rule::calendar_ref_line,
        Keyword::Counting => Rule::counting_line,
        _ => return None,
    })
}

fn in_procedure(keyword: Keyword) -> Option<Rule> {
    Some(match keyword {
        Keyword::Basis => Rule::basis_line,
        Keyword::Through => Rule::through_line,
        Keyword::Diagram | Keyword::Flowchart | Keyword::Interaction | Keyword::Directory => Rule::diagram_line,
        Keyword::Variant => Rule::variants_line,
        Keyword::OverallTerm => Rule::overall_term_line,
        Keyword::Limit => Rule::limit_line,
        Keyword::Extension => Rule::extension_line,
        Keyword::ApplicantMay => Rule::applicant_may_line,
        Keyword::OnOverallExpiry => Rule::on_overall_expiry_line,
        Keyword::Action | Keyword::Process | Keyword::Condition | Keyword::Step => step_rule(keyword),
        Keyword::PerformedBy => Rule::performed_by_line,
        Keyword::CheckedBy => Rule::checked_by_line,
        Keyword::SendsTo => Rule::sends_to_line,
        Keyword::Waiting => Rule::waiting_line,
        Keyword::Term => Rule::term_line,
        Keyword::Including => Rule::including_line,
        Keyword::Deadline => Rule::deadline_line,
        Keyword::NotBefore => Rule::not_before_line,
        Keyword::Event => Rule::happens_line,
        Keyword::Suspends | Keyword::Restarts => Rule::clock_line,
        Keyword::Only => Rule::only_line,
        Keyword::Result => Rule::result_line,
        Keyword::Call => Rule::call_line,
        Keyword::Yes | Keyword::No | Keyword::Answer => Rule::answer_line,
        Keyword::Next | Keyword::Finish | Keyword::HandOver | Keyword::GoTo | Keyword::ReturnTo => Rule::ending_line,
        Keyword::EndCondition => Rule::end_condition_line,
        Keyword::Parallel => Rule::parallel_line,
        Keyword::Branch => Rule::branch_line,
        Keyword::JoinAll => Rule::join_all_line,
        Keyword::JoinFirst => Rule::join_first_line,
        Keyword::WaitReply => Rule::wait_reply_line,
        Keyword::FromWhom => Rule::from_whom_line,
        Keyword::UpTo => Rule::up_to_line,
        Keyword::NoLimit => Rule::no_limit_line,
        Keyword::OnReply => Rule::on_reply_line,
        Keyword::OnExpiry => Rule::on_expiry_line,
        Keyword::AnyTime => Rule::any_time_line,
        Keyword::ForEach => Rule::for_each_line,
        _ => return None,
    })
}

fn in_calendar(keyword: Keyword) -> Option<Rule> {
    Some(match keyword {
        Keyword::KnownYears => Rule::known_years_line,
        Keyword::TimeZone => Rule::time_zone_line,
        Keyword::WeekDays => Rule::week_days_line,
        Keyword::Hours => Rule::hours_line,
        Keyword::EventDay => Rule::event_day_line,
        Keyword::EndOfDay => Rule::end_of_day_line,
        Keyword::Roll => Rule::roll_line,
        Keyword::AfterHours => Rule::after_hours_line,
        Keyword::Counting => Rule::counting_line,
        Keyword::ShortDay => Rule::short_day_line,
        Keyword::Joins => Rule::joins_line,
        Keyword::Holiday => Rule::holiday_line,
        Keyword::DayOff => Rule::day_off_line,
        Keyword::MovedWorkingDay => Rule::moved_working_day_line,
        _ => return None,
    })
}

fn in_case(keyword: Keyword, rest: &str) -> Option<Rule> {
    Some(match keyword {
        Keyword::Procedure if rest.starts_with(':') => Rule::case_procedure_line,
        Keyword::Procedure if rest.contains(':') && is_path(rest) => within(rest),
        Keyword::Variant => Rule::case_variant_line,
        Keyword::Filed => Rule::filed_line,
        Keyword::AllActions => Rule::all_actions_line,
        Keyword::Action | Keyword::Process | Keyword::Condition | Keyword::Step => Rule::case_step_line,
        Keyword::WaitReply => Rule::case_reply_line,
        Keyword::AnyTime => Rule::case_any_time_line,
        Keyword::ForEach => Rule::case_for_each_line,
        Keyword::Event => Rule::case_event_line,
        Keyword::Fact => Rule::case_fact_line,
        Keyword::Extension => Rule::extended_line,
        Keyword::Result => Rule::result_line,
        Keyword::ExpectedOutcome => Rule::expected_outcome_line,
        Keyword::ExpectedCompletion => Rule::expected_completion_line,
        Keyword::ExpectedLimit => Rule::expected_limit_line,
        Keyword::Expected => Rule::expected_line,
        _ => return None,
    })
}

/// The line of a condition may say what decides it.
fn step_rule(keyword: Keyword) -> Rule {
    if keyword == Keyword::Condition { Rule::condition_line } else { Rule::step_line }
}

/// `эцп-отозвана: да` – the name of a fact and a colon; whether there is such a fact is known later.
fn gives_fact(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(name, _)| !name.is_empty() && name.trim_end().chars().all(keywords::is_word_char))
}

/// `событие оплата: 2014-06-03 10:00` – the name of an event or a fact, a colon, a moment or a value.
fn gives_value(rest: &str) -> bool {
    rest.split_once(':').is_some_and(|(name, _)| !name.contains('«'))
}

/// `порядок выдача, условие 1: да` – the name of a called procedure, a comma, then a step.
fn is_path(rest: &str) -> bool {
    rest.split_once(',').is_some_and(|(name, _)| !name.contains(['«', ':']))
}

fn within(rest: &str) -> Rule {
    let step = rest.split_once(',').map_or("", |(_, step)| step.trim_start());
    let rule = keywords::leading(step).find_map(|(keyword, _)| match keyword {
        Keyword::WaitReply => Some(Rule::case_reply_line),
        Keyword::AnyTime => Some(Rule::case_any_time_line),
        Keyword::ForEach => Some(Rule::case_for_each_line),
        _ => None,
    });
    rule.unwrap_or(Rule::case_step_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(line: &str, section: Section, rule: Rule) {
        assert!(
            matches!(reading(line, section), Reading::By(found, _) if found == rule),
            "{:?}",
            reading(line, section)
        );
    }

    #[test]
    fn one_word_is_read_by_what_follows_it_and_by_its_section() {
        reads("календарь kz «a»", Section::Head, Rule::calendar_line);
        reads("календарь: kz", Section::Head, Rule::calendar_ref_line);
        reads("исход a «b»", Section::Procedure, Rule::outcome_line);
        reads("исход: a", Section::Procedure, Rule::result_line);
        reads("условие 1 «a»", Section::Procedure, Rule::condition_line);
        reads("условие 1: да", Section::Case, Rule::case_step_line);
        reads("порядок a «b»", Section::Case, Rule::procedure_line);
        reads("порядок: a", Section::Case, Rule::case_procedure_line);
        reads("порядок a, условие 1: да", Section::Case, Rule::case_step_line);
        reads("порядок a, ожидание ответа «b»: без ответа", Section::Case, Rule::case_reply_line);
        reads("1-шарт «a»", Section::Procedure, Rule::condition_line);
        reads("1-іс-қимыл «a»", Section::Procedure, Rule::step_line);
        reads("1 - шарт соңы", Section::Procedure, Rule::end_condition_line);
        reads("3-іс-қимылға өту", Section::Procedure, Rule::ending_line);
        reads("для каждого «a»", Section::Procedure, Rule::for_each_line);
        reads("порядок a, для каждого «b»: 3", Section::Case, Rule::case_for_each_line);
        reads("перенаправить: a, b", Section::Procedure, Rule::ending_line);
        reads("в любой момент «a»: завершить: b", Section::Procedure, Rule::any_time_line);
        reads("в любой момент «a»: 2014-06-03 10:00", Section::Case, Rule::case_any_time_line);
        reads("порядок a, в любой момент «b»: 2014-06-03 10:00", Section::Case, Rule::case_any_time_line);
        reads("10 жұмыс күніне дейін", Section::Procedure, Rule::up_to_line);
        reads("10 жұмыс күніне дейін (5-т.)", Section::Procedure, Rule::up_to_line);
        reads("күнтізбелік 10 күнге дейін", Section::Procedure, Rule::up_to_line);
        reads("үш айға дейін", Section::Procedure, Rule::up_to_line);
        reads("тіркеу қадамға өту (5-т.)", Section::Procedure, Rule::ending_line);
        reads("событие a «»", Section::Case, Rule::event_line);
        reads("сведение a «» да/нет", Section::Head, Rule::fact_line);
        reads("сведение a: да", Section::Case, Rule::case_fact_line);
        assert_eq!(reading("эцп-отозвана: да", Section::Case), Reading::Named);
        reads("событие: a", Section::Procedure, Rule::happens_line);
        reads("событие a: 2014-06-03 10:00", Section::Case, Rule::case_event_line);
        reads("продление: на 2 месяца", Section::Procedure, Rule::extension_line);
        reads("продление: общий срок", Section::Case, Rule::extended_line);
        reads("рабочие дни: пн", Section::Calendar, Rule::week_days_line);
    }

    #[test]
    fn a_declaration_with_a_colon_is_read_as_one() {
        for section in [Section::Head, Section::Procedure, Section::Calendar, Section::Case] {
            reads("участник: a «»", section, Rule::participant_line);
            reads("порядок: a «»", section, Rule::procedure_line);
            reads("исход: a «» отрицательный", section, Rule::outcome_line);
            reads("календарь: a «»", section, Rule::calendar_line);
            reads("случай: «»", section, Rule::case_line);
        }
        reads("передает: a «»", Section::Procedure, Rule::sends_to_line);
        reads("событие a: «»", Section::Case, Rule::case_event_line);
    }

    #[test]
    fn a_word_at_home_elsewhere_is_told_so() {
        let found = reading("праздник: 2014-01-01", Section::Procedure);
        assert!(matches!(found, Reading::Misplaced(_, Keyword::Holiday, Section::Calendar)), "{found:?}");
        assert_eq!(reading("дейсвие 1 «a»", Section::Procedure), Reading::Unknown);
        assert_eq!(reading("2-ис-кимыл «»", Section::Procedure), Reading::Unknown);
        assert_eq!(reading("мерзм: 3 айға дейін", Section::Procedure), Reading::Unknown);
    }
}
