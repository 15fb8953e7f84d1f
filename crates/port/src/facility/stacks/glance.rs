//! A bay at a glance: the least that any of its piles may cost, from a few bytes, so that most bays need not be looked at pile
//! by pile; what that saves is in `docs/performance.md`.

use super::Stackable;
use super::piles::{Costs, GROUND, HALF, NO_PLACE, OPEN, TURNS};
use borsh::{BorshDeserialize, BorshSerialize};

/// What the piles of one bay offer to boxes of one length: all that they do, and maybe what they no longer do.
#[derive(Clone, Copy, Debug, Default, BorshSerialize, BorshDeserialize)]
pub(super) struct Glance {
    /// One bit of 64 for each class key of an open pile.
    keys: u64,
    /// One bit of 64 for each ship that the first box of an open pile leaves with.
    ships: u64,
    /// When the first box is due of the open pile where it is due last.
    latest: u32,
    open: bool,
    half: bool,
    ground: bool,
    /// Some pile has changed since the bay was looked at.
    pub(super) stale: bool,
}

impl Glance {
    /// One pile more, or one that has changed: what it offers, its class key, when its first box is due.
    #[inline]
    pub(super) fn add(&mut self, offer: i32, key: u32, due: u32) {
        if offer == OPEN {
            self.keys |= bit(key);
            self.ships |= bit(due & !TURNS);
            self.latest = self.latest.max(due);
        }
        self.open |= offer == OPEN;
        self.half |= offer == HALF;
        self.ground |= offer == GROUND;
    }

    /// No pile costs less; none if nothing is offered.
    #[inline]
    pub(super) fn least_cost(&self, sight: &Sight) -> Option<u32> {
        let on_boxes = match self.open {
            false => NO_PLACE,
            true if self.keys & sight.key != 0 => 0,
            true if self.ships & sight.ship != 0 => sight.same_ship,
            true if self.latest > sight.last_turn => sight.later,
            true => sight.earlier,
        };
        let half = if self.half { sight.half } else { NO_PLACE };
        let ground = if self.ground { sight.ground } else { NO_PLACE };
        let least = on_boxes.min(half).min(ground);
        (least < NO_PLACE).then_some(least as u32)
    }
}

/// What a box looks for: its class key and its ship as bits, and the least that it costs on or beside others.
pub(super) struct Sight {
    key: u64,
    ship: u64,
    last_turn: u32,
    same_ship: i32,
    later: i32,
    earlier: i32,
    half: i32,
    ground: i32,
}

impl Sight {
    pub(super) fn of(it: Stackable, costs: &Costs) -> Self {
        // a policy may put them in any order
        let later = costs.later.min(costs.earlier);
        Sight {
            key: bit(it.key),
            ship: bit(it.due & !TURNS),
            last_turn: it.due | TURNS,
            same_ship: costs.later_turn.min(costs.earlier_turn).min(later),
            later,
            earlier: costs.earlier,
            half: costs.half,
            ground: costs.ground,
        }
    }
}

/// One of 64 bits, by the golden ratio.
#[inline]
fn bit(number: u32) -> u64 {
    1 << (number.wrapping_mul(0x9E37_79B9) >> 26)
}
