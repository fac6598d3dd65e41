//! How bad each rule is taken to be: as the rules say, unless a project, a run or the file says otherwise.

use std::collections::BTreeMap;

use crate::diagnostic::{Problem, Severity};
use crate::rule::{Preset, RULES, Rule, nearest, rule};

/// What is set for a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It is not told.
    Allow,
    /// It is a warning.
    Warn,
    /// It is an error.
    Deny,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 3] = [Self::Allow, Self::Warn, Self::Deny];

    /// The word it is set by.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }

    fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Warn => Some(Severity::Warning),
            Self::Deny => Some(Severity::Error),
        }
    }
}

/// Why a rule cannot be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSet {
    /// There is no rule and no preset of this name; one that is near, perhaps.
    Unknown(Option<&'static str>),
    /// Without it nothing can be compiled.
    Fixed,
}

/// What is set, on top of what the rules say themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    set: BTreeMap<&'static str, Level>,
}

impl Levels {
    /// Sets a rule by its code, or those rules of a preset that can be set by its name. What is set later
    /// goes before what was set earlier.
    ///
    /// # Errors
    ///
    /// There is no such rule, or it cannot be set.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), NotSet> {
        if let Some(preset) = Preset::ALL.into_iter().find(|preset| preset.word() == name) {
            let rules = RULES.iter().filter(|rule| rule.preset == preset && rule.is_settable());
            self.set.extend(rules.map(|rule| (rule.code, level)));
            return Ok(());
        }
        let rule = settable(name)?;
        self.set.insert(rule.code, level);
        Ok(())
    }

    /// These levels, and on top of them others.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        self.set.extend(&others.set);
        self
    }

    /// How bad a problem is; [`None`] if it is not to be told.
    #[must_use]
    pub fn severity(&self, problem: &Problem) -> Option<Severity> {
        match self.set.get(problem.code()) {
            Some(level) => level.severity(),
            None => Some(problem.severity()),
        }
    }
}

/// The rule of a code, if it may be set.
///
/// # Errors
///
/// There is no such rule, or it cannot be set.
pub fn settable(code: &str) -> Result<&'static Rule, NotSet> {
    let rule = rule(code).ok_or_else(|| NotSet::Unknown(nearest(code)))?;
    if rule.is_settable() { Ok(rule) } else { Err(NotSet::Fixed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_later_goes_before_what_was_set_earlier() {
        let mut project = Levels::default();
        project.set("law", Level::Deny).unwrap();
        let mut run = Levels::default();
        run.set("R0301", Level::Allow).unwrap();
        let levels = project.and(&run);
        assert_eq!(levels.severity(&Problem::ActSilent), None);
        assert_eq!(levels.severity(&Problem::PartExceeds), Some(Severity::Error));
        assert_eq!(levels.severity(&Problem::UnboundedReturn), Some(Severity::Warning));
    }

    #[test]
    fn what_keeps_a_file_from_being_compiled_cannot_be_passed_over() {
        let mut levels = Levels::default();
        assert_eq!(levels.set("R0101", Level::Allow), Err(NotSet::Fixed));
        assert_eq!(levels.set("R0391", Level::Allow), Err(NotSet::Unknown(Some("R0301"))));
        levels.set("correctness", Level::Allow).unwrap();
        assert_eq!(levels.severity(&Problem::NoRegulation), Some(Severity::Error));
    }
}
