//! How blocks look from afar. What the choice of a block asks of every block, side by side: all blocks are gone through for each box that comes, and a
//! block lies on many lines of the cache; what that saves is in `docs/performance.md`.

use super::{Block, Yard};
use crate::ids::BlockId;
use crate::policy::block_choice::view::Outlook;

/// One unit that waits for a crane counts as so much work [s] (assumption).
const SECONDS_PER_JOB: f64 = 120.0;

/// How a block looks now.
pub(super) fn of(block: &Block) -> Outlook {
    let (work, cranes) = (block.work(), block.cranes.len().max(1));
    Outlook {
        at: block.at,
        work_s: SECONDS_PER_JOB * (f64::from(work) / cranes as f64),
        fill: f64::from(block.stacks.teu) / f64::from(block.stacks.slots_teu()),
        waiting: work / cranes as u32,
        overflow: block.overflow,
        short_of_grounds: block.stacks.short_of_grounds(),
    }
}

impl Yard {
    /// A block has changed: units called up or coming, boxes, cranes under repair.
    #[inline]
    pub(super) fn look_at(&mut self, block: BlockId) {
        self.outlooks[block.index()] = of(&self.blocks[block.index()]);
    }

    /// Is some block not as it looks? Never: for checks.
    pub fn has_overlooked(&self) -> bool {
        self.blocks.iter().zip(&self.outlooks).any(|(block, outlook)| of(block) != *outlook)
    }
}
