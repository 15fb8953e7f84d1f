//! The plain generator that both sides share where the engine alone is measured.

use borsh::{BorshDeserialize, BorshSerialize};

/// xoshiro256++ (Blackman and Vigna 2018), its state from SplitMix64.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Xoshiro([u64; 4]);

impl Xoshiro {
    /// From a seed.
    pub fn new(mut z: u64) -> Self {
        Xoshiro([(); 4].map(|()| {
            z = z.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let x = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            x ^ (x >> 31)
        }))
    }
    /// Exponential with this mean, by inversion and the logarithm of the platform.
    #[inline(always)]
    #[expect(clippy::disallowed_methods, reason = "the yardstick uses the logarithm of the platform, so both sides do")]
    pub fn exponential(&mut self, mean: f64) -> f64 {
        let s = &mut self.0;
        let bits = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        -(1.0 - (bits >> 11) as f64 / (1u64 << 53) as f64).ln() * mean
    }
}
