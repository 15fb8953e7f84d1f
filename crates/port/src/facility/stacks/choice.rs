//! Which pile a box is put on.

use super::glance::{Glance, Sight};
use super::{PileId, Reach, Stackable, Stacks};
use crate::cargo::{BoxKind, Length};
use crate::policy::Policy;
use crate::policy::stacking::Stacking;
use crate::policy::stacking::view::{Costs, NO_PLACE, Preference};
use std::ops::Range;

/// Bays of travel that cost as much as a hundredth of a rehandle.
const BAYS_PER_POINT: u64 = 2;

impl Stacks {
    /// The best pile for a box among the bays of `kind` that lie in `reach`, seen from a crane at `near`, and its cost; not
    /// `but`, where boxes stand. Of equal ones it is the first. Cost is in hundredths of an expected rehandle; a bay of travel
    /// counts as half of one such point (assumption).
    ///
    /// Bays are looked at from the crane outward, until travel alone costs more than what was found; pile by pile only those
    /// that may hold a better place.
    pub fn choose_pile(
        &mut self,
        it: Stackable,
        kind: BoxKind,
        from: &Reach,
        policy: Policy<Stacking>,
        but: Option<PileId>,
    ) -> Option<(u32, PileId)> {
        let Preference { it, costs, .. } = policy.decide(&it);
        self.cheapest_place(it, costs, kind, from, but)
    }

    /// The same, by what places cost.
    pub(super) fn cheapest_place(
        &mut self,
        it: Stackable,
        mut costs: Costs,
        kind: BoxKind,
        from: &Reach,
        but: Option<PileId>,
    ) -> Option<(u32, PileId)> {
        if self.grounds_to_open(kind, it.length) == 0 {
            costs.ground = NO_PLACE;
        }
        let (bays, near) = (self.bays_within(kind, from), usize::from(from.near));
        let sight = Sight::of(it, &costs);
        let mut best = u64::MAX;
        for distance in 0..=near.abs_diff(bays.start).max(near.abs_diff(bays.end)) {
            let travel = distance as u64 / BAYS_PER_POINT;
            if travel > best >> 32 {
                break;
            }
            let on_both_sides = [near.wrapping_sub(distance), near + distance];
            for &bay in on_both_sides[usize::from(distance == 0)..].iter().filter(|bay| bays.contains(*bay)) {
                let (glance, piles) = (&self.glances[it.length as usize][bay], self.piles_of(bay));
                let least = glance.least_cost(&sight);
                if least.is_none_or(|least| total(travel, least, piles.start) >= best) {
                    continue;
                }
                let found = match but.map(usize::from).filter(|but| piles.contains(but)) {
                    None => self.piles.cheapest(piles, it, &costs),
                    Some(but) => {
                        let below = self.piles.cheapest(piles.start..but, it, &costs);
                        let above = self.piles.cheapest(but + 1..piles.end, it, &costs);
                        below.into_iter().chain(above).min()
                    }
                };
                let found = found.map_or(u64::MAX, |(cost, pile)| total(travel, cost, pile));
                if found < best {
                    best = found;
                } else if glance.stale {
                    self.look_at(bay, it.length);
                }
            }
        }
        (best < u64::MAX).then_some(((best >> 32) as u32, best as PileId))
    }

    /// The piles of a bay.
    fn piles_of(&self, bay: usize) -> Range<usize> {
        let count = 2 * usize::from(self.rows);
        bay * count..(bay + 1) * count
    }

    /// Renews what boxes of this length see of a bay.
    fn look_at(&mut self, bay: usize, length: Length) {
        let mut glance = Glance::default();
        for pile in self.piles_of(bay) {
            let (offer, key, due) = self.piles.offered(pile, length);
            glance.add(offer, key, due);
        }
        self.glances[length as usize][bay] = glance;
    }

    /// A ground has changed: what its bay offers now is added to what is seen of it.
    pub(super) fn notice(&mut self, ground: usize) {
        let bay = ground / usize::from(self.rows);
        for length in [Length::Twenty, Length::Forty] {
            let glance = &mut self.glances[length as usize][bay];
            glance.stale = true;
            for pile in [ground * 2, ground * 2 + 1] {
                let (offer, key, due) = self.piles.offered(pile, length);
                glance.add(offer, key, due);
            }
        }
    }
}

/// Cost with travel, and which pile: the cheapest is the least number, of equal ones the first pile.
#[inline]
fn total(travel: u64, cost: u32, pile: usize) -> u64 {
    (travel + u64::from(cost)) << 32 | pile as u64
}
