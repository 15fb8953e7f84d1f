//! A number that two runs share only if they did the same things in the same order.

use borsh::{BorshDeserialize, BorshSerialize};

/// 64 bits mixed from every wake-up. Not a cryptographic hash: it tells runs apart, it does not resist forgery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(crate) struct Trace(u64);

impl Trace {
    /// One word more: rotate, exclusive or, multiply, as in the hasher of the Rust compiler.
    #[inline(always)]
    pub(crate) fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95);
    }
    pub(crate) fn value(self) -> u64 {
        self.0
    }
}
