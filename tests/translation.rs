//! Files in another language: they mean what they meant, and there and back is as it was.

use std::fs;

use proptest::prelude::*;
use proptest::sample::Index;
use regc::export;
use regc::format;
use regc::keywords::{Keyword, TABLE, is_word_char};
use regc::language::Language;
use regc::report::case::block;
use regc::source::{SourceFile, SourceId};
use tempfile::TempDir;

use crate::criteria::{made, text as criterion_text, write};
use crate::fmt::everything;
use crate::random::{parts, procedure};
use crate::recovery::compile_with_uses;
use crate::robust::{change, changed};
use crate::support::{Output, compile, random, read, regc_in, root, run, specs};
use crate::typing::outside_quotes;

/// A text in a language, if it has no errors.
fn translated(text: &str, to: Language) -> Option<String> {
    format::translate(&SourceFile::new("a.reg", text.to_owned()), SourceId::default(), to).ok()
}

fn formatted(text: &str) -> Option<String> {
    format::format(&SourceFile::new("a.reg", text.to_owned()), SourceId::default()).ok()
}

/// What a text means: its graphs, calendars and cases, and the codes of what is found, its language left out.
fn meaning(
    text: &str,
    compile: impl Fn(&str) -> regc::program::Program,
) -> (Option<String>, String, Vec<&'static str>) {
    let program = compile(text);
    let unit = program.units.last().unwrap();
    let mut codes: Vec<_> = unit.findings.iter().map(|finding| finding.problem.code()).collect();
    // Words of another language, or with letters of another script, are put right.
    codes.retain(|code| !["R0025", "R0026"].contains(code));
    // A name that is not declared may be near to a word of one language and far from that of another.
    codes.iter_mut().filter(|code| **code == "R0015").for_each(|code| *code = "R0101");
    codes.sort_unstable();
    let set = unit.processes.as_ref();
    let written = |set| unit.cases.iter().map(move |case| block(set, case, &case.title, Language::En));
    let cases: String = set.into_iter().flat_map(|set| written(set)).collect();
    let calendars: Vec<_> = unit.calendars.iter().map(|one| format!("{:?}", one.calendar.spec())).collect();
    (set.map(|set| unnamed(&export::json(set))), calendars.concat() + &cases, codes)
}

/// An export without the name of the language, which is that of the file that declares the regulation.
fn unnamed(json: &str) -> String {
    let name = |language: Language| format!("\"language\": \"{}\"", language.code());
    Language::ALL
        .into_iter()
        .fold(json.to_owned(), |json, language| json.replace(&name(language), "\"language\": \"-\""))
}

/// In every language a text means the same. In its own it has the canonical words, and it comes back to these from
/// every other.
#[track_caller]
fn goes_there_and_back(text: &str, compile: impl Fn(&str) -> regc::program::Program) {
    let source = SourceFile::new("a.reg", text.to_owned());
    let own = regc::syntax::parse(&source, SourceId::default()).0.language;
    let canonical = translated(text, own).unwrap();
    let wanted = meaning(text, &compile);
    for to in Language::ALL {
        let there = translated(text, to).unwrap();
        assert!(there.contains(&format!("reg 1 {}", to.code())));
        assert_eq!(formatted(&there).as_deref(), Some(there.as_str()), "a translation is laid out");
        assert_eq!(meaning(&there, &compile), wanted, "{text}\n{there}");
        let back = translated(&there, own).unwrap_or_else(|| panic!("not understood:\n{there}"));
        assert_eq!(back, canonical, "by way of\n{there}");
    }
}

#[test]
fn every_file_without_errors_goes_there_and_back() {
    let mut count = 0;
    for path in everything() {
        let Ok(text) = String::from_utf8(fs::read(&path).unwrap()) else { continue };
        if formatted(&text).is_some() {
            goes_there_and_back(&text, |text| compile(&[text]));
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn the_specs_mean_the_same_with_what_they_use() {
    for path in specs() {
        let path = path.strip_prefix(root()).unwrap().to_str().unwrap();
        goes_there_and_back(&read(path), |text| compile_with_uses(path, text));
    }
}

/// Where nothing but canonical words stands, there and back gives the very bytes.
#[test]
fn a_file_in_canonical_words_comes_back_byte_for_byte() {
    let mut canonical = Vec::new();
    for path in specs() {
        let text = read(&path);
        let own = if text.starts_with("reg 1 kk") { Language::Kk } else { Language::Ru };
        if translated(&text, own).as_ref() == Some(&text) {
            for to in Language::ALL {
                assert!(translated(&translated(&text, to).unwrap(), own).unwrap() == text, "{} {to:?}", path.display());
            }
            canonical.push(path.strip_prefix(root().join("specs")).unwrap().to_str().unwrap().to_owned());
        }
    }
    for path in ["calendars/kz.reg", "vko-2014-70/medical.cases.reg", "vko-2014-70/narcotics.cases.reg"] {
        assert!(canonical.iter().any(|one| one == path), "{path}: {canonical:?}");
    }
}

/// The file with every construct, as it was written in a language.
fn by_hand(language: Language) -> String {
    read(format!("tests/fixtures/languages/every-construct.{}.reg", language.code()))
}

/// One regulation was written three times by hand. Translated, the three differ in what their authors chose and
/// nobody translates: forms of names, decimal marks, words without a meaning, signs.
#[test]
fn one_regulation_written_three_times_comes_to_one_text() {
    let chosen = [
        "issue, ",
        "copy, ",
        "(при выдаче)",
        "(беру кезінде)",
        "(on issue)",
        "60,5",
        "60.5",
        "60,75",
        "60.75",
        "000,",
        "000.",
        "три часа",
        "three hours",
        "трёх часов",
        "үш сағат",
        "2 минут",
        "2 minutes",
        "«Two?»",
    ];
    let is_chosen = |line: &str| chosen.iter().any(|word| line.contains(word)) || line.starts_with("//");
    for to in Language::ALL {
        let lines = |from: Language| -> Vec<String> {
            translated(&by_hand(from), to).unwrap().lines().map(str::to_owned).collect()
        };
        let wanted = lines(to);
        for from in Language::ALL {
            let got = lines(from);
            assert_eq!(got.len(), wanted.len());
            let other = got.iter().zip(&wanted).filter(|(one, other)| one != other && !is_chosen(one));
            let variant =
                |line: &str| line.contains("нұсқа:") || line.contains("вариант:") || line.contains("variant:");
            let other: Vec<_> = other.filter(|(one, _)| !variant(one)).collect();
            assert!(other.is_empty(), "{from:?} to {to:?}: {other:#?}");
        }
    }
}

const HEAD: &str = "reg 1 ru
регламент р «Р»
участник отдел «О»
исход выдано «В»
событие оплата «О»
порядок п «П»
";

/// A line of a step, in the three languages.
#[track_caller]
fn phrase(lines: [&str; 3]) {
    let text = |line: &str| format!("{HEAD}шаг приём «П»\n{line}\n");
    for (to, wanted) in [Language::Ru, Language::Kk, Language::En].into_iter().zip(lines) {
        let after = translated(&text(lines[0]), to).unwrap_or_else(|| panic!("not understood: {}", lines[0]));
        assert_eq!(after.lines().last().unwrap().trim(), wanted);
    }
}

#[test]
fn words_take_the_forms_and_the_order_of_the_language() {
    for lines in [
        ["срок: 1 рабочий день", "мерзім: 1 жұмыс күні", "term: 1 working day"],
        ["срок: 2 календарных дня", "мерзім: күнтізбелік 2 күн", "term: 2 calendar days"],
        ["срок: не более 21 рабочего дня", "мерзім: 21 жұмыс күнінен аспайды", "term: at most 21 working days"],
        ["срок: не более 2 недель", "мерзім: 2 аптадан аспайды", "term: at most 2 weeks"],
        ["срок: в течение 3 месяцев", "мерзім: 3 ай ішінде", "term: within 3 months"],
        ["срок: двое суток", "мерзім: екі тәулік", "term: two 24-hour days"],
        ["срок: одна минута", "мерзім: бір минут", "term: one minute"],
        [
            "срок: не более 30 (тридцати) минут",
            "мерзім: 30 (отыз) минуттан аспайды",
            "term: at most 30 (thirty) minutes",
        ],
        ["срок: 72 часа подряд", "мерзім: қатарынан 72 сағат", "term: 72 consecutive hours"],
        [
            "срок: 1 сутки 2 часа подряд",
            "мерзім: қатарынан 1 тәулік 2 сағат",
            "term: 1 24-hour day 2 hours consecutive",
        ],
        ["срок: незамедлительно", "мерзім: дереу", "term: immediately"],
        [
            "не позднее: за 1 неделю до события оплата (п. 5 пп. 1)",
            "кешіктірмей: оплата оқиғасына дейін 1 апта бұрын (5-т. 1) тш.)",
            "no later than: 1 week before the event оплата (para 5 sub 1)",
        ],
        ["не ранее: 2 дня рабочих после", "", ""],
        [
            "не ранее: 2 рабочих дня, что позже (с подачи; с окончания шага приём)",
            "ерте емес: қайсысы кешірек (өтініш берілген күннен бастап; приём қадамы аяқталған күннен бастап) 2 жұмыс күні",
            "not before: 2 working days, whichever is later (from filing; from the end of step приём)",
        ],
        ["передаёт: отдел «бумагу»", "жібереді: отдел «бумагу»", "sends to: отдел «бумагу»"],
        ["итог: выдано либо отказ", "қорытынды: выдано немесе отказ", "result: выдано or отказ"],
        [
            "вернуться к шагу приём, не более 21 раза",
            "приём қадамға оралу, 21 реттен артық емес",
            "return to step приём, at most 21 times",
        ],
        ["к действию 3.1", "3.1-іс-қимылға өту", "go to action 3.1"],
    ] {
        if lines[1].is_empty() {
            assert_eq!(translated(&format!("{HEAD}шаг приём «П»\n{}\n", lines[0]), Language::Kk), None);
        } else {
            phrase(lines);
        }
    }
}

#[test]
fn what_is_denied_keeps_its_reach() {
    let text = |criterion: &str| format!("{HEAD}условие 1 «?» если {criterion}\nда: далее\nнет: далее\nшаг «Ш»\n");
    for (criterion, kazakh) in [
        ("не a", "a емес"),
        ("не (a и b) и c", "(a және b) емес және c"),
        ("не (a больше 3) и b", "(a 3-тен көп) емес және b"),
        ("не ((a или b) и не c)", "((a немесе b) және c емес) емес"),
        ("a не больше b", "a b мәнінен көп емес"),
        ("a не позже b", "a b күнінен кеш емес"),
        ("a от 10 до 60", "a 10-нан бастап 60-қа дейін"),
        ("a не раньше сегодня и b равно подаче", "a бүгіннен ерте емес және b өтініш беруге тең"),
        ("a <> 5", "a <> 5"),
    ] {
        let there = translated(&text(criterion), Language::Kk).unwrap();
        assert!(there.contains(&format!("1-шарт «?» егер {kazakh} болса\n")), "{criterion}:\n{there}");
        let back = translated(&there, Language::Ru).unwrap();
        assert!(back.contains(&format!("условие 1 «?» если {criterion}\n")), "{criterion}:\n{back}");
    }
    // Denied twice it is as it was; a comparison that is denied gets brackets.
    let canonical = |criterion: &str| translated(&text(criterion), Language::Ru).unwrap();
    assert_eq!(canonical("не не a"), canonical("a"));
    assert_eq!(canonical("не a больше 3"), canonical("не (a больше 3)"));
}

#[test]
fn words_of_another_language_are_put_into_that_of_the_file() {
    let text = format!("{HEAD}action 1 «A» // note\nsrok: 1\n").replace("srok: 1", "мерзім: 15 минуттан аспайды");
    let wanted = "  действие 1 «A» // note\n    срок: не более 15 минут\n";
    assert!(formatted(&text).unwrap().ends_with(wanted), "{}", formatted(&text).unwrap());
}

proptest! {
    #![proptest_config(random(12))]

    #[test]
    fn random_procedures_go_there_and_back(parts in parts()) {
        goes_there_and_back(&procedure(&parts).text, |text| compile(&[text]));
    }

    #[test]
    fn random_criteria_go_there_and_back(made in made(), symbols in any::<bool>()) {
        for language in Language::ALL {
            let text = criterion_text(language, &write(&made, language, symbols), &[]);
            goes_there_and_back(&text, |text| compile(&[text]));
        }
    }

    #[test]
    fn mangled_specs_mean_the_same_or_are_refused(which in any::<Index>(), changes in prop::collection::vec(change(), 1..3)) {
        let paths = specs();
        let path = which.get(&paths).strip_prefix(root()).unwrap().to_str().unwrap();
        let text = changed(&read(path), &changes);
        if formatted(&text).is_some() {
            goes_there_and_back(&text, |text| compile_with_uses(path, text));
        }
    }
}

/// Where a word stands for another of the same meaning, the translation is the same. Relations of time are said in words
/// of their own, which are kept.
#[test]
fn of_several_words_for_one_meaning_the_first_is_written() {
    let kept = [Keyword::Less, Keyword::More, Keyword::NotMore, Keyword::NotLess];
    let mut replaced = 0;
    for own in Language::ALL {
        let text = by_hand(own);
        let canonical = translated(&text, own).unwrap();
        let wanted = meaning(&canonical, |text| compile(&[text]));
        for entry in TABLE.iter().filter(|entry| !kept.contains(&entry.keyword)) {
            let Some((first, others)) = entry.spellings(own).split_first() else { continue };
            for other in others {
                let typed = outside_quotes(&canonical, |part| with_word(part, first, other));
                if typed == canonical || formatted(&typed).is_none() {
                    continue;
                }
                if translated(&typed, own).as_ref() != Some(&canonical) {
                    assert!(meaning(&typed, |text| compile(&[text])) != wanted, "{own:?}: {other} for {first}");
                    continue;
                }
                assert!(formatted(&typed).unwrap().to_lowercase() == typed.to_lowercase(), "{own:?}: {other} is kept");
                replaced += 1;
            }
        }
    }
    assert!(replaced > 80, "{replaced}");
}

/// A text with another word in all places of one.
fn with_word(text: &str, word: &str, other: &str) -> String {
    let mut written = String::new();
    let mut at = 0;
    for (found, _) in text.match_indices(word) {
        let is_part = |letter: Option<char>| letter.is_some_and(is_word_char);
        if is_part(text[..found].chars().next_back()) || is_part(text[found + word.len()..].chars().next()) {
            continue;
        }
        written += &text[at..found];
        written += other;
        at = found + word.len();
    }
    written + &text[at..]
}

// ---- The command

fn fmt(folder: &TempDir, arguments: &[&str]) -> Output {
    run(regc_in(folder.path()).arg("fmt").args(arguments))
}

#[test]
fn a_translation_is_printed_written_elsewhere_or_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let (russian, english) = ("reg 1 ru\nрегламент  р «Р»\n", "reg 1 en\nregulation р «Р»\n");
    let (a, b) = (folder.path().join("a.reg"), folder.path().join("b.reg"));
    fs::write(&a, russian).unwrap();
    let printed = fmt(&folder, &["--to", "en", "a.reg"]);
    assert_eq!((printed.code, printed.stdout.as_str(), printed.stderr.as_str()), (0, english, ""));
    assert_eq!(fmt(&folder, &["--to", "en", "a.reg", "-o", "b.reg"]).code, 0);
    assert_eq!([fs::read_to_string(&a).unwrap(), fs::read_to_string(&b).unwrap()], [russian, english]);
    let several = fmt(&folder, &["--to", "kk", "."]);
    assert_eq!((several.code, several.stdout.as_str()), (2, ""));
    let written = fmt(&folder, &["--to", "kk", "--in-place", "."]);
    assert_eq!((written.code, written.stdout.as_str()), (0, "./a.reg\n./b.reg\n"));
    assert_eq!(fs::read_to_string(&a).unwrap(), "reg 1 kk\nрегламент р «Р»\n");
    for wrong in [&["--to", "en", "--check", "a.reg"][..], &["--in-place", "a.reg"], &["-o", "b.reg", "a.reg"]] {
        assert_eq!(fmt(&folder, wrong).code, 2, "{wrong:?}");
    }
}
