//! Every moment at which an application may count as filed, without going through the minutes.
//!
//! A day is cut into pieces in which every limit stands still or moves along with filing. Where the
//! limits stand still, a case is latest at the end of the piece, because all that steps do is monotone;
//! where they move, everything is watched, and lateness changes in a straight line.

use chrono::{NaiveDate, NaiveTime};

use super::pass::{Cut, Passes, Reached, Watch};
use crate::calendar::{Calendar, Instant, Moving};

/// Applications are filed at whole minutes.
const MINUTE: i64 = 60;

/// How a limit stands at one moment of filing, in the case in which it stands worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// When the application counts as filed.
    pub filed: Instant,
    /// When the event has happened that the limit is about.
    pub done: Instant,
    /// When the limit expires.
    pub due: Instant,
}

impl Sample {
    /// Seconds by which the event is late; negative if it is early.
    #[must_use]
    pub fn late(&self) -> i64 {
        self.done.seconds() - self.due.seconds()
    }

    /// Whether the limit is kept: what is done at the last moment is in time.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.late() <= 0
    }
}

/// What was found on the days of filing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan {
    /// The days on which something may be filed and every case stays within the known years.
    pub days: usize,
    /// The last of them.
    pub last_day: Option<NaiveDate>,
    /// Days on which the limit begins to run in some case.
    pub clocked: usize,
    /// Days on which it is overrun in some case filed that day.
    pub failing: usize,
    /// Days on which that is so from the first moment of filing.
    pub failing_throughout: usize,
    /// The earliest hour from which, on some day, it is overrun.
    pub fails_from: Option<NaiveTime>,
    /// Where the limit stands worst: the least slack, or the greatest lateness.
    pub worst: Option<Sample>,
    /// Where it is overrun by the least of the days on which it is so from the first moment of filing.
    pub mildest: Option<Sample>,
}

/// A day on which something may count as filed.
#[derive(Debug)]
pub struct FilingDay {
    date: NaiveDate,
    /// The minutes of filing, as the first and the last of each run of them; there is at least one.
    windows: Vec<(Instant, Instant)>,
}

/// The days of filing that a calendar knows, in order: the same for all its limits.
pub fn filing_days(calendar: &Calendar) -> Vec<FilingDay> {
    let days = calendar.dates().map(|date| FilingDay { date, windows: calendar.filing_windows(date) });
    days.filter(|day| !day.windows.is_empty()).collect()
}

/// Scans days of filing.
///
/// # Errors
///
/// There are too many ways through the process.
pub fn scan(passes: &mut Passes<'_, '_>, calendar: &Calendar, days: &[FilingDay]) -> Result<Scan, Cut> {
    let mut scan = Scan::default();
    for day in days {
        match Day::scan(passes, calendar, day, scan.fails_from) {
            Ok(found) => scan.add(day.date, &found, calendar),
            // The first days may need to know the year before; later ones lead out of the known years.
            Err(Cut::UnknownYear(_)) if scan.days == 0 => {}
            Err(Cut::UnknownYear(_)) => break,
            Err(cut) => return Err(cut),
        }
    }
    Ok(scan)
}

impl Scan {
    fn add(&mut self, date: NaiveDate, day: &Day, calendar: &Calendar) {
        self.days += 1;
        self.last_day = Some(date);
        self.clocked += usize::from(day.worst.is_some());
        if day.worst.is_some_and(|sample| self.worst.is_none_or(|worst| worst.late() < sample.late())) {
            self.worst = day.worst;
        }
        self.failing += usize::from(day.fails);
        if let Some(first) = day.fails_from {
            let hour = calendar.local(first).time();
            self.fails_from = Some(self.fails_from.map_or(hour, |known| known.min(hour)));
        }
        if day.fails_from != Some(day.opens) {
            return;
        }
        self.failing_throughout += 1;
        if day.mildest.is_some_and(|sample| self.mildest.is_none_or(|mildest| sample.late() < mildest.late())) {
            self.mildest = day.mildest;
        }
    }
}

/// One day of filing.
struct Day {
    opens: Instant,
    worst: Option<Sample>,
    mildest: Option<Sample>,
    fails: bool,
    /// From when on, if that is an earlier hour than on the days before.
    fails_from: Option<Instant>,
}

impl Day {
    /// Scans a day; the limit has been overrun from this hour of an earlier one.
    fn scan(
        passes: &mut Passes<'_, '_>,
        calendar: &Calendar,
        FilingDay { date, windows }: &FilingDay,
        hour: Option<NaiveTime>,
    ) -> Result<Self, Cut> {
        let opens = windows.first().map_or(Instant::from_seconds(0), |(opens, _)| *opens);
        let mut day = Self { opens, worst: None, mildest: None, fails: false, fails_from: None };
        let hour = hour.map(|hour| calendar.instant(date.and_time(hour)));
        let mut from = opens;
        while let Some(piece) = Piece::new(passes, windows, from)? {
            day.piece(passes, windows, &piece, hour)?;
            from = later(piece.last, MINUTE);
        }
        Ok(day)
    }

    fn piece(
        &mut self,
        passes: &mut Passes<'_, '_>,
        windows: &[(Instant, Instant)],
        piece: &Piece,
        hour: Option<Instant>,
    ) -> Result<(), Cut> {
        let at_last = piece.worst(passes, piece.last)?;
        let at_first = if piece.line.is_some() { piece.worst(passes, piece.first)? } else { None };
        for sample in at_last.into_iter().chain(at_first) {
            if self.worst.is_none_or(|worst| worst.late() < sample.late()) {
                self.worst = Some(sample);
            }
        }
        let kept = |sample: Option<Sample>| sample.is_none_or(|sample| sample.is_kept());
        if self.fails || kept(at_last) && kept(at_first) {
            return Ok(());
        }
        self.fails = true;
        // Between two windows nothing is filed.
        self.fails_from = piece.first_failing(passes, hour)?.and_then(|minute| first_filing(windows, minute));
        if self.fails_from == Some(self.opens) {
            self.mildest = piece.worst(passes, self.opens)?;
        }
        Ok(())
    }
}

/// Moments of filing within which every limit stands still, or moves along.
struct Piece {
    first: Instant,
    /// The last whole minute of filing in it.
    last: Instant,
    /// How the limit stands at `first`, if from there on it moves in a straight line.
    line: Option<Vec<Reached>>,
}

impl Piece {
    /// The piece that begins with the first filing at or after `from`; [`None`] after the day's last.
    fn new(passes: &mut Passes<'_, '_>, windows: &[(Instant, Instant)], from: Instant) -> Result<Option<Self>, Cut> {
        let Some(first) = first_filing(windows, from) else { return Ok(None) };
        let filed = Moving::along(first);
        let (dues, steady) = passes.clocks(filed)?;
        if dues.iter().any(|due| due.moves) {
            let (line, steady) = passes.pass(filed, Watch::Everything)?;
            let last = last_filing(windows, first, steady);
            return Ok(Some(Self { first, last, line: Some(line) }));
        }
        let mut last = last_filing(windows, first, steady);
        if passes.races() {
            return Ok(Some(Self { first, last, line: None }));
        }
        // A limit that stands still where its piece ends goes on standing still. Of several it could not be
        // told which case each belongs to.
        while let ([due], Some(next)) = (dues.as_slice(), next_filing(windows, last)) {
            let (next_dues, steady) = passes.clocks(Moving::along(next))?;
            if next_dues != [*due] {
                break;
            }
            last = last_filing(windows, next, steady);
        }
        Ok(Some(Self { first, last, line: None }))
    }

    /// How the limit stands in the worst case filed at a moment of the piece; [`None`] where it begins
    /// in no case.
    fn worst(&self, passes: &mut Passes<'_, '_>, filed: Instant) -> Result<Option<Sample>, Cut> {
        let by = filed.seconds() - self.first.seconds();
        let sample = |reached: &Reached, by| Sample { filed, done: reached.done.after(by), due: reached.due.after(by) };
        if let Some(line) = &self.line {
            return Ok(line.iter().map(|reached| sample(reached, by)).max_by_key(Sample::late));
        }
        let (reached, _) = passes.pass(Moving::still(filed), Watch::Nothing)?;
        Ok(reached.iter().map(|reached| sample(reached, 0)).max_by_key(Sample::late))
    }

    /// The first minute at which the limit is overrun, of a piece at one of whose ends it is; [`None`] if
    /// that is not before `hour`.
    fn first_failing(&self, passes: &mut Passes<'_, '_>, hour: Option<Instant>) -> Result<Option<Instant>, Cut> {
        let mut is_kept = |at| self.worst(passes, at).map(|sample| sample.is_none_or(|sample| sample.is_kept()));
        let minutes = |from: Instant, to: Instant| (to.seconds() - from.seconds()) / MINUTE;
        let mut failing = minutes(self.first, self.last);
        // What is kept later is kept at first: lateness only grows within the piece.
        if let Some(hour) = hour.filter(|hour| (self.first..=self.last).contains(hour)) {
            let before = (minutes(self.first, hour) - 1).max(0);
            if is_kept(later(self.first, before * MINUTE))? {
                return Ok(None);
            }
            failing = before;
        }
        if !is_kept(self.first)? {
            return Ok(Some(self.first));
        }
        // Kept at the first minute and overrun later, lateness only grows in between: in a case that
        // begins where limits stand still, and in one that moves away from a limit that does not.
        let mut kept = 0;
        while failing - kept > 1 {
            let middle = kept + (failing - kept) / 2;
            *(if is_kept(later(self.first, middle * MINUTE))? { &mut kept } else { &mut failing }) = middle;
        }
        Ok(Some(later(self.first, failing * MINUTE)))
    }
}

fn later(instant: Instant, seconds: i64) -> Instant {
    Instant::from_seconds(instant.seconds() + seconds)
}

/// The first minute of filing at or after `from`.
fn first_filing(windows: &[(Instant, Instant)], from: Instant) -> Option<Instant> {
    windows.iter().find(|(_, last)| *last >= from).map(|(opens, _)| from.max(*opens))
}

/// The minute of filing after one.
fn next_filing(windows: &[(Instant, Instant)], minute: Instant) -> Option<Instant> {
    first_filing(windows, later(minute, MINUTE))
}

/// The last whole minute of filing within so many seconds from `first`.
fn last_filing(windows: &[(Instant, Instant)], first: Instant, steady: i64) -> Instant {
    let minutes = steady.clamp(1, 4 * 24 * 60 * MINUTE).saturating_sub(1) / MINUTE;
    let reach = later(first, minutes * MINUTE);
    let before = windows.iter().rev().find(|(opens, _)| *opens <= reach);
    before.map_or(first, |(_, last)| reach.min(*last)).max(first)
}
