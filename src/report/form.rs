//! The forms that findings are told in, file by file.

use super::frame::Frame;
use super::junit::{self, Suite};
use super::sarif::{self, Outcome};
use super::{Finding, github, human, json, short};
use crate::language::Language;
use crate::source::Sources;

/// How findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The line, the word underlined, what to write instead.
    Human {
        /// In colours.
        colour: bool,
        /// In at most so many columns.
        width: usize,
    },
    /// A line a finding.
    Short,
    /// An array of objects.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// A `JUnit` report.
    Junit {
        /// Warnings are failures.
        deny_warnings: bool,
    },
    /// Commands of GitHub Actions.
    Github,
}

/// What is told of one file.
#[derive(Debug)]
pub enum Piece {
    /// Text that can be printed as soon as that of the files before it.
    Text(String),
    /// Results of a log that begins with the rules of all of them.
    Results(Vec<Outcome>),
    /// A suite of a report that begins with the number of all tests.
    Suite(Suite),
}

impl Form {
    /// What stands around what is told of the files.
    #[must_use]
    pub fn frame(self) -> Frame {
        match self {
            Self::Json => Frame::ARRAY,
            Self::Human { .. } | Self::Short | Self::Github | Self::Sarif | Self::Junit { .. } => Frame::NONE,
        }
    }

    /// The findings of the file of this name.
    #[must_use]
    pub fn piece(self, file: &str, findings: &[Finding<'_>], sources: &Sources) -> Piece {
        Piece::Text(match self {
            Self::Human { colour, width } => human(findings, sources, colour, width),
            Self::Short => short(findings, sources),
            Self::Github => github(findings, sources),
            Self::Json => Frame::elements(&json(findings, sources)).to_owned(),
            Self::Sarif => return Piece::Results(sarif::outcomes(findings, sources)),
            Self::Junit { deny_warnings } => {
                return Piece::Suite(junit::suite(file, findings, sources, deny_warnings));
            }
        })
    }

    /// The report made of pieces that could not be printed one by one; nothing if all could.
    #[must_use]
    pub fn whole(self, pieces: Vec<Piece>, language: Language) -> String {
        match self {
            Self::Sarif => sarif::log(pieces.into_iter().flat_map(Piece::results).collect(), language),
            Self::Junit { .. } => junit::junit(pieces.into_iter().filter_map(Piece::suite).collect()),
            Self::Human { .. } | Self::Short | Self::Json | Self::Github => String::new(),
        }
    }
}

impl Piece {
    fn results(self) -> Vec<Outcome> {
        if let Self::Results(results) = self { results } else { Vec::new() }
    }

    fn suite(self) -> Option<Suite> {
        if let Self::Suite(suite) = self { Some(suite) } else { None }
    }
}
