//! Numbers, units and durations, in the forms that the words around them want.

use super::Translator;
use crate::format::numeral::{Case, Gender, spelled};
use crate::keywords::{self, Keyword};
use crate::language::Language;
use crate::model::Unit;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::{Parsed, unit};
use crate::words;

/// The form that a number and its unit take for the words around them; each language knows some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inflection {
    /// `15 минут`.
    Plain,
    /// Russian: `не более 15 минут`.
    Genitive,
    /// Russian: `на 1 неделю`.
    Accusative,
    /// Kazakh: `15 минуттан аспайды`.
    Ablative,
    /// Kazakh: `10 жұмыс күніне дейін`.
    Dative,
}

/// Whether a part is a duration or one of the words around it.
pub fn measures(part: Parsed<'_>) -> bool {
    matches!(part.rule(), Rule::duration | Rule::k_at_most | Rule::k_within | Rule::k_up_to)
}

/// The value of a number, in figures or in words.
pub fn value(number: Parsed<'_>) -> Option<u32> {
    if number.rule() != Rule::number {
        return None;
    }
    match number.find(Rule::integer) {
        Some(figures) => figures.as_str().trim_end().parse().ok(),
        None => keywords::numeral(number.find(Rule::numeral)?.as_str().split_whitespace()),
    }
}

impl Translator<'_> {
    /// A duration with the words around it: before it, outermost first; Kazakh has them behind, innermost first.
    pub(super) fn measured(&mut self, part: Parsed<'_>, ending: Inflection) {
        let Some(duration) = part.find(Rule::duration) else { return };
        let around = |part: &Parsed<'_>| measures(*part) && part.rule() != Rule::duration;
        let (before, behind): (Vec<_>, Vec<_>) =
            part.inner().filter(around).partition(|word| word.start() < duration.start());
        let words: Vec<Keyword> =
            before.into_iter().chain(behind.into_iter().rev()).filter_map(Parsed::as_keyword).collect();
        let ending = match (words.last(), self.to) {
            (Some(Keyword::AtMost), Language::Kk) => Inflection::Ablative,
            (Some(Keyword::UpTo), Language::Kk) => Inflection::Dative,
            (Some(_), Language::Ru) => Inflection::Genitive,
            _ => ending,
        };
        if self.is_kazakh() {
            self.duration(duration, ending);
            self.keywords(words.into_iter().rev());
        } else {
            self.keywords(words.into_iter());
            self.duration(duration, ending);
        }
    }

    fn keywords(&mut self, keywords: impl Iterator<Item = Keyword>) {
        for keyword in keywords {
            self.keyword(keyword);
        }
    }

    /// A duration; its last unit takes the ending, and Russian units all do.
    pub(super) fn duration(&mut self, duration: Parsed<'_>, ending: Inflection) {
        let quantities: Vec<Parsed<'_>> = duration.all(Rule::quantity).collect();
        let consecutive =
            duration.has(Rule::k_consecutive) || quantities.iter().any(|quantity| quantity.has(Rule::k_consecutive));
        let (count, is_one) = (quantities.len(), quantities.len() == 1);
        if consecutive && self.is_kazakh() {
            self.keyword(Keyword::Consecutive);
        }
        for (index, quantity) in quantities.into_iter().enumerate() {
            let is_last = index + 1 == count;
            let ending = if is_last || self.to == Language::Ru { ending } else { Inflection::Plain };
            self.quantity(quantity, ending, consecutive && is_one);
        }
        if consecutive && (self.to == Language::Ru || self.to == Language::En && !is_one) {
            self.keyword(Keyword::Consecutive);
        }
    }

    /// A number and its unit. English has «consecutive» between the two.
    fn quantity(&mut self, quantity: Parsed<'_>, ending: Inflection, consecutive: bool) {
        let Some(number) = quantity.find(Rule::number) else { return };
        let keyword = quantity.keywords().find(|keyword| *keyword != Keyword::Consecutive);
        let Some(unit) = keyword.and_then(unit) else { return };
        if self.is_kazakh() && unit == Unit::CalendarDay {
            self.keyword(Keyword::CalendarKind);
        }
        self.number(number, Some(unit), ending);
        if consecutive && self.to == Language::En {
            self.keyword(Keyword::Consecutive);
        }
        let n = value(number).unwrap_or_default();
        self.row.word(match self.to {
            Language::Ru => russian(n, unit, ending),
            Language::Kk => kazakh(unit, ending),
            Language::En => words::unit_behind(n, unit, Language::En),
        });
    }

    /// A number as it was written: in figures, in words, or both. What a language has no word for is written in
    /// figures.
    pub(super) fn number(&mut self, number: Parsed<'_>, unit: Option<Unit>, ending: Inflection) {
        let case = match ending {
            Inflection::Genitive => Case::Genitive,
            Inflection::Accusative => Case::Accusative,
            _ => Case::Nominative,
        };
        let gender = match unit {
            Some(Unit::Minute | Unit::Week) => Gender::Feminine,
            Some(Unit::Day24h) => Gender::Plural,
            _ => Gender::Masculine,
        };
        let figures = number.find(Rule::integer).map(|figures| self.typed.word(figures));
        let has_words = number.has(Rule::numeral);
        let n = value(number).unwrap_or_default();
        let words = spelled(n, self.to, case, gender).filter(|_| has_words);
        match (figures, words) {
            (None, words) => self.row.word(&words.unwrap_or_else(|| n.to_string())),
            (Some(figures), None) => self.row.word(&figures),
            (Some(figures), Some(words)) => {
                self.row.word(&figures);
                self.row.open();
                self.row.word(&words);
                self.row.close();
            }
        }
    }
}

/// A Russian unit behind a number.
fn russian(n: u32, unit: Unit, ending: Inflection) -> &'static str {
    let is_one = n % 10 == 1 && n % 100 != 11;
    match (ending, is_one, unit) {
        (Inflection::Genitive, true, Unit::Minute) => "минуты",
        (Inflection::Genitive, true, Unit::Hour) => "часа",
        (Inflection::Genitive, true, Unit::WorkingDay) => "рабочего дня",
        (Inflection::Genitive, true, Unit::CalendarDay) => "календарного дня",
        (Inflection::Genitive, true, Unit::Day24h) => "суток",
        (Inflection::Genitive, true, Unit::Week) => "недели",
        (Inflection::Genitive, true, Unit::Month) => "месяца",
        (Inflection::Genitive, true, Unit::Year) => "года",
        (Inflection::Accusative, true, Unit::Minute) => "минуту",
        (Inflection::Accusative, true, Unit::Week) => "неделю",
        // The genitive of many is the form behind five.
        (Inflection::Genitive, false, _) => words::unit_behind(5, unit, Language::Ru),
        _ => words::unit_behind(n, unit, Language::Ru),
    }
}

/// A Kazakh unit; of calendar days the word for their kind stands before the number.
fn kazakh(unit: Unit, ending: Inflection) -> &'static str {
    let [plain, ablative, dative] = match unit {
        Unit::Minute => ["минут", "минуттан", "минутқа"],
        Unit::Hour => ["сағат", "сағаттан", "сағатқа"],
        Unit::WorkingDay => ["жұмыс күні", "жұмыс күнінен", "жұмыс күніне"],
        Unit::CalendarDay => ["күн", "күннен", "күнге"],
        Unit::Day24h => ["тәулік", "тәуліктен", "тәулікке"],
        Unit::Week => ["апта", "аптадан", "аптаға"],
        Unit::Month => ["ай", "айдан", "айға"],
        Unit::Year => ["жыл", "жылдан", "жылға"],
    };
    match ending {
        Inflection::Ablative => ablative,
        Inflection::Dative => dative,
        _ => plain,
    }
}
