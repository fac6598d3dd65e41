//! Findings in words: one place for what the tool says, in each of its languages.
//!
//! Lower case, no full stop, no blame; the author's words in «». Variables stand in the nominative or
//! after a colon, so that no ending has to be made up.

use crate::calendar::CalendarError;
use crate::diagnostic::{Expected, Namespace, Problem, Related, Section, Severity, Unreadable};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{Answer, GivenFor};
use crate::words;

/// The text of the language: `say!(language, ru, kk, en)`.
macro_rules! say {
    ($language:expr, $ru:literal, $kk:literal, $en:literal $(,)?) => {
        match $language {
            $crate::language::Language::Ru => format!($ru),
            $crate::language::Language::Kk => format!($kk),
            $crate::language::Language::En => format!($en),
        }
    };
}
pub(crate) use say;

/// How bad a finding is, as a word.
#[must_use]
pub fn severity(severity: Severity, language: Language) -> String {
    match severity {
        Severity::Error => say!(language, "ошибка", "қате", "error"),
        Severity::Warning => say!(language, "предупреждение", "ескерту", "warning"),
        Severity::Note => say!(language, "примечание", "түсіндірме", "note"),
    }
}

/// What is wrong, in `language`; words of the file stay in the file's own.
#[must_use]
pub fn message(problem: &Problem, language: Language, file: Language) -> String {
    match problem {
        Problem::CannotRead { path, reason } => {
            let reason = unreadable(reason, language);
            say!(
                language,
                "не удалось прочитать файл «{path}»: {reason}",
                "«{path}» файлын оқу мүмкін болмады: {reason}",
                "the file «{path}» cannot be read: {reason}"
            )
        }
        Problem::UsesItself => say!(
            language,
            "файл использует сам себя, напрямую или через другие файлы",
            "файл өзін-өзі тікелей немесе басқа файлдар арқылы пайдаланады",
            "the file uses itself, directly or by way of others"
        ),
        Problem::NoHeader => say!(
            language,
            "в первой строке нет издания и языка",
            "бірінші жолда басылым мен тіл көрсетілмеген",
            "the first line does not name the edition and the language"
        ),
        Problem::UnknownEdition(edition) => say!(
            language,
            "издание языка «{edition}» неизвестно",
            "тілдің «{edition}» басылымы белгісіз",
            "the edition «{edition}» of the language is not known"
        ),
        Problem::UnknownLanguage(code) => {
            say!(language, "язык «{code}» неизвестен", "«{code}» тілі белгісіз", "the language «{code}» is not known")
        }
        Problem::QuoteOpen => {
            say!(language, "кавычка не закрыта", "тырнақша жабылмаған", "the quotation mark is not closed")
        }
        Problem::QuotesTooDeep => say!(
            language,
            "слишком много кавычек внутри кавычек",
            "тырнақша ішінде тырнақша тым көп",
            "too many quotations within quotations"
        ),
        Problem::UnknownWord { word, .. } if is_title(word) => say!(
            language,
            "строка не может начинаться с названия в кавычках",
            "жол тырнақшадағы атаудан басталмайды",
            "a line cannot begin with a title in quotation marks"
        ),
        Problem::UnknownWord { word, .. } => say!(
            language,
            "строка не может начинаться с «{word}»",
            "жол «{word}» деп басталмайды",
            "a line cannot begin with «{word}»"
        ),
        Problem::Misplaced { word, home } => {
            let home = section(*home, language);
            say!(
                language,
                "строке «{word}» место {home}",
                "«{word}» жолының орны: {home}",
                "a line «{word}» belongs {home}"
            )
        }
        Problem::NotUnderstood { found, .. } if found.is_empty() => {
            say!(language, "строка не окончена", "жол аяқталмаған", "the line is not complete")
        }
        Problem::NotUnderstood { found, .. } if is_title(found) => say!(
            language,
            "здесь не может стоять название в кавычках",
            "мұнда тырнақшадағы атау тұра алмайды",
            "a title in quotation marks cannot stand here"
        ),
        Problem::NotUnderstood { found, .. } => {
            say!(
                language,
                "здесь не может стоять «{found}»",
                "мұнда «{found}» тұра алмайды",
                "«{found}» cannot stand here"
            )
        }
        Problem::NotYet(word) => say!(
            language,
            "слово «{word}» есть в языке, но эта версия regc его ещё не читает",
            "«{word}» сөзі тілде бар, бірақ regc-тің бұл нұсқасы оны әлі оқымайды",
            "«{word}» is a word of the language, but this version of regc does not read it yet"
        ),
        Problem::WhichDays => say!(
            language,
            "не указано, какие дни: рабочие или календарные",
            "қандай күн екені көрсетілмеген: жұмыс күні немесе күнтізбелік күн",
            "it is not said which days: working or calendar"
        ),
        Problem::DateForm => say!(
            language,
            "такую дату можно прочесть по-разному",
            "мұндай күнді әртүрлі оқуға болады",
            "such a date can be read in two ways"
        ),
        Problem::NoSuchDate(date) => {
            say!(language, "такой даты нет: {date}", "мұндай күн жоқ: {date}", "there is no such date: {date}")
        }
        Problem::NoSuchTime(time) => {
            say!(language, "такого времени нет: {time}", "мұндай уақыт жоқ: {time}", "there is no such time: {time}")
        }
        Problem::NumberWords { figure, words } => say!(
            language,
            "число {figure} не совпадает с прописью «{words}»",
            "{figure} саны «{words}» деген жазбаға сәйкес келмейді",
            "the figure {figure} differs from the words «{words}»"
        ),
        Problem::NoNumber(words) => say!(
            language,
            "пропись «{words}» не складывается в число",
            "«{words}» деген жазбадан сан құралмайды",
            "the words «{words}» make up no number"
        ),
        Problem::OtherLanguage { language: other, .. } => {
            let other = language_name(*other, language);
            say!(language, "это слово {other}", "бұл сөз {other}", "this word is {other}")
        }
        Problem::MixedScript { word, letter, count } => {
            let script = script(*letter, language);
            let more = count.saturating_sub(1);
            let rest = match (more, language) {
                (0, _) => String::new(),
                (_, Language::Ru) => format!("; таких слов ещё {more}"),
                (_, Language::Kk) => format!("; мұндай сөз тағы {more}"),
                (1, Language::En) => "; there is one more such word".to_owned(),
                (_, Language::En) => format!("; there are {more} more such words"),
            };
            say!(
                language,
                "буква «{letter}» в слове «{word}» {script}{rest}",
                "«{word}» сөзіндегі «{letter}» әрпі {script}{rest}",
                "the letter «{letter}» in «{word}» is {script}{rest}"
            )
        }
        Problem::TooMany(count) => say!(
            language,
            "показаны первые замечания ({count}), дальше файл не читался",
            "алғашқы ескертулер ({count}) көрсетілді, файл одан әрі оқылмады",
            "the first findings ({count}) are shown, the rest of the file was not read"
        ),
        Problem::NestedTooDeep(depth) => say!(
            language,
            "вложенность больше {depth}: порядок дальше не читался",
            "кірістіру {depth} деңгейден асады: тәртіп одан әрі оқылмады",
            "blocks nest deeper than {depth}: the rest of the procedure was not read"
        ),
        Problem::NothingToBelongTo(word) => say!(
            language,
            "строке «{word}» не к чему относиться",
            "«{word}» жолы ештеңеге қатысты емес",
            "the line «{word}» has nothing to belong to"
        ),
        Problem::BranchWithoutEnding(branch) => say!(
            language,
            "не указано, чем кончается ветвь «{branch}»",
            "«{branch}» тарамы немен аяқталатыны көрсетілмеген",
            "it is not said how the branch «{branch}» ends"
        ),
        Problem::NotClosed(word) => {
            say!(language, "не хватает строки «{word}»", "«{word}» жолы жетіспейді", "the line «{word}» is missing")
        }
        Problem::NoSuchConditionOpen => {
            say!(language, "такое условие не открыто", "мұндай шарт ашылмаған", "no such condition is open")
        }
        Problem::NoAnswers => {
            say!(language, "у условия нет ответов", "шарттың жауаптары жоқ", "the condition has no answers")
        }
        Problem::AnswerMissing { yes } => {
            let answer = words::yes_no(*yes, file);
            say!(
                language,
                "не указано, что делать при ответе «{answer}»",
                "«{answer}» деген жауап кезінде не істелетіні көрсетілмеген",
                "nothing is said for the answer «{answer}»"
            )
        }
        Problem::OneAnswer => say!(
            language,
            "у условия один ответ: решать нечего",
            "шарттың жауабы біреу: шешетін ештеңе жоқ",
            "the condition has one answer: it decides nothing"
        ),
        Problem::AnswerTwice(answer) => say!(
            language,
            "ответ «{answer}» указан дважды",
            "«{answer}» деген жауап екі рет көрсетілген",
            "the answer «{answer}» is given twice"
        ),
        Problem::SecondRegulation => {
            say!(language, "в файле уже есть регламент", "файлда регламент бар", "the file already has a regulation")
        }
        Problem::NoRegulation => {
            say!(language, "в файле нет регламента", "файлда регламент жоқ", "the file has no regulation")
        }
        Problem::NoSteps(procedure) => say!(
            language,
            "в порядке «{procedure}» нет ни одного действия",
            "«{procedure}» тәртібінде бірде-бір іс-қимыл жоқ",
            "the procedure «{procedure}» has no steps"
        ),
        Problem::EmptyBranch(branch) => say!(
            language,
            "в ветви «{branch}» нет ни одного шага",
            "«{branch}» тарамында бірде-бір қадам жоқ",
            "the branch «{branch}» has no steps"
        ),
        Problem::NotDeclared { namespace, name, .. } => {
            let what = namespace_name(*namespace, language);
            say!(
                language,
                "{what} «{name}» нигде не указан",
                "{what} «{name}» еш жерде көрсетілмеген",
                "the {what} «{name}» is not declared anywhere"
            )
        }
        Problem::DeclaredTwice(name) => {
            say!(language, "«{name}» указано дважды", "«{name}» екі рет көрсетілген", "«{name}» is declared twice")
        }
        Problem::SaidTwice(word) => {
            say!(language, "строка «{word}» уже есть", "«{word}» жолы бұрын да бар", "there is a line «{word}» already")
        }
        Problem::Missing(keyword) => {
            let word = keyword.canonical(file);
            say!(language, "не хватает строки «{word}:»", "«{word}:» жолы жетіспейді", "the line «{word}:» is missing")
        }
        Problem::NeverReached => say!(
            language,
            "сюда не ведёт ни один путь: шаг никогда не выполняется",
            "мұнда бірде-бір жол апармайды: қадам ешқашан орындалмайды",
            "no path leads here: the step is never carried out"
        ),
        Problem::NoEnd => say!(
            language,
            "порядок кончается без исхода",
            "тәртіп нәтижесіз аяқталады",
            "the procedure ends without an outcome"
        ),
        Problem::JumpAcrossBranch => say!(
            language,
            "переходить в ветвь или из неё нельзя",
            "тарамға кіріп немесе одан шығып өтуге болмайды",
            "no jump may lead into or out of a branch"
        ),
        Problem::WrongDirection { back: true, .. } => {
            say!(language, "этот переход ведёт назад", "бұл өту кері апарады", "this jump leads back")
        }
        Problem::WrongDirection { back: false, .. } => {
            say!(language, "этот возврат ведёт вперёд", "бұл оралу алға апарады", "this return leads forward")
        }
        Problem::UnboundedReturn => say!(
            language,
            "число возвратов не ограничено",
            "оралу саны шектелмеген",
            "the number of returns has no bound"
        ),
        Problem::CallsItself(procedure) => say!(
            language,
            "порядок «{procedure}» выполняет сам себя и не может кончиться",
            "«{procedure}» тәртібі өзін-өзі орындайды, сондықтан аяқтала алмайды",
            "the procedure «{procedure}» follows itself and can never end"
        ),
        Problem::TwoTerms => say!(
            language,
            "для одного варианта указаны два срока",
            "бір нұсқаға екі мерзім көрсетілген",
            "two terms are set for one variant"
        ),
        Problem::StepAbsent(step) => {
            let step = words::step_ref(step, file);
            say!(
                language,
                "в одном из вариантов шага «{step}» нет",
                "нұсқалардың бірінде «{step}» қадамы жоқ",
                "one of the variants has no «{step}»"
            )
        }
        Problem::ActSilent => say!(
            language,
            "в акте не указано, по какому основанию выбирается исход",
            "нәтиже қандай негізбен таңдалатыны актіде көрсетілмеген",
            "the act does not say how the outcome is chosen"
        ),
        Problem::PartExceeds => say!(
            language,
            "часть больше всего срока",
            "бөлігі жалпы мерзімнен ұзақ",
            "the part is longer than the whole term"
        ),
        Problem::UnknownTimeZone(zone) => say!(
            language,
            "часовой пояс «{zone}» неизвестен",
            "«{zone}» уақыт белдеуі белгісіз",
            "the time zone «{zone}» is not known"
        ),
        Problem::Calendar(error) => calendar(error, language),
        Problem::WhichVariant(_) => say!(
            language,
            "не указан вариант, для которого выполняется порядок",
            "тәртіп қай нұсқа үшін орындалатыны көрсетілмеген",
            "it is not said for which variant the procedure is followed"
        ),
        Problem::NoSuchStep { step: GivenFor::Wait(title), procedure } => say!(
            language,
            "в порядке «{procedure}» нет ожидания ответа «{title}»",
            "«{procedure}» тәртібінде «{title}» жауабын күту жоқ",
            "the procedure «{procedure}» has no wait for «{title}»"
        ),
        Problem::NoSuchStep { step: GivenFor::Step(step), procedure } => {
            let step = words::step_ref(step, file);
            say!(
                language,
                "в порядке «{procedure}» нет шага «{step}»",
                "«{procedure}» тәртібінде «{step}» қадамы жоқ",
                "the procedure «{procedure}» has no «{step}»"
            )
        }
        Problem::WrongGiven { known } if known.is_empty() => say!(
            language,
            "этот шаг ни о чём не спрашивает, ответа у него нет",
            "бұл қадам ештеңе сұрамайды, оның жауабы жоқ",
            "this step asks nothing, so it has no answer"
        ),
        Problem::WrongGiven { .. } => say!(
            language,
            "у этого условия нет такого ответа",
            "бұл шартта мұндай жауап жоқ",
            "this condition has no such answer"
        ),
    }
}

fn calendar(error: &CalendarError, language: Language) -> String {
    match error {
        CalendarError::YearsReversed { first, last } => say!(
            language,
            "годы стоят в обратном порядке: {first}, {last}",
            "жылдар кері ретпен тұр: {first}, {last}",
            "the years stand in reverse: {first}, {last}"
        ),
        CalendarError::TooManyYears { .. } => {
            say!(language, "в календаре слишком много лет", "күнтізбеде жыл тым көп", "the calendar has too many years")
        }
        CalendarError::YearOutOfRange { year } => {
            say!(language, "такого года нет: {year}", "мұндай жыл жоқ: {year}", "there is no such year: {year}")
        }
        CalendarError::NoWorkingWeek => say!(
            language,
            "не указан ни один рабочий день недели",
            "аптаның бірде-бір жұмыс күні көрсетілмеген",
            "no day of the week is worked"
        ),
        CalendarError::NoWorkingHours => {
            say!(language, "рабочее время не указано", "жұмыс уақыты көрсетілмеген", "no working hours are set")
        }
        CalendarError::HoursReversed { .. } => say!(
            language,
            "рабочее время кончается раньше, чем начинается",
            "жұмыс уақыты басталмай жатып аяқталады",
            "the working hours end before they begin"
        ),
        CalendarError::HoursOverlap { .. } => say!(
            language,
            "часы работы пересекаются или стоят не по порядку",
            "жұмыс сағаттары қиылысады немесе ретімен тұрған жоқ",
            "the working hours overlap or are out of order"
        ),
        CalendarError::DaysReversed { first, last, .. } => say!(
            language,
            "даты стоят в обратном порядке: {first}, {last}",
            "күндер кері ретпен тұр: {first}, {last}",
            "the dates stand in reverse: {first}, {last}"
        ),
        CalendarError::OutsideKnownYears { date, .. } => say!(
            language,
            "дата вне известных годов: {date}",
            "күн белгілі жылдардан тыс: {date}",
            "the date is outside the known years: {date}"
        ),
        CalendarError::Repeated { date, .. } => {
            say!(
                language,
                "дата указана дважды: {date}",
                "күн екі рет көрсетілген: {date}",
                "the date is given twice: {date}"
            )
        }
        CalendarError::Contradiction { date, .. } => say!(
            language,
            "дата указана и рабочей, и выходной: {date}",
            "күн жұмыс күні әрі демалыс күні деп көрсетілген: {date}",
            "the date is given both as worked and as off: {date}"
        ),
    }
}

/// Why a file cannot be read.
#[must_use]
pub fn unreadable(reason: &Unreadable, language: Language) -> String {
    match reason {
        Unreadable::NoSuchFile => say!(language, "нет такого файла", "мұндай файл жоқ", "no such file"),
        Unreadable::PermissionDenied => {
            say!(language, "нет права на чтение", "оқуға рұқсат жоқ", "permission denied")
        }
        Unreadable::IsFolder => say!(language, "это папка", "бұл – қалта", "it is a folder"),
        Unreadable::TooLarge(size) => {
            say!(language, "больше {size} МиБ", "{size} МиБ-тан үлкен", "larger than {size} MiB")
        }
        Unreadable::NotUtf8 { line } => say!(
            language,
            "строка {line} не в кодировке UTF-8; сохраните файл как UTF-8",
            "{line}-жол UTF-8 кодтамасында емес; файлды UTF-8 түрінде сақтаңыз",
            "not UTF-8 at line {line}; save it as UTF-8"
        ),
        Unreadable::Other(reason) => reason.clone(),
    }
}

/// What to write instead, where the tool can tell; words to write are those of the file's language.
#[must_use]
pub fn help(problem: &Problem, language: Language, file: Language) -> Option<String> {
    Some(match problem {
        Problem::NoHeader | Problem::UnknownEdition(_) | Problem::UnknownLanguage(_) => say!(
            language,
            "первой строкой напишите: reg 1 ru (или kk, en)",
            "бірінші жолға былай жазыңыз: reg 1 kk (немесе ru, en)",
            "write as the first line: reg 1 en (or ru, kk)"
        ),
        Problem::QuoteOpen => say!(
            language,
            "закройте кавычку на той же строке: «…» или \"…\"",
            "тырнақшаны сол жолда жабыңыз: «…» немесе \"…\"",
            "close it on the same line: «…» or \"…\""
        ),
        Problem::UnknownWord { meant: None, section, .. } => {
            let words = beginnings(*section).map(|keyword| format!("«{}»", keyword.canonical(file))).join(", ");
            say!(
                language,
                "здесь строка начинается, например, с {words}",
                "мұнда жол, мысалы, былай басталады: {words}",
                "here a line begins, for instance, with {words}"
            )
        }
        Problem::UnknownWord { meant: Some(word), .. } | Problem::NotDeclared { meant: Some(word), .. } => {
            say!(language, "возможно, имелось в виду «{word}»", "мүмкін, «{word}» болар", "did you mean «{word}»?")
        }
        Problem::NotUnderstood { expected, .. } => {
            let expected = expectation(expected, language, file)?;
            say!(language, "здесь должно быть: {expected}", "мұнда болуы тиіс: {expected}", "expected here: {expected}")
        }
        Problem::WhichDays => {
            let working = Keyword::WorkingDay.canonical(file);
            let calendar = Keyword::CalendarDay.canonical(file);
            say!(
                language,
                "напишите «{working}» или «{calendar}»",
                "«{working}» немесе «{calendar}» деп жазыңыз",
                "write «{working}» or «{calendar}»"
            )
        }
        Problem::DateForm | Problem::NoSuchDate(_) => say!(
            language,
            "дата пишется так: 2014-03-26 или 26.03.2014",
            "күн былай жазылады: 2014-03-26 немесе 26.03.2014",
            "a date is written 2014-03-26 or 26.03.2014"
        ),
        Problem::OtherLanguage { write, .. } => {
            say!(language, "напишите «{write}»", "«{write}» деп жазыңыз", "write «{write}»")
        }
        Problem::BranchWithoutEnding(_) => {
            let next = Keyword::Next.canonical(file);
            let finish = Keyword::Finish.canonical(file);
            say!(
                language,
                "закончите ветвь строкой «{next}» или «{finish}: …»",
                "тарамды «{next}» немесе «{finish}: …» жолымен аяқтаңыз",
                "end the branch with «{next}» or «{finish}: …»"
            )
        }
        Problem::NotClosed(word) => {
            say!(language, "добавьте строку «{word}»", "«{word}» жолын қосыңыз", "add the line «{word}»")
        }
        Problem::AnswerMissing { yes } => {
            let answer = words::yes_no(*yes, file);
            let next = Keyword::Next.canonical(file);
            let finish = Keyword::Finish.canonical(file);
            say!(
                language,
                "добавьте строку «{answer}: {next}» или «{answer}: {finish}: …»",
                "«{answer}: {next}» немесе «{answer}: {finish}: …» жолын қосыңыз",
                "add the line «{answer}: {next}» or «{answer}: {finish}: …»"
            )
        }
        Problem::NoEnd => {
            let result = Keyword::Result.canonical(file);
            let finish = Keyword::Finish.canonical(file);
            say!(
                language,
                "добавьте строку «{result}: …» к последнему шагу или «{finish}: …» после него",
                "соңғы қадамға «{result}: …» немесе одан кейін «{finish}: …» жолын қосыңыз",
                "add «{result}: …» to the last step or «{finish}: …» after it"
            )
        }
        Problem::WrongDirection { step, back } => {
            let write = if *back { words::return_to(step, file) } else { words::go_to(step, file) };
            say!(language, "напишите «{write}»", "«{write}» деп жазыңыз", "write «{write}»")
        }
        Problem::UnboundedReturn => {
            let bound = say!(file, "не более 2 раз", "2 реттен артық емес", "at most 2 times");
            say!(language, "допишите: «, {bound}»", "қосып жазыңыз: «, {bound}»", "add: «, {bound}»")
        }
        Problem::MixedScript { .. } => say!(
            language,
            "прочитано по смыслу; наберите слово заново на одной раскладке",
            "мағынасы бойынша оқылды; сөзді бір пернетақта тілінде қайта теріңіз",
            "read as meant; type the word again on one keyboard"
        ),
        Problem::WrongGiven { known } if known.is_empty() => say!(
            language,
            "укажите, сколько он длится или когда завершён: 15 минут; 2014-06-02 10:15",
            "ұзақтығын немесе аяқталған уақытын көрсетіңіз: 15 минут; 2014-06-02 10:15",
            "say how long it takes or when it is completed: 15 minutes; 2014-06-02 10:15"
        ),
        Problem::WrongGiven { known } => {
            let known = known.iter().map(|one| answer(one, language)).collect::<Vec<_>>().join(", ");
            say!(language, "его ответы: {known}", "оның жауаптары: {known}", "its answers are: {known}")
        }
        Problem::UnknownTimeZone(_) => say!(
            language,
            "имена поясов как в базе tz: Asia/Almaty",
            "белдеу атаулары tz базасындағыдай: Asia/Almaty",
            "zones are named as in the tz database: Asia/Almaty"
        ),
        Problem::WhichVariant(known) if !known.is_empty() => {
            let known = known.join(", ");
            let word = Keyword::Variant.canonical(file);
            say!(
                language,
                "добавьте строку «{word}: …»: {known}",
                "«{word}: …» жолын қосыңыз: {known}",
                "add the line «{word}: …»: {known}"
            )
        }
        _ => return None,
    })
}

/// What could stand at the place of an error; the likeliest few.
fn expectation(expected: &[Expected], language: Language, file: Language) -> Option<String> {
    let more_than_end = expected.iter().any(|one| *one != Expected::EndOfLine);
    let mut names: Vec<String> = Vec::new();
    for one in expected.iter().filter(|one| !more_than_end || **one != Expected::EndOfLine) {
        let name = expected_name(*one, language, file);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(6);
    (!names.is_empty()).then(|| names.join(say!(language, ", или ", " немесе ", ", or ").as_str()))
}

fn expected_name(expected: Expected, language: Language, file: Language) -> String {
    match expected {
        Expected::Word(keyword) => format!("«{}»", keyword.canonical(file)),
        Expected::Name => say!(
            language,
            "имя (одно слово без кавычек)",
            "атау (тырнақшасыз бір сөз)",
            "a name (one word without quotation marks)"
        ),
        Expected::ParticipantKind => {
            kinds(&[Keyword::KindApplicant, Keyword::KindExternal, Keyword::KindSystem, Keyword::KindProvider], file)
        }
        Expected::OutcomeKind => kinds(&[Keyword::Positive, Keyword::Negative], file),
        Expected::Variants => {
            let sample = say!(file, "(выдача)", "(беру)", "(issue)");
            say!(
                language,
                "вариант в скобках: {sample}",
                "жақшадағы нұсқа: {sample}",
                "a variant in brackets: {sample}"
            )
        }
        Expected::Title => {
            say!(language, "название в кавычках «…»", "тырнақшадағы атау «…»", "a title in quotation marks «…»")
        }
        Expected::Number => say!(language, "число", "сан", "a number"),
        Expected::Unit => {
            let units = [Keyword::Minute, Keyword::Hour, Keyword::WorkingDay, Keyword::CalendarDay, Keyword::Month];
            let units = units.map(|unit| unit.canonical(file)).join(", ");
            say!(language, "единица: {units}", "өлшем: {units}", "a unit: {units}")
        }
        Expected::Duration => {
            let sample = say!(file, "15 минут, 2 рабочих дня", "15 минут, 2 жұмыс күні", "15 minutes, 2 working days");
            say!(language, "срок: {sample}", "мерзім: {sample}", "a term: {sample}")
        }
        Expected::Date => say!(language, "дата: 2014-03-26", "күн: 2014-03-26", "a date: 2014-03-26"),
        Expected::Time => say!(language, "время: 09:00", "уақыт: 09:00", "a time: 09:00"),
        Expected::Cites => {
            let sample = say!(file, "(п. 5 пп. 1)", "(5-т. 1) тш.)", "(para 5 sub 1)");
            say!(
                language,
                "пункт акта в скобках: {sample}",
                "жақшадағы тармақ: {sample}",
                "a clause in brackets: {sample}"
            )
        }
        Expected::Cite => {
            let sample = say!(file, "п. 5 пп. 1", "5-т. 1) тш.", "para 5 sub 1");
            say!(language, "пункт акта: {sample}", "акт тармағы: {sample}", "a clause: {sample}")
        }
        Expected::Step => {
            let sample = say!(file, "действие 3, условие 1", "3-іс-қимыл, 1-шарт", "action 3, condition 1");
            say!(language, "шаг: {sample}", "қадам: {sample}", "a step: {sample}")
        }
        Expected::StepNumber => {
            say!(language, "номер шага: 1, 5.1", "қадам нөмірі: 1, 5.1", "the number of a step: 1, 5.1")
        }
        Expected::Bound => say!(file, "«не более 2 раз»", "«2 реттен артық емес»", "«at most 2 times»"),
        Expected::Ending => {
            let next = Keyword::Next.canonical(file);
            let finish = Keyword::Finish.canonical(file);
            say!(
                language,
                "«{next}», «{finish}: …» или переход",
                "«{next}», «{finish}: …» немесе өту",
                "«{next}», «{finish}: …» or a jump"
            )
        }
        Expected::Colon => say!(language, "двоеточие", "қос нүкте", "a colon"),
        Expected::WeekDay => {
            let days = say!(file, "пн вт ср чт пт сб вс", "дс сс ср бс жм сб жс", "mon tue wed thu fri sat sun");
            say!(language, "день недели: {days}", "апта күні: {days}", "a day of the week: {days}")
        }
        Expected::Answer => {
            let (yes, no) = (words::yes_no(true, file), words::yes_no(false, file));
            say!(
                language,
                "ответ: {yes}, {no} или «…»",
                "жауап: {yes}, {no} немесе «…»",
                "an answer: {yes}, {no} or «…»"
            )
        }
        Expected::Annex => say!(file, "приложение 1", "1-қосымша", "annex 1"),
        Expected::EndOfLine => say!(language, "конец строки", "жолдың соңы", "the end of the line"),
    }
}

/// What the other place of a finding shows.
#[must_use]
pub fn related(related: Related, language: Language) -> String {
    match related {
        Related::FirstDeclared => {
            say!(language, "впервые указано здесь", "алғаш рет осы жерде көрсетілген", "first declared here")
        }
        Related::OpenedHere => say!(language, "начато здесь", "осы жерде басталған", "opened here"),
        Related::WholeTerm => say!(language, "весь срок", "бүкіл мерзім", "the whole term"),
    }
}

/// Words that lines of a section often begin with.
fn beginnings(section: Section) -> [Keyword; 6] {
    match section {
        Section::Head => [
            Keyword::Regulation,
            Keyword::Act,
            Keyword::Participant,
            Keyword::Outcome,
            Keyword::Variant,
            Keyword::Procedure,
        ],
        Section::Procedure => {
            [Keyword::Action, Keyword::Condition, Keyword::PerformedBy, Keyword::Term, Keyword::Next, Keyword::Finish]
        }
        Section::Calendar => [
            Keyword::KnownYears,
            Keyword::WeekDays,
            Keyword::Hours,
            Keyword::EndOfDay,
            Keyword::Holiday,
            Keyword::DayOff,
        ],
        Section::Case => [
            Keyword::Procedure,
            Keyword::Filed,
            Keyword::Action,
            Keyword::Condition,
            Keyword::ExpectedOutcome,
            Keyword::Expected,
        ],
    }
}

fn section(section: Section, language: Language) -> String {
    match section {
        Section::Head => {
            say!(language, "после строки «регламент»", "«регламент» жолынан кейін", "after the line «regulation»")
        }
        Section::Procedure => say!(language, "в порядке", "тәртіп ішінде", "in a procedure"),
        Section::Calendar => say!(language, "в календаре", "күнтізбе ішінде", "in a calendar"),
        Section::Case => say!(language, "в случае", "жағдай ішінде", "in a case"),
    }
}

/// Whether a text begins with a title: as long as it may be, it is not told again.
fn is_title(text: &str) -> bool {
    text.starts_with(['«', '"'])
}

fn kinds(keywords: &[Keyword], file: Language) -> String {
    keywords.iter().map(|keyword| format!("«{}»", keyword.canonical(file))).collect::<Vec<_>>().join(", ")
}

/// An answer of a condition, as a case gives it.
fn answer(answer: &Answer, language: Language) -> String {
    match answer {
        Answer::Yes => words::yes_no(true, language).to_owned(),
        Answer::No => words::yes_no(false, language).to_owned(),
        Answer::Other(title) => format!("«{title}»"),
        // No condition has the answers of waits and of choices that the act leaves unstated.
        Answer::Outcome(_) | Answer::Reply | Answer::Expiry => String::new(),
    }
}

fn namespace_name(namespace: Namespace, language: Language) -> String {
    match namespace {
        Namespace::Participant => say!(language, "участник", "қатысушы", "participant"),
        Namespace::Outcome => say!(language, "исход", "нәтиже", "outcome"),
        Namespace::Variant => say!(language, "вариант", "нұсқа", "variant"),
        Namespace::Procedure => say!(language, "порядок", "тәртіп", "procedure"),
        Namespace::Calendar => say!(language, "календарь", "күнтізбе", "calendar"),
        Namespace::Step => say!(language, "шаг", "қадам", "step"),
    }
}

fn language_name(named: Language, language: Language) -> String {
    match named {
        Language::Ru => say!(language, "русское", "орысша", "Russian"),
        Language::Kk => say!(language, "казахское", "қазақша", "Kazakh"),
        Language::En => say!(language, "английское", "ағылшынша", "English"),
    }
}

fn script(letter: char, language: Language) -> String {
    if letter.is_ascii() {
        say!(language, "латинская", "латынша", "Latin")
    } else {
        say!(language, "кириллическая", "кирилше", "Cyrillic")
    }
}
