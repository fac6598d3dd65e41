//! `SplitMix64`, the generator of random numbers that draws are made with.
//!
//! Steele, Lea and Flood, «Fast splittable pseudorandom number generators», OOPSLA 2014. It is written out here
//! because a seed must give the same numbers on every machine and with every release.

/// A stream of numbers that follows from its seed.
#[derive(Debug, Clone)]
pub(super) struct SplitMix64(u64);

impl SplitMix64 {
    /// The stream of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The stream of a seed and a text: cases that share a seed are drawn apart from each other, and each the same
    /// whatever stands beside it.
    pub(super) fn for_text(seed: u64, text: &str) -> Self {
        let mut stream = Self::new(seed);
        for byte in text.bytes() {
            stream = Self::new(stream.next() ^ u64::from(byte));
        }
        stream
    }

    /// The next number of the stream.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// A number of the stream as one from 1 to `most`, each as likely as the others but for one part in 2⁶⁴ times `most`.
pub(super) fn up_to(number: u64, most: u32) -> u32 {
    let share = (u128::from(number) * u128::from(most)) >> 64;
    u32::try_from(share).unwrap_or(0).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers that the authors' code gives for this seed, as published for comparison.
    #[test]
    fn the_numbers_are_those_of_the_reference() {
        let mut stream = SplitMix64::new(1_234_567);
        let first: Vec<u64> = (0..5).map(|_| stream.next()).collect();
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(first, published);
    }

    #[test]
    fn every_number_of_a_range_is_drawn_and_none_beside_it() {
        let mut stream = SplitMix64::new(1);
        let drawn: std::collections::BTreeSet<u32> = (0..1000).map(|_| up_to(stream.next(), 12)).collect();
        assert_eq!(drawn, (1..=12).collect());
        assert_eq!([up_to(0, 12), up_to(u64::MAX, 12)], [1, 12]);
    }

    #[test]
    fn cases_are_drawn_apart() {
        let first = |seed, text| SplitMix64::for_text(seed, text).next();
        assert_ne!(first(1, "a"), first(1, "b"));
        assert_ne!(first(1, "a"), first(2, "a"));
    }
}
