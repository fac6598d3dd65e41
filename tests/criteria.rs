//! Criteria over facts: random ones, written in each language and read back, against a slow and obvious
//! reference; and what a run says where facts are missing or say otherwise.

use std::fmt::Write;

use proptest::prelude::*;
use regc::language::Language;
use regc::model::Answer;
use regc::run::{self, Did, Stop, Unsettled};

use crate::support::{compile, random, regc, run as start};

/// A criterion as it is made up: whole numbers `a`, `b` and a yes-or-no fact `c`.
#[derive(Debug, Clone)]
pub enum Made {
    Holds,
    /// A fact, the place of a relation in the list of a language, a number or the other fact.
    Compared(char, usize, Side),
    Between(char, u32, u32),
    OneOf(char, Vec<u32>),
    Not(Box<Made>),
    Both(Vec<Made>),
    Either(Vec<Made>),
}

#[derive(Debug, Clone)]
pub enum Side {
    Number(u32),
    Fact(char),
}

/// The relations, in the order of their words.
const RELATIONS: [fn(u32, u32) -> bool; 6] =
    [|a, b| a == b, |a, b| a != b, |a, b| a < b, |a, b| a > b, |a, b| a <= b, |a, b| a >= b];

struct Words {
    relations: [&'static str; 6],
    symbols: [&'static str; 6],
    and: &'static str,
    or: &'static str,
    not: &'static str,
    one_of: &'static str,
}

fn words(language: Language) -> Words {
    let symbols = ["=", "<>", "<", ">", "<=", ">="];
    match language {
        Language::Ru => Words {
            relations: ["равно", "не равно", "меньше", "больше", "не больше", "не меньше"],
            symbols,
            and: "и",
            or: "или",
            not: "не",
            one_of: "одно из",
        },
        Language::Kk => Words {
            relations: ["тең", "тең емес", "аз", "көп", "артық емес", "кем емес"],
            symbols,
            and: "және",
            or: "немесе",
            not: "емес",
            one_of: "мыналардың бірі",
        },
        Language::En => Words {
            relations: ["is", "is not", "less than", "more than", "no more than", "no less than"],
            symbols,
            and: "and",
            or: "or",
            not: "not",
            one_of: "one of",
        },
    }
}

/// Writes a criterion, each part in brackets of its own.
pub fn write(made: &Made, language: Language, symbols: bool) -> String {
    let words = words(language);
    let join = |parts: &[Made], junction: &str| {
        let parts: Vec<_> = parts.iter().map(|part| format!("({})", write(part, language, symbols))).collect();
        parts.join(&format!(" {junction} "))
    };
    match made {
        Made::Holds => "c".to_owned(),
        Made::Compared(fact, relation, side) => {
            let side = match side {
                Side::Number(n) => n.to_string(),
                Side::Fact(other) => other.to_string(),
            };
            match (symbols, language) {
                (true, _) => format!("{fact}{}{side}", words.symbols[*relation]),
                // Kazakh puts the relation behind both.
                (_, Language::Kk) => format!("{fact} {side} {}", words.relations[*relation]),
                _ => format!("{fact} {} {side}", words.relations[*relation]),
            }
        }
        Made::Between(fact, from, to) => match language {
            Language::Ru => format!("{fact} от {from} до {to}"),
            Language::Kk => format!("{fact} {from}-ден бастап {to}-ге дейін"),
            Language::En => format!("{fact} from {from} to {to}"),
        },
        Made::OneOf(fact, numbers) => {
            let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
            format!("{fact} {} ({})", words.one_of, numbers.join("; "))
        }
        Made::Not(part) if language == Language::Kk => format!("({}) {}", write(part, language, symbols), words.not),
        Made::Not(part) => format!("{} ({})", words.not, write(part, language, symbols)),
        Made::Both(parts) => join(parts, words.and),
        Made::Either(parts) => join(parts, words.or),
    }
}

/// What a criterion means, by the meaning of its words alone.
fn holds(made: &Made, facts: (u32, u32, bool)) -> bool {
    let of = |fact: char| if fact == 'a' { facts.0 } else { facts.1 };
    match made {
        Made::Holds => facts.2,
        Made::Compared(fact, relation, Side::Number(n)) => RELATIONS[*relation](of(*fact), *n),
        Made::Compared(fact, relation, Side::Fact(other)) => RELATIONS[*relation](of(*fact), of(*other)),
        Made::Between(fact, from, to) => (*from..=*to).contains(&of(*fact)),
        Made::OneOf(fact, numbers) => numbers.contains(&of(*fact)),
        Made::Not(part) => !holds(part, facts),
        Made::Both(parts) => parts.iter().all(|part| holds(part, facts)),
        Made::Either(parts) => parts.iter().any(|part| holds(part, facts)),
    }
}

pub fn made() -> impl Strategy<Value = Made> {
    let fact = || prop_oneof![Just('a'), Just('b')];
    let side = prop_oneof![(0..6_u32).prop_map(Side::Number), fact().prop_map(Side::Fact)];
    let leaf = prop_oneof![
        Just(Made::Holds),
        (fact(), 0..6_usize, side).prop_map(|(fact, relation, side)| Made::Compared(fact, relation, side)),
        (fact(), 0..6_u32, 0..6_u32).prop_map(|(fact, from, to)| Made::Between(fact, from, to)),
        (fact(), prop::collection::vec(0..6_u32, 1..4)).prop_map(|(fact, numbers)| Made::OneOf(fact, numbers)),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|part| Made::Not(Box::new(part))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Made::Both),
            prop::collection::vec(inner, 2..4).prop_map(Made::Either),
        ]
    })
}

/// A regulation whose only question is decided by a criterion, and a case for each set of facts.
pub fn text(language: Language, criterion: &str, cases: &[Vec<(&str, String)>]) -> String {
    let [regulation, yes_no, whole, fact, ends] = match language {
        Language::Ru => ["регламент", "да/нет", "целое число", "сведение", ""],
        Language::Kk => ["регламент", "иә/жоқ", "бүтін сан", "мәлімет", " болса"],
        Language::En => ["regulation", "yes/no", "whole number", "fact", ""],
    };
    let mut text = format!("reg 1 {}\n", language.code());
    text += match language {
        Language::Ru => "календарь к «К»\nизвестны годы: 2014\nрабочие дни: пн по пт\nрабочее время: 09:00 по 18:00\n",
        Language::Kk => "күнтізбе к «К»\nбелгілі жылдар: 2014\nжұмыс күндері: дс – жм\nжұмыс уақыты: 09:00 – 18:00\n",
        Language::En => "calendar к «К»\nknown years: 2014\nworking days: mon to fri\nworking hours: 09:00 to 18:00\n",
    };
    let _ = writeln!(text, "{regulation} р «Р»");
    text += match language {
        Language::Ru => "календарь: к\nисход и1 «И»\n",
        Language::Kk => "күнтізбе: к\nнәтиже и1 «И»\n",
        Language::En => "calendar: к\noutcome и1 «И»\n",
    };
    let _ = writeln!(text, "{fact} a «A» {whole}\n{fact} b «B» {whole}\n{fact} c «C» {yes_no}");
    let question = match language {
        Language::Ru => {
            format!("порядок п «П»\nусловие 1 «?» если {criterion}\nнет: завершить: и1\nда: завершить: и1\n")
        }
        Language::Kk => format!("тәртіп п «П»\n1-шарт «?» егер {criterion}{ends}\nжоқ: аяқтау: и1\nиә: аяқтау: и1\n"),
        Language::En => format!("procedure п «П»\ncondition 1 «?» if {criterion}\nno: finish: и1\nyes: finish: и1\n"),
    };
    text += &question;
    for (index, facts) in cases.iter().enumerate() {
        let case = match language {
            Language::Ru => format!("случай «{index}»\nпорядок: п\nподача: 2014-06-02 10:00\n"),
            Language::Kk => format!("жағдай «{index}»\nтәртіп: п\nберілді: 2014-06-02 10:00\n"),
            Language::En => format!("case «{index}»\nprocedure: п\nfiled: 2014-06-02 10:00\n"),
        };
        text += &case;
        for (name, value) in facts {
            let _ = writeln!(text, "{name}: {value}");
        }
    }
    text
}

fn yes_no(yes: bool, language: Language) -> &'static str {
    regc::words::yes_no(yes, language)
}

/// How the question of each case was answered.
fn answers(text: &str) -> Vec<Result<Answer, Stop>> {
    let program = compile(&[text]);
    let unit = &program.units[0];
    assert!(unit.is_sound(), "{text}\n{:?}", unit.findings);
    let set = unit.processes.as_ref().unwrap();
    let answer = |case| {
        run::run(set, case).map(|trace| match &trace.entries[0].did {
            Did::Decided(answer) => answer.clone(),
            other => panic!("{other:?}"),
        })
    };
    unit.cases.iter().map(answer).collect()
}

proptest! {
    #![proptest_config(random(120))]

    /// Whatever the language, words or signs, a criterion is read as it is meant.
    #[test]
    fn a_criterion_is_decided_as_its_words_say(made in made(), sets in prop::collection::vec((0..7_u32, 0..7_u32, any::<bool>()), 1..6)) {
        for language in Language::ALL {
            for symbols in [false, true] {
                let facts = |(a, b, c): &(u32, u32, bool)| {
                    vec![("a", a.to_string()), ("b", b.to_string()), ("c", yes_no(*c, language).to_owned())]
                };
                let cases: Vec<_> = sets.iter().map(facts).collect();
                let text = text(language, &write(&made, language, symbols), &cases);
                let wanted = |set: &(u32, u32, bool)| Ok(if holds(&made, *set) { Answer::Yes } else { Answer::No });
                prop_assert_eq!(answers(&text), sets.iter().map(wanted).collect::<Vec<_>>(), "{}", text);
            }
        }
    }

    /// Where a case is answered though a fact is not known, no value of it would give another answer; else it
    /// is just that fact which is asked for.
    #[test]
    fn an_answer_without_a_fact_does_not_depend_on_it(made in made(), a in 0..7_u32, c in any::<bool>()) {
        let facts = vec![("a", a.to_string()), ("c", yes_no(c, Language::Ru).to_owned())];
        let text = text(Language::Ru, &write(&made, Language::Ru, false), &[facts]);
        let possible: Vec<bool> = (0..8).map(|b| holds(&made, (a, b, c))).collect();
        match answers(&text).remove(0) {
            Ok(answer) => prop_assert!(possible.iter().all(|yes| *yes == (answer == Answer::Yes)), "{}", text),
            Err(stop) => {
                let Stop::Unanswered(question) = stop else { return Err(TestCaseError::fail("another stop")) };
                prop_assert!(matches!(question.why, Unsettled::Missing(fact) if fact.index() == 1));
            }
        }
    }
}

/// The criterion `c` in Russian, with these lines in its only case.
fn with(lines: &[(&str, &str)]) -> Result<Answer, Stop> {
    let lines = lines.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    answers(&text(Language::Ru, "c", &[lines])).remove(0)
}

#[test]
fn facts_go_before_an_answer_and_an_answer_stands_in_for_facts() {
    assert_eq!(with(&[("c", "да")]), Ok(Answer::Yes));
    assert_eq!(with(&[("условие 1", "нет")]), Ok(Answer::No));
    assert_eq!(with(&[("c", "нет"), ("условие 1", "нет")]), Ok(Answer::No));
    let unsettled = |lines: &[(&str, &str)]| match with(lines) {
        Err(Stop::Unanswered(question)) => question.why,
        other => panic!("{other:?}"),
    };
    assert!(matches!(unsettled(&[]), Unsettled::Missing(fact) if fact.index() == 2));
    let against = unsettled(&[("c", "да"), ("условие 1", "нет")]);
    assert!(matches!(against, Unsettled::Against { answer: Answer::No, .. }), "{against:?}");
}

/// Brackets are matched on a stack of their own: no line can exhaust the program's.
#[test]
fn a_hundred_thousand_brackets_are_one_finding() {
    for criterion in
        [format!("{}c", "(".repeat(100_000)), format!("{}c", "не ".repeat(100_001)), "c и ".repeat(50_000) + "c"]
    {
        let program = compile(&[&text(Language::Ru, &criterion, &[])]);
        let errors = program.units[0].findings.iter().filter(|finding| finding.is_error()).count();
        assert_eq!(errors, usize::from(criterion.starts_with('(')));
    }
}

/// The outcome of a run of the portal's flow with these facts, and what it says to those who gave too few.
fn portal(facts: &[&str]) -> (i32, String) {
    let mut command = regc();
    command.args(["run", "specs/vko-2014-70/pharmaceutical.reg", "--procedure", "портал", "--variant", "дубликат"]);
    command.args(["--start", "2014-06-02 10:00", "--explain"]);
    for fact in facts {
        command.args(["--fact", fact]);
    }
    let output = start(&mut command);
    (output.code, output.stdout + &output.stderr)
}

#[test]
fn the_portal_refuses_a_signature_that_ran_out_the_day_before() {
    let paid = ["зарегистрирован=да", "пароль-верен=да", "оплата=да"];
    let signed = ["эцп-отозвана=нет", "иин-запроса=791028302728", "иин-эцп=791028302728", "требования-соблюдены=нет"];
    let until = |day| [&paid[..], &signed[..], &[day]].concat();
    let (code, told) = portal(&until("эцп-действует-до=2014-06-01"));
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("исход: Отказ: ЭЦП не подтверждена"), "{told}");
    assert!(told.contains("ЭЦП действует до: 2014-06-01; сегодня: 2014-06-02"), "{told}");
    let (_, told) = portal(&until("эцп-действует-до=2014-06-02"));
    assert!(told.contains("исход: Отказ: нарушения в данных"), "{told}");
}

#[test]
fn facts_that_are_missing_unknown_or_wrong_stop_a_run_and_are_told() {
    let (code, told) = portal(&["зарегистрирован=да", "пароль-верен=да"]);
    assert_eq!(code, 2);
    assert!(told.contains("«Услуга оплачена»") && told.contains("--fact 'оплата=да'"), "{told}");
    for (fact, wanted) in [("оплатта=да", "оплата"), ("оплата=5", "да/нет"), ("иин-эцп=791028302729", "контрольная")]
    {
        let (code, told) = portal(&[fact]);
        assert_eq!(code, 2, "{told}");
        assert!(told.contains(wanted), "{told}");
    }
}

/// A regulation whose only question has an answer for each criterion.
fn answers_text(criteria: &[Made]) -> String {
    let mut text = text(Language::Ru, "c", &[]);
    text.truncate(text.find("порядок").unwrap());
    text += "порядок п «П»\nусловие 1 «?»\n";
    for (index, made) in criteria.iter().enumerate() {
        let _ = writeln!(text, "ответ «{index}» если {}: завершить: и1", write(made, Language::Ru, false));
    }
    text
}

/// Every set of facts that the made criteria can tell apart: they name no number above 5.
fn all_facts() -> Vec<(u32, u32, bool)> {
    let pairs = (0..9).flat_map(|a| (0..9).map(move |b| (a, b)));
    pairs.flat_map(|(a, b)| [(a, b, false), (a, b, true)]).collect()
}

proptest! {
    #![proptest_config(random(200))]

    /// What falls between the answers, what falls into two, and what falls nowhere is just what is found by
    /// trying every set of facts.
    #[test]
    fn gaps_and_overlaps_are_those_of_trying_all_facts(criteria in prop::collection::vec(made(), 2..4)) {
        let program = compile(&[&answers_text(&criteria)]);
        let unit = &program.units[0];
        prop_assert!(unit.is_sound(), "{:?}", unit.findings);
        let found = |code| unit.findings.iter().any(|finding| finding.problem.code() == code);
        let fit = |facts: &(u32, u32, bool)| criteria.iter().filter(|made| holds(made, *facts)).count();
        let facts = all_facts();
        prop_assert_eq!(found("R0610"), facts.iter().any(|facts| fit(facts) == 0), "{:?}", criteria);
        prop_assert_eq!(found("R0611"), facts.iter().any(|facts| fit(facts) > 1), "{:?}", criteria);
        let never = |made: &Made| !facts.iter().any(|facts| holds(made, *facts));
        prop_assert_eq!(found("R0609"), criteria.iter().any(never), "{:?}", criteria);
    }
}
