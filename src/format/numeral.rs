//! Numbers in words, in the forms that nouns want.

use crate::language::Language;

/// What a Russian numeral agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// `один день`.
    Masculine,
    /// `одна минута`.
    Feminine,
    /// `одни сутки`, `двое суток`.
    Plural,
}

/// The case of a Russian numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `две недели`.
    Nominative,
    /// `не более двух недель`.
    Genitive,
    /// `на одну неделю`.
    Accusative,
}

/// A number in words, as far as the language's table of numerals goes.
pub fn spelled(n: u32, language: Language, case: Case, gender: Gender) -> Option<String> {
    let words = match language {
        Language::Ru => russian(n, case, gender)?,
        Language::Kk => by_hundreds(n, &KAZAKH, "жүз", false)?,
        Language::En => by_hundreds(n, &ENGLISH, "hundred", true)?,
    };
    Some(words.join(" "))
}

/// Words below twenty, and those of the tens.
struct Table {
    small: [&'static str; 20],
    tens: [&'static str; 10],
}

const ENGLISH: Table = Table {
    small: [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
    tens: ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
};

/// Kazakh has no words of their own for 11 to 19: `он бес`.
const KAZAKH: Table = Table {
    small: [
        "нөл",
        "бір",
        "екі",
        "үш",
        "төрт",
        "бес",
        "алты",
        "жеті",
        "сегіз",
        "тоғыз",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    ],
    tens: ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"],
};

const RUSSIAN: Table = Table {
    small: [
        "ноль",
        "один",
        "два",
        "три",
        "четыре",
        "пять",
        "шесть",
        "семь",
        "восемь",
        "девять",
        "десять",
        "одиннадцать",
        "двенадцать",
        "тринадцать",
        "четырнадцать",
        "пятнадцать",
        "шестнадцать",
        "семнадцать",
        "восемнадцать",
        "девятнадцать",
    ],
    tens: [
        "",
        "десять",
        "двадцать",
        "тридцать",
        "сорок",
        "пятьдесят",
        "шестьдесят",
        "семьдесят",
        "восемьдесят",
        "девяносто",
    ],
};

const GENITIVE: Table = Table {
    small: [
        "нуля",
        "одного",
        "двух",
        "трёх",
        "четырёх",
        "пяти",
        "шести",
        "семи",
        "восьми",
        "девяти",
        "десяти",
        "одиннадцати",
        "двенадцати",
        "тринадцати",
        "четырнадцати",
        "пятнадцати",
        "шестнадцати",
        "семнадцати",
        "восемнадцати",
        "девятнадцати",
    ],
    tens: [
        "",
        "десяти",
        "двадцати",
        "тридцати",
        "сорока",
        "пятидесяти",
        "шестидесяти",
        "семидесяти",
        "восьмидесяти",
        "девяноста",
    ],
};

/// The words of a number below a hundred, smallest last.
fn below_hundred(n: u32, table: &Table) -> Option<Vec<&'static str>> {
    let n = usize::try_from(n).ok()?;
    let small = table.small.get(n).filter(|word| !word.is_empty());
    if let Some(word) = small {
        return Some(vec![word]);
    }
    let ten = table.tens.get(n / 10)?;
    let unit = table.small.get(n % 10).filter(|_| n % 10 > 0);
    Some(std::iter::once(ten).chain(unit).copied().collect())
}

fn by_hundreds(n: u32, table: &Table, hundred: &'static str, says_one: bool) -> Option<Vec<&'static str>> {
    let (hundreds, rest) = (n / 100, n % 100);
    if hundreds == 0 {
        return below_hundred(n, table);
    }
    let count = if hundreds == 1 && !says_one { Vec::new() } else { below_hundred(hundreds, table)? };
    let rest = if rest == 0 { Vec::new() } else { below_hundred(rest, table)? };
    (hundreds < 10).then(|| [count, vec![hundred], rest].concat())
}

fn russian(n: u32, case: Case, gender: Gender) -> Option<Vec<&'static str>> {
    let (table, hundreds) = match case {
        Case::Genitive => (&GENITIVE, ["ста", "двухсот", "трёхсот"]),
        _ => (&RUSSIAN, ["сто", "двести", "триста"]),
    };
    let rest = n % 100;
    let hundred = match n / 100 {
        0 => None,
        count => Some(*hundreds.get(usize::try_from(count).ok()? - 1)?),
    };
    if rest == 0 && hundred.is_some() {
        return Some(hundred.into_iter().collect());
    }
    let mut words = below_hundred(rest, table)?;
    if let Some(last) = words.last_mut() {
        *last = agreed(last, case, gender, n);
    }
    Some(hundred.into_iter().chain(words).collect())
}

/// The last word of a number in the form of its noun.
fn agreed(word: &'static str, case: Case, gender: Gender, n: u32) -> &'static str {
    match (word, gender, case) {
        ("один", Gender::Feminine, Case::Accusative) => "одну",
        ("один", Gender::Feminine, _) => "одна",
        ("один", Gender::Plural, _) => "одни",
        ("одного", Gender::Feminine, _) => "одной",
        ("одного", Gender::Plural, _) => "одних",
        ("два", Gender::Feminine, _) => "две",
        ("два", Gender::Plural, _) if n == 2 => "двое",
        ("три", Gender::Plural, _) if n == 3 => "трое",
        ("четыре", Gender::Plural, _) if n == 4 => "четверо",
        (word, ..) => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keywords::numeral;

    #[test]
    fn what_is_spelled_is_read_as_the_same_number() {
        for n in 0..1000 {
            for language in Language::ALL {
                for case in [Case::Nominative, Case::Genitive, Case::Accusative] {
                    for gender in [Gender::Masculine, Gender::Feminine, Gender::Plural] {
                        let words = spelled(n, language, case, gender);
                        assert_eq!(words.is_none(), language == Language::Ru && n >= 400, "{n}");
                        let folded = words.map(|words| words.replace('ё', "е"));
                        assert!(folded.is_none_or(|words| numeral(words.split(' ')) == Some(n)), "{n} {language:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn numerals_agree_with_their_nouns() {
        let ru = |n, case, gender| spelled(n, Language::Ru, case, gender).unwrap();
        assert_eq!(ru(2, Case::Nominative, Gender::Feminine), "две");
        assert_eq!(ru(22, Case::Nominative, Gender::Feminine), "двадцать две");
        assert_eq!(ru(1, Case::Accusative, Gender::Feminine), "одну");
        assert_eq!(ru(2, Case::Nominative, Gender::Plural), "двое");
        assert_eq!(ru(31, Case::Genitive, Gender::Masculine), "тридцати одного");
        assert_eq!(ru(115, Case::Genitive, Gender::Masculine), "ста пятнадцати");
        assert_eq!(spelled(45, Language::Kk, Case::Nominative, Gender::Masculine).unwrap(), "қырық бес");
        assert_eq!(spelled(120, Language::En, Case::Nominative, Gender::Masculine).unwrap(), "one hundred twenty");
    }
}
