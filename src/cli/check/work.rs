//! What `regc check` does with each file: look whether it is sound, tell what is wrong with it, or tell its
//! limits.

use std::sync::Arc;

use super::printer::Sum;
use crate::batch::Work;
use crate::cli::levels::Projects;
use crate::cli::survey::Survey;
use crate::diagnostic::{Diagnostic, Unreadable};
use crate::language::Language;
use crate::levels::Levels;
use crate::program::{Checked, Size, Unit};
use crate::proof::{Kept, prove_all};
use crate::report::limits::{self, LimitsOf};
use crate::report::{Finding, Form, Frame, Piece, Totals};
use crate::source::{SourceFile, Sources};

/// What is told of a file.
pub struct Told {
    /// Its piece of the report.
    pub piece: Piece,
    /// How many findings it has.
    pub totals: Totals,
    /// How many of them can surely be mended.
    pub mendable: usize,
    /// How much it declares.
    pub size: Size,
    /// Its language.
    pub language: Language,
}

/// A report about all files.
pub trait Report: Work<Told = Told> {
    /// Whether it is one document, which has to be there although no file can be read.
    fn is_for_programs(&self) -> bool;

    /// What stands around what is told.
    fn frame(&self) -> Frame;

    /// What is told before any file; the first is in this language.
    fn opening(&self, language: Language) -> Vec<Told>;

    /// What is told after all files: with the pieces that could not be printed one by one.
    fn closing(&self, sum: &Sum, pieces: Vec<Piece>) -> String;
}

/// Whether files are sound.
pub struct Soundness<'a>(pub &'a Survey);

impl Work for Soundness<'_> {
    type Found = bool;
    type Told = bool;

    fn read(&self, file: usize) -> Result<SourceFile, Unreadable> {
        self.0.read(file)
    }

    fn check(&self, unit: &Arc<Unit>) -> bool {
        unit.is_sound()
    }

    fn quotes(&self, _: &bool) -> bool {
        false
    }

    fn tell(&self, _: usize, sound: &bool, _: &Sources) -> bool {
        *sound
    }
}

/// How files are told.
pub struct Telling<'a> {
    /// The files.
    pub survey: &'a Survey,
    /// What is wrong with the settings of their projects.
    pub projects: &'a Projects,
    /// What is set for each of them.
    pub levels: Vec<Arc<Levels>>,
    /// The form of the report.
    pub form: Form,
    /// The language of the report; without one, that of each file.
    pub language: Option<Language>,
}

impl Telling<'_> {
    /// The name of a file.
    fn name(&self, file: usize) -> String {
        self.survey.files.get(file).map(|known| known.path.display().to_string()).unwrap_or_default()
    }

    /// The findings of a file that are not allowed. Those that are accepted are told by SARIF alone.
    fn findings<'c>(&self, file: usize, checked: &'c Checked) -> Vec<Finding<'c>> {
        let language = self.language.unwrap_or(checked.language);
        let told = |diagnostic: &'c Diagnostic| {
            let severity = self.levels.get(file)?.severity(&diagnostic.problem)?;
            let accepted = checked.accepted(diagnostic);
            Some(Finding { diagnostic, severity, accepted, language, file: checked.language })
        };
        let findings = checked.findings.iter().filter_map(told);
        findings.filter(|finding| finding.accepted.is_none() || self.form == Form::Sarif).collect()
    }
}

/// Every finding.
impl Work for Telling<'_> {
    type Found = Checked;
    type Told = Told;

    fn read(&self, file: usize) -> Result<SourceFile, Unreadable> {
        self.survey.read(file)
    }

    fn check(&self, unit: &Arc<Unit>) -> Checked {
        unit.checked()
    }

    fn quotes(&self, checked: &Checked) -> bool {
        !checked.findings.is_empty()
    }

    fn tell(&self, file: usize, checked: &Checked, text: &Sources) -> Told {
        let findings = self.findings(file, checked);
        let (size, language) = (checked.size, checked.language);
        let piece = self.form.piece(&self.name(file), &findings, text);
        let mendable = findings.iter().filter(|one| one.accepted.is_none() && one.fix(text).is_some()).count();
        Told { piece, totals: Totals::of(&findings), mendable, size, language }
    }
}

impl Report for Telling<'_> {
    fn is_for_programs(&self) -> bool {
        !matches!(self.form, Form::Human { .. } | Form::Short | Form::Github)
    }

    fn frame(&self) -> Frame {
        self.form.frame()
    }

    /// What is wrong with the settings.
    fn opening(&self, language: Language) -> Vec<Told> {
        let Projects { findings, sources, .. } = self.projects;
        let spoken = self.language.unwrap_or(language);
        let of_file = findings.chunk_by(|one, other| one.span.source == other.span.source).map(|findings| {
            let by_rule = |diagnostic| Finding::by_rule(diagnostic, spoken, spoken);
            let name = findings.first().and_then(|first| sources.get(first.span.source)).map_or("", SourceFile::name);
            let findings: Vec<_> = findings.iter().map(by_rule).collect();
            let piece = self.form.piece(name, &findings, sources);
            Told { piece, totals: Totals::of(&findings), mendable: 0, size: Size::default(), language }
        });
        of_file.collect()
    }

    fn closing(&self, sum: &Sum, pieces: Vec<Piece>) -> String {
        match self.form {
            Form::Human { .. } => sum.summary(self.language.unwrap_or_else(|| sum.language())),
            form => form.whole(pieces, self.language.unwrap_or_else(|| sum.language())),
        }
    }
}

/// The table of all limits instead.
pub struct Tables<'a>(pub Telling<'a>);

/// A file whose limits have been proved.
pub struct Proved {
    unit: Arc<Unit>,
    proofs: Kept,
}

impl Tables<'_> {
    fn piece(&self, limits: &LimitsOf<'_>) -> String {
        let language = self.0.language.unwrap_or(limits.set.head.language);
        match self.0.form {
            Form::Json => Frame::elements(&limits::json(std::slice::from_ref(limits))).to_owned(),
            Form::Human { width, .. } => limits::table(limits, language, width),
            Form::Short | Form::Sarif | Form::Junit { .. } | Form::Github => String::new(),
        }
    }
}

impl Work for Tables<'_> {
    type Found = Proved;
    type Told = Told;

    fn read(&self, file: usize) -> Result<SourceFile, Unreadable> {
        self.0.read(file)
    }

    fn check(&self, unit: &Arc<Unit>) -> Proved {
        let proofs = unit.provable().map(prove_all).unwrap_or_default();
        Proved { unit: Arc::clone(unit), proofs: Kept::of(proofs) }
    }

    fn quotes(&self, _: &Proved) -> bool {
        false
    }

    fn tell(&self, file: usize, Proved { unit, proofs }: &Proved, _: &Sources) -> Told {
        let name = self.0.name(file);
        let limits = unit.provable().map(|set| LimitsOf { set, file: &name, proofs: proofs.about(set) });
        let limits = limits.filter(|limits| !limits.proofs.is_empty());
        let piece = Piece::Text(limits.as_ref().map(|limits| self.piece(limits)).unwrap_or_default());
        let checked = unit.checked_by(limits.as_ref().map(|limits| limits.proofs.as_slice()).unwrap_or_default());
        let totals = Totals::of(&self.0.findings(file, &checked));
        Told { piece, totals, mendable: 0, size: checked.size, language: checked.language }
    }
}

impl Report for Tables<'_> {
    fn is_for_programs(&self) -> bool {
        self.0.is_for_programs()
    }

    fn frame(&self) -> Frame {
        match self.0.form {
            Form::Human { .. } => Frame::APART,
            form => form.frame(),
        }
    }

    /// The tables stand alone, but what is wrong with the settings counts.
    fn opening(&self, language: Language) -> Vec<Told> {
        let silent = |told| Told { piece: Piece::Text(String::new()), ..told };
        self.0.opening(language).into_iter().map(silent).collect()
    }

    fn closing(&self, _: &Sum, _: Vec<Piece>) -> String {
        String::new()
    }
}
