//! The fixed words of the diagrams, per language.

use super::drawing::Symbol;
use crate::language::Language;

/// A wording in Russian, Kazakh and English.
type Words = [&'static str; 3];

fn say(language: Language, [ru, kk, en]: Words) -> &'static str {
    match language {
        Language::Ru => ru,
        Language::Kk => kk,
        Language::En => en,
    }
}

/// The lines that say which annex of which regulation this is. Kazakh names the regulation first.
pub(super) fn annex_header(annex: &str, regulation: &str, language: Language) -> [String; 3] {
    let title = quoted(regulation, language);
    match language {
        Language::Ru => [format!("Приложение {annex}"), "к регламенту государственной услуги".to_owned(), title],
        Language::Kk => [title, "мемлекеттік көрсетілетін қызмет регламентіне".to_owned(), format!("{annex}-қосымша")],
        Language::En => [format!("Annex {annex}"), "to the regulation of the public service".to_owned(), title],
    }
}

/// A title in the quotation marks of its language; one that has them already keeps them.
fn quoted(title: &str, language: Language) -> String {
    let bare = title.trim();
    let bare = bare
        .strip_prefix('«')
        .and_then(|rest| rest.strip_suffix('»'))
        .filter(|inner| !inner.contains(['«', '»']))
        .unwrap_or(bare);
    match language {
        Language::Ru | Language::Kk => format!("«{bare}»"),
        Language::En => format!("“{bare}”"),
    }
}

pub(super) fn flowchart_title(language: Language) -> &'static str {
    say(
        language,
        [
            "Блок-схема прохождения каждого действия (процедуры)",
            "Әрбір іс-қимылдан (рәсімнен) өтудің блок-схемасы",
            "Flow chart of each action (procedure)",
        ],
    )
}

pub(super) fn legend_title(language: Language) -> &'static str {
    say(language, ["Условные обозначения:", "Шартты белгілер:", "Legend:"])
}

/// What a symbol stands for; `None` is the arrow.
pub(super) fn legend_entry(symbol: Option<Symbol>, language: Language) -> &'static str {
    let words = match symbol {
        Some(Symbol::Start) => ["Начало", "Басталуы", "Start"],
        Some(Symbol::Favourable) => ["Завершение", "Аяқталуы", "End"],
        Some(Symbol::Task) => {
            ["Действие (исполнитель, срок)", "Іс-қимыл (орындаушы, мерзім)", "Action (performer, term)"]
        }
        Some(Symbol::Decision) => ["Условие", "Шарт", "Condition"],
        Some(Symbol::Bar) => [
            "Одновременные действия; ожидание всех",
            "Бір мезгілдегі іс-қимылдар; барлығын күту",
            "Simultaneous actions; waiting for all",
        ],
        Some(Symbol::Wait) => ["Ожидание ответа", "Жауап күту", "Waiting for a reply"],
        Some(Symbol::Call) => ["Другая процедура регламента", "Регламенттің басқа рәсімі", "Another procedure"],
        Some(Symbol::HandOver) => [
            "Перенаправление (кому), новый порядок",
            "Қайта жолдау (кімге), жаңа тәртіп",
            "Redirection (to whom), a new procedure",
        ],
        Some(Symbol::Interrupt) => {
            ["Прерывание в любой момент", "Кез келген сәттегі үзіліс", "Interruption at any time"]
        }
        Some(Symbol::Refusal) => ["Отказ", "Бас тарту", "Refusal"],
        None => ["Переход к следующему действию", "Келесі іс-қимылға өту", "To the next action"],
    };
    say(language, words)
}

pub(super) fn filing(language: Language) -> &'static str {
    say(language, ["Начало: подача заявления", "Басталуы: өтініш беру", "Start: filing of the application"])
}

/// The question of a choice to which the act gives no criterion.
pub(super) fn unstated_choice(language: Language) -> &'static str {
    say(language, ["Результат?", "Нәтиже?", "Result?"])
}

pub(super) fn wait_for(title: &str, language: Language) -> String {
    format!("{}: {title}", say(language, ["Ожидание ответа", "Жауап күту", "Waiting for a reply"]))
}

/// Beside a bar behind which the same is done for every member of a list; the three strokes are BPMN's.
pub(super) fn for_each(title: &str, language: Language) -> String {
    format!("{}: {title} |||", say(language, ["для каждого", "әрқайсысы үшін", "for each"]))
}

/// The procedure that goes on in the place of this one.
pub(super) fn handed_over(title: &str, language: Language) -> String {
    format!("{}: {title}", say(language, ["Перенаправление", "Қайта жолдау", "Redirection"]))
}

/// What may break the procedure off.
pub(super) fn at_any_time(title: &str, language: Language) -> String {
    format!("{}: {title}", say(language, ["В любой момент", "Кез келген сәтте", "At any time"]))
}

/// How long a wait lasts at most.
pub(super) fn bound(term: &str, language: Language) -> String {
    format!("{} – {term}", say(language, ["срок", "мерзімі", "term"]))
}

pub(super) fn reply(language: Language) -> &'static str {
    say(language, ["ответ получен", "жауап алынды", "reply received"])
}

pub(super) fn expiry(language: Language) -> &'static str {
    say(language, ["срок истёк", "мерзім бітті", "term expired"])
}

pub(super) fn tacit_consent(language: Language) -> &'static str {
    say(language, ["Молчаливое согласие", "Үнсіз келісім", "Tacit consent"])
}

/// Beside a bar that does not wait for the branches still at work.
pub(super) fn first_suffices(language: Language) -> &'static str {
    say(language, ["достаточно первой ветви", "бірінші тармақ жеткілікті", "the first branch suffices"])
}
