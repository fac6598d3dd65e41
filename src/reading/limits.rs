//! The limits of a procedure, each with what has been proved of it.

use super::{Block, Item, Told, bracketed, stopped};
use crate::check::limits::finding;
use crate::graph::{End, Process};
use crate::model::{Anchor, Bound, ExtensionBy, Limit};
use crate::proof::{Proof, Verdict};
use crate::report::limits::{evidence, verdict, verdict_of};
use crate::report::message::say;
use crate::report::trace::end;
use crate::words::{self, Relation};

/// The limits of a process.
pub fn blocks(told: &Told<'_>, process: &Process) -> Vec<Block> {
    let language = told.language;
    if process.limits.is_empty() {
        let none = say!(
            language,
            "Ни общий срок, ни другие пределы не установлены.",
            "Жалпы мерзім де, басқа шекті мерзімдер де белгіленбеген.",
            "Neither an overall term nor other limits are set."
        );
        return vec![Block::Paragraph(none)];
    }
    let items = process.limits.iter().map(|limit| item(told, process, limit)).collect();
    vec![Block::Steps(items)]
}

fn item(told: &Told<'_>, process: &Process, limit: &Limit) -> Item {
    let language = told.language;
    let mut sentences = vec![stopped(words::capitalised(&rule(told, limit)))];
    sentences.extend(extension(told, limit));
    if let Some(expiry) = &limit.expiry {
        let how = end(told.set, expiry.outcome.map_or(End::TacitConsent, End::Outcome), language);
        let cites = bracketed(&expiry.cites, language);
        sentences.push(say!(
            language,
            "По истечении порядок завершается: {how}{cites}.",
            "Өткеннен кейін тәртіп аяқталады: {how}{cites}.",
            "On expiry the procedure ends: {how}{cites}."
        ));
    }
    if let Some(right) = &limit.right {
        let (title, cites) = (&right.title, bracketed(&right.cites, language));
        sentences.push(say!(
            language,
            "После нарушения заявитель вправе: «{title}»{cites}.",
            "Бұзылғаннан кейін өтініш беруші құқылы: «{title}»{cites}.",
            "Once it is broken, the applicant may: «{title}»{cites}."
        ));
    }
    let about = |proof: &&Proof<'_>| std::ptr::eq(proof.process, process) && proof.limit.name == limit.name;
    let points = told.proofs.iter().find(about).map(|proof| proved(told, proof)).unwrap_or_default();
    Item {
        title: words::capitalised(&words::limit_name(&limit.name, language)),
        cites: words::citations(&limit.cites, language),
        sentences,
        points,
    }
}

/// How a limit is measured, and up to what.
fn rule(told: &Told<'_>, limit: &Limit) -> String {
    let (head, language) = (&told.set.head, told.language);
    let rule = words::limit_rule(head, limit, language);
    // What is counted back from an event ends when its step does, as its name says.
    if limit.until == Anchor::Completion || matches!(limit.bound, Bound::Before(_)) {
        return rule;
    }
    format!("{rule}, {}", words::anchor(head, &limit.until, Relation::Until, language))
}

fn extension(told: &Told<'_>, limit: &Limit) -> Option<String> {
    let language = told.language;
    let extension = limit.extension.as_ref()?;
    let by = match &extension.by {
        ExtensionBy::Added(length) => {
            let length = words::duration(length, language);
            say!(language, "прибавляется {length}", "{length} қосылады", "{length} more")
        }
        ExtensionBy::Total(length) => {
            let length = words::duration(length, language);
            say!(language, "всего {length}", "барлығы {length}", "{length} in all")
        }
    };
    let once =
        if extension.once { say!(language, ", один раз", ", бір рет", ", once") } else { String::new() };
    let notice = if extension.notice {
        say!(
            language,
            ", с уведомлением заявителя до истечения",
            ", мерзім өткенге дейін өтініш берушіге хабарлай отырып",
            ", with notice to the applicant before it expires"
        )
    } else {
        String::new()
    };
    let cites = bracketed(&extension.cites, language);
    Some(say!(
        language,
        "Может быть продлён: {by}{once}{notice}{cites}.",
        "Ұзартылуы мүмкін: {by}{once}{notice}{cites}.",
        "May be extended: {by}{once}{notice}{cites}."
    ))
}

/// The verdict, and what shows it.
fn proved(told: &Told<'_>, proof: &Proof<'_>) -> Vec<String> {
    let language = told.language;
    let found = finding(told.set, proof);
    // What is kept without slack is told by its worst case.
    let kept = proof.verdict == Verdict::Holds && proof.silent.is_empty();
    let verdict = if kept { verdict(&proof.verdict, language) } else { verdict_of(&found, language) };
    let verdict = say!(language, "вывод: {verdict}", "қорытынды: {verdict}", "verdict: {verdict}");
    let mut evidence = evidence(&found, language, language);
    if let Some(worst) = evidence.first_mut().filter(|_| found.worst.is_some()) {
        *worst = say!(language, "худший случай: {worst}", "ең нашар жағдай: {worst}", "the worst case: {worst}");
    }
    std::iter::once(verdict).chain(evidence).collect()
}
