//! What a stacking policy says of a box: what it costs to put it down, by what lies below.

use crate::cargo::{BoxKind, Length};

/// What a stacking decision needs to know of a box.
#[derive(Clone, Copy, Debug)]
pub struct Stackable {
    /// Nominal length.
    pub length: Length,
    /// Which bays it belongs to.
    pub kind: BoxKind,
    /// Equal for boxes of one class of one call.
    pub key: u32,
    /// When it is due to leave [min], six bits for its turn in the order of loading.
    pub due: u32,
}

/// What it costs to put a box down, by what lies below: in hundredths of an expected rehandle, below `NO_PLACE`. On boxes of
/// its own class and call it costs nothing.
#[derive(Clone, Copy, Debug)]
pub struct Costs {
    /// Boxes of the same ship that are loaded after it.
    pub later_turn: i32,
    /// Boxes of the same ship, one at least loaded before it.
    pub earlier_turn: i32,
    /// Boxes that all leave after it.
    pub later: i32,
    /// Boxes of which one at least leaves before it.
    pub earlier: i32,
    /// The free half of a ground.
    pub half: i32,
    /// An empty ground.
    pub ground: i32,
}

/// The cost of what may not be taken.
pub const NO_PLACE: i32 = 1 << 14;

/// A class key that no pile has.
pub const NO_CLASS: u32 = u32::MAX - 1;

/// How a box is to be looked at.
#[derive(Clone, Copy, Debug)]
pub struct Preference {
    /// The box; with another class key, if its own shall not count.
    pub it: Stackable,
    /// What places cost; travel is added.
    pub costs: Costs,
    /// It goes on the nearest open pile of its own class and call, if there is one, without a look at others.
    pub joins_own: bool,
}

impl Stackable {
    /// What is wrong with a preference.
    #[inline]
    pub fn fault(&self, choice: &Preference) -> Option<&'static str> {
        let Preference { it, costs, .. } = choice;
        if (it.length, it.kind) != (self.length, self.kind) {
            return Some("a box of another length or kind");
        }
        let all = [costs.later_turn, costs.earlier_turn, costs.later, costs.earlier, costs.half, costs.ground];
        let may_be = |cost: &i32| (0..NO_PLACE).contains(cost);
        (!all.iter().all(may_be)).then_some("a cost below 0, or of `NO_PLACE` and more")
    }
}

/// From a box to what it prefers.
pub type Rule = fn(Stackable) -> Preference;

/// With the same ship as those below, a pile empties as a whole, though cranes that work side by side may call its boxes in another order, the
/// more so if it is the wrong one. To begin a pile costs something as well: the ground will be missed later. Chosen so that TC3 at half and TC4
/// at two thirds of their slots have few rehandles (measured).
pub const BY_DUE: Costs = Costs { later_turn: 10, earlier_turn: 30, later: 35, earlier: 100, half: 5, ground: 40 };
