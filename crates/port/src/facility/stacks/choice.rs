//! Which pile a box is put on.

use super::piles::{Costs, NO_PLACE};
use super::{PileId, Reach, Stackable, Stacks};
use crate::cargo::BoxKind;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How a place for a box is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stacking {
    /// Boxes of one class of one call on each other; otherwise the one that leaves first on top.
    Segregated,
    /// The one that leaves first on top, whatever its class.
    ByDeparture,
    /// The nearest pile with room.
    Nearest,
}

impl Stacking {
    /// What places cost. With the same ship as those below, a pile empties as a whole, though cranes that work side by side
    /// may call its boxes in another order, the more so if it is the wrong one. To begin a pile costs something as well: the
    /// ground will be missed later. Chosen so that TC3 at half and TC4 at two thirds of their slots have few rehandles
    /// (measured).
    fn costs(self, it: Stackable) -> (Stackable, Costs) {
        let mixed = Costs { later_turn: 10, earlier_turn: 30, later: 35, earlier: 100, half: 5, ground: 40 };
        let none = Costs { later_turn: 0, earlier_turn: 0, later: 0, earlier: 0, half: 0, ground: 0 };
        match self {
            Stacking::Segregated => (it, mixed),
            Stacking::ByDeparture => (Stackable { key: NO_CLASS, ..it }, mixed),
            Stacking::Nearest => (it, none),
        }
    }
}

/// Bays of travel that cost as much as a hundredth of a rehandle.
const BAYS_PER_POINT: usize = 2;

/// A class key that no pile has.
const NO_CLASS: u32 = u32::MAX - 1;

impl Stacks {
    /// The best pile for a box among the bays of `kind` that lie in `reach`, seen from a crane at `near`, and its cost; not
    /// `but`, where boxes stand. Of equal ones it is the first. Cost is in hundredths of an expected rehandle; a bay of travel
    /// counts as half of one such point (assumption).
    ///
    /// Bays are looked at from the crane outward, until travel alone costs more than what was found.
    pub fn choose_pile(
        &self,
        it: Stackable,
        kind: BoxKind,
        from: &Reach,
        policy: Stacking,
        but: Option<PileId>,
    ) -> Option<(u32, PileId)> {
        let (it, mut costs) = policy.costs(it);
        if self.grounds_to_open(kind, it.length) == 0 {
            costs.ground = NO_PLACE;
        }
        let (bays, near) = (self.bays_within(kind, from), usize::from(from.near));
        let farthest = near.abs_diff(bays.start).max(near.abs_diff(bays.end)) / BAYS_PER_POINT;
        let piles_per_bay = 2 * usize::from(self.rows);
        let mut best = (u32::MAX, usize::MAX);
        for travel in 0..=farthest {
            if travel as u32 > best.0 {
                break;
            }
            for stretch in stretches(near, travel) {
                let (first, end) = (stretch.start.max(bays.start), stretch.end.min(bays.end));
                if first >= end {
                    continue;
                }
                for piles in without(first * piles_per_bay..end * piles_per_bay, but) {
                    if let Some((cost, pile)) = self.piles.cheapest(piles, it, &costs) {
                        best = best.min((travel as u32 + cost, pile));
                    }
                }
            }
        }
        (best.0 < u32::MAX).then_some((best.0, best.1 as PileId))
    }
}

/// The bays to which travel costs so much: on both sides of the crane, or all around it.
#[inline]
fn stretches(near: usize, travel: usize) -> [Range<usize>; 2] {
    let (nearest, beyond) = (travel * BAYS_PER_POINT, (travel + 1) * BAYS_PER_POINT);
    let below = (near + 1).saturating_sub(beyond)..(near + 1).saturating_sub(nearest);
    let above = near + nearest..near + beyond;
    if travel == 0 { [below.start..above.end, 0..0] } else { [below, above] }
}

/// A stretch of piles, in two parts where one pile is left out.
#[inline]
fn without(piles: Range<usize>, but: Option<PileId>) -> impl Iterator<Item = Range<usize>> {
    match but.map(usize::from).filter(|but| piles.contains(but)) {
        None => [Some(piles), None],
        Some(but) => [Some(piles.start..but), Some(but + 1..piles.end)],
    }
    .into_iter()
    .flatten()
}
