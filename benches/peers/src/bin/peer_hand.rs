//! Loops written by hand, without an engine.

use darse_benches::by_hand;
use darse_benches::looping::{EventList, HoldModel, PackedHeap};
use darse_benches::xoshiro::Xoshiro;
use darse_peers::*;

fn main() {
    let (work, n) = arguments();
    report(match work.as_str() {
        "mm1" | "mmc" => by_hand::queue(n, servers(&work), LOAD),
        "hold" => HoldModel::<PackedHeap>::new(PENDING).hold(n.into()) as f64,
        "loop" => {
            let (mut random, mut list) = (Xoshiro::new(1), PackedHeap::default());
            let mut draw = || random.exponential(1e9) as u64;
            (0..PENDING).for_each(|slot| list.put(draw(), slot.into(), slot));
            let (mut now, mut slot) = (0, 0);
            for number in 0..n {
                (now, slot) = list.take().unwrap_or_default();
                list.put(now + draw(), u64::from(PENDING + number), slot);
            }
            now as f64 + f64::from(slot)
        }
        _ => unknown(&work),
    });
}
