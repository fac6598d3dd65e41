//! Lines → blocks.
//!
//! Blocks are closed by words, never by indentation, so this is a stack of open blocks and a few
//! rules about which line closes what:
//!
//! * a branch is over when its last line is an ending, or a step with an outcome;
//! * a condition or wait whose branches are all over is closed by the next line that is not an answer;
//! * a condition that holds another condition is closed by `конец условия N`;
//! * parallel work, and work for every member of a list, is closed by its join;
//! * what may break a procedure off stands beside the steps, so it closes every block, and its end is that of a
//!   branch.
//!
//! The stack is a value, not the call stack, and its depth is bounded.

mod acceptance;
mod answers;
mod blocks;
mod ends;
mod interrupt;
mod names;
mod parallel;
mod reopen;

pub mod levels;

use crate::ast::{
    Attribute, Calendar, CalendarAttribute, Case, CaseAttribute, Condition, File, Interrupt, Parallel, Procedure,
    ProcedureAttribute, Regulation, RegulationAttribute, StepAttribute, Wait,
};
use crate::diagnostic::{Diagnostic, Namespace, Problem, Section};
use crate::keywords::Keyword;
use crate::model::Counting;
use crate::source::{SourceFile, Span, Spanned};

use super::statement::{Line, Statement};
use acceptance::Acceptance;

pub use acceptance::opens_block;

/// How deep blocks may nest. Acts nest three deep; a person cannot read thirty.
pub const MAX_DEPTH: usize = 100;

/// An open block of a procedure.
enum Open {
    Condition {
        condition: Condition,
        open: bool,
        holds_condition: bool,
    },
    Parallel {
        parallel: Parallel,
        joined: bool,
    },
    Wait {
        wait: Wait,
        open: Option<WaitBranch>,
    },
    /// What may break the procedure off: it stands in no other block.
    Interrupt(Interrupt),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum WaitBranch {
    Reply,
    Expiry,
}

/// What an attribute line would belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    /// Nothing: it gets a finding.
    Nothing,
    /// A block whose head was not understood: it is passed over.
    Broken,
    /// The procedure's head.
    Head,
    /// The last element of the innermost body.
    Element,
    /// The innermost open block.
    Block,
}

/// The block of the file that is open.
enum Block {
    Head,
    Procedure,
    Calendar,
    Case,
}

/// The marks that a title may begin with.
const QUOTATION_MARKS: [char; 4] = ['«', '"', '“', '„'];

/// Puts lines together to a file.
pub struct Structure<'a> {
    source: &'a SourceFile,
    file: File,
    section: Block,
    procedure: Option<Procedure>,
    stack: Vec<Open>,
    target: Target,
    /// The head of the open procedure, calendar or case was not understood.
    skipping: bool,
    acceptance: Acceptance,
    /// A line was not understood at all: it may have opened another section than the one that is open.
    adrift: bool,
    /// Branches stand beside no parallel work, and their join has not come yet.
    branches_alone: bool,
    findings: &'a mut Vec<Diagnostic>,
}

impl<'a> Structure<'a> {
    /// An empty file in `source`; what is wrong goes to `findings`.
    pub fn new(source: &'a SourceFile, file: File, findings: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            source,
            file,
            section: Block::Head,
            procedure: None,
            stack: Vec::new(),
            target: Target::Nothing,
            skipping: false,
            acceptance: Acceptance::default(),
            adrift: false,
            branches_alone: false,
            findings,
        }
    }

    /// The section the next line stands in.
    pub fn section(&self) -> Section {
        match self.section {
            Block::Head => Section::Head,
            Block::Procedure => Section::Procedure,
            Block::Calendar => Section::Calendar,
            Block::Case => Section::Case,
        }
    }

    /// Whether a line that is at home in another section may stand where its author put it.
    pub fn is_adrift(&self) -> bool {
        self.adrift
    }

    /// A place for findings of the line's own.
    pub fn findings(&mut self) -> &mut Vec<Diagnostic> {
        self.findings
    }

    /// The finished file.
    pub fn finish(mut self, end: Span) -> File {
        self.close_section(end);
        self.acceptance.close_block(end.end);
        self.file.accepted = self.acceptance.finish();
        self.file
    }

    /// Takes the next line.
    pub fn take(&mut self, line: Line) {
        let Line { statement, span } = line;
        if acceptance::opens_block(&statement) {
            self.acceptance.open_block(span);
        }
        self.check_name(&statement);
        match statement {
            Statement::Accepted(codes, reason) => {
                if !self.acceptance.accept(codes, reason) {
                    self.nothing_to_belong_to(span);
                }
            }
            Statement::Uses(path) => self.file.uses.push(path),
            Statement::Regulation(id, title) => {
                self.open_section(Block::Head, span);
                if self.file.regulation.is_some() {
                    self.find(Problem::SecondRegulation, span);
                } else {
                    self.file.regulation = Some(Regulation { id, title, attributes: Vec::new() });
                }
            }
            Statement::RegulationAttribute(attribute) => self.regulation_attribute(attribute),
            Statement::Participant(participant) => {
                self.open_section(Block::Head, span);
                self.file.participants.push(participant);
            }
            Statement::Outcome(outcome) => {
                self.open_section(Block::Head, span);
                self.file.outcomes.push(outcome);
            }
            Statement::Event(event) => {
                self.open_section(Block::Head, span);
                self.file.events.push(event);
            }
            Statement::Fact(fact) => {
                self.open_section(Block::Head, span);
                self.file.facts.push(fact);
            }
            Statement::Counting(counting) => self.counting(counting, span),
            Statement::Variant(variant) => {
                self.open_section(Block::Head, span);
                self.file.variants.push(variant);
            }
            Statement::Procedure(id, title, cites) => {
                self.open_section(Block::Procedure, span);
                let procedure = Procedure { id, title, cites, attributes: Vec::new(), body: Vec::new(), broken: false };
                self.procedure = Some(procedure);
                self.target = Target::Head;
            }
            Statement::Calendar(id, title) => {
                self.open_section(Block::Calendar, span);
                self.file.calendars.push(Calendar { id, title, attributes: Vec::new(), broken: false });
            }
            Statement::Case(title) => {
                self.open_section(Block::Case, span);
                self.file.cases.push(Case { title, attributes: Vec::new(), span, broken: false });
            }
            Statement::CalendarAttribute(value) => self.calendar_attribute(value, span),
            Statement::CaseAttribute(value) => self.case_attribute(value, span),
            Statement::StepAttribute(Attribute { value: StepAttribute::Result(outcomes), .. })
                if matches!(self.section, Block::Case) =>
            {
                self.case_attribute(CaseAttribute::Result(outcomes), span);
            }
            Statement::Broken(keyword) => self.broken(keyword, span),
            statement => {
                if self.procedure.is_some() && !self.skipping {
                    self.in_procedure(statement, span);
                }
            }
        }
    }

    fn find(&mut self, problem: Problem, span: Span) {
        self.findings.push(Diagnostic::new(problem, span));
    }

    /// A finding about the shape of a procedure, unless a line that shapes it was not understood.
    fn find_shape(&mut self, finding: Diagnostic) {
        if self.procedure.as_ref().is_some_and(|procedure| !procedure.broken) {
            self.findings.push(finding);
        }
    }

    /// A finding about a line that nothing before it takes, unless a line that shapes the procedure was
    /// not understood.
    fn nothing_to_belong_to(&mut self, span: Span) {
        if self.procedure.as_ref().is_some_and(|procedure| procedure.broken) {
            return;
        }
        let key = self.key(span);
        self.findings.push(Diagnostic::new(Problem::NothingToBelongTo(key), span));
    }

    /// What a line says before its colon.
    fn key(&self, span: Span) -> String {
        let words = self.source.slice(span);
        words.split_once(':').map_or(words, |(key, _)| key).trim().to_owned()
    }

    fn regulation_attribute(&mut self, attribute: Attribute<RegulationAttribute>) {
        match &mut self.file.regulation {
            Some(regulation) => regulation.attributes.push(attribute),
            None if self.file.broken => {}
            None => self.nothing_to_belong_to(attribute.span),
        }
    }

    fn calendar_attribute(&mut self, value: CalendarAttribute, span: Span) {
        if let Some(calendar) = self.file.calendars.last_mut().filter(|_| !self.skipping) {
            calendar.attributes.push(Spanned::new(value, span));
        }
    }

    /// How terms are counted is said by a regulation or by a calendar, in the same words.
    fn counting(&mut self, counting: Counting, span: Span) {
        if matches!(self.section, Block::Calendar) {
            self.calendar_attribute(CalendarAttribute::Counting(counting), span);
        } else {
            let value = RegulationAttribute::Counting(counting);
            self.regulation_attribute(Attribute { value, cites: Vec::new(), span });
        }
    }

    fn case_attribute(&mut self, value: CaseAttribute, span: Span) {
        if let Some(case) = self.file.cases.last_mut().filter(|_| !self.skipping) {
            case.attributes.push(Spanned::new(value, span));
        }
    }

    // ---- Sections

    fn open_section(&mut self, section: Block, span: Span) {
        self.close_section(span);
        self.section = section;
        self.skipping = false;
        self.adrift = false;
        self.branches_alone = false;
        self.target = Target::Nothing;
    }

    fn close_section(&mut self, span: Span) {
        while let Some(open) = self.stack.pop() {
            self.close(open, span);
        }
        self.file.procedures.extend(self.procedure.take());
    }

    /// A line that was not understood: what follows from it must not be reported again.
    fn broken(&mut self, keyword: Option<Keyword>, span: Span) {
        let Some(keyword) = keyword else { return self.lose_track() };
        let declares = self.declares(keyword, span);
        match keyword {
            Keyword::Procedure if declares => self.skip_section(Block::Procedure, span),
            Keyword::Calendar if declares => self.skip_section(Block::Calendar, span),
            Keyword::Case => self.skip_section(Block::Case, span),
            Keyword::Regulation => {
                self.open_section(Block::Head, span);
                self.file.broken = true;
            }
            Keyword::Participant | Keyword::Outcome | Keyword::Variant if declares => {}
            // What it would have brought in, nobody knows.
            Keyword::Uses => self.file.incomplete.extend(DECLARED),
            Keyword::Outcome => self.broken_within(Keyword::Result),
            Keyword::Limit | Keyword::OverallTerm if self.procedure.is_some() => {
                let broken = ProcedureAttribute::BrokenLimit;
                self.procedure_attribute(Attribute { value: broken, cites: Vec::new(), span });
            }
            Keyword::Term => {
                let broken = StepAttribute::BrokenTerm;
                if let Some(attributes) = self.attributes() {
                    attributes.push(Attribute { value: broken, cites: Vec::new(), span });
                }
                self.broken_within(keyword);
            }
            // In the head of a procedure it is about a limit, and shapes nothing.
            Keyword::OnExpiry if self.target == Target::Head => {}
            _ => self.broken_within(keyword),
        }
        self.file.incomplete.extend(namespace(keyword).filter(|_| declares));
    }

    /// A line that was not understood at all: it may have been any.
    fn lose_track(&mut self) {
        self.adrift = true;
        // A step is as good a guess as any: it shapes the procedure.
        self.broken_within(Keyword::Step);
        if matches!(self.section, Block::Head) {
            self.file.incomplete.extend(DECLARED);
        }
    }

    /// Whether a line that was not understood is a declaration (`keyword id «title»`), not an attribute
    /// (`keyword: value`), whose colon may be lost.
    fn declares(&self, keyword: Keyword, line: Span) -> bool {
        let line = self.source.slice(line);
        let before_title = line.split(QUOTATION_MARKS).next().unwrap_or_default();
        match before_title.split_once(':') {
            // The title of a declaration may have one, too, where its quotation mark is lost.
            Some((key, _)) => !self.has_attribute(keyword) && key.trim().contains(' '),
            None => !self.has_attribute(keyword) || before_title.len() < line.len(),
        }
    }

    /// Whether the open block has an attribute by the name of a declaration.
    fn has_attribute(&self, keyword: Keyword) -> bool {
        match self.section {
            // It has one calendar: a second such line is the beginning of a block.
            Block::Head => keyword == Keyword::Calendar && self.is_without_calendar(),
            Block::Procedure => matches!(keyword, Keyword::Outcome | Keyword::Event | Keyword::Variant),
            Block::Calendar => false,
            Block::Case => {
                let names = [Keyword::Procedure, Keyword::Outcome, Keyword::Event, Keyword::Fact, Keyword::Variant];
                names.contains(&keyword)
            }
        }
    }

    /// Whether a regulation is open whose calendar is still to be named.
    fn is_without_calendar(&self) -> bool {
        let is_calendar =
            |line: &Attribute<RegulationAttribute>| matches!(line.value, RegulationAttribute::Calendar(_));
        self.file.regulation.as_ref().is_some_and(|regulation| !regulation.attributes.iter().any(is_calendar))
    }

    fn skip_section(&mut self, section: Block, span: Span) {
        self.open_section(section, span);
        self.skipping = true;
    }

    /// A line of the open procedure, calendar or case was not understood.
    fn broken_within(&mut self, keyword: Keyword) {
        if let (Block::Case, Some(case)) = (&self.section, self.file.cases.last_mut()) {
            case.broken = true;
        }
        if let (Block::Calendar, Some(calendar)) = (&self.section, self.file.calendars.last_mut()) {
            calendar.broken = true;
        }
        if let Some(procedure) = self.procedure.as_mut().filter(|_| shapes(keyword)) {
            procedure.broken = true;
            self.target = Target::Broken;
        }
    }
}

/// Whether lines with this keyword shape a procedure.
fn shapes(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::Action
            | Keyword::Process
            | Keyword::Condition
            | Keyword::Step
            | Keyword::Result
            | Keyword::Yes
            | Keyword::No
            | Keyword::Answer
            | Keyword::Next
            | Keyword::Finish
            | Keyword::HandOver
            | Keyword::GoTo
            | Keyword::ReturnTo
            | Keyword::EndCondition
            | Keyword::Parallel
            | Keyword::Branch
            | Keyword::JoinAll
            | Keyword::JoinFirst
            | Keyword::WaitReply
            | Keyword::OnReply
            | Keyword::OnExpiry
            | Keyword::ForEach
            | Keyword::AnyTime
            | Keyword::Call
    )
}

/// What a line of a head may declare, or a file that it names.
const DECLARED: [Namespace; 7] = [
    Namespace::Participant,
    Namespace::Outcome,
    Namespace::Variant,
    Namespace::Event,
    Namespace::Fact,
    Namespace::Procedure,
    Namespace::Calendar,
];

/// What a line with this keyword declares.
fn namespace(keyword: Keyword) -> Option<Namespace> {
    Some(match keyword {
        Keyword::Participant => Namespace::Participant,
        Keyword::Outcome => Namespace::Outcome,
        Keyword::Variant => Namespace::Variant,
        Keyword::Event => Namespace::Event,
        Keyword::Fact => Namespace::Fact,
        Keyword::Procedure => Namespace::Procedure,
        Keyword::Calendar => Namespace::Calendar,
        _ => return None,
    })
}
