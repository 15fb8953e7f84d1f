//! The draws of an entity depend on its name, and on nothing that happens around it.

use darse_engine::*;
use std::collections::BTreeMap;

const CYCLE: Stream = Stream::named("crane/cycle");
const CRANE: Entity = Entity::named("TC3/STS");

/// What cranes draw, drawn in this order.
fn drawn(order: &[u64], others: &[&str]) -> BTreeMap<u64, [u64; 3]> {
    let (streams, cycle) = (Streams::new(9, 2), Variate::gamma(115.0, 0.3).unwrap());
    for other in others {
        streams.of(CYCLE, Entity::named(other).key(), 0).bits();
    }
    let one = |crane: u64| [0, 1, 2].map(|nth| cycle.sample_duration(&mut streams.of(CYCLE, CRANE.at(crane), nth)).0);
    order.iter().map(|&crane| (crane, one(crane))).collect()
}

#[test]
pub fn draws_do_not_depend_on_order_or_on_others() {
    let usual = drawn(&[1, 2, 3, 4], &[]);
    assert_eq!(usual, drawn(&[4, 2, 3, 1], &[]));
    assert_eq!(usual, drawn(&[1, 2, 3, 4], &["TC4/STS", "gate"]));
    let mut more = drawn(&[9, 1, 7, 2, 3, 4], &[]);
    more.retain(|crane, _| *crane <= 4);
    assert_eq!(usual, more);
    let all: std::collections::BTreeSet<u64> = usual.values().flatten().copied().collect();
    assert_eq!(all.len(), 12, "every crane and every use has numbers of its own");
}

#[test]
fn names_that_look_alike_are_apart() {
    let keys = [
        Entity::named("a").key(),
        Entity::named("a").at(0),
        Entity::named("a").at(1),
        Entity::named("a").at(256),
        Entity::named("a").part("").key(),
        Entity::named("a").part("b").key(),
        Entity::named("ab").key(),
        Entity::named("a\0").key(),
    ];
    let distinct: std::collections::BTreeSet<u64> = keys.into_iter().collect();
    assert_eq!(distinct.len(), keys.len());
}
