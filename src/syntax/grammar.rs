//! The pest parser and the bridges between its rules and the tool's own words.

use pest_derive::Parser;

use crate::diagnostic::Expected;
use crate::keywords::{Keyword, TABLE};
use crate::language::Language;

/// The parser of one folded line.
#[derive(Parser)]
#[grammar = "grammar/keywords.pest"]
#[grammar = "grammar/reg.pest"]
pub struct RegParser;

/// The keyword a rule stands for, if it is a keyword rule.
///
/// The grammar begins with the rules of the keywords, in the order of their table.
pub fn keyword(rule: Rule) -> Option<Keyword> {
    let place = (rule as usize).checked_sub(Rule::k_reg as usize)?;
    TABLE.get(place).map(|entry| entry.keyword)
}

/// Whether a rule is for a language: the word for «not» stands before what it denies, in Kazakh behind it.
pub fn is_for(rule: Rule, language: Language) -> bool {
    match rule {
        Rule::denied | Rule::k_not => language != Language::Kk,
        Rule::denied_behind => language == Language::Kk,
        _ => true,
    }
}

/// What to tell an author who did not write what this rule takes.
pub fn expected(rule: Rule) -> Option<Expected> {
    Some(match rule {
        Rule::colon_mark => Expected::Colon,
        Rule::id | Rule::zone_name | Rule::variant_name | Rule::within_procedure => Expected::Name,
        Rule::title => Expected::Title,
        Rule::rule_code => Expected::RuleCode,
        Rule::integer | Rule::number | Rule::numeral | Rule::numeral_word | Rule::annex_number | Rule::act_number => {
            Expected::Number
        }
        Rule::step_number => Expected::StepNumber,
        Rule::participant_kind => Expected::ParticipantKind,
        Rule::outcome_kind => Expected::OutcomeKind,
        Rule::fact_type | Rule::choices => Expected::FactKind,
        Rule::value
        | Rule::values
        | Rule::comparison
        | Rule::fact_name
        | Rule::fact_value
        | Rule::money
        | Rule::amount => Expected::Value,
        Rule::relation
        | Rule::from_value
        | Rule::to_value
        | Rule::equal
        | Rule::differs
        | Rule::less
        | Rule::more
        | Rule::not_less
        | Rule::not_more
        | Rule::k_equal
        | Rule::k_differs
        | Rule::k_less
        | Rule::k_more
        | Rule::k_not_less
        | Rule::k_not_more
        | Rule::k_one_of => Expected::Relation,
        Rule::criterion => Expected::Word(Keyword::If),
        Rule::denied | Rule::denied_behind => Expected::Word(Keyword::Not),
        Rule::for_variants | Rule::only => Expected::Variants,
        Rule::next_procedure => Expected::NextProcedure,
        Rule::bound => Expected::Bound,
        Rule::k_minute
        | Rule::k_hour
        | Rule::k_working_day
        | Rule::k_calendar_day
        | Rule::k_day_24h
        | Rule::k_week
        | Rule::k_month
        | Rule::k_year
        | Rule::k_bare_day => Expected::Unit,
        Rule::quantity | Rule::duration | Rule::limit | Rule::named_limit | Rule::total => Expected::Duration,
        Rule::deadline | Rule::not_before => Expected::Moment,
        Rule::from | Rule::from_each | Rule::k_from_event | Rule::k_from_end_of | Rule::k_from_start_of => {
            Expected::From
        }
        Rule::until | Rule::until_each | Rule::k_until_event | Rule::k_until_end_of | Rule::k_until_start_of => {
            Expected::Until
        }
        Rule::after | Rule::after_each | Rule::k_after_event | Rule::k_after_end_of | Rule::k_after_start_of => {
            Expected::After
        }
        Rule::limit_name => Expected::Limit,
        Rule::own_calendar => Expected::Word(Keyword::Calendar),
        Rule::open
        | Rule::close
        | Rule::k_if_end
        | Rule::k_for_each_end
        | Rule::k_tenge
        | Rule::k_case_suffix
        | Rule::k_consecutive
        | Rule::k_calendar_kind
        | Rule::k_within
        | Rule::k_at_most
        | Rule::k_up_to => return None,
        Rule::iso_date | Rule::dotted_date | Rule::slashed_date | Rule::long_date => Expected::Date,
        Rule::time | Rule::interval => Expected::Time,
        Rule::cites => Expected::Cites,
        Rule::cite
        | Rule::cite_number
        | Rule::k_cite_annex
        | Rule::k_cite_article
        | Rule::k_cite_chapter
        | Rule::k_cite_indent
        | Rule::k_cite_para
        | Rule::k_cite_part
        | Rule::k_cite_sub => Expected::Cite,
        Rule::step_ref | Rule::step_kind_form | Rule::k_action | Rule::k_process | Rule::k_condition | Rule::k_step => {
            Expected::Step
        }
        Rule::ending | Rule::finish | Rule::hand_over | Rule::next | Rule::go_to | Rule::return_to => Expected::Ending,
        Rule::week_day | Rule::week_days => Expected::WeekDay,
        Rule::given_answer | Rule::case_value => Expected::Answer,
        Rule::members => Expected::Number,
        Rule::annex => Expected::Annex,
        Rule::EOI => Expected::EndOfLine,
        _ => Expected::Word(keyword(rule)?),
    })
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test compares the grammar's file with the table")]
mod tests {
    use super::*;

    #[test]
    fn every_keyword_rule_stands_for_its_keyword() {
        for rule in Rule::all_rules() {
            let name = format!("{rule:?}");
            let wanted = TABLE.iter().find(|entry| entry.rule == name).map(|entry| entry.keyword);
            assert_eq!(keyword(*rule), wanted, "{name}");
        }
        let named = Rule::all_rules().iter().filter(|rule| keyword(**rule).is_some()).count();
        assert_eq!(named, TABLE.len());
    }

    /// The table is the one place where a word is added; the grammar must follow it.
    #[test]
    fn keyword_rules_are_those_of_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/keywords.pest");
        let wanted = crate::keywords::grammar();
        if std::env::var_os("REGC_BLESS").is_some() {
            std::fs::write(path, &wanted).unwrap();
        }
        assert!(std::fs::read_to_string(path).unwrap() == wanted, "run REGC_BLESS=1 cargo test keyword_rules");
    }
}
