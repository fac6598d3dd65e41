//! Findings in words: one place for what the tool says, in each of its languages.
//!
//! Lower case, no full stop, no blame; the author's words in «». Variables stand in the nominative or
//! after a colon, so that no ending has to be made up.

use crate::calendar::CalendarError;
use crate::diagnostic::{Namespace, Problem, Related, Section, Severity, Unreadable};
use crate::language::Language;
use crate::model::GivenFor;
use crate::source::Span;
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
        Problem::SettingNotUnderstood(message) => say!(
            language,
            "настройки не прочитаны: {message}",
            "баптаулар оқылмады: {message}",
            "the settings cannot be read: {message}"
        ),
        Problem::NoSuchSetting { name, .. } if name.is_empty() => {
            say!(language, "здесь стоит не то", "мұнда басқа нәрсе тұр", "something else has to stand here")
        }
        Problem::NoSuchSetting { name, .. } => say!(
            language,
            "такой настройки нет: {name}",
            "мұндай баптау жоқ: {name}",
            "there is no such setting: {name}"
        ),
        Problem::NoSuchRule { code, .. } => {
            say!(language, "такого правила нет: {code}", "мұндай ереже жоқ: {code}", "there is no such rule: {code}")
        }
        Problem::FixedRule(code) => say!(
            language,
            "это ошибка, её нельзя допустить: {code}",
            "бұл – қате, оған жол беруге болмайды: {code}",
            "this is an error and cannot be let stand: {code}"
        ),
        Problem::NothingToAccept(code) => say!(
            language,
            "принимать больше нечего: здесь нет замечания {code}",
            "қабылдайтын ештеңе қалмады: мұнда {code} ескертуі жоқ",
            "nothing is left to accept: {code} is not found here"
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
        Problem::QuoteOpen { .. } => {
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
        Problem::MixedScript { word, letter, count } | Problem::MixedTitle { word, letter, count } => {
            let script = script(*letter, language);
            let rest = more(count.saturating_sub(1), ["таких слов", "мұндай сөз", "such word"], language);
            say!(
                language,
                "буква «{letter}» в слове «{word}» {script}{rest}",
                "«{word}» сөзіндегі «{letter}» әрпі {script}{rest}",
                "the letter «{letter}» in «{word}» is {script}{rest}"
            )
        }
        Problem::MixedName(name) => say!(
            language,
            "в имени «{name}» буквы двух алфавитов",
            "«{name}» атауында екі әліпбидің әріптері бар",
            "the name «{name}» has letters of two alphabets"
        ),
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
        Problem::NothingToBelongTo(word) | Problem::BranchAlone(word) => say!(
            language,
            "строке «{word}» не к чему относиться",
            "«{word}» жолы ештеңеге қатысты емес",
            "the line «{word}» has nothing to belong to"
        ),
        Problem::BehindEnd(branch) => say!(
            language,
            "ветвь «{branch}» окончена раньше этой строки",
            "«{branch}» тарамы бұл жолдан бұрын аяқталған",
            "the branch «{branch}» has ended before this line"
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
        Problem::BelongsInHead(word) => {
            let word = word.canonical(file);
            say!(
                language,
                "строка «{word}» стоит после первого шага порядка",
                "«{word}» жолы тәртіптің бірінші қадамынан кейін тұр",
                "the line «{word}» stands after the first step of the procedure"
            )
        }
        Problem::WrongBlock { word, .. } => {
            let word = word.canonical(file);
            say!(
                language,
                "строке «{word}» здесь не место",
                "«{word}» жолының орны мұнда емес",
                "the line «{word}» does not belong here"
            )
        }
        Problem::NoLimitBefore { word, .. } => {
            let word = word.canonical(file);
            say!(
                language,
                "не указан срок, к которому относится строка «{word}»",
                "«{word}» жолы қатысты болатын мерзім көрсетілмеген",
                "no limit is set to which the line «{word}» belongs"
            )
        }
        Problem::ExpiryWithoutOutcome => say!(
            language,
            "не указан исход, которым случай завершается по истечении срока",
            "мерзім өткен соң жағдай қандай нәтижемен аяқталатыны көрсетілмеген",
            "it is not said in which outcome the case ends when the limit expires"
        ),
        Problem::NamelessDeadline => say!(
            language,
            "срок указан шагу без номера и имени",
            "мерзім нөмірі де атауы да жоқ қадамға көрсетілген",
            "the deadline is that of a step without number or name"
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
        Problem::Fact(problem) => super::facts::message(problem, language),
        Problem::NotDeclared { namespace, name, also, .. } => {
            not_declared(*namespace, name, language) + &more_places(also, language)
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
        Problem::NeverReached(_) | Problem::NoWayToEnd(_) | Problem::JoinInVain(..) | Problem::NeverEnds(..) => {
            super::soundness::message(problem, language, file).unwrap_or_default()
        }
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
        Problem::HandedInCircle(procedure) => say!(
            language,
            "порядок «{procedure}» перенаправляет дело туда, откуда оно может вернуться, и конца может не быть",
            "«{procedure}» тәртібі істі қайтып келуі мүмкін жерге жолдайды, сондықтан аяқталмауы мүмкін",
            "the procedure «{procedure}» hands the case over to where it may come back from, and there may be no end"
        ),
        Problem::CallAbsent { procedure, variant } => say!(
            language,
            "порядок «{procedure}» не выполняется для варианта «{variant}»",
            "«{procedure}» тәртібі «{variant}» нұсқасы үшін орындалмайды",
            "the procedure «{procedure}» is not followed for the variant «{variant}»"
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
        Problem::Unused { namespace, name } => {
            let namespace = namespace_name(*namespace, language);
            say!(
                language,
                "{namespace} «{name}» нигде не используется",
                "{namespace} «{name}» еш жерде пайдаланылмайды",
                "{namespace} «{name}» is not used anywhere"
            )
        }
        Problem::LooksLike(other) => say!(
            language,
            "имя выглядит как «{other}», но набрано буквами другого алфавита",
            "атау «{other}» сияқты көрінеді, бірақ басқа әліпби әріптерімен терілген",
            "the name looks like «{other}» but is typed in letters of another alphabet"
        ),
        Problem::NumberingGap { kind, missing } => {
            let kind = words::step_kind(*kind, language);
            say!(
                language,
                "в нумерации пропуск: нет шага «{kind} {missing}»",
                "нөмірлеуде үзік бар: «{missing}-{kind}» қадамы жоқ",
                "the numbering has a gap: there is no «{kind} {missing}»"
            )
        }
        Problem::NoPerformer => {
            say!(
                language,
                "не указано, кто выполняет шаг",
                "қадамды кім орындайтыны көрсетілмеген",
                "nobody performs the step"
            )
        }
        Problem::NoTerm(steps) => {
            let first = steps.first().map(|one| words::step_label(&one.step, file)).unwrap_or_default();
            let count = words::counted(steps.len(), language, ["шага", "шагов", "шагов"], "қадам", ["step", "steps"]);
            say!(
                language,
                "у порядка нет срока, и нет его у {count}: первый – «{first}»",
                "тәртіптің мерзімі жоқ, {count} де мерзімсіз: біріншісі – «{first}»",
                "the procedure sets no limit, and {count} of it no term: the first is «{first}»"
            )
        }
        Problem::RefusalWithoutGround => say!(
            language,
            "для отказа не указан пункт акта",
            "бас тарту үшін актінің тармағы көрсетілмеген",
            "no clause is named for the refusal"
        ),
        Problem::RefusalWithoutStep => say!(
            language,
            "кто и в какой срок сообщает об отказе, не указано",
            "бас тарту туралы кім және қандай мерзімде хабарлайтыны көрсетілмеген",
            "who gives the refusal, and by when, is not said"
        ),
        Problem::NoGrant { variant: None } => say!(
            language,
            "порядок не может завершиться положительным исходом",
            "тәртіп оң нәтижемен аяқтала алмайды",
            "the procedure cannot end in a positive outcome"
        ),
        Problem::NoGrant { variant: Some(variant) } => say!(
            language,
            "порядок не может завершиться положительным исходом для варианта «{variant}»",
            "«{variant}» нұсқасы үшін тәртіп оң нәтижемен аяқтала алмайды",
            "the procedure cannot end in a positive outcome for the variant «{variant}»"
        ),
        Problem::NoRefusal { variant } => say!(
            language,
            "для варианта «{variant}» отказа нет, а для других он есть",
            "«{variant}» нұсқасында бас тарту жоқ, ал басқаларында бар",
            "there is no refusal for the variant «{variant}», though there is for others"
        ),
        Problem::NoClause { count: 1 } => say!(
            language,
            "для шага не указан пункт акта",
            "қадам үшін актінің тармағы көрсетілмеген",
            "the step cites no clause"
        ),
        Problem::NoClause { count } => {
            let count = words::counted(*count, language, ["шага", "шагов", "шагов"], "қадам", ["step", "steps"]);
            say!(
                language,
                "пункт акта не указан у {count} порядка, это первый из них",
                "тәртіптің {count} үшін актінің тармағы көрсетілмеген, бұл – біріншісі",
                "{count} of the procedure cite no clause; this is the first"
            )
        }
        Problem::ClauseGap(clause) => {
            let clause = words::citations(std::slice::from_ref(clause), file);
            say!(
                language,
                "на «{clause}» не ссылается ни один шаг, хотя на соседние ссылаются",
                "көршілеріне сілтеме бар болса да, «{clause}» тармағына бірде-бір қадам сілтеме жасамайды",
                "no step cites «{clause}», though its neighbours are cited"
            )
        }
        Problem::TermsDisagree => say!(
            language,
            "сроки расходятся: в другом месте указан иной",
            "мерзімдер сәйкес келмейді: басқа жерде өзгесі көрсетілген",
            "the terms disagree: elsewhere it is another one"
        ),
        Problem::AnnexNotDrawn(number) => say!(
            language,
            "приложение {number} не рисует ни один порядок, хотя соседние нарисованы",
            "көршілері салынса да, {number}-қосымшаны бірде-бір тәртіп салмайды",
            "no procedure draws annex {number}, though its neighbours are drawn"
        ),
        Problem::NoCalendar => say!(
            language,
            "сроки в разных единицах, а календаря нет: их нельзя сравнить",
            "мерзімдер түрлі бірлікте, ал күнтізбе жоқ: оларды салыстыруға болмайды",
            "the terms are in different units and there is no calendar to compare them by"
        ),
        Problem::NotYetInForce(date) => {
            let date = words::long_date(*date, language);
            say!(
                language,
                "акт принят позже подачи: {date}",
                "акт өтініштен кейін қабылданған: {date}",
                "the act was signed after the filing: {date}"
            )
        }
        Problem::NoLongerInForce(date) => {
            let date = words::long_date(*date, language);
            say!(
                language,
                "акт утратил силу до подачи: {date}",
                "акт өтінішке дейін күшін жойған: {date}",
                "the act had been repealed before the filing: {date}"
            )
        }
        Problem::LimitOverrun(found)
        | Problem::LimitWithoutSlack(found)
        | Problem::LimitKeptBefore(found)
        | Problem::LimitUnprovable(found)
        | Problem::LimitLeavesRoom(found) => super::limits::message(found, language),
        Problem::PartExceeds => say!(
            language,
            "часть больше всего срока",
            "бөлігі жалпы мерзімнен ұзақ",
            "the part is longer than the whole term"
        ),
        Problem::SameEvent => say!(
            language,
            "срок начинается и кончается одним и тем же событием",
            "мерзім бір оқиғадан басталып, сол оқиғамен аяқталады",
            "the limit runs from an event to the same event"
        ),
        Problem::TotalShorter => say!(
            language,
            "с продлением срок короче, чем без него",
            "ұзартылған мерзім ұзартылмағаннан қысқа",
            "with its extension the limit is shorter than without"
        ),
        Problem::NothingToExtend => say!(
            language,
            "продлить нельзя: срок указан без числа",
            "ұзартуға болмайды: мерзімнің саны көрсетілмеген",
            "it cannot be extended: the limit has no number"
        ),
        Problem::NotToTheMinute(unit) => {
            let unit = words::unit(*unit, language);
            say!(
                language,
                "до минуты нельзя считать: {unit}",
                "минутына дейін есептеуге болмайды: {unit}",
                "this cannot be counted to the minute: {unit}"
            )
        }
        Problem::LimitMayNotBegin(step) => {
            let step = words::step_ref(step, file);
            say!(
                language,
                "«{step}» выполняется не всегда: без него срок не начинается",
                "«{step}» әрқашан орындала бермейді: онсыз мерзім басталмайды",
                "«{step}» is not always carried out: without it the limit does not begin"
            )
        }
        Problem::JoinsItself => say!(
            language,
            "календарь объединяет сам себя",
            "күнтізбе өзін-өзі біріктіреді",
            "the calendar joins itself"
        ),
        Problem::JoinsLater(name) => say!(
            language,
            "календарь «{name}» указан ниже",
            "«{name}» күнтізбесі төменде көрсетілген",
            "the calendar «{name}» is declared further down"
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
        Problem::NoSuchStep { step, procedure, also } => {
            no_such_step(step, procedure, language, file) + &more_places(also, language)
        }
        Problem::CannotExtend(name) => {
            let name = words::limit_name(name, file);
            say!(language, "продлить нельзя: {name}", "ұзартуға болмайды: {name}", "this may not be extended: {name}")
        }
        Problem::ExtendedTooOften(name) => {
            let name = words::limit_name(name, file);
            say!(
                language,
                "продлить можно только один раз: {name}",
                "тек бір рет ұзартуға болады: {name}",
                "this may be extended once only: {name}"
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

fn not_declared(namespace: Namespace, name: &str, language: Language) -> String {
    match namespace {
        Namespace::Fact => say!(
            language,
            "сведение «{name}» нигде не указано",
            "«{name}» мәліметі еш жерде көрсетілмеген",
            "the fact «{name}» is not declared anywhere"
        ),
        Namespace::Event => say!(
            language,
            "событие «{name}» нигде не указано",
            "«{name}» оқиғасы еш жерде көрсетілмеген",
            "the event «{name}» is not declared anywhere"
        ),
        Namespace::Limit => {
            say!(language, "{name} нигде не указан", "{name} еш жерде көрсетілмеген", "{name} is not set anywhere")
        }
        _ => {
            let what = namespace_name(namespace, language);
            say!(
                language,
                "{what} «{name}» нигде не указан",
                "{what} «{name}» еш жерде көрсетілмеген",
                "the {what} «{name}» is not declared anywhere"
            )
        }
    }
}

fn no_such_step(step: &GivenFor, procedure: &str, language: Language, file: Language) -> String {
    match step {
        GivenFor::Wait(title) => say!(
            language,
            "в порядке «{procedure}» нет ожидания ответа «{title}»",
            "«{procedure}» тәртібінде «{title}» жауабын күту жоқ",
            "the procedure «{procedure}» has no wait for «{title}»"
        ),
        GivenFor::ForEach(title) => {
            let line = words::for_each(title, file);
            say!(
                language,
                "в порядке «{procedure}» нет строки «{line}»",
                "«{procedure}» тәртібінде «{line}» жолы жоқ",
                "the procedure «{procedure}» has no line «{line}»"
            )
        }
        GivenFor::Interrupt(title) => {
            let word = crate::keywords::Keyword::AnyTime.canonical(file);
            say!(
                language,
                "в порядке «{procedure}» нет строки «{word} «{title}»: …»",
                "«{procedure}» тәртібінде «{word} «{title}»: …» жолы жоқ",
                "the procedure «{procedure}» has no line «{word} «{title}»: …»"
            )
        }
        GivenFor::Step(step) => {
            let step = words::step_ref(step, file);
            say!(
                language,
                "в порядке «{procedure}» нет шага «{step}»",
                "«{procedure}» тәртібінде «{step}» қадамы жоқ",
                "the procedure «{procedure}» has no «{step}»"
            )
        }
    }
}

/// In how many more places the same is found.
fn more_places(places: &[Span], language: Language) -> String {
    more(places.len(), ["таких мест", "мұндай орын", "such place"], language)
}

/// How many more there are of what a message names first; the noun as each language counts it, in English
/// in the singular.
fn more(count: usize, [ru, kk, en]: [&str; 3], language: Language) -> String {
    match (count, language) {
        (0, _) => String::new(),
        (_, Language::Ru) => format!("; {ru} ещё {count}"),
        (_, Language::Kk) => format!("; {kk} тағы {count}"),
        (1, Language::En) => format!("; there is one more {en}"),
        (_, Language::En) => format!("; there are {count} more {en}s"),
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
        CalendarError::ShortTooShort { until, opening, .. } => {
            let (until, opening) = (until.format("%H:%M"), opening.format("%H:%M"));
            say!(
                language,
                "сокращённый день до {until} не имеет рабочих часов: работа начинается в {opening}",
                "{until} дейін қысқартылған күнде жұмыс сағаты жоқ: жұмыс {opening} басталады",
                "a short day until {until} has no working hours: work begins at {opening}"
            )
        }
        CalendarError::ShortOff { date, .. } => say!(
            language,
            "сокращённый день не рабочий: {date}",
            "қысқартылған күн жұмыс күні емес: {date}",
            "the short day is not worked: {date}"
        ),
        CalendarError::NoCommonYear => say!(
            language,
            "у календарей нет общих известных годов",
            "күнтізбелерде ортақ белгілі жыл жоқ",
            "the calendars have no known year in common"
        ),
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
        Unreadable::Changed => say!(
            language,
            "за время проверки он изменился",
            "тексеру кезінде ол өзгерді",
            "it changed while it was being checked"
        ),
        Unreadable::Other(reason) => reason.clone(),
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
        Related::FirstSaid => {
            say!(language, "впервые сказано здесь", "алғаш рет осы жерде айтылған", "first said here")
        }
        Related::WholeTerm => say!(language, "весь срок", "бүкіл мерзім", "the whole term"),
        Related::CallEnds => say!(
            language,
            "этот порядок никогда не кончается положительным исходом",
            "бұл тәртіп ешқашан оң нәтижемен аяқталмайды",
            "this procedure never ends in a positive outcome"
        ),
        Related::BranchEnds => {
            say!(language, "ветвь кончается здесь", "тарам осы жерде аяқталады", "the branch ends here")
        }
        Related::NeverArrives => say!(language, "эта ветвь", "осы тарам", "this branch"),
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

/// What has a name, as a word.
pub(super) fn namespace_name(namespace: Namespace, language: Language) -> String {
    match namespace {
        Namespace::Participant => say!(language, "участник", "қатысушы", "participant"),
        Namespace::Outcome => say!(language, "исход", "нәтиже", "outcome"),
        Namespace::Variant => say!(language, "вариант", "нұсқа", "variant"),
        Namespace::Procedure => say!(language, "порядок", "тәртіп", "procedure"),
        Namespace::Calendar => say!(language, "календарь", "күнтізбе", "calendar"),
        Namespace::Step => say!(language, "шаг", "қадам", "step"),
        Namespace::Event => say!(language, "событие", "оқиға", "event"),
        Namespace::Fact => say!(language, "сведение", "мәлімет", "fact"),
        Namespace::Limit => say!(language, "срок", "мерзім", "limit"),
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
