//! What the choice of a block asks of every block, side by side: all blocks are gone through for each box that comes, and a
//! block lies on many lines of the cache; what that saves is in `docs/performance.md`.

use super::{Block, Yard};
use crate::facility::plan::Point;
use crate::ids::BlockId;
use serde::{Deserialize, Serialize};

// Weights of the balanced choice of a block, in seconds (assumptions): a vehicle's speed; one unit that waits for a crane; a
// full block.
const METRES_PER_SECOND: f64 = 6.0;
const SECONDS_PER_JOB: f64 = 120.0;
const SECONDS_WHEN_FULL: f64 = 100.0;

/// A block from afar. It follows from the block, and is renewed by [`Yard::look_at`] whenever that changes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Outlook {
    /// Its centre.
    pub(super) at: Point,
    /// Its cranes are busy for so long with the units that wait for them, or are on their way [s].
    work_s: f64,
    /// Share of its slots that are taken.
    pub(super) fill: f64,
    /// Units that wait for each crane, rounded down.
    pub(super) waiting: u32,
    /// Ground outside the yard proper.
    pub(super) overflow: bool,
}

impl Outlook {
    /// How the block looks now.
    pub(super) fn of(block: &Block) -> Self {
        let (work, cranes) = (block.work(), block.cranes.len().max(1));
        Outlook {
            at: block.at,
            work_s: SECONDS_PER_JOB * (f64::from(work) / cranes as f64),
            fill: f64::from(block.stacks.teu) / f64::from(block.stacks.slots_teu()),
            waiting: work / cranes as u32,
            overflow: block.overflow,
        }
    }

    /// What it costs to bring a box there [s], if its pile costs so much.
    #[inline]
    pub(super) fn cost(&self, from: Point, pile: f64) -> f64 {
        self.at.to(from) / METRES_PER_SECOND + self.work_s + pile + SECONDS_WHEN_FULL * self.fill * self.fill
    }
}

impl Yard {
    /// A block has changed: units called up or coming, boxes, cranes under repair.
    #[inline]
    pub(super) fn look_at(&mut self, block: BlockId) {
        self.outlooks[block.index()] = Outlook::of(&self.blocks[block.index()]);
    }

    /// Is some block not as it looks? Never: for checks.
    pub fn has_overlooked(&self) -> bool {
        self.blocks.iter().zip(&self.outlooks).any(|(block, outlook)| Outlook::of(block) != *outlook)
    }
}
