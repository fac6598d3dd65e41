//! What is unsound in a procedure, in words: the finding, and the way that shows it.

use super::message::say;
use crate::diagnostic::{Problem, Unsound, Way, WayStep};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::Answer;
use crate::words;

/// What is unsound.
#[must_use]
pub fn message(problem: &Problem, language: Language, file: Language) -> Option<String> {
    Some(match problem {
        Problem::NeverReached(_) => say!(
            language,
            "сюда не ведёт ни один путь: шаг никогда не выполняется",
            "мұнда бірде-бір жол апармайды: қадам ешқашан орындалмайды",
            "no path leads here: the step is never carried out"
        ),
        Problem::NoWayToEnd(_) => say!(
            language,
            "отсюда нельзя прийти к завершению",
            "осы жерден аяқталуға жол жоқ",
            "no end can be reached from here"
        ),
        Problem::JoinInVain(Some(branch), _) => {
            let join = Keyword::JoinAll.canonical(file);
            say!(
                language,
                "ветвь «{branch}» никогда не приходит к строке «{join}»: дальше порядок не идёт",
                "«{branch}» тарамы «{join}» жолына ешқашан жетпейді: тәртіп одан әрі жалғаспайды",
                "the branch «{branch}» never comes to the line «{join}»: the procedure does not go on from there"
            )
        }
        Problem::JoinInVain(None, _) => {
            let join = Keyword::JoinFirst.canonical(file);
            say!(
                language,
                "ни одна ветвь не приходит к строке «{join}»: дальше порядок не идёт",
                "бірде-бір тарам «{join}» жолына жетпейді: тәртіп одан әрі жалғаспайды",
                "no branch ever comes to the line «{join}»: the procedure does not go on from there"
            )
        }
        Problem::NeverEnds(procedure, _) => say!(
            language,
            "порядок «{procedure}» никогда не завершается",
            "«{procedure}» тәртібі ешқашан аяқталмайды",
            "the procedure «{procedure}» never ends"
        ),
        _ => return None,
    })
}

/// What shows it, for which kinds of the service, and what to write instead.
#[must_use]
pub fn help(problem: &Problem, language: Language, file: Language) -> Option<String> {
    let (unsound, advice) = match problem {
        Problem::NeverReached(unsound) => (unsound, None),
        Problem::JoinInVain(_, unsound) => (unsound, Some(let_branch_go_on(language, file))),
        Problem::NoWayToEnd(unsound) | Problem::NeverEnds(_, unsound) => (unsound, Some(lead_out(language, file))),
        _ => return None,
    };
    let way = way(&unsound.way, file).map(|way| match problem {
        // No way leads to the step: this one passes it by.
        Problem::NeverReached(_) => say!(language, "перед этим: {way}", "бұған дейін: {way}", "before it: {way}"),
        _ => say!(language, "путь: {way}", "жолы: {way}", "way: {way}"),
    });
    let lines = [way, variants(unsound, language), advice];
    Some(lines.into_iter().flatten().collect::<Vec<_>>().join("\n"))
}

fn lead_out(language: Language, file: Language) -> String {
    let finish = Keyword::Finish.canonical(file);
    say!(
        language,
        "добавьте строку «{finish}: …» или ответ, который ведёт к завершению",
        "«{finish}: …» жолын немесе аяқталуға апаратын жауапты қосыңыз",
        "add a line «{finish}: …», or an answer that leads to an end"
    )
}

fn let_branch_go_on(language: Language, file: Language) -> String {
    let next = Keyword::Next.canonical(file);
    say!(
        language,
        "добавьте в ветвь ответ со строкой «{next}» или завершайте порядок после ветвей",
        "тарамға «{next}» жолы бар жауап қосыңыз немесе тәртіпті тарамдардан кейін аяқтаңыз",
        "add an answer with «{next}» to the branch, or end the procedure behind the branches"
    )
}

fn variants(unsound: &Unsound, language: Language) -> Option<String> {
    if unsound.variants.is_empty() {
        return None;
    }
    let names = unsound.variants.join(", ");
    Some(say!(language, "вариант: {names}", "нұсқа: {names}", "variant: {names}"))
}

/// A way as far as it is told, in the words of the file; nothing where it leads past no step.
fn way(way: &Way, file: Language) -> Option<String> {
    let steps = way.steps.iter().map(|step| told(step, file));
    let left_out = |is_so: bool| is_so.then(|| "…".to_owned());
    let parts: Vec<_> = left_out(way.from_afar).into_iter().chain(steps).chain(left_out(way.goes_on)).collect();
    (!parts.is_empty()).then(|| parts.join(" → "))
}

fn told(step: &WayStep, file: Language) -> String {
    let named = |keyword: Keyword, name: &str| format!("{} {name}", keyword.canonical(file));
    let titled = |keyword, title: &str| named(keyword, &format!("«{title}»"));
    match step {
        WayStep::Step { step, title, answer } => {
            let step = if step.name.is_some() { words::step_label(step, file) } else { format!("«{title}»") };
            with_answer(step, answer.as_ref(), file)
        }
        WayStep::Wait { title, answer } => with_answer(titled(Keyword::WaitReply, title), answer.as_ref(), file),
        WayStep::Call(procedure) => named(Keyword::Call, procedure),
        WayStep::Branch(title) => titled(Keyword::Branch, title),
        WayStep::ForEach(title) => words::for_each(title, file),
        WayStep::HandOver(procedure) => format!("{}: {procedure}", Keyword::HandOver.canonical(file)),
        WayStep::Interrupt(title) => titled(Keyword::AnyTime, title),
        WayStep::End(Some(outcome)) => titled(Keyword::Outcome, outcome),
        WayStep::End(None) => Keyword::TacitConsent.canonical(file).to_owned(),
    }
}

fn with_answer(step: String, answer: Option<&Answer>, file: Language) -> String {
    let answer = match answer {
        Some(Answer::Yes) => words::yes_no(true, file),
        Some(Answer::No) => words::yes_no(false, file),
        Some(Answer::Other(title)) => return format!("{step}: «{title}»"),
        Some(Answer::Reply) => Keyword::OnReply.canonical(file),
        Some(Answer::Expiry) => Keyword::OnExpiry.canonical(file),
        Some(Answer::Outcome(_)) | None => return step,
    };
    format!("{step}: {answer}")
}
