//! Facts of a case: what its criteria are held against.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Citation, CodeKind, Decimal};
use crate::source::Span;

/// Something that is known of a case.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The author's short name.
    pub id: String,
    /// What it is, as printed.
    pub title: String,
    /// What values it has.
    pub kind: FactKind,
    /// The clauses that name it.
    pub cites: Vec<Citation>,
    /// Where it is declared.
    pub span: Span,
}

/// What values a fact has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FactKind {
    /// Yes or no.
    YesNo,
    /// A whole number.
    Whole,
    /// A number with digits after the comma.
    Number,
    /// A sum in tenge.
    Money,
    /// A day.
    Date,
    /// A day and a time of day.
    Moment,
    /// Words.
    Text,
    /// One of these.
    OneOf(Vec<String>),
    /// An identification number.
    Code(CodeKind),
}

impl FactKind {
    /// Whether its values stand in an order.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        matches!(self, Self::Whole | Self::Number | Self::Money | Self::Date | Self::Moment)
    }

    /// Whether its values and those of another kind can be held against each other.
    ///
    /// A moment and a day are compared by days; an IIN can be that of an «IIN or BIN».
    #[must_use]
    pub fn compares_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Whole | Self::Number, Self::Whole | Self::Number)
            | (Self::Date | Self::Moment, Self::Date | Self::Moment)
            | (Self::Text | Self::OneOf(_), Self::Text | Self::OneOf(_))
            | (Self::Code(CodeKind::IinOrBin), Self::Code(_))
            | (Self::Code(_), Self::Code(CodeKind::IinOrBin)) => true,
            (one, other) => one == other,
        }
    }
}

/// The value of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(Decimal),
    /// A sum in tenge.
    Money(Decimal),
    /// A day.
    Date(NaiveDate),
    /// A day and a time of day, local.
    Moment(NaiveDateTime),
    /// Words, or one of those that the fact may be.
    Text(String),
    /// An identification number.
    Code(String),
}

impl Value {
    /// Which of two values comes first; [`None`] where they cannot be held against each other.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        Some(match (self, other) {
            (Self::YesNo(one), Self::YesNo(other)) => one.cmp(other),
            (Self::Number(one), Self::Number(other)) | (Self::Money(one), Self::Money(other)) => one.cmp(other),
            (Self::Date(one), Self::Date(other)) => one.cmp(other),
            (Self::Moment(one), Self::Moment(other)) => one.cmp(other),
            (Self::Date(day), Self::Moment(moment)) => day.cmp(&moment.date()),
            (Self::Moment(moment), Self::Date(day)) => moment.date().cmp(day),
            (Self::Text(one), Self::Text(other)) | (Self::Code(one), Self::Code(other)) => one.cmp(other),
            _ => return None,
        })
    }
}
