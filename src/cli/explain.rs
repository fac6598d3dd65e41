//! `regc explain`: the page of a rule, or the list of all rules.

use clap::Args;

use super::output::{self, Exit, Failure};
use super::{Lang, Shared};
use crate::acceptance::not_set;
use crate::language::Language;
use crate::levels::NotSet;
use crate::report::message;
use crate::rule::{self, Preset, RULES, Rule};

/// Tell what a rule means: why, an example, what to write instead; or list all rules.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  regc explain\n  regc explain R0301\n  regc explain R0301 --lang ru")]
pub struct Explain {
    /// The code of a rule; without one, every rule is listed
    code: Option<String>,

    #[command(flatten)]
    shared: Shared,
}

impl Explain {
    pub fn run(&self) -> Result<Exit, Failure> {
        let language = self.shared.lang.map_or(Language::En, Lang::into);
        let text = match &self.code {
            None => list(language),
            Some(code) => {
                let known = rule::rule(&code.to_uppercase());
                let none = || {
                    let problem = not_set(code.clone(), &NotSet::Unknown(rule::nearest(code)));
                    Failure::usage(message::message(&problem, language, language))
                };
                page(known.ok_or_else(none)?, language)
            }
        };
        output::print(&text)?;
        Ok(Exit::Clean)
    }
}

/// The rules by preset, a line each.
fn list(language: Language) -> String {
    let of = |preset: Preset| {
        let rules = RULES.iter().filter(|rule| rule.preset == preset);
        let lines = rules.map(|rule| format!("  {}  {}\n", rule.code, line(rule, language)));
        format!("{}\n{}", preset.word(), lines.collect::<String>())
    };
    Preset::ALL.map(of).join("\n")
}

fn line(rule: &Rule, language: Language) -> String {
    let title = rule.page(language).map_or("", |page| page.title());
    format!("{} ({})", title, message::severity(rule.severity, language))
}

fn page(rule: &Rule, language: Language) -> String {
    let page = rule.page(language);
    let (title, body) = page.map_or(("", ""), |page| (page.title(), page.body()));
    let severity = message::severity(rule.severity, language);
    format!("# {}: {title}\n\n{severity}, {}\n\n{body}", rule.code, rule.preset.word())
}
