//! What is known of the blocks of a yard when a box is to come.

use crate::cargo::BoxKind;
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
    /// Of which kinds of bays hardly any ground is empty: a bit each, by number.
    pub short_of_grounds: u8,
}

/// The blocks of a yard, and a unit that goes to one of them.
#[derive(Clone, Copy)]
pub struct Blocks<'a> {
    /// All blocks.
    pub outlooks: &'a [Outlook],
    /// Whether ground outside the yard proper is asked for: only where the yard is full.
    pub overflow: bool,
    /// The kind of bays that the unit would stand in.
    pub bays: BoxKind,
    /// Where the unit comes from.
    pub from: Point,
    /// Piles of boxes of its own class and call; some may be full, or no longer theirs alone.
    pub own_piles: &'a [(BlockId, PileId)],
    /// May it go on one of these piles?
    pub is_open: &'a dyn Fn(BlockId, PileId) -> bool,
    /// Has a block room for it?
    pub has_room: &'a dyn Fn(usize) -> bool,
}

/// Which block it goes to; none if none has room.
pub type Rule = fn(&Blocks<'_>) -> Option<usize>;

impl Blocks<'_> {
    /// What is wrong with a choice.
    #[inline]
    pub fn fault(&self, choice: &Option<usize>) -> Option<&'static str> {
        match choice.map(|block| (block, self.outlooks.get(block))) {
            Some((_, None)) => Some("and there is no such block"),
            Some((_, Some(outlook))) if outlook.overflow != self.overflow => {
                Some("which is not among the blocks that were asked for")
            }
            Some((block, _)) if !(self.has_room)(block) => Some("a block without room for it"),
            _ => None,
        }
    }

    /// The blocks that are asked for: places among the outlooks, and the outlooks.
    #[inline]
    pub fn asked_for(&self) -> impl Iterator<Item = (usize, &Outlook)> {
        self.outlooks.iter().enumerate().filter(|(_, outlook)| outlook.overflow == self.overflow)
    }
    /// Are hardly any of the grounds of a block empty where it would stand?
    #[inline]
    pub fn is_short(&self, outlook: &Outlook) -> bool {
        outlook.short_of_grounds >> self.bays as u8 & 1 == 1
    }
    /// What the block costs that costs least, with room or not, and which it is; of equal ones the first.
    #[inline]
    pub fn least(&self, cost: impl Fn(&Outlook) -> f64) -> Option<(f64, usize)> {
        self.asked_for().fold(None, |least, (block, outlook)| {
            let cost = cost(outlook);
            if least.is_none_or(|(least, _)| cost < least) { Some((cost, block)) } else { least }
        })
    }
    /// The block with room that costs least, if it is better than the best so far; of equal ones the first.
    #[inline]
    pub fn cheapest(&self, cost: impl Fn(&Outlook) -> f64, mut best: Best) -> Option<usize> {
        // Nearly always the first in line has room, and no other needs to be asked.
        if let Some((least, block)) = self.least(&cost)
            && (!best.is_beaten_by(block, least) || (self.has_room)(block))
        {
            best.improve(block, least, |_| true);
        } else {
            self.asked_for().for_each(|(block, outlook)| best.improve(block, cost(outlook), self.has_room));
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
