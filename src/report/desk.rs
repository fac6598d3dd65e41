//! What an editor tells its author beside the findings: what a word means, what a name stands for, why something
//! is not done.

use super::message::{namespace_name, say};
use super::trace;
use crate::diagnostic::Namespace;
use crate::graph::{Node, NodeKind, ProcessSet};
use crate::keywords::{self, Keyword};
use crate::language::Language;
use crate::model::{Answer, Case, Limit, ParticipantId, StepRef, VariantId};
use crate::run::{Did, Entry, Trace};
use crate::words;

/// What has no name of its own is not renamed.
#[must_use]
pub fn not_renamed(language: Language) -> String {
    say!(
        language,
        "здесь нет имени, которое можно заменить: номера шагов и слова языка заданы актом и языком",
        "мұнда ауыстыруға болатын атау жоқ: қадам нөмірлері мен тіл сөздерін акт пен тіл белгілейді",
        "there is no name here that can be exchanged: numbers of steps and words of the language are not the author's"
    )
}

/// What was typed is no title.
#[must_use]
pub fn no_title(typed: &str, language: Language) -> String {
    if typed.trim().is_empty() {
        return say!(language, "название не может быть пустым", "тақырып бос бола алмайды", "a title cannot be empty");
    }
    say!(
        language,
        "«{typed}» не может быть названием: нужна одна строка, в которой у каждой кавычки « есть своя »",
        "«{typed}» тақырып бола алмайды: әрбір « тырнақшасының » жұбы бар бір жол керек",
        "«{typed}» cannot be a title: it takes one line in which every « has its »"
    )
}

/// What was typed has letters of two alphabets in one word.
#[must_use]
pub fn two_alphabets(typed: &str, language: Language) -> String {
    say!(
        language,
        "в имени «{typed}» смешаны буквы двух алфавитов: наберите каждое слово одним",
        "«{typed}» атауында екі әліпбидің әріптері араласқан: әр сөзді бір әліпбимен жазыңыз",
        "the name «{typed}» mixes letters of two alphabets: type each word in one of them"
    )
}

/// With the name that was typed a line would be read otherwise.
#[must_use]
pub fn word_of_language(typed: &str, language: Language) -> String {
    say!(
        language,
        "«{typed}» – слово языка: там, где стоит это имя, оно читалось бы иначе",
        "«{typed}» – тіл сөзі: бұл атау тұрған жерде ол басқаша оқылар еді",
        "«{typed}» is a word of the language: where the name stands it would be read as that"
    )
}

/// What was typed is no name.
#[must_use]
pub fn no_name(typed: &str, language: Language) -> String {
    say!(
        language,
        "«{typed}» не может быть именем: нужно одно слово из букв, цифр, «-» и «_», которое начинается не с цифры",
        "«{typed}» атау бола алмайды: әріптерден, цифрлардан, «-» және «_» белгілерінен тұратын, цифрдан басталмайтын бір сөз керек",
        "«{typed}» cannot be a name: it takes one word of letters, figures, «-» and «_» that does not begin with a figure"
    )
}

/// Something else has the name.
#[must_use]
pub fn name_taken(typed: &str, language: Language) -> String {
    say!(language, "имя «{typed}» уже занято", "«{typed}» атауы бос емес", "the name «{typed}» is taken")
}

/// There are more files than are looked into, so a name would be exchanged in some of its places only.
#[must_use]
pub fn too_many_files(most: usize, language: Language) -> String {
    say!(
        language,
        "в папках редактора больше файлов .reg, чем просматривается ({most}), и имя заменилось бы не везде: откройте папку одного проекта",
        "редактор қалталарындағы .reg файлдары қаралатын саннан ({most}) көп, сондықтан атау барлық жерде ауыстырылмас еді: бір жобаның қалтасын ашыңыз",
        "the editor's folders hold more .reg files than are looked into ({most}), so the name would not be exchanged everywhere: open the folder of one project"
    )
}

/// Of more findings than an editor shows, the worst are shown.
#[must_use]
pub fn shown_of(shown: usize, all: usize, language: Language) -> String {
    say!(
        language,
        "показаны {shown} из {all} замечаний, самые важные; все печатает regc check",
        "ескертулердің ең маңыздылары көрсетілді: {all} ішінен {shown}; бәрін regc check шығарады",
        "{shown} of {all} findings are shown, the gravest; regc check prints them all"
    )
}

/// What a sort of things is called.
#[must_use]
pub fn sort(namespace: Namespace, language: Language) -> String {
    namespace_name(namespace, language)
}

/// All that is to be mended at once.
#[must_use]
pub fn mend_all(language: Language) -> String {
    say!(
        language,
        "исправить в файле всё, что можно понять только так",
        "файлда тек бір мағынасы барының бәрін түзету",
        "mend all in this file that can only be meant otherwise"
    )
}

/// What an edit puts in the place of what stands there.
#[must_use]
pub fn mend(before: &str, after: &str, language: Language) -> String {
    match (before.is_empty(), after.is_empty()) {
        (true, _) => say!(language, "вставить «{after}»", "«{after}» қосу", "insert «{after}»"),
        (false, true) => say!(language, "убрать «{before}»", "«{before}» алып тастау", "remove «{before}»"),
        (false, false) => {
            say!(
                language,
                "заменить «{before}» на «{after}»",
                "«{before}» орнына «{after}» жазу",
                "replace «{before}» with «{after}»"
            )
        }
    }
}

/// A word of the language: how it is spelled in each.
#[must_use]
pub fn spellings(keyword: Keyword, language: Language) -> String {
    let Some(entry) = keyword.entry() else { return String::new() };
    let of = |one: Language| {
        let words: Vec<String> =
            entry.spellings(one).iter().map(|word| format!("`{}`", keywords::printed(word))).collect();
        (!words.is_empty()).then(|| format!("- {}: {}", language_name(one, language), words.join(", ")))
    };
    Language::ALL.into_iter().filter_map(of).collect::<Vec<_>>().join("\n")
}

fn language_name(one: Language, language: Language) -> String {
    match one {
        Language::Ru => say!(language, "по-русски", "орысша", "in Russian"),
        Language::Kk => say!(language, "по-казахски", "қазақша", "in Kazakh"),
        Language::En => say!(language, "по-английски", "ағылшынша", "in English"),
    }
}

/// What is known of a step: who carries it out, how long it may take, the clauses.
#[must_use]
pub fn step(set: &ProcessSet, node: &Node, language: Language) -> Vec<String> {
    let mut told = Vec::new();
    let (people, waiting, term, role) = match &node.kind {
        NodeKind::Task(task) => (&task.performers, task.waiting.as_ref(), task.term.as_ref(), Keyword::PerformedBy),
        NodeKind::Decision(choice) => {
            (&choice.checkers, choice.waiting.as_ref(), choice.term.as_ref(), Keyword::CheckedBy)
        }
        NodeKind::Wait(wait) => (&wait.from, None, wait.bound.as_ref(), Keyword::FromWhom),
        _ => return told,
    };
    if !people.is_empty() {
        told.push(format!("{}: {}", label(role, language), titles(set, people)));
    }
    if let Some(term) = waiting {
        told.push(format!("{}: {}", label(Keyword::Waiting, language), words::term(term, language)));
    }
    if let Some(term) = term {
        told.push(format!("{}: {}", label(Keyword::Term, language), words::term(term, language)));
    }
    if !node.cites.is_empty() {
        told.push(format!("{}: {}", label(Keyword::Basis, language), words::citations(&node.cites, language)));
    }
    told
}

/// That something holds for these kinds of the service only.
#[must_use]
pub fn only(set: &ProcessSet, kinds: &[Option<VariantId>], language: Language) -> String {
    let ids = kinds.iter().filter_map(|kind| set.head.variant((*kind)?)).map(|kind| kind.id.as_str());
    format!(" ({} {})", label(Keyword::Only, language), ids.collect::<Vec<_>>().join(", "))
}

fn label(keyword: Keyword, language: Language) -> &'static str {
    keywords::printed(keyword.canonical(language))
}

fn titles(set: &ProcessSet, people: &[ParticipantId]) -> String {
    let titles = people.iter().filter_map(|id| set.head.participant(*id));
    titles.map(|one| one.title.as_str()).collect::<Vec<_>>().join("; ")
}

/// A limit that a step counts in.
#[must_use]
pub fn counts_in(set: &ProcessSet, limit: &Limit, language: Language) -> String {
    let (name, rule) = (words::limit_name(&limit.name, language), words::limit_rule(&set.head, limit, language));
    format!("{name}: {rule}")
}

/// The heading over the limits that a step counts in.
#[must_use]
pub fn counts_in_heading(language: Language) -> String {
    say!(language, "Входит в сроки:", "Мына мерзімдерге кіреді:", "It counts in:")
}

/// What stands above the dates of a step.
#[must_use]
pub fn dates_heading(language: Language) -> String {
    say!(language, "В случаях:", "Жағдайларда:", "In cases:")
}

/// When a case came to a step of a procedure, and was done with it, each time; nothing where it did not.
#[must_use]
pub fn dates_in(set: &ProcessSet, case: &Case, ran: &Trace, procedure: &str, step: &StepRef) -> Option<String> {
    // A choice of outcome has only borrowed the name of its step.
    let is_choice = |entry: &Entry| matches!(entry.did, Did::Decided(Answer::Outcome(_)));
    let is_it = |entry: &&Entry| {
        let within = entry.within.as_deref().unwrap_or(&case.procedure);
        entry.step.is(step) && within == procedure && !entry.cancelled && !is_choice(entry)
    };
    let told = |entry: &Entry| format!("{} – {}", trace::moment(set, entry.begins), trace::moment(set, entry.ends));
    let times: Vec<String> = ran.entries.iter().filter(is_it).map(told).collect();
    (!times.is_empty()).then(|| format!("- «{}»: {}\n", case.title, times.join(", ")))
}

/// What terms add up to on the shortest way and on the longest.
#[must_use]
pub fn total(least: &str, greatest: &str) -> String {
    if least == greatest { format!("Σ {least}") } else { format!("Σ {least} … {greatest}") }
}

/// What such a total means.
#[must_use]
pub fn total_means(language: Language) -> String {
    say!(
        language,
        "сроки шагов от подачи до конца этого шага; если пути разные – самого короткого и самого длинного",
        "өтініш берілгеннен осы қадамның соңына дейінгі қадамдардың мерзімдері; жолдар әртүрлі болса – ең қысқасы мен ең ұзыны",
        "the terms of the steps from filing to the end of this one; where ways differ, of the shortest and the longest"
    )
}

/// The regulation has mistakes, so that nothing can be run or drawn.
#[must_use]
pub fn not_sound(language: Language) -> String {
    say!(
        language,
        "в файле или в тех, что он использует, есть ошибки: сначала исправьте их",
        "файлда немесе ол пайдаланатын файлдарда қателер бар: алдымен соларды түзетіңіз",
        "the file, or one that it uses, has mistakes: mend them first"
    )
}

/// Nothing of this name.
#[must_use]
pub fn not_there(name: &str, language: Language) -> String {
    say!(language, "в файле нет «{name}»", "файлда «{name}» жоқ", "«{name}» is not in the file")
}

/// What runs a case.
#[must_use]
pub fn run_case(language: Language) -> String {
    say!(language, "выполнить этот случай", "осы жағдайды орындау", "run this case")
}

/// What shows a diagram; of a kind of the service, where there are several.
#[must_use]
pub fn show_diagram(variant: Option<&str>, language: Language) -> String {
    match variant {
        Some(variant) => {
            say!(language, "показать схему: {variant}", "сызбаны көрсету: {variant}", "show diagram: {variant}")
        }
        None => say!(language, "показать схему", "сызбаны көрсету", "show diagram"),
    }
}
