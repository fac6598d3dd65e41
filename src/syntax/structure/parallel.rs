//! Parallel branches and their join; the two branches of a wait.

use super::blocks::only_attribute;
use super::{Open, Structure, Target, WaitBranch};
use crate::ast::{Attribute, Element, Ending, Name, Parallel, ParallelBranch, Text};
use crate::diagnostic::{Diagnostic, Problem, Related};
use crate::keywords::Keyword;
use crate::model::{Citation, JoinMode};
use crate::source::Span;

impl Structure<'_> {
    /// Closes blocks until the innermost is parallel work.
    pub(super) fn find_parallel(&mut self, span: Span) -> bool {
        if !self.stack.iter().any(|open| matches!(open, Open::Parallel { .. })) {
            self.nothing_to_belong_to(span);
            return false;
        }
        self.settle(span);
        while !matches!(self.stack.last(), None | Some(Open::Parallel { .. })) {
            let Some(open) = self.stack.pop() else { break };
            self.close(open, span);
        }
        true
    }

    pub(super) fn parallel(&mut self, span: Span) {
        self.settle(span);
        let parallel = Parallel { branches: Vec::new(), join: JoinMode::All, for_each: false, span };
        self.open(Open::Parallel { parallel, joined: false }, span);
        self.target = Target::Nothing;
        self.branches_alone = false;
    }

    pub(super) fn branch(&mut self, title: Text, only: Option<Vec<Name>>, cites: Vec<Citation>, span: Span) {
        let is_parallel = |open: &Open| matches!(open, Open::Parallel { parallel, .. } if !parallel.for_each);
        if !self.stack.iter().any(is_parallel) {
            if self.stack.iter().any(|open| matches!(open, Open::Parallel { .. })) {
                self.nothing_to_belong_to(span);
                return;
            }
            // What is missing is the first line of all of them, so that is told once, and not of their join.
            if !std::mem::replace(&mut self.branches_alone, true) {
                let key = self.key(span);
                self.find_shape(Diagnostic::new(Problem::BranchAlone(key), span));
            }
            return;
        }
        // Work for each member has no branches: one that is still open lacks its join.
        while self.find_parallel(span) && !self.stack.last().is_some_and(is_parallel) {
            let Some(open) = self.stack.pop() else { break };
            self.close(open, span);
        }
        if let Some(Open::Parallel { parallel, .. }) = self.stack.last_mut() {
            let attributes = only_attribute(only, span);
            parallel.branches.push(ParallelBranch { title, attributes, body: Vec::new(), cites, span });
            self.target = Target::Block;
        }
    }

    /// Work for every member of a list is parallel work with one branch, which the line opens with it.
    pub(super) fn for_each(&mut self, title: Text, only: Option<Vec<Name>>, cites: Vec<Citation>, span: Span) {
        self.settle(span);
        let attributes = only_attribute(only, span);
        let branch = ParallelBranch { title, attributes, body: Vec::new(), cites, span };
        self.branches_alone = false;
        let parallel = Parallel { branches: vec![branch], join: JoinMode::All, for_each: true, span };
        self.open(Open::Parallel { parallel, joined: false }, span);
    }

    pub(super) fn join(&mut self, mode: JoinMode, span: Span) {
        if std::mem::take(&mut self.branches_alone) || !self.find_parallel(span) {
            return;
        }
        if mode == JoinMode::First
            && let Some(Open::Parallel { parallel, .. }) = self.stack.last()
            && parallel.for_each
        {
            // Every member is waited for; nothing is said of the rest where the first is.
            let join = Keyword::JoinAll.canonical(self.file.language).to_owned();
            let opened = parallel.span;
            self.find_shape(Diagnostic::new(Problem::NotClosed(join), span).with(Related::OpenedHere, opened));
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

    pub(super) fn wait_branch(&mut self, branch: WaitBranch, ending: Option<Ending>, cites: Vec<Citation>, span: Span) {
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
