//! What the words of the language mean, a sentence each: told by an editor where the mouse rests.

use super::Keyword;
use crate::language::Language;

/// What a word means; nothing of the small words within lines.
#[must_use]
pub fn meaning(keyword: Keyword, language: Language) -> Option<&'static str> {
    let (ru, kk, en) = told(keyword)?;
    Some(match language {
        Language::Ru => ru,
        Language::Kk => kk,
        Language::En => en,
    })
}

fn told(keyword: Keyword) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match keyword {
        Keyword::Uses => (
            "Файл, на который этот опирается: его календари, регламент и имена видны здесь.",
            "Осы файл сүйенетін файл: оның күнтізбелері, регламенті мен атаулары мұнда көрінеді.",
            "A file that this one builds on: its calendars, regulation and names are seen here.",
        ),
        Keyword::Regulation => (
            "Начинает регламент: имя и название.",
            "Регламентті бастайды: аты мен атауы.",
            "Begins the regulation: its name and title.",
        ),
        Keyword::Act => (
            "Акт, которым утверждён регламент: вид и орган, дата, номер.",
            "Регламентті бекіткен акт: түрі мен органы, күні, нөмірі.",
            "The act that approved the regulation: kind and body, date, number.",
        ),
        Keyword::Repealed => (
            "Когда и каким актом регламент утратил силу.",
            "Регламент қашан және қандай актімен күшін жойғаны.",
            "When and by which act the regulation lost force.",
        ),
        Keyword::Calendar => (
            "Календарь: объявляет его или называет тот, по которому считаются сроки.",
            "Күнтізбе: оны жариялайды немесе мерзімдер есептелетін күнтізбені атайды.",
            "A calendar: declares one, or names the one by which terms are counted.",
        ),
        Keyword::Participant => (
            "Объявляет участника: услугодателя, заявителя, другой орган или систему.",
            "Қатысушыны жариялайды: қызметті берушіні, өтініш берушіні, басқа органды немесе жүйені.",
            "Declares a participant: the provider, the applicant, another body or a system.",
        ),
        Keyword::Outcome => (
            "Объявляет исход, которым может кончиться случай.",
            "Жағдай аяқталуы мүмкін нәтижені жариялайды.",
            "Declares an outcome in which a case may end.",
        ),
        Keyword::Variant => (
            "Вид услуги: объявляет его, а в порядке и случае называет.",
            "Қызмет түрі: оны жариялайды, ал тәртіп пен жағдайда атайды.",
            "A kind of the service: declares it; in a procedure and a case, names it.",
        ),
        Keyword::Procedure => (
            "Начинает порядок: шаги, которыми оказывается услуга; в случае называет его.",
            "Тәртіпті бастайды: қызмет көрсетілетін қадамдар; жағдайда оны атайды.",
            "Begins a procedure: the steps by which the service is given; in a case, names it.",
        ),
        Keyword::Basis => (
            "Пункты акта, на которых это основано.",
            "Бұл негізделген актінің тармақтары.",
            "The clauses of the act that lay this down.",
        ),
        Keyword::Through => (
            "Участник, через которого подают заявление.",
            "Өтініш берілетін қатысушы.",
            "The participant through whom one files.",
        ),
        Keyword::Diagram => (
            "Приложение акта, на котором порядок нарисован.",
            "Тәртіп салынған актінің қосымшасы.",
            "The annex of the act that draws the procedure.",
        ),
        Keyword::Flowchart => (
            "Приложение акта, на котором порядок нарисован блок-схемой.",
            "Тәртіп блок-схемамен салынған актінің қосымшасы.",
            "The annex of the act that draws the procedure as a flow chart.",
        ),
        Keyword::Interaction => (
            "Приложение акта с диаграммой взаимодействия.",
            "Өзара іс-қимыл диаграммасы бар актінің қосымшасы.",
            "The annex of the act that shows who interacts with whom.",
        ),
        Keyword::Directory => (
            "Приложение акта со справочником бизнес-процессов.",
            "Бизнес-процестер анықтамалығы бар актінің қосымшасы.",
            "The annex of the act with the directory of business processes.",
        ),
        Keyword::OverallTerm => (
            "Общий срок порядка и событие, с которого он считается.",
            "Тәртіптің жалпы мерзімі және ол есептелетін оқиға.",
            "The overall term of the procedure, and the event it runs from.",
        ),
        Keyword::Event => (
            "Событие, с которого или до которого идут сроки: объявляет его или говорит, что шаг им является.",
            "Мерзімдер басталатын немесе аяқталатын оқиға: оны жариялайды немесе қадамның сол екенін айтады.",
            "An event that limits run from or to: declares it, or says that a step is it.",
        ),
        Keyword::Action => (
            "Действие человека, под номером акта.",
            "Адамның іс-қимылы, актінің нөмірімен.",
            "An action of a person, by the act's number.",
        ),
        Keyword::Process => (
            "Шаг информационной системы, под номером акта.",
            "Ақпараттық жүйенің қадамы, актінің нөмірімен.",
            "A step of an information system, by the act's number.",
        ),
        Keyword::Condition => (
            "Вопрос, от ответа на который зависит, что дальше.",
            "Жауабына қарай әрі қарай не болатыны шешілетін сұрақ.",
            "A question whose answer decides what follows.",
        ),
        Keyword::Step => (
            "Шаг, которому акт не дал номера.",
            "Акт нөмір бермеген қадам.",
            "A step to which the act gives no number.",
        ),
        Keyword::PerformedBy => (
            "Кто выполняет шаг: участники, через запятую.",
            "Қадамды кім орындайды: қатысушылар, үтір арқылы.",
            "Who carries the step out: participants, with commas between.",
        ),
        Keyword::CheckedBy => (
            "Кто решает, какой ответ верен.",
            "Қай жауап дұрыс екенін кім шешеді.",
            "Who decides which answer is right.",
        ),
        Keyword::SendsTo => (
            "Кому и что передаётся по окончании шага.",
            "Қадам аяқталғанда кімге не жіберіледі.",
            "To whom the step hands what.",
        ),
        Keyword::Waiting => {
            ("Сколько можно прождать в очереди.", "Кезекте қанша күтуге болады.", "How long one may have to queue.")
        }
        Keyword::Term => {
            ("Сколько может длиться шаг.", "Қадам қанша уақытқа созылуы мүмкін.", "How long the step may take.")
        }
        Keyword::Including => {
            ("Часть срока, названного выше.", "Жоғарыда аталған мерзімнің бөлігі.", "A part of the term above.")
        }
        Keyword::Only => (
            "Для каких видов услуги это делается.",
            "Бұл қызметтің қай түрлері үшін жасалады.",
            "For which kinds of the service this is done.",
        ),
        Keyword::Result => (
            "Исход, который даёт шаг; с «либо» выбор за исполнителем.",
            "Қадам беретін нәтиже; «немесе» болса, таңдау орындаушыда.",
            "The outcome that the step gives; with «or», the choice is the performer's.",
        ),
        Keyword::Call => (
            "Выполняет другой порядок как шаг этого.",
            "Басқа тәртіпті осының қадамы ретінде орындайды.",
            "Carries out another procedure as a step of this one.",
        ),
        Keyword::Yes => {
            ("Что следует, если ответ «да».", "Жауап «иә» болса, не болады.", "What follows if the answer is yes.")
        }
        Keyword::No => {
            ("Что следует, если ответ «нет».", "Жауап «жоқ» болса, не болады.", "What follows if the answer is no.")
        }
        Keyword::Answer => (
            "Другой ответ и что за ним следует.",
            "Басқа жауап және одан кейін не болады.",
            "Another answer, and what follows it.",
        ),
        Keyword::Next => (
            "Дальше идёт то, что стоит за всем блоком.",
            "Әрі қарай бүкіл блоктан кейін тұрған болады.",
            "What stands behind the whole block follows.",
        ),
        Keyword::Finish => {
            ("Случай кончается этим исходом.", "Жағдай осы нәтижемен аяқталады.", "The case ends in this outcome.")
        }
        Keyword::TacitConsent => {
            ("Молчание считается согласием.", "Үндемеу келісім деп есептеледі.", "Silence counts as consent.")
        }
        Keyword::GoTo => ("Дальше идёт более поздний шаг.", "Әрі қарай кейінгі қадам болады.", "A later step follows."),
        Keyword::ReturnTo => (
            "Снова идёт более ранний шаг, не более стольких-то раз.",
            "Алдыңғы қадам қайталанады, белгілі бір реттен артық емес.",
            "An earlier step follows again, at most so many times.",
        ),
        Keyword::HandOver => (
            "Порядок кончается, и другой продолжает случай у названного участника.",
            "Тәртіп аяқталады, ал басқасы жағдайды аталған қатысушыда жалғастырады.",
            "The procedure ends, and another carries the case on for the participant named.",
        ),
        Keyword::EndCondition => (
            "Закрывает условие: дальше – общее для всех ответов.",
            "Шартты жабады: әрі қарай барлық жауапқа ортақ.",
            "Closes the condition: what follows is common to all answers.",
        ),
        Keyword::Parallel => (
            "Начинает ветви, которые идут одновременно.",
            "Бір мезгілде жүретін тарамдарды бастайды.",
            "Begins branches that go on at the same time.",
        ),
        Keyword::Branch => (
            "Одна из одновременных ветвей.",
            "Бір мезгілде жүретін тарамдардың бірі.",
            "One of the branches that go on at the same time.",
        ),
        Keyword::JoinAll => (
            "Дальше – когда кончены все ветви.",
            "Барлық тарам аяқталғанда әрі қарай.",
            "Goes on when all branches are done.",
        ),
        Keyword::JoinFirst => (
            "Дальше – когда кончена первая ветвь; остальные отменяются.",
            "Бірінші тарам аяқталғанда әрі қарай; қалғандары тоқтатылады.",
            "Goes on when the first branch is done; the others are cancelled.",
        ),
        Keyword::ForEach => (
            "Выполняется для каждого из списка, который даёт случай.",
            "Жағдай беретін тізімнің әрқайсысы үшін орындалады.",
            "Done once for every member of a list that a case gives.",
        ),
        Keyword::AnyTime => (
            "Что может прервать порядок в любой момент и что тогда следует.",
            "Тәртіпті кез келген сәтте не үзуі мүмкін және сонда не болады.",
            "What may break the procedure off at any moment, and what follows then.",
        ),
        Keyword::WaitReply => {
            ("Ожидание ответа от другого.", "Басқадан жауап күту.", "Waits for a reply from somebody else.")
        }
        Keyword::FromWhom => (
            "От кого ждут ответа или кто прерывает порядок.",
            "Жауап кімнен күтіледі немесе тәртіпті кім үзеді.",
            "From whom a reply is awaited, or who breaks the procedure off.",
        ),
        Keyword::UpTo => (
            "Сколько самое большее ждут ответа.",
            "Жауап ең көп дегенде қанша күтіледі.",
            "How long a reply is awaited at most.",
        ),
        Keyword::NoLimit => {
            ("Ответа ждут сколько угодно.", "Жауап шексіз күтіледі.", "The reply is awaited without limit.")
        }
        Keyword::OnReply => ("Что следует за ответом.", "Жауаптан кейін не болады.", "What follows a reply."),
        Keyword::OnExpiry => {
            ("Что следует, когда срок истёк.", "Мерзім өткенде не болады.", "What follows when the time has run out.")
        }
        Keyword::Limit => (
            "Предельный срок с названием: от одного события до другого.",
            "Атауы бар шекті мерзім: бір оқиғадан екіншісіне дейін.",
            "A limit by its title: from one event to another.",
        ),
        Keyword::Extension => (
            "На сколько можно продлить срок, названный выше; в случае – что он продлён.",
            "Жоғарыда аталған мерзімді қаншаға ұзартуға болады; жағдайда – оның ұзартылғаны.",
            "By how much the limit above may be extended; in a case, that it is.",
        ),
        Keyword::ApplicantMay => (
            "Что вправе сделать заявитель, когда срок истёк.",
            "Мерзім өткенде өтініш беруші не істеуге құқылы.",
            "What the applicant may do once the limit has expired.",
        ),
        Keyword::OnOverallExpiry => (
            "Что следует само собой, когда истёк общий срок.",
            "Жалпы мерзім өткенде өздігінен не болады.",
            "What follows of itself when the overall term has expired.",
        ),
        Keyword::Suspends => (
            "Какие сроки стоят, пока ждут ответа.",
            "Жауап күтілгенде қай мерзімдер тоқтап тұрады.",
            "The limits that stand still while the reply is awaited.",
        ),
        Keyword::Restarts => (
            "Какие сроки начинаются заново, когда ответ получен.",
            "Жауап алынғанда қай мерзімдер қайта басталады.",
            "The limits that begin anew when the reply has come.",
        ),
        Keyword::Deadline => (
            "К какому моменту шаг должен быть сделан.",
            "Қадам қай сәтке дейін жасалуы керек.",
            "By when the step must be done.",
        ),
        Keyword::NotBefore => (
            "Раньше какого момента шаг начать нельзя.",
            "Қадамды қай сәттен ерте бастауға болмайды.",
            "Before when the step must not begin.",
        ),
        Keyword::Counting => (
            "Как считаются сроки: по дням или до минуты.",
            "Мерзімдер қалай есептеледі: күндермен немесе минутына дейін.",
            "How terms are counted: by days, or to the minute.",
        ),
        Keyword::KnownYears => (
            "Годы, которые календарь описывает.",
            "Күнтізбе сипаттайтын жылдар.",
            "The years that the calendar describes.",
        ),
        Keyword::TimeZone => (
            "Часовой пояс, по базе tz: Asia/Almaty.",
            "Уақыт белдеуі, tz базасы бойынша: Asia/Almaty.",
            "The time zone, as the tz database has it: Asia/Almaty.",
        ),
        Keyword::WeekDays => (
            "Дни недели, по которым работают.",
            "Апта күндерінің қайсысында жұмыс істейді.",
            "The days of the week that are worked.",
        ),
        Keyword::Hours => ("Часы, в которые работают.", "Жұмыс істейтін сағаттар.", "The hours that are worked."),
        Keyword::EventDay => (
            "Считается ли день самого события.",
            "Оқиға күнінің өзі есептеле ме.",
            "Whether the day of the event itself counts.",
        ),
        Keyword::EndOfDay => (
            "Когда кончается последний день срока.",
            "Мерзімнің соңғы күні қашан аяқталады.",
            "When the last day of a term ends.",
        ),
        Keyword::Roll => (
            "Куда переносится срок, который кончается в выходной.",
            "Демалыс күні аяқталатын мерзім қайда ауыстырылады.",
            "Where a term moves that ends on a day off.",
        ),
        Keyword::AfterHours => (
            "Когда считается поданным то, что подано вне рабочего времени.",
            "Жұмыс уақытынан тыс берілген өтініш қашан берілген деп есептеледі.",
            "When an application counts as filed that comes outside working hours.",
        ),
        Keyword::Holiday => (
            "Праздничный день или несколько дней.",
            "Мереке күні немесе бірнеше күн.",
            "A public holiday, or several days of it.",
        ),
        Keyword::DayOff => ("Ещё один выходной день.", "Тағы бір демалыс күні.", "Another day off."),
        Keyword::MovedWorkingDay => (
            "Рабочий день взамен другого, который стал выходным.",
            "Демалысқа айналған басқа күннің орнына жұмыс күні.",
            "A day that is worked instead of another.",
        ),
        Keyword::ShortDay => (
            "День, в который работа кончается раньше.",
            "Жұмыс ертерек аяқталатын күн.",
            "A day on which work ends early.",
        ),
        Keyword::Joins => (
            "Календари, общее рабочее время которых – этот.",
            "Ортақ жұмыс уақыты осы болатын күнтізбелер.",
            "The calendars whose common working time this one is.",
        ),
        Keyword::Accepted => (
            "Замечания этих правил здесь оставлены намеренно; почему – в кавычках.",
            "Осы ережелердің ескертулері мұнда әдейі қалдырылған; себебі тырнақшада.",
            "Findings of these rules are let stand here; why is said in the quotation.",
        ),
        Keyword::Case => (
            "Начинает случай: заявление, на котором регламент проверяется.",
            "Жағдайды бастайды: регламент тексерілетін өтініш.",
            "Begins a case: an application by which the regulation is tried.",
        ),
        Keyword::Filed => ("Когда подано заявление.", "Өтініш қашан берілді.", "When the application is filed."),
        Keyword::AllActions => (
            "Каждый шаг длится столько, сколько ему дано.",
            "Әр қадам өзіне берілген уақытқа созылады.",
            "Every step takes as long as it may.",
        ),
        Keyword::ExpectedOutcome => (
            "Исход, которым случай должен кончиться.",
            "Жағдай аяқталуға тиіс нәтиже.",
            "The outcome that the case must end in.",
        ),
        Keyword::ExpectedCompletion => {
            ("Когда случай должен кончиться.", "Жағдай қашан аяқталуға тиіс.", "When the case must end.")
        }
        Keyword::ExpectedLimit => (
            "Когда должен истечь срок случая.",
            "Жағдайдың мерзімі қашан өтуге тиіс.",
            "When the limit of the case must expire.",
        ),
        Keyword::Expected => {
            ("Должен ли срок быть соблюдён.", "Мерзім сақталуға тиіс пе.", "Whether the term must be kept.")
        }
        Keyword::Fact => (
            "Сведение о случае: объявляет его и его вид, а в случае даёт значение.",
            "Жағдай туралы мәлімет: оны және түрін жариялайды, ал жағдайда мәнін береді.",
            "A fact of a case: declares it and its kind; in a case, gives its value.",
        ),
        Keyword::If => (
            "По каким сведениям решается ответ.",
            "Жауап қай мәліметтер бойынша шешіледі.",
            "By which facts the answer is decided.",
        ),
        Keyword::Otherwise => (
            "Ответ для всех остальных случаев.",
            "Қалған барлық жағдайларға арналған жауап.",
            "The answer for all other cases.",
        ),
        Keyword::Automatic => (
            "Это делает система сама, круглые сутки.",
            "Мұны жүйе өзі, тәулік бойы жасайды.",
            "A system does this of itself, round the clock.",
        ),
        Keyword::Consecutive => (
            "Время по часам, а не рабочее.",
            "Жұмыс уақыты емес, сағат бойынша уақыт.",
            "Time by the clock, not working time.",
        ),
        Keyword::WorkingDay => (
            "День, в который работают, по календарю.",
            "Күнтізбе бойынша жұмыс істейтін күн.",
            "A day that is worked, by the calendar.",
        ),
        Keyword::CalendarDay => (
            "Любой день подряд, рабочий или нет.",
            "Жұмыс күні болсын, болмасын, қатарынан кез келген күн.",
            "Any day in a row, worked or not.",
        ),
        Keyword::FromFiling => (
            "Срок считается с подачи заявления.",
            "Мерзім өтініш берілгеннен бастап есептеледі.",
            "The term runs from filing.",
        ),
        Keyword::AtMost => (
            "Слова, которые ничего не меняют: всякий срок – наибольший.",
            "Ештеңені өзгертпейтін сөздер: кез келген мерзім – ең ұзағы.",
            "Words that change nothing: every term is the longest.",
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keywords::{Position, TABLE};

    #[test]
    fn every_word_that_begins_a_line_is_explained() {
        let begins = |position| !matches!(position, Position::Inside | Position::Abbreviation);
        for entry in TABLE.iter().filter(|entry| begins(entry.position)) {
            for language in Language::ALL {
                assert!(
                    meaning(entry.keyword, language).is_some_and(|told| told.ends_with('.')),
                    "{:?}",
                    entry.keyword
                );
            }
        }
    }
}
