//! Slips of the hand: when a word is another one, mistyped, and nothing else.
//!
//! Many words are near to what was typed, and the nearest is worth a suggestion. Few are so near that they
//! may be put in its place unasked; what that takes is said here once, for keywords and names.

/// The fewest letters of words that are taken for a slip.
#[derive(Debug, Clone, Copy)]
pub struct Fewest {
    typed: usize,
    meant: usize,
}

/// Of keywords. The line must be understood with the right one, too, so they may be short.
pub const OF_KEYWORDS: Fewest = Fewest { typed: 3, meant: 4 };

/// Of names. A name may be anything: «вход» is one letter from «выход».
pub const OF_NAMES: Fewest = Fewest { typed: 5, meant: 5 };

/// From how many letters on a word may have two slips.
const LONG: usize = 8;

/// Whether what was typed is another text with a slip of the hand in one of its words.
///
/// Words are parted by blanks, `-` and `_`; there are as many in both texts, and all but one are the same.
/// That one
///
/// * has no figure, and not too few letters: codes and numbers are no words;
/// * begins with the letter it should: hands seldom err there, and a prefix there may deny the word;
/// * has one letter too few, too many, wrong, or swapped with its neighbour; or two such slips, where both
///   words have eight letters or more and differ by one letter in length at most, since in Kazakh a syllable
///   of two may deny it.
#[must_use]
pub fn is_slip(typed: &str, meant: &str, fewest: Fewest) -> bool {
    if parts(typed).count() != parts(meant).count() {
        return false;
    }
    let mut differing = parts(typed).zip(parts(meant)).filter(|(typed, meant)| typed != meant);
    let (Some((typed, meant)), None) = (differing.next(), differing.next()) else { return false };
    is_slip_of_word(typed, meant, fewest)
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '-', '_'])
}

fn is_slip_of_word(typed: &str, meant: &str, fewest: Fewest) -> bool {
    let (one, other) = (typed.chars().count(), meant.chars().count());
    let figure = |word: &str| word.contains(|letter: char| letter.is_numeric());
    let few = one < fewest.typed || other < fewest.meant;
    if few || one.abs_diff(other) > 1 || figure(typed) || figure(meant) {
        return false;
    }
    let slips = if one.min(other) < LONG { 1 } else { 2 };
    typed.chars().next() == meant.chars().next() && strsim::osa_distance(typed, meant) <= slips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_a_letter_lost_added_wrong_or_swapped_in_one_word() {
        for typed in ["канцеярия", "канцеллярия", "канцилярия", "канцеялрия", "канцилярея"]
        {
            assert!(is_slip(typed, "канцелярия", OF_NAMES), "{typed}");
        }
        assert!(is_slip("отказ-в-рассмотрнии", "отказ-в-рассмотрении", OF_NAMES));
        assert!(is_slip("в том чсиле", "в том числе", OF_KEYWORDS));
        assert!(is_slip("срк", "срок", OF_KEYWORDS));
    }

    #[test]
    fn a_code_a_number_an_opposite_and_a_short_name_are_no_slip() {
        for (typed, other) in [
            ("отдел-1", "отдел-2"),
            ("отдел-а", "отдел-б"),
            ("отдел2", "отдел3"),
            ("выход", "вход"),
            ("незаконный", "законный"),
            ("нетипичный", "типичный"),
            ("қабылданбады", "қабылданды"),
            ("отказврассмотрении", "отказ-в-рассмотрении"),
            ("отказ-в-выдаче", "отказ-в-выдачах"),
            ("одел-кадро", "отдел-кадров"),
            ("отдел", "отдел"),
            ("", "отдел"),
        ] {
            assert!(!is_slip(typed, other, OF_NAMES), "{typed}, {other}");
        }
        assert!(!is_slip("ara", "art", OF_KEYWORDS), "neither may be «para»");
    }

    #[test]
    fn two_slips_need_a_long_word() {
        assert!(is_slip("учередитиль", "учредитель", OF_NAMES));
        assert!(!is_slip("одтилы", "отделы", OF_NAMES));
    }
}
