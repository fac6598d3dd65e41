//! What a project sets for all its files, in `regc.toml`:
//!
//! ```toml
//! [rules]
//! R0301 = "allow"
//! law = "warn"
//! ```

mod nearest;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::acceptance::not_set;
use crate::diagnostic::{Diagnostic, Problem};
use crate::levels::{Level, Levels};
use crate::rule::Preset;
use crate::source::{SourceId, Span};

pub use nearest::Nearest;

/// The name of the file that the settings stand in.
pub const FILE: &str = "regc.toml";

/// The table of the rules.
const RULES: &str = "rules";

/// Reads settings. What is not understood is a finding, and the rest holds.
#[must_use]
pub fn read(text: &str, source: SourceId) -> (Levels, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { source, levels: Levels::default(), findings: Vec::new() };
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        reader.find(Problem::SettingNotUnderstood(error.message().to_owned()), &span);
    }
    // Only where nothing is wrong is the table as it was meant.
    if reader.findings.is_empty() {
        reader.table(table.get_ref());
    }
    reader.findings.sort_by_key(|finding| finding.span);
    (reader.levels, reader.findings)
}

struct Reader {
    source: SourceId,
    levels: Levels,
    findings: Vec<Diagnostic>,
}

impl Reader {
    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                (RULES, DeValue::Table(rules)) => self.rules(rules),
                (RULES, _) => self.find_unknown("", value.span(), &["[rules]"]),
                (name, _) => self.find_unknown(name, key.span(), &["[rules]"]),
            }
        }
    }

    /// Presets first, wherever they stand: a rule that is named is meant itself.
    fn rules(&mut self, rules: &DeTable<'_>) {
        let is_preset = |name: &str| Preset::ALL.into_iter().any(|preset| preset.word() == name);
        let (presets, rules): (Vec<_>, Vec<_>) = rules.iter().partition(|(key, _)| is_preset(key.get_ref().as_ref()));
        for (name, level) in presets.into_iter().chain(rules) {
            self.rule(name.get_ref().as_ref(), &name.span(), level);
        }
    }

    fn rule(&mut self, name: &str, at: &std::ops::Range<usize>, value: &Spanned<DeValue<'_>>) {
        let word = value.get_ref().as_str().unwrap_or_default();
        let Some(level) = Level::ALL.into_iter().find(|level| level.word() == word) else {
            return self.find_unknown(word, value.span(), &Level::ALL.map(Level::word));
        };
        if let Err(why) = self.levels.set(name, level) {
            self.find(not_set(name.to_owned(), &why), at);
        }
    }

    fn find_unknown(&mut self, name: &str, at: std::ops::Range<usize>, known: &[&'static str]) {
        self.find(Problem::NoSuchSetting { name: name.to_owned(), known: known.to_vec() }, &at);
    }

    fn find(&mut self, problem: Problem, at: &std::ops::Range<usize>) {
        let place = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        self.findings.push(Diagnostic::new(problem, Span::new(self.source, place(at.start), place(at.end))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::source::{SourceFile, Sources};

    fn settings(text: &str) -> (Levels, Vec<&'static str>) {
        let mut sources = Sources::default();
        let source = sources.add(SourceFile::new(FILE, text.to_owned()));
        let (levels, findings) = read(text, source);
        (levels, findings.iter().map(|finding| finding.problem.code()).collect())
    }

    #[test]
    fn a_rule_by_its_name_goes_before_its_preset_wherever_it_stands() {
        let (levels, found) = settings("[rules]\nR0301 = \"deny\"\nlaw = \"allow\"\n");
        assert_eq!(found, [""; 0]);
        assert_eq!(levels.severity(&Problem::ActSilent), Some(Severity::Error));
        assert_eq!(levels.severity(&Problem::PartExceeds), None);
    }

    #[test]
    fn what_is_not_known_is_told_and_the_rest_holds() {
        let text = "lang = \"ru\"\n[rules]\nR9999 = \"allow\"\nR0101 = \"allow\"\nR0210 = \"off\"\nR0301 = \"allow\"\n";
        let (levels, found) = settings(text);
        assert_eq!(found, ["R0004", "R0005", "R0006", "R0004"]);
        assert_eq!(levels.severity(&Problem::ActSilent), None);
    }

    #[test]
    fn a_file_that_is_no_toml_sets_nothing() {
        let (levels, found) = settings("[rules\nR0301 = \"allow\"");
        assert_eq!((levels, found.first()), (Levels::default(), Some(&"R0003")));
    }
}
