//! The yard of a terminal: blocks of piles, each with its cranes and the jobs they have to do.
//!
//! A box is *promised* a place in a block before it is on its way; which pile it gets is decided when the crane takes it up.
//! Loads are asked for by class: the yard gives the most accessible box of the class. Cranes of one block share rails: a
//! job is given to a crane only if its bay lies clear of where the others are at work.

mod groups;
mod jobs;
mod loads;
mod outlook;
mod piles;
mod room;
mod task;

pub use task::{Job, Running, Side, Task};

use crate::cargo::{BoxKind, Boxes, Ground, Place};
use crate::facility::plan::Point;
use crate::facility::stacks::Stacks;
use crate::ids::{BlockId, BoxId};
use crate::policy::Policy;
use crate::policy::block_choice::BlockChoice;
use crate::policy::block_choice::view::Outlook;
use crate::policy::job_order::JobOrder;
use crate::policy::stacking::Stacking;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Line;
use groups::Groups;
use room::RoomWish;

/// Where blocks are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Loading {
    /// Along the block: vehicles drive up to the bay.
    Side,
    /// At its ends: quay vehicles at one, trucks at the other; a crane travels to and fro with each box.
    End,
}

#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
struct YardCrane {
    bay: u16,
    /// Under repair.
    down: bool,
    /// Out of service.
    out: bool,
    running: Option<Running>,
}

/// One block.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Block {
    /// Its piles.
    pub stacks: Stacks,
    /// Its centre.
    pub at: Point,
    bays: u16,
    cranes: Vec<YardCrane>,
    idle: Line<usize>,
    jobs: Vec<Job>,
    /// Ground outside the yard proper, used only when that is full.
    overflow: bool,
    /// Units on their way to it, or waiting to be stacked.
    coming: u32,
    /// Units called up that a crane has not yet begun to fetch.
    called: u32,
    /// Free places at the transfer points, towards the vehicles.
    transfer_free: u32,
    /// The same from the vehicles, and vehicles that wait for one.
    set_down_free: u32,
    setting_down: Line<()>,
}

/// What a block is made of.
#[derive(Clone, Debug)]
pub struct BlockPlan {
    /// Its piles, empty.
    pub stacks: Stacks,
    /// Its centre.
    pub at: Point,
    /// Bays of 40 ft.
    pub bays: u16,
    /// Cranes.
    pub cranes: usize,
    /// Used only when all others are full.
    pub overflow: bool,
}

/// The rules of a yard.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct YardPolicy {
    /// Which block.
    pub block_choice: Policy<BlockChoice>,
    /// Which pile.
    pub stacking: Policy<Stacking>,
    /// Which job next.
    pub job_order: Policy<JobOrder>,
    /// Where blocks are served.
    pub loading: Loading,
}

/// The yard of one terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Yard {
    /// Its rules.
    pub policy: YardPolicy,
    /// Its blocks.
    pub blocks: Vec<Block>,
    outlooks: Vec<Outlook>,
    /// Boxes in the piles that wait to be called, by call and class.
    groups: Groups,
    waiting_for_room: Line<RoomWish>,
}

/// A block whose cranes are all under repair or out of service counts as if so many units waited there (assumption: half an hour of work).
const UNITS_WHEN_DOWN: u32 = 15;

impl Block {
    /// Is it ground outside the yard proper?
    pub fn is_overflow(&self) -> bool {
        self.overflow
    }
    /// Units that wait for its cranes, or are on their way; many more if all its cranes are under repair.
    fn work(&self) -> u32 {
        let stopped = !self.cranes.is_empty() && self.cranes.iter().all(|crane| crane.down || crane.out);
        self.coming + self.called + if stopped { UNITS_WHEN_DOWN } else { 0 }
    }
}

impl Yard {
    /// Nobody knows what stands where: boxes go to the nearest block, and there to the nearest pile with room.
    pub fn go_blind(&mut self) {
        self.policy.block_choice = Policy::named("nearest").expect("it is in the list of block choices");
        self.policy.stacking = Policy::named("nearest").expect("it is in the list of stacking rules");
    }

    /// An empty yard. Each block comes with its number of cranes; `transfer` places at each block's transfer points.
    pub fn new(policy: YardPolicy, blocks: Vec<BlockPlan>, transfer: u32) -> Self {
        let build = |BlockPlan { stacks, at, bays, cranes, overflow }: BlockPlan| Block {
            overflow,
            stacks,
            at,
            bays,
            cranes: (0..cranes)
                .map(|crane| YardCrane {
                    bay: (bays as usize * (2 * crane + 1) / (2 * cranes)) as u16,
                    down: false,
                    out: false,
                    running: None,
                })
                .collect(),
            idle: Line::default(),
            jobs: Vec::new(),
            coming: 0,
            called: 0,
            transfer_free: transfer,
            set_down_free: transfer,
            setting_down: Line::default(),
        };
        let blocks: Vec<Block> = blocks.into_iter().map(build).collect();
        let outlooks = blocks.iter().map(outlook::of).collect();
        Yard { policy, blocks, outlooks, groups: Groups::default(), waiting_for_room: Line::default() }
    }

    /// Cranes of a block; none where vehicles stack.
    pub fn cranes_of(&self, block: BlockId) -> usize {
        self.blocks[block.index()].cranes.len()
    }

    /// Where a box that was just stacked has ended up.
    pub fn ground_of(&self, id: BoxId, boxes: &Boxes) -> Ground {
        let Place::Stacked { block, pile } = boxes[id].place() else { panic!("the box was stacked") };
        let (at, kind) = (&self.blocks[block.index()], boxes[id].class.kind());
        match kind {
            _ if at.overflow => Ground::Overflow,
            BoxKind::Reefer | BoxKind::Dangerous if at.stacks.kind_at(pile) != kind => Ground::OtherBays,
            _ => Ground::Own,
        }
    }

    /// Does the box stand, or is it about to, outside the yard proper?
    pub fn is_overflow(&self, block: BlockId) -> bool {
        self.blocks[block.index()].overflow
    }
}

/// The block that a stacked box stands in.
pub fn stacked_in(boxes: &Boxes, id: BoxId) -> BlockId {
    match boxes[id].place() {
        Place::Stacked { block, .. } => block,
        Place::Moving | Place::Promised { .. } => panic!("the box stands in a pile"),
    }
}
