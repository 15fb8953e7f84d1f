//! Random numbers by key, not by order: what a draw gives depends on (seed, replication, stream, entity, purpose) and on
//! nothing else, so that one crane more leaves the draws of all others alone. Philox4x32-10 (Salmon et al. 2011).

use crate::time::SimDuration;
use serde::{Deserialize, Serialize};

/// A stream named in the model, e.g. `const SERVICE: Stream = Stream::named("service")`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stream(u64);

impl Stream {
    /// The name is the identity (FNV-1a, 64 bits).
    pub const fn named(name: &str) -> Self {
        let (bytes, mut hash, mut i) = (name.as_bytes(), 0xcbf2_9ce4_8422_2325_u64, 0);
        while i < bytes.len() {
            hash = (hash ^ bytes[i] as u64).wrapping_mul(0x100_0000_01b3);
            i += 1;
        }
        Stream(hash)
    }
}

/// The source of every draw of one replication.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Streams {
    seed: u64,
    replication: u32,
}

impl Streams {
    /// One replication of one seed.
    pub fn new(seed: u64, replication: u32) -> Self {
        Streams { seed, replication }
    }
    /// The numbers of one entity for the `nth` use of a stream.
    #[inline]
    pub fn of(&self, stream: Stream, entity: u64, nth: u32) -> Draw {
        let key = self.seed ^ stream.0;
        Draw { key: [key as u32, (key >> 32) as u32], counter: [0, nth, entity as u32, self.replication] }
    }
}

/// A short private sequence; a sampler that rejects uses up only this one.
#[derive(Clone, Copy, Debug)]
pub struct Draw {
    key: [u32; 2],
    counter: [u32; 4],
}

impl Draw {
    /// Uniform in (0, 1].
    #[inline]
    pub fn unit(&mut self) -> f64 {
        let (mut c, mut k) = (self.counter, self.key);
        for _ in 0..10 {
            let (a, b) = (0xD251_1F53 * u64::from(c[0]), 0xCD9E_8D57 * u64::from(c[2]));
            c = [(b >> 32) as u32 ^ c[1] ^ k[0], b as u32, (a >> 32) as u32 ^ c[3] ^ k[1], a as u32];
            k = [k[0].wrapping_add(0x9E37_79B9), k[1].wrapping_add(0xBB67_AE85)];
        }
        self.counter[0] += 1;
        let bits = u64::from(c[0]) | u64::from(c[1]) << 32;
        ((bits >> 11) + 1) as f64 / (1u64 << 53) as f64
    }
    /// Exponential with this mean, by inversion.
    #[inline]
    pub fn exponential(&mut self, mean: SimDuration) -> SimDuration {
        SimDuration::from_seconds_f64(-libm::log(self.unit()) * mean.as_seconds_f64())
    }
    /// Uniform between two lengths.
    #[inline]
    pub fn uniform(&mut self, low: SimDuration, high: SimDuration) -> SimDuration {
        SimDuration(low.0 + (self.unit() * (high.0 - low.0) as f64) as u64)
    }
}
