//! Lengths of time as acts write them.

use serde::Serialize;

/// A unit of time, as acts use them. They are never converted into each other without a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Minute of working time.
    Minute,
    /// Hour of working time.
    Hour,
    /// Working day.
    WorkingDay,
    /// Calendar day.
    CalendarDay,
    /// 24 hours by the clock, never a working or calendar day.
    #[serde(rename = "day_24h")]
    Day24h,
    /// Week.
    Week,
    /// Month.
    Month,
    /// Year.
    Year,
}

/// A number of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Quantity {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

/// A length of time as an act writes it: quantities that add up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Duration {
    /// The quantities, in the order written.
    pub quantities: Vec<Quantity>,
    /// `72 hours consecutive`: minutes and hours are clock time, whoever performs the step.
    #[serde(skip)]
    pub consecutive: bool,
}
