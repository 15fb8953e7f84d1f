//! The calendar against the heap of the standard library, in the shapes of load that undo event lists: heavy ties, two very
//! different scales, increments over fifteen orders of magnitude, much more pushed than popped, and cancelled keys swept out.

use darse_engine::*;
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

#[derive(Clone, Debug)]
enum Op {
    Push(u64, u8),
    Pop(u32),
    Sweep(u64),
}

/// Increments [µs]: ties, two scales, very skewed, even; in bursts or one by one.
fn shape() -> impl Strategy<Value = Vec<Op>> {
    let increment = |kind: u8| match kind {
        0 => (0u64..3).boxed(),
        1 => prop_oneof![9 => 0u64..10, 1 => 1_000_000_000u64..1_000_000_100].boxed(),
        2 => (0u32..50, any::<u64>()).prop_map(|(bits, x)| x & ((1 << bits) - 1)).boxed(),
        _ => (0u64..1_000_000).boxed(),
    };
    (0u8..4, 1u32..8).prop_flat_map(move |(kind, pops)| {
        let push = (increment(kind), prop_oneof![4 => Just(128u8), 1 => any::<u8>()]).prop_map(|(t, p)| Op::Push(t, p));
        let op = prop_oneof![
            200 => push,
            100 => (1..=pops).prop_map(Op::Pop),
            1 => (2u64..5).prop_map(Op::Sweep),
        ];
        prop::collection::vec(op, 1..800)
    })
}

fn check(ops: Vec<Op>) -> Result<(), TestCaseError> {
    let (mut calendar, mut model, mut now, mut order) = (Calendar::default(), BinaryHeap::new(), 0, 0);
    for op in ops {
        match op {
            Op::Push(after, priority) => {
                order += 1;
                let number = order * 0x9E_3779_B97F % (1 << 40); // each once, in no order, as when ties are scrambled
                let key = Key::new(SimTime(now + after), priority, number, order as u32 % 1000);
                calendar.push(key);
                model.push(Reverse(((now + after, priority, number), key)));
            }
            Op::Pop(times) => {
                for _ in 0..times {
                    let (key, expected) = (calendar.first(), model.pop());
                    prop_assert_eq!(key, expected.map(|Reverse((_, key))| key));
                    let Some(key) = key else { break };
                    if let Some(before) = key.time().0.checked_sub(1) {
                        prop_assert_eq!(calendar.take_due_by(SimTime(before)), None);
                    }
                    prop_assert_eq!(calendar.take_due_by(key.time()), Some(key));
                    now = key.time().0;
                }
            }
            Op::Sweep(modulus) => {
                calendar.retain(|key| key.number() % modulus > 0);
                model.retain(|Reverse((_, key))| key.number() % modulus > 0);
            }
        }
        prop_assert_eq!(calendar.len(), model.len());
    }
    while let Some(Reverse((_, key))) = model.pop() {
        prop_assert_eq!(calendar.take_due_by(SimTime::MAX), Some(key));
    }
    prop_assert_eq!(calendar.first(), None);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn keys_come_out_as_from_a_binary_heap(ops in shape()) {
        check(ops)?;
    }
}

/// A hundred thousand pending, in each shape of increment: buckets, heaps and their seams all come into use.
#[test]
fn large_populations_come_out_in_order_too() {
    let mut z = 7u64;
    let mut draw = move || {
        z = z.wrapping_mul(0xD134_2543_DE82_EF95).wrapping_add(1);
        (z >> 11) ^ (z >> 40)
    };
    for kind in 0..4 {
        let mut increment = |n: u64| match kind {
            0 => draw() % 3,
            1 if n.is_multiple_of(10) => 1_000_000_000 + draw() % 100,
            1 => draw() % 10,
            2 => draw() & ((1 << (n % 50)) - 1),
            _ => draw() % 1_000_000,
        };
        let mut ops: Vec<Op> = (0..100_000).map(|n| Op::Push(increment(n), 128)).collect();
        ops.extend((0..200_000).map(|n| if n % 2 == 0 { Op::Pop(1) } else { Op::Push(increment(n), 128) }));
        ops.push(Op::Sweep(3));
        check(ops).unwrap();
    }
}

#[test]
pub fn fifty_keys_come_out_in_order() {
    check((0..50).map(|n| Op::Push(n * 37 % 50, 128)).collect()).unwrap();
}

#[test]
pub fn twenty_thousand_keys_come_out_in_order() {
    let mut ops: Vec<Op> = (0..20_000).map(|n| Op::Push(n * 10_007 % 20_000, 128)).collect();
    ops.extend((0..20_000).map(|n| if n % 2 == 0 { Op::Pop(1) } else { Op::Push(n * 10_007 % 20_000, 128) }));
    check(ops).unwrap();
}

/// Keys of one instant alone, then of two instants a thousand years apart, then of an hour: the intervals fit each.
#[test]
fn populations_that_change_their_scale_come_out_in_order() {
    const YEAR: u64 = 31_557_600_000_000;
    let at_once = (0..20_000).map(|_| Op::Push(0, 128));
    let apart = (0..20_000).map(|n| Op::Push(n % 2 * 1_000 * YEAR, 128));
    let hour = (0..20_000).map(|n| Op::Push(n * 7_919 % 3_600_000_000, 128));
    let mut ops: Vec<Op> = at_once.chain(apart).chain(hour).collect();
    ops.extend((0..40_000).map(|n| if n % 3 < 2 { Op::Pop(1) } else { Op::Push(n * 7_919 % 3_600_000_000, 128) }));
    ops.push(Op::Sweep(2));
    ops.extend((0..20_000).map(|n| Op::Push(n * 104_729 % 1_000_000, 128)));
    check(ops).unwrap();
}
