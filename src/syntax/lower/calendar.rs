//! The lines of a calendar.

use chrono::Weekday;

use super::Lowering;
use super::tree::Parsed;
use crate::ast::{CalendarAttribute, Roll, Text};
use crate::keywords::Keyword;
use crate::syntax::grammar::Rule;

impl Lowering<'_> {
    #[expect(clippy::option_option, reason = "failed, not of this kind, or understood: three answers")]
    pub(super) fn calendar_attribute(&mut self, line: Parsed<'_>) -> Option<Option<CalendarAttribute>> {
        let chosen = |keyword| line.last_keyword() == Some(keyword);
        Some(Some(match line.rule() {
            Rule::known_years_line => {
                let mut years = Vec::new();
                for year in line.all(Rule::integer) {
                    years.push(self.figure(year.as_str(), year)?);
                }
                CalendarAttribute::KnownYears(*years.first()?, *years.last()?)
            }
            Rule::time_zone_line => CalendarAttribute::TimeZone(Text(self.place.pair(line.find(Rule::zone_name)?))),
            Rule::week_days_line => {
                CalendarAttribute::WeekDays(line.all(Rule::week_days).flat_map(week_days).collect())
            }
            Rule::hours_line => {
                let mut hours = Vec::new();
                for interval in line.all(Rule::interval) {
                    let mut times = interval.all(Rule::time);
                    hours.push((self.time(times.next()?)?, self.time(times.next()?)?));
                }
                CalendarAttribute::Hours(hours)
            }
            Rule::event_day_line => CalendarAttribute::EventDayCounted(chosen(Keyword::Counted)),
            Rule::end_of_day_line => CalendarAttribute::EndsAtMidnight(chosen(Keyword::Midnight)),
            Rule::roll_line => CalendarAttribute::Roll(match line.last_keyword() {
                Some(Keyword::NextWorkingDay) => Roll::Next,
                Some(Keyword::PreviousWorkingDay) => Roll::Previous,
                _ => Roll::Stays,
            }),
            Rule::after_hours_line => CalendarAttribute::AfterHoursNextWorkingTime(chosen(Keyword::NextWorkingTime)),
            Rule::joins_line => CalendarAttribute::Joins(self.ids(line)),
            Rule::holiday_line | Rule::day_off_line | Rule::short_day_line => self.exception(line)?,
            Rule::moved_working_day_line => {
                // «A вместо B» names the worked day first, `B орнына A` the day off.
                let reversed = line.has(Rule::k_in_place_of);
                let mut dates = Vec::new();
                for date in line.dates() {
                    dates.push(self.date(date)?);
                }
                let (one, other) = (*dates.first()?, *dates.last()?);
                if reversed {
                    CalendarAttribute::WorkingDay(other, one)
                } else {
                    CalendarAttribute::WorkingDay(one, other)
                }
            }
            _ => return Some(None),
        }))
    }

    /// A line about days that differ from the working week.
    fn exception(&mut self, line: Parsed<'_>) -> Option<CalendarAttribute> {
        let title = line.find(Rule::title).map(|pair| self.text(pair));
        let mut dates = Vec::new();
        for date in line.dates() {
            dates.push(self.date(date)?);
        }
        let (from, to) = (*dates.first()?, *dates.last()?);
        Some(match line.rule() {
            Rule::holiday_line => CalendarAttribute::Holiday(from, to, title),
            Rule::day_off_line => CalendarAttribute::DayOff(from, to, title),
            _ => CalendarAttribute::ShortDay { from, to, until: self.time(line.find(Rule::time)?)?, title },
        })
    }
}

/// Days of the week: one, or a range such as `пн – пт`, which may run over Sunday.
fn week_days(pair: Parsed<'_>) -> Vec<Weekday> {
    let ends: Vec<Weekday> = pair.all(Rule::week_day).filter_map(Parsed::keyword).filter_map(week_day).collect();
    let (Some(first), Some(last)) = (ends.first().copied(), ends.last().copied()) else { return Vec::new() };
    let mut days = vec![first];
    let mut day = first;
    while day != last {
        day = day.succ();
        days.push(day);
    }
    days
}

fn week_day(keyword: Keyword) -> Option<Weekday> {
    Some(match keyword {
        Keyword::Monday => Weekday::Mon,
        Keyword::Tuesday => Weekday::Tue,
        Keyword::Wednesday => Weekday::Wed,
        Keyword::Thursday => Weekday::Thu,
        Keyword::Friday => Weekday::Fri,
        Keyword::Saturday => Weekday::Sat,
        Keyword::Sunday => Weekday::Sun,
        _ => return None,
    })
}
