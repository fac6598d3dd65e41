//! What to write instead: the second half of a finding.
//!
//! The sentence is in the reader's language, the words to be typed in the file's.

use super::message::say;
use crate::calendar::{CalendarError, MAX_YEARS};
use crate::diagnostic::{Expected, Meant, Mend, Namespace, Problem, Section};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::Answer;
use crate::words;

/// What to write instead, where the tool can tell; words to write are those of the file's language.
/// `name` is the file's, for commands to be typed.
#[must_use]
pub fn help(problem: &Problem, language: Language, file: Language, name: &str) -> Option<String> {
    Some(match problem {
        Problem::NoHeader | Problem::UnknownEdition(_) | Problem::UnknownLanguage(_) => say!(
            language,
            "первой строкой напишите: reg 1 ru (или kk, en)",
            "бірінші жолға былай жазыңыз: reg 1 kk (немесе ru, en)",
            "write as the first line: reg 1 en (or ru, kk)"
        ),
        Problem::NoSuchSetting { known, .. } => {
            let known = known.join(", ");
            say!(language, "здесь может стоять: {known}", "мұнда тұра алады: {known}", "what may stand here: {known}")
        }
        Problem::NoSuchRule { meant: Some(code), .. } => {
            say!(language, "возможно, имелось в виду {code}", "мүмкін, {code} болар", "did you mean {code}?")
        }
        Problem::NoSuchRule { meant: None, .. } => {
            say!(language, "все правила: regc explain", "барлық ережелер: regc explain", "all rules: regc explain")
        }
        Problem::FixedRule(_) => say!(
            language,
            "файл с такой ошибкой не составить; исправьте то, на что она указывает",
            "мұндай қатесі бар файл құрастырылмайды; ол көрсеткен жерді түзетіңіз",
            "a file with it cannot be compiled; mend what it points to"
        ),
        Problem::NothingToAccept(_) => {
            let accepted = Keyword::Accepted.canonical(file);
            say!(
                language,
                "удалите код из строки «{accepted}: …» или всю строку",
                "кодты «{accepted}: …» жолынан немесе бүкіл жолды өшіріңіз",
                "delete the code from the line «{accepted}: …», or the whole line"
            )
        }
        Problem::QuoteOpen { goes_on: true, .. } => say!(
            language,
            "название продолжается на следующей строке: соедините обе строки в одну",
            "атау келесі жолда жалғасады: екі жолды біріктіріңіз",
            "the title goes on in the next line: join the two lines"
        ),
        Problem::QuoteOpen { close: Some(mark), .. } => say!(
            language,
            "закройте кавычку в конце строки: {mark}",
            "жолдың соңында тырнақшаны жабыңыз: {mark}",
            "close it at the end of the line: {mark}"
        ),
        Problem::QuoteOpen { close: None, .. } => say!(
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
        Problem::UnknownWord { meant: Some(Meant { word, sure: true }), .. }
        | Problem::NotDeclared { meant: Some(Meant { word, sure: true }), .. }
        | Problem::OtherLanguage { write: word, .. } => write(word, language),
        Problem::NotUnderstood { mend: Some(mend), expected, .. } => mended(mend, expected, language, file)?,
        Problem::UnknownWord { meant: Some(Meant { word, .. }), .. }
        | Problem::NotDeclared { meant: Some(Meant { word, .. }), .. } => perhaps(word, language),
        Problem::NotDeclared { namespace: Namespace::Event, .. } => {
            let event = Keyword::Event.canonical(file);
            say!(
                language,
                "объявите его перед порядками: «{event} имя «…»»",
                "оны тәртіптерден бұрын жариялаңыз: «{event} атау «…»»",
                "declare it before the procedures: «{event} name «…»»"
            )
        }
        Problem::NotDeclared { namespace: Namespace::Fact, .. } => {
            let (fact, yes_no) = (Keyword::Fact.canonical(file), Keyword::TypeYesNo.canonical(file));
            say!(
                language,
                "объявите его перед порядками: «{fact} имя «…» {yes_no}»",
                "оны тәртіптерден бұрын жариялаңыз: «{fact} атау «…» {yes_no}»",
                "declare it before the procedures: «{fact} name «…» {yes_no}»"
            )
        }
        Problem::Fact(problem) => super::facts::help(problem, language, file)?,
        Problem::NotDeclared { namespace: Namespace::Limit, .. } => {
            let (overall, named) = (said_limit(Keyword::OverallTerm, file), said_limit(Keyword::Limit, file));
            let deadline = Keyword::Deadline.canonical(file);
            say!(
                language,
                "сроки задают строки «{overall}», «{named}» и «{deadline}: …» под шагом",
                "мерзімді «{overall}», «{named}» және қадам астындағы «{deadline}: …» жолдары белгілейді",
                "limits are set by «{overall}», «{named}», and «{deadline}: …» under a step"
            )
        }
        Problem::ExtendedTooOften(name) => {
            let (extension, name) = (Keyword::Extension.canonical(file), words::limit_name(name, file));
            say!(
                language,
                "напишите «{extension}: {name}» без числа раз",
                "«{extension}: {name}» деп, неше рет екенін көрсетпей жазыңыз",
                "write «{extension}: {name}» without a number of times"
            )
        }
        Problem::BelongsInHead(word) => {
            let (word, procedure) = (word.canonical(file), Keyword::Procedure.canonical(file));
            say!(
                language,
                "перенесите строку «{word}» под строку «{procedure} …», до первого шага",
                "«{word}» жолын «{procedure} …» жолының астына, бірінші қадамға дейін көшіріңіз",
                "move the line «{word}» under the line «{procedure} …», ahead of the first step"
            )
        }
        Problem::WrongBlock { homes, .. } => {
            let homes = kinds(homes, file);
            say!(
                language,
                "она пишется под строкой: {homes}",
                "ол мына жолдың астына жазылады: {homes}",
                "it stands under a line: {homes}"
            )
        }
        Problem::NoLimitBefore { overall: true, .. } => {
            let write = said_limit(Keyword::OverallTerm, file);
            say!(language, "добавьте строку «{write}»", "«{write}» жолын қосыңыз", "add the line «{write}»")
        }
        Problem::NoLimitBefore { overall: false, .. } => {
            let (overall, named) = (said_limit(Keyword::OverallTerm, file), said_limit(Keyword::Limit, file));
            say!(
                language,
                "напишите её под строкой срока: «{overall}» или «{named}»",
                "оны мерзім жолының астына жазыңыз: «{overall}» немесе «{named}»",
                "write it under a limit: «{overall}» or «{named}»"
            )
        }
        Problem::ExpiryWithoutOutcome => {
            let (finish, consent) = (Keyword::Finish.canonical(file), Keyword::TacitConsent.canonical(file));
            say!(
                language,
                "после двоеточия напишите «{finish}: …» с одним исходом или «{consent}»",
                "қос нүктеден кейін бір нәтижемен «{finish}: …» немесе «{consent}» деп жазыңыз",
                "write «{finish}: …» with one outcome, or «{consent}», after the colon"
            )
        }
        Problem::NamelessDeadline => {
            let step = Keyword::Step.canonical(file);
            say!(
                language,
                "дайте шагу имя: «{step} имя «…»»",
                "қадамға атау беріңіз: «{step} атау «…»»",
                "give the step a name: «{step} name «…»»"
            )
        }
        Problem::SameEvent => {
            let until = until_sample(file);
            say!(
                language,
                "укажите, до какого события он течёт: {until}",
                "ол қай оқиғаға дейін жүретінін көрсетіңіз: {until}",
                "say up to which event it runs: {until}"
            )
        }
        Problem::TotalShorter => {
            let (extension, by) =
                (Keyword::Extension.canonical(file), say!(file, "на 2 месяца", "2 айға", "by 2 months"));
            say!(
                language,
                "укажите весь срок вместе с продлением или только прибавку: «{extension}: {by}»",
                "ұзартумен қоса бүкіл мерзімді немесе тек қосылатынын көрсетіңіз: «{extension}: {by}»",
                "give the whole term with its extension, or what is added: «{extension}: {by}»"
            )
        }
        Problem::NothingToExtend => {
            let limit = said_limit(Keyword::OverallTerm, file);
            say!(
                language,
                "укажите срок числом («{limit}») или уберите строку",
                "мерзімді санмен көрсетіңіз («{limit}») немесе жолды алып тастаңыз",
                "set the limit in figures («{limit}»), or leave the line out"
            )
        }
        Problem::NotToTheMinute(_) => {
            let (counting, days) = (Keyword::Counting.canonical(file), Keyword::ByDays.canonical(file));
            let working = Keyword::WorkingDay.canonical(file);
            say!(
                language,
                "напишите срок в минутах, часах или как «{working}», либо «{counting}: {days}»",
                "мерзімді минутпен, сағатпен немесе «{working}» түрінде, немесе «{counting}: {days}» деп жазыңыз",
                "write the term in minutes, hours or «{working}», or else «{counting}: {days}»"
            )
        }
        Problem::JoinsItself => {
            say!(language, "назовите другие календари", "басқа күнтізбелерді көрсетіңіз", "name other calendars")
        }
        Problem::JoinsLater(_) => say!(
            language,
            "поставьте объединяемые календари выше",
            "біріктірілетін күнтізбелерді жоғары қойыңыз",
            "put the calendars that are joined above this one"
        ),
        Problem::CannotExtend(_) => {
            let extension = Keyword::Extension.canonical(file);
            let by = say!(file, "на 2 месяца", "2 айға", "by 2 months");
            say!(
                language,
                "если акт это допускает, добавьте под этим сроком в порядке: «{extension}: {by}»",
                "акт рұқсат етсе, тәртіпте осы мерзімнің астына қосыңыз: «{extension}: {by}»",
                "if the act allows it, add under this limit of the procedure: «{extension}: {by}»"
            )
        }
        Problem::NotUnderstood { mend: None, expected, .. } => wanted(expected, language, file)?,
        Problem::LimitOverrun(found)
        | Problem::LimitKeptBefore(found)
        | Problem::LimitWithoutSlack(found)
        | Problem::LimitUnprovable(found)
        | Problem::LimitLeavesRoom(found) => super::limits::help(found, language, file, name)?,
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
        Problem::NoSuchTime(_) => {
            say!(language, "время пишется так: 09:00", "уақыт былай жазылады: 09:00", "a time is written 09:00")
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
        Problem::BranchAlone(_) => {
            let parallel = Keyword::Parallel.canonical(file);
            say!(
                language,
                "добавьте над первой ветвью строку «{parallel}»",
                "бірінші тарамның үстіне «{parallel}» жолын қосыңыз",
                "add the line «{parallel}» above the first branch"
            )
        }
        Problem::BehindEnd(_) => say!(
            language,
            "перенесите её выше, в ветвь, или за последний ответ условия",
            "оны жоғары, тарамның ішіне немесе шарттың соңғы жауабынан кейін көшіріңіз",
            "move it up into the branch, or behind the last answer of the condition"
        ),
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
        Problem::WrongDirection { step, back: true, .. } => write(&words::return_to(step, file), language),
        Problem::WrongDirection { step, back: false, .. } => write(&words::go_to(step, file), language),
        Problem::UnboundedReturn => {
            let bound = say!(file, "не более 2 раз", "2 реттен артық емес", "at most 2 times");
            say!(language, "допишите: «, {bound}»", "қосып жазыңыз: «, {bound}»", "add: «, {bound}»")
        }
        Problem::MixedTitle { .. } => say!(
            language,
            "название печатается как есть; наберите слово заново на одной раскладке",
            "атау сол күйінде басылады; сөзді бір пернетақта тілінде қайта теріңіз",
            "titles are printed as they are; type the word again on one keyboard"
        ),
        Problem::MixedName(_) => say!(
            language,
            "наберите имя заново на одной раскладке",
            "атауды бір пернетақта тілінде қайта теріңіз",
            "type the name again on one keyboard"
        ),
        Problem::LooksLike(_) => say!(
            language,
            "наберите имя на той же раскладке или назовите иначе",
            "атауды сол пернетақта тілінде теріңіз немесе басқаша атаңыз",
            "type it on the same keyboard, or choose another name"
        ),
        Problem::Unused { .. } => say!(
            language,
            "удалите строку или укажите имя там, где оно нужно",
            "жолды өшіріңіз немесе атауды қажет жерінде көрсетіңіз",
            "delete the line, or use the name where it belongs"
        ),
        Problem::NumberingGap { .. } => say!(
            language,
            "проверьте по акту: шаг пропущен, или его номер записан неверно",
            "акт бойынша тексеріңіз: қадам қалып қойған немесе нөмірі қате",
            "compare with the act: a step was left out, or its number is wrong"
        ),
        Problem::NoPerformer => {
            let performed = Keyword::PerformedBy.canonical(file);
            say!(
                language,
                "добавьте строку «{performed}: …»; шаг системы отметьте словом «автоматически»",
                "«{performed}: …» жолын қосыңыз; жүйенің қадамын «автоматты» деп белгілеңіз",
                "add the line «{performed}: …»; mark a step of a system as automatic"
            )
        }
        Problem::NoTerm(_) => {
            let (overall, term) = (said_limit(Keyword::OverallTerm, file), Keyword::Term.canonical(file));
            say!(
                language,
                "добавьте «{overall}» или «{term}: …» под шагами",
                "«{overall}» немесе қадамдардың астына «{term}: …» қосыңыз",
                "add «{overall}», or «{term}: …» under the steps"
            )
        }
        Problem::RefusalWithoutGround | Problem::NoClause { .. } => {
            let sample = say!(file, "(п. 5 пп. 1)", "(5-т. 1) тш.)", "(para 5 sub 1)");
            say!(
                language,
                "укажите пункт в скобках в конце строки: {sample}",
                "тармақты жол соңында жақшада көрсетіңіз: {sample}",
                "cite the clause in brackets at the end of the line: {sample}"
            )
        }
        Problem::RefusalWithoutStep => say!(
            language,
            "если в акте это есть, запишите шаг, который сообщает об отказе",
            "актіде бар болса, бас тарту туралы хабарлайтын қадамды жазыңыз",
            "if the act has it, write the step that gives the refusal"
        ),
        Problem::TermsDisagree => say!(
            language,
            "сверьте оба места с актом; если расходится сам акт, примите замечание с пояснением",
            "екі жерді де актімен салыстырыңыз; актінің өзі сәйкес келмесе, түсіндірмемен қабылдаңыз",
            "compare both with the act; if the act itself disagrees, accept the finding with the reason"
        ),
        Problem::NoCalendar => {
            let calendar = Keyword::Calendar.canonical(file);
            say!(
                language,
                "назовите календарь в регламенте: «{calendar}: …»",
                "регламентте күнтізбені атаңыз: «{calendar}: …»",
                "name a calendar in the regulation: «{calendar}: …»"
            )
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
        Problem::Calendar(error) => return Some(calendar(error, language, file)),
        Problem::NeverReached(_) | Problem::NoWayToEnd(_) | Problem::JoinInVain(..) | Problem::NeverEnds(..) => {
            super::soundness::help(problem, language, file)?
        }
        Problem::HandedInCircle(_) => {
            let finish = Keyword::Finish.canonical(file);
            say!(
                language,
                "завершите один из порядков круга строкой «{finish}: …»",
                "шеңбердегі тәртіптердің бірін «{finish}: …» жолымен аяқтаңыз",
                "end one of the procedures of the circle with «{finish}: …»"
            )
        }
        Problem::CallAbsent { procedure, .. } => {
            let (only, variant) = (Keyword::Only.canonical(file), Keyword::Variant.canonical(file));
            say!(
                language,
                "добавьте вариант в порядок «{procedure}» («{variant}: …») или под этой строкой: «{only} (…)»",
                "нұсқаны «{procedure}» тәртібіне («{variant}: …») немесе осы жолдың астына «{only} (…)» қосыңыз",
                "add the variant to the procedure «{procedure}» («{variant}: …»), or under this line: «{only} (…)»"
            )
        }
        _ => return None,
    })
}

/// What to do to a line that is understood with it.
fn mended(mend: &Mend, expected: &[Expected], language: Language, file: Language) -> Option<String> {
    Some(match mend {
        Mend::Colon => wanted(expected, language, file)?,
        Mend::Word(word) => write(word, language),
        Mend::Perhaps(word) => perhaps(word, language),
        Mend::NoColon => say!(language, "уберите двоеточие", "қос нүктені алып тастаңыз", "leave the colon out"),
        Mend::NoNumber => say!(
            language,
            "уберите номер перед строкой",
            "жол алдындағы нөмірді алып тастаңыз",
            "leave out the number ahead of the line"
        ),
        Mend::Bracket => say!(language, "закройте скобку: «)»", "жақшаны жабыңыз: «)»", "close the bracket: «)»"),
        Mend::Comma => {
            say!(
                language,
                "поставьте запятую между именами",
                "атаулардың арасына үтір қойыңыз",
                "put a comma between the names"
            )
        }
    })
}

/// What could stand at the place of an error.
fn wanted(expected: &[Expected], language: Language, file: Language) -> Option<String> {
    let expected = expectation(expected, language, file)?;
    Some(say!(language, "здесь должно быть: {expected}", "мұнда болуы тиіс: {expected}", "expected here: {expected}"))
}

fn perhaps(word: &str, language: Language) -> String {
    say!(language, "возможно, имелось в виду «{word}»", "мүмкін, «{word}» болар", "did you mean «{word}»?")
}

fn write(words: &str, language: Language) -> String {
    say!(language, "напишите «{words}»", "«{words}» деп жазыңыз", "write «{words}»")
}

/// How a fault of a calendar is mended.
fn calendar(error: &CalendarError, language: Language, file: Language) -> String {
    match error {
        CalendarError::YearsReversed { .. } | CalendarError::YearOutOfRange { .. } => {
            let years = said_years(file);
            say!(
                language,
                "годы пишутся так: «{years}»",
                "жылдар былай жазылады: «{years}»",
                "years are written «{years}»"
            )
        }
        CalendarError::TooManyYears { .. } => {
            say!(language, "не больше {MAX_YEARS} лет", "{MAX_YEARS} жылдан артық емес", "at most {MAX_YEARS} years")
        }
        CalendarError::NoWorkingWeek => {
            let week = Keyword::WeekDays.canonical(file);
            say!(language, "добавьте строку «{week}: …»", "«{week}: …» жолын қосыңыз", "add the line «{week}: …»")
        }
        CalendarError::NoWorkingHours | CalendarError::HoursReversed { .. } | CalendarError::HoursOverlap { .. } => {
            let hours = said_hours(file);
            say!(
                language,
                "часы пишутся по порядку: «{hours}»",
                "сағаттар ретімен жазылады: «{hours}»",
                "hours are written in order: «{hours}»"
            )
        }
        CalendarError::DaysReversed { .. } => {
            say!(language, "напишите раннюю дату первой", "ерте күнді бірінші жазыңыз", "write the earlier date first")
        }
        CalendarError::OutsideKnownYears { .. } => {
            let years = Keyword::KnownYears.canonical(file);
            say!(
                language,
                "исправьте дату или строку «{years}: …»",
                "күнді немесе «{years}: …» жолын түзетіңіз",
                "mend the date or the line «{years}: …»"
            )
        }
        CalendarError::Repeated { .. } | CalendarError::Contradiction { .. } => {
            say!(language, "оставьте её в одной строке", "оны бір жолда ғана қалдырыңыз", "leave it in one line only")
        }
        CalendarError::ShortTooShort { opening, .. } => {
            let opening = opening.format("%H:%M");
            say!(
                language,
                "укажите время позже {opening}",
                "{opening} уақытынан кейінгі уақытты көрсетіңіз",
                "name a time after {opening}"
            )
        }
        CalendarError::ShortOff { .. } => say!(
            language,
            "уберите строку или исправьте дату",
            "жолды алып тастаңыз немесе күнді түзетіңіз",
            "leave the line out or mend the date"
        ),
        CalendarError::NoCommonYear => {
            let years = Keyword::KnownYears.canonical(file);
            say!(
                language,
                "сравните строки «{years}: …» этих календарей",
                "осы күнтізбелердің «{years}: …» жолдарын салыстырыңыз",
                "compare the lines «{years}: …» of these calendars"
            )
        }
    }
}

fn said_years(file: Language) -> String {
    let years = say!(file, "2014 по 2026", "2014 – 2026", "2014 to 2026");
    format!("{}: {years}", Keyword::KnownYears.canonical(file))
}

fn said_hours(file: Language) -> String {
    let hours =
        say!(file, "09:00 по 13:00; 14:30 по 18:30", "09:00 – 13:00; 14:30 – 18:30", "09:00 to 13:00; 14:30 to 18:30");
    format!("{}: {hours}", Keyword::Hours.canonical(file))
}

/// What could stand at the place of an error; the likeliest few.
fn expectation(expected: &[Expected], language: Language, file: Language) -> Option<String> {
    let more_than_end = expected.iter().any(|one| *one != Expected::EndOfLine);
    let mut names: Vec<String> = Vec::new();
    for one in expected.iter().filter(|one| !more_than_end || **one != Expected::EndOfLine) {
        // Outcomes that are left to choose have a word of their own.
        let joins = *one == Expected::Word(Keyword::Either) && expected.contains(&Expected::Word(Keyword::And));
        let name = if joins { format!("«{}»", super::facts::or(file)) } else { expected_name(*one, language, file) };
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
        Expected::FactKind => {
            let known =
                [Keyword::TypeYesNo, Keyword::TypeNumber, Keyword::TypeMoney, Keyword::TypeDate, Keyword::TypeIin];
            let kinds = kinds(&known, file);
            say!(language, "вид сведения: {kinds}", "мәліметтің түрі: {kinds}", "the kind of fact: {kinds}")
        }
        Expected::Value => {
            let sample = say!(file, "5, 1 500 тенге", "5, 1 500 теңге", "5, 1 500 tenge");
            say!(
                language,
                "сведение или значение: {sample}, 2014-03-26, «…»",
                "мәлімет немесе мән: {sample}, 2014-03-26, «…»",
                "a fact or a value: {sample}, 2014-03-26, «…»"
            )
        }
        Expected::Relation => {
            kinds(&[Keyword::Equal, Keyword::Less, Keyword::More, Keyword::NotLess, Keyword::OneOf], file)
        }
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
        Expected::WholeNumber => {
            let sample = say!(file, "4 часа 30 минут", "4 сағат 30 минут", "4 hours 30 minutes");
            say!(language, "целое число: {sample}", "бүтін сан: {sample}", "a whole number: {sample}")
        }
        Expected::SmallerNumber => {
            say!(language, "число не больше 999999999", "999999999-дан аспайтын сан", "a number of at most 999999999")
        }
        Expected::Unit => {
            let units = [Keyword::Minute, Keyword::Hour, Keyword::WorkingDay, Keyword::CalendarDay, Keyword::Month];
            let units = units.map(|unit| unit.canonical(file)).join(", ");
            say!(language, "единица: {units}", "өлшем: {units}", "a unit: {units}")
        }
        Expected::Duration => {
            let sample = say!(file, "15 минут, 2 рабочих дня", "15 минут, 2 жұмыс күні", "15 minutes, 2 working days");
            say!(language, "срок: {sample}", "мерзім: {sample}", "a term: {sample}")
        }
        Expected::From => say!(
            file,
            "«с подачи», «с окончания действия 1», «с события …»",
            "«өтініш берілген күннен бастап», «1-іс-қимыл аяқталған күннен бастап», «… оқиғасынан бастап»",
            "«from filing», «from the end of action 1», «from the event …»"
        ),
        Expected::Until => until_sample(file),
        Expected::After => say!(
            file,
            "«после подачи», «после окончания действия 1», «после события …»",
            "«өтініш берілгеннен кейін», «1-іс-қимыл аяқталғаннан кейін», «… оқиғасынан кейін»",
            "«after filing», «after the end of action 1», «after the event …»"
        ),
        Expected::Moment => say!(
            file,
            "«5 рабочих дней после подачи»",
            "«өтініш берілгеннен кейін 5 жұмыс күні»",
            "«5 working days after filing»"
        ),
        Expected::Limit => say!(
            file,
            "«общий срок», «предел «…»», «срок действия 3»",
            "«жалпы мерзім», «шекті мерзім «…»», «3-іс-қимыл мерзімі»",
            "«overall term», «limit «…»», «term of action 3»"
        ),
        Expected::Date => say!(language, "дата: 2014-03-26", "күн: 2014-03-26", "a date: 2014-03-26"),
        Expected::Time => say!(language, "время: 09:00", "уақыт: 09:00", "a time: 09:00"),
        Expected::DateTime => say!(
            language,
            "дата и время: 2014-03-26 10:00",
            "күн мен уақыт: 2014-03-26 10:00",
            "a date and a time: 2014-03-26 10:00"
        ),
        Expected::Cites => {
            let sample = say!(file, "(п. 5 пп. 1)", "(5-т. 1) тш.)", "(para 5 sub 1)");
            say!(
                language,
                "пункт акта в скобках: {sample}",
                "жақшадағы тармақ: {sample}",
                "a clause in brackets: {sample}"
            )
        }
        Expected::RuleCode => {
            say!(language, "код правила: R0301", "ереже коды: R0301", "the code of a rule: R0301")
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
        Expected::NextProcedure => say!(
            language,
            "запятая и порядок: «, выдача»",
            "үтір мен тәртіп: «, беру»",
            "a comma and the procedure: «, issue»"
        ),
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

/// Events that a limit runs to, as examples.
fn until_sample(file: Language) -> String {
    say!(
        file,
        "«до окончания действия 1», «до события …»",
        "«1-іс-қимыл аяқталғанға дейін», «… оқиғасына дейін»",
        "«until the end of action 1», «until the event …»"
    )
}

/// A line that sets a limit, as an example.
fn said_limit(word: Keyword, file: Language) -> String {
    let days = say!(file, "15 рабочих дней", "15 жұмыс күні", "15 working days");
    let title = if word == Keyword::Limit { " «…»" } else { "" };
    format!("{}{title}: {days}", word.canonical(file))
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
