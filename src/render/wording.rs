//! The fixed words of the diagrams, per language.

use super::drawing::{Entry, Line, Symbol};
use crate::language::Language;
use crate::model::DiagramStyle;

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
        Language::Ru => [annex_name(annex, language), "к регламенту государственной услуги".to_owned(), title],
        Language::Kk => [title, "мемлекеттік көрсетілетін қызмет регламентіне".to_owned(), annex_name(annex, language)],
        Language::En => [annex_name(annex, language), "to the regulation of the public service".to_owned(), title],
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

/// What an annex is called on its own.
pub(super) fn annex_name(annex: &str, language: Language) -> String {
    match language {
        Language::Ru => format!("Приложение {annex}"),
        Language::Kk => format!("{annex}-қосымша"),
        Language::En => format!("Annex {annex}"),
    }
}

pub(super) fn index_title(language: Language) -> &'static str {
    say(language, ["Приложения регламентов", "Регламенттердің қосымшалары", "Annexes of the regulations"])
}

/// The title of a diagram of interaction; it is numbered where the act has several.
pub(super) fn interaction_title(number: Option<usize>, language: Language) -> String {
    let sign = say(language, ["№", "№", "No"]);
    let no = number.map(|number| format!("{sign} {number} ")).unwrap_or_default();
    match language {
        Language::Ru => {
            format!("Диаграмма {no}функционального взаимодействия при оказании электронной государственной услуги")
        }
        Language::Kk => {
            format!("Мемлекеттік қызметті көрсету бойынша функционалдық өзара әрекеттердің {no}диаграммасы")
        }
        Language::En => {
            format!("Diagram {no}of functional interaction in the provision of the electronic public service")
        }
    }
}

/// The title of a directory of business processes.
pub(super) fn directory_title(regulation: &str, language: Language) -> String {
    let title = quoted(regulation, language);
    match language {
        Language::Ru => format!("Справочник бизнес-процессов оказания государственной услуги {title}"),
        Language::Kk => format!("{title} мемлекеттік көрсетілетін қызметі бизнес-процесінің анықтамалығы"),
        Language::En => format!("Directory of business processes of the public service {title}"),
    }
}

/// What the columns of a directory of business processes are.
pub(super) fn unit_note(language: Language) -> &'static str {
    say(
        language,
        [
            "СФЕ – структурно-функциональная единица: взаимодействие структурных подразделений (работников) \
             услугодателя, центра обслуживания населения, веб-портала «электронного правительства»",
            "ҚФБ – құрылымдық-функционалдық бірлік: көрсетілетін қызметті берушінің құрылымдық бөлімшелерінің \
             (қызметкерлерінің), халыққа қызмет көрсету орталықтарының, «электрондық үкімет» веб-порталының өзара \
             іс-қимылдары",
            "SFU – structural-functional unit: the interaction of the provider's units (staff), the public service \
             centres and the e-government portal",
        ],
    )
}

/// What a symbol or an arrow stands for.
pub(super) fn legend_entry(entry: Entry, style: DiagramStyle, language: Language) -> &'static str {
    let words = match (entry, style) {
        (Entry::Symbol(symbol), DiagramStyle::Flowchart) => in_flowchart(symbol),
        (Entry::Symbol(symbol), DiagramStyle::Interaction) => in_interaction(symbol),
        (Entry::Symbol(symbol), DiagramStyle::Swimlanes) => in_directory(symbol),
        (Entry::Line(Line::Message), _) => ["Поток сообщений", "Хабарламалар ағыны", "Message flow"],
        (Entry::Line(Line::Flow), DiagramStyle::Flowchart) => {
            ["Переход к следующему действию", "Келесі іс-қимылға өту", "To the next action"]
        }
        (Entry::Line(Line::Flow), DiagramStyle::Interaction) => ["Поток управления", "Басқару ағыны", "Sequence flow"],
        (Entry::Line(Line::Flow), DiagramStyle::Swimlanes) => [
            "переход к следующей процедуре (действию)",
            "келесі рәсімге (іс-қимылға) өту",
            "to the next procedure (action)",
        ],
    };
    say(language, words)
}

fn in_flowchart(symbol: Symbol) -> Words {
    match symbol {
        Symbol::Start | Symbol::MessageStart => ["Начало", "Басталуы", "Start"],
        Symbol::Favourable | Symbol::MessageEnd => ["Завершение", "Аяқталуы", "End"],
        Symbol::Message => ["Сообщение", "Хабарлама", "Message"],
        Symbol::Task => ["Действие (исполнитель, срок)", "Іс-қимыл (орындаушы, мерзім)", "Action (performer, term)"],
        Symbol::Decision => ["Условие", "Шарт", "Condition"],
        Symbol::Bar => [
            "Одновременные действия; ожидание всех",
            "Бір мезгілдегі іс-қимылдар; барлығын күту",
            "Simultaneous actions; waiting for all",
        ],
        Symbol::Wait => ["Ожидание ответа", "Жауап күту", "Waiting for a reply"],
        Symbol::Call => ["Другая процедура регламента", "Регламенттің басқа рәсімі", "Another procedure"],
        Symbol::HandOver => [
            "Перенаправление (кому), новый порядок",
            "Қайта жолдау (кімге), жаңа тәртіп",
            "Redirection (to whom), a new procedure",
        ],
        Symbol::Interrupt => ["Прерывание в любой момент", "Кез келген сәттегі үзіліс", "Interruption at any time"],
        Symbol::Refusal => ["Отказ", "Бас тарту", "Refusal"],
        Symbol::GoesOn | Symbol::ComesFrom => [
            "Соединение листов: продолжение у той же буквы",
            "Парақтарды жалғау: жалғасы сол әріптің жанында",
            "Connection of sheets: goes on at the same letter",
        ],
    }
}

fn in_interaction(symbol: Symbol) -> Words {
    match symbol {
        Symbol::MessageStart => ["Начальное сообщение", "Бастапқы хабарлама", "Start message"],
        Symbol::MessageEnd => ["Завершающее сообщение", "Аяқтаушы хабарлама", "End message"],
        Symbol::Message => ["Промежуточное сообщение", "Аралық хабарлама", "Intermediate message"],
        Symbol::Task => ["Процесс", "Үдеріс", "Process"],
        Symbol::Refusal => ["Сообщение об отказе", "Бас тарту туралы хабарлама", "Refusal message"],
        other => in_flowchart(other),
    }
}

fn in_directory(symbol: Symbol) -> Words {
    match symbol {
        Symbol::Start => [
            "начало оказания государственной услуги",
            "мемлекеттік қызмет көрсетудің басталуы",
            "start of the provision of the public service",
        ],
        Symbol::Favourable => [
            "завершение оказания государственной услуги",
            "мемлекеттік қызмет көрсетудің аяқталуы",
            "end of the provision of the public service",
        ],
        Symbol::Task => [
            "наименование процедуры (действия) услугополучателя и (или) СФЕ",
            "қызметті алушы және (немесе) ҚФБ рәсімінің (іс-қимылының) атауы",
            "name of the procedure (action) of the applicant and (or) SFU",
        ],
        Symbol::Decision => ["вариант выбора", "таңдау нұсқасы", "choice"],
        Symbol::Refusal => ["отказ", "бас тарту", "refusal"],
        Symbol::Wait => ["ожидание ответа", "жауап күту", "waiting for a reply"],
        Symbol::Call => ["другая процедура регламента", "регламенттің басқа рәсімі", "another procedure"],
        other => in_flowchart(other),
    }
}

/// What a case begins with.
pub(super) fn filing(language: Language, style: DiagramStyle) -> &'static str {
    match style {
        DiagramStyle::Flowchart => {
            say(language, ["Начало: подача заявления", "Басталуы: өтініш беру", "Start: filing of the application"])
        }
        DiagramStyle::Interaction | DiagramStyle::Swimlanes => {
            say(language, ["Подача заявления", "Өтініш беру", "Filing of the application"])
        }
    }
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

/// Which sheet of an annex of several this is.
pub(super) fn sheet_number(number: usize, count: usize, language: Language) -> String {
    match (language, number) {
        (Language::Ru, 1) => format!("Лист 1 из {count}"),
        (Language::Ru, _) => format!("Продолжение: лист {number} из {count}"),
        (Language::Kk, 1) => format!("{count} парақтың 1-парағы"),
        (Language::Kk, _) => format!("Жалғасы: {count} парақтың {number}-парағы"),
        (Language::En, 1) => format!("Sheet 1 of {count}"),
        (Language::En, _) => format!("Continued: sheet {number} of {count}"),
    }
}

/// Beside a connector: where its arrow goes on.
pub(super) fn to_sheet(number: &str, language: Language) -> String {
    match language {
        Language::Ru => format!("к листу\u{a0}{number}"),
        Language::Kk => format!("{number}-параққа"),
        Language::En => format!("to sheet\u{a0}{number}"),
    }
}

/// Beside a connector: where its arrow comes from.
pub(super) fn from_sheets(numbers: &[String], language: Language) -> String {
    let list = numbers.join(", ");
    match (language, numbers) {
        (Language::Ru, [_]) => format!("с листа\u{a0}{list}"),
        (Language::Ru, _) => format!("с листов {list}"),
        (Language::Kk, _) => format!("{list}-парақтан"),
        (Language::En, [_]) => format!("from sheet\u{a0}{list}"),
        (Language::En, _) => format!("from sheets {list}"),
    }
}

/// The letters of connectors, in the order of the alphabet; those that look like digits or like another
/// letter are left out.
pub(super) fn connector(number: usize, language: Language) -> String {
    let letters = match language {
        Language::Ru | Language::Kk => "АБВГДЕЖИКЛМНПРСТУФЦШЭЮЯ",
        Language::En => "ABCDEFGHJKLMNPQRSTUVWXYZ",
    };
    let count = letters.chars().count();
    let letter = letters.chars().nth(number % count).map(String::from).unwrap_or_default();
    if number < count { letter } else { format!("{letter}{}", number / count + 1) }
}
