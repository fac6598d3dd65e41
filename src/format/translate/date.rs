//! Acts by their dates, and the days of a calendar.

use chrono::NaiveDate;

use super::Translator;
use crate::keywords::{Keyword, MONTHS};
use crate::language::Language;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::Parsed;
use crate::words;

impl Translator<'_> {
    /// `акт: «…» от 2014-03-26 № 70`; Kazakh says of which day it is behind the day.
    pub(super) fn act(&mut self, line: Parsed<'_>) {
        let dated = line.has(Rule::k_dated);
        let keyword = if line.rule() == Rule::act_line { Keyword::Act } else { Keyword::Repealed };
        self.keyword(keyword);
        self.row.ending(":");
        self.parts(line.all(Rule::title));
        if dated && !self.is_kazakh() {
            self.keyword(Keyword::Dated);
        }
        self.parts(line.dates());
        if dated && self.is_kazakh() {
            self.keyword(Keyword::Dated);
        }
        self.parts(line.inner().filter(|part| matches!(part.rule(), Rule::k_number_sign | Rule::act_number)));
    }

    /// `26 марта 2014 года`, `2014 жылғы 26 наурыз`.
    pub(super) fn long_date(&mut self, date: Parsed<'_>) {
        let figures: Vec<&str> = date.all(Rule::integer).map(Parsed::as_str).collect();
        let [first, second] = figures.as_slice() else { return };
        let (first, second) = (first.trim_end(), second.trim_end());
        let is_year = first.parse::<u32>().is_ok_and(|first| first > 31);
        let (year, day) = if is_year { (first, second) } else { (second, first) };
        let month = date.find(Rule::month_name).map_or("", |month| self.month(month.as_str()));
        match self.to {
            Language::Ru => self.row.word(&format!("{day} {month} {year} года")),
            Language::Kk => self.row.word(&format!("{year} жылғы {day} {month}")),
            Language::En => self.row.word(&format!("{day} {month} {year}")),
        }
    }

    fn month(&self, name: &str) -> &'static str {
        let month = MONTHS.iter().position(|names| names.contains(&name.trim_end()));
        let month = month.and_then(|month| u32::try_from(month + 1).ok());
        month.and_then(|month| NaiveDate::from_ymd_opt(2000, month, 1)).map_or("", |date| words::month(date, self.to))
    }

    /// What reaches from one day, year or hour to another.
    pub(super) fn range(&mut self) {
        let to = self.word(Keyword::Range);
        self.row.word(if self.is_kazakh() { "–" } else { to });
    }

    /// `сокращённый день: 2014-12-31 до 13:00`.
    pub(super) fn short_day(&mut self, line: Parsed<'_>) {
        self.keyword(Keyword::ShortDay);
        self.row.ending(":");
        for (index, date) in line.dates().enumerate() {
            if index > 0 {
                self.range();
            }
            self.part(date);
        }
        let time = line.all(Rule::time);
        if self.is_kazakh() {
            self.parts(time);
            self.keyword(Keyword::UpTo);
        } else {
            self.say("до", "", "until");
            self.parts(time);
        }
        self.parts(line.all(Rule::title));
    }

    /// `рабочий день: A вместо B`; Kazakh names the day off first.
    pub(super) fn moved_day(&mut self, line: Parsed<'_>) {
        self.keyword(Keyword::MovedWorkingDay);
        self.row.ending(":");
        let mut dates: Vec<Parsed<'_>> = line.dates().collect();
        if line.has(Rule::k_in_place_of) != self.is_kazakh() {
            dates.reverse();
        }
        let between = if self.is_kazakh() { Keyword::InPlaceOf } else { Keyword::InsteadOf };
        for (index, date) in dates.into_iter().enumerate() {
            if index > 0 {
                self.keyword(between);
            }
            self.part(date);
        }
        self.parts(line.all(Rule::title));
    }
}
