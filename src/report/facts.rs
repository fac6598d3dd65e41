//! Facts and criteria in words: what is wrong with them, what they decided, and how to give them.

use super::message::say;
use super::trace::{answer, answers_as_arguments, path};
use crate::diagnostic::FactProblem;
use crate::graph::ProcessSet;
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{Answer, CodeFault, CodeKind, Comparison, Decimal, FactId, FactKind, Operand, Value};
use crate::run::{Reason, Unanswered, Unsettled};
use crate::words;

/// How many values the table of a run tells of a decision.
const TOLD_IN_TABLE: usize = 2;

/// What is wrong with a fact or a criterion.
#[must_use]
pub fn message(problem: &FactProblem, language: Language) -> String {
    match problem {
        FactProblem::TypesDiffer { left, right } => {
            let (left, right) = (kind(left, language), kind(right, language));
            say!(
                language,
                "сравниваются разные виды: {left} и {right}",
                "түрі бөлек мәндер салыстырылады: {left} және {right}",
                "different kinds are compared: {left} and {right}"
            )
        }
        FactProblem::NoSuchTest { kind: of, order: true } => {
            let of = kind(of, language);
            say!(
                language,
                "больше или меньше здесь не бывает: {of}",
                "мұнда көп не аз болмайды: {of}",
                "there is no more or less of this: {of}"
            )
        }
        FactProblem::NoSuchTest { kind: of, order: false } => {
            let of = kind(of, language);
            say!(
                language,
                "само по себе это не «да» и не «нет»: {of}",
                "бұл өздігінен «иә» де, «жоқ» та емес: {of}",
                "by itself this is neither «yes» nor «no»: {of}"
            )
        }
        FactProblem::MixedJunctions => say!(
            language,
            "«и» и «или» стоят рядом без скобок",
            "«және» мен «немесе» жақшасыз қатар тұр",
            "«and» and «or» stand side by side without brackets"
        ),
        FactProblem::UnpairedBracket => {
            say!(language, "у скобки нет пары", "жақшаның сыңары жоқ", "the bracket has no other of its pair")
        }
        FactProblem::BracketsTooDeep(depth) => say!(
            language,
            "скобки вложены глубже {depth} раз",
            "жақшалар {depth} реттен терең салынған",
            "brackets nest deeper than {depth}"
        ),
        FactProblem::NoSuchChoice { choice, .. } => say!(
            language,
            "такого значения нет: «{choice}»",
            "мұндай мән жоқ: «{choice}»",
            "there is no such value: «{choice}»"
        ),
        FactProblem::CriterionNeedsYesNo => say!(
            language,
            "условие с «если» отвечает только «да» или «нет»",
            "«егер» жазылған шарттың жауабы тек «иә» немесе «жоқ»",
            "a condition with «if» has no answers but «yes» and «no»"
        ),
        FactProblem::AnswerWithoutCriterion => say!(
            language,
            "у других ответов сказано, когда они даются, а у этого нет",
            "басқа жауаптардың қашан берілетіні айтылған, ал мұнда айтылмаған",
            "the other answers say when they are given, and this one does not"
        ),
        FactProblem::AlwaysDecided { met: true } => say!(
            language,
            "сказанное после «если» верно всегда",
            "«егер» сөзінен кейін айтылған әрқашан дұрыс",
            "what follows «if» is always true"
        ),
        FactProblem::AlwaysDecided { met: false } => say!(
            language,
            "сказанное после «если» не бывает верно",
            "«егер» сөзінен кейін айтылған ешқашан дұрыс болмайды",
            "what follows «if» is never true"
        ),
        FactProblem::NoAnswerFor(facts) => {
            let facts = given(facts, language);
            say!(
                language,
                "не подходит ни один ответ, например: {facts}",
                "бірде-бір жауап келмейді, мысалы: {facts}",
                "no answer fits, for instance: {facts}"
            )
        }
        FactProblem::AnswersOverlap { facts, answers } => {
            let (facts, answers) = (given(facts, language), titles(answers));
            say!(
                language,
                "подходят сразу {answers}, например: {facts}",
                "бірден {answers} келеді, мысалы: {facts}",
                "{answers} fit at once, for instance: {facts}"
            )
        }
        FactProblem::BadCode { code, kind, fault } => {
            let (of, fault) = (self::kind(&FactKind::Code(*kind), language), self::fault(*fault, *kind, language));
            let of = of.to_uppercase();
            say!(
                language,
                "номер неверен ({of} {code}): {fault}",
                "нөмір қате ({of} {code}): {fault}",
                "the number is wrong ({of} {code}): {fault}"
            )
        }
        FactProblem::WrongFactValue(of) => {
            let of = kind(of, language);
            say!(
                language,
                "у этого сведения другой вид: {of}",
                "бұл мәліметтің түрі басқа: {of}",
                "this fact is of another kind: {of}"
            )
        }
    }
}

fn fault(fault: CodeFault, kind: CodeKind, language: Language) -> String {
    match fault {
        CodeFault::Length => say!(language, "в нём 12 цифр", "онда 12 цифр болады", "it has 12 digits"),
        CodeFault::Date if kind == CodeKind::Iin => say!(
            language,
            "первые шесть цифр – не дата рождения",
            "алғашқы алты цифр – туған күн емес",
            "its first six digits are no date of birth"
        ),
        CodeFault::Date => {
            say!(language, "первые цифры – не дата", "алғашқы цифрлар – күн емес", "its first digits are no date")
        }
        CodeFault::Kind if kind == CodeKind::Bin => {
            say!(language, "пятая цифра – 4, 5 или 6", "бесінші цифр – 4, 5 немесе 6", "its fifth digit is 4, 5 or 6")
        }
        CodeFault::Kind => say!(
            language,
            "седьмая цифра – от 0 до 6",
            "жетінші цифр – 0-ден 6-ға дейін",
            "its seventh digit is 0 to 6"
        ),
        CodeFault::CheckDigit => say!(
            language,
            "контрольная, последняя цифра не сходится",
            "соңғы, бақылау цифры сәйкес келмейді",
            "its check digit, the last, does not agree"
        ),
    }
}

/// What to write instead; words to write are those of the file's language.
#[must_use]
pub fn help(problem: &FactProblem, language: Language, file: Language) -> Option<String> {
    let (if_word, otherwise) = (Keyword::If.canonical(file), Keyword::Otherwise.canonical(file));
    let word = Keyword::Answer.canonical(file);
    Some(match problem {
        FactProblem::TypesDiffer { left: FactKind::Money, .. }
        | FactProblem::TypesDiffer { right: FactKind::Money, .. } => {
            let sum = sample(&FactKind::Money, file);
            say!(language, "сумма пишется так: {sum}", "сома былай жазылады: {sum}", "a sum is written {sum}")
        }
        FactProblem::TypesDiffer { left: FactKind::Code(_), .. }
        | FactProblem::TypesDiffer { right: FactKind::Code(_), .. } => say!(
            language,
            "ИИН и БИН сравниваются только с другим таким же сведением, а не с написанным значением",
            "ЖСН мен БСН жазылған мәнмен емес, осындай басқа мәліметпен ғана салыстырылады",
            "an IIN or BIN is compared with another fact of its kind only, not with a value written out"
        ),
        FactProblem::NoSuchTest { order: false, .. } => {
            let relations = [Keyword::Equal, Keyword::Less, Keyword::More, Keyword::OneOf];
            let relations = relations.map(|relation| format!("«{}»", relation.canonical(file))).join(", ");
            say!(
                language,
                "сравните со значением: {relations}",
                "мәнмен салыстырыңыз: {relations}",
                "compare it with a value: {relations}"
            )
        }
        FactProblem::NoSuchTest { order: true, .. } => {
            let (equal, one_of) = (Keyword::Equal.canonical(file), Keyword::OneOf.canonical(file));
            say!(
                language,
                "здесь можно написать «{equal}» или «{one_of}»",
                "мұнда «{equal}» немесе «{one_of}» деп жазуға болады",
                "here may stand «{equal}» or «{one_of}»"
            )
        }
        FactProblem::MixedJunctions => {
            let (and, or) = (Keyword::And.canonical(file), or(file));
            say!(
                language,
                "поставьте скобки: «… {and} (… {or} …)» либо «(… {and} …) {or} …»",
                "жақша қойыңыз: «… {and} (… {or} …)» немесе «(… {and} …) {or} …»",
                "put brackets: «… {and} (… {or} …)», else «(… {and} …) {or} …»"
            )
        }
        FactProblem::BracketsTooDeep(_) => {
            say!(language, "разбейте условие на два", "шартты екіге бөліңіз", "make two conditions of it")
        }
        FactProblem::NoSuchChoice { known, .. } => {
            let known = known.iter().map(|one| format!("«{one}»")).collect::<Vec<_>>().join(", ");
            say!(language, "есть: {known}", "бары: {known}", "there are: {known}")
        }
        FactProblem::CriterionNeedsYesNo => say!(
            language,
            "напишите у каждого ответа: «{word} «…» {if_word} …:»",
            "әр жауапқа жазыңыз: «{word} «…» {if_word} …:»",
            "write at each answer: «{word} «…» {if_word} …:»"
        ),
        FactProblem::AnswerWithoutCriterion => say!(
            language,
            "напишите «{word} «…» {if_word} …:» или «{word} «…» {otherwise}:»",
            "«{word} «…» {if_word} …:» немесе «{word} «…» {otherwise}:» деп жазыңыз",
            "write «{word} «…» {if_word} …:» or «{word} «…» {otherwise}:»"
        ),
        FactProblem::NoAnswerFor(_) => say!(
            language,
            "сверьте границы с актом или добавьте ответ для остальных: «{word} «…» {otherwise}:»",
            "шектерді актімен салыстырыңыз немесе қалғандарына жауап қосыңыз: «{word} «…» {otherwise}:»",
            "compare the bounds with the act, or add an answer for the rest: «{word} «…» {otherwise}:»"
        ),
        FactProblem::AnswersOverlap { .. } => {
            let above = Keyword::Above.canonical(file);
            say!(
                language,
                "сверьте границы с актом; без самой границы пишется «{above}»",
                "шектерді актімен салыстырыңыз; шектің өзінсіз «{above}» деп жазылады",
                "compare the bounds with the act; without the bound itself is written «{above}»"
            )
        }
        FactProblem::WrongFactValue(kind) => {
            let sample = sample(kind, file);
            say!(language, "пишется так: {sample}", "былай жазылады: {sample}", "it is written {sample}")
        }
        FactProblem::TypesDiffer { .. }
        | FactProblem::UnpairedBracket
        | FactProblem::AlwaysDecided { .. }
        | FactProblem::BadCode { .. } => return None,
    })
}

/// The word between parts of which one is enough; the act's «либо» is for outcomes.
pub(super) fn or(file: Language) -> String {
    say!(file, "или", "немесе", "or")
}

/// The kind of a fact, as it is declared.
pub(super) fn kind(kind: &FactKind, language: Language) -> &'static str {
    let keyword = match kind {
        FactKind::YesNo => Keyword::TypeYesNo,
        FactKind::Whole => Keyword::TypeWhole,
        FactKind::Number => Keyword::TypeNumber,
        FactKind::Money => Keyword::TypeMoney,
        FactKind::Date => Keyword::TypeDate,
        FactKind::Moment => Keyword::TypeMoment,
        FactKind::Text => Keyword::TypeText,
        FactKind::OneOf(_) => Keyword::OneOf,
        FactKind::Code(CodeKind::Iin) => Keyword::TypeIin,
        FactKind::Code(CodeKind::Bin) => Keyword::TypeBin,
        FactKind::Code(CodeKind::IinOrBin) => Keyword::TypeIinOrBin,
    };
    keyword.canonical(language)
}

/// How a value of a kind is written.
pub(super) fn sample(kind: &FactKind, file: Language) -> String {
    match kind {
        FactKind::YesNo => say!(file, "да, нет", "иә, жоқ", "yes, no"),
        FactKind::Whole => "15".to_owned(),
        FactKind::Number => say!(file, "60,5", "60,5", "60.5"),
        FactKind::Money => say!(file, "1 500 тенге", "1 500 теңге", "1 500 tenge"),
        FactKind::Date => "2014-06-02".to_owned(),
        FactKind::Moment => "2014-06-02 10:00".to_owned(),
        FactKind::Text => "«…»".to_owned(),
        FactKind::OneOf(known) => known.iter().map(|one| format!("«{one}»")).collect::<Vec<_>>().join(", "),
        FactKind::Code(_) => say!(file, "12 цифр", "12 цифр", "12 digits"),
    }
}

/// A value, as it is written in a file.
#[must_use]
pub fn value(value: &Value, language: Language) -> String {
    match value {
        Value::YesNo(yes) => words::yes_no(*yes, language).to_owned(),
        Value::Number(number) => decimal(*number, language),
        Value::Money(sum) => format!("{} {}", decimal(*sum, language), Keyword::Tenge.canonical(language)),
        Value::Date(day) => day.to_string(),
        Value::Moment(at) => words::instant(*at),
        Value::Text(text) => format!("«{text}»"),
        Value::Code(code) => code.clone(),
    }
}

fn decimal(number: Decimal, language: Language) -> String {
    let text = number.to_string();
    if language == Language::En { text.replace(',', ".") } else { text }
}

fn given(facts: &[(String, Value)], language: Language) -> String {
    let one = |(name, value): &(String, Value)| format!("{name} – {}", self::value(value, language));
    facts.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn titles(answers: &[Answer]) -> String {
    let title = |answer: &Answer| match answer {
        Answer::Other(title) => Some(format!("«{title}»")),
        _ => None,
    };
    answers.iter().filter_map(title).collect::<Vec<_>>().join(", ")
}

/// The values that a decision was made by, each once, in the order they were looked at.
fn values(set: &ProcessSet, reasons: &[Reason], language: Language) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for Reason { comparison: Comparison { left, right, .. }, left: left_value, right: right_value } in reasons {
        for (operand, found) in [(left, left_value), (right, right_value)] {
            let Some(name) = name(set, operand, language) else { continue };
            let one = format!("{name}: {}", value(found, language));
            if !told.contains(&one) {
                told.push(one);
            }
        }
    }
    told
}

/// What a value is called; one that is written out has no name.
fn name(set: &ProcessSet, operand: &Operand, language: Language) -> Option<String> {
    match operand {
        Operand::Fact(fact) => set.head.fact(*fact).map(|fact| fact.title.clone()),
        Operand::Today => Some(say!(language, "сегодня", "бүгін", "today")),
        Operand::Filing => Some(say!(language, "подача", "өтініш беру", "filing")),
        Operand::Literal(_) => None,
    }
}

/// The first values that a decision was made by, in brackets; nothing where a person decided, or where a
/// single yes or no is the answer itself.
#[must_use]
pub fn short_reason(set: &ProcessSet, reasons: &[Reason], language: Language) -> String {
    if matches!(reasons, [Reason { left: Value::YesNo(_), .. }]) {
        return String::new();
    }
    let mut told = values(set, reasons, language);
    if told.is_empty() {
        return String::new();
    }
    if told.len() > TOLD_IN_TABLE {
        told.truncate(TOLD_IN_TABLE);
        told.push("…".to_owned());
    }
    format!(" ({})", told.join("; "))
}

/// All values that a decision was made by.
#[must_use]
pub fn reason(set: &ProcessSet, reasons: &[Reason], language: Language) -> Option<String> {
    let told = values(set, reasons, language);
    (!told.is_empty()).then(|| told.join("; "))
}

/// Why a case cannot go on from a question that facts decide, and what to give it.
#[must_use]
pub fn unanswered(set: &ProcessSet, question: &Unanswered, language: Language) -> String {
    let Unanswered { within, step, title, known, why } = question;
    let ways = |answers: &[Answer]| answers_as_arguments(set, within.as_deref(), step, answers, language);
    let facts = |reasons: &[Reason]| values(set, reasons, language).join("; ");
    let label = format!("{}{}", path(within.as_deref(), language), words::step_label(step, language));
    match why {
        Unsettled::Missing(fact) => {
            let ((fact, gives), ways) = (missing(set, *fact, language), ways(known));
            say!(
                language,
                "нет сведения «{fact}», по которому решается {label} «{title}»; добавьте {gives} либо ответ: {ways}",
                "«{fact}» мәліметі жоқ, ол бойынша шешіледі: {label} «{title}»; қосыңыз: {gives}, болмаса жауап: {ways}",
                "the fact «{fact}» is missing, by which is decided {label} «{title}»; add {gives}, or the answer: {ways}"
            )
        }
        Unsettled::Against { answer: given, decided, reasons } => {
            let (given, facts) = (answer(set, given, language), facts(reasons));
            let decided = decided.iter().map(|one| answer(set, one, language)).collect::<Vec<_>>().join(", ");
            say!(
                language,
                "{label} «{title}»: дан ответ «{given}», а по сведениям – «{decided}» ({facts}); исправьте одно из двух",
                "{label} «{title}»: берілген жауап – «{given}», ал мәліметтер бойынша – «{decided}» ({facts}); екеуінің бірін түзетіңіз",
                "{label} «{title}»: the answer given is «{given}», by the facts it is «{decided}» ({facts}); mend one of the two"
            )
        }
        Unsettled::NoAnswer(reasons) => {
            let (ways, facts) = (ways(known), facts(reasons));
            say!(
                language,
                "{label} «{title}»: по сведениям не подходит ни один ответ ({facts}); добавьте {ways}",
                "{label} «{title}»: мәліметтер бойынша бірде-бір жауап келмейді ({facts}); қосыңыз: {ways}",
                "{label} «{title}»: by the facts no answer fits ({facts}); add {ways}"
            )
        }
        Unsettled::Several(answers, reasons) => {
            let (ways, facts) = (ways(answers), facts(reasons));
            say!(
                language,
                "{label} «{title}»: по сведениям подходит несколько ответов ({facts}); выберите {ways}",
                "{label} «{title}»: мәліметтер бойынша бірнеше жауап келеді ({facts}); таңдаңыз: {ways}",
                "{label} «{title}»: by the facts several answers fit ({facts}); choose {ways}"
            )
        }
    }
}

/// The title of a fact that is missing, and how it is given on the command line.
fn missing(set: &ProcessSet, fact: FactId, language: Language) -> (String, String) {
    let Some(fact) = set.head.fact(fact) else { return (String::new(), String::new()) };
    let sample = match &fact.kind {
        FactKind::YesNo => words::yes_no(true, language).to_owned(),
        FactKind::OneOf(known) => known.first().map(|one| format!("«{one}»")).unwrap_or_default(),
        kind => sample(kind, language),
    };
    (fact.title.clone(), format!("--fact '{}={sample}'", fact.id))
}
