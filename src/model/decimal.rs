//! Numbers as acts write them: exact, with a few digits after the comma.

use std::fmt;

/// An exact number that is not negative, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i64);

/// How many digits may stand behind the comma.
const DIGITS: usize = 6;

/// How many may stand before it.
const MAX_WHOLE_DIGITS: usize = 12;

const ONE: i64 = 1_000_000;

impl Decimal {
    /// The number of so many millionths.
    #[must_use]
    pub fn millionths(n: i64) -> Self {
        Self(n)
    }

    /// The number in millionths.
    #[must_use]
    pub fn in_millionths(self) -> i64 {
        self.0
    }

    /// A whole number.
    #[must_use]
    pub fn whole(n: u32) -> Self {
        Self(i64::from(n) * ONE)
    }

    /// Reads `1 500 000,50`; [`None`] where there are more digits than it holds.
    #[must_use]
    pub fn parse(figures: &str) -> Option<Self> {
        let (whole, fraction) = figures.split_once([',', '.']).unwrap_or((figures, ""));
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        if whole.len() > MAX_WHOLE_DIGITS || fraction.len() > DIGITS {
            return None;
        }
        let fraction: i64 = format!("{fraction:0<DIGITS$}").parse().ok()?;
        whole.parse::<i64>().ok().map(|whole| Self(whole * ONE + fraction))
    }

    /// Whether nothing stands behind the comma.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0 % ONE == 0
    }

    /// Whether it is a sum of money: no more than two digits behind the comma.
    #[must_use]
    pub fn is_sum(self) -> bool {
        self.0 % (ONE / 100) == 0
    }
}

/// `1 500,5`: thousands apart, as the acts print them.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = ((self.0 / ONE).to_string(), self.0 % ONE);
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                write!(f, " ")?;
            }
            write!(f, "{digit}")?;
        }
        if fraction == 0 {
            return Ok(());
        }
        let digits = format!("{fraction:0>DIGITS$}");
        write!(f, ",{}", digits.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_written_as_acts_print_them() {
        let said = |text| Decimal::parse(text).map(|number| number.to_string());
        assert_eq!(said("1500000,50").as_deref(), Some("1 500 000,5"));
        assert_eq!(said("1 500.000001").as_deref(), Some("1 500,000001"));
        assert_eq!(said("007").as_deref(), Some("7"));
        assert_eq!(said("999999999999,999999").as_deref(), Some("999 999 999 999,999999"));
        assert_eq!(said("1000000000000"), None);
        assert_eq!(said("0,0000001"), None);
    }

    #[test]
    fn a_sum_has_no_more_than_two_digits_behind_the_comma() {
        let sum = |text| Decimal::parse(text).is_some_and(Decimal::is_sum);
        assert!(sum("10,25") && sum("10") && !sum("10,255"));
    }
}
