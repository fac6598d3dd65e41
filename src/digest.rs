//! Digests: what tells whether two texts are equal when only one of them is at hand.

use std::hash::{DefaultHasher, Hasher};

/// The digest of a text. Equal texts have equal digests; that two others have, nobody will live to see: it
/// is 128 bits wide. It means something within one run only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest {
    halves: [u64; 2],
    length: usize,
}

impl Digest {
    /// The digest of a text, whatever its bytes mean.
    #[must_use]
    pub fn of(text: impl AsRef<[u8]>) -> Self {
        let half = |number: u8| {
            let mut hasher = DefaultHasher::new();
            hasher.write_u8(number);
            hasher.write(text.as_ref());
            hasher.finish()
        };
        Self { halves: [0, 1].map(half), length: text.as_ref().len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_equal_digests_and_others_do_not() {
        let texts = ["", "a", "b", "ab", "ba", "a\n", "a\r\n", "\u{feff}a"];
        for (at, one) in texts.iter().enumerate() {
            assert_eq!(Digest::of(one), Digest::of(String::from(*one)));
            assert!(texts.iter().skip(at + 1).all(|other| Digest::of(one) != Digest::of(other)), "{one:?}");
        }
    }
}
