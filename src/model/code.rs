//! The identification numbers of persons (IIN) and organisations (BIN), and whether one can be right.

use chrono::NaiveDate;

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// A person's.
    Iin,
    /// An organisation's.
    Bin,
    /// Either.
    IinOrBin,
}

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeFault {
    /// It has not twelve digits.
    Length,
    /// It begins with no day that was (of an IIN), or no month (of a BIN).
    Date,
    /// The digit that tells the century of a person's birth, or the kind of organisation, has no such value.
    Kind,
    /// The last digit does not follow from the others.
    CheckDigit,
}

/// How many digits a number has; the last is the check digit.
const LENGTH: usize = 12;

/// Looks for what is wrong with a number.
///
/// # Errors
///
/// The first fault.
pub fn check(code: &str, kind: CodeKind) -> Result<(), CodeFault> {
    let digits: Vec<u32> = code.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let Ok(digits) = <[u32; LENGTH]>::try_from(digits) else { return Err(CodeFault::Length) };
    if code.len() != LENGTH {
        return Err(CodeFault::Length);
    }
    let check = match kind {
        CodeKind::Bin => organisation(digits),
        // The fifth digit is the first of a day of birth, which is at most 31, or the kind of organisation.
        CodeKind::IinOrBin if digits[4] >= 4 => organisation(digits),
        CodeKind::Iin | CodeKind::IinOrBin => person(digits),
    };
    check?;
    let [_, .., last] = digits;
    if check_digit(digits) == Some(last) { Ok(()) } else { Err(CodeFault::CheckDigit) }
}

/// An IIN begins with the day of birth; the seventh digit tells the century and the sex, or is 0 where
/// that is not told.
fn person([y1, y2, m1, m2, d1, d2, century, ..]: [u32; LENGTH]) -> Result<(), CodeFault> {
    let (year, month, day) = (y1 * 10 + y2, m1 * 10 + m2, d1 * 10 + d2);
    let centuries: &[u32] = match century {
        0 => &[1800, 1900, 2000],
        1 | 2 => &[1800],
        3 | 4 => &[1900],
        5 | 6 => &[2000],
        _ => return Err(CodeFault::Kind),
    };
    let was = |century: &u32| {
        i32::try_from(century + year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).is_some()
    };
    if centuries.iter().any(was) { Ok(()) } else { Err(CodeFault::Date) }
}

/// A BIN begins with the year and month of registration; the fifth digit is the kind of organisation.
fn organisation([_, _, m1, m2, kind, ..]: [u32; LENGTH]) -> Result<(), CodeFault> {
    match (m1 * 10 + m2, kind) {
        (1..=12, 4..=6) => Ok(()),
        (1..=12, _) => Err(CodeFault::Kind),
        _ => Err(CodeFault::Date),
    }
}

/// The digits weighted by their places, modulo 11; where that gives 10, weighted by the places moved on
/// by two. A number for which that gives 10 too is not issued.
fn check_digit(digits: [u32; LENGTH]) -> Option<u32> {
    let sum = |shift: u32| {
        let weighted = digits.iter().take(LENGTH - 1).zip(0..).map(|(digit, place)| digit * ((place + shift) % 11 + 1));
        weighted.sum::<u32>() % 11
    };
    [sum(0), sum(2)].into_iter().find(|rest| *rest < 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rule with its weights written out.
    fn by_the_book(digits: &[u32]) -> Option<u32> {
        let first = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
        let second = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
        for weights in [first, second] {
            let rest = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11;
            if rest < 10 {
                return Some(rest);
            }
        }
        None
    }

    #[test]
    fn the_check_digit_follows_from_the_others() {
        let mut second_pass = 0;
        for serial in 0..2000_u32 {
            let head = format!("8605013{serial:04}");
            let digits: Vec<u32> = head.chars().filter_map(|digit| digit.to_digit(10)).collect();
            let wanted = by_the_book(&digits);
            let first: u32 = digits.iter().zip(1..).map(|(digit, weight)| digit * weight).sum();
            second_pass += u32::from(first % 11 == 10);
            for last in 0..10 {
                let found = check(&format!("{head}{last}"), CodeKind::Iin);
                let right = if wanted == Some(last) { Ok(()) } else { Err(CodeFault::CheckDigit) };
                assert_eq!(found, right, "{head}{last}");
            }
        }
        assert!(second_pass > 100, "{second_pass}");
    }

    #[test]
    fn a_number_begins_with_a_day_or_a_month_that_was() {
        assert_eq!(check("791028302728", CodeKind::Iin), Ok(()));
        assert_eq!(check("791328302728", CodeKind::Iin), Err(CodeFault::Date));
        // 29 February was in 2000, not in 1900.
        assert_eq!(check("000229300000", CodeKind::Iin), Err(CodeFault::Date));
        assert_ne!(check("000229500000", CodeKind::Iin), Err(CodeFault::Date));
        assert_eq!(check("791028702728", CodeKind::Iin), Err(CodeFault::Kind));
        assert_eq!(check("791028302728", CodeKind::Bin), Err(CodeFault::Kind));
        assert_eq!(check("001340000000", CodeKind::Bin), Err(CodeFault::Date));
        assert_eq!(check("79102830272", CodeKind::IinOrBin), Err(CodeFault::Length));
        assert_eq!(check("7910283027280", CodeKind::IinOrBin), Err(CodeFault::Length));
    }
}
