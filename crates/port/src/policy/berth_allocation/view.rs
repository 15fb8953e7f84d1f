//! What is known of a quay when a berth is given: who waits, and where the quay is free.

use crate::ids::CallId;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};

/// A wish for a berth.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Wish {
    /// Whose.
    pub call: CallId,
    /// Length over all [m].
    pub loa_m: f64,
    /// Draught [m].
    pub draught_m: f64,
    /// Where on the quay its boxes are nearest [m].
    pub prefers_m: f64,
    /// Lower moors first under the policy by priority.
    pub priority: u32,
    /// How long its work is expected to take with all the cranes it may have; 0 where nobody knows.
    pub work: SimDuration,
    /// When it came.
    pub arrived: SimTime,
    /// Its service has a berth window, and it came before that was over.
    pub in_window: bool,
    /// Two numbers from 0 to 1, for those who cast lots.
    pub lots: [f64; 2],
}

/// A call of a service with a berth window that is not over, before its ship has come.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Due {
    /// Whose.
    pub call: CallId,
    /// Length over all [m].
    pub loa_m: f64,
    /// Draught [m].
    pub draught_m: f64,
    /// Its window opens.
    pub from: SimTime,
}

/// A stretch of quay with its own depth.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Section {
    /// First metre.
    pub from_m: f64,
    /// Last metre.
    pub to_m: f64,
    /// Depth alongside [m].
    pub depth_m: f64,
}

/// Where a ship may lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Its first metre.
    pub from_m: f64,
    /// Free metres of the stretch that it leaves.
    pub left_m: f64,
}

/// A quay, and who waits for it.
#[derive(Clone, Copy, Debug)]
pub struct Berths<'a> {
    /// Those who wait, in order of arrival.
    pub waiting: &'a [Wish],
    /// How many of them may be looked at.
    pub look_ahead: usize,
    /// Free stretches [m], the gap to neighbours kept, from the low end of the quay up.
    pub free: &'a [(f64, f64)],
    /// Between two ships [m].
    pub gap_m: f64,
    /// Stretches are berths, each for one ship.
    pub is_discrete: bool,
    /// The present.
    pub now: SimTime,
    /// Calls with a window whose ships are awaited, in the order of their windows.
    pub due: &'a [Due],
    /// Its depths.
    pub sections: &'a [Section],
    /// Water below the keel, at least [m].
    pub under_keel_m: f64,
}

/// Metres are sums of others, so they are equal up to this.
const ROUNDING_M: f64 = 1e-6;

/// Who moors next (by place in line), and at which first metre; none if nobody does.
pub type Rule = fn(&Berths<'_>) -> Option<(usize, f64)>;

impl Berths<'_> {
    /// What is wrong with a choice.
    pub fn fault(&self, choice: &Option<(usize, f64)>) -> Option<&'static str> {
        let (nth, from_m) = (*choice)?;
        let Some(wish) = self.waiting.get(nth) else { return Some("where no ship waits") };
        let to_m = from_m + wish.loa_m;
        if !self.free.iter().any(|&(low, high)| from_m >= low - ROUNDING_M && to_m <= high + ROUNDING_M) {
            return Some("and so long a ship would not lie on free quay there");
        }
        let is_deep = self.depth_between(from_m, to_m) >= wish.draught_m + self.under_keel_m;
        (!is_deep).then_some("where the quay is not deep enough for the ship")
    }

    /// Where a ship may lie now: at the ends of the free stretches that hold it and are deep enough there. The ends of a stretch
    /// leave the rest of it whole; a preferred metre between them is not worth a hole.
    pub fn places(&self, loa_m: f64, draught_m: f64) -> impl Iterator<Item = Place> {
        let long = self.free.iter().filter(move |(from, to)| to - from >= loa_m);
        let ends = long.flat_map(move |&(from, to)| {
            let last = to - loa_m;
            [from, last].map(|from_m| Place { from_m, left_m: last - from })
        });
        ends.filter(move |it| self.depth_between(it.from_m, it.from_m + loa_m) >= draught_m + self.under_keel_m)
    }

    /// The same for one that waits.
    pub fn places_of(&self, wish: &Wish) -> impl Iterator<Item = Place> {
        self.places(wish.loa_m, wish.draught_m)
    }

    /// The first place from the low end up.
    pub fn lowest(&self, wish: &Wish) -> Option<f64> {
        self.places_of(wish).next().map(|it| it.from_m)
    }

    /// The first in this order that has a place, of as many as may be looked at.
    pub fn first_of(&self, order: impl IntoIterator<Item = usize>, place: impl Fn(&Wish) -> Option<f64>) -> Option<(usize, f64)> {
        order.into_iter().take(self.look_ahead).find_map(|nth| Some((nth, place(&self.waiting[nth])?)))
    }

    /// Places in line, in order of arrival.
    pub fn in_order(&self) -> std::ops::Range<usize> {
        0..self.waiting.len()
    }

    /// What is left of free stretches where a ship lies.
    pub fn without(&self, free: &[(f64, f64)], from_m: f64, to_m: f64) -> Vec<(f64, f64)> {
        let mut left = Vec::with_capacity(free.len() + 1);
        for &(low, high) in free {
            let beside = [(low, high.min(from_m - self.gap_m)), (low.max(to_m + self.gap_m), high)];
            match (high <= from_m || low >= to_m, self.is_discrete) {
                (true, _) => left.push((low, high)),
                (false, true) => {}
                (false, false) => left.extend(beside.into_iter().filter(|(from, to)| to > from)),
            }
        }
        left
    }

    fn depth_between(&self, from: f64, to: f64) -> f64 {
        let across = self.sections.iter().filter(|section| section.from_m < to && section.to_m > from);
        across.map(|section| section.depth_m).fold(f64::INFINITY, f64::min)
    }
}
