//! Numbers: every suspension has one, never reused. Among keys of one instant and priority the smaller number goes
//! first, so ascending numbers mean "in the order in which the holds began".

use crate::calendar::NUMBER_BITS;
use borsh::{BorshDeserialize, BorshSerialize};

/// The number of a process that is awake (or has ended): no key and no ticket carries it.
pub(crate) const AWAKE: u64 = 0;

const MASK: u64 = (1 << NUMBER_BITS) - 1;

/// Gives out numbers: 1, 2, 3 …; or, to find models that lean on the order of ties, the same in an order scrambled by a seed.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct Numbers {
    last: u64,
    /// Up to here the next number is one more: the mask; nothing where they are scrambled. One comparison asks for both.
    plain_up_to: u64,
    scrambled: Option<u64>,
    picks: u64,
}

impl Default for Numbers {
    fn default() -> Self {
        Numbers { last: 0, plain_up_to: MASK, scrambled: None, picks: 0 }
    }
}

impl Numbers {
    #[inline(always)]
    pub(crate) fn next(&mut self) -> u64 {
        self.last += 1;
        if self.last <= self.plain_up_to { self.last } else { self.next_scrambled() }
    }

    pub(crate) fn scramble(&mut self, seed: u64) {
        self.scrambled = Some(seed);
        self.plain_up_to = 0;
    }

    /// Some place in 0..n, if ties are scrambled.
    #[cold]
    pub(crate) fn any_of(&mut self, n: usize) -> Option<usize> {
        let seed = self.scrambled?;
        self.picks += 1; // or the same one might be picked, and put off, for ever
        Some((mix(seed ^ self.last ^ (self.picks << 20)) % n as u64) as usize)
    }

    #[cold]
    fn next_scrambled(&mut self) -> u64 {
        let seed = self.scrambled.filter(|_| self.last <= MASK).expect("a run has at most 2^40 holds and waits");
        let number = mix(self.last.wrapping_add(seed));
        if number == AWAKE { self.next() } else { number }
    }
}

/// A bijection of 40-bit numbers: odd multiplications and shifts, each of which can be undone.
fn mix(number: u64) -> u64 {
    let mut x = number & MASK;
    for multiplier in [0x9E37_79B9_7F4A_7C15, 0xBF58_476D_1CE4_E5B9_u64] {
        x = x.wrapping_mul(multiplier) & MASK;
        x ^= x >> (NUMBER_BITS / 2);
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn scrambled_numbers_are_all_different_and_never_that_of_the_awake() {
        let mut numbers = Numbers::default();
        assert_eq!([numbers.next(), numbers.next()], [1, 2]);
        numbers.scramble(7);
        let seen: BTreeSet<u64> = (0..10_000).map(|_| numbers.next()).collect();
        assert!(seen.len() == 10_000 && !seen.contains(&AWAKE) && seen.iter().all(|&n| n <= MASK));
    }
}
