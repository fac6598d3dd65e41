//! Findings as data: what is wrong, where, and how bad it is. [`crate::report`] puts them into words.

mod fact;
mod limit;
mod way;

use chrono::NaiveDate;

use crate::calendar::CalendarError;
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{Answer, Citation, GivenFor, LimitName, StepKind, StepRef, Unit};
use crate::proof::PathStep;
use crate::rule::rule;
use crate::source::Span;

pub use fact::FactProblem;
pub use limit::{LimitFinding, WorstCase};
pub use way::{Track, Unsound, Way, WayStep};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file cannot be compiled as it stands.
    Error,
    /// The file compiles, but somebody will stumble.
    Warning,
    /// Worth knowing; often a defect of the act, not of its transcription.
    Note,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// The words it is about.
    pub span: Span,
    /// Another place that explains it, such as a first declaration.
    pub related: Option<(Related, Span)>,
}

impl Diagnostic {
    /// A finding about `span`.
    #[must_use]
    pub fn new(problem: Problem, span: Span) -> Self {
        Self { problem, span, related: None }
    }

    /// Whether it keeps the file from being compiled, whatever is set for its rule.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.problem.severity() == Severity::Error
    }

    /// The same finding with another place that explains it.
    #[must_use]
    pub fn with(mut self, related: Related, span: Span) -> Self {
        self.related = Some((related, span));
        self
    }
}

/// What another place of a finding shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Related {
    /// The name was declared there first.
    FirstDeclared,
    /// The block was opened there.
    OpenedHere,
    /// The term it is a part of.
    WholeTerm,
    /// The other term is set there.
    FirstSaid,
    /// The procedure that is called there always ends the case.
    CallEnds,
    /// The parallel branch that never comes to its join.
    NeverArrives,
    /// The branch of a condition ends there.
    BranchEnds,
}

/// A kind of thing that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Namespace {
    /// Participants.
    Participant,
    /// Outcomes.
    Outcome,
    /// Variants.
    Variant,
    /// Procedures.
    Procedure,
    /// Calendars.
    Calendar,
    /// Steps of a procedure.
    Step,
    /// Events.
    Event,
    /// Facts.
    Fact,
    /// Limits of a procedure.
    Limit,
}

/// A part of a file in which some lines are at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Before the first procedure: the regulation and its declarations.
    Head,
    /// In a procedure.
    Procedure,
    /// In a calendar.
    Calendar,
    /// In a case.
    Case,
}

/// Something the grammar would have taken at the place of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expected {
    /// One of the language's words.
    Word(Keyword),
    /// A name.
    Name,
    /// What a participant is: another body, a system, the applicant.
    ParticipantKind,
    /// Whether an outcome is what was applied for.
    OutcomeKind,
    /// What values a fact has.
    FactKind,
    /// A fact, or another value.
    Value,
    /// How values stand to each other.
    Relation,
    /// Kinds of the service, in brackets.
    Variants,
    /// A title in quotation marks.
    Title,
    /// The code of a rule.
    RuleCode,
    /// A whole number.
    Number,
    /// A whole number instead of a fraction.
    WholeNumber,
    /// A number that is not larger than any that is counted with.
    SmallerNumber,
    /// A unit of time.
    Unit,
    /// A duration.
    Duration,
    /// The event a limit runs from.
    From,
    /// The event a limit runs to.
    Until,
    /// The event before which a step may not begin.
    After,
    /// So long before an event or after it.
    Moment,
    /// A limit by its name.
    Limit,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A date with the time of day.
    DateTime,
    /// The clauses in brackets.
    Cites,
    /// A clause.
    Cite,
    /// A step.
    Step,
    /// A step's number.
    StepNumber,
    /// The end of a branch.
    Ending,
    /// The procedure that carries a case on, behind a comma.
    NextProcedure,
    /// How often a return may be used.
    Bound,
    /// A colon.
    Colon,
    /// A day of the week.
    WeekDay,
    /// Yes, no or another answer.
    Answer,
    /// An annex.
    Annex,
    /// Nothing more.
    EndOfLine,
}

/// A word or name that was meant, perhaps, by one that is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// It.
    pub word: String,
    /// Whether it can be nothing else, so that it may be put in its place unasked.
    pub sure: bool,
}

/// What alone would make a line understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mend {
    /// A colon ahead of what stands there.
    Colon,
    /// This word in the place of it.
    Word(&'static str),
    /// This word in the place of it, perhaps.
    Perhaps(&'static str),
    /// The line without the colon that stands there.
    NoColon,
    /// A bracket that closes the one which is open.
    Bracket,
    /// A comma between two names.
    Comma,
    /// The line without the number of a list that it begins with.
    NoNumber,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// There is none of this name.
    NoSuchFile,
    /// It may not be read.
    PermissionDenied,
    /// It is a folder.
    IsFolder,
    /// It is larger than so many MiB.
    TooLarge(u64),
    /// It is not UTF-8, from this line on.
    NotUtf8 {
        /// The line, from 1.
        line: usize,
    },
    /// It was read once, and then had another text.
    Changed,
    /// Another reason, as the system gives it.
    Other(String),
}

/// What is wrong.
///
/// Names and words in it are as the author wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    // ---- Files
    /// A used file cannot be read.
    CannotRead {
        /// Its path, as written.
        path: String,
        /// Why.
        reason: Unreadable,
    },
    /// A file uses itself, directly or by way of others.
    UsesItself,

    // ---- Settings
    /// A line of the project's settings is not understood; what is wrong, as the reader of TOML says it.
    SettingNotUnderstood(String),
    /// Something the project's settings do not have.
    NoSuchSetting {
        /// What is set.
        name: String,
        /// What may stand there.
        known: Vec<&'static str>,
    },
    /// There is no rule of this code.
    NoSuchRule {
        /// The code.
        code: String,
        /// The code meant, perhaps.
        meant: Option<&'static str>,
    },
    /// A rule that cannot be set or let pass: what breaks it cannot be compiled.
    FixedRule(String),
    /// Nothing is found any more that is let stand here.
    NothingToAccept(&'static str),

    // ---- Lines
    /// The first line does not name the language's edition and the file's language.
    NoHeader,
    /// The edition is not 1.
    UnknownEdition(String),
    /// The language is not `ru`, `kk` or `en`.
    UnknownLanguage(String),
    /// A quotation mark is not closed on its line.
    QuoteOpen {
        /// The mark that closes it at the end of the line, where it can be meant to be closed nowhere else.
        close: Option<char>,
        /// The next line goes on with the quotation.
        goes_on: bool,
    },
    /// Quotation marks nest too deep.
    QuotesTooDeep,
    /// A line begins with a word the language does not have.
    UnknownWord {
        /// The word.
        word: String,
        /// The word meant, perhaps.
        meant: Option<Meant>,
        /// Where the line stands.
        section: Section,
    },
    /// A line is at home in another part of the file.
    Misplaced {
        /// Its first words.
        word: String,
        /// Where it is at home.
        home: Section,
    },
    /// A line's keyword is known, the rest is not understood.
    NotUnderstood {
        /// What could stand there.
        expected: Vec<Expected>,
        /// What stands there; empty at the end of the line.
        found: String,
        /// What alone can be meant.
        mend: Option<Mend>,
    },
    /// Days without saying which.
    WhichDays,
    /// A date in a form that could be read two ways.
    DateForm,
    /// A day that no calendar has.
    NoSuchDate(String),
    /// A time that no clock shows.
    NoSuchTime(String),
    /// A number in words differs from its figure.
    NumberWords {
        /// The figure.
        figure: u32,
        /// The words.
        words: String,
    },
    /// Number words that make up no number.
    NoNumber(String),
    /// A keyword of another language than the file's.
    OtherLanguage {
        /// The word's language.
        language: Language,
        /// What to write instead.
        write: String,
        /// Whether the words around it may stay where they are.
        in_place: bool,
    },
    /// Letters of another script within words, read as meant; told once a file.
    MixedScript {
        /// The first such word.
        word: String,
        /// The first such letter.
        letter: char,
        /// How many words have them.
        count: usize,
    },
    /// More problems than are shown.
    TooMany(usize),

    // ---- Blocks
    /// Blocks nest deeper than the tool follows.
    NestedTooDeep(usize),
    /// A line needs a block that is not open.
    NothingToBelongTo(String),
    /// A branch of no parallel work; the first of several.
    BranchAlone(String),
    /// A line stands behind the end of a branch, and more answers follow: the branch's answer.
    BehindEnd(String),
    /// A branch does not say how it ends.
    BranchWithoutEnding(String),
    /// A block is not closed by its word.
    NotClosed(String),
    /// `конец условия` where no such condition is open.
    NoSuchConditionOpen,
    /// A condition without answers.
    NoAnswers,
    /// A condition asks for an answer that has no line.
    AnswerMissing {
        /// The answer is yes.
        yes: bool,
    },
    /// A condition with one answer only.
    OneAnswer,
    /// An answer is given twice.
    AnswerTwice(String),
    /// A line of a procedure's head stands after its first step.
    BelongsInHead(Keyword),
    /// A second regulation in one file.
    SecondRegulation,
    /// Procedures or participants without a regulation.
    NoRegulation,
    /// A procedure without steps.
    NoSteps(String),
    /// A parallel branch without steps.
    EmptyBranch(String),

    /// A line of a step or wait stands under something else.
    WrongBlock {
        /// The word it begins with.
        word: Keyword,
        /// What it may stand under.
        homes: Vec<Keyword>,
    },
    /// A line about a limit has no limit before it.
    NoLimitBefore {
        /// The word it begins with.
        word: Keyword,
        /// It is about the overall term, and no other limit will do.
        overall: bool,
    },
    /// What follows the expiry of a limit is no outcome.
    ExpiryWithoutOutcome,
    /// A step has a deadline, but no number or name to tell it by.
    NamelessDeadline,

    // ---- Names
    /// A name that is declared nowhere.
    NotDeclared {
        /// What it should name.
        namespace: Namespace,
        /// The name.
        name: String,
        /// The declared name that is nearest.
        meant: Option<Meant>,
        /// Where else it stands.
        also: Vec<Span>,
    },
    /// A name that is declared twice.
    DeclaredTwice(String),
    /// A line that may stand once stands twice.
    SaidTwice(String),
    /// A line that must stand is missing.
    Missing(Keyword),

    /// A name that nothing uses.
    Unused {
        /// What it names.
        namespace: Namespace,
        /// The name.
        name: String,
    },
    /// Letters of another script within the words of titles; told once a file.
    MixedTitle {
        /// The first such word.
        word: String,
        /// The first such letter.
        letter: char,
        /// How many words have them.
        count: usize,
    },
    /// A name with letters of two scripts in one word, where it is declared.
    MixedName(String),
    /// A name that looks like another one and differs from it in letters of another script.
    LooksLike(String),

    // ---- Process
    /// No case can get here.
    NeverReached(Box<Unsound>),
    /// The procedure goes on past its last step: no outcome is named.
    NoEnd,
    /// A jump into or out of a parallel branch.
    JumpAcrossBranch,
    /// `к …` leads back, or `вернуться к …` leads forward.
    WrongDirection {
        /// The step it leads to.
        step: StepRef,
        /// Whether it leads back.
        back: bool,
        /// The word that says where it leads, where that alone is wrong.
        word: Option<Span>,
    },
    /// A return without a bound.
    UnboundedReturn,
    /// A procedure that calls itself, directly or by way of others.
    CallsItself(String),
    /// A procedure is handed over to another that leads back to it: its id.
    HandedInCircle(String),
    /// Two overall terms, or two terms of a step, for one kind of the service.
    TwoTerms,
    /// A jump or limit names a step that is left out for a kind of the service.
    StepAbsent(StepRef),
    /// No end can be reached from here.
    NoWayToEnd(Box<Unsound>),
    /// Parallel work whose join waits in vain: for the branch of this title, or for any to come first.
    JoinInVain(Option<String>, Box<Unsound>),
    /// A procedure of which no case ends: its id.
    NeverEnds(String, Box<Unsound>),
    /// A procedure is called that does not serve a kind of the service.
    CallAbsent {
        /// The called procedure's id.
        procedure: String,
        /// The id of the kind of the service.
        variant: String,
    },
    /// A number that the steps of one kind leave out.
    NumberingGap {
        /// The kind of step.
        kind: StepKind,
        /// The number.
        missing: u32,
    },
    /// An end is left to a choice without a criterion.
    ActSilent,
    /// A step that nobody performs.
    NoPerformer,
    /// Steps of people without a term, in a procedure without a limit.
    NoTerm(Vec<PathStep>),
    /// A refusal for which no clause is named.
    RefusalWithoutGround,
    /// A refusal that nobody gives.
    RefusalWithoutStep,
    /// A procedure that cannot end favourably.
    NoGrant {
        /// For this kind of the service.
        variant: Option<String>,
    },
    /// A procedure that can be refused, but not for this kind of the service.
    NoRefusal {
        /// The kind of the service.
        variant: String,
    },
    /// Steps that cite no clause.
    NoClause {
        /// How many the procedure has.
        count: usize,
    },
    /// A clause that no step cites, between others that are cited.
    ClauseGap(Citation),
    /// Two clauses, or one for two procedures, set different terms.
    TermsDisagree,
    /// An annex that no procedure draws, between others that are drawn.
    AnnexNotDrawn(u32),
    /// Terms in different units, and no calendar to compare them by.
    NoCalendar,
    /// A part of a term is longer than the whole.
    PartExceeds,
    /// A limit runs from an event to the same event.
    SameEvent,
    /// An extended limit is shorter in total than it is without extension.
    TotalShorter,
    /// An extension of a promise without a number.
    NothingToExtend,
    /// A term is counted to the minute, in a unit that cannot be.
    NotToTheMinute(Unit),

    /// A limit begins by a step that not every case carries out.
    LimitMayNotBegin(StepRef),

    /// What is wrong with facts or with criteria over them.
    Fact(FactProblem),

    // ---- Limits
    /// A limit cannot be kept on some days of filing, or on any.
    LimitOverrun(Box<LimitFinding>),
    /// A limit can be kept only if the application is filed before some hour of the day.
    LimitKeptBefore(Box<LimitFinding>),
    /// Nothing can be proved of a limit.
    LimitUnprovable(Box<LimitFinding>),
    /// A limit can be kept if the steps without a term take no longer than it leaves.
    LimitLeavesRoom(Box<LimitFinding>),
    /// A limit can be kept with nothing to spare.
    LimitWithoutSlack(Box<LimitFinding>),

    // ---- Calendars
    /// A time zone the tz database does not have.
    UnknownTimeZone(String),
    /// A calendar that joins itself.
    JoinsItself,
    /// A calendar that joins one declared after it.
    JoinsLater(String),
    /// A fault of the calendar as a whole.
    Calendar(CalendarError),

    // ---- Cases
    /// The case's procedure serves several kinds of the service, and the case does not say which.
    WhichVariant(Vec<String>),
    /// A step that the procedure does not have for this kind of the service.
    NoSuchStep {
        /// The step.
        step: GivenFor,
        /// The procedure.
        procedure: String,
        /// Where else it is named.
        also: Vec<Span>,
    },
    /// A case is filed before the act of this day.
    NotYetInForce(NaiveDate),
    /// A case is filed when the act of this day had repealed the regulation.
    NoLongerInForce(NaiveDate),
    /// A case extends a limit that may not be extended.
    CannotExtend(LimitName),
    /// A case extends a limit more often than it may be.
    ExtendedTooOften(LimitName),
    /// An answer that the step does not have.
    WrongGiven {
        /// The answers it has; none for a step that asks nothing.
        known: Vec<Answer>,
    },
}

impl Problem {
    /// The way through a procedure that shows it, if one does.
    #[must_use]
    pub fn way(&self) -> Option<&Way> {
        match self {
            Self::NeverReached(unsound)
            | Self::NoWayToEnd(unsound)
            | Self::JoinInVain(_, unsound)
            | Self::NeverEnds(_, unsound) => Some(&unsound.way),
            _ => None,
        }
    }

    /// The stable code: `R0104`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::CannotRead { .. } => "R0001",
            Self::UsesItself => "R0002",
            Self::SettingNotUnderstood(_) => "R0003",
            Self::NoSuchSetting { .. } => "R0004",
            Self::NoSuchRule { .. } => "R0005",
            Self::FixedRule(_) => "R0006",
            Self::NothingToAccept(_) => "R0007",
            Self::NoHeader => "R0010",
            Self::UnknownEdition(_) => "R0011",
            Self::UnknownLanguage(_) => "R0012",
            Self::QuoteOpen { .. } => "R0013",
            Self::QuotesTooDeep => "R0014",
            Self::UnknownWord { .. } => "R0015",
            Self::Misplaced { .. } => "R0016",
            Self::NotUnderstood { .. } => "R0017",
            Self::WhichDays => "R0019",
            Self::DateForm => "R0020",
            Self::NoSuchDate(_) => "R0021",
            Self::NoSuchTime(_) => "R0022",
            Self::NumberWords { .. } => "R0023",
            Self::NoNumber(_) => "R0024",
            Self::OtherLanguage { .. } => "R0025",
            Self::MixedScript { .. } => "R0026",
            Self::TooMany(_) => "R0027",
            Self::MixedTitle { .. } => "R0028",
            Self::MixedName(_) => "R0029",
            Self::NestedTooDeep(_) => "R0030",
            Self::NothingToBelongTo(_) | Self::BranchAlone(_) | Self::BehindEnd(_) => "R0031",
            Self::BranchWithoutEnding(_) => "R0032",
            Self::NotClosed(_) => "R0033",
            Self::NoSuchConditionOpen => "R0034",
            Self::SecondRegulation => "R0035",
            Self::NoRegulation => "R0036",
            Self::BelongsInHead(_) => "R0037",
            Self::NotDeclared { .. } => "R0101",
            Self::DeclaredTwice(_) => "R0102",
            Self::SaidTwice(_) => "R0103",
            Self::Missing(_) => "R0104",
            Self::Unused { .. } => "R0105",
            Self::LooksLike(_) => "R0106",
            Self::NoSteps(_) => "R0201",
            Self::NoAnswers => "R0202",
            Self::AnswerMissing { .. } => "R0203",
            Self::OneAnswer => "R0204",
            Self::AnswerTwice(_) => "R0205",
            Self::NeverReached(_) => "R0206",
            Self::NoEnd => "R0207",
            Self::JumpAcrossBranch => "R0208",
            Self::WrongDirection { .. } => "R0209",
            Self::UnboundedReturn => "R0210",
            Self::CallsItself(_) => "R0211",
            Self::EmptyBranch(_) => "R0212",
            Self::WrongBlock { .. } => "R0213",
            Self::NoLimitBefore { .. } => "R0214",
            Self::ExpiryWithoutOutcome => "R0215",
            Self::NamelessDeadline => "R0216",
            Self::HandedInCircle(_) => "R0217",
            Self::NumberingGap { .. } => "R0220",
            Self::NoWayToEnd(_) => "R0221",
            Self::JoinInVain(..) => "R0222",
            Self::NeverEnds(..) => "R0223",
            Self::CallAbsent { .. } => "R0224",
            Self::ActSilent => "R0301",
            Self::NoPerformer => "R0302",
            Self::NoTerm(_) => "R0303",
            Self::RefusalWithoutGround => "R0304",
            Self::RefusalWithoutStep => "R0305",
            Self::NoGrant { .. } => "R0306",
            Self::NoRefusal { .. } => "R0307",
            Self::NoClause { .. } => "R0308",
            Self::ClauseGap(_) => "R0309",
            Self::TermsDisagree => "R0310",
            Self::AnnexNotDrawn(_) => "R0311",
            Self::TwoTerms => "R0401",
            Self::StepAbsent(_) => "R0402",
            Self::PartExceeds => "R0403",
            Self::SameEvent => "R0404",
            Self::TotalShorter => "R0405",
            Self::NothingToExtend => "R0406",
            Self::NotToTheMinute(_) => "R0407",
            Self::LimitMayNotBegin(_) => "R0408",
            Self::NoCalendar => "R0409",
            Self::LimitOverrun(_) => "R0421",
            Self::LimitKeptBefore(_) => "R0422",
            Self::LimitUnprovable(_) => "R0423",
            Self::LimitLeavesRoom(_) => "R0424",
            Self::LimitWithoutSlack(_) => "R0425",
            Self::UnknownTimeZone(_) => "R0411",
            Self::Calendar(_) => "R0412",
            Self::JoinsItself => "R0413",
            Self::JoinsLater(_) => "R0414",
            Self::WhichVariant(_) => "R0501",
            Self::NoSuchStep { .. } => "R0502",
            Self::WrongGiven { .. } => "R0503",
            Self::CannotExtend(_) => "R0504",
            Self::ExtendedTooOften(_) => "R0505",
            Self::NotYetInForce(_) | Self::NoLongerInForce(_) => "R0506",
            Self::Fact(FactProblem::TypesDiffer { .. }) => "R0601",
            Self::Fact(FactProblem::NoSuchTest { .. }) => "R0602",
            Self::Fact(FactProblem::MixedJunctions) => "R0603",
            Self::Fact(FactProblem::UnpairedBracket) => "R0604",
            Self::Fact(FactProblem::BracketsTooDeep(_)) => "R0605",
            Self::Fact(FactProblem::NoSuchChoice { .. }) => "R0606",
            Self::Fact(FactProblem::CriterionNeedsYesNo) => "R0607",
            Self::Fact(FactProblem::AnswerWithoutCriterion) => "R0608",
            Self::Fact(FactProblem::AlwaysDecided { .. }) => "R0609",
            Self::Fact(FactProblem::NoAnswerFor(_)) => "R0610",
            Self::Fact(FactProblem::AnswersOverlap { .. }) => "R0611",
            Self::Fact(FactProblem::BadCode { .. }) => "R0612",
            Self::Fact(FactProblem::WrongFactValue(_)) => "R0613",
        }
    }

    /// How bad it is, if nothing else is set.
    #[must_use]
    pub fn severity(&self) -> Severity {
        // A test holds that every code has its rule.
        rule(self.code()).map_or(Severity::Error, |rule| rule.severity)
    }
}
