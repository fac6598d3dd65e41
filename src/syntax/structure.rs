//! Lines → blocks.
//!
//! Blocks are closed by words, never by indentation, so this is a stack of open blocks and a few
//! rules about which line closes what:
//!
//! * a branch is over when its last line is an ending, or a step with an outcome;
//! * a condition or wait whose branches are all over is closed by the next line that is not an answer;
//! * a condition that holds another condition is closed by `конец условия N`;
//! * parallel work is closed by its join.
//!
//! The stack is a value, not the call stack, and its depth is bounded.

use crate::ast::{
    Answer, AnswerBranch, Attribute, Calendar, Call, Case, CaseAttribute, Condition, Element, Ending, File, Name,
    Parallel, ParallelBranch, Procedure, ProcedureAttribute, Regulation, Step, StepAttribute, StepName, Text, Wait,
};
use crate::diagnostic::{Diagnostic, Namespace, Problem, Related, Section};
use crate::keywords::Keyword;
use crate::model::{Citation, JoinMode, StepKind, StepNumber};
use crate::source::{SourceFile, Span, Spanned};

use super::statement::{Line, Statement};

/// How deep blocks may nest. Acts nest three deep; a person cannot read thirty.
pub const MAX_DEPTH: usize = 100;

/// An open block of a procedure.
enum Open {
    Condition { condition: Condition, open: bool, holds_condition: bool },
    Parallel { parallel: Parallel, joined: bool },
    Wait { wait: Wait, open: Option<WaitBranch> },
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

    /// A place for findings of the line's own.
    pub fn findings(&mut self) -> &mut Vec<Diagnostic> {
        self.findings
    }

    /// The finished file.
    pub fn finish(mut self, end: Span) -> File {
        self.close_section(end);
        self.file
    }

    /// Takes the next line.
    pub fn take(&mut self, line: Line) {
        let Line { statement, span } = line;
        match statement {
            Statement::Uses(path) => self.file.uses.push(path),
            Statement::Regulation(id, title) => {
                self.open_section(Block::Head, span);
                if self.file.regulation.is_some() {
                    self.find(Problem::SecondRegulation, span);
                } else {
                    self.file.regulation = Some(Regulation { id, title, attributes: Vec::new() });
                }
            }
            Statement::RegulationAttribute(attribute) => match &mut self.file.regulation {
                Some(regulation) => regulation.attributes.push(attribute),
                None => self.nothing_to_belong_to(span),
            },
            Statement::Participant(participant) => {
                self.open_section(Block::Head, span);
                self.file.participants.push(participant);
            }
            Statement::Outcome(outcome) => {
                self.open_section(Block::Head, span);
                self.file.outcomes.push(outcome);
            }
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
            Statement::CalendarAttribute(value) => {
                if let Some(calendar) = self.file.calendars.last_mut().filter(|_| !self.skipping) {
                    calendar.attributes.push(Spanned::new(value, span));
                }
            }
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

    fn nothing_to_belong_to(&mut self, span: Span) {
        let words = self.source.slice(span);
        let key = words.split_once(':').map_or(words, |(key, _)| key).trim().to_owned();
        self.findings.push(Diagnostic::new(Problem::NothingToBelongTo(key), span));
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
        let namespace = keyword.and_then(|keyword| match keyword {
            Keyword::Participant => Some(Namespace::Participant),
            Keyword::Outcome => Some(Namespace::Outcome),
            Keyword::Variant => Some(Namespace::Variant),
            Keyword::Procedure => Some(Namespace::Procedure),
            Keyword::Calendar => Some(Namespace::Calendar),
            _ => None,
        });
        match keyword {
            Some(Keyword::Procedure) if !matches!(self.section, Block::Case) => {
                self.skip_section(Block::Procedure, span);
            }
            Some(Keyword::Calendar) if !matches!(self.section, Block::Head) => {
                self.skip_section(Block::Calendar, span);
            }
            Some(Keyword::Case) => self.skip_section(Block::Case, span),
            Some(Keyword::Participant | Keyword::Outcome | Keyword::Variant | Keyword::Regulation) => {}
            _ => self.broken_within(keyword),
        }
        match namespace {
            Some(namespace) => self.file.incomplete.push(namespace),
            None if keyword.is_none() && matches!(self.section, Block::Head) => {
                self.file.incomplete.extend([
                    Namespace::Participant,
                    Namespace::Outcome,
                    Namespace::Variant,
                    Namespace::Procedure,
                    Namespace::Calendar,
                ]);
            }
            None => {}
        }
    }

    fn skip_section(&mut self, section: Block, span: Span) {
        self.open_section(section, span);
        self.skipping = true;
    }

    /// A line of the open procedure or case was not understood.
    fn broken_within(&mut self, keyword: Option<Keyword>) {
        if let (Block::Case, Some(case)) = (&self.section, self.file.cases.last_mut()) {
            case.broken = true;
        }
        if let (Block::Calendar, Some(calendar)) = (&self.section, self.file.calendars.last_mut()) {
            calendar.broken = true;
        }
        let shapes = keyword.is_none_or(|keyword| {
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
                    | Keyword::Call
            )
        });
        if let Some(procedure) = self.procedure.as_mut().filter(|_| shapes) {
            procedure.broken = true;
            self.target = Target::Broken;
        }
    }

    // ---- Inside a procedure

    fn in_procedure(&mut self, statement: Statement, span: Span) {
        match statement {
            Statement::ProcedureAttribute(attribute) => self.procedure_attribute(attribute),
            Statement::Basis(cites) if self.target == Target::Head => {
                self.procedure_attribute(Attribute { value: ProcedureAttribute::Basis, cites, span });
            }
            Statement::Basis(cites) => self.step_attribute(Attribute { value: StepAttribute::Basis, cites, span }),
            Statement::StepAttribute(attribute) => self.step_attribute(attribute),
            Statement::Step(head) if head.kind == StepKind::Condition => {
                self.settle(span);
                for open in &mut self.stack {
                    if let Open::Condition { holds_condition, .. } = open {
                        *holds_condition = true;
                    }
                }
                let condition = Condition { head, attributes: Vec::new(), branches: Vec::new() };
                self.open(Open::Condition { condition, open: false, holds_condition: false }, span);
            }
            Statement::Step(head) => self.element(Element::Step(Step { head, attributes: Vec::new() }), span),
            Statement::Call(procedure, only, cites) => {
                let attributes = only_attribute(only, span);
                self.element(Element::Call(Call { procedure, attributes, cites, span }), span);
            }
            Statement::Ending(ending, cites) => {
                self.element(Element::Ending(Attribute { value: ending, cites, span }), span);
                self.target = Target::Nothing;
            }
            Statement::Answer(answer, ending, cites) => self.answer(answer, ending, cites, span),
            Statement::EndCondition(number) => self.end_condition(number, span),
            Statement::Parallel => {
                self.settle(span);
                let parallel = Parallel { branches: Vec::new(), join: JoinMode::All, span };
                self.open(Open::Parallel { parallel, joined: false }, span);
                self.target = Target::Nothing;
            }
            Statement::Branch(title, only, cites) => self.branch(title, only, cites, span),
            Statement::Join(mode) => self.join(mode, span),
            Statement::Wait(title, cites) => {
                self.settle(span);
                let wait = Wait { title, attributes: Vec::new(), on_reply: Vec::new(), on_expiry: None, cites, span };
                self.open(Open::Wait { wait, open: None }, span);
            }
            Statement::OnReply(ending, cites) => self.wait_branch(WaitBranch::Reply, ending, cites, span),
            Statement::OnExpiry(ending, cites) => self.wait_branch(WaitBranch::Expiry, ending, cites, span),
            // The other statements have been taken before.
            _ => {}
        }
    }

    fn procedure_attribute(&mut self, attribute: Attribute<ProcedureAttribute>) {
        if let Some(procedure) = &mut self.procedure {
            procedure.attributes.push(attribute);
        }
    }

    fn step_attribute(&mut self, attribute: Attribute<StepAttribute>) {
        let span = attribute.span;
        let attributes = match self.target {
            Target::Broken => return,
            Target::Element => match self.body().and_then(|body| body.last_mut()) {
                Some(Element::Step(step)) => Some(&mut step.attributes),
                Some(Element::Call(call)) => Some(&mut call.attributes),
                _ => None,
            },
            Target::Block => match self.stack.last_mut() {
                Some(Open::Condition { condition, .. }) => Some(&mut condition.attributes),
                Some(Open::Parallel { parallel, .. }) => {
                    parallel.branches.last_mut().map(|branch| &mut branch.attributes)
                }
                Some(Open::Wait { wait, .. }) => Some(&mut wait.attributes),
                None => None,
            },
            Target::Nothing | Target::Head => None,
        };
        match attributes {
            Some(attributes) => attributes.push(attribute),
            None => self.nothing_to_belong_to(span),
        }
    }

    /// The innermost body that takes elements; `None` where the innermost block has no open branch.
    fn body(&mut self) -> Option<&mut Vec<Element>> {
        match self.stack.last_mut() {
            None => self.procedure.as_mut().map(|procedure| &mut procedure.body),
            Some(Open::Condition { condition, open, .. }) => {
                condition.branches.last_mut().filter(|_| *open).map(|branch| &mut branch.body)
            }
            Some(Open::Parallel { parallel, .. }) => parallel.branches.last_mut().map(|branch| &mut branch.body),
            Some(Open::Wait { wait, open }) => match open {
                Some(WaitBranch::Reply) => Some(&mut wait.on_reply),
                Some(WaitBranch::Expiry) => wait.on_expiry.as_mut(),
                None => None,
            },
        }
    }

    /// Adds an element to the innermost body, after closing what the new line closes.
    fn element(&mut self, element: Element, span: Span) {
        self.settle(span);
        match self.body() {
            Some(body) => body.push(element),
            None => self.nothing_to_belong_to(span),
        }
        self.target = Target::Element;
    }

    fn open(&mut self, open: Open, span: Span) {
        if self.stack.len() >= MAX_DEPTH {
            self.find(Problem::NestedTooDeep(MAX_DEPTH), span);
            self.stack.clear();
            self.skipping = true;
            if let Some(procedure) = &mut self.procedure {
                procedure.broken = true;
            }
            return;
        }
        self.stack.push(open);
        self.target = Target::Block;
    }

    /// Closes the blocks that a line which is no answer, branch or join closes.
    fn settle(&mut self, span: Span) {
        while self.innermost_is_over() {
            let Some(open) = self.stack.pop() else { return };
            self.close(open, span);
        }
    }

    /// Whether the innermost block has no branch that could go on. Parallel work waits for its join.
    fn innermost_is_over(&mut self) -> bool {
        match self.stack.last() {
            None | Some(Open::Parallel { .. }) => false,
            Some(Open::Condition { open: false, .. } | Open::Wait { open: None, .. }) => true,
            Some(_) => self.body().is_none_or(|body| ends(body)),
        }
    }

    /// Puts a finished block into the body around it.
    fn close(&mut self, open: Open, span: Span) {
        let join_missing = matches!(open, Open::Parallel { joined: false, .. });
        let element = match open {
            Open::Condition { condition, open, holds_condition } => {
                self.check_condition(&condition, open, holds_condition);
                Element::Condition(condition)
            }
            Open::Parallel { parallel, joined } => {
                if !joined {
                    let join = Keyword::JoinAll.canonical(self.file.language).to_owned();
                    self.find_shape(
                        Diagnostic::new(Problem::NotClosed(join), span).with(Related::OpenedHere, parallel.span),
                    );
                }
                Element::Parallel(parallel)
            }
            Open::Wait { wait, open } => {
                let unfinished = match open {
                    Some(WaitBranch::Reply) => !is_finished(&wait.on_reply),
                    Some(WaitBranch::Expiry) => !wait.on_expiry.as_deref().is_some_and(is_finished),
                    None => false,
                };
                if unfinished {
                    let word = if open == Some(WaitBranch::Reply) { Keyword::OnReply } else { Keyword::OnExpiry };
                    let branch = word.canonical(self.file.language).to_owned();
                    self.find_shape(Diagnostic::new(Problem::BranchWithoutEnding(branch), wait.span));
                }
                Element::Wait(wait)
            }
        };
        if let Some(body) = self.body() {
            body.push(element);
        }
        // The ending of the branch around it was read into the last branch of the parallel work.
        if let (true, Some(Open::Condition { open, .. })) = (join_missing, self.stack.last_mut()) {
            *open = false;
        }
    }

    fn check_condition(&mut self, condition: &Condition, open: bool, holds_condition: bool) {
        if let Some(branch) = condition.branches.last().filter(|branch| open && !is_finished(&branch.body)) {
            self.branch_without_ending(branch.answer, branch.span);
        }
        if holds_condition {
            let word = Keyword::EndCondition.canonical(self.file.language);
            let number = match condition.head.name {
                Some(StepName::Number(number)) => number.to_string(),
                _ => String::new(),
            };
            let line = match self.file.language {
                crate::language::Language::Kk => format!("{number}-{word}"),
                _ => format!("{word} {number}"),
            };
            self.find_shape(Diagnostic::new(Problem::NotClosed(line), condition.head.span));
        }
    }

    fn branch_without_ending(&mut self, answer: Answer, span: Span) {
        let answer = self.answer_text(answer);
        self.find_shape(Diagnostic::new(Problem::BranchWithoutEnding(answer), span));
    }

    fn answer_text(&self, answer: Answer) -> String {
        let language = self.file.language;
        match answer {
            Answer::Yes => Keyword::Yes.canonical(language).to_owned(),
            Answer::No => Keyword::No.canonical(language).to_owned(),
            Answer::Other(Text(span)) => self.source.slice(span).to_owned(),
        }
    }

    // ---- Answers

    fn answer(&mut self, answer: Answer, ending: Option<Ending>, cites: Vec<Citation>, span: Span) {
        if !self.find_condition(answer, span) {
            return;
        }
        let Some(Open::Condition { condition, open, .. }) = self.stack.last_mut() else { return };
        *open = ending.is_none();
        let body = ending.map(|value| Element::Ending(Attribute { value, cites: Vec::new(), span }));
        condition.branches.push(AnswerBranch { answer, body: body.into_iter().collect(), cites, span });
        self.target = Target::Nothing;
    }

    /// Closes blocks until the innermost is the condition that an answer belongs to.
    fn find_condition(&mut self, answer: Answer, span: Span) -> bool {
        loop {
            let source = self.source;
            let same = |one: Text, other: Text| source.slice(one.0) == source.slice(other.0);
            let outer_lacks_it = self.stack.iter().rev().skip(1).any(
                |open| matches!(open, Open::Condition { condition, .. } if condition.branch(answer, same).is_none()),
            );
            let over = self.innermost_is_over();
            match self.stack.last() {
                Some(Open::Condition { condition, open, .. }) => {
                    let unfinished = condition.branches.last().filter(|branch| *open && !is_finished(&branch.body));
                    if let Some(branch) = unfinished {
                        let (answer, span) = (branch.answer, branch.span);
                        self.branch_without_ending(answer, span);
                        if let Some(Open::Condition { open, .. }) = self.stack.last_mut() {
                            *open = false;
                        }
                        continue;
                    }
                    let Some(first) = condition.branch(answer, same).map(|branch| branch.span) else { return true };
                    if !outer_lacks_it {
                        let problem = Problem::AnswerTwice(self.answer_text(answer));
                        self.find_shape(Diagnostic::new(problem, span).with(Related::FirstDeclared, first));
                        return true;
                    }
                }
                Some(Open::Wait { .. }) if over => {}
                // The answer belongs further out: what is still open here lacks its end.
                Some(Open::Wait { .. } | Open::Parallel { .. }) if outer_lacks_it => {}
                _ => {
                    if self.procedure.as_ref().is_some_and(|procedure| !procedure.broken) {
                        self.nothing_to_belong_to(span);
                    }
                    return false;
                }
            }
            let Some(open) = self.stack.pop() else { return false };
            self.close(open, span);
        }
    }

    fn end_condition(&mut self, number: Option<StepNumber>, span: Span) {
        let is_it = |condition: &Condition| match (number, condition.head.name) {
            (Some(number), Some(StepName::Number(own))) => number == own,
            (None, _) => true,
            _ => false,
        };
        let wanted =
            self.stack.iter().rposition(|open| matches!(open, Open::Condition { condition, .. } if is_it(condition)));
        let Some(wanted) = wanted else {
            self.find_shape(Diagnostic::new(Problem::NoSuchConditionOpen, span));
            return;
        };
        while self.stack.len() > wanted {
            let Some(mut open) = self.stack.pop() else { return };
            if let (Open::Condition { holds_condition, .. }, true) = (&mut open, self.stack.len() == wanted) {
                *holds_condition = false;
            }
            self.close(open, span);
        }
        self.target = Target::Nothing;
    }

    // ---- Parallel work and waiting

    /// Closes blocks until the innermost is parallel work.
    fn find_parallel(&mut self, span: Span) -> bool {
        if !self.stack.iter().any(|open| matches!(open, Open::Parallel { .. })) {
            if self.procedure.as_ref().is_some_and(|procedure| !procedure.broken) {
                self.nothing_to_belong_to(span);
            }
            return false;
        }
        self.settle(span);
        while !matches!(self.stack.last(), None | Some(Open::Parallel { .. })) {
            let Some(open) = self.stack.pop() else { break };
            self.close(open, span);
        }
        true
    }

    fn branch(&mut self, title: Text, only: Option<Vec<Name>>, cites: Vec<Citation>, span: Span) {
        if !self.find_parallel(span) {
            return;
        }
        if let Some(Open::Parallel { parallel, .. }) = self.stack.last_mut() {
            let attributes = only_attribute(only, span);
            parallel.branches.push(ParallelBranch { title, attributes, body: Vec::new(), cites, span });
            self.target = Target::Block;
        }
    }

    fn join(&mut self, mode: JoinMode, span: Span) {
        if !self.find_parallel(span) {
            return;
        }
        if let Some(mut open) = self.stack.pop() {
            if let Open::Parallel { parallel, joined } = &mut open {
                parallel.join = mode;
                *joined = true;
            }
            self.close(open, span);
        }
        self.target = Target::Nothing;
    }

    fn wait_branch(&mut self, branch: WaitBranch, ending: Option<Ending>, cites: Vec<Citation>, span: Span) {
        while !matches!(self.stack.last(), Some(Open::Wait { .. })) && self.innermost_is_over() {
            let Some(open) = self.stack.pop() else { break };
            self.close(open, span);
        }
        let Some(Open::Wait { wait, open }) = self.stack.last_mut() else {
            self.nothing_to_belong_to(span);
            return;
        };
        let said = match branch {
            WaitBranch::Reply => !wait.on_reply.is_empty(),
            WaitBranch::Expiry => wait.on_expiry.is_some(),
        };
        *open = ending.is_none().then_some(branch);
        let body = ending.map(|value| Element::Ending(Attribute { value, cites, span })).into_iter().collect();
        match branch {
            WaitBranch::Reply => wait.on_reply = body,
            WaitBranch::Expiry => wait.on_expiry = Some(body),
        }
        if said {
            let keyword = if branch == WaitBranch::Reply { Keyword::OnReply } else { Keyword::OnExpiry };
            let word = keyword.canonical(self.file.language).to_owned();
            self.find_shape(Diagnostic::new(Problem::SaidTwice(word), span));
        }
        self.target = Target::Nothing;
    }
}

/// Whether the last line of a body is an ending or a step with an outcome: nothing can follow it.
fn ends(body: &[Element]) -> bool {
    match body.last() {
        Some(Element::Ending(_)) => true,
        Some(Element::Step(step)) => {
            step.attributes.iter().any(|attribute| matches!(attribute.value, StepAttribute::Result(_)))
        }
        _ => false,
    }
}

/// Whether a branch says how it ends: by its last line, or because every path through the block that
/// it ends with leads away, so that a `далее` after that block could never be reached.
fn is_finished(body: &[Element]) -> bool {
    ends(body) || leads_away(body)
}

/// Whether every path through a body leaves the block around it. Blocks nest [`MAX_DEPTH`] deep at most.
fn leads_away(body: &[Element]) -> bool {
    match body.last() {
        Some(Element::Ending(ending)) => !matches!(ending.value, Ending::Next),
        Some(Element::Step(_)) => ends(body),
        Some(Element::Condition(condition)) => {
            !condition.branches.is_empty() && condition.branches.iter().all(|branch| leads_away(&branch.body))
        }
        Some(Element::Wait(wait)) => leads_away(&wait.on_reply) && wait.on_expiry.as_deref().is_none_or(leads_away),
        _ => false,
    }
}

fn only_attribute(only: Option<Vec<Name>>, span: Span) -> Vec<Attribute<StepAttribute>> {
    only.map(|names| Attribute { value: StepAttribute::Only(names), cites: Vec::new(), span }).into_iter().collect()
}
