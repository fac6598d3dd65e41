//! Criteria over facts. Kazakh puts its relations behind both values, and what it denies before the word for
//! «not»; its figures take an ending.

use super::Translator;
use super::length::Inflection;
use crate::keywords::Keyword;
use crate::language::Language;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::Parsed;

/// A comparison or bracket of a criterion, or a word between two of them.
struct Item<'p> {
    part: Parsed<'p>,
    /// It is denied; of a bracket, what stands in it.
    denied: bool,
}

impl Translator<'_> {
    pub(super) fn criterion(&mut self, criterion: Parsed<'_>) {
        self.keyword(Keyword::If);
        for item in items(criterion) {
            match item.part.rule() {
                Rule::open => {
                    self.deny(item.denied && !self.is_kazakh());
                    self.row.open();
                }
                Rule::close => {
                    self.row.close();
                    self.deny(item.denied && self.is_kazakh());
                }
                Rule::comparison => self.operand(&item),
                Rule::k_either => self.say("или", "немесе", "or"),
                _ => self.part(item.part),
            }
        }
        if self.is_kazakh() {
            self.keyword(Keyword::IfEnd);
        }
    }

    /// The word for «not», if it is said.
    fn deny(&mut self, denied: bool) {
        if denied {
            self.keyword(Keyword::Not);
        }
    }

    /// A comparison. One that is denied stands in brackets, or the word for «not» would be taken for a part of
    /// its relation.
    fn operand(&mut self, item: &Item<'_>) {
        let brackets = item.denied && item.part.inner().nth(1).is_some();
        self.deny(item.denied && !self.is_kazakh());
        if brackets {
            self.row.open();
        }
        self.comparison(item.part);
        if brackets {
            self.row.close();
        }
        self.deny(item.denied && self.is_kazakh());
    }

    fn comparison(&mut self, comparison: Parsed<'_>) {
        let mut values = comparison.all(Rule::value);
        if let Some(left) = values.next() {
            self.value(left, Inflection::Plain);
        }
        if let (Some(relation), Some(right)) = (comparison.find(Rule::relation), values.next()) {
            return self.relation(relation, right);
        }
        for part in comparison.inner().skip(1) {
            match part.rule() {
                Rule::from_value => self.range_from(part),
                Rule::to_value => self.range_to(part),
                Rule::values => self.values(part),
                _ => self.part(part),
            }
        }
    }

    fn relation(&mut self, relation: Parsed<'_>, right: Parsed<'_>) {
        let Some(relation) = relation.inner().next() else { return };
        let Some(word) = relation.inner().next() else {
            self.row.word(relation.as_str().trim_end());
            return self.value(right, Inflection::Plain);
        };
        let is_of_time = is_of_time(word.as_str().trim_end()) || kind(right).is_of_time();
        let is_equal = matches!(relation.rule(), Rule::equal | Rule::differs);
        if self.is_kazakh() {
            let ending = if is_equal { Inflection::Dative } else { Inflection::Ablative };
            self.value(right, ending);
            self.row.word(between(kind(right), is_equal, is_of_time));
            self.row.word(kazakh(relation.rule(), is_of_time));
        } else {
            let word = if self.to == Language::Ru { russian } else { english };
            self.row.word(word(relation.rule(), is_of_time));
            self.value(right, if is_equal { Inflection::Dative } else { Inflection::Genitive });
        }
    }

    /// `одно из («первичная», «повторная»)`.
    fn values(&mut self, values: Parsed<'_>) {
        self.row.open();
        for (index, value) in values.all(Rule::value).enumerate() {
            if index > 0 {
                self.row.ending(",");
            }
            self.value(value, Inflection::Plain);
        }
        self.row.close();
    }

    fn range_from(&mut self, from: Parsed<'_>) {
        let keyword = if from.has(Rule::k_above) { Keyword::Above } else { Keyword::FromValue };
        let Some(value) = from.find(Rule::value) else { return };
        self.end_of_range(value, keyword, Inflection::Ablative);
    }

    fn range_to(&mut self, to: Parsed<'_>) {
        let Some(value) = to.find(Rule::value) else { return };
        self.end_of_range(value, Keyword::UpTo, Inflection::Dative);
    }

    /// A value where a range begins or ends.
    fn end_of_range(&mut self, value: Parsed<'_>, keyword: Keyword, ending: Inflection) {
        if self.is_kazakh() {
            self.value(value, ending);
            self.keyword(keyword);
        } else {
            self.keyword(keyword);
            self.value(value, Inflection::Genitive);
        }
    }

    /// A value with the ending that the word beside it wants, as far as it can take one.
    fn value(&mut self, value: Parsed<'_>, ending: Inflection) {
        match (kind(value), ending, self.to) {
            (Kind::Today, Inflection::Ablative, Language::Kk) => self.row.word("бүгіннен"),
            (Kind::Today, Inflection::Dative, Language::Kk) => self.row.word("бүгінге"),
            (Kind::Filing, Inflection::Ablative, Language::Kk) => self.row.word("өтініш беруден"),
            (Kind::Filing, Inflection::Dative, Language::Kk) => self.row.word("өтініш беруге"),
            (Kind::Filing, Inflection::Genitive, Language::Ru) => self.row.word("подачи"),
            (Kind::Filing, Inflection::Dative, Language::Ru) => self.row.word("подаче"),
            (Kind::Money, Inflection::Ablative | Inflection::Dative, Language::Kk) => {
                self.parts(value.inner().filter_map(|money| money.find(Rule::amount)));
                self.row.word(if ending == Inflection::Ablative { "теңгеден" } else { "теңгеге" });
            }
            (Kind::Number, Inflection::Ablative | Inflection::Dative, Language::Kk) => {
                self.part(value);
                self.row.ending(suffix(value.as_str(), ending));
            }
            _ => self.part(value),
        }
    }
}

/// The comparisons and brackets of a criterion, each with whether it is denied. Denied twice, it is as it was.
fn items(criterion: Parsed<'_>) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    // The comparison or the brackets that end where the next word begins.
    let mut last: Vec<usize> = Vec::new();
    let mut denied = false;
    for part in criterion.inner() {
        match part.rule() {
            Rule::k_if | Rule::k_if_end => continue,
            Rule::denied => {
                denied = !denied;
                continue;
            }
            Rule::denied_behind => {
                for at in &last {
                    deny(&mut items, *at);
                }
                continue;
            }
            Rule::comparison => last = vec![items.len()],
            Rule::open => {
                open.push(items.len());
                last.clear();
            }
            Rule::close => last = open.pop().into_iter().chain([items.len()]).collect(),
            _ => last.clear(),
        }
        let opened = last.first().and_then(|at| items.get(*at)).is_some_and(|opened| opened.denied);
        let is_close = part.rule() == Rule::close;
        items.push(Item { part, denied: if is_close { opened } else { std::mem::take(&mut denied) } });
    }
    items
}

fn deny(items: &mut [Item<'_>], at: usize) {
    if let Some(item) = items.get_mut(at) {
        item.denied = !item.denied;
    }
}

/// What a value is, as far as its words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Today,
    Filing,
    Money,
    Number,
    Date,
    Other,
}

impl Kind {
    fn is_of_time(self) -> bool {
        matches!(self, Self::Today | Self::Filing | Self::Date)
    }
}

fn kind(value: Parsed<'_>) -> Kind {
    match value.inner().next().map(Parsed::rule) {
        Some(Rule::k_today) => Kind::Today,
        Some(Rule::k_filing) => Kind::Filing,
        Some(Rule::money) => Kind::Money,
        Some(Rule::amount) => Kind::Number,
        _ if value.dates().next().is_some() => Kind::Date,
        _ => Kind::Other,
    }
}

/// Whether a relation is said in words that are said of time alone.
fn is_of_time(relation: &str) -> bool {
    let words =
        ["раньше", "ранее", "позже", "позднее", "ерте", "бұрын", "кеш", "кейін", "earlier", "later", "before", "after"];
    relation.split(' ').any(|word| words.contains(&word))
}

fn russian(rule: Rule, is_of_time: bool) -> &'static str {
    match (rule, is_of_time) {
        (Rule::equal, _) => "равно",
        (Rule::differs, _) => "не равно",
        (Rule::less, true) => "раньше",
        (Rule::less, false) => "меньше",
        (Rule::more, true) => "позже",
        (Rule::more, false) => "больше",
        (Rule::not_more, true) => "не позже",
        (Rule::not_more, false) => "не больше",
        (_, true) => "не раньше",
        (_, false) => "не меньше",
    }
}

fn english(rule: Rule, is_of_time: bool) -> &'static str {
    match (rule, is_of_time) {
        (Rule::equal, _) => "is equal to",
        (Rule::differs, _) => "differs from",
        (Rule::less, true) => "earlier than",
        (Rule::less, false) => "less than",
        (Rule::more, true) => "later than",
        (Rule::more, false) => "more than",
        (Rule::not_more, true) => "not later than",
        (Rule::not_more, false) => "no more than",
        (_, true) => "not earlier than",
        (_, false) => "no less than",
    }
}

fn kazakh(rule: Rule, is_of_time: bool) -> &'static str {
    match (rule, is_of_time) {
        (Rule::equal, _) => "тең",
        (Rule::differs, _) => "тең емес",
        (Rule::less, true) => "ерте",
        (Rule::less, false) => "аз",
        (Rule::more, true) => "кеш",
        (Rule::more, false) => "көп",
        (Rule::not_more, true) => "кеш емес",
        (Rule::not_more, false) => "көп емес",
        (_, true) => "ерте емес",
        (_, false) => "аз емес",
    }
}

/// What takes the ending for a Kazakh value that has none of its own: `own мәнінен аз`.
fn between(right: Kind, is_equal: bool, is_of_time: bool) -> &'static str {
    match right {
        Kind::Today | Kind::Filing | Kind::Money | Kind::Number => "",
        Kind::Date | Kind::Other if is_equal => "мәніне",
        Kind::Date | Kind::Other if is_of_time => "күнінен",
        Kind::Date | Kind::Other => "мәнінен",
    }
}

/// The ending of a number in figures, by the sounds of the last word it is read as.
fn suffix(figures: &str, ending: Inflection) -> &'static str {
    let [ablative, dative] = match last_word(figures) {
        6 | 9 | 20 | 30 => ["-дан", "-ға"],
        10 | 90 | 1000 => ["-нан", "-ға"],
        40 | 60 => ["-тан", "-қа"],
        3 | 4 | 5 | 70 => ["-тен", "-ке"],
        80 => ["-нен", "-ге"],
        _ => ["-ден", "-ге"],
    };
    if ending == Inflection::Ablative { ablative } else { dative }
}

/// The value of the last word of a number: of 160 it is 60, of 2 000 a thousand. All powers above that sound alike.
fn last_word(figures: &str) -> u32 {
    let digits = figures.split([',', '.']).next_back().unwrap_or_default();
    let digits: Vec<u32> = digits.chars().rev().filter_map(|digit| digit.to_digit(10)).collect();
    match digits.iter().position(|digit| *digit > 0) {
        None => 0,
        Some(0) => digits.first().copied().unwrap_or_default(),
        Some(1) => 10 * digits.get(1).copied().unwrap_or_default(),
        Some(2) => 100,
        Some(_) => 1000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_take_the_ending_of_the_word_they_are_read_as() {
        for (figures, ablative, dative) in [
            ("0", "-ден", "-ге"),
            ("3", "-тен", "-ке"),
            ("6", "-дан", "-ға"),
            ("10", "-нан", "-ға"),
            ("15", "-тен", "-ке"),
            ("40", "-тан", "-қа"),
            ("60,5", "-тен", "-ке"),
            ("80", "-нен", "-ге"),
            ("100", "-ден", "-ге"),
            ("1 000", "-нан", "-ға"),
            ("1 500", "-ден", "-ге"),
            ("5 000 000", "-нан", "-ға"),
        ] {
            assert_eq!(
                (suffix(figures, Inflection::Ablative), suffix(figures, Inflection::Dative)),
                (ablative, dative),
                "{figures}"
            );
        }
    }
}
