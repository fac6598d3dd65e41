//! Who takes part in a procedure, and in what.

use super::{Block, Told, points};
use crate::graph::{NodeKind, Process};
use crate::language::Language;
use crate::model::{ParticipantId, ParticipantKind};
use crate::proof::PathStep;
use crate::report::limits::steps;
use crate::report::message::say;

/// What somebody has to do with a procedure.
#[derive(Default)]
struct Role {
    files: bool,
    performs: Vec<PathStep>,
    checks: Vec<PathStep>,
    replies: Vec<String>,
    /// What of his breaks the procedure off.
    interrupts: Vec<String>,
    receives: Vec<String>,
}

/// Those who take part, in the order declared.
pub fn blocks(told: &Told<'_>, process: &Process) -> Vec<Block> {
    let participants = told.set.head.participants.iter().enumerate();
    let each = participants.filter_map(|(number, participant)| {
        let role = Role::of(process, ParticipantId::new(number)).told(told.language);
        let kind = kind(participant.kind, told.language);
        (!role.is_empty()).then(|| format!("{} ({kind}) – {}", participant.title, role.join("; ")))
    });
    points(each.collect()).into_iter().collect()
}

fn kind(kind: ParticipantKind, language: Language) -> String {
    match kind {
        ParticipantKind::Provider => say!(language, "услугодатель", "қызметті беруші", "provider"),
        ParticipantKind::Applicant => say!(language, "заявитель", "өтініш беруші", "applicant"),
        ParticipantKind::External => say!(language, "другой орган", "басқа орган", "another body"),
        ParticipantKind::System => say!(language, "информационная система", "ақпараттық жүйе", "information system"),
    }
}

impl Role {
    fn of(process: &Process, id: ParticipantId) -> Self {
        let mut role = Self { files: process.channel == Some(id), ..Self::default() };
        for (_, node) in process.nodes() {
            match &node.kind {
                NodeKind::Task(task) => {
                    if task.performers.contains(&id) {
                        role.performs.push(path_step(&task.step, &task.title));
                    }
                    let titles = task.sends.iter().filter(|sent| sent.to == id).filter_map(|sent| sent.title.as_ref());
                    for title in titles {
                        add(&mut role.receives, title);
                    }
                }
                NodeKind::Decision(decision) if decision.checkers.contains(&id) => {
                    role.checks.push(path_step(&decision.step, &decision.title));
                }
                NodeKind::Wait(wait) if wait.from.contains(&id) => add(&mut role.replies, &wait.title),
                NodeKind::Interrupt(interrupt) if interrupt.from.contains(&id) => {
                    add(&mut role.interrupts, &interrupt.title);
                }
                NodeKind::HandOver(hand_over) if hand_over.to == id => add(&mut role.receives, &hand_over.title),
                _ => {}
            }
        }
        role
    }

    /// Its parts, as parts of a sentence.
    fn told(&self, language: Language) -> Vec<String> {
        let mut parts = Vec::new();
        if self.files {
            parts.push(say!(language, "принимает заявление", "өтінішті қабылдайды", "the application is filed here"));
        }
        if !self.performs.is_empty() {
            let steps = steps(&self.performs, "", language);
            parts.push(say!(language, "выполняет: {steps}", "орындайды: {steps}", "performs: {steps}"));
        }
        if !self.checks.is_empty() {
            let steps = steps(&self.checks, "", language);
            parts.push(say!(language, "проверяет: {steps}", "тексереді: {steps}", "checks: {steps}"));
        }
        if !self.replies.is_empty() {
            let titles = self.replies.join(", ");
            parts.push(say!(language, "даёт ответ: {titles}", "жауап береді: {titles}", "replies: {titles}"));
        }
        if !self.interrupts.is_empty() {
            let titles = self.interrupts.join(", ");
            parts.push(say!(
                language,
                "может прервать порядок: {titles}",
                "тәртіпті тоқтата алады: {titles}",
                "may break the procedure off: {titles}"
            ));
        }
        if !self.receives.is_empty() {
            let titles = self.receives.join(", ");
            parts.push(say!(language, "получает: {titles}", "алады: {titles}", "receives: {titles}"));
        }
        parts
    }
}

fn path_step(step: &crate::graph::StepLabel, title: &str) -> PathStep {
    PathStep { within: None, step: step.clone(), title: title.to_owned() }
}

/// Adds a title in quotation marks, if it is not there yet.
fn add(titles: &mut Vec<String>, title: &str) {
    let title = format!("«{title}»");
    if !titles.contains(&title) {
        titles.push(title);
    }
}
