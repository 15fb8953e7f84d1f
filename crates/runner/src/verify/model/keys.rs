//! What holds of the random numbers of any model: they belong to who draws them, for what, and in which replication; to nothing
//! else.

use crate::verify::study::{Row, Seen, seen};
use darse_engine::{Stream, Streams, real};
use std::collections::BTreeSet;

const STREAM: Stream = Stream::named("verify.keys");

/// Over so many entities: counts of what must not be, and exponentials over minus the logarithms of the numbers they are made of.
pub fn observe(entities: u32, streams: Streams) -> Row {
    let first = |streams: Streams, entity: u32, nth: u32| streams.of(STREAM, u64::from(entity), nth).bits();
    let forth: Vec<u64> = (0..entities).map(|entity| first(streams, entity, 0)).collect();
    let back: Vec<u64> = (0..entities).rev().map(|entity| first(streams, entity, 0)).collect();
    let moved = forth.iter().zip(back.iter().rev()).filter(|(a, b)| a != b).count();

    let next = Streams::new(streams.seed(), streams.replication() + 1);
    let all = (0..entities).flat_map(|entity| [first(streams, entity, 0), first(streams, entity, 1), first(next, entity, 0)]);
    let shared = 3 * entities as usize - all.collect::<BTreeSet<u64>>().len();

    let mut long = streams.of(STREAM, 0, 0);
    let repeated = entities as usize - (0..entities).map(|_| long.bits()).collect::<BTreeSet<u64>>().len();

    let (mut unit, mut exponential) = (streams.of(STREAM, 1, 0), streams.of(STREAM, 1, 0));
    let ratio = |_| exponential.standard_exponential() / -real::ln(unit.unit());
    let ratio = (0..entities).map(ratio).sum::<f64>() / f64::from(entities);
    [("moved_by_others", moved as f64), ("shared", shared as f64), ("repeated", repeated as f64), ("exponential_ratio", ratio)]
        .map(|(name, value)| seen(name, Seen::exact(value)))
        .into()
}
