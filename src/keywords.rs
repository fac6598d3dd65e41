//! The one table of the language's words: meaning × language × spelling.
//!
//! The grammar's keyword rules (`grammar/keywords.pest`) are generated from it, and the messages and
//! the formatter take their words from it. The first spelling of a cell is the canonical one.
//!
//! Spellings stand as [`crate::syntax`] sees them after folding: lower case, `е` for `ё`, one blank
//! between words, `-` for any dash.

mod meaning;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::language::Language;

pub use meaning::meaning;

/// Where in a line a keyword may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// Begins a line and a block: `порядок выдача «…»`.
    Block,
    /// Begins a line and is followed by a colon: `срок: 15 минут`.
    Attribute,
    /// Begins a block, or an attribute where a colon follows.
    BlockOrAttribute,
    /// Names a step: `действие 1`, `1-іс-қимыл`.
    Step,
    /// Begins a line that may end right after it: `одновременно`, `далее`.
    Line,
    /// Inside a line.
    Inside,
    /// Inside a line, and may carry a full stop: `п.`, `мин.`.
    Abbreviation,
}

/// A keyword's row of the table.
#[derive(Debug)]
pub struct Entry {
    /// What it means.
    pub keyword: Keyword,
    /// The name of its grammar rule.
    pub rule: &'static str,
    /// Where it may stand.
    pub position: Position,
    en: &'static [&'static str],
    ru: &'static [&'static str],
    kk: &'static [&'static str],
}

impl Entry {
    /// The spellings of one language, the canonical one first.
    #[must_use]
    pub fn spellings(&self, language: Language) -> &'static [&'static str] {
        match language {
            Language::En => self.en,
            Language::Ru => self.ru,
            Language::Kk => self.kk,
        }
    }

    /// Every spelling with its language.
    pub fn all_spellings(&self) -> impl Iterator<Item = (Language, &'static str)> {
        Language::ALL
            .into_iter()
            .flat_map(|language| self.spellings(language).iter().map(move |word| (language, *word)))
    }
}

macro_rules! keywords {
    ($($keyword:ident $rule:ident $position:ident [$($en:literal),*] [$($ru:literal),*] [$($kk:literal),*];)*) => {
        /// The meaning of a keyword, whatever its language and spelling.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "the table's English column says what each means")]
        pub enum Keyword { $($keyword,)* }

        /// Every keyword, in the order of the enumeration.
        pub static TABLE: &[Entry] = &[$(Entry {
            keyword: Keyword::$keyword,
            rule: stringify!($rule),
            position: Position::$position,
            en: &[$($en),*],
            ru: &[$($ru),*],
            kk: &[$($kk),*],
        },)*];
    };
}

keywords! {
    // Head and declarations.
    Reg            k_reg             Inside    ["reg"] [] [];
    Uses           k_uses            Attribute ["uses"] ["использует"] ["пайдаланады"];
    Regulation     k_regulation      Block     ["regulation"] ["регламент"] ["регламент"];
    Act            k_act             Attribute ["act"] ["акт"] ["акт"];
    Dated          k_dated           Inside    ["of", "dated"] ["от"] ["күнгі", "жылғы"];
    NumberSign     k_number_sign     Inside    ["no", "№"] ["№", "n"] ["№", "n"];
    Repealed       k_repealed        Attribute ["repealed", "no longer in force"] ["утратил силу", "утратило силу", "утратила силу"] ["күшін жойған", "күші жойылды", "күшін жойды"];
    Calendar       k_calendar        BlockOrAttribute ["calendar"] ["календарь"] ["күнтізбе"];
    Participant    k_participant     Block     ["participant"] ["участник"] ["қатысушы"];
    KindProvider   k_kind_provider   Inside    ["provider"] ["услугодатель"] ["қызметті беруші", "қызмет беруші", "көрсетілетін қызметті беруші"];
    KindApplicant  k_kind_applicant  Inside    ["applicant"] ["заявитель", "услугополучатель"] ["өтініш беруші", "қызметті алушы", "қызмет алушы", "көрсетілетін қызметті алушы"];
    KindExternal   k_kind_external   Inside    ["external"] ["внешний", "внешняя", "внешнее"] ["сыртқы"];
    KindSystem     k_kind_system     Inside    ["system", "information system"] ["система", "информационная система"] ["жүйе", "ақпараттық жүйе"];
    Outcome        k_outcome         Block     ["outcome", "result"] ["исход", "результат"] ["нәтиже"];
    Positive       k_positive        Inside    ["positive"] ["положительный", "положительная", "положительное"] ["оң"];
    Negative       k_negative        Inside    ["negative"] ["отрицательный", "отрицательная", "отрицательное"] ["теріс"];
    Variant        k_variant         BlockOrAttribute ["variant"] ["вариант", "варианты"] ["нұсқа", "нұсқалар"];
    Procedure      k_procedure       BlockOrAttribute ["procedure"] ["порядок"] ["тәртіп"];
    Basis          k_basis           Attribute ["basis"] ["основание"] ["негіз", "негізі"];
    Through        k_through         Attribute ["through"] ["через"] ["арқылы"];
    Diagram        k_diagram         Attribute ["diagram"] ["схема"] ["сызба", "схема"];
    Flowchart      k_flowchart       Attribute ["flow chart", "flowchart"] ["блок-схема"] ["блок-схема"];
    Interaction    k_interaction     Attribute ["interaction diagram"] ["диаграмма"] ["диаграмма"];
    Directory      k_directory       Attribute ["directory of business processes", "directory"] ["справочник", "справочник бизнес-процессов"] ["анықтамалық", "бизнес-процестер анықтамалығы"];
    OverallTerm    k_overall_term    Attribute ["overall term"] ["общий срок"] ["жалпы мерзім", "жалпы мерзімі"];
    Event          k_event           BlockOrAttribute ["event"] ["событие"] ["оқиға"];

    // Steps.
    Action         k_action          Step      ["action"] ["действие", "процедура"] ["іс-қимыл", "іс қимыл", "іс-әрекет", "іс әрекет", "әрекет", "рәсім"];
    ActionForm     k_action_form     Inside    [] ["действия", "действию", "процедуры", "процедуре"] ["іс-қимылдың", "іс-қимылға", "іс қимылдың", "іс қимылға", "іс-әрекеттің", "іс-әрекетке", "әрекеттің", "әрекетке", "рәсімнің", "рәсімге"];
    Process        k_process         Step      ["process"] ["процесс"] ["үдеріс", "процесс"];
    ProcessForm    k_process_form    Inside    [] ["процесса", "процессу"] ["үдерістің", "үдеріске", "процестің", "процеске"];
    Condition      k_condition       Step      ["condition"] ["условие"] ["шарт"];
    ConditionForm  k_condition_form  Inside    [] ["условия", "условию"] ["шарттың", "шартқа"];
    Step           k_step            Step      ["step"] ["шаг"] ["қадам"];
    StepForm       k_step_form       Inside    [] ["шага", "шагу"] ["қадамның", "қадамға", "қадамы", "қадамының", "қадамына"];
    PerformedBy    k_performed_by    Attribute ["performed by"] ["выполняет", "выполняют", "исполнитель"] ["орындайды", "орындаушы"];
    CheckedBy      k_checked_by      Attribute ["checked by"] ["проверяет", "проверяют"] ["тексереді"];
    SendsTo        k_sends_to        Attribute ["sends to"] ["передает", "направляет"] ["жібереді", "жолдайды"];
    Waiting        k_waiting         Attribute ["waiting"] ["ожидание", "время ожидания", "максимально допустимое время ожидания"] ["күту", "күту уақыты", "күтудің рұқсат берілген ең ұзақ уақыты"];
    Term           k_term            Attribute ["term"] ["срок", "длительность", "длительность выполнения", "максимально допустимое время обслуживания"] ["мерзім", "мерзімі", "ұзақтығы", "қызмет көрсетудің рұқсат берілген ең ұзақ уақыты"];
    Including      k_including       Attribute ["including"] ["в том числе"] ["оның ішінде"];
    Only           k_only            Line      ["only"] ["только"] ["тек"];
    Result         k_result          Attribute ["result"] ["итог", "исход", "результат"] ["қорытынды", "нәтиже"];
    Automatic      k_automatic       Inside    ["automatically"] ["автоматически"] ["автоматты түрде"];
    Call           k_call            Line      ["follow procedure", "call"] ["выполнить порядок", "вызов"] ["тәртіпті орындау", "шақыру"];

    // Answers and endings of branches.
    Yes            k_yes             Attribute ["yes"] ["да"] ["иә", "ия"];
    No             k_no              Attribute ["no"] ["нет"] ["жоқ"];
    Answer         k_answer          Line      ["answer"] ["ответ"] ["жауап"];
    Next           k_next            Line      ["next", "continue"] ["далее"] ["одан әрі", "жалғасады"];
    Finish         k_finish          Attribute ["finish"] ["завершить"] ["аяқтау", "аяқталады"];
    TacitConsent   k_tacit_consent   Inside    ["tacit consent"] ["молчаливое согласие"] ["үнсіз келісім"];
    GoTo           k_go_to           Line      ["go to", "to"] ["к", "перейти к"] ["өту"];
    ReturnTo       k_return_to       Line      ["return to"] ["вернуться к"] ["оралу", "қайта оралу"];
    Times          k_times           Inside    ["times", "time"] ["раз", "раза"] ["реттен", "рет"];
    Either         k_either          Inside    ["or"] ["либо", "или"] ["немесе"];
    HandOver       k_hand_over       Attribute ["redirect to"] ["перенаправить"] ["қайта жолдау"];
    EndCondition   k_end_condition   Line      ["end condition"] ["конец условия"] ["шарт соңы", "шарттың соңы"];

    // Parallel work.
    Parallel       k_parallel        Line      ["in parallel"] ["одновременно", "параллельно"] ["бір мезгілде", "бір уақытта"];
    Branch         k_branch          Block     ["branch"] ["ветвь"] ["тарам"];
    JoinAll        k_join_all        Line      ["wait for all"] ["дождаться всех"] ["барлығын күту"];
    JoinFirst      k_join_first      Line      ["wait for first"] ["дождаться первой", "дождаться первого"] ["біріншісін күту"];

    ForEach        k_for_each        Line      ["for each"] ["для каждого", "для каждой"] ["әрбір", "әрқайсысы үшін"];
    ForEachEnd     k_for_each_end    Inside    [] [] ["үшін"];

    // What may break a procedure off.
    AnyTime        k_any_time        Line      ["at any time"] ["в любой момент", "в любое время"] ["кез келген сәтте", "кез келген уақытта"];

    // Waiting.
    WaitReply      k_wait_reply      Block     ["wait for reply"] ["ожидание ответа"] ["жауап күту", "жауапты күту"];
    FromWhom       k_from_whom       Attribute ["from"] ["от"] ["кімнен"];
    UpTo           k_up_to           Line      ["up to", "until"] ["до"] ["дейін"];
    NoLimit        k_no_limit        Line      ["without limit"] ["без срока"] ["мерзімсіз"];
    OnReply        k_on_reply        Attribute ["on reply"] ["при ответе", "при получении ответа"] ["жауап келгенде", "жауап алынғанда"];
    OnExpiry       k_on_expiry       Attribute ["on expiry"] ["по истечении", "по истечении срока"] ["мерзім өткен соң", "мерзім өткенде"];

    // Terms and limits.
    AtMost         k_at_most         Inside    ["at most", "no more than"] ["не более", "не свыше", "не позднее"] ["аспайды", "аспайтын", "артық емес", "кешіктірмей", "кешіктірілмей"];
    Within         k_within          Inside    ["within"] ["в течение"] ["ішінде"];
    Consecutive    k_consecutive     Inside    ["consecutive"] ["подряд"] ["қатарынан"];
    Immediately    k_immediately     Inside    ["immediately", "without delay"] ["незамедлительно", "немедленно"] ["дереу"];
    ReasonableTime k_reasonable_time Inside    ["reasonable time", "within a reasonable time"] ["разумный срок", "в разумный срок"] ["ақылға қонымды мерзім", "ақылға қонымды мерзімде"];

    // The events that limits run from, to and after.
    FromFiling     k_from_filing     Inside
        ["from filing", "from the day of filing", "from the day after filing", "from the moment of filing"]
        ["с подачи", "со дня подачи", "со дня, следующего за подачей", "с момента подачи", "с момента сдачи документов", "от подачи"]
        ["өтініш берілген күннен бастап", "өтініш берілген күннен кейінгі күннен бастап", "өтініш берілген сәттен бастап", "құжаттар тапсырылған сәттен бастап"];
    FromEndOf      k_from_end_of     Inside
        ["from the end of", "from the moment of the end of"]
        ["с окончания", "со дня окончания", "с момента окончания", "от окончания"]
        ["аяқталған күннен бастап", "аяқталғаннан бастап", "аяқталған сәттен бастап"];
    FromStartOf    k_from_start_of   Inside
        ["from the start of", "from the moment of the start of"]
        ["с начала", "со дня начала", "с момента начала", "от начала"]
        ["басталған күннен бастап", "басталғаннан бастап", "басталған сәттен бастап"];
    FromEvent      k_from_event      Inside
        ["from the event", "from the day of the event", "from the moment of the event"]
        ["с события", "со дня события", "с момента события", "от события"]
        ["оқиғасынан бастап", "оқиғасы болған күннен бастап", "оқиғасы болған сәттен бастап"];
    FromCompletion k_from_completion Inside
        ["from completion", "from the day of completion"]
        ["с завершения", "со дня завершения", "с момента завершения", "от завершения"]
        ["тәртіп аяқталған күннен бастап", "тәртіп аяқталғаннан бастап"];
    UntilFiling    k_until_filing    Inside    ["until filing", "before filing"] ["до подачи"] ["өтініш берілгенге дейін"];
    UntilEndOf     k_until_end_of    Inside    ["until the end of", "to the end of", "before the end of"] ["до окончания"] ["аяқталғанға дейін"];
    UntilStartOf   k_until_start_of  Inside    ["until the start of", "to the start of", "before the start of"] ["до начала"] ["басталғанға дейін"];
    UntilEvent     k_until_event     Inside    ["until the event", "to the event", "before the event"] ["до события"] ["оқиғасына дейін"];
    UntilCompletion k_until_completion Inside  ["until completion", "to completion", "before completion"] ["до завершения"] ["тәртіп аяқталғанға дейін"];
    AfterFiling    k_after_filing    Inside    ["after filing"] ["после подачи"] ["өтініш берілгеннен кейін"];
    AfterEndOf     k_after_end_of    Inside    ["after the end of"] ["после окончания"] ["аяқталғаннан кейін"];
    AfterStartOf   k_after_start_of  Inside    ["after the start of"] ["после начала"] ["басталғаннан кейін"];
    AfterEvent     k_after_event     Inside    ["after the event"] ["после события"] ["оқиғасынан кейін"];
    AfterCompletion k_after_completion Inside  ["after completion"] ["после завершения"] ["тәртіп аяқталғаннан кейін"];
    EarlierOf      k_earlier_of      Inside    ["whichever is earlier"] ["что раньше"] ["қайсысы ертерек"];
    LaterOf        k_later_of        Inside    ["whichever is later"] ["что позже", "что позднее"] ["қайсысы кешірек"];

    // Limits, and what is said of them.
    Limit          k_limit           Line      ["limit"] ["предел", "предельный срок"] ["шекті мерзім"];
    TermOf         k_term_of         Inside    ["term of"] ["срок"] ["мерзімі", "мерзім"];
    Extension      k_extension       Attribute ["extension"] ["продление"] ["ұзарту"];
    By             k_by              Inside    ["by"] ["на"] [];
    InTotal        k_in_total        Inside    ["in total"] ["всего"] ["барлығы"];
    Once           k_once            Inside    ["once"] ["однократно", "один раз"] ["бір рет"];
    WithNotice     k_with_notice     Inside    ["with notice before expiry"] ["с уведомлением до истечения"] ["мерзім өткенге дейін хабарлай отырып"];
    ApplicantMay   k_applicant_may   Attribute ["applicant may"] ["заявитель вправе"] ["өтініш беруші құқылы"];
    OnOverallExpiry k_on_overall_expiry Attribute ["on expiry of overall term", "on expiry of the overall term"] ["по истечении общего срока"] ["жалпы мерзім өткен соң", "жалпы мерзім өткенде"];
    Suspends       k_suspends        Attribute ["suspends"] ["приостанавливает"] ["тоқтата тұрады"];
    Restarts       k_restarts        Attribute ["restarts"] ["начинает заново"] ["қайтадан бастайды"];
    Deadline       k_deadline        Attribute ["no later than"] ["не позднее", "не позже"] ["кешіктірмей", "кешіктірілмей"];
    Ahead          k_ahead           Inside    [] ["за"] ["бұрын"];
    NotBefore      k_not_before      Attribute ["not before"] ["не ранее", "не раньше"] ["ерте емес"];
    Counting       k_counting        Attribute ["counting of terms"] ["счет сроков"] ["мерзімді есептеу"];
    ByDays         k_by_days         Inside    ["by days"] ["по дням"] ["күндермен"];
    ToTheMinute    k_to_the_minute   Inside    ["to the minute"] ["до минуты"] ["минутына дейін"];

    // Units. A bare day is an error that asks which days.
    Minute         k_minute          Abbreviation ["minutes", "minute", "min"] ["минут", "минута", "минуты", "минуту", "минуте", "мин"] ["минут", "минуттың", "минуттан", "минутқа", "мин"];
    Hour           k_hour            Abbreviation ["hours", "hour", "h"] ["часов", "час", "часа", "часу", "ч"] ["сағат", "сағаттың", "сағаттан", "сағатқа", "сағ"];
    WorkingDay     k_working_day     Abbreviation
        ["working days", "working day", "business days", "business day"]
        ["рабочих дней", "рабочий день", "рабочего дня", "рабочих дня", "рабочему дню", "рабочим дням", "раб. дн", "раб. день", "р. д"]
        ["жұмыс күні", "жұмыс күнінің", "жұмыс күнінен", "жұмыс күніне", "жұмыс күнінде", "жұмыс күн"];
    CalendarDay    k_calendar_day    Abbreviation
        ["calendar days", "calendar day"]
        ["календарных дней", "календарный день", "календарного дня", "календарных дня", "кал. дн", "к. д"]
        ["күнтізбелік күн", "күнтізбелік күннің", "күнтізбелік күннен", "күнтізбелік күнге", "күнтізбелік күнінен", "күнтізбелік күні"];
    CalendarKind   k_calendar_kind   Inside    [] [] ["күнтізбелік"];
    Day24h         k_day_24h         Abbreviation ["24-hour days", "24-hour day"] ["сутки", "суток", "суткам"] ["тәулік", "тәуліктің", "тәуліктен", "тәулікке", "тәулігі"];
    Week           k_week            Abbreviation ["weeks", "week"] ["недель", "неделя", "недели", "неделю", "нед"] ["апта", "аптаның", "аптадан", "аптаға"];
    Month          k_month           Abbreviation ["months", "month"] ["месяцев", "месяц", "месяца", "месяцу", "мес"] ["ай", "айдың", "айдан", "айға"];
    Year           k_year            Abbreviation ["years", "year"] ["лет", "год", "года", "году", "г"] ["жыл", "жылдың", "жылдан", "жылға"];
    BareDay        k_bare_day        Inside    ["days", "day"] ["дней", "день", "дня"] ["күн", "күні", "күннің", "күннен", "күнінен", "күнге"];

    // Calendars.
    KnownYears     k_known_years     Attribute ["known years"] ["известны годы", "известные годы"] ["белгілі жылдар"];
    TimeZone       k_time_zone       Attribute ["time zone"] ["часовой пояс"] ["уақыт белдеуі"];
    WeekDays       k_week_days       Attribute ["working days"] ["рабочие дни"] ["жұмыс күндері"];
    Hours          k_hours           Attribute ["working hours"] ["рабочее время"] ["жұмыс уақыты"];
    EventDay       k_event_day       Attribute ["day of event"] ["день события"] ["оқиға күні"];
    Counted        k_counted         Inside    ["counted"] ["считается"] ["есептеледі"];
    NotCounted     k_not_counted     Inside    ["not counted"] ["не считается"] ["есептелмейді"];
    EndOfDay       k_end_of_day      Attribute ["end of day"] ["конец дня"] ["күн соңы", "күннің соңы"];
    Closing        k_closing         Inside    ["closing"] ["закрытие"] ["жұмыс аяқталғанда"];
    Midnight       k_midnight        Inside    ["midnight"] ["полночь"] ["түн ортасы"];
    Roll           k_roll            Attribute ["end on day off"] ["конец в выходной"] ["соңы демалыс күніне түссе"];
    NextWorkingDay k_next_working_day Inside   ["next working day"] ["следующий рабочий день"] ["келесі жұмыс күні"];
    PreviousWorkingDay k_previous_working_day Inside ["previous working day"] ["предыдущий рабочий день"] ["алдыңғы жұмыс күні"];
    NotMoved       k_not_moved       Inside    ["not moved"] ["не переносится"] ["ауыстырылмайды"];
    AfterHours     k_after_hours     Attribute ["filing outside working hours"] ["подача вне рабочего времени"] ["жұмыс уақытынан тыс беру"];
    NextWorkingTime k_next_working_time Inside ["next working time"] ["следующим рабочим временем"] ["келесі жұмыс уақытында"];
    AsFiled        k_as_filed        Inside    ["as filed"] ["временем подачи"] ["берілген уақытында"];
    Holiday        k_holiday         Attribute ["holiday"] ["праздник", "праздничный день"] ["мереке", "мереке күні"];
    DayOff         k_day_off         Attribute ["day off"] ["выходной", "выходной день"] ["демалыс", "демалыс күні"];
    MovedWorkingDay k_moved_working_day Attribute ["working day"] ["рабочий день"] ["жұмыс күні"];
    ShortDay       k_short_day       Attribute ["short day"] ["сокращенный день"] ["қысқартылған күн"];
    Joins          k_joins           Attribute ["joins"] ["объединяет"] ["біріктіреді"];
    InsteadOf      k_instead_of      Inside    ["instead of"] ["вместо"] [];
    InPlaceOf      k_in_place_of     Inside    [] [] ["орнына"];
    Range          k_range           Inside    ["to"] ["по"] [];
    Monday         k_monday          Inside    ["mon", "monday"] ["пн", "понедельник"] ["дс", "дүйсенбі"];
    Tuesday        k_tuesday         Inside    ["tue", "tuesday"] ["вт", "вторник"] ["сс", "сейсенбі"];
    Wednesday      k_wednesday       Inside    ["wed", "wednesday"] ["ср", "среда"] ["ср", "сәрсенбі"];
    Thursday       k_thursday        Inside    ["thu", "thursday"] ["чт", "четверг"] ["бс", "бейсенбі"];
    Friday         k_friday          Inside    ["fri", "friday"] ["пт", "пятница"] ["жм", "жұма"];
    Saturday       k_saturday        Inside    ["sat", "saturday"] ["сб", "суббота"] ["сб", "сенбі"];
    Sunday         k_sunday          Inside    ["sun", "sunday"] ["вс", "воскресенье"] ["жс", "жексенбі"];

    // Findings that an author has looked at and lets stand.
    Accepted       k_accepted        Attribute ["accepted"] ["принято", "принято отступление"] ["қабылданды", "ауытқу қабылданды"];

    // Cases.
    Case           k_case            Block     ["case"] ["случай"] ["жағдай"];
    Filed          k_filed           Attribute ["filed"] ["подача"] ["өтініш берілді", "берілді"];
    AllActions     k_all_actions     Attribute ["all actions"] ["все действия"] ["барлық іс-қимыл", "барлық іс қимыл", "барлық әрекет"];
    AtMaximum      k_at_maximum      Inside    ["by the term"] ["по сроку"] ["мерзімі бойынша"];
    Completed      k_completed       Inside    ["completed"] ["завершено", "завершен"] ["аяқталды"];
    NoReply        k_no_reply        Inside    ["no reply"] ["без ответа"] ["жауапсыз"];
    ExpectedOutcome k_expected_outcome Attribute ["expected outcome"] ["ожидается исход"] ["күтілетін нәтиже"];
    ExpectedCompletion k_expected_completion Attribute ["expected completion"] ["ожидается завершение"] ["күтілетін аяқталу"];
    ExpectedLimit  k_expected_limit  Attribute ["expected limit"] ["ожидается предел"] ["күтілетін шекті мерзім"];
    Expected       k_expected        Attribute ["expected"] ["ожидается"] ["күтіледі"];
    TermKept       k_term_kept       Inside    ["term kept"] ["срок соблюден"] ["мерзім сақталды"];
    TermBroken     k_term_broken     Inside    ["term broken"] ["срок нарушен"] ["мерзім бұзылды"];

    // Citations.
    CiteAnnex      k_cite_annex      Abbreviation ["annex", "appendix"] ["приложение", "приложения", "приложению", "прил"] ["қосымша", "қосымшасы", "қосымшаның"];
    CiteChapter    k_cite_chapter    Abbreviation ["ch", "chapter"] ["гл", "глава", "главы"] ["тарау", "тарауы"];
    CiteArticle    k_cite_article    Abbreviation ["art", "article"] ["ст", "статья", "статьи", "статье"] ["бап", "бабы", "бабының", "бабына"];
    CitePara       k_cite_para       Abbreviation ["para", "paragraph"] ["п", "пункт", "пункта", "пункту", "пункте"] ["т", "тармақ", "тармағы", "тармағының", "тармағында", "тармақтың"];
    CiteSub        k_cite_sub        Abbreviation ["sub", "subparagraph"] ["пп", "подп", "подпункт", "подпункта", "подпункту", "подпункте"] ["тш", "тармақша", "тармақшасы", "тармақшасының"];
    CitePart       k_cite_part       Abbreviation ["part"] ["ч", "часть", "части"] ["бөлік", "бөлігі", "бөлігінің"];
    CiteIndent     k_cite_indent     Abbreviation ["indent"] ["абз", "абзац", "абзаца"] ["абзац", "абзацы"];

    // Facts, and the criteria over them. Kazakh puts its relations behind both operands.
    Fact           k_fact            Block     ["fact"] ["сведение", "сведения"] ["мәлімет", "мәліметтер"];
    TypeYesNo      k_type_yes_no     Inside    ["yes/no"] ["да/нет"] ["иә/жоқ"];
    TypeWhole      k_type_whole      Inside    ["whole number"] ["целое число"] ["бүтін сан"];
    TypeNumber     k_type_number     Inside    ["number"] ["число"] ["сан"];
    TypeMoney      k_type_money      Inside    ["money"] ["деньги"] ["ақша"];
    TypeDate       k_type_date       Inside    ["date"] ["дата"] ["күні"];
    TypeMoment     k_type_moment     Inside    ["moment"] ["момент"] ["сәт"];
    TypeText       k_type_text       Inside    ["text"] ["текст"] ["мәтін"];
    TypeIin        k_type_iin        Inside    ["iin"] ["иин"] ["жсн"];
    TypeBin        k_type_bin        Inside    ["bin"] ["бин"] ["бсн"];
    TypeIinOrBin   k_type_iin_or_bin Inside    ["iin/bin"] ["иин/бин"] ["жсн/бсн"];
    OneOf          k_one_of          Inside    ["one of"] ["одно из"] ["мыналардың бірі"];
    If             k_if              Inside    ["if"] ["если"] ["егер"];
    IfEnd          k_if_end          Inside    [] [] ["болса"];
    Otherwise      k_otherwise       Inside    ["otherwise"] ["иначе"] ["әйтпесе"];
    And            k_and             Inside    ["and"] ["и"] ["және"];
    Not            k_not             Inside    ["not"] ["не"] ["емес"];
    Today          k_today           Inside    ["today"] ["сегодня"] ["бүгін", "бүгіннен", "бүгінге"];
    Filing         k_filing          Inside    ["filing"] ["подача", "подачи", "подаче"] ["өтініш беру", "өтініш беруден", "өтініш беруге"];
    Tenge          k_tenge           Abbreviation ["tenge"] ["тенге", "тг"] ["теңге", "теңгеден", "теңгеге", "тг"];
    CaseSuffix     k_case_suffix     Inside    [] [] ["-ден", "-дан", "-тен", "-тан", "-нен", "-нан", "-ге", "-ға", "-ке", "-қа"];
    Equal          k_equal           Inside    ["is equal to", "equals", "is"] ["равно", "равна", "равен", "равны"] ["тең", "мәніне тең"];
    Differs        k_differs         Inside    ["differs from", "is not"] ["не равно", "не равна", "не равен", "не равны"] ["тең емес", "мәніне тең емес"];
    Less           k_less            Inside
        ["less than", "earlier than", "before"]
        ["меньше", "менее", "раньше", "ранее"]
        ["аз", "кем", "ерте", "бұрын", "мәнінен аз", "мәнінен кем", "күнінен ерте", "күнінен бұрын"];
    More           k_more            Inside
        ["more than", "later than", "after"]
        ["больше", "более", "позже", "позднее"]
        ["көп", "артық", "кеш", "кейін", "мәнінен көп", "мәнінен артық", "күнінен кеш", "күнінен кейін"];
    NotMore        k_not_more        Inside
        ["no more than", "not more than", "not later than", "no later than"]
        ["не больше", "не более", "не позже", "не позднее"]
        ["көп емес", "артық емес", "кеш емес", "мәнінен көп емес", "мәнінен артық емес", "күнінен кеш емес"];
    NotLess        k_not_less        Inside
        ["no less than", "not less than", "not earlier than", "not before"]
        ["не меньше", "не менее", "не раньше", "не ранее"]
        ["аз емес", "кем емес", "ерте емес", "мәнінен аз емес", "мәнінен кем емес", "күнінен ерте емес"];
    FromValue      k_from_value      Inside    ["from"] ["от", "с"] ["бастап"];
    Above          k_above           Inside    ["above", "over"] ["свыше"] ["жоғары", "астам"];
}

/// Spellings that are printed with `ё`: folded, and as they are printed.
const PRINTED: [(&str, &str); 8] = [
    ("передает", "передаёт"),
    ("счет сроков", "счёт сроков"),
    ("сокращенный день", "сокращённый день"),
    ("завершен", "завершён"),
    ("срок соблюден", "срок соблюдён"),
    ("трех", "трёх"),
    ("четырех", "четырёх"),
    ("трехсот", "трёхсот"),
];

/// A folded spelling as it is printed: `передаёт` for `передает`.
#[must_use]
pub fn printed(spelling: &str) -> &str {
    PRINTED.iter().find(|(folded, _)| *folded == spelling).map_or(spelling, |(_, printed)| printed)
}

impl Keyword {
    /// The keyword's row.
    #[must_use]
    pub fn entry(self) -> Option<&'static Entry> {
        TABLE.get(self as usize)
    }

    /// The word to write in a language; the English one where the language has none of its own.
    #[must_use]
    pub fn canonical(self, language: Language) -> &'static str {
        let of = |language| self.entry().and_then(|entry| entry.spellings(language).first().copied());
        of(language)
            .or_else(|| of(Language::En))
            .or_else(|| of(Language::Ru))
            .or_else(|| of(Language::Kk))
            .unwrap_or("")
    }

    /// Whether a folded spelling belongs to a language, with or without a full stop at its end.
    ///
    /// A keyword without a spelling of its own in the language has none to prefer, so any will do.
    #[must_use]
    pub fn belongs_to(self, spelling: &str, language: Language) -> bool {
        let bare = spelling.strip_suffix('.').unwrap_or(spelling);
        self.entry().is_none_or(|entry| {
            let own = entry.spellings(language);
            own.is_empty() || own.contains(&bare) || own.contains(&spelling)
        })
    }

    /// The language a folded spelling belongs to.
    #[must_use]
    pub fn language_of(self, spelling: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| {
            self.belongs_to(spelling, *language)
                && self.entry().is_some_and(|entry| !entry.spellings(*language).is_empty())
        })
    }
}

/// The spellings that may begin a line, by the letters they begin with, the longest first.
///
/// This is looked into once a line: two letters are found sooner than a hash of a word is made.
static LEADING: LazyLock<BTreeMap<Beginning, Vec<(&str, Keyword)>>> = LazyLock::new(|| {
    let mut by_letters: BTreeMap<Beginning, Vec<(&str, Keyword)>> = BTreeMap::new();
    for entry in TABLE {
        if matches!(entry.position, Position::Inside | Position::Abbreviation) {
            continue;
        }
        for (_, spelling) in entry.all_spellings() {
            let found = by_letters.entry(beginning(spelling)).or_default();
            if !found.contains(&(spelling, entry.keyword)) {
                found.push((spelling, entry.keyword));
            }
        }
    }
    for found in by_letters.values_mut() {
        found.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.len()));
    }
    by_letters
});

/// The first two letters of a text, with NUL for those that its first word does not have.
type Beginning = (char, char);

fn beginning(text: &str) -> Beginning {
    let mut letters = text.chars().take_while(|letter| is_word_char(*letter));
    (letters.next().unwrap_or_default(), letters.next().unwrap_or_default())
}

/// Letters, digits, `_` and `-` make up words; a keyword ends where none of them follows.
#[must_use]
pub fn is_word_char(letter: char) -> bool {
    // The letters of the language's words are told by range; the tables of Unicode are slow.
    let known = matches!(letter, '\u{430}'..='\u{481}' | '\u{48a}'..='\u{52f}' | 'a'..='z' | '0'..='9' | '_' | '-');
    known || letter.is_alphanumeric()
}

/// The keywords that a folded line may begin with, the longest spelling first, and that spelling.
pub fn leading(line: &str) -> impl Iterator<Item = (Keyword, &'static str)> {
    let known = LEADING.get(&beginning(line)).map(Vec::as_slice).unwrap_or_default();
    known.iter().filter_map(move |(spelling, keyword)| {
        let rest = line.strip_prefix(spelling)?;
        (!rest.starts_with(is_word_char)).then_some((*keyword, *spelling))
    })
}

/// Every word of a language that may begin a line, for suggestions.
pub fn line_words(language: Language) -> impl Iterator<Item = (Keyword, &'static str)> {
    TABLE
        .iter()
        .filter(|entry| !matches!(entry.position, Position::Inside | Position::Abbreviation))
        .flat_map(move |entry| entry.spellings(language).iter().map(|word| (entry.keyword, *word)))
}

/// A word of the language that was meant, perhaps.
pub struct Nearest<'a> {
    /// Its meaning.
    pub keyword: Keyword,
    /// The word.
    pub word: &'static str,
    /// What stands in its place.
    pub typed: &'a str,
}

/// The word of the language nearest to what was typed, if it is near enough to be meant: the first
/// words of the line are compared, as many as the keyword has.
#[must_use]
pub fn nearest(typed: &str, language: Language) -> Option<Nearest<'_>> {
    line_words(language)
        .filter_map(|(keyword, word)| {
            let words = word.split(' ').count();
            let end = typed.match_indices(' ').nth(words - 1).map_or(typed.len(), |(at, _)| at);
            let head = typed.get(..end)?;
            let (letters, typed_letters) = (word.chars().count(), head.chars().count());
            let room = (letters.min(typed_letters) / 3).min(3);
            // Words of different lengths are that far apart at least; it need not be counted how far.
            if letters.abs_diff(typed_letters) > room {
                return None;
            }
            let distance = strsim::osa_distance(head, word);
            let near = distance > 0 && distance <= room;
            near.then_some((distance, Nearest { keyword, word, typed: head }))
        })
        .min_by_key(|(distance, near)| (*distance, std::cmp::Reverse(near.word.len())))
        .map(|(_, near)| near)
}

/// Words that name a part of a numeral: `двадцать`, `жиырма`, and their value.
pub static NUMERALS: &[(u32, &[&str])] = &[
    (0, &["ноль", "нуль", "ноля", "нуля", "нөл", "zero"]),
    (1, &["один", "одна", "одно", "одни", "одного", "одной", "одних", "одну", "бір", "one"]),
    (2, &["два", "две", "двое", "двух", "екі", "two"]),
    (3, &["три", "трое", "трех", "үш", "three"]),
    (4, &["четыре", "четверо", "четырех", "төрт", "four"]),
    (5, &["пять", "пяти", "бес", "five"]),
    (6, &["шесть", "шести", "алты", "six"]),
    (7, &["семь", "семи", "жеті", "seven"]),
    (8, &["восемь", "восьми", "сегіз", "eight"]),
    (9, &["девять", "девяти", "тоғыз", "nine"]),
    (10, &["десять", "десяти", "он", "ten"]),
    (11, &["одиннадцать", "одиннадцати", "eleven"]),
    (12, &["двенадцать", "двенадцати", "twelve"]),
    (13, &["тринадцать", "тринадцати", "thirteen"]),
    (14, &["четырнадцать", "четырнадцати", "fourteen"]),
    (15, &["пятнадцать", "пятнадцати", "fifteen"]),
    (16, &["шестнадцать", "шестнадцати", "sixteen"]),
    (17, &["семнадцать", "семнадцати", "seventeen"]),
    (18, &["восемнадцать", "восемнадцати", "eighteen"]),
    (19, &["девятнадцать", "девятнадцати", "nineteen"]),
    (20, &["двадцать", "двадцати", "жиырма", "twenty"]),
    (30, &["тридцать", "тридцати", "отыз", "thirty"]),
    (40, &["сорок", "сорока", "қырық", "forty"]),
    (50, &["пятьдесят", "пятидесяти", "елу", "fifty"]),
    (60, &["шестьдесят", "шестидесяти", "алпыс", "sixty"]),
    (70, &["семьдесят", "семидесяти", "жетпіс", "seventy"]),
    (80, &["восемьдесят", "восьмидесяти", "сексен", "eighty"]),
    (90, &["девяносто", "девяноста", "тоқсан", "ninety"]),
    (100, &["сто", "ста", "жүз", "hundred"]),
    (200, &["двести", "двухсот"]),
    (300, &["триста", "трехсот"]),
];

/// The value of a number written in words, one folded word an item: `қырық бес` is 45.
///
/// `None` where a word is no numeral or the words do not make up one number.
pub fn numeral<'a>(words: impl Iterator<Item = &'a str>) -> Option<u32> {
    let mut total: u32 = 0;
    let mut last = u32::MAX;
    for word in words.flat_map(|word| word.split('-')) {
        let (value, _) = NUMERALS.iter().find(|(_, spellings)| spellings.contains(&word))?;
        if *value == 100 && (1..=9).contains(&total) {
            total *= 100;
        } else if *value < last && (last % magnitude(*value) == 0 || last == u32::MAX) {
            total += value;
        } else {
            return None;
        }
        last = *value;
    }
    (last != u32::MAX).then_some(total)
}

/// The power of ten that the digits added so far must leave free for `value`.
fn magnitude(value: u32) -> u32 {
    match value {
        0..=9 => 10,
        10..=99 => 100,
        _ => 1000,
    }
}

/// The month's names in the forms dates are written in, January first.
pub static MONTHS: [&[&str]; 12] = [
    &["января", "январь", "қаңтар", "қаңтардағы", "january"],
    &["февраля", "февраль", "ақпан", "ақпандағы", "february"],
    &["марта", "март", "наурыз", "наурыздағы", "march"],
    &["апреля", "апрель", "сәуір", "сәуірдегі", "april"],
    &["мая", "май", "мамыр", "мамырдағы", "may"],
    &["июня", "июнь", "маусым", "маусымдағы", "june"],
    &["июля", "июль", "шілде", "шілдедегі", "july"],
    &["августа", "август", "тамыз", "тамыздағы", "august"],
    &["сентября", "сентябрь", "қыркүйек", "қыркүйектегі", "september"],
    &["октября", "октябрь", "қазан", "қазандағы", "october"],
    &["ноября", "ноябрь", "қараша", "қарашадағы", "november"],
    &["декабря", "декабрь", "желтоқсан", "желтоқсандағы", "december"],
];

/// The text of `grammar/keywords.pest`: a rule for each keyword, and the numerals and months.
#[must_use]
pub fn grammar() -> String {
    let mut text = String::from(
        "// Generated from the table in src/keywords.rs; the test `keyword_rules_are_those_of_the_table` keeps it so.\n\
         // To write it anew: REGC_BLESS=1 cargo test keyword_rules\n\n",
    );
    for entry in TABLE {
        let end = if entry.position == Position::Abbreviation { "(\".\" | !word_char)" } else { "!word_char" };
        // The acts are Russian and Kazakh, so these words are looked for first.
        let words =
            [Language::Ru, Language::Kk, Language::En].into_iter().flat_map(|language| entry.spellings(language));
        text.extend([entry.rule, " = @{ (", &alternatives(words.copied()), ") ~ ", end, " }\n"]);
    }
    let numerals = NUMERALS.iter().flat_map(|(_, spellings)| spellings.iter().copied());
    text.extend(["numeral_word = @{ (", &alternatives(numerals), ") ~ !word_char }\n"]);
    let months = MONTHS.iter().flat_map(|spellings| spellings.iter().copied());
    text.extend(["month_name = @{ (", &alternatives(months), ") ~ !word_char }\n"]);
    text
}

/// Spellings in the order of the table, where the usual ones come first, but none before a longer one
/// that begins with it: the first that fits is taken.
fn alternatives(spellings: impl Iterator<Item = &'static str>) -> String {
    let mut ordered: Vec<&str> = Vec::new();
    for spelling in spellings {
        let shorter = ordered.iter().position(|other| spelling.starts_with(other));
        if shorter.and_then(|at| ordered.get(at)) != Some(&spelling) {
            ordered.insert(shorter.unwrap_or(ordered.len()), spelling);
        }
    }
    ordered.iter().map(|spelling| format!("\"{spelling}\"")).collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn value(words: &str) -> Option<u32> {
        numeral(words.split(' '))
    }

    #[test]
    fn numerals_add_up_in_descending_order_only() {
        assert_eq!(value("он бес"), Some(15));
        assert_eq!(value("пятнадцати"), Some(15));
        assert_eq!(value("қырық бес"), Some(45));
        assert_eq!(value("екі жүз он"), Some(210));
        assert_eq!(value("триста шестьдесят пять"), Some(365));
        assert_eq!(value("жүз жиырма"), Some(120));
        assert_eq!(value("forty-five"), Some(45));
        assert_eq!(value("пять двадцать"), None);
        assert_eq!(value("двадцать двенадцать"), None);
        assert_eq!(value("пять шесть"), None);
        assert_eq!(value("много"), None);
    }

    #[test]
    fn the_longest_spelling_at_a_word_boundary_leads_a_line() {
        let lead = |line| leading(line).next().map(|(keyword, _)| keyword);
        assert_eq!(lead("ожидание ответа «x»"), Some(Keyword::WaitReply));
        assert_eq!(lead("ожидание: 5 минут"), Some(Keyword::Waiting));
        assert_eq!(lead("до-срока: да"), None);
        assert_eq!(lead("к действию 3"), Some(Keyword::GoTo));
    }

    #[test]
    fn a_spelling_stands_behind_those_that_begin_with_it_in_the_grammar() {
        assert_eq!(alternatives(["п", "ст", "пункт", "пункта", "п"].into_iter()), r#""пункта" | "пункт" | "п" | "ст""#);
    }

    #[test]
    fn every_keyword_finds_its_own_row() {
        assert!(TABLE.iter().all(|entry| entry.keyword.entry().is_some_and(|row| row.keyword == entry.keyword)));
    }

    /// Two meanings in one place of a line would make a file ambiguous (`leading` would pick by chance).
    #[test]
    fn no_spelling_begins_a_line_with_two_meanings_unless_a_colon_tells_them_apart() {
        let mut seen: HashMap<(&str, bool), Keyword> = HashMap::new();
        for entry in TABLE {
            let colon: &[bool] = match entry.position {
                Position::Block | Position::Line | Position::Step => &[false],
                Position::Attribute => &[true],
                Position::BlockOrAttribute => &[false, true],
                Position::Inside | Position::Abbreviation => continue,
            };
            for (_, spelling) in entry.all_spellings() {
                for with_colon in colon {
                    let before = seen.insert((spelling, *with_colon), entry.keyword);
                    assert!(before.is_none_or(|before| before == entry.keyword), "{spelling}");
                }
            }
        }
    }
}
