//! What is known when pilots and tugs are free and ships wait for a team.

use crate::ids::CallId;
use borsh::{BorshDeserialize, BorshSerialize};

/// What a ship asks for.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct TeamWish {
    /// Whose.
    pub call: CallId,
    /// A pilot?
    pub pilot: bool,
    /// Tugs, at least.
    pub tugs: u32,
    /// Bollard pull of all its tugs together, at least [t].
    pub pull_t: f64,
    /// It sails: a berth is free when it is gone.
    pub outbound: bool,
}

impl TeamWish {
    /// Does it want any tug?
    pub fn wants_tugs(&self) -> bool {
        self.tugs > 0 || self.pull_t > 0.0
    }
}

/// Ships that wait for a team.
#[derive(Clone, Copy)]
pub struct Teams<'a> {
    /// In order of asking.
    pub waiting: &'a [TeamWish],
    /// Is all free that a ship wants?
    pub can_go: &'a dyn Fn(&TeamWish) -> bool,
}

/// Which ship gets its team next, by its place in line; none if nobody does.
pub type Rule = fn(&Teams<'_>) -> Option<usize>;

impl Teams<'_> {
    /// What is wrong with a choice.
    pub fn fault(&self, choice: &Option<usize>) -> Option<&'static str> {
        match choice.map(|place| self.waiting.get(place)) {
            Some(None) => Some("where no ship waits"),
            Some(Some(wish)) if !(self.can_go)(wish) => Some("a ship for which not all is free that it wants"),
            _ => None,
        }
    }

    /// The first in this order for whom all is free that it wants, and that nobody before it wants. So a small ship does not take the tug
    /// that a large one is one short of, but a ship that wants no tug passes it.
    pub fn first_unhindered(&self, order: impl IntoIterator<Item = usize>) -> Option<usize> {
        let (mut pilots, mut tugs) = (true, true);
        for place in order {
            let wish = &self.waiting[place];
            let allowed = (!wish.pilot || pilots) && (!wish.wants_tugs() || tugs);
            if allowed && (self.can_go)(wish) {
                return Some(place);
            }
            pilots &= !wish.pilot;
            tugs &= !wish.wants_tugs();
        }
        None
    }
}
