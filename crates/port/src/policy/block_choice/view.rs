//! What is known of the blocks of a yard when a box is to come.

use crate::facility::plan::Point;
use crate::facility::stacks::PileId;
use crate::ids::BlockId;
use borsh::{BorshDeserialize, BorshSerialize};

/// A block from afar.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Outlook {
    /// Its centre.
    pub at: Point,
    /// Its cranes are busy for so long with the units that wait for them, or are on their way [s].
    pub work_s: f64,
    /// Share of its slots that are taken.
    pub fill: f64,
    /// Units that wait for each crane, rounded down.
    pub waiting: u32,
    /// Ground outside the yard proper.
    pub overflow: bool,
}

/// The blocks of a yard, and a unit that goes to one of them.
#[derive(Clone, Copy)]
pub struct Blocks<'a> {
    /// All blocks.
    pub outlooks: &'a [Outlook],
    /// Whether ground outside the yard proper is asked for: only where the yard is full.
    pub overflow: bool,
    /// Where the unit comes from.
    pub from: Point,
    /// Piles of boxes of its own class and call; some may be full, or no longer theirs alone.
    pub own_piles: &'a [(BlockId, PileId)],
    /// May it go on one of these piles?
    pub is_open: &'a dyn Fn(BlockId, PileId) -> bool,
    /// Has a block room for it?
    pub has_room: &'a dyn Fn(usize) -> bool,
    /// Are hardly any of a block's grounds empty?
    pub is_short_of_grounds: &'a dyn Fn(usize) -> bool,
}

/// Which block it goes to; none if none has room.
pub type Rule = fn(&Blocks<'_>) -> Option<usize>;

impl Blocks<'_> {
    /// The blocks that are asked for: places among the outlooks, and the outlooks.
    #[inline]
    pub fn asked_for(&self) -> impl Iterator<Item = (usize, &Outlook)> {
        self.outlooks.iter().enumerate().filter(|(_, outlook)| outlook.overflow == self.overflow)
    }
    /// The block with room that costs least; of equal ones the first.
    #[inline]
    pub fn cheapest(&self, cost: impl Fn(&Outlook) -> f64) -> Option<usize> {
        let mut best = Best::default();
        for (block, outlook) in self.asked_for() {
            best.improve(block, cost(outlook), self.has_room);
        }
        best.block
    }
}

/// The cheapest block so far; of equal ones the first.
#[derive(Debug)]
pub struct Best {
    cost: f64,
    /// Which it is.
    pub block: Option<usize>,
}

impl Default for Best {
    fn default() -> Self {
        Best { cost: f64::INFINITY, block: None }
    }
}

impl Best {
    /// Would it be better to take this block at this cost?
    #[inline]
    pub fn is_beaten_by(&self, block: usize, cost: f64) -> bool {
        (cost, Some(block)) < (self.cost, self.block)
    }
    /// Takes it if it is better and may be taken.
    #[inline]
    pub fn improve(&mut self, block: usize, cost: f64, may_take: impl FnOnce(usize) -> bool) {
        if self.is_beaten_by(block, cost) && may_take(block) {
            *self = Best { cost, block: Some(block) };
        }
    }
}
