//! How deep a line stands in the blocks around it, for those who indent it.

use super::{Block, Open, Structure, Target};
use crate::syntax::statement::Statement;

/// Where a line stands to the block it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// In none: it declares or begins something.
    Outermost,
    /// Below the line that begins a regulation, a procedure, a calendar or a case.
    InSection,
    /// In a body, as a step does.
    InBody,
    /// In a body, where it begins a block, or a branch of parallel work.
    Begins,
    /// In a condition or wait, of which it begins a branch.
    BranchOf,
    /// Below the line that it says something about.
    Below,
    /// Likewise, or in the head of a procedure, where it is about a limit.
    OnExpiry,
}

impl Stands {
    /// Where a statement stands.
    pub fn of(statement: &Statement) -> Self {
        match statement {
            Statement::RegulationAttribute(_)
            | Statement::ProcedureAttribute(_)
            | Statement::Counting(_)
            | Statement::CalendarAttribute(_)
            | Statement::CaseAttribute(_) => Self::InSection,
            Statement::Step(head) if head.kind == crate::model::StepKind::Condition => Self::Begins,
            Statement::Step(_)
            | Statement::Call(..)
            | Statement::Ending(..)
            | Statement::Join(_)
            | Statement::EndCondition(_) => Self::InBody,
            Statement::Parallel
            | Statement::Branch(..)
            | Statement::ForEach(..)
            | Statement::Wait(..)
            | Statement::Interrupt(..) => Self::Begins,
            Statement::Answer(..) | Statement::OnReply(..) => Self::BranchOf,
            Statement::OnExpiry(..) => Self::OnExpiry,
            Statement::StepAttribute(_) | Statement::Basis(_) => Self::Below,
            Statement::Uses(_)
            | Statement::Regulation(..)
            | Statement::Participant(_)
            | Statement::Outcome(_)
            | Statement::Event(_)
            | Statement::Fact(_)
            | Statement::Variant(_)
            | Statement::Procedure(..)
            | Statement::Calendar(..)
            | Statement::Case(_)
            | Statement::Accepted(..)
            | Statement::Broken(_) => Self::Outermost,
        }
    }
}

impl Structure<'_> {
    /// How deep the line stands that was taken last.
    pub fn level(&self, stands: Stands) -> usize {
        let body = |stack: &[Open]| 1 + stack.iter().map(depth).sum::<usize>();
        let inner = body(&self.stack);
        let outer = body(self.stack.split_last().map_or(&[], |(_, outer)| outer));
        match stands {
            Stands::Outermost => 0,
            Stands::InSection => 1,
            Stands::InBody => inner,
            Stands::Begins => outer,
            Stands::Below | Stands::OnExpiry if !self.in_blocks() => 1,
            Stands::Below if self.target == Target::Element => inner + 1,
            Stands::Below | Stands::OnExpiry | Stands::BranchOf => outer + 1,
        }
    }

    /// Whether the line that was taken last stands in the steps of a procedure, and not in a head, calendar or case.
    fn in_blocks(&self) -> bool {
        matches!(self.section, Block::Procedure) && self.target != Target::Head
    }
}

/// How much deeper than a block the bodies in it stand.
fn depth(open: &Open) -> usize {
    match open {
        Open::Condition { .. } | Open::Wait { .. } => 2,
        Open::Parallel { .. } | Open::Interrupt(_) => 1,
    }
}
