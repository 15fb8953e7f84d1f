//! Random numbers by key, not by order: what a draw gives depends on (seed, replication, stream, entity, nth) and on
//! nothing else, so that one crane more leaves the draws of all others alone, and two scenarios with one seed share
//! their random numbers wherever they share their entities.
//!
//! Key of the generator: (seed, stream). Counter: (block, nth, entity, replication).

use crate::canary::{self, Bug, planted};
use crate::drawn::{Drawn, note};
use crate::logarithm::ln_of_normal;
use crate::philox::{RoundKeys, philox4x64, philox4x64_of};
use crate::time::SimDuration;
use borsh::{BorshDeserialize, BorshSerialize};

/// FNV-1a, 64 bits: names become numbers, at compile time.
const fn fnv(mut hash: u64, bytes: &[u8]) -> u64 {
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x100_0000_01b3);
        i += 1;
    }
    hash
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// What the numbers are for, named in the model: `const SERVICE: Stream = Stream::named("service")`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct Stream(u64);

impl Stream {
    /// The name is the identity; renaming a stream changes its numbers.
    pub const fn named(name: &str) -> Self {
        Stream(fnv(FNV_START, name.as_bytes()))
    }
    /// The name as a number.
    pub const fn key(self) -> u64 {
        self.0
    }
}

/// Whom the numbers are for: a key made of a name and indices, never of an order of creation.
///
/// ```
/// # use darse_engine::Entity;
/// const CRANES: Entity = Entity::named("TC3/STS");
/// assert_ne!(CRANES.at(4), CRANES.at(5));
/// assert_ne!(CRANES.at(4), Entity::named("TC4/STS").at(4));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct Entity(u64);

impl Entity {
    /// A thing, or a family of things.
    pub const fn named(name: &str) -> Self {
        Entity(fnv(FNV_START, name.as_bytes()))
    }
    /// A part of it that has a name of its own.
    pub const fn part(self, name: &str) -> Self {
        Entity(fnv(fnv(self.0, &[0xFE]), name.as_bytes())) // 0xFE and 0xFF occur in no name
    }
    /// The key of one member of the family.
    pub const fn at(self, index: u64) -> u64 {
        fnv(fnv(self.0, &[0xFF]), &index.to_le_bytes())
    }
    /// The key of the thing itself.
    pub const fn key(self) -> u64 {
        self.0
    }
}

/// The source of every draw of one replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Streams {
    seed: RoundKeys,
    replication: u32,
}

impl Streams {
    /// One replication of one seed.
    pub const fn new(seed: u64, replication: u32) -> Self {
        Streams { seed: RoundKeys::new(seed), replication }
    }
    /// The seed.
    pub const fn seed(&self) -> u64 {
        self.seed.word()
    }
    /// The replication.
    pub const fn replication(&self) -> u32 {
        self.replication
    }
    /// The numbers of one entity for the `nth` use of a stream.
    ///
    /// A call: the generator is some 800 bytes of code, and a model that draws in a hundred places would push itself out of the instruction
    /// cache if it stood in all of them (`docs/performance.md` has the count).
    #[inline(never)]
    pub fn of(&self, stream: Stream, entity: u64, nth: u32) -> Draw {
        self.of_in_place(stream, entity, nth)
    }
    /// The same numbers, the generator put in place, for an innermost loop: measured 5 ns less a draw. The first block is made here
    /// and not when it is asked for, without a branch: measured 4 ns less.
    #[inline(always)]
    pub fn of_in_place(&self, stream: Stream, entity: u64, nth: u32) -> Draw {
        let entity = if planted(Bug::StreamKeyedByOrder) { canary::order() } else { entity };
        let nth = if planted(Bug::UseIgnored) { 0 } else { nth };
        let replication = if planted(Bug::ReplicationIgnored) { 0 } else { self.replication };
        let (key, counter) = ([self.seed.word(), stream.0], [0, u64::from(nth), entity, u64::from(replication)]);
        Draw { key, counter, block: philox4x64_of(counter, &self.seed, stream.0), used: 0 }
    }
}

/// A private sequence of random numbers, endless; a sampler that rejects uses up only this one.
/// Four numbers cost one turn of the generator, so several attributes of an entity are best drawn from one `Draw`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    key: [u64; 2],
    counter: [u64; 4],
    block: [u64; 4],
    used: u8,
}

impl Draw {
    /// 64 random bits.
    #[inline(always)]
    pub fn bits(&mut self) -> u64 {
        if self.used == 4 {
            self.turn();
        }
        self.used += 1;
        let bits = self.block[usize::from(self.used - 1) & 3];
        note(|| Drawn {
            stream: self.key[1],
            entity: self.counter[2],
            nth: self.counter[1],
            index: 4 * self.counter[0] + u64::from(self.used - 1),
            bits,
        });
        bits
    }
    #[cold]
    fn turn(&mut self) {
        self.counter[0] += u64::from(!planted(Bug::BlockRepeated));
        self.block = philox4x64(self.counter, self.key);
        self.used = 0;
    }
    /// Uniform in (0, 1], a multiple of 2⁻⁵³.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        ((self.bits() >> 11) + 1) as f64 * (1.0 / (1u64 << 53) as f64)
    }
    /// Uniform in (0, 1), both ends left out: for quantile functions that are infinite at either end.
    #[inline]
    pub fn open_unit(&mut self) -> f64 {
        ((self.bits() >> 12) as f64 + 0.5) * (1.0 / (1u64 << 52) as f64)
    }
    /// Uniform in 0..n, by a multiply-high: the bias is below n / 2⁶⁴.
    ///
    /// # Panics
    /// If `n` is 0: there is nothing to choose from.
    #[inline]
    pub fn index(&mut self, n: u32) -> u32 {
        assert!(n > 0, "an index is drawn among at least one");
        ((u128::from(self.bits()) * u128::from(n)) >> 64) as u32
    }
    /// True with probability `p`; never for 0, always for 1.
    #[inline]
    pub fn chance(&mut self, p: f64) -> bool {
        self.unit() <= p
    }
    /// Exponential with mean 1, by inversion.
    #[inline]
    pub fn standard_exponential(&mut self) -> f64 {
        -ln_of_normal(self.unit()) * if planted(Bug::ExponentialTooLong) { 1.0001 } else { 1.0 }
    }
    /// Exponential with this mean, by inversion, rounded to the nearest microsecond.
    #[inline]
    pub fn exponential(&mut self, mean: SimDuration) -> SimDuration {
        SimDuration((self.standard_exponential() * mean.0 as i64 as f64 + 0.5) as i64 as u64)
    }
    /// Uniform between two lengths, both included.
    ///
    /// # Panics
    /// If `low` is above `high`.
    #[inline]
    pub fn uniform(&mut self, low: SimDuration, high: SimDuration) -> SimDuration {
        let width = u128::from((high - low).0) + 1;
        SimDuration(low.0 + ((u128::from(self.bits()) * width) >> 64) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Stream = Stream::named("a");

    #[test]
    fn every_part_of_the_key_matters_and_nothing_else_does() {
        let first = |streams: Streams, stream, entity, nth| streams.of(stream, entity, nth).bits();
        let one = first(Streams::new(1, 0), A, 7, 0);
        assert_eq!(one, first(Streams::new(1, 0), A, 7, 0));
        for other in [
            first(Streams::new(2, 0), A, 7, 0),
            first(Streams::new(1, 1), A, 7, 0),
            first(Streams::new(1, 0), Stream::named("b"), 7, 0),
            first(Streams::new(1, 0), A, 8, 0),
            first(Streams::new(1, 0), A, 7 + (1 << 32), 0),
            first(Streams::new(1, 0), A, 7, 1),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn numbers_are_evenly_spread() {
        let (mut sum, mut hits, mut faces, n) = (0.0, 0, [0u32; 6], 60_000);
        for entity in 0..n {
            let mut draw = Streams::new(3, 0).of(A, entity, 0);
            sum += draw.unit();
            hits += u32::from(draw.chance(0.25));
            faces[draw.index(6) as usize] += 1;
            let d = draw.uniform(SimDuration(10), SimDuration(12)).0;
            assert!((10..=12).contains(&d));
            let open = draw.open_unit();
            assert!(open > 0.0 && open < 1.0);
        }
        assert!((sum / n as f64 - 0.5).abs() < 4.0 * (1.0 / 12.0 / n as f64).sqrt());
        assert!((f64::from(hits) / n as f64 - 0.25).abs() < 4.0 * (0.25 * 0.75 / n as f64).sqrt());
        let chi2: f64 = faces.iter().map(|&f| (f64::from(f) - 10_000.0).powi(2) / 10_000.0).sum();
        assert!(chi2 < 20.5, "5 degrees of freedom, 0.999: {chi2}");
    }

    #[test]
    fn chance_is_exact_at_both_ends() {
        let mut draw = Streams::new(3, 0).of(A, 0, 0);
        assert!((0..1000).all(|_| draw.chance(1.0) && !draw.chance(0.0)));
    }
}
