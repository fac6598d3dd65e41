//! The rules that files are held against: code, what a rule is about, and how bad it is to break it.
//!
//! One table for the findings, the settings, `regc explain` and the docs. What a rule says is told on its
//! page, in each language, in `docs/rules`.

mod page;

use crate::diagnostic::Severity;

pub use page::Page;

/// What a rule protects; rules are set by this name as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preset {
    /// The file means one thing, and the process can be carried out.
    Correctness,
    /// The act says what an act has to say, and keeps its own terms.
    Law,
    /// The file is easy to read and to keep.
    Style,
}

impl Preset {
    /// Every preset.
    pub const ALL: [Self; 3] = [Self::Correctness, Self::Law, Self::Style];

    /// The word it is set by.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Correctness => "correctness",
            Self::Law => "law",
            Self::Style => "style",
        }
    }
}

/// A rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable code: `R0104`.
    pub code: &'static str,
    /// What it protects.
    pub preset: Preset,
    /// How bad it is to break it, if nothing else is set.
    pub severity: Severity,
}

impl Rule {
    /// Whether another severity may be set. A file that breaks one of the others cannot be compiled, so
    /// they cannot be passed over.
    #[must_use]
    pub fn is_settable(&self) -> bool {
        self.severity != Severity::Error
    }
}

/// The rule of a code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.binary_search_by(|rule| rule.code.cmp(code)).ok().and_then(|index| RULES.get(index))
}

/// The code nearest to one that is none: with another digit, or two of them exchanged.
#[must_use]
pub fn nearest(code: &str) -> Option<&'static str> {
    let distance = |rule: &Rule| strsim::osa_distance(&code.to_uppercase(), rule.code);
    RULES.iter().filter(|rule| distance(rule) <= 1).min_by_key(|rule| distance(rule)).map(|rule| rule.code)
}

macro_rules! rules {
    ($($code:literal $preset:ident $severity:ident)*) => {
        /// Every rule, by code.
        pub static RULES: &[Rule] = &[
            $(Rule { code: $code, preset: Preset::$preset, severity: Severity::$severity },)*
        ];
    };
}

rules! {
    // Files and lines.
    "R0001" Correctness Error
    "R0002" Correctness Error
    "R0003" Correctness Warning
    "R0004" Correctness Warning
    "R0005" Correctness Warning
    "R0006" Correctness Warning
    "R0007" Style Warning
    "R0010" Correctness Error
    "R0011" Correctness Error
    "R0012" Correctness Error
    "R0013" Correctness Error
    "R0014" Correctness Error
    "R0015" Correctness Error
    "R0016" Correctness Error
    "R0017" Correctness Error
    "R0019" Correctness Error
    "R0020" Correctness Error
    "R0021" Correctness Error
    "R0022" Correctness Error
    "R0023" Correctness Error
    "R0024" Correctness Error
    "R0025" Style Warning
    "R0026" Style Warning
    "R0027" Correctness Note
    "R0028" Style Warning
    "R0029" Correctness Error
    // Blocks.
    "R0030" Correctness Error
    "R0031" Correctness Error
    "R0032" Correctness Error
    "R0033" Correctness Error
    "R0034" Correctness Error
    "R0035" Correctness Error
    "R0036" Correctness Error
    "R0037" Correctness Error
    // Names.
    "R0101" Correctness Error
    "R0102" Correctness Error
    "R0103" Correctness Error
    "R0104" Correctness Error
    "R0105" Style Warning
    "R0106" Correctness Warning
    // Structure of the process.
    "R0201" Correctness Error
    "R0202" Correctness Error
    "R0203" Correctness Error
    "R0204" Correctness Error
    "R0205" Correctness Error
    "R0206" Correctness Warning
    "R0207" Correctness Error
    "R0208" Correctness Error
    "R0209" Correctness Error
    "R0210" Correctness Warning
    "R0211" Correctness Error
    "R0212" Correctness Error
    "R0213" Correctness Error
    "R0214" Correctness Error
    "R0215" Correctness Error
    "R0216" Correctness Error
    "R0217" Correctness Error
    "R0220" Law Note
    "R0221" Correctness Warning
    "R0222" Correctness Warning
    "R0223" Correctness Error
    "R0224" Correctness Warning
    // The act.
    "R0301" Law Note
    "R0302" Law Warning
    "R0303" Law Note
    "R0304" Law Note
    "R0305" Law Note
    "R0306" Law Warning
    "R0307" Law Note
    "R0308" Law Note
    "R0309" Law Note
    "R0310" Law Warning
    "R0311" Law Note
    // Terms, limits and calendars.
    "R0401" Correctness Error
    "R0402" Correctness Error
    "R0403" Law Warning
    "R0404" Correctness Error
    "R0405" Correctness Error
    "R0406" Correctness Error
    "R0407" Correctness Error
    "R0408" Law Note
    "R0409" Law Warning
    "R0411" Correctness Error
    "R0412" Correctness Error
    "R0413" Correctness Error
    "R0414" Correctness Error
    "R0421" Law Warning
    "R0422" Law Warning
    "R0423" Law Note
    "R0424" Law Note
    "R0425" Law Note
    // Cases.
    "R0501" Correctness Error
    "R0502" Correctness Error
    "R0503" Correctness Error
    "R0504" Correctness Error
    "R0505" Correctness Error
    "R0506" Law Warning
    // Facts and criteria.
    "R0601" Correctness Error
    "R0602" Correctness Error
    "R0603" Correctness Error
    "R0604" Correctness Error
    "R0605" Correctness Error
    "R0606" Correctness Error
    "R0607" Correctness Error
    "R0608" Correctness Error
    "R0609" Correctness Warning
    "R0610" Law Warning
    "R0611" Law Warning
    "R0612" Correctness Error
    "R0613" Correctness Error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_so_that_each_is_found() {
        assert!(RULES.is_sorted_by(|one, next| one.code < next.code));
        assert!(RULES.iter().all(|one| rule(one.code) == Some(one)));
        assert_eq!(rule("R9999"), None);
    }

    #[test]
    fn a_code_with_one_digit_wrong_is_told_the_right_one() {
        assert_eq!(nearest("r0424"), Some("R0424"));
        assert_eq!(nearest("R1234"), None);
    }
}
