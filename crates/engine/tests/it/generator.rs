//! The generator against an independent implementation, written in the plainest way: words of 64 bits multiplied in halves
//! of 32, rounds and key schedule as printed in the paper (Salmon, Moraes, Dror and Shaw, SC 2011).

use darse_engine::*;

/// High and low word of a product, as on paper: four products of half words, and the carries.
fn multiply(a: u64, b: u64) -> (u64, u64) {
    let low = |x: u64| x & 0xFFFF_FFFF;
    let high = |x: u64| x >> 32;
    let (ll, lh) = (low(a) * low(b), low(a) * high(b));
    let (hl, hh) = (high(a) * low(b), high(a) * high(b));
    let middle = high(ll) + low(lh) + low(hl);
    (hh + high(lh) + high(hl) + high(middle), (low(middle) << 32) | low(ll))
}

/// Philox4x64-10.
fn philox(key: [u64; 2], counter: [u64; 4]) -> [u64; 4] {
    let (mut key, mut x) = (key, counter);
    for round in 0..10 {
        if round > 0 {
            key[0] = key[0].wrapping_add(0x9E3779B97F4A7C15);
            key[1] = key[1].wrapping_add(0xBB67AE8584CAA73B);
        }
        let (high0, low0) = multiply(0xD2E7470EE14C6C93, x[0]);
        let (high1, low1) = multiply(0xCA5A826395121157, x[2]);
        x = [high1 ^ x[1] ^ key[0], low1, high0 ^ x[3] ^ key[1], low0];
    }
    x
}

/// FNV-1a, 64 bits.
fn fnv(name: &str) -> u64 {
    name.bytes().fold(0xcbf29ce484222325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100000001b3))
}

/// SplitMix64, to choose keys.
fn mix(z: &mut u64) -> u64 {
    *z = z.wrapping_add(0x9E3779B97F4A7C15);
    let x = (*z ^ (*z >> 30)).wrapping_mul(0xBF58476D1CE4E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D049BB133111EB);
    x ^ (x >> 31)
}

/// `tests/kat_vectors` of Random123, the lines `philox4x64 10`.
#[test]
fn the_plain_implementation_gives_the_published_answers() {
    let pi = [0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89];
    assert_eq!(philox([0; 2], [0; 4]), [0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b]);
    assert_eq!(
        philox([u64::MAX; 2], [u64::MAX; 4]),
        [0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0]
    );
    assert_eq!(
        philox([0x452821e638d01377, 0xbe5466cf34e90c6c], pi),
        [0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6]
    );
    assert_eq!([fnv(""), fnv("a"), fnv("foobar")], [0xcbf29ce484222325, 0xaf63dc4c8601ec8c, 0x85944171f73967e8]);
}

/// Key: (seed, stream). Counter: (block, nth, entity, replication). Nine words are two blocks and the first of a third.
#[test]
pub fn ten_thousand_keys_draw_what_the_plain_implementation_draws() {
    const NAMES: [&str; 4] = ["crane/cycle", "gate", "a", ""];
    const STREAMS: [Stream; 4] =
        [Stream::named(NAMES[0]), Stream::named(NAMES[1]), Stream::named(NAMES[2]), Stream::named(NAMES[3])];
    let mut z = 1;
    for case in 0..10_000 {
        let (seed, entity) = (mix(&mut z), mix(&mut z) >> (case % 64));
        let (nth, replication) = (mix(&mut z) as u32 >> (case % 32), mix(&mut z) as u32);
        let (stream, name) = (STREAMS[case % 4], NAMES[case % 4]);
        let mut draw = Streams::new(seed, replication).of(stream, entity, nth);
        let block = |block| philox([seed, fnv(name)], [block, nth.into(), entity, replication.into()]);
        let expected = [block(0), block(1), block(2)].concat();
        let got: Vec<u64> = (0..9).map(|_| draw.bits()).collect();
        assert_eq!(got, expected[..9], "seed {seed}, {name:?}, entity {entity}, use {nth}, replication {replication}");
    }
}

/// What is made of the bits: multiples of 2⁻⁵³ in (0, 1], and the inverse of the exponential distribution function.
#[test]
pub fn units_and_exponentials_are_made_of_the_bits_as_written() {
    let (streams, stream) = (Streams::new(7, 1), Stream::named("u"));
    for entity in 0..10_000 {
        let [mut bits, mut unit, mut exponential] = [(); 3].map(|()| streams.of(stream, entity, 0));
        let u = ((bits.bits() >> 11) as f64 + 1.0) / 9_007_199_254_740_992.0;
        assert_eq!(unit.unit().to_bits(), u.to_bits());
        let mean = SimDuration::hours(3);
        let exact = -libm::log(u) * mean.0 as f64;
        let got = exponential.exponential(mean).0 as f64;
        assert!((got - exact).abs() <= 0.5001, "{got} µs not {exact}");
    }
}
