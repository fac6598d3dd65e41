//! The lines of a procedure, and the blocks they open and close.

use super::ends::{ends, is_finished};
use super::{MAX_DEPTH, Open, Structure, Target, WaitBranch};
use crate::ast::{
    Answer, AnswerBranch, Attribute, Call, Condition, Element, Name, ProcedureAttribute, Step, StepAttribute, StepName,
    Text, Wait,
};
use crate::diagnostic::{Diagnostic, Problem, Related};
use crate::keywords::Keyword;
use crate::model::StepKind;
use crate::source::Span;
use crate::syntax::statement::Statement;

impl Structure<'_> {
    pub(super) fn in_procedure(&mut self, statement: Statement, span: Span) {
        match statement {
            Statement::ProcedureAttribute(attribute) => self.head_line(attribute),
            Statement::OnExpiry(ending, cites) if self.target == Target::Head => {
                self.procedure_attribute(Attribute { value: ProcedureAttribute::Expiry(ending), cites, span });
            }
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
            Statement::Answer(answer, criterion, ending, cites) => {
                let branch = AnswerBranch { answer, criterion, body: Vec::new(), cites, span };
                self.answer(branch, ending);
            }
            Statement::EndCondition(number) => self.end_condition(number, span),
            Statement::Parallel => self.parallel(span),
            Statement::Branch(title, only, cites) => self.branch(title, only, cites, span),
            Statement::ForEach(title, only, cites) => self.for_each(title, only, cites, span),
            Statement::Join(mode) => self.join(mode, span),
            Statement::Wait(title, cites) => {
                self.settle(span);
                let wait = Wait { title, attributes: Vec::new(), on_reply: Vec::new(), on_expiry: None, cites, span };
                self.open(Open::Wait { wait, open: None }, span);
            }
            Statement::Interrupt(title, ending, cites) => self.interrupt(title, ending, cites, span),
            Statement::OnReply(ending, cites) => self.wait_branch(WaitBranch::Reply, ending, cites, span),
            Statement::OnExpiry(ending, cites) => self.wait_branch(WaitBranch::Expiry, ending, cites, span),
            // The other statements have been taken before.
            _ => {}
        }
    }

    /// A line of the head. Those about limits belong to the line before them, so they must stand there.
    fn head_line(&mut self, attribute: Attribute<ProcedureAttribute>) {
        match limit_word(&attribute.value).filter(|_| self.target != Target::Head) {
            None => self.procedure_attribute(attribute),
            Some(word) => self.find_shape(Diagnostic::new(Problem::BelongsInHead(word), attribute.span)),
        }
    }

    pub(super) fn procedure_attribute(&mut self, attribute: Attribute<ProcedureAttribute>) {
        if let Some(procedure) = &mut self.procedure {
            procedure.attributes.push(attribute);
        }
    }

    pub(super) fn step_attribute(&mut self, attribute: Attribute<StepAttribute>) {
        if self.target == Target::Broken {
            return;
        }
        let span = attribute.span;
        if self.is_foreign_to_interrupt(&attribute.value) {
            self.nothing_to_belong_to(span);
            return;
        }
        match self.attributes() {
            Some(attributes) => attributes.push(attribute),
            None => self.nothing_to_belong_to(span),
        }
    }

    /// The lines of what an attribute line would belong to, if there is anything.
    pub(super) fn attributes(&mut self) -> Option<&mut Vec<Attribute<StepAttribute>>> {
        match self.target {
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
                Some(Open::Interrupt(interrupt)) => Some(&mut interrupt.attributes),
                None => None,
            },
            Target::Nothing | Target::Head | Target::Broken => None,
        }
    }

    /// The innermost body that takes elements; `None` where the innermost block has no open branch.
    pub(super) fn body(&mut self) -> Option<&mut Vec<Element>> {
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
            Some(Open::Interrupt(interrupt)) => Some(&mut interrupt.body),
        }
    }

    /// Adds an element to the innermost body, after closing what the new line closes.
    pub(super) fn element(&mut self, element: Element, span: Span) {
        self.settle(span);
        if let Some(body) = self.body() {
            body.push(element);
            self.target = Target::Element;
        } else {
            self.nothing_to_belong_to(span);
            self.target = Target::Broken;
        }
    }

    pub(super) fn open(&mut self, open: Open, span: Span) {
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
    pub(super) fn settle(&mut self, span: Span) {
        while self.innermost_is_over() {
            let Some(open) = self.stack.pop() else { return };
            self.close(open, span);
        }
    }

    /// Whether the innermost block has no branch that could go on. Parallel work waits for its join.
    pub(super) fn innermost_is_over(&mut self) -> bool {
        match self.stack.last() {
            None | Some(Open::Parallel { .. }) => false,
            Some(Open::Condition { open: false, .. } | Open::Wait { open: None, .. }) => true,
            Some(_) => self.body().is_none_or(|body| ends(body)),
        }
    }

    /// Puts a finished block into the body around it.
    pub(super) fn close(&mut self, open: Open, span: Span) {
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
            // That each way through it ends the case is known of its graph.
            Open::Interrupt(interrupt) => Element::Interrupt(interrupt),
        };
        if let Some(body) = self.body() {
            body.push(element);
        }
        // The ending of the branch around it was read into the last branch of the parallel work.
        if let (true, Some(Open::Condition { open, .. })) = (join_missing, self.stack.last_mut()) {
            *open = false;
        }
    }

    pub(super) fn check_condition(&mut self, condition: &Condition, open: bool, holds_condition: bool) {
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

    pub(super) fn branch_without_ending(&mut self, answer: Answer, span: Span) {
        let answer = self.answer_text(answer);
        self.find_shape(Diagnostic::new(Problem::BranchWithoutEnding(answer), span));
    }

    pub(super) fn answer_text(&self, answer: Answer) -> String {
        let language = self.file.language;
        match answer {
            Answer::Yes => Keyword::Yes.canonical(language).to_owned(),
            Answer::No => Keyword::No.canonical(language).to_owned(),
            Answer::Other(Text(span)) => self.source.slice(span).to_owned(),
        }
    }
}

pub(super) fn only_attribute(only: Option<Vec<Name>>, span: Span) -> Vec<Attribute<StepAttribute>> {
    only.map(|names| Attribute { value: StepAttribute::Only(names), cites: Vec::new(), span }).into_iter().collect()
}

/// The word of a line that stands in the head of a procedure only.
fn limit_word(line: &ProcedureAttribute) -> Option<Keyword> {
    Some(match line {
        ProcedureAttribute::Limit(limit) if limit.title.is_some() => Keyword::Limit,
        ProcedureAttribute::Extension { .. } => Keyword::Extension,
        ProcedureAttribute::Right(_) => Keyword::ApplicantMay,
        ProcedureAttribute::OverallExpiry(_) => Keyword::OnOverallExpiry,
        _ => return None,
    })
}
