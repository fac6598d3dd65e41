//! Steps by what they are called: where they stand, and where they are referred to.

use super::Translator;
use super::length::Inflection;
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::StepKind;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::{Parsed, step_kind};
use crate::words;

/// What a step is named for; each wants a form of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// To begin a line: `действие 1: 2 часа`.
    Line,
    /// To be jumped to: `к действию 1`.
    Target,
    /// As an event: `с окончания действия 1`.
    Event,
    /// By its term: `срок действия 1`.
    Owner,
}

impl Translator<'_> {
    /// `действие 1 «…»`, `1-іс-қимыл «…»`, and what follows the title.
    pub(super) fn step_head(&mut self, line: Parsed<'_>) {
        self.step_ref(line, Role::Line);
        self.parts(line.inner().skip_while(|part| part.rule() != Rule::title));
    }

    /// The kind of a step and its number or name, in the order of the language.
    pub(super) fn step_ref(&mut self, step: Parsed<'_>, role: Role) {
        let keyword = step.find(Rule::step_kind_form).unwrap_or(step).keyword();
        let kind = keyword.map_or(StepKind::Step, step_kind);
        let number = step.find(Rule::step_number).map(|number| self.typed.word(number));
        let id = step.find(Rule::id).map(|id| self.typed.word(id));
        let form = form(kind, role, id.is_some(), self.to);
        match (number, id) {
            (Some(number), _) if self.is_kazakh() => {
                self.row.word(&number);
                self.row.hyphen();
                self.row.word(form);
            }
            // What begins a line is its keyword.
            (None, Some(id)) if self.is_kazakh() && role != Role::Line => {
                self.row.word(&id);
                self.row.word(form);
            }
            (number, id) => {
                self.row.word(form);
                self.row.word(&number.or(id).unwrap_or_default());
            }
        }
    }

    /// `конец условия 1`, `1-шарт соңы`.
    pub(super) fn end_condition(&mut self, line: Parsed<'_>) {
        let number = line.find(Rule::step_number).map(|number| self.typed.word(number));
        if let Some(number) = number.as_ref().filter(|_| self.is_kazakh()) {
            self.row.word(number);
            self.row.hyphen();
        }
        self.keyword(Keyword::EndCondition);
        if !self.is_kazakh() {
            self.row.word(&number.unwrap_or_default());
        }
    }

    /// `вернуться к действию 3, не более 2 раз`, `3-іс-қимылға өту`.
    pub(super) fn jump(&mut self, jump: Parsed<'_>) {
        let keyword = if jump.rule() == Rule::go_to { Keyword::GoTo } else { Keyword::ReturnTo };
        let Some(step) = jump.find(Rule::step_ref) else { return };
        if self.is_kazakh() {
            self.step_ref(step, Role::Target);
            self.keyword(keyword);
        } else {
            self.keyword(keyword);
            self.step_ref(step, Role::Target);
        }
        if let Some(number) = jump.find(Rule::bound).and_then(|bound| bound.find(Rule::number)) {
            self.row.ending(",");
            self.bound(number);
        }
    }

    /// `не более 2 раз`: one is singular after it, all others plural.
    fn bound(&mut self, number: Parsed<'_>) {
        let n = super::length::value(number).unwrap_or_default();
        self.say("не более", "", "at most");
        self.number(number, None, Inflection::Genitive);
        let russian = if n % 10 == 1 && n % 100 != 11 { "раза" } else { "раз" };
        self.say(russian, "реттен артық емес", if n == 1 { "time" } else { "times" });
    }

    /// `2 раза`, of a number that stands before it.
    pub(super) fn times(&mut self, number: Option<u32>) {
        let n = number.unwrap_or_default();
        let russian = if matches!((n % 10, n % 100), (2..=4, 0..=10 | 15..)) { "раза" } else { "раз" };
        self.say(russian, "рет", if n == 1 { "time" } else { "times" });
    }
}

/// A kind of step in the form its role wants.
fn form(kind: StepKind, role: Role, is_named: bool, language: Language) -> &'static str {
    match (language, role, kind) {
        (_, Role::Target, _) => words::step_kind_dative(kind, language),
        (Language::Ru, Role::Event | Role::Owner, _) => words::step_kind_genitive(kind),
        (Language::Kk, Role::Event, StepKind::Step) if is_named => "қадамы",
        (Language::Kk, Role::Owner, StepKind::Action) => "іс-қимылдың",
        (Language::Kk, Role::Owner, StepKind::Process) => "үдерістің",
        (Language::Kk, Role::Owner, StepKind::Condition) => "шарттың",
        (Language::Kk, Role::Owner, StepKind::Step) => "қадамның",
        _ => words::step_kind(kind, language),
    }
}
