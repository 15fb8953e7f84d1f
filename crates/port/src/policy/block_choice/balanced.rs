//! `balanced`: the block that costs least, in seconds: the way there, the work that waits for its cranes, the pile it would stand on, how full it is.
//!
//! Blocks share the work of each hour, not only the boxes; boxes of one ship find each other. The weights are assumptions; where work is light it is
//! little more than `nearest`.
//!
//! Source: Zhang, Liu, Wan, Murty and Linn 2003, who first balance the work among blocks and then shorten the ways.

use super::view::{Best, Blocks, Outlook, Rule};
use crate::facility::plan::Point;
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "balanced",
    standing: Standing::Good,
    about: "The block that costs least: the way there, the work of its cranes, the pile it would stand on, how full it is.",
    source: "Zhang, Liu, Wan, Murty and Linn 2003, Transportation Research B 37, 883-903",
    rule: choose,
};

// Weights, in seconds (assumptions): a vehicle's speed; a full block; a new pile begun, though one could go on; a box put on boxes of other
// ships, which costs about one rehandle.
const METRES_PER_SECOND: f64 = 6.0;
const SECONDS_WHEN_FULL: f64 = 100.0;
const SECONDS_PER_NEW_PILE: f64 = 80.0;
const SECONDS_PER_MIXED_PILE: f64 = 160.0;

fn choose(yard: &Blocks<'_>) -> Option<usize> {
    let mut best = Best::default();
    // Few blocks have an open pile of its own; what a place costs there is known to be hard to beat.
    for (at, pile) in yard.own_piles.iter().filter(|(at, _)| yard.outlooks[at.index()].overflow == yard.overflow) {
        let cost = cost(&yard.outlooks[at.index()], yard.from, 0.0);
        best.improve(at.index(), cost, |block| (yard.is_open)(*at, *pile) && (yard.has_room)(block));
    }
    let with_new_pile = |outlook: &Outlook| {
        let pile = if yard.is_short(outlook) { SECONDS_PER_MIXED_PILE } else { SECONDS_PER_NEW_PILE };
        cost(outlook, yard.from, pile)
    };
    yard.cheapest(with_new_pile, best)
}

/// What it costs to bring a box there [s], if its pile costs so much.
#[inline]
fn cost(block: &Outlook, from: Point, pile: f64) -> f64 {
    block.at.to(from) / METRES_PER_SECOND + block.work_s + pile + SECONDS_WHEN_FULL * block.fill * block.fill
}
