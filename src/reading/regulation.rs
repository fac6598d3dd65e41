//! What stands before the procedures: the act, how to read what follows, the kinds of the service.

use super::{Block, Section, Told, section};
use crate::model::{Act, Repeal};
use crate::report::message::say;
use crate::words;

/// The sections before the procedures.
pub fn sections(told: &Told<'_>) -> Vec<Section> {
    let language = told.language;
    let about = say!(language, "Об акте", "Акт туралы", "The act");
    let how = say!(language, "Как читать этот пересказ", "Бұл баянды қалай оқу керек", "How to read this");
    [section(2, about, about_the_act(told)), section(2, how, vec![Block::Points(conventions(told))])]
        .into_iter()
        .flatten()
        .collect()
}

fn about_the_act(told: &Told<'_>) -> Vec<Block> {
    let (head, language) = (&told.set.head, told.language);
    let mut points = Vec::new();
    if let Some(Act { title, date, number }) = &head.act {
        let date = words::long_date(*date, language);
        points.push(say!(
            language,
            "Акт: {title}, {date}, № {number}.",
            "Акт: {title}, {date}, № {number}.",
            "Act: {title}, {date}, No {number}."
        ));
    }
    if let Some(Repeal { date, number }) = &head.repealed {
        let date = words::long_date(*date, language);
        let number = number.as_ref().map(|number| say!(language, ", № {number}", ", № {number}", ", No {number}"));
        let number = number.unwrap_or_default();
        points.push(say!(
            language,
            "Утратил силу: {date}{number}.",
            "Күші жойылған: {date}{number}.",
            "No longer in force: {date}{number}."
        ));
    }
    if let Some(calendar) = &head.calendar {
        let title = &calendar.title;
        points.push(say!(
            language,
            "Сроки считаются по календарю «{title}».",
            "Мерзімдер «{title}» күнтізбесі бойынша есептеледі.",
            "Terms are counted by the calendar «{title}»."
        ));
    }
    let kinds = head.variants.iter().map(|kind| format!("«{}»", kind.title)).collect::<Vec<_>>().join(", ");
    if !kinds.is_empty() {
        points.push(say!(
            language,
            "Виды услуги: {kinds}.",
            "Қызмет түрлері: {kinds}.",
            "Kinds of the service: {kinds}."
        ));
    }
    super::points(points).into_iter().collect()
}

/// What the rest takes for granted.
fn conventions(told: &Told<'_>) -> Vec<String> {
    let language = told.language;
    vec![
        say!(
            language,
            "Номера и названия шагов, исполнители, сроки и пункты – из акта, в записи автора файла. Номера пунктов этого пересказа – свои.",
            "Қадамдардың нөмірлері мен атаулары, орындаушылар, мерзімдер мен тармақтар – актіден, файл авторы жазғандай. Бұл баяндағы реттік нөмірлер – өзіндік.",
            "Numbers and titles of steps, performers, terms and clauses are those of the act, as the author of the file has written them. The numbers of the items here are its own."
        ),
        next(told),
        say!(
            language,
            "Срок пути – сумма наибольших сроков его шагов вместе с ожиданием в очереди. Единицы складываются порознь: сколько часов в рабочем дне, знает только календарь. Из одновременных ветвей берётся самая долгая, а где достаточно одной – самая короткая.",
            "Жолдың мерзімі – кезекте күтуді қоса алғанда, қадамдарының ең ұзақ мерзімдерінің қосындысы. Бірліктер бөлек қосылады: жұмыс күнінде неше сағат бар екенін тек күнтізбе біледі. Бір мезгілдегі тарамдардан ең ұзағы, ал біреуі жеткілікті болса – ең қысқасы алынады.",
            "The length of a way is the sum of the longest terms of its steps, queues included. Each unit is summed by itself: how many hours a working day has, only the calendar knows. Of simultaneous branches the longest is taken; where one is enough, the shortest."
        ),
        say!(
            language,
            "Информационные системы работают круглосуточно, как и всё, что делается автоматически; остальное делается в рабочее время.",
            "Ақпараттық жүйелер тәулік бойы жұмыс істейді, автоматты түрде орындалатыны да солай; қалғаны жұмыс уақытында орындалады.",
            "Information systems work round the clock, as does all that is done automatically; all else is done in working time."
        ),
        say!(
            language,
            "Вывод о пределе сделан для каждого дня и часа подачи, если каждый шаг займёт весь свой срок.",
            "Шекті мерзім туралы қорытынды өтініш берілетін әр күн мен сағат үшін, әр қадам өз мерзімін толық алған жағдайға жасалған.",
            "What is said of a limit has been proved for every day and hour of filing, with each step taking its whole term."
        ),
    ]
}

/// What follows a step of which nothing is said.
fn next(told: &Told<'_>) -> String {
    let next = say!(
        told.language,
        "Если не сказано иное, за шагом следует тот, что рассказан за ним",
        "Басқаша айтылмаса, қадамнан кейін одан соң баяндалғаны келеді",
        "If nothing else is said, a step is followed by the one told next"
    );
    if told.set.head.variants.is_empty() {
        return next + ".";
    }
    say!(
        told.language,
        "{next}; шаги других видов услуги пропускаются.",
        "{next}; қызметтің басқа түрлерінің қадамдары өткізіп жіберіледі.",
        "{next}; steps of other kinds of the service are passed over."
    )
}
