//! Findings that an author has looked at and lets stand, each for a reason: the act says just that.

use crate::ast;
use crate::diagnostic::{Diagnostic, Problem};
use crate::levels::{self, NotSet};
use crate::source::{SourceFile, Span};

/// One rule in one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// The code of the rule.
    pub code: &'static str,
    /// Why what it finds is right as it is.
    pub reason: String,
    /// The code in the text.
    pub span: Span,
    /// The block.
    pub covers: Span,
}

impl Acceptance {
    /// Whether it is about a finding.
    #[must_use]
    pub fn is_about(&self, finding: &Diagnostic) -> bool {
        let at = finding.span;
        self.code == finding.problem.code()
            && at.source == self.covers.source
            && (self.covers.start..self.covers.end).contains(&at.start)
    }
}

/// The acceptances of a file; a code that is none, or that cannot be let stand, is a finding.
#[must_use]
pub fn acceptances(file: &ast::File, text: &SourceFile, findings: &mut Vec<Diagnostic>) -> Vec<Acceptance> {
    let mut acceptances = Vec::new();
    for accepted in &file.accepted {
        let reason = text.slice(accepted.reason.0);
        for ast::Name(span) in &accepted.codes {
            let code = in_latin(text.slice(*span));
            match levels::settable(&code) {
                Ok(rule) => acceptances.push(Acceptance {
                    code: rule.code,
                    reason: reason.to_owned(),
                    span: *span,
                    covers: accepted.covers,
                }),
                Err(why) => findings.push(Diagnostic::new(not_set(code, &why), *span)),
            }
        }
    }
    acceptances
}

/// What is wrong with the code of a rule that is to be set.
#[must_use]
pub fn not_set(code: String, why: &NotSet) -> Problem {
    match why {
        NotSet::Unknown(meant) => Problem::NoSuchRule { code, meant: *meant },
        NotSet::Fixed => Problem::FixedRule(code),
    }
}

/// The acceptances for which nothing is found.
#[must_use]
pub fn stale(acceptances: &[Acceptance], findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_stale = |acceptance: &&Acceptance| !findings.iter().any(|finding| acceptance.is_about(finding));
    let finding = |acceptance: &Acceptance| Diagnostic::new(Problem::NothingToAccept(acceptance.code), acceptance.span);
    acceptances.iter().filter(is_stale).map(finding).collect()
}

/// A code as rules have it: on a Russian or Kazakh keyboard its letter is likely to be a Cyrillic one.
fn in_latin(code: &str) -> String {
    code.to_uppercase().replace('Р', "R")
}
